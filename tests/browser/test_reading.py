"""Finding one's way in a text: the strip of paragraphs, skip links, long texts, and paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.tools.building import Built

LETTER = "documents/e7e7ceed7dc75719/"
LONG = "\n\n".join(
    f"Paragraph {n} of a text that goes on for long. " + "More words follow here. " * 6 for n in range(1, 301)
)


@pytest.fixture(scope="module")
def long(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    """The address of a text of 300 paragraphs."""
    built = build({"long.txt": LONG.encode()})
    assert built.code == 0, built.output
    return serve(built.site) + "documents/long/"


def test_the_text_begins_on_the_first_screen_and_few_stops_lie_before_it(page: Page, served: str) -> None:
    for width, height, most in ((390, 844, 600), (1280, 800, 520)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(served + LETTER)
        assert page.locator("#p1").evaluate("p => p.getClientRects()[0].top") <= most
    stops = 0
    while not page.evaluate("document.activeElement.closest('[data-source-text]') !== null"):
        page.keyboard.press("Tab")
        stops += 1
    assert stops - 1 <= 30


def test_skip_links_lead_to_the_text_and_to_the_source(page: Page, served: str) -> None:
    page.goto(served + LETTER)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the source")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source")).to_be_visible()


def test_the_strip_is_one_stop_and_the_arrow_keys_move_in_it(page: Page, served: str) -> None:
    page.goto(served + LETTER)
    cells = page.locator("[data-strip] a")
    cells.first.focus()
    for key, at in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 16), ("Home", 0)):
        page.keyboard.press(key)
        expect(cells.nth(at)).to_be_focused()
    assert cells.evaluate_all("all => all.filter(one => one.tabIndex === 0).length") == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#p2$"))


def test_a_long_text_is_headed_by_its_title_the_paragraph_and_citing_while_one_reads(page: Page, long: str) -> None:
    page.goto(long)
    slim = page.locator(".slim")
    expect(slim).to_be_hidden()
    page.locator("#p150").scroll_into_view_if_needed()
    expect(slim).to_be_visible()
    expect(slim.get_by_role("link", name="Cite")).to_have_attribute("href", "#cite")
    number = slim.get_by_label("Paragraph")
    number.fill("222")
    number.press("Enter")
    expect(page).to_have_url(re.compile("#p222$"))
    expect(page.locator("#p222")).to_be_in_viewport()
    number.blur()
    expect(number).to_have_value("222")
    number.fill("999")
    number.press("Enter")
    expect(page).to_have_url(re.compile("#p222$"))
    page.goto(long + "#p7")
    expect(page.locator("#p7")).to_be_in_viewport()


def test_whoever_comes_back_to_a_long_text_is_led_to_where_they_stopped(page: Page, long: str) -> None:
    page.goto(long + "#p120")
    expect(page.locator("[data-strip] [aria-current]")).to_have_count(1)  # the place is kept when the strip shows it
    page.goto(long)
    on = page.get_by_role("link", name=re.compile("Go on at ¶ 1[12]"))
    expect(on).to_be_visible()
    on.click()
    expect(page.locator("#p120")).to_be_in_viewport()


def test_parts_of_a_long_text_that_are_not_laid_out_are_found_and_arrived_at(
    new_page: Callable[..., Page], long: str
) -> None:
    for script in (True, False):
        page = new_page(java_script_enabled=script)
        page.goto(long + "#p290")
        expect(page.locator("#p290")).to_be_in_viewport()
        assert page.locator("#p290").inner_text().startswith("Paragraph 290 of a text")


def test_on_paper_stands_the_text_with_its_source_on_one_line(page: Page, served: str) -> None:
    page.goto(served + LETTER)
    printed = page.pdf(format="A4")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 4
    page.emulate_media(media="print")
    expect(page.locator(".print-line")).to_contain_text("Bill de Blasio, Mayor, to Tony H. Pham")
    for hidden in (".kicker", ".head", ".note >> nth=0", "#source", ".btn >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    page.locator("details:has(#source)").evaluate("fold => { fold.open = true }")
    expect(page.locator("#source")).to_be_visible()


def test_an_archive_in_forced_colours_tells_words_and_places_apart(new_page: Callable[..., Page], served: str) -> None:
    page = new_page(forced_colors="active")
    page.goto(served + LETTER + "#p7")
    style = "(element, name) => getComputedStyle(element).getPropertyValue(name)"
    assert page.locator("#p7").evaluate(style, "outline-style") == "solid"
    lines = [
        page.locator(one).first.evaluate(style, "border-bottom-style")
        for one in ("a.sh:not(.plain)", "a.sh.plain", "a.name")
    ]
    assert lines == ["solid", "dashed", "dotted"]
