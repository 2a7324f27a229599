"""What differs between the two ends of a passage, word by word, with offsets in both texts.

Letter case, punctuation and the shape of marks are no differences. A space lost or added is a difference, and its words
count as matched.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import Text
from sourcebook.model import Difference, Extent

Range = tuple[int, int]
"""The first word and the one after the last."""


def differences(segment: Segment) -> tuple[tuple[Difference, ...], int]:
    """Return the differences in order, and how many words match; `segment.one` is the source."""
    found: list[Difference] = []
    matched = len(segment.places)
    places, others = segment.places, segment.other_places
    unlike = (segment.one.tokens.numbers[places] != segment.other.tokens.numbers[others]).nonzero()[0]
    matched -= len(unlike)
    for place, other in zip(places[unlike].tolist(), others[unlike].tolist(), strict=True):
        found += _difference(segment, "replace", (place, place + 1), (other, other + 1))
    for place, other in _touching(segment):
        found += _lost_space(segment, place, other)
    for (start, other_start, length), (after, other_after, _) in pairwise(segment.blocks):
        gap, other_gap = (start + length, after), (other_start + length, other_after)
        for kind, left, right in _parts(segment, gap, other_gap):
            if kind == "spacing":
                matched += left[1] - left[0]
            found += _difference(segment, kind, left, right)
    return tuple(sorted(found, key=lambda difference: difference.source.start)), matched


def _touching(segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield where two matched words follow on one another in both texts, in one of them with nothing in between."""
    sides = (segment.one.tokens, *segment.range), (segment.other.tokens, *segment.other_range)
    if not any(np.count_nonzero(t.ends[first:last] == t.starts[first + 1 : last + 1]) for t, first, last in sides):
        return
    places, others = segment.places, segment.other_places
    (one, starts), (other, other_starts) = (
        (text.tokens.ends[words[:-1]], text.tokens.starts[words[1:]])
        for text, words in ((segment.one, places), (segment.other, others))
    )
    for number in ((one == starts) | (other == other_starts)).nonzero()[0].tolist():
        if places[number + 1] - places[number] == 1 == others[number + 1] - others[number]:
            yield int(places[number]), int(others[number])


def _lost_space(segment: Segment, place: int, other: int) -> Iterator[Difference]:
    """Yield the difference if two words are parted by white space in one text and by nothing in the other."""
    between = _between(segment.one, place), _between(segment.other, other)
    if "" in between and any(gap.isspace() for gap in between) and not _unspaced(segment, place):
        yield _spanning("spacing", segment, (place, place + 2), (other, other + 2))


def _between(text: Text, word: int) -> str:
    return text.letters[int(text.tokens.ends[word]) : int(text.tokens.starts[word + 1])]


def _unspaced(segment: Segment, place: int) -> bool:
    """Tell whether the words are single characters of a script that writes no spaces: there, a line break is none."""
    tokens = segment.one.tokens
    letter = segment.one.letters[int(tokens.starts[place])]
    return int(tokens.ends[place] - tokens.starts[place]) == 1 and not (letter.isupper() or letter.islower())


def _parts(segment: Segment, gap: Range, other_gap: Range) -> Iterator[tuple[str, Range, Range]]:
    """Part the words between two matched ones into those that differ only in their spaces, and the rest."""
    if gap[0] == gap[1] or other_gap[0] == other_gap[1]:
        if gap[0] < gap[1] or other_gap[0] < other_gap[1]:
            yield "delete" if gap[0] < gap[1] else "insert", gap, other_gap
        return
    left, right = _words(segment.one, gap), _words(segment.other, other_gap)
    if left[0][0] != right[0][0] and left[-1][-1] != right[-1][-1]:
        yield "replace", gap, other_gap
        return
    head = _same_letters(left, right)
    rest = left[head[0] :], right[head[1] :]
    tail = _same_letters(*([word[::-1] for word in words[::-1]] for words in rest))
    if head != (0, 0):
        yield "spacing", (gap[0], gap[0] + head[0]), (other_gap[0], other_gap[0] + head[1])
    middle = (gap[0] + head[0], gap[1] - tail[0]), (other_gap[0] + head[1], other_gap[1] - tail[1])
    sizes = middle[0][1] - middle[0][0], middle[1][1] - middle[1][0]
    if any(sizes):
        yield "insert" if not sizes[0] else "replace" if sizes[1] else "delete", *middle
    if tail != (0, 0):
        yield "spacing", (middle[0][1], gap[1]), (middle[1][1], other_gap[1])


def _words(text: Text, words: Range) -> list[str]:
    letters, tokens = text.letters, text.tokens
    bounds = zip(tokens.starts[slice(*words)].tolist(), tokens.ends[slice(*words)].tolist(), strict=True)
    return [letters[start:end].casefold() for start, end in bounds]


def _same_letters(left: list[str], right: list[str]) -> tuple[int, int]:
    """Return how many words from the start are the same letters in both, cut into words otherwise."""
    if not left or not right or left[0][0] != right[0][0]:
        return 0, 0
    best, number, other, letters, other_letters = (0, 0), 0, 0, "", ""
    while number < len(left) or other < len(right):
        if len(letters) <= len(other_letters) and number < len(left):
            letters, number = letters + left[number], number + 1
        elif other < len(right):
            other_letters, other = other_letters + right[other], other + 1
        else:
            break
        if letters == other_letters:
            best = number, other
        elif not (letters.startswith(other_letters) or other_letters.startswith(letters)):
            break
    return best


def _difference(segment: Segment, kind: str, left: Range, right: Range) -> Iterator[Difference]:
    difference = _spanning(kind, segment, left, right)
    if kind != "spacing" or difference.source.text.casefold() != difference.target.text.casefold():
        yield difference


def _spanning(kind: str, segment: Segment, left: Range, right: Range) -> Difference:
    return Difference(kind, extent_of(segment.one, range(*left)), extent_of(segment.other, range(*right)))


def extent_of(text: Text, words: range) -> Extent:
    """Return words as they stand in a text; none, as the place before the next word."""
    if not words:
        start = int(text.tokens.starts[words.start])
        return Extent(start, start, "")
    start, end = text.extent(words[0], words[-1])
    return Extent(start, end, text.letters[start:end])
