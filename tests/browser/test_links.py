"""A reader follows words from one text to another and back: by mouse and by keyboard, on a desktop and on a phone."""

from collections.abc import Callable
from pathlib import Path

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

    mark = "#p2 a.sb-passage"
    evidence = page.locator(mark).first.get_attribute("href") or ""
    activate(page, mark, way)
    expect(page).to_have_url(address + "documents/gazette/" + evidence)
    in_view(page, evidence)

    activate(page, f"{evidence} .sb-go a[href*='/letter/#at-']", way)
    there = arrived(page, address + "documents/letter/")
    assert there.startswith("at-")
    in_view(page, f"[id='{there}']")
    assert "The bridge over the river" in page.locator(f"[id='{there}']").inner_text()
    expect(page.locator(f"[id='{there}']")).not_to_have_css("background-color", NOTHING)

    back = f"[id='{there}'] a.sb-passage"
    evidence = page.locator(back).first.get_attribute("href") or ""
    activate(page, back, way)
    expect(page).to_have_url(address + "documents/letter/" + evidence)
    activate(page, f"{evidence} .sb-go a[href^='#at-']", way)
    expect(page).to_have_url(address + "documents/letter/#" + there)
    in_view(page, f"[id='{there}']")


def test_the_note_in_the_margin_is_seen_and_is_no_text(new_page: Callable[..., Page], address: str) -> None:
    for width, height in SIZES.values():
        page = new_page(viewport={"width": width, "height": height})
        page.goto(address + "documents/gazette/")
        note = page.locator("#p2 > .sb-note")
        assert (
            note.evaluate("element => getComputedStyle(element, '::before').content") == '"from ¶\u00a03 of the letter"'
        )
        box = note.bounding_box()
        text = page.locator("#p2").bounding_box()
        assert box is not None
        assert text is not None
        assert box["width"] > 50
        if width > 1000:
            assert box["x"] > text["x"] + text["width"], "it stands beside the paragraph"
        else:
            assert box["y"] > text["y"] + text["height"] / 2, "it stands below the paragraph"
        assert "of the letter" not in page.locator("#p2").inner_text()
        assert page.get_by_role("link", name="from ¶ 3 of the letter").count() == 1


@pytest.mark.parametrize("width", [800, 1280])
def test_every_note_stands_beside_its_own_paragraph(page: Page, site: Path, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for folder in sorted(path.parent.name for path in site.glob("documents/*/record.json")):
        page.goto(f"{served}documents/{folder}/")
        outside = page.eval_on_selector_all(
            "[data-source-text] .sb-note",
            """notes => notes.filter(note => {
                const [mine, around] = [note, note.parentElement].map(one => one.getBoundingClientRect())
                return mine.top < around.top - 1 || mine.bottom > around.bottom + 1
            }).map(note => note.parentElement.id)""",
        )
        assert outside == [], folder


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
    for path, selector in (
        ("documents/gazette/", ".sb-evidence .sb-cell"),
        ("compare/gazette/letter/", ".pass .as > div"),
    ):
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
    page.locator("section[aria-labelledby='discussed-in'] a[href*='guide/what/#at-']").last.click()
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
