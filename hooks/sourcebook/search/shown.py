"""The texts as results show them, in blocks of paragraphs of about 4,000 letters, so that a hit costs one small file.

A block goes by its number: it has what stands from place `BLOCK * number` on, so many places, and the whole of the
paragraphs that reach into it from before or beyond. A browser that knows a place thus knows the block.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
        runs: dict[int, RunPlaces] = {}
        for number in range(start // BLOCK, places[-1] // BLOCK + 1):
            if number > self._number:
                self.end()
                self._number = number
            self._block.append(_shown(row, document, places, number, runs))

    def end(self) -> None:
        """Hand over the last block."""
        if self._block:
            self._write(self._number, self._block)
        self._block = []


def facts_of(document: Searched) -> list[str]:
    """Return what is said of a document under its title: kind, author, publisher and date."""
    kind, publisher = ("; ".join(document.facets.get(key, ())) for key in ("kind", "publisher"))
    return [kind, document.author, publisher, document.date]


@dataclass(frozen=True, slots=True)
class RunPlaces:
    """Where the runs of signs of a long paragraph stand: it is cut into many parts, and read once for all of them."""

    places: Sequence[int]
    """How many words stand before each."""
    starts: Sequence[int]
    """In code points."""
    units: Sequence[int]
    """The same in UTF-16, as a browser counts."""


def _runs_of(text: str) -> RunPlaces:
    places, starts, units = array("Q"), array("Q"), array("Q")
    place = before = unit = 0
    for run in _RUN.finditer(text):
        unit += len(text[before : run.start()].encode("utf-16-le")) // 2
        before = run.start()
        places.append(place)
        starts.append(before)
        units.append(unit)
        place += len(fold(run[0]))
    return RunPlaces(places, starts, units)


def _shown(row: int, document: Searched, places: Sequence[int], number: int, runs: dict[int, RunPlaces]) -> Shown:
    """Return what a result shows of a document, as far as a block has it; `runs` are kept from block to block."""
    low, high = number * BLOCK, (number + 1) * BLOCK
    begun = min(bisect_right(places, low) - 1, bisect_left(places, low))  # begun before it, or with it
    inside = range(max(begun, 0), bisect_left(places, high, hi=len(places) - 1))
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    stretches = sorted({(one.way, one.start, one.end) for one in document.shared_words})
    shared = [list(one) for one in stretches if one[1][0] <= last and one[2][0] >= first]
    return [
        row,
        document.id,
        document.title,
        facts_of(document),
        document.language,
        shared,
        first,
        [_paragraph(document, at, places, (low, high), runs) for at in inside],
    ]


def _paragraph(
    document: Searched, number: int, places: Sequence[int], block: tuple[int, int], runs: dict[int, RunPlaces]
) -> list[object]:
    """Return anchor and text of a paragraph; of one longer than two blocks a part, and how much stands before it."""
    anchor, text = document.paragraphs[number]
    start = places[number]
    if places[number + 1] - start <= 2 * BLOCK:
        return [anchor, text]
    if number not in runs:
        runs[number] = _runs_of(text)
    of_text = runs[number]
    first = bisect_left(of_text.places, block[0] - _AROUND - start)
    after = bisect_right(of_text.places, block[1] + _AROUND - start)
    begins, units = (of_text.starts[first], of_text.units[first]) if first < len(of_text.places) else (0, 0)
    ends = of_text.starts[after] if after < len(of_text.places) else len(text)
    return [anchor, text[begins:ends], units, int(ends < len(text))]
