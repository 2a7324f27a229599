"""Two linked documents side by side: each passage beside its partner, and what lies between them folded away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup, escape

from sourcebook import addresses
from sourcebook.model import Document, Link, Paragraph
from sourcebook.model.asked import Draft
from sourcebook.render.base.compared import MOST, MOST_DIFFERENCES
from sourcebook.render.base.context import Context
from sourcebook.render.base.differences import Viewpoint, differences_in_words, same_in_words
from sourcebook.render.base.environment import fill
from sourcebook.render.base.evidence import Bounds, end_in, passage_spans
from sourcebook.render.base.excerpt import is_cut_before
from sourcebook.render.base.lengths import Length, length_of_words, together
from sourcebook.render.base.naming import LONGEST_NAME, clipped, in_one_line, paragraphs_in_words
from sourcebook.render.base.page import Page
from sourcebook.render.base.segments import Span, mark_up
from sourcebook.render.base.verdicts import Verdict, number_in_words, verdict
from sourcebook.render.base.verdicts import changes as changed_words
from sourcebook.render.compare.slices import Between, Passed, cut, paragraphs_in
from sourcebook.vocabulary.link_kinds import KINDS, reason
from sourcebook.wording import N_, capital, comma, gettext, listed, ngettext, quoted

SIDES = ("a", "b")
"""The two texts by the letters that stand for them in anchors; the first stands on the left."""
LONGEST = 20_000
"""Characters of a text that a piece of it may have on the page; the document has them all."""
STRIP = 6
"""Passages from which on a strip of their numbers leads to each."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph, or a part of one, in a piece."""

    id: str
    anchor: str
    """Nothing where an earlier piece has the paragraph's beginning."""
    content: Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """One text's half of a piece."""

    document: Document
    anchor: str
    label: str
    """“As written”, “As quoted”."""
    paragraphs: str
    address: str
    place: str
    """The anchor in the document that the words stand at."""
    shown: tuple[Shown, ...]
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True, slots=True)
class Row:
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
    cells: tuple[Cell, Cell]


@dataclass(frozen=True, slots=True)
class Rest:
    """What lies between two passages."""

    is_passage: ClassVar[bool] = False
    summary: str
    length: Length
    passages: tuple[Passed, ...]
    halves: tuple[tuple[Shown, ...], ...]
    elsewhere: tuple[tuple[Document, str, str], ...]
    """What is too long to stand here: the document, how much of it, and the paragraph where it begins."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts."""

    side: str
    document: Document
    name: str
    """What a sentence of this page calls it: “the letter”."""
    line: str
    language: str


def compare_pages(context: Context) -> Iterator[Draft[Page]]:
    """Yield a draft of the page of every pair of documents that it tells more of than their own pages do."""
    for (one, other), links in context.compared.pairs():
        sides = context.document(one), context.document(other)
        yield Draft(addresses.comparison(one, other), _page, context, (*sides, links))


def _page(context: Context, one: Document, other: Document, links: Sequence[Link]) -> Iterator[Page]:
    tied = sorted(links, key=lambda link: (link.source.start - link.source.end, link.id))[:MOST]
    left, right = _order(one, other, links)
    names = _names(context, left, right)
    sides = tuple(
        Side(side, document, name, in_one_line(document), document.value("language"))
        for side, document, name in zip(SIDES, (left, right), names, strict=True)
    )
    begun: set[str] = set()
    pieces = [
        _row(context, sides, piece, begun) if isinstance(piece, Passed) else _rest(sides, piece, begun)
        for piece in cut(left.source, right.source, tied)
    ]
    rows = [piece for piece in pieces if isinstance(piece, Row)]
    address = addresses.comparison(one.id, other.id)
    reasons = dict.fromkeys(reason(link.rule) for link in links)
    content = fill(
        "compare.html",
        address,
        sides=sides,
        letters=names == _letters(),
        sentence=_sentence(sides, links),
        pieces=pieces,
        rows=rows,
        strip=rows if len(rows) > STRIP else (),
        differing=sum(row.differs for row in rows),
        hidden=len(links) - len(tied),
        reasons=list(reasons),
        is_directed=any(link.directed for link in links),
    )
    titles = {"one": left.title.strip("[]"), "other": right.title.strip("[]")}
    title = gettext("{one} and {other}, side by side", **titles)
    about = context.archive.about.title
    description = gettext("Two texts of {archive} side by side: what they share, and what differs.", archive=about)
    yield Page(
        address,
        title,
        description,
        content,
        skips=(("passages", N_("Skip to the passages")),),
        section=addresses.PASSAGES,
    )


def _order(one: Document, other: Document, links: Sequence[Link]) -> tuple[Document, Document]:
    """Return the document that the words come from first; where that isn't known, the one with the smaller id."""
    sources = Counter(link.source.document for link in links if link.directed)
    return (other, one) if sources[other.id] > sources[one.id] else (one, other)


