"""Alignments kept between builds, by content: two texts that have not changed need not be aligned again.

What is kept are only the blocks of equal words. Which texts have anything to align, and whether a passage is believed,
depends on all other texts and is decided anew each time. What belongs to one text, as the first of a pair, is in one
file with what belongs to some others, so that a change writes few files and parts of an archive can be read apart. A
file that can't be read counts as absent.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sourcebook.fingerprint import code_digest
from sourcebook.kept import keep, kept_as, read_kept
from sourcebook.link.find.align import Block, align
from sourcebook.link.find.texts import Text

KeptBlocks = dict[str, list[Block]]


class Alignments:
    """Aligns chains of runs, or looks the alignment up."""

    def __init__(self, folder: Path | None, words: Sequence[str]) -> None:
        """Look in `folder` for what is kept; without one nothing is read or written. `words`: folded, by number."""
        self._words = words
        self._folder = folder
        self._digest = code_digest() if folder else ""
        self._kept: dict[str, KeptBlocks] = {}
        self._is_whole = True
        self._used: dict[str, KeptBlocks] = defaultdict(dict)

    def of(self, pair: tuple[Text, Text], chains: Sequence[Sequence[Block]]) -> Iterator[list[Block]]:
        """Yield the alignment of each chain between two texts."""
        one, other = (text.tokens.numbers for text in pair)
        if self._folder is None:
            yield from (align(chain, one, other, self._words) for chain in chains)
            return
        part = hashlib.sha256(pair[0].id.encode()).hexdigest()[:1]
        if part not in self._kept:
            self._kept[part] = _read(self._folder / self._name(part))
        kept, used = self._kept[part], self._used[part]
        words = hashlib.sha256(b"".join(_content(text) for text in pair)).hexdigest()
        for chain in chains:
            key = hashlib.sha256(f"{words}\0{chain}".encode()).hexdigest()
            blocks = kept.get(key)
            used[key] = align(chain, one, other, self._words) if blocks is None else blocks
            yield used[key]

    def pass_over(self) -> None:
        """Be told that a pair wasn't asked for, since the passages in it are known: its alignments stay as they are."""
        self._is_whole = False

    def save(self) -> None:
        """Keep the alignments that were used, and no others; each file is replaced in one step."""
        if self._folder is None or not self._is_whole:
            return
        names = {self._name(part): part for part in self._used}
        with suppress(OSError):
            for old in kept_as("alignments", self._folder):
                if old.name not in names:
                    old.unlink()
        for name, part in names.items():
            if self._used[part] != self._kept[part]:
                keep(self._folder / name, self._used[part])

    def _name(self, part: str) -> str:
        return f"alignments-{part}-{self._digest}.json"


def _content(text: Text) -> bytes:
    """Return what an alignment depends on: the text, and which of its words count, since roles leave some out."""
    return text.sha256.encode() + hashlib.sha256(text.tokens.starts.tobytes()).digest()


def _read(file: Path) -> KeptBlocks:
    try:
        return {
            str(key): [(int(start), int(other), int(length)) for start, other, length in blocks]
            for key, blocks in read_kept(file).items()
        }
    except (ValueError, TypeError, AttributeError, OverflowError):
        return {}
