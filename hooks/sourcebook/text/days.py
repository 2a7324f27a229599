"""The first day that a text names, and lines that have nothing but a place and a day.

Months and days of the week are those of the languages whose letters are known (`text/letters/`); figures may be those
of any script, Chinese ones too (“二〇二四年一月一日”).

A day that is one end of a span, is given loosely (“about”), has a year that is two (“1731/2”) or stands in another
calendar is none that is named here: what it means is for a curator to say.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, lru_cache

from msgspec import Struct

from sourcebook.numerals import value_of
from sourcebook.text.letters.table import tables, union

LONGEST_LINE = 80
"""Characters of a line that may be a dateline."""
_FIRST_SOLAR = {"明治": 1873}
"""From which year on the dates of an era are those of our calendar."""


class WrittenDay(Struct, frozen=True):
    """A day or a month in a text."""

    value: str
    """EDTF: `1881-03-03`, `1881-03`; `[1881-03-03,1881-03-15]` where the calendar may be that of Julius Caesar; nothing
    where the words don't mean one day."""
    words: str
    place: str = ""
    """Of a dateline: “Paris”."""


def first_written_day(text: str) -> WrittenDay | None:
    """Return the first day that a text names; None if it names none, or one that no calendar has, or not just one."""
    found = min((m for p in _days() if (m := p.search(text))), key=lambda match: match.start(), default=None)
    day = _day(found) if found else None
    return day if day and day.value else None


def words_of_day(text: str, value: str) -> str:
    """Return the first words in which a text names a day, such as `1881-03-03`; nothing if it doesn't."""
    found = sorted((m for pattern in _days() for m in pattern.finditer(text)), key=lambda match: match.start())
    near = (m for m in found if (named := _named(m)) and value[:4] in {str(named.year), str(named.year + 1)})
    return next((m[0] for m in near if (day := _day(m)) and value in day.value.strip("[]").split(",")), "")


@lru_cache(maxsize=1 << 14)
def dateline(line: str) -> WrittenDay | None:
    """Return what a line says that has nothing but a day or a month, and perhaps a place; else None."""
    if len(line) > LONGEST_LINE or not _YEARLIKE.search(line):
        return None
    for pattern in (*_days(), _month()):
        if (
            (match := pattern.search(line))
            and not line[match.end() :].strip(" .,;)　\t\r\u200eг")
            and (day := _day(match))
        ):
            before = _BEFORE.sub("", line[: match.start()])
            between = _around().sub("", before)
            place, words = _open_before().sub("", between).strip(" \t　,，、.(["), between.split()
            if _noted().search(before):
                return None
            if len(words) > 2 and between == before and not before.rstrip().endswith((",", ".", "(")):
                return None  # a headline that ends with a day
            if all(map(_is_of_a_place, words)) and len(words) < 6 and not place[-1:].isdecimal():
                return WrittenDay(day.value, match[0], place if any(map(str.isalpha, place)) else "")
    return None


_YEARLIKE = re.compile(r"\d{4}|[年년]")
_BEFORE = re.compile(r"^[\s\u200e]+")


def _is_of_a_place(word: str) -> bool:
    return word[:1].isalnum() and (not word[0].islower() or len(word) < 5) and not word.endswith((":", ";", "!"))


def _day(match: re.Match[str]) -> WrittenDay | None:
    day = _named(match)
    if day is None:
        return None
    is_day = bool(match.groupdict().get("day"))
    value = day.isoformat()[: None if is_day else 7]
    if day.isoformat() < _since("reformed").get(match["month"].casefold(), ""):
        meant = [day, day + _behind(day)]
        if (day.month, day.day) < _LADY_DAY and day.isoformat() < _since("from_january").get(
            match["month"].casefold(), ""
        ):
            meant.append(meant[1].replace(year=day.year + 1))
        value = f"[{','.join(map(str, meant))}]" if is_day else ""
    return WrittenDay(value if _is_meant(match, day) else "", match[0])


def _named(match: re.Match[str]) -> date | None:
    """Return the day that is named, the first of a month alone; None where no calendar has it."""
    parts = match.groupdict()
    month = parts["month"].casefold()
    month_number = _months().get(month) or value_of(month)
    year = value_of(parts["year"]) + (_eras()[parts["era"]] if parts.get("era") else 0)
    if year < _FIRST_SOLAR.get(parts.get("era") or "", 1000):
        return None
    with suppress(ValueError):
        return date(year, month_number, value_of(parts["day"]) if parts.get("day") else 1)
    return None


