"""What search engines and browsers look for: robots.txt, sitemaps, and by what address they can search the archive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from sourcebook import addresses
from sourcebook.direction import without_controls
from sourcebook.model import Archive
from sourcebook.model.holdings import Holding
from sourcebook.wording import gettext, quoted

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50_000
"""Addresses that the protocol allows in one file; with addresses as long as ours may be that is less than its 50 MB."""
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_NAME, _LONGEST_DESCRIPTION = 16, 1024
"""Characters, as the specification (OpenSearch 1.1, draft 6) has them."""


def _written(root: ElementTree.Element) -> bytes:
    """Return a document as UTF-8 XML with its declaration and a line end; its elements are indented."""
    ElementTree.indent(root, " ")
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def sitemap_files(
    site_url: str, pages: Iterable[str], days: Mapping[str, str], most: int = _MOST
) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of the pages at these addresses, file by file; the first is the one that stands for all.

    `days`: by address the day on which a page's text last changed; no other page claims one. A file holds `most`
    addresses at most: beyond that the first names the others.

    Yields:
        The address of a file below the root, and what it holds.
    """
    listed = sorted(pages)
    if len(listed) <= most:
        yield addresses.SITEMAP, _xml("urlset", "url", site_url, listed, days)
        return
    parts = [listed[start : start + most] for start in range(0, len(listed), most)]
    names = [addresses.sitemap_part(number) for number in range(1, len(parts) + 1)]
    yield addresses.SITEMAP, _xml("sitemapindex", "sitemap", site_url, names, {})
    for name, part in zip(names, parts, strict=True):
        yield name, _xml("urlset", "url", site_url, part, days)


def _xml(outer: str, inner: str, site_url: str, listed: Sequence[str], days: Mapping[str, str]) -> bytes:
    root = ElementTree.Element(outer, xmlns=_SITEMAPS)
    for address in listed:
        entry = ElementTree.SubElement(root, inner)
        ElementTree.SubElement(entry, "loc").text = addresses.absolute(site_url, address)
        if address in days:
            ElementTree.SubElement(entry, "lastmod").text = days[address]
    return _written(root)


def robots_txt(site_url: str) -> bytes:
    """Return robots.txt: crawlers may read every page, and find the sitemap where there is one.

    They look for it at the root of a host only; below a path it says the same to people.
    """
    leads = f"\nSitemap: {addresses.absolute(site_url, addresses.SITEMAP)}\n" if site_url else ""
    return f"User-agent: *\nDisallow:\n{leads}".encode()


def days_of_change(archive: Archive) -> dict[str, str]:
    """Return by address the days on which documents changed, as the ledger records them; the build's day is none."""
    days = ((holding.id, max(_days(holding), default="")) for holding in archive.holdings.values())
    return {addresses.document(id): day for id, day in days if day}


def _days(holding: Holding) -> list[str]:
    days = (*(version.day for version in holding.versions), *(turn.day for turn in holding.turns))
    return [day for day in days if day]


def opensearch(archive: Archive) -> bytes:
    """Return by what a browser adds an archive to its search engines; the archive has an address."""
    root = ElementTree.Element("OpenSearchDescription", xmlns=_OPENSEARCH)
    title = without_controls(archive.about.title)
    short = title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1] + "…"
    for name, text in (
        ("ShortName", short),
        ("Description", gettext("Search the texts of {title}.", title=quoted(title))[:_LONGEST_DESCRIPTION]),
        ("InputEncoding", "UTF-8"),
    ):
        ElementTree.SubElement(root, name).text = text
    template = addresses.absolute(archive.site_url, addresses.SEARCH) + "?q={searchTerms}"
    ElementTree.SubElement(root, "Url", type="text/html", method="get", template=template)
    return _written(root)
