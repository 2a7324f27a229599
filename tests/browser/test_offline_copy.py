"""The copy that needs no server, opened from a folder as from a USB stick: every page, and the search."""

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser
from sourcebook.publish.offline import write_offline

from tests.tools.watching import HARMLESS, Faults

HREFS = "all => all.map(one => new URL(one.getAttribute('href'), document.baseURI).href.split(/[?#]/)[0])"


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick with a space") / "copy"
    write_offline(site, folder)
    return folder


@pytest.fixture
def open_copy(monkeypatch: pytest.MonkeyPatch, new_page: Callable[..., Page], copy: Path) -> Callable[[str], Page]:
    monkeypatch.setattr("tests.tools.watching.HARMLESS", HARMLESS | {"file"})  # from here on files are ours
    page = new_page()

    def open_file(name: str) -> Page:
        page.goto((copy / name).as_uri())
        return page

    return open_file


def test_every_link_leads_to_a_file(copy: Path) -> None:
    led: set[Path] = set()
    waiting = [copy / "index.html"]
    while waiting:
        page = waiting.pop()
        for node in LexborHTMLParser(page.read_bytes()).css("a[href]"):
            url = urlsplit(urljoin(page.as_uri(), node.attributes["href"] or ""))
            path = Path(unquote(url.path))
            if url.scheme == "file" and path not in led:
                led.add(path)
                assert path.is_file(), f"{page} → {path}"
                if path.suffix == ".html":
                    waiting.append(path)
    assert set((copy / "documents").glob("*/index.html")) <= led


def test_a_site_that_is_no_such_copy_says_how_it_can_be_searched(
    open_copy: Callable[[str], Page], site: Path, faults: Faults
) -> None:
    faults.allow("ERR_FILE_NOT_FOUND")
    page = open_copy("index.html")
    page.goto(f"{(site / 'search' / 'index.html').as_uri()}?q=police")
    expect(page.locator("[data-search-status]")).to_have_text(
        "This copy of the site needs a web server to be searched. “make offline” makes one that needs none."
    )


def test_a_browser_follows_every_link_of_a_page(open_copy: Callable[[str], Page]) -> None:
    page = open_copy("documents/e7e7ceed7dc75719/index.html")  # the letter: it leads to pages of every kind
    for url in set(page.eval_on_selector_all("main a[href]", HREFS)):
        if url.startswith("file:") and url.endswith(".html"):
            page.goto(url)
            assert page.locator("main").count() == 1, url


def test_the_search_works(open_copy: Callable[[str], Page]) -> None:
    page = open_copy("documents/e7e7ceed7dc75719/index.html")
    page.locator("header").get_by_role("searchbox").focus()
    page.keyboard.type("often identify themselves as police")
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    page.wait_for_selector("[data-search-results=done]")
    assert page.locator("[data-document]").count() == 3
    assert page.locator("[data-document]").first.get_attribute("data-document") == "e7e7ceed7dc75719"
    page.locator("[data-paragraph]").first.click()
    page.wait_for_selector("mark[data-found]")
    expect(page.locator("mark[data-found]").first).to_be_in_viewport()


def test_a_word_of_most_texts_is_found_too(many: Path, open_copy: Callable[[str], Page], tmp_path: Path) -> None:
    write_offline(many, tmp_path / "copy")
    page = open_copy("index.html")
    for query, count in (
        ("text", "250 texts found."),
        ('"text 17"', "1 text found."),
        ("text -17", "249 texts found."),
    ):
        page.goto((tmp_path / "copy/search/index.html").as_uri())
        page.locator("main").get_by_role("searchbox").fill(query)
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-search-results=done]")
        expect(page.locator("[data-search-status]")).to_have_text(count)


def test_a_quotation_can_be_checked(open_copy: Callable[[str], Page]) -> None:
    page = open_copy("check/index.html")
    quotation = "ICE agents never identify themselves as police or detectives"
    page.get_by_label("The quotation, as you found it").fill(quotation)
    page.get_by_role("button", name="Check it").click()
    page.wait_for_selector("[data-check-results=done] [data-document]")
    first = page.locator("[data-check-results] [data-document]").first
    expect(first, "the text that the words come from leads").to_have_attribute("data-document", "e7e7ceed7dc75719")
    page.locator("[data-paragraph]").first.click()
    page.wait_for_selector("mark[data-found]")


@pytest.mark.parametrize("damage", [None, "sourcebookFile(", "", 'sourcebookFile("lists", "e")'])
def test_a_missing_or_damaged_file_is_said(
    damage: str | None, copy: Path, open_copy: Callable[[str], Page], tmp_path: Path, faults: Faults
) -> None:
    for what in ("SyntaxError", "Unexpected end", "execute 'atob'"):
        faults.allow(what)
    faults.allow("ERR_FILE_NOT_FOUND")
    broken = tmp_path / "broken"
    shutil.copytree(copy, broken)
    for path in (broken / "search/index").rglob("lists/*.js"):
        path.unlink()
        if damage is not None:
            path.write_text(damage)
    page = open_copy("index.html")
    page.goto((broken / "search/index.html").as_uri() + "?q=police")
    page.wait_for_selector("[data-search-results=failed]", state="attached")
