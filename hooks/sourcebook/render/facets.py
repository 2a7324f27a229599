"""Facets as pages: documents by kind, by publisher and by year; a table of facets, one row a facet.

A year is that of the date a document states, or of one derived or otherwise known as its date; never one of its bounds.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.describe import value_in_words
from sourcebook.model import Archive, Document, Fact
from sourcebook.render.environment import fill
from sourcebook.render.listing import Group, Part, by_month, by_year, document_list, in_pages, year_of
from sourcebook.render.page import Page

NOT_STATED = "not stated in our copy"
NOT_STATED_SLUG = "not-stated"
SHOWN = 12
"""Values of a facet that the overview names; the facet's own page has them all."""
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet."""

    key: str
    """In the address, and the field whose values it has, but for the year."""
    label: str
    many: str
    values: Callable[[Document], list[str]]
    """The values of a document in words; none where our copy doesn't state it."""
    order: Callable[[str], object]
    groups: Callable[[Sequence[Document]], list[Group[Document]]] = by_year
    """What a page of documents is divided by."""


def _words(field_name: str) -> Callable[[Document], list[str]]:
    def values(document: Document) -> list[str]:
        return list(dict.fromkeys(value_in_words(fact) for fact in document.facts.get(field_name, ())))

    return values


def _years(document: Document) -> list[str]:
    return [year] if (year := year_of(document)) else []


FACETS = (
    Facet("kind", "Kind", "Kinds", _words("kind"), str.casefold),
    Facet("publisher", "Publisher", "Publishers", _words("publisher"), str.casefold),
    Facet("year", "Year", "Years", _years, int, by_month),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, with the documents that have it."""

    facet: Facet
    label: str
    """In words; `NOT_STATED` for the documents that have none."""
    slug: str
    documents: tuple[Document, ...]

    @property
    def address(self) -> str:
        """Where its documents are listed."""
        return addresses.facet_value(self.facet.key, self.slug)

    @property
    def title(self) -> str:
        """What its page is called."""
        return f"{self.facet.label}: {self.label}"

    @property
    def is_stated(self) -> bool:
        """Whether it is a value, and not the lack of one."""
        return self.slug != NOT_STATED_SLUG


@dataclass(frozen=True)
class Facets:
    """The facets of an archive."""

    archive: Archive
    values: Mapping[str, tuple[Value, ...]] = field(init=False)
    """By the key of a facet, in order; what is not stated comes last."""
    _by_label: Mapping[tuple[str, str], Value] = field(init=False)

    def __post_init__(self) -> None:
        values = {facet.key: tuple(_values(facet, self.archive.documents)) for facet in FACETS}
        by_label = {(key, value.label): value for key, found in values.items() for value in found if value.is_stated}
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "_by_label", by_label)

    def address(self, document: Document, fact: Fact) -> str:
        """Return where a value in the header of a document leads; nothing if its field is no facet."""
        label = year_of(document) if fact.name == "date" else value_in_words(fact)
        value = self._by_label.get(("year" if fact.name == "date" else fact.name, label))
        return value.address if value else ""


def _values(facet: Facet, documents: Sequence[Document]) -> Iterator[Value]:
    having: defaultdict[str, list[Document]] = defaultdict(list)
    lacking = []
    for document in documents:
        labels = facet.values(document)
        for label in labels:
            having[label].append(document)
        if not labels:
            lacking.append(document)
    slugs: set[str] = set()
    for label in sorted(having, key=lambda label: (facet.order(label), label)):
        slug = _slug(facet, label, slugs)
        slugs.add(slug)
        yield Value(facet, label, slug, tuple(having[label]))
    if lacking:
        yield Value(facet, NOT_STATED, NOT_STATED_SLUG, tuple(lacking))


def _slug(facet: Facet, label: str, taken: set[str]) -> str:
    """Return a value as an address has it; two that would read the same are told apart by a few digits."""
    slug = label if facet.key == "year" else addresses.document_id(label)
    if not slug or len(slug.encode()) > LONGEST_SLUG or slug in {*taken, NOT_STATED_SLUG, "page"}:
        digits = hashlib.sha256(label.encode()).hexdigest()[:6]
        short = slug.encode()[:LONGEST_SLUG].decode(errors="ignore").strip("-")
        return f"{short}-{digits}" if short else digits
    return slug


def facets_start(archive: Archive) -> Markup:
    """Return the overview of all facets, without what people wrote above it."""
    facets = Facets(archive)
    shown = [(facet, most_common(facets.values[facet.key]), len(facets.values[facet.key])) for facet in FACETS]
    return fill("facets.html", addresses.BY, facets=shown, count=len(archive.documents))


def most_common(values: Sequence[Value], most: int = SHOWN) -> list[Value]:
    """Return the values that most documents have, in their own order; what is not stated is always among them."""
    stated = [value for value in values if value.is_stated]
    kept = {value.slug for value in sorted(stated, key=lambda value: -len(value.documents))[:most]}
    return [value for value in values if value.slug in kept or not value.is_stated]


def facet_pages(facets: Facets) -> Iterator[Page]:
    """Yield for each facet the list of its values, and for each value its documents, in pages."""
    for facet in FACETS:
        yield from _list_of_values(facet, facets.values[facet.key])
        for value in facets.values[facet.key]:
            for part in in_pages(value.address, facet.groups(value.documents) if value.is_stated else _as_known(value)):
                yield _value_page(value, part)


def _as_known(value: Value) -> list[Group[Document]]:
    """Return documents that lack a value: of those without a date, the ones of which something is known come first."""
    if value.facet.key != "year":
        return value.facet.groups(value.documents)
    bounded = [d for d in value.documents if d.first("date") or d.first("date_earliest") or d.first("date_latest")]
    ids = {document.id for document in bounded}
    undated = [document for document in value.documents if document.id not in ids]
    groups = (("Not in one year, or within bounds", "bounded", bounded), ("Undated", "undated", undated))
    return [
        Group(heading, anchor, tuple(sorted(found, key=lambda d: d.title.casefold())))
        for heading, anchor, found in groups
        if found
    ]


def _list_of_values(facet: Facet, values: Sequence[Value]) -> Iterator[Page]:
    letters: defaultdict[str, list[Value]] = defaultdict(list)
    for value in values:
        letters[_letter(facet, value)].append(value)
    groups = [Group(letter, f"at-{letter}" if letter else "", tuple(found)) for letter, found in letters.items()]
    for part in in_pages(addresses.facet(facet.key), groups):
        content = fill("facet_values.html", part.address, facet=facet, part=part, title=part.titled(facet.many))
        previous, following = part.neighbours(facet.many)
        description = f"The documents of this archive by {facet.label.lower()}, with counts."
        title = part.titled(f"Documents by {facet.label.lower()}")
        yield Page(part.address, title, description, content, previous=previous, next=following, section=addresses.BY)


def _letter(facet: Facet, value: Value) -> str:
    """Return what one jumps to a value by: its first letter, the decade of a year."""
    if not value.is_stated:
        return ""
    if facet.key == "year":
        return f"{int(value.label) // 10 * 10}s"
    return value.label[:1].upper()


def _value_page(value: Value, part: Part[Document]) -> Page:
    content = fill("facet_value.html", part.address, value=value, part=part, list=document_list(part, value.title))
    previous, following = part.neighbours(value.title)
    return Page(
        part.address,
        part.titled(value.title),
        f"{len(value.documents):,} documents of this archive. {value.title}.",
        content,
        previous=previous,
        next=following,
        section=addresses.BY,
    )
