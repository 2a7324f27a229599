"""Natural order: as people sort. “Letter 2” comes before “Letter 10”, and “letter b” after “Letter”."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from msgspec import toml

from sourcebook.numerals import with_figures
from sourcebook.page_language import spoken

_NUMBER = re.compile(r"(\d+)")
_BETWEEN = re.compile(r"[\W_]+")
_APART = re.compile(r"(?<=\d)(?=[²³¹¼-¾⁰-₉⅐-⅟①-⓿])")
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
"""Figures that are no digits of the number before them, as in `2½`; what parts a number's digits, and no words."""
_LETTERS_OWN = frozenset({0, 7, 8, 9})
"""Combining classes of marks that make another letter: vowel signs, nukta, voicing, virama. The others are accents."""

_TABLES = toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=dict[str, dict[str, str]])
"""By languages: the letters of their alphabets, and their words for the seasons."""
_BEFORE_THE_ERA = re.compile(
    r"(?<!\d)(?:(?P<first>\d{1,4})(?P<to> ?[-–/] ?))?(?P<year>\d{1,4})"
    r"(?P<more>(?:st|nd|rd|th)?(?: (?:century|cent\.|c\.))?) ?"
    r"(?:(?:b\. ?c\b|bce?\b|a\. ?(?:de )?c\b)(?!\.? (?-i:[A-Z]))"
    r"|v\. ?chr|v\. ?u\. ?z|av(?:ant|\.) ?j[.-]|до н(?:\.|аш)|ق\. ?م)"
    r"|(?<=元)前(?P<behind>\d{1,4})",
    re.IGNORECASE,
)
"""A year or century before the common era, which is counted backwards; no number before initials (`2 A. C. Lund`)."""
_YEAR = r"(?:[12]\d{3}(?!\d)|0 \d{4} bc)"
_MAY_HAVE_A_YEAR = re.compile(rf"(?<!\d){_YEAR}")
_DAY_MONTH_YEAR = re.compile(r"(?<![\d.])(0?[1-9]|[12]\d|3[01])\. ?(0?[1-9]|1[0-2])\. ?([12]\d{3})(?![\d.]\d)")
"""In figures, with points: nobody writes the month first so."""
_HOUR = re.compile(r"(?<![\d.:])(0?\d|1[0-2])(?:[.:](\d\d))? ?([ap])(?:\. ?m\b\.?|m(?=\s*$|[^\w\s]))")
"""As clocks of twelve hours say it, and no `12 am Rhein`."""
_MONTHS_OF_THE_REPUBLIC = """
vendemiaire brumaire frimaire nivose pluviose ventose germinal floreal prairial messidor thermidor fructidor
complementaire
"""
_OF_THE_REPUBLIC = _MONTHS_OF_THE_REPUBLIC.split()
_DAY_OF_THE_REPUBLIC = re.compile(
    rf"(\d{{1,2}})(?:er|e)?[ _-](?:jour[ _-])?({'|'.join(_OF_THE_REPUBLIC)})"
    r"[ ,_-]{1,2}(?:de )?(?:l.)?an[ _-](\d{1,2})(?!\d)"
)
"""Of France from 1792 on, without accents."""

Key = tuple[tuple[tuple[int, int, str], ...], str]


_LAST = "\U0003134a"
"""A letter that stands behind all those of alphabets."""


