"""The table of fields: what the archive may know of a document, one row a field.

A new field is a new row: the sidecar takes it, the header and the data files show it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sourcebook.model import Fact
from sourcebook.vocabulary.kinds import AUTHOR_LABELS
from sourcebook.vocabulary.values import (
    ADDRESS,
    AGENT,
    COMPARED_OR_NOT,
    DATE,
    KIND,
    LANGUAGE,
    OBTAINED_AS,
    RIGHTS_STATEMENT,
    TEXT,
    Reading,
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field."""

    name: str
    """The key in a sidecar and in record.json."""
    label: str
    """What the header calls it."""
    means: str
    """What it says of a document, for whoever fills it in."""
    reads: Reading
    repeats: bool = False
    """Whether a document may have several."""
    is_asked: bool = False
    """Whether it is asked of every document: where it is absent, the page says “not stated in our copy”."""
    in_catalogue: bool = False
    """Whether the catalogue has a column for it."""
    csl: str = ""
    """The CSL variable that takes it."""
    dc: str = ""
    """The Dublin Core element (`dc:`) or term (`dcterms:`) that takes it."""
    labels: dict[str, str] = field(default_factory=dict)
    """What the header calls it in documents of a kind."""

    def label_in(self, kind: str) -> str:
        """Return what the header calls the field in a document of that kind."""
        return self.labels.get(kind, self.label)


# fmt: off
FIELDS = (
    Field("kind", "Kind", "what the document is", KIND,
          is_asked=True, in_catalogue=True, csl="genre", dc="dc:type"),
    Field("title", "Title", "its title, or one that the archive supplies", TEXT,
          is_asked=True, in_catalogue=True, csl="title", dc="dc:title"),
    Field("author", "Author", "who wrote or sent it", AGENT,
          repeats=True, is_asked=True, csl="author", dc="dc:creator", labels=AUTHOR_LABELS),
    Field("addressee", "Addressee", "to whom it is addressed", AGENT,
          repeats=True, is_asked=True, csl="recipient"),
    Field("copy_to", "Copy to", "to whom it was copied", AGENT,
          repeats=True, is_asked=True),
    Field("publisher", "Publisher", "who published it", AGENT,
          repeats=True, is_asked=True, in_catalogue=True, csl="publisher", dc="dc:publisher"),
    Field("place", "Place", "where it was written or published", TEXT,
          repeats=True, is_asked=True, csl="publisher-place"),
    Field("date", "Date", "when it was written or published", DATE,
          is_asked=True, in_catalogue=True, csl="issued", dc="dc:date"),
    Field("date_earliest", "Not before", "the earliest that it can be of", DATE, in_catalogue=True),
    Field("date_latest", "Not after", "the latest that it can be of", DATE, in_catalogue=True),
    Field("language", "Language", "the language of the text", LANGUAGE,
          repeats=True, is_asked=True, csl="language", dc="dc:language"),
    Field("series", "Series", "the series it appeared in", TEXT, csl="collection-title"),
    Field("collection", "Collection", "the collection that holds the original", TEXT, csl="note"),
    Field("shelf_mark", "Shelf mark", "where it stands in the collection", TEXT, csl="note"),
    Field("original_url", "Original address", "where it was published on the web", ADDRESS,
          is_asked=True, csl="note"),
    Field("captured_url", "Captured copy", "a copy of the original page in a web archive", ADDRESS, repeats=True),
    Field("retrieved", "Retrieved", "when the text was taken from its original", DATE,
          is_asked=True),
    Field("received", "Received", "when the archive received it", DATE),
    Field("received_from", "Received from", "from whom the archive received it", AGENT, repeats=True),
    Field("obtained", "Text obtained", "how the text came into its file", OBTAINED_AS),
    Field("compared", "Compared", "whether the text was compared with an original", COMPARED_OR_NOT),
    Field("rights", "Rights", "who may do what with it", RIGHTS_STATEMENT,
          repeats=True, is_asked=True, dc="dc:rights"),
    Field("notes", "Notes", "whatever else a reader should know", TEXT, repeats=True),
)
# fmt: on
"""The table of fields, in the order of the header."""

FIELDS_BY_NAME = {row.name: row for row in FIELDS}


def value_in_words(fact: Fact) -> str:
    """Return a fact's value as a page has it: a date in words, a name in its natural order, a language by its name."""
    return FIELDS_BY_NAME[fact.name].reads.show(fact)
