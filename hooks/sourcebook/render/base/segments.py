"""Overlapping spans → elements that nest: a paragraph's text is cut where spans cross, and never changed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from sourcebook.model import Document, Paragraph, Source
from sourcebook.text.paragraphs import line_ends
from sourcebook.wording import as_html, written

_Layer = list["Span"]
_INNERMOST = 9
"""A rank."""


class Span(Struct, frozen=True):
    """A stretch of a text that a page marks."""

    start: int
    end: int
    rank: int
    """Spans of a lower rank lie outside those of a higher one, and stay whole where the two cross."""
    classes: str
    anchor: str = ""
    """The id that a link leads to. Where the span is cut, its first part has the id and the others name it."""
    tag: str = "span"
    """The name of the element."""
    href: str = ""
    """Where the words lead, if they are a link. Links don't nest: within another link a span is none."""
    title: str = ""
    """What a link says of itself when one points at it."""
    name: str = ""
    """The id of the name that the words are, for a script."""
    is_passed_over: bool = False
    """Whether the keyboard passes over the link, since one before it leads to the same place."""


def joint_spans(document: Document, start: int, end: int) -> Iterator[Span]:
    """Yield what is hidden between `start` and `end`: the ends of lines that flow, in a script without spaces."""
    found = line_ends(document.source.text, document.lines, start, end)
    return (Span(begins, ends, _INNERMOST, "joint") for begins, ends, read in found if not read)


def mark_up(source: Source, paragraph: Paragraph, spans: Sequence[Span]) -> Markup:
    """Return a paragraph as HTML whose text content is the paragraph as it is shown.

    Spans may overlap in any way and reach over the paragraph's ends.
    """
    touching = (span for span in spans if span.start < paragraph.end and span.end > paragraph.start)
    here = [_without_half_a_line_end(source.text, span) for span in touching]
    if not here:
        return escape(source.shown(paragraph.start, paragraph.end))
    return as_html(_nested(source, paragraph.start, paragraph.end, _layers(here)))


def _without_half_a_line_end(text: str, span: Span) -> Span:
    """Return the span with an end that would cut a CRLF in two moved before it."""
    start, end = (at - 1 if at > 0 and text[at - 1 : at + 1] == "\r\n" else at for at in (span.start, span.end))
    return span if (start, end) == (span.start, span.end) else replace(span, start=start, end=end)


def _layers(spans: Sequence[Span]) -> list[_Layer]:
    """Return the spans in layers, the outermost first; within a layer no two overlap."""
    layers: list[_Layer] = []
    for _, of_one_rank in groupby(sorted(spans, key=lambda span: span.rank), key=lambda span: span.rank):
        here: list[_Layer] = []
        for span in sorted(of_one_rank, key=lambda span: (span.start - span.end, span.start, span.anchor)):
            free = (layer for layer in here if all(span.start >= s.end or span.end <= s.start for s in layer))
            layer = next(free, None)
            if layer is None:
                here.append([span])
            else:
                layer.append(span)
        layers += here
    return [sorted(layer, key=lambda span: span.start) for layer in layers]


def _nested(source: Source, start: int, end: int, layers: Sequence[_Layer], *, within_a_link: bool = False) -> str:
    """Return `[start, end)` of a text with the elements of these layers around its words."""
    if not layers:
        return written(source.shown(start, end))
    pieces, at, inner = [], start, layers[1:]
    for span in layers[0]:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            if at < first:
                pieces.append(_nested(source, at, first, inner, within_a_link=within_a_link))
            is_link = bool(span.href) and not within_a_link
            content = _nested(source, first, last, inner, within_a_link=within_a_link or is_link)
            pieces.append(_element(span, content, is_first=first == span.start, is_link=is_link))
            at = last
    if at < end:
        pieces.append(_nested(source, at, end, inner, within_a_link=within_a_link))
    return "".join(pieces)


def _element(span: Span, content: str, *, is_first: bool, is_link: bool) -> str:
    """Return an element around content that is escaped; of a link in parts, the keyboard stops at the first."""
    tag = "a" if is_link else span.tag
    href = span.href if is_link else ""
    attributes = [("class", span.classes)] if span.classes else []
    if span.anchor:
        attributes.append(("id" if is_first else "data-part-of", span.anchor))
    if span.name:
        attributes.append(("data-name", span.name))
    if href:
        attributes.append(("href", href))
        attributes.append(("title", span.title) if is_first else ("tabindex", "-1"))
        if span.is_passed_over and is_first:
            attributes.append(("tabindex", "-1"))
    told = "".join(f' {name}="{written(value)}"' for name, value in attributes)
    return f"<{tag}{told}>{content}</{tag}>"
