"""How many words of a title fit into a picture: its letters are as wide as the reader's font makes them, about."""

from __future__ import annotations

import unicodedata
from itertools import accumulate

from sourcebook.render.base.naming import clipped

SMALL, CAPITAL, WIDE = 6.2, 9.0, 13.0
"""Widths of a letter in the pictures' serif, a little more than most have."""


def fitted(title: str, room: float) -> str:
    """Return a title cut so that it takes no more than so many units of a picture."""
    words = " ".join(title.split())
    most = sum(1 for width in accumulate(map(_width, words)) if width <= room)
    return clipped(words, most)


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return WIDE
    return CAPITAL if character.isupper() else SMALL
