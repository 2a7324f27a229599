"""The search page, and the page that checks a quotation: what scripts fill, and what stands there without them."""

from __future__ import annotations

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.render.base.environment import fill
from sourcebook.vocabulary.facets import facets_of


def search_page(archive: Archive) -> Markup:
    """Return the search page, without what people wrote above it."""
    return fill(
        "search.html", addresses.SEARCH, count=_whole(archive), facets=[facet.key for facet in facets_of(archive.about)]
    )


def check_page(archive: Archive) -> Markup:
    """Return the page that checks a quotation, without what people wrote above it."""
    return fill("check.html", addresses.CHECK, count=_whole(archive))


def _whole(archive: Archive) -> int:
    """Return how many texts are shown whole: only these are searched."""
    return sum(document.source.is_whole for document in archive.documents)
