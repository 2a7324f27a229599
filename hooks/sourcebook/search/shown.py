"""The texts as results show them, in blocks of paragraphs of about 4,000 letters, so that a hit costs one small file.

A block goes by its number: it has what stands from place `BLOCK * number` on, so many places, and the whole of the
paragraphs that reach into it from before or beyond. A browser that knows a place thus knows the block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sourcebook.search.documents import Searched
from sourcebook.text.fold import fold

BLOCK = 780
"""Places."""
_AROUND = 150
"""Places that are shown around a block's own of a paragraph longer than two blocks."""
_RUN = re.compile(r"\S{1,40}")

Shown = list[object]


class Blocks:
    """Takes texts in the order of the line, and hands over each block as soon as all of it is there."""

    def __init__(self, write: Callable[[int, list[Shown]], None]) -> None:
        """Begin; `write` is given the number and the content of each block."""
        self._write = write
        self._number = 0
        self._block: list[Shown] = []

    def add(self, row: int, document: Searched, start: int, places: Sequence[int]) -> None:
        """Add a text.

        Args:
            row: its number in the archive.
            document: the text.
            start: the place at which its title begins.
            places: of each paragraph, and of the barrier after the last.
        """
        for number in range(start // BLOCK, places[-1] // BLOCK + 1):
            if number > self._number:
                self.end()
                self._number = number
            self._block.append(_shown(row, document, places, number))

    def end(self) -> None:
        """Hand over the last block."""
        if self._block:
            self._write(self._number, self._block)
        self._block = []


def facts_of(document: Searched) -> list[str]:
    """Return what is said of a document under its title: kind, publisher and date."""
    return [*("; ".join(document.facets.get(key, ())) for key in ("kind", "publisher")), document.date]


def _shown(row: int, document: Searched, places: Sequence[int], number: int) -> Shown:
    """Return what a result shows of a document, as far as a block has it."""
    low, high = number * BLOCK, (number + 1) * BLOCK
    inside = [at for at in range(len(places) - 1) if places[at] < high and max(places[at + 1], places[at] + 1) > low]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    places_of_kin = sorted({(one.way, one.start, one.end) for one in document.kin})
    kin = [list(one) for one in places_of_kin if one[1][0] <= last and one[2][0] >= first]
    return [
        row,
        document.id,
        document.title,
        facts_of(document),
        document.language,
        kin,
        first,
        [_paragraph(*document.paragraphs[at], places[at], places[at + 1], low, high) for at in inside],
    ]


def _paragraph(anchor: str, text: str, start: int, end: int, low: int, high: int) -> list[object]:
    """Return anchor and text of a paragraph; of one longer than two blocks a part, and how much stands before it."""
    if end - start <= 2 * BLOCK:
        return [anchor, text]
    at, begins, ends = start, None, len(text)
    for run in _RUN.finditer(text):
        if begins is None and at >= low - _AROUND:
            begins = run.start()
        if at > high + _AROUND:
            ends = run.start()
            break
        at += len(fold(run[0]))
    begins = begins or 0
    return [anchor, text[begins:ends], len(text[:begins].encode("utf-16-le")) // 2, int(ends < len(text))]
