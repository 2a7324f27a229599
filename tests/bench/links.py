"""Figures of the link engine on the generated corpora."""

import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sourcebook.link.engine import link_archive
from sourcebook.model import Link, LinkSettings
from sourcebook.problems import Findings

from tests.bench.figures import Figure
from tests.bench.generated import Planted, corpus

MOST_BESIDE = 10_000
"""Documents that plain MkDocs renders for comparison: more take it hours."""
OWN = 8
"""Words of a planted quotation that have to be its source's own: as many as the shortest has. Pieces of formulas, and
what was put into them, stand in hundreds of these texts: whoever has them may have them from anyone."""
_PASSAGES = ("quotation", "reuse", "shared-passage")


def generated(size: int) -> Iterator[Figure]:
    """Link a generated corpus: yield its cost and what was found of what was planted."""
    documents, planted = corpus(size, seed=size)
    findings = Findings()
    start = time.process_time()
    links = link_archive(documents, LinkSettings(), findings).links
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Figure(f"links, {size} documents: CPU seconds", round(seconds, 2), "")
    yield Figure(f"links, {size} documents: peak MB", round(megabytes), "<= 500" if size == 10000 else "")
    if size <= MOST_BESIDE:
        from tests.bench.building import plain_seconds  # noqa: PLC0415  after the peak of memory is known

        share = 100 * seconds / plain_seconds(documents)
        goal = "<= 35" if size == MOST_BESIDE else ""
        yield Figure(f"links, {size} documents: of what plain MkDocs needs to render them, %", round(share, 1), goal)
    passages = [link for link in links if link.kind in _PASSAGES]
    right, found = _compare(passages, planted)
    yield Figure(f"links, {size} documents: links", len(passages), "")
    yield Figure(f"links, {size} documents: right, %", round(100 * right / max(1, len(passages)), 1), ">= 99")
    for (long, rate), (number, of) in sorted(found.items(), reverse=True):
        goal = f">= {(97 if rate else 100) if long else (75 if rate else 90)}"
        size_words = "20-60 words" if long else "8-19 words"
        name = f"links, {size} documents: planted, {size_words}, {rate:.0%} edited: found, %"
        yield Figure(name, round(100 * number / of, 1), goal)


def _compare(
    links: Sequence[Link], planted: Sequence[Planted]
) -> tuple[int, dict[tuple[bool, float], tuple[int, int]]]:
    """Return how many links are of planted words, and how many were found, of how many, by length and rate.

    Planted words that have no one source are left out.
    """
    by_document: dict[str, list[Planted]] = defaultdict(list)
    for p in planted:
        by_document[p.target].append(p)
    right = 0
    hit: set[Planted] = set()
    for link in links:
        here = [p for end in (link.source, link.target) for p in by_document[end.document]]
        hits = [p for p in here if _is_at(link, p)]
        hit.update(hits)
        # Two texts that both have the planted words of a third share them, too.
        right += bool(hits) or _both_planted(link, by_document)
    found: dict[tuple[bool, float], list[bool]] = defaultdict(list)
    for p in planted:
        if p.own >= OWN:
            found[p.words >= 20, p.rate].append(p in hit)
    return right, {key: (sum(values), len(values)) for key, values in found.items()}


def _is_at(link: Link, planted: Planted) -> bool:
    """Tell whether a link joins the planted words with their source, at both ends."""
    ends = {end.document: end for end in (link.source, link.target)}
    if ends.keys() != {planted.source, planted.target}:
        return False
    source, target = ends[planted.source], ends[planted.target]
    return _alike(source.start, source.end, planted.source_start, planted.source_end) and _alike(
        target.start, target.end, planted.start, planted.end
    )


def _both_planted(link: Link, planted: dict[str, list[Planted]]) -> bool:
    """Tell whether both ends lie in words that were planted from one place of a third text."""
    return any(
        p.source == q.source
        and min(p.source_end, q.source_end) > max(p.source_start, q.source_start)
        and min(link.source.end, p.end) > max(link.source.start, p.start)
        and min(link.target.end, q.end) > max(link.target.start, q.start)
        for p in planted[link.source.document]
        for q in planted[link.target.document]
    )


def _alike(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Tell whether two spans share half of what they cover together."""
    common = min(end, other_end) - max(start, other_start)
    return common >= (max(end, other_end) - min(start, other_start)) / 2
