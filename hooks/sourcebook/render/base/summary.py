"""A document in one line, for lists and cards: made of facts, never of a source's own words but its title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook import addresses
from sourcebook.model import Basis, Document
from sourcebook.vocabulary.dates import date_of, sort_key
from sourcebook.vocabulary.fields import FIELDS_BY_NAME, value_in_words

BOUNDS = ("date_earliest", "date_latest")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list says of a document; empty where our copy doesn't state it."""

    id: str
    address: str
    title: str
    kind: str
    publisher: str
    date: str
    """In words."""
    bounds: str
    """“not before …, not after …”, where there is no date."""
    words: int
    publisher_basis: str
    """How the publisher is known; empty where the text states it. A list shows no words that bear it out."""
    date_basis: str
    """Likewise."""

    @property
    def line(self) -> str:
        """Kind, publisher and date, as far as they are known."""
        return " · ".join(part for part in (self.kind, self.publisher, self.date or self.bounds) if part)


def summarise(document: Document) -> Summary:
    """Return what lists and cards say of a document."""
    bounds = (
        f"{FIELDS_BY_NAME[name].label.lower()} {value_in_words(fact)}"
        for name in BOUNDS
        if (fact := document.first(name))
    )
    return Summary(
        document.id,
        addresses.document(document.id),
        document.title,
        _values(document, "kind"),
        _values(document, "publisher"),
        _values(document, "date"),
        "" if document.first("date") else ", ".join(bounds),
        document.source.words,
        _basis(document, "publisher"),
        _basis(document, "date"),
    )


def _basis(document: Document, name: str) -> str:
    bases = dict.fromkeys(fact.basis for fact in document.facts.get(name, ()))
    return "" if set(bases) <= {Basis.STATED} else ", ".join(bases)


def _values(document: Document, name: str) -> str:
    return ", ".join(value_in_words(fact) for fact in document.facts.get(name, ()))


def date_ranks(documents: Iterable[Document]) -> dict[str, int]:
    """Return the place of each dated document among the others by date, by id; bounds are no dates and give none."""
    dated = [(sort_key(when), document.id) for document in documents if (when := date_of(document))]
    return {id: rank for rank, (_, id) in enumerate(sorted(dated))}
