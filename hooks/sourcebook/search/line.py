"""All texts as one line of words: title, barrier, text, barrier, title … A place is the number of a word in it.

Many texts are read at once, and put at their places together.
"""

from array import array
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.pieces import SIZE, pieces
from sourcebook.search.joined import over_paragraphs, prepared, seldom, with_particles
from sourcebook.search.pieces import Numbers, Pieces

STEP = 32
"""Each text begins at a multiple of it: so where they all begin is told in half as many bytes."""
_BEGINS = "\x05"
"""Stands before each title and paragraph where many are read as one: a piece without words."""


class Over(Struct, frozen=True):
    """Words that are made of several, wherever they stand in the line."""

    places: Numbers
    terms: Numbers
    kinds: NDArray[np.uint8]
    """The kind of each, and in the upper four bits how many places it takes."""


class Line:
    """The words of an archive, added text by text."""

    def __init__(self) -> None:
        self._pieces = Pieces()
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
        """Titles and paragraphs that are not yet at their places."""
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
        self._across += ((len(self._held) + at + 1, self._pieces.made(one, -one.first)) for at, one in across)
        self._held += [title, *paragraphs]
        self._texts.append((1 + len(paragraphs), self._used.setdefault(language, bytearray())))
        self._size += len(title) + sum(map(len, paragraphs))
        if self._size > SIZE:
            self._lay_out()

    def _lay_out(self) -> None:
        """Put the texts that are held at their places."""
        read = self._read()
        begins = np.append(np.flatnonzero(read == self._pieces[_BEGINS]), len(read))
        found, after = self._pieces.words.of(read)
        is_word = found >= 0
        words = np.append(0, np.cumsum(is_word))
        before = words[np.append(0, after)[begins]]
        counts = [count for count, _ in self._texts]
        firsts = np.cumsum([0, *counts])
        sizes = np.diff(before[firsts]) + 2  # a barrier stands behind the title, and one behind the text
        starts = -(-self.end // STEP) * STEP + np.cumsum([0, *-(-sizes[:-1] // STEP) * STEP])
        shifts = np.repeat(starts - before[firsts[:-1]] + 1, counts)
        shifts[firsts[:-1]] -= 1
        places = np.arange(words[-1]) + np.repeat(shifts, np.diff(before))
        strings, across = np.array(self._across, dtype=np.int64).reshape(-1, 2).T
        behind = np.append(words[:-1][~is_word], before[strings + 1])
        made = -1 - np.append(found[~is_word], across)
        self._over.frombytes(np.stack([places[behind - 1] + 1, made], axis=1).astype(np.uint32).tobytes())
        ends = (starts + sizes).tolist()
        self._words.frombytes(bytes(4 * (ends[-1] - self.end)))
        self.words[places] = found[is_word]
        marks = before[:-1] + shifts
        for (_, used), end, (first, beyond) in zip(self._texts, ends, pairwise(firsts.tolist()), strict=True):
            self.paragraphs.append(array("Q", [*marks[first + 1 : beyond].tolist(), end - 1]))
            used.extend(bytes(len(self._pieces.words) - len(used)))
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
