"""The pieces of two texts side by side: each passage with both halves of it, and what lies between two passages."""

from collections.abc import Sequence
from typing import ClassVar

from markupsafe import Markup, escape
from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Document, Link, Paragraph
from sourcebook.render.base.compared import MOST_DIFFERENCES
from sourcebook.render.base.context import Context
from sourcebook.render.base.differences import Viewpoint, differences_in_words, same_in_words
from sourcebook.render.base.excerpt import Bounds, end_in, is_cut_before, passage_spans
from sourcebook.render.base.lengths import Length, length_of_words, whole_length
from sourcebook.render.base.naming import paragraphs_in_words
from sourcebook.render.base.segments import Span, joint_spans, mark_up
from sourcebook.render.base.verdicts import Verdict, verdict
from sourcebook.render.base.verdicts import changes as changed_words
from sourcebook.render.compare.slices import Between, Passed, paragraphs_in
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import gettext, listed

SIDES = ("a", "b")
"""The two texts by the letters that stand for them in anchors; the first stands on the left."""
LONGEST = 20_000
"""Characters of a text that a piece of it may have on the page; the document has them all."""


class ShownCell(Struct, frozen=True):
    """A paragraph, or a part of one, in a piece."""

    id: str
    anchor: str
    """Nothing where an earlier piece has the paragraph's beginning."""
    content: Markup


class Half(Struct, frozen=True):
    """One text's half of a piece."""

    document: Document
    anchor: str
    label: str
    """“As written”, “As quoted”."""
    paragraphs: str
    address: str
    place: str
    """The anchor in the document that the words stand at."""
    shown: tuple[ShownCell, ...]
    is_cut_before: bool
    is_cut_after: bool


class ComparisonRow(Struct, frozen=True):
    """A passage."""

    is_passage: ClassVar[bool] = True
    number: int
    id: str
    verdict: Verdict
    differs: bool
    """Whether any word does."""
    told: tuple[Markup, ...]
    hidden: int
    is_elsewhere: bool
    """Whether the right text has it out of order."""
    texts: int
    """How many texts have it."""
    passage: str
    """The address at which all of them stand together; nothing where these two are all."""
    halves: tuple[Half, Half]


class Rest(Struct, frozen=True):
    """What lies between two passages."""

    is_passage: ClassVar[bool] = False
    summary: str
    length: Length
    passages: tuple[Passed, ...]
    shown: tuple[tuple[ShownCell, ...], ...]
    """The paragraphs of each text."""
    elsewhere: tuple[tuple[Document, str, str], ...]
    """What is too long to stand here: the document, how much of it, and the paragraph where it begins."""


class ComparedText(Struct, frozen=True):
    """One of the two texts."""

    side: str
    document: Document
    name: str
    """What a sentence of this page calls it: “the letter”."""
    line: str
    language: str


def comparison_row(context: Context, sides: Sequence[ComparedText], piece: Passed, begun: set[str]) -> ComparisonRow:
    """Return a passage as a row. `begun`: the anchors that earlier pieces have; those of this one are added."""
    link = piece.link
    names = {side.document.id: side.name for side in sides}
    view = Viewpoint.of(
        link, context.archive.by_id, lambda one: names[one.id], lambda one: gettext("in {text}", text=names[one.id])
    )
    given = verdict(link)
    told = list(differences_in_words(view)) if not given.brief else [escape(same_in_words(link))]
    passage = context.passage_of.get(link.id)
    texts = len({witness.document for witness in passage.witnesses}) if passage else 2
    left, right = (
        _half(context, side, link, bounds, begun) for side, bounds in zip(sides, (piece.left, piece.right), strict=True)
    )
    return ComparisonRow(
        piece.number,
        link.id,
        given,
        bool(changed_words(link)),
        tuple(told[:MOST_DIFFERENCES]),
        max(0, len(told) - MOST_DIFFERENCES),
        not piece.is_aligned,
        texts,
        addresses.passage(passage.id) if passage and texts > len(sides) else "",
        (left, right),
    )


