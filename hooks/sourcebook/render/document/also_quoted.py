"""How else a document hangs together with others: who names it, who quotes what it quotes, which pages discuss it."""

from collections import defaultdict

from msgspec import Struct

from sourcebook.model import Document, Link
from sourcebook.render.base.context import Context
from sourcebook.render.base.excerpt import Excerpt, excerpt
from sourcebook.vocabulary.link_kinds import KINDS


class Discussion(Struct, frozen=True):
    """An editorial page that points here."""

    address: str
    title: str
    sentences: tuple[tuple[str, tuple[Link, ...]], ...]
    """Each sentence, with its links to this document."""


def discussions(context: Context, document: Document) -> tuple[Discussion, ...]:
    """Return the editorial pages that point to a document, with the sentences that do."""
    by_page: defaultdict[str, defaultdict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    pointing = [link for link in context.archive.links_of[document.id] if link.target.page]
    for link in sorted(pointing, key=lambda link: (link.target.page, link.target.start)):
        by_page[link.target.page][link.target.exact].append(link)
    titles = context.guide_titles
    return tuple(
        Discussion(page, titles[page], tuple((sentence, tuple(links)) for sentence, links in sentences.items()))
        for page, sentences in by_page.items()
    )


class NamingSentence(Struct, frozen=True):
    """A sentence that names a document without quoting it."""

    document: Document
    """The other text."""
    paragraphs: tuple[str, ...]
    """Where the sentence stands, in the text that has it."""
    anchor: str
    excerpt: Excerpt
    is_here: bool
    """Whether the sentence is one of this text."""


def naming_sentences(context: Context, document: Document) -> tuple[NamingSentence, ...]:
    """Return the sentences by which other texts name a document, and those by which it names others."""
    found = []
    for link in context.archive.links_of[document.id]:
        kind = KINDS[link.kind]
        if kind.is_passage or kind.is_editorial:
            continue
        is_here = link.target.document == document.id
        naming = context.document(link.target.document)
        other = context.document(link.source.document) if is_here else naming
        shown = excerpt(naming, link.target, (), is_shared=False)
        found.append(NamingSentence(other, link.target.paragraphs, context.places.of(link.target), shown, is_here))
    return tuple(found)


def also_quoting(context: Context, document: Document) -> tuple[Document, ...]:
    """Return the documents that quote words of a third which this one quotes too."""
    pairs = context.also_quoted.get(document.id, ())
    ids = dict.fromkeys(pair.other if pair.document == document.id else pair.document for pair in pairs)
    return tuple(context.document(id) for id in ids)
