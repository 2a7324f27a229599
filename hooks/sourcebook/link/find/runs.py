"""Words in a row that two texts share: pairs of places, merged where they follow one another, and weighed.

In: pairs of places whose words are equal. Out: runs, each so many words from a place in one text and a place in
another, those that hardly have a word of their own left out.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.corpus import Corpus, Integers
from sourcebook.link.find.shingles import Counts, Places
from sourcebook.link.rules import RULES

Pairs = NDArray[np.int64]
"""Pairs of places, each as one number: how far the greater lies behind the smaller, and in the lower bits the smaller.
So those that follow one another in both texts are neighbours when they are sorted."""
_AT_ONCE = 1 << 15
"""Runs whose words are counted at once."""
_LOWER = (1 << 32) - 1
"""The lower bits of a number that holds two."""


class Runs(Struct, frozen=True):
    """Words in a row that two texts share; one entry a run, sorted by the two texts and the place in the first."""

    one: Integers
    """Index of the first text."""
    other: Integers
    """Index of the second: greater."""
    start: Integers
    """Index of the run's first word in the first text."""
    other_start: Integers
    length: Integers


def worthwhile(corpus: Corpus, one: Places, other: Places, seed: int) -> Pairs:
    """Pair places in different texts whose words are equal, and are `seed` in a row or stand in quotation marks.

    In: places of the corpus, the smaller one of each pair first.
    """
    differs = corpus.texts_at(one) != corpus.texts_at(other)
    one, other = one[differs], other[differs]
    numbers = corpus.numbers

    def same(shift: int) -> NDArray[np.bool_]:
        values, others = numbers[one + shift], numbers[other + shift]
        equal: NDArray[np.bool_] = (values >= 0) & (values == others)
        return equal

    equal = np.logical_and.reduce([same(shift) for shift in range(RULES.shingle)])
    in_marks = corpus.quoted[one] | corpus.quoted[other]
    chosen = np.nonzero(equal)[0]
    one, other, in_marks = one[chosen], other[chosen], in_marks[chosen]
    more = np.zeros(len(one), dtype=np.int8)
    for direction in (range(-1, RULES.shingle - seed - 1, -1), range(RULES.shingle, seed)):
        going = np.ones(len(one), dtype=np.bool_)
        for shift in direction:
            going &= same(shift)
            more += going.view(np.int8)
    content = corpus.content.view(np.int8)
    told = np.add.reduce([content[one + shift] for shift in range(RULES.shingle)]) >= RULES.own_content
    kept = (more >= seed - RULES.shingle) | in_marks | (told & (seed == RULES.seed))
    one, other = one[kept].astype(np.int64), other[kept].astype(np.int64)
    return other - one << 32 | one


def unpacked(pairs: Pairs) -> tuple[Places, Places]:
    """Return the smaller and the greater place of each pair."""
    one = pairs & _LOWER
    return one, one + (pairs >> 32)


def merged(corpus: Corpus, pairs: Pairs) -> Runs:
    """Merge shingles that overlap on one diagonal into runs; the pairs are sorted meanwhile."""
    if not len(pairs):
        return Runs(*(pairs for _ in range(5)))
    pairs.sort()
    parted = _parted(corpus, pairs)
    firsts = pairs[np.concatenate(([0], parted + 1))]
    length = (pairs[np.concatenate((parted, [len(pairs) - 1]))] - firsts + RULES.shingle).astype(np.int32)
    del parted
    starts, other_starts = unpacked(firsts)
    texts = corpus.texts_at(starts).astype(np.int64) << 32 | corpus.texts_at(other_starts)
    order = np.lexsort((starts << 32 | other_starts, texts))
    one, other = (column.astype(np.int32) for column in (texts[order] >> 32, texts[order] & _LOWER))
    del firsts, texts
    start = (starts[order] - corpus.base[one]).astype(np.int32)
    other_start = (other_starts[order] - corpus.base[other]).astype(np.int32)
    return Runs(one, other, start, other_start, length[order])


