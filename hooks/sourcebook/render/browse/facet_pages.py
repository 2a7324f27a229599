"""Facets as pages: an overview, for each facet the list of its values, and for each value its documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import PAGED, Facets, Value, groups_of, most_common
from sourcebook.render.base.listing import Group, Part, document_list, in_pages
from sourcebook.render.base.page import Page
from sourcebook.vocabulary.facets import Facet


def facets_start(archive: Archive) -> Markup:
    """Return the overview of all facets, without what people wrote above it."""
    facets = Facets(archive)
    shown = [(facet, most_common(facets.values[facet.key]), len(facets.values[facet.key])) for facet in PAGED]
    return fill("facets.html", addresses.BY, facets=shown, count=len(archive.documents))


def facet_pages(facets: Facets) -> Iterator[Page]:
    """Yield for each facet the list of its values, and for each value its documents, in pages."""
    for facet in PAGED:
        yield from _list_of_values(facet, facets.values[facet.key])
        for value in facets.values[facet.key]:
            for part in in_pages(
                value.address, groups_of(facet, value.documents) if value.is_stated else _as_known(value)
            ):
                yield _value_page(value, part)


def _as_known(value: Value) -> list[Group[Document]]:
    """Return documents that lack a value: of those without a date, the ones of which something is known come first."""
    if not value.facet.is_of_time:
        return groups_of(value.facet, value.documents)
    bounded = [d for d in value.documents if d.first("date") or d.first("date_earliest") or d.first("date_latest")]
    ids = {document.id for document in bounded}
    undated = [document for document in value.documents if document.id not in ids]
    groups = (("Within bounds, or in more than one year", "bounded", bounded), ("Undated", "undated", undated))
    return [
        Group(heading, anchor, tuple(sorted(found, key=lambda d: d.title.casefold())))
        for heading, anchor, found in groups
        if found
    ]


def _list_of_values(facet: Facet, values: Sequence[Value]) -> Iterator[Page]:
    letters: defaultdict[str, list[Value]] = defaultdict(list)
    for value in values:
        letters[_letter(facet, value)].append(value)
    groups = [
        Group(letter, f"at-{letter.replace(' ', '-')}" if letter else "", tuple(found))
        for letter, found in letters.items()
    ]
    for part in in_pages(addresses.facet(facet.key), groups):
        content = fill("facet_values.html", part.address, facet=facet, part=part, title=part.titled(facet.many))
        previous, following = part.neighbours(facet.many)
        description = f"The documents of this archive by {facet.label.lower()}, with counts."
        title = part.titled(f"Documents by {facet.label.lower()}")
        yield Page(part.address, title, description, content, previous=previous, next=following, section=addresses.BY)


def _letter(facet: Facet, value: Value) -> str:
    """Return what one jumps to a value by: its first letter, the decade of a year."""
    if not value.is_stated:
        return ""
    if facet.is_of_time:
        year, _, era = value.label.partition(" ")
        return " ".join(filter(None, (f"{int(year) // 10 * 10}s", era)))
    return value.label[:1].upper()


def _value_page(value: Value, part: Part[Document]) -> Page:
    content = fill("facet_value.html", part.address, value=value, part=part, list=document_list(part, value.title))
    previous, following = part.neighbours(value.title)
    return Page(
        part.address,
        part.titled(value.title),
        f"{len(value.documents):,} documents of this archive. {value.title}.",
        content,
        previous=previous,
        next=following,
        section=addresses.BY,
    )
