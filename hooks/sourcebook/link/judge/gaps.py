"""What stands between the matched words of a passage: other words, or the same ones spelled otherwise.

British and American spelling, a number in digits and in words, a letter that a scan got wrong: the words differ, which
a reader is shown, and are yet the same, which speaks for the passage. The number of a footnote, and words that an
editor has put in brackets or left out at an ellipsis, speak neither for it nor against it.
"""

import re
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from rapidfuzz import fuzz
from text_to_num import text2num

from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.stop_words import NUMBER_WORDS

_NUMBER_LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "nl")
_BRACKETS = re.compile(r"\[[^\][]*\]")


class Gap(Struct, frozen=True):
    """Words between two matched ones."""

    alike: float
    """How many of them, in each text, are one word spelled otherwise."""
    free: int
    """How many, of both texts, count for nothing: an editor's, or a footnote's."""
    filled: tuple[range, range] | None = None
    """The words of both texts, where there are numbers, months or weekdays in both, and others."""


def gaps_of(segment: Segment, words: Lexicon) -> list[Gap]:
    """Return what is known of each gap of a passage, in order."""
    return [
        _gap(segment, range(start + length, after), range(other + length, other_after), words)
        for (start, other, length), (after, other_after, _) in pairwise(segment.blocks)
    ]


def _gap(segment: Segment, gap: range, other_gap: range, words: Lexicon) -> Gap:
    one, other = segment.one, segment.other
    if _is_an_editors(one, gap) or _is_an_editors(other, other_gap):
        return Gap(0, len(gap) + len(other_gap))
    notes, other_notes = notes_among(one, gap), notes_among(other, other_gap)
    rest, other_rest = sorted({*gap} - notes), sorted({*other_gap} - other_notes)
    free = len(notes) + len(other_notes)
    alike = _alike(one, rest, other, other_rest) if rest and other_rest else 0.0
    timed = not alike and _tells_when(one, rest, words) and _tells_when(other, other_rest, words)
    return Gap(alike, free, (gap, other_gap) if timed else None)


def _tells_when(text: Text, places: list[int], words: Lexicon) -> bool:
    """Tell whether there is a number among some words, in digits or not, or a month, or a weekday."""
    numbers = text.tokens.numbers[places].tolist()
    return any(words.time[number] or words.words[number] in NUMBER_WORDS for number in numbers)


def _is_an_editors(text: Text, gap: range) -> bool:
    """Tell whether an editor has put the words of a gap in square brackets, or has left words out, by an ellipsis."""
    if not gap:
        return text.ellipsis_behind(gap.start - 1)
    between = text.letters[text.tokens.ends[gap.start - 1] : text.tokens.starts[gap.stop]]
    return "[" in between and not any(c.isalnum() for c in _BRACKETS.sub("", between))


def notes_among(text: Text, words: range) -> set[int]:
    """Return the words that are the numbers of footnotes: behind a word without a space, or in brackets."""
    found: set[int] = set()
    for word, start in zip(words, text.tokens.starts[words.start : words.stop].tolist(), strict=True):
        if not text.letters[start].isdigit():
            continue
        printed, before = text.letters[start : int(text.tokens.ends[word])], text.letters[start - 1 : start]
        if len(printed) > RULES.note_digits or not printed.isdigit():
            continue
        if before and not before.isspace() and not before.isdigit() and before not in "-–—$£€#/(":
            found.add(word)
    return found


def _alike(one: Text, gap: list[int], other: Text, other_gap: list[int]) -> float:
    """Return how many words of each text are the same, spelled otherwise."""
    if max(len(gap), len(other_gap)) > RULES.spelled_words:
        return 0.0
    spelled, other_spelled = (
        one.spelled(range(gap[0], gap[-1] + 1)),
        other.spelled(range(other_gap[0], other_gap[-1] + 1)),
    )
    letters = spelled + other_spelled
    if not letters.isalpha() and any(map(str.isdigit, letters)):
        number = _number(_printed(one, gap))
        alike = number is not None and number == _number(_printed(other, other_gap))
    else:
        alike = fuzz.ratio(spelled, other_spelled) >= RULES.spelled_alike
    return (len(gap) + len(other_gap)) / 2 if alike else 0.0


def _printed(text: Text, gap: list[int]) -> str:
    start, end = text.extent(gap[0], gap[-1])
    return " ".join(text.letters[start:end].lower().split())


@lru_cache(maxsize=65536)
def _number(words: str) -> int | None:
    """Return the number that words or digits mean; None if they mean none."""
    digits = words.replace(",", "").replace(" ", "").replace("’", "").replace("'", "")
    if digits.isdecimal():
        return int(digits)
    for language in _NUMBER_LANGUAGES:
        try:
            return int(text2num(words.replace("-", " "), language))
        except (ValueError, OverflowError):
            continue
    return None
