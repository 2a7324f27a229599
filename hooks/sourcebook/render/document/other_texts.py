"""The other texts that have the words of a passage, as a note beside it names them, or shows their words."""

from collections.abc import Iterator, Sequence, Set

from markupsafe import Markup, escape
from msgspec import Struct

from sourcebook.model import Document, Link, LinkEnd, Passage, Witness
from sourcebook.render.base.compared import MOST_DIFFERENCES
from sourcebook.render.base.context import Context
from sourcebook.render.base.differences import Viewpoint, differences_in_words
from sourcebook.render.base.excerpt import Excerpt, excerpt, marked_changes
from sourcebook.render.base.naming import paragraphs_in_words
from sourcebook.render.base.summary import values_in_words
from sourcebook.render.base.verdicts import Verdict, verdict
from sourcebook.vocabulary.link_kinds import KINDS, EndLabels
from sourcebook.wording import as_html, comma, gettext, ngettext, written


class OtherText(Struct, frozen=True):
    """Another text that has the words of a passage."""

    document: Document
    where: str
    """Who published it, and in which paragraph the words stand: “WABC, ¶ 4”."""
    anchor: str
    """Of the very words there."""
    link: str
    """The id of the link; nothing for a text that shares the words by way of a third."""
    verdict: Verdict | None
    excerpt: Excerpt | None
    """Its words, where the note shows them."""
    told: tuple[Markup, ...]
    """What differs, in sentences."""


def other_end(link: Link, document: Document) -> LinkEnd:
    """Return the end of a link that is not in a document."""
    return link.target if link.source.document == document.id else link.source


def side_of(link: Link, document: Document) -> EndLabels:
    """Return what a link is called where a document has its end."""
    return KINDS[link.kind].source if link.source.document == document.id else KINDS[link.kind].target


def other_text(context: Context, document: Document, link: Link, *, is_shown: bool) -> OtherText:
    """Return the text at the other end of a link; with its words, and what differs, where they are shown."""
    end = other_end(link, document)
    other = context.document(end.document)
    return OtherText(
        other,
        _where(other, end.paragraphs),
        context.places.of(end),
        link.id,
        verdict(link),
        excerpt(other, end, marked_changes(link, of_source=end is link.source), is_shared=True)
        if is_shown and other.source.text
        else None,
        tuple(_differences(context, document, link)) if is_shown else (),
    )


def _where(document: Document, paragraphs: Sequence[str]) -> str:
    whose = values_in_words(document, "publisher") or values_in_words(document, "author")
    return comma().join(filter(None, (whose, paragraphs_in_words(paragraphs))))


def _differences(context: Context, document: Document, link: Link) -> Iterator[Markup]:
    """Yield what differs in sentences; the text whose words are shown needs no naming."""

    def name(one: Document) -> str:
        return context.names.here(one) if one.id == document.id else context.names.there(one)

    def place(one: Document) -> str:
        return gettext("here") if one.id == document.id else gettext("there")

    view = Viewpoint.of(link, context.archive.by_id, name, place)
    subject = "" if link.source.document == document.id or not link.directed else written(f"{name(view.target)} ")
    for difference, phrase in zip(link.differences[:MOST_DIFFERENCES], differences_in_words(view), strict=False):
        has_own = difference.type in {"spacing", "moved-into-marks"}
        words = f"{phrase}" if has_own else f"{subject}{phrase}"
        yield as_html(f"{words[:1].upper()}{words[1:]}.")
    if more := len(link.differences[MOST_DIFFERENCES:]):
        yield escape(ngettext("And {n} more difference.", "And {n} more differences.", more))


def by_way_of_a_third(document: Document, passage: Passage | None, linked: Set[str]) -> list[Witness]:
    """Return where other texts first have the words of a passage, though no link joins them with this one directly."""
    found: dict[str, Witness] = {}
    for witness in passage.witnesses if passage else ():
        if witness.document != document.id and witness.document not in linked:
            found.setdefault(witness.document, witness)
    return [*found.values()]


def third_text(context: Context, witness: Witness) -> OtherText:
    """Return a text that no link joins with the document: by its name alone."""
    other = context.document(witness.document)
    anchor = context.places.anchor(other.id, witness.start, witness.end)
    return OtherText(other, _where(other, witness.paragraphs), anchor, "", None, None, ())
