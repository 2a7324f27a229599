"""What a date can mean at the earliest and at the latest, in a calendar that has no first and no last year."""

import calendar
import re

from sourcebook.vocabulary.date_shapes import Choice, End, Interval, Moment, Shape, moments

Day = tuple[int, int, int]
"""Year, month, day of the Gregorian calendar; year 0 is 1 BCE. `datetime.date` ends at the years 1 and 9999."""


def bounds(shape: Shape) -> tuple[Day | None, Day | None] | None:
    """Return the first and the last day that a date can mean.

    A bound is None where the date has no known beginning or end. All is None where the calendar hasn't got the date:
    29 February in most years, a span that ends before it begins.
    """
    found = [_moment_bounds(moment) for moment in moments(shape)]
    known = [bound for bound in found if bound is not None]
    if not known or len(known) < len(found) or not _in_order(shape):
        return None
    starts_open, ends_open = _open_ends(shape)
    return (
        None if starts_open else min(first for first, _ in known),
        None if ends_open else max(last for _, last in known),
    )


def _open_ends(shape: Shape) -> tuple[bool, bool]:
    if isinstance(shape, Interval):
        return isinstance(shape.start, End), isinstance(shape.end, End)
    if isinstance(shape, Choice):
        ends = [_open_ends(member) for member in shape.members]
        return any(start for start, _ in ends), any(end for _, end in ends)
    return False, False


def _in_order(shape: Shape) -> bool:
    """Say whether every span may begin before it ends."""
    if isinstance(shape, Choice):
        return all(_in_order(member) for member in shape.members)
    if isinstance(shape, Interval) and isinstance(shape.start, Moment) and isinstance(shape.end, Moment):
        first, last = _moment_bounds(shape.start), _moment_bounds(shape.end)
        return bool(first and last and first[0] <= last[1])
    return True


def _moment_bounds(moment: Moment) -> tuple[Day, Day] | None:
    """Return the first and the last day a moment can mean; None if the calendar has no such day."""
    first_year, last_year = _years_with_the_day(moment)
    if group := PARTS_OF_A_YEAR.get(moment.month):
        first_month, last_month = group
        last_year, last_month = last_year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
        return (first_year, first_month, 1), (last_year, last_month, days_in(last_year, last_month))
    months, days = possible_months(moment), _matching(moment.day, 31)
    if not months or first_year > last_year:
        return None
    earliest = (first_year, months[0], min(days[0], days_in(first_year, months[0])))
    end = days_in(last_year, months[-1])
    return earliest, (last_year, months[-1], max((day for day in days if day <= end), default=end))


def _years_with_the_day(moment: Moment) -> tuple[int, int]:
    """Return the first and the last year that a moment can lie in; a first after the last where none has its day."""
    first, last = years(moment)
    if (moment.month, moment.day) != ("02", "29") or "X" not in moment.year:
        return first, last
    form = re.compile(moment.year.lstrip("-").replace("X", r"\d"))
    leap = [year for year in range(first, last + 1) if calendar.isleap(year) and form.fullmatch(f"{abs(year):04}")]
    return (leap[0], leap[-1]) if leap else (1, 0)


def possible_months(moment: Moment) -> list[int]:
    """Return the months that a moment can mean, 1 to 12: those that have any of its days."""
    days = _matching(moment.day, 31)
    return [month for month in _matching(moment.month, 12) if days and days[0] <= _longest(moment, month)]


def possible_days(moment: Moment) -> list[int]:
    """Return the days of the month that a moment can mean, in the longest of its months."""
    most = max((_longest(moment, month) for month in possible_months(moment)), default=0)
    return [day for day in _matching(moment.day, 31) if day <= most]


def _longest(moment: Moment, month: int) -> int:
    first, last = years(moment)
    return days_in(first if first == last else LEAP_YEAR, month)


LEAP_YEAR = 2000
PARTS_OF_A_YEAR: dict[str, tuple[int, int]] = {
    # A season that is of no hemisphere may lie anywhere in its year, and one that can begin in December ends after it.
    **dict.fromkeys(("21", "23"), (1, 12)),
    **dict.fromkeys(("22", "24", "28", "30"), (1, 14)),
    **dict.fromkeys(("25", "31"), (3, 5)),
    **dict.fromkeys(("26", "32"), (6, 8)),
    **dict.fromkeys(("27", "29"), (9, 11)),
    **{str(33 + quarter): (1 + 3 * quarter, 3 + 3 * quarter) for quarter in range(4)},
    **{str(37 + third): (1 + 4 * third, 4 + 4 * third) for third in range(3)},
    **{str(40 + half): (1 + 6 * half, 6 + 6 * half) for half in range(2)},
}
"""The months of each part of a year that EDTF numbers: first and last; 13 is January of the next year."""


def years(moment: Moment) -> tuple[int, int]:
    """Return the first and the last year that a moment can lie in; year 0 is 1 BCE."""
    first, last = sorted((int(moment.year.replace("X", "0")), int(moment.year.replace("X", "9"))))
    blurred = len(str(abs(first))) - moment.significant
    if not moment.significant or blurred <= 0:
        return first, last
    step = 10**blurred
    base = abs(first) // step * step
    return (base, base + step - 1) if first >= 0 else (1 - base - step, -base)


def _matching(pattern: str, most: int) -> list[int]:
    """Return the numbers from 1 to `most` that two digits, some of them unspecified, may stand for."""
    wanted = re.compile((pattern or "XX").replace("X", r"\d"))
    return [number for number in range(1, most + 1) if wanted.fullmatch(f"{number:02}")]


def days_in(year: int, month: int) -> int:
    """Return how many days a month has, in any year of the Gregorian calendar, before 1582 and after 9999 too."""
    return calendar.monthrange(LEAP_YEAR + year % 400, month)[1]
