"""Every address of the site, and the relative way from one to another.

An address is relative to the site's root and not yet percent-encoded: `documents/x/` for a page,
`documents/x/source.txt` for a file, the empty string for the home page. `way` encodes.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import quote

HOME = ""
DOCUMENTS = "documents/"
TAKEDOWN = "about/rights/"
FIDELITY = "about/letter-for-letter/"
CATALOGUE_JSON = "data/catalogue.json"
CATALOGUE_CSV = "data/catalogue.csv"
TEXTS = "data/texts.zip"
SITEMAP = "sitemap.xml"

RESERVED = frozenset({"index", "page"})
"""Ids that would stand where the site has pages of its own: `/documents/page/2/`, and hosts that serve `index`."""

LONGEST_ID = 200
"""Bytes. File systems end at 255; the rest is room for what a host may add."""

_OPAQUE = re.compile(r"\d+_([0-9a-f]{16})", re.ASCII)
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")


def document_id(stem: str) -> str:
    """Return the id for a seed's name without its ending; empty if nothing of it can stand in an address."""
    if opaque := _OPAQUE.fullmatch(stem):
        return opaque[1]
    lowered = unicodedata.normalize("NFC", stem).lower()
    return _NEITHER_LETTER_NOR_DIGIT.sub("-", lowered).strip("-")


def document(id: str) -> str:
    """Return the address of a document's page."""
    return f"{DOCUMENTS}{id}/"


def source_text(id: str) -> str:
    """Return the address of a seed's bytes."""
    return f"{document(id)}source.txt"


def record(id: str) -> str:
    """Return the address of a document's record as JSON."""
    return f"{document(id)}record.json"


def catalogue_page(number: int) -> str:
    """Return the address of a page of the catalogue, counted from 1."""
    return DOCUMENTS if number == 1 else f"{DOCUMENTS}page/{number}/"


def file_of(address: str) -> str:
    """Return the file below the site's folder that answers for an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def of_file(file: str) -> str:
    """Return the address that a file below the site's folder answers for: the inverse of `file_of`."""
    return file.removesuffix("index.html") if posixpath.basename(file) == "index.html" else file


def way(origin: str, target: str, fragment: str = "") -> str:
    """Return the relative reference from the page `origin` to `target`, percent-encoded."""
    anchor = f"#{quote(fragment)}" if fragment else ""
    if origin == target and anchor:
        return anchor
    folder, name = posixpath.split(target)
    path = posixpath.relpath(f"/{folder}", f"/{posixpath.dirname(origin)}")
    path = f"{path}/{name}" if path != "." or not name else name
    return quote(path if name or path.endswith("/") else f"{path}/") + anchor


def absolute(site_url: str, address: str) -> str:
    """Return an address as data files give it: below `site_url` if there is one, else from the site's root."""
    return site_url + quote(address)


def depth(address: str) -> int:
    """Return how many folders below the site's root a page stands."""
    return address.count("/")
