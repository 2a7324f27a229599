"""All texts in a row, as arrays: what the search for shared words looks at."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.recurring import publishers_of
from sourcebook.link.find.texts import Text
from sourcebook.vocabulary.dates import When, sort_key

Integers = NDArray[np.signedinteger]
_PAD = 16
"""Numbers before, between and after the texts that match nothing."""


class Order(Struct, frozen=True):
    """The order of texts, by which a common shingle's first one is known."""

    by_date: Integers
    """For each text, its place in the order of dates: the first of those that have a common shingle is compared."""
    by_kind: Integers
    """The same with primary sources first: the first of those that don't have the shingle in marks is compared, too."""


class Corpus(Struct, frozen=True):
    """All texts in a row."""

    numbers: NDArray[np.int32]
    base: Integers
    """For each text, the place of its first word."""
    text: Integers
    """For each place, the index of its text."""
    quoted: NDArray[np.bool_]
    """For each place, whether it stands in quotation marks."""
    content: NDArray[np.bool_]
    """For each place, whether it is a content word and no name."""
    counted: NDArray[np.bool_]
    """For each place, whether it stands in no ignored phrase."""
    length: Integers
    """For each text, how many words it has."""
    primary: NDArray[np.bool_]
    """For each text, whether it is a dated primary source."""
    publisher: NDArray[np.integer]
    """For each text, the number of its publisher: words that recur in texts of one are furniture."""
    order: Order

    def texts_at(self, places: NDArray[np.integer]) -> Integers:
        """Return the index of the text of each place, none of which is between texts."""
        found: Integers = self.text.take(places)
        return found


def lay_out(texts: Sequence[Text]) -> Corpus:
    """Put all texts in a row, words that make no links blanked out."""
    lengths = np.array([len(text.tokens) for text in texts], dtype=np.int64)
    base = np.cumsum(lengths + _PAD) - lengths
    size = int(lengths.sum()) + _PAD * (len(texts) + 1)
    sizes = np.diff(base[1:], prepend=0, append=size)[: len(texts)]
    text_at = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
    numbers = _in_a_row([text.tokens.numbers for text in texts], np.int32(-1))
    numbers[_in_a_row([text.excluded for text in texts], np.False_)] = -1
    quoted = _in_a_row([text.quoted >= 0 for text in texts], np.False_)
    counted = ~_in_a_row([text.discounted for text in texts], np.True_)
    content = _in_a_row([text.content for text in texts], np.False_) & counted
    content &= ~_in_a_row([text.capital for text in texts], np.False_)
    primary = np.array([text.is_dated_primary for text in texts], dtype=np.bool_)
    order = order_of([(text.when, text.id, text.is_primary) for text in texts])
    publisher = publishers_of(text.publisher for text in texts)
    return Corpus(numbers, base, text_at, quoted, content, counted, lengths, primary, publisher, order)


def _in_a_row(columns: Iterable[NDArray[Any]], beside: np.generic) -> NDArray[Any]:
    """Put what is known of the words of each text in a row, so much else before, between and behind."""
    padding = np.full(_PAD, beside)
    return np.concatenate([padding, *(part for column in columns for part in (column, padding))])


def order_of(texts: Sequence[tuple[When | None, str, bool]]) -> Order:
    """Return the order of texts, by the date of each, its id, and whether it is of a kind that others quote."""
    by_date, by_kind = np.empty(len(texts), dtype=np.int64), np.empty(len(texts), dtype=np.int64)
    order = sorted(range(len(texts)), key=lambda index: (sort_key(texts[index][0]), texts[index][1]))
    by_date[order] = np.arange(len(texts))
    by_kind[sorted(order, key=lambda index: not texts[index][2])] = np.arange(len(texts))
    return Order(by_date, by_kind)
