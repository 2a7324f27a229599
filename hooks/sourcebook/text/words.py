"""Words → the place in a text where they stand.

Runs of white space match each other, whatever their length and kind (U+00A0 and line breaks too); all else must be
the same.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property

_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»–—−‐‑", '\'\'\'\'""""""-----')
"""What people type instead of the signs that print has."""


class Words:
    """A text with its white space evened out, and the way back to the offsets of the text itself."""

    def __init__(self, text: str) -> None:
        self._even = " ".join(text.split())
        self._starts = array("q", (match.start() for match in re.finditer(r"\S+", text)))
        self._even_starts = array("q", (match.start() for match in re.finditer(r"\S+", self._even)))

    def find(self, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Return the first place where words stand in `[start, end)` of the text, as start and end in the text.

        None where they don't stand there, and where there is no word.
        """
        wanted = " ".join(words.split())
        at = self._even.find(wanted, self._evened(start), None if end is None else self._evened(end)) if wanted else -1
        return None if at < 0 else (self._offset(at), self._offset(at + len(wanted) - 1) + 1)

    def nearly(self, words: str) -> str:
        """Return the words of the text that differ only in capitals and typography; empty if there are none."""
        wanted = " ".join(words.split()).translate(_TYPOGRAPHY)
        found = re.search(re.escape(wanted), self._typed, re.IGNORECASE) if wanted else None
        return self._even[found.start() : found.end()] if found else ""

    @cached_property
    def _typed(self) -> str:
        """The evened text as people type it, sign for sign."""
        return self._even.translate(_TYPOGRAPHY)

    def _offset(self, even: int) -> int:
        """Return where a character of the evened text stands in the text."""
        word = bisect_right(self._even_starts, even) - 1
        return self._starts[word] + even - self._even_starts[word]

    def _evened(self, offset: int) -> int:
        """Return where the text from `offset` on begins in the evened text."""
        word = bisect_right(self._starts, offset) - 1
        if word >= 0:
            inside = self._even_starts[word] + offset - self._starts[word]
            if word + 1 == len(self._starts) or inside < self._even_starts[word + 1] - 1:
                return min(inside, len(self._even))
        following = bisect_left(self._starts, offset)
        return self._even_starts[following] if following < len(self._starts) else len(self._even)
