"""What an archive is made of: frozen records that each step makes from those of the step before.

Offsets count Unicode code points of the decoded seed with nothing changed (byte order mark and carriage returns
counted); a start is inclusive, an end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Basis(StrEnum):
    """How we know a value. Without a basis there is no value."""

    STATED = "stated"
    DERIVED = "derived"
    INFERRED = "inferred"
    EXTERNAL = "external"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines between blank lines."""

    id: str
    """The anchor: `p1`, `p2`, …"""
    start: int
    end: int
    """Excludes the end of the last line."""


@dataclass(frozen=True)
class Source:
    """One seed as it was read."""

    id: str
    name: str
    """The file's name in the seeds folder."""
    file: str
    """The file as messages name it: folder and name."""
    raw: bytes
    text: str
    """`raw` as UTF-8, nothing changed."""
    paragraphs: tuple[Paragraph, ...]

    @property
    def stem(self) -> str:
        """The file's name without its ending: a sidecar is found by it."""
        return self.name.rpartition(".")[0]

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the seed's bytes, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def words(self) -> int:
        """How many words the text has: what `str.split()` gives."""
        return len(self.text.split())

    def shown(self, start: int, end: int) -> str:
        """Return what a page shows for `[start, end)`: CRLF and CR read as LF, and nothing else changed."""
        return self.text[start:end].replace("\r\n", "\n").replace("\r", "\n")

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that holds `offset`, or None between paragraphs."""
        return next((p for p in self.paragraphs if p.start <= offset < p.end), None)

    def line_of(self, offset: int) -> int:
        """Return the line of the file that holds `offset`, counted from 1."""
        return self.shown(0, offset).count("\n") + 1


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A curator's file beside a seed, as it was read."""

    file: str
    """The file as messages name it."""
    raw: bytes


@dataclass(frozen=True, slots=True)
class Fact:
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


@dataclass(frozen=True, slots=True)
class Role:
    """What a span of a text is: a heading, a caption, a comment, furniture."""

    role: str
    start: int
    end: int
    label: str = ""
    """Whose comment, of what work an excerpt: the words of the margin label, where a curator gives them."""


@dataclass(frozen=True)
class Document:
    """One source text with its record."""

    source: Source
    facts: Mapping[str, tuple[Fact, ...]]
    """By field, in the order of the table of fields."""
    roles: tuple[Role, ...] = ()
    version: int = 1
    status: str = "published"

    @property
    def id(self) -> str:
        """The document's id, which its address is made of."""
        return self.source.id

    @cached_property
    def title(self) -> str:
        """The title as the archive shows it: in square brackets where an editor supplied it."""
        fact = self.facts["title"][0]
        return f"[{fact.value}]" if fact.basis is Basis.EDITOR else fact.value

    def first(self, name: str) -> Fact | None:
        """Return the first fact of a field, or None if it is not stated in our copy."""
        return next(iter(self.facts.get(name, ())), None)


@dataclass(frozen=True, slots=True, order=True)
class LinkEnd:
    """One end of a link: a span of a document, or words of an editorial page."""

    document: str
    """The document's id; nothing for an editorial page."""
    start: int
    end: int
    exact: str
    """The slice `[start, end)` of the text, unchanged."""
    paragraphs: tuple[str, ...] = ()
    """The anchors that the span touches, in order."""
    version: int = 1
    sha256: str = ""
    """Of the seed's bytes that the offsets count in."""
    page: str = ""
    """The address of an editorial page, relative to the site's root."""


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """Where a difference stands in one text; empty where that text lacks the words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One place where the two ends of a link don't read the same."""

    type: str
    """`insert`, `delete`, `replace`, `spacing` or `moved-into-marks`, as one reads from source to target."""
    source: Extent
    target: Extent


