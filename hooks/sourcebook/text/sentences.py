"""Where a sentence begins and ends: enough of a text around some words to be read, and no more."""

import re
from functools import cache
from typing import NamedTuple

_SPACE = re.compile(r"\s")
_END = re.compile(r"""(?:[.?!…]+["'”’»)\]]*(?=\s)|[。！？।؟]["'”’»」』)\]]*)\s*""")
"""The end of a sentence with the white space after it."""
_LAST_WORD = re.compile(r"(?:^|[\s(\[“\"‘'—–-])((?:[^\W_]|[.’'])+)$")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['’](?=[^\W_]{2})")
"""What French and Italian put before a vowel: `l’art. 12`."""
_AFTER = re.compile(r"\s*(.?)")
_LOOK_BACK = 24
"""Characters before a full stop in which an abbreviation is looked for."""
_INITIAL = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]")
_REPORTERS = frozenset(
    {"app", "bk", "ca", "cf", "ch", "cir", "cong", "ed", "eds", "fol", "ser", "sess", "stat", "supp"}
)
"""Abbreviations of scholars and lawyers that the library's tables haven't got."""
_BEFORE_CAPITALS = frozenset(
    {"abzgl", "bankr", "betr", "bzw", "cf", "civ", "crim", "evid", "evtl", "fed", "ggf", "inkl", "sog", "vgl", "zzgl"}
)
"""Those that any word may follow: in German, a noun has a capital, and in law, a rule or a court (`Fed. R. Evid.`)."""


class _Abbreviations(NamedTuple):
    before_names: frozenset[str]
    """Those that any word may follow: “Dr. Brandt”, “Lund v. Brandt”."""
    others: frozenset[str]
    """Those that end no sentence where a small letter, a digit or a bracket follows."""


@cache
def _abbreviations() -> _Abbreviations:
    """Return the abbreviations of every language that the library has tables for.

    Only its tables are used: its segmenter takes longer for one page than finding all the page's links does.
    """
    from pysbd.languages import LANGUAGE_CODES  # noqa: PLC0415 - most commands need none

    tables = [language.Abbreviation for language in LANGUAGE_CODES.values()]
    before_names = {word for table in tables for word in table.PREPOSITIVE_ABBREVIATIONS if word.isalpha()}
    others = {word.rstrip(".").lower() for table in tables for word in table.ABBREVIATIONS}
    return _Abbreviations(frozenset(before_names) | _BEFORE_CAPITALS, frozenset(others) | _REPORTERS)


def is_abbreviated(text: str, stop: int) -> bool:
    """Tell whether the full stop at an offset belongs to an abbreviation or an initial, and ends no sentence."""
    found = _LAST_WORD.search(text, max(0, stop - _LOOK_BACK), stop)
    if not found:
        return False
    word = _ELIDED.sub("", found[1].lower(), count=1)
    if _INITIAL.fullmatch(word) or word in _abbreviations().before_names:
        return True
    following = _AFTER.match(text, stop + 1)
    after = following[1] if following else ""
    return word in _abbreviations().others and (after.islower() or after.isdigit() or after in "([,;:&§")


def around(text: str, start: int, end: int, within: tuple[int, int], most: int) -> tuple[int, int]:
    """Return the bounds of the sentences that hold `[start, end)` of a text.

    `within` bounds what may be shown: a paragraph's. A sentence that goes on for more than `most` characters before or
    after the words is cut between two words. White space at the edges is left out.
    """
    low, high = max(within[0], start - most), min(within[1], end + most)
    before = _breaks(text, low, start)
    first = before[-1] if before else low if low == within[0] else _next_word(text, low, start)
    stop = next(iter(_breaks(text, max(start, end - 1), high)), None)
    last = stop if stop is not None and stop >= end else high if high == within[1] else _word_before(text, end, high)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _breaks(text: str, low: int, high: int) -> list[int]:
    """Return where, from `low` to `high`, a sentence begins after another has ended."""
    found = []
    for match in _END.finditer(text, low, high):
        if text[match.end() : match.end() + 1].islower():
            continue
        stop = match.start()
        if text[stop] != "." or not is_abbreviated(text, stop):
            found.append(match.end())
    return found


def _next_word(text: str, low: int, start: int) -> int:
    space = _SPACE.search(text, low, start)
    return space.end() if space else low


def _word_before(text: str, end: int, high: int) -> int:
    at = high
    while at > end and not text[at - 1].isspace():
        at -= 1
    return at if at > end else high
