"""What follows a document's text: every shared passage once more in a list, and what else is known around the text."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Document, Link, UnsourcedQuotation
from sourcebook.render.base.context import Context, has_passage
from sourcebook.render.base.environment import fill
from sourcebook.render.base.naming import clipped
from sourcebook.render.base.verdicts import Verdict, verdict
from sourcebook.render.document.also_quoted import Discussion, NamingSentence, also_quoting
from sourcebook.render.document.correspondence import exchanges
from sourcebook.render.document.margin import Margin, Note
from sourcebook.render.document.other_texts import other_end
from sourcebook.render.document.text_marks import names_in
from sourcebook.render.time.chronology import timeline_entry
from sourcebook.text.paragraphs import without_joints
from sourcebook.vocabulary.kinds import genre_of
from sourcebook.vocabulary.link_kinds import KINDS, reason
from sourcebook.wording import capital, gettext, ngettext, npgettext

MOST = 100
"""Rows of the list of passages, and quotations without a source here."""
A_FEW = 5
"""Words of a quotation below which it is seldom looked for: a list of its own has the shorter ones."""
MOST_TEXTS = 20
"""Texts that mention a document, or that quote what it quotes."""
MOST_NAMES = 12
"""Names of one type that are shown; the others are folded."""
LONGEST = 110
"""Characters of a passage in the list."""


class SharedRow(Struct, frozen=True):
    """A passage as one other text has it."""

    note: Note
    document: Document
    words: str
    """As they stand there."""
    anchor: str
    paragraphs: tuple[str, ...]
    verdict: Verdict
    link: str


def shared_passages(context: Context, document: Document, margin: Margin) -> Markup:
    """Return the list of all passages that a document shares with others; nothing if there are none."""
    links = [link for link in context.archive.links_of[document.id] if has_passage(link)]
    if not links:
        return Markup()
    rows = list(_rows(context, document, margin))
    return fill(
        "shared.html",
        addresses.document(document.id),
        document=document,
        kind=genre_of(document),
        passages=len(links),
        summed_up=_summed_up(document, links, max((note.texts for note in margin.notes if note.in_all), default=0)),
        rows=rows[:MOST],
        hidden=len(links) - len(rows[:MOST]),
        reasons=list(dict.fromkeys(_why(link) for link in links if link.directed)),
    )


def related_texts(
    context: Context, document: Document, named: Sequence[NamingSentence], discussed: Sequence[Discussion]
) -> Markup:
    """Return what is known around a document: names, mentions, discussions, quotations from outside, its time."""
    archive = context.archive
    quotations = sorted(context.unsourced.get(document.id, ()), key=lambda quotation: (-quotation.words, quotation))
    related = [(context.document(close.other), close.terms) for close in context.related.get(document.id, ())]
    names = names_in(archive, document)
    mentioned = [one for one in named if not one.is_here]
    return fill(
        "context.html",
        addresses.document(document.id),
        says=list(_says(names, mentioned, related)),
        names=names,
        most_names=MOST_NAMES,
        mentioned=mentioned[:MOST_TEXTS],
        mentioning=[one for one in named if one.is_here][:MOST_TEXTS],
        discussed=discussed,
        also=also_quoting(context, document)[:MOST_TEXTS],
        unsourced=[_unsourced(context, quotation) for quotation in quotations[:MOST] if quotation.words >= A_FEW],
        short=[_unsourced(context, quotation) for quotation in quotations[:MOST] if quotation.words < A_FEW],
        unsourced_count=len(quotations),
        related=related,
        exchanges=exchanges(context, document),
        # Of a text that is withheld nobody can say what it shares.
        has_nothing=bool(document.source.text) and not any(map(has_passage, archive.links_of[document.id])),
        entry=timeline_entry(document),
        in_time=context.chronology.around(document),
        at=f"at-{document.id}" if context.has_rows else "",
    )


def _says(
    names: Sequence[tuple[str, Sequence[object]]], mentioned: Sequence[NamingSentence], related: Sequence[object]
) -> Iterator[str]:
    if names:
        yield ngettext("{n} name", "{n} names", sum(len(entries) for _, entries in names))
    if mentioned:
        n = len({one.document.id for one in mentioned})
        yield ngettext("mentioned in {n} text", "mentioned in {n} texts", n)
    if related:
        yield ngettext("{n} related text", "{n} related texts", len(related))


def _rows(context: Context, document: Document, margin: Margin) -> Iterator[SharedRow]:
    for note in margin.notes:
        for link in note.links:
            end = other_end(link, document)
            other = context.document(end.document)
            yield SharedRow(
                note,
                other,
                clipped(without_joints(end.exact, other.lines), LONGEST),
                context.places.of(end),
                end.paragraphs,
                verdict(link),
                link.id,
            )


def _summed_up(document: Document, links: list[Link], most: int) -> str:
    """Return in how many texts the passages stand: “Quoted in 2 texts; reused in 1 text; 2 quotations differ”.

    `most`: how many texts have a passage of which most have no link with this one; 0 if there is none.
    """
    texts: dict[str, set[str]] = {}
    for link in links:
        kind = KINDS[link.kind]
        side = kind.source if link.source.document == document.id else kind.target
        texts.setdefault(gettext(side.brief), set()).add(other_end(link, document).document)
    told = [
        f"{brief[:1].lower()}{brief[1:]} {npgettext('quoted in …', '{n} text', '{n} texts', len(ids))}"
        for brief, ids in texts.items()
    ]
    differing = sum(verdict(link).kind == "differs" for link in links)
    if differing:
        told.append(ngettext("{n} quotation differs", "{n} quotations differ", differing))
    if most:
        told.append(ngettext("one passage stands in {n} text", "one passage stands in {n} texts", most))
    words = "; ".join(told)
    return capital(words)


def _why(link: Link) -> tuple[str, str]:
    added = link.rule.startswith("added: ")
    why = gettext("a curator added it: {reason}", reason=reason(link.rule)) if added else reason(link.rule)
    return gettext("quoted") if KINDS[link.kind].in_marks else gettext("reused"), why


def _unsourced(context: Context, quotation: UnsourcedQuotation) -> tuple[UnsourcedQuotation, str, str]:
    """Return a quotation with the anchor of its words and that of its paragraph."""
    anchor = context.places.anchor(quotation.document, quotation.start, quotation.end)
    return quotation, anchor, context.document(quotation.document).source.anchor_at(quotation.start)
