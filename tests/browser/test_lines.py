"""Lines that flow or are kept, page breaks and columns: shown by style alone, and copied as they stand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.tools.building import Built

TEXT = "Nobody came to\fREPORT OF\nTHE HARBOUR\n\nLund       12\nHamburg   104\nOslo        7\n"
KEPT = TEXT.strip()
FLOWING = KEPT.replace("OF\nTHE", "OF THE")
COPIED = """() => {
  getSelection().selectAllChildren(document.querySelector("[data-source-text]"))
  return String(getSelection())
}"""
BREAK = "[data-source-text] .page-break"


@pytest.fixture(scope="module")
def address(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    texts = {"flow.txt": TEXT, "flow.yml": "lines: flow\n", "keep.txt": f"{TEXT}\nKept.\n", "keep.yml": "lines: keep\n"}
    built = build({name: text.encode() for name, text in texts.items()} | {"none.txt": f"{TEXT}\nUnsaid.\n".encode()})
    assert built.code == 0, built.output
    return serve(built.site)


@pytest.mark.parametrize(
    ("id", "copied"), [("flow", FLOWING), ("keep", f"{KEPT}\n\nKept."), ("none", f"{KEPT}\n\nUnsaid.")]
)
def test_no_character_changes_and_a_copy_has_them_all(page: Page, address: str, id: str, copied: str) -> None:
    page.goto(f"{address}documents/{id}/")
    assert page.locator("[data-source-text]").get_attribute("data-lines") == (None if id == "none" else id)
    assert page.locator("#p1").text_content() == TEXT.partition("\n\n")[0]
    assert page.evaluate(COPIED) == copied


def test_a_form_feed_is_seen_as_the_end_of_a_page(page: Page, address: str) -> None:
    page.goto(f"{address}documents/keep/")
    box = page.locator(BREAK).bounding_box()
    text = page.locator("#p1").bounding_box()
    assert box
    assert text
    assert box["width"] == text["width"]
    assert page.locator(BREAK).text_content() == "\f"


@pytest.mark.parametrize("id", ["flow", "keep"])
def test_columns_stand_below_one_another(page: Page, address: str, id: str) -> None:
    page.goto(f"{address}documents/{id}/")
    table = page.locator("#p2")
    family, space = (table.evaluate(f"one => getComputedStyle(one).{name}") for name in ("fontFamily", "whiteSpace"))
    assert "monospace" in family
    assert space == "pre-wrap"
    assert "monospace" not in page.locator("#p1").evaluate("one => getComputedStyle(one).fontFamily")
