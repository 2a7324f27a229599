"""Which passages are believed: the rules that the evidence has to meet.

Precision comes first: a false backlink is worse than a missing one. A rule is a name and a condition; the first that a
passage meets is the reason it is kept.
"""

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.align import Block
from sourcebook.link.find.segments import Segment, in_any_marks, is_respaced
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.evidence import Evidence, documents_of
from sourcebook.link.judge.set_off import fills_any
from sourcebook.link.rules import RULES
from sourcebook.text.tokens import Numbers

Aligned = tuple[Sequence[Block], tuple[Text, Text], tuple[Numbers, Numbers]]
"""An alignment, its texts, and for the words of each in how many documents the words in a row stand that it is of."""
_COLON_SOON = re.compile(r"[^.?!:]{0,40}:")


def promising(blocks: Sequence[Block], one: Text, other: Text, frequency: NDArray[np.int32]) -> bool:
    """Tell whether an alignment has words enough for any rule: most have not, and are looked at no further."""
    matched = sum(length for _, _, length in blocks)
    if matched >= RULES.short_words:
        return True
    if one.quoted[blocks[0][0]] >= 0 or other.quoted[blocks[0][1]] >= 0:
        return matched >= RULES.marks_fill_words
    own = sum(np.count_nonzero(frequency[start : start + length] <= RULES.common) for start, _, length in blocks)
    return bool(matched >= min(RULES.plain_words, RULES.companion_words) and own >= RULES.companion_content)


