"""Words of a text, with their offsets, folded so that two spellings of one word are one number.

In: a text. Out: numbers (one for each folded word, from a vocabulary that all texts of a run share) and the offsets of
each word in code points. Folding is for matching only: what is shown is always cut from the text by offset.

Dashes, hyphens, quotation marks and every kind of space separate words; `U.S.` is `us`; apostrophes, soft hyphens and
optional vowel signs go; a hyphen at a line's end joins; `NewYorkers` is two words without a space between them. A
script that writes no spaces (Chinese, Japanese, Thai …) counts each character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourcebook.text.stop_words import STOP_WORDS, TIME_WORDS

Numbers = NDArray[np.int32]

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words, as ranges of a character class."""
_INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff"
_OPTIONAL = "\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
"""Hebrew points, Arabic vowel signs and the Arabic lengthening stroke: printed or not, the word is the same."""
_APOSTROPHES = "'’‘ʼ´`"


def _combining_marks() -> str:
    """Return the basic plane's combining marks as ranges of a character class, scripts without spaces left out."""
    unspaced = re.compile(f"[{_UNSPACED}]")
    marks = [c for c in range(0x300, 0xFB50) if unicodedata.category(chr(c))[0] == "M" and not unspaced.match(chr(c))]
    ranges: list[list[int]] = []
    for mark in marks:
        if ranges and ranges[-1][1] == mark - 1:
            ranges[-1][1] = mark
        else:
            ranges.append([mark, mark])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARKS = _combining_marks()
_LETTER = rf"[^\W_{_UNSPACED}]"
_ABBREVIATION = rf"(?:[^\W\d_{_UNSPACED}]\.){{2,}}(?:[^\W\d_{_UNSPACED}](?![^\W_]))?"
_LINE_END = r"[-\u2010\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_A-Z])"

_PLAIN = re.compile(rf"({_ABBREVIATION}|{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*|[{_UNSPACED}])")
_FULL = re.compile(
    rf"({_ABBREVIATION}|{_LETTER}(?:(?:[{_APOSTROPHES}]|{_LINE_END})(?={_LETTER})|{_LETTER}|[{_MARKS}{_INVISIBLE}])*"
    rf"|[{_UNSPACED}])"
)
_NEEDS_FULL = re.compile(rf"[{_MARKS}{_INVISIBLE}]|[-\u2010][ \t]*\r?\n")
"""The full pattern gives the same words as the plain one, slower, where a text has none of these."""

_LOST_SPACE = re.compile(r"(?<=[a-zß-öø-ÿα-ωа-яё])(?=[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ])")
_DROPPED = re.compile(rf"[-\u2010.{_APOSTROPHES}{_INVISIBLE}{_OPTIONAL}\s]")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|s)?$")
_SYLLABLE = re.compile("[\uac00-\ud7a3]")
"""Korean writes a syllable as one character: its words are short."""
_UNSPACED_WORD = re.compile(f"[{_UNSPACED}]")


def fold(word: str) -> str:
    """Return the form of a word in which its spellings are one."""
    return unicodedata.normalize("NFKC", _DROPPED.sub("", word)).casefold() or word


