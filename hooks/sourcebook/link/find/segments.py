"""From alignments to passages: an alignment is cut where one of its texts changes its voice, and trimmed to its words.

It is cut at the marks of a quotation, at the end of a paragraph and where too many words don't match. Where both texts
have the same boundary between the same words, nothing is cut: they share it. A page break inside a sentence is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.align import Block
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES

Places = NDArray[np.int64]


class Segment(Struct, frozen=True, dict=True):
    """Words of one text matched with words of another."""

    one: Text
    other: Text
    places: Places
    """Indices of the matched words in `one`, ascending."""
    other_places: Places
    part: int
    """Which segment of its alignment it is, from 0."""
    respaced: int = 0
    """Words of `one` that differ from words of `other` in their spaces alone, besides those at `places`."""
    other_respaced: int = 0

    def turned(self) -> Segment:
        """Return the same segment seen from the other text."""
        return Segment(
            self.other, self.one, self.other_places, self.places, self.part, self.other_respaced, self.respaced
        )

    @cached_property
    def range(self) -> tuple[int, int]:
        """The first and last word in `one`, both inclusive."""
        return int(self.places[0]), int(self.places[-1])

    @cached_property
    def other_range(self) -> tuple[int, int]:
        """The first and last word in `other`, both inclusive."""
        return int(self.other_places[0]), int(self.other_places[-1])

    @cached_property
    def blocks(self) -> list[Block]:
        """The matched words as stretches that follow on one another in both texts."""
        return blocks_of(self.places, self.other_places)

    @property
    def is_in_a_row(self) -> bool:
        """Whether no other words stand between the matched ones."""
        (first, last), (other_first, other_last) = self.range, self.other_range
        return last - first == other_last - other_first == len(self.places) - 1


def segments(blocks: Sequence[Block], one: Text, other: Text) -> Iterator[Segment]:
    """Cut and trim one alignment."""
    for part, piece in enumerate(_pieces(blocks, one, other)):
        if kept := _trimmed(piece, one, other):
            places, other_places = _places(kept)
            whole = _whole_sentences(places, other_places, one, other)
            if len(whole[0]) < len(places):
                kept = blocks_of(*whole)
            segment = Segment(one, other, *whole, part, *_respaced(kept, one, other))
            vars(segment)["blocks"] = kept  # the same as it would find
            yield segment


def _places(blocks: Sequence[Block]) -> tuple[Places, Places]:
    """Return the words of blocks in both texts."""
    ranges = ([np.arange(block[side], block[side] + block[2]) for block in blocks] for side in (0, 1))
    places, other_places = (found[0] if len(found) == 1 else np.concatenate(found) for found in ranges)
    return places, other_places


def blocks_of(places: Places, others: Places) -> list[Block]:
    """Return matched words as stretches that follow on one another in both texts."""
    broken = (places[1:] - places[:-1] != 1) | (others[1:] - others[:-1] != 1)
    bounds = [0, *(broken.nonzero()[0] + 1).tolist(), len(places)]
    firsts = bounds[:-1]
    lengths = [end - first for first, end in pairwise(bounds)]
    return list(zip(places[firsts].tolist(), others[firsts].tolist(), lengths, strict=True))


def _respaced(blocks: Sequence[Block], one: Text, other: Text) -> tuple[int, int]:
    """Return how many words between blocks, in both texts, differ in their spaces alone."""
    gaps = [gaps for gaps in pairwise(blocks) if is_respaced(*gaps, one, other)]
    return sum(b[0] - a[0] - a[2] for a, b in gaps), sum(b[1] - a[1] - a[2] for a, b in gaps)


def _pieces(blocks: Sequence[Block], one: Text, other: Text) -> Iterator[Sequence[Block]]:
    """Cut an alignment where a text changes its voice, or too many words differ."""
    (start, other_start, _), (last, other_last, length) = blocks[0], blocks[-1]
    if _is_one_voice(one, start, last + length) and _is_one_voice(other, other_start, other_last + length):
        cuts = [n for n, (a, b) in enumerate(pairwise(blocks), 1) if _gap(a, b) > RULES.unmatched]
        yield from (blocks[first:end] for first, end in pairwise([0, *cuts, len(blocks)]))
        return
    places, other_places = _places(blocks)
    cuts = (np.nonzero(_cut_after(places, other_places, one, other))[0] + 1).tolist()
    for first, end in pairwise([0, *cuts, len(places)]):
        yield blocks_of(places[first:end], other_places[first:end])


def _gap(before: Block, after: Block) -> int:
    """Return how many words stand between two blocks, in the text where they are more."""
    return max(after[0] - before[0], after[1] - before[1]) - before[2]


def _is_one_voice(text: Text, first: int, end: int) -> bool:
    """Tell whether words stand in one paragraph, all or none in one quotation, and none in what makes no links."""
    in_one = bool(text.block[first] == text.block[end - 1])
    in_one = in_one and (not text.touching(first, end - 1) or not np.count_nonzero(_changes(text.quoted[first:end])))
    return in_one and not np.count_nonzero(text.excluded[first:end])


def _cut_after(places: Places, other_places: Places, one: Text, other: Text) -> NDArray[np.bool_]:
    """Tell for each matched word but the last whether the passage ends with it."""
    step, other_step = places[1:] - places[:-1], other_places[1:] - other_places[:-1]
    touching = (step == 1) & (other_step == 1)
    cut: NDArray[np.bool_] = (step > RULES.unmatched + 1) | (other_step > RULES.unmatched + 1)
    quoted, other_quoted = _changes(one.quoted[places]), _changes(other.quoted[other_places])
    # Who quotes a stretch of a text, its quotations among it, has all of it between one pair of marks.
    within = _within_one(one, places) | _within_one(other, other_places)
    cut |= np.where(touching, (quoted != other_quoted) & ~within, quoted | other_quoted)
    cut |= _excluded_between(one, places) | _excluded_between(other, other_places)
    paragraph_ends: NDArray[np.bool_] = _changes(one.block[places]) | _changes(other.block[other_places])
    cut |= ~touching & paragraph_ends
    return cut


def _within_one(text: Text, places: Places) -> NDArray[np.bool_]:
    """Tell which words stand, with the next one, in one quotation."""
    number = text.quoted[places]
    found: NDArray[np.bool_] = (number[:-1] >= 0) & (number[1:] == number[:-1])
    return found


def _excluded_between(text: Text, places: Places) -> NDArray[np.bool_]:
    """Tell between which matched words stand words that make no links."""
    first, end = int(places[0]), int(places[-1]) + 1
    if not np.count_nonzero(text.excluded[first:end]):
        return np.zeros(len(places) - 1, dtype=np.bool_)
    before = np.concatenate(([0], np.cumsum(text.excluded[first:end])))[places - first]
    found: NDArray[np.bool_] = before[1:] != before[:-1]
    return found


def _changes(values: NDArray[np.signedinteger]) -> NDArray[np.bool_]:
    changes: NDArray[np.bool_] = values[1:] != values[:-1]
    return changes


def is_respaced(before: Block, after: Block, one: Text, other: Text) -> bool:
    """Tell whether the words between two blocks are the same letters in both texts, spaced otherwise."""
    gap, other_gap = range(before[0] + before[2], after[0]), range(before[1] + before[2], after[1])
    if not gap or not other_gap or len(gap) == len(other_gap) or len(gap) + len(other_gap) > RULES.respaced:
        return False
    return one.spelled(gap) == other.spelled(other_gap)


def _is_elided(before: Block, after: Block, one: Text, other: Text) -> bool:
    """Tell whether nothing but an ellipsis stands between two blocks in one of the texts, inside quotation marks."""
    for text, side in ((one, 0), (other, 1)):
        last, following = before[side] + before[2] - 1, after[side]
        within = following == last + 1 and text.quoted[last] >= 0 and text.quoted[last] == text.quoted[following]
        if within and text.ellipsis_behind(last):
            return True
    return False


def _trimmed(blocks: Sequence[Block], one: Text, other: Text) -> Sequence[Block]:
    """Drop blocks at both ends that are weaker than the gaps that part them from the rest.

    A block at a quotation's mark stays: there the words begin or end.
    """
    if len(blocks) == 1:
        return blocks
    (first, other_first, _), (start, other_start, length) = blocks[0], blocks[-1]
    last, other_last = start + length - 1, other_start + length - 1
    lengths = [length for _, _, length in blocks]
    free = (is_respaced(a, b, one, other) or _is_elided(a, b, one, other) for a, b in pairwise(blocks))
    gaps = [0 if is_free else _gap(a, b) for (a, b), is_free in zip(pairwise(blocks), free, strict=True)]
    content = [True in one.content[start : start + length].tolist() for start, _, length in blocks]
    low, high = 0, len(lengths)
    if not (gaps[0] <= RULES.at_mark and (one.opens_quotation(first) or other.opens_quotation(other_first))):
        low = _weak(lengths, gaps, content)
    if not (gaps[-1] <= RULES.at_mark and (one.closes_quotation(last) or other.closes_quotation(other_last))):
        high -= _weak(lengths[::-1], gaps[::-1], content[::-1])
    return blocks[low:high]


def _weak(lengths: Sequence[int], gaps: Sequence[int], content: Sequence[bool]) -> int:
    """Count the blocks, from one end, that have fewer words than the gaps after them, or no content word at all.

    Of as many, words without content are weak, too.
    """
    weak = balance = least = 0
    told = False
    for number, (length, gap, tells) in enumerate(zip(lengths, gaps, content, strict=False), 1):
        told |= tells
        balance += 2 * (length - gap) + told
        if number <= RULES.unmatched and (balance < least or (balance == least and not weak)):
            weak, least = number, balance
    while weak < len(gaps) and not content[weak]:
        weak += 1
    return weak


def _whole_sentences(places: Places, other_places: Places, one: Text, other: Text) -> tuple[Places, Places]:
    """Leave out the first or last few words where they are a piece of another sentence in both texts.

    Inside quotation marks the marks say where the words end, but beyond an ellipsis in one text a few words may be the
    same by chance. What is a paragraph's beginning or end is no piece.
    """
    start, end = 0, len(places)
    rest = RULES.sentence_rest
    if in_any_marks(one, places) or in_any_marks(other, other_places):
        closes = one.closes_quotation(int(places[-1])) or other.closes_quotation(int(other_places[-1]))
        for shift in range(1, min(rest, end - rest) + 1):
            whole = closes and shift > 1 and one.content[places[-shift:]].any()
            if end == len(places) and _left_out(one, other, int(places[-shift - 1]), int(other_places[-shift - 1])):
                end -= 0 if whole else shift
        return places[:end], other_places[:end]
    begins = one.begins_block(int(places[0])) or other.begins_block(int(other_places[0]))
    ends = one.ends_block(int(places[-1])) or other.ends_block(int(other_places[-1]))
    for shift in range(1, 0 if begins else min(rest, end - rest) + 1):
        if one.ends_sentence(int(places[shift - 1])) and other.ends_sentence(int(other_places[shift - 1])):
            start = shift
    for shift in range(0 if ends else min(rest, end - start - rest), 0, -1):
        before = len(places) - shift - 1
        if one.ends_sentence(int(places[before])) and other.ends_sentence(int(other_places[before])):
            end = before + 1
            break
    if any(end - start < least <= len(places) for least in (RULES.plain_words, RULES.row_words)):
        left_out = one.content[np.concatenate((places[:start], places[end:]))]
        if left_out.any() and len(blocks_of(places, other_places)) == 1:
            return places, other_places  # Without them, too few would be left: so many in a row are no chance.
    return places[start:end], other_places[start:end]


def _left_out(one: Text, other: Text, place: int, other_place: int) -> bool:
    """Tell whether an ellipsis stands behind a word in one of two texts alone."""
    return one.ellipsis_behind(place) != other.ellipsis_behind(other_place)


def in_any_marks(text: Text, places: Places) -> bool:
    """Tell whether the first and the last word stand in one quotation, known or not."""
    return bool(text.covering(int(places[0]), int(places[-1])))
