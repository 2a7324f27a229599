"""What stands between two passages of the same two texts: where they run parallel, few words are no chance.

In: passages of two texts that are believed. Out: further ones, from the words that lie between two neighbours in both
texts. Verses of a chapter that another tells again, sentences of a report that another paper prints: short, of plain
words, too little by themselves.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Levenshtein

from sourcebook.link.find.align import Block
from sourcebook.link.find.segments import Segment, segments
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES


def between(found: Sequence[Segment]) -> Iterator[tuple[Segment, bool]]:
    """Yield what neighbours among the passages of two texts have between them, and what is next to the outermost.

    Each with whether it lies beyond them.
    """
    ordered = sorted(found, key=lambda segment: segment.range)
    one, other = ordered[0].one, ordered[0].other
    bounds = [(segment.range, segment.other_range) for segment in ordered]
    beside = RULES.between_beyond
    (first, _), (other_first, _) = bounds[0]
    (_, last), (_, other_last) = bounds[-1]
    inner = [
        (range(before[1] + 1, after[0]), range(other_before[1] + 1, other_after[0]))
        for (before, other_before), (after, other_after) in pairwise(bounds)
    ]
    outer = [
        (range(max(0, first - beside), first), range(max(0, other_first - beside), other_first)),
        (
            range(last + 1, min(len(one.tokens), last + 1 + beside)),
            range(other_last + 1, min(len(other.tokens), other_last + 1 + beside)),
        ),
    ]
    for number, (gap, other_gap) in enumerate([*inner, *outer]):
        sizes = sorted((len(gap), len(other_gap)))
        if RULES.between_words <= sizes[0] and sizes[1] <= RULES.between_most:
            for blocks in _dense(_aligned(one, gap, other, other_gap)):
                yield from ((segment, number >= len(inner)) for segment in segments(blocks, one, other))


def _aligned(one: Text, gap: range, other: Text, other_gap: range) -> Iterator[Block]:
    left, right = one.tokens.numbers[gap.start : gap.stop], other.tokens.numbers[other_gap.start : other_gap.stop]
    if sum(map(set(left.tolist()).__contains__, right.tolist())) < RULES.between_words:
        return
    left, right = (
        np.where(text.excluded[words.start : words.stop], -1 - side, numbers)
        for side, (text, words, numbers) in enumerate(((one, gap, left), (other, other_gap, right)))
    )
    for code in Levenshtein.opcodes(left.tolist(), right.tolist()):
        if code.tag == "equal":
            yield gap.start + code.src_start, other_gap.start + code.dest_start, code.src_end - code.src_start


def _dense(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    """Cut a row of blocks where more than a few words differ, and yield what has words enough."""
    row: list[Block] = []
    for block in blocks:
        if row:
            start, other, length = row[-1]
            if max(block[0] - start, block[1] - other) - length > RULES.extend_gap:
                yield from _enough(row)
                row = []
        row.append(block)
    yield from _enough(row)


def _enough(row: list[Block]) -> Iterator[list[Block]]:
    if sum(length for _, _, length in row) >= RULES.between_words:
        yield row
