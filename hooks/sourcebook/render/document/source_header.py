"""The source header: what a document is and where it comes from, in a few lines; and the full record."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec.structs import replace

from sourcebook import addresses
from sourcebook.direction import in_order
from sourcebook.gathered import gathered
from sourcebook.model import Basis, Document
from sourcebook.page_language import spoken
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import NOT_STATED, lacking
from sourcebook.render.base.lengths import length_of
from sourcebook.render.base.naming import clipped
from sourcebook.render.document.record_lines import RecordLine, ShownValue
from sourcebook.vocabulary.fields import FIELDS, FIELDS_BY_NAME, first_in_words
from sourcebook.wording import N_, capital, comma, gettext, in_sentence, listed, ngettext

IN_BRIEF = ("author", "addressee", "copy_to", "publisher", "place", "date", "rights", "original_url")
"""Fields that the header has; the place shares the line of a date."""
SHORT = {"addressee": N_("To"), "date": N_("Date"), "original_url": N_("Original")}
"""What the header calls them, where that is shorter than what the record does."""
ASKED_IN_BRIEF = ("author", "publisher", "date", "rights", "original_url", "retrieved")
"""Fields of which the header says that our copy doesn't state them."""
UNSTATED = {"retrieved": N_("date retrieved")}
"""What a field is called where our copy doesn't state it, if its label wouldn't say it."""
FROM = N_("From")
"""What it calls the author of what is addressed to somebody."""
LEADING = ("author", "addressee", "copy_to", "publisher", "original_url")
"""Fields whose values lead on from the header, each a stop of the keyboard; the others do from the full record."""
MOST = 3
"""Values of a field that the header shows."""
LONGEST_VALUE, LONGEST_OFFICE = 90, 40
"""Characters of a value, and of an office, in the header."""

WORDS_A_MINUTE = 238
"""How fast adults read English prose silently: Brysbaert (2019), Journal of Memory and Language 109."""
NameOf = Callable[[str], str]
"""Gives what names another document by its id."""


def field_anchor(field: str) -> str:
    """Return the anchor of a field in the full record."""
    return f"source-{field.replace('_', '-')}"


def source_header(document: Document, lines: Sequence[RecordLine], name_of: NameOf, same: Sequence[str] = ()) -> Markup:
    """Return the header of a document's page: its record in a few lines, each value with its basis.

    `lines` are those of its record, `name_of` says what another document is called within a sentence; `same` are the
    ids of those that have the same text.
    """
    return fill(
        "source_header.html",
        addresses.document(document.id),
        same=same[:MOST],
        more=len(same[MOST:]),
        lines=list(_in_brief(document, lines)),
        not_stated=_not_stated(document),
        name_of=name_of,
        anchor_of=field_anchor,
    )


def full_record(document: Document, lines: Sequence[RecordLine], title_of: NameOf) -> Markup:
    """Return every line of a document's record, with what each value rests on, and its file."""
    asked = tuple(field.name for field in FIELDS if field.is_asked and field.name not in document.facts)
    return fill(
        "record.html",
        addresses.document(document.id),
        document=document,
        lines=lines,
        unstated=_unstated(asked, document.value("kind"), spoken().digest),
        not_stated=gettext(NOT_STATED),
        length=length_of(document.source),
        title_of=title_of,
        anchor_of=field_anchor,
    )


@lru_cache(maxsize=512)
def _unstated(asked: tuple[str, ...], kind: str, _: str) -> Markup:
    """Return the fields that a document of a kind doesn't state, in the language of that digest.

    They lead to lists, and the way there is the same from the page of any document.
    """
    fields = [(in_sentence(FIELDS_BY_NAME[name].label_in(kind)), lacking(name)) for name in asked]
    return fill("unstated.html", addresses.document("any"), fields=fields)


