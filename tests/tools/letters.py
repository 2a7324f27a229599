"""Writes the tables of letters that scripts share with the library, `text/letters.js`: `make bundles` runs it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from sourcebook.scripts import UNSPACED, ranges
from sourcebook.search.stems import VOWELS
from sourcebook.text.fold import (
    APOSTROPHES,
    ENDS_BEFORE_A_NOTE,
    HYPHENS,
    LETTERS,
    LINE_HYPHENS,
    MARKUP,
    NUKTAS,
    NUMBERS_APART,
    PARTS_ARABIC,
)
from sourcebook.text.paragraphs import SHARED, WIDE

from tests.tools.scripts import FOLDER


def _ranges(characters: Iterable[str]) -> str:
    return re.sub(r"(.)-\1", r"\1", ranges(characters))


FILE = FOLDER / "text" / "letters.js"
_TABLES: Mapping[str, tuple[str, str]] = {
    "UNSPACED": ("Scripts written without spaces between words.", UNSPACED),
    "WIDE": ("The same with their signs.", WIDE),
    "SHARED": ("Signs of theirs that other scripts have too.", SHARED),
    "NUMBERS_APART": ("What is a word of its own, though a letter or digit stands beside it.", NUMBERS_APART),
    "ENDS_BEFORE_A_NOTE": ("Signs behind which a small number is that of a note.", ENDS_BEFORE_A_NOTE),
    "APOSTROPHES": ("Every sign that is written as an apostrophe.", APOSTROPHES),
    "APOSTROPHE_LETTERS": (
        "Those of them that Unicode calls letters.",
        _ranges(sign for sign in APOSTROPHES if unicodedata.category(sign)[0] == "L"),
    ),
    "HYPHENS": ("Every sign that is written as a hyphen.", HYPHENS[1:] + HYPHENS[:1]),
    "LINE_HYPHENS": ("Signs that break a word at the end of a line.", LINE_HYPHENS[1:] + LINE_HYPHENS[:1]),
    "PARTS_ARABIC": (
        "What stands between the parts of a word in Arabic script, as a hyphen does elsewhere.",
        PARTS_ARABIC,
    ),
    "NUKTAS": ("Dots below or above a letter that many leave out.", _ranges(NUKTAS)),
    "VOWELS": ("By which syllables are counted.", VOWELS),
    "MARKUP": ("A tag of a web page, or an entity that stands for a sign, as a pattern.", MARKUP),
    "LETTERS": ("Letters that readers take for others.", "".join(LETTERS)),
    "READ_AS": ("Those that they take them for, in the same order.", " ".join(LETTERS.values())),
}
"""By the name of each, what it is, and its characters as a class of a pattern has them."""


def _escaped(characters: str) -> str:
    return "".join(
        one
        if one.isascii() and one not in '"\\'
        else f"\\u{ord(one):04x}"
        if ord(one) <= 0xFFFF
        else f"\\u{{{ord(one):x}}}"
        for one in characters
    )


def written() -> str:
    """Return the script."""
    head = "// Letters and signs, as the library has them, for classes of a pattern. `make bundles` writes this file.\n"
    return head + "".join(
        f'\n/** {what} */\nexport const {name} = "{_escaped(characters)}"\n'
        for name, (what, characters) in _TABLES.items()
    )


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
