"""What pages ask of an archive: its records, and what is looked up in them by document, by link and by name."""

from collections.abc import Mapping

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import AlsoQuoted, Archive, Document, Fact, Link, Passage, Related, UnsourcedQuotation
from sourcebook.model.asked import asked, watched
from sourcebook.render.base.compared import Compared
from sourcebook.render.base.facets import Facets
from sourcebook.render.base.naming import Names
from sourcebook.render.browse.name_index import Naming
from sourcebook.render.document.surroundings import Chronology
from sourcebook.render.time.timeline import MOST_ROWS
from sourcebook.vocabulary.link_kinds import KINDS


class Context:
    """An archive that notes what it is asked, with what is derived from it for pages."""

    def __init__(self, archive: Archive) -> None:
        self.archive = watched(archive)
        self.names = Names(self.archive)
        self.compared = Compared(self.archive)
        self.places = self.compared.places
        self.facets = Facets(self.archive)
        self.naming = Naming(self.archive)
        self.chronology = Chronology(self.archive)

    @property
    def answering(self) -> tuple[object, ...]:
        """All that answers questions."""
        derived = self.names, self.compared, self.places, self.facets, self.naming, self.chronology
        return self, self.archive, *derived

    @asked
    def passage_of(self) -> Mapping[str, Passage]:
        """By the id of a link, the passage that it belongs to."""
        return {id: passage for passage in self.archive.passages for id in passage.links}

    @asked
    def link(self) -> Mapping[str, Link]:
        """By its id."""
        return {link.id: link for link in self.archive.links}

    @asked
    def also_quoted(self) -> Mapping[str, list[AlsoQuoted]]:
        """By the id of either document."""
        return gathered((id, pair) for pair in self.archive.also_quoted for id in (pair.document, pair.other))

    @asked
    def unsourced(self) -> Mapping[str, list[UnsourcedQuotation]]:
        """By the id of the document."""
        return gathered((quotation.document, quotation) for quotation in self.archive.unsourced)

    @asked
    def related(self) -> Mapping[str, list[Related]]:
        """By the id of the document."""
        return gathered((close.document, close) for close in self.archive.related)

    @asked
    def guide_titles(self) -> Mapping[str, str]:
        """By the address of an editorial page."""
        return {addresses.guide(page.name): page.title for page in self.archive.guide}

    @asked
    def has_rows(self) -> bool:
        """Whether every document has a row of its own in the timeline."""
        return len(self.archive.documents) <= MOST_ROWS

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
