"""Which texts have a common word, as a bitmap each: a browser then needs none of the word's places to know its texts.

Pagefind keeps all places of a word together; to go through those of a word that stands in half of all texts takes a
browser longer than all the rest of a query.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence


class Postings:
    """What is noted while the texts are fed to the index, one after another."""

    def __init__(self, words: Iterable[str]) -> None:
        """Begin; `words` are the folded words that are common."""
        self._texts = {word: array("L") for word in sorted(words)}

    @property
    def words(self) -> list[str]:
        """The common words, in the order of their bitmaps."""
        return list(self._texts)

    def add(self, text: int, words: Iterable[str]) -> None:
        """Note that a text, by its number, has these folded words, common or not."""
        for word in self._texts.keys() & set(words):
            self._texts[word].append(text)

    def bitmaps(self, rows: Sequence[int]) -> list[bytes]:
        """Return for each word the bitmap of its texts.

        Args:
            rows: the numbers of the texts that the index has, in the index's own order.

        Returns:
            For the word in its turn a bit a row: row 0 is the lowest bit of the first byte.
        """
        row_of = {number: row for row, number in enumerate(rows)}
        return [_bitmap((row_of[text] for text in texts), len(rows)) for texts in self._texts.values()]


def _bitmap(rows: Iterable[int], size: int) -> bytes:
    bits = bytearray((size + 7) // 8)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return bytes(bits)
