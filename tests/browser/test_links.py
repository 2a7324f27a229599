"""A reader follows words from one text to another and back: by mouse and by keyboard, on a desktop and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.reading_cases import SEEDS
from tests.tools import accessibility
from tests.tools.building import Built

SIZES = {"desktop": (1280, 900), "phone": (390, 800)}
PAGES = (
    "documents/letter/",
    "documents/gazette/",
    "documents/cookbook/",
    "compare/gazette/letter/",
    "passages/",
    "guide/what/",
    "about/links/",
)
NOTHING = "rgba(0, 0, 0, 0)"


@pytest.fixture(scope="module")
def built(build: Callable[..., Built]) -> Built:
    built = build({name: content.encode() for name, content in SEEDS.items()})
    assert built.code == 0, built.output
    return built


@pytest.fixture
def address(built: Built, serve: Callable[..., str]) -> str:
    return serve(built.site)


def activate(page: Page, selector: str, way: str) -> None:
    """Follow a link by a click, or by the keyboard alone."""
    link = page.locator(selector).first
    if way == "mouse":
        link.click()
        return
    for _ in range(200):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard doesn't reach {selector}")


def arrived(page: Page, address: str) -> str:
    """Return the anchor at which one has arrived, on the page at an address."""
    page.wait_for_url(address + "#*")
    page.wait_for_load_state()
    return page.url.partition("#")[2]


def in_view(page: Page, selector: str) -> None:
    expect(page.locator(selector).first).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("way", ["mouse", "keyboard"])
@pytest.mark.parametrize("size", SIZES)
def test_from_a_mark_to_its_evidence_to_the_others_words_and_back(
    new_page: Callable[..., Page], address: str, size: str, way: str, *, script: bool
) -> None:
    width, height = SIZES[size]
    page = new_page(viewport={"width": width, "height": height}, java_script_enabled=script)
    page.goto(address + "documents/gazette/")

    mark = "#p2 a.sh"
    evidence = page.locator(mark).first.get_attribute("href") or ""
    activate(page, mark, way)
    in_view(page, evidence)

    activate(page, f"{evidence} .who a[href*='/letter/#at-']", way)
    there = arrived(page, address + "documents/letter/")
    assert there.startswith("at-")
    in_view(page, f"[id='{there}']")
    assert "The bridge over the river" in page.locator(f"[id='{there}']").inner_text()
    expect(page.locator(f"[id='{there}']")).not_to_have_css("background-color", NOTHING)

    back = f"[id='{there}'] a.sh"
    evidence = page.locator(back).first.get_attribute("href") or ""
    activate(page, back, way)
    in_view(page, evidence)
    activate(page, f"{evidence} .go a[href^='#at-']", way)
    expect(page).to_have_url(address + "documents/letter/#" + there)
    in_view(page, f"[id='{there}']")


def test_evidence_opens_where_the_words_stand_and_the_text_stays(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "documents/gazette/")
    mark = page.locator("#p2 a.sh").first
    before = page.locator("[data-source-text] p[id]").evaluate_all("all => all.map(p => p.getBoundingClientRect().top)")
    mark.click()
    card = page.locator(mark.get_attribute("href") or "?")
    expect(card).to_be_visible()
    expect(mark).to_have_class(re.compile("is-open"))
    after = page.locator("[data-source-text] p[id]").evaluate_all("all => all.map(p => p.getBoundingClientRect().top)")
    assert before == after
    boxes = [locator.bounding_box() for locator in (page.locator("#p2"), card)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[1]["x"] > boxes[0]["x"] + boxes[0]["width"]
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(mark).to_be_focused()
    expect(mark).not_to_have_class(re.compile("is-open"))


def test_one_note_is_open_at_a_time_and_its_words_can_be_selected(page: Page, address: str) -> None:
    page.goto(address + "documents/gazette/")
    page.locator("#p2 a.sh").first.click()
    page.locator("#p3 a.sh").first.click()
    expect(page.locator(".note[open]")).to_have_count(1)
    page.locator(".note[open] q").first.dblclick(position={"x": 40, "y": 10})  # in the middle may be a space
    words = page.evaluate("getSelection().toString()").strip()
    assert words
    page.keyboard.press("ControlOrMeta+C")
    assert page.evaluate("navigator.clipboard.readText()").strip() == words


def test_on_a_phone_evidence_is_a_sheet_below_the_words(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto(address + "documents/gazette/")
    mark = page.locator("#p3 a.sh").first
    mark.tap()
    note = page.locator(".note[open]")
    box, words = note.bounding_box(), mark.bounding_box()
    assert box is not None
    assert words is not None
    assert (box["x"], round(box["y"] + box["height"])) == (0, 800)
    assert words["y"] + words["height"] <= box["y"]
    note.get_by_text("Close").tap()
    expect(note).to_have_count(0)


def test_copying_over_paragraphs_gives_no_word_of_a_note(page: Page, address: str) -> None:
    page.goto(address + "documents/gazette/")
    page.locator("#p2 a.sh").first.click()
    page.evaluate("getSelection().setBaseAndExtent(document.getElementById('p1'), 0, document.getElementById('p3'), 3)")
    page.keyboard.press("ControlOrMeta+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Bridge still closed\n\nIn a letter to the council Anna Weber wrote")
    assert "Word for word" not in copied
    assert "the letter, ¶" not in copied


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("anchor", ["source", "source-date"])
def test_an_address_that_leads_into_a_fold_opens_it(
    new_page: Callable[..., Page], address: str, anchor: str, *, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(address + "documents/letter/")
    expect(page.get_by_text("letter.txt")).to_be_hidden()
    page.goto(f"{address}documents/letter/#{anchor}")
    expect(page.get_by_text("letter.txt")).to_be_visible()
    in_view(page, f"#{anchor}")


def test_every_mention_of_a_name_is_a_link_if_the_reader_wants_that(page: Page, served: str) -> None:
    page.goto(served + "documents/e7e7ceed7dc75719/")
    links = page.locator("#p9 a.name")
    expect(links).to_have_count(0)
    text = page.locator("[data-source-text]").evaluate("e => e.textContent")
    page.evaluate("document.querySelector('#context').closest('details').open = true")
    page.get_by_label("Link every mention of a name").check()
    expect(links.first).to_have_attribute("href", re.compile("names/"))
    page.reload()
    expect(links.first).to_have_attribute("href", re.compile("names/"))
    assert page.locator("[data-source-text]").evaluate("e => e.textContent") == text
    page.evaluate("document.querySelector('#context').closest('details').open = true")
    page.get_by_label("Link every mention of a name").uncheck()
    expect(links).to_have_count(0)


def test_copying_marked_words_gives_the_words(page: Page, address: str) -> None:
    page.goto(address + "documents/gazette/")
    page.evaluate("getSelection().selectAllChildren(document.getElementById('p2'))")
    page.keyboard.press("ControlOrMeta+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#p2").evaluate("element => element.textContent")
    assert copied.startswith("In a letter to the council Anna Weber wrote")


def test_only_what_differs_is_shown_on_demand_without_script_too(new_page: Callable[..., Page], address: str) -> None:
    for script in (True, False):
        page = new_page(java_script_enabled=script)
        page.goto(address + "compare/gazette/letter/")
        expect(page.locator(".pass:visible")).to_have_count(2)
        page.get_by_label("The one that differs").check()
        expect(page.locator(".pass:visible")).to_have_count(1)
        expect(page.locator(".between:visible")).to_have_count(0)
        expect(page.locator(".pass:visible ins")).to_have_text("long")


def test_the_whole_texts_unfold_and_fold_again(page: Page, address: str) -> None:
    page.goto(address + "compare/gazette/letter/")
    first = page.locator("#b-p1")
    expect(first).not_to_be_visible()
    button = page.get_by_role("button", name="Whole texts")
    button.click()
    expect(first).to_be_visible()
    button.click()
    expect(first).not_to_be_visible()


def test_an_address_leads_to_a_passage_or_opens_the_fold_that_holds_it(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(address + "compare/gazette/letter/#passage-2")
    in_view(page, "#passage-2")
    page.goto(address + "compare/gazette/letter/#a-p5")
    in_view(page, "#a-p5")


@pytest.mark.parametrize("size", SIZES)
def test_evidence_stands_side_by_side_or_one_above_the_other(
    new_page: Callable[..., Page], address: str, size: str
) -> None:
    width, height = SIZES[size]
    page = new_page(viewport={"width": width, "height": height})
    for path, selector in (("compare/gazette/letter/", ".pass .as > div"),):
        page.goto(address + path)
        one, other = (page.locator(selector).nth(n).bounding_box() for n in (0, 1))
        assert one is not None
        assert other is not None
        if width > 1000:
            assert other["x"] >= one["x"] + one["width"] - 1
        else:
            assert other["y"] >= one["y"] + one["height"] - 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_from_an_editorial_page_to_the_paragraph_and_back_to_the_sentence(page: Page, address: str) -> None:
    page.goto(address + "guide/what/")
    page.get_by_role("link", name="the ferry").click()
    expect(page).to_have_url(address + "documents/letter/#p4")
    page.locator(".line a[href*='guide/what/#at-']").click()
    pointer = f"[id='{arrived(page, address + 'guide/what/')}']"
    in_view(page, pointer)
    assert page.locator(pointer).inner_text() == "the ferry"


def test_from_the_passages_to_a_witness(page: Page, address: str) -> None:
    page.goto(address + "passages/")
    page.locator(".passages a").first.click()
    page.locator(".witnesses a").nth(1).click()
    in_view(page, f"[id='{arrived(page, address + 'documents/gazette/')}']")


def test_accessibility_checks_find_nothing(page: Page, built: Built, address: str) -> None:
    passage = next(path.name for path in sorted((built.site / "passages").iterdir()) if path.is_dir())
    for name in (*PAGES, f"passages/{passage}/"):
        page.goto(address + name)
        page.evaluate("for (const details of document.querySelectorAll('article details')) details.open = true")
        for width, height in SIZES.values():
            page.set_viewport_size({"width": width, "height": height})
            assert accessibility.faults(page) == [], name
