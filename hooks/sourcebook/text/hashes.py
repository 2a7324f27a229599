"""Words told apart by hashes: of 64 bits, many at once, so that only where one is met first, it becomes a string.

And words in a row, by few bits: for asking quickly where a text may have some of very many.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.text.tokens import Numbers

Hashes = NDArray[np.uint64]
Places = NDArray[np.integer]
_FOUR = 4
_FIRST = np.array([(1 << 16 * units) - 1 for units in range(_FOUR + 1)], np.uint64)
"""What keeps so many of four code units."""
_LONGEST = 64
"""Code units of a word that is worth remembering: longer ones hardly come twice."""
_FEWEST = 1 << 16
"""Places in the table."""


def mix_bits(values: Hashes) -> Hashes:
    """Mix the bits of each value (the finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


_HALVES = 0xD800 >> 11
"""What all code units begin with of which two are a sign."""
IN_A_ROW = 1 << 20
"""What `in_a_row` returns is below this."""
_MIX = np.uint32(0x9E3779B1)


def in_a_row(numbers: Numbers, size: int) -> NDArray[np.uint32]:
    """Return for so many words in a row, at each place of a text, a number: few other words have the same."""
    words = numbers.astype(np.uint32)
    sums = words[: max(0, len(words) + 1 - size)] * _MIX
    for shift in range(1, size):
        sums = (sums + words[shift : shift + len(sums)]) * _MIX
    return sums >> np.uint32(12)


class KnownWords:
    """The words met so far, by their hashes, in a table of open addresses; their numbers are those of a vocabulary."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._vocabulary = vocabulary
        self._count = 0
        self._make(_FEWEST)

    def _make(self, size: int) -> None:
        self._hashes = np.zeros(size, np.uint64)
        self._numbers = np.zeros(size, np.int32)
        self._shift = np.uint64(65 - size.bit_length())

    def numbers(self, codes: NDArray[np.uint16], starts: Places, ends: Places) -> Numbers:
        """Return what the vocabulary has for words, given where they stand."""
        if (long := ends - starts > _LONGEST).any():
            numbers = np.empty(len(starts), np.int32)
            numbers[long] = [*map(self._vocabulary.__getitem__, spelled(codes, starts[long], ends[long]))]
            numbers[~long] = self.numbers(codes, starts[~long], ends[~long])
            return numbers
        hashes = _hashed(codes, starts, ends)
        places = self._places(hashes)
        new = np.nonzero(self._hashes[places] != hashes)[0]
        if len(new):
            fresh, firsts = np.unique(hashes[new], return_index=True)
            at = new[firsts]
            words = spelled(codes, starts[at], ends[at])
            size = len(self._hashes)
            self._add(fresh, np.fromiter(map(self._vocabulary.__getitem__, words), np.int32, len(words)))
            moved = new if len(self._hashes) == size else slice(None)
            places[moved] = self._places(hashes[moved])
        return self._numbers[places]

    def _add(self, hashes: Hashes, numbers: Numbers) -> None:
        """Add words that are not in the table."""
        self._count += len(hashes)
        if 4 * self._count > len(self._hashes):
            held = self._hashes > 0
            hashes = np.concatenate((self._hashes[held], hashes))
            numbers = np.concatenate((self._numbers[held], numbers))
            self._make(1 << (8 * self._count).bit_length())
        while len(hashes):
            places = self._places(hashes)
            self._hashes[places] = hashes
            self._numbers[places] = numbers
            left = self._hashes[places] != hashes  # Of two for one place the last has it.
            hashes, numbers = hashes[left], numbers[left]

    def _places(self, hashes: Hashes) -> Places:
        """Return where each hash is in the table, or where it would be put."""
        places = (hashes >> self._shift).astype(np.int64)
        wrong = np.arange(len(hashes))
        while len(wrong):
            found = self._hashes[places[wrong]]
            wrong = wrong[(found != hashes[wrong]) & (found > 0)]
            places[wrong] = (places[wrong] + 1) % len(self._hashes)
        return places


def spelled(codes: NDArray[np.uint16], starts: Places, ends: Places) -> list[str]:
    """Return words, given where they stand."""
    letters = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")  # a sign for each, half of a pair too
    words = [letters[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    if (codes >> 11 == _HALVES).any():
        return [word.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") for word in words]
    return words


def hashes_of(words: Sequence[str]) -> Hashes:
    """Return a number above 0 for each word, the same in every process; of long ones, by how they begin."""
    ended = "".join(f"{word[:_LONGEST]}\n" for word in words) + _FOUR * "\n"
    codes = np.frombuffer(ended.encode("utf-16-le", "surrogatepass"), np.uint16)
    ends = np.nonzero(codes == ord("\n"))[0][: len(words)]
    return _hashed(codes, np.append(0, ends[:-1] + 1)[: len(words)], ends)


def _hashed(codes: NDArray[np.uint16], starts: Places, ends: Places) -> Hashes:
    """Return a number above 0 for each word, made of all its code units, four at a time."""
    fours = np.ndarray((len(codes) - 3,), np.uint64, codes, 0, codes.strides)
    length = ends - starts
    hashes = mix_bits(fours[starts] & _FIRST.take(length, mode="clip"))
    places, done = np.nonzero(length > _FOUR)[0], _FOUR
    while len(places):
        rest = fours[starts[places] + done] & _FIRST.take(length[places] - done, mode="clip")
        hashes[places] = mix_bits(hashes[places] ^ rest)
        done += _FOUR
        places = places[length[places] > done]
    return hashes | np.uint64(1)
