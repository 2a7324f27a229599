"""Which passages are believed: the evidence for each, and the rules it has to meet.

Precision comes first: a false backlink is worse than a missing one. A rule is a name and a condition; the first that a
passage meets is the reason it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.align import Block
from sourcebook.link.find.segments import Places, Segment
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES
from sourcebook.text.tokens import Lexicon


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage, counted."""

    words: float
    """Matched words that count; a character of a script without spaces is half a word."""
    content: float
    """Different content words among them: no stop words, numbers or capitalised ones."""
    own: float
    """Of the content words, those that stand in no formula: in no words in a row that many documents have."""
    ratio: float
    """Share of the words of both ends that match."""
    frequency: int
    """In how many documents the words in a row stand, outside marks, that the middle one of its words belongs to."""
    copies: float
    """Share of the shorter document that it is."""
    primary: bool
    """Whether one of the documents is a dated primary source."""
    dates_differ: bool
    """Whether the words that don't match have numbers, months or weekdays."""
    in_marks: bool
    """Whether it stands in quotation marks in one of the texts."""
    fills: bool
    """Whether it fills a quotation of one of the texts."""


def promising(blocks: Sequence[Block], one: Text, other: Text, frequency: NDArray[np.int32]) -> bool:
    """Tell whether an alignment has words enough for any rule: most have not, and are looked at no further."""
    matched = sum(length for _, _, length in blocks)
    if matched >= RULES.long_words:
        return True
    if one.quoted[blocks[0][0]] >= 0 or other.quoted[blocks[0][1]] >= 0:
        return matched >= RULES.marks_fill_words
    own = sum(int((frequency[start : start + length] <= RULES.common).sum()) for start, _, length in blocks)
    return matched >= min(RULES.plain_words, RULES.companion_words) and own >= RULES.companion_content


