"""The strip of paragraphs beside a document's header, and which other texts have its words: map and summary in one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document, Link
from sourcebook.page_language import spoken
from sourcebook.render.base.compared import Way
from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import fill
from sourcebook.render.base.excerpt import end_in
from sourcebook.render.base.verdicts import Verdict, in_brief, verdict
from sourcebook.render.document.margin import Margin, Note
from sourcebook.render.document.other_texts import other_end
from sourcebook.render.document.text import contents
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import as_html, capital, gettext, grouped, ngettext

MOST_CELLS = 40
WIDEST = 4
"""Characters of an anchor up to which a cell has the usual width."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000)
"""Paragraphs of a cell: the first that gives no more than so many cells."""
MOST_TEXTS = 5
"""Other texts that are named beside the header."""
MOST_DIFFERING = 2
"""Passages of one of them that differ, likewise."""


class SharingText(Struct, frozen=True):
    """Another text that has words of this one."""

    document: Document
    apart: str
    """What tells it from others of its title; nothing if the title does."""
    together: Way
    """Where it is seen beside this one."""
    verdict: Verdict
    differing: tuple[tuple[Verdict, Note], ...]


def strip(context: Context, document: Document, margin: Margin) -> Markup:
    """Return what stands beside the header of a document's page: nothing for a text that isn't shown whole."""
    anchors = [paragraph.id for paragraph in document.source.paragraphs]
    texts = list(_texts(context, document, margin))
    cells = list(_cells(document, anchors, margin)) if document.is_shown else []
    if not cells and not texts:
        return Markup()
    return fill(
        "strip.html",
        addresses.document(document.id),
        heading=_heading(context, document, anchors, margin),
        cells=as_html("".join(cell for *_, cell in cells)),
        is_wide=bool(cells) and len(cells[-1][0]) > WIDEST,
        states={state for _, states, _ in cells for state in states.split()},
        is_quoted=any(link.source.document == document.id for link in _in_marks(margin.notes)),
        texts=texts[:MOST_TEXTS],
        hidden=len(texts[MOST_TEXTS:]),
        contents=contents(document) if document.is_shown else [],
    )


def _in_marks(notes: Iterable[Note]) -> list[Link]:
    """Return the quotations among the links of notes: other texts may have the words, too."""
    return [link for note in notes for link in note.links if KINDS[link.kind].in_marks]


def _touched(document: Document, links: Iterable[Link]) -> set[str]:
    """Return the paragraphs of a document that links have an end in."""
    return {anchor for link in links for anchor in end_in(link, document.id).paragraphs}


def _heading(context: Context, document: Document, anchors: Sequence[str], margin: Margin) -> str:
    n, is_shown = len(anchors), document.is_shown
    quotations = _in_marks(margin.notes)
    quoted = [link for link in quotations if link.source.document == document.id]
    quoting = [link for link in quotations if link.target.document == document.id]
    told = []
    if quoted:
        own = {"number": grouped(len(_touched(document, quoted)))}
        of_all = ngettext(
            "{number} of {n} paragraph quoted elsewhere", "{number} of {n} paragraphs quoted elsewhere", n, **own
        )
        told.append(of_all if is_shown else gettext("Quoted elsewhere"))
    if quoting:
        named = [context.names.there(context.document(id)) for id in {link.source.document for link in quoting}]
        whom = named[0] if len(named) == 1 else ngettext("{n} text", "{n} texts", len(named))
        own = {"number": grouped(len(_touched(document, quoting))), "text": whom}
        of_all = ngettext(
            "quotes {text} in {number} of {n} paragraph", "quotes {text} in {number} of {n} paragraphs", n, **own
        )
        told.append(of_all if is_shown else gettext("quotes {text}", text=whom))
    if not told and margin.notes:
        count = len({anchor for note in margin.notes for anchor in note.paragraphs})
        said = {"number": grouped(count), "paragraphs": ngettext("of {n} paragraph", "of {n} paragraphs", n)}
        of_one = gettext("{number} {paragraphs} shares wording with other texts", **said)
        of_all = of_one if count == 1 else gettext("{number} {paragraphs} share wording with other texts", **said)
        told.append(of_all if is_shown else gettext("shares wording with other texts"))
    words = "; ".join(told) or ngettext(
        "{n} paragraph; no wording shared with other texts", "{n} paragraphs; no wording shared with other texts", n
    )
    return capital(words)


def _cells(document: Document, anchors: Sequence[str], margin: Margin) -> Iterator[tuple[str, str, Markup]]:
    """Yield cells, each a paragraph or several that follow one another: where it leads, its classes, and its HTML."""
    touching = gathered((anchor, note) for note in margin.notes for anchor in note.paragraphs)
    size = next((step for step in STEPS if len(anchors) <= step * MOST_CELLS), -(-len(anchors) // MOST_CELLS))
    digest = spoken().digest
    for at in range(0, len(anchors), size):
        part, state = anchors[at : at + size], ""
        says: tuple[str, ...] = ()
        if not touching.keys().isdisjoint(part):
            notes = list({note.id: note for anchor in part for note in touching.get(anchor, ())}.values())
            state, says = _state(document, part, notes), tuple(dict.fromkeys(map(_says, notes)))
        yield part[0], state, _cell(part[0], part[-1], state, says, at == 0, digest)


@lru_cache(maxsize=4096)
def _cell(first: str, last: str, state: str, says: tuple[str, ...], is_first: bool, _: str) -> Markup:
    """Return a cell that leads to its first paragraph: nine in ten are the same in all texts."""
    where = f"¶ {first[1:]}" if first == last else f"¶ {first[1:]}–{last[1:]}"
    return fill("strip_cell.html", "", first=first, state=state, says=(where, *says), is_first=is_first)


def _state(document: Document, anchors: Sequence[str], notes: Sequence[Note]) -> str:
    """Return its classes: `quoted`, `altered`; `some` where no text quotes it."""
    quotations = [note for note in notes if not _touched(document, _in_marks([note])).isdisjoint(anchors)]
    altered = " altered" if any(note.verdict.kind == "differs" for note in quotations) else ""
    return f"quoted{altered}" if quotations else "some"


def _says(note: Note) -> str:
    words = f"{note.words[:1].lower()}{note.words[1:]}"
    return f"{words}: {note.verdict.in_sentence}" if note.verdict.kind == "differs" else words


def _texts(context: Context, document: Document, margin: Margin) -> Iterator[SharingText]:
    pairs = ((link, note) for note in margin.notes for link in note.links)
    by_document = gathered((other_end(link, document).document, (link, note)) for link, note in pairs)

    def order(id: str) -> tuple[bool, int, str]:
        links = [link for link, _ in by_document[id]]
        return (not any(KINDS[link.kind].in_marks for link in links), -len(links), id)

    for id in sorted(by_document, key=order):
        here = by_document[id]
        differing = [(found, note) for link, note in here if (found := verdict(link)).kind == "differs"]
        yield SharingText(
            context.document(id),
            context.names.apart(context.document(id)),
            context.compared.at(document.id, id),
            in_brief([link for link, _ in here]),
            tuple(differing[:MOST_DIFFERING]),
        )
