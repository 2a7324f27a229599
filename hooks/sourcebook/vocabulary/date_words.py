"""A date in words: nothing of it lost, and nothing added."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from sourcebook.page_language import spoken
from sourcebook.vocabulary.date_bounds import possible_days, possible_months, years
from sourcebook.vocabulary.date_shapes import End, Interval, Moment
from sourcebook.vocabulary.dates import When, read_date
from sourcebook.wording import N_, capital, gettext, listed, months, pgettext

_SEASONS = (N_("spring"), N_("summer"), N_("autumn"), N_("winter"))
# fmt: off
_PARTS_OF_A_YEAR = dict(enumerate((
    *_SEASONS * 3,
    N_("first quarter"), N_("second quarter"), N_("third quarter"), N_("fourth quarter"),
    N_("first four months"), N_("second four months"), N_("last four months"),
    N_("first half"), N_("second half"),
), start=21))
# fmt: on
"""By the numbers that EDTF gives them."""
_HEMISPHERES = {
    **dict.fromkeys(range(25, 29), N_("{season} (northern hemisphere)")),
    **dict.fromkeys(range(29, 33), N_("{season} (southern hemisphere)")),
}
_QUALITIES = {
    "?": N_("{parts} uncertain"),
    "~": N_("{parts} approximate"),
    "%": N_("{parts} uncertain and approximate"),
}
_FEW = 3
"""Numbers of a run that are named one by one; of a longer one the first and the last are."""


def in_words(when: When) -> str:
    """Return a date as a sentence would have it: “9 October 2020”, “about June 2004”, “2020s”."""
    shape = when.shape
    if isinstance(shape, Moment):
        return _moment(shape, N_("{date}, uncertain"))
    if isinstance(shape, Interval):
        return _interval(shape)
    last_word = N_("{words} and {last}") if shape.is_every else N_("{words} or {last}")
    if not shape.is_every and len(shape.members) == 1 and isinstance(member := shape.members[0], Interval):
        return _between(member)
    return listed([_member(member, last_word) for member in shape.members], last_word)


def season_in_words(number: int) -> str:
    """Return a season by its number, 1 to 4, as it begins a sentence: “Spring”."""
    return capital(gettext(_SEASONS[number - 1]))


def day_in_words(day: str) -> str:
    """Return a date written in EDTF, such as a day, in words; nothing for what is none."""
    return _day_in(spoken().digest, day)


@lru_cache(maxsize=1 << 14)
def _day_in(_language: str, day: str) -> str:
    when = read_date(day)
    return in_words(when) if when else ""


def _interval(span: Interval) -> str:
    start, end = _end(span.start), _end(span.end)
    if span.start is End.OPEN:
        return gettext("up to {date}", date=with_article(end))
    if span.end is End.OPEN:
        return gettext("from {date} onwards", date=with_article(start))
    return _from_to(span)


def _from_to(span: Interval) -> str:
    """Return both ends in words, with “from” where “some year in the 1930s to 1940s” would be one year of both."""
    start, end = _end(span.start), _end(span.end)
    if End.UNKNOWN in (span.start, span.end) or _is_some(span.start):
        return gettext("from {start} to {end}", start=with_article(start), end=with_article(end))
    return gettext("{start} to {end}", start=start, end=end)


def _is_some(end: Moment | End) -> bool:
    """Say whether it takes a phrase to tell of which years a moment may be."""
    return isinstance(end, Moment) and not _is_one_year(end) and bool(end.month or not _is_decade(end))


def _between(span: Interval) -> str:
    if isinstance(span.start, Moment) and isinstance(span.end, Moment):
        start, end = (with_article(_end(one)) for one in (span.start, span.end))
        return gettext("between {start} and {end}", start=start, end=end)
    return _member(span, N_("{words} or {last}"))


def with_article(words: str) -> str:
    """Return a date in words with the article that English decades and numbered parts of a year have in a sentence."""
    return gettext("the {date}", date=words) if _TAKES_THE.match(words) else words


_TAKES_THE = re.compile(r"\d+0s$|(?:first|second|third|fourth|last) ")


def _member(member: Moment | Interval, joined: str) -> str:
    if isinstance(member, Moment):
        return _end(member)
    if isinstance(member.start, End):
        return gettext(joined, words=_end(member.end), last=gettext("earlier"))
    if isinstance(member.end, End):
        return gettext(joined, words=_end(member.start), last=gettext("later"))
    return _from_to(member)


def _end(end: Moment | End) -> str:
    return _moment(end, N_("{date} (uncertain)")) if isinstance(end, Moment) else gettext("an unknown date")


def _moment(moment: Moment, qualified: str) -> str:
    """Return a moment in words; `qualified` says of all of it that it is uncertain."""
    words = _unqualified(moment)
    present = [name for name, part in zip(_PARTS, (moment.year, moment.month, moment.day), strict=True) if part]
    qualities = list(zip(present, moment.qualifiers, strict=False))
    signs = {sign for _, sign in qualities}
    about = gettext("about {date}", date=with_article(words))
    if signs == {"~"}:
        return about
    if signs == {"%"}:
        return gettext(qualified, date=about)
    if signs == {"?"}:
        return gettext(qualified, date=words)
    notes = []
    for sign, quality in _QUALITIES.items():
        if names := [gettext(name) for name, its in qualities if its == sign]:
            notes.append(gettext(quality, parts=listed(names)))
    return f"{words} ({'; '.join(notes)})" if notes else words


_PARTS = (N_("year"), N_("month"), N_("day"))


def _unqualified(moment: Moment) -> str:
    if moment.month.isdigit() and int(moment.month) in _PARTS_OF_A_YEAR:
        return _part_of_a_year(int(moment.month), moment)
    if not moment.month:
        return _year(moment)
    month = _month(moment)
    if not moment.day:
        return month
    if moment.day == "XX":
        return gettext("some day of {date}", date=_some_year(moment) if moment.month == "XX" else month)
    numbers = {number: pgettext("the number of a day", "{number}", number=number) for number in possible_days(moment)}
    days = _some(N_("some day from {first} to {last}"), numbers)
    time = moment.time.replace("Z", " UTC").replace("+", " UTC+").replace("-", " UTC-")
    said = N_("{day} {month}")
    if len(possible_months(moment)) > 1:
        said = N_("{day} of {month}") if _is_long_run(numbers) else N_("day {day} of {month}")
    words = gettext(said, day=days, month=month)
    return gettext("{date}, {time}", date=words, time=time) if time else words


def _part_of_a_year(number: int, moment: Moment) -> str:
    part = gettext(_PARTS_OF_A_YEAR[number])
    if not _is_one_year(moment):
        words = gettext("{month} of {year}", month=part, year=_some_year(moment))
    elif _PARTS_OF_A_YEAR[number] in _SEASONS:
        words = gettext("{month} {year}", month=part, year=_year(moment))
    else:
        words = gettext("{part} of {year}", part=part, year=_year(moment))
    return gettext(_HEMISPHERES[number], season=words) if number in _HEMISPHERES else words


def _month(moment: Moment) -> str:
    if moment.month == "XX":
        return gettext("some month of {year}", year=_some_year(moment))
    named = _some(
        N_("some month from {first} to {last}"), {number: months()[number] for number in possible_months(moment)}
    )
    if _is_one_year(moment):
        return gettext("{month} {year}", month=named, year=_year(moment))
    return gettext("{month} of {year}", month=named, year=_some_year(moment))


def _some(run: str, named: Mapping[int, str]) -> str:
    """Return which of several numbers may be meant: one by one, or the first and the last of a long `run`."""
    names = list(named.values())
    if _is_long_run(named):
        return gettext(run, first=names[0], last=names[-1])
    return listed(names, N_("{words} or {last}"))


def _is_long_run(numbers: Collection[int]) -> bool:
    return len(numbers) > _FEW and max(numbers) - min(numbers) + 1 == len(numbers)


def _is_one_year(moment: Moment) -> bool:
    return "X" not in moment.year and not moment.significant


def _some_year(moment: Moment) -> str:
    """Return the year as it stands after “of”."""
    return gettext("some year in the {decade}", decade=_year(moment)) if _is_decade(moment) else _year(moment)


def _is_decade(moment: Moment) -> bool:
    """Say whether a year's last digit alone is unknown, of a decade that has a name: “1900s” may be the century."""
    return bool(_DECADE.fullmatch(moment.year))


