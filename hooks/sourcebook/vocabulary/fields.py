"""The table of fields: what the archive may know of a document, one row a field.

A new field is a new row: the sidecar takes it, the header and the data files show it.
"""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from sourcebook.direction import in_order
from sourcebook.model import About, Document, Fact
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.values import (
    ADDRESS,
    AGENT,
    BOUND,
    COMPARED_OR_NOT,
    DATE,
    KIND,
    LANGUAGE,
    OBTAINED_AS,
    RIGHTS_STATEMENT,
    TEXT,
    ValueType,
)
from sourcebook.wording import N_, gettext


class Field(Struct, frozen=True):
    """One field."""

    name: str
    """The key in a sidecar and in record.json."""
    label: str
    """What the header calls it."""
    means: str
    """What it says of a document, for whoever fills it in."""
    reads: ValueType
    repeats: bool = False
    """Whether a document may have several."""
    is_asked: bool = False
    """Whether it is asked of every document: where it is absent, the page says “not stated in our copy”."""
    named: str = ""
    """As what a name stands in a record that is its value: “as author”; nothing where values are no names."""
    labels: dict[str, str] = field(default_factory=dict)
    """What the header calls it in documents of a kind."""

    def label_in(self, kind: str) -> str:
        """Return what the header calls the field in a document of that kind, in words."""
        return gettext(self.labels.get(kind, self.label))


# fmt: off
FIELDS = (
    Field("kind", N_("Kind"), "what the document is", KIND, is_asked=True),
    Field("title", N_("Title"), "its title, or one that the archive supplies", TEXT, is_asked=True),
    Field("author", N_("Author"), "who wrote or sent it", AGENT,
          repeats=True, is_asked=True, named=N_("as author"),
          labels={key: kind.author for key, kind in KINDS.items() if kind.author}),
    Field("addressee", N_("Addressee"), "to whom it is addressed", AGENT,
          repeats=True, is_asked=True, named=N_("as addressee")),
    Field("copy_to", N_("Copy to"), "to whom it was copied", AGENT,
          repeats=True, is_asked=True, named=N_("as recipient of a copy")),
    Field("publisher", N_("Publisher"), "who published it", AGENT,
          repeats=True, is_asked=True, named=N_("as publisher")),
    Field("place", N_("Place"), "where it was written or published", TEXT,
          repeats=True, is_asked=True, named=N_("as place of the text")),
    Field("date", N_("Date"), "when it was written or published", DATE, is_asked=True),
    Field("date_earliest", N_("Not before"), "the earliest that it can be of", BOUND),
    Field("date_latest", N_("Not after"), "the latest that it can be of", BOUND),
    Field("language", N_("Language"), "the language of the text", LANGUAGE, repeats=True, is_asked=True),
    Field("subject", N_("Subject"), "what it is about", TEXT, repeats=True),
    Field("series", N_("Series"), "the series it appeared in", TEXT),
    Field("collection", N_("Collection"), "the collection that holds the original", TEXT),
    Field("shelf_mark", N_("Shelf mark"), "where it stands in the collection", TEXT),
    Field("original_url", N_("Original address"), "where it was published on the web", ADDRESS, is_asked=True),
    Field("captured_url", N_("Captured copy"), "a copy of the original page in a web archive", ADDRESS, repeats=True),
    Field("retrieved", N_("Retrieved"), "when the text was taken from its original", DATE, is_asked=True),
    Field("received", N_("Received"), "when the archive received it", DATE),
    Field("received_from", N_("Received from"), "from whom the archive received it", AGENT, repeats=True),
    Field("obtained", N_("Text obtained"), "how the text came into its file", OBTAINED_AS),
    Field("compared", N_("Compared"), "whether the text was compared with an original", COMPARED_OR_NOT),
    Field("rights", N_("Rights"), "who may do what with it", RIGHTS_STATEMENT, repeats=True, is_asked=True),
    Field("notes", N_("Notes"), "whatever else a reader should know", TEXT, repeats=True),
)
# fmt: on
"""The table of fields, in the order of the header."""

FIELDS_BY_NAME = {row.name: row for row in FIELDS}
BOUNDS = {"date_earliest": N_("not before"), "date_latest": N_("not after")}
"""Fields that bound the date, with the words before their values: they are no date themselves."""
DATES = ("date", *BOUNDS)
"""Fields that say when a document is of."""
NAMED_FIELDS = {row.name: row.named for row in FIELDS if row.named}
"""Fields whose values may be names, and as what a name stands in them."""


OWN_VALUES = {"text": TEXT, "date": DATE, "language": LANGUAGE, "address": ADDRESS, "agent": AGENT}
"""What kinds of values the fields have that an archive has of its own."""


@lru_cache(maxsize=64)
def fields_of(about: About) -> Mapping[str, Field]:
    """Return the fields of an archive by their names: those that every archive has, then its own."""
    own = (Field(f.name, f.label, f.means, OWN_VALUES[f.value], repeats=f.repeats) for f in about.fields)
    return {**FIELDS_BY_NAME, **{field.name: field for field in own}}


def value_in_words(fact: Fact) -> str:
    """Return a fact's value as a page has it: a date in words, a name in its natural order, a language by its name."""
    reads = OWN_VALUES[fact.own] if fact.own else FIELDS_BY_NAME[fact.name].reads
    return in_order(reads.show(fact))


def first_in_words(document: Document, name: str) -> str:
    """Return the first value of a field in words; nothing where the record has none."""
    fact = document.first(name)
    return value_in_words(fact) if fact else ""
