"""A document as an OpenURL context object (COinS): on a list, Zotero offers every one of them to choose from."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from sourcebook.model import Archive, Document
from sourcebook.vocabulary.citable import entry_of
from sourcebook.vocabulary.cited_dates import date_as_known

FORMAT = "info:ofi/fmt:kev:mtx:dc"
"""Dublin Core: the one format of OpenURL in which a letter stays a letter, since Zotero reads its own types there."""


def context_object(archive: Archive, document: Document) -> str:
    """Return what stands in the title of an element of class `Z3988`: keys and values, percent-encoded."""
    return urlencode(
        [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", FORMAT), *_values(archive, document)], quote_via=quote
    )


def _values(archive: Archive, document: Document) -> Iterator[tuple[str, str]]:
    entry = entry_of(archive, document)
    yield "rft.type", entry.cited_as.zotero
    yield "rft.title", entry.title
    yield from (("rft.creator", name.inverted) for name in entry.authors)
    if date := date_as_known(document.first("date"), as_iso=True):
        yield "rft.date", date
    for name in entry.publishers:
        yield "rft.source" if entry.cited_as.is_news else "rft.publisher", name.natural
    yield from (("rft.language", language) for language in entry.languages)
    if entry.url:
        yield "rft.identifier", entry.url
