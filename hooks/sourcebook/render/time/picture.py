"""The picture of time: a row for each document, arcs for who repeats whom; drawn as SVG when the site is built.

The scale has a tick for each day on which something known begins or ends. They stand in order and evenly: distances
between them mean nothing, and the picture says so.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup
from msgspec import Struct

from sourcebook.render.base.compared import Together
from sourcebook.render.base.environment import fill
from sourcebook.render.base.naming import clipped
from sourcebook.render.time.chronology import Arc, DateEdge, TimelineEntry, edges, in_order
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import N_, gettext, months

HEADINGS = {
    "dated": N_("Dated"),
    "bounded": N_("Date known only as a range"),
    "undated": N_("Date not known"),
}
_CHARACTER = 5.9
"""Width of a character of a tick's label, about."""
_NUMBER = 22.0
"""Width of the number of an arc, with the space before it."""
_TICK_ROWS = 3


class TimelineLayout(Struct, frozen=True):
    """How large a picture is drawn, in units of its own."""

    name: str
    """A class of its element: the stylesheet shows the one that fits."""
    width: int
    gutter: int
    """For the arcs."""
    row: int = 44
    heading: int = 30


WIDE = TimelineLayout("wide", 880, 140)
NARROW = TimelineLayout("narrow", 340, 46)


class Tick(Struct, frozen=True):
    """A place on the scale."""

    x: float
    label: str
    """Nothing where there is no room for it."""
    y: float
    align: str


class DrawnRow(Struct, frozen=True):
    """A document."""

    entry: TimelineEntry
    title: str
    y: float
    x1: float
    x2: float
    is_day: bool

    @property
    def called(self) -> str:
        """Return its title as it is read aloud, behind what is shown of it where that ends within its only word."""
        title = self.entry.document.title
        return title if " " in self.title or self.title == title else f"{self.title} {title}"


class Curve(Struct, frozen=True):
    """An arc."""

    arc: Arc
    source: TimelineEntry
    target: TimelineEntry
    path: str
    x: float
    """Where it touches the target."""
    y: float
    count_x: float
    count_y: float
    """Where its number ends: above the arrow, where no other arc passes."""


def picture(origin: str, entries: Sequence[TimelineEntry], arcs: Sequence[Arc], together: Together) -> Markup:
    """Return the picture in the sizes that there are; a reader sees one of them. Arcs to other texts are left out."""
    return Markup().join(_drawn(origin, entries, arcs, size, together) for size in (WIDE, NARROW))


def _drawn(
    origin: str, entries: Sequence[TimelineEntry], arcs: Sequence[Arc], size: TimelineLayout, together: Together
) -> Markup:
    left, right = 10.0, float(size.width - size.gutter)
    marks = list(edges(entries))
    step = (right - left) / (len(marks) + 1)
    place = {edge.day: left + step * (at + 1) for at, edge in enumerate(marks)}
    ticks = _ticks(marks, place, right)
    y = 14.0 * (1 + max((int(tick.y // 14) for tick in ticks), default=0)) + 8
    top = y
    rows: dict[str, DrawnRow] = {}
    headings = []
    for state, group in in_order(entries):
        headings.append((gettext(HEADINGS[state]), y + 18))
        y += size.heading
        for one in group:
            rows[one.document.id] = _row(one, y, place, (left, right), size)
            y += size.row
    curves = _curves([arc for arc in arcs if arc.source in rows and arc.target in rows], rows, right + 6, size)
    return fill(
        "picture.html",
        origin,
        size=size,
        together=together,
        height=y + 6,
        top=top,
        left=left,
        right=right,
        ticks=ticks,
        headings=headings,
        rows=rows.values(),
        curves=curves,
    )


def _ticks(marks: Sequence[DateEdge], place: dict[Day, float], right: float) -> list[Tick]:
    """Return the scale; labels that would touch stand in another row, or are left out."""
    ends = [-99.0] * _TICK_ROWS
    brief = {name: months("abbreviated")[number] for number, name in months().items()}
    month = re.compile(rf"\b({'|'.join(map(re.escape, brief))})\b")
    ticks = []
    for edge in marks:
        x = place[edge.day]
        label = month.sub(lambda found: brief[found[0]], edge.words)
        half = len(label) * _CHARACTER / 2
        start = min(max(0.0, x - half), right + 24 - 2 * half)
        align = "start" if start > x - half + 1 else "end" if start < x - half - 1 else "middle"
        start = x if align == "start" else x - 2 * half if align == "end" else start
        row = next((n for n, end in enumerate(ends) if end + 8 < start), None)
        if row is not None:
            ends[row] = start + 2 * half
        ticks.append(Tick(x, label if row is not None else "", 14.0 * (row or 0), align))
    return ticks


def _row(
    one: TimelineEntry, y: float, place: dict[Day, float], scale: tuple[float, float], size: TimelineLayout
) -> DrawnRow:
    x1 = place[one.first.day] if one.first else scale[0]
    x2 = place[one.last.day] if one.last else scale[1]
    is_day = bool(one.first and one.last and one.first.day == one.last.day)
    return DrawnRow(one, fitted(one.document.title, size.width - size.gutter - 10), y, x1, x2, is_day)


def _curves(arcs: Sequence[Arc], rows: dict[str, DrawnRow], x: float, size: TimelineLayout) -> list[Curve]:
    """Return the arcs: the further one leads, the wider it is; the numbers at one arrow stand beside each other."""
    distances = [abs(rows[arc.source].y - rows[arc.target].y) for arc in arcs]
    furthest = max(distances, default=1.0)
    leading: Counter[str] = Counter()
    curves = []
    for arc, distance in zip(arcs, distances, strict=True):
        source, target = rows[arc.source], rows[arc.target]
        y1, y2 = source.y + 29, target.y + 29
        # Words quoted and words used without marks have an arc each: one beside the other.
        bulge = (size.gutter - 18) * (0.4 + 0.6 * distance / furthest) - (0 if KINDS[arc.kind].in_marks else 6)
        path = f"M{x:g} {y1:g}C{x + bulge:g} {y1:g} {x + bulge:g} {y2:g} {x + 5:g} {y2:g}"
        number_x = x + 9 - _NUMBER * leading[arc.target]
        curves.append(Curve(arc, source.entry, target.entry, path, x, y2, number_x, y2 - 8))
        leading[arc.target] += 1
    return curves


_SMALL, _CAPITAL, _WIDE_LETTER = 6.2, 9.0, 13.0
"""Widths of a letter in the pictures' serif, a little more than most have."""


def fitted(title: str, room: float) -> str:
    """Return a title cut so that it takes no more than so many units of a picture."""
    words = " ".join(title.split())
    most = sum(1 for width in accumulate(map(_width, words)) if width <= room)
    return clipped(words, most)


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE_LETTER
    return _CAPITAL if character.isupper() else _SMALL
