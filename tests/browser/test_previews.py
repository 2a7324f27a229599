"""Previews: what a link leads to, where a mouse or the focus of the keyboard rests; never on touch or in the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.tools import accessibility
from tests.tools.watching import Faults

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
FINE = "matchMedia('(hover: hover) and (pointer: fine)').matches"


@pytest.fixture
def ready(page: Page, served: str) -> Page:
    """The list of passages, with the script for previews there."""
    with page.expect_response("**/frame-preview*.js"):
        page.goto(served + "passages/")
    page.wait_for_load_state("networkidle")
    return page


def test_a_mouse_on_a_passage_shows_its_words_and_where_they_are_from(ready: Page) -> None:
    link = ready.locator(".passages__words").nth(2)
    link.hover()
    card = ready.get_by_role("tooltip")
    expect(card).to_contain_text("These types of activities jeopardize the willingness")
    expect(card).to_contain_text("As written in [Letter to Tony H. Pham and Thomas Decker]")
    expect(link).to_have_attribute("aria-describedby", "preview")
    card.hover()
    ready.wait_for_timeout(400)
    expect(card).to_be_visible()
    assert accessibility.faults(ready) == []
    ready.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None


def test_a_link_to_a_paragraph_shows_it_and_whose_it_is(ready: Page, served: str) -> None:
    ready.goto(served + "names/chad-wolf/")
    ready.wait_for_load_state("networkidle")
    ready.locator(".mention li a").hover()
    card = ready.get_by_role("tooltip")
    expect(card).to_contain_text("cc: Chad Wolf, Acting Secretary")
    expect(card).to_contain_text("[Letter to Tony H. Pham and Thomas Decker]")


def test_the_keyboard_has_it_too_and_goes_on_as_without(ready: Page) -> None:
    ready.locator(".passages a").first.focus()
    ready.keyboard.press("Tab")
    ready.keyboard.press("Shift+Tab")
    expect(ready.get_by_role("tooltip")).to_be_visible()
    ready.keyboard.press("Tab")
    expect(ready.get_by_role("tooltip")).to_have_count(0)
    expect(ready.locator(".passages a").nth(1)).to_be_focused()


def test_there_is_none_on_touch(new_page: Callable[..., Page], served: str) -> None:
    page = new_page(**PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + "passages/", wait_until="networkidle")
    assert not page.evaluate(FINE)
    assert not [url for url in asked if "preview" in url]


def test_what_stays_away_is_no_fault(ready: Page, faults: Faults) -> None:
    faults.allow("404 (")
    ready.route("**/passages/*/", lambda route: route.fulfill(status=404, body="gone"))
    with ready.expect_response("**/passages/*/"):
        ready.locator(".passages__words").first.hover()
    expect(ready.get_by_role("tooltip")).to_have_count(0)
