"""What every page about links draws on, made once for an archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sourcebook import addresses
from sourcebook.model import AlsoQuoted, Archive, Document, Fact, Link, LooseQuotation, Passage, Related
from sourcebook.render.base.compared import Compared
from sourcebook.render.base.facets import Facets
from sourcebook.render.base.naming import Names
from sourcebook.render.browse.name_index import Naming
from sourcebook.render.document.surroundings import Chronology
from sourcebook.vocabulary.link_kinds import KINDS

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """An archive with its links looked up by document."""

    archive: Archive

    names = cached_property(lambda self: Names(self.archive))
    places = property(lambda self: self.compared.places)
    compared = cached_property(lambda self: Compared(self.archive))
    facets = cached_property(lambda self: Facets(self.archive))
    naming = cached_property(lambda self: Naming(self.archive))
    chronology = cached_property(lambda self: Chronology(self.archive))

    @cached_property
    def passage_of(self) -> Mapping[str, Passage]:
        """By the id of a link, the passage that it belongs to."""
        return {id: passage for passage in self.archive.passages for id in passage.links}

    @cached_property
    def link(self) -> Mapping[str, Link]:
        """By its id."""
        return {link.id: link for link in self.archive.links}

    @cached_property
    def also_quoted(self) -> Mapping[str, list[AlsoQuoted]]:
        """By the id of either document."""
        return grouped((id, pair) for pair in self.archive.also_quoted for id in (pair.document, pair.other))

    @cached_property
    def loose(self) -> Mapping[str, list[LooseQuotation]]:
        """By the id of the document."""
        return grouped((quotation.document, quotation) for quotation in self.archive.loose)

    @cached_property
    def related(self) -> Mapping[str, list[Related]]:
        """By the id of the document."""
        return grouped((close.document, close) for close in self.archive.related)

    def leads(self, document: Document, fact: Fact) -> str:
        """Return the address that a value in a document's header leads to; nothing if to none."""
        name = self.naming.of(document, fact)
        page = addresses.name(name.id) if name else ""
        facet = self.facets.address(document, fact)
        return page or facet if fact.name in {"author", "addressee", "place"} else facet or page

    def document(self, id: str) -> Document:
        """Return a document by its id."""
        return self.archive.by_id[id]


def has_passage(link: Link) -> bool:
    """Say whether both ends of a link are words that match."""
    return KINDS[link.kind].is_passage


def grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    """Return what belongs to each key, in order; a key that has nothing has an empty list."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
