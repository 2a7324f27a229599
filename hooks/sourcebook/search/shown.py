"""The texts as results show them, in blocks of some thousand letters, so that a hit costs one small file.

A block has one text or a few; a longer text is cut into several blocks, each with the whole of the paragraphs that
reach into it from before or beyond. Where blocks begin follows from where texts do: a browser knows it without a list.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sourcebook.scripts import UNSPACED
from sourcebook.search.documents import Searched, paragraph
from sourcebook.text.fold import fold

BLOCK = 1300
"""The most places of a block that has more than one text; of a longer text each has half as many."""
_AROUND = 150
"""Places that are shown around a block's own of a paragraph longer than a block."""
_CUT = re.compile(rf"(?<![^\s!-/:-@\[-`{{-~])\S(?<!\S[¹²³⁰⁴-⁹])|[{UNSPACED}]")
"""Where a paragraph may be cut: no word reaches over it."""
_BEYOND = re.compile(r"[\U00010000-\U0010ffff]")
"""What is two UTF-16 units."""

Shown = list[object]
Cuts = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Of the places where a long paragraph may be cut, which is read once for all its parts: how many words stand before
each, and where it is, in code points and in UTF-16 units, as a browser counts."""


def _begins(starts: Sequence[int]) -> list[int]:
    """Return the place at which each block begins, and the end; `starts`: likewise of each text, and the end."""
    begins = [0]
    for start, end in pairwise(starts):
        if end - begins[-1] > BLOCK and start > begins[-1]:
            begins.append(start)
        while end - begins[-1] > BLOCK:
            begins.append(begins[-1] + BLOCK // 2)
    return [*begins, starts[-1]]


class Blocks:
    """Takes texts in the order of the line, and hands over each block as soon as all of it is there."""

    def __init__(self, starts: Sequence[int], write: Callable[[int, list[Shown]], None]) -> None:
        """Begin.

        Args:
            starts: the place at which each text begins, and the end.
            write: is given the number and the content of each block.
        """
        self._begins = _begins(starts)
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
        cuts: dict[int, Cuts] = {}
        for number in range(bisect_right(self._begins, start) - 1, bisect_right(self._begins, places[-1])):
            if number > self._number:
                self.end()
                self._number = number
            self._block.append(_shown(row, document, places, (self._begins[number], self._begins[number + 1]), cuts))

    def end(self) -> None:
        """Hand over the last block."""
        if self._block:
            self._write(self._number, self._block)
        self._block = []


def facts_of(document: Searched) -> list[str]:
    """Return what is said of a document under its title: kind, author, publisher and date."""
    kind, publisher = ("; ".join(document.facets.get(key, ())) for key in ("kind", "publisher"))
    return [kind, document.author, publisher, document.date]


def _cuts_of(text: str) -> Cuts:
    starts, beyond = (np.fromiter((one.start() for one in sign.finditer(text)), np.int64) for sign in (_CUT, _BEYOND))
    words = np.fromiter((len(fold(text[at:end])) for at, end in pairwise([*starts.tolist(), len(text)])), np.int64)
    return np.cumsum(words) - words, starts, starts + np.searchsorted(beyond, starts)


def _shown(row: int, document: Searched, places: Sequence[int], block: tuple[int, int], cuts: dict[int, Cuts]) -> Shown:
    """Return what a result shows of a document, as far as a block has it; `cuts` are kept from block to block."""
    low, high = block
    begun = min(bisect_right(places, low) - 1, bisect_left(places, low))  # begun before it, or with it
    inside = range(max(begun, 0), bisect_left(places, high, hi=len(places) - 1))
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    stretches = sorted({(one.way, one.start, one.end) for one in document.shared_words})
    shared = [list(one) for one in stretches if one[1][0] <= last and one[2][0] >= first]
    parts = [_paragraph(document, at, places, block, cuts) for at in inside]
    return [
        row,
        document.id,
        document.title,
        facts_of(document),
        document.language,
        shared,
        first,
        parts[0][0] - places[0] if parts else 0,
        [part for _, part in parts],
    ]


def _paragraph(
    document: Searched, number: int, places: Sequence[int], block: tuple[int, int], cuts: dict[int, Cuts]
) -> tuple[int, list[object]]:
    """Return the place of a paragraph, its anchor and text, or a part and what is before it."""
    anchor, text = paragraph(document.source, number, document.lines)
    start = places[number]
    if places[number + 1] - start <= BLOCK:
        return start, [anchor, text]
    if number not in cuts:
        cuts[number] = _cuts_of(text)
    words, starts, units = cuts[number]
    first = max(int(np.searchsorted(words, block[0] - _AROUND - start, "right")) - 1, 0)
    after = int(np.searchsorted(words, block[1] + _AROUND - start + 1))
    ends = int(starts[after]) if after < len(starts) else len(text)
    return start + int(words[first]), [anchor, text[starts[first] : ends], int(units[first]), int(ends < len(text))]
