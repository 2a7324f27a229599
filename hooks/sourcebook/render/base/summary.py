"""A document in one line, for lists and cards: made of facts, never of a source's own words but its title."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Basis, Document, Fact
from sourcebook.render.base.lengths import Length, length_of
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.dates import date_of, sort_key
from sourcebook.vocabulary.fields import BOUNDS, value_in_words
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
    bases: Mapping[str, tuple[tuple[str, str], ...]]
    """How author, date and publisher are known, by the name of the field: each basis with its label; nothing where the
    text states it."""
    facts: Mapping[str, tuple[Fact, ...]]
    """All of them, for lists with further columns."""

    def value(self, name: str) -> str:
        """Return the values of a field in words, empty where our copy doesn't state it."""
        return _in_words(self.facts, name)

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
    bounds = "" if document.first("date") else _bounds(document)
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
        {
            "author": _bases(document, "author"),
            "date": _bases(document, *(BOUNDS if bounds else ("date",))),
            "publisher": _bases(document, "publisher"),
        },
        document.facts,
    )


def _bounds(document: Document) -> str:
    """Return the bounds of a date in words, month and year of the first left out where the second has the same."""
    earliest, latest = (values_in_words(document, name) for name in BOUNDS)
    if earliest and latest:
        return gettext("between {start} and {end}", start=_before(earliest, latest), end=latest)
    if earliest:
        return gettext("not before {date}", date=earliest)
    return gettext("not after {date}", date=latest) if latest else ""


def _before(earliest: str, latest: str) -> str:
    """Return a first day as it stands before a second: “9” before “18 October 2020, uncertain”."""
    first, second = earliest.split(), latest.partition(",")[0].split()
    if first == second or not second[-1].isdigit():
        return earliest
    while len(first) > 1 and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return " ".join(first)


def _bases(document: Document, *names: str) -> tuple[tuple[str, str], ...]:
    bases = dict.fromkeys(fact.basis for name in names for fact in document.facts.get(name, ()))
    return tuple((basis.value, gettext(BASES[basis].label)) for basis in bases if basis is not Basis.STATED)


def values_in_words(document: Document, name: str) -> str:
    """Return the values of a field in words, empty where our copy doesn't state it."""
    return _in_words(document.facts, name)


def _in_words(facts: Mapping[str, tuple[Fact, ...]], name: str) -> str:
    return comma().join(value_in_words(fact) for fact in facts.get(name, ()))


def date_ranks(documents: Iterable[Document]) -> dict[str, int]:
    """Return the place of each dated document among the others by date, by id; bounds are no dates and give none."""
    dated = [(sort_key(when), document.id) for document in documents if (when := date_of(document))]
    return {id: rank for rank, (_, id) in enumerate(sorted(dated))}