def _is_meant(match: re.Match[str], day: date) -> bool:
    """Say whether a text means just the day that it names."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
    is_alone = not _open_before().search(before) and not _open_after().match(match.string, match.end())
    return is_alone and _FIRST <= day <= _LAST and match["month"] != _LUNAR


_NEAR = 40
"""Characters before a day in which stands what leaves it open."""
_LADY_DAY = (3, 25)
"""On which years began in England."""
_FIRST, _LAST, _LUNAR = date(1582, 10, 15), date(2100, 12, 31), "正"
"""Of our calendar the first day, and one that no text bears; and the first month of a calendar by the moon."""


def _behind(day: date) -> timedelta:
    """Return by how many days the calendar of Julius Caesar is behind ours."""
    century = (day.year - (day.month <= 2)) // 100
    return timedelta(century - century // 4 - 2)


@cache
def _open_before() -> re.Pattern[str]:
    """Return what stands in front of a day that isn't meant alone, or not just so: “3–”, “3 or”, “about the”, “[”."""
    number = r"(?<!\d)(?:[12]?\d|3[01])(?:st|nd|rd|th|d|º|°)?\.?"
    month = rf"(?:{_of(_months())})\b\.?"
    day = rf"(?:{number}(?: ?{month})?|\b{month})"
    lunar = _of([words for table in tables().values() if not table.spaced for words in table.calendars])
    signs = rf"{day} ?[-–—/&] ?|[/&] ?|[?~≈*†] ?|\[[^]]*|(?:{lunar})[ 　]?|{_noted().pattern[:-1]}"
    return re.compile(rf"(?:{signs}|{day} {_joined()}|(?:^|(?<=[^\w-])){_loosely()})$", re.IGNORECASE)


@cache
def _noted() -> re.Pattern[str]:
    """Return what stands in front of a day on which something was done with a text that another wrote before."""
    between = rf"[ 　.:：,]*(?:(?:{_of([*union('dated'), *union('weekdays')])})\b[ .,]*)*"
    return re.compile(rf"(?:^|(?<=\W))(?:{_of(union('noted'))}){between}$", re.IGNORECASE)


@cache
def _open_after() -> re.Pattern[str]:
    """Return what stands behind such a day: “/2” of a year that is two, “–4 April”, “?”, “O.S.”."""
    others = _of([words for table in tables().values() if not table.spaced for words in table.loosely])
    span = rf" ?[-–—/] ?(?:\d|{_of(_months())})|[ ,]+{_joined()}\d|[~〜～]|{others}"
    return re.compile(
        rf"{span}|[ ,]*\(?\?|[ ,]*(?:[(（][^)）]{{0,30}}?)?(?:{_of(union('calendars'))})(?!\w)", re.IGNORECASE
    )


@cache
def _loosely() -> str:
    loosely = _of([words for table in tables().values() if table.spaced for words in table.loosely])
    return rf"(?:{loosely})[ .]*(?:(?:{_of(union('dated'))}) )?"


@cache
def _joined() -> str:
    """Return what stands between the days of a span, or between days of which one is meant."""
    words = {*union("joined"), *union("loosely"), *union("dated")} - {
        *["of", "the", "on", "vom", "am", "du", "dated", "от"]
    }
    return rf"(?:{_of(words)}) (?:(?:{_of(union('dated'))}) )?"


@cache
def _since(column: str) -> dict[str, str]:
    """Return from which day on something is so of the months with a name, in the last language that has it."""
    found: dict[str, str] = {}
    for table in tables().values():
        for name in " ".join(table.months).split():
            found[name] = max(found.get(name, ""), getattr(table, column))
    return found


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for table in tables().values()
        for number, names in enumerate(table.months, start=1)
        for name in names.split()
    }


@cache
def _eras() -> dict[str, int]:
    return {name: before for table in tables().values() for name, before in table.eras.items()}


_YEAR = r"(?P<year>1\d{3}|20\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|d|er|ten|te|º|°|\.)?"


def _of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _days() -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<month>{_of(_months())})"
    figures = r"[\d〇零○Ｏ一二三四五六七八九十廿卅元正]"
    era = rf"(?:(?P<era>{_of(_eras())})[ 　]?)?"
    return (
        re.compile(rf"\b{name}\.? {_DAY},? {_YEAR}", re.IGNORECASE),
        re.compile(rf"{_DAY} ?(?:of |de |d’|d')?{name}\.?,?(?: de| del)? {_YEAR}", re.IGNORECASE),
        re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
        re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}"),
        re.compile(
            rf"{era}(?P<year>{figures}{{1,4}}) ?[年년] ?"
            rf"(?P<month>{figures}{{1,3}}) ?[月월] ?(?P<day>{figures}{{1,3}}) ?[日號号일]"
        ),
    )


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<month>{_of(_months())})\.?,?(?: de| del)? {_YEAR}", re.IGNORECASE)


@cache
def _around() -> re.Pattern[str]:
    """Return what stands between a place and a day: the day of the week, and words such as “den”, “Updated”."""
    words = _of({*union("weekdays"), *union("dated"), *union("stamps")})
    return re.compile(rf"(?:(?:^|(?<=[\s,]))(?:{words})\b[\s,.:：]*)+$", re.IGNORECASE)
