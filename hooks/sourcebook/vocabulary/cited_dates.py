"""A date of a record → the date of a citation. What isn't simply a day, a month, a year or a range stays words."""

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.direction import without_controls
from sourcebook.model import Basis, Fact
from sourcebook.vocabulary.date_shapes import Interval, Moment
from sourcebook.vocabulary.date_words import in_words
from sourcebook.vocabulary.dates import MONTHS, read_date
from sourcebook.wording import capital

SUPPLIED = frozenset({Basis.INFERRED, Basis.EDITOR})
"""Bases of a date that nobody states: citations show it as uncertain."""

Parts = tuple[int, ...]
"""A year; a year and a month; or a year, a month and a day."""


class Issued(Struct, frozen=True):
    """When a document was written or published, as citations have it."""

    parts: tuple[Parts, ...]
    """One for a date, two for a range of years, of months or of days; none if it can only be said in words."""
    words: str
    edtf: str
    is_uncertain: bool = False
    """Whether the record calls it uncertain or approximate, or nobody states it."""
    season: int = 0
    """1 to 4 for the spring to winter of the one year in `parts`; 0 for no season."""
    year: int | None = None
    """The one year that it lies in, whatever else it says; year 0 is 1 BCE. None where that may be one of several."""

    @property
    def is_over_years(self) -> bool:
        """Whether it goes from a month or a day of one year to one of another."""
        return len({part[0] for part in self.parts}) > 1 and len(self.parts[0]) > 1

    @property
    def marked(self) -> str:
        """The date in words; in square brackets where it is uncertain."""
        return f"[{self.words}]" if self.is_uncertain else self.words


def issued(fact: Fact | None) -> Issued | None:
    """Return the date of a citation from the fact `date`; bounds are no date, and must not be passed here."""
    when = read_date(fact.value) if fact else None
    if not fact or not when:
        return None
    shape, words = when.shape, without_controls(in_words(when))
    ends = (shape.start, shape.end) if isinstance(shape, Interval) else (shape,)
    parts = [_parts(end) if isinstance(end, Moment) else None for end in ends]
    season = 0
    if isinstance(shape, Moment) and shape.month in SEASONS and (of_year := _parts(replace(shape, month=""))):
        season, parts, words = SEASONS.index(shape.month) + 1, [of_year], capital(words)
    is_uncertain = fact.basis in SUPPLIED or not when.is_certain
    known = tuple(part for part in parts if part)
    # Processors print a year to a month, or a month to a day, as if it were one day: 1 May to May 1860 as “May 11860”.
    is_number = len(known) == len(ends) and len({len(part) for part in known}) == 1
    return Issued(known if is_number else (), words, fact.value, is_uncertain, season, when.year)


def date_as_known(fact: Fact | None, *, as_iso: bool = False) -> str:
    """Return a date in words, or as ISO 8601 where that can say it; in square brackets if nobody states it."""
    when = read_date(fact.value) if fact else None
    if not fact or not when:
        return ""
    said = (when.iso if as_iso else "") or without_controls(in_words(when))
    return f"[{said}]" if fact.basis in SUPPLIED else said


SEASONS = ("21", "22", "23", "24")
"""Spring to winter, of no hemisphere: what citations have no season for stays words."""


def _parts(moment: Moment) -> Parts | None:
    """Return a moment as numbers; None where numbers alone would say more or less than it does."""
    written = [part for part in (moment.year, moment.month, moment.day) if part]
    if not all(part.isdigit() for part in written) or moment.significant or len(moment.year) > YEAR:
        return None
    numbers = tuple(int(part) for part in written)
    return numbers if numbers[0] >= FIRST_YEAR and (len(numbers) < 2 or numbers[1] <= MONTHS) else None


YEAR = 4
"""Digits."""
FIRST_YEAR = 1000
"""Styles print an earlier one bare, and it reads like a number."""
