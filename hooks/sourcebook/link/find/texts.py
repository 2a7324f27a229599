"""A document as the link engine sees it: its words, where they stand in marks, and which of them make no links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from sys import maxsize

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from sourcebook.link.find.marks import Quotation, SetOff
from sourcebook.link.rules import RULES
from sourcebook.model import Document, Fact, Paragraph
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.sentences import is_abbreviated
from sourcebook.text.tokens import Tokens
from sourcebook.vocabulary.dates import When, date_of
from sourcebook.vocabulary.kinds import is_primary

Flags = NDArray[np.bool_]
Spans = Sequence[tuple[int, int]]
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\*\s*\*\s*\*|\[\s?\.")
"""What stands for words left out."""
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "！", "？", "؟", "।")


class Text(Struct, frozen=True):
    """One document, prepared: its text, its facts and its words, and nothing else of it."""

    id: str
    letters: str
    """The source text."""
    paragraphs: tuple[Paragraph, ...]
    facts: Mapping[str, tuple[Fact, ...]]
    when: When | None
    """Its date, however it is known."""
    is_primary: bool
    """Whether it is of a kind that others quote."""
    version: int
    sha256: str
    tokens: Tokens
    """Its words, but for page numbers and running heads inside a sentence."""
    quotations: tuple[Quotation, ...]
    ranges: tuple[tuple[int, int], ...]
    """For each quotation, the range of its words."""
    quoted: NDArray[np.signedinteger]
    """For each word, which outermost quotation long enough to cut a passage it stands in; -1 for none."""
    block: NDArray[np.signedinteger]
    """For each word, the number of its paragraph; a page break inside a sentence starts no new one."""
    capital: Flags
    """The words with a capital and small letters after it: names, mostly, or a sentence's first word."""
    writes_nouns_so: bool
    """Whether it gives capitals to most nouns: then they tell no names, and `capital` marks none."""
    content: Flags
    """The words that carry content, in the text's language."""
    excluded: Flags
    """The words of furniture, notices and advertisements."""
    discounted: Flags
    """The words of ignored phrases: they may stand in a passage, but don't count for it."""

    @property
    def is_dated_primary(self) -> bool:
        """Whether it is of a kind that others quote, and has a date."""
        return self.is_primary and self.when is not None

    @property
    def publisher(self) -> str:
        """Who puts furniture around it: its publisher; nothing of a primary source, which repeats what it means."""
        return "" if self.is_primary else self.value("publisher")

    def without_furniture(self, spans: Spans) -> Text:
        """Return this text with further words that make no links: those that have a character in the spans."""
        return replace(self, excluded=self.excluded | _touched(self.tokens, spans)) if spans else self

    def first(self, field: str) -> Fact | None:
        """Return the first fact of a field, or None."""
        return next(iter(self.facts.get(field, ())), None)

    def value(self, field: str) -> str:
        """Return the value of that fact, or nothing."""
        fact = self.first(field)
        return fact.value if fact else ""

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of words, both inclusive, and of a bracket of which they have the other half."""
        start, end = int(self.tokens.starts[first]), int(self.tokens.ends[last])
        balance = self.letters.count("[", start, end) - self.letters.count("]", start, end)
        if not balance:
            return start, end
        if balance < 0 and start and self.letters[start - 1] == "[":
            return start - 1, end
        return start, end + (balance > 0 and self.letters.startswith("]", end))

    def ends_sentence(self, word: int) -> bool:
        """Tell whether a sentence ends with a word."""
        end = int(self.tokens.ends[word])
        sign = self.letters[end : end + 1]
        if sign not in _SENTENCE_ENDS:
            return False
        if word + 1 < len(self.tokens) and not any(map(str.isspace, self.letters[end : self.tokens.starts[word + 1]])):
            return False
        return sign != "." or not is_abbreviated(self.letters, end)

    def ellipsis_behind(self, word: int) -> bool:
        """Tell whether words are left out, as an ellipsis shows, between a word and the next."""
        if word + 1 >= len(self.tokens):
            return False
        end, start = int(self.tokens.ends[word]), int(self.tokens.starts[word + 1])
        return self.letters[end:start] != " " and bool(ELLIPSIS.search(self.letters, end, start))

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

    def spelled(self, words: range) -> str:
        """Return words folded in case, without what stands between them."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return "".join(self.letters[int(starts[word]) : int(ends[word])].casefold() for word in words)

    def again(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return where the words from `first` to `last` stand, there and anywhere else: the first and last of each."""
        numbers, size = self.tokens.numbers, last + 1 - first
        places = np.arange(max(0, len(numbers) + 1 - size))
        for shift in range(size):
            places = places[(numbers[places + shift] == numbers[first + shift]) & ~self.excluded[places + shift]]
        return [(place, place + size - 1) for place in places.tolist()]

    def covering(self, first: int, last: int) -> list[int]:
        """Return the quotations whose words include those from `first` to `last`, the outermost first."""
        found, number = [], bisect_right(self.ranges, (first, maxsize))
        while number:
            number -= 1
            if last < self.ranges[number][1]:
                found.append(number)
            if self.quotations[number].outer:  # Outermost ones don't overlap: none before it reaches further.
                break
        return found[::-1]

    def touching(self, first: int, last: int) -> list[int]:
        """Return the quotations that have a word from `first` to `last`, in order of their start."""
        if not self.ranges:
            return []
        before = bisect_right(self.ranges, (first, maxsize))
        # Outermost quotations don't overlap: none before the nearest reaches further than it.
        low = before
        while low and (low == before or not self.quotations[low].outer):
            low -= 1
        high = bisect_right(self.ranges, (last, maxsize))
        return [n for n in range(low, high) if self.ranges[n][0] <= last and first < self.ranges[n][1]]


def without(tokens: Tokens, spans: Spans) -> Tokens:
    """Return the words that have no character in the spans."""
    return tokens.where(~_touched(tokens, spans)) if spans else tokens


def prepare(
    document: Document, tokens: Tokens, words: Lexicon, set_off: SetOff, silent: Spans, discounted: Flags
) -> Text:
    """Look up everything about a document that depends on no other.

    Args:
        document: the document.
        tokens: its words.
        words: what is known of them.
        set_off: its quotations.
        silent: what makes no links by its role, as offsets.
        discounted: for each word, whether it belongs to an ignored phrase.
    """
    found, starts = set_off.quotations, set_off.starts
    ranges = tuple(tokens.within([(quotation.start, quotation.end) for quotation in found]))
    quoted = np.full(len(tokens), -1, dtype=_narrowest(len(found)))
    for number, (quotation, (first, end)) in enumerate(zip(found, ranges, strict=True)):
        is_sure = quotation.known or not quotation.single
        if is_sure and quotation.outer and end - first >= RULES.cutting_quotation:
            quoted[first:end] = number
    block = np.searchsorted(np.array(starts, np.int32), tokens.starts, side="right")
    language = document.first("language")
    content = words.content_in(tokens.numbers, language.value.partition("-")[0].lower() if language else "")
    nouns = _writes_nouns_so(tokens.capital, content)
    return Text(
        document.id,
        document.source.text,
        document.source.paragraphs,
        document.facts,
        date_of(document),
        is_primary(document),
        document.version,
        document.source.sha256,
        tokens,
        found,
        ranges,
        quoted,
        block.astype(_narrowest(len(starts))),
        np.zeros_like(tokens.capital) if nouns else tokens.capital,
        nouns,
        content,
        _touched(tokens, silent),
        _light(discounted),
    )


def _touched(tokens: Tokens, spans: Spans) -> Flags:
    """Return which words have a character in the spans."""
    if not spans:
        return _no_flags(len(tokens))
    flags = np.zeros(len(tokens), dtype=np.bool_)
    for first, last in tokens.touching(spans):
        flags[first:last] = True
    return _light(flags)


def _narrowest(most: int) -> type[np.signedinteger]:
    """Return the type of numbers from -1 to so many that takes the fewest bytes."""
    return np.int8 if most < 1 << 7 else np.int16 if most < 1 << 15 else np.int32


def _light(flags: Flags) -> Flags:
    """Return flags that take no memory if none is set: of ten thousand texts, they would take as much as the words."""
    return flags if np.count_nonzero(flags) else _no_flags(len(flags))


_NO_FLAGS = np.zeros(1 << 16, dtype=np.bool_)


def _no_flags(size: int) -> Flags:
    """Return so many flags that nobody changes, none of them set."""
    return _NO_FLAGS[:size] if size <= len(_NO_FLAGS) else np.broadcast_to(np.False_, size)


def _writes_nouns_so(capital: Flags, content: Flags) -> bool:
    """Tell whether most content words have capitals and most of these stand alone: nouns do, names come in rows."""
    count, total = np.count_nonzero(capital & content), np.count_nonzero(content)
    if total < RULES.nouns_least or count < RULES.nouns_capital * total:
        return False
    alone = capital[1:-1] & content[1:-1] & ~capital[:-2] & ~capital[2:]
    return bool(np.count_nonzero(alone) >= RULES.nouns_mostly * count)
