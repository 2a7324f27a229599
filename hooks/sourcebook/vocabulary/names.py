"""The short tables of the names file: types of names, keys, bases of a description, authority files."""

from msgspec import Struct

from sourcebook.vocabulary.fields import NAMED_FIELDS
from sourcebook.vocabulary.roles import ROLES
from sourcebook.wording import N_


class NameType(Struct, frozen=True):
    """One type of name."""

    key: str
    """In names.yml and record.json."""
    one: str
    many: str


TYPES = {
    row.key: row
    for row in (
        NameType("person", N_("person"), N_("people")),
        NameType("organisation", N_("organisation"), N_("organisations")),
        NameType("place", N_("place"), N_("places")),
    )
}
"""In the order of the list of names."""


class AuthorityFile(Struct, frozen=True):
    """A file of names that libraries and others keep."""

    label: str
    pattern: str
    """What an address in it looks like."""
    example: str


AUTHORITIES = {
    "viaf": AuthorityFile("VIAF", r"https?://(?:www\.)?viaf\.org/viaf/\d+/?", "https://viaf.org/viaf/<number>"),
    "wikidata": AuthorityFile(
        "Wikidata", r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/Q\d+", "https://www.wikidata.org/wiki/Q<number>"
    ),
    "geonames": AuthorityFile(
        "GeoNames",
        r"https?://(?:www\.|sws\.)?geonames\.org/\d+(?:/[\w.~%-]*)?",
        "https://www.geonames.org/<number>/",
    ),
}

KEYS = ("id", "type", "label", "aliases", "aliases_with_full_name", "description", "authorities")
"""What an entry of the names file may have."""
NEEDED = ("id", "type", "label", "aliases")

STANDS = {**NAMED_FIELDS, **{role.name: role.where for role in ROLES.values()}, "named": N_("named")}
"""As what a name stands somewhere: first what the record says of it, then the role of the words around it."""
