"""Documents close in content: by the words they use (TF-IDF), apart from any passage they share.

In: documents. Out: for each, at most five others above a threshold, with the words that make them close. Furniture,
notices and advertisements don't count. Each document is compared by its weightiest words alone and in blocks of a few
hundred, so that ten thousand documents need little memory.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sourcebook.link.rules import NO_LINKS
from sourcebook.model import Document, Related
from sourcebook.text.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAME = re.compile(r"(?=\b([A-Z][\w'’]*) ([A-Z][\w'’]*))")
"""Two capitalised words in a row: “New York”, “ICE Director”."""
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class RelatedRules:
    """The thresholds (five = the five texts of the first archive, read by hand)."""

    most: int = 5
    """Documents that are named as related to one."""
    least_closeness: float = 0.25
    """Cosine below which none is named (five)."""
    terms: int = 6
    """Shared words that are shown."""
    least_terms: int = 3
    """Shared words without which none is named (five)."""
    least_letters: int = 3
    """Of a word that counts."""
    weightiest: int = 80
    """Words by which a document is compared."""
    most_common: float = 0.5
    most_common_of_few: float = 0.8
    few: int = 10
    """Share of the documents above which a word tells nothing; of fewer documents than `few`, another (five)."""
    block: int = 256
    """Documents that are compared with all others at a time."""


RULES = RelatedRules()


def related(documents: Sequence[Document]) -> tuple[Related, ...]:
    """Return for each document those close to it, the closest first; sorted by the documents' ids."""
    ordered = sorted((d for d in documents if d.source.text.strip()), key=lambda document: document.id)
    if len(ordered) < 2:
        return ()
    weights, terms = _weights(ordered)
    if weights is None:
        return ()
    shown = _Shown(ordered)
    found: list[Related] = []
    for number, others in enumerate(_closest(weights)):
        for other, closeness in others:
            shared = [terms[term] for term in _shared(weights, number, other)]
            if len(shared) >= RULES.least_terms:
                words = shown.of(number, other, shared[: 2 * RULES.terms])[: RULES.terms]
                found.append(Related(ordered[number].id, ordered[other].id, words, round(closeness, 4)))
    return tuple(found)


def _weights(documents: Sequence[Document]) -> tuple[csr_matrix | None, list[str]]:
    """Return the weight of each word in each document, and the words; None if nothing can be compared.

    A weight is 1 + ln(times that the document has the word), times 1 + ln(documents / those that have the word), one
    added to both: Salton and Buckley, “Term-weighting approaches in automatic text retrieval” (1988), smoothed.
    """
    # Imported here: it takes a while to load, and an archive of one text needs none of it.
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    number_of: dict[str, int] = {}
    columns, counts, ends = array("l"), array("l"), array("l", [0])
    for document in documents:
        for word, count in Counter(_words(document)).items():
            columns.append(number_of.setdefault(word, len(number_of)))
            counts.append(count)
        ends.append(len(columns))
    size = len(documents)
    spread = np.bincount(columns, minlength=len(number_of))
    most = size * (RULES.most_common if size >= RULES.few else RULES.most_common_of_few)
    terms = sorted(word for word, number in number_of.items() if 2 <= spread[number] <= most)
    if not terms:
        return None, []
    told = np.array([number_of[word] for word in terms])
    frequency = np.float32(1) + np.log(counts, dtype=np.float32)
    weights = csr_matrix((frequency, columns, ends), shape=(size, len(number_of)))[:, told]
    weights.sort_indices()  # of words of one weight the alphabet chooses, whichever order a text has them in
    rarity = (1 + np.log((1 + size) / (1 + spread[told]))).astype(np.float32)
    weights.data *= rarity[weights.indices]
    return _weightiest(weights), terms


def _words(document: Document) -> list[str]:
    """Return the words of a document that count, folded."""
    folded = (_FOLDED[word] for run in _runs(document) for word in run)
    return [word for word in folded if word]


