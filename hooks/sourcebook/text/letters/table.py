"""The words of letters: data, a table a language beside this file, and patterns made of them."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct, field, toml


class LetterWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of letters in one language."""

    before: tuple[str, ...] = ()
    """In front of the name of whom a letter is addressed to: “My dear”."""
    after: tuple[str, ...] = ()
    """Behind that name."""
    alone: tuple[str, ...] = ()
    """Salutations that name nobody: “Sir”."""
    nobody: tuple[str, ...] = ()
    """What stands in the place of a name: “Sir or Madam”."""
    titles: tuple[str, ...] = ()
    """With a name, and no part of it: “Mrs”."""
    kinship: tuple[str, ...] = ()
    """With a name, and kept with it: “Aunt”."""
    closings: tuple[str, ...] = ()
    """What stands above a signature; a star stands for a few words."""
    mine: tuple[str, ...] = ()
    """In front of the name of who signs: “Ihr”, “Your”."""
    bonds: tuple[str, ...] = ()
    """Between those words and the name: “son”, “humble servant”."""
    signed: tuple[str, ...] = ()
    """That a copy puts before a signature: “(Signed)”."""
    endings: tuple[str, ...] = ()
    """Behind the name of who signs: “Esq.”, “敬上”."""
    no_name: tuple[str, ...] = ()
    """What may stand where a signature does."""
    particles: tuple[str, ...] = ()
    """Small words of a name: “von”."""
    joined: tuple[str, ...] = ()
    """Words that no name of one person has: “and”."""
    dated: tuple[str, ...] = ()
    """In front of a day: “den”."""
    loosely: tuple[str, ...] = ()
    """Beside a day that is not meant itself: “about”, “before”."""
    calendars: tuple[str, ...] = ()
    """Beside a day of a calendar that isn't ours: “O.S.”, “农历”."""
    stamps: tuple[str, ...] = ()
    """In front of a day that is stated, and no place: “Updated”, “evening”, “Reuters”."""
    noted: tuple[str, ...] = ()
    """In front of a day on which something else was done with a text: “Received”, “Embargoed until”."""
    forwarded: tuple[str, ...] = ()
    """Above a mail within a mail: “Original message”."""
    sender: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    """In the head of such a mail: “From”, “Sent”."""
    weekdays: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    """In their order, the names of each, written out, short and old: “march mar”."""
    eras: dict[str, int] = field(default_factory=dict)
    """What years are counted from: the year before the first."""
    reformed: str = ""
    """From which day on, if later than 1582, days are those of our calendar and not of Julius Caesar's."""
    from_january: str = ""
    """From which day on, if later than 1582, years begin on 1 January, and not on 25 March."""
    family_last: bool = True
    """Whether the last word of a name is that of the family."""
    spaced: bool = True
    """Whether spaces stand between words."""


@cache
def tables() -> dict[str, LetterWords]:
    """Return the tables by their languages."""
    paths = sorted(Path(__file__).parent.glob("*.toml"))
    return {path.stem: toml.decode(path.read_bytes(), type=LetterWords) for path in paths}


def plain(words: str) -> str:
    """Return words without case, and without signs around them."""
    return words.strip(" .,:;!").casefold()


@cache
def union(column: str) -> tuple[str, ...]:
    """Return the words of a column in all tables."""
    return tuple(dict.fromkeys(words for table in tables().values() for words in getattr(table, column)))


@cache
def plain_words(column: str) -> frozenset[str]:
    """Return them as `plain` makes them."""
    return frozenset(map(plain, union(column)))


def pattern_of(words: Iterable[str]) -> str:
    """Return a pattern of words, the longest first; a star stands for at most four, in Chinese for a few characters."""
    ordered = sorted(words, key=len, reverse=True)
    return (
        "|".join(
            re.escape(w)
            .replace(r"\ \*", r"(?:,?[ ][^\s,]+){0,4}?")
            .replace(r"\*", r"[^\n]{0,8}")
            .replace(r"\ ", r"[ \t]+")
            for w in ordered
        )
        or "(?!)"
    )
