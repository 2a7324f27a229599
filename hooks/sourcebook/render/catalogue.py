"""The catalogue: every document in a table, in pages of a hundred; a script sorts it, and it reads well without one."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.render.coins import context_object
from sourcebook.render.environment import fill
from sourcebook.render.page import Neighbour, Page
from sourcebook.render.summary import date_ranks, summarise

PAGE = 100
"""Documents on a page of the catalogue."""


def catalogue_start(archive: Archive) -> Markup:
    """Return the first page of the catalogue, without what people wrote above it."""
    return _table(archive, 1)


def catalogue_pages(archive: Archive) -> Iterator[Page]:
    """Yield the second page of the catalogue and those after it."""
    last = _pages(archive)
    for number in range(2, last + 1):
        yield Page(
            addresses.catalogue_page(number),
            f"Documents, page {number} of {last}",
            f"Documents {(number - 1) * PAGE + 1} and following of {len(archive.documents)}.",
            _table(archive, number),
            previous=Neighbour(addresses.catalogue_page(number - 1), f"Documents, page {number - 1}"),
            next=Neighbour(addresses.catalogue_page(number + 1), f"Documents, page {number + 1}")
            if number < last
            else None,
        )


def _pages(archive: Archive) -> int:
    return max(1, -(-len(archive.documents) // PAGE))


def _table(archive: Archive, number: int) -> Markup:
    start = (number - 1) * PAGE
    documents = archive.documents[start : start + PAGE]
    return fill(
        "catalogue.html",
        addresses.catalogue_page(number),
        rows=[summarise(document) for document in documents],
        ranks=date_ranks(documents),
        coins={document.id: context_object(archive, document) for document in documents},
        start=start,
        number=number,
        last=_pages(archive),
        count=len(archive.documents),
    )
