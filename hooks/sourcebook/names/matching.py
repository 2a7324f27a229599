"""Names in a text, all of them in one pass (Aho-Corasick).

Case counts. Words count whole, with a possessive or a Korean particle or without; runs of white space and forms of the
apostrophe match each other. Of names that overlap the longest counts. Offsets are those of the text as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import ahocorasick
from msgspec import Struct

from sourcebook.model import Name
from sourcebook.rarely import rarely
from sourcebook.scripts import UNSPACED
from sourcebook.text.evened import evened

_UNSPACED = rarely(f"[{UNSPACED}]")
"""Scripts that put no space between words: there every match is whole."""

_ABBREVIATION = re.compile(r"(?:^|\W)\w\.$")
"""A letter with a full stop, before the next letter of an abbreviation."""
_BEHIND = rarely(
    "(?<=[가-힣][가-힣])(?:은|는|이|가|을|를|의|에|에게|에서|께|께서|와|과|이?랑|도|으?로|만|까지|부터|처럼|보다|이?라고|이?라는|이다|입니다|씨|님)+"
    r"(?![^\W_])|(?<=[^\W\d_]{3})\d{1,3}(?![^\W_])"
)
"""What stands behind a name without a space: what Korean writes to say what the name does, and a note’s number."""
_VERSE = re.compile(r"(?<![^\W_])\d{1,3}\Z")
"""The number of a verse, which may stand before a name without a space: `3Moses`."""


class Match(Struct, frozen=True, order=True):
    """An alias in a text."""

    start: int
    end: int
    name: str
    """The id of the name."""
    is_full: bool
    """Whether the alias counts by itself."""


class Matcher:
    """Finds every alias of some names in one pass over a text."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name in names:
            for aliases, is_full in ((name.aliases, True), (name.aliases_with_full_name, False)):
                for alias in aliases:
                    for form in ("NFC", "NFD"):
                        words = evened(unicodedata.normalize(form, alias))[0]
                        self._automaton.add_word(words, (len(words), name.id, is_full))
        if len(self._automaton):
            self._automaton.make_automaton()

    def matches(self, text: str) -> Iterator[Match]:
        """Yield every alias that stands in a text as whole words; some may overlap."""
        if not len(self._automaton):
            return
        even, places = evened(text)
        for last, (length, name, is_full) in self._automaton.iter(even):
            start, end = last + 1 - length, last + 1
            if _is_whole(even, start, end):
                yield (
                    Match(places[start], places[end - 1] + 1, name, is_full)
                    if places
                    else Match(start, end, name, is_full)
                )


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and _is_letter(text[start]) and _is_within(text[max(start - 2, 0) : start][::-1]):
        verse = text[start : start + 3].istitle() and _VERSE.search(text, max(start - 4, 0), start)
        if not verse:
            return False
    if text[start + 1 : start + 2] == "." and _ABBREVIATION.search(text, max(0, start - 3), start):
        return False  # in “U.S.A.” there is no “S.A.”
    after = text[end : end + 3]
    if not after or not (_is_letter(text[end - 1]) or text[end - 1] == "."):
        return True
    if after[0] != "'":
        return not _is_within(after) or bool(_BEHIND.match(text, end))  # nor is there “U.S.”
    return not _is_letter(after[1:2]) or (after[1] in "sS" and not _is_letter(after[2:3]))


def _is_within(beside: str) -> bool:
    """Say whether a word goes on with what stands beside it, and not with a line that sets words off (`_Titanic_`)."""
    return _is_letter(beside[:1]) or (beside[:1] == "_" and _is_letter(beside[1:2]))


def _is_letter(character: str) -> bool:
    """Say whether a character belongs to a word, and words of its script are set apart by spaces.

    The number of a note, set small, doesn't.
    """
    if character.isalpha() or character.isdecimal():
        return not _UNSPACED.match(character)
    return bool(character) and unicodedata.category(character)[0] == "M"


def longest(matches: Iterable[Match], length: int) -> list[Match]:
    """Return matches of which none overlaps another, in order: the longest first, then those that begin first.

    `length` is that of the stretch of text that they are in.
    """
    taken = bytearray(length)
    kept = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        if taken.find(1, match.start, match.end) < 0:
            taken[match.start : match.end] = b"\x01" * (match.end - match.start)
            kept.append(match)
    return sorted(kept)
