"""The sitemap: every page of the site, for search engines. Only a site that knows its address has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.model.holdings import Holding

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site_url: str, pages: Iterable[str], days: Mapping[str, str]) -> bytes:
    """Return the sitemap of the pages at these addresses, below `site_url`.

    `days` gives the day on which a page's text last changed, by address; no other page claims one.
    """
    root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    for page in sorted(pages):
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = addresses.absolute(site_url, page)
        if page in days:
            ElementTree.SubElement(url, "lastmod").text = days[page]
    ElementTree.indent(root, " ")
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def days_of_change(archive: Archive) -> dict[str, str]:
    """Return by address the days on which documents changed, as the ledger records them; the build's day is none."""
    days = ((holding.id, max(_days(holding), default="")) for holding in archive.holdings.values())
    return {addresses.document(id): day for id, day in days if day}


def _days(holding: Holding) -> list[str]:
    gone = (version.withheld for version in holding.versions)
    withdrawn = [withheld.day for withheld in gone if withheld and withheld.status == "withdrawn"]
    return [day for day in (*(version.day for version in holding.versions), *withdrawn) if day]
