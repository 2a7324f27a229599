"""Export: the archive as data. A table of files, one function a file; a document's own files and the archive's."""

from collections.abc import Callable, Iterator

from sourcebook import addresses
from sourcebook.export.catalogue import catalogue_csv, catalogue_json
from sourcebook.export.citations import citation_files
from sourcebook.export.feed import feed
from sourcebook.export.links import links_json
from sourcebook.export.llms import llms
from sourcebook.export.record import record_json
from sourcebook.export.texts import original_bytes, source_bytes, texts_zip
from sourcebook.model import Archive, Document
from sourcebook.model.asked import Draft
from sourcebook.model.holdings import Holding

FOR_EACH_DOCUMENT: tuple[tuple[Callable[[str], str], Callable[[Archive, Document], bytes]], ...] = (
    (addresses.source_text, source_bytes),
    (addresses.record, record_json),
)

FOR_THE_ARCHIVE: tuple[tuple[str, Callable[[Archive], bytes]], ...] = (
    (addresses.TEXTS, texts_zip),
    (addresses.LINKS_JSON, links_json),
    (addresses.CATALOGUE_JSON, catalogue_json),
    (addresses.CATALOGUE_CSV, catalogue_csv),
    (addresses.FEED, feed),
    (addresses.LLMS, llms),
)
"""What takes longest first, so that two processes end at one time."""


def exported_files(archive: Archive) -> Iterator[Draft[tuple[str, bytes]]]:
    """Yield drafts of every data file; each file is made with its address."""
    for address, write in FOR_THE_ARCHIVE:
        yield Draft(address, _file_of_all, archive, (address, write))
    for document in archive.documents:
        yield Draft(addresses.record(document.id), _files_of, archive, (document,))


def _files_of(archive: Archive, document: Document) -> Iterator[tuple[str, bytes]]:
    for address_of, make in FOR_EACH_DOCUMENT:
        yield address_of(document.id), make(archive, document)
    yield from citation_files(archive, document)
    if document.original:
        yield addresses.original(document.id, document.original.ending), original_bytes(document.original)
    for number, picture in enumerate(document.pictures, start=1):
        yield addresses.picture(document.id, number, picture.ending), original_bytes(picture)
    yield from version_files(archive, document)


def _file_of_all(archive: Archive, address: str, write: Callable[[Archive], bytes]) -> Iterator[tuple[str, bytes]]:
    yield address, write(archive)


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
            yield from citation_files(archive, described, id)
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
