"""record.json: everything the archive knows of a document."""

from __future__ import annotations

from sourcebook import addresses
from sourcebook.describe import facts_as_json, roles_as_json
from sourcebook.export.as_json import to_json
from sourcebook.model import Archive, Document


def record_json(archive: Archive, document: Document) -> bytes:
    """Return the record of a document, as design.md's contract has it."""
    source = document.source
    return to_json(
        {
            "id": document.id,
            "url": addresses.absolute(archive.site_url, addresses.document(document.id)),
            "version": document.version,
            "status": document.status,
            "facts": facts_as_json(document),
            "text": {
                "sha256": source.sha256,
                "bytes": len(source.raw),
                "characters": len(source.text),
                "words": source.words,
            },
            "paragraphs": [{"id": p.id, "start": p.start, "end": p.end} for p in source.paragraphs],
            "roles": roles_as_json(document),
            "names": [],
            "links": [],
        }
    )
