"""The lines of a record: each field with its values, and how each of them is known."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from sourcebook.model import Basis, Document, Fact
from sourcebook.model.document import DEFAULT
from sourcebook.render.document.text import fact_anchor
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.date_words import day_in_words
from sourcebook.vocabulary.fields import BOUNDS, Field, value_in_words
from sourcebook.wording import gettext

LONGEST_QUOTE = 120
"""Characters of the words a value rests on that are shown beside it; the link leads to all of them."""


class ShownValue(Struct, frozen=True):
    """One value, ready to be shown."""

    value: str
    basis: Basis
    label: str
    """What the page calls that."""
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
    is_default: bool = False
    """Whether archive.yml gives it to every text of which nothing else is said."""

    @property
    def known(self) -> tuple[Basis, str, str, bool]:
        """By what two values are known in the same way: they share one mark."""
        return self.basis, self.paragraph, self.document, self.is_default


class RecordLine(Struct, frozen=True):
    """One line of a record: a label and its values; none where they are not stated."""

    field: str
    label: str
    entries: tuple[ShownValue, ...]
    is_stated: bool = True
    hidden: int = 0
    """Values that are left out here."""


Leads = Callable[[Fact], str]
"""Where a value leads within the archive: an address, or nothing."""


def record_lines(document: Document, leads: Leads, fields: Iterable[Field]) -> Iterator[RecordLine]:
    """Yield the lines of those fields that a record states, or whose bounds it does. `leads`: see `Leads`."""
    bounds = [
        _entry(fact, number) for bound in BOUNDS for number, fact in enumerate(document.facts.get(bound, ()), start=1)
    ]
    for field in fields:
        facts = document.facts.get(field.name, ())
        further = bounds if field.name == "date" else []
        if field.name not in BOUNDS and (facts or further):
            entries = [_entry(fact, number, leads(fact)) for number, fact in enumerate(facts, start=1)]
            yield RecordLine(field.name, field.label_in(document.value("kind")), (*entries, *further), bool(facts))


def _entry(fact: Fact, number: int, leads: str = "") -> ShownValue:
    words = " ".join(fact.quote.split())
    note = fact.note.removeprefix(DEFAULT).removeprefix(": ") if fact.is_default else gettext(fact.note)
    return ShownValue(
        value_in_words(fact),
        fact.basis,
        gettext(BASES[fact.basis].label),
        gettext(BASES[fact.basis].means),
        fact.note if fact.basis is Basis.STATED else _closed(note),
        before=gettext(BOUNDS[fact.name]) if fact.name in BOUNDS else "",
        office=fact.office,
        link=fact.value if fact.value.startswith(("http://", "https://")) else "",
        leads=leads,
        words=words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …",
        anchor=fact_anchor(fact, number) if fact.start >= 0 else "",
        paragraph=fact.paragraph,
        document=fact.document,
        address=fact.address,
        checked=day_in_words(fact.checked),
        is_default=fact.is_default,
    )


def _closed(note: str) -> str:
    """Return a note with a full stop, if it has nothing of the kind."""
    return note if not note or note.endswith((".", "!", "?", "…")) else f"{note}."
