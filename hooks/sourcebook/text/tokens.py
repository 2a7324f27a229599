"""Words of a text, with their offsets, folded so that two spellings of one word are one number.

In: a text. Out: numbers (one for each folded word, from a vocabulary that all texts of a run share) and the offsets of
each word in code points. Folding is for matching only: what is shown is always cut from the text by offset.

Dashes, hyphens, quotation marks and every kind of space separate words; `U.S.` is `us`, `25,000` is `25000`;
apostrophes, soft hyphens and optional vowel signs go; a hyphen at a line's end joins; `NewYorkers` is two words without
a space between them, and so is `winters2`, a word and the number of its footnote. Addresses of the web have no words,
nor has what is left over of a web page. In `[T]he` an editor has put a letter in brackets: it is one word.
A script that writes no spaces (Chinese, Japanese, Thai …) counts each character.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, partial

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.pieces import SIZE, pieces
from sourcebook.remembered import recalled, table
from sourcebook.text.fold import APOSTROPHES, LINE_HYPHENS
from sourcebook.text.signs import code_points
from sourcebook.text.word_patterns import INVISIBLE, without_what_is_no_word, words_in

Numbers = NDArray[np.int32]
Offsets = NDArray[np.integer]
"""Of a text that isn't long, in two bytes each."""
LONG = (1 << 16) - 1
Flags = NDArray[np.bool_]

_OPTIONAL = "\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
"""Hebrew points, Arabic vowel signs and the Arabic lengthening stroke: printed or not, the word is the same."""


_LOST_SPACE = re.compile(
    r"(?<=[a-zß-öø-ÿα-ωа-яё])(?=[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ])|(?<=[a-zß-öø-ÿ]{3})(?=\d{1,3}$)|(?<=[^\W\d_¹²³⁰⁴-⁹])(?=[¹²³⁰⁴-⁹]+$)"
)
"""Where a space was lost before a capital, and where the number of a footnote begins."""
_DROPPED = re.compile(rf"[{LINE_HYPHENS}.,\[\]{APOSTROPHES}{INVISIBLE}{_OPTIONAL}\s]")


