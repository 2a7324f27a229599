"""From believed passages to links: ends with offsets, exact words and paragraphs, differences, and an id that lasts."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sourcebook.link.find.texts import Text
from sourcebook.link.judge.differences import differences
from sourcebook.link.judge.direction import Directed, Words
from sourcebook.link.judge.quoted import to_the_marks
from sourcebook.model import Link, LinkEnd, Occurrence, WordCount, touched
from sourcebook.remembered import remembered


def end_of(text: Text, start: int, end: int) -> LinkEnd:
    """Return the end of a link at `[start, end)` of a text."""
    exact, paragraphs = text.letters[start:end], _anchors(text, start, end)
    return LinkEnd(text.id, start, end, exact, paragraphs, text.version, text.sha256)


def _anchors(text: Text, start: int, end: int) -> tuple[str, ...]:
    return tuple(text.paragraphs[number].id for number in touched(text.paragraphs, start, end))


def links_of(passages: Sequence[Directed]) -> list[Link]:
    """Turn passages into links, without ids."""
    claimed = words_matched(passages)
    return [link_of(passage, claimed.get(passage.segment.other.id, frozenset())) for passage in passages]


def words_matched(passages: Sequence[Directed]) -> dict[str, frozenset[int]]:
    """Return the words that passages match, by the id of their text, of each that may have to be widened to marks."""
    ends = [passage.segment for passage in passages]
    claimed: dict[str, set[int]] = {
        segment.other.id: set() for segment in ends if segment.other.covering(*segment.other_range)
    }
    for segment in ends:
        for text, places in ((segment.one, segment.places), (segment.other, segment.other_places)):
            if text.id in claimed:
                claimed[text.id].update(places.tolist())
    return {id: frozenset(words) for id, words in claimed.items()}


@remembered
def link_of(passage: Directed, claimed: frozenset[int]) -> Link:
    """Turn a passage into a link, without an id; `claimed`: the words of its target that any passage matches."""
    segment, edge = to_the_marks(passage, claimed)
    source, target = _reaching(*segment.range, *edge.source), _reaching(*segment.other_range, *edge.target)
    found, matched = differences(segment)
    return Link(
        source=_end(segment.one, source, passage.also),
        target=_end(segment.other, target, passage.other_also),
        kind=passage.kind,
        directed=passage.directed,
        rule=passage.rule,
        words=WordCount(matched + edge.respaced, source[1] - source[0] + 1, target[1] - target[0] + 1),
        differences=tuple(sorted((*found, *edge.differences), key=lambda d: (d.target.start, d.source.start))),
        source_in_marks=passage.source_in_marks,
        target_in_marks=passage.target_in_marks,
    )


def _reaching(*words: int) -> Words:
    return min(words), max(words)


def _end(text: Text, place: Words, also: Iterable[Words]) -> LinkEnd:
    end = end_of(text, *text.extent(*place))
    others = [text.extent(*other) for other in also]
    places = tuple(Occurrence(start, stop, _anchors(text, start, stop)) for start, stop in others)
    return replace(end, also=places) if places else end


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
