"""What other sites show of a link to any page: a title and a description; addresses only where there is one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.reading_cases import SEEDS
from tests.tools.building import Built

ADDRESS = "https://archive.example/deep/"


@pytest.fixture(scope="module")
def hosted(build: Callable[..., Built]) -> Built:
    built = build({name: text.encode() for name, text in SEEDS.items()}, SITE_URL=ADDRESS)
    assert built.code == 0, built.output
    return built


def shared(path: Path) -> dict[str, list[str]]:
    """Return what a page says to those who link to it, by property."""
    found: dict[str, list[str]] = {}
    for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("meta[property^='og:']"):
        found.setdefault(node.attributes["property"] or "", []).append(node.attributes["content"] or "")
    return found


def test_every_page_has_a_title_and_a_description_of_its_own(hosted: Built) -> None:
    titles = []
    for path in hosted.site.rglob("*.html"):
        said = shared(path)
        is_text = said.get("og:type") == ["article"]  # of which Zotero would take our name for the newspaper
        for key in ("og:title", "og:description", "og:type", *(() if is_text else ("og:site_name",)), "og:image"):
            assert len(said.get(key, [])) == 1, (path, key)
            assert said[key][0].strip(), (path, key)
        assert not is_text or "og:site_name" not in said, path
        titles.append(said["og:title"][0])
    assert {"Letter to the council", "[Letter to the council]"} & set(titles)
    assert "Check a quotation" in titles


def test_the_address_is_that_of_the_page_and_the_image_is_there(hosted: Built) -> None:
    for path in hosted.site.rglob("index.html"):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        canonical = page.css_first("link[rel=canonical]")
        assert canonical is not None, path
        assert shared(path)["og:url"] == [canonical.attributes["href"]], path
        (image,) = shared(path)["og:image"]
        assert image.startswith(ADDRESS)
        assert (hosted.site / image.removeprefix(ADDRESS)).read_bytes().startswith(b"\x89PNG")


def test_a_document_is_an_article_and_all_else_a_site(hosted: Built) -> None:
    kinds = {path.parent.name: shared(path)["og:type"] for path in hosted.site.glob("*/*/index.html")}
    assert kinds["letter"] == ["article"]
    assert kinds["kind"] == kinds["links"] == ["website"]


def test_without_an_address_nothing_absolute_is_written(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert not {"og:url", "og:image"} & shared(path).keys(), path
    assert not list(site.rglob("share.png"))
