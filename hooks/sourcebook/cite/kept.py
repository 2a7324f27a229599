"""Citations kept between builds, by all that they were made from. A file that can't be read counts as absent."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from zlib import compress, decompress

from msgspec import MsgspecError, Raw
from msgspec.json import decode, encode

from sourcebook.fingerprint import code_digest, digest
from sourcebook.kept import keep, read_kept_bytes
from sourcebook.model import Citation
from sourcebook.page_language import spoken
from sourcebook.remembered import table
from sourcebook.vocabulary.citable import Entry

Citations = tuple[Citation, ...]
"""In the order of the table of styles."""
PROCESSOR = "pypandoc_binary"
"""The package that makes a citation what it is, beside the modules and styles here."""


def key_of(entry: Entry) -> str:
    """Return what stands for an entry: the same for two from which the same citations are made."""
    return hashlib.sha256(repr(entry).encode()).hexdigest()


class Cited(Mapping[str, Citations]):
    """Citations by the id of what is cited, made when asked for of packed JSON: it takes a tenth of their memory."""

    def __init__(self, packed: Mapping[str, bytes], styles: Collection[str] = ()) -> None:
        """Have what is packed, of these styles only, if any are named."""
        self._packed, self._styles = packed, styles
        self.stands_for = {id: (of_one, *styles) for id, of_one in packed.items()}
        """By id, what is the same where the citations are: to unpack them takes longer."""

    def __getitem__(self, id: str) -> Citations:
        """Return the citations of a document."""
        found = decode(decompress(self._packed[id]), type=Citations)
        return tuple(one for one in found if not self._styles or one.style_key in self._styles)

    def __contains__(self, id: object) -> bool:
        return id in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


class Kept:
    """Citations as packed JSON by the key of their entry."""

    def __init__(self, folder: Path | None) -> None:
        """Read what is kept in `folder`; without a folder nothing is read or written."""
        self._file = folder / f"citations-{_digest(spoken().tag, spoken().digest)}.json" if folder else None
        self.packed = table(f"citations in {self._file}")
        """Ask with `get`."""
        if self._file and not self.packed.before:
            self.packed.update(_read(self._file))
        self._before = self.packed.keys() | self.packed.before.keys()

    def put(self, key: str, citations: Citations) -> None:
        """Take in the citations of an entry."""
        self.packed[key] = _pack(encode(citations))

    def save(self, keys: Iterable[str]) -> None:
        """Keep the citations of these entries, and no others; the file is replaced in one step."""
        wanted = set(keys)
        if self._file and wanted != self._before:
            keep(self._file, encode({key: Raw(decompress(self.packed[key])) for key in wanted}))


def _pack(citations: bytes | Raw) -> bytes:
    return compress(citations, 1)


def _read(file: Path) -> dict[str, bytes]:
    try:
        kept = decode(read_kept_bytes(file) or b"{}", type=dict[str, Raw])
        return {key: _pack(found) for key, found in kept.items() if decode(found, type=Citations)}
    except MsgspecError:
        return {}


@cache
def _digest(tag: str, words: str) -> str:
    """Return a digest of all that makes citations of entries: what other code, language or words made isn't asked.

    `de` and `de-AT` have the same words of ours, and other months.
    """
    return digest(code_digest(), version(PROCESSOR), tag, words)[:16]
