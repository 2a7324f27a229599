"""The picture of the whole: which sentences of one text went where, as SVG; the same facts stand beside it in words.

The text is the one that most others quote; where no link has a direction, the one that shares wording with most. On the
left it stands drawn to length, paragraph by paragraph; on the right are the texts that have its words, those with the
most passages first. What is more than a picture can hold is counted in one line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from sourcebook.model import Archive, Document, Link
from sourcebook.render.base.compared import Compared, Way
from sourcebook.render.base.environment import fill
from sourcebook.render.base.evidence import Bounds, end_in
from sourcebook.render.base.naming import clipped, in_one_line, paragraphs_in_words
from sourcebook.render.base.verdicts import changes, summary, verdict
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import gettext, ngettext

MOST_TEXTS = 6
"""Texts on the right; more are counted."""
MOST_LABELLED = 8
"""Passages of a text up to which each has a label."""
MOST_PARAGRAPHS = 60
"""Paragraphs that are drawn one by one; a longer text is one bar."""
_LINE = 19.0
"""Height of a line of a title."""
_SLOT = 16.0
"""Height that a label takes."""


@dataclass(frozen=True, slots=True)
class Size:
    """How a picture is laid out, in units of its own."""

    name: str
    """A class of its element: the stylesheet shows the one that fits."""
    width: int
    bar: Bounds
    """The left text's edges."""
    right: int
    """Where the marks of the others stand."""
    mark: int
    """Their width."""
    title: int
    """Where their titles stand."""
    letters: int
    """That fit in a line of a title."""
    has_labels: bool


SIZES = (
    Size("wide", 1120, (44, 194), 600, 12, 790, 36, has_labels=True),
    Size("narrow", 358, (38, 82), 176, 10, 196, 18, has_labels=False),
)
HEIGHT = 430.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A passage on the right."""

    link: Link
    label: str
    told: str
    """Where it stands in both texts, and what became of it."""
    way: str
    """`same`, `differs`, `plain` for words without quotation marks: names a class of the stylesheet."""


@dataclass(frozen=True, slots=True)
class Taker:
    """A text that has words of the one on the left."""

    document: Document
    line: str
    """Who published or wrote it, and when."""
    sentence: str
    """“5 quotations: 3 word for word, 2 differ”."""
    taken: tuple[Taken, ...]
    together: Way
    """Where it is seen beside the one on the left."""
    is_compared: bool
    """Whether that is a page on which the two stand side by side."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Where the words of one text went."""

    document: Document
    is_directed: bool
    takers: tuple[Taker, ...]
    more: tuple[int, int]
    """Texts beyond those, and their passages."""

    def has(self, way: str) -> bool:
        """Say whether any passage is drawn in a way."""
        return any(taken.way == way for taker in self.takers for taken in taker.taken)


@dataclass(slots=True)
class Box:
    """A rectangle or a line of the drawing."""

    y: float
    height: float
    way: str = ""
    label: str = ""
    anchor: str = ""


@dataclass(slots=True)
class Drawn:
    """A taker with its place in the drawing."""

    taker: Taker
    lines: list[str]
    y: float
    marks: list[tuple[Box, Box]] = field(default_factory=list)
    """Each passage at the left and at the right."""


