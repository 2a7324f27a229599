"""Which passages are believed: the evidence for each, and the rules it has to meet.

Precision comes first: a false backlink is worse than a missing one. A rule is a name and a condition; the first that a
passage meets is the reason it is kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.align import Block
from sourcebook.link.find.segments import Places, Segment
from sourcebook.link.find.texts import Flags, Text
from sourcebook.link.judge.gaps import gaps_of
from sourcebook.link.rules import RULES
from sourcebook.model import Marks
from sourcebook.text.tokens import Lexicon


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage, counted."""

    words: float
    """Matched words that count; a character of a script without spaces is half a word."""
    quoted: float
    """The same as quotation marks are judged by: there such a character is three quarters of a word."""
    content: float
    """Different content words among them: no stop words, numbers or capitalised ones."""
    names: float
    """Different names and numbers among them."""
    telling: float
    """How much the content words tell, in bits: of a word that half of the texts have, one."""
    own: float
    """Of the content words, those that stand in no formula: in no words in a row that many documents have."""
    ratio: float
    """Share of the words of both ends that match, or are one word spelled otherwise."""
    frequency: int
    """In how many documents the words in a row stand, outside marks, that the middle one of its words belongs to."""
    copies: float
    """Share of the shorter document that it is."""
    primary: bool
    """Whether one of the documents is a dated primary source."""
    dates_differ: bool
    """Whether the words that don't match have numbers, months or weekdays."""
    in_marks: bool
    """Whether it is set off as quoted in one of the texts."""
    fills: bool
    """Whether it fills a quotation of one of the texts."""


def promising(blocks: Sequence[Block], one: Text, other: Text, frequency: NDArray[np.int32]) -> bool:
    """Tell whether an alignment has words enough for any rule: most have not, and are looked at no further."""
    matched = sum(length for _, _, length in blocks)
    if matched >= RULES.short_words:
        return True
    if one.quoted[blocks[0][0]] >= 0 or other.quoted[blocks[0][1]] >= 0:
        return matched >= RULES.marks_fill_words
    own = sum(int((frequency[start : start + length] <= RULES.common).sum()) for start, _, length in blocks)
    return matched >= min(RULES.plain_words, RULES.companion_words) and own >= RULES.companion_content


def is_formula(segment: Segment, frequency: NDArray[np.int32], other_frequency: NDArray[np.int32]) -> bool:
    """Tell whether the words stand in so many documents, for their number, that no rule below can be met.

    Most passages that aren't believed are such: their evidence needn't be counted. Where words fill a quotation, or are
    most of a text, rules don't ask how many documents have them.
    """
    documents = _documents(segment, frequency, other_frequency)
    words = len(segment.places) + min(segment.respaced, segment.other_respaced)
    return (
        documents > RULES.common
        and words < least_words(documents)
        and words < RULES.copy * min(len(segment.one.tokens), len(segment.other.tokens))
        and not _fills_any(segment)
    )


