"""The passages that links make, each with its witnesses, and which texts quote the same words of a third.

In: documents and links. Out: passages, and pairs that quote a third document. Nothing here gives a link its direction.
"""

import hashlib
import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from sourcebook.gathered import gathered
from sourcebook.model import AlsoQuoted, Document, Link, LinkEnd, Marks, Occurrence, Passage, Witness
from sourcebook.remembered import remembered
from sourcebook.text.tokens import words_of
from sourcebook.vocabulary.dates import date_of, sort_key
from sourcebook.vocabulary.link_kinds import KINDS

_SAME = 2 / 3
"""Share of the longer of two spans that they must have in common to be one passage."""
_MOST_TOGETHER = 50
"""Documents that quote one text, at most, to be told of each other: their pairs grow with the square."""


def passages(documents: Iterable[Document], links: Iterable[Link]) -> tuple[Passage, ...]:
    """Group the ends of links that are the same words: each group is a passage with its witnesses.

    Two ends in one document are the same where they have two thirds of the longer in common. Further places of an end
    are witnesses, too. Passages that the most texts have come first, of these the longest.
    """
    return passages_among({document.id: document for document in documents}, links)


def passages_among(by_id: Mapping[str, Document], links: Iterable[Link]) -> tuple[Passage, ...]:
    """Group the ends of links as `passages` does; of the documents, which may be kept elsewhere, few are looked up."""
    joining = [link for link in sorted(links) if KINDS[link.kind].is_passage]
    groups = _Groups()
    for number, link in enumerate(joining):
        groups.join(("link", number), ("end", groups.place_of(link.source)))
        groups.join(("link", number), ("end", groups.place_of(link.target)))
    members = gathered((groups.root(("link", number)), link) for number, link in enumerate(joining))
    found = [_passage(group, by_id) for group in members.values()]
    return tuple(sorted(_numbered(found), key=lambda p: (-len({w.document for w in p.witnesses}), -p.words, p.id)))


def between_witnesses(links: Iterable[Link], found: Iterable[Passage]) -> tuple[tuple[Link, ...], tuple[Passage, ...]]:
    """Return the links without those by which a passage of many witnesses would join every two of them.

    Of such a passage each witness keeps its link with the first: the source of the words, the earliest dated, or that
    with the smallest id; or, where it has none, with the first of those it has one with. Its entry names them all.
    """
    by_id = {link.id: link for link in links}
    kept_passages: list[Passage] = []
    for passage in found:
        if not passage.is_cluster:
            kept_passages.append(passage)
            continue
        order = {witness.document: n for n, witness in reversed(list(enumerate(passage.witnesses)))}
        kept: dict[str, tuple[int, str]] = {}
        ends = {id: (by_id[id].source.document, by_id[id].target.document) for id in passage.links}
        for id, pair in ends.items():
            for document, other in (pair, pair[::-1]):
                if order[other] < order[document]:
                    kept[document] = min(kept.get(document, (len(passage.witnesses), "")), (order[other], id))
        # Two places of two texts may have two links: all with the text that is kept stay.
        pairs = {frozenset(ends[id]) for _, id in kept.values()}
        dropped = [id for id, pair in ends.items() if frozenset(pair) not in pairs]
        for id in dropped:
            del by_id[id]
        kept_passages.append(replace(passage, links=tuple(id for id in passage.links if id in by_id)))
    return tuple(by_id.values()), tuple(kept_passages)


