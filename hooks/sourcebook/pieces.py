"""Long texts, piece by piece: each word of a list is an object, of sixty bytes, and a text may be one line of 50 MB."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

SIZE = 1 << 20
"""Characters of a piece, or a few more."""
_SPACE = re.compile(r"\s")


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that end before white space."""
    start = 0
    while gap := _SPACE.search(text, start + SIZE):
        yield text[start : gap.start()]
        start = gap.start()
    yield text[start:]


def split(text: str) -> Iterable[str]:
    """Return the words of a text, those of `text.split()`, to be gone through once."""
    return text.split() if len(text) <= SIZE else chain.from_iterable(map(str.split, pieces(text)))


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return sum(len(piece.split()) for piece in pieces(text)) if len(text) > SIZE else len(text.split())


def without_spaces(text: str) -> str:
    """Return a text without any white space."""
    return "".join("".join(piece.split()) for piece in pieces(text))
