"""The evidence beside the words: for each passage of a document a note, with every other text that has its words.

A note stands beside the paragraph that has most of its passage. Closed, it says where the words stand too and what
became of them; opened, it shows the other texts' own words. Nothing of it is text of the document.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document, Link, LinkEnd
from sourcebook.render.base.context import Context, has_passage
from sourcebook.render.base.excerpt import end_in
from sourcebook.render.base.naming import paragraphs_in_words
from sourcebook.render.base.verdicts import Verdict, verdict, verdict_of_all
from sourcebook.render.document.other_texts import (
    OtherText,
    by_way_of_a_third,
    other_end,
    other_text,
    side_of,
    third_text,
)
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import capital, comma, gettext, ngettext, npgettext

MOST_SHOWN = 3
"""Texts of a passage whose words a note shows; of further ones it gives the title and the verdict."""
MOST_NAMED = 12
"""Texts of a passage that a note names; the page of the passage has them all."""
MOST_NOTES = 100
"""Notes of a document; the marked words of further passages lead to the pages of these."""


class Note(Struct, frozen=True):
    """What stands beside a paragraph about one of its passages."""

    id: str
    paragraph: str
    """The anchor of the paragraph that it stands beside."""
    paragraphs: tuple[str, ...]
    """The anchors of all paragraphs that the passage touches."""
    words: str
    """“Quoted in 2 texts”."""
    verdict: Verdict
    others: tuple[OtherText, ...]
    """Those whose words are shown come first."""
    hidden: int
    """Texts that are not named here."""
    texts: int
    """How many texts have the words, this one counted."""
    in_all: bool
    """Whether they are so many that most have no link with this one."""
    passage: str
    """The address of the page of the passage, where there is more to see than here."""
    comparisons: tuple[tuple[str, str], ...]
    """Else, the addresses of this text beside those whose words are shown, where there is more to see there."""
    anchor: str
    """Of the very words of this text."""
    links: tuple[Link, ...]

    @property
    def cited(self) -> str:
        """Where the passage stands, if that is more than one paragraph: “¶ 8–9”."""
        return paragraphs_in_words(self.paragraphs) if len(self.paragraphs) > 1 else ""


class Margin(Struct, frozen=True):
    """The notes beside the text of a document."""

    notes: tuple[Note, ...]
    """In the order of the text."""
    of_link: Mapping[str, Note]
    """By the id of a link."""

    @property
    def by_paragraph(self) -> Mapping[str, list[Note]]:
        """The notes that stand beside each paragraph."""
        return gathered((note.paragraph, note) for note in self.notes)


def margin_of(context: Context, document: Document) -> Margin:
    """Return the notes that stand beside a document's text."""
    groups = _merged(document, list(_groups(context, document)))
    notes = tuple(_note(context, document, links) for links in groups[:MOST_NOTES])
    return Margin(notes, {link.id: note for note in notes for link in note.links})


def _groups(context: Context, document: Document) -> Iterator[list[Link]]:
    """Yield the links of each passage; those of one that stands twice in the text, for each place."""
    shared = (link for link in context.archive.links_of[document.id] if has_passage(link))
    for links in gathered((getattr(context.passage_of.get(link.id), "id", link.id), link) for link in shared).values():
        here: list[Link] = []
        reach = -1
        for link in sorted(links, key=lambda link: end_in(link, document.id)):
            end = end_in(link, document.id)
            if here and end.start >= reach:
                yield here
                here = []
            here.append(link)
            reach = max(reach, end.end)
        yield here


def _merged(document: Document, groups: list[list[Link]]) -> list[list[Link]]:
    """Return the passages in the order of the text; those that are mostly the same words, quoted alike, as one.

    Of two quotations one may begin a few words earlier: a reader asks of both at once.
    """
    merged: list[list[Link]] = []
    last = (0, 0, False)
    for links in sorted(groups, key=lambda links: min(end_in(link, document.id).start for link in links)):
        ends = [end_in(link, document.id) for link in links]
        here = min(e.start for e in ends), max(e.end for e in ends), any(KINDS[n.kind].in_marks for n in links)
        common = min(here[1], last[1]) - max(here[0], last[0])
        if merged and here[2] == last[2] and 2 * common >= max(here[1] - here[0], last[1] - last[0]):
            merged[-1] += links
            last = min(here[0], last[0]), max(here[1], last[1]), here[2]
        else:
            merged.append(list(links))
            last = here
    return merged


