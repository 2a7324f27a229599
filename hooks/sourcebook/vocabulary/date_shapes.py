"""An EDTF string → the parts it is written in."""

import re
from enum import Enum

from msgspec import Struct

LONGEST_YEAR = 18
"""Digits a year may have."""


class End(Enum):
    """An end of an interval that is no date."""

    OPEN = "open"
    UNKNOWN = "unknown"


class Moment(Struct, frozen=True):
    """A day, month, season or year as written: unspecified digits are `X`, what is absent is empty."""

    year: str
    month: str = ""
    """01 to 12; 21 to 41 for a season, a quarter, a third, a half of the year."""
    day: str = ""
    time: str = ""
    qualifiers: tuple[str, str, str] = ("", "", "")
    """Of year, month and day: `?` uncertain, `~` approximate, `%` both."""
    significant: int = 0
    """How many digits of the year are; 0 for all."""


class Interval(Struct, frozen=True):
    """From one moment to another: an interval, or the members of a set from here to there."""

    start: Moment | End
    end: Moment | End


class Choice(Struct, frozen=True):
    """A set of dates: one of them is meant, or each of them."""

    members: tuple[Moment | Interval, ...]
    is_every: bool


Shape = Moment | Interval | Choice


_MOMENT = re.compile(
    r"(?P<year_>[?~%]?)(?P<year>-?[\dX]{4})(?:S(?P<significant>[1-9]\d?))?(?P<_year>[?~%]?)"
    r"(?:-(?P<month_>[?~%]?)(?P<month>[\dX]{2})(?P<_month>[?~%]?)"
    r"(?:-(?P<day_>[?~%]?)(?P<day>[\dX]{2})(?P<_day>[?~%]?)"
    r"(?:T(?P<time>[\d:]{8}(?:Z|[+-][\d:]+)?))?)?)?"
)
_LONG_YEAR = re.compile(r"Y(?P<year>-?\d+)(?:E(?P<exponent>\d{1,2}))?(?:S(?P<significant>[1-9]\d?))?")


def parse_shape(text: str) -> Shape | None:
    """Return the parts of a string; None where it is not built like a date. The grammar is to judge each moment."""
    if text[0] in "[{":
        if text[-1] != {"[": "]", "{": "}"}[text[0]]:
            return None
        members = tuple(_member(part) for part in text[1:-1].split(","))
        whole = tuple(member for member in members if member is not None)
        return Choice(whole, text[0] == "{") if len(whole) == len(members) else None
    if "/" in text:
        return _span(*text.split("/", 1))
    return _moment(text)


def _member(part: str) -> Moment | Interval | None:
    if ".." not in part:
        moment = _moment(part)
        return moment if moment and not moment.time else None
    start, end = part.split("..", 1)
    return _span(start or "..", end or "..")


def _span(start: str, end: str) -> Interval | None:
    first, last = (_ENDS.get(part) or _moment(part) for part in (start, end))
    if first is None or last is None or (isinstance(first, End) and isinstance(last, End)):
        return None
    # EDTF has no time of day in an interval or a set.
    return None if any(isinstance(part, Moment) and part.time for part in (first, last)) else Interval(first, last)


_ENDS = {"..": End.OPEN, "": End.UNKNOWN}


def _moment(text: str) -> Moment | None:
    if found := _LONG_YEAR.fullmatch(text):
        exponent = int(found["exponent"] or 0)
        if len(found["year"]) + exponent > LONGEST_YEAR:
            return None
        year = str(int(found["year"]) * 10**exponent)
        return Moment(year, significant=_significant(found["significant"], year))
    if not (found := _MOMENT.fullmatch(text)):
        return None
    if found["time"] and "X" in text:
        return None
    if found["significant"] and (found["month"] or "X" in found["year"] or found["year_"]):
        return None
    # A sign to the left of a part is of that part alone, one to the right is of everything before it too.
    right = found["_day"] or ""
    day = found["day_"] or right
    right = found["_month"] or right
    month = found["month_"] or right
    year = found["year_"] or found["_year"] or right
    significant = _significant(found["significant"], found["year"])
    parts = (found["year"], found["month"] or "", found["day"] or "", found["time"] or "")
    return Moment(*parts, (year, month, day), significant)


def _significant(digits: str | None, year: str) -> int:
    """Return how many digits of a year are significant; 0 where that is all it has, or more."""
    return int(digits) if digits and int(digits) < len(year.lstrip("-0")) else 0


def moments(shape: Shape) -> list[Moment]:
    """Return every moment that a shape names, in order."""
    if isinstance(shape, Moment):
        return [shape]
    if isinstance(shape, Interval):
        return [end for end in (shape.start, shape.end) if isinstance(end, Moment)]
    return [moment for member in shape.members for moment in moments(member)]
