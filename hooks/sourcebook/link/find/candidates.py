"""Where two texts have words in a row in common: the places from which passages are aligned.

In: the words of all texts as numbers. Out: runs, each so many words from a place in one text and a place in another.
Method: hashes of word shingles, sorted; equal neighbours are candidates, and the words are compared before one is
believed. A shingle common to many documents pairs each with two of them only, so a hundred reports of one statement
are a hundred candidates or two, and not 4,950: the earliest, and the one that others quote.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.corpus import Corpus, Integers, Order
from sourcebook.link.find.recurring import recurs, stretches
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES

_AT_ONCE = 1 << 17
"""Shingles that are hashed at once: what is needed meanwhile takes many times the memory of what is kept."""
_PARTS = 16
_PARTS_AT_ONCE = 4
"""Parts that hashes are sorted in, by their first bits, and how many of them are held at once."""


Places = NDArray[np.integer]
Counts = NDArray[np.signedinteger]
"""For each place, how many documents."""
Spans = dict[int, list[tuple[int, int]]]
"""For some texts, by their index, stretches of words, from the first to the last."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Words in a row that two texts share; one entry a run, sorted by the two texts and the place in the first."""

    one: Integers
    """Index of the first text."""
    other: Integers
    """Index of the second: greater."""
    start: Integers
    """Index of the run's first word in the first text."""
    other_start: Integers
    length: Integers


def find_runs(corpus: Corpus, texts: Sequence[Text]) -> tuple[Runs, Counts, Spans]:
    """Find the runs that texts share.

    Also returns, for each place, in how many documents the most common shingle that has the word in it stands outside
    quotation marks: what many quote is a finding, what many write is a formula. And the words that recur in texts
    of one publisher alone: no run has any of them.
    """
    one, other, frequency, recurring = _worthwhile_pairs(corpus, texts)
    covering = spread_over_words(frequency)
    return runs_of(corpus, one, other, covering), covering, recurring


def _worthwhile_pairs(corpus: Corpus, texts: Sequence[Text]) -> tuple[Places, Places, Counts, Spans]:
    """Return the pairs of places whose words are equal; for each place how frequent its shingle is; what recurs."""
    frequency: Counts = np.ones(len(corpus.numbers), dtype=np.int16 if len(corpus.base) < 1 << 15 else np.int32)
    recurring = [np.zeros(0, dtype=np.int32)]
    pairs: dict[int, list[tuple[Places, Places]]] = {
        seed: [(recurring[0], recurring[0])] for seed in (RULES.seed, RULES.common_seed)
    }
    for places, fresh in repeated(lambda: shingles(corpus.numbers), corpus.texts_at):
        document, quoted = corpus.texts_at(places).astype(np.int32), corpus.quoted[places]
        groups = grouped(fresh, document, quoted, corpus.publisher)
        frequency[places] = groups.frequency
        recurring.append(places[groups.recurring])
        kept = places[groups.kept]
        for one, other, seed in paired(groups, document[groups.kept], quoted[groups.kept], corpus.order):
            pairs[seed].append(worthwhile(corpus, kept[one], kept[other], seed))
    found = _recurring(corpus, texts, np.sort(np.concatenate(recurring)))
    ones, others = [], []
    for seed in (RULES.seed, RULES.common_seed):
        of_seed = pairs.pop(seed)
        one, other = np.concatenate([one for one, _ in of_seed]), np.concatenate([other for _, other in of_seed])
        if found:  # What recurs is blanked out by now, and no pair may have a word of it.
            one, other = worthwhile(corpus, one, other, seed)
        ones.append(one)
        others.append(other)
    return np.concatenate(ones), np.concatenate(others), frequency, found


def _recurring(corpus: Corpus, texts: Sequence[Text], places: Integers) -> Spans:
    """Return, of texts, the words that recur where these shingles stand, and blank them out."""
    found: Spans = {}
    having, starts = np.unique(corpus.texts_at(places), return_index=True)
    for number, here in zip(having.tolist(), np.split(places, starts[1:]), strict=False):
        base, tokens = int(corpus.base[number]), texts[number].tokens
        if spans := stretches(here - base, tokens.starts, tokens.ends):
            found[number] = spans
        for first, last in spans:
            corpus.numbers[base + first : base + last + 1] = -1
    return found


