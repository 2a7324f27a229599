"""What a word is: the patterns that cut a text into words, and the quickest of them that gives the right ones."""

import re
from functools import cache

from sourcebook.scripts import MARKS, UNSPACED
from sourcebook.text.fold import APOSTROPHES, LINE_HYPHEN, LINE_HYPHENS

INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff"

_LETTER = rf"[^\W_{UNSPACED}]"
_THOUSANDS = r"\d{1,3}(?:,\d{3})+(?![^\W_])"
_ABBREVIATION = rf"(?:[^\W\d_{UNSPACED}]\.){{2,}}(?:[^\W\d_{UNSPACED}](?![^\W_]))?"
_LINE_END = rf"{LINE_HYPHEN}[ \t]*\r?\n[ \t]*(?=[^\W\d_A-Z])"

_BEGINS_IN_BRACKETS = r"\[[^\W\d_]{1,2}\](?=[^\W\d_])"
_ENDS_IN_BRACKETS = r"(?<=[^\W\d_])\[(?:s|es|d|ed|ing)\]"
_NEEDS_BRACKETS = re.compile(rf"{_BEGINS_IN_BRACKETS}|{_ENDS_IN_BRACKETS}")


# Each of these takes milliseconds to compile, and most archives need none.


@cache
def _plain() -> re.Pattern[str]:
    words = f"{_LETTER}+(?:[{APOSTROPHES}]{_LETTER}+)*"
    return re.compile(rf"({_ABBREVIATION}|{_THOUSANDS}|{words}|[{UNSPACED}])")


@cache
def _full(brackets: bool) -> re.Pattern[str]:
    rest = rf"(?:(?:[{APOSTROPHES}]|{_LINE_END})(?={_LETTER})|{_LETTER}|[{MARKS}{INVISIBLE}])*"
    word = rf"(?:{_BEGINS_IN_BRACKETS})?{_LETTER}{rest}(?:{_ENDS_IN_BRACKETS})?" if brackets else f"{_LETTER}{rest}"
    return re.compile(rf"({_ABBREVIATION}|{_THOUSANDS}|{word}|[{UNSPACED}])")


@cache
def _needs_full() -> re.Pattern[str]:
    """Return what the plain pattern doesn't know; the full one gives the same words, slower, of a text without it."""
    return re.compile(rf"[{MARKS}{INVISIBLE}]|[{LINE_HYPHENS}][ \t]*\r?\n")


_USUAL = re.compile(
    rf"([A-Za-z0-9](?:(?<=[A-Za-z])\.(?:[A-Za-z]\.)+(?:[A-Za-z](?![A-Za-z0-9]))?|(?<=\d)\d{{0,2}}(?:,\d{{3}})+(?![A-Za-z0-9])"
    rf"|[A-Za-z0-9]*(?:[{APOSTROPHES}][A-Za-z0-9]+)*))"
)
_UNUSUAL = re.compile(r"[^\x00-\x7f\u00a0“”‘’«»–—…•§]|[-=][ \t]*\r?\n")
"""The plain pattern gives the same words as the usual one, slower, where a text has none of these."""

_ADDRESS = re.compile(
    r"(?<![^\W_])(?:[A-Za-z]{2,8}://|mailto:|www\.|doi:|(?:[a-z0-9-]+\.)+(?:[a-z]{2}|com|edu|gov|info|int|mil|net|org)/)"
    r"[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’)\]](?:-?\r?\n[ \t]*(?:[^\s<>\"“”«»]*[-/_=%&?#]){2}[^\s<>\"“”«».,;:!?'’)\]]*)*"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""An address goes on in the next line where that begins with words joined by signs as addresses have them."""
_MAY_HAVE_ADDRESS = re.compile(r"://|www\.|mailto:|doi:|@|\.[a-z]{2,4}/")


def without_addresses(text: str) -> str:
    """Return a text with spaces in the places of addresses: of the web, of mail."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text) if _MAY_HAVE_ADDRESS.search(text) else text


def words_in(text: str) -> re.Pattern[str]:
    """Return the pattern that splits a text into what stands between words, at even places, and words."""
    if "[" in text and _NEEDS_BRACKETS.search(text):
        return _full(True)
    if not _UNUSUAL.search(text):
        return _USUAL
    return _full(False) if _needs_full().search(text) else _plain()
