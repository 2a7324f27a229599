"""A worked example for the home page: one sentence as written and as quoted, chosen by rule from the archive's links.

It is a quotation with a change, of the document that most others quote, or of the next one that has such a quotation.
The clearest is taken: the fewest places that differ, then a length near that of a sentence.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup, escape
from msgspec import Struct

from sourcebook.model import Archive, Difference, Document, Link, Paragraph
from sourcebook.render.base.compared import Compared, Way
from sourcebook.render.base.excerpt import Bounds, end_in, passage_spans
from sourcebook.render.base.naming import paragraphs_in_words
from sourcebook.render.base.segments import mark_up
from sourcebook.render.base.summary import summarise
from sourcebook.render.base.verdicts import Verdict, changes, verdict
from sourcebook.text.sentences import around
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import comma, filled

BEST_LENGTH = 28
"""Words of the example that are wished for."""
MOST_WORDS = 70
LOUD_BEFORE, LOUD_AFTER = 2, 3
"""Words before and after the change that don't step back."""
MOST_OTHERS = 2
"""Other texts that quote the same sentence which the example names."""
SENTENCE = 400
"""Characters on either side of a change in which its sentence is looked for."""
_WORD = re.compile(r"\S+")


class ExampleHalf(Struct, frozen=True):
    """One side of the example."""

    document: Document
    line: Markup
    paragraphs: str
    content: Markup


class Other(Struct, frozen=True):
    """Another text that quotes the sentence."""

    document: Document
    anchor: str
    verdict: Verdict


class Example(Struct, frozen=True):
    """One sentence, as written and as quoted."""

    verdict: Verdict
    written: ExampleHalf
    quoted: ExampleHalf
    together: Way
    """Where the two texts are seen together."""
    others: tuple[Other, ...]


def most_repeated(links: Sequence[Link]) -> list[str]:
    """Return the ids of the documents whose words others take over, the one that most do first."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    passages: defaultdict[str, int] = defaultdict(int)
    for link in links:
        if KINDS[link.kind].in_marks:
            texts[link.source.document].add(link.target.document)
            passages[link.source.document] += 1
    return sorted(texts, key=lambda id: (-len(texts[id]), -passages[id], id))


def worked_example(archive: Archive, compared: Compared) -> Example | None:
    """Return the example; nothing where no quotation differs from its source, or no text with one is shown whole."""
    for id in most_repeated(archive.links):
        quotations = [n for n in archive.links_of[id] if KINDS[n.kind].in_marks and n.source.document == id]
        changed = [link for link in quotations if changes(link) and _fits(archive, link)]
        if changed:
            return _example(archive, compared, min(changed, key=_unclear), quotations)
    return None


def _fits(archive: Archive, link: Link) -> bool:
    whole = (archive.by_id[end.document] for end in (link.source, link.target))
    return all(document.is_shown and document.source.is_whole for document in whole) and link.words.target > 0


def _unclear(link: Link) -> tuple[object, ...]:
    found = changes(link)
    is_edge = found[0].type == "moved-into-marks"
    words = max(link.words.source, link.words.target)
    return (words > MOST_WORDS, len(found), is_edge, abs(words - BEST_LENGTH), link.id)


def _example(archive: Archive, compared: Compared, link: Link, quotations: Sequence[Link]) -> Example:
    change = changes(link)[0]
    source, target = (archive.by_id[end.document] for end in (link.source, link.target))
    written = _bounds(source, link, change)
    others = [
        Other(archive.by_id[n.target.document], compared.places.of(n.target), verdict(n))
        for n in quotations
        if n.target.document != target.id and n.source.start <= written[0] and n.source.end >= written[1] - 2
    ]
    others.sort(key=lambda other: (not other.verdict.is_exact, other.document.id))
    return Example(
        verdict(link),
        _half(source, link, change, written),
        _half(target, link, change, _bounds(target, link, change)),
        compared.at(source.id, target.id, link.id),
        tuple({other.document.id: other for other in reversed(others[:MOST_OTHERS])}.values()),
    )


def _extent(document: Document, link: Link, change: Difference) -> Bounds:
    extent = change.source if link.source.document == document.id else change.target
    return extent.start, extent.end


def _bounds(document: Document, link: Link, change: Difference) -> Bounds:
    """Return the sentence of the passage that holds a change."""
    end, extent = end_in(link, document.id), _extent(document, link, change)
    return around(document.source.text, *extent, (min(end.start, extent[0]), max(end.end, extent[1])), SENTENCE)


def _half(document: Document, link: Link, change: Difference, bounds: Bounds) -> ExampleHalf:
    source, extent = document.source, _extent(document, link, change)
    loud = _loud(source.text, extent, bounds)
    spans = passage_spans(document, link, [(bounds[0], loud[0]), (loud[1], bounds[1])])
    touched = source.touched_by(*bounds)
    pieces = [Paragraph(p.id, max(p.start, bounds[0]), min(p.end, bounds[1])) for p in touched]
    content = Markup(" ").join(mark_up(source, piece, spans) for piece in pieces)
    facts = summarise(document)
    known = filter(None, (facts.author or facts.publisher, facts.date))
    line = escape(comma()).join(filled("<bdi>{}</bdi>", one) for one in known)
    return ExampleHalf(document, line, paragraphs_in_words([piece.id for piece in pieces]), content)


def _loud(text: str, extent: Bounds, bounds: Bounds) -> Bounds:
    """Return the change with a few words on either side."""
    words = [(word.start(), word.end()) for word in _WORD.finditer(text, *bounds)]
    before = [start for start, end in words if end <= extent[0]][-LOUD_BEFORE:]
    after = [end for start, end in words if start >= extent[1]][:LOUD_AFTER]
    return (before or [extent[0]])[0], (after or [extent[1]])[-1]
