"""Quotations of a few words, too short to be believed by themselves: "narcotics squad".

Two words in quotation marks prove nothing. They are believed where all else points to one place: the text quotes the
same source elsewhere, at greater length; the paragraph names the source or its author; the source has these words in
one place; and what the paragraph says besides is said there, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from sourcebook.link.find.segments import Places, Segment
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.direction import Directed, is_named
from sourcebook.link.rules import RULES


def short_quotations(passages: Iterable[Directed]) -> list[Directed]:
    """Return the short quotations from sources that a text quotes at greater length; `passages` are those found."""
    pairs: dict[tuple[str, str], tuple[Text, Text]] = {}
    matched: dict[str, set[int]] = defaultdict(set)
    for passage in passages:
        one, other = passage.segment.one, passage.segment.other
        if passage.directed:
            matched[other.id].update(passage.segment.other_places.tolist())
        if passage.rule.partition("+")[0] == "primary-quoted":
            pairs[one.id, other.id] = one, other
    return [
        Directed(segment, "quotation", "few-words", bool(source.covering(*segment.range)), target_in_marks=True)
        for (_, target_id), (source, target) in sorted(pairs.items(), key=lambda pair: pair[0])
        for first, end in _short(target, matched[target_id])
        for segment in _in_one_place(source, target, first, end)
        if _tells_the_same(segment) and is_named(segment, nearby=0)
    ]


def _short(text: Text, matched: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words of the short quotations that have no source yet, if they have content words enough."""
    for quotation, (first, end) in zip(text.quotations, text.ranges, strict=True):
        is_short = RULES.few_words <= end - first < RULES.marks_fill_words
        in_marks = quotation.known and not (quotation.block or quotation.speech)
        if not (is_short and in_marks and quotation.outer and matched.isdisjoint(range(first, end))):
            continue
        if len(_content(text, np.arange(first, end, dtype=np.int64))) >= RULES.few_words:
            yield first, end


def _content(text: Text, places: Places) -> set[int]:
    """Return the content words among some words of a text, but for names and for what makes no links."""
    here = places[~(text.capital | text.excluded | text.discounted)[places]]
    return set(text.tokens.numbers[here[text.content[here]]].tolist())


def _in_one_place(source: Text, target: Text, first: int, end: int) -> Iterator[Segment]:
    """Yield the words with the only place where the source has them."""
    sought, numbers = target.tokens.numbers[first:end], source.tokens.numbers
    starts = np.arange(len(numbers) - len(sought) + 1, dtype=np.int64)
    for shift, number in enumerate(sought.tolist()):
        starts = starts[numbers[starts + shift] == number]
    if len(starts) == 1 and not source.excluded[starts[0]]:
        yield Segment(source, target, np.arange(starts[0], starts[0] + len(sought)), np.arange(first, end), 0)


def _tells_the_same(segment: Segment) -> bool:
    """Tell whether the paragraphs of both ends have enough other content words in common."""
    one, other = (
        _content(text, np.nonzero(text.block == text.block[places[0]])[0])
        for text, places in ((segment.one, segment.places), (segment.other, segment.other_places))
    )
    own = set(segment.one.tokens.numbers[segment.places].tolist())
    return len((one & other) - own) >= RULES.few_words_beside