def _parted(corpus: Corpus, pairs: Pairs) -> Places:
    """Tell after which of the sorted pairs a run ends: where the next one doesn't overlap it.

    Between two runs a formula may stand, which too many documents have to be paired: where the words go on being the
    same, and are a row that is long enough to be believed for that alone, they are one run.
    """
    parted = np.nonzero(np.diff(pairs) > RULES.shingle)[0]
    starts, ends = np.append(0, parted + 1), np.append(parted, len(pairs) - 1)
    long = pairs[ends[1:]] - pairs[starts[:-1]] + RULES.shingle >= RULES.row_words
    near = np.nonzero(long & (pairs[parted + 1] - pairs[parted] <= RULES.shingle + RULES.row_words))[0]
    one, other = unpacked(pairs[parted[near]] + RULES.shingle)
    end, _ = unpacked(pairs[parted[near] + 1])
    going = np.ones(len(near), dtype=np.bool_)
    for shift in range(RULES.row_words):
        here = np.nonzero(going & (one + shift < end))[0]
        values = corpus.numbers[one[here] + shift]
        going[here] = (values >= 0) & (values == corpus.numbers[other[here] + shift])
    return np.delete(parted, near[going])


def telling(corpus: Corpus, runs: Runs, covering: Counts) -> Runs:
    """Drop runs that hardly have a word of their own: formulas that many documents have, and names in them.

    Kept are also long ones: with content beside their names, of a primary source, of a copy, or in quotation marks.
    `covering` is what `find_runs` returns.
    """
    start, other_start = runs.start + corpus.base[runs.one], runs.other_start + corpus.base[runs.other]
    own = covering <= RULES.common
    content = _count(own & corpus.content, start, runs.length)
    tells = (_beside(runs, content) >= RULES.own_content) | (_count(own, start, runs.length) >= RULES.own_words)
    in_marks = corpus.quoted[start] | corpus.quoted[other_start]
    shorter = np.minimum(corpus.length[runs.one], corpus.length[runs.other])
    primary = corpus.primary[runs.one] | corpus.primary[runs.other]
    copied = runs.length >= RULES.copy / 2 * shorter
    counted = _count(corpus.counted, start, runs.length)
    long = (counted >= RULES.common_seed) & (primary | copied)
    long |= (counted >= RULES.short_words) & (_count(corpus.content, start, runs.length) >= RULES.names_content)
    kept = tells | long | (in_marks & (runs.length >= RULES.seed))
    return Runs(*(getattr(runs, column)[kept] for column in ("one", "other", "start", "other_start", "length")))


def _beside(runs: Runs, content: Integers) -> Integers:
    """Return how many content words each run has together with its neighbour, where one passage may have both."""
    gap = runs.start[1:] - runs.start[:-1] - runs.length[:-1]
    shift = (runs.other_start - runs.start)[1:] - (runs.other_start - runs.start)[:-1]
    near = (gap <= RULES.beside_gap) & (np.abs(shift) <= RULES.beside_gap)
    near |= (gap <= RULES.row_words) & (shift == 0)  # A formula that too many documents have may stand between them.
    together = near & (runs.one[1:] == runs.one[:-1]) & (runs.other[1:] == runs.other[:-1])
    found = content.copy()
    found[1:] += np.where(together, content[:-1], 0)
    found[:-1] += np.where(together, content[1:], 0)
    return found


def _count(flags: NDArray[np.bool_], start: Integers, length: Integers) -> Integers:
    """Count the flags in each stretch of places; stretches in one text, and in those beside it, come together."""
    found = np.zeros(len(start), dtype=np.int32)
    for first in range(0, len(start), _AT_ONCE):
        here = slice(first, first + _AT_ONCE)
        starts, ends = start[here], start[here] + length[here]
        low = starts.min()
        sums = np.cumsum(flags[low : ends.max()], dtype=np.int32)
        found[here] = sums[ends - low - 1] - sums[starts - low] + flags[starts]
    return found
