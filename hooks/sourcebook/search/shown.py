"""The texts as results show them, in blocks of some thousand letters, so that a hit costs one small file.

A block has one text or a few; a longer text is cut into several blocks, each with the whole of the paragraphs that
reach into it from before or beyond. Where blocks begin follows from where texts do: a browser knows it without a list.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

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


def blocks(
    documents: Sequence[Searched], starts: Sequence[int], places: Sequence[Sequence[int]]
) -> Iterator[list[list[object]]]:
    """Yield the content of each block: what a result shows of each of its texts, as far as the block has it.

    Args:
        documents: the texts, in the order of the line.
        starts: the place at which each begins with its title, and the end.
        places: for each those of its paragraphs, and of the barrier after the last.
    """
    # A long text is read once for all its blocks.
    shown = lru_cache(maxsize=1)(lambda row: _shown(documents[row], places[row]))
    row = 0
    for begin, end in pairwise(_begins(starts) if documents else ()):
        while places[row][-1] < begin:
            row += 1
        rows = range(row, bisect_left(starts, end, row, len(documents)))
        yield [[one, *shown(one)(begin, end)] for one in rows]


def _begins(starts: Sequence[int]) -> list[int]:
    """Return the place at which each block begins, and the end; `starts`: likewise of each text, and the end."""
    begins = [0]
    for start, end in pairwise(starts):
        if end - begins[-1] > BLOCK and start > begins[-1]:
            begins.append(start)
        while end - begins[-1] > BLOCK:
            begins.append(begins[-1] + BLOCK // 2)
    return [*begins, starts[-1]]


def _shown(searched: Searched, places: Sequence[int]) -> Callable[[int, int], list[object]]:
    """Return what tells of a document what a block has of it, given at which places the block begins and ends."""
    paragraphs, cutting = [*searched.paragraphs], lru_cache(maxsize=1)(_cutting)
    about = [searched.document.id, searched.document.title, searched.facts, searched.language]
    stretches = sorted({(one.way, one.start, one.end) for one in searched.shared_words})

    def shown(begin: int, end: int) -> list[object]:
        first = bisect_left(range(len(paragraphs)), begin, key=lambda at: max(places[at], places[at + 1] - 1))
        last = bisect_left(places, end, first, len(paragraphs))
        if first == last:
            first = last = 0  # it has the title alone, or the barrier
        before, parts = places[first] - places[0], list[Sequence[object]](paragraphs[first:last])
        for at in range(first, last):
            if places[at + 1] - places[at] > BLOCK:
                words, part = cutting(paragraphs[at][1])(begin - places[at], end - places[at])
                before += words
                parts[at - first] = [paragraphs[at][0], *part]
        shared = [one for one in stretches if one[1][0] < last and one[2][0] >= first]
        return [*about, shared, first, before, parts]

    return shown


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
