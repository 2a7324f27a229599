"""The sitemap: every page of the site, for search engines. Only a site that knows its address has one."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from sourcebook import addresses

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site_url: str, pages: Iterable[str]) -> bytes:
    """Return the sitemap of the pages at these addresses, below `site_url`."""
    root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    for page in sorted(pages):
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = addresses.absolute(site_url, page)
    ElementTree.indent(root, " ")
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"
