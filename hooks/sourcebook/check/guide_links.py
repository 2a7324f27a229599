"""Links of editorial pages to one another and to pages that any archive has, and to pictures: each leads somewhere.

The site's generator finds the same when it builds; a curator hears it before.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from selectolax.lexbor import LexborHTMLParser

from sourcebook.model import GuidePage
from sourcebook.problems import Findings, shown
from sourcebook.read.guide_markup import EXTENSIONS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PICTURE = "Put the picture into docs/, and write the way to it from this page, such as ../pictures/name.png"
REMEDY = "Write the way to the file from this page, such as other.md or ../about/links.md#a-heading"
IN_HTML = (
    "HTML stays as it is: write [words](other.md), or the way to the page’s address from that of this one: ../other/"
)


def check_guide_links(texts: Mapping[str, GuidePage], text_of: Callable[[str], str | None], findings: Findings) -> None:
    """Tell of each link of an editorial page that leads to no page, or to no heading of one, and of missing pictures.

    `text_of`: the Markdown of a file below the folder of pages, such as `about/links.md`, nothing for a picture; None
    if there is none.
    """

    @cache
    def anchors(uri: str) -> frozenset[str] | None:
        text = texts[uri].text if uri in texts else text_of(uri)
        if text is None:
            return None
        tree = LexborHTMLParser(Markdown(extensions=list(EXTENSIONS)).convert(text))
        named = (node.attributes.get(key) for node in tree.css("[id], a[name]") for key in ("id", "name"))
        return frozenset(filter(None, named))

    for uri, page in texts.items():
        links, pictures = _written(page.text)
        for target, is_address in dict.fromkeys(links):
            if what := _wrong(target, partial(_page_at if is_address else _file_at, uri), anchors):
                findings.warn(page.file, _line(page.text, target), what, IN_HTML if is_address else REMEDY)
        for source, is_address in dict.fromkeys(pictures):
            folder = _address(uri) if is_address else posixpath.dirname(uri)
            if what := _no_picture(folder, source, text_of):
                findings.warn(page.file, _line(page.text, source), what, PICTURE)


Anchors = Callable[[str], frozenset[str] | None]
"""Of a page: of a file below the folder of pages; None if there is none."""


def _wrong(target: str, leads_to: Callable[[str, Anchors], str], anchors: Anchors) -> str:
    """Return what is wrong with a link of a page; nothing if it leads somewhere, or where nobody knows here."""
    try:
        parts = urlsplit(target)
    except ValueError:  # a bracket out of place
        return f"the link {shown(target)} is no address"
    if parts.scheme or parts.netloc:
        return ""
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if path.startswith("/"):
        return f"the link {shown(target)} begins with a slash: below a path it leads elsewhere"
    there = leads_to(path, anchors)
    known = anchors(there)
    if there and known is None:
        return f"the link {shown(target)} leads to no page"
    if known is not None and anchor and anchor not in known:
        return f"the link {shown(target)} leads to no heading of its page"
    return ""


def _file_at(uri: str, path: str, _: Anchors) -> str:
    """Return the file to which a path in Markdown leads."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri


def _page_at(uri: str, path: str, anchors: Anchors) -> str:
    """Return the file of the page to whose address a path in HTML leads, which stays as it is; nothing for others."""
    if not path:
        return uri
    there = posixpath.normpath(posixpath.join(_address(uri), path.removesuffix("index.html")))
    files = [f"{there}.md", *(posixpath.normpath(f"{there}/{first}.md") for first in ("index", "README"))]
    is_editorial = there.partition("/")[0] == uri.partition("/")[0] or path.endswith(".md")
    return next((file for file in files if anchors(file) is not None), there if is_editorial else "")


def _address(uri: str) -> str:
    """Return where a page stands in the site: in a folder that is called as its file is, or a folder's first page."""
    folder, name = posixpath.split(uri.removesuffix(".md"))
    return folder if name in {"index", "README"} else posixpath.join(folder, name)


def _no_picture(folder: str, source: str, text_of: Callable[[str], str | None]) -> str:
    """Return what is wrong with where a picture is said to be, seen from a folder; nothing if it is there."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:  # which `guide_markup` refuses, as it does what can't be read
        return ""
    path = unquote(parts.path)
    there = posixpath.normpath(posixpath.join(folder, path))
    return "" if path and text_of(there) == "" else f"there is no picture {shown(source)}"


class _Found(Treeprocessor):
    """Finds the links and pictures that Markdown writes. Those in HTML are addresses of the site."""

    links: Sequence[str] = ()
    pictures: Sequence[str] = ()
    """Nobody looks through an empty page."""

    def run(self, root: Element) -> None:
        self.links = [link.attrib["href"] for link in root.iterfind(".//a[@href]")]
        self.pictures = [picture.attrib["src"] for picture in root.iterfind(".//img[@src]")]


def _written(text: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Return where a page's links lead, and its pictures are, each with whether it is an address of the site."""
    markdown = Markdown(extensions=list(EXTENSIONS))
    found = _Found()
    markdown.treeprocessors.register(found, __name__, 0)  # when all others have run
    tree = LexborHTMLParser(markdown.convert(text))
    links = Counter(link.attributes["href"] or "" for link in tree.css("a[href]")) - Counter(found.links)
    targets = [*((target, False) for target in found.links), *((target, True) for target in links)]
    written = [(source, False) for source in found.pictures]
    addresses = Counter(picture.attributes["src"] or "" for picture in tree.css("img[src]")) - Counter(found.pictures)
    return targets, written + [(source, True) for source in addresses]


def _line(text: str, target: str) -> int:
    """Return the line that has a link, counted from 1; 0 where it is written otherwise than it is read."""
    for opening in ("(", ": ", "<", '"'):
        before, found, _ = text.partition(opening + target)
        if found:
            return before.count("\n") + 1
    return 0
