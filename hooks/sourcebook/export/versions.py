"""The files beside each version of a document, and at the addresses that a document had before.

The current version is cited by the document's own files: they name it.
"""

from collections.abc import Iterator

from sourcebook import addresses
from sourcebook.export.citations import CITATIONS
from sourcebook.export.record import record_json
from sourcebook.export.texts import source_bytes
from sourcebook.model import Archive, Document
from sourcebook.model.holdings import Holding


def version_files(archive: Archive, document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield source.txt and record.json of versions and former addresses, and the citations of earlier versions."""
    holding = archive.holdings.get(document.id)
    if holding is None:
        return
    for version in filter(holding.has_files, holding.versions):
        described = archive.version(document, version.number)
        id = addresses.version_id(document.id, version.number)
        address = addresses.version(document.id, version.number)
        yield addresses.source_text(id), source_bytes(archive, described)
        yield addresses.record(id), record_json(archive, described, address)
        if described is not document:
            yield from ((address_of(id), make(archive, described, id)) for address_of, make in CITATIONS)
    yield from _former_files(archive, document, holding)


def _former_files(archive: Archive, document: Document, holding: Holding) -> Iterator[tuple[str, bytes]]:
    for former in holding.former:
        yield addresses.source_text(former.id), source_bytes(archive, document)
        yield addresses.record(former.id), record_json(archive, document, formerly=former.id)
        for version in filter(holding.has_files, holding.versions[: former.versions]):
            described = archive.version(document, version.number)
            old, new = addresses.version_id(former.id, version.number), addresses.version(document.id, version.number)
            yield addresses.source_text(old), source_bytes(archive, described)
            yield addresses.record(old), record_json(archive, described, new, former.id)
