"""Two linked documents side by side: both texts whole, each passage tied to its partner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Document, Link, LinkEnd, Source
from sourcebook.render.base.context import Context, has_passage
from sourcebook.render.base.differences import Reader, differences_in_words, same_in_words
from sourcebook.render.base.environment import fill
from sourcebook.render.base.excerpt import changes
from sourcebook.render.base.naming import in_one_line, paragraphs_in_words
from sourcebook.render.base.page import Heading, Page
from sourcebook.render.base.segments import Span, mark_up
from sourcebook.render.document.links import MOST_DIFFERENCES
from sourcebook.vocabulary.link_kinds import KINDS

SIDES = ("a", "b")
"""The two texts by the letters that stand for them; in anchors small."""
MOST = 200
"""Passages of one pair that are tied; of more, the longest are."""
LONGEST = 400_000
"""Characters of a text that are shown; of a longer one, the paragraphs that have passages."""
_ENDS, _LINKS, _CHANGES = range(3)


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph in a column."""

    id: str
    anchor: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Column:
    """One of the two texts."""

    side: str
    document: Document
    line: str
    language: str
    paragraphs: tuple[Shown, ...]
    is_whole: bool
    """Whether every paragraph is shown."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage in both texts."""

    anchors: tuple[str, str]
    paragraphs: tuple[str, str]
    kind: str
    same: str
    differences: tuple[Markup, ...]
    hidden: int


def compare_pages(context: Context) -> Iterator[Page]:
    """Yield the page of every pair of documents that a passage links."""
    pairs: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in context.archive.links:
        if has_passage(link):
            one, other = link.source.document, link.target.document
            pairs[min(one, other), max(one, other)].append(link)
    for (one, other), links in sorted(pairs.items()):
        yield _page(context, context.document(one), context.document(other), links)


def _page(context: Context, one: Document, other: Document, links: Sequence[Link]) -> Page:
    longest = sorted(links, key=lambda link: (link.source.start - link.source.end, link.id))[:MOST]
    tied = sorted(longest, key=lambda link: (_end_in(link, one), _end_in(link, other)))
    columns = tuple(_column(side, document, tied) for side, document in zip(SIDES, (one, other), strict=True))
    title = f"{one.title.strip('[]')} and {other.title.strip('[]')}, side by side"
    content = fill(
        "compare.html",
        addresses.comparison(one.id, other.id),
        columns=columns,
        pairs=[_pair(context, one, other, link) for link in tied],
        hidden=len(links) - len(tied),
        signs={difference.type for link in tied for difference in link.differences},
        directed={link.directed for link in tied if link.differences},
    )
    description = f"Two source texts of {context.archive.about.title} side by side, with what they share marked."
    headings = (Heading("passages", "Passages", f"{len(links):,}"), Heading("texts", "The two texts"))
    return Page(
        addresses.comparison(one.id, other.id),
        title,
        description,
        content,
        headings=headings,
        skips=(("passages", "Skip to the passages"),),
    )


def _end_in(link: Link, document: Document) -> LinkEnd:
    return link.source if link.source.document == document.id else link.target


def _anchor(side: str, link: Link) -> str:
    return f"{side}-{link.id}"


def _column(side: str, document: Document, links: Sequence[Link]) -> Column:
    source = document.source
    partner = SIDES[1 - SIDES.index(side)]
    spans: list[Span] = []
    for link in links:
        end = _end_in(link, document)
        anchor, href = _anchor(side, link), f"#{_anchor(partner, link)}"
        spans.append(Span(end.start, end.end, _ENDS, "sb-at", anchor))
        spans.append(Span(end.start, end.end, _LINKS, "sb-passage sb-passage--1", href=href))
        spans += [
            Span(start, stop, _CHANGES, "sb-change", tag=tag)
            for start, stop, tag in changes(link, of_source=end is link.source)
        ]
    language = document.first("language")
    is_whole = len(source.text) <= LONGEST and source.is_whole
    return Column(
        side,
        document,
        in_one_line(document),
        language.value if language else "",
        tuple(_shown(side, source, _without_crossings(spans), is_whole=is_whole)),
        is_whole,
    )


def _without_crossings(spans: Sequence[Span]) -> list[Span]:
    """Leave out links that begin within another: a word leads to one place."""
    kept: list[Span] = []
    reached = -1
    for span in sorted(spans, key=lambda span: (span.rank, span.start, -span.end)):
        if span.rank == _LINKS:
            if span.start < reached:
                continue
            reached = span.end
        kept.append(span)
    return kept


def _shown(side: str, source: Source, spans: Sequence[Span], *, is_whole: bool) -> Iterator[Shown]:
    for paragraph in source.paragraphs:
        here = [span for span in spans if span.start < paragraph.end and span.end > paragraph.start]
        if is_whole or here:
            yield Shown(paragraph.id, f"{side}-{paragraph.id}", mark_up(source, paragraph, here))


def _pair(context: Context, one: Document, other: Document, link: Link) -> Pair:
    source, target = context.document(link.source.document), context.document(link.target.document)
    sides = ("A", "B") if source.id == one.id else ("B", "A")
    names = context.names
    reader = Reader(
        link,
        source.source,
        target.source,
        names.there(source),
        names.there(target),
        source_place=f"in {sides[0]}",
        target_place=f"in {sides[1]}",
    )
    told = list(differences_in_words(reader))
    ends = (_end_in(link, one), _end_in(link, other))
    kind = KINDS[link.kind]
    return Pair(
        (_anchor(SIDES[0], link), _anchor(SIDES[1], link)),
        (paragraphs_in_words(ends[0].paragraphs), paragraphs_in_words(ends[1].paragraphs)),
        f"{sides[1]} {kind.verb} {sides[0]}" if kind.is_directed else "in both",
        same_in_words(link.words),
        tuple(told[:MOST_DIFFERENCES]),
        max(0, len(told) - MOST_DIFFERENCES),
    )
