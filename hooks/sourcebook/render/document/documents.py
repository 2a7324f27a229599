"""Documents → their pages: source header, then the text letter for letter with the evidence beside its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from markupsafe import escape

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document
from sourcebook.model.asked import Draft
from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import fill
from sourcebook.render.base.naming import clipped
from sourcebook.render.base.page import Neighbour, Page
from sourcebook.render.document.after_text import related_texts, shared_passages
from sourcebook.render.document.also_quoted import Discussion, NamingSentence, discussions, naming_sentences
from sourcebook.render.document.cite import cite_section
from sourcebook.render.document.history import history, withheld_text
from sourcebook.render.document.margin import Margin, margin_of
from sourcebook.render.document.other_texts import other_end
from sourcebook.render.document.record_lines import record_lines
from sourcebook.render.document.source_header import full_record, kicker, line_for_paper, source_header
from sourcebook.render.document.strip import strip
from sourcebook.render.document.text import MarginLine, in_parts, text_paragraphs
from sourcebook.render.document.text_marks import name_marks, passage_marks
from sourcebook.render.head.machine_head import description, machine_head
from sourcebook.render.head.robots import robots
from sourcebook.text.paragraphs import without_joints
from sourcebook.vocabulary.fields import fields_of
from sourcebook.vocabulary.languages import lang_of
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import N_, comma, filled, gettext, marked, quoted

MOST_LINES = 3
"""Lines of one sort beside a paragraph."""
LONGEST_QUOTED = 60
"""Characters of a quotation from outside the archive that a line beside the text repeats."""


def _scans(document: Document) -> Iterator[str]:
    """Yield the addresses of the pictures that a text was copied from, in the order of its pages."""
    if document.original and document.original.is_picture:
        yield addresses.original(document.id, document.original.ending)
    for number, picture in enumerate(document.pictures, start=1):
        yield addresses.picture(document.id, number, picture.ending)


def document_pages(context: Context) -> Iterator[Draft[Page]]:
    """Yield a draft of the page of every document, each tied to the one before and after it in the catalogue."""
    documents = context.archive.documents
    places = [Neighbour(addresses.document(d.id), d.title) for d in documents]
    for document, previous, next in zip(documents, [None, *places[:-1]], [*places[1:], None], strict=True):
        yield Draft(addresses.document(document.id), _page, context, (document, previous, next))


def _page(context: Context, document: Document, previous: Neighbour | None, next: Neighbour | None) -> Iterator[Page]:
    archive, address = context.archive, addresses.document(document.id)
    holding = archive.holdings.get(document.id)
    found = margin_of(context, document)
    notes, named, discussed = found.by_paragraph, naming_sentences(context, document), discussions(context, document)
    marks = passage_marks(context, document, found)
    paragraphs = list(
        text_paragraphs(
            document,
            [*marks, *name_marks(archive, document, marks)],
            notes,
            _lines(context, document, named, discussed),
            holding.corrected if holding else {},
        )
    )
    record = tuple(record_lines(document, partial(context.leads, document), fields_of(archive.about).values()))

    def name_of(id: str) -> str:
        return context.names.there(context.document(id))

    content = fill(
        "document.html",
        address,
        document=document,
        kicker=kicker(document),
        for_paper=line_for_paper(document, record, archive.about.title),
        header=source_header(document, record, name_of, archive.same.get(document.id, ())),
        actions=list(_actions(context, document, found)),
        strip=strip(context, document, found),
        parts=in_parts(paragraphs),
        language=lang_of(document),
        scans=list(_scans(document)),
        withheld=withheld_text(archive, document, marks, notes),
        shared=shared_passages(context, document, found),
        record=full_record(document, record, lambda id: context.document(id).title),
        related=related_texts(context, document, named, discussed),
        history=history(holding),
        cite=cite_section(archive, document),
    )
    start = document.source.paragraphs[0].id if paragraphs and document.is_shown else "text"
    yield Page(
        address,
        document.title,
        description(archive, document),
        content,
        head=robots(document) + machine_head(archive, document),
        is_article=True,
        skips=((start, N_("Skip to the text")), ("source", N_("Skip to the source"))),
        previous=previous,
        next=next,
    )


def _actions(context: Context, document: Document, found: Margin) -> Iterator[tuple[str, int, str]]:
    """Yield what a reader may go on to: words, how many texts it concerns, and where it leads."""
    quoting: dict[str, int] = defaultdict(int)
    quoted: dict[str, int] = defaultdict(int)
    others: dict[str, int] = defaultdict(int)
    for note in found.notes:
        for link in note.links:
            other = other_end(link, document).document
            others[other] += 1
            if KINDS[link.kind].in_marks:
                (quoting if link.source.document == document.id else quoted)[other] += 1
    if quoting:
        yield gettext("Who quotes this"), len(quoting), "#shared"
    if quoted:
        yield gettext("Quotes"), len(quoted), "#shared"
    if others and not quoting and not quoted:
        yield gettext("Shared wording"), len(others), "#shared"
    compared = [id for id in others if context.compared.has_page(document.id, id)]
    if compared:
        most = min(compared, key=lambda id: (-others[id], id))
        comparison = addresses.comparison(document.id, most)
        yield gettext("Compare"), 0, addresses.relative_url(addresses.document(document.id), comparison)


def _lines(
    context: Context, document: Document, named: Iterable[NamingSentence], discussed: Iterable[Discussion]
) -> Mapping[str, list[MarginLine]]:
    """Return what is said beside each paragraph without anything to open."""
    found: defaultdict[str, list[MarginLine]] = defaultdict(list)
    here = addresses.document(document.id)
    for mention in named:
        if mention.is_here and mention.paragraphs:
            name = context.names.there(mention.document)
            address = addresses.relative_url(here, addresses.document(mention.document.id))
            found[mention.paragraphs[0]].append(MarginLine(marked("Mentions <bdi>{name}</bdi>", name=name), address))
    for page in discussed:
        for _, links in page.sentences:
            for link in links:
                address = addresses.relative_url(here, page.address, f"at-{link.id}")
                for anchor in link.source.paragraphs[:1]:
                    found[anchor].append(MarginLine(marked("Discussed in <bdi>{page}</bdi>", page=page.title), address))
    outside = gathered(
        (anchor, clipped(without_joints(quotation.exact, document.lines), LONGEST_QUOTED))
        for quotation in context.unsourced.get(document.id, ())
        if (anchor := document.source.anchor_at(quotation.start))
    )
    for anchor, words in outside.items():
        shown = escape(comma()).join(filled("<bdi>{}</bdi>", quoted(each)) for each in words[:MOST_LINES])
        if len(words) > MOST_LINES:
            shown = marked("{words} and {n} more", words=shown, n=len(words) - MOST_LINES)
        found[anchor].append(MarginLine(marked("{words}: quoted from outside this archive", words=shown)))
    return found
