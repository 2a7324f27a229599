"""The picture of time for an archive with too many documents for a row each: a row a year, or a decade, of cells.

Of few years each has a row, with a cell for each month; of many, each decade, with a cell for each year.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from markupsafe import Markup
from msgspec import Struct

from sourcebook.gathered import gathered
from sourcebook.model import Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import Facets, FacetValue
from sourcebook.render.base.listing import by_month, in_pages, month_of
from sourcebook.render.browse.facet_pages import decade_jumps
from sourcebook.render.time.chronology import Arc
from sourcebook.vocabulary.facets import year_of
from sourcebook.wording import gettext, months

LEVELS = (1, 3, 10, 30, 100)
"""So many documents make a cell a shade stronger."""
MOST_ARCS = 60
"""Arcs between rows that are drawn and told; those of the most passages."""
YEARS = 40
"""Rows of one picture; of more years each decade has a row."""
_ROW = 24.0
_TOP = 24.0
_UNKNOWN = 13


class CalendarLayout(Struct, frozen=True):
    """How a picture is laid out, in units of its own."""

    name: str
    width: int
    first: float
    """Where the cells begin."""
    gutter: float
    """The room for arcs."""


SIZES = (CalendarLayout("wide", 880, 62.0, 110.0), CalendarLayout("narrow", 340, 44.0, 34.0))


class PeriodCell(Struct, frozen=True):
    """The documents of one month of a year, or of one year of a decade."""

    column: int
    """Counted from 1."""
    label: str
    count: int
    level: int
    address: str
    anchor: str


class PeriodRow(Struct, frozen=True):
    """The documents of one year, or of one decade."""

    label: str
    address: str
    anchor: str
    count: int
    cells: tuple[PeriodCell, ...]


class PeriodArc(Struct, frozen=True):
    """The texts of one row repeat those of another."""

    source: str
    target: str
    passages: int


class Calendar(Struct, frozen=True, dict=True):
    """Every year of an archive."""

    facets: Facets
    arcs: Sequence[Arc]

    @cached_property
    def _years(self) -> list[FacetValue]:
        return [value for value in self.facets.values["year"] if value.is_stated]

    @property
    def is_of_decades(self) -> bool:
        """Whether a row is a decade."""
        return len(self._years) > YEARS

    @property
    def unit(self) -> str:
        """What a row is: “year”, “decade”."""
        return gettext("decade") if self.is_of_decades else gettext("year")

    @property
    def part(self) -> str:
        """What a cell is: “month”, “year”."""
        return gettext("year") if self.is_of_decades else gettext("month")

    def columns(self, size: str) -> list[str]:
        """Return the labels of the columns of cells."""
        if self.is_of_decades:
            return [f"–{digit}" for digit in range(10)]
        names = months("abbreviated" if size == "wide" else "narrow")
        return [*(names[number] for number in range(1, 13)), "?"]

    @cached_property
    def rows(self) -> tuple[PeriodRow, ...]:
        """The rows, in their order in time."""
        return tuple(self._decades() if self.is_of_decades else map(_year, self._years))

    @cached_property
    def spans(self) -> tuple[PeriodArc, ...]:
        """Which rows repeat which, within one too; those of the most passages first."""
        by_id: Mapping[str, Document] = self.facets.archive.by_id
        row_of = {value.label: value.heading if self.is_of_decades else value.label for value in self._years}
        count: Counter[tuple[str, str]] = Counter()
        for arc in self.arcs:
            source, target = (row_of.get(year_of(by_id[id])) for id in (arc.source, arc.target))
            if source and target:
                count[source, target] += arc.passages
        ordered = sorted(count.items(), key=lambda found: (-found[1], found[0]))
        return tuple(PeriodArc(*rows, passages) for rows, passages in ordered)

    def _decades(self) -> Iterator[PeriodRow]:
        jumps = decade_jumps(self.facets)
        for label, values in gathered((value.heading, value) for value in self._years).items():
            cells = tuple(
                _cell(int(value.label.partition(" ")[0]) % 10 + 1, value.label, len(value.documents), value.address)
                for value in values
            )
            yield PeriodRow(label, jumps[label].address, jumps[label].anchor, sum(cell.count for cell in cells), cells)


def _cell(column: int, label: str, count: int, address: str, anchor: str = "") -> PeriodCell:
    return PeriodCell(column, label, count, sum(count >= least for least in LEVELS), address, anchor)


def _year(value: FacetValue) -> PeriodRow:
    places = {
        group.anchor: part.address
        for part in in_pages(value.address, by_month(value.documents))
        for group in part.groups
        if not group.is_continued
    }
    count = Counter(month_of(document) for document in value.documents)
    cells = []
    for number in sorted(count, key=lambda month: month or _UNKNOWN):
        anchor = f"month-{number}" if number else "month-not-stated"
        label = months()[number] if number else gettext("month not stated")
        cells.append(_cell(number or _UNKNOWN, label, count[number], places[anchor], anchor))
    return PeriodRow(value.label, value.address, "", len(value.documents), tuple(cells))


def calendar_picture(origin: str, calendar: Calendar, rows: Sequence[PeriodRow]) -> Markup:
    """Return the picture of some rows, in the sizes that there are; a reader sees one of them."""
    return Markup().join(_drawn(origin, calendar, rows, size) for size in SIZES)


def _drawn(origin: str, calendar: Calendar, rows: Sequence[PeriodRow], size: CalendarLayout) -> Markup:
    gutter = size.gutter if calendar.spans else 4
    places = {row.label: _TOP + _ROW * at for at, row in enumerate(rows)}
    columns = calendar.columns(size.name)
    x = size.width - gutter + 2
    curves = []
    for span in calendar.spans[:MOST_ARCS]:
        if span.source in places and span.target in places and span.source != span.target:
            y1, y2 = places[span.source] + _ROW / 2, places[span.target] + _ROW / 2
            bulge = min(gutter - 14, 12 + abs(y2 - y1) * 0.25)
            path = f"M{x:g} {y1:g}C{x + bulge:g} {y1:g} {x + bulge:g} {y2:g} {x + 5:g} {y2:g}"
            curves.append((span, path, y2))
    return fill(
        "calendar.html",
        origin,
        size=size,
        calendar=calendar,
        height=_TOP + _ROW * len(rows) + 6,
        rows=[(row, places[row.label]) for row in rows],
        row_height=_ROW - 2,
        width=(size.width - gutter - size.first - 4) / len(columns),
        x=x,
        curves=curves,
        columns=columns,
    )
