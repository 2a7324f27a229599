"""Documents → their pages: source header, then the text letter for letter."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.environment import fill
from sourcebook.render.page import Heading, Neighbour, Page
from sourcebook.render.source_header import source_header
from sourcebook.render.text import text_paragraphs


def document_pages(archive: Archive) -> Iterator[Page]:
    """Yield the page of every document, each tied to the one before and after it in the catalogue."""
    places = [Neighbour(addresses.document(d.id), d.title) for d in archive.documents]
    for document, previous, next in zip(archive.documents, [None, *places[:-1]], [*places[1:], None], strict=True):
        yield _page(archive, document, previous, next)


def _page(archive: Archive, document: Document, previous: Neighbour | None, next: Neighbour | None) -> Page:
    address = addresses.document(document.id)
    language = document.first("language")
    content = fill(
        "document.html",
        address,
        header=source_header(document),
        paragraphs=text_paragraphs(document),
        language=language.value if language else "",
    )
    description = f"A source text of {document.source.words:,} words in {archive.about.title}, letter for letter."
    headings = (Heading("source", "Source"), Heading("text", "Text"))
    return Page(
        address, document.title, description, content, headings=headings, start="text", previous=previous, next=next
    )
