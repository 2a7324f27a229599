"""Dates in the Extended Date/Time Format of the Library of Congress (EDTF, 2019, levels 0 to 2).

A string in, a `When` out: its parts as written, and the first and last day that it can mean. The grammar is that of the
library `edtf`. Its bounds are not used: they pass over what a calendar knows (29 February), give ten years to an end
that is unknown, and one month to a winter.

Two dates are compared here and nowhere else, and by these bounds: EDTF strings don't sort as dates do. `2020-33` is the
first quarter of 2020, and -0043 is 44 BCE. Dates that may mean the same day have no order.
"""

import re
from datetime import date
from functools import lru_cache

from msgspec import Struct

from sourcebook.model import Basis, Document
from sourcebook.vocabulary.date_bounds import LEAP_YEAR, Day, bounds, years
from sourcebook.vocabulary.date_shapes import Moment, Shape, moments, parse_shape

LONGEST = 120
"""Characters a date may have; the grammar's time grows with the square of a set's length."""


class When(Struct, frozen=True):
    """A date that was read."""

    text: str
    shape: Shape
    earliest: Day | None
    """The first day it can mean; None where it has no known beginning."""
    latest: Day | None
    """The last day it can mean; None where it has no known end."""

    @property
    def year(self) -> int | None:
        """The year it is given in, that of a winter being where it begins; None where that may be one of several."""
        if not self.earliest or not self.latest:
            return None
        given = {year for moment in moments(self.shape) for year in years(moment)}
        return given.pop() if len(given) == 1 else None

    @property
    def month(self) -> int:
        """The month it lies in, 1 to 12; 0 where that may be one of several."""
        if self.earliest and self.latest and self.earliest[:2] == self.latest[:2]:
            return self.earliest[1]
        return 0

    @property
    def is_certain(self) -> bool:
        """Whether nothing of it is called uncertain or approximate: else its bounds may be too narrow to rest on."""
        return not any(sign for moment in moments(self.shape) for sign in moment.qualifiers)

    @property
    def iso(self) -> str:
        """The same date as ISO 8601 writes it, YYYY[-MM[-DD]]; nothing where only EDTF can say it, or before 1 CE."""
        return self.text if _ISO.fullmatch(self.text) and int(self.text[5:7] or 1) <= MONTHS else ""


