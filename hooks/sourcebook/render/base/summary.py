"""A document in one line, for lists and cards: made of facts, never of a source's own words but its title."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Basis, Document, Fact
from sourcebook.model.document import DEFAULT
from sourcebook.render.base.lengths import Length, length_of
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.dates import date_of, sort_key
from sourcebook.vocabulary.fields import BOUNDS, value_in_words
from sourcebook.vocabulary.languages import languages_of
from sourcebook.vocabulary.sentence import bounds_in_words
from sourcebook.wording import comma, gettext


class Summary(Struct, frozen=True):
    """What a list says of a document; empty where our copy doesn't state it."""

    id: str
    address: str
    title: str
    kind: str
    author: str
    publisher: str
    date: str
    """In words."""
    bounds: str
    """“between 9 October and November 2020”, “not before 2014”, where there is no date."""
    length: Length
    document: Document
    """For lists with further columns."""

    def value(self, name: str) -> str:
        """Return the values of a field in words, empty where our copy doesn't state it."""
        return comma().join(map(value_in_words, self._facts(name)))

    def known(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return how the values of a field are known: each basis with its label; nothing where the text states it."""
        if name in _BY_ITSELF:
            return ()
        names = BOUNDS if name == "date" and self.bounds else (name,)
        found = dict.fromkeys((fact.basis, fact.is_default) for one in names for fact in self._facts(one))
        return tuple(
            (basis.value, gettext(DEFAULT if is_default else BASES[basis].label))
            for basis, is_default in found
            if basis is not Basis.STATED
        )

    def _facts(self, name: str) -> Sequence[Fact]:
        return languages_of(self.document) if name == "language" else self.document.facts.get(name, ())

    @property
    def when(self) -> str:
        """The date, or what is known of it."""
        return self.date or self.bounds

    @property
    def line(self) -> str:
        """Author or publisher, kind and date, as far as they are known."""
        return " · ".join(part for part in (self.author or self.publisher, self.kind, self.when) if part)


def summarise(document: Document) -> Summary:
    """Return what lists and cards say of a document."""
    bounds = "" if document.first("date") else bounds_in_words(document)
    return Summary(
        document.id,
        addresses.document(document.id),
        document.title,
        values_in_words(document, "kind"),
        values_in_words(document, "author"),
        values_in_words(document, "publisher"),
        values_in_words(document, "date"),
        bounds,
        length_of(document.source),
        document,
    )


_BY_ITSELF = frozenset({"kind"})
"""What lists have of which how it is known stands with the text alone."""


def values_in_words(document: Document, name: str) -> str:
    """Return the values of a field in words, empty where our copy doesn't state it."""
    facts = document.facts.get(name)
    return comma().join(map(value_in_words, facts)) if facts else ""


def date_ranks(documents: Iterable[Document]) -> dict[str, int]:
    """Return the place of each dated document among the others by date, by id; bounds are no dates and give none."""
    dated = [(sort_key(when), document.id) for document in documents if (when := date_of(document))]
    return {id: rank for rank, (_, id) in enumerate(sorted(dated))}
