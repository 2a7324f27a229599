"""Documents close in content: by the words they use (TF-IDF), apart from any passage they share.

In: documents. Out: for each, at most five others above a threshold, with the words that make them close. Furniture,
notices and advertisements don't count. Each document is compared by its weightiest words alone, along the lists of the
documents that have these words, so that ten thousand documents need little memory.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.model import Document, Related
from sourcebook.remembered import recalled, remembered
from sourcebook.text.stop_words import STOP_WORDS
from sourcebook.vocabulary.roles import SILENT

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_USUAL = {**dict.fromkeys("“”‘–—…\u00a0", " "), "’": "'"}
"""The signs beyond ASCII that most texts have, and what stands for each where words are counted."""
_NO_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) != "'"}
_NAME = re.compile(r"(?=\b([A-Z][\w'’]*) ([A-Z][\w'’]*))")
"""Two capitalised words in a row: “New York”, “ICE Director”."""
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


class RelatedRules(Struct, frozen=True):
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


RULES = RelatedRules()
_AT_ONCE = 1 << 18
"""Numbers that are worked on at once, about: what is needed meanwhile takes many times the memory of what is kept."""


def related(documents: tuple[Document, ...]) -> tuple[Related, ...]:
    """Return for each document those close to it, the closest first; sorted by the documents' ids."""
    given = tuple((document.id, document.source, document.roles) for document in documents)
    return recalled("related documents", given, lambda: _related(documents))


def _related(documents: Iterable[Document]) -> tuple[Related, ...]:
    ordered = sorted((d for d in documents if d.source.text.strip()), key=lambda document: document.id)
    if len(ordered) < 2:
        return ()
    weights, shown = _weights(ordered), _Shown(ordered)
    found: list[Related] = []
    for number, others in enumerate(_closest(weights)):
        for other, closeness in others:
            shared = weights.shared(number, other)
            if len(shared) >= RULES.least_terms:
                words = shown.of(number, other, tuple(shared[: 2 * RULES.terms]))[: RULES.terms]
                found.append(Related(ordered[number].id, ordered[other].id, words, round(closeness, 4)))
    return tuple(found)


def folded(word: str) -> str:
    """Return what words that count as one have in common: “EU’s” and “EU”, “Piers” and “piers”; empty for no such word.

    A word counts by the letters it has without a possessive's ending.
    """
    found = word.casefold()
    if "'" in found or "’" in found:
        found = _POSSESSIVE.sub("", found).replace("’", "'")
    return found if len(found) >= RULES.least_letters and found not in STOP_WORDS else ""


class _Numbering(dict[str, int]):
    """A number for each printed word that is asked for, one for those that count as one: a word keeps its own."""

    def __init__(self) -> None:
        super().__init__()
        self.of_folded = {"": 0}

    def __missing__(self, printed: str) -> int:
        number = self[printed] = self.of_folded.setdefault(folded(printed), len(self.of_folded))
        return number


class _Weights(Struct, frozen=True, dict=True):
    """The weightiest words of each document: those of document n lie from `starts[n]` to `starts[n + 1]`."""

    starts: NDArray[np.int64]
    words: NDArray[np.int64]
    values: NDArray[np.float64]
    """The sum of the squares of a document's is 1."""
    terms: Sequence[str]
    """The word that each number stands for, folded."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the words of a document and what each weighs."""
        row = slice(self.starts[number], self.starts[number + 1])
        return self.words[row], self.values[row]

    def shared(self, one: int, other: int) -> list[str]:
        """Return the words that both documents use, those that make them closest first."""
        own, theirs = (dict(zip(*(part.tolist() for part in self.of(number)), strict=True)) for number in (one, other))
        common = sorted(own.keys() & theirs.keys(), key=lambda word: (-round(own[word] * theirs[word], 9), word))
        return [self.terms[word] for word in common]


def _weights(documents: Sequence[Document]) -> _Weights:
    """Return what each word weighs in each document.

    A weight is 1 + ln(times that the document has the word), times 1 + ln(documents / those that have the word), one
    added to both: Salton and Buckley, “Term-weighting approaches in automatic text retrieval” (1988), smoothed.
    """
    number_of = recalled("numbers of words", ("all",), _Numbering)
    counted = [_counted(document, number_of) for document in documents]
    size, terms_of = len(documents), number_of.of_folded
    spread = np.bincount(np.concatenate([found for found, _ in counted]), minlength=len(terms_of))
    most = size * (RULES.most_common if size >= RULES.few else RULES.most_common_of_few)
    tells = ((spread >= 2) & (spread <= most)).tolist()
    terms = sorted(word for word, number in terms_of.items() if word and tells[number])
    told = np.array([terms_of[word] for word in terms], dtype=np.int64)
    renumbered = np.full(len(terms_of), -1, dtype=np.int64)
    renumbered[told] = np.arange(len(terms))
    rarity = 1 + np.log((1 + size) / (1 + spread[told]))
    kept = [_weightiest(renumbered[found], times, rarity) for found, times in counted]
    words, values = (np.concatenate(of_all) for of_all in zip(*kept, strict=True))
    lengths_kept = [len(found) for found, _ in kept]
    rows = np.repeat(np.arange(size), lengths_kept)
    values = values / np.sqrt(np.bincount(rows, values**2, minlength=size))[rows]
    return _Weights(np.cumsum([0, *lengths_kept]), words, values, terms)


