"""What stands between two spaces, as a number: it is folded once, however often it stands in the texts.

Many texts are cut at once, and the pieces told apart by hashes.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from sourcebook.scripts import UNSPACED
from sourcebook.search.joined import Joined, words_of
from sourcebook.text.fold import LONGEST_WORD, fold
from sourcebook.text.hashes import KnownWords
from sourcebook.text.signs import Signs

Numbers = NDArray[np.uint32]

_EDGES = '.,;:!?"“”„«»()[]{}…—–'
_WORD = re.compile(r"[^\W_]+")
_TWO_LETTERS = re.compile(f"[{UNSPACED}]{{2}}")
"""Which are two words, in scripts without spaces."""
_GAP = " " * 8
"""What stands before and behind a text that is cut."""


class Rows:
    """Rows of numbers, one behind the other."""

    def __init__(self) -> None:
        self._numbers, self._ends = array("i"), array("q", [0])

    def append(self, numbers: Iterable[int]) -> int:
        """Add a row, and return which it is."""
        self._numbers.extend(numbers)
        self._ends.append(len(self._numbers))
        return len(self) - 1

    def __len__(self) -> int:
        return len(self._ends) - 1

    def of(self, rows: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return what these rows have, and how much of it has been told after each."""
        ends = np.frombuffer(self._ends, np.int64)
        lengths = ends[rows + 1] - ends[rows]
        after = np.cumsum(lengths)
        at = np.arange(after[-1] if len(rows) else 0) + np.repeat(ends[rows + 1] - after, lengths)
        return np.frombuffer(self._numbers, np.int32)[at], after


class Pieces(dict[str, int]):
    """What stands between two spaces → its number, by which its words are known."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: dict[str, int] = {"\0": 0}
        self.forms: dict[int, str] = {}
        self.words = Rows()
        """By the number of a piece, those of its words, and then what `made` returns of those that several make."""
        self.all_made: dict[tuple[int, int, int], int] = {}
        self._written: dict[int, dict[str, int]] = {}
        self._known, self._white = KnownWords(self), Signs(filter(str.isspace, map(chr, range(0x3001))))

    def __missing__(self, written: str) -> int:
        if (piece := written.strip(_EDGES)) != written:
            return self[piece]
        words, joined = words_of(piece)
        numbers = [*map(self._term, words)]
        found = self.words.append([*numbers, *(self.made(one, len(words) - one.first) for one in joined)])
        spelled_as = words if piece.isascii() else _as_written(piece, words)
        with_forms = {one.word: self._term(one.word) for one in joined if one.has_forms}
        if with_forms or spelled_as != words:
            self._written[found] = dict(zip(spelled_as, numbers, strict=True)) | with_forms
        if len(piece) <= LONGEST_WORD:  # longer ones hardly come twice
            self[piece] = found
        return found

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
        spelled_as, numbers = [*self.terms], np.unique(self.words.of(plain)[0])
        found = {spelled_as[word]: word for word in numbers[numbers >= 0].tolist()}
        for piece in used:
            found |= self._written.get(piece, {})
        return found


def _as_written(piece: str, words: Sequence[str]) -> list[str]:
    """Return the folded words of a piece as they are written in it, those that are written in one."""
    found = [one for one in _WORD.findall(normalize("NFKC", piece).lower()) if not _TWO_LETTERS.search(one)]
    written = {folded[0]: one for one in found if len(folded := fold(one)) == 1}
    return [written.get(word, word) for word in words]
