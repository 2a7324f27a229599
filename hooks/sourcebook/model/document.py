"""Documents: texts with their records, each value with its basis."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.model.source import Original, Source
from sourcebook.wording import N_

DEFAULT = N_("the archive’s default")
"""How the note of a value begins that archive.yml gives to texts whose sidecar has none."""


class Basis(StrEnum):
    """How we know a value. Without a basis there is no value."""

    STATED = "stated"
    DERIVED = "derived"
    INFERRED = "inferred"
    EXTERNAL = "external"
    EDITOR = "editor"


class Fact(Struct, frozen=True):
    """A value of a record together with its basis."""

    name: str
    """The field: a name from the table of fields."""
    value: str
    basis: Basis
    note: str = ""
    """The reason (inferred), the editor's note, or what the value was computed from (derived)."""
    quote: str = ""
    """The exact words of the text that the value rests on: the slice `[start, end)`."""
    start: int = -1
    end: int = -1
    paragraph: str = ""
    document: str = ""
    """The id of another document that a derived value rests on."""
    office: str = ""
    type: str = ""
    """`organisation`, or nothing for a person and whatever else."""
    address: str = ""
    """Where an external value was found."""
    checked: str = ""
    """The day an external value was checked, YYYY-MM-DD."""
    own: str = ""
    """Of a field that the archive has of its own, what kind of value it is; nothing for the others."""

    @property
    def is_default(self) -> bool:
        """Whether `archive.yml` gives the value to all texts whose sidecar has none."""
        return self.basis is Basis.EDITOR and self.note.startswith(DEFAULT)

    def standing_at(self, source: Source, start: int, end: int) -> Fact:
        """Return it as it rests on the words `[start, end)` of a text."""
        quote, paragraph = source.text[start:end], source.anchor_at(start)
        return replace(self, quote=quote, start=start, end=end, paragraph=paragraph)

    def without_words(self) -> Fact:
        """Return it without the words that it rests on, and their place."""
        return replace(self, quote="", start=-1, end=-1, paragraph="")


class Role(Struct, frozen=True):
    """What a span of a text is: a heading, a caption, a comment, furniture."""

    role: str
    start: int
    end: int
    label: str = ""
    """Whose comment, of what work an excerpt: the words of the margin label, where a curator gives them."""


class Document(Struct, frozen=True, dict=True):
    """One source text with its record."""

    source: Source
    facts: Mapping[str, tuple[Fact, ...]]
    """By field, in the order of the table of fields."""
    roles: tuple[Role, ...] = ()
    version: int = 1
    status: str = "published"
    """`published`, `withdrawn`, `embargoed`, `excerpt-only`, or of an older version `superseded`."""
    lines: str = ""
    """`keep` where its lines end as the file's do, `flow` where they are set anew; nothing if nobody says."""
    order: str = ""
    """What it is sorted by among the others, in natural order, instead of its file's name."""
    original: Original | None = None
    """The file it was extracted from, if that lies beside it and may be shown."""
    pictures: tuple[Original, ...] = ()
    """Of the pages of the original, in their order, if they lie beside the text and may be shown."""
    noindex: bool = False
    """Whether search engines are asked to leave its pages out."""

    @cached_property  # a page asks for it a hundred times
    def id(self) -> str:
        """The document's id, which its address is made of."""
        return self.source.id

    @property
    def stands_for(self) -> Document:
        """What is the same where the document is, without a copy of its text."""
        return replace(self, source=self.source.stands_for)

    @cached_property
    def title(self) -> str:
        """The title as the archive shows it: in square brackets where an editor supplied it."""
        fact = self.facts["title"][0]
        return f"[{fact.value}]" if fact.basis is Basis.EDITOR else fact.value

    @property
    def is_shown(self) -> bool:
        """Whether the text is shown, and all of it: as it stands now, or as it stood in an earlier version."""
        return self.status in {"published", "superseded"}

    def first(self, name: str) -> Fact | None:
        """Return the first fact of a field, or None if it is not stated in our copy."""
        facts = self.facts.get(name)
        return facts[0] if facts else None

    def value(self, name: str) -> str:
        """Return the value of that fact as the record keeps it, or nothing."""
        fact = self.first(name)
        return fact.value if fact else ""
