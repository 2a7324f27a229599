"""export/search_engines.py: every address once, in files that the protocol allows; robots.txt leads there."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from sourcebook.export.search_engines import robots_txt, sitemap_files

ROOT = "https://example.org/a/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(xml: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(xml).iter(f"{SPACE}loc")]  # noqa: S314


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_small_site_has_one_file(count: int) -> None:
    pages = [f"documents/{n}/" for n in range(count)]
    ((name, xml),) = sitemap_files(ROOT, pages, {"documents/0/": "2020-10-09"}, most=3)
    assert name == "sitemap.xml"
    assert listed(xml) == [ROOT + page for page in pages]
    assert (b"<lastmod>2020-10-09</lastmod>" in xml) == (count > 0)


def test_a_large_one_has_an_index_that_names_the_others() -> None:
    pages = [f"documents/{n}/" for n in range(7)]
    (first, index), *parts = sitemap_files(ROOT, pages, {}, most=3)
    assert first == "sitemap.xml"
    assert ElementTree.fromstring(index).tag == f"{SPACE}sitemapindex"  # noqa: S314
    assert listed(index) == [ROOT + name for name, _ in parts]
    assert [len(listed(xml)) for _, xml in parts] == [3, 3, 1]
    assert [page for _, xml in parts for page in listed(xml)] == [ROOT + page for page in pages]


def test_a_file_holds_what_the_protocol_allows() -> None:
    pages = [f"{n}/" for n in range(50_001)]
    assert [len(listed(xml)) for _, xml in sitemap_files(ROOT, pages, {})] == [2, 50_000, 1]


def test_crawlers_may_read_everything_and_find_the_sitemap() -> None:
    robots = RobotFileParser()
    robots.parse(robots_txt(ROOT).decode().splitlines())
    assert robots.can_fetch("*", ROOT + "documents/x/")
    assert robots.site_maps() == [ROOT + "sitemap.xml"]
    assert b"Sitemap" not in robots_txt("")
