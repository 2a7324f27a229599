"""Quoted words that stand in no other text of the archive: what remains to be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES
from sourcebook.model import Link, LooseQuotation
from sourcebook.text.tokens import Lexicon, Numbers
from sourcebook.vocabulary.link_kinds import KINDS


def without_source(texts: Sequence[Text], words: Lexicon, links: Iterable[Link]) -> tuple[LooseQuotation, ...]:
    """Return the quotations, in double marks, whose words stand in no other document, sorted.

    Left out are quotations of fewer than `Rules.loose_words` words, those without a content word in lower case
    (titles), those that a link touches, and those whose marks don't balance.
    """
    linked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        if KINDS[link.kind].is_passage:
            for end in (link.source, link.target):
                linked[end.document].append((end.start, end.end))
    candidates = [
        (index, first, last)
        for index, text in enumerate(texts)
        for first, last in _unlinked(text, linked[text.document.id], words)
    ]
    return tuple(sorted(_elsewhere_removed(texts, candidates)))


def _unlinked(text: Text, linked: Sequence[tuple[int, int]], words: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words of one text's quotations that are worth looking for."""
    letters = text.document.source.text
    for quotation, (first, last) in zip(text.quotations, text.ranges, strict=True):
        if quotation.single or not quotation.outer or not quotation.known or last - first < RULES.loose_words:
            continue
        if text.excluded[first:last].any() or any(s < quotation.end and e > quotation.start for s, e in linked):
            continue
        numbers, starts = text.tokens.numbers[first:last].tolist(), text.tokens.starts[first:last].tolist()
        if any(words.content[n] and not letters[start].isupper() for n, start in zip(numbers, starts, strict=True)):
            yield first, last


def _elsewhere_removed(texts: Sequence[Text], candidates: Sequence[tuple[int, int, int]]) -> Iterator[LooseQuotation]:
    """Yield the candidates, as text and range of words, that stand word for word in no other text."""
    phrases = [texts[index].tokens.numbers[first:last] for index, first, last in candidates]
    sought = np.zeros(_HASHES, dtype=np.bool_)
    places: dict[bytes, list[tuple[int, int]]] = {words[: RULES.loose_words].tobytes(): [] for words in phrases}
    for words in phrases:
        sought[_hash(words[:1], words[1:2])] = True
    for index, text in enumerate(texts):
        numbers = text.tokens.numbers
        for place in np.nonzero(sought[_hash(numbers[:-1], numbers[1:])])[0].tolist():
            found = places.get(numbers[place : place + RULES.loose_words].tobytes())
            if found is not None:
                found.append((index, place))
    standing: dict[bytes, set[int]] = {}
    for (index, first, last), words in zip(candidates, phrases, strict=True):
        key = words.tobytes()
        if key not in standing:
            standing[key] = {
                other
                for other, place in places[words[: RULES.loose_words].tobytes()]
                if texts[other].tokens.numbers[place : place + len(words)].tobytes() == key
            }
        if standing[key] == {index}:
            text = texts[index]
            start, end = text.extent(first, last - 1)
            yield LooseQuotation(text.document.id, start, end, text.document.source.text[start:end])


_HASHES = 1 << 22


def _hash(words: Numbers, following: Numbers) -> NDArray[np.int64]:
    """Return a number below `_HASHES` for each pair of words: few places have that of a pair that is sought."""
    hashes: NDArray[np.int64] = (words.astype(np.int64) * 1_000_003 + following) % _HASHES
    return hashes