@dataclass(frozen=True, slots=True, order=True)
class WordCount:
    """How many words a link joins, as the link engine counts words."""

    matched: int
    """Words of the source that stand in the target, lost and added spaces forgiven."""
    source: int
    target: int


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """What joins two documents, with the evidence; seen from the other end it is a backlink."""

    source: LinkEnd
    """Where the words come from, or what is pointed at; undirected: the document with the smaller id."""
    target: LinkEnd
    kind: str
    """A row of the table of kinds: `quotation`, `reuse`, `shared-passage`, `reference`, `editorial`."""
    directed: bool
    rule: str
    """Why the link is there and why it has this direction: a key of the table of reasons."""
    words: WordCount
    differences: tuple[Difference, ...] = ()
    source_in_marks: bool = False
    """Whether the passage stands in quotation marks there."""
    target_in_marks: bool = False
    id: str = ""
    """Twelve hexadecimal digits, made from both documents and the words: other texts of the archive don't change it."""


@dataclass(frozen=True, slots=True, order=True)
class LooseQuotation:
    """Quoted words of a document that stand in no other text of the archive."""

    document: str
    start: int
    end: int
    exact: str
    """The slice `[start, end)` of the text, without the marks."""


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """One occurrence of a passage in one document."""

    document: str
    start: int
    end: int
    exact: str
    paragraphs: tuple[str, ...]
    in_marks: bool
    date: str
    """The stated date of the document, or nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words that stand, nearly or exactly, in two documents or more."""

    id: str
    """Twelve hexadecimal digits, made from the folded words of the first witness."""
    witnesses: tuple[Witness, ...]
    """The source of the words first if a link says which it is, then dated ones in order, undated ones after them."""
    links: tuple[str, ...]
    """The ids of the links that join them."""


@dataclass(frozen=True, slots=True, order=True)
class AlsoQuoted:
    """Two documents that quote the same words of a third."""

    document: str
    """The smaller id of the two."""
    other: str
    source: str
    """The id of the third, whose words they quote."""
    links: tuple[str, ...]
    """The ids of the links to it."""


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """A document whose words are close to another's, whether or not the two share a passage."""

    document: str
    other: str
    """The id of the document that is close to it."""
    terms: tuple[str, ...]
    """Words that both use and few others do, the weightiest first, as the texts most often print them."""
    closeness: float
    """The cosine of the two documents' weighted words: 0 nothing in common, 1 the same words."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """An editorial page of the archive."""

    name: str
    """The file's name without its ending, as an address has it."""
    file: str
    """The file as messages name it."""
    text: str
    """Markdown; its links to documents are written `doc:<id>#pN`."""


@dataclass(frozen=True, slots=True)
class About:
    """What `archive.yml` says of the archive as a whole."""

    title: str = "Untitled archive"
    introduction: str = ""
    """Plain text; a blank line ends a paragraph."""
    contact: str = ""
    """Where to write about rights and takedown: an e-mail address, or an http(s) address."""
    language: str = ""
    """BCP 47; of every document whose sidecar names none."""
    rights: str = ""
    """A rightsstatements.org or licence address; likewise."""
    rights_note: str = ""
    largest_text: int = 16 * 1024 * 1024
    """Bytes a seed may have."""


@dataclass(frozen=True)
class Archive:
    """Everything the pages are made from."""

    about: About
    documents: tuple[Document, ...]
    """In the order of the seeds' file names."""
    site_url: str = ""
    """The hosted address with a slash at its end, or nothing: then no absolute address is written anywhere."""
    guide: tuple[GuidePage, ...] = ()
    links: tuple[Link, ...] = ()
    """Every link, sorted."""
    passages: tuple[Passage, ...] = ()
    """The most repeated first."""
    also_quoted: tuple[AlsoQuoted, ...] = ()
    loose: tuple[LooseQuotation, ...] = ()
    related: tuple[Related, ...] = ()
    """Of each document, the closest first."""
    by_id: Mapping[str, Document] = field(init=False)
    links_of: Mapping[str, tuple[Link, ...]] = field(init=False)
    """By the id of a document, the links that touch it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {document.id: document for document in self.documents})
        touching: dict[str, list[Link]] = {document.id: [] for document in self.documents}
        for link in self.links:
            for id in dict.fromkeys((link.source.document, link.target.document)):
                if id:
                    touching[id].append(link)
        object.__setattr__(self, "links_of", {id: tuple(links) for id, links in touching.items()})
