"""What follows a document's text: its links with their evidence, what remains to be found, and what is close to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Document, LooseQuotation
from sourcebook.render.base.context import Context, has_passage
from sourcebook.render.base.environment import fill
from sourcebook.render.base.naming import in_one_line, plural
from sourcebook.render.base.page import Heading
from sourcebook.render.document.also_quoted import also_quoted, discussions
from sourcebook.render.document.links import Group, link_groups

MOST_LOOSE = 100
"""Quotations without a source here that one page lists."""
_TEXTS = ("text", "texts")


@dataclass(frozen=True, slots=True)
class AfterText:
    """The sections after a text."""

    content: Markup
    headings: tuple[Heading, ...]
    shown: frozenset[str]
    """The ids of the links between documents that have an entry there."""


def after_text(context: Context, document: Document) -> AfterText:
    """Return the sections that follow a document's text."""
    groups = link_groups(context, document)
    shared = also_quoted(context, document)
    discussed = discussions(context, document)
    loose = context.loose.get(document.id, [])
    related = [
        (other, in_one_line(other), close.terms)
        for close in context.related.get(document.id, ())
        if (other := context.document(close.other))
    ]
    is_read = bool(document.source.text)  # of a text that is withheld nobody can say what it shares
    nothing = is_read and not any(map(has_passage, context.archive.links_of[document.id]))
    content = fill(
        "links.html",
        addresses.document(document.id),
        document=document,
        groups=groups,
        shared=shared,
        discussed=discussed,
        nothing=nothing,
        loose=[_loose(context, quotation) for quotation in loose[:MOST_LOOSE]],
        loose_count=len(loose),
        related=related,
        places=context.places,
    )
    headings = [
        *(Heading(group.anchor, group.heading, plural(group.documents, *_TEXTS)) for group in groups),
        *([Heading("also-quoted-in", "Also quoted in", plural(len(shared), *_TEXTS))] if shared else []),
        *([Heading("discussed-in", "Discussed in", plural(len(discussed), "page", "pages"))] if discussed else []),
        *([Heading("passages", "Passages")] if nothing else []),
        *([Heading("loose", "Source not here", plural(len(loose), "quotation", "quotations"))] if loose else []),
        *([Heading("related", "Related", plural(len(related), *_TEXTS))] if related else []),
    ]
    return AfterText(content, tuple(headings), frozenset(_ids(groups)))


def _ids(groups: tuple[Group, ...]) -> Iterator[str]:
    for group in groups:
        for entry in group.entries():
            yield entry.id


def _loose(context: Context, quotation: LooseQuotation) -> tuple[LooseQuotation, str, str]:
    """Return a quotation with the anchor of its words and that of its paragraph."""
    paragraph = context.document(quotation.document).source.paragraph_at(quotation.start)
    anchor = context.places.anchor(quotation.document, quotation.start, quotation.end)
    return quotation, anchor, paragraph.id if paragraph else ""