@dataclass(frozen=True, slots=True)
class Groups:
    """Places of shingles, those of one shingle together, in order of their places."""

    frequency: NDArray[np.int32]
    """For each place, in how many documents its shingle first stands outside quotation marks."""
    kept: NDArray[np.bool_]
    """Which places are looked at: those of shingles in two documents or more, so many in each."""
    ends: Integers
    """For each that is, the end of its group among those."""
    common: NDArray[np.bool_]
    """For each that is, whether its shingle stands in very many documents."""
    recurring: NDArray[np.bool_]
    """For each place, whether its shingle stands in many texts of one publisher, and in no other."""


def grouped(fresh: NDArray[np.bool_], document: Places, quoted: NDArray[np.bool_], publisher: Places) -> Groups:
    """Group places by their shingles.

    Args:
        fresh: for each place, whether it is the first of its shingle.
        document: for each, the index of its text.
        quoted: for each, whether it stands in quotation marks.
        publisher: for each text, the number of its publisher.
    """
    group = np.cumsum(fresh, dtype=np.int32) - 1
    new_document = fresh.copy()
    new_document[1:] |= document[1:] != document[:-1]
    documents = np.bincount(group[new_document], minlength=int(group[-1]) + 1 if len(group) else 0)
    unquoted = np.bincount(group[new_document & ~quoted], minlength=len(documents))
    frequency = np.maximum(unquoted, 1).astype(np.int32)[group]
    number = np.arange(len(group), dtype=np.int32)
    first = np.maximum.accumulate(np.where(new_document, number, np.int32(0)))
    kept = (number - first < RULES.occurrences) & (documents[group] > 1)
    recurring = recurs(fresh, publisher[document], documents, np.bincount(publisher, minlength=1))
    recurring &= unquoted >= RULES.furniture_mostly * documents
    recurring, group = recurring[group], group[kept]
    ends = np.searchsorted(group, group, side="right")
    return Groups(frequency, kept, ends, documents[group] > RULES.common, recurring)


def runs_of(corpus: Corpus, one: Places, other: Places, covering: Counts) -> Runs:
    """Return the runs of equal shingles, places of the corpus; `covering` as `find_runs` returns it."""
    return _telling(corpus, _merged(corpus, one, other), covering)


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


def spread_over_words(frequency: Counts) -> Counts:
    """Spread the frequency of each shingle over all its words, in place."""
    for _ in range(1, RULES.shingle):
        frequency[1:] = np.maximum(frequency[1:], frequency[:-1])
    return frequency


