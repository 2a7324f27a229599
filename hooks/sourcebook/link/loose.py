"""Quoted words that stand in no other text of the archive: what remains to be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.kinds import KINDS
from sourcebook.link.rules import RULES
from sourcebook.link.texts import Text
from sourcebook.link.tokens import Lexicon
from sourcebook.model import Link, LooseQuotation


def without_source(texts: Sequence[Text], words: Lexicon, links: Iterable[Link]) -> tuple[LooseQuotation, ...]:
    """Return the quotations, in double marks, whose words stand in no other document, sorted.

    Left out are quotations of fewer than `Rules.loose_words` words, those without a content word in lower case
    (titles), those that a link touches, and those whose marks don't balance.
    """
    linked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        if KINDS[link.kind].passage:
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
    width = RULES.loose_words
    keys = [texts[index].tokens.numbers[first : first + width].tobytes() for index, first, _ in candidates]
    wanted = set(keys)
    sought: dict[bytes, set[int]] = defaultdict(set)
    is_first = np.zeros(1 + max((int(text.tokens.numbers.max(initial=0)) for text in texts), default=0), dtype=np.bool_)
    is_first[[int(texts[index].tokens.numbers[first]) for index, first, _ in candidates]] = True
    for index, text in enumerate(texts):
        numbers = text.tokens.numbers
        for place in np.nonzero(is_first[numbers])[0].tolist():
            key = numbers[place : place + width].tobytes()
            if key in wanted:
                sought[key].add(index)
    for (index, first, last), key in zip(candidates, keys, strict=True):
        others = sorted(sought[key] - {index})
        if not any(_stands(texts[other].tokens.numbers, texts[index].tokens.numbers[first:last]) for other in others):
            text = texts[index]
            start, end = text.extent(first, last - 1)
            yield LooseQuotation(text.document.id, start, end, text.document.source.text[start:end])


def _stands(numbers: NDArray[np.int32], words: NDArray[np.int32]) -> bool:
    """Tell whether words stand in a row in a text."""
    size = len(numbers) - len(words) + 1
    if size <= 0:
        return False
    found = np.ones(size, dtype=np.bool_)
    for shift, word in enumerate(words.tolist()):
        found &= numbers[shift : shift + size] == word
    return bool(found.any())
