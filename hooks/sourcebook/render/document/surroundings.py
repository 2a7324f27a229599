"""A document in its surroundings: its neighbours among the texts that repeat one another, its time, its names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.fitting import fitted
from sourcebook.render.base.page import Heading
from sourcebook.render.document.name_marks import names_in
from sourcebook.render.time.chronology import stand
from sourcebook.render.time.timeline import MOST_ROWS
from sourcebook.vocabulary.dates import date_of, sort_key
from sourcebook.vocabulary.link_kinds import KINDS

MOST_NEIGHBOURS = 6
"""Neighbours of one kind that the picture has; the sections on links have more."""
MOST_NAMES = 12
"""Names of one type that are shown; the others are folded."""
WIDTHS = {"wide": (640, 90), "narrow": (340, 50)}
"""Of each size: the width, and the room for arcs."""
_ROW = 30

_PASSAGES = [kind for kind in KINDS.values() if kind.is_passage]
ABOVE = [kind.target.brief for kind in _PASSAGES if kind.is_directed]
"""What the words come from stands above the document, as in a river."""
WAYS = list(
    dict.fromkeys(
        [*ABOVE, *(k.source.brief for k in _PASSAGES if not k.is_directed), *(k.source.brief for k in _PASSAGES)]
    )
)
"""How a document is joined to a neighbour, in the order of the picture."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another document, and what joins it."""

    document: Document
    kind: str
    """The kind of the links: words used without marks have a broken line, as in the timeline."""
    way: str
    passages: int


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the picture."""

    neighbour: Neighbour | None
    """None for the document itself."""
    title: str
    y: float
    path: str = ""
    head: str = ""
    """The arrow's head; nothing where the link has no direction."""


@dataclass(frozen=True, slots=True)
class InTime:
    """A dated document among the other dated ones: only what no overlap of their dates leaves open."""

    before: Document | None
    """The last of those that are older."""
    after: Document | None
    """The first of those that are younger."""
    is_earliest: bool
    """Whether all others are younger."""
    is_latest: bool


class Chronology:
    """The dated documents of an archive, to be asked what stands before one and what after it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        dates = [(document, when) for document in archive.documents if (when := date_of(document))]
        self.dated = len(dates)
        ends = [(when.latest, sort_key(when), d.id) for d, when in dates if when.is_certain and when.latest]
        starts = [(when.earliest, sort_key(when), d.id) for d, when in dates if when.is_certain and when.earliest]
        self._ends, self._starts = sorted(ends), sorted(starts)

    def around(self, document: Document) -> InTime:
        """Return where a dated document stands among the others."""
        when = date_of(document)
        by_id = self.archive.by_id
        is_placed = when is not None and when.is_certain
        first, last = (when.earliest, when.latest) if when and is_placed else (None, None)
        older = self._ends[: bisect_left(self._ends, (first,))] if first else []
        younger = self._starts[bisect_left(self._starts, (last, (True,))) :] if last else []
        return InTime(
            by_id[older[-1][2]] if older else None,
            by_id[younger[0][2]] if younger else None,
            len(younger) == self.dated - 1,
            len(older) == self.dated - 1,
        )


def neighbours(archive: Archive, document: Document) -> list[Neighbour]:
    """Return the documents that share words with one: those it repeats, those that share, those that repeat it."""
    count: Counter[tuple[str, str, str]] = Counter()
    for link in archive.links_of[document.id]:
        kind, is_source = KINDS[link.kind], link.source.document == document.id
        if kind.is_passage:
            way = (kind.source if is_source else kind.target).brief
            count[kind.name, way, (link.target if is_source else link.source).document] += 1
    found = [Neighbour(archive.by_id[other], kind, way, number) for (kind, way, other), number in count.items()]
    return sorted(found, key=lambda one: (WAYS.index(one.way), -one.passages, one.document.id))


def surroundings(chronology: Chronology, document: Document) -> tuple[Markup, tuple[Heading, ...]]:
    """Return the section on what stands around a document, and its entry in the page's contents."""
    archive = chronology.archive
    found = neighbours(archive, document)
    content = fill(
        "surroundings.html",
        addresses.document(document.id),
        document=document,
        pictures=[_map(document, found, size) for size in WIDTHS] if found else [],
        told=_told(found),
        stand=stand(document),
        dated=chronology.dated,
        in_time=chronology.around(document),
        at=f"at-{document.id}" if len(archive.documents) <= MOST_ROWS else "",
        names=names_in(archive, document),
        most_names=MOST_NAMES,
    )
    return content, (Heading("around", "Around this text"),)


def _told(found: Sequence[Neighbour]) -> list[tuple[str, int, int]]:
    """Return each way in which a document is joined to others, with the numbers of documents and of passages."""
    ways: Mapping[str, list[Neighbour]] = {way: [one for one in found if one.way == way] for way in WAYS}
    return [(way, len(ones), sum(one.passages for one in ones)) for way, ones in ways.items() if ones]


def _map(document: Document, found: Sequence[Neighbour], size: str) -> Markup:
    width, gutter = WIDTHS[size]
    room = width - gutter - 12.0
    by_way = [[one for one in found if one.way == way] for way in WAYS]
    shown = [one for ones in by_way for one in ones[:MOST_NEIGHBOURS]]
    above = [one for one in shown if one.way in ABOVE]
    below = [one for one in shown if one.way not in ABOVE]
    own = 8 + len(above) * _ROW
    x = width - gutter + 4.0
    places = [_place(one, 8 + _ROW * at, own, x, gutter, room) for at, one in enumerate(above)]
    places.append(Place(None, fitted(document.title, room), own))
    places += [_place(one, own + _ROW * (at + 1), own, x, gutter, room) for at, one in enumerate(below)]
    return fill(
        "map.html",
        addresses.document(document.id),
        document=document,
        size=size,
        width=width,
        height=16 + _ROW * len(places),
        right=width - gutter,
        places=places,
        row=_ROW,
    )


def _place(one: Neighbour, y: float, own: float, x: float, gutter: int, room: float) -> Place:
    label = f"{one.way.lower()} "
    bulge = min(gutter - 8.0, 14 + abs(y - own) * 0.3)
    there, here = y + 15, own + 15
    path = f"M{x:g} {there:g}C{x + bulge:g} {there:g} {x + bulge:g} {here:g} {x:g} {here:g}"
    at = here if one.way in ABOVE else there
    head = "" if not KINDS[one.kind].is_directed else f"M{x - 3:g} {at:g}l8 -4v8z"
    return Place(one, fitted(one.document.title, room - 6.2 * len(label)), y, path, head)
