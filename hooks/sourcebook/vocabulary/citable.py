"""Documents → entries: what there is to cite of a document, and nothing that its record doesn't have."""

from typing import Any

from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Archive, Basis, Document, Fact
from sourcebook.vocabulary.cited_dates import Issued, issued
from sourcebook.vocabulary.kinds import CitedAs, cited_as, genre_of
from sourcebook.vocabulary.languages import UNKNOWN, language_of_title, languages_of
from sourcebook.vocabulary.values import natural_name
from sourcebook.wording import gettext

FINGERPRINT = 12
"""Hexadecimal digits of a text's SHA-256 that a citation carries."""

CslItem = dict[str, Any]
"""An item of CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html"""


class CitedName(Struct, frozen=True):
    """A person, or something that has one name only."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    is_organisation: bool = False
    """Whether the record says so; the one name of a person is literal too."""

    @property
    def inverted(self) -> str:
        """“Family, Given, Suffix”, or the one name."""
        return self.literal or ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def natural(self) -> str:
        """“Given Family Suffix”, or the one name."""
        return self.literal or " ".join(filter(None, (natural_name(self.family, self.given), self.suffix)))


class Entry(Struct, frozen=True):
    """A document or a version of one, ready to be cited."""

    id: str
    """The document's, or what stands in its place in the address of a version."""
    cited_as: CitedAs
    title: str
    """In square brackets if an editor supplied it."""
    title_is_ours: bool
    genre: str
    """The kind in words; nothing if it isn't stated."""
    authors: tuple[CitedName, ...]
    recipients: tuple[CitedName, ...]
    publishers: tuple[CitedName, ...]
    places: tuple[str, ...]
    issued: Issued | None
    languages: tuple[str, ...]
    series: str
    archive: str
    """Its title; nothing if it has none."""
    location: str
    """What finds the text in the archive: its id, its version and its fingerprint."""
    url: str
    """Nothing where the archive has no public address."""
    note: str
    """Where the original is, as far as the record says."""
    title_language: str = ""
    """By which a style knows whether to set capitals as English does; nothing for English."""
    title_is_of_file: bool = False
    """Whether the title is the name of the file, to which no style may give capitals of its own."""


def entry_of(archive: Archive, document: Document, id: str = "") -> Entry:
    """Return what there is to cite of a document.

    Of a version, `document` is its record, and `id` stands in the place of the document's id in the address that is
    cited.
    """
    titled = document if document.first("title") else archive.by_id[document.id]  # a version may bear none of its own
    fact = titled.facts["title"][0]
    is_of_file = fact.value == titled.source.name
    title_is_ours = not is_of_file and (titled is not document or fact.basis is Basis.EDITOR)
    title = f"[{fact.value}]" if title_is_ours else fact.value
    return Entry(
        id=id or document.id,
        cited_as=cited_as(document),
        title=" ".join(title.split()),
        title_is_ours=title_is_ours,
        genre=genre_of(document),
        authors=_names(document, "author"),
        recipients=_names(document, "addressee"),
        publishers=_names(document, "publisher"),
        places=tuple(fact.value for fact in document.facts.get("place", ())),
        issued=issued(document.first("date")),
        languages=tuple(fact.value for fact in languages_of(document)),
        series=document.value("series"),
        archive=archive.about.name,
        location=location_of(document),
        url=addresses.absolute(archive.site_url, addresses.document(id or document.id)) if archive.site_url else "",
        note=_note(document),
        title_language=UNKNOWN if is_of_file else language_of_title(document, title),
        title_is_of_file=is_of_file,
    )


def location_of(document: Document) -> str:
    """Return what finds a text in the archive, in words: its id, its version, and the start of its SHA-256.

    A text that isn't shown, or not whole, has no fingerprint: nobody could compare it.
    """
    found = gettext("document {id}, version {number}", id=document.id, number=document.version)
    return f"{found}, SHA-256 {document.source.sha256[:FINGERPRINT]}" if document.is_shown else found


def csl_item(entry: Entry) -> CslItem:
    """Return the entry as an item of CSL-JSON: what isn't known isn't there."""
    container = entry.cited_as.is_news
    values: CslItem = {
        "id": entry.id,
        "type": entry.cited_as.csl,
        "title": entry.title,
        "genre": entry.genre,
        "author": [csl_name(name) for name in entry.authors],
        "recipient": [csl_name(name) for name in entry.recipients],
        "container-title": _publishers(entry) if container else "",
        "publisher": "" if container else _publishers(entry),
        "publisher-place": "; ".join(entry.places),
        "collection-title": entry.series,
        "issued": csl_date(entry.issued),
        "language": entry.languages[0] if entry.languages else "",
        "archive": entry.archive,
        "archive_location": entry.location,
        "URL": entry.url,
        "note": entry.note,
    }
    return {key: value for key, value in values.items() if value}


def csl_name(name: CitedName) -> dict[str, str]:
    """Return a name as CSL-JSON has it."""
    parts = {"literal": name.literal, "family": name.family, "given": name.given, "suffix": name.suffix}
    return {key: value for key, value in parts.items() if value}


def csl_date(date: Issued | None) -> dict[str, Any]:
    """Return a date as CSL-JSON has it; empty if there is none."""
    if date is None:
        return {}
    if not date.parts:
        return {"literal": date.marked}
    season = {"season": date.season} if date.season else {}
    return {"date-parts": [list(part) for part in date.parts]} | season | ({"circa": True} if date.is_uncertain else {})


def _publishers(entry: Entry) -> str:
    return "; ".join(name.natural for name in entry.publishers)


def _names(document: Document, field: str) -> tuple[CitedName, ...]:
    return tuple(name_of(fact) for fact in document.facts.get(field, ()))


def name_of(fact: Fact) -> CitedName:
    """Return the name that a fact gives: “Family, Given” or “Family, Given, Suffix” for a person, else one name."""
    parts = fact.value.split(", ", 2)
    if (is_organisation := fact.type == "organisation") or len(parts) == 1:
        return CitedName(literal=fact.value, is_organisation=is_organisation)
    family, given, suffix = (*parts, "")[:3]
    return CitedName(family, given, suffix)


def _note(document: Document) -> str:
    found = [document.first(name) for name in ("collection", "shelf_mark", "original_url")]
    values = ", ".join(fact.value for fact in found if fact)
    return f"Original: {values}" if values else ""