def evidence(
    segment: Segment, words: Lexicon, frequency: NDArray[np.int32], other_frequency: NDArray[np.int32], primary: bool
) -> Evidence:
    """Count what speaks for a segment.

    `frequency` says for each word of `segment.one` in how many documents the words in a row stand that it belongs to,
    `other_frequency` the same for the other text.
    """
    one, other = segment.one, segment.other
    numbers = one.tokens.numbers[segment.places].tolist()
    counted = (~one.discounted[segment.places]).tolist()
    common = np.maximum(frequency[segment.places], other_frequency[segment.other_places]).tolist()
    (first, last), (other_first, other_last) = segment.range, segment.other_range
    length, other_length = last - first + 1, other_last - other_first + 1
    matched = 2 * len(numbers) + segment.respaced + segment.other_respaced
    halves, is_content = words.halves, words.content
    content, own = set(), set()
    for number, counts, name, documents in zip(numbers, counted, _names(one, segment.places), common, strict=True):
        if counts and is_content[number] and not name:
            content.add(number)
            if documents <= RULES.common:
                own.add(number)
    return Evidence(
        words=sum(halves[n] for n, counts in zip(numbers, counted, strict=True) if counts) / 2
        + min(segment.respaced, segment.other_respaced),
        content=sum(halves[number] for number in content) / 2,
        own=sum(halves[number] for number in own) / 2,
        ratio=matched / (length + other_length),
        frequency=sorted(common)[len(common) // 2],
        copies=len(numbers) / max(1, min(len(one.tokens), len(other.tokens))),
        primary=primary,
        dates_differ=2 * len(numbers) < length + other_length and _dates_differ(segment, words),
        in_marks=in_marks(one, first, last) or in_marks(other, other_first, other_last),
        fills=_fills(one, segment.places, segment.respaced)
        or _fills(other, segment.other_places, segment.other_respaced),
    )


def _names(text: Text, places: Places) -> list[bool]:
    """Tell which words are capitalised, where capitals distinguish: in a passage all in capitals they don't."""
    letters = text.document.source.text
    starts, ends = text.tokens.starts[places].tolist(), text.tokens.ends[places].tolist()
    capital = [letters[start].isupper() for start in starts]
    if sum(capital) < RULES.capitals * len(capital):
        return capital
    printed = [letters[start:end] for start, end in zip(starts, ends, strict=True)]
    return [False] * len(capital) if all(word == word.upper() for word in printed) else capital


def _dates_differ(segment: Segment, words: Lexicon) -> bool:
    for text, places in ((segment.one, segment.places), (segment.other, segment.other_places)):
        numbers = text.tokens.numbers[int(places[0]) : int(places[-1]) + 1].tolist()
        matched = set((places - places[0]).tolist())
        if any(words.time[number] for place, number in enumerate(numbers) if place not in matched):
            return True
    return False


def in_marks(text: Text, first: int, last: int) -> bool:
    """Tell whether the words from `first` to `last` stand in quotation marks, as far as is known."""
    return any(text.quotations[number].known for number in text.covering(first, last))


def marks_unknown(text: Text, first: int, last: int, *, single: bool = True) -> bool:
    """Tell whether it can't be known if the words stand in quotation marks: the paragraph's marks don't pair.

    `single`: whether single marks count, which may as well be apostrophes.
    """
    touching = [text.quotations[number] for number in text.touching(first, last)]
    return any(not quotation.known and (single or not quotation.single) for quotation in touching)


def _fills(text: Text, places: Places, respaced: int) -> bool:
    for number in text.covering(int(places[0]), int(places[-1])):
        start, end = text.ranges[number]
        if text.quotations[number].known and len(places) + respaced >= RULES.marks_filled * (end - start):
            return True
    return False


def _rare(e: Evidence, content: float) -> bool:
    """Tell whether a passage stands in few enough documents for its length, or is worth a link however many."""
    long = e.words >= RULES.long_words and e.content >= RULES.long_content
    if e.frequency > RULES.common:
        return e.copies >= RULES.copy or (e.primary and long and e.ratio >= RULES.common_ratio and not e.dates_differ)
    return e.own >= content and (e.frequency <= RULES.frequent or long)


def _dated(e: Evidence) -> bool:
    """Tell whether a passage may have numbers, months or weekdays that differ, if it has any."""
    return (
        not e.dates_differ
        or e.words >= RULES.dates_words
        or (e.words >= RULES.dates_fewer and e.ratio >= RULES.dates_ratio)
    )


def _plain(e: Evidence) -> bool:
    needed = RULES.short_ratio if e.words < RULES.short_words else RULES.plain_ratio
    enough = e.words >= RULES.plain_words and e.content >= RULES.plain_content
    return enough and e.ratio >= needed and _rare(e, RULES.plain_content) and _dated(e)


def _quoted(e: Evidence, words: int, content: int) -> bool:
    """Tell whether words in marks are many and alike enough; those of a formula don't count."""
    if e.frequency > RULES.common:
        return _rare(e, content)
    return e.words >= words and e.own >= content and e.ratio >= RULES.marks_ratio and _dated(e)


def _filled(e: Evidence) -> bool:
    return e.fills and _quoted(e, RULES.marks_fill_words, RULES.marks_fill_content)


def _within(e: Evidence) -> bool:
    return e.in_marks and _quoted(e, RULES.marks_words, RULES.marks_content)


ACCEPTED: tuple[Callable[[Evidence], bool], ...] = (_filled, _within, _plain)
"""A passage that meets one of these conditions stands on its own."""


def stands(e: Evidence) -> bool:
    """Tell whether a passage is believed for its own sake."""
    return any(condition(e) for condition in ACCEPTED)


def stands_beside(e: Evidence) -> bool:
    """Tell whether a passage is believed where another of the same document stands in the same paragraph."""
    enough = e.words >= RULES.companion_words and e.content >= RULES.companion_content
    alike = e.ratio >= RULES.companion_ratio and not e.dates_differ
    return enough and alike and _rare(e, RULES.companion_content)


def continues(e: Evidence) -> bool:
    """Tell whether a passage is the other part of a quotation that was interrupted."""
    return e.fills and e.words >= RULES.part_words and e.content >= 1 and e.ratio == 1
