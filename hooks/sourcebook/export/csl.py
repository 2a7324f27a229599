"""cite.json: a document as CSL-JSON, which citation processors and reference managers read."""

from __future__ import annotations

from sourcebook.export.as_json import to_json
from sourcebook.model import Archive, Document
from sourcebook.vocabulary.citable import csl_item, entry_of


def cite_json(archive: Archive, document: Document, id: str = "") -> bytes:
    """Return the document, or the version with this id, as a list of one item of CSL-JSON."""
    return to_json([csl_item(entry_of(archive, document, id))])