def _note(context: Context, document: Document, links: Sequence[Link]) -> Note:
    ends = [end_in(link, document.id) for link in links]
    longest = max(ends, key=lambda end: (end.end - end.start, -end.start))
    passages = [context.passage_of[link.id] for link in links if link.id in context.passage_of]
    passage = max(passages, key=lambda one: (len(one.witnesses), one.id), default=None)
    direct = sorted(links, key=lambda link: (verdict(link).kind != "differs", other_end(link, document)))
    linked = {other_end(link, document).document for link in links}
    thirds = by_way_of_a_third(document, passage, linked)
    others = [other_text(context, document, n, is_shown=at < MOST_SHOWN) for at, n in enumerate(direct[:MOST_NAMED])]
    others += [third_text(context, witness) for witness in thirds[: MOST_NAMED - len(others)]]
    texts = linked | {witness.document for witness in thirds}
    has_page = passage is not None and len({w.document for w in passage.witnesses} & {document.id, *texts}) > len(texts)
    has_page = has_page and len(texts) > 1
    # Of very many texts only the link with the earliest is there: to name it alone would say that it is the only one.
    has_most = passage is not None and passage.is_cluster and bool(thirds)
    in_all = ngettext("in {n} text in all", "in {n} texts in all", len(texts) + 1)
    anchor = context.places.of(longest)
    return Note(
        f"e-{longest.start}-{longest.end}",
        _most_of(document, longest),
        longest.paragraphs,
        _words(context, document, direct) + (f"; {in_all}" if has_most else ""),
        verdict_of_all(direct),
        tuple(others),
        len(direct) + len(thirds) - len(others),
        len(texts) + 1,
        has_most,
        addresses.passage(passage.id) if passage and has_page else "",
        () if has_page else tuple(_comparisons(context, document, others[:MOST_SHOWN])),
        anchor,
        tuple(links),
    )


def _comparisons(context: Context, document: Document, others: Sequence[OtherText]) -> Iterator[tuple[str, str]]:
    shown = {other.document.id: other.document for other in others}
    for id, other in shown.items():
        if not context.compared.has_page(document.id, id):
            continue
        named = gettext("Compare with {text}", text=context.names.short(other))
        words = gettext("Compare the two texts") if len(shown) == 1 else named
        yield addresses.comparison(document.id, id), words


def _most_of(document: Document, end: LinkEnd) -> str:
    """Return the anchor of the paragraph that has most of an end's words."""
    touched = [p for p in document.source.paragraphs if p.id in set(end.paragraphs)]
    best = max(touched, key=lambda p: min(p.end, end.end) - max(p.start, end.start), default=None)
    return best.id if best else ""


def _words(context: Context, document: Document, links: Sequence[Link]) -> str:
    """Return in how many texts the words stand too, or from which they are: “Quoted in 2 texts; shared with 1 text”."""
    by_side = gathered((side_of(link, document).margin, other_end(link, document)) for link in links)
    sides = (side for kind in KINDS.values() for side in (kind.source, kind.target))
    order = {side.margin: at for at, side in enumerate(sides)}
    told = []
    for margin in sorted(by_side, key=order.__getitem__):
        ends = by_side[margin]
        ids = {end.document for end in ends}
        one = context.document(ends[0].document)
        is_from = not margin.endswith("in {}") and len(ids) == 1
        where = comma().join(filter(None, (context.names.short(one), paragraphs_in_words(ends[0].paragraphs))))
        told.append(
            gettext(margin).format(where if is_from else npgettext("quoted in …", "{n} text", "{n} texts", len(ids)))
        )
    return capital("; ".join(told))
