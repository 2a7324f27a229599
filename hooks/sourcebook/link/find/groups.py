"""Shingles that several texts have, in groups: how many texts have each, and which of its places are compared.

In: places sorted by their shingles, as `shingles.repeated` yields them. Out: pairs of places. A shingle common to many
documents pairs each with two of them only, so a hundred reports of one statement are a hundred candidates or two, and
not 4,950: the earliest, and the one that others quote.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.corpus import Integers, Order
from sourcebook.link.find.recurring import recurs
from sourcebook.link.find.shingles import Counts, Places
from sourcebook.link.rules import RULES


class Groups(Struct, frozen=True):
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
    ends = np.cumsum(np.bincount(group, minlength=1))[group]
    return Groups(frequency, kept, ends, documents[group] > RULES.common, recurring)


def spread_over_words(frequency: Counts) -> Counts:
    """Spread the frequency of each shingle over all its words, in place."""
    for _ in range(1, RULES.shingle):
        frequency[1:] = np.maximum(frequency[1:], frequency[:-1])
    return frequency


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


def batched(found: Iterable[tuple[Places, Places, int]], most: int) -> Iterator[tuple[Places, Places, int]]:
    """Yield the same pairs, those of several turns together until they are so many: most turns find a few."""
    held: defaultdict[int, list[tuple[Places, Places]]] = defaultdict(list)
    size = 0
    for one, other, seed in found:
        held[seed].append((one, other))
        size += len(one)
        if size >= most:
            yield from _in_one(held)
            size = 0
    yield from _in_one(held)


def _in_one(held: dict[int, list[tuple[Places, Places]]]) -> Iterator[tuple[Places, Places, int]]:
    while held:
        seed, turns = held.popitem()
        one, other = (np.concatenate(places) for places in zip(*turns, strict=True))
        yield one, other, seed


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
            if not len(places):
                break
            yield places, first_places[starts[places] + turn]
