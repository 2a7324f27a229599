"""Links of editorial pages to one another and to pages that any archive has: each leads to a page, and its heading.

The site's generator finds the same when it builds; a curator hears it before.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import cache
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

REMEDY = "Write the way to the file from this page, such as other.md or ../about/links.md#a-heading"


def check_guide_links(texts: Mapping[str, GuidePage], text_of: Callable[[str], str | None], findings: Findings) -> None:
    """Tell of each link of an editorial page that leads to no page, or to no heading of one.

    `text_of`: the Markdown of a file below the folder of pages, such as `about/links.md`; None if there is none.
    """

    @cache
    def html(uri: str) -> LexborHTMLParser | None:
        text = texts[uri].text if uri in texts else text_of(uri)
        return None if text is None else LexborHTMLParser(Markdown(extensions=list(EXTENSIONS)).convert(text))

    @cache
    def anchors(uri: str) -> frozenset[str] | None:
        tree = html(uri)
        if tree is None:
            return None
        named = (node.attributes.get(key) for node in tree.css("[id], a[name]") for key in ("id", "name"))
        return frozenset(filter(None, named))

    for uri, page in texts.items():
        for target in dict.fromkeys(_links(page.text)):
            if what := _wrong(uri, target, anchors):
                findings.warn(page.file, _line(page.text, target), what, REMEDY)


def _wrong(uri: str, target: str, anchors: Callable[[str], frozenset[str] | None]) -> str:
    """Return what is wrong with a link of a page; nothing if it leads somewhere, or out of the site."""
    try:
        parts = urlsplit(target)
    except ValueError:  # a bracket out of place
        return f"the link {shown(target)} is no address"
    if parts.scheme or parts.netloc:
        return ""
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if path.startswith("/"):
        return f"the link {shown(target)} begins with a slash: below a path it leads elsewhere"
    there = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
    known = anchors(there)
    if known is None:
        return f"the link {shown(target)} leads to no page"
    if anchor and anchor not in known:
        return f"the link {shown(target)} leads to no heading of its page"
    return ""


class _Written(Treeprocessor):
    """Finds the links that Markdown writes. One in HTML is an address of the site, which the build checks itself."""

    def run(self, root: Element) -> None:
        self.found = [
            link.get("href", "")
            for link in root.iter("a")
            if "href" in link.attrib and "footnote" not in link.get("class", "")
        ]


def _links(text: str) -> Iterator[str]:
    markdown = Markdown(extensions=list(EXTENSIONS))
    written = _Written(markdown)
    markdown.treeprocessors.register(written, "sourcebook-links", 0)  # when all others have run
    html = markdown.convert(text)
    yield from written.found
    for link in LexborHTMLParser(html).css("a[href]"):
        target = link.attributes["href"] or ""
        if target.partition("#")[0].endswith(".md"):  # which is no address of any page
            yield target


def _line(text: str, target: str) -> int:
    """Return the line that has a link, counted from 1; 0 where it is written otherwise than it is read."""
    at = next((found for opening in ("(", ": ", "<", '"') if (found := text.find(opening + target)) >= 0), -1)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
