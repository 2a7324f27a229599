"""What is searched: the texts and titles of documents, and what a result says of them.

Headers, backlinks, compare pages and the rest of the site are not: each quoted sentence would be found three times.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from sourcebook.model import Archive, Document, Link
from sourcebook.text.kept_lines import width_of
from sourcebook.text.paragraphs import line_ends, without_joints
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.dates import date_of, read_date
from sourcebook.vocabulary.facets import facets_of
from sourcebook.vocabulary.fields import BOUNDS, value_in_words
from sourcebook.vocabulary.languages import lang_of
from sourcebook.vocabulary.link_kinds import KINDS

TextPlace = tuple[int, int]
"""A paragraph, counted from 0, and a place in its text as it is shown, in UTF-16 units, as scripts count."""


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

    document: Document
    facets: Mapping[str, tuple[str, ...]]
    """By the key of a facet, its values in words."""
    shared_words: tuple[SharedWords, ...]
    language: str
    """BCP 47, or nothing."""
    facts: tuple[str, ...]
    """What is said of it under its title, in words: kind, author, publisher and date; empty where it is unknown."""

    @property
    def days(self) -> tuple[Day | None, Day | None] | None:
        """Between which days its date lies, by the date or by what bounds it; None if nothing is known."""
        if when := date_of(self.document):
            return when.earliest, when.latest
        first, last = (read_date(self.document.value(name)) for name in BOUNDS)
        return (first.earliest if first else None, last.latest if last else None) if first or last else None

    @property
    def takers(self) -> set[str]:
        """The other texts that took words of it."""
        return {one.other for one in self.shared_words if one.way == "to"}

    @property
    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Anchor and text of each as the page shows it: without the ends of lines that flow where they set no space."""
        source, lines = self.document.source, self.document.lines
        width = width_of(source.text) if lines == "flow" else 0
        return ((one.id, without_joints(source.shown(one.start, one.end), lines, width)) for one in source.paragraphs)


def searched(archive: Archive) -> Iterator[Searched]:
    """Yield every document whose text is shown whole, in the archive's order: the one place that decides."""
    whole = [document for document in archive.documents if document.source.is_whole and document.source.paragraphs]
    shown = {document.id for document in whole}
    facets = facets_of(archive.about)
    for document in whole:
        values = {facet.key: facet.values(archive, document) for facet in facets}
        shared = tuple(sorted(set(_shared_words(document, archive.links_of.get(document.id, ()), shown))))
        yield Searched(document, values, shared, lang_of(document), _facts(document, values))


def _facts(document: Document, values: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    kind, publisher = ("; ".join(values.get(key, ())) for key in ("kind", "publisher"))
    # As a sentence has it, “Ida Brandt”, where the facet has it as it is filed.
    author = "; ".join(map(value_in_words, document.facts.get("author", ())))
    date = document.first("date")
    return kind, author, publisher, value_in_words(date) if date else ""


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
