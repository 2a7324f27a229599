"""What is searched: the texts and titles of documents, and what a result says of them.

Headers, backlinks, compare pages and the rest of the site are not: each quoted sentence would be found three times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sourcebook.describe import read_date, sort_key, value_in_words
from sourcebook.model import Archive, Document, Fact, Link

_PASSAGES = frozenset({"quotation", "reuse", "shared-passage"})
"""Kinds of links both ends of which are words that match."""


Place = tuple[int, int]
"""A paragraph, counted from 0, and a place in its text as it is shown, in UTF-16 units, as scripts count."""


@dataclass(frozen=True, slots=True, order=True)
class Kin:
    """Words of a document that stand in another one too."""

    way: str
    """`from` if they come from the other document, `to` if they went there, `shared` if nobody knows."""
    start: Place
    end: Place
    other: str
    """The other document's id."""


@dataclass(frozen=True, slots=True)
class Searched:
    """One document as the search has it."""

    id: str
    title: str
    kind: str
    publisher: str
    date: str
    """In words; empty, as the others, where it is not stated in our copy."""
    year: str
    """The one year that the date lies in, or nothing."""
    day: tuple[int, int, int] | None
    """The first day that the date can mean."""
    language: str
    """BCP 47, or nothing."""
    paragraphs: tuple[tuple[str, str], ...]
    """Anchor and text of each, as the page shows it."""
    kin: tuple[Kin, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n\n".join(text for _, text in self.paragraphs)


def searched(archive: Archive) -> list[Searched]:
    """Return every document whose text is shown whole, in the archive's order: the one place that decides."""
    whole = [document for document in archive.documents if document.source.is_whole and document.source.paragraphs]
    shown = {document.id for document in whole}
    return [_searched(document, archive.links_of.get(document.id, ()), shown) for document in whole]


def _searched(document: Document, links: Sequence[Link], shown: Collection[str]) -> Searched:
    facts = {name: document.first(name) for name in ("kind", "publisher", "date", "language")}
    when = read_date(facts["date"].value) if facts["date"] else None
    undated, day, _, _ = sort_key(when)
    source = document.source
    return Searched(
        id=document.id,
        title=document.title,
        kind=_in_words(facts["kind"]),
        publisher=_in_words(facts["publisher"]),
        date=_in_words(facts["date"]),
        year=str(when.year) if when and when.year is not None else "",
        day=None if undated else day,
        language=facts["language"].value if facts["language"] else "",
        paragraphs=tuple((p.id, source.shown(p.start, p.end)) for p in source.paragraphs),
        kin=tuple(sorted(set(_kin(document, links, shown)))),
    )


def _in_words(fact: Fact | None) -> str:
    return value_in_words(fact) if fact else ""


def _kin(document: Document, links: Sequence[Link], shown: Collection[str]) -> Iterator[Kin]:
    source = document.source
    numbers = {p.id: number for number, p in enumerate(source.paragraphs)}

    def place(anchor: str, offset: int) -> Place:
        number = numbers[anchor]
        before = source.shown(source.paragraphs[number].start, offset)
        return number, len(before.encode("utf-16-le")) // 2

    for link in links:
        if link.kind not in _PASSAGES:
            continue
        for here, there, way in ((link.source, link.target, "to"), (link.target, link.source, "from")):
            if here.document == document.id and there.document in shown and here.paragraphs:
                start, end = place(here.paragraphs[0], here.start), place(here.paragraphs[-1], here.end)
                yield Kin(way if link.directed else "shared", start, end, there.document)
