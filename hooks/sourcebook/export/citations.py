"""The files for reference managers: one row a format, for a document and for an earlier version of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sourcebook import addresses
from sourcebook.export.bibtex import cite_bib
from sourcebook.export.csl import cite_json
from sourcebook.export.ris import cite_ris
from sourcebook.model import Archive, Document


class Format(Protocol):
    """What writes a citation."""

    def __call__(self, archive: Archive, document: Document, id: str = "") -> bytes:
        """Return the file; `id` is what `entry_of` takes."""


CITATIONS: tuple[tuple[Callable[[str], str], Format], ...] = (
    (addresses.cite_bib, cite_bib),
    (addresses.cite_ris, cite_ris),
    (addresses.cite_json, cite_json),
)