def _weightiest(
    words: NDArray[np.int64], counts: NDArray[np.int32], rarity: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the weightiest words of a document, and what each weighs there.

    Args:
        words: their numbers, -1 for what doesn't count.
        counts: how often it has each.
        rarity: of each word by its number.
    """
    counted = words >= 0
    words, counts = words[counted], counts[counted]
    values = (1 + np.log(counts)) * rarity[words]
    # Of words of one weight the alphabet chooses, whichever order a text has them in.
    kept = np.lexsort((words, -values))[: RULES.weightiest]
    return words[kept], values[kept]


@remembered
def _counted(document: Document, number_of: _Numbering) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the numbers of the words of a text, and how often it has each."""
    words = chain.from_iterable(map(printed_words, _stretches(document)))
    found, times = np.unique(np.fromiter(map(number_of.__getitem__, words), np.int32), return_counts=True)
    return found, times.astype(np.int32)


def printed_words(text: str) -> list[str]:
    """Return what `_WORD` finds, with straight apostrophes; that takes most texts a fifth of the time."""
    for sign, plain in _USUAL.items():
        text = text.replace(sign, plain)
    if not text.isascii():
        return _WORD.findall(text)
    words = text.translate(_NO_LETTERS).split()
    return [own for word in words for own in _WORD.findall(word)] if "'" in text else words


def _stretches(document: Document) -> Iterator[str]:
    """Yield the stretches of a text that don't speak of something else."""
    text, at = document.source.text, 0
    for role in sorted(document.roles, key=lambda role: role.start):
        if role.role in SILENT:
            yield text[at : role.start]
            at = max(at, role.end)
    yield text[at:]


class _Shown:
    """Shared words as a reader sees them: in the form that the text prints most often, pairs that belong together."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._known: dict[int, tuple[dict[str, str], frozenset[tuple[str, str]]]] = {}

    def of(self, one: int, other: int, terms: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words that two documents share, by their numbers; `terms` are folded, the weightiest first."""
        pair = self._documents[one], self._documents[other]
        return recalled("related", (pair, terms), lambda: self._words(one, other, terms))

    def _words(self, one: int, other: int, terms: tuple[str, ...]) -> tuple[str, ...]:
        forms, pairs = self._of(one)
        common = pairs & self._of(other)[1]
        told: list[str] = []
        taken: set[str] = set()
        for term in terms:
            if term in taken:
                continue
            partners = [pair for pair in common if term in pair and not taken & set(pair)]
            pair = min(partners, default=(term,))
            told.append(" ".join(forms.get(word, word) for word in pair))
            taken |= set(pair)
        return tuple(told)

    def _of(self, number: int) -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
        if number not in self._known:
            self._known[number] = self._forms_and_pairs(self._documents[number])
        return self._known[number]

    def _forms_and_pairs(self, document: Document) -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
        """Return how a text prints words most often, if not as they are folded, and its pairs of capitalised words."""
        counts: Counter[tuple[str, str]] = Counter()
        for word, times in Counter(chain.from_iterable(map(_WORD.findall, _stretches(document)))).items():
            counts[folded(word), _POSSESSIVE.sub("", word)] += times
        best: dict[str, tuple[int, str]] = {}
        for (term, word), times in counts.items():
            best[term] = min(best.get(term, (0, "")), (-times, word))
        forms = {term: word for term, (_, word) in best.items()}
        pairs = {(folded(match[1]), folded(match[2])) for match in _NAME.finditer(document.source.text)}
        together = frozenset(pair for pair in pairs if all(word and word in forms for word in pair))
        return {term: word for term, word in forms.items() if term != word}, together


def _closest(weights: _Weights) -> Iterator[list[tuple[int, float]]]:
    """Yield for each document the numbers of those closest to it, and how close."""
    size = len(weights)
    order = np.argsort(weights.words, kind="stable")
    # The documents that have a word, and what it weighs there: one list a word, one after the other.
    documents = np.repeat(np.arange(size), np.diff(weights.starts))[order]
    values, ends = weights.values[order], np.cumsum(np.bincount(weights.words, minlength=len(weights.terms)))
    having = np.diff(ends, prepend=0)
    work = np.append(0, np.cumsum(having[weights.words]))[weights.starts[:-1]] + np.arange(size) * size
    firsts = np.unique(work // _AT_ONCE, return_index=True)[1].tolist()
    for first, last in pairwise([*firsts, size]):
        starts = weights.starts[first : last + 1]
        words, weight = (of_all[starts[0] : starts[-1]] for of_all in (weights.words, weights.values))
        length = having[words]
        # Where in the lists stands what each word of these documents meets.
        met = np.arange(length.sum()) + np.repeat(ends[words] - np.cumsum(length), length)
        row = np.repeat(np.repeat(np.arange(last - first), np.diff(starts)), length)
        closeness = np.bincount(
            row * size + documents[met], values[met] * np.repeat(weight, length), (last - first) * size
        ).reshape(-1, size)
        for number, of_one in enumerate(closeness, first):
            of_one[number] = 0
            near = np.nonzero(of_one >= RULES.least_closeness)[0].tolist()
            best = sorted(near, key=lambda other: (-round(float(of_one[other]), 4), other))[: RULES.most]
            yield [(other, float(of_one[other])) for other in best]
