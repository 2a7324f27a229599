"""The texts themselves: each as the bytes we received, and all of them in one file."""

import hashlib
import io
import zipfile

from sourcebook.model import Archive, Document, Original
from sourcebook.problems import refusal

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can hold: two builds give the same bytes."""


def source_bytes(archive: Archive, document: Document) -> bytes:
    """Return the seed's bytes; of a text that isn't shown, or not whole, a line that says so."""
    if document.source.is_whole:
        return document.source.raw
    versions = archive.holdings[document.id].versions
    why = versions[document.version - 1].withheld
    words = _WHY[why.status].format(day=why.day) if why else "The text is not shown."
    reason = f" Reason: {why.reason}" if why and why.reason else ""
    return f"{words}{reason}\n".encode()


def original_bytes(original: Original) -> bytes:
    """Return the bytes of the file that a text was extracted from.

    Raises:
        ArchiveError: if it isn't the file any more that was read at the build's beginning.
    """
    raw = original.path.read_bytes() if original.path.is_file() else b""
    if hashlib.sha256(raw).hexdigest() != original.sha256:
        what, remedy = "the file changed while the archive was built", "Try again when it is no longer being written"
        raise refusal(str(original.path), what, remedy)
    return raw


_WHY = {
    "withdrawn": "The text was withdrawn from this archive on {day}.",
    "embargoed": "The text is under embargo and is not shown before {day}.",
    "excerpt-only": "Of this text only passages are shown, on its page.",
}
"""What stands in a file in the place of a text that isn't shown."""


def texts_zip(archive: Archive) -> bytes:
    """Return a zip file of all texts that are shown whole, each under its file name and with the seed's bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for document in archive.documents:
            if not document.source.is_whole:
                continue
            entry = zipfile.ZipInfo(document.source.name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever the machine: the same bytes everywhere
            entry.external_attr = 0o100644 << 16
            file.writestr(entry, document.source.raw)
    return buffer.getvalue()