def _names(context: Context, left: Document, right: Document) -> tuple[str, str]:
    """Return what the page calls the two texts: by kind or publisher where these tell them apart."""
    kinds = [context.names.kind(document) for document in (left, right)]
    if all(kinds) and kinds[0] != kinds[1]:
        one, other = (
            gettext("the {kind}", kind=kind, title=quoted(clipped(document.title.strip("[]"), LONGEST_NAME)))
            for kind, document in zip(kinds, (left, right), strict=True)
        )
        return one, other
    publishers = [context.names.publisher(document) for document in (left, right)]
    if all(publishers) and publishers[0] != publishers[1]:
        one, other = (gettext("the {publisher} text", publisher=publisher) for publisher in publishers)
        return one, other
    return _letters()


def _letters() -> tuple[str, str]:
    return gettext("text A"), gettext("text B")


def _sentence(sides: Sequence[Side], links: Sequence[Link]) -> str:
    """Return what one text does with the other's words, and what became of them, in a sentence or two."""
    by_kind: Counter[tuple[str, bool]] = Counter()
    for link in links:
        by_kind[link.kind, link.source.document == sides[0].document.id] += 1
    parts = []
    for (kind, is_left), number in sorted(by_kind.items()):
        source, target = (sides[0].name, sides[1].name) if is_left else (sides[1].name, sides[0].name)
        parts.append(_done(kind, source, target, number))
    said = "; ".join(parts)
    return f"{capital(said)}. {_outcome(links)}"


def _done(kind: str, source: str, target: str, number: int) -> str:
    spelled = {"number": number_in_words(number)}
    twice = gettext("twice")
    times = twice if number == 2 else ngettext("once", "{number} times", number, **spelled)
    passages = ngettext("one passage", "{number} passages", number, **spelled)
    row = KINDS[kind]
    values = {"source": source, "target": target, "verb": gettext(row.verb), "times": times, "passages": passages}
    return gettext(row.pair, **values)


def _outcome(links: Sequence[Link]) -> str:
    found = [verdict(link) for link in links]
    differing = list(dict.fromkeys(one.in_sentence for one in found if not one.is_exact))
    same = sum(one.is_exact for one in found)
    number = len(found) - same
    if not number:
        both = gettext("Both are word for word.")
        return both if same == 2 else ngettext("It is word for word.", "All are word for word.", same)
    if len(found) == 1:
        return f"{capital(differing[0])}."
    told = f" ({'; '.join(differing)})" if len(differing) <= 3 else ""
    if not same:
        both = gettext("Both differ{verdicts}.", verdicts=told)
        return both if number == 2 else gettext("All differ{verdicts}.", verdicts=told)
    exact = ngettext("one is word for word", "{number} are word for word", same, number=number_in_words(same))
    differ = ngettext("one differs", "{number} differ", number, number=number_in_words(number))
    return f"{capital(exact)}{comma()}{differ}{told}."


def _row(context: Context, sides: Sequence[Side], piece: Passed, begun: set[str]) -> Row:
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
        _cell(context, side, link, bounds, begun) for side, bounds in zip(sides, (piece.left, piece.right), strict=True)
    )
    return Row(
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


def _cell(context: Context, side: Side, link: Link, bounds: Bounds, begun: set[str]) -> Cell:
    document = side.document
    end = end_in(link, document.id)
    is_source = end is link.source
    stop = min(bounds[1], bounds[0] + LONGEST)
    around = [(bounds[0], end.start), (end.end, bounds[1])]
    spans = passage_spans(document, link, around, f"{side.side}-{link.id}")
    source = document.source
    return Cell(
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


def _shown(side: Side, paragraph: Paragraph, spans: Sequence[Span], begun: set[str]) -> Shown:
    here = [span for span in spans if span.start < min(span.end, paragraph.end) and span.end > paragraph.start]
    anchor = f"{side.side}-{paragraph.id}"
    is_new = anchor not in begun
    begun.add(anchor)
    return Shown(paragraph.id, anchor if is_new else "", mark_up(side.document.source, paragraph, here))


def _rest(sides: Sequence[Side], piece: Between, begun: set[str]) -> Rest:
    halves, elsewhere, said, lengths = [], [], [], list[Length]()
    for side, bounds in zip(sides, (piece.left, piece.right), strict=True):
        source = side.document.source
        paragraphs = paragraphs_in(source, bounds)
        length = length_of_words(source.text[bounds[0] : bounds[1]])
        lengths.append(length)
        if paragraphs:
            pieces = _named(side.document, paragraphs)
            said.append(gettext("{paragraphs} of {text}", paragraphs=pieces, text=side.name))
        if bounds[1] - bounds[0] > LONGEST:
            elsewhere.append(
                (
                    side.document,
                    gettext("{words} of {text}", words=str(length), text=side.name),
                    paragraphs[0].id,
                )
            )
            paragraphs = []
        spans = [
            Span(*_end_bounds(side, one), 0, "sh", href=f"#passage-{one.number}")
            for one in (piece.passages if side.side == SIDES[1] else ())
        ]
        halves.append(tuple(_shown(side, paragraph, spans, begun) for paragraph in paragraphs))
    return Rest(listed(said), together(lengths), piece.passages, tuple(halves), tuple(elsewhere))


def _end_bounds(side: Side, one: Passed) -> Bounds:
    end = end_in(one.link, side.document.id)
    return end.start, end.end


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
