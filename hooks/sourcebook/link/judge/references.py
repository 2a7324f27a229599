"""Texts that name another document without quoting it, on evidence that can be shown.

A sentence is a reference if its words match the facts of exactly one record: its kind and two of author, addressee and
date; its title and one of author, publisher and date; or its title alone, where it can't be anything else: the name of
a case, or words in italics or quotation marks. In doubt there is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from sourcebook.gathered import gathered
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.build import end_of
from sourcebook.link.judge.naming import Designation, designations_of, facts_named
from sourcebook.link.rules import RULES
from sourcebook.model import Fact, Link, WordCount, touched
from sourcebook.remembered import as_before, recalled
from sourcebook.text.hashes import IN_A_ROW, in_a_row
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.sentences import around
from sourcebook.vocabulary.dates import lies_before

Clue = tuple[int, str, set[int]]
"""A word of a text, the fact that the words from there match, and the documents that have it."""

_ENOUGH = (
    ("kind", "author", "addressee", "date"),
    ("kind", "author", "addressee"),
    ("kind", "author", "date"),
    ("kind", "addressee", "date"),
    ("title", "author"),
    ("title", "publisher"),
    ("title", "date"),
    ("title-alone",),
)
"""Facts that together are evidence, the most first."""
_BEGINNINGS = (1, 2, 4)
"""Words by which a name is looked up: as many of these as it has. Many titles begin with a word of every sentence."""


def references(texts: Sequence[Text], words: Lexicon, links: Iterable[Link]) -> list[Link]:
    """Return the references between texts; none to a document that the text quotes already."""
    index = Index(texts, (tuple(designations_of(text.facts)) for text in texts), enumerate(words.words))
    return references_from(texts, index, links)


def references_from(texts: Iterable[Text], index: Index, links: Iterable[Link]) -> list[Link]:
    """Return the references that some of the texts make; `links`: theirs."""
    quoted = {(link.source.document, link.target.document) for link in links if link.kind == "quotation"}
    found: dict[tuple[str, str], Link] = {}
    for text in texts:
        for start, end, clues in _sentences(text, index.clues(text)):
            link = _reference(text, start, end, clues, index)
            if link is None:
                continue
            pair = (link.source.document, link.target.document)
            if pair not in quoted and (pair not in found or len(found[pair].rule) < len(link.rule)):
                found[pair] = link
    return [found[pair] for pair in sorted(found)]


class Index:
    """Which documents the words of a sentence may name."""

    def __init__(
        self, texts: Sequence[Text], names: Iterable[Iterable[Designation]], words: Iterable[tuple[int, str]]
    ) -> None:
        """Look up what documents are called.

        Args:
            texts: all texts.
            names: those of each, in the same order.
            words: the words, with their numbers, of the texts that are looked through: no other can be met.
        """
        self.texts = texts
        number_of = {word: number for number, word in words}
        by_words: dict[tuple[int, ...], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, of_text in enumerate(names):
            for name in of_text:
                if name.words and all(word in number_of for word in name.words):
                    by_words[tuple(number_of[word] for word in name.words)][name.fact].add(number)
        (self._by_words,) = as_before("names of documents", [("all", by_words)])
        self._lengths = gathered(sorted({(_beginning(sequence), len(sequence)) for sequence in by_words}))
        self._marks: dict[int, NDArray[np.bool_]] = {}
        for size in {len(begin) for begin in self._lengths}:
            begins = np.array([begin for begin in self._lengths if len(begin) == size], dtype=np.int32)
            self._marks[size] = np.zeros(IN_A_ROW, dtype=np.bool_)
            self._marks[size][in_a_row(begins.ravel(), size)[::size]] = True

    def clues(self, text: Text) -> list[Clue]:
        """Return where a text has words by which documents are named, in order: word, fact, and the documents."""
        return recalled("names in texts", (text, self._by_words), lambda: self._clues(text))

    def _clues(self, text: Text) -> list[Clue]:
        numbers = text.tokens.numbers
        found = (
            (place, fact, documents)
            for size, marks in self._marks.items()
            for place in marks.take(in_a_row(numbers, size)).nonzero()[0].tolist()
            if not text.excluded[place]
            for length in self._lengths.get(tuple(numbers[place : place + size].tolist()), ())
            for fact, documents in self._by_words.get(tuple(numbers[place : place + length].tolist()), {}).items()
        )
        return sorted(found, key=itemgetter(0, 1))

    @staticmethod
    def candidates(clues: Iterable[Clue]) -> set[int]:
        """Return the documents of which facts that are evidence together are among the clues."""
        by_fact: dict[str, set[int]] = defaultdict(set)
        for _, fact, documents in clues:
            by_fact[fact] |= documents
            if fact == "title":  # by a title that others bear as well, none of them is named: two beside this text tell
                by_fact["title-alone"].update(nsmallest(3, documents))
        possible: set[int] = set()
        for facts in _ENOUGH:
            if all(fact in by_fact for fact in facts):
                possible |= set.intersection(*(by_fact[fact] for fact in facts))
        return possible


def _beginning(words: tuple[int, ...]) -> tuple[int, ...]:
    return words[: max(size for size in _BEGINNINGS if size <= len(words))]


def _sentences(text: Text, clues: Sequence[Clue]) -> Iterator[tuple[int, int, list[Clue]]]:
    """Yield the sentences with clues of two facts or more, as offsets, and the clues in each."""
    letters, starts = text.letters, text.tokens.starts
    offsets = [int(starts[place]) for place, _, _ in clues]
    first = 0
    while first < len(clues):
        holding = touched(text.paragraphs, offsets[first], offsets[first] + 1)
        if not holding:
            first += 1
            continue
        within = text.paragraphs[holding[0]].start, text.paragraphs[holding[0]].end
        start, end = around(letters, offsets[first], offsets[first] + 1, within, RULES.longest_sentence)
        after = bisect_left(offsets, end, first + 1)
        here = list(clues[first:after])
        if len({fact for _, fact, _ in here}) > 1 or any(fact == "title" for _, fact, _ in here):
            yield start, end, here
        first = after


def _reference(text: Text, start: int, end: int, clues: Sequence[Clue], index: Index) -> Link | None:
    """Return the reference that a sentence makes, if its words name exactly one document."""
    matches: list[tuple[Text, tuple[str, ...]]] = []
    for number in sorted(index.candidates(clues)):
        other = index.texts[number]
        if other.id == text.id:
            continue
        stands = facts_named(text.letters, start, end, other.facts)
        enough = next((group for group in _ENOUGH if all(fact in stands for fact in group)), None)
        if enough:
            matches.append((other, enough))
    most = max((len(facts) for _, facts in matches), default=0)
    best = [match for match in matches if len(match[1]) == most]
    if len(best) != 1 or lies_before(text.when, best[0][0].when):
        return None
    source, facts = best[0]
    place = _place(source, facts)
    if place is None:
        return None
    return Link(
        source=end_of(source, *place),
        target=end_of(text, start, end),
        kind="reference",
        directed=True,
        rule="names-" + "-".join(fact.removesuffix("-alone") for fact in facts),
        words=WordCount(0, 0, 0),
    )


def _place(source: Text, facts: Sequence[str]) -> tuple[int, int] | None:
    """Return where a text states the first of the facts that it has, but for its kind; else its first paragraph."""
    names = [fact.removesuffix("-alone") for fact in facts if fact != "kind"]
    stated: list[Fact] = [fact for name in names for fact in source.facts.get(name, ()) if fact.start >= 0]
    if stated:
        return stated[0].start, stated[0].end
    first = next(iter(source.paragraphs), None)
    return (first.start, first.end) if first and "title" in names else None
