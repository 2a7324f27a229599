"""From runs to alignments: which word of one text is which word of the other.

Runs of one passage are chained, the words between them aligned (fewest edits, by rapidfuzz), and the ends followed
outwards as long as more words match than differ. The work is in the words between runs, never in their product.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from sourcebook.link.find.runs import Runs
from sourcebook.link.rules import RULES

Block = tuple[int, int, int]
"""Equal words in a row: the first one's index in one text, in the other, and how many."""
Numbers = NDArray[np.int32]


def chained(runs: Runs) -> Iterator[tuple[int, int, list[list[Block]]]]:
    """Yield each pair of texts with its chains of runs, in order of the pairs."""
    columns = (runs.one, runs.other, runs.start, runs.other_start, runs.length)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for (one, other), group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield one, other, _chains([(start, other_start, length) for _, _, start, other_start, length in group])


def _chains(runs: Sequence[Block]) -> list[list[Block]]:
    """Join each run, in order of its start, to the nearest chain that it can continue."""
    done: list[list[Block]] = []
    growing: list[list[Block]] = []
    for start, other, length in runs:
        best, best_cost = None, 0
        still: list[list[Block]] = []
        for chain in growing:
            last, last_other, last_length = chain[-1]
            gap, other_gap = start - last - last_length, other - last_other - last_length
            if gap > RULES.chain_gap:
                done.append(chain)
                continue
            still.append(chain)
            cost = abs(gap - other_gap) * RULES.chain_gap + max(gap, other_gap)
            # A run may overlap the one before it where a word is repeated at an edit; its head is cut then.
            fits = min(gap, other_gap) > -length and other_gap <= RULES.chain_gap
            if fits and abs(gap - other_gap) <= RULES.chain_shift and (best is None or cost < best_cost):
                best, best_cost = chain, cost
        growing = still
        if best is None:
            growing.append([(start, other, length)])
            continue
        last, last_other, last_length = best[-1]
        cut = max(0, last + last_length - start, last_other + last_length - other)
        best.append((start + cut, other + cut, length - cut))
    return sorted(done + growing)


def align(chain: Sequence[Block], one: Numbers, other: Numbers, words: Sequence[str]) -> list[Block]:
    """Align a chain of runs between two texts: the blocks of equal words, in order.

    `words` are the folded words by number: those that differ in their spaces alone cost nothing.
    """
    head = _outwards(chain[0][0], chain[0][1], one, other, words, -1)
    blocks = head[::-1]
    for run, following in pairwise([*chain, (len(one), len(other), 0)]):
        blocks.append(run)
        if following[2]:
            blocks += _between(run, following, one, other)
    end, other_end, length = chain[-1]
    blocks += _outwards(end + length, other_end + length, one, other, words, 1)
    return _joined(blocks)


def _between(run: Block, following: Block, one: Numbers, other: Numbers) -> Iterator[Block]:
    """Align the words between two runs."""
    start, other_start = run[0] + run[2], run[1] + run[2]
    left, right = one[start : following[0]].tolist(), other[other_start : following[1]].tolist()
    if left and right:
        for code in Levenshtein.opcodes(left, right):
            if code.tag == "equal" and left[code.src_start] >= 0:
                yield start + code.src_start, other_start + code.dest_start, code.src_end - code.src_start


def _outwards(
    start: int, other_start: int, one: Numbers, other: Numbers, words: Sequence[str], step: int
) -> list[Block]:
    """Follow a passage from its end (`step` 1) or its beginning (-1); return its blocks, nearest first.

    A word that matches counts 1, one that differs -1. It is followed until the count falls `extend_drop` below its
    best, and kept up to there; a block that just makes up for the words before it is kept, but not a row of such.
    """
    blocks: list[Block] = []
    score, best, kept, evened = 0, 0, 0, False
    while score > best - RULES.extend_drop and score < RULES.extend_words:
        left, right = _window(one, start, step), _window(other, other_start, step)
        respaced = _respaced(left, right, words, step)
        found = respaced or _nearest_block(left, right)
        if found is None:
            break
        gap, other_gap, length = found
        start, other_start = start + step * (gap + length), other_start + step * (other_gap + length)
        blocks.append((start - length, other_start - length, length) if step > 0 else (start, other_start, length))
        score += length - (0 if respaced else max(gap, other_gap))
        if score > best or (score == best and not evened):
            evened = score == best
            best, kept = score, len(blocks)
    return blocks[:kept]


def _window(numbers: Numbers, start: int, step: int) -> list[int]:
    """Return the next words in one direction, as many as a gap and the block after it may need."""
    size = 2 * RULES.extend_gap + RULES.shingle
    window: list[int] = (numbers[start : start + size] if step > 0 else numbers[max(0, start - size) : start]).tolist()
    return window[::step]


def _respaced(left: list[int], right: list[int], words: Sequence[str], step: int) -> tuple[int, int, int] | None:
    """Return how many of the next words are the same letters, spaced otherwise, and how many equal ones follow."""
    if not left or not right or left[0] == right[0] or left[0] < 0 or right[0] < 0:
        return None
    one, other = words[left[0]], words[right[0]]
    begins = str.startswith if step > 0 else str.endswith
    if not (begins(one, other) or begins(other, one)):
        return None
    for gap, other_gap in _SPACINGS:
        pieces, others = left[:gap], right[:other_gap]
        if -1 in pieces or -1 in others:
            continue
        if "".join(words[number] for number in pieces[::step]) == "".join(words[number] for number in others[::step]):
            following = zip(left[gap:], right[other_gap:], strict=False)
            length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] >= 0, following))
            return (gap, other_gap, length) if length else None
    return None


_SPACINGS = ((1, 2), (2, 1), (1, 3), (3, 1))
"""Words on both sides of a lost or added space, as far as one is looked for at a passage's end."""


def _nearest_block(left: list[int], right: list[int]) -> tuple[int, int, int] | None:
    """Return the first block of equal words after as few differing ones as can be: how many in each, and its length.

    After more than one differing word, a single equal one is chance.
    """
    size, other_size = len(left), len(right)
    if set(left[: RULES.extend_gap + 1]).isdisjoint(right[: RULES.extend_gap + 1]):
        return None
    for gap, other_gap in _GAPS:
        if gap >= size or other_gap >= other_size or left[gap] != right[other_gap] or left[gap] < 0:
            continue
        length = 1
        while gap + length < size and other_gap + length < other_size:
            word = left[gap + length]
            if word != right[other_gap + length] or word < 0:
                break
            length += 1
        if length > (max(gap, other_gap) > 1):
            return gap, other_gap, length
    return None


_GAPS = sorted(
    ((gap, other_gap) for gap in range(RULES.extend_gap + 1) for other_gap in range(RULES.extend_gap + 1)),
    key=lambda gaps: (max(gaps), -sum(gaps)),
)
"""Numbers of differing words in both texts, in the order they are tried."""


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Join blocks that touch in both texts."""
    joined: list[Block] = []
    for start, other, length in blocks:
        if joined and joined[-1][0] + joined[-1][2] == start and joined[-1][1] + joined[-1][2] == other:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + length)
        else:
            joined.append((start, other, length))
    return joined
