"""What is known of each word of a vocabulary: what it counts, whether it carries content, and how much it tells."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from sourcebook.gathered import gathered
from sourcebook.rarely import rarely
from sourcebook.remembered import recalled, remembered
from sourcebook.scripts import UNSPACED
from sourcebook.text.stop_words import LANGUAGES, TIME_WORDS, stop_words
from sourcebook.text.tokens import Numbers, fold

_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|s)?$")
_SYLLABLE = rarely("[\uac00-\ud7a3]")
"""Korean writes a syllable as one character: its words are short."""
_UNSPACED = rarely(f"[{UNSPACED}]")


class Lexicon(Struct, frozen=True):
    """What is known of each word of a vocabulary, by its number."""

    words: Sequence[str]
    """Folded."""
    quarters: NDArray[np.int8]
    """What it counts, in quarters of a word: 4, or 2 for a character of a script without spaces."""
    content: NDArray[np.bool_]
    """Whether it can be a content word: no number, not too short."""
    time: NDArray[np.bool_]
    """Whether it is a number, a month or a weekday."""
    stop: NDArray[np.int32]
    """The row of `stopping` that says where it is a stop word."""
    stopping: NDArray[np.float32]
    """For each of `LANGUAGES`, 1 where a word is a stop word; the first row is for those that are none."""
    bits: NDArray[np.float32]
    """How much a word tells: the binary logarithm of how many texts there are to one that has it."""

    def content_in(self, numbers: Numbers, language: str) -> NDArray[np.bool_]:
        """Tell which words of a text carry content, in the language that it is said to be in and in that it looks like.

        A text looks like the language of most of whose stop words it is made.
        """
        rows = self.stop.take(numbers)
        counts = np.bincount(rows, minlength=len(self.stopping)).astype(np.float32)
        likeliest = int((counts @ self.stopping).argmax())
        known = LANGUAGES.index(language) if language in LANGUAGES else likeliest
        goes_on = (self.stopping[:, likeliest] == 0) & (self.stopping[:, known] == 0)
        found: NDArray[np.bool_] = self.content.take(numbers) & goes_on.take(rows)
        return found


def lexicon(words: Sequence[str], texts: Sequence[Numbers] = ()) -> Lexicon:
    """Look up every word of a vocabulary; `texts`: the words of each text, by their numbers."""
    known_of_each = recalled("words looked up", (words, len(words)), lambda: _looked_up(words))
    return replace(known_of_each, bits=bits_of(having(len(words), texts), len(texts)))


def _looked_up(words: Sequence[str]) -> Lexicon:
    known = [_known(word) for word in words]
    quarters, content, time = zip(*known, strict=True) if known else ((), (), ())
    languages = _languages_of_stop_words()
    places = [place for place, word in enumerate(words) if word in languages]
    stop = np.zeros(len(words), dtype=np.int32)
    stopping = np.zeros((len(places) + 1, len(LANGUAGES)), dtype=np.float32, order="F")  # a language is looked at whole
    stop[places] = np.arange(1, len(places) + 1)
    for row, place in enumerate(places, 1):
        stopping[row, languages[words[place]]] = 1
    return Lexicon(
        words,
        np.array(quarters, dtype=np.int8),
        np.array(content, dtype=np.bool_),
        np.array(time, dtype=np.bool_),
        stop,
        stopping,
        np.zeros(len(words), dtype=np.float32),
    )


def having(size: int, texts: Sequence[Numbers]) -> Numbers:
    """Return in how many texts each of so many words stands; of each text, the numbers of its words."""
    found = np.zeros(size, dtype=np.int32)
    for numbers in texts:
        found[_once(numbers)] += 1
    return found


@remembered
def _once(numbers: Numbers) -> Numbers:
    """Return numbers, each once."""
    ordered = np.sort(numbers)
    found: Numbers = ordered[np.concatenate((ordered[:1] >= 0, ordered[1:] != ordered[:-1]))]
    return found


def bits_of(having: Numbers, texts: int) -> NDArray[np.float32]:
    """Return how much words tell, by how many texts have each, of so many."""
    bits: NDArray[np.float32] = np.log2(max(1, texts) / np.maximum(having, 1)).astype(np.float32)
    return bits


@cache
def _languages_of_stop_words() -> dict[str, list[int]]:
    """Return, for each folded stop word, the numbers of the languages in which it is one; digits tell none."""
    folded = ({fold(p) for p in stop_words(language) if not p.isdecimal()} for language in LANGUAGES)
    return dict(gathered((word, number) for number, words in enumerate(folded) for word in words))


def _known(word: str) -> tuple[int, bool, bool]:
    if word.isascii() and word.isalpha():
        return 4, len(word) > 2, word in TIME_WORDS
    if _UNSPACED.match(word):
        return 2, True, False
    number = bool(_NUMBER.match(word))
    short = len(word) < (3 if word.isascii() else 2 if _SYLLABLE.match(word) else 4)
    return 4, not (number or short), number or word in TIME_WORDS
