"""Texts that name another document without quoting it, on evidence that can be shown.

A sentence is a reference if its words match the facts of exactly one record: its kind and two of author, addressee and
date; or its title and one of author, publisher and date. In doubt there is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

import ahocorasick

from sourcebook.link.find.texts import Text
from sourcebook.link.judge.build import end_of
from sourcebook.link.judge.naming import named, names_of
from sourcebook.link.rules import RULES
from sourcebook.model import Document, Fact, Link, WordCount
from sourcebook.text.sentences import around
from sourcebook.text.tokens import Vocabulary
from sourcebook.vocabulary.dates import lies_before, stated_date

Mention = tuple[int, str, set[int]]
"""A word of a text, the fact that the words from there match, and the documents that have it."""

_ENOUGH = (
    ("kind", "author", "addressee", "date"),
    ("kind", "author", "addressee"),
    ("kind", "author", "date"),
    ("kind", "addressee", "date"),
    ("title", "author"),
    ("title", "publisher"),
    ("title", "date"),
)
"""Facts that together are evidence, the most first."""


def references(texts: Sequence[Text], vocabulary: Vocabulary, links: Iterable[Link]) -> list[Link]:
    """Return the references between texts; none to a document that the text quotes already."""
    quoted = {(link.source.document, link.target.document) for link in links if link.kind == "quotation"}
    index = _Index([text.document for text in texts], vocabulary)
    found: dict[tuple[str, str], Link] = {}
    for text in texts:
        for start, end, mentions in _sentences(text, index.mentions(text)):
            link = _reference(text, start, end, mentions, index)
            if link is None:
                continue
            pair = (link.source.document, link.target.document)
            if pair not in quoted and (pair not in found or len(found[pair].rule) < len(link.rule)):
                found[pair] = link
    return [found[pair] for pair in sorted(found)]


class _Index:
    """Which documents the words of a sentence may name."""

    def __init__(self, documents: Sequence[Document], vocabulary: Vocabulary) -> None:
        self.documents = documents
        by_words: dict[tuple[int, ...], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, document in enumerate(documents):
            for name in names_of(document):
                if words := vocabulary.find(list(name.words)):
                    by_words[tuple(words)][name.fact].add(number)
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY, ahocorasick.KEY_SEQUENCE)
        for sequence, by_fact in by_words.items():
            self._automaton.add_word(sequence, (len(sequence), by_fact))
        self._automaton.make_automaton()

    def mentions(self, text: Text) -> list[Mention]:
        """Return where a text has words by which documents are named, in order: word, fact, and the documents."""
        if not self._automaton:
            return []
        met = self._automaton.iter(tuple(text.tokens.numbers.tolist()))
        places = ((end - length + 1, by_fact) for end, (length, by_fact) in met)
        found = (
            (place, fact, documents)
            for place, by_fact in places
            if not text.excluded[place]
            for fact, documents in by_fact.items()
        )
        return sorted(found, key=itemgetter(0, 1))

    @staticmethod
    def candidates(mentions: Iterable[Mention]) -> set[int]:
        """Return the documents of which facts that are evidence together are among the mentions."""
        by_fact: dict[str, set[int]] = defaultdict(set)
        for _, fact, documents in mentions:
            by_fact[fact] |= documents
        possible: set[int] = set()
        for facts in _ENOUGH:
            if all(fact in by_fact for fact in facts):
                possible |= set.intersection(*(by_fact[fact] for fact in facts))
        return possible


def _sentences(text: Text, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, list[Mention]]]:
    """Yield the sentences with mentions of two facts or more, as offsets, and the mentions in each."""
    letters, starts = text.document.source.text, text.tokens.starts
    offsets = [int(starts[place]) for place, _, _ in mentions]
    first = 0
    while first < len(mentions):
        paragraph = text.document.source.paragraph_at(offsets[first])
        if paragraph is None:
            first += 1
            continue
        within = paragraph.start, paragraph.end
        start, end = around(letters, offsets[first], offsets[first] + 1, within, RULES.longest_sentence)
        after = bisect_left(offsets, end, first + 1)
        here = list(mentions[first:after])
        if len({fact for _, fact, _ in here}) > 1:
            yield start, end, here
        first = after


def _reference(text: Text, start: int, end: int, mentions: Sequence[Mention], index: _Index) -> Link | None:
    """Return the reference that a sentence makes, if its words name exactly one document."""
    letters = text.document.source.text
    matches: list[tuple[Document, tuple[str, ...]]] = []
    for number in sorted(index.candidates(mentions)):
        document = index.documents[number]
        stands = named(letters, start, end, document)
        enough = next((group for group in _ENOUGH if all(fact in stands for fact in group)), None)
        if enough and document.id != text.document.id:
            matches.append((document, enough))
    most = max((len(facts) for _, facts in matches), default=0)
    best = [match for match in matches if len(match[1]) == most]
    if len(best) != 1 or lies_before(stated_date(text.document), stated_date(best[0][0])):
        return None
    document, facts = best[0]
    place = _place(document, facts)
    if place is None:
        return None
    return Link(
        source=end_of(document, *place),
        target=end_of(text.document, start, end),
        kind="reference",
        directed=True,
        rule="names-" + "-".join(facts),
        words=WordCount(0, 0, 0),
    )


def _place(document: Document, facts: Sequence[str]) -> tuple[int, int] | None:
    """Return where the document states the first of the facts that its text has, but for its kind."""
    stated: list[Fact] = [
        fact for name in facts if name != "kind" for fact in document.facts.get(name, ()) if fact.start >= 0
    ]
    return (stated[0].start, stated[0].end) if stated else None
