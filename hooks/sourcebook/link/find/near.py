"""A second look for quotations that no words in a row gave away: garbled by a scan, spelled otherwise, in pieces.

In: quotations, as ranges of words, and all texts. Out: for each the text where something like it stands, how like, and
the words that match. Two longer words that follow one another in both, with one other between them at most, make a text
a candidate, letters that scans and spellings confuse taken for one; then letters are compared.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein, Opcode

from sourcebook.link.find.meetings import SOUGHT, STANDS, Rows, by_number, meetings, standing_in, table
from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import Flags, Text
from sourcebook.link.rules import RULES
from sourcebook.remembered import recalled
from sourcebook.text.hashes import hashes_of
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.stop_words import NUMBER_WORDS
from sourcebook.text.tokens import Numbers

Keys = NDArray[np.uint64]
Likeness = NDArray[np.int64]


class Place(Struct, frozen=True, order=True):
    """The words of a quotation: the number of its text, its first word, and the one after its last."""

    text: int
    first: int
    end: int


class Near(Struct, frozen=True):
    """Where something like a quotation stands."""

    quotation: Place
    alike: float
    """How like the letters are, in a hundred."""
    segment: Segment | None
    """The matched words, those that are like one another among them, the quotation's in `other`; None where hardly a
    word is."""


_CONFUSED = str.maketrans({sign: group[0] for group in ("l1i|!", "o0ö", "ceéè", "bh", "uvü", "s5z") for sign in group})
_DOUBLED = re.compile(r"(.)\1+")


def skeletons(words: Sequence[str]) -> list[str]:
    """Return words with one letter for those that scans and spellings confuse: `crumb1e` is as `crumble` is."""
    letters = "".join(f"{word}\n" for word in words).replace("rn", "m").replace("ou", "o").replace("me\n", "\n")
    found = _DOUBLED.sub(r"\1", letters.translate(_CONFUSED)).split("\n")
    return [skeleton or word for skeleton, word in zip(found, words, strict=False)]


def near(texts: Sequence[Text], quotations: Sequence[Place], words: Lexicon) -> Iterator[Near]:
    """Yield the best place for each quotation that has any, in order of the quotations."""
    if not quotations:
        return
    known_words = words.words, len(words.words)
    likeness = recalled("likeness of words", known_words, lambda: likeness_of(words.words, words.quarters))
    sought = [np.zeros(0, SOUGHT)]
    quoted: list[Numbers] = []
    for number, quotation in enumerate(quotations):
        text = texts[quotation.text]
        quoted.append(text.tokens.numbers[quotation.first : quotation.end])
        keys = keys_of(text, quotation, likeness)
        sought.append(table(SOUGHT, len(keys), key=keys, number=number, text=quotation.text))
    wanted = standing_in(np.sort(likeness[np.concatenate(quoted)]), likeness)
    together = np.concatenate(sought)
    known = np.unique(together["key"])
    stands = [
        _standing(texts[first : first + _AT_ONCE], first, likeness, wanted, known)
        for first in range(0, len(texts), _AT_ONCE)
    ]
    met, _ = meetings(together, np.concatenate(stands), RULES.near_common)
    for number, places_by_text in by_number(met, RULES.near_hits, RULES.near_texts):
        best = best_place(texts, quotations[number], places_by_text, likeness)
        if best is not None:
            yield best


def likeness_of(words: Sequence[str], quarters: NDArray[np.int8]) -> Likeness:
    """Return a number for each word, the same for words that are like one another; below 0 for short words.

    `quarters`: what each word counts. The numbers are the same in every process.
    """
    likeness = np.full(len(words), -1, dtype=np.int64)
    long = [n for n, word in enumerate(words) if len(word) >= RULES.near_letters or quarters[n] < 4]
    letters = skeletons([words[number] for number in long])
    likeness[long] = (hashes_of(letters) >> np.uint64(1)).astype(np.int64)
    return likeness


def _standing(texts: Sequence[Text], first: int, likeness: Likeness, wanted: Flags, known: Keys) -> Rows:
    """Return where keys that are known stand in some texts.

    `first`: the number of the first of them. `wanted`: which words are like one of a quotation's.
    """
    lengths = [len(text.tokens) for text in texts]
    numbers = np.concatenate([text.tokens.numbers for text in texts])
    alike = np.where(np.concatenate([text.excluded for text in texts]), -1, likeness.take(numbers))
    keys, here, there = pairs_of(alike, wanted.take(numbers))
    number = np.repeat(np.arange(len(texts)), lengths)
    base = np.cumsum(lengths) - lengths
    turn = np.nonzero((number[here] == number[there]) & standing_in(known, keys))[0]
    text = number[here[turn]]
    return table(STANDS, len(turn), key=keys[turn], text=first + text, place=here[turn] - base[text], turn=turn)


def keys_of(text: Text, quotation: Place, likeness: Likeness) -> Keys:
    """Return the keys that a quotation is looked for by, ascending."""
    return np.unique(pairs_of(alike_of(text, quotation.first, quotation.end, likeness))[0])


def alike_of(text: Text, first: int, end: int, likeness: Likeness) -> Likeness:
    """Return what words of a text are like; below 0 for short words, and for those that make no links."""
    return np.where(text.excluded[first:end], -1, likeness[text.tokens.numbers[first:end]])


def pairs_of(alike: Likeness, wanted: Flags | None = None) -> tuple[Keys, NDArray[np.int64], NDArray[np.int64]]:
    """Return a key for each pair of longer words that are neighbours or next but one, and the places of both.

    Of those that are `wanted` alone, if that is told for each word: hardly one is like one of a quotation's.
    """
    places = np.nonzero(alike >= 0)[0]
    numbers = alike[places]
    known = wanted[places] if wanted is not None else np.ones(len(numbers), dtype=np.bool_)
    ones, twos = (known[:-1] & known[1:]).nonzero()[0], (known[:-2] & known[2:]).nonzero()[0]
    here = np.concatenate((ones, twos))
    there = np.concatenate((ones + 1, twos + 2))
    return numbers[here].astype(np.uint64) * _ODD ^ numbers[there].astype(np.uint64), places[here], places[there]


_AT_ONCE = 32
"""Texts that are looked through together."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