_ISO = re.compile(r"(?!0000)\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
MONTHS = 12
"""What EDTF numbers from 21 on in the place of a month are seasons, quarters and halves."""


def lies_before(one: When | None, other: When | None) -> bool:
    """Say whether a date is earlier than another, whatever days the two mean: the one comparison of dates there is.

    2020-10 lies before 2020-11; 2020 doesn't, and the first quarter of 2020 lies before October of that year. What may
    mean the same day has no order but by the hour in known time zones; beside such an hour a day may be that of any
    zone. Nor has what is called uncertain or approximate an order, nor what isn't known (None).
    """
    if one is None or other is None or not (one.is_certain and other.is_certain):
        return False
    first, second = _instant(one), _instant(other)
    is_mixed = (first is None) != (second is None)
    if first is None and one.latest:
        first = (_number(one.latest) + 1) * _DAY + is_mixed * _WEST - ("T24:" not in one.text)
    if second is None and other.earliest:
        second = _number(other.earliest) * _DAY - is_mixed * _EAST
    return first is not None and second is not None and first < second


def _instant(when: When) -> int | None:
    """Return the second that a date with a time of day in a time zone means; None for any other."""
    if when.earliest is None or not (found := _ZONED.search(when.text)):
        return None
    hour, minute, second, *zone = (int(digits or 0) for digits in found.groups()[:3] + found.groups()[4:])
    east = (zone[0] * 60 + zone[1]) * (-1 if found["sign"] == "-" else 1)
    return _number(when.earliest) * _DAY + (hour * 60 + minute - east) * 60 + second


_ZONED = re.compile(r"T(\d\d):(\d\d):(\d\d)(?:Z|(?P<sign>[+-])(\d\d):?(\d\d)?)$", re.ASCII)
_DAY = 24 * 60 * 60
_WEST, _EAST = 12 * 60 * 60, 14 * 60 * 60
"""By how many seconds a day ends later than in UTC, and begins earlier, where it does last and first."""


def _number(day: Day) -> int:
    """Return a day's number in the calendar, which repeats itself every 400 years."""
    year, month, number = day
    return date(LEAP_YEAR + year % 400, month, number).toordinal() + year // 400 * 146_097


def date_of(document: Document) -> When | None:
    """Return the date in a document's record, however it is known; bounds are none."""
    return read_date(document.value("date"))


def stated_date(document: Document) -> When | None:
    """Return the date that a text states of itself; None where it states none, or calls it uncertain."""
    fact = document.first("date")
    when = read_date(fact.value) if fact and fact.basis is Basis.STATED else None
    return when if when and when.is_certain else None


def as_bound(when: When, day: Day) -> str:
    """Return the first or the last day that a date can mean, as EDTF; a single date as it is written."""
    if isinstance(when.shape, Moment):
        return when.text
    year, month, number = day
    if abs(year) > LAST_YEAR:  # EDTF gives longer years neither months nor days
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{number:02}"


LAST_YEAR = 9999


@lru_cache(maxsize=1 << 14)
def read_date(text: str) -> When | None:
    """Return the date that an EDTF string means, or None if it is none: not EDTF, or not in the calendar."""
    if not text or not text.isascii() or len(text) > LONGEST:
        return None
    shape = parse_shape(text)
    if shape is None or not all(_is_edtf(part) for part in _BETWEEN.split(text) if part):
        return None
    found = bounds(shape)
    return When(text, shape, *found) if found else None


Placed = tuple[bool, float, float, str]
"""What sorts a date: whether it is none, the first and the last moment meant, and how it is written."""


def sort_key(when: When | None) -> Placed:
    """Return what sorts dates: by the first day meant, then the last, undated ones at the end.

    A date without a beginning sorts by its end, and one without an end by its beginning; one with a time zone by the
    hour that it means, and a day among such as if it were the hour at which it is that day nearly everywhere.
    """
    if when is None or not (first := when.earliest or when.latest) or not (last := when.latest or when.earliest):
        return (True, 0, 0, "")
    if (moment := _instant(when)) is not None:
        return (False, moment, moment, when.text)
    return (False, _number(first) * _DAY + _EVERYWHERE, _number(last) * _DAY + _EVERYWHERE, when.text)


_EVERYWHERE = 10 * 60 * 60 + 30 * 60
"""Half past ten in UTC, in seconds: a day has begun then from 10:30 west of Greenwich to 13:30 east of it."""
_BETWEEN = re.compile(r"[][{},/]|\.\.")
"""What joins the moments of an interval or a set."""


@lru_cache(maxsize=1 << 14)
def _is_edtf(moment: str) -> bool:
    """Say whether the grammar has a moment; its unspecified digits are put in, since `edtf` 5.0.2 fails on some."""
    if _PLAIN.fullmatch(moment):
        return True
    day = moment[:-1] if moment.endswith(("?", "~", "%")) else moment
    try:
        if date.fromisoformat(day).isoformat() == day:
            return True  # What most dates are; the whole grammar takes milliseconds a date.
    except ValueError:
        pass
    from edtf import parse_edtf  # noqa: PLC0415  most archives need none of it, and it takes long to load

    if found := _SIGNED_PART.fullmatch(moment):
        moment = found[1]  # The grammar has a sign behind each date but these.
    specified = _MONTH_OR_DAY.sub(lambda found: "10" if "X" in found[0] else found[0], moment).replace("X", "1")
    try:
        return parse_edtf(specified) is not None
    except Exception:  # the library raises whatever its parts raise: AttributeError for `%1950S2`
        return False


_PLAIN = re.compile(r"(?!-0000)-?\d{4}(?:(?:-(?:0[1-9]|1[0-2]))?[?~%]?|-2[1-4])", re.ASCII)
"""Years, months and seasons as most are written."""
_SIGNED_PART = re.compile(r"(-?[\dX]{4}-(?:2[1-9]|3\d|4[01]))[?~%]", re.ASCII)
"""A part of a year that is uncertain or approximate: `2004-21~`."""
_MONTH_OR_DAY = re.compile(r"(?<![\dX])[\dX]{2}(?![\dX])")
