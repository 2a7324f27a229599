"""Export: the archive as data. A table of files, one function a file; a document's own files and the archive's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sourcebook import addresses
from sourcebook.export.catalogue import catalogue_csv, catalogue_json
from sourcebook.export.citations import CITATIONS
from sourcebook.export.feed import feed
from sourcebook.export.links import links_json
from sourcebook.export.llms import llms
from sourcebook.export.record import record_json
from sourcebook.export.texts import original_bytes, source_bytes, texts_zip
from sourcebook.export.versions import version_files
from sourcebook.model import Archive, Document

FOR_EACH_DOCUMENT: tuple[tuple[Callable[[str], str], Callable[[Archive, Document], bytes]], ...] = (
    (addresses.source_text, source_bytes),
    (addresses.record, record_json),
    *CITATIONS,
)

FOR_THE_ARCHIVE: tuple[tuple[str, Callable[[Archive], bytes]], ...] = (
    (addresses.CATALOGUE_JSON, catalogue_json),
    (addresses.CATALOGUE_CSV, catalogue_csv),
    (addresses.LINKS_JSON, links_json),
    (addresses.TEXTS, texts_zip),
    (addresses.FEED, feed),
    (addresses.LLMS, llms),
)


def exported_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Yield every data file: its address and its bytes."""
    for document in archive.documents:
        for address_of, make in FOR_EACH_DOCUMENT:
            yield address_of(document.id), make(archive, document)
        if document.original:
            yield addresses.original(document.id, document.original.ending), original_bytes(document.original)
    yield from version_files(archive)
    for address, write in FOR_THE_ARCHIVE:
        yield address, write(archive)
