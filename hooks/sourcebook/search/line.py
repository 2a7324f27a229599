"""All texts as one line of words: title, barrier, text, barrier, title … A place is the number of a word in it.

What stands between two spaces is folded once, however often it stands in the archive; the rest is done with arrays.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from sys import intern
from unicodedata import normalize

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.remembered import remembered
from sourcebook.search.broken import over_paragraphs
from sourcebook.search.joined import MOST_PLACES, TOGETHER, in_pieces, words_of
from sourcebook.text.fold import LONGEST_WORD, fold

Numbers = NDArray[np.uint32]

STEP = 32
"""Each text begins at a multiple of it: so where they all begin is told in half as many bytes."""
_AT_ONCE = 1 << 18
"""Pieces whose words are laid out at once: what is needed meanwhile takes many times the memory of what is kept."""
_EDGES = '.,;:!?"“”„«»()[]{}…—–'
_WORD = re.compile(r"[^\W_]+")
_NOTHING, _BARRIER = "", "\0"


class Over(Struct, frozen=True):
    """Words that are made of several, wherever they stand in the line."""

    places: Numbers
    terms: Numbers
    kinds: NDArray[np.uint8]
    """The kind of each, and in the upper four bits how many places it takes."""


@remembered
def _pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of a text, one string for all that are the same."""
    return tuple(map(intern, in_pieces(text)))