def _runs(document: Document) -> Iterator[list[str]]:
    """Yield the words of a text as it prints them, but for those that speak of something else."""
    text, at = document.source.text, 0
    for role in sorted(document.roles, key=lambda role: role.start):
        if role.role in NO_LINKS:
            yield _WORD.findall(text, at, max(at, role.start))
            at = max(at, role.end)
    yield _WORD.findall(text, at)


class _Folded(dict[str, str]):
    """The folded form of each word as it is printed; empty for a word that doesn't count."""

    def __missing__(self, word: str) -> str:
        folded = _POSSESSIVE.sub("", word.casefold()).replace("’", "'")
        counts = len(word) >= RULES.least_letters and folded not in STOP_WORDS
        self[word] = folded if counts else ""
        return self[word]


_FOLDED = _Folded()


class _Shown:
    """Shared words as a reader sees them: in the form that the text prints most often, pairs that belong together."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._known: dict[int, tuple[dict[str, str], frozenset[tuple[str, str]]]] = {}

    def of(self, one: int, other: int, terms: Sequence[str]) -> tuple[str, ...]:
        """Return the words that two documents share, by their numbers; `terms` are folded, the weightiest first."""
        forms, pairs = self._of(one)
        common = pairs & self._of(other)[1]
        told: list[str] = []
        taken: set[str] = set()
        for term in terms:
            if term in taken:
                continue
            partners = [pair for pair in common if term in pair and not taken & set(pair)]
            pair = min(partners, default=(term,))
            told.append(" ".join(forms[word] for word in pair))
            taken |= set(pair)
        return tuple(told)

    def _of(self, number: int) -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
        if number not in self._known:
            self._known[number] = _forms_and_pairs(self._documents[number])
        return self._known[number]


def _forms_and_pairs(document: Document) -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
    """Return how a text prints each word most often, and the pairs of capitalised words that stand together in it."""
    counts = Counter(_POSSESSIVE.sub("", word) for run in _runs(document) for word in run)
    forms: dict[str, str] = {}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        forms.setdefault(_FOLDED[word], word)
    pairs = {(_FOLDED[match[1]], _FOLDED[match[2]]) for match in _NAME.finditer(document.source.text)}
    return forms, frozenset(pair for pair in pairs if all(word in forms and word for word in pair))


def _weightiest(weights: csr_matrix) -> csr_matrix:
    """Return the matrix with the weightiest words of each document alone, each row of length 1."""
    for row in range(weights.shape[0]):
        values = weights.data[weights.indptr[row] : weights.indptr[row + 1]]
        if len(values) > RULES.weightiest:
            order = np.argsort(-values, kind="stable")[RULES.weightiest :]
            values[order] = 0
    weights.eliminate_zeros()
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    weights.data /= np.repeat(lengths, np.diff(weights.indptr)).astype(weights.dtype)
    return weights


def _closest(weights: csr_matrix) -> Iterator[list[tuple[int, float]]]:
    """Yield for each document the numbers of those closest to it, and how close."""
    columns = weights.T.tocsr()
    for first in range(0, weights.shape[0], RULES.block):
        products = (weights[first : first + RULES.block] @ columns).tocsr()
        for row in range(products.shape[0]):
            place = slice(products.indptr[row], products.indptr[row + 1])
            numbers, values = products.indices[place], products.data[place]
            near = np.nonzero((values >= RULES.least_closeness) & (numbers != first + row))[0]
            best = sorted(near.tolist(), key=lambda at: (-round(float(values[at]), 4), int(numbers[at])))
            yield [(int(numbers[at]), float(values[at])) for at in best[: RULES.most]]


def _shared(weights: csr_matrix, one: int, other: int) -> list[int]:
    """Return the words that both documents use, those that make them closest first."""
    rows = [slice(weights.indptr[number], weights.indptr[number + 1]) for number in (one, other)]
    own, theirs = (dict(zip(weights.indices[row].tolist(), weights.data[row].tolist(), strict=True)) for row in rows)
    return sorted(own.keys() & theirs.keys(), key=lambda term: (-own[term] * theirs[term], term))