def fold(word: str) -> str:
    """Return the form of a word in which its spellings are one."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return unicodedata.normalize("NFKC", _DROPPED.sub("", word)).casefold() or word


def pieces_of(printed: str) -> list[str]:
    """Return a word as it is printed, in pieces where it was printed without its spaces."""
    plain = printed.isalpha() and (printed.islower() or printed[1:].islower())
    return [printed] if plain else _LOST_SPACE.split(printed)


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
        if printed[1:].islower() and printed.isascii() and printed.isalpha():
            code = self._number(printed.lower())
        elif len(pieces := pieces_of(printed)) == 1:
            code = self._number(fold(printed))
        else:
            self.parts.append([(self._number(fold(piece)), len(piece)) for piece in pieces])
            code = -len(self.parts)
        self[printed] = code
        return code

    def _number(self, folded: str) -> int:
        number = self._numbers.get(folded)
        if number is None:
            number = self._numbers[folded] = len(self.words)
            self.words.append(folded)
        return number

    def forget_printed(self) -> None:
        """Forget how words are printed, once all texts are cut: only their folded forms stay."""
        self.clear()
        self.parts.clear()
        self._numbers.clear()


class Tokens(Struct, frozen=True):
    """The words of one text."""

    numbers: Numbers
    starts: Offsets
    ends: Offsets
    capital: Flags
    """Which of them have a capital and small letters after it."""

    def __len__(self) -> int:
        return len(self.numbers)

    def where(self, kept: Flags) -> "Tokens":
        """Return some of the words."""
        return Tokens(self.numbers[kept], self.starts[kept], self.ends[kept], self.capital[kept])

    def within(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return, for each span `[start, end)` of the text, the range of words that lie wholly in it."""
        if not spans:
            return []
        bounds = np.array(spans, dtype=np.int32)
        firsts = np.searchsorted(self.starts, bounds[:, 0], side="left")
        lasts = np.maximum(firsts, np.searchsorted(self.ends, bounds[:, 1], side="right"))
        return list(zip(firsts.tolist(), lasts.tolist(), strict=True))

    def touching(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return, for each span `[start, end)` of the text, the range of words that have a character in it."""
        if not spans:
            return []
        bounds = np.array(spans, dtype=np.int32)
        firsts = np.searchsorted(self.ends, bounds[:, 0], side="right")
        lasts = np.maximum(firsts, np.searchsorted(self.starts, bounds[:, 1], side="left"))
        return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def tokenise(text: str, vocabulary: Vocabulary) -> Tokens:
    """Cut a text into words, adding new ones to the vocabulary; `cutting.cut` does the same to many."""
    text = without_what_is_no_word(text)
    pattern = words_in(text)
    parts = _in_pieces(text) if len(text) > SIZE else [(0, text)]
    cut = zip(*(_cut(piece, start, pattern, vocabulary) for start, piece in parts), strict=True)
    columns = [np.concatenate(column) for column in cut]
    numbers, starts, ends = split_lost_spaces(columns[0], columns[1], columns[2], vocabulary)
    return Tokens(numbers, starts, ends, _capital(text, starts))


def _capital(text: str, starts: Offsets) -> Flags:
    """Tell at which offsets a text has a capital and small letters after it."""
    upper = np.concatenate([capitals().take(code_points(piece), mode="clip") for piece in pieces(f"{text} ")])
    capital: Flags = upper[starts] & ~upper[starts + 1]
    return capital


@cache
def capitals() -> Flags:
    """Return by code point, up to U+FFFF, what is a capital in Latin, Greek, Cyrillic or Armenian."""
    found = np.zeros(1 << 16, dtype=np.bool_)
    found[:0x600] = [chr(code).isupper() for code in range(0x600)]
    return found


_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
"""What no pattern has in it."""


def _in_pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a long text with the offset of each, so that no word is in two of them."""
    start = 0
    while gap := _BETWEEN_WORDS.search(text, start + SIZE):
        yield start, text[start : gap.start()]
        start = gap.start()
    yield start, text[start:]


def _cut(text: str, start: int, pattern: re.Pattern[str], vocabulary: Vocabulary) -> tuple[Numbers, Offsets, Offsets]:
    """Cut a text, or a part that begins at `start` of it, into words and what stands between them."""
    parts = pattern.split(text)
    lengths = np.fromiter(map(len, parts), dtype=np.int32, count=len(parts))
    bounds: Offsets = np.cumsum(lengths, dtype=np.int32 if start + len(text) >= LONG else np.uint16)
    if start:
        bounds += bounds.dtype.type(start)
    words = parts[1::2]
    numbers = np.fromiter(map(vocabulary.__getitem__, words), dtype=np.int32, count=len(words))
    return numbers, bounds[0:-1:2], bounds[1::2]


def split_lost_spaces(
    numbers: Numbers, starts: Offsets, ends: Offsets, vocabulary: Vocabulary
) -> tuple[Numbers, Offsets, Offsets]:
    """Put the pieces of each word printed without its spaces in the word's place."""
    places = np.nonzero(numbers < 0)[0]
    if not len(places):
        return numbers, starts, ends
    found = [vocabulary.parts[-1 - code] for code in numbers[places].tolist()]
    counts = np.ones(len(numbers), dtype=np.int64)
    counts[places] = [len(piece) for piece in found]
    firsts = (np.cumsum(counts) - counts)[places]
    numbers, starts, ends = np.repeat(numbers, counts), np.repeat(starts, counts), np.repeat(ends, counts)
    for first, piece in zip(firsts.tolist(), found, strict=True):
        start = int(starts[first])
        for place, (number, length) in enumerate(piece, first):
            numbers[place], starts[place], ends[place] = number, start, start + length
            start += length
    return numbers, starts, ends


def words_of(text: str) -> list[str]:
    """Return the folded words of a text: what a phrase is compared by."""
    text = without_what_is_no_word(text)
    return [fold(piece) for printed in words_in(text).findall(text) for piece in pieces_of(printed)]


_STALE = 1.1
"""Words that keep their numbers under the preview, to one that a text still has."""


def sorted_together(vocabularies: Sequence[Vocabulary]) -> tuple[list[str], list[Numbers]]:
    """Number the words of several vocabularies anew, in the order of the alphabet.

    A word's number then depends on which words there are, and not on the order in which texts were read, or on how they
    were parted.

    Under the preview a word keeps its number, and new ones come behind: no result depends on the order.

    Returns:
        The folded words by their new number; and for each vocabulary, the new number of each of its numbers.
    """
    known = table("words of all texts")
    number: dict[str, int]
    words, number = known.get("all", ([], {}))
    if not words:
        words += sorted({word for vocabulary in vocabularies for word in vocabulary.words})
        number |= zip(words, range(len(words)), strict=True)
    numbers = [recalled("words of texts", (own, words), partial(_numbers, own, words, number)) for own in vocabularies]
    used = np.zeros(len(words), dtype=np.bool_)
    for of_one in numbers:
        used[of_one] = True
    is_stale = len(words) > _STALE * np.count_nonzero(used)
    known["all"] = ([], {}) if is_stale else (words, number)
    return sorted_together(vocabularies) if is_stale else (words, numbers)


def _numbers(vocabulary: Vocabulary, words: list[str], number: dict[str, int]) -> Numbers:
    """Return the numbers of the words of a vocabulary; new ones are put behind the others."""
    for word in vocabulary.words:
        if word not in number:
            number[word] = len(words)
            words.append(word)
    return np.array([number[word] for word in vocabulary.words], dtype=np.int32)
