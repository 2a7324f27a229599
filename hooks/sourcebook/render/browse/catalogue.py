"""The catalogue: every document in a table, in pages of a hundred; a script sorts it, and it reads well without one."""

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.model.asked import Draft
from sourcebook.render.base.columns import Columns, columns_for, columns_of
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import Facets
from sourcebook.render.base.listing import Group, ListPage, in_pages
from sourcebook.render.base.page import Page
from sourcebook.render.base.summary import date_ranks, summarise
from sourcebook.render.browse.facet_pages import filters
from sourcebook.render.head.openurl import context_object
from sourcebook.wording import gettext


def catalogue_start(facets: Facets) -> Markup:
    """Return the first page of the catalogue, without what people wrote above it."""
    archive = facets.archive
    return _table(facets, _parts(archive)[0], _columns(archive), filters(facets, addresses.DOCUMENTS))


def catalogue_pages(facets: Facets) -> Iterator[Draft[Page]]:
    """Yield drafts of the second page of the catalogue and those after it."""
    columns = _columns(facets.archive)
    for part in _parts(facets.archive)[1:]:
        yield Draft(part.address, _page, facets, (part, columns))


def _page(facets: Facets, part: ListPage[Document], columns: Columns) -> Iterator[Page]:
    description = gettext("Documents {first} and following of {all}.", first=part.start + 1, all=part.count)
    yield part.page(gettext("Documents"), description, _table(facets, part, columns))


def _columns(archive: Archive) -> Columns:
    return columns_of(map(summarise, archive.documents), columns_for(archive.about))


def _parts(archive: Archive) -> list[ListPage[Document]]:
    return in_pages(addresses.DOCUMENTS, [Group("", "", tuple(archive.documents))])


def _table(facets: Facets, part: ListPage[Document], columns: Columns, filters: Markup = Markup()) -> Markup:
    return fill(
        "catalogue.html",
        part.address,
        part=part,
        columns=columns,
        seconds=facets.seconds,
        filters=filters,
        rows=[summarise(document) for document in part.items],
        ranks=date_ranks(part.items),
        openurl={document.id: context_object(facets.archive, document) for document in part.items},
    )
