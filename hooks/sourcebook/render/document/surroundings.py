"""A document in its surroundings: its neighbours among the texts that repeat one another, its time, its names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.fitting import fitted
from sourcebook.render.base.listing import chronological
from sourcebook.render.base.page import Heading
from sourcebook.render.document.name_marks import names_in
from sourcebook.render.time.chronology import stand
from sourcebook.render.time.timeline import MOST_ROWS

MOST_NEIGHBOURS = 6
"""Neighbours of one kind that the picture has; the sections on links have more."""
MOST_NAMES = 12
"""Names of one type that are shown; the others are folded."""
WIDTHS = {"wide": (640, 90), "narrow": (340, 50)}
"""Of each size: the width, and the room for arcs."""
_ROW = 30

WAYS = {
    ("quotation", "target"): "Quotes",
    ("reuse", "target"): "Uses words of",
    ("shared-passage", ""): "Shares passages with",
    ("quotation", "source"): "Quoted in",
    ("reuse", "source"): "Words used in",
}
"""How a document is joined to a neighbour: by the kind of link, and which end of it the document is."""
ABOVE = ("Quotes", "Uses words of")
"""What the words come from stands above the document, as in a river."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another document, and what joins it."""

    document: Document
    way: str
    passages: int

    @property
    def kind(self) -> str:
        """The kind of the links: words used without marks have a broken line, as in the timeline."""
        return next(kind for (kind, _), way in WAYS.items() if way == self.way)


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


@dataclass(frozen=True)
class Chronology:
    """The dated documents of an archive in order."""

    archive: Archive
    dated: tuple[Document, ...] = field(init=False)
    _keys: list[tuple[object, ...]] = field(init=False)

    def __post_init__(self) -> None:
        dated = sorted((d for d in self.archive.documents if d.first("date")), key=chronological)
        object.__setattr__(self, "dated", tuple(dated))
        object.__setattr__(self, "_keys", [chronological(document) for document in dated])

    def around(self, document: Document) -> tuple[Document | None, Document | None]:
        """Return the dated documents before and after a dated one."""
        at = bisect_left(self._keys, chronological(document))
        before = self.dated[at - 1] if at else None
        return before, self.dated[at + 1] if at + 1 < len(self.dated) else None


def neighbours(archive: Archive, document: Document) -> list[Neighbour]:
    """Return the documents that share words with one: those it repeats, those that share, those that repeat it."""
    count: Counter[tuple[str, str]] = Counter()
    for link in archive.links_of[document.id]:
        end = "" if not link.directed else "source" if link.source.document == document.id else "target"
        way = WAYS.get((link.kind, end))
        other = link.target.document if link.source.document == document.id else link.source.document
        if way and other:
            count[way, other] += 1
    order = list(dict.fromkeys(WAYS.values()))
    found = [Neighbour(archive.by_id[other], way, number) for (way, other), number in count.items()]
    return sorted(found, key=lambda one: (order.index(one.way), -one.passages, one.document.id))


def surroundings(chronology: Chronology, document: Document) -> tuple[Markup, tuple[Heading, ...]]:
    """Return the section on what stands around a document, and its entry in the page's contents."""
    archive = chronology.archive
    found = neighbours(archive, document)
    before, after = chronology.around(document) if document.first("date") else (None, None)
    content = fill(
        "surroundings.html",
        addresses.document(document.id),
        document=document,
        pictures=[_map(document, found, size) for size in WIDTHS] if found else [],
        told=_told(found),
        stand=stand(document),
        dated=len(chronology.dated),
        before=before,
        after=after,
        at=f"at-{document.id}" if len(archive.documents) <= MOST_ROWS else "",
        names=names_in(archive, document),
        most_names=MOST_NAMES,
    )
    return content, (Heading("around", "Around this text"),)


def _told(found: Sequence[Neighbour]) -> list[tuple[str, int, int]]:
    """Return each way in which a document is joined to others, with the numbers of documents and of passages."""
    ways: Mapping[str, list[Neighbour]] = {way: [one for one in found if one.way == way] for way in WAYS.values()}
    return [(way, len(ones), sum(one.passages for one in ones)) for way, ones in ways.items() if ones]


def _map(document: Document, found: Sequence[Neighbour], size: str) -> Markup:
    width, gutter = WIDTHS[size]
    room = width - gutter - 12.0
    by_way = [[one for one in found if one.way == way] for way in dict.fromkeys(WAYS.values())]
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
    head = "" if one.way.startswith("Shares") else f"M{x - 3:g} {at:g}l8 -4v8z"
    return Place(one, fitted(one.document.title, room - 6.2 * len(label)), y, path, head)
