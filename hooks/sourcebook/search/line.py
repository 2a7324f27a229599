"""All texts as one line of words: title, barrier, text, barrier, title … A place is the number of a word in it.

Many texts are read at once. What stands between two spaces is told apart by hashes, and folded once for all of them.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import normalize

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.pieces import SIZE, pieces
from sourcebook.scripts import UNSPACED
from sourcebook.search.joined import Joined, over_paragraphs, prepared, seldom, with_particles, words_of
from sourcebook.text.fold import LONGEST_WORD, fold
from sourcebook.text.hashes import KnownWords
from sourcebook.text.signs import Signs

Numbers = NDArray[np.uint32]

STEP = 32
"""Each text begins at a multiple of it: so where they all begin is told in half as many bytes."""
_EDGES = '.,;:!?"“”„«»()[]{}…—–'
_WORD = re.compile(r"[^\W_]+")
_TWO_LETTERS = re.compile(f"[{UNSPACED}]{{2}}")
"""Which are two words, in scripts without spaces."""
_BARRIER, _BEGINS, _GAP = "\0", "\5", " " * 8
"""Where many texts are read as one, a barrier; what stands before each title, barrier and paragraph, and has no words;
and what stands around all."""


class Over(Struct, frozen=True):
    """Words that are made of several, wherever they stand in the line."""

    places: Numbers
    terms: Numbers
    kinds: NDArray[np.uint8]
    """The kind of each, and in the upper four bits how many places it takes."""


class _Pieces(dict[str, int]):
    """What stands between two spaces → its number, by which its words are known."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: dict[str, int] = {_BARRIER: 0}
        self.forms: dict[int, str] = {}
        self._numbers, self._ends = array("i"), array("q", [0])
        """Of each piece the numbers of its words, then what `made` returns of those that several make; its end."""
        self.all_made: dict[tuple[int, int, int], int] = {}
        self._written: dict[int, dict[str, int]] = {}
        self[_BARRIER] = self._piece([0])
        self._known, self._white = KnownWords(self), Signs(filter(str.isspace, map(chr, range(0x3001))))

    def __missing__(self, written: str) -> int:
        if (piece := written.strip(_EDGES)) != written:
            return self[piece]
        words, joined = words_of(piece)
        numbers = [*map(self._term, words)]
        found = self._piece([*numbers, *(self.made(one, len(words) - one.first) for one in joined)])
        spelled_as = words if piece.isascii() else _as_written(piece, words)
        with_forms = {one.word: self._term(one.word) for one in joined if one.has_forms}
        if with_forms or spelled_as != words:
            self._written[found] = dict(zip(spelled_as, numbers, strict=True)) | with_forms
        if len(piece) <= LONGEST_WORD:  # longer ones hardly come twice
            self[piece] = found
        return found

    def _piece(self, numbers: Iterable[int]) -> int:
        self._numbers.extend(numbers)
        self._ends.append(len(self._numbers))
        return len(self._ends) - 2

    def words(self, pieces: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return what pieces have, one after another, and how much of it stands up to the end of each."""
        ends = np.frombuffer(self._ends, np.int64)
        after = np.cumsum(lengths := ends[pieces + 1] - ends[pieces])
        at = np.arange(after[-1]) + np.repeat(ends[pieces + 1] - after, lengths)
        return np.frombuffer(self._numbers, np.int32)[at], after

    def _term(self, word: str) -> int:
        return self.terms.setdefault(word, len(self.terms))

    def made(self, joined: Joined, before: int) -> int:
        """Return what stands for a word that several make: below 0.

        `before`: how many places before the end of what was read it begins.
        """
        term = self._term(joined.word)
        if joined.form and joined.form < self.forms.get(term, "\U0010ffff"):
            self.forms[term] = joined.form
        return ~self.all_made.setdefault((term, joined.kind | joined.places << 4, before), len(self.all_made))

    def of(self, text: str) -> NDArray[np.int32]:
        """Return the numbers of the pieces of a text, in order."""
        codes = np.frombuffer(f"{_GAP}{text}{_GAP}".encode("utf-16-le", "surrogatepass"), np.uint16)
        edges = np.flatnonzero(np.diff(self._white.among(codes))) + 1
        return self._known.numbers(codes, edges[::2], edges[1::2])

    def written(self, used: Iterable[int]) -> dict[str, int]:
        """Return the words of pieces as they are written, but for capitals: the number of each."""
        plain = np.array([piece for piece in used if piece not in self._written], np.int64)
        spelled_as, numbers = [*self.terms], np.unique(self.words(plain)[0])
        found = {spelled_as[word]: word for word in numbers[numbers >= 0].tolist()}
        for piece in used:
            found |= self._written.get(piece, {})
        return found


def _as_written(piece: str, words: Sequence[str]) -> list[str]:
    """Return the folded words of a piece as they are written in it, those that are written in one."""
    found = [one for one in _WORD.findall(normalize("NFKC", piece).lower()) if not _TWO_LETTERS.search(one)]
    written = {folded[0]: one for one in found if len(folded := fold(one)) == 1}
    return [written.get(word, word) for word in words]


class Line:
    """The words of an archive, added text by text."""

    def __init__(self) -> None:
        self._pieces = _Pieces()
        self.terms = self._pieces.terms
        """The number of each folded word; 0 is the barrier, which no phrase reaches over."""
        self.forms = self._pieces.forms
        """How a word is written that is made of several."""
        self.written: dict[str, dict[str, int]] = {}
        """By language its words as they are written, but for capitals: the number of each."""
        self.starts: list[int] = []
        """The place at which each text begins with its title."""
        self.paragraphs: list[Sequence[int]] = []
        """For each text the places of its paragraphs, and of the barrier after the last."""
        self._made = self._pieces.all_made
        self._words, self._over = array("I"), array("I")
        self._held: list[str] = []
        """Titles, paragraphs and barriers that are not yet at their places."""
        self._texts: list[tuple[int, bytearray]] = []
        """How many of them each text has, and which pieces are of its language."""
        self._across: list[tuple[int, int]] = []
        """What the last words of some make with those of the next."""
        self._used: dict[str, bytearray] = {}
        self._size = 0

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
        across = over_paragraphs(paragraphs)
        self._across += ((len(self._held) + at + 2, self._pieces.made(one, -one.first)) for at, one in across)
        self._held += [title, _BARRIER, *paragraphs, _BARRIER]
        self._texts.append((3 + len(paragraphs), self._used.setdefault(language, bytearray())))
        self._size += len(title) + sum(map(len, paragraphs))
        if self._size > SIZE:
            self._lay_out()

    def _lay_out(self) -> None:
        """Put the texts that are held at their places."""
        read = self._read()
        begins = np.append(np.flatnonzero(read == self._pieces[_BEGINS]), len(read))
        found, after = self._pieces.words(read)
        is_word = found >= 0
        words = np.append(0, np.cumsum(is_word))
        before = words[np.append(0, after)[begins]]
        counts = [count for count, _ in self._texts]
        firsts = np.cumsum([0, *counts])
        sizes = np.diff(before[firsts])
        starts = -(-self.end // STEP) * STEP + np.cumsum([0, *-(-sizes[:-1] // STEP) * STEP])
        shifts = np.repeat(starts - before[firsts[:-1]], counts)
        places = np.arange(words[-1]) + np.repeat(shifts, np.diff(before))
        strings, across = np.array(self._across, dtype=np.int64).reshape(-1, 2).T
        behind = np.append(words[:-1][~is_word], before[strings + 1])
        made = -1 - np.append(found[~is_word], across)
        self._over.frombytes(np.stack([places[behind - 1] + 1, made], axis=1).astype(np.uint32).tobytes())
        self._words.frombytes(bytes(4 * (int(starts[-1] + sizes[-1]) - self.end)))
        self.words[places] = found[is_word]
        marks, count = before[:-1] + shifts, int(read.max()) + 1
        for (_, used), (first, beyond) in zip(self._texts, pairwise(firsts), strict=True):
            self.paragraphs.append(array("Q", marks[first + 2 : beyond].tobytes()))
            used.extend(bytes(max(count - len(used), 0)))
            np.frombuffer(used, np.bool_)[read[begins[first] : begins[beyond]]] = True
        self.starts += starts.tolist()
        del self._held[:], self._texts[:], self._across[:]
        self._size = 0

    def _read(self) -> NDArray[np.int32]:
        """Return the numbers of the pieces of all that is held."""
        ends = np.cumsum([*map(len, self._held)])
        for at in np.unique(np.searchsorted(ends, seldom().places("".join(self._held)), "right")).tolist():
            self._held[at] = prepared(self._held[at])
        whole = with_particles(f" {_BEGINS} ".join(["", *self._held]))
        return np.concatenate([*map(self._pieces.of, pieces(whole))])

    def finish(self) -> None:
        """Put the last texts at their places, and give back the memory of what is needed to add texts alone."""
        if self._texts:
            self._lay_out()
        for language, used in self._used.items():
            self.written[language] = self._pieces.written(np.flatnonzero(np.frombuffer(used, np.bool_)).tolist())
        del self._pieces, self._used
