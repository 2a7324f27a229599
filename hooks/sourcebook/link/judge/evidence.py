"""What speaks for a passage, counted: in a segment, what is known of its words. Out: figures, and no judgement."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import Flags
from sourcebook.link.judge.gaps import gaps_of
from sourcebook.link.judge.set_off import fills_any, in_marks
from sourcebook.link.rules import RULES
from sourcebook.text.lexicon import Lexicon


class Evidence(Struct, frozen=True):
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
    own_telling: float
    """How much these tell."""
    own_words: float
    """Of all its words, those that stand in no formula."""
    ratio: float
    """Share of the words of both ends that match, or are one word spelled otherwise."""
    frequency: int
    """In how many documents the words in a row stand, outside marks, that the middle one of its words belongs to."""
    rarest: int
    """In how many documents, at most, all of its words stand: as many as have the rarest words in a row in it."""
    in_a_row: int
    """How many words it has, if none between them differs; else 0."""
    copies: float
    """Share of the shorter document that it is."""
    filled: int
    """In how many places numbers, months or weekdays differ, as where a form was filled in."""
    usual: int
    """In each of these places, how many documents have the words of one of the two texts, at least."""
    in_marks: bool
    """Whether it is set off as quoted in one of the texts."""
    fills: bool
    """Whether it fills a quotation of one of the texts."""


def documents_of(
    segment: Segment, frequency: NDArray[np.int32], other_frequency: NDArray[np.int32]
) -> tuple[int, int, int]:
    """Return in how many documents the middle one of the words stands, by the words in a row it belongs to.

    And the rarest one; and how many of them stand in no formula.
    """
    common = np.maximum(frequency[segment.places], other_frequency[segment.other_places])
    return _middle(common), int(common.min()), int((common <= RULES.common).sum())


def _middle(common: NDArray[np.int32]) -> int:
    return int(np.sort(common)[len(common) // 2])


def _most(frequency: NDArray[np.int32], words: range) -> int:
    return int(frequency[words.start : words.stop].max())


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
    filled = [gap.filled for gap in gaps if gap.filled]
    name = named_words(segment)
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
    is_in_marks = bool(in_marks(one, first, last) or in_marks(other, other_first, other_last))
    respaced = min(segment.respaced, segment.other_respaced)
    return Evidence(
        words=float(weights.sum()) / 4 + respaced,
        quoted=float(np.maximum(weights, 3).sum()) / 4 + respaced,
        content=float(words.quarters[content].sum()) / 4,
        names=float(len(named)),
        telling=float(words.bits[content].sum(dtype=np.float64)),  # the same in whatever order
        own=float(words.quarters[own].sum()) / 4,
        own_telling=float(words.bits[own].sum(dtype=np.float64)),
        own_words=float(words.quarters[numbers[counted & (common <= RULES.common)]].sum()) / 4,
        ratio=matched / max(length, matched),
        frequency=_middle(common),
        rarest=int(common.min()),
        in_a_row=len(numbers) * segment.is_in_a_row,
        copies=len(numbers) / max(1, min(len(one.tokens), len(other.tokens))),
        filled=len(filled),
        usual=min((max(_most(frequency, here), _most(other_frequency, there)) for here, there in filled), default=0),
        in_marks=is_in_marks,
        fills=is_in_marks and fills_any(segment),
    )


def named_words(segment: Segment) -> Flags:
    """Tell which matched words are names by their capital, in both texts.

    In a passage all in capitals, or where most capitals stand alone between small letters, as nouns did once, capitals
    tell none; nor do they where one of the texts writes its nouns so.
    """
    one, other = segment.one, segment.other
    if one.writes_nouns_so or other.writes_nouns_so:
        return np.zeros(len(segment.places), dtype=np.bool_)
    starts, other_starts = one.tokens.starts[segment.places], other.tokens.starts[segment.other_places]
    capital, other_capital = (
        np.fromiter(map(str.isupper, map(text.letters.__getitem__, offsets.tolist())), np.bool_, len(offsets))
        for text, offsets in ((one, starts), (other, other_starts))
    )
    names: Flags = capital & other_capital
    count = int(names.sum())
    if count >= RULES.capitals * len(names):
        ends = one.tokens.ends[segment.places].tolist()
        printed = [one.letters[start:end] for start, end in zip(starts.tolist(), ends, strict=True)]
        return np.zeros_like(names) if all(word == word.upper() for word in printed) else names
    content = names & one.content[segment.places]
    alone = content[1:-1] & ~content[:-2] & ~content[2:]
    nouns = int(alone.sum())
    distinct = len(np.unique(one.tokens.numbers[segment.places][1:-1][alone])) if nouns else 0
    is_noun = distinct >= RULES.nouns_apart and nouns >= RULES.nouns_mostly * int(content.sum())
    return np.zeros_like(names) if is_noun else names
