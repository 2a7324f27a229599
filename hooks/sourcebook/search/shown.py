"""The texts as results show them, in blocks of some thousand letters, so that a hit costs one small file.

A block has one text or a few; a longer text is cut into several blocks, each with the whole of the paragraphs that
reach into it from before or beyond. Where blocks begin follows from where texts do: a browser knows it without a list.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, pairwise
from operator import itemgetter

import numpy as np

from sourcebook.scripts import UNSPACED
from sourcebook.search.documents import Searched
from sourcebook.text.fold import fold

BLOCK = 1300
"""The most places of a block that has more than one text; of a longer text each has half as many."""
_AROUND = 150
"""Places that are shown around a block's own of a paragraph longer than a block."""
_CUT = re.compile(rf"(?<![^\s!-/:-@\\-`{{-~])\S(?<!\S[\[¹²³⁰⁴-⁹])|[{UNSPACED}]")
"""Where a paragraph may be cut: no word reaches over it."""
_BEYOND = re.compile(r"[\U00010000-\U0010ffff]")
"""What is two UTF-16 units."""

Shown = list[object]


def blocks(
    documents: Sequence[Searched], starts: Sequence[int], places: Sequence[Sequence[int]]
) -> Iterator[list[Shown]]:
    """Yield the content of each block.

    Args:
        documents: the texts, in the order of the line.
        starts: the place at which each begins with its title, and the end.
        places: for each those of its paragraphs, and of the barrier after the last.
    """
    begins = _begins(starts)
    texts = enumerate(zip(documents, starts[:-1], places, strict=True))
    parts = chain.from_iterable(_parts(row, *text, begins) for row, text in texts)
    for _, some in groupby(parts, key=itemgetter(0)):
        yield [part for _, part in some]


def _begins(starts: Sequence[int]) -> list[int]:
    """Return the place at which each block begins, and the end; `starts`: likewise of each text, and the end."""
    begins = [0]
    for start, end in pairwise(starts):
        if end - begins[-1] > BLOCK and start > begins[-1]:
            begins.append(start)
        while end - begins[-1] > BLOCK:
            begins.append(begins[-1] + BLOCK // 2)
    return [*begins, starts[-1]]


def _parts(
    row: int, searched: Searched, start: int, places: Sequence[int], begins: Sequence[int]
) -> Iterator[tuple[int, Shown]]:
    """Yield what a result shows of a document, as far as each block has it, with the number of the block."""

    def reached(first: int, last: int) -> range:
        return range(bisect_right(begins, first) - 1, bisect_right(begins, last))

    inside: dict[int, list[tuple[int, int, list[object]]]] = {block: [] for block in reached(start, places[-1])}
    texts = zip(searched.paragraphs, pairwise(places), strict=True)
    for number, ((anchor, text), (first, end)) in enumerate(texts):
        cut = _cutting(text) if end - first > BLOCK else None
        for block in reached(first, max(first, end - 1)):
            before, part = cut(begins[block] - first, begins[block + 1] - first) if cut else (0, [text])
            inside[block].append((number, first + before, [anchor, *part]))
    about = [row, searched.document.id, searched.document.title, searched.facts, searched.language]
    stretches = sorted({(one.way, one.start, one.end) for one in searched.shared_words})
    for block, parts in inside.items():
        (at, first, _), (last, *_) = (parts[0], parts[-1]) if parts else ((0, places[0], []), (-1,))
        shared = [list(one) for one in stretches if one[1][0] <= last and one[2][0] >= at]
        yield block, [*about, shared, at, first - places[0], [part for _, _, part in parts]]


def _cutting(text: str) -> Callable[[int, int], tuple[int, list[object]]]:
    """Return what cuts a long paragraph, which is read once for all its parts.

    It is given between which of the paragraph's places, and returns how many stand before the part, and this: what is
    shown, UTF-16 units before it, as a browser counts, and whether any follow it.
    """
    starts, beyond = (np.fromiter((one.start() for one in sign.finditer(text)), np.int64) for sign in (_CUT, _BEYOND))
    counts = (len(fold(text[at:end])) for at, end in pairwise([*starts.tolist(), len(text)]))
    words = np.cumsum([0, *counts])[:-1]

    def cut(low: int, high: int) -> tuple[int, list[object]]:
        first = max(int(np.searchsorted(words, low - _AROUND, "right")) - 1, 0)
        after = int(np.searchsorted(words, high + _AROUND + 1))
        begins, ends = int(starts[first]), int(starts[after]) if after < len(starts) else len(text)
        units = begins + int(np.searchsorted(beyond, begins))
        return int(words[first]), [text[begins:ends], units, int(ends < len(text))]

    return cut
