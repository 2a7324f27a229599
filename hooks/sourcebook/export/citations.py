"""The files for reference managers: one row a format, for a document and for an earlier version of it."""

from collections.abc import Callable, Iterator

from sourcebook import addresses
from sourcebook.export.as_json import to_json
from sourcebook.export.bibtex import cite_bib
from sourcebook.export.ris import cite_ris
from sourcebook.model import Archive, Document
from sourcebook.vocabulary.citable import Entry, csl_item, entry_of


def cite_json(entry: Entry, _: Document) -> bytes:
    """Return a document as a list of one item of CSL-JSON, for citation processors."""
    return to_json([csl_item(entry)])


CITATIONS: tuple[tuple[str, Callable[[Entry, Document], bytes]], ...] = (
    ("bib", cite_bib),
    ("ris", cite_ris),
    ("json", cite_json),
)
"""By the ending of the address; each is given what there is to cite of the document, or of a version of it."""


def citation_files(archive: Archive, document: Document, id: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files for reference managers with their addresses; `id` is what `entry_of` takes."""
    entry = entry_of(archive, document, id)
    yield from ((addresses.citation(entry.id, ending), make(entry, document)) for ending, make in CITATIONS)
