"""Words in a row as numbers, and which of these stand in several texts: what makes two texts candidates.

In: the words of all texts as numbers. Out: for each few words in a row a hash and their place; and of these the places
whose hash stands in several texts, sorted by it. Whether the words are equal, too, is for others to see.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.corpus import Integers
from sourcebook.link.rules import RULES
from sourcebook.text.hashes import mix_bits

Places = NDArray[np.integer]
Counts = NDArray[np.signedinteger]
"""For each place, how many documents."""
_AT_ONCE = 1 << 17
"""Shingles that are hashed at once: what is needed meanwhile takes many times the memory of what is kept."""
_PART_BITS = 4
_PARTS = 1 << _PART_BITS
_PARTS_AT_ONCE = 8
"""Parts that hashes are sorted in, by their first bits, and how many of them are held at once."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
Hashed = tuple[NDArray[np.uint64], NDArray[np.int32]]
"""Hashes of shingles, and the place of each."""


def shingles(numbers: NDArray[np.int32]) -> Iterator[Hashed]:
    """Yield every shingle that may tell something, many at once, in order of the places."""
    width = RULES.shingle
    for first in range(0, len(numbers) - width + 1, _AT_ONCE):
        window = numbers[first : first + _AT_ONCE + width - 1]
        size = len(window) - width + 1
        known, values = window >= 0, window.astype(np.uint64)
        usable, sums = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.uint64)
        for shift in range(width):
            # One word over and over says nothing, and would pair every place with every other.
            usable |= window[shift : shift + size] != window[:size]
            sums = sums * _ODD + values[shift : shift + size]
        for shift in range(width):
            usable &= known[shift : shift + size]
        here = np.nonzero(usable)[0]
        yield mix_bits(sums[here]), (here + first).astype(np.int32)


def repeated(
    hashed: Callable[[], Iterable[Hashed]], texts_at: Callable[[Places], Integers], size: int
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.bool_]]]:
    """Yield the places of shingles that stand in several texts, sorted by hash, and which are the first of their hash.

    Hashes are made several times over and parted by their first bits as they come, and each part is sorted and yielded:
    memory is needed for a few parts. To be sorted, a hash and its place are one number, which takes a third of the
    time: the last bits of the hash give way to the place.

    Args:
        hashed: yields the shingles, those in one text together, each time that it is called.
        texts_at: gives for places the index of the text of each.
        size: a number that all places are below.
    """
    lower = np.uint64((1 << size.bit_length()) - 1)
    for first in range(0, _PARTS, _PARTS_AT_ONCE):
        parts = [[np.zeros(0, np.uint64)] for _ in range(_PARTS_AT_ONCE)]
        for hashes, places in hashed():
            bits = (hashes >> np.uint64(64 - _PART_BITS)).astype(np.uint8)
            packed = hashes << np.uint64(_PART_BITS) & ~lower | places.astype(np.uint64)
            packed = packed[np.argsort(bits, kind="stable")]
            ends = np.cumsum(np.bincount(bits, minlength=_PARTS)).tolist()
            for number, part in enumerate(parts, first):
                # A copy, or all of them would be held as long as one part.
                part.append(packed[ends[number - 1] if number else 0 : ends[number]].copy())
        while parts:
            yield _repeated(np.concatenate(parts.pop(0)), lower, texts_at)


def _repeated(
    packed: NDArray[np.uint64], lower: np.uint64, texts_at: Callable[[Places], Integers]
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return what `repeated` does, of one part."""
    packed.sort()
    same = np.zeros(len(packed) + 1, dtype=np.bool_)
    same[1:-1] = packed[1:] ^ packed[:-1] <= lower
    again = same[1:] | same[:-1]
    here, fresh = (packed[again] & lower).astype(np.int32), ~same[:-1][again]
    first = np.nonzero(fresh)[0]
    counts = np.diff(first, append=len(here))
    several = np.repeat(texts_at(here[first]) != texts_at(here[first + counts - 1]), counts)
    return here[several], fresh[several]