@lru_cache(maxsize=64)
def _alphabet(tag: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """Return a pattern of the letters that a language has of its own, and what each is sorted as; None without any."""
    runs = [run.split("<") for run in _TABLES["alphabets"].get(tag.partition("-")[0].lower(), "").split()]
    found = {letter: run[0] + _LAST + chr(ord("a") + at) for run in runs for at, letter in enumerate(run[1:])}
    pattern = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return (re.compile(pattern), found) if found else None


def natural(text: str) -> Key:
    """Return what sorts a name, a title or a label among others, in the language that lists are sorted by.

    Numbers count as numbers, in the digits of any script, in Roman numerals and in Chinese ones; capitals, accents and
    signs between words count only where nothing else differs. The letters that a language has of its own (Swedish å,
    Czech ch) stand where it has them.
    """
    return _natural(text, spoken().order)


@lru_cache(maxsize=1 << 16)
def _natural(text: str, language: str) -> Key:
    letters = _DAY_OF_THE_REPUBLIC.sub(_of_our_calendar, _HOUR.sub(_of_the_clock, _folded(text, language)))
    if _MAY_HAVE_A_YEAR.search(letters):
        pattern, months = _months_of(language)
        letters = pattern.sub(lambda found: "-".join(_in_order(found, months)), letters)
        letters = _DAY_MONTH_YEAR.sub(r"\3-\2-\1", letters)
    pieces = (piece for piece in _NUMBER.split(letters) if piece)
    return tuple(key for piece in pieces if (key := _key(piece))[2]), text


def _folded(text: str, language: str) -> str:
    """Return a text with figures for its numbers and letters that sort as those of a language do."""
    letters = text if text.isascii() else _GROUPED.sub("", _APART.sub(" ", text))
    letters = with_figures(unicodedata.normalize("NFKC", letters))
    letters = _BEFORE_THE_ERA.sub(_as_time_goes, letters) if _NUMBER.search(letters) else letters
    letters = letters.replace("I", "ı").lower() if language[:2] in {"tr", "az"} else letters.casefold()
    if own := _alphabet(language):
        pattern, sorted_as = own
        letters = pattern.sub(lambda found: sorted_as[found[0]], letters)
    letters = unicodedata.normalize("NFKD", letters).casefold()
    if letters.isascii():
        return letters
    return "".join(letter for letter in letters if unicodedata.combining(letter) in _LETTERS_OWN)


def _as_time_goes(found: re.Match[str]) -> str:
    """Return years before the common era so that the earlier of them come first, and all before any other."""
    first, year = (
        number and f"0 {10_000 - int(number)}" for number in (found["first"], found["year"] or found["behind"])
    )
    return "".join(filter(None, (first, found["to"], year, found["more"], " bc")))


def _of_the_clock(found: re.Match[str]) -> str:
    """Return an hour in the morning or the afternoon as one of twenty-four."""
    return f"{int(found[1]) % 12 + 12 * (found[3] == 'p')} {found[2] or '00'}"


def _of_our_calendar(found: re.Match[str]) -> str:
    """Return a day of the French Republic as one of ours; it may be the one before or after."""
    days = 30 * _OF_THE_REPUBLIC.index(found[2]) + int(found[1]) - 1
    return str(date(1791 + int(found[3]), 9, 22) + timedelta(days))


def _in_order(found: re.Match[str], months: Mapping[str, int]) -> Iterator[str]:
    """Yield the year, month and day of a date, which sort as time goes: `3 march 1871` as `1871-3-3`."""
    yield found["year"] or found["first"]
    yield str(months[found["month"] or found["second"]])
    yield from filter(None, (found["day"], found["behind"]))


@lru_cache(maxsize=64)
def _months_of(tag: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return a pattern of a day or month of a year, and the numbers of months by their names, English and own ones."""
    months: dict[str, int] = {}
    days: set[str] = set()
    for one in ("en", "en-GB", tag):
        with suppress(ValueError, UnknownLocaleError):
            locale = Locale.parse(one, sep="-")
            named, of_a_week = (
                [kind[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]
                for kind in (locale.months, locale.days)
            )
            days |= {re.escape(_folded(name.strip("."), tag)) for kind in of_a_week for name in kind.values()}
            months |= {_folded(name.strip("."), tag): number for kind in named for number, name in kind.items()}
    for one in ("en", tag.partition("-")[0]):
        for number, ways in enumerate(_TABLES["seasons"].get(one, "").split(), start=13):
            months |= {_folded(name, tag): number for name in ways.split("|")}
    names = "|".join(map(re.escape, months))
    year, day, gap = _YEAR, r"\d{1,2}", r"(?:[ _-]|[.,] ?| (?:of|de|del) )"
    behind = rf"(?:{'|'.join(_folded(end, tag) for end in ('st', 'nd', 'rd', 'th', 'er', 'º'))}|\.)?"
    return re.compile(
        rf"(?<![^\W_])(?:(?:{'|'.join(sorted(days))})[.,]?[ _-](?:(?:the|den|le|el|il) )?(?=\d|{names}))?"
        rf"(?:(?:(?P<day>{day}){behind}{gap})?(?P<month>{names})(?:{gap}(?P<behind>{day}){behind})?{gap}(?P<year>{year})"
        rf"|(?P<first>{year}){gap}(?P<second>{names})(?![^\W_]))"
    ), months


def _key(piece: str) -> tuple[int, int, str]:
    if piece.isdecimal():
        digits = "".join(str(unicodedata.digit(digit)) for digit in piece).lstrip("0") or "0"
        return 0, len(digits), digits
    return 1, 0, _BETWEEN.sub(" ", piece).strip()
