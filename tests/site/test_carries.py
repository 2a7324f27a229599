"""What a site carries: every file is asked for by a page, or promised; nothing of others' without their licence."""

import gzip
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page
from sourcebook.publish.assets import bundle_assets

from tests.tools.building import REPOSITORY, Built

ROOT = "https://example.org/archive/"
REFERENCE = {
    ".html": re.compile(r'\s(?:(?:href|src|action)="|content="(?=https?:))([^"#?]*)'),
    ".css": re.compile(r"url\(['\"]?([^)'\"]+)"),
    ".js": re.compile(r'"([\w./-]+\.js)"'),
}
ASKED_FOR_BY_NAME = ("404.html", "robots.txt", "sitemap.xml")
"""Servers and crawlers ask for these."""
PROMISED = re.compile(r"documents/[^/]+/v/\d+/(index\.html|source\.txt|record\.json)")
"""Addresses of versions are cited; the page of the document need not lead there."""
BY_SCRIPT = re.compile(r"search/index/.+")
"""Parts of the search's index: it names them by numbers."""
FOR_BUILDS = "data/made-by-sourcebook.txt"


@pytest.fixture(scope="module")
def built(new_project: Callable[..., object]) -> Built:
    found: Built = new_project(None).build(SITE_URL=ROOT)  # type: ignore[attr-defined]
    assert found.code == 0, found.output
    return found


def leads(site: Path, file: str) -> Iterator[str]:
    """Yield the files of the site that a file leads to."""
    pattern = REFERENCE.get(Path(file).suffix)
    for reference in pattern.findall((site / file).read_text(encoding="utf-8")) if pattern else ():
        address = urlsplit(urljoin(ROOT + file, unescape(reference)))
        if address.netloc == urlsplit(ROOT).netloc:
            path = unquote(address.path).removeprefix(urlsplit(ROOT).path)
            yield f"{path}index.html" if path.endswith("/") or not path else path


def reached(site: Path) -> set[str]:
    """Return every file that one comes to from the home page."""
    found: set[str] = set()
    waiting = ["index.html", *ASKED_FOR_BY_NAME]
    while waiting:
        file = waiting.pop()
        if file not in found and (site / file).is_file():
            found.add(file)
            waiting.extend(leads(site, file))
    return found


def test_every_file_is_asked_for_or_promised(built: Built) -> None:
    files = {path.relative_to(built.site).as_posix() for path in built.site.rglob("*") if path.is_file()}
    rest = files - reached(built.site) - {FOR_BUILDS}
    assert sorted(file for file in rest if not PROMISED.fullmatch(file) and not BY_SCRIPT.fullmatch(file)) == []


def test_what_pages_run_and_are_drawn_with_is_our_own_and_comes_with_its_licence(built: Built) -> None:
    carried = {path.relative_to(built.site).as_posix() for path in (built.site / "assets").rglob("*") if path.is_file()}
    ours = {asset.address for asset in bundle_assets(REPOSITORY / "hooks/theme")}
    assert carried == ours | {"assets/images/favicon.svg", "assets/images/share.png", "assets/licence.txt"}
    assert (built.site / "assets/licence.txt").read_bytes() == (REPOSITORY / "LICENSE").read_bytes()
    assert 'href="../assets/licence.txt"' in (built.site / "about/index.html").read_text(encoding="utf-8")


def test_robots_txt_names_the_sitemap_where_there_is_one(built: Built, site: Path) -> None:
    assert f"Sitemap: {ROOT}sitemap.xml\n" in (built.site / "robots.txt").read_text(encoding="utf-8")
    assert "Sitemap" not in (site / "robots.txt").read_text(encoding="utf-8")


def test_a_document_is_few_requests_and_little_to_load(served: str, page: Page) -> None:
    weights: dict[str, int] = {}
    page.on("response", lambda answer: weights.update({answer.url: len(gzip.compress(answer.body()))}))
    page.goto(served + "documents/e7e7ceed7dc75719/")
    page.wait_for_load_state("networkidle")
    assert 3 <= len(weights) <= 8, weights
    assert sum(weights.values()) <= 75_000, weights