class _Groups:
    """Joins what belongs together, and knows which spans of a document are one."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}
        self._spans: dict[str, list[tuple[int, ...]]] = defaultdict(list)
        self._count = 0

    def root(self, item: object) -> object:
        """Return what stands for the group of an item."""
        above = self._above.setdefault(item, item)
        while above != item:
            self._above[item] = self._above.setdefault(above, above)
            item, above = above, self._above[above]
        return item

    def join(self, one: object, other: object) -> None:
        """Make one group of two."""
        self._above[self.root(other)] = self.root(one)

    def place_of(self, end: LinkEnd) -> int:
        """Return the number of the span that an end is, or nearly is."""
        spans, length = self._spans[end.document], end.end - end.start
        # Spans with two thirds in common begin within half a length of each other.
        first = bisect_left(spans, (end.start - length // 2 - 1,))
        for start, last, number in spans[first : bisect_left(spans, (end.start + length // 2 + 1,))]:
            common = min(end.end, last) - max(end.start, start)
            if common >= _SAME * max(length, last - start):
                return number
        self._count += 1
        insort(spans, (end.start, end.end, self._count))
        return self._count


def _passage(links: Sequence[Link], by_id: Mapping[str, Document]) -> Passage:
    """Make a passage of links whose ends are the same words; its id comes later."""
    longest: dict[tuple[str, int], tuple[LinkEnd, Marks]] = {}
    sources = Counter(link.source.document for link in links if link.directed)
    sources.subtract(Counter(link.target.document for link in links if link.directed))
    spans = _Groups()
    for link in links:
        places = ((link.source, link.source_in_marks), (link.target, link.target_in_marks))
        for end, in_marks in [(one, marks) for place, marks in places for one in (place, *_others(place, by_id))]:
            key = end.document, spans.place_of(end)
            kept = longest.get(key)
            if kept is None or (end.end - end.start, -end.start) > (kept[0].end - kept[0].start, -kept[0].start):
                longest[key] = end, in_marks
    dates = {document: date_of(by_id[document]) for document, _ in longest}
    witnesses = [
        Witness(
            *(end.document, end.start, end.end, end.exact, end.paragraphs, end.version, end.sha256),
            in_marks=in_marks,
            date=date.text if date else "",
        )
        for end, in_marks in longest.values()
        for date in (dates[end.document],)
    ]
    witnesses.sort(key=lambda w: (-max(0, sources[w.document]), sort_key(dates[w.document]), w.document, w.start))
    return Passage("", tuple(witnesses), tuple(sorted(link.id for link in links)), _counted(witnesses[0].exact))


@remembered
def _counted(words: str) -> int:
    return len(words_of(words))


def _others(end: LinkEnd, by_id: Mapping[str, Document]) -> list[LinkEnd]:
    """Return the further places of an end, each as an end of its own."""
    text = by_id[end.document].source.text if end.also else ""

    def at(place: Occurrence) -> LinkEnd:
        exact = text[place.start : place.end]
        return replace(end, start=place.start, end=place.end, exact=exact, paragraphs=place.paragraphs, also=())

    return [at(place) for place in end.also]


def _numbered(found: Sequence[Passage]) -> list[Passage]:
    """Give each passage its id, from the words of its first witness."""
    seen: Counter[str] = Counter()
    numbered = []
    for passage in sorted(found, key=lambda passage: passage.witnesses):
        words = " ".join(re.findall(r"\w+", passage.witnesses[0].exact.casefold()))
        seen[words] += 1
        digest = hashlib.sha256(f"{words}\0{seen[words]}".encode("utf-8", "surrogatepass")).hexdigest()
        numbered.append(replace(passage, id=digest[:12]))
    return numbered


def also_quoted(links: Iterable[Link]) -> tuple[AlsoQuoted, ...]:
    """Return the pairs of documents that quote the same words of a third, sorted.

    Of words that more than `_MOST_TOGETHER` documents quote no pairs are made: the passage names its witnesses.
    """
    by_source = gathered((link.source.document, link) for link in sorted(links) if KINDS[link.kind].in_marks)
    pairs: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for source, quoting in by_source.items():
        if len({link.target.document for link in quoting}) > _MOST_TOGETHER:
            continue
        for one, other in combinations(quoting, 2):
            if one.target.document != other.target.document and _overlap(one.source, other.source):
                first, second = sorted((one.target.document, other.target.document))
                pairs[first, second, source] |= {one.id, other.id}
    return tuple(sorted(AlsoQuoted(*pair, tuple(sorted(ids))) for pair, ids in pairs.items()))


def _overlap(one: LinkEnd, other: LinkEnd) -> bool:
    return one.start < other.end and other.start < one.end