def flow_of(archive: Archive, compared: Compared) -> Flow | None:
    """Return where the words of the archive's most repeated text went; nothing where no two texts share any."""
    by_source: defaultdict[str, defaultdict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    passages = [link for link in archive.links if KINDS[link.kind].is_passage]
    is_directed = any(link.directed for link in passages)
    for link in passages:
        if link.directed:
            by_source[link.source.document][link.target.document].append(link)
        elif not is_directed:
            by_source[link.source.document][link.target.document].append(link)
            by_source[link.target.document][link.source.document].append(link)
    shown = [id for id in by_source if archive.by_id[id].is_shown and archive.by_id[id].source.is_whole]
    if not shown:
        return None
    id = min(shown, key=lambda id: (-len(by_source[id]), -sum(map(len, by_source[id].values())), id))
    texts = sorted(by_source[id].items(), key=lambda taker: (-_weight(taker[1]), -len(taker[1]), taker[0]))
    takers = tuple(_taker(archive, compared, archive.by_id[id], other, links) for other, links in texts[:MOST_TEXTS])
    rest = texts[MOST_TEXTS:]
    return Flow(archive.by_id[id], is_directed, takers, (len(rest), sum(len(links) for _, links in rest)))


def _weight(links: Sequence[Link]) -> int:
    return sum(KINDS[link.kind].in_marks for link in links)


def _taker(archive: Archive, compared: Compared, source: Document, other: str, links: Sequence[Link]) -> Taker:
    ordered = sorted(links, key=lambda link: (end_in(link, other).start, link.id))
    return Taker(
        archive.by_id[other],
        in_one_line(archive.by_id[other]),
        _sentence(ordered),
        tuple(_taken(link, other) for link in ordered),
        compared.at(source.id, other),
        compared.has_page(source.id, other),
    )


def _sentence(links: Sequence[Link]) -> str:
    if not all(_is_plain(link) for link in links):
        return summary(links)
    differing = sum(bool(changes(link)) for link in links)
    n = len(links)
    said = ngettext("{n} passage without quotation marks", "{n} passages without quotation marks", n)
    return (
        ngettext("{passages}, {n} with differences", "{passages}, {n} with differences", differing, passages=said)
        if differing
        else said
    )


def _is_plain(link: Link) -> bool:
    """Say whether words were taken over without quotation marks."""
    return link.directed and not KINDS[link.kind].in_marks


def _taken(link: Link, other: str) -> Taken:
    own = next(end for end in (link.source, link.target) if end.document != other)
    there = paragraphs_in_words(end_in(link, other).paragraphs)
    differs = bool(changes(link)) and link.directed
    way = "plain" if _is_plain(link) else "differs" if differs else "same"
    found = verdict(link)
    said = found.in_sentence
    places = {"here": paragraphs_in_words(own.paragraphs), "there": there, "verdict": said}
    return Taken(
        link,
        f"{there}, {clipped(found.brief or said, 24)}" if differs else there,
        gettext("{here} in its {there}, {verdict}", **places)
        if differs
        else gettext("{here} in its {there}", **places),
        way,
    )


def flow_picture(flow: Flow, origin: str) -> Markup:
    """Return the picture in the sizes that there are; a reader sees one of them."""
    return Markup().join(_drawn(flow, origin, size) for size in SIZES)


def _drawn(flow: Flow, origin: str, size: Size) -> Markup:
    source = flow.document.source
    paragraphs = source.paragraphs if len(source.paragraphs) <= MOST_PARAGRAPHS else ()
    boxes, y = [], 6.0
    scale = (HEIGHT - 2 * len(paragraphs)) / max(1, len(source.text))
    for paragraph in paragraphs:
        boxes.append(Box(y, max(5.0, (paragraph.end - paragraph.start) * scale), anchor=paragraph.id))
        y += boxes[-1].height + 2
    bottom = y
    spans = [(p.start, p.end, box) for p, box in zip(paragraphs, boxes, strict=True)]
    if not paragraphs:
        bottom = 6 + HEIGHT
        boxes = [Box(6.0, HEIGHT, anchor="text")]
        spans = [(0, len(source.text), boxes[0])]

    def place(offset: int) -> float:
        start, end, box = next(((s, e, b) for s, e, b in spans if offset <= e), spans[-1])
        return box.y + box.height * min(1.0, max(0.0, (offset - start) / max(1, end - start)))

    drawn, y = [], 6.0
    for taker in flow.takers:
        one = _column(flow, taker, size, y, scale, place)
        drawn.append(one)
        lowest = max((mark.y + mark.height for _, mark in one.marks), default=y)
        y = max(lowest, one.y + _LINE * (len(one.lines) + 2)) + 22
    quoted = {p for taker in flow.takers for t in taker.taken for p in end_in(t.link, source.id).paragraphs}
    return fill(
        "flow.html",
        origin,
        flow=flow,
        size=size,
        height=round(max(bottom, y - 14) + 4),
        boxes=boxes,
        numbered=[box for box in boxes if box.anchor in quoted and paragraphs],
        drawn=drawn,
        line=_LINE,
    )


def _column(flow: Flow, taker: Taker, size: Size, y: float, scale: float, place: object) -> Drawn:
    assert callable(place)  # noqa: S101  its type says nothing more
    is_labelled = size.has_labels and len(taker.taken) <= MOST_LABELLED
    marks, at = [], y
    for taken in taker.taken:
        own, there = end_in(taken.link, flow.document.id), end_in(taken.link, taker.document.id)
        top = place(own.start)
        left = Box(top, max(3.0, place(own.end) - top), taken.way)
        height = max(4.0, (there.end - there.start) * scale)
        slot = max(height, _SLOT) if is_labelled else height + 3
        marks.append((left, Box(at + (slot - height) / 2, height, taken.way, taken.label if is_labelled else "")))
        at += slot + (3 if is_labelled else 0)
    lines = _lines(taker.document.title, size.letters)
    middle = (y + at) / 2 - _LINE * (len(lines) + 2) / 2
    return Drawn(taker, lines, max(y, middle), marks)


def _lines(title: str, letters: int) -> list[str]:
    """Return a title in lines of so many letters, four at most."""
    lines = [""]
    for word in clipped(title, letters * 4 - 6).split():
        piece = clipped(word, letters)
        if lines[-1] and len(lines[-1]) + 1 + len(piece) > letters:
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}".strip()
    return lines[:5]
