"""The source header: what a document is and where it comes from, each value with its basis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Basis, Document, Fact
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import lacking
from sourcebook.render.document.text import fact_anchor
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.date_words import in_words
from sourcebook.vocabulary.dates import read_date
from sourcebook.vocabulary.fields import BOUNDS, FIELDS, FIELDS_BY_NAME, Field, value_in_words

NOT_STATED = "not stated in our copy"

ALWAYS = ("author", "publisher", "date", "rights")
"""Fields that have a line of their own even where nobody states them; the others share one."""
ABOVE = ("title",)
"""Fields that stand above the lines."""
FOLDED = ("retrieved", "received", "received_from", "obtained", "compared")
"""Fields that tell how the text came to us, folded with the technical lines."""

WORDS_A_MINUTE = 238
"""How fast adults read English prose silently: Brysbaert (2019), Journal of Memory and Language 109."""
LONGEST_QUOTE = 120
"""Characters of the words a value rests on that are shown beside it; the link leads to all of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value, ready to be shown."""

    value: str
    basis: Basis
    means: str
    """What its basis is, for whoever doesn't know the word."""
    note: str
    """What is said of the basis: a sentence, or of a stated value a few words; or nothing."""
    before: str = ""
    """Words before the value: “not before”."""
    office: str = ""
    link: str = ""
    """Where an address leads."""
    leads: str = ""
    """The address of the page of this archive on all that has the value."""
    words: str = ""
    """The words it rests on, cut where they are long."""
    anchor: str = ""
    paragraph: str = ""
    document: str = ""
    """The id of the other document that it rests on."""
    address: str = ""
    """Where it was found, if elsewhere."""
    checked: str = ""
    """The day somebody looked there, in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the header: a label and its values; none where they are not stated."""

    field: str
    label: str
    entries: tuple[Entry, ...]
    is_stated: bool


Leads = Callable[[Fact], str]
"""Where a value leads within the archive: an address, or nothing."""


def source_header(
    document: Document, leads: Leads, title_of: Callable[[str], str], fields: Iterable[Field] = FIELDS
) -> Markup:
    """Return the header of a document's page.

    Args:
        document: whose page it is.
        leads: says where each value leads.
        title_of: gives the title of another document by its id.
        fields: those of the archive, in order.
    """
    lines = list(_lines(document, leads, fields))
    kind = _kind(document)
    unstated = [
        (field.label_in(kind).lower(), lacking(field.name))
        for field in FIELDS
        if field.is_asked and field.name not in document.facts and field.name not in ALWAYS
    ]
    return fill(
        "source_header.html",
        addresses.document(document.id),
        document=document,
        kicker=_kicker(document),
        lacking=lacking,
        title=_entries(document, "title")[0],
        lines=[line for line in lines if line.field not in FOLDED],
        folded=[line for line in lines if line.field in FOLDED],
        unstated=unstated,
        minutes=max(1, round(document.source.words / WORDS_A_MINUTE)),
        not_stated=NOT_STATED,
        title_of=title_of,
    )


def _kicker(document: Document) -> list[str]:
    """Return what the document is in a few words: its kind, publisher and day."""
    kind, publisher, date = (document.first(name) for name in ("kind", "publisher", "date"))
    parts = [value_in_words(fact) for fact in (kind, publisher) if fact]
    return [*parts, value_in_words(date) if date else f"date {NOT_STATED}"] if parts else []


def _lines(document: Document, leads: Leads, fields: Iterable[Field]) -> Iterator[Line]:
    for field in fields:
        if field.name in ABOVE + BOUNDS:
            continue
        entries = tuple(
            replace(entry, leads=leads(fact))
            for entry, fact in zip(_entries(document, field.name), document.facts.get(field.name, ()), strict=True)
        )
        is_stated = bool(entries)
        if field.name == "date":
            entries += tuple(entry for bound in BOUNDS for entry in _entries(document, bound))
        if entries or field.name in ALWAYS:
            yield Line(field.name, field.label_in(_kind(document)), entries, is_stated)


def _entries(document: Document, name: str) -> tuple[Entry, ...]:
    facts = document.facts.get(name, ())
    return tuple(_entry(fact, number) for number, fact in enumerate(facts, start=1))


def _entry(fact: Fact, number: int) -> Entry:
    words = " ".join(fact.quote.split())
    return Entry(
        value_in_words(fact),
        fact.basis,
        BASES[fact.basis].means,
        fact.note if fact.basis is Basis.STATED else _closed(fact.note),
        before=FIELDS_BY_NAME[fact.name].label.lower() if fact.name in BOUNDS else "",
        office=fact.office,
        link=fact.value if fact.value.startswith(("http://", "https://")) else "",
        words=words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …",
        anchor=fact_anchor(fact, number) if fact.start >= 0 else "",
        paragraph=fact.paragraph,
        document=fact.document,
        address=fact.address,
        checked=_day(fact.checked),
    )


def _closed(note: str) -> str:
    """Return a note with a full stop, if it has nothing of the kind."""
    return note if not note or note.endswith((".", "!", "?", "…")) else f"{note}."


def _day(text: str) -> str:
    when = read_date(text)
    return in_words(when) if when else ""


def _kind(document: Document) -> str:
    fact = document.first("kind")
    return fact.value if fact else ""
