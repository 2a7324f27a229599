"""The values of an archive's facets, each with its documents and its address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import About, Archive, Document, Fact
from sourcebook.model.asked import asked
from sourcebook.render.base.apart import SecondLine, second_lines
from sourcebook.render.base.listing import Group, by_month, by_year, chronological
from sourcebook.vocabulary.date_words import decade
from sourcebook.vocabulary.dates import date_of
from sourcebook.vocabulary.facets import FACETS, WITHIN, Facet, facets_of, year_of
from sourcebook.wording import N_, gettext

NOT_STATED = N_("not stated in our copy")
NOT_STATED_SLUG = "not-stated"
SHOWN = 12
"""Values of a facet that the overview names; the facet's own page has them all."""
LONGEST_SLUG = 80


def with_pages(about: About) -> list[Facet]:
    """Return the facets of an archive whose values have pages here."""
    return [facet for facet in facets_of(about) if facet.has_pages]


def groups_of(facet: Facet, documents: Sequence[Document]) -> list[Group[Document]]:
    """Return documents as a page of a facet divides them."""
    return by_month(documents) if facet.is_of_time else by_year(documents)


def lacking(field_name: str) -> str:
    """Return where the documents are listed that lack a value of a field; nothing if it is no facet."""
    facet = next((facet for facet in FACETS if facet.field == field_name and facet.is_asked), None)
    return addresses.facet_value(facet.key, NOT_STATED_SLUG) if facet else ""


class FacetValue(Struct, frozen=True, dict=True):
    """One value of a facet, with the documents that have it."""

    facet: Facet
    label: str
    """In words; what the facet calls the lack of a value for the documents that have none."""
    slug: str
    documents: tuple[Document, ...]

    @property
    def stands_for(self) -> tuple[object, ...]:
        """What is the same where the value is, in parts."""
        return self.facet, self.label, self.slug, self.documents

    @property
    def address(self) -> str:
        """Where its documents are listed."""
        return addresses.facet_value(self.facet.key, self.slug)

    @property
    def title(self) -> str:
        """What its page is called."""
        return gettext("{facet}: {value}", facet=self.facet.label, value=self.label)

    @property
    def heading(self) -> str:
        """What one jumps to it by: its first letter, or the decade of a year; nothing for the lack of a value."""
        if not self.is_stated:
            return ""
        if not self.facet.is_of_time:
            return self.label[:1].title()
        year, _, era = self.label.partition(" ")
        return " ".join(filter(None, (decade(int(year) // 10 * 10), era)))

    @property
    def within(self) -> str:
        """The value that it lies within; nothing for an outermost one, and for one without levels."""
        return self.label.rpartition(WITHIN)[0] if self.facet.has_levels else ""

    @property
    def years(self) -> str:
        """The years of its documents, of two people: “1871–1874”; nothing where one of them may be of several."""
        years = [year_of(document) for document in self.documents if date_of(document)] if self.facet.is_of_two else []
        return "" if not years or not all(years) else years[0] if len({*years}) == 1 else f"{years[0]}–{years[-1]}"

    @property
    def anchor(self) -> str:
        """Where it stands in the list of values: under its heading."""
        return f"at-{self.heading.replace(' ', '-')}" if self.heading else ""

    @property
    def is_stated(self) -> bool:
        """Whether it is a value, and not the lack of one."""
        return self.slug != NOT_STATED_SLUG


class Facets(Struct, frozen=True, dict=True):
    """The facets of an archive."""

    archive: Archive

    @asked
    def values(self) -> Mapping[str, tuple[FacetValue, ...]]:
        """By the key of a facet, in order; what is not stated comes last."""
        return {facet.key: tuple(_values(facet, self.archive)) for facet in with_pages(self.archive.about)}

    @asked
    def seconds(self) -> Mapping[str, SecondLine]:
        """By the id of a document, the second line of a title that needs one."""
        return second_lines(self.archive.documents)

    @asked
    def _of_field(self) -> Mapping[str, Facet]:
        return {facet.field: facet for facet in with_pages(self.archive.about)}

    @asked
    def _address_of(self) -> Mapping[tuple[str, str], str]:
        return {
            (facet.field, value.label): value.address
            for facet in with_pages(self.archive.about)
            for value in self.values[facet.key]
            if value.is_stated
        }

    @asked
    def labelled(self) -> Mapping[tuple[str, str], FacetValue]:
        """By the key of a facet and a label, the value."""
        return {(key, value.label): value for key, values in self.values.items() for value in values}

    @asked
    def inner(self) -> Mapping[tuple[str, str], list[FacetValue]]:
        """By the key of a facet and a label, the values that lie within that one."""
        values = ((key, value) for key, values in self.values.items() for value in values if value.within)
        return dict(gathered(((key, value.within), value) for key, value in values))

    @asked
    def exchanges(self) -> Mapping[str, tuple[FacetValue, Mapping[str, int]]]:
        """By two people, what there is between them, and the place of each dated letter in it, by its id."""
        return {
            value.label: (value, {d.id: at for at, d in enumerate(value.documents) if date_of(d)})
            for value in self.values["correspondence"]
        }

    def address(self, document: Document, fact: Fact) -> str:
        """Return where a value in the header of a document leads; nothing if its field is no facet."""
        facet = self._of_field.get(fact.name)
        if facet is None:
            return ""
        return self._address_of.get((fact.name, year_of(document) if facet.is_of_time else facet.words(fact)), "")


def _values(facet: Facet, archive: Archive) -> Iterator[FacetValue]:
    labels = [(document, facet.values(archive, document)) for document in archive.documents]
    having = gathered((label, document) for document, values in labels for label in values)
    lacking = [document for document, values in labels if not values and facet.is_asked]
    slugs: set[str] = set()
    for label in sorted(having, key=lambda label: (facet.order(label), label)):
        slug = _slug(label, slugs)
        slugs.add(slug)
        documents = having[label]
        if facet.is_of_two:
            documents = sorted(documents, key=chronological)
        yield FacetValue(facet, label, slug, tuple(documents))
    if lacking:
        yield FacetValue(facet, gettext(facet.lack), NOT_STATED_SLUG, tuple(lacking))


def _slug(label: str, taken: set[str]) -> str:
    """Return a value as an address has it; two that would read the same are told apart by a few digits."""
    slug = addresses.document_id(label)
    if (
        not slug
        or len(slug.encode()) > LONGEST_SLUG
        or slug in {*taken, NOT_STATED_SLUG, "page"}
        or addresses.is_device(slug)
    ):
        digits = hashlib.sha256(label.encode()).hexdigest()[:6]
        short = slug.encode()[:LONGEST_SLUG].decode(errors="ignore").strip("-")
        return f"{short}-{digits}" if short else digits
    return slug


def most_common(values: Sequence[FacetValue], most: int = SHOWN) -> list[FacetValue]:
    """Return the values that most documents have, in their own order; what is not stated is always among them."""
    stated = [value for value in values if value.is_stated]
    kept = {value.slug for value in sorted(stated, key=lambda value: -len(value.documents))[:most]}
    return [value for value in values if value.slug in kept or not value.is_stated]