def line_for_paper(document: Document, lines: Sequence[RecordLine], archive: str) -> str:
    """Return the header in one line: who, to whom, where, when, with which rights, and where that stands."""
    found = [(line.field, entry) for line in lines for entry in line.entries]
    said = gathered(
        (name, ", ".join(filter(None, (one.value, in_order(one.office))))) for name, one in found if not one.before
    )
    bounds = [f"{one.before} {one.value}" for _, one in found if one.before]
    parts = [
        listed(said["author"]),
        gettext("to {names}", names=listed(said["addressee"])) if said["addressee"] else "",
        listed(said["publisher"]),
        listed(said["place"]),
        listed(said["date"]) or listed(bounds) or gettext("date not stated"),
    ]
    first = comma().join(part for part in parts if part)
    editors = gettext("Title supplied by the archive.") if document.first("title") and _is_editors(document) else ""
    rights = f"{'; '.join(said['rights'])}." if said["rights"] else ""
    place = {"archive": in_order(archive), "id": document.id, "number": document.version}
    where = gettext("{archive}, document {id}, version {number}.", **place)
    return " ".join(filter(None, (f"{capital(first)}.", editors, rights, where)))


def _is_editors(document: Document) -> bool:
    title = document.first("title")
    return title is not None and title.basis is Basis.EDITOR


def kicker(document: Document) -> list[str]:
    """Return what the document is in a few words: its kind, publisher and day, and how long it is."""
    kind, publisher, date = (first_in_words(document, name) for name in ("kind", "publisher", "date"))
    length = length_of(document.source)
    said = comma().join((str(length), _time_to_read(length.units))) if length.units else ""
    return [part for part in (kind, publisher, date or gettext("date not stated"), said) if part]


def _time_to_read(words: int) -> str:
    minutes = max(1, round(words / WORDS_A_MINUTE))
    if minutes <= 90:
        return ngettext("about {n} minute", "about {n} minutes", minutes)
    return ngettext("about {n} hour", "about {n} hours", round(minutes / 60))


def _in_brief(document: Document, lines: Sequence[RecordLine]) -> Iterator[RecordLine]:
    """Yield the lines of the header; a date has its place beside it."""
    by_field = {line.field: line for line in lines}
    kind = document.value("kind")
    for name in IN_BRIEF:
        line = by_field.get(name)
        if line is None or (name == "place" and "date" in by_field and document.first("date")):
            continue
        label = gettext(SHORT[name]) if name in SHORT else FIELDS_BY_NAME[name].label_in(kind)
        if name == "author" and "addressee" in by_field:
            label = gettext(FROM)
        leads_on, alone = name in LEADING, len(line.entries) == 1
        entries = [_short(entry, alone=alone, leads_on=leads_on) for entry in line.entries[:MOST]]
        if name == "date" and line.is_stated and "place" in by_field:
            entries += [_short(entry, alone=True, leads_on=False) for entry in by_field["place"].entries[:1]]
        yield replace(line, label=label, entries=tuple(entries), hidden=len(line.entries[MOST:]))


def _short(entry: ShownValue, *, alone: bool, leads_on: bool) -> ShownValue:
    office = entry.office if alone and len(entry.office) <= LONGEST_OFFICE else ""
    leads = entry.leads if leads_on else ""
    return replace(entry, value=clipped(entry.value, LONGEST_VALUE), office=office, leads=leads)


def _not_stated(document: Document) -> str:
    """Return what our copy doesn't state, as far as the header has a line for it, in one line."""
    asked = tuple(name for name in ASKED_IN_BRIEF if not document.facts.get(name))
    return _unstated_in_brief(asked, document.value("kind"), _is_editors(document), spoken().digest)


@lru_cache(maxsize=512)
def _unstated_in_brief(asked: tuple[str, ...], kind: str, is_editors: bool, _: str) -> str:
    fields = map(FIELDS_BY_NAME.__getitem__, asked)
    labels = [gettext(UNSTATED[f.name]) if f.name in UNSTATED else f.label_in(kind) for f in fields]
    words = comma().join([*labels[:1], *map(in_sentence, labels[1:])])
    return "; ".join(filter(None, (words, gettext("the title is the archive’s") if is_editors else "")))