def _half(context: Context, side: ComparedText, link: Link, bounds: Bounds, begun: set[str]) -> Half:
    document = side.document
    end = end_in(link, document.id)
    is_source = end is link.source
    stop = min(bounds[1], bounds[0] + LONGEST)
    around = [(bounds[0], end.start), (end.end, bounds[1])]
    spans = passage_spans(document, link, around, f"{side.side}-{link.id}")
    source = document.source
    return Half(
        document,
        f"{side.side}-{link.id}",
        _label(link, is_source=is_source),
        paragraphs_in_words(end.paragraphs),
        addresses.document(document.id),
        context.places.of(end),
        tuple(_shown(side, paragraph, spans, begun) for paragraph in paragraphs_in(source, (bounds[0], stop))),
        is_cut_before(source, bounds[0]),
        stop < bounds[1],
    )


def _label(link: Link, *, is_source: bool) -> str:
    if not link.directed:
        return ""
    if is_source:
        return gettext("As written")
    return gettext(KINDS[link.kind].column)


def _shown(side: ComparedText, paragraph: Paragraph, spans: Sequence[Span], begun: set[str]) -> ShownCell:
    here = [span for span in spans if span.start < min(span.end, paragraph.end) and span.end > paragraph.start]
    here += joint_spans(side.document, paragraph.start, paragraph.end)
    anchor = f"{side.side}-{paragraph.id}"
    is_new = anchor not in begun
    begun.add(anchor)
    return ShownCell(paragraph.id, anchor if is_new else "", mark_up(side.document.source, paragraph, here))


def rest_of(sides: Sequence[ComparedText], piece: Between, begun: set[str]) -> Rest:
    """Return what lies between two passages; `begun` as for `comparison_row`."""
    shown, elsewhere, said, lengths = [], [], [], list[Length]()
    for side, bounds in zip(sides, (piece.left, piece.right), strict=True):
        source = side.document.source
        paragraphs = paragraphs_in(source, bounds)
        length = length_of_words(source.text[bounds[0] : bounds[1]])
        lengths.append(length)
        if paragraphs:
            pieces = _named(side.document, paragraphs)
            said.append(gettext("{paragraphs} of {text}", paragraphs=pieces, text=side.name))
        if bounds[1] - bounds[0] > LONGEST:
            words = gettext("{words} of {text}", words=str(length), text=side.name)
            elsewhere.append((side.document, words, paragraphs[0].id))
            paragraphs = []
        ends = [(end_in(one.link, side.document.id), one.number) for one in piece.passages if side.side == SIDES[1]]
        spans = [Span(end.start, end.end, 0, "sh", href=f"#passage-{number}") for end, number in ends]
        shown.append(tuple(_shown(side, paragraph, spans, begun) for paragraph in paragraphs))
    return Rest(listed(said), whole_length(lengths), piece.passages, tuple(shown), tuple(elsewhere))


def _named(document: Document, pieces: Sequence[Paragraph]) -> str:
    """Return which paragraphs some pieces are: “the rest of ¶ 9 and ¶ 10–12”."""
    whole = {paragraph.id: paragraph for paragraph in document.source.paragraphs}
    parts = []
    full = list(pieces)
    first, last = full[0], full[-1]
    if first.start > whole[first.id].start:
        part = gettext("part of {paragraph}", paragraph=_cited(first, first))
        rest = gettext("the rest of {paragraph}", paragraph=_cited(first, first))
        parts.append(part if first.end < whole[first.id].end else rest)
        full = full[1:]
    end = ""
    if full and last.end < whole[last.id].end:
        end = gettext("the beginning of {paragraph}", paragraph=_cited(last, last))
        full = full[:-1]
    if full:
        parts.append(_cited(full[0], full[-1]))
    return listed([*parts, *([end] if end else [])])


def _cited(first: Paragraph, last: Paragraph) -> str:
    return paragraphs_in_words([first.id] if first.id == last.id else [first.id, last.id])
