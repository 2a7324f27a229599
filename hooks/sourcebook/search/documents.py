"""What is searched: the texts and titles of documents, and what a result says of them.

Headers, backlinks, compare pages and the rest of the site are not: each quoted sentence would be found three times.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from sourcebook.model import Archive, Document, Link, Source
from sourcebook.text.paragraphs import line_ends, without_joints
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.dates import When, date_of, read_date
from sourcebook.vocabulary.facets import Facet, facets_of
from sourcebook.vocabulary.fields import BOUNDS, value_in_words
from sourcebook.vocabulary.languages import lang_of
from sourcebook.vocabulary.link_kinds import KINDS

TextPlace = tuple[int, int]
"""A paragraph, counted from 0, and a place in its text as it is shown, in UTF-16 units, as scripts count."""


Between = tuple[Day | None, Day | None]
"""The first and the last day that a date can be, as far as they are known."""


class SharedWords(Struct, frozen=True, order=True):
    """Words of a document that stand in another one too."""

    way: str
    """`from` if they come from the other document, `to` if they went there, `shared` if nobody knows."""
    start: TextPlace
    end: TextPlace
    other: str
    """The other document's id."""


class Searched(Struct, frozen=True):
    """One document as the search has it."""

    id: str
    title: str
    facets: Mapping[str, tuple[str, ...]]
    """By the key of a facet, its values in words."""
    author: str
    """As a sentence has it, “Ida Brandt”, where the facet has it as it is filed."""
    date: str
    """In words; empty, as the others, where it is not stated in our copy."""
    when: When | None
    between: Between | None
    language: str
    """BCP 47, or nothing."""
    source: Source
    lines: str
    """Whether its lines flow."""
    shared_words: tuple[SharedWords, ...]

    @property
    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Anchor and text of each, as `paragraph` returns them."""
        return (paragraph(self.source, number, self.lines) for number in range(len(self.source.paragraphs)))


def paragraph(source: Source, number: int, lines: str) -> tuple[str, str]:
    """Return anchor and text as the page shows it: without the ends of lines that flow, where these set no spaces."""
    found = source.paragraphs[number]
    return found.id, without_joints(source.shown(found.start, found.end), lines)


def searched(archive: Archive) -> Iterator[Searched]:
    """Yield every document whose text is shown whole, in the archive's order: the one place that decides."""
    whole = [document for document in archive.documents if document.source.is_whole and document.source.paragraphs]
    shown = {document.id for document in whole}
    facets = facets_of(archive.about)
    yield from (_searched(archive, facets, document, shown) for document in whole)


def _searched(archive: Archive, facets: Sequence[Facet], document: Document, shown: Collection[str]) -> Searched:
    stated = document.first("date")
    source = document.source
    return Searched(
        id=document.id,
        title=document.title,
        facets={facet.key: facet.values(archive, document) for facet in facets},
        author="; ".join(value_in_words(fact) for fact in document.facts.get("author", ())),
        date=value_in_words(stated) if stated else "",
        when=date_of(document),
        between=_between(document),
        language=lang_of(document),
        source=source,
        lines=document.lines,
        shared_words=tuple(sorted(set(_shared_words(document, archive.links_of.get(document.id, ()), shown)))),
    )


def _between(document: Document) -> Between | None:
    """Return between which days a document's date lies: by its date, or by what bounds it; None if nothing is known."""
    if when := date_of(document):
        return when.earliest, when.latest
    first, last = (read_date(document.value(name)) for name in BOUNDS)
    return (first.earliest if first else None, last.latest if last else None) if first or last else None


def _shared_words(document: Document, links: Sequence[Link], shown: Collection[str]) -> Iterator[SharedWords]:
    source = document.source
    numbers = {p.id: number for number, p in enumerate(source.paragraphs)}

    def place(anchor: str, offset: int) -> TextPlace:
        number = numbers[anchor]
        paragraph = source.paragraphs[number]
        before = source.shown(paragraph.start, offset)
        met = line_ends(source.text, document.lines, paragraph.start, paragraph.end)
        gone = sum(len(source.shown(start, end)) for start, end, read in met if not read and end <= offset)
        return number, len(before.encode("utf-16-le")) // 2 - gone

    for link in links:
        if not KINDS[link.kind].is_passage:
            continue
        for here, there, way in ((link.source, link.target, "to"), (link.target, link.source, "from")):
            if here.document == document.id and there.document in shown and here.paragraphs:
                start, end = place(here.paragraphs[0], here.start), place(here.paragraphs[-1], here.end)
                yield SharedWords(way if link.directed else "shared", start, end, there.document)
