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
_PARTS = 16
_PARTS_AT_ONCE = 4
"""Parts that hashes are sorted in, by their first bits, and how many of them are held at once."""
Hashed = tuple[NDArray[np.uint64], NDArray[np.int32]]
"""Hashes of shingles, and the place of each."""


def shingles(numbers: NDArray[np.int32]) -> Iterator[Hashed]:
    """Yield every shingle that may tell something, many at once, in order of the places."""
    width = RULES.shingle
    for first in range(0, len(numbers) - width + 1, _AT_ONCE):
        window = numbers[first : first + _AT_ONCE + width - 1]
        columns = [window[shift : len(window) - width + 1 + shift] for shift in range(width)]
        usable = np.logical_and.reduce([column >= 0 for column in columns])
        # One word over and over says nothing, and would pair every place with every other.
        usable &= np.logical_or.reduce([column != columns[0] for column in columns[1:]])
        here = np.nonzero(usable)[0]
        mixed = np.zeros(len(here), dtype=np.uint64)
        for column in columns:
            mixed = mix_bits(mixed ^ column[here].astype(np.uint64))
        yield mixed, (here + first).astype(np.int32)


def repeated(
    hashed: Callable[[], Iterable[Hashed]], texts_at: Callable[[Places], Integers]
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.bool_]]]:
    """Yield the places of shingles that stand in several texts, sorted by hash, and which are the first of their hash.

    Hashes are made several times over and parted by their first bits as they come, and each part is sorted and yielded:
    memory is needed for a few parts.

    Args:
        hashed: yields the shingles, those in one text together, each time that it is called.
        texts_at: gives for places the index of the text of each.
    """
    for first in range(0, _PARTS, _PARTS_AT_ONCE):
        parts = [[(np.zeros(0, np.uint64), np.zeros(0, np.int32))] for _ in range(_PARTS_AT_ONCE)]
        for hashes, places in hashed():
            bits = (hashes >> np.uint64(60)).astype(np.uint8)
            for number, part in enumerate(parts, first):
                chosen = np.nonzero(bits == number)[0]
                part.append((hashes[chosen], places[chosen]))
        while parts:
            part = parts.pop(0)
            mixed, here = np.concatenate([hashes for hashes, _ in part]), np.concatenate([at for _, at in part])
            yield _repeated(mixed, here, texts_at)


def _repeated(
    mixed: NDArray[np.uint64], here: NDArray[np.int32], texts_at: Callable[[Places], Integers]
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return what `repeated` does, of one part."""
    order = np.argsort(mixed, kind="stable")
    mixed, here = mixed[order], here[order]
    fresh = np.ones(len(here) + 1, dtype=np.bool_)
    fresh[1:-1] = mixed[1:] != mixed[:-1]
    bounds = np.nonzero(fresh)[0]
    counts = np.diff(bounds)
    shared = counts > 1
    first, last = here[bounds[:-1][shared]], here[bounds[1:][shared] - 1]
    shared[shared] = texts_at(first) != texts_at(last)
    several = np.repeat(shared, counts)
    return here[several], fresh[:-1][several]
