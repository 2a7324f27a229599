"""The files that stand for good beside each version of a document, and at the addresses a document had before."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook import addresses
from sourcebook.describe import describe_version
from sourcebook.export.record import record_json
from sourcebook.export.texts import source_bytes
from sourcebook.holdings import Holding, Version
from sourcebook.model import Archive, Document


def version_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Yield source.txt and record.json of every version, and of every former address."""
    for document in archive.documents:
        holding = archive.holdings.get(document.id)
        if holding is None:
            continue
        for version in holding.versions:
            described = document if version is holding.current else _described(document, version)
            yield addresses.version_source_text(document.id, version.number), source_bytes(archive, described)
            address = addresses.version(document.id, version.number)
            yield addresses.version_record(document.id, version.number), record_json(archive, described, address)
        yield from _former_files(archive, document, holding)


def _described(document: Document, version: Version) -> Document:
    status = version.withheld.status if version.withheld else "superseded"
    return describe_version(document, version.source, status)


def _former_files(archive: Archive, document: Document, holding: Holding) -> Iterator[tuple[str, bytes]]:
    for former in holding.former:
        yield addresses.source_text(former.id), source_bytes(archive, document)
        yield addresses.record(former.id), record_json(archive, document, formerly=former.id)
        for version in holding.versions[: former.versions]:
            described = document if version is holding.current else _described(document, version)
            new = addresses.version(document.id, version.number)
            yield addresses.version_source_text(former.id, version.number), source_bytes(archive, described)
            yield (
                addresses.version_record(former.id, version.number),
                record_json(archive, described, new, former.id),
            )
