"""Which pages search engines are asked to leave out."""

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document

NOINDEX = Markup('<meta name="robots" content="noindex">')


def robots(document: Document) -> Markup:
    """Return what a document's page tells search engines: nothing, or to leave it out."""
    return NOINDEX if _is_left_out(document) else Markup()


def unlisted(archive: Archive) -> Iterator[str]:
    """Yield the addresses that the sitemap leaves out: frozen versions, former addresses, what isn't to be found."""
    for document in archive.documents:
        if _is_left_out(document):
            yield addresses.document(document.id)
    for holding in archive.holdings.values():
        for version in holding.versions:
            yield addresses.version(holding.id, version.number)
        for former in holding.former:
            yield addresses.document(former.id)
            for number in range(1, former.versions + 1):
                yield addresses.version(former.id, number)


def _is_left_out(document: Document) -> bool:
    return document.noindex or document.status == "withdrawn"
