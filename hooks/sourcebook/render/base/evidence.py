"""The words of a passage in one of its texts: what differs is marked, what stands around it steps back."""

from collections.abc import Iterator, Sequence

from sourcebook.model import Document, Link, LinkEnd
from sourcebook.render.base.excerpt import changes
from sourcebook.render.base.segments import Span

_QUIET, _ENDS, _GAPS, _CHANGES = range(4)

Bounds = tuple[int, int]


def end_in(link: Link, document: str) -> LinkEnd:
    """Return the end of a link that stands in a document, by its id."""
    return link.source if link.source.document == document else link.target


def passage_spans(document: Document, link: Link, quiet: Sequence[Bounds], anchor: str = "") -> list[Span]:
    """Return what is marked of a passage in a document.

    `quiet` are stretches around it that step back; `anchor` is the id of its first words, if any.
    """
    end = end_in(link, document.id)
    is_source = end is link.source
    return [
        *(Span(start, stop, _QUIET, "context", tag="small") for start, stop in quiet if start < stop),
        *([Span(end.start, end.end, _ENDS, "at", anchor)] if anchor else []),
        *(gap(document, end, at) for at in missing(link, of_source=is_source)),
        *(Span(start, stop, _CHANGES, "change", tag=tag) for start, stop, tag in changes(link, of_source=is_source)),
    ]


def missing(link: Link, *, of_source: bool) -> Iterator[int]:
    """Yield where one end of a link lacks words that the other has."""
    for difference in link.differences:
        own, other = difference.source, difference.target
        if not of_source:
            own, other = other, own
        if own.end == own.start and other.end > other.start:
            yield own.start


def gap(document: Document, end: LinkEnd, at: int) -> Span:
    """Return the mark of a place where words are missing: on the last letter before it, or the first after it."""
    text, before = document.source.text, at
    while before > end.start and text[before - 1].isspace():
        before -= 1
    if before > end.start:
        return Span(before - 1, before, _GAPS, "gap gap--after")
    return Span(at, at + 1, _GAPS, "gap gap--before")
