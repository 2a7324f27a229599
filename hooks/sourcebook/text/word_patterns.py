"""What a word is: the patterns that cut a text into words, and the quicker of them that gives the right ones."""

import re
from functools import cache

from sourcebook.rarely import rarely
from sourcebook.scripts import MARKS, UNSPACED
from sourcebook.text.fold import APOSTROPHES, LINE_HYPHEN, LINE_HYPHENS
from sourcebook.text.leftovers import without_leftovers

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


_ADDRESS = rarely(
    r"(?<![^\W_])(?:[A-Za-z]{2,8}://|www\.|(?:ark|doi|hdl|mailto|urn):"
    r"|(?:[a-z0-9-]+\.)+(?:[a-z]{2}|com|edu|gov|info|int|mil|net|org)/)"
    r"[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’)\]](?:-?\r?\n[ \t]*(?:[^\s<>\"“”«»]*[-/_=%&?#]){2}[^\s<>\"“”«».,;:!?'’)\]]*)*"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w./~-])(?:[A-Za-z0-9.~_-]*/)+(?:[A-Za-z0-9]+[-_+]){5}[^\s<>\"“”«»]*[^\s<>\"“”«».,;:!?'’)\]]"
)
"""An address goes on in the next line where that begins with words joined by signs as addresses have them. Six words
that are joined so behind a slash are one, too, or the name of a file."""
_SCHEMES = ("ark", "doi", "hdl", "mailto", "urn")
_MAY_HAVE_ADDRESS = re.compile(rf"://|www\.|(?:{'|'.join(_SCHEMES)}):|@|\.[a-z]{{2,4}}/|/(?:[A-Za-z0-9]+[-_+]){{5}}")


def without_what_is_no_word(text: str) -> str:
    """Return a text with spaces in the places of addresses, of the web and of mail, and of what a web page left."""
    # To look for a sign or two first takes a tenth of the time.
    signs = "/" in text or "@" in text or "www." in text
    signs = signs or any(before.endswith(_SCHEMES) for before in text.split(":")[:-1])
    if signs and _MAY_HAVE_ADDRESS.search(text):
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    return without_leftovers(text)


def has_brackets(text: str) -> bool:
    """Tell whether an editor has put letters of a word in brackets."""
    return "[" in text and bool(_NEEDS_BRACKETS.search(text))


def joining() -> re.Pattern[str]:
    """Return the pattern of a word, in a text that has no such brackets."""
    return _full(False)


def words_in(text: str) -> re.Pattern[str]:
    """Return the pattern that splits a text into what stands between words, at even places, and words."""
    if has_brackets(text):
        return _full(True)
    return _full(False) if _needs_full().search(text) else _plain()
