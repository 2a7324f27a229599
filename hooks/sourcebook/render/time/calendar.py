"""The picture of time for an archive with too many documents for a row each: a row a year, a cell a month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from sourcebook.model import Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import Facets, Value
from sourcebook.render.base.listing import by_month, in_pages, month_name, month_of
from sourcebook.render.time.chronology import Arc
from sourcebook.vocabulary.facets import year_of

LEVELS = (1, 3, 10, 30, 100)
"""So many documents make a cell a shade stronger."""
MOST_ARCS = 60
"""Arcs between years that are drawn and told; those of the most passages."""
YEARS = 40
"""Rows of one picture."""
WIDTHS = {"wide": (720, 46.0, 44.0, 110.0), "narrow": (340, 34.0, 20.5, 38.0)}
"""Of each size: the width, that of the year, of a month, and of the room for arcs."""
_ROW = 22.0
_TOP = 24.0


@dataclass(frozen=True, slots=True)
class Cell:
    """The documents of one month, or of a year whose month isn't known."""

    month: int
    """1 to 12; 0 where it isn't known."""
    label: str
    count: int
    level: int
    address: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Year:
    """The documents of one year."""

    label: str
    address: str
    count: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One year repeats another."""

    source: str
    target: str
    passages: int


@dataclass(frozen=True)
class Calendar:
    """Every year of an archive."""

    facets: Facets
    arcs: Sequence[Arc]
    years: tuple[Year, ...] = field(init=False)
    spans: tuple[Span, ...] = field(init=False)
    """From year to year, within one too; those of the most passages first."""

    def __post_init__(self) -> None:
        values = [value for value in self.facets.values["year"] if value.is_stated]
        object.__setattr__(self, "years", tuple(_year(value) for value in values))
        by_id: Mapping[str, Document] = self.facets.archive.by_id
        count: Counter[tuple[str, str]] = Counter()
        for arc in self.arcs:
            source, target = (year_of(by_id[id]) for id in (arc.source, arc.target))
            if source and target:
                count[source, target] += arc.passages
        ordered = sorted(count.items(), key=lambda found: (-found[1], found[0]))
        object.__setattr__(self, "spans", tuple(Span(*years, passages) for years, passages in ordered))


def _year(value: Value) -> Year:
    groups = by_month(value.documents)
    places = {
        group.anchor: part.address
        for part in in_pages(value.address, groups)
        for group in part.groups
        if not group.is_continued
    }
    months: defaultdict[int, int] = defaultdict(int)
    for document in value.documents:
        months[month_of(document)] += 1
    cells = []
    for number in sorted(months, key=lambda month: month or 13):
        anchor = f"month-{number}" if number else "month-not-stated"
        label = month_name(number) if number else "month not stated"
        level = sum(months[number] >= least for least in LEVELS)
        cells.append(Cell(number, label, months[number], level, places[anchor], anchor))
    return Year(value.label, value.address, len(value.documents), tuple(cells))


def calendar_picture(origin: str, years: Sequence[Year], spans: Sequence[Span], prefix: str) -> Markup:
    """Return the picture of some years, in the sizes that there are; a reader sees one of them."""
    return Markup().join(_drawn(origin, years, spans, name, f"{prefix}-{name}") for name in WIDTHS)


def _drawn(origin: str, years: Sequence[Year], spans: Sequence[Span], size: str, prefix: str) -> Markup:
    width, first, month, gutter = WIDTHS[size]
    rows = {year.label: _TOP + _ROW * at for at, year in enumerate(years)}
    x = width - gutter + 2
    curves = []
    for span in spans:
        if span.source in rows and span.target in rows and span.source != span.target:
            y1, y2 = rows[span.source] + 10, rows[span.target] + 10
            bulge = min(gutter - 14, 12 + abs(y2 - y1) * 0.25)
            path = f"M{x:g} {y1:g}C{x + bulge:g} {y1:g} {x + bulge:g} {y2:g} {x + 5:g} {y2:g}"
            curves.append((span, path, y2))
    return fill(
        "calendar.html",
        origin,
        size=size,
        prefix=prefix,
        width=width,
        height=_TOP + _ROW * len(years) + 6,
        years=[(year, rows[year.label]) for year in years],
        first=first,
        month=month,
        x=x,
        curves=curves,
        months=[month_name(number)[: 3 if size == "wide" else 1] for number in range(1, 13)],
    )
