"""Where a text names another document: its kind, author, addressee, date, title or publisher.

In: a stretch of text and a document with its facts. Out: which facts the words match, and where.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sourcebook.link.rules import RULES
from sourcebook.model import Document, Fact
from sourcebook.text.tokens import words_of

_MONTHS = tuple(calendar.month_name)[1:]
"""In English: Python's names are those of the locale, which nothing here sets."""
_FAMILY = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Words by which a text may name a document."""

    fact: str
    """What they are of it: `kind`, `author`, `addressee`, `date`, `title` or `publisher`."""
    words: tuple[str, ...]
    """Folded."""
    capital: bool
    """Whether they count only with a capital."""


def names_of(document: Document) -> Iterator[Name]:
    """Yield the words by which other texts may name a document: one for each fact that has any."""
    for fact in document.facts.get("kind", ()):
        yield Name("kind", _folded(fact.value), capital=False)
    for field in ("author", "addressee"):
        for fact in document.facts.get(field, ()):
            yield Name(field, _folded(_family(fact)), capital=True)
            if fact.office and field == "author":
                yield Name(field, _folded(fact.office), capital=False)
    for fact in document.facts.get("publisher", ()):
        yield Name("publisher", _folded(fact.value), capital=True)
    for fact in document.facts.get("date", ()):
        for written in _written_dates(fact.value):
            yield Name("date", _folded(written), capital=False)
    for fact in document.facts.get("title", ()):
        words = _folded(fact.value)
        if fact.start >= 0 and len(words) >= RULES.title_words:
            yield Name("title", words, capital=True)


@lru_cache(maxsize=65536)
def _folded(words: str) -> tuple[str, ...]:
    return tuple(words_of(words))


def _family(fact: Fact) -> str:
    """Return the family name of a person, "Family, Given", or the whole name of an organisation."""
    return fact.value if fact.type else _FAMILY.split(fact.value)[0]


def _written_dates(value: str) -> Iterator[str]:
    """Yield the ways in which a full date is written in prose: only days, for a month or year names no document."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    if not match or not 1 <= int(match[2]) <= 12:
        return
    month, day = _MONTHS[int(match[2]) - 1], str(int(match[3]))
    for name in sorted({month, month[:3], "Sept" if month == "September" else month}):
        yield f"{name} {day}"
        yield f"{day} {name}"
    yield value


def named(text: str, start: int, end: int, document: Document) -> dict[str, tuple[int, int]]:
    """Return which facts of a document the words in `[start, end)` name, each with its offsets."""
    found: dict[str, tuple[int, int]] = {}
    for name in names_of(document):
        pattern = _pattern(name.words)
        for match in pattern.finditer(text, start, end):
            if not name.capital or any(c.isupper() for c in match[0]):
                found.setdefault(name.fact, match.span())
                break
    return found


@lru_cache(maxsize=65536)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    # Folding has dropped apostrophes and full stops: `O’Neill` is looked for as `oneill`.
    gaps = r"[\W_]+".join("['’‘ʼ.]?".join(map(re.escape, word)) for word in words)
    return re.compile(rf"(?<!\w){gaps}(?!\w)" if words else r"(?!)", re.IGNORECASE)
