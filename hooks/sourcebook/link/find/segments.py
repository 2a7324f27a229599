"""From alignments to passages: an alignment is cut where one of its texts changes its voice, and trimmed to its words.

It is cut at the marks of a quotation, at the end of a paragraph and where too many words don't match. Where both texts
have the same boundary between the same words, nothing is cut: they share it. A page break inside a sentence is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.align import Block
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES

Places = NDArray[np.int64]


class Segment(Struct, frozen=True):
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

    @property
    def range(self) -> tuple[int, int]:
        """The first and last word in `one`, both inclusive."""
        return int(self.places[0]), int(self.places[-1])

    @property
    def other_range(self) -> tuple[int, int]:
        """The first and last word in `other`, both inclusive."""
        return int(self.other_places[0]), int(self.other_places[-1])


def segments(blocks: Sequence[Block], one: Text, other: Text) -> Iterator[Segment]:
    """Cut and trim one alignment."""
    places = np.concatenate([np.arange(start, start + length) for start, _, length in blocks])
    other_places = np.concatenate([np.arange(start, start + length) for _, start, length in blocks])
    cuts = np.nonzero(_cut_after(places, other_places, one, other))[0] + 1
    for part, (start, end) in enumerate(pairwise([0, *cuts.tolist(), len(places)])):
        kept = _trimmed(places[start:end], other_places[start:end], one, other)
        if kept is not None:
            yield _segment(*_whole_sentences(*kept, one, other), one, other, part)


def _segment(places: Places, other_places: Places, one: Text, other: Text, part: int) -> Segment:
    breaks = breaks_in(places, other_places)
    if not len(breaks):
        return Segment(one, other, places, other_places, part)
    respaced = breaks[_respaced(breaks, places, other_places, one, other)]
    counts = [int((column[respaced] - column[respaced - 1] - 1).sum()) for column in (places, other_places)]
    return Segment(one, other, places, other_places, part, *counts)


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
    if not text.excluded[first:end].any():
        return np.zeros(len(places) - 1, dtype=np.bool_)
    before = np.concatenate(([0], np.cumsum(text.excluded[first:end])))[places - first]
    found: NDArray[np.bool_] = before[1:] != before[:-1]
    return found


def _changes(values: NDArray[np.signedinteger]) -> NDArray[np.bool_]:
    changes: NDArray[np.bool_] = values[1:] != values[:-1]
    return changes


def breaks_in(places: Places, other_places: Places) -> Places:
    """Return the matched words that don't follow on the one before in both texts."""
    broken = (places[1:] - places[:-1] != 1) | (other_places[1:] - other_places[:-1] != 1)
    after: Places = broken.nonzero()[0] + 1
    return after


def _respaced(breaks: Places, places: Places, other_places: Places, one: Text, other: Text) -> NDArray[np.bool_]:
    """Tell before which breaks the words between are the same letters in both texts, spaced otherwise."""
    found = np.zeros(len(breaks), dtype=np.bool_)
    for number, after in enumerate(breaks.tolist()):
        gap = range(int(places[after - 1]) + 1, int(places[after]))
        other_gap = range(int(other_places[after - 1]) + 1, int(other_places[after]))
        if gap and other_gap and len(gap) != len(other_gap) and len(gap) + len(other_gap) <= RULES.respaced:
            found[number] = one.spelled(gap) == other.spelled(other_gap)
    return found


def _elided(breaks: Places, places: Places, other_places: Places, one: Text, other: Text) -> NDArray[np.bool_]:
    """Tell before which breaks nothing but an ellipsis stands in one of the texts, inside quotation marks."""
    found = np.zeros(len(breaks), dtype=np.bool_)
    for number, after in enumerate(breaks.tolist()):
        for text, own in ((one, places), (other, other_places)):
            before, behind = int(own[after - 1]), int(own[after])
            within = behind == before + 1 and text.quoted[before] >= 0 and text.quoted[before] == text.quoted[behind]
            found[number] |= bool(within) and text.ellipsis_behind(before)
    return found


def _trimmed(places: Places, other_places: Places, one: Text, other: Text) -> tuple[Places, Places] | None:
    """Drop blocks at both ends that are weaker than the gaps that part them from the rest.

    A block at a quotation's mark stays: there the words begin or end.
    """
    breaks = breaks_in(places, other_places)
    if not len(breaks):
        return places, other_places
    bounds = np.concatenate(([0], breaks, [len(places)]))
    lengths = np.diff(bounds)
    gaps = np.maximum(places[breaks] - places[breaks - 1], other_places[breaks] - other_places[breaks - 1]) - 1
    gaps[_respaced(breaks, places, other_places, one, other)] = 0
    gaps[_elided(breaks, places, other_places, one, other)] = 0
    content = np.add.reduceat(one.content[places].astype(np.int64), bounds[:-1])
    low, high = 0, len(lengths)
    if not (gaps[0] <= RULES.at_mark and (one.opens_quotation(places[0]) or other.opens_quotation(other_places[0]))):
        low = _weak(lengths, gaps, content)
    if not (
        gaps[-1] <= RULES.at_mark and (one.closes_quotation(places[-1]) or other.closes_quotation(other_places[-1]))
    ):
        high -= _weak(lengths[::-1], gaps[::-1], content[::-1])
    kept = slice(int(bounds[low]), int(bounds[high])) if low < high else slice(0)
    return (places[kept], other_places[kept]) if low < high else None


def _weak(lengths: Places, gaps: Places, content: Places) -> int:
    """Count the blocks, from one end, that have fewer words than the gaps after them, or no content word at all.

    Of as many, words without content are weak, too.
    """
    if not len(gaps):
        return 0
    balance = np.cumsum(2 * (lengths[:-1] - gaps) + (np.cumsum(content[:-1]) > 0))[: RULES.unmatched]
    weak = int(np.argmin(balance)) + 1 if balance.min() <= 0 else 0
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
    return places[start:end], other_places[start:end]


def _left_out(one: Text, other: Text, place: int, other_place: int) -> bool:
    """Tell whether an ellipsis stands behind a word in one of two texts alone."""
    return one.ellipsis_behind(place) != other.ellipsis_behind(other_place)


def in_any_marks(text: Text, places: Places) -> bool:
    """Tell whether the first and the last word stand in one quotation, known or not."""
    return bool(text.covering(int(places[0]), int(places[-1])))
