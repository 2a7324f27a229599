"""The text in a living page, its scripts run, is the source's; what a reader copies is shown in test_copy.py."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.tools.building import FIVE
from tests.tools.texts import numbered, paragraphs_of, texts_in

TEXTS = texts_in(FIVE)
SHOWN = """() => [...document.querySelectorAll('[data-source-text]')].map(
  text => [...text.querySelectorAll('p[id]')].map(paragraph => [paragraph.id, paragraph.textContent]))"""
VISIBLE = """() => [...document.querySelectorAll('[data-source-text] p[id]')].every(paragraph => {
  const box = paragraph.getBoundingClientRect(), style = getComputedStyle(paragraph)
  return box.width > 0 && box.height > 0 && style.visibility === 'visible' && style.textTransform === 'none'
})"""


def test_there_are_five_texts() -> None:
    assert len(TEXTS) == 5


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(("name", "raw"), TEXTS.items())
def test_the_text_of_the_page_is_the_source(
    name: str, raw: bytes, script: bool, new_page: Callable[..., Page], served: str
) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(f"{served}documents/{Path(name).stem[-16:]}/")
    (shown,) = page.evaluate(SHOWN)
    assert [tuple(paragraph) for paragraph in shown] == numbered(paragraphs_of(raw))
    assert page.evaluate(VISIBLE)


@pytest.mark.parametrize(("name", "raw"), TEXTS.items())
def test_what_the_page_gives_to_download_is_the_seed(name: str, raw: bytes, page: Page, served: str) -> None:
    page.goto(f"{served}documents/{Path(name).stem[-16:]}/")
    address = page.evaluate("document.querySelector('a[href$=\"source.txt\"]').href")
    assert page.request.get(address).body() == raw


def test_the_numbers_of_paragraphs_are_links_to_them(page: Page, served: str) -> None:
    name, raw = next(iter(TEXTS.items()))
    page.goto(f"{served}documents/{Path(name).stem[-16:]}/")
    links = page.locator("[data-source-text] p[id] > a:first-child")
    hrefs = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs == [f"#{id}" for id, _ in numbered(paragraphs_of(raw))]
    links.nth(6).click()
    page.wait_for_url("**/#p7")
    assert page.evaluate("document.querySelector(':target').id") == "p7"
