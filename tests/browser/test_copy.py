"""What a reader gets who copies from a page: the source's own characters, paragraph by paragraph."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.tools.building import FIVE, Built
from tests.tools.texts import paragraphs_of, texts_in

TEXT = (
    "One\u00a0word,\u00a0\u00a0two: \t“tab” and  two spaces \n  an indented line\n\n"
    "\u200fעברית עם English\u200f\n\n"
    "e\u0301 👩‍👩‍👧‍👦 soft\u00adhyphen <b>no mark-up</b> &amp; **none**\n\n"
    "The last paragraph."
)
SELECT = """([from, start, to, end]) => {
    const place = (id, offset) => {
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT)
        let node
        while ((node = walker.nextNode())) {
            if (offset <= node.length) return [node, offset]
            offset -= node.length
        }
    }
    getSelection().setBaseAndExtent(...place(from, start), ...place(to, end))
}"""
SELECT_ALL_TEXT = "getSelection().selectAllChildren(document.querySelector('[data-source-text]'))"


@pytest.fixture(scope="module")
def built(build: Callable[..., Built]) -> Built:
    return build({"hard.txt": TEXT.encode(), "next.txt": b"Another document\n\nwith two paragraphs."})


@pytest.fixture
def hard(page: Page, built: Built, serve: Callable[..., str]) -> Page:
    page.goto(serve(built.site) + "documents/hard/")
    return page


def copied(page: Page) -> str:
    page.evaluate("navigator.clipboard.writeText('nothing was copied')")
    page.keyboard.press("ControlOrMeta+c")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.mark.parametrize(("name", "raw"), texts_in(FIVE).items())
def test_every_document_and_each_of_its_paragraphs_is_copied_as_its_source_has_it(
    page: Page, served: str, name: str, raw: bytes
) -> None:
    page.goto(f"{served}documents/{Path(name).stem.rpartition('_')[2]}/")
    paragraphs = paragraphs_of(raw)
    page.evaluate(SELECT_ALL_TEXT)
    assert copied(page) == "\n\n".join(paragraphs)
    for number, paragraph in enumerate(paragraphs, start=1):
        page.evaluate("id => getSelection().selectAllChildren(document.getElementById(id))", f"p{number}")
        assert copied(page) == paragraph


def test_characters_that_browsers_change_are_kept(hard: Page) -> None:
    hard.evaluate(SELECT_ALL_TEXT)
    assert copied(hard) == "\n\n".join(paragraphs_of(TEXT.encode()))


def test_a_part_of_a_paragraph_is_copied_as_that_part(hard: Page) -> None:
    hard.evaluate(SELECT, ["p1", 4, "p1", 12])
    assert copied(hard) == TEXT[4:12]


def test_a_selection_over_paragraphs_has_a_blank_line_between_them(hard: Page) -> None:
    hard.evaluate(SELECT, ["p3", 3, "p4", 8])
    first, last = paragraphs_of(TEXT.encode())[2:]
    assert copied(hard) == f"{first[3:]}\n\n{last[:8]}"


def test_a_selection_drawn_backwards_is_copied_in_the_order_of_the_text(hard: Page) -> None:
    hard.evaluate(SELECT, ["p4", 8, "p3", 3])
    first, last = paragraphs_of(TEXT.encode())[2:]
    assert copied(hard) == f"{first[3:]}\n\n{last[:8]}"


@pytest.mark.parametrize("number", [1, 4])
def test_three_clicks_copy_one_paragraph(hard: Page, number: int) -> None:
    """The browser's own selection then ends in what follows, which may stand outside the text."""
    line = hard.locator(f"#p{number}")
    box = line.bounding_box()
    assert box
    hard.mouse.click(box["x"] + 20, box["y"] + 12, click_count=3)
    assert paragraphs_of(TEXT.encode())[number - 1].startswith(copied(hard).rstrip("\n"))
    assert len(copied(hard)) > 10


def test_a_selection_that_reaches_outside_the_text_is_the_browsers(hard: Page) -> None:
    hard.keyboard.press("ControlOrMeta+a")
    everything = copied(hard)
    assert "One" in everything
    assert "Rights and takedown" in everything


def test_copying_outside_the_text_is_the_browsers(hard: Page) -> None:
    hard.evaluate("getSelection().selectAllChildren(document.querySelector('.foot li'))")
    assert copied(hard).strip() == "About"


def test_numbers_are_never_copied(hard: Page) -> None:
    hard.evaluate("getSelection().selectAllChildren(document.body)")
    assert "The last paragraph." in copied(hard)
    assert "4The last" not in copied(hard).replace("\n", "")
