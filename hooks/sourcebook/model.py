"""What an archive is made of: frozen records that each step makes from those of the step before.

Offsets count Unicode code points of the decoded seed with nothing changed (byte order mark and carriage returns
counted); a start is inclusive, an end exclusive.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcebook.holdings import Holding
    from sourcebook.problems import Problem


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


@dataclass(frozen=True, slots=True)
class Measures:
    """What is told of a text that isn't shown whole: its sum and, where they may be told, its sizes."""

    sha256: str
    bytes: int = 0
    characters: int = 0
    words: int = 0


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
    version: int = 1
    """1 for `<stem>.txt`, 2 for `<stem>.v2.txt`, and so on."""
    measures: Measures | None = None
    """Of a text that isn't shown whole: then `raw` is empty, and `text` has nothing that isn't shown."""

    @property
    def stem(self) -> str:
        """The name of the first version's file without its ending: a sidecar is found by it."""
        stem = self.name.rpartition(".")[0]
        return stem if self.version == 1 else stem.removesuffix(f".v{self.version}")

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is here. If not, nothing that rests on the rest of it can be shown or checked."""
        return self.measures is None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the seed's bytes, in hexadecimal."""
        return self.measures.sha256 if self.measures else hashlib.sha256(self.raw).hexdigest()

    @property
    def bytes(self) -> int:
        """How many bytes the seed has; 0 if that isn't told."""
        return self.measures.bytes if self.measures else len(self.raw)

    @property
    def characters(self) -> int:
        """How many code points the seed has; 0 if that isn't told."""
        return self.measures.characters if self.measures else len(self.text)

    @cached_property
    def words(self) -> int:
        """How many words the text has: what `str.split()` gives; 0 if that isn't told."""
        return self.measures.words if self.measures else len(self.text.split())

    def without_text(self) -> Source:
        """Return this source with nothing of its text, its sum apart."""
        return replace(self, raw=b"", text="", paragraphs=(), measures=Measures(self.sha256))

    def reduced_to(self, spans: Iterable[tuple[int, int]]) -> Source:
        """Return this source with nothing of its text but these spans: the rest is blank, and offsets hold."""
        shown = [" "] * len(self.text)
        for start, end in spans:
            shown[start:end] = self.text[start:end]
        measures = Measures(self.sha256, self.bytes, self.characters, self.words)
        return replace(self, raw=b"", text="".join(shown), measures=measures)

    def shown(self, start: int, end: int) -> str:
        """Return what a page shows for `[start, end)`: CRLF and CR read as LF, and nothing else changed."""
        return self.text[start:end].replace("\r\n", "\n").replace("\r", "\n")

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that holds `offset`, or None between paragraphs."""
        before = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start)
        return self.paragraphs[before - 1] if before and offset < self.paragraphs[before - 1].end else None

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
    """`published`, `withdrawn`, `embargoed`, `excerpt-only`, or of an older version `superseded`."""
    noindex: bool = False
    """Whether search engines are asked to leave its pages out."""

    @property
    def id(self) -> str:
        """The document's id, which its address is made of."""
        return self.source.id

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
        return next(iter(self.facts.get(name, ())), None)


@dataclass(frozen=True, slots=True, order=True)
class LinkEnd:
    """One end of a link: a span of a document, or words of an editorial page."""

    document: str
    """The document's id; nothing for an editorial page."""
    start: int
    """Of an editorial page: which of its links to documents it is, counted from 0."""
    end: int
    exact: str
    """The slice `[start, end)` of the text, unchanged; of an editorial page, the sentence around its link."""
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


@dataclass(frozen=True, slots=True)
class GuidePage:
    """An editorial page of the archive."""

    name: str
    """The file's name without its ending, as an address has it."""
    file: str
    """The file as messages name it."""
    text: str
    """Markdown; its links to documents are written `doc:<id>#pN`."""

    @property
    def title(self) -> str:
        """What the page calls itself: its first heading of the first level, or else its file's name."""
        heading = re.search(r"^# +(.+?)(?: +#*)?\s*$", self.text, re.MULTILINE)
        return heading[1] if heading else self.name.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a citation in one kind of type."""

    text: str
    is_italic: bool = False
    is_locator: bool = False
    """Whether it is the place of a paragraph's number: the text is empty."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited in one form of one style."""

    style: str
    """A key of the table of styles."""
    label: str
    """“Chicago, note”."""
    runs: tuple[Run, ...]
    pinpoint: tuple[Run, ...] = ()
    """The same citing a paragraph; nothing for a form that cites the whole: then another of the style's does."""

    @property
    def text(self) -> str:
        """The citation as plain text."""
        return "".join(run.text for run in self.runs)


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
    copies: str = ""
    """Where copies are kept, and what is to become of the archive when its hosting ends; as `introduction`."""
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
    names: tuple[Name, ...] = ()
    """In the order of the names file."""
    mentions: tuple[Mention, ...] = ()
    """In the order of the documents and of their texts."""
    citations: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)
    """By the id of a document, in the order of the table of styles."""
    holdings: Mapping[str, Holding] = field(default_factory=dict)
    """By id: what the archive holds of a document over time."""
    commit: str = ""
    """Of the repository it is made from, in full; nothing where there is none."""
    notes: tuple[Problem, ...] = ()
    """What a curator may like to hear, though nothing is wrong."""
    by_id: Mapping[str, Document] = field(init=False)
    links_of: Mapping[str, tuple[Link, ...]] = field(init=False)
    """By the id of a document, the links that touch it."""
    names_by_id: Mapping[str, Name] = field(init=False)
    mentions_in: Mapping[str, tuple[Mention, ...]] = field(init=False)
    """By the id of a document, the names that its text names, in the order of the text."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {document.id: document for document in self.documents})
        touching: dict[str, list[Link]] = {document.id: [] for document in self.documents}
        for link in self.links:
            for id in dict.fromkeys((link.source.document, link.target.document)):
                if id:
                    touching[id].append(link)
        object.__setattr__(self, "links_of", {id: tuple(links) for id, links in touching.items()})
        object.__setattr__(self, "names_by_id", {name.id: name for name in self.names})
        naming: dict[str, list[Mention]] = {document.id: [] for document in self.documents}
        for mention in self.mentions:
            naming[mention.document].append(mention)
        object.__setattr__(self, "mentions_in", {id: tuple(found) for id, found in naming.items()})
