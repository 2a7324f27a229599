"""The catalogue: every document in a table, in pages of a hundred; a script sorts it, and it reads well without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.apart import Line, second_lines
from sourcebook.render.base.columns import Columns, columns_for, columns_of
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import Facets
from sourcebook.render.base.listing import Group, Part, in_pages
from sourcebook.render.base.page import Page
from sourcebook.render.base.summary import date_ranks, summarise
from sourcebook.render.browse.facet_pages import filters
from sourcebook.render.head.openurl import context_object
from sourcebook.wording import gettext


def catalogue_start(archive: Archive) -> Markup:
    """Return the first page of the catalogue, without what people wrote above it."""
    parts = _parts(archive)
    return _table(archive, parts[0], _list_of(archive), filters(Facets(archive), addresses.DOCUMENTS))


def catalogue_pages(archive: Archive) -> Iterator[Page]:
    """Yield the second page of the catalogue and those after it."""
    listed = _list_of(archive)
    for part in _parts(archive)[1:]:
        previous, following = part.neighbours(gettext("Documents"))
        yield Page(
            part.address,
            part.titled(gettext("Documents")),
            gettext("Documents {first} and following of {all}.", first=part.start + 1, all=part.count),
            _table(archive, part, listed),
            previous=previous,
            next=following,
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """What all pages of the catalogue share."""

    columns: Columns
    seconds: Mapping[str, Line]


def _list_of(archive: Archive) -> Listed:
    columns = columns_of(map(summarise, archive.documents), columns_for(archive.about))
    return Listed(columns, second_lines(archive.documents))


def _parts(archive: Archive) -> list[Part[Document]]:
    return in_pages(addresses.DOCUMENTS, [Group("", "", tuple(archive.documents))])


def _table(archive: Archive, part: Part[Document], listed: Listed, filters: Markup = Markup()) -> Markup:
    return fill(
        "catalogue.html",
        part.address,
        part=part,
        columns=listed.columns,
        seconds=listed.seconds,
        filters=filters,
        rows=[summarise(document) for document in part.items],
        ranks=date_ranks(part.items),
        openurl={document.id: context_object(archive, document) for document in part.items},
    )
