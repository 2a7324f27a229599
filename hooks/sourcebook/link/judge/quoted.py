"""A quotation widened to its marks: what becomes of the words between them that are not those of the passage.

A report may say `the reports indicate "officers often …"`, and another print `"The reports indicate that officers
often …"`, where the source has "The reports received specify that, during these representations, officers often …".
The words at the edges are compared with what stands there in the source (`edges`).
"""

from collections.abc import Set

import numpy as np
from msgspec.structs import replace

from sourcebook.link.find.segments import Segment
from sourcebook.link.judge.direction import Directed
from sourcebook.link.judge.edges import Edge, Side


def to_the_marks(passage: Directed, claimed: Set[int]) -> tuple[Segment, Edge]:
    """Widen a quotation to its marks; `claimed` are the words of the target that some passage has matched.

    A passage without a direction is widened where more words match on the way to the marks, and nothing is said of
    those that don't.

    Returns the passage with what else matches between the marks, and what stands beyond its first and last word.
    """
    segment = passage.segment
    found, is_quotation = None, passage.kind == "quotation"
    if is_quotation or not passage.directed:
        found = _widened(segment, claimed, tells=is_quotation)
    if not (found or passage.directed) and (turned := _widened(segment.turned(), frozenset(), tells=False)):
        found = turned[0].turned(), Edge(turned[1].pairs, turned[1].target, turned[1].source)
    return found or (segment, Edge([]))


def _widened(segment: Segment, claimed: Set[int], *, tells: bool) -> tuple[Segment, Edge] | None:
    """Widen a passage to the marks of its target; None if it stands in none."""
    target = segment.other
    marks = [n for n in target.covering(*segment.other_range) if target.quotations[n].known]
    if not marks or target.quotations[marks[-1]].speech or (target.quotations[marks[-1]].block and not tells):
        return None
    start, end = target.ranges[marks[-1]]
    pairs = list(zip(segment.places.tolist(), segment.other_places.tolist(), strict=True))
    before = Side(segment, -1, claimed, tells).widened(pairs, range(start, pairs[0][1]))
    after = Side(segment, 1, claimed, tells).widened(before.pairs, range(before.pairs[-1][1] + 1, end))
    if len(after.pairs) > len(pairs):
        places, other_places = np.array(after.pairs, dtype=np.int64).T
        segment = replace(segment, places=places, other_places=other_places)
    return segment, before.with_other(after)
