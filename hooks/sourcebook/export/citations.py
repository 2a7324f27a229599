"""The files for reference managers: one row a format, for a document and for an earlier version of it."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from sourcebook import addresses
from sourcebook.export.as_json import to_json
from sourcebook.export.bibtex import cite_bib
from sourcebook.export.ris import cite_ris
from sourcebook.model import Archive, Document
from sourcebook.vocabulary.citable import csl_item, entry_of


class Format(Protocol):
    """What writes a citation."""

    def __call__(self, archive: Archive, document: Document, id: str = "") -> bytes:
        """Return the file; `id` is what `entry_of` takes."""


def cite_json(archive: Archive, document: Document, id: str = "") -> bytes:
    """Return the document, or the version with this id, as a list of one item of CSL-JSON, for citation processors."""
    return to_json([csl_item(entry_of(archive, document, id))])


CITATIONS: tuple[tuple[Callable[[str], str], Format], ...] = (
    (partial(addresses.citation, ending="bib"), cite_bib),
    (partial(addresses.citation, ending="ris"), cite_ris),
    (partial(addresses.citation, ending="json"), cite_json),
)
