"""The words of a passage in one of its texts, whole or a few lines: what is shared or differs is marked."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from sourcebook.model import Document, Link, LinkEnd, Paragraph, Source
from sourcebook.render.base.segments import Span
from sourcebook.text.paragraphs import line_ends
from sourcebook.text.sentences import around
from sourcebook.wording import as_html, written

LONGEST = 900
"""Characters of a passage that are shown as evidence; the two texts side by side show all of it."""
CONTEXT = 150
"""Characters of the sentences around it, on either side."""
_QUIET, _ENDS, _GAPS, _CHANGES = range(4)

Bounds = tuple[int, int]
MarkedChange = tuple[int, int, str]
"""Offsets in the text, and the name of the element that marks the words there."""


class Excerpt(Struct, frozen=True):
    """Words of a text with what stands around them."""

    content: Markup
    is_cut_before: bool
    """Whether a sentence begins before it."""
    is_cut_after: bool


def marked_changes(link: Link, *, of_source: bool) -> list[MarkedChange]:
    """Return where one end of a link doesn't read as the other, in order."""
    changed = "b" if not link.directed else "del" if of_source else "ins"
    found = []
    for difference in link.differences:
        extent = difference.source if of_source else difference.target
        if extent.end > extent.start:
            found.append((extent.start, extent.end, "u" if difference.type == "spacing" else changed))
    return sorted(found)


def excerpt(document: Document, end: LinkEnd, changed: Sequence[MarkedChange], *, is_shared: bool) -> Excerpt:
    """Return the sentences of a document that hold the end of a link; its lines flow where they do on its page.

    `changed` are its words that read otherwise in the other text; `is_shared` says whether the rest stands there, and
    is to be marked.
    """
    source = document.source
    paragraphs = source.touched_by(end.start, end.end)
    bounds = (paragraphs[0].start, paragraphs[-1].end) if paragraphs else (end.start, end.end)
    stop = end.end
    if end.end - end.start > LONGEST:
        stop = max(source.text.rfind(" ", end.start + LONGEST // 2, end.start + LONGEST), end.start + LONGEST // 2)
    first, last = around(source.text, end.start, end.end, bounds, CONTEXT)
    if stop < end.end:
        last = stop
    text = _Text(document, paragraphs)
    content = "".join(
        (
            text.shown(first, end.start),
            *_passage(text, end.start, stop, changed, is_shared=is_shared),
            text.shown(stop, last),
        )
    )
    return Excerpt(
        as_html(content),
        is_cut_before(source, first),
        stop < end.end or _is_cut_after(source, last),
    )


class _Text:
    """Paragraphs of a document as they are read, their lines flowing or not."""

    def __init__(self, document: Document, paragraphs: Iterable[Paragraph]) -> None:
        self._source = document.source
        text = document.source.text
        flowing = paragraphs if document.lines == "flow" else ()
        self._ends = [end for one in flowing for end in line_ends(text, document.lines, one.start, one.end)]

    def shown(self, start: int, end: int) -> str:
        """Return what stands in `[start, end)`, escaped."""
        if not self._ends:
            return written(self._source.shown(start, end))
        pieces, at = [], start
        for begins, ends, read in self._ends:
            if at <= begins < end:
                pieces += [self._source.shown(at, begins), read]
                at = min(ends, end)
        return written("".join([*pieces, self._source.shown(at, end)]))


def is_cut_before(source: Source, at: int) -> bool:
    """Say whether a sentence goes on before what is shown, by the few characters there."""
    before = source.text[max(0, at - 3) : at]
    return bool(before.strip()) and before.rstrip()[-1] not in ".?!…:\"'”’»)" and "\n" not in before


def _is_cut_after(source: Source, at: int) -> bool:
    after = source.text[at : at + 1]
    return after not in ("", "\n", "\r") and source.text[at - 1] not in ".?!…\"'”’»)"


def _passage(text: _Text, start: int, stop: int, changed: Sequence[MarkedChange], *, is_shared: bool) -> Iterator[str]:
    """Yield the pieces of a passage: what is shared in `mark`, what differs in the element that is given."""
    shared = "mark" if is_shared else "span"
    at = start
    for begin, end, tag in changed:
        if begin < at or begin >= stop:
            continue
        yield _element(text, at, begin, shared)
        yield _element(text, begin, min(end, stop), tag)
        at = min(end, stop)
    yield _element(text, at, stop, shared)


def _element(text: _Text, start: int, end: int, tag: str) -> str:
    shown = text.shown(start, end)
    return shown if not shown or shown.isspace() else f"<{tag}>{shown}</{tag}>"


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
        *(
            Span(start, stop, _CHANGES, "change", tag=tag)
            for start, stop, tag in marked_changes(link, of_source=is_source)
        ),
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
