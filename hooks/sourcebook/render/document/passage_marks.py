"""Words that stand elsewhere too, marked in a document's text: each leads to its evidence below the text.

The marks add no text. Anchors lie around the words, so that whoever arrives from another page sees exactly these lit;
within them the words are links, shaded by how many documents have them; a note stands in the margin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcebook import addresses
from sourcebook.model import Document, Link, Paragraph
from sourcebook.render.base.context import Context, has_passage
from sourcebook.render.base.naming import paragraphs_in_words
from sourcebook.render.base.places import anchor_of
from sourcebook.render.base.segments import Span
from sourcebook.render.document.links import other_end, own_end
from sourcebook.render.document.text import AT, PASSAGE
from sourcebook.vocabulary.link_kinds import KINDS

SHADES = (1, 2, 5, 10)
"""So many documents make the mark a shade stronger."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin of a paragraph, and where it leads."""

    words: str
    href: str


def passage_marks(context: Context, document: Document, shown: frozenset[str]) -> list[Span]:
    """Return the spans that mark a document's links in its text.

    Args:
        context: the archive.
        document: whose text is marked.
        shown: the ids of the links that the page has an entry for; the others lead to the two texts side by side.
    """
    anchors = [
        Span(start, end, AT, "sb-at", anchor_of(start, end)) for start, end in context.places.at.get(document.id, ())
    ]
    links = [link for link in context.archive.links_of[document.id] if has_passage(link)]
    return [*sorted(anchors, key=lambda span: (span.start, span.end)), *_stretches(context, document, links, shown)]


def _stretches(context: Context, document: Document, links: Sequence[Link], shown: frozenset[str]) -> Iterator[Span]:
    """Yield the words that are links, cut wherever a passage begins or ends; none overlaps another."""
    ends = [(own_end(link, document), link) for link in links]
    placed = context.places.at.get(document.id, frozenset())
    bounds = sorted({at for end, _ in ends if (end.start, end.end) in placed for at in (end.start, end.end)})
    over: defaultdict[int, list[Link]] = defaultdict(list)
    for end, link in ends:
        for number in range(bisect_left(bounds, end.start), bisect_left(bounds, end.end)):
            over[number].append(link)
    last: Span | None = None
    for number in sorted(over):
        here = replace(_stretch(context, document, over[number], shown), start=bounds[number], end=bounds[number + 1])
        if last and last.end == here.start and _alike(last, here):
            last = replace(last, end=here.end)
            continue
        if last:
            yield last
            here = replace(here, is_passed_over=last.end == here.start and last.href == here.href)
        last = here
    if last:
        yield last


def _alike(one: Span, other: Span) -> bool:
    return (one.href, one.classes, one.title) == (other.href, other.classes, other.title)


def _stretch(context: Context, document: Document, links: Sequence[Link], shown: frozenset[str]) -> Span:
    """Return the mark for words that these links have in common: it leads to the one with the fewest words."""
    listed_here = [link for link in links if link.id in shown]
    best = min(listed_here or links, key=lambda link: (len(own_end(link, document).exact), link.id))
    documents = {other_end(link, document).document for link in links}
    shade = sum(len(documents) >= least for least in SHADES)
    title = "; ".join(_told(context, document, links))
    href = f"#link-{best.id}" if listed_here else _elsewhere(document, best)
    return Span(0, 0, PASSAGE, f"sb-passage sb-passage--{shade}", href=href, title=title[:1].upper() + title[1:])


def _elsewhere(document: Document, link: Link) -> str:
    """Return the way to the two texts side by side, for a link that has no entry on the page."""
    comparison = addresses.comparison(link.source.document, link.target.document)
    return addresses.way(addresses.document(document.id), comparison)


def margin_notes(context: Context, document: Document, shown: frozenset[str]) -> Mapping[str, Note]:
    """Return the margin notes of a document by paragraph."""
    by_paragraph: defaultdict[str, list[Link]] = defaultdict(list)
    for link in context.archive.links_of[document.id]:
        if not KINDS[link.kind].is_editorial:
            for paragraph in own_end(link, document).paragraphs:
                by_paragraph[paragraph].append(link)
    return {id: _note(context, document, links, shown) for id, links in by_paragraph.items()}


def _note(context: Context, document: Document, links: Sequence[Link], shown: frozenset[str]) -> Note:
    """Return the note for links: it leads to the one that it names first, of those that the page has an entry for."""
    named = [link for _, found in _by_way(document, links) for link in found]
    first = next((link for link in named if link.id in shown), None)
    href = f"#link-{first.id}" if first else _elsewhere(document, named[0])
    return Note(";\n".join(_told(context, document, links)), href)


def _told(context: Context, document: Document, links: Sequence[Link]) -> Iterator[str]:
    """Yield a phrase for each way in which words stand elsewhere."""
    for way, found in _by_way(document, links):
        tell = _count if way.endswith("in {}") else _where
        yield way.format(tell(context, document, found))


def _by_way(document: Document, links: Sequence[Link]) -> list[tuple[str, list[Link]]]:
    """Return the links by the way in which words stand elsewhere, in the order of these."""
    ways: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        kind = KINDS[link.kind]
        ways[(kind.source if link.source.document == document.id else kind.target).margin].append(link)
    order = (side.margin for kind in KINDS.values() for side in (kind.source, kind.target))
    return [(way, ways[way]) for way in dict.fromkeys(order) if way in ways]


def _count(context: Context, document: Document, links: Sequence[Link]) -> str:
    """Return the number of documents that the links lead to."""
    return f"{len({other_end(link, document).document for link in links}):,}"


def _where(context: Context, document: Document, links: Sequence[Link]) -> str:
    """Return the one document that the links lead to; the number of documents if they are more.

    Its paragraphs come first: on a phone a note has one line, and is cut at its end.
    """
    ids = list(dict.fromkeys(other_end(link, document).document for link in links))
    if len(ids) > 1:
        return f"{len(ids):,} texts"
    other = context.document(ids[0])
    anchors = [id for link in links for id in other_end(link, document).paragraphs]
    order: Sequence[Paragraph] = other.source.paragraphs
    there = [p.id for p in order if p.id in set(anchors)]
    return " of ".join(part for part in (_cited(there), context.names.short(other)) if part)


def _cited(anchors: Sequence[str]) -> str:
    """Return paragraphs as they are cited, runs joined: “¶ 6, 8–9”."""
    runs: list[list[str]] = []
    for anchor in anchors:
        if runs and int(anchor[1:]) == int(runs[-1][-1][1:]) + 1:
            runs[-1].append(anchor)
        else:
            runs.append([anchor])
    return ", ".join(paragraphs_in_words(run) if not n else paragraphs_in_words(run)[2:] for n, run in enumerate(runs))
