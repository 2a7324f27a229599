"""A document's links, with the evidence for each: the sections that follow its text.

One group for each kind of link and each end; in it a card for each other document, in it an entry for each passage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Document, Link, LinkEnd, Marks
from sourcebook.render.base.context import Context, has_passage
from sourcebook.render.base.differences import Reader, differences_in_words, same_in_words
from sourcebook.render.base.excerpt import Excerpt, changes, excerpt
from sourcebook.render.base.naming import in_one_line, paragraphs_in_words
from sourcebook.vocabulary.link_kinds import KINDS, Kind, reason

OPEN = 20
"""Cards of a group that are open; of more, the rest is folded."""
MOST_CARDS = 100
"""Cards of a group on one page; of more, links.json has them all."""
MOST_ENTRIES = 20
"""Entries of a card; of more, the two texts side by side show them all."""
MOST_DIFFERENCES = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One end of a link as an entry shows it."""

    name: str
    """At the head of a line: “The letter”."""
    short: str
    """Within one: “the letter”."""
    paragraphs: str
    """“¶ 8–9”."""
    address: str
    """Of the document; empty on its own page."""
    paragraph: str
    """The anchor of the paragraph."""
    anchor: str
    """The anchor of the very words."""
    in_marks: Marks
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Entry:
    """One link."""

    id: str
    cells: tuple[Cell, ...]
    """The end that the words come from first; undirected, the end on this page."""
    same: str
    differences: tuple[Markup, ...]
    hidden: int
    """Differences that are not listed."""
    witnesses: int
    """In how many documents the passage stands, where it has a page."""
    passage: str
    """The id of the passage, or nothing."""


@dataclass(frozen=True, slots=True)
class Card:
    """The links of one kind between this document and another."""

    document: Document
    line: str
    entries: tuple[Entry, ...]
    hidden: int
    reasons: tuple[str, ...]
    comparison: str
    """The address of the two texts side by side; nothing if neither has words of the other."""


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one kind, read from one end."""

    anchor: str
    heading: str
    links: int
    documents: int
    passage: bool
    open: tuple[Card, ...]
    folded: tuple[Card, ...]
    hidden: int
    """Documents that have no card here."""

    def entries(self) -> Iterator[Entry]:
        """Yield every entry that the page shows."""
        for card in (*self.open, *self.folded):
            yield from card.entries


def link_groups(context: Context, document: Document) -> tuple[Group, ...]:
    """Return the links of a document between documents, grouped and in the order of the table of kinds."""
    by_group: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in context.archive.links_of[document.id]:
        kind = KINDS[link.kind]
        heading = (kind.source if link.source.document == document.id else kind.target).heading
        if not link.target.page:
            by_group[kind.name, heading].append(link)
    return tuple(
        _group(context, document, kind, heading, by_group[kind.name, heading])
        for kind in KINDS.values()
        for heading in dict.fromkeys((kind.target.heading, kind.source.heading))
        if (kind.name, heading) in by_group
    )


def anchor_of(heading: str) -> str:
    """Return the anchor of a section from its heading."""
    return "-".join("".join(c if c.isalnum() else " " for c in heading.lower()).split())


def other_end(link: Link, document: Document) -> LinkEnd:
    """Return the end of a link that is not in a document."""
    return link.target if link.source.document == document.id else link.source


def own_end(link: Link, document: Document) -> LinkEnd:
    """Return the end of a link that is in a document."""
    return link.source if link.source.document == document.id else link.target


def _group(context: Context, document: Document, kind: Kind, heading: str, links: Sequence[Link]) -> Group:
    by_document: defaultdict[str, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (own_end(link, document), other_end(link, document))):
        by_document[other_end(link, document).document].append(link)
    ids = sorted(by_document, key=lambda id: (-len(by_document[id]), id))
    cards = [_card(context, document, id, by_document[id]) for id in ids[:MOST_CARDS]]
    return Group(
        anchor_of(heading),
        heading,
        len(links),
        len(ids),
        kind.is_passage,
        tuple(cards[:OPEN]),
        tuple(cards[OPEN:]),
        len(ids) - len(cards),
    )


def _card(context: Context, document: Document, id: str, links: Sequence[Link]) -> Card:
    other = context.document(id)
    return Card(
        other,
        in_one_line(other),
        tuple(_entry(context, document, link) for link in links[:MOST_ENTRIES]),
        max(0, len(links) - MOST_ENTRIES),
        tuple(dict.fromkeys(_why(link) for link in links)),
        addresses.comparison(document.id, id) if has_passage(links[0]) else "",
    )


def _why(link: Link) -> str:
    added = link.rule.startswith("added: ")
    return f"a curator added it: {reason(link.rule)}" if added else reason(link.rule)


def _entry(context: Context, document: Document, link: Link) -> Entry:
    is_source = link.source.document == document.id
    own, other = own_end(link, document), other_end(link, document)
    ends = (link.source, link.target) if link.directed else (own, other)
    passage = context.passage_of.get(link.id)
    told = _differences(context, link, is_source=is_source) if has_passage(link) else []
    return Entry(
        link.id,
        tuple(_cell(context, document, link, end) for end in ends),
        same_in_words(link.words),
        tuple(told[:MOST_DIFFERENCES]),
        max(0, len(told) - MOST_DIFFERENCES),
        len({witness.document for witness in passage.witnesses}) if passage else 0,
        passage.id if passage else "",
    )


def _differences(context: Context, link: Link, *, is_source: bool) -> list[Markup]:
    source, target = context.document(link.source.document), context.document(link.target.document)
    names = context.names
    reader = Reader(
        link,
        source.source,
        target.source,
        names.here(source) if is_source else names.there(source),
        names.there(target) if is_source else names.here(target),
        source_place="here" if is_source else "there",
        target_place="there" if is_source else "here",
    )
    return list(differences_in_words(reader))


def _cell(context: Context, document: Document, link: Link, end: LinkEnd) -> Cell:
    shown = context.document(end.document)
    is_here = shown.id == document.id
    of_source = end is link.source
    name = context.names.here(shown) if is_here else context.names.short(shown)
    return Cell(
        name[0].upper() + name[1:],
        name,
        paragraphs_in_words(end.paragraphs),
        "" if is_here else addresses.document(shown.id),
        end.paragraphs[0] if end.paragraphs else "text",
        context.places.of(end),
        link.source_in_marks if of_source else link.target_in_marks,
        excerpt(shown.source, end, changes(link, of_source=of_source), is_shared=has_passage(link)),
    )
