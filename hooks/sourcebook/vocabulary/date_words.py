"""A date in English words: nothing of it lost, and nothing added."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from babel.dates import get_month_names

from sourcebook.vocabulary.date_bounds import matching, years
from sourcebook.vocabulary.date_shapes import End, Moment, Span
from sourcebook.vocabulary.dates import When

MONTHS: dict[int, str] = {number: str(name) for number, name in get_month_names("wide", locale="en").items()}
"""The months by their numbers, 1 to 12."""
_SEASONS = ("spring {}", "summer {}", "autumn {}", "winter {}")
"""Of one year; of one that isn't known they are “spring of …”."""
_QUARTERS = ("first quarter of {}", "second quarter of {}", "third quarter of {}", "fourth quarter of {}")
_THIRDS = ("first four months of {}", "second four months of {}", "last four months of {}")
_HALVES = ("first half of {}", "second half of {}")
_PARTS_OF_A_YEAR = dict(
    enumerate(
        (
            *_SEASONS,
            *(f"{season} (northern hemisphere)" for season in _SEASONS),
            *(f"{season} (southern hemisphere)" for season in _SEASONS),
            *_QUARTERS,
            *_THIRDS,
            *_HALVES,
        ),
        start=21,
    )
)
"""By the numbers that EDTF gives them."""
_QUALITIES = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
_FEW = 3
"""Numbers of a run that are named one by one; of a longer one the first and the last are."""


def in_words(when: When) -> str:
    """Return a date as a sentence would have it: “9 October 2020”, “about June 2004”, “2020s”."""
    shape = when.shape
    if isinstance(shape, Moment):
        return _moment(shape, "{}, {}")
    if isinstance(shape, Span):
        return _interval(shape)
    last_word = "and" if shape.is_every else "or"
    if not shape.is_every and len(shape.members) == 1 and isinstance(member := shape.members[0], Span):
        return _between(member)
    return _list([_member(member, last_word) for member in shape.members], last_word)


def _interval(span: Span) -> str:
    start, end = _end(span.start), _end(span.end)
    if span.start is End.OPEN:
        return f"up to {_the(end)}"
    if span.end is End.OPEN:
        return f"from {_the(start)} onwards"
    return f"from {_the(start)} to {_the(end)}" if End.UNKNOWN in (span.start, span.end) else f"{start} to {end}"


def _between(span: Span) -> str:
    if isinstance(span.start, Moment) and isinstance(span.end, Moment):
        return f"between {_the(_end(span.start))} and {_the(_end(span.end))}"
    return _member(span, "or")


def _the(words: str) -> str:
    """Return words with the article that decades and numbered parts of a year have within a sentence."""
    return f"the {words}" if _TAKES_THE.match(words) else words


_TAKES_THE = re.compile(r"\d+0s$|(?:first|second|third|fourth|last) ")


def _member(member: Moment | Span, joined: str) -> str:
    if isinstance(member, Moment):
        return _end(member)
    if isinstance(member.start, End):
        return f"{_end(member.end)} {joined} earlier"
    if isinstance(member.end, End):
        return f"{_end(member.start)} {joined} later"
    return f"{_end(member.start)} to {_end(member.end)}"


def _end(end: Moment | End) -> str:
    return _moment(end, "{} ({})") if isinstance(end, Moment) else "an unknown date"


def _moment(moment: Moment, qualified: str) -> str:
    """Return a moment in words; `qualified` joins it and what is uncertain about it."""
    words = _unqualified(moment)
    present = [name for name, part in zip(_PARTS, (moment.year, moment.month, moment.day), strict=True) if part]
    qualities = list(zip(present, moment.qualifiers, strict=False))
    signs = {sign for _, sign in qualities}
    about = f"about {_the(words)}"
    if signs == {"~"}:
        return about
    if signs == {"%"}:
        return qualified.format(about, "uncertain")
    if signs == {"?"}:
        return qualified.format(words, "uncertain")
    notes = []
    for sign, quality in _QUALITIES.items():
        if names := [name for name, its in qualities if its == sign]:
            notes.append(f"{_list(names, 'and')} {quality}")
    return f"{words} ({'; '.join(notes)})" if notes else words


_PARTS = ("year", "month", "day")


def _unqualified(moment: Moment) -> str:
    if moment.month.isdigit() and int(moment.month) in _PARTS_OF_A_YEAR:
        return _part_of_a_year(_PARTS_OF_A_YEAR[int(moment.month)], moment)
    if not moment.month:
        return _year(moment)
    day, month = moment.day, _month(moment)
    if not day:
        return month
    if "X" in moment.month and "X" not in day:
        return f"day {int(day)} of {month}"
    if day == "XX":
        return f"some day of {_year(moment) if moment.month == 'XX' else month}"
    words = _some("day", {number: str(number) for number in matching(day, 31)})
    time = moment.time.replace("Z", " UTC").replace("+", " UTC+").replace("-", " UTC-")
    return f"{words} {month}, {time}" if time else f"{words} {month}"


def _part_of_a_year(part: str, moment: Moment) -> str:
    if _is_one_year(moment):
        return part.format(_year(moment))
    return part.replace(" of {}", " {}").replace(" {}", " of {}").format(_some_year(moment))


def _month(moment: Moment) -> str:
    year = _year(moment) if _is_one_year(moment) else f"of {_some_year(moment)}"
    if moment.month == "XX":
        return f"some month of {_some_year(moment)}"
    return f"{_some('month', {number: MONTHS[number] for number in matching(moment.month, 12)})} {year}"


def _some(unit: str, named: Mapping[int, str]) -> str:
    """Return which of several numbers may be meant: one by one, or the first and the last of a long run."""
    names = list(named.values())
    is_run = max(named) - min(named) + 1 == len(named)
    return f"some {unit} from {names[0]} to {names[-1]}" if is_run and len(names) > _FEW else _list(names, "or")


def _is_one_year(moment: Moment) -> bool:
    return "X" not in moment.year and not moment.significant


def _some_year(moment: Moment) -> str:
    """Return the year as it stands after “of”."""
    return f"some year in the {_year(moment)}" if _is_decade(moment) else _year(moment)


def _is_decade(moment: Moment) -> bool:
    return moment.year[:-1].isdigit() and moment.year.endswith("X")


def _year(moment: Moment) -> str:
    first, last = years(moment)
    if moment.significant:
        return f"{_some_year_between(first, last)}, estimated to be {year_in_words(int(moment.year))}"
    if _is_one_year(moment):
        return f"the year {first}" if first > FOUR_DIGITS[1] else year_in_words(first)
    if moment.year.strip("-") == "XXXX":
        return "an unknown year" if moment.year == "XXXX" else "an unknown year BCE"
    if _is_decade(moment):
        return f"{first}s"
    if "X" in moment.year.rstrip("X"):
        return f"a year of the form {moment.year}"
    return _some_year_between(first, last)


def _some_year_between(first: int, last: int) -> str:
    return f"some year between {year_in_words(first)} and {year_in_words(last)}"


def year_in_words(year: int) -> str:
    """Return a year as people count: “1871”, “500 CE”; the year before 1 CE is 1 BCE, which EDTF writes 0000."""
    if year < 1:
        return f"{1 - year} BCE"
    return f"{year} CE" if year < FOUR_DIGITS[0] else str(year)


FOUR_DIGITS = (1000, 9999)


def _list(words: Sequence[str], last_word: str) -> str:
    *before, last = words
    return f"{', '.join(before)} {last_word} {last}" if before else last
