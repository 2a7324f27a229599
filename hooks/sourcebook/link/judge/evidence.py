"""What speaks for a passage, counted: in a segment, what is known of its words. Out: figures, and no judgement."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.segments import Places, Segment
from sourcebook.link.find.texts import Flags, Text
from sourcebook.link.judge.gaps import gaps_of
from sourcebook.link.judge.set_off import fills_any, in_marks
from sourcebook.link.rules import RULES
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.tokens import Numbers


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


def documents_of(segment: Segment, frequency: Numbers, other_frequency: Numbers) -> Numbers:
    """Return for each matched word in how many documents the words in a row stand that it belongs to, by both texts."""
    return np.maximum(frequency[segment.places], other_frequency[segment.other_places])


def _most(frequency: Numbers, words: range) -> int:
    return int(frequency[words.start : words.stop].max())


def evidence(segment: Segment, words: Lexicon, frequency: Numbers, other_frequency: Numbers) -> Evidence:
    """Count what speaks for a segment, as `evidence_of` does for many."""
    return evidence_of([(segment, (frequency, other_frequency))], words)[0]


def evidence_of(found: Sequence[tuple[Segment, tuple[Numbers, Numbers]]], words: Lexicon) -> list[Evidence]:
    """Count what speaks for each of some segments, all their words together.

    With a segment comes, for each word of `segment.one`, in how many documents the words in a row stand that it belongs
    to, and the same for the other text.
    """
    if not found:
        return []
    sizes = np.array([len(segment.places) for segment, _ in found])
    of = np.repeat(np.arange(len(found)), sizes)
    numbers = np.concatenate([segment.one.tokens.numbers[segment.places] for segment, _ in found])
    counted = ~np.concatenate([segment.one.discounted[segment.places] for segment, _ in found])
    content = np.concatenate([segment.one.content[segment.places] for segment, _ in found])
    other_content = np.concatenate([segment.other.content[segment.other_places] for segment, _ in found])
    common = np.concatenate([documents_of(segment, *frequency) for segment, frequency in found])
    name = np.concatenate([named_words(segment) for segment, _ in found])
    rare, quarters = common <= RULES.common, words.quarters[numbers]
    is_content = content & other_content & counted & ~name

    def total(segments: NDArray[np.int64], values: NDArray[Any] | None = None) -> NDArray[np.float64]:
        return np.bincount(segments, values, len(found)).astype(np.float64)

    def different(kept: Flags) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the segment and the number of some words, each different one of a segment once."""
        once = np.sort(of[kept] << 32 | numbers[kept])
        once = once[np.diff(once, prepend=-1) > 0]
        return once >> 32, once & _LOWER

    (contents, content_words), (own, own_words) = different(is_content), different(is_content & rare)
    names, _ = different(counted & ((name & content) | words.time[numbers]))
    respaced = np.array([min(segment.respaced, segment.other_respaced) for segment, _ in found])
    ordered, first = np.sort(of << 32 | common) & _LOWER, np.cumsum(sizes) - sizes
    counts = {
        "words": total(of[counted], quarters[counted]) / 4 + respaced,
        "quoted": total(of[counted], np.maximum(quarters, 3)[counted]) / 4 + respaced,
        "content": total(contents, words.quarters[content_words]) / 4,
        "names": total(names),
        "telling": total(contents, words.bits[content_words]),  # the same in whatever order
        "own": total(own, words.quarters[own_words]) / 4,
        "own_telling": total(own, words.bits[own_words]),
        "own_words": total(of[counted & rare], quarters[counted & rare]) / 4,
        "frequency": ordered[first + sizes // 2],
        "rarest": ordered[first],
    }
    rows = zip(*(column.tolist() for column in counts.values()), strict=True)
    return [
        _evidence(segment, frequency, words, dict(zip(counts, row, strict=True)))
        for (segment, frequency), row in zip(found, rows, strict=True)
    ]


_LOWER = (1 << 32) - 1


def _evidence(
    segment: Segment, frequency: tuple[Numbers, Numbers], words: Lexicon, counts: Mapping[str, Any]
) -> Evidence:
    """Return what speaks for a segment, by the counts of its words, what stands between them, and the marks."""
    one, other = segment.one, segment.other
    (first, last), (other_first, other_last) = segment.range, segment.other_range
    size, gaps = len(segment.places), gaps_of(segment, words)
    matched = 2 * size + segment.respaced + segment.other_respaced + 2 * sum(gap.alike for gap in gaps)
    length = last - first + other_last - other_first + 2 - sum(gap.free for gap in gaps)
    filled = [gap.filled for gap in gaps if gap.filled]
    is_in_marks = bool(in_marks(one, first, last) or in_marks(other, other_first, other_last))
    return Evidence(
        **counts,
        ratio=matched / max(length, matched),
        in_a_row=size * segment.is_in_a_row,
        copies=size / max(1, min(len(one.tokens), len(other.tokens))),
        filled=len(filled),
        usual=min((max(map(_most, frequency, places)) for places in filled), default=0),
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
    names = np.zeros(len(segment.places), dtype=np.bool_)
    places = _capitals(one, segment.places).nonzero()[0]
    names[places] = _capitals(other, segment.other_places[places])
    count = np.count_nonzero(names)
    if count >= RULES.capitals * len(names):
        bounds = zip(one.tokens.starts[segment.places].tolist(), one.tokens.ends[segment.places].tolist(), strict=True)
        printed = [one.letters[start:end] for start, end in bounds]
        return np.zeros_like(names) if all(word == word.upper() for word in printed) else names
    if count < RULES.nouns_apart:
        return names
    content = names & one.content[segment.places]
    alone = content[1:-1] & ~content[:-2] & ~content[2:]
    nouns = np.count_nonzero(alone)
    distinct = len(set(one.tokens.numbers[segment.places][1:-1][alone].tolist()))
    is_noun = distinct >= RULES.nouns_apart and nouns >= RULES.nouns_mostly * np.count_nonzero(content)
    return np.zeros_like(names) if is_noun else names


def _capitals(text: Text, places: Places) -> Flags:
    """Tell which words begin with a capital."""
    letters = map(text.letters.__getitem__, text.tokens.starts[places].tolist())
    return np.fromiter(map(str.isupper, letters), np.bool_, len(places))
