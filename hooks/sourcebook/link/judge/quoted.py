"""A quotation widened to its marks: what becomes of the words between them that are not those of the passage.

A report may say `the reports indicate "officers often …"`, and another print `"The reports indicate that officers
often …"`, where the source has "The reports received specify that, during these representations, officers often …".
The words at the edges are compared with what stands there in the source (`edges`).
"""

from collections.abc import Set

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from sourcebook.link.find.segments import Segment
from sourcebook.link.judge.direction import Directed, Words
from sourcebook.link.judge.edges import Side
from sourcebook.model import Difference


class Widened(Struct, frozen=True):
    """A passage with its ends."""

    segment: Segment
    """With what else matches between the marks."""
    source: Words
    target: Words
    edges: tuple[Difference, ...] = ()
    """The differences before the first matched word and after the last."""
    respaced: int = 0
    """Words of the source at the edges that differ in their spaces alone."""


def to_the_marks(passage: Directed, claimed: Set[int]) -> Widened:
    """Widen a quotation to its marks; `claimed` are the words of the target that some passage has matched.

    A passage without a direction is widened where more words match on the way to the marks, and nothing is said of
    those that don't.
    """
    segment = passage.segment
    if passage.kind == "quotation":
        return _widened(segment, claimed, tells=True) or _as_it_is(segment)
    if passage.directed:
        return _as_it_is(segment)
    if found := _widened(segment, claimed, tells=False):
        return found
    turned = _widened(segment.turned(), frozenset(), tells=False)
    return Widened(turned.segment.turned(), turned.target, turned.source) if turned else _as_it_is(segment)


def _as_it_is(segment: Segment) -> Widened:
    return Widened(segment, segment.range, segment.other_range)


def _widened(segment: Segment, claimed: Set[int], *, tells: bool) -> Widened | None:
    """Widen a passage to the marks of its target; None if it stands in none."""
    target = segment.other
    marks = [n for n in target.covering(*segment.other_range) if target.quotations[n].known]
    if not marks or target.quotations[marks[-1]].speech or (target.quotations[marks[-1]].block and not tells):
        return None
    start, end = target.ranges[marks[-1]]
    pairs = list(zip(segment.places.tolist(), segment.other_places.tolist(), strict=True))
    before = Side(segment, -1, claimed, tells).widened(pairs, range(start, pairs[0][1]))
    pairs = before.pairs
    after = Side(segment, 1, claimed, tells).widened(pairs, range(pairs[-1][1] + 1, end))
    pairs = after.pairs
    places, other_places = np.array(pairs, dtype=np.int64).T
    sources = [pairs[0][0], pairs[-1][0], *before.source, *after.source]
    targets = [pairs[0][1], pairs[-1][1], *before.target, *after.target]
    return Widened(
        replace(segment, places=places, other_places=other_places),
        (min(sources), max(sources)),
        (min(targets), max(targets)),
        (*before.differences, *after.differences),
        before.respaced + after.respaced,
    )
