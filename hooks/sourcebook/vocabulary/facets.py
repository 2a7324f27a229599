"""The table of facets: by what documents are listed and counted, on pages and in the search; one row a facet.

A year is that of the date a document states, or of one derived or otherwise known as its date; never one of its bounds.
"""

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.model import About, Archive, Document, Fact
from sourcebook.natural import natural
from sourcebook.vocabulary.date_words import year_in_words
from sourcebook.vocabulary.dates import date_of
from sourcebook.vocabulary.fields import value_in_words
from sourcebook.vocabulary.languages import languages_of
from sourcebook.wording import N_, gettext

Values = Callable[[Archive, Document], tuple[str, ...]]


class Facet(Struct, frozen=True):
    """One facet."""

    key: str
    """In the address."""
    label: str
    many: str
    values: Values
    """The values of a document in words; none where our copy doesn't state it."""
    field: str = ""
    """The field whose values lead to its pages."""
    words: Callable[[Fact], str] = value_in_words
    """What a value of the field is listed as."""
    order: Callable[[str], object] = natural
    lack: str = N_("not stated in our copy")
    """What a page calls it that a document has no value."""
    is_of_time: bool = False
    """Whether its values are years: then their documents are divided by month, else by year."""
    has_pages: bool = True
    """Whether its values have pages under /by/; the others are facets of the search alone."""
    is_asked: bool = True
    """Whether documents without a value are listed, and counted by the search, as “not stated”."""
    has_levels: bool = False
    """Whether a value may lie within another, as “Letters › 1871” does: a document then has the outer ones too."""
    is_of_two: bool = False
    """Whether a value is two people: then a list of their documents says to whom each is addressed."""


def of_field(name: str, words: Callable[[Fact], str] = value_in_words) -> Values:
    """Return what reads the values of a field, in words, each once."""

    def values(_: Archive, document: Document) -> tuple[str, ...]:
        return tuple(dict.fromkeys(words(fact) for fact in document.facts.get(name, ())))

    return values


def levels_of(name: str) -> Values:
    """Return what reads the values of a field with levels: each, and all that it lies within, the outermost first."""

    def values(_: Archive, document: Document) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for fact in document.facts.get(name, ()):
            levels = level_in_words(fact).split(WITHIN)
            found |= dict.fromkeys(WITHIN.join(levels[:count]) for count in range(1, len(levels) + 1))
        return tuple(found)

    return values


WITHIN = " › "
_LEVELS = re.compile(r"\s*[›>]\s+|\s+[›>]\s*")


def level_in_words(fact: Fact) -> str:
    """Return a value with levels as a page has it: “Letters > 1871” is “Letters › 1871”."""
    return WITHIN.join(level for part in _LEVELS.split(value_in_words(fact)) if (level := part.strip()))


def correspondents(document: Document) -> tuple[tuple[Fact, Fact], ...]:
    """Return who wrote to whom: each author with each addressee, but nobody with themselves."""
    authors, addressees = (document.facts.get(name, ()) for name in ("author", "addressee"))
    return tuple((one, other) for one in authors for other in addressees if as_filed(one) != as_filed(other))


def _pairs(_: Archive, document: Document) -> tuple[str, ...]:
    """Return the two of each correspondence, whoever of them wrote: “Otto Brandt and Karl Lund”."""
    return tuple(dict.fromkeys(pair_in_words(one, other) for one, other in correspondents(document)))


def pair_in_words(one: Fact, other: Fact) -> str:
    """Return two people as the value of the facet: the same, whoever of them wrote."""
    first, second = sorted((one, other), key=as_filed)
    return gettext("{one} and {other}", one=value_in_words(first), other=value_in_words(second))


def as_filed(fact: Fact) -> str:
    """Return a name as catalogues file it: “Family, Given”."""
    return " ".join(fact.value.split())


def year_of(document: Document) -> str:
    """Return the one year that the date of a document lies in, in words: “1871”, “44 BCE”; nothing without one."""
    when = date_of(document)
    return year_in_words(when.year) if when and when.year is not None else ""


def _years(_: Archive, document: Document) -> tuple[str, ...]:
    return (year,) if (year := year_of(document)) else ()


def _year_order(label: str) -> int:
    number = int(label.partition(" ")[0])
    return -number if label == year_in_words(1 - number) else number


def _languages(_: Archive, document: Document) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(value_in_words, languages_of(document))))


def _names(archive: Archive, document: Document) -> tuple[str, ...]:
    mentions = archive.mentions_in.get(document.id, ())
    return tuple(dict.fromkeys(archive.name_labels[mention.name] for mention in mentions))


# fmt: off
FACETS = (
    Facet("kind", N_("Kind"), N_("Kinds"), of_field("kind"), field="kind"),
    Facet("author", N_("Author"), N_("Authors"), of_field("author", as_filed), field="author", words=as_filed),
    Facet("addressee", N_("Addressee"), N_("Addressees"), of_field("addressee", as_filed),
          field="addressee", words=as_filed, is_asked=False),
    Facet("correspondence", N_("Correspondence"), N_("Correspondence"), _pairs, is_asked=False, is_of_two=True),
    Facet("publisher", N_("Publisher"), N_("Publishers"), of_field("publisher"), field="publisher"),
    Facet("year", N_("Year"), N_("Years"), _years, field="date", order=_year_order, is_of_time=True,
          lack=N_("no single year")),
    Facet("place", N_("Place"), N_("Places"), of_field("place"), field="place", is_asked=False),
    Facet("language", N_("Language"), N_("Languages"), _languages, field="language", is_asked=False),
    Facet("subject", N_("Subject"), N_("Subjects"), of_field("subject"), field="subject", is_asked=False),
    Facet("collection", N_("Collection"), N_("Collections"), levels_of("collection"),
          field="collection", words=level_in_words, is_asked=False, has_levels=True),
    Facet("series", N_("Series"), N_("Series"), levels_of("series"),
          field="series", words=level_in_words, is_asked=False, has_levels=True),
    Facet("name", N_("Names"), N_("Names"), _names, has_pages=False, is_asked=False),
)
# fmt: on
"""In the order of the pages."""


def facets_of(about: About) -> tuple[Facet, ...]:
    """Return the facets of an archive, in words: those that every archive has, then those of its own fields."""
    own = (Facet(f.name, f.label, f.many, of_field(f.name), field=f.name) for f in about.fields if f.is_facet)
    return tuple(replace(facet, label=gettext(facet.label), many=gettext(facet.many)) for facet in (*FACETS, *own))
