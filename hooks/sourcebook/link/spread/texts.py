"""Texts kept in files, loaded one by one as they are looked at; and what is known of all words."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, overload

import numpy as np
from msgspec.structs import astuple, fields

from sourcebook.link.find.marks import Quotation
from sourcebook.link.find.texts import Flags, Text
from sourcebook.link.spread.store import Rows, Store
from sourcebook.model import Basis, Fact, Paragraph
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.tokens import Tokens
from sourcebook.vocabulary.dates import read_date

WORD = np.dtype([(name, np.int32) for name in ("number", "start", "end", "quoted", "block")] + [("flags", np.uint8)])
"""A word of a text, as it is kept."""
_FLAGS = ("capital", "content", "excluded", "discounted")
_MOST_WORDS = 1 << 21
"""Words of texts that are held at once, beside as many texts as two parts have."""


def rows_of(text: Text) -> Rows:
    """Return the words of a text as they are kept."""
    rows = np.zeros(len(text.tokens), WORD)
    rows["number"], rows["start"], rows["end"] = text.tokens.numbers, text.tokens.starts, text.tokens.ends
    rows["quoted"], rows["block"] = text.quoted, text.block
    for bit, name in enumerate(_FLAGS):
        rows["flags"] |= getattr(text, name).astype(np.uint8) << np.uint8(bit)
    return rows


def excluded(rows: Rows, first: int, last: int) -> Rows:
    """Return the words of a text, as they are kept, with some of them marked as making no links."""
    marked = rows.copy()
    marked["flags"][first : last + 1] |= 1 << _FLAGS.index("excluded")
    return marked


def data_of(text: Text) -> dict[str, Any]:
    """Return all of a text but its words."""
    return {
        "id": text.id,
        "letters": text.letters,
        "paragraphs": [astuple(paragraph) for paragraph in text.paragraphs],
        "facts": {name: [_values(fact) for fact in found] for name, found in text.facts.items()},
        "is_primary": text.is_primary,
        "version": text.version,
        "sha256": text.sha256,
        "quotations": [astuple(quotation) for quotation in text.quotations],
        "ranges": text.ranges,
        "writes_nouns_so": text.writes_nouns_so,
    }


def _values(fact: Fact) -> list[Any]:
    return [getattr(fact, field.name) for field in fields(Fact)]


def _fact(values: Sequence[Any]) -> Fact:
    name, value, basis, *others = values
    return Fact(name, value, Basis(basis), *others)


def text_of(data: dict[str, Any], rows: Rows) -> Text:
    """Return a text from what `data_of` and `rows_of` made of it."""
    facts = {name: tuple(map(_fact, found)) for name, found in data["facts"].items()}
    columns = {name: np.ascontiguousarray(rows[name]) for name in ("number", "start", "end", "quoted", "block")}
    flags: dict[str, Flags] = {name: (rows["flags"] & (1 << bit)) != 0 for bit, name in enumerate(_FLAGS)}
    return Text(
        data["id"],
        data["letters"],
        tuple(Paragraph(*paragraph) for paragraph in data["paragraphs"]),
        facts,
        read_date(facts["date"][0].value) if facts.get("date") else None,
        data["is_primary"],
        data["version"],
        data["sha256"],
        Tokens(columns["number"], columns["start"], columns["end"], flags["capital"]),
        tuple(Quotation(*quotation) for quotation in data["quotations"]),
        tuple((first, end) for first, end in data["ranges"]),
        columns["quoted"],
        columns["block"],
        flags["capital"],
        data["writes_nouns_so"],
        flags["content"],
        flags["excluded"],
        flags["discounted"],
    )


class StoredTexts(Sequence[Text]):
    """All texts of an archive in order of their ids; few of them are held."""

    def __init__(self, store: Store, words: str = "text-words") -> None:
        """Look in a store; `words`: the table that has the words of the texts."""
        self._store = store
        self._table = words
        self.starts: list[int] = store.read("starts.json")
        """The number of the first text of each part, and of all texts."""
        self.number_of: dict[str, int] = {}
        """The numbers of texts that were looked at, by their ids."""
        self._least = 2 * max(end - first for first, end in pairwise(self.starts))
        self._held: OrderedDict[int, Text] = OrderedDict()
        self._words = 0

    def __len__(self) -> int:
        return self.starts[-1]

    @overload
    def __getitem__(self, number: int) -> Text: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Text]: ...
    def __getitem__(self, number: int | slice) -> Text | Sequence[Text]:
        """Return a text by its number, or some of them."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number in self._held:
            self._held.move_to_end(number)
            return self._held[number]
        if not 0 <= number < len(self):
            raise IndexError(number)
        text = self._load(number)
        self._held[number] = text
        self.number_of[text.id] = number
        self._words += len(text.tokens)
        while self._words > _MOST_WORDS and len(self._held) > self._least:
            self._words -= len(self._held.popitem(last=False)[1].tokens)
        return text

    def part_of(self, number: int) -> int:
        """Return the part that a text is in."""
        return bisect_right(self.starts, number) - 1

    def parts_of(self, numbers: Rows) -> Rows:
        """Return the parts that texts are in."""
        return np.searchsorted(self.starts, numbers, side="right") - 1

    def of_part(self, part: int) -> range:
        """Return the numbers of the texts of a part."""
        return range(self.starts[part], self.starts[part + 1])

    def _load(self, number: int) -> Text:
        part = self.part_of(number)
        place = number - self.starts[part]
        (data,) = self._store.lines("texts", part, place)
        return text_of(data, self._store.rows(self._table, part, place, WORD))


class StoredWords(Sequence[str]):
    """The words of an archive by their numbers, in a file."""

    def __init__(self, store: Store) -> None:
        self._letters = store.read("letters.npy")
        self._ends = store.read("word-ends.npy")

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        """Return a word by its number, or some of them."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        letters: bytes = self._letters[self._ends[number] : self._ends[number + 1]].tobytes()
        return letters.decode()

    def of(self, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Yield some words with their numbers."""
        return ((number, self[number]) for number in numbers)


KNOWN = np.dtype(
    [("quarters", np.int8), ("content", np.bool_), ("time", np.bool_), ("documents", np.int32), ("likeness", np.int64)]
)
"""What is known of a word: as a lexicon has it, in how many documents it stands, and what it is like."""


def stored_lexicon(store: Store) -> Lexicon:
    """Return what is known of all words: read as it is looked up. Stop words were marked when texts were cut."""
    known = store.read("known.npy")
    none, nowhere = np.zeros(0, dtype=np.int32), np.zeros((0, 0), dtype=np.float32)
    words, bits = StoredWords(store), store.read("bits.npy")
    return Lexicon(words, known["quarters"], known["content"], known["time"], none, nowhere, bits)