def may_stand(found: Sequence[Aligned]) -> list[bool]:
    """Tell of each alignment whether a passage of it may be believed for its own sake, however it is cut.

    Not so if any words in it, as many as the rules for passages in quotation marks or outside them ask for, are a
    formula by their middle one: of so many words that is at least as frequent as the middle one of the rarest.
    """
    spans = [(f[a : a + size], g[b : b + size]) for blocks, _, (f, g) in found for a, b, size in blocks]
    if not spans:
        return []
    common = np.maximum(*map(np.concatenate, zip(*spans, strict=True)))
    ends = np.cumsum([sum(size for _, _, size in blocks) for blocks, *_ in found]).tolist()
    own = np.add.reduceat(common <= RULES.common, [0, *ends[:-1]], dtype=np.int32).tolist()
    bounds = zip([0, *ends], ends, strict=False)
    return [
        (end - first >= RULES.plain_words and rare > RULES.plain_words // 2)
        or _may_stand_still(blocks, *texts, common[first:end], rare)
        for (blocks, texts, _), (first, end), rare in zip(found, bounds, own, strict=True)
    ]


def _may_stand_still(blocks: Sequence[Block], one: Text, other: Text, common: Numbers, own: int) -> bool:
    """Tell the same of an alignment whose words hardly stand in fewer documents than `common`, word for word."""
    if len(common) >= RULES.copy * min(len(one.tokens), len(other.tokens)):
        return True
    if any(is_respaced(before, after, one, other) for before, after in pairwise(blocks)):
        return True  # Words that differ in their spaces alone would count, too.
    ordered = sorted(common.tolist())
    if own:
        ends = accumulate(size for _, _, size in blocks)
        spans = [(size, end) for (_, _, size), end in zip(blocks, ends, strict=True) if size >= RULES.marks_words]
        rows = [(size, int(common[end - size : end].min())) for size, end in spans]
        if any(_may_be_a_row(*row) for row in rows):
            return True
        if (len(common) >= RULES.marks_fill_words and own > RULES.marks_fill_words // 2) or any(
            _may_fill(*row) for row in rows
        ):
            (start, other_start, _), (last, other_last, length) = blocks[0], blocks[-1]
            if one.touching(start, last + length - 1) or other.touching(other_start, other_last + length - 1):
                return True
    longer = range(math.ceil(least_words(RULES.common)), len(ordered) + 1)
    return any(size >= least_words(ordered[size // 2]) for size in longer)


def is_formula(segment: Segment, frequency: NDArray[np.int32], other_frequency: NDArray[np.int32]) -> bool:
    """Tell whether the words stand in so many documents, for their number, that no rule below can be met.

    Most passages that aren't believed are such: their evidence needn't be counted. Whom a text greets is one, too.
    Where words fill a quotation, or are most of a text, rules don't ask how many documents have them.
    """
    if _greets(segment):
        return True
    of_words = documents_of(segment, frequency, other_frequency)
    if np.count_nonzero(of_words <= RULES.common) >= RULES.plain_words:
        return False
    of_words.sort()
    documents, rarest = int(of_words[len(of_words) // 2]), int(of_words[0])
    words = len(segment.places) + min(segment.respaced, segment.other_respaced)
    return (
        documents > RULES.common
        and words < least_words(documents)
        and not (segment.is_in_a_row and _may_be_a_row(words, rarest))
        and words < RULES.copy * min(len(segment.one.tokens), len(segment.other.tokens))
        and not fills_any(segment)
    )


def _greets(segment: Segment) -> bool:
    """Tell whether words before a colon say whom a text is meant for: at the beginning of both, or, names, of one."""
    (first, last), (other_first, other_last) = segment.range, segment.other_range
    one, other = segment.one, segment.other
    if last - first >= RULES.furniture_words or min(first, other_first) > RULES.furniture_above:
        return False
    ends = ((one, *one.extent(first, last)), (other, *other.extent(other_first, other_last)))
    if max(first, other_first) <= RULES.furniture_above:
        return all(_COLON_SOON.match(text.letters, end) for text, _, end in ends)
    titles = int((one.capital[segment.places] & other.capital[segment.other_places]).sum())
    return 3 * titles >= len(segment.places) and all(_ends_with_colon(text.letters[s : e + 1]) for text, s, e in ends)


def frames(segment: Segment) -> bool:
    """Tell whether words are the first or the last paragraph of two texts of one publisher, which sets them there.

    So stand a note on the author, a list of months. Nobody says so of letters and other primary sources.
    """
    (first, last), (other_first, other_last) = segment.range, segment.other_range
    one, other = segment.one, segment.other
    is_above = max(first, other_first) <= RULES.furniture_above
    is_below = max(len(one.tokens) - last, len(other.tokens) - other_last) <= RULES.furniture_above + 1
    return (
        (is_above or is_below)
        and one.publisher == other.publisher != ""
        and all(
            text.block[start] == text.block[end] and text.begins_block(start) and text.ends_block(end)
            for text, start, end in ((one, first, last), (other, other_first, other_last))
        )
        and last - first < min(RULES.furniture_edge_words, RULES.recurring_most * len(one.tokens))
        and not (in_any_marks(one, segment.places) or in_any_marks(other, segment.other_places))
    )


def _ends_with_colon(letters: str) -> bool:
    """Tell whether a line ends with a colon, and hardly a word of the next follows."""
    line, colon, rest = letters.rpartition(":")
    return bool(colon) and "\n" not in line and len(rest.split()) <= RULES.sentence_rest


@cache
def least_words(documents: int) -> float:
    """Return how many words a passage outside marks needs that so many documents have: the more, the more."""
    return RULES.plain_words + RULES.words_doubling * math.log2(max(1.0, documents / RULES.frequent))


def _rare(e: Evidence, content: float) -> bool:
    """Tell whether a passage stands in few enough documents for its length, or is worth a link however many."""
    needed = least_words(e.frequency)
    if e.frequency <= RULES.common:
        return e.own >= min(content, RULES.own_content) and e.words >= needed
    if e.copies >= RULES.copy and _is_one_story(e):
        return True
    if _stands_beside_formula(e, content):
        return True
    # Names alone are no evidence, but beside other words they tell a sentence that many papers print from a formula.
    content_needed = content + (needed - RULES.plain_words) / 2
    told = _content(e) >= content and e.content + e.names >= content_needed
    longer = min(1, (e.words / needed - 1) / (RULES.common_longer - 1))
    may_differ = longer == 1 or (e.content >= content_needed and not e.filled)
    alike = RULES.common_ratio - (RULES.common_ratio - RULES.marks_ratio) * longer * may_differ
    return e.words >= needed and told and e.ratio >= alike and _is_one_story(e)


def _stands_beside_formula(e: Evidence, content: float) -> bool:
    """Tell whether the words of a passage that stand in no formula are enough by themselves."""
    enough = e.own >= content or (e.own >= RULES.telling_content and e.own_telling >= RULES.telling_much)
    words = RULES.marks_fill_words if e.fills else RULES.plain_words
    return enough and e.own_words >= words and e.ratio >= RULES.short_ratio and not e.filled


def _is_one_story(e: Evidence) -> bool:
    """Tell whether a passage of very many texts is no form: in a form, each text has numbers or days of its own.

    If many of them have one of two that differ, some papers have moved the day of a story.
    """
    is_moved = e.usual >= RULES.usual_share * e.frequency
    return e.words + e.filled >= e.filled * (RULES.form_words if is_moved else RULES.dates_words)


def _dated(e: Evidence) -> bool:
    """Tell whether numbers, months or weekdays that differ are no hindrance; in very many texts, `_rare` tells."""
    return (
        not e.filled
        or e.frequency > RULES.common
        or e.words >= RULES.dates_words
        or (e.words + e.filled >= RULES.dates_fewer and e.ratio >= RULES.dates_ratio)
        or (e.fills and e.words >= RULES.dates_quoted and e.ratio >= RULES.dates_ratio)
    )


def _content(e: Evidence) -> float:
    """Return how many content words speak for a passage: in words enough names count half, beside others."""
    with_names = e.words >= RULES.short_words and e.ratio >= RULES.short_ratio and e.content >= RULES.names_content
    return e.content + (e.names / 2 if with_names else 0)


def _plain(e: Evidence) -> bool:
    rare = e.telling >= RULES.telling_much and e.frequency <= RULES.telling_documents
    short = RULES.telling_ratio if rare else RULES.short_ratio
    needed = short if e.words < RULES.short_words else RULES.plain_ratio
    is_exact = e.words >= RULES.short_words and e.ratio >= RULES.common_ratio
    enough = _content(e) >= RULES.plain_content or (
        e.content >= (RULES.names_content if is_exact else RULES.telling_content) and _is_told(e)
    )
    return e.words >= RULES.plain_words and enough and e.ratio >= needed and _rare(e, RULES.plain_content) and _dated(e)


def _quoted(e: Evidence, words: int, content: int) -> bool:
    """Tell whether words in marks are many and alike enough; those of a formula don't count.

    In a short German text nouns can't be told from names: of words enough that fill their marks, names count half; of
    fewer, beside others, for there they may be all of a title.
    """
    if e.frequency > RULES.common:
        return _rare(e, content)
    enough = e.words >= (RULES.marks_words if e.content >= RULES.names_content else RULES.short_words)
    with_names = e.fills and enough and e.ratio >= RULES.short_ratio
    own = e.own + (e.names / 2 if with_names else 0)
    return e.quoted >= words and own >= content and e.ratio >= RULES.marks_ratio and _dated(e)


def _filled(e: Evidence) -> bool:
    told = _is_told(e) and e.quoted > RULES.marks_fill_words
    return e.fills and _quoted(e, RULES.marks_fill_words, RULES.few_words if told else RULES.marks_fill_content)


def _is_told(e: Evidence) -> bool:
    """Tell whether its few content words are so rare, and the words in a row in so few texts, that chance is out."""
    bits = RULES.telling_bits if e.frequency <= RULES.telling_documents else RULES.telling_much
    return e.telling >= bits and e.frequency <= RULES.frequent


def _within(e: Evidence) -> bool:
    return e.in_marks and _quoted(e, RULES.marks_words, RULES.marks_content)


def _word_for_word(e: Evidence) -> bool:
    """Tell whether all words in a row are the same, in hardly another text, and so many that chance is out.

    There may be a formula among them.
    """
    long = e.in_a_row >= RULES.row_words and e.words >= RULES.plain_words
    tells = e.own >= RULES.few_words and e.own_telling >= RULES.row_bits and e.own_words >= RULES.marks_fill_words
    filling = e.fills and _may_fill(min(e.in_a_row, e.quoted), e.rarest)
    return (filling or (_may_be_a_row(e.in_a_row, e.rarest) and (long or tells))) and e.content >= RULES.few_words


def _may_be_a_row(words: int, rarest: int) -> bool:
    """Tell whether words in a row are worth a look, by the number of documents that the rarest of them stand in."""
    few = rarest <= RULES.telling_documents
    return words >= (RULES.short_words if few else RULES.row_words) and rarest <= RULES.common


def _may_fill(words: float, rarest: int) -> bool:
    """Tell the same of words in quotation marks."""
    return words >= RULES.marks_words and rarest <= RULES.frequent


ACCEPTED: tuple[Callable[[Evidence], bool], ...] = (_filled, _within, _plain, _word_for_word)
"""A passage that meets one of these conditions stands on its own."""


def stands(e: Evidence) -> bool:
    """Tell whether a passage is believed for its own sake."""
    return any(condition(e) for condition in ACCEPTED)


def stands_beside(e: Evidence) -> bool:
    """Tell whether a passage is believed where another of the same document stands in the same paragraph."""
    enough = e.words >= RULES.companion_words and e.content >= RULES.companion_content
    alike = e.ratio >= RULES.companion_ratio and not e.filled
    return enough and alike and _rare(e, RULES.companion_content)


def stands_among_kin(e: Evidence) -> bool:
    """Tell whether a passage is believed where the two texts share a long one: there, names are evidence too."""
    enough = e.words >= RULES.short_words and e.content + e.names >= RULES.plain_content
    return enough and e.ratio >= RULES.short_ratio and e.frequency <= RULES.frequent and not e.filled


def stands_between(e: Evidence, *, beyond: bool) -> bool:
    """Tell whether a passage is believed that lies between two others, in the same order in both texts.

    Or `beyond` the outermost of them: a formula stands there by chance.
    """
    enough = e.words >= RULES.between_words and e.content + e.names >= RULES.between_content and e.content >= 1
    is_formula = e.frequency > RULES.common and e.words < least_words(e.frequency)
    return enough and e.ratio >= RULES.between_ratio and not (beyond and is_formula)


def continues(e: Evidence) -> bool:
    """Tell whether a passage is the other part of a quotation that was interrupted."""
    return e.fills and e.words >= RULES.part_words and e.content >= 1 and e.ratio == 1


def garbled(e: Evidence, alike: float) -> bool:
    """Tell whether a quotation that a second look found is believed: by its words, or by its letters (`alike`)."""
    by_letters = alike >= RULES.near_certain and e.words >= RULES.part_words and e.content >= RULES.near_content
    return by_letters or (e.in_marks and _quoted(e, RULES.marks_fill_words, RULES.near_content))
