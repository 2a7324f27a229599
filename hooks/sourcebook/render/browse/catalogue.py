"""The catalogue: every document in a table, in pages of a hundred; a script sorts it, and it reads well without one."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.listing import Group, Part, in_pages
from sourcebook.render.base.page import Page
from sourcebook.render.base.summary import date_ranks, summarise
from sourcebook.render.head.openurl import context_object


def catalogue_start(archive: Archive) -> Markup:
    """Return the first page of the catalogue, without what people wrote above it."""
    return _table(archive, _parts(archive)[0])


def catalogue_pages(archive: Archive) -> Iterator[Page]:
    """Yield the second page of the catalogue and those after it."""
    for part in _parts(archive)[1:]:
        previous, following = part.neighbours("Documents")
        yield Page(
            part.address,
            part.titled("Documents"),
            f"Documents {part.start + 1} and following of {part.count}.",
            _table(archive, part),
            previous=previous,
            next=following,
        )


def _parts(archive: Archive) -> list[Part[Document]]:
    return in_pages(addresses.DOCUMENTS, [Group("", "", tuple(archive.documents))])


def _table(archive: Archive, part: Part[Document]) -> Markup:
    return fill(
        "catalogue.html",
        part.address,
        part=part,
        rows=[summarise(document) for document in part.items],
        ranks=date_ranks(part.items),
        coins={document.id: context_object(archive, document) for document in part.items},
    )
