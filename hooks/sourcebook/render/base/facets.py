"""Facets: documents by kind, by publisher and by year; a table of facets, one row a facet.

A year is that of the date a document states, or of one derived or otherwise known as its date; never one of its bounds.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook import addresses
from sourcebook.describe import value_in_words
from sourcebook.model import Archive, Document, Fact
from sourcebook.render.base.listing import Group, by_month, by_year, year_of

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


def _key(field_name: str) -> str:
    """Return the key of the facet that has the values of a field."""
    return "year" if field_name == "date" else field_name


def lacking(field_name: str) -> str:
    """Return where the documents are listed that lack a value of a field; nothing if it is no facet."""
    is_facet = any(facet.key == _key(field_name) for facet in FACETS)
    return addresses.facet_value(_key(field_name), NOT_STATED_SLUG) if is_facet else ""


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
        value = self._by_label.get((_key(fact.name), label))
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


def most_common(values: Sequence[Value], most: int = SHOWN) -> list[Value]:
    """Return the values that most documents have, in their own order; what is not stated is always among them."""
    stated = [value for value in values if value.is_stated]
    kept = {value.slug for value in sorted(stated, key=lambda value: -len(value.documents))[:most]}
    return [value for value in values if value.slug in kept or not value.is_stated]
