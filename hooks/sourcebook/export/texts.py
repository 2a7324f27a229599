"""The texts themselves: each as the bytes we received, and all of them in one file."""

from __future__ import annotations

import io
import zipfile

from sourcebook.model import Archive, Document

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can hold: two builds give the same bytes."""


def source_bytes(archive: Archive, document: Document) -> bytes:
    """Return the seed's bytes."""
    return document.source.raw


def texts_zip(archive: Archive) -> bytes:
    """Return a zip file of all texts, each under its file name and with the seed's bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for document in archive.documents:
            entry = zipfile.ZipInfo(document.source.name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever the machine: the same bytes everywhere
            entry.external_attr = 0o100644 << 16
            file.writestr(entry, document.source.raw)
    return buffer.getvalue()