def best_place(
    texts: Sequence[Text], quotation: Place, met: Mapping[int, Sequence[int]], likeness: Likeness
) -> Near | None:
    """Return the place that is most like a quotation among those texts that share the most pairs of words with it."""
    target = texts[quotation.text]
    size = quotation.end - quotation.first
    start, end = target.extent(quotation.first, quotation.end - 1)
    letters = _plain(target.letters[start:end])
    without = _without_numbers(letters)
    best: tuple[float, int, int, int] | None = None
    ranked = sorted(met.items(), key=lambda item: (-len(item[1]), item[0]))
    for index, hits in ranked[: RULES.near_texts]:
        text = texts[index]
        for middle, _ in Counter(hit // size for hit in hits).most_common(2):
            low, high = max(0, (middle - 1) * size), min(len(text.tokens), (middle + 3) * size)
            window = text.extent(low, high - 1)
            there = _plain(text.letters[slice(*window)])
            alike = likeness_within(letters, there)
            there_without = there if alike else _without_numbers(there)
            if (without, there_without) != (letters, there) and not alike:
                # The same but for how numbers are written: too little for a link, too much to say it stands nowhere.
                alike = RULES.near_alike if likeness_within(without, there_without) else 0
            if best is None or alike > best[0]:
                best = alike, index, low, high
    if best is None or best[0] < RULES.near_alike:
        return None
    alike, index, low, high = best
    return Near(quotation, alike, _segment(texts[index], low, high, target, quotation, likeness))


def likeness_within(letters: str, there: str) -> float:
    """Return how like some letters are to the part of others that is most like them; 0 where they aren't enough.

    Every part would have to be compared. Seldom is one enough like them: so stretches are looked at first that many
    parts lie in, and that have at least as many letters in common, in order, as each of these.
    """
    size, step = len(letters), len(letters) // 2 + 1
    may_be = (
        200 * LCSseq.similarity(letters, there[max(0, start) : start + size + step])
        >= RULES.near_alike * (size + max(0, min(size, size + start, len(there) - start - step)))
        for start in range(-size, len(there), step)
    )
    if len(there) > size and not any(may_be):
        return 0
    return fuzz.partial_ratio(letters, there, score_cutoff=RULES.near_alike)


_WORD = re.compile(r"[^\W_]+")


def _without_numbers(letters: str) -> str:
    words = letters.split()
    numbers = NUMBER_WORDS.intersection(words).union(filter(str.isdigit, words))
    return " ".join(word for word in words if word not in numbers) if numbers else letters


def _plain(letters: str) -> str:
    return " ".join(_WORD.findall(letters.casefold()))


def _segment(source: Text, low: int, high: int, target: Text, quotation: Place, likeness: Likeness) -> Segment | None:
    """Match the words of a quotation with those of a window in its source, with as few edits as can be."""

    def alike(text: Text, first: int, end: int) -> list[int]:
        numbers = text.tokens.numbers[first:end]
        found = likeness[numbers]
        known: list[int] = np.where(found < 0, -1 - numbers, found).tolist()
        return known

    sought = alike(target, quotation.first, quotation.end)
    low, high = _narrowed(sought, alike(source, low, high), low)
    codes = Levenshtein.opcodes(sought, alike(source, low, high))
    pairs = [
        (low + code.dest_start + n, quotation.first + code.src_start + n)
        for code in codes
        if code.tag == "equal" or (code.tag == "replace" and _is_alike(source, low, target, quotation.first, code))
        for n in range(min(code.dest_end - code.dest_start, code.src_end - code.src_start))
    ]
    places, others = [place for place, _ in pairs], [other for _, other in pairs]
    kept = _together(places, others, len(sought))
    if len(kept) < RULES.part_words or source.excluded[places[kept.start] : places[kept.stop - 1] + 1].any():
        return None
    return Segment(
        source, target, np.array(places[kept.start : kept.stop]), np.array(others[kept.start : kept.stop]), 0
    )


def _narrowed(sought: list[int], window: list[int], low: int) -> tuple[int, int]:
    """Return the part of a window where most of the words stand: beyond it, a word is the same by chance."""
    met = [
        (code.src_start + n, code.dest_start + n)
        for code in Levenshtein.opcodes(sought, window)
        if code.tag == "equal"
        for n in range(code.src_end - code.src_start)
    ]
    if not met:
        return low, low + len(window)
    shift = sorted(there - here for here, there in met)[len(met) // 2]
    first = next(there - here for here, there in met if abs(there - here - shift) <= len(sought) // 6)
    last = next(there - here for here, there in reversed(met) if abs(there - here - shift) <= len(sought) // 6)
    return low + max(0, first), low + min(len(window), last + len(sought))


def _is_alike(source: Text, low: int, target: Text, first: int, code: Opcode) -> bool:
    """Tell whether words in the place of one another are as many, and each has nearly the same letters."""
    here = range(first + code.src_start, first + code.src_end)
    there = range(low + code.dest_start, low + code.dest_end)
    pairs = [
        (source.spelled(range(one, one + 1)), target.spelled(range(other, other + 1)))
        for one, other in zip(there, here, strict=False)
    ]
    # What the other begins with may be the first piece of the same word, cut in two.
    cut = any(one.startswith(other) or other.startswith(one) for one, other in pairs)
    return len(here) == len(there) and not cut and all(fuzz.ratio(*pair) >= RULES.word_alike for pair in pairs)


def _together(places: list[int], others: list[int], size: int) -> range:
    """Return the longest stretch of matched words that lie as near to one another in the source as in the quotation."""
    best = range(0)
    first = 0
    for last in range(len(places)):
        while places[last] - places[first] > others[last] - others[first] + max(RULES.chain_shift, size // 4):
            first += 1
        if last + 1 - first > len(best):
            best = range(first, last + 1)
    return best