class Line:
    """The words of an archive, added text by text."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {_BARRIER: 0}
        """The number of each folded word; 0 is the barrier, which no phrase reaches over."""
        self.forms: dict[int, str] = {}
        """How a word is written that is made of several."""
        self.inflected: set[int] = set()
        """Words made of several that have other forms."""
        self._pieces: dict[str, int] = {_NOTHING: 0, _BARRIER: 1}
        self._first, self._count = array("I", [0, 0]), array("I", [0, 1])
        self._words = array("I", [0])
        self._joined: dict[int, list[tuple[int, int, int]]] = {}
        self._written: dict[int, list[tuple[int, str]]] = {}
        self._read = array("I")
        """What stands in the line, by the number of its piece."""
        self._languages: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        """Where in what was read the texts of a language begin and end."""
        self._over_paragraphs: list[tuple[int, int, int]] = []
        self.starts: list[int] = []
        """The place at which each text begins with its title."""
        self.end = 0
        """The place after the last word."""

    def add(self, title: str, paragraphs: Sequence[str], language: str) -> list[int]:
        """Add a text at the end of the line.

        Args:
            title: as it is shown.
            paragraphs: likewise.
            language: whose rules for stems hold for it.

        Returns:
            The place of each paragraph, and of the barrier after the last.
        """
        begun = len(self._read)
        self._part(-self.end % STEP)
        self.starts.append(self.end)
        self._add(title)
        self._part()
        places = []
        for paragraph in paragraphs:
            places.append(self.end)
            self._add(paragraph)
        places.append(self.end)
        self._part()
        self._languages[language].append((begun, len(self._read)))
        for broken in over_paragraphs(paragraphs):
            place = places[broken.first + 1] - 1 - broken.behind
            places_taken = places[broken.last] + broken.before + 1 - place
            if places_taken <= MOST_PLACES and len(broken.word) <= LONGEST_WORD:
                self._over_paragraphs.append((place, self._term(broken.word), TOGETHER | places_taken << 4))
        return places

    def _part(self, barriers: int = 1) -> None:
        self._read.extend([1] * barriers)
        self.end += barriers

    def _add(self, text: str) -> None:
        pieces = _pieces(text)
        found = map(self._pieces.get, pieces)
        numbers = [self._number(piece) if at is None else at for piece, at in zip(pieces, found, strict=True)]
        self._read.extend(numbers)
        self.end += sum(map(self._count.__getitem__, numbers))

    def _number(self, written: str) -> int:
        """Return the number of a piece as it is written, with whatever signs around it."""
        piece = written.strip(_EDGES)
        number = self._pieces[piece] if piece in self._pieces else self._new(piece)
        if len(written) <= LONGEST_WORD:
            self._pieces[written] = number
        return number

    def _new(self, piece: str) -> int:
        words, joined = words_of(piece)
        number = len(self._first)
        if len(piece) <= LONGEST_WORD:  # longer ones hardly come twice
            self._pieces[piece] = number
        self._first.append(len(self._words))
        self._count.append(len(words))
        self._words.extend(map(self._term, words))
        if joined:
            self._joined[number] = [(one.first, self._term(one.word), one.kind | one.places << 4) for one in joined]
        for one in joined:
            term = self.terms[one.word]
            if one.form and one.form < self.forms.get(term, "\U0010ffff"):
                self.forms[term] = one.form
            if one.has_forms:
                self.inflected.add(term)
        if not piece.isascii():
            found = _WORD.findall(normalize("NFKC", piece).lower())
            self._written[number] = [(word, one) for one in found if not one.isascii() for word in self._one_word(one)]
        return number

    def _term(self, word: str) -> int:
        return self.terms.setdefault(word, len(self.terms))

    def forget_pieces(self) -> None:
        """Give back the memory of what is needed to add texts alone, when all are there."""
        self._pieces.clear()

    def words(self) -> Numbers:
        """Return the number of the word at each place."""
        read, first, count = self._arrays()
        of_pieces, words, end = np.array(self._words, dtype=np.uint32), np.empty(self.end, dtype=np.uint32), 0
        for at in range(0, len(read), _AT_ONCE):
            here = read[at : at + _AT_ONCE]
            found = of_pieces[_stretches(first[here], count[here])]
            words[end : end + len(found)] = found
            end += len(found)
        return words

    def over(self) -> Over:
        """Return the words that are made of several."""
        read, _, count = self._arrays()
        listed = [(number, *one) for number, made in self._joined.items() for one in made]
        table = np.array(sorted(listed), dtype=np.int64).reshape(-1, 4)
        has = np.bincount(table[:, 0], minlength=len(self._first))
        at = np.flatnonzero((has > 0)[read])
        times = has[read[at]]
        rows = table[_stretches((np.cumsum(has) - has)[read[at]], times), 1:]
        counts = count[read]
        rows[:, 0] += np.repeat(np.cumsum(counts, dtype=np.uint32)[at] - counts[at], times)
        places, terms, kinds = np.concatenate([rows, np.array(self._over_paragraphs, np.int64).reshape(-1, 3)]).T
        return Over(places.astype(np.uint32), terms.astype(np.uint32), kinds.astype(np.uint8))

    def languages(self) -> dict[str, tuple[list[int], dict[int, set[str]]]]:
        """Return for each language the words of its texts, and how words are written that are folded to other letters.

        A word that also stands somewhere as it is folded has that among its writings.
        """
        terms, (read, _, _) = list(self.terms), self._arrays()
        found = {}
        for language, texts in sorted(self._languages.items()):
            has = np.zeros(len(self._first), dtype=np.bool_)
            for begun, ended in texts:
                has[read[begun:ended]] = True
            is_plain = has.copy()
            written: defaultdict[int, set[str]] = defaultdict(set)
            for number in filter(has.__getitem__, self._written):
                is_plain[number] = not self._written[number]
                for word, one in self._written[number]:
                    if terms[word] != one:
                        written[word].add(one)
            words, plain = self._words_of(has), set(self._words_of(is_plain)) if written else set()
            for word in written.keys() & plain:
                written[word].add(terms[word])
            made = {term for number in filter(has.__getitem__, self._joined) for _, term, _ in self._joined[number]}
            found[language] = (sorted({*words, *(made & self.inflected)}), dict(written))
        return found

    def _words_of(self, pieces: NDArray[np.bool_]) -> list[int]:
        _, first, count = self._arrays()
        words = np.unique(np.array(self._words, dtype=np.uint32)[_stretches(first[pieces], count[pieces])])
        listed: list[int] = words[words > 0].tolist()
        return listed

    def _one_word(self, written: str) -> Iterator[int]:
        """Yield the number of the word that this is folded to, if it is to one."""
        folded = fold(written)
        if len(folded) == 1:
            yield self._term(folded[0])

    def _arrays(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
        read, first, count = (np.frombuffer(one, dtype=np.uint32) for one in (self._read, self._first, self._count))
        return read, first, count


def _stretches(first: NDArray[np.integer], count: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return so many numbers from each first one on, one stretch after another."""
    counts = count.astype(np.int64)
    ends = np.cumsum(counts)
    return np.repeat(first - (ends - counts), counts) + np.arange(counts.sum())
