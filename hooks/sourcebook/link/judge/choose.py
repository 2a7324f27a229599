"""Which of several passages is the one to show: one best place, and what a third document explains is no link."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import compress

import numpy as np
from msgspec.structs import replace

from sourcebook.gathered import gathered
from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.accept import continues, stands, stands_among_kin, stands_beside
from sourcebook.link.judge.direction import Directed, Words, is_named, undirected
from sourcebook.link.judge.evidence import Evidence
from sourcebook.link.judge.set_off import fills_any
from sourcebook.link.rules import RULES

Judged = tuple[Segment, Evidence, int]
"""A segment, its evidence, and the number of the alignment it was cut from."""


def believed(judged: Sequence[Judged]) -> list[Segment]:
    """Return the segments of one pair of texts that are believed, for their own sake or for a neighbour's."""
    standing = [stands(e) for _, e, _ in judged]
    chosen = [segment for segment, _, _ in compress(judged, standing)]
    if not chosen or all(standing):
        return chosen
    parts = {(number, segment.part) for segment, _, number in compress(judged, standing)}
    blocks = {int(segment.one.block[place]) for segment in chosen for place in (segment.range[0], segment.range[1])}
    other_blocks = {int(s.other.block[place]) for s in chosen for place in s.other_range}
    kin = are_kin(chosen)
    for (segment, e, number), stood in zip(judged, standing, strict=True):
        if stood:
            continue
        beside = {int(segment.one.block[segment.range[0]])} & blocks or (
            {int(segment.other.block[segment.other_range[0]])} & other_blocks
        )
        neighbour = {(number, segment.part - 1), (number, segment.part + 1)} & parts
        if (neighbour and continues(e)) or (beside and stands_beside(e)) or (kin and stands_among_kin(e)):
            chosen.append(segment)
    return chosen


def are_kin(chosen: Iterable[Segment]) -> bool:
    """Tell whether two texts share a long passage: then shorter ones are no chance."""
    return any(len(segment.places) >= RULES.kin_words for segment in chosen)


def best_places(passages: Iterable[Directed]) -> list[Directed]:
    """Keep, of passages between two texts that cover the same words, the best.

    The best has the most matched words, then the longest exact run, then the smaller offsets. Words that one of the
    texts has once and the other in several places are one passage, which tells of them all.
    """
    ranked = list(filter(_tells, passages))
    if len(ranked) <= 1:
        return [_with_all_places(passage) for passage in ranked]
    ranked.sort(key=_rank)
    taken: dict[tuple[str, int], int] = {}
    kept: list[Directed] = []
    for passage in ranked:
        segment = passage.segment
        places = [(segment.one.id, place) for place in segment.places.tolist()]
        others = [(segment.other.id, place) for place in segment.other_places.tolist()]
        before, other_before = _covering(places, taken), _covering(others, taken)
        if before is not None and other_before is not None:
            continue
        covered = before if other_before is None else other_before
        if covered is not None and _is_again(kept[covered], passage):
            again, text = (others, segment.other.id) if other_before is None else (places, segment.one.id)
            kept[covered] = _with_place(kept[covered], passage, text)
            taken.update(dict.fromkeys(again, covered))
            continue
        if other_before is not None and passage.directed:
            continue
        taken.update(dict.fromkeys((*places, *others), len(kept)))
        kept.append(passage)
    return [_with_all_places(passage) for passage in kept]


def _tells(passage: Directed) -> bool:
    """Tell whether a passage is worth showing: a few words in marks of nobody known have to be all, or all but one."""
    size = len(passage.segment.places)
    share = 1 if size <= RULES.marks_fill_words else RULES.marks_filled
    return passage.directed or size >= RULES.marks_words or fills_any(passage.segment, share)


def _is_again(best: Directed, passage: Directed) -> bool:
    """Tell whether a passage is another one once more: as many words, used in the same way."""
    same = (best.kind, best.segment.one.id) == (passage.kind, passage.segment.one.id)
    return same and len(passage.segment.places) >= RULES.same_passage * len(best.segment.places)


def _covering(places: Sequence[tuple[str, int]], taken: dict[tuple[str, int], int]) -> int | None:
    """Return which kept passage covers most of these words, if one does."""
    found = [taken[place] for place in places if place in taken]
    return max(found, key=found.count) if len(found) > RULES.overlap * len(places) else None


def _with_place(best: Directed, passage: Directed, text: str) -> Directed:
    """Return a passage with the place in one of its texts where another passage has its words again."""
    place = passage.segment.range if passage.segment.one.id == text else passage.segment.other_range
    if best.segment.one.id == text:
        return replace(best, also=tuple(sorted((*best.also, place))))
    return replace(best, other_also=tuple(sorted((*best.other_also, place))))