_DECADE = re.compile(r"[1-9]\d[1-9]X")


def _year(moment: Moment) -> str:
    first, last = years(moment)
    if moment.significant:
        between = _some_year_between(first, last)
        return gettext("{range}, estimated to be {year}", range=between, year=year_in_words(int(moment.year)))
    if _is_one_year(moment):
        return gettext("the year {year}", year=first) if first > FOUR_DIGITS[1] else year_in_words(first)
    if moment.year.strip("-") == "XXXX":
        return gettext("an unknown year") if moment.year == "XXXX" else gettext("an unknown year BCE")
    if _is_decade(moment):
        return decade(first)
    if "X" in moment.year.rstrip("X"):
        return gettext("a year of the form {form}", form=moment.year)
    return _some_year_between(first, last)


def _some_year_between(first: int, last: int) -> str:
    return gettext("some year between {first} and {last}", first=year_in_words(first), last=year_in_words(last))


def year_in_words(year: int) -> str:
    """Return a year as people count: “1871”, “500 CE”; the year before 1 CE is 1 BCE, which EDTF writes 0000."""
    if year < 1:
        return gettext("{year} BCE", year=1 - year)
    return gettext("{year} CE", year=year) if year < FOUR_DIGITS[0] else str(year)


def decade(year: int) -> str:
    """Return the decade that begins with a year of four digits: “2020s”."""
    return gettext("{year}s", year=year)


FOUR_DIGITS = (1000, 9999)
