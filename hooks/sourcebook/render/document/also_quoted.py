"""Other ways in which a document hangs together with others: who also quotes its source, and which pages discuss it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook import addresses
from sourcebook.model import Document, Link
from sourcebook.render.base.context import Context
from sourcebook.render.base.naming import in_one_line
from sourcebook.render.document.links import MOST_CARDS


@dataclass(frozen=True, slots=True)
class Discussion:
    """An editorial page that points here."""

    address: str
    title: str
    sentences: tuple[tuple[str, tuple[Link, ...]], ...]
    """Each sentence, with its links to this document."""


def discussions(context: Context, document: Document) -> tuple[Discussion, ...]:
    """Return the editorial pages that point to a document, with the sentences that do."""
    by_page: defaultdict[str, defaultdict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in sorted(context.archive.links_of[document.id], key=lambda link: (link.target.page, link.target.start)):
        if link.target.page:
            by_page[link.target.page][link.target.exact].append(link)
    titles = {addresses.guide(page.name): page.title for page in context.archive.guide}
    return tuple(
        Discussion(page, titles[page], tuple((sentence, tuple(links)) for sentence, links in sentences.items()))
        for page, sentences in by_page.items()
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """Another document that quotes the same words of a third."""

    document: Document
    line: str
    source: Document
    source_name: str
    words: tuple[tuple[Link, Link], ...]
    """For each passage, this document's link to the third and the other one's."""


def also_quoted(context: Context, document: Document) -> tuple[Shared, ...]:
    """Return the documents that quote words of a third which this one quotes too."""
    found = []
    for pair in context.also_quoted.get(document.id, ())[:MOST_CARDS]:
        other = context.document(pair.other if pair.document == document.id else pair.document)
        links = [context.link[id] for id in pair.links]
        mine = [link for link in links if link.target.document == document.id]
        theirs = [link for link in links if link.target.document == other.id]
        words = [(own, best) for own in mine if (best := _overlapping(own, theirs))]
        source = context.document(pair.source)
        found.append(Shared(other, in_one_line(other), source, context.names.there(source), tuple(words)))
    return tuple(sorted(found, key=lambda shared: (-len(shared.words), shared.document.id)))


def _overlapping(link: Link, others: Iterable[Link]) -> Link | None:
    def shared(other: Link) -> int:
        return min(link.source.end, other.source.end) - max(link.source.start, other.source.start)

    best = max(others, key=lambda other: (shared(other), other.id), default=None)
    return best if best is not None and shared(best) > 0 else None