def mix_bits(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix the bits of each value (the finaliser of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def paired(
    groups: Groups, document: NDArray[np.integer], quoted: NDArray[np.bool_], order: Order
) -> Iterator[tuple[Places, Places, int]]:
    """Yield pairs of places with equal shingles, as indices, the smaller one first, and how many words a run needs.

    Args:
        groups: what `grouped` made.
        document: for each place that is looked at, the index of its text.
        quoted: for each, whether it stands in quotation marks.
        order: the order of the texts.
    """
    index = np.arange(len(groups.ends), dtype=np.int32)
    candidates, lag = index[~groups.common], 1
    while len(candidates := candidates[candidates + lag < groups.ends[candidates]]):
        yield candidates, candidates + lag, RULES.seed
        lag += 1
    if groups.common.any():
        common = index[groups.common]
        for one, other in _pairs_with_first(groups.ends[common], document[common], quoted[common], order):
            yield common[np.minimum(one, other)], common[np.maximum(one, other)], RULES.common_seed


def _pairs_with_first(
    ends: Integers, document: NDArray[np.integer], quoted: NDArray[np.bool_], order: Order
) -> Iterator[tuple[Integers, Integers]]:
    """Pair each place of a common shingle with its places in the first document that has it."""
    group = np.unique(ends, return_inverse=True)[1]
    by_kind = order.by_kind[document] + len(order.by_kind) * quoted
    for rank in (order.by_date[document], by_kind):
        best = np.full(int(group[-1]) + 1, 2 * len(order.by_date), dtype=np.int64)
        np.minimum.at(best, group, rank)
        is_first = rank == best[group]
        first_places, first_group = is_first.nonzero()[0], group[is_first]
        starts = np.searchsorted(first_group, group, side="left")
        stops = np.searchsorted(first_group, group, side="right")
        for turn in range(RULES.occurrences):
            places = np.nonzero(~is_first & (starts + turn < stops))[0]
            yield places, first_places[starts[places] + turn]


def worthwhile(corpus: Corpus, one: Places, other: Places, seed: int) -> tuple[Places, Places]:
    """Keep pairs in different texts whose words are equal, and are `seed` in a row or stand in quotation marks."""
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
    more = np.zeros(len(one), dtype=np.int64)
    for direction in (range(-1, RULES.shingle - seed - 1, -1), range(RULES.shingle, seed)):
        going = np.ones(len(one), dtype=np.bool_)
        for shift in direction:
            going &= same(shift)
            more += going
    told = np.add.reduce([corpus.content[one + shift] for shift in range(RULES.shingle)]) >= RULES.own_content
    kept = (more >= seed - RULES.shingle) | in_marks | (told & (seed == RULES.seed))
    return one[kept], other[kept]


def _merged(corpus: Corpus, one: Places, other: Places) -> Runs:
    """Merge shingles that overlap on one diagonal into runs."""
    diagonal = other - one
    order = np.lexsort((one, diagonal))
    one, diagonal = one[order], diagonal[order]
    fresh = np.ones(len(one), dtype=np.bool_)
    fresh[1:] = (diagonal[1:] != diagonal[:-1]) | (one[1:] != one[:-1])
    one, diagonal = one[fresh], diagonal[fresh]
    new = np.ones(len(one), dtype=np.bool_)
    new[1:] = (diagonal[1:] != diagonal[:-1]) | (one[1:] - one[:-1] > RULES.shingle)
    starts = one[new]
    last = np.nonzero(np.append(new[1:], True))[0] if len(one) else np.zeros(0, dtype=np.int64)
    length = one[last] + RULES.shingle - starts
    other_starts = starts + diagonal[new]
    first, second = corpus.texts_at(starts), corpus.texts_at(other_starts)
    start, other_start = starts - corpus.base[first], other_starts - corpus.base[second]
    order = np.lexsort((other_start, start, second, first))
    return Runs(first[order], second[order], start[order], other_start[order], length[order])


def _telling(corpus: Corpus, runs: Runs, covering: Counts) -> Runs:
    """Drop runs that hardly have a word of their own: formulas that many documents have, and names in them.

    Kept are also long ones: with content beside their names, of a primary source, of a copy, or in quotation marks.
    """
    start, other_start = runs.start + corpus.base[runs.one], runs.other_start + corpus.base[runs.other]
    own = covering <= RULES.common
    content = _count(own & corpus.content, start, runs.length)
    telling = (_beside(runs, content) >= RULES.own_content) | (_count(own, start, runs.length) >= RULES.own_words)
    in_marks = corpus.quoted[start] | corpus.quoted[other_start]
    shorter = np.minimum(corpus.length[runs.one], corpus.length[runs.other])
    primary = corpus.primary[runs.one] | corpus.primary[runs.other]
    copied = runs.length >= RULES.copy / 2 * shorter
    counted = _count(corpus.counted, start, runs.length)
    long = (counted >= RULES.common_seed) & (primary | copied)
    long |= (counted >= RULES.short_words) & (_count(corpus.content, start, runs.length) >= RULES.names_content)
    kept = telling | long | (in_marks & (runs.length >= RULES.seed))
    return Runs(*(getattr(runs, column)[kept] for column in ("one", "other", "start", "other_start", "length")))


def _beside(runs: Runs, content: Integers) -> Integers:
    """Return how many content words each run has together with its neighbour, where one passage may have both."""
    gap = runs.start[1:] - runs.start[:-1] - runs.length[:-1]
    shift = (runs.other_start - runs.start)[1:] - (runs.other_start - runs.start)[:-1]
    together = (runs.one[1:] == runs.one[:-1]) & (runs.other[1:] == runs.other[:-1]) & (gap <= RULES.beside_gap)
    together &= np.abs(shift) <= RULES.beside_gap
    found = content.copy()
    found[1:] += np.where(together, content[:-1], 0)
    found[:-1] += np.where(together, content[1:], 0)
    return found


def _count(flags: NDArray[np.bool_], start: Integers, length: Integers) -> Integers:
    """Count the flags in each stretch of places."""
    return _before(flags, start + length) - _before(flags, start)


def _before(flags: NDArray[np.bool_], places: Integers) -> Integers:
    """Return how many flags are set before each place."""
    found = np.zeros(len(places), dtype=np.int64)
    for first in range(0, len(flags), _AT_ONCE):
        here = flags[first : first + _AT_ONCE]
        sums = np.cumsum(here, dtype=np.int32)
        behind = places > first
        found[behind] += sums[np.minimum(places[behind] - first, len(here)) - 1]
    return found
