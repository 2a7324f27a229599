"""The site below a path of its host, as GitHub Pages serves it: every link, every part, and the page for what isn't."""

from collections.abc import Callable
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from tests.tools.building import Built, Project
from tests.tools.watching import Faults

LINKS = """() => [...document.querySelectorAll('a[href], link[href], script[src], img[src]')].map(
  element => new URL(element.getAttribute('href') ?? element.getAttribute('src'), document.baseURI).href)"""


@pytest.fixture(scope="module")
def built(new_project: Callable[..., Project]) -> Built:
    found: Built = new_project(None).build(SITE_URL="https://example.org/archive/")
    assert found.code == 0, found.output
    return found


@pytest.fixture(scope="module")
def below(built: Built, serve: Callable[..., str]) -> str:
    address: str = serve(built.site, "/archive/")
    assert urlsplit(address).path == "/archive/"
    return address


def test_every_page_and_all_it_leads_to_is_there(built: Built, below: str, page: Page) -> None:
    """The watching page fails the test over anything missing, and over a request to another host."""
    seen = set()
    for path in sorted(built.site.rglob("*.html")):
        page.goto(below + path.relative_to(built.site).as_posix().removesuffix("index.html"))
        for link in page.evaluate(LINKS):
            address = link.partition("#")[0]
            if address in seen or urlsplit(address).netloc != urlsplit(below).netloc:
                continue
            assert address.startswith(below), f"{page.url} leads out of the site: {link}"
            seen.add(address)
            try:
                urlopen(address).close()  # noqa: S310  our own server
            except HTTPError:
                pytest.fail(f"{page.url} leads nowhere: {link}")
    page.wait_for_load_state("networkidle")
    assert len([address for address in seen if "/documents/" in address]) > 5


@pytest.mark.parametrize("lost", ["nowhere", "documents/0000000000000000/", "documents/x/y/z/", "about/nowhere.html"])
def test_a_missing_page_looks_like_the_others_and_leads_on(lost: str, below: str, page: Page, faults: Faults) -> None:
    faults.allow("status of 404")
    answer = page.goto(below + lost)
    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").text_content() == "There is no page at this address"
    links = page.evaluate(LINKS)
    assert len(links) > 5
    for link in links:
        address = link.partition("#")[0]
        if urlsplit(address).netloc == urlsplit(below).netloc and address != page.url:
            assert address.startswith(below), link
            assert page.request.get(address).ok, link
    assert page.evaluate(
        "document.styleSheets.length && [...document.styleSheets].every(sheet => sheet.cssRules.length)"
    )


def test_the_form_of_an_address_without_its_slash_leads_to_the_page(below: str, page: Page) -> None:
    page.goto(below + "documents")
    assert page.url == below + "documents/"
