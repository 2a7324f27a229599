"""Natural order: as people sort. “Letter 2” comes before “Letter 10”, and “letter b” after “Letter”."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"(\d+)")
_BETWEEN = re.compile(r"[\W_]+")
_LETTERS_OWN = frozenset({0, 7, 8, 9})
"""Combining classes of marks that make another letter: vowel signs, nukta, voicing, virama. The others are accents."""

Key = tuple[tuple[tuple[int, int, str], ...], str]


@lru_cache(maxsize=1 << 16)
def natural(text: str) -> Key:
    """Return what sorts a name, a title or a label among others.

    Numbers count as numbers, in the digits of any script; capitals, accents and signs between words count only where
    nothing else differs.
    """
    letters = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in letters if unicodedata.combining(letter) in _LETTERS_OWN)
    pieces = (piece for piece in _NUMBER.split(plain) if piece)
    return tuple(key for piece in pieces if (key := _key(piece))[2]), text


def _key(piece: str) -> tuple[int, int, str]:
    if piece.isdecimal():
        digits = "".join(str(unicodedata.digit(digit)) for digit in piece).lstrip("0") or "0"
        return 0, len(digits), digits
    return 1, 0, _BETWEEN.sub(" ", piece).strip()
