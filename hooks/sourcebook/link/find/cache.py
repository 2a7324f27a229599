"""Alignments kept between builds, by content: two texts that have not changed need not be aligned again.

What is kept are only the blocks of equal words. Which texts have anything to align, and whether a passage is believed,
depends on all other texts and is decided anew each time. A file that can't be read counts as absent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sourcebook.fingerprint import code_digest
from sourcebook.kept import keep, read_kept
from sourcebook.link.find.align import Block, align
from sourcebook.link.find.texts import Text


class Alignments:
    """Aligns chains of runs, or looks the alignment up."""

    def __init__(self, folder: Path | None, words: Sequence[str]) -> None:
        """Read what is kept in `folder`; without a folder nothing is read or written. `words`: folded, by number."""
        self._words = words
        self._file = folder / f"alignments-{code_digest()}.json" if folder else None
        self._kept: dict[str, list[Block]] = _read(self._file) if self._file else {}
        self._used: dict[str, list[Block]] = {}

    def of(self, pair: tuple[Text, Text], chains: Sequence[Sequence[Block]]) -> Iterator[list[Block]]:
        """Yield the alignment of each chain between two texts."""
        one, other = (text.tokens.numbers for text in pair)
        if self._file is None:
            yield from (align(chain, one, other, self._words) for chain in chains)
            return
        texts = "\0".join(text.document.source.sha256 for text in pair)
        for chain in chains:
            key = hashlib.sha256(f"{texts}\0{chain}".encode()).hexdigest()
            blocks = self._kept.get(key)
            self._used[key] = align(chain, one, other, self._words) if blocks is None else blocks
            yield self._used[key]

    def save(self) -> None:
        """Keep the alignments that were used, and no others; the file is replaced in one step."""
        if self._file is None or self._used == self._kept:
            return
        keep(self._file, self._used)


def _read(file: Path) -> dict[str, list[Block]]:
    try:
        return {
            str(key): [(int(start), int(other), int(length)) for start, other, length in blocks]
            for key, blocks in read_kept(file).items()
        }
    except (ValueError, TypeError, AttributeError, OverflowError):
        return {}
