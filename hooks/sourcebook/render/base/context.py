"""What every page about links draws on, made once for an archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcebook import addresses
from sourcebook.model import AlsoQuoted, Archive, Document, Fact, Link, LooseQuotation, Passage, Related
from sourcebook.render.base.facets import Facets
from sourcebook.render.base.naming import Names
from sourcebook.render.base.places import Places
from sourcebook.render.browse.name_index import Naming
from sourcebook.render.document.surroundings import Chronology
from sourcebook.vocabulary.link_kinds import KINDS


@dataclass(frozen=True)
class Context:
    """An archive with its links looked up by document."""

    archive: Archive
    names: Names = field(init=False)
    places: Places = field(init=False)
    passage_of: Mapping[str, Passage] = field(init=False)
    """By the id of a link, the passage that it belongs to."""
    also_quoted: Mapping[str, list[AlsoQuoted]] = field(init=False)
    """By the id of either document."""
    loose: Mapping[str, list[LooseQuotation]] = field(init=False)
    related: Mapping[str, list[Related]] = field(init=False)
    link: Mapping[str, Link] = field(init=False)
    facets: Facets = field(init=False)
    naming: Naming = field(init=False)
    chronology: Chronology = field(init=False)

    def __post_init__(self) -> None:
        archive = self.archive
        also: defaultdict[str, list[AlsoQuoted]] = defaultdict(list)
        for pair in archive.also_quoted:
            also[pair.document].append(pair)
            also[pair.other].append(pair)
        loose: defaultdict[str, list[LooseQuotation]] = defaultdict(list)
        for quotation in archive.loose:
            loose[quotation.document].append(quotation)
        related: defaultdict[str, list[Related]] = defaultdict(list)
        for close in archive.related:
            related[close.document].append(close)
        made: dict[str, object] = {
            "names": Names(archive),
            "places": Places(archive),
            "passage_of": {id: passage for passage in archive.passages for id in passage.links},
            "also_quoted": also,
            "loose": loose,
            "related": related,
            "link": {link.id: link for link in archive.links},
            "facets": Facets(archive),
            "naming": Naming(archive),
            "chronology": Chronology(archive),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)

    def leads(self, document: Document, fact: Fact) -> str:
        """Return the address that a value in a document's header leads to; nothing if to none."""
        name = self.naming.of(document, fact)
        page = addresses.name(name.id) if name else ""
        facet = self.facets.address(document, fact)
        return page or facet if fact.name == "author" else facet or page

    def document(self, id: str) -> Document:
        """Return a document by its id."""
        return self.archive.by_id[id]


def has_passage(link: Link) -> bool:
    """Say whether both ends of a link are words that match."""
    return KINDS[link.kind].is_passage
