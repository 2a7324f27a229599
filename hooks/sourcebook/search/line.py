"""All texts as one line of words: title, barrier, text, barrier, title … A place is the number of a word in it.

What stands between two spaces is folded once, however often it stands in the texts of a language.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from sys import intern
from unicodedata import normalize

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.remembered import remembered, remembers
from sourcebook.scripts import UNSPACED
from sourcebook.search.joined import Joined, in_pieces, over_paragraphs, words_of
from sourcebook.text.fold import LONGEST_WORD, fold

Numbers = NDArray[np.uint32]

STEP = 32
"""Each text begins at a multiple of it: so where they all begin is told in half as many bytes."""
_EDGES = '.,;:!?"“”„«»()[]{}…—–'
_WORD = re.compile(r"[^\W_]+")
_TWO_LETTERS = re.compile(f"[{UNSPACED}]{{2}}")
"""Which are two words, in scripts without spaces."""
_BARRIER = 0
_AT_ONCE = 1 << 15
"""Pieces that are worked on at once."""


class Over(Struct, frozen=True):
    """Words that are made of several, wherever they stand in the line."""

    places: Numbers
    terms: Numbers
    kinds: NDArray[np.uint8]
    """The kind of each, and in the upper four bits how many places it takes."""


@remembered
def _pieces(text: str) -> Iterable[str]:
    """Return the pieces of a text; one string for all that are the same, if they are remembered."""
    return tuple(map(intern, in_pieces(text))) if remembers() else in_pieces(text)


class Line:
    """The words of an archive, added text by text."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {"\0": _BARRIER}
        """The number of each folded word; 0 is the barrier, which no phrase reaches over."""
        self.forms: dict[int, str] = {}
        """How a word is written that is made of several."""
        self.languages: dict[str, Language] = {}
        self.starts: list[int] = []
        """The place at which each text begins with its title."""
        self.paragraphs: list[Sequence[int]] = []
        """For each text the places of its paragraphs, and of the barrier after the last."""
        self._words, self._over = array("I"), array("I")
        self._made: dict[tuple[int, int, int], int] = {}
        self._of_pieces, self._ends = array("i"), array("i", [0])
        """What the pieces have, one piece after another: the numbers of words, and what `made` returns behind the
        words of which something is made; and where in it each piece ends, the first of them behind nothing."""
        self._barrier = self.piece([_BARRIER])
        self._read, self._marks = array("I"), list[list[int]]()
        """The pieces of texts that are not yet at their places; where in it each of these begins, its paragraphs, and
        the barrier after the last."""

    @property
    def end(self) -> int:
        """The place after the last word that is at its place."""
        return len(self._words)

    @property
    def words(self) -> Numbers:
        """The number of the word at each place."""
        return np.frombuffer(self._words, dtype=np.uint32)

    @property
    def over(self) -> Over:
        """The words that are made of several."""
        ends, numbers = np.frombuffer(self._over, dtype=np.uint32).reshape(-1, 2).T
        terms, kinds, before = np.array([*self._made], dtype=np.uint32).reshape(-1, 3)[numbers].T
        return Over(ends - before, terms, kinds.astype(np.uint8))

    def add(self, title: str, paragraphs: Sequence[str], language: str) -> None:
        """Add a text at the end of the line.

        Args:
            title: as it is shown.
            paragraphs: likewise.
            language: whose rules for stems hold for it.
        """
        known = self.languages.setdefault(language, Language(self))
        read, marks = self._read, [len(self._read)]
        read.extend(known.read(title))
        read.append(self._barrier)
        for at, paragraph in enumerate(paragraphs):
            marks.append(len(read))
            read.extend(known.read(paragraph))
            read.extend(self.piece([self.made(one, -one.first)]) for one in over_paragraphs(paragraphs, at))
        marks.append(len(read))
        read.append(self._barrier)
        self._marks.append(marks)
        if len(read) > _AT_ONCE:
            self._lay_out()

    def _lay_out(self) -> None:
        """Put the texts that were read at their places."""
        pieces, ends = np.array(self._read), np.frombuffer(self._ends, dtype=np.int32)
        firsts = ends[pieces - 1]
        lengths = ends[pieces] - firsts
        after = np.cumsum(lengths)
        numbers = np.frombuffer(self._of_pieces, dtype=np.int32)[
            np.arange(after[-1]) + np.repeat(firsts + lengths - after, lengths)
        ]
        is_word = numbers >= 0
        places = np.cumsum(is_word) - 1
        begins = (after - lengths)[[marks[0] for marks in self._marks]]
        words = np.diff(places[begins], append=places[-1] + 1)
        starts = -(-self.end // STEP) * STEP + np.cumsum([0, *-(-words[:-1] // STEP) * STEP])
        places += np.repeat(starts - places[begins], np.diff(begins, append=len(numbers)))
        self.starts += starts.tolist()
        self.paragraphs += (array("Q", places[(after - lengths)[marks[1:]]].tobytes()) for marks in self._marks)
        self._over.frombytes(np.stack([places + 1, ~numbers], axis=1)[~is_word].astype(np.uint32).tobytes())
        self._words.frombytes(bytes(4 * (int(places[-1]) + 1 - self.end)))
        np.frombuffer(self._words, dtype=np.uint32)[places[is_word]] = numbers[is_word]
        del self._read[:], self._marks[:]

    def piece(self, numbers: Iterable[int]) -> int:
        """Return the number of a new piece that has these words."""
        self._of_pieces.extend(numbers)
        self._ends.append(len(self._of_pieces))
        return len(self._ends) - 1

    def finish(self) -> None:
        """Put the last texts at their places, and give back the memory of what is needed to add texts alone."""
        if self._marks:
            self._lay_out()
        for language in self.languages.values():
            language.clear()
        del self._of_pieces[:], self._ends[1:]

    def term(self, word: str) -> int:
        """Return the number of a word."""
        return self.terms.setdefault(word, len(self.terms))

    def made(self, joined: Joined, before: int) -> int:
        """Return what stands in what is read for a word made of several: below 0.

        `before`: how many places before the end of what was read it begins.
        """
        term = self.term(joined.word)
        if joined.form and joined.form < self.forms.get(term, "\U0010ffff"):
            self.forms[term] = joined.form
        made = term, joined.kind | joined.places << 4, before
        return ~self._made.setdefault(made, len(self._made))


class Language(dict[str, int]):
    """What stands between two spaces in texts of a language → its number, by which `Line` has its words."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line
        self.written: dict[str, int] = {}
        """Its words as they are written, but for capitals: the number of each."""

    def read(self, text: str) -> Iterable[int]:
        """Return the numbers of a text's pieces."""
        return map(self.__getitem__, _pieces(text))

    def __missing__(self, written: str) -> int:
        piece = written.strip(_EDGES)
        found = self[piece] if piece in self else self._new(piece)
        for one in (piece, written):
            if len(one) <= LONGEST_WORD:  # longer ones hardly come twice
                self[one] = found
        return found

    def _new(self, piece: str) -> int:
        words, joined = words_of(piece)
        numbers = [*map(self._line.term, words)]
        self.written.update(zip(words if piece.isascii() else _as_written(piece, words), numbers, strict=True))
        for one in joined:
            if one.has_forms:
                self.written[one.word] = self._line.term(one.word)
            numbers.append(self._line.made(one, len(words) - one.first))
        return self._line.piece(numbers)


def _as_written(piece: str, words: Sequence[str]) -> list[str]:
    """Return the folded words of a piece as they are written in it, those that are written in one."""
    found = [one for one in _WORD.findall(normalize("NFKC", piece).lower()) if not _TWO_LETTERS.search(one)]
    written = {folded[0]: one for one in found if len(folded := fold(one)) == 1}
    return [written.get(word, word) for word in words]
