"""Lines that flow or are kept, page breaks, columns, and the picture of a page beside its text: all by style alone."""

import struct
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.tools.building import Built

TEXT = "Nobody came to\fREPORT OF\nTHE HARBOUR\n\nLund       12\nHamburg   104\nOslo        7\n"
KEPT = TEXT.strip()
FLOWING = KEPT.replace("OF\nTHE", "OF THE")
WIDE = "信は、\n東京\n　 กรุงเทพ\r\nเมือง\nof the\n市長 한국\n은행"
TOGETHER = "信は、東京กรุงเทพเมือง of the 市長 한국 은행"
COPIED = """() => {
  getSelection().selectAllChildren(document.querySelector("[data-source-text]"))
  return String(getSelection())
}"""
SCAN = ("".join(f"Line {n} of the scan.\n\n" for n in range(60))).encode()
SIGNS = "Nobody\vcame\x85to\u2028the\u2029harbour."
BREAK = "[data-source-text] .page-break"


def png(width: int, height: int) -> bytes:
    """Return a picture of one colour."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xcc" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def address(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    texts = {"flow.txt": TEXT, "flow.yml": "lines: flow\n", "keep.txt": f"{TEXT}\nKept.\n", "keep.yml": "lines: keep\n"}
    scan = {"scan.txt": SCAN, "scan.png": png(600, 800)}
    texts |= {"signs.txt": SIGNS, "wide.txt": WIDE, "wide.yml": "lines: flow\n"}
    raw = {name: text.encode() for name, text in texts.items()} | {"none.txt": f"{TEXT}\nUnsaid.\n".encode()}
    built = build(raw | scan)
    assert built.code == 0, built.output
    return serve(built.site)


def test_lines_that_flow_are_copied_as_they_are_seen_without_a_space_where_a_script_has_none(
    page: Page, address: str
) -> None:
    page.goto(f"{address}documents/wide/")
    assert page.locator("#p1").text_content() == WIDE.replace("\r", "")
    assert page.evaluate(COPIED) == TOGETHER
    page.goto(f"{address}search/?q=東京กรุง")
    assert TOGETHER in " ".join(page.locator("[data-search-page] li", has_text="東京").first.inner_text().split())
    page.goto(f"{address}documents/flow/")
    page.evaluate("document.querySelector('#content').insertAdjacentHTML('afterbegin', '<a href=../wide/#p1>wide</a>')")
    page.locator("#content > a").first.hover()
    expect(page.locator("#preview q")).to_have_text(TOGETHER)
    for id, copied in (("wide", TOGETHER), ("flow", FLOWING), ("keep", f"{KEPT}\n\nKept.")):
        page.goto(f"{address}documents/{id}/")
        page.evaluate(COPIED)
        page.keyboard.press("ControlOrMeta+c")
        assert page.evaluate("navigator.clipboard.readText()") == copied


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


def test_every_sign_that_ends_a_line_does_and_stays_the_one_it_is(page: Page, address: str) -> None:
    page.goto(f"{address}documents/signs/")
    assert page.locator("#p1").text_content() == SIGNS
    assert page.evaluate(COPIED) == SIGNS
    tops = page.evaluate("""() => {
      const walker = document.createTreeWalker(document.querySelector("#p1"), NodeFilter.SHOW_TEXT)
      const range = document.createRange()
      const tops = []
      while (walker.nextNode()) {
        range.selectNodeContents(walker.currentNode)
        if (walker.currentNode.length > 1) tops.push(range.getBoundingClientRect().top)
      }
      return tops
    }""")
    assert tops == sorted(set(tops))
    assert len(tops) == len(SIGNS.splitlines())


@pytest.mark.parametrize("id", ["flow", "keep"])
def test_columns_stand_below_one_another(page: Page, address: str, id: str) -> None:
    page.goto(f"{address}documents/{id}/")
    table = page.locator("#p2")
    family, space = (table.evaluate(f"one => getComputedStyle(one).{name}") for name in ("fontFamily", "whiteSpace"))
    assert "monospace" in family
    assert space == "pre-wrap"
    assert "monospace" not in page.locator("#p1").evaluate("one => getComputedStyle(one).fontFamily")


@pytest.mark.parametrize(("width", "is_beside"), [(1200, True), (1199, False), (390, False)])
def test_the_picture_of_a_page_stands_beside_its_text_where_there_is_room_and_below_it_elsewhere(
    new_page: Callable[..., Page], address: str, width: int, is_beside: bool
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}documents/scan/")
    picture = page.get_by_role("img", name="The original, as a picture")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.scan img').naturalWidth === 600")
    text, shown = page.locator("[data-source-text]").bounding_box(), picture.bounding_box()
    assert text is not None
    assert shown is not None
    assert (shown["x"] >= text["x"] + text["width"]) == is_beside
    assert (shown["y"] >= text["y"] + text["height"]) == (not is_beside)
    assert shown["x"] + shown["width"] <= width
    if is_beside:  # it stays while one reads on
        page.locator("#p50").scroll_into_view_if_needed()
        page.wait_for_timeout(50)
        moved = picture.bounding_box()
        assert moved is not None
        assert 0 <= moved["y"] <= 800 - moved["height"]
    assert page.evaluate(COPIED) == SCAN.decode().strip()
