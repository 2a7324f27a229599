"""A document as the link engine sees it: its words, where they stand in marks, and which of them make no links."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.marks import Quotation, joined_paragraphs, quotations
from sourcebook.link.rules import RULES
from sourcebook.model import Document
from sourcebook.text.tokens import Numbers, Tokens
from sourcebook.vocabulary.dates import sort_key, stated_date
from sourcebook.vocabulary.kinds import is_primary

Flags = NDArray[np.bool_]
_UPPER = np.array([chr(code).isupper() for code in range(0x600)] + [False], dtype=np.bool_)
"""By code point, the capitals of the scripts that have them: Latin, Greek, Cyrillic, Armenian."""
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "！", "？", "؟", "।")


@dataclass(frozen=True, slots=True)
class Text:
    """One document, prepared."""

    document: Document
    tokens: Tokens
    quotations: tuple[Quotation, ...]
    ranges: tuple[tuple[int, int], ...]
    """For each quotation, the range of its words."""
    quoted: Numbers
    """For each word, which outermost quotation long enough to cut a passage it stands in; -1 for none."""
    block: Numbers
    """For each word, the number of its paragraph; a page break inside a sentence starts no new one."""
    capital: Flags
    """The words with a capital and small letters after it: names, mostly, or a sentence's first word."""
    excluded: Flags
    """The words of furniture, notices and advertisements."""
    discounted: Flags
    """The words of ignored phrases: they may stand in a passage, but don't count for it."""

    @property
    def is_dated_primary(self) -> bool:
        """Whether the document is of a kind that others quote, and states its date."""
        return is_primary(self.document) and bool(stated_date(self.document))

    def first_key(self) -> tuple[bool, object, str]:
        """Sort key by which the document that others are compared with comes first: primary, earliest, smallest id."""
        return not self.is_dated_primary, sort_key(stated_date(self.document)), self.document.id

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the words `first` to `last`, both inclusive."""
        return int(self.tokens.starts[first]), int(self.tokens.ends[last])

    def ends_sentence(self, word: int) -> bool:
        """Tell whether a sentence ends with a word."""
        following = int(self.tokens.starts[word + 1]) if word + 1 < len(self.tokens) else None
        between = self.document.source.text[int(self.tokens.ends[word]) : following]
        return between[:1] in _SENTENCE_ENDS and (following is None or any(c.isspace() for c in between))

    def begins_block(self, word: int) -> bool:
        """Tell whether a word is the first of its paragraph."""
        return word == 0 or bool(self.block[word] != self.block[word - 1])

    def ends_block(self, word: int) -> bool:
        """Tell whether a word is the last of its paragraph."""
        return word + 1 == len(self.tokens) or bool(self.block[word] != self.block[word + 1])

    def opens_quotation(self, word: int) -> bool:
        """Tell whether a word is the first of a quotation long enough to cut a passage."""
        number = int(self.quoted[word])
        return number >= 0 and self.ranges[number][0] == word

    def closes_quotation(self, word: int) -> bool:
        """Tell whether a word is the last of a quotation long enough to cut a passage."""
        number = int(self.quoted[word])
        return number >= 0 and self.ranges[number][1] == word + 1

    def letters(self, words: range) -> str:
        """Return words folded in case, without what stands between them."""
        text, starts, ends = self.document.source.text, self.tokens.starts, self.tokens.ends
        return "".join(text[int(starts[word]) : int(ends[word])].casefold() for word in words)

    def covering(self, first: int, last: int) -> list[int]:
        """Return the quotations whose words include those from `first` to `last`, the outermost first."""
        return [n for n in self.touching(first, first) if last < self.ranges[n][1]]

    def touching(self, first: int, last: int) -> list[int]:
        """Return the quotations that have a word from `first` to `last`, in order of their start."""
        before = bisect_right(self.ranges, (first, len(self.tokens)))
        # Outermost quotations don't overlap: none before the nearest reaches further than it.
        low = before
        while low and (low == before or not self.quotations[low].outer):
            low -= 1
        high = bisect_right(self.ranges, (last, len(self.tokens)))
        return [n for n in range(low, high) if self.ranges[n][0] <= last and first < self.ranges[n][1]]


def prepare(document: Document, tokens: Tokens, furniture: Sequence[tuple[int, int]], discounted: Flags) -> Text:
    """Look up everything about a document that depends on no other."""
    text, paragraphs = document.source.text, document.source.paragraphs
    found = quotations(text, paragraphs)
    ranges = tuple(tokens.within([(quotation.start, quotation.end) for quotation in found]))
    quoted = np.full(len(tokens), -1, dtype=np.int32)
    for number, (quotation, (first, end)) in enumerate(zip(found, ranges, strict=True)):
        is_sure = quotation.known or not quotation.single
        if is_sure and quotation.outer and end - first >= RULES.cutting_quotation:
            quoted[first:end] = number
    block = np.zeros(len(tokens), dtype=np.int32)
    runs = joined_paragraphs(text, paragraphs)
    if runs:
        starts = np.array([run[0].start for run in runs], dtype=np.int32)
        block = np.searchsorted(starts, tokens.starts, side="right").astype(np.int32)
    excluded = np.zeros(len(tokens), dtype=np.bool_)
    for first, last in tokens.touching(furniture):
        excluded[first:last] = True
    return Text(document, tokens, found, ranges, quoted, block, _capital(text, tokens), excluded, discounted)


def _capital(text: str, tokens: Tokens) -> Flags:
    letters = np.frombuffer(f"{text} ".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    upper = _UPPER[np.minimum(letters, len(_UPPER) - 1)]
    capital: Flags = upper[tokens.starts] & ~upper[tokens.starts + 1]
    return capital