def _with_all_places(passage: Directed) -> Directed:
    """Return a passage with places of its words that were not compared, since one of its texts has them so often."""
    segment = passage.segment
    also = _all_places(segment.one, segment.range, passage.also)
    other_also = _all_places(segment.other, segment.other_range, passage.other_also)
    return replace(passage, also=also, other_also=other_also) if also or other_also else passage


def _all_places(text: Text, place: Words, also: tuple[Words, ...]) -> tuple[Words, ...]:
    if len(also) + 1 < RULES.occurrences:
        return also
    found = sorted((place, *also))
    for words in text.again(*place):
        at = bisect_left(found, words)
        if (not at or found[at - 1][1] < words[0]) and (at == len(found) or words[1] < found[at][0]):
            found.insert(at, words)
    return tuple(words for words in found if words != place)[: RULES.places]


def _rank(passage: Directed) -> tuple[int, bool, int, int, int]:
    segment = passage.segment
    where = segment.other_range[0], segment.range[0]
    return -len(segment.places), passage.kind != "quotation", -longest_run(segment), *where


def longest_run(segment: Segment) -> int:
    """Return how many words in a row are the same, at most."""
    places, others = segment.places, segment.other_places
    broken = (np.diff(places) != 1) | (np.diff(others) != 1)
    unlike = segment.one.tokens.numbers[places] != segment.other.tokens.numbers[others]
    breaks = np.nonzero(broken | unlike[1:] | unlike[:-1])[0]
    return int(np.diff(np.concatenate(([-1], breaks, [len(places) - 1]))).max())


def one_source(passages: Sequence[Directed]) -> list[Directed]:
    """Take the direction from quotations that may come from several texts, unless the text names one."""
    by_target = gathered((p.segment.other.id, p) for p in passages if p.kind == "quotation")
    doubtful: set[tuple[str, str, int, int]] = set()
    for quotations in by_target.values():
        sources: dict[int, set[str]] = defaultdict(set)
        for passage in quotations:
            for place in passage.segment.other_places.tolist():
                sources[place].add(passage.segment.one.id)
        for passage in quotations:
            places = passage.segment.other_places.tolist()
            several = sum(len(sources[place]) > 1 for place in places) > RULES.overlap * len(places)
            if several and not is_named(passage.segment):
                doubtful.add(_key(passage))
    return [undirected(passage.segment) if _key(passage) in doubtful else passage for passage in passages]


def _key(passage: Directed) -> tuple[str, str, int, int]:
    """Return what tells a passage from all others: its texts, and where it begins in both."""
    segment = passage.segment
    return segment.one.id, segment.other.id, segment.range[0], segment.other_range[0]


def by_target(passages: Iterable[Directed]) -> defaultdict[str, list[Directed]]:
    """Return the passages that have a direction, by the id of their target."""
    return gathered((passage.segment.other.id, passage) for passage in passages if passage.directed)


def without_explained(passages: Sequence[Directed]) -> list[Directed]:
    """Drop undirected passages whose both ends come from the same words of a third document: "also quoted in".

    What else they share, such as "said the mayor", is dropped with them if it is no passage by itself.
    """
    to = by_target(passages)

    def is_explained(segment: Segment) -> bool:
        left = origins(to.get(segment.one.id, []), segment.range)
        right = origins(to.get(segment.other.id, []), segment.other_range)
        return explained(len(segment.places), left, right)

    return [passage for passage in passages if passage.directed or not is_explained(passage.segment)]


Origins = Mapping[str, Set[int]]
"""By the id of a source, words of it."""


def explained(length: int, left: Origins, right: Origins) -> bool:
    """Tell whether the words of a passage come from the same words of a third document, by what its ends come from."""
    for source in sorted(left.keys() & right.keys()):
        shared = len(left[source] & right[source])
        rest = max(0, length - shared)
        if shared >= RULES.explained * length or (shared > RULES.overlap * length and rest < RULES.plain_words):
            return True
    return False


def origins(passages: Sequence[Directed], place: tuple[int, int]) -> Origins:
    """Return the words that the words from `place[0]` to `place[1]` come from: of the target of these passages."""
    found: dict[str, set[int]] = defaultdict(set)
    for passage in passages:
        others = passage.segment.other_places.tolist()
        first, last = bisect_left(others, place[0]), bisect_left(others, place[1] + 1)
        found[passage.segment.one.id].update(passage.segment.places[first:last].tolist())
    return found
