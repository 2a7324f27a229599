"""Words at the edges of a quotation that its source doesn't have: they were moved into the marks.

A report may say `the reports indicate "officers often …"`, and another print `"The reports indicate that officers
often …"`: the marks of the second hold words that are not the source's. A reader has to see that.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sourcebook.link.find.texts import Text
from sourcebook.link.judge.direction import Directed
from sourcebook.link.rules import RULES
from sourcebook.model import Difference, Extent


def to_the_marks(passage: Directed) -> Directed:
    """Match the first and the last word of a quotation too, where one or two differ between them and the rest."""
    if passage.kind != "quotation":
        return passage
    segment, target = passage.segment, passage.segment.other
    start, end = target.ranges[_marks(passage)]
    pairs = list(zip(segment.places.tolist(), segment.other_places.tolist(), strict=True))
    (place, other), (last, other_last) = pairs[0], pairs[-1]
    if 0 < other - start <= RULES.at_mark:
        nearest = range(place - 1, max(0, place - RULES.at_mark - 2), -1)
        pairs[:0] = [(found, start) for found in nearest if _same(passage, found, start)][:1]
    if 0 < end - 1 - other_last <= RULES.at_mark:
        nearest = range(last + 1, min(len(segment.one.tokens), last + RULES.at_mark + 2))
        pairs += [(found, end - 1) for found in nearest if _same(passage, found, end - 1)][:1]
    places, other_places = np.array(pairs, dtype=np.int64).T
    return replace(passage, segment=replace(segment, places=places, other_places=other_places))


def _same(passage: Directed, place: int, other: int) -> bool:
    one, target = passage.segment.one, passage.segment.other
    return bool(one.tokens.numbers[place] == target.tokens.numbers[other]) and not one.excluded[place]


def _marks(passage: Directed) -> int:
    """Return the innermost quotation of the target that holds the passage."""
    target = passage.segment.other
    return [n for n in target.covering(*passage.segment.other_range) if target.quotations[n].known][-1]


def moved_into_marks(passage: Directed, claimed: set[int]) -> tuple[tuple[int, int], tuple[Difference, ...]]:
    """Widen a quotation to its marks.

    `claimed` are the words of the target that some passage has matched. Returns the first and last word of the target,
    and the differences at its edges.
    """
    first, last = passage.segment.other_range
    if passage.kind != "quotation":
        return (first, last), ()
    target = passage.segment.other
    start, end = target.ranges[_marks(passage)]
    source_start, source_end = passage.segment.one.extent(*passage.segment.range)
    found: list[Difference] = []
    new_first, new_last = first, last
    matched = len(passage.segment.places)
    if _foreign(range(start, first), claimed, matched):
        new_first = start
        found.append(_moved(target, (start, first - 1), source_start))
    if _foreign(range(last + 1, end), claimed, matched):
        new_last = end - 1
        found.append(_moved(target, (last + 1, end - 1), source_end))
    return (new_first, new_last), tuple(found)


def _foreign(words: range, claimed: set[int], matched: int) -> bool:
    few = 0 < len(words) <= min(RULES.foreign_words, matched // 2)
    return few and claimed.isdisjoint(words)


def _moved(target: Text, words: tuple[int, int], source: int) -> Difference:
    start, end = target.extent(*words)
    return Difference(
        "moved-into-marks", Extent(source, source, ""), Extent(start, end, target.document.source.text[start:end])
    )
