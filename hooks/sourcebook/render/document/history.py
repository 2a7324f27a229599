"""What a document's page says of its past: anchors that left the text, its versions, why a text isn't shown."""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document, Paragraph
from sourcebook.model.holdings import Holding, Withheld
from sourcebook.render.base.environment import fill
from sourcebook.render.base.segments import Span, mark_up
from sourcebook.render.document.margin import Note
from sourcebook.render.document.text import ShownParagraph, classes_of
from sourcebook.vocabulary.date_words import day_in_words
from sourcebook.wording import N_, filled, gettext

_TAG = re.compile(r"<[^>]*>")


def history(holding: Holding | None) -> Markup:
    """Return what stands below a document's text: what became of anchors, and its versions; nothing if it has one."""
    if holding is None or (len(holding.versions) == 1 and not holding.former):
        return Markup()
    return fill(
        "history.html",
        addresses.document(holding.id),
        holding=holding,
        day_in_words=day_in_words,
        newest=holding.current,
        ways=lambda anchors: [filled('<a href="#{}">¶&nbsp;{}</a>', anchor, anchor[1:]) for anchor in anchors],
    )


def withheld_text(
    archive: Archive, document: Document, marks: Sequence[Span], notes: Mapping[str, Sequence[Note]]
) -> Markup:
    """Return what stands in the place of a text that isn't shown, or not whole; nothing if it is.

    Every anchor that was ever published leads to a line; an excerpt-only text shows the passages that its links have.
    """
    holding = archive.holdings.get(document.id)
    if holding is None or holding.withheld is None:
        return Markup()
    excerpts = _excerpts(archive, document, marks, notes)
    anchors = dict.fromkeys([*holding.current.anchors, *(stub.anchor for stub in holding.stubs)])
    shown, here = {excerpt.id for excerpt in excerpts}, addresses.document(document.id)
    return fill(
        "withheld.html",
        here,
        why=holding.withheld,
        day=day_in_words(holding.withheld.day),
        anchors=[anchor for anchor in anchors if anchor not in shown] if _is_promised(holding) else [],
        excerpts=Markup().join(excerpt.as_html(here) for excerpt in excerpts),
        what=what_of_an_anchor(holding.withheld),
    )


STATUSES = (N_("withdrawn"), N_("embargoed"), N_("excerpt-only"))
"""Why a text isn't shown, as the list of versions has it."""


def what_of_an_anchor(why: Withheld) -> str:
    """Return what became of a paragraph whose text isn't shown, to follow its number."""
    day = day_in_words(why.day)
    words = {
        "withdrawn": N_("withdrawn with the text on {day}"),
        "embargoed": N_("not shown before {day}"),
        "excerpt-only": N_("not among the passages that are shown"),
    }
    return gettext(words[why.status], day=day)


def _is_promised(holding: Holding) -> bool:
    """Say whether its anchors may be told: those of a text that was never public tell how it is made."""
    return holding.is_recorded or bool(holding.withheld and holding.withheld.status == "excerpt-only")


def _excerpts(
    archive: Archive, document: Document, marks: Sequence[Span], notes: Mapping[str, Sequence[Note]]
) -> list[ShownParagraph]:
    if document.source.is_whole or not document.source.text:
        return []
    links = (link for link in archive.links_of.get(document.id, ()) if not link.target.page)
    ends = [end for link in links for end in (link.source, link.target)]
    spans = sorted({(end.start, end.end) for end in ends if end.document == document.id})
    found: list[ShownParagraph] = []
    gap = filled(' <span class="soft" title="{}">[…]</span> ', gettext("Words that are not shown"))
    for paragraph in document.source.paragraphs:
        pieces = _joined([(max(s, paragraph.start), min(e, paragraph.end)) for s, e in spans])
        if not pieces:
            continue
        made = [mark_up(document.source, Paragraph(paragraph.id, s, e), marks) for s, e in pieces]
        before = gap if pieces[0][0] > paragraph.start else Markup()
        after = gap if pieces[-1][1] < paragraph.end else Markup()
        shown = before + gap.join(made) + after
        classes = classes_of(_TAG.sub("", shown))
        found.append(ShownParagraph(paragraph.id, shown, classes, notes=tuple(notes.get(paragraph.id, ()))))
    return found


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those that overlap or touch made one, empty ones left out."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
