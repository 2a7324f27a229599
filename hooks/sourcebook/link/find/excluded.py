"""Which words make no links: furniture, notices and advertisements; and which don't count: ignored phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.rules import RULES, STOCK_PHRASES
from sourcebook.model import Document
from sourcebook.text.tokens import Tokens, Vocabulary, words_of
from sourcebook.vocabulary.roles import SILENT

_LINE = re.compile(r"[^\r\n]+")
_ANY_MARK = re.compile('["“”„«»]')


def furniture_spans(documents: Sequence[Document]) -> dict[str, list[tuple[int, int]]]:
    """Return, by document id, the spans that make no links.

    They are those whose role says so, and lines that recur letter for letter in several documents of one publisher.
    """
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    by_publisher: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        spans[document.id] = [(role.start, role.end) for role in document.roles if role.role in SILENT]
        publisher = document.first("publisher")
        if publisher is not None:
            by_publisher[publisher.value].append(document)
    for group in by_publisher.values():
        if len(group) >= RULES.furniture_documents:
            for identifier, start, end in _recurring_lines(group):
                spans[identifier].append((start, end))
    return spans


def _recurring_lines(group: Sequence[Document]) -> Iterator[tuple[str, int, int]]:
    """Yield the lines that stand in several documents; quoted words are never furniture."""
    places: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for document in group:
        for match in _LINE.finditer(document.source.text):
            line = match[0].strip()
            if line and not _ANY_MARK.search(line) and len(line.split()) <= RULES.furniture_words:
                places[line].append((document.id, match.start(), match.end()))
    for found in places.values():
        if len({identifier for identifier, _, _ in found}) >= RULES.furniture_documents:
            yield from found


class Phrases:
    """The phrases that don't count, and which of them were met."""

    def __init__(self, ignored: Sequence[str], vocabulary: Vocabulary) -> None:
        """Look up the curator's phrases and the stock ones; the vocabulary must be complete."""
        self.met: set[str] = set()
        self._by_word: dict[int, list[tuple[int, list[int], str]]] = defaultdict(list)
        for phrase in (*ignored, *STOCK_PHRASES):
            words = words_of(phrase)
            if numbers := vocabulary.find(words):
                # The longest word is likely the rarest: the others are looked at only where it stands.
                place = max(range(len(words)), key=lambda place: len(words[place]))
                self._by_word[numbers[place]].append((place, numbers, phrase))
        self._sought = np.zeros(len(vocabulary.words) + 1, dtype=np.bool_)
        self._sought[list(self._by_word)] = True

    def flags(self, tokens: Tokens) -> NDArray[np.bool_]:
        """Mark the words of a text that belong to one of the phrases."""
        flags = np.zeros(len(tokens), dtype=np.bool_)
        for word in np.nonzero(self._sought[tokens.numbers])[0].tolist():
            for place, numbers, phrase in self._by_word[int(tokens.numbers[word])]:
                span = slice(max(0, word - place), word - place + len(numbers))
                if tokens.numbers[span].tolist() == numbers:
                    flags[span] = True
                    self.met.add(phrase)
        return flags
