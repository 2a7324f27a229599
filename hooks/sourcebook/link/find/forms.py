"""Forms: two texts that are the same but for names, numbers and days, because one form was filled in twice.

A weather warning, a report of earnings, a death notice: whoever lays two of them side by side sees the same sentences,
and nobody quoted anybody. What gives a form away is what differs: a name where the other has a name, a number where it
has a number. Who rewrites a text changes its words and keeps its names.

What one of the two quotes from the other, with a direction, is kept: a letter may be written after a form, too. So is a
long passage apart from the form: two papers have the same story, and the same notice of the stock exchange.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from sourcebook.link.find.align import Block
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES
from sourcebook.text.lexicon import Lexicon


def form_of(alignments: Iterable[Sequence[Block]], one: Text, other: Text, words: Lexicon) -> NDArray[np.bool_] | None:
    """Tell whether what two texts share is a form: many places were filled in, for the words that are the same.

    Returns for each word of `one` whether it stands right beside such a place; None if there is no form.
    """
    filled = matched = 0
    beside = np.zeros(len(one.tokens), dtype=np.bool_)
    for blocks in _best(alignments, len(one.tokens), len(other.tokens)):
        matched += _matched(blocks)
        for (start, other_start, length), (after, other_after, size) in pairwise(blocks):
            gap, other_gap = range(start + length, after), range(other_start + length, other_after)
            if (
                _is_filled_in(one, gap, words)
                and _is_filled_in(other, other_gap, words)
                and not (_is_one_name(one, gap, other, other_gap, words))
            ):
                filled += 1
                beside[start : after + size] = True
    return beside if filled >= RULES.form_places and matched < RULES.form_words * filled else None


def _best(alignments: Iterable[Sequence[Block]], size: int, other_size: int) -> Iterator[Sequence[Block]]:
    """Yield the alignments, the longest first, but for those whose words a longer one has matched already.

    A text that repeats itself is aligned with its copy in many places; only one of them is the place.
    """
    ranked = sorted(alignments, key=_matched, reverse=True)
    if len(ranked) == 1:
        yield ranked[0]
        return
    taken, other_taken = np.zeros(size, dtype=np.bool_), np.zeros(other_size, dtype=np.bool_)
    for blocks in ranked:
        spans = [(slice(start, start + length), slice(at, at + length)) for start, at, length in blocks]
        known = (
            sum(int(taken[here].sum()) for here, _ in spans),
            sum(int(other_taken[there].sum()) for _, there in spans),
        )
        if max(known) <= RULES.overlap * _matched(blocks):
            yield blocks
            for here, there in spans:
                taken[here] = other_taken[there] = True


def _matched(blocks: Sequence[Block]) -> int:
    return sum(length for _, _, length in blocks)


def _is_filled_in(text: Text, gap: range, words: Lexicon) -> bool:
    """Tell whether there are words in a gap, and all of them are names, numbers, months or weekdays.

    A word that begins a sentence has a capital anyway: it may be a name, but is not what tells.
    """
    if not 0 < len(gap) <= RULES.form_longest:
        return False
    telling = False
    for place, number in zip(gap, text.tokens.numbers[gap.start : gap.stop].tolist(), strict=True):
        if not (words.time[number] or (text.content[place] and text.capital[place])):
            return False
        telling |= words.time[number] or not _begins(text, place)
    return telling


def _is_one_name(one: Text, gap: range, other: Text, other_gap: range, words: Lexicon) -> bool:
    """Tell whether what differs may be one name, spelled otherwise or garbled by a scan; numbers and days are none."""
    numbers = one.tokens.numbers[gap.start : gap.stop].tolist()
    alike = fuzz.ratio(one.spelled(gap), other.spelled(other_gap)) >= RULES.form_spelling
    return alike and not any(words.time[number] for number in numbers)


def _begins(text: Text, place: int) -> bool:
    """Tell whether a word begins a sentence: there, any word has a capital."""
    return place == 0 or text.ends_sentence(place - 1) or text.begins_block(place)
