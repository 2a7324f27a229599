"""The picture of the whole: which sentences of one text went where, as SVG; the same facts stand beside it in words.

On the left the text stands drawn to length, paragraph by paragraph; on the right are the texts that have its words.
"""

import textwrap
from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct, field

from sourcebook.render.base.environment import fill
from sourcebook.render.base.excerpt import Bounds, end_in
from sourcebook.render.base.naming import clipped
from sourcebook.render.browse.flow import Flow, Taker

MOST_LABELLED = 8
"""Passages of a text up to which each has a label."""
MOST_PARAGRAPHS = 60
"""Paragraphs that are drawn one by one; a longer text is one bar."""
_LINE = 19.0
"""Height of a line of a title."""
_SLOT = 16.0
"""Height that a label takes."""


class FlowLayout(Struct, frozen=True):
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
    label: int
    """Letters of a label that fit between a mark and a title; 0 where labels don't."""


SIZES = (
    FlowLayout("wide", 1120, (44, 194), 540, 12, 790, 36, label=30),
    FlowLayout("narrow", 358, (38, 82), 176, 10, 196, 18, label=0),
)
HEIGHT = 430.0


class Box(Struct):
    """A rectangle or a line of the drawing."""

    y: float
    height: float
    way: str = ""
    label: str = ""
    anchor: str = ""


class Drawn(Struct):
    """A taker with its place in the drawing."""

    taker: Taker
    lines: list[str]
    y: float
    marks: list[tuple[Box, Box]] = field(default_factory=list)
    """Each passage at the left and at the right."""


def flow_picture(flow: Flow, origin: str) -> Markup:
    """Return the picture in the sizes that there are; a reader sees one of them."""
    return Markup().join(_drawn(flow, origin, size) for size in SIZES)


def _drawn(flow: Flow, origin: str, size: FlowLayout) -> Markup:
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


def _column(flow: Flow, taker: Taker, size: FlowLayout, y: float, scale: float, place: Callable[[int], float]) -> Drawn:
    is_labelled = size.label > 0 and len(taker.taken) <= MOST_LABELLED
    marks, at = [], y
    for taken in taker.taken:
        own, there = end_in(taken.link, flow.document.id), end_in(taken.link, taker.document.id)
        top = place(own.start)
        left = Box(top, max(3.0, place(own.end) - top), taken.way)
        height = max(4.0, (there.end - there.start) * scale)
        slot = max(height, _SLOT) if is_labelled else height + 3
        label = clipped(taken.label, size.label) if is_labelled else ""
        marks.append((left, Box(at + (slot - height) / 2, height, taken.way, label)))
        at += slot + (3 if is_labelled else 0)
    lines = _lines(taker.document.title, size.letters)
    middle = (y + at) / 2 - _LINE * (len(lines) + 2) / 2
    return Drawn(taker, lines, max(y, middle), marks)


def _lines(title: str, letters: int) -> list[str]:
    """Return a title in lines of so many letters, four at most."""
    words = " ".join(clipped(word, letters) for word in clipped(title, letters * 4 - 6).split())
    return textwrap.wrap(words, letters, break_long_words=False, break_on_hyphens=False)[:5]
