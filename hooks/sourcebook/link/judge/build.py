"""From believed passages to links: ends with offsets, exact words and paragraphs, differences, and an id that lasts."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcebook.link.find.texts import Text
from sourcebook.link.judge.differences import differences
from sourcebook.link.judge.direction import Directed
from sourcebook.link.judge.quoted import moved_into_marks, to_the_marks
from sourcebook.model import Document, Link, LinkEnd, WordCount


def end_of(document: Document, start: int, end: int) -> LinkEnd:
    """Return the end of a link at `[start, end)` of a document."""
    source = document.source
    paragraphs = tuple(p.id for p in source.paragraphs if p.start < end and p.end > start)
    return LinkEnd(document.id, start, end, source.text[start:end], paragraphs, document.version, source.sha256)


def links_of(passages: Sequence[Directed]) -> list[Link]:
    """Turn passages into links, without ids."""
    passages = [to_the_marks(passage) for passage in passages]
    claimed: dict[str, set[int]] = defaultdict(set)
    for passage in passages:
        claimed[passage.segment.one.document.id].update(passage.segment.places.tolist())
        claimed[passage.segment.other.document.id].update(passage.segment.other_places.tolist())
    return [_link(passage, claimed[passage.segment.other.document.id]) for passage in passages]


def _link(passage: Directed, claimed: set[int]) -> Link:
    segment = passage.segment
    found, words = differences(segment)
    place, moved = moved_into_marks(passage, claimed)
    return Link(
        source=_end(segment.one, segment.range),
        target=_end(segment.other, place),
        kind=passage.kind,
        directed=passage.directed,
        rule=passage.rule,
        words=WordCount(words.matched, words.source, place[1] - place[0] + 1),
        differences=tuple(sorted((*found, *moved), key=lambda d: (d.target.start, d.source.start))),
        source_in_marks=passage.source_in_marks,
        target_in_marks=passage.target_in_marks,
    )


def _end(text: Text, place: tuple[int, int]) -> LinkEnd:
    return end_of(text.document, *text.extent(*place))


def with_ids(links: Iterable[Link]) -> tuple[Link, ...]:
    """Sort links and give each its id.

    The id is made from the kind, the two documents and the exact words, so that a link keeps it when words elsewhere in
    a text are corrected; of links with the same words in the same two documents, each but the first counts on.
    """
    seen: Counter[str] = Counter()
    named = []
    for link in sorted(links):
        ends = [f"{end.document}\0{end.page}\0{' '.join(end.exact.split())}" for end in (link.source, link.target)]
        words = "\0".join((link.kind, *ends))
        seen[words] += 1
        digest = hashlib.sha256(f"{words}\0{seen[words]}".encode("utf-8", "surrogatepass")).hexdigest()
        named.append(replace(link, id=digest[:12]))
    return tuple(named)