class Vocabulary(dict[str, int]):
    """The words of all texts of a run, as numbers.

    Maps a word as it is printed to the number of its folded form, or to `-1 - n` where it is printed without a space
    that its capitals tell of: then `parts[n]` has the pieces.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        """By number, the folded form."""
        self.parts: list[list[tuple[int, int]]] = []
        """Number and printed length of each piece."""
        self._numbers: dict[str, int] = {}

    def __missing__(self, printed: str) -> int:
        pieces = _LOST_SPACE.split(printed)
        numbers = [(self._number(fold(piece)), len(piece)) for piece in pieces]
        if len(pieces) == 1:
            code = numbers[0][0]
        else:
            self.parts.append(numbers)
            code = -len(self.parts)
        self[printed] = code
        return code

    def _number(self, folded: str) -> int:
        number = self._numbers.setdefault(folded, len(self.words))
        if number == len(self.words):
            self.words.append(folded)
        return number

    def find(self, words: list[str]) -> list[int] | None:
        """Return the numbers of folded words, or None if a word of them stands in no text."""
        numbers = [self._numbers.get(word, -1) for word in words]
        return None if -1 in numbers else numbers


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one text."""

    numbers: Numbers
    starts: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def within(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return, for each span `[start, end)` of the text, the range of words that lie wholly in it."""
        bounds = np.array(spans, dtype=np.int32).reshape(-1, 2)
        firsts = np.searchsorted(self.starts, bounds[:, 0], side="left")
        lasts = np.maximum(firsts, np.searchsorted(self.ends, bounds[:, 1], side="right"))
        return list(zip(firsts.tolist(), lasts.tolist(), strict=True))

    def touching(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return, for each span `[start, end)` of the text, the range of words that have a character in it."""
        bounds = np.array(spans, dtype=np.int32).reshape(-1, 2)
        firsts = np.searchsorted(self.ends, bounds[:, 0], side="right")
        lasts = np.maximum(firsts, np.searchsorted(self.starts, bounds[:, 1], side="left"))
        return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def tokenise(text: str, vocabulary: Vocabulary) -> Tokens:
    """Cut a text into words, adding new ones to the vocabulary."""
    pattern = _FULL if _NEEDS_FULL.search(text) else _PLAIN
    parts = pattern.split(text)
    bounds = np.cumsum(np.fromiter(map(len, parts), dtype=np.int32, count=len(parts)), dtype=np.int32)
    words = parts[1::2]
    numbers = np.fromiter(map(vocabulary.__getitem__, words), dtype=np.int32, count=len(words))
    starts, ends = bounds[0:-1:2], bounds[1::2]
    tokens = Tokens(numbers, starts, ends)
    return _split_lost_spaces(tokens, vocabulary) if (numbers < 0).any() else tokens


def _split_lost_spaces(tokens: Tokens, vocabulary: Vocabulary) -> Tokens:
    """Put the pieces of each word printed without its spaces in the word's place."""
    places = np.nonzero(tokens.numbers < 0)[0]
    pieces = [vocabulary.parts[-1 - int(code)] for code in tokens.numbers[places]]
    counts = np.ones(len(tokens), dtype=np.int64)
    counts[places] = [len(piece) for piece in pieces]
    numbers, starts, ends = (np.repeat(column, counts) for column in (tokens.numbers, tokens.starts, tokens.ends))
    firsts = (np.cumsum(counts) - counts)[places]
    for first, piece in zip(firsts.tolist(), pieces, strict=True):
        start = int(starts[first])
        for place, (number, length) in enumerate(piece, first):
            numbers[place], starts[place], ends[place] = number, start, start + length
            start += length
    return Tokens(numbers, starts, ends)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text: what a phrase is compared by."""
    vocabulary = Vocabulary()
    return [vocabulary.words[number] for number in tokenise(text, vocabulary).numbers]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of each word of a vocabulary, by its number."""

    halves: list[int]
    """What it counts: 2, or 1 for a character of a script without spaces."""
    content: list[bool]
    """Whether it can be a content word: no stop word, no number, not too short."""
    time: list[bool]
    """Whether it is a number, a month or a weekday."""


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Look up every word of a vocabulary."""
    found = [_known(word) for word in vocabulary.words]
    halves, content, time = (list(column) for column in zip(*found, strict=True)) if found else ([], [], [])
    return Lexicon(halves, content, time)


def _known(word: str) -> tuple[int, bool, bool]:
    if _UNSPACED_WORD.match(word):
        return 1, True, False
    number = bool(_NUMBER.match(word))
    short = len(word) < (3 if word.isascii() else 2 if _SYLLABLE.match(word) else 4)
    return 2, not (number or short or word in STOP_WORDS), number or word in TIME_WORDS
