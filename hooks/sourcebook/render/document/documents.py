"""Documents → their pages: source header, then the text letter for letter, then its links with the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sourcebook import addresses
from sourcebook.model import Document
from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import fill
from sourcebook.render.base.page import Heading, Neighbour, Page
from sourcebook.render.document.after_text import after_text
from sourcebook.render.document.cite import cite_section
from sourcebook.render.document.history import history, history_headings, withheld_text
from sourcebook.render.document.name_marks import name_marks
from sourcebook.render.document.passage_marks import margin_notes, passage_marks
from sourcebook.render.document.source_header import source_header
from sourcebook.render.document.surroundings import surroundings
from sourcebook.render.document.text import text_paragraphs
from sourcebook.render.head.machine_head import description, machine_head
from sourcebook.render.head.robots import robots
from sourcebook.vocabulary.fields import fields_of


def document_pages(context: Context) -> Iterator[Page]:
    """Yield the page of every document, each tied to the one before and after it in the catalogue."""
    documents = context.archive.documents
    places = [Neighbour(addresses.document(d.id), d.title) for d in documents]
    for document, previous, next in zip(documents, [None, *places[:-1]], [*places[1:], None], strict=True):
        yield _page(context, document, previous, next)


def _page(context: Context, document: Document, previous: Neighbour | None, next: Neighbour | None) -> Page:
    archive, address = context.archive, addresses.document(document.id)
    language = document.first("language")
    after = after_text(context, document)
    fields = fields_of(context.archive.about).values()
    marks = list(passage_marks(context, document, after.shown))
    around, around_headings = surroundings(context.chronology, document)
    holding = archive.holdings.get(document.id)
    content = fill(
        "document.html",
        address,
        header=source_header(document, partial(context.leads, document), lambda id: context.document(id).title, fields),
        paragraphs=text_paragraphs(document, [*marks, *name_marks(archive, document, marks)]),
        notes=margin_notes(context, document, after.shown),
        after=after.content,
        around=around,
        withheld=withheld_text(archive, document, marks),
        history=history(holding),
        corrected=holding.corrected if holding else {},
        id=document.id,
        cite=cite_section(archive, document),
        language=language.value if language else "",
    )
    headings = (
        Heading("source", "Source"),
        Heading("text", "Text"),
        *history_headings(holding),
        *after.headings,
        *around_headings,
        Heading("cite", "Cite"),
    )
    return Page(
        address,
        document.title,
        description(archive, document),
        content,
        head=robots(document) + machine_head(archive, document),
        is_article=True,
        headings=headings,
        skips=(("text", "Skip to the text"), ("source", "Skip to the source")),
        previous=previous,
        next=next,
    )
