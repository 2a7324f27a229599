"""The archive: everything the pages are made from."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from sourcebook.clock import today
from sourcebook.model.citation import Citation
from sourcebook.model.document import Document
from sourcebook.model.holdings import Holding
from sourcebook.model.link import AlsoQuoted, Link, Passage, Related, UnsourcedQuotation
from sourcebook.model.name import Mention, Name
from sourcebook.model.rules import RuleTables
from sourcebook.problems import Problem


class GuidePage(Struct, frozen=True):
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


class OwnField(Struct, frozen=True):
    """A field that an archive has beside those that every archive has."""

    name: str
    """The key in a sidecar and in record.json."""
    label: str
    value: str = "text"
    """What kind of value it has: a key of the table of these."""
    means: str = ""
    """What it says of a document."""
    many: str = ""
    """What its values are called together: “Ships”."""
    is_facet: bool = False
    """Whether documents are listed and counted by it."""
    repeats: bool = True
    """Whether a document may have several."""


UNTITLED = "Untitled archive"
"""What pages call an archive without a title; citations leave it out."""


class About(Struct, frozen=True):
    """What `archive.yml` says of the archive as a whole."""

    title: str = UNTITLED
    introduction: str = ""
    """Plain text; a blank line ends a paragraph."""
    contact: str = ""
    """Where to write about rights and takedown: an e-mail address, or an http(s) address."""
    language: str = ""
    """BCP 47; of every document whose sidecar names none, and of the pages."""
    rights: str = ""
    """A rightsstatements.org or licence address; likewise."""
    rights_note: str = ""
    copies: str = ""
    """Where copies are kept, and what is to become of the archive when its hosting ends; as `introduction`."""
    largest_text: int = 16 * 1024 * 1024
    """Bytes a seed may have."""
    largest_names: int = 1024 * 1024
    """Bytes that names.yml and links.yml may have."""
    lines: str = ""
    """Whether the lines of texts are kept or flow; nothing if it doesn't say."""
    styles: tuple[str, ...] = ()
    """The citation styles that are offered, by their keys; all, if it names none."""
    fields: tuple[OwnField, ...] = ()
    page_language: str = ""
    """BCP 47; of the pages, where it isn't `language`."""

    @property
    def language_of_pages(self) -> str:
        """BCP 47, or nothing if nobody says."""
        return self.page_language or self.language

    @property
    def name(self) -> str:
        """Its title on one line; nothing if it has none."""
        return "" if self.title == UNTITLED else " ".join(self.title.split())


class Archive(Struct, frozen=True, dict=True):
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
    unsourced: tuple[UnsourcedQuotation, ...] = ()
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of a document, those of all others that read the same, but for white space."""
    related: tuple[Related, ...] = ()
    """Of each document, the closest first."""
    names: tuple[Name, ...] = ()
    """In the order of the names file."""
    no_names: tuple[str, ...] = ()
    """Phrases that a curator has judged to be no names."""
    mentions: tuple[Mention, ...] = ()
    """In the order of the documents and of their texts."""
    citations: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)
    """By the id of a document, in the order of the table of styles."""
    holdings: Mapping[str, Holding] = field(default_factory=dict)
    """By id: what the archive holds of a document over time."""
    earlier: Mapping[tuple[str, int], Document] = field(default_factory=dict)
    """By id and number, the record of each version that isn't current: only what its text bears out."""
    rules: RuleTables = field(default_factory=RuleTables)
    """By which its links were found."""
    day: date = field(default_factory=today)
    """On which it was read."""
    commit: str = ""
    """Of the repository it is made from, in full; nothing where there is none."""
    notes: tuple[Problem, ...] = ()
    """What a curator may like to hear, though nothing is wrong."""

    def version(self, document: Document, number: int) -> Document:
        """Return the record of a version of a document; the document itself for the current one."""
        return self.earlier.get((document.id, number), document)

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """The documents by their ids."""
        return {document.id: document for document in self.documents}

    @cached_property
    def links_of(self) -> Mapping[str, tuple[Link, ...]]:
        """By the id of a document, the links that touch it."""
        touching: dict[str, list[Link]] = {document.id: [] for document in self.documents}
        for link in self.links:
            for id in dict.fromkeys((link.source.document, link.target.document)):
                if id:
                    touching[id].append(link)
        return {id: tuple(links) for id, links in touching.items()}

    @cached_property
    def names_by_id(self) -> Mapping[str, Name]:
        """The names by their ids."""
        return {name.id: name for name in self.names}

    @cached_property
    def name_labels(self) -> Mapping[str, str]:
        """By the id of a name, its label; where two have the same, with the id to tell them apart."""
        times = Counter(name.label for name in self.names)
        return {name.id: name.label if times[name.label] == 1 else f"{name.label} ({name.id})" for name in self.names}

    @cached_property
    def mentions_in(self) -> Mapping[str, tuple[Mention, ...]]:
        """By the id of a document, the names that its text names, in the order of the text."""
        naming: dict[str, list[Mention]] = {document.id: [] for document in self.documents}
        for mention in self.mentions:
            naming[mention.document].append(mention)
        return {id: tuple(found) for id, found in naming.items()}
