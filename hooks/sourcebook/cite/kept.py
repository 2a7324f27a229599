"""Citations kept between builds, by all that they were made from. A file that can't be read counts as absent."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec.structs import fields

from sourcebook.fingerprint import code_digest, digest
from sourcebook.kept import keep, read_kept
from sourcebook.model import Citation, Run
from sourcebook.page_language import spoken
from sourcebook.remembered import table
from sourcebook.vocabulary.citable import Entry

PROCESSOR = "pypandoc_binary"
"""The package that makes a citation what it is, beside the modules and styles here."""


def key_of(entry: Entry) -> str:
    """Return what stands for an entry: the same for two from which the same citations are made."""
    return hashlib.sha256(repr(entry).encode()).hexdigest()


class Kept:
    """Citations by the key of their entry."""

    def __init__(self, folder: Path | None) -> None:
        """Read what is kept in `folder`; without a folder nothing is read or written."""
        self._file = folder / f"citations-{_digest(spoken().tag, spoken().digest)}.json" if folder else None
        self.citations = table(f"citations in {self._file}")
        """Ask with `get`."""
        if self._file and not self.citations.before:
            self.citations.update(_read(self._file))
        self._before = self.citations.keys() | self.citations.before.keys()

    def save(self, keys: Iterable[str]) -> None:
        """Keep the citations of these entries, and no others; the file is replaced in one step."""
        wanted = set(keys)
        if self._file is None or wanted == self._before:
            return
        keep(self._file, {key: list(map(_values, self.citations[key])) for key in wanted})


def _values(citation: Citation) -> dict[str, Any]:
    """Return a citation as JSON has it: `asdict` takes ten times as long."""
    runs, pinpoint = (
        [{name: getattr(run, name) for name in _OF_RUNS} for run in part] for part in (citation.runs, citation.pinpoint)
    )
    return {name: getattr(citation, name) for name in _OF_CITATIONS} | {"runs": runs, "pinpoint": pinpoint}


_OF_CITATIONS, _OF_RUNS = ([field.name for field in fields(kind)] for kind in (Citation, Run))


def _read(file: Path) -> dict[str, tuple[Citation, ...]]:
    try:
        return {key: tuple(map(_citation, citations)) for key, citations in read_kept(file).items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def _citation(values: dict[str, Any]) -> Citation:
    runs, pinpoint = (tuple(Run(**run) for run in values[name]) for name in ("runs", "pinpoint"))
    one, several = values["paragraph"]
    return Citation(str(values["style"]), str(values["label"]), runs, pinpoint, (str(one), str(several)))


@cache
def _digest(tag: str, words: str) -> str:
    """Return a digest of all that makes citations of entries: what other code, language or words made isn't asked.

    `de` and `de-AT` have the same words of ours, and other months.
    """
    return digest(code_digest(), version(PROCESSOR), tag, words)[:16]
