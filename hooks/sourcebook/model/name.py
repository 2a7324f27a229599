"""Names of persons, organisations and places, and where they stand."""

from dataclasses import dataclass

from sourcebook.model.document import Fact


@dataclass(frozen=True, slots=True)
class Authority:
    """Where a name stands in an authority file that others keep."""

    file: str
    """A key of the table of authority files: `viaf`, `wikidata`, `geonames`."""
    address: str
    checked: str
    """The day somebody checked that it is the same, YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Name:
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


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place where a text names a name."""

    document: str
    start: int
    end: int
    name: str
    """The id of the name."""
    role: str = "named"
    """What the name is there: a key of the table of roles of names."""