def _documents(segment: Segment, frequency: NDArray[np.int32], other_frequency: NDArray[np.int32]) -> int:
    """Return in how many documents the middle one of the words stands, by the words in a row it belongs to."""
    common = np.maximum(frequency[segment.places], other_frequency[segment.other_places])
    return int(np.sort(common)[len(common) // 2])


def evidence(
    segment: Segment, words: Lexicon, frequency: NDArray[np.int32], other_frequency: NDArray[np.int32]
) -> Evidence:
    """Count what speaks for a segment.

    `frequency` says for each word of `segment.one` in how many documents the words in a row stand that it belongs to,
    `other_frequency` the same for the other text.
    """
    one, other = segment.one, segment.other
    places, others = segment.places, segment.other_places
    numbers, counted = one.tokens.numbers[places], ~one.discounted[places]
    common = np.maximum(frequency[places], other_frequency[others])
    (first, last), (other_first, other_last) = segment.range, segment.other_range
    gaps = gaps_of(segment, words)
    matched = 2 * len(numbers) + segment.respaced + segment.other_respaced + 2 * sum(gap.alike for gap in gaps)
    length = last - first + other_last - other_first + 2 - sum(gap.free for gap in gaps)
    name = names_in(segment)
    is_content = one.content[places] & other.content[others] & counted & ~name
    content, own, named = (
        list(set(numbers[kept].tolist()))
        for kept in (
            is_content,
            is_content & (common <= RULES.common),
            counted & ((name & one.content[places]) | words.time[numbers]),
        )
    )
    weights = words.quarters[numbers[counted]]
    respaced = min(segment.respaced, segment.other_respaced)
    return Evidence(
        words=float(weights.sum()) / 4 + respaced,
        quoted=float(np.maximum(weights, 3).sum()) / 4 + respaced,
        content=float(words.quarters[content].sum()) / 4,
        names=float(len(named)),
        telling=float(words.bits[content].sum()),
        own=float(words.quarters[own].sum()) / 4,
        ratio=matched / max(length, matched),
        frequency=_documents(segment, frequency, other_frequency),
        copies=len(numbers) / max(1, min(len(one.tokens), len(other.tokens))),
        primary=one.is_dated_primary or other.is_dated_primary,
        dates_differ=any(gap.dates for gap in gaps),
        in_marks=bool(in_marks(one, first, last) or in_marks(other, other_first, other_last)),
        fills=_fills_any(segment),
    )


def names_in(segment: Segment) -> Flags:
    """Tell which matched words are names by their capital, in both texts.

    In a passage all in capitals, or where most capitals stand alone between small letters, as nouns did once, capitals
    tell none; nor do they where one of the texts writes its nouns so.
    """
    one, other = segment.one, segment.other
    if one.writes_nouns_so or other.writes_nouns_so:
        return np.zeros(len(segment.places), dtype=np.bool_)
    starts, other_starts = one.tokens.starts[segment.places], other.tokens.starts[segment.other_places]
    capital = np.array([one.letters[start].isupper() for start in starts.tolist()], dtype=np.bool_)
    other_capital = [other.letters[start].isupper() for start in other_starts.tolist()]
    names: Flags = capital & np.array(other_capital, dtype=np.bool_)
    count = int(names.sum())
    if count >= RULES.capitals * len(names):
        ends = one.tokens.ends[segment.places].tolist()
        printed = [one.letters[start:end] for start, end in zip(starts.tolist(), ends, strict=True)]
        return np.zeros_like(names) if all(word == word.upper() for word in printed) else names
    content = names & one.content[segment.places]
    alone = content[1:-1] & ~capital[:-2] & ~capital[2:]
    nouns = int(alone.sum())
    distinct = len(np.unique(one.tokens.numbers[segment.places][1:-1][alone])) if nouns else 0
    is_noun = distinct >= RULES.nouns_apart and nouns >= RULES.nouns_mostly * int(content.sum())
    return np.zeros_like(names) if is_noun else names


def in_marks(text: Text, first: int, last: int) -> Marks:
    """Tell whether the words from `first` to `last` are set off as quoted, as far as is known: `"block"` by a block."""
    known = [text.quotations[number] for number in text.covering(first, last) if text.quotations[number].known]
    if not known:
        return False
    return "block" if all(quotation.block for quotation in known) else True


def marks_unknown(text: Text, first: int, last: int, *, single: bool = True) -> bool:
    """Tell whether it can't be known if the words stand in quotation marks: the paragraph's marks don't pair.

    `single`: whether single marks count, which may as well be apostrophes.
    """
    touching = [text.quotations[number] for number in text.touching(first, last)]
    return any(not quotation.known and (single or not quotation.single) for quotation in touching)


def _fills_any(segment: Segment) -> bool:
    return _fills(segment.one, segment.places, segment.respaced) or _fills(
        segment.other, segment.other_places, segment.other_respaced
    )


def _fills(text: Text, places: Places, respaced: int) -> bool:
    for number in text.covering(int(places[0]), int(places[-1])):
        start, end = text.ranges[number]
        if text.quotations[number].known and len(places) + respaced >= RULES.marks_filled * (end - start):
            return True
    return False


def least_words(documents: int) -> float:
    """Return how many words a passage outside marks needs that so many documents have: the more, the more."""
    return RULES.plain_words + RULES.words_doubling * math.log2(max(1.0, documents / RULES.frequent))


def _rare(e: Evidence, content: float) -> bool:
    """Tell whether a passage stands in few enough documents for its length, or is worth a link however many."""
    if e.copies >= RULES.copy and e.frequency > RULES.common:
        return True
    needed = least_words(e.frequency)
    if e.frequency <= RULES.common:
        return e.own >= min(content, RULES.own_content) and e.words >= needed
    # Names alone are no evidence, but beside other words they tell a sentence that many papers print from a formula.
    told = _content(e) >= content and e.content + e.names >= content + (needed - RULES.plain_words) / 2
    is_long = e.words >= RULES.common_longer * needed
    alike = RULES.marks_ratio if is_long else RULES.common_ratio
    return e.words >= needed and told and e.ratio >= alike and not e.dates_differ


def _dated(e: Evidence) -> bool:
    """Tell whether a passage may have numbers, months or weekdays that differ, if it has any."""
    return (
        not e.dates_differ
        or e.words >= RULES.dates_words
        or (e.words >= RULES.dates_fewer and e.ratio >= RULES.dates_ratio)
    )


def _content(e: Evidence) -> float:
    """Return how many content words speak for a passage: in words enough names count half, beside others."""
    with_names = e.words >= RULES.short_words and e.ratio >= RULES.short_ratio and e.content >= RULES.names_content
    return e.content + (e.names / 2 if with_names else 0)


def _plain(e: Evidence) -> bool:
    needed = RULES.short_ratio if e.words < RULES.short_words else RULES.plain_ratio
    enough = _content(e) >= RULES.plain_content or (
        e.content >= RULES.telling_content
        and e.telling >= RULES.telling_bits
        and e.frequency <= RULES.telling_documents
    )
    return e.words >= RULES.plain_words and enough and e.ratio >= needed and _rare(e, RULES.plain_content) and _dated(e)


def _quoted(e: Evidence, words: int, content: int) -> bool:
    """Tell whether words in marks are many and alike enough; those of a formula don't count."""
    if e.frequency > RULES.common:
        return _rare(e, content)
    return e.quoted >= words and e.own >= content and e.ratio >= RULES.marks_ratio and _dated(e)


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


def stands_among_kin(e: Evidence) -> bool:
    """Tell whether a passage is believed where the two texts share a long one: there, names are evidence too."""
    enough = e.words >= RULES.short_words and e.content + e.names >= RULES.plain_content
    return enough and e.ratio >= RULES.short_ratio and e.frequency <= RULES.frequent and not e.dates_differ


def continues(e: Evidence) -> bool:
    """Tell whether a passage is the other part of a quotation that was interrupted."""
    return e.fills and e.words >= RULES.part_words and e.content >= 1 and e.ratio == 1


def garbled(e: Evidence, alike: float) -> bool:
    """Tell whether a quotation that a second look found is believed: by its words, or by its letters (`alike`)."""
    by_letters = alike >= RULES.near_certain and e.words >= RULES.part_words and e.content >= RULES.near_content
    return by_letters or (e.in_marks and _quoted(e, RULES.marks_fill_words, RULES.near_content))
