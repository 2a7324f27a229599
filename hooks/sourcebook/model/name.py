"""Names of persons, organisations and places, and where they stand."""

from msgspec import Struct

from sourcebook.model.document import Fact


class Authority(Struct, frozen=True):
    """Where a name stands in an authority file that others keep."""

    file: str
    """A key of the table of authority files: `viaf`, `wikidata`, `geonames`."""
    address: str
    checked: str
    """The day somebody checked that it is the same, YYYY-MM-DD."""


class Name(Struct, frozen=True):
    """A person, organisation or place from the names file."""

    id: str
    """In record.json and in the address of its page."""
    type: str
    """`person`, `organisation` or `place`."""
    label: str
    """A person: "Family, Given"."""
    aliases: tuple[str, ...]
    """Words that name it wherever they stand."""
    aliases_with_full_name: tuple[str, ...] = ()
    """Words that name it only in a text that has one of `aliases` too."""
    description: Fact | None = None
    authorities: tuple[Authority, ...] = ()
    line: int = 0
    """Of the names file, counted from 1."""


class Mention(Struct, frozen=True, order=True):
    """A place where a text names a name."""

    document: str
    start: int
    end: int
    name: str
    """The id of the name."""
    role: str = "named"
    """What the name is there: a key of the table of roles of names."""
