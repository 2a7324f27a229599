"""Quoted words that stand in no other text of the archive: what remains to be found.

That a quotation's source is not here is a promise, so it is looked for twice: word for word, and for something like it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from sourcebook.link.find.near import Place
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.direction import Directed
from sourcebook.link.rules import RULES
from sourcebook.model import Link, UnsourcedQuotation
from sourcebook.text.hashes import IN_A_ROW, in_a_row
from sourcebook.vocabulary.link_kinds import KINDS

Stretches = Mapping[str, Sequence[tuple[int, int]]]
"""By the id of a text, the offsets that links join to another's."""


def linked_by(links: Iterable[Link]) -> Stretches:
    """Return what links that are passages join."""
    linked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        if KINDS[link.kind].is_passage:
            for end in (link.source, link.target):
                linked[end.document] += [(end.start, end.end), *((also.start, also.end) for also in end.also)]
    return linked


def matched_by(passages: Iterable[Directed]) -> Stretches:
    """Return what passages join."""
    matched: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage in passages:
        one, other = passage.segment.one, passage.segment.other
        matched[one.id] += [one.extent(*words) for words in (passage.segment.range, *passage.also)]
        matched[other.id] += [other.extent(*words) for words in (passage.segment.other_range, *passage.other_also)]
    return matched


def unlinked(texts: Sequence[Text], linked: Stretches, least: int) -> list[Place]:
    """Return the quotations of at least so many words that nothing touches, in order.

    Left out are those in single marks, those without a content word in lower case (titles), and those whose marks don't
    balance.
    """
    return [
        Place(index, first, last)
        for index, text in enumerate(texts)
        for first, last in _unlinked(text, linked.get(text.id, ()), least)
    ]


def _unlinked(text: Text, linked: Sequence[tuple[int, int]], least: int) -> Iterator[tuple[int, int]]:
    for quotation, (first, last) in zip(text.quotations, text.ranges, strict=True):
        in_double = not (quotation.single or quotation.block or quotation.speech)
        if not (in_double and quotation.outer and quotation.known) or last - first < least:
            continue
        if text.excluded[first:last].any() or any(s < quotation.end and e > quotation.start for s, e in linked):
            continue
        starts = text.tokens.starts[first:last][text.content[first:last]].tolist()
        if any(not text.letters[start].isupper() for start in starts):
            yield first, last


def without_source(texts: Sequence[Text], linked: Stretches, near: frozenset[Place]) -> tuple[UnsourcedQuotation, ...]:
    """Return the quotations whose words stand in no other document, sorted; `near`: those that stand there nearly."""
    candidates = [place for place in unlinked(texts, linked, RULES.loose_words) if place not in near]
    return tuple(sorted(_elsewhere_removed(texts, candidates)))


def _elsewhere_removed(texts: Sequence[Text], candidates: Sequence[Place]) -> Iterator[UnsourcedQuotation]:
    """Yield the candidates that stand word for word in no other text."""
    phrases = [texts[place.text].tokens.numbers[place.first : place.end] for place in candidates]
    sought = np.zeros(IN_A_ROW, dtype=np.bool_)
    places: dict[bytes, list[tuple[int, int]]] = {words[: RULES.loose_words].tobytes(): [] for words in phrases}
    for words in phrases:
        sought[in_a_row(words, RULES.loose_words)[:1]] = True
    for index, text in enumerate(texts):
        numbers = text.tokens.numbers
        for start in sought.take(in_a_row(numbers, RULES.loose_words)).nonzero()[0].tolist():
            found = places.get(numbers[start : start + RULES.loose_words].tobytes())
            if found is not None:
                found.append((index, start))
    standing: dict[bytes, set[int]] = {}
    for place, words in zip(candidates, phrases, strict=True):
        key = words.tobytes()
        if key not in standing:
            standing[key] = {
                other
                for other, start in places[words[: RULES.loose_words].tobytes()]
                if texts[other].tokens.numbers[start : start + len(words)].tobytes() == key
            }
        if standing[key] == {place.text}:
            yield quotation_at(texts[place.text], place.first, place.end)


def quotation_at(text: Text, first: int, after: int) -> UnsourcedQuotation:
    """Return the words of a text from one to the one after the last as a quotation whose source isn't here."""
    start, end = text.extent(first, after - 1)
    return UnsourcedQuotation(text.id, start, end, text.letters[start:end], after - first)
