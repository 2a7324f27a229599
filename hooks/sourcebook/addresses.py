"""Every address of the site, and the relative way from one to another.

An address is relative to the site's root and not yet percent-encoded: `documents/x/` for a page,
`documents/x/source.txt` for a file, the empty string for the home page. `relative_url` encodes.
"""

import functools
import os
import posixpath
import re
import unicodedata
from urllib.parse import quote

HOME = ""
DOCUMENTS = "documents/"
TAKEDOWN = "about/rights/"
PROMISES = "about/addresses/"
CITING = "about/citing/"
LINKS = "about/links/"
PASSAGES = "passages/"
GUIDE = "guide/"
NAMES = "names/"
ABOUT_NAMES = "about/names/"
TIMELINE = "timeline/"
BY = "by/"
LINKS_JSON = "data/links.json"
CATALOGUE_JSON = "data/catalogue.json"
CATALOGUE_CSV = "data/catalogue.csv"
TEXTS = "data/texts.zip"
SUMS = "data/SHA256SUMS"
MARK = "data/made-by-sourcebook.txt"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
LICENCE = "assets/licence.txt"
SCRIPTS = "assets/javascripts"
STYLES = "assets/stylesheets"
"""Browsers keep for ever what lies in either, says hosting/: the names of ours change with what the files hold."""
SEARCH = "search/"
SEARCH_INDEX = "search/index/"
CHECK = "check/"
SEARCHING = "about/searching/"
OPENSEARCH = "opensearch.xml"
FEED = "feed.xml"
LLMS = "llms.txt"

RESERVED = frozenset({"index", "page"})
"""Ids that would stand where the site has pages of its own: `/documents/page/2/`, and hosts that serve `index`."""

LONGEST_ID = 200
"""Bytes. File systems end at 255; the rest is room for what a host may add."""

NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
"""A `%` without two hexadecimal digits after it, of which hosts make what they like; and what to write for it."""
AS_ESCAPE = "Write a `%` that means itself as %25"
_OPAQUE = re.compile(r"\d+_([0-9a-f]{16})", re.ASCII)
_HYPHENS = re.compile(r"-+")
_PLAIN = re.compile(r"[\w.~/-]*", re.ASCII)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Signs that choose how the one before them is drawn; they are marks to Unicode, and can't be seen."""
_DRIVE = re.compile("[A-Za-z]:")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|con(?:in|out)\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE | re.DOTALL)


def sitemap_part(number: int) -> str:
    """Return the address of a part of the sitemap, where it takes several; they count from 1."""
    return f"sitemap-{number}.xml"


def document_id(stem: str) -> str:
    """Return the id for a seed's name without its ending; empty if nothing of it can stand in an address.

    Letters, digits and marks of any script stay, in small letters: the vowel signs of `किताब` are marks. Folders that
    the seed lies in are part of the id: `1871/letter` gives `1871-letter`.
    """
    if "/" in stem:
        return "-".join(filter(None, map(document_id, stem.split("/"))))
    if opaque := _OPAQUE.fullmatch(stem):
        return opaque[1]
    composed = _VARIATION.sub("", unicodedata.normalize("NFC", stem)).replace("İ", "i")
    lowered = unicodedata.normalize("NFC", composed.lower())
    id = _HYPHENS.sub("-", "".join(letter if _stays(letter) else "-" for letter in lowered)).strip("-")
    first = next((at for at, letter in enumerate(id) if letter.isalnum()), len(id))
    return id[first:]


