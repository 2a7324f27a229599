"""Which of several passages is the one to show: one best place, and what a third document explains is no link."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from sourcebook.link.find.segments import Segment
from sourcebook.link.judge.accept import Evidence, continues, stands, stands_beside
from sourcebook.link.judge.direction import Directed, is_named, undirected
from sourcebook.link.rules import RULES

Judged = tuple[Segment, Evidence, int]
"""A segment, its evidence, and the number of the alignment it was cut from."""


def believed(judged: Sequence[Judged]) -> list[Segment]:
    """Return the segments of one pair of texts that are believed, for their own sake or for a neighbour's."""
    standing = [(segment, number) for segment, e, number in judged if stands(e)]
    chosen = [segment for segment, _ in standing]
    if not chosen:
        return []
    parts = {(number, segment.part) for segment, number in standing}
    blocks = {int(segment.one.block[place]) for segment in chosen for place in (segment.range[0], segment.range[1])}
    other_blocks = {int(s.other.block[place]) for s in chosen for place in s.other_range}
    for segment, e, number in judged:
        if stands(e):
            continue
        beside = {int(segment.one.block[segment.range[0]])} & blocks or (
            {int(segment.other.block[segment.other_range[0]])} & other_blocks
        )
        neighbour = {(number, segment.part - 1), (number, segment.part + 1)} & parts
        if (neighbour and continues(e)) or (beside and stands_beside(e)):
            chosen.append(segment)
    return chosen


def best_places(passages: Iterable[Directed]) -> list[Directed]:
    """Keep, of passages between two texts that cover the same words, the best.

    The best has the most matched words, then the longest exact run, then the smaller offsets. A passage of the target
    has one place in the source; without a direction, a passage goes only if both of its ends are covered.
    """
    ranked = sorted(passages, key=_rank)
    taken: set[tuple[str, int]] = set()
    kept: list[Directed] = []
    for passage in ranked:
        segment = passage.segment
        places = [(segment.one.document.id, place) for place in segment.places.tolist()]
        others = [(segment.other.document.id, place) for place in segment.other_places.tolist()]
        covered, other_covered = (sum(p in taken for p in ps) > RULES.overlap * len(ps) for ps in (places, others))
        if other_covered and (covered or passage.directed):
            continue
        kept.append(passage)
        taken.update(places)
        taken.update(others)
    return kept


def _rank(passage: Directed) -> tuple[int, int, int, int]:
    segment = passage.segment
    breaks = np.nonzero((np.diff(segment.places) != 1) | (np.diff(segment.other_places) != 1))[0]
    longest = int(np.diff(np.concatenate(([-1], breaks, [len(segment.places) - 1]))).max())
    return -len(segment.places), -longest, segment.other_range[0], segment.range[0]


def one_source(passages: Sequence[Directed]) -> list[Directed]:
    """Take the direction from quotations that may come from several texts, unless the text names one."""
    by_target: dict[str, list[Directed]] = defaultdict(list)
    for passage in passages:
        if passage.kind == "quotation":
            by_target[passage.segment.other.document.id].append(passage)
    doubtful: set[int] = set()
    for quotations in by_target.values():
        sources: dict[int, set[str]] = defaultdict(set)
        for passage in quotations:
            for place in passage.segment.other_places.tolist():
                sources[place].add(passage.segment.one.document.id)
        for passage in quotations:
            places = passage.segment.other_places.tolist()
            several = sum(len(sources[place]) > 1 for place in places) > RULES.overlap * len(places)
            if several and not is_named(passage.segment):
                doubtful.add(id(passage))
    return [undirected(passage.segment) if id(passage) in doubtful else passage for passage in passages]


def without_explained(passages: Sequence[Directed]) -> list[Directed]:
    """Drop undirected passages whose both ends come from the same words of a third document: "also quoted in".

    What else they share, such as "said the mayor", is dropped with them if it is no passage by itself.
    """
    by_target: dict[str, list[Directed]] = defaultdict(list)
    for passage in passages:
        if passage.directed:
            by_target[passage.segment.other.document.id].append(passage)
    return [passage for passage in passages if passage.directed or not _explained(passage, by_target)]


def _explained(passage: Directed, by_target: dict[str, list[Directed]]) -> bool:
    segment = passage.segment
    left = _origins(by_target.get(segment.one.document.id, []), segment.range)
    right = _origins(by_target.get(segment.other.document.id, []), segment.other_range)
    for source in sorted(left.keys() & right.keys()):
        length, shared = len(segment.places), len(left[source] & right[source])
        rest = max(0, length - shared)
        if shared >= RULES.explained * length or (shared > RULES.overlap * length and rest < RULES.plain_words):
            return True
    return False


def _origins(passages: Sequence[Directed], place: tuple[int, int]) -> dict[str, set[int]]:
    """Return, by source, the words of it that the words of the target from `place[0]` to `place[1]` come from."""
    origins: dict[str, set[int]] = defaultdict(set)
    for passage in passages:
        others = passage.segment.other_places.tolist()
        first, last = bisect_left(others, place[0]), bisect_left(others, place[1] + 1)
        origins[passage.segment.one.document.id].update(passage.segment.places[first:last].tolist())
    return origins