def _stays(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def is_device(name: str) -> bool:
    """Say whether Windows takes a name of a file or a folder for a device, and can make neither: `con`, `aux.txt`."""
    return bool(_DEVICE.fullmatch(name))


def is_id(value: str) -> bool:
    """Say whether a text can be a document's id: what `document_id` makes no other of, and no address of ours has."""
    return bool(value) and document_id(value) == value and value not in RESERVED and len(value.encode()) <= LONGEST_ID


def document(id: str) -> str:
    """Return the address of a document's page."""
    return f"{DOCUMENTS}{id}/"


def source_text(id: str) -> str:
    """Return the address of a seed's bytes."""
    return f"{document(id)}source.txt"


def original(id: str, ending: str) -> str:
    """Return the address of the file that a document's text was extracted from; `ending` is without a point."""
    return f"{document(id)}original.{ending}"


def picture(id: str, number: int, ending: str) -> str:
    """Return the address of the picture of a page of the original, counted from 1; `ending` is without a point."""
    return f"{document(id)}original-p{number}.{ending}"


def record(id: str) -> str:
    """Return the address of a document's record as JSON."""
    return f"{document(id)}record.json"


def citation(id: str, ending: str) -> str:
    """Return the address of a document's citation: `bib` for BibTeX, `ris`, or `json` for CSL-JSON."""
    return f"{document(id)}cite.{ending}"


def comparison(one: str, other: str) -> str:
    """Return the address of the page that shows two documents side by side, in whatever order they are given."""
    return f"compare/{min(one, other)}/{max(one, other)}/"


def passage(id: str) -> str:
    """Return the address of a passage's page."""
    return f"{PASSAGES}{id}/"


def guide(name: str) -> str:
    """Return the address of an editorial page; the one called `index` stands at the section's own."""
    return GUIDE if name == "index" else f"{GUIDE}{name}/"


def version_id(id: str, number: int) -> str:
    """Return what stands in the place of an id in the addresses of a version, counted from 1: no id holds a slash."""
    return f"{id}/v/{number}"


def version(id: str, number: int) -> str:
    """Return the address of a version of a document."""
    return document(version_id(id, number))


def paged(address: str, number: int) -> str:
    """Return the address of a page, counted from 1, of a list that begins at `address`."""
    return address if number == 1 else f"{address}page/{number}/"


def name(id: str) -> str:
    """Return the address of the page of a person, an organisation or a place."""
    return f"{NAMES}{id}/"


def facet(key: str) -> str:
    """Return the address of the list of all values of a facet: `kind`, `publisher`, `year`."""
    return f"{BY}{key}/"


def facet_value(key: str, slug: str) -> str:
    """Return the address of the documents that have a value of a facet."""
    return f"{BY}{key}/{slug}/"


def file_of(address: str) -> str:
    """Return the file below the site's folder that answers for an address."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def is_below(file: str) -> bool:
    """Say whether a file that is named from a folder can only stand in it, or in a folder below it, on any system.

    A backslash or a colon may stand in a name where they part nothing; on Windows they do, and a name may be a
    device's.
    """
    names = re.split(r"[/\\]", file)
    if "\0" in file or not {"", ".", ".."}.isdisjoint(names) or _DRIVE.fullmatch(names[0]):
        return False
    return os.name != "nt" or (not any(sign in file for sign in "\\:") and not any(map(is_device, names)))


def of_file(file: str) -> str:
    """Return the address that a file below the site's folder answers for: the inverse of `file_of`."""
    return file.removesuffix("index.html") if posixpath.basename(file) == "index.html" else file


def relative_url(origin: str, target: str, fragment: str = "") -> str:
    """Return the relative reference from the page `origin` to `target`, percent-encoded."""
    anchor = f"#{_encoded(fragment)}" if fragment else ""
    if anchor and origin == target:
        return anchor
    folder = origin[: origin.rfind("/") + 1]
    if target.startswith(folder):
        return f"{_encoded(target[len(folder) :]) or './'}{anchor}"
    return f"../{_way(folder[: folder.rfind('/', 0, -1) + 1], target)}{anchor}"


@functools.lru_cache(maxsize=4096)
def _way(folder: str, target: str) -> str:
    """Return the way from a folder: pages that stand side by side have the same to any page but each other."""
    above = ""
    while not target.startswith(folder):
        folder, above = folder[: folder.rfind("/", 0, -1) + 1], f"../{above}"
    return _encoded(above + target[len(folder) :])


def _encoded(address: str) -> str:
    """Return what `quote` does: most addresses have nothing to encode, and it would look at every letter."""
    return address if _PLAIN.fullmatch(address) else quote(address)


def absolute(site_url: str, address: str) -> str:
    """Return an address as data files give it: below `site_url` if there is one, else from the site's root."""
    return site_url + _encoded(address)


def depth(address: str) -> int:
    """Return how many folders below the site's root a page stands."""
    return address.count("/")
