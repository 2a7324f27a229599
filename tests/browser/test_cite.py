"""Citing in a browser: a whole text, a paragraph from its number, words that are selected; on a desktop and a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_copy import SELECT
from tests.tools import accessibility
from tests.tools.building import Built

TEXT = (
    "The mayor wrote a letter on Monday. The mayor wrote a letter again, in which he said more of the same thing.\n\n"
    'He said that officers "often identify themselves as police" or detectives, and the clerk’s copy ends here\n\n'
    "\u200fראש העיר כתב מכתב אל המשטרה ביום שני, ובו ביקש תשובה\u200f\n\n"
    "The mayor wrote a letter on Monday. Last paragraph: a-b, c & d? 100% #1. It cost 10,000.50, or 7. "
    "The Wash-\nington clerk co\u00adoperated; cur-\u00ad\ntailed; DEM-\nAND of col·legi, Ka‘ba, "
    "dis\u00ad-\ntance, cafe\u0301-\nteria at 17:45. The children² ate 2½ in the U.S.A. by day. "
    "เมื่อวันจันทร์ที่แล้ว 〆葛\U000e0100城\n\n" + "A long paragraph of many words, in which nothing much is said at all. " * 12
)
SIDECAR = b"""facts:
  kind: {value: letter, editor: "for the test"}
  title: {value: "Letter to Ann Lee", editor: "for the test"}
  author: {value: "Ng, May", editor: "for the test"}
  addressee: {value: "Lee, Ann", editor: "for the test"}
"""
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
DEVICES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def address(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    built = build({"letter.txt": TEXT.encode(), "letter.yml": SIDECAR})
    assert built.code == 0, built.output
    return serve(built.site) + "documents/letter/"


@pytest.fixture(params=DEVICES)
def document(request: pytest.FixtureRequest, new_page: Callable[..., Page], address: str) -> Page:
    page = new_page(**DEVICES[request.param])
    page.goto(address)
    return page


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def select(page: Page, start: tuple[str, int], end: tuple[str, int]) -> str:
    """Select from one place in the text to another, as a reader would; return the words."""
    page.evaluate(SELECT, [*start, *end])
    words: str = page.evaluate("getSelection().toString()")
    return words


def marked(page: Page) -> str:
    """Return the words that are marked, with an empty line between paragraphs."""
    found: list[list[str]] = page.evaluate(
        "Array.from(document.querySelectorAll('mark[data-found]'), made => [made.closest('p').id, made.textContent])"
    )
    by_paragraph: dict[str, str] = {}
    for id, words in found:
        by_paragraph[id] = by_paragraph.get(id, "") + words
    return "\n\n".join(by_paragraph.values())


def cite_selection(page: Page) -> None:
    button = page.get_by_role("button", name="Cite these words")
    expect(button).to_be_visible()
    button.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_citation_is_copied_and_the_button_says_so(document: Page) -> None:
    line = document.locator("[data-citation=apa]")
    button = line.get_by_role("button", name="Copy APA")
    words = line.locator("span").text_content()
    button.click()
    expect(line.get_by_role("button")).to_have_text("Copied")
    expect(document.locator("[data-cite] [role=status]").last).to_have_text("Copied: APA")
    assert copied(document) == words
    assert words
    assert words.startswith("Ng, M. (n.d.). [Letter to Ann Lee].")
    expect(line.get_by_role("button")).to_have_text("Copy")


def test_italics_are_copied_too(page: Page, served: str) -> None:
    page.goto(f"{served}documents/82e47f02171726f6/")
    page.locator("[data-citation=chicago-note] button").click()
    expect(page.locator("[data-citation=chicago-note] button")).to_have_text("Copied")
    html = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
    )
    assert "<i>WABC</i>" in html


def test_where_there_is_no_clipboard_a_copy_is_made_another_way(new_page: Callable[..., Page], address: str) -> None:
    page = new_page()
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(address)
    page.evaluate(
        "addEventListener('copy', event => { window.got = event.clipboardData.getData('text/plain') }, {capture: true})"
    )
    page.locator("[data-citation=mla] button").click()
    expect(page.locator("[data-citation=mla] button")).to_have_text("Copied")


def test_where_nothing_can_be_copied_the_words_are_selected(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(**PHONE)
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false")
    page.goto(address)
    line = page.locator("[data-citation=mla]")
    line.get_by_role("button").click()
    expect(line.get_by_role("button")).to_have_text("Not copied")
    expect(page.locator("[data-cite] [role=status]").last).to_contain_text("The words are selected")
    assert page.evaluate("getSelection().toString()") == line.locator("span").text_content()


def test_without_script_citations_stand_there_and_no_button_does(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    expect(page.locator("[data-citation] span")).to_have_count(5)
    expect(page.locator("[data-cite] button")).to_have_count(0)
    expect(page.get_by_text("has no public address yet")).to_be_visible()


def test_a_paragraph_is_cited_from_its_number(document: Page, address: str) -> None:
    document.locator("#p2 .n").click()
    assert document.url == f"{address}#p2"
    document.get_by_role("button", name="Cite paragraph 2").click()
    dialog = document.get_by_role("dialog", name="Cite paragraph 2")
    dialog.get_by_role("button", name="Copy citation").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    assert copied(document).startswith(
        "May Ng, letter to Ann Lee, n.d., para. 2, archive numbering, document letter, version 1"
    )
    assert dialog.get_by_role("link").get_attribute("href") == f"{address}#p2"


SELECTIONS = {
    "one sentence": (("p2", 0), ("p2", 20)),
    "words that stand twice": (("p1", 40), ("p1", 57)),
    "words that stand in another paragraph too": (("p4", 0), ("p4", 34)),
    "across two paragraphs": (("p1", 60), ("p2", 30)),
    "across all": (("p1", 4), ("p5", 200)),
    "right to left": (("p3", 5), ("p3", 30)),
    "with quotation marks inside": (("p2", 8), ("p2", 70)),
    "signs that an address must hide": (("p4", 53), ("p4", 72)),
    "part of a word": (("p2", 1), ("p2", 6)),
    "from within one word to within another": (("p1", 6), ("p1", 14)),
    "within an apostrophe": (("p2", 78), ("p2", 87)),
    "between hyphens": (("p4", 54), ("p4", 55)),
    "a whole long paragraph": (("p5", 0), ("p5", 800)),
    "the second half of one that repeats itself": (("p5", 355), ("p5", 700)),
}


def in_whole_words(start: tuple[str, int], end: tuple[str, int]) -> str:
    """Return what is quoted of a selection: it begins and ends where a word does."""
    paragraphs = TEXT.rstrip().split("\n\n")
    numbers = [int(place[0][1:]) - 1 for place in (start, end)]
    first, last = (paragraphs[number] for number in numbers)
    before, after = re.search(r"[\w’]*$", first[: start[1]]), re.match(r"[\w’]*", last[end[1] :])
    at = start[1] - len(before[0]) if before and first[start[1]].isalnum() else start[1]
    to = end[1] + len(after[0]) if after and last[end[1] - 1].isalnum() else end[1]
    between = paragraphs[numbers[0] + 1 : numbers[1]]
    return (first[at:to] if start[0] == end[0] else "\n\n".join([first[at:], *between, last[:to]])).strip()


@pytest.mark.parametrize("case", SELECTIONS)
def test_words_are_cited_with_a_link_that_marks_them(document: Page, new_page: Callable[..., Page], case: str) -> None:
    start, end = SELECTIONS[case]
    select(document, start, end)
    words = in_whole_words(start, end)
    cite_selection(document)
    dialog = document.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy quotation and citation").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    first, last = start[0][1:], end[0][1:]
    place = f"para. {first}" if first == last else f"paras. {first}–{last}"
    opening, closing = "‘’" if '"' in words else "“”"
    text = copied(document)
    assert text.startswith(f"{opening}{words}{closing}\n\n")
    assert f"{place}, archive numbering" in text
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_role("button", name="Copied")).to_have_count(2)
    fresh = new_page()
    fresh.goto(copied(document))
    expect(fresh.locator("mark[data-found]").first).to_be_in_viewport()
    assert marked(fresh) == words
    assert fresh.locator("[data-source-text]").text_content() == document.locator("[data-source-text]").text_content()


WHOLE = {"000": "10,000.50", "10": "10,000.50", "50": "10,000.50", "0.5": "10,000.50"}
WHOLE |= {"ington": "Wash-\nington", "Wash": "Wash-\nington", "oper": "co\u00adoperated", "tail": "cur-\u00ad\ntailed"}
WHOLE |= {
    "AND": "DEM-\nAND",
    "leg": "col·legi",
    "ba": "Ka‘ba",
    "tance": "dis\u00ad-\ntance",
    "teria": "cafe\u0301-\nteria",
}
WHOLE |= {"17": "17:45", "10,": "10,000.50", ",000": "10,000.50"}
WHOLE |= {"S.A": "U.S.A"}
WHOLE |= {"childre": "children", "children": "children", "½": "2½"}  # without the number of a note
WHOLE |= {"ันทร": "จันทร์", "ันทร์ท": "จันทร์ที่", "葛": "葛\U000e0100"}  # where no spaces part words, a letter with its marks


@pytest.mark.parametrize("piece", WHOLE)
def test_a_number_and_a_broken_word_are_quoted_whole(document: Page, piece: str) -> None:
    whole = WHOLE[piece]
    start = TEXT.split("\n\n")[3].index(whole) + whole.index(piece)
    select(document, ("p4", start), ("p4", start + len(piece)))
    cite_selection(document)
    expect(document.get_by_role("dialog")).to_contain_text(f"“{whole}”")


def test_a_browser_alone_finds_the_words_and_not_the_same_above_them(
    new_page: Callable[..., Page], served: str
) -> None:
    address = f"{served}documents/82e47f02171726f6/"
    page = new_page()
    page.goto(address)
    words = select(page, ("p1", 0), ("p1", 35))
    assert words in (page.locator("h1").text_content() or "")
    cite_selection(page)
    link = page.get_by_role("dialog").get_by_role("link").get_attribute("href") or ""
    bare = new_page(java_script_enabled=False, viewport={"width": 1280, "height": 200})
    bare.goto(f"{address}#:~:{link.partition(':~:')[2]}")
    expect(bare.locator("#p1")).to_be_in_viewport()
    expect(bare.locator("h1")).not_to_be_in_viewport()
    page.keyboard.press("Escape")
    select(page, ("p1", 10), ("p1", 30))  # with what stands before them the title has them, too
    cite_selection(page)
    link = page.get_by_role("dialog").get_by_role("link").get_attribute("href") or ""
    assert link.endswith("#p1")


def test_a_style_is_chosen_and_remembered(document: Page) -> None:
    select(document, ("p2", 0), ("p2", 20))
    cite_selection(document)
    document.get_by_label("Style").select_option("APA")
    document.get_by_role("button", name="Copy quotation").click()
    expect(document.get_by_role("button", name="Copied")).to_be_visible()
    _, second, third = copied(document).split("\n\n")
    assert second == "(Ng, n.d., para. 2, archive numbering)"
    assert third.startswith("Ng, M. (n.d.). [Letter to Ann Lee].")
    document.reload()
    select(document, ("p2", 0), ("p2", 20))
    cite_selection(document)
    expect(document.get_by_label("Style")).to_have_value("apa")


def test_all_of_it_by_keyboard(new_page: Callable[..., Page], address: str) -> None:
    page = new_page()
    page.goto(address)
    page.locator("#p2 .n").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cite paragraph 2")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Cite paragraph 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy citation")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#p2 .n")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Cite paragraph 2")).to_have_count(0)


def test_by_touch(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(**PHONE)
    page.goto(address)
    select(page, ("p2", 0), ("p2", 20))
    page.get_by_role("button", name="Cite these words").tap()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Close").tap()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_button_goes_with_esc_with_the_selection_and_with_a_press_elsewhere(document: Page) -> None:
    button = document.get_by_role("button", name="Cite these words")
    select(document, ("p2", 0), ("p2", 20))
    expect(button).to_be_visible()
    document.keyboard.press("Escape")
    expect(button).to_be_hidden()
    select(document, ("p2", 0), ("p2", 25))
    expect(button).to_be_visible()
    document.evaluate("getSelection().removeAllRanges()")
    expect(button).to_be_hidden()
    select(document, ("p2", 0), ("p2", 20))
    expect(button).to_be_visible()
    document.locator("h1").click()
    expect(button).to_be_hidden()


def test_nothing_is_offered_for_words_that_are_not_the_texts(document: Page) -> None:
    document.evaluate("getSelection().selectAllChildren(document.querySelector('#source'))")
    document.wait_for_timeout(400)
    expect(document.get_by_role("button", name="Cite these words")).to_have_count(0)


def test_selecting_and_copying_stay_the_browsers_own(document: Page) -> None:
    words = select(document, ("p2", 0), ("p2", 20))
    expect(document.get_by_role("button", name="Cite these words")).to_be_visible()
    assert document.evaluate("getSelection().toString()") == words
    document.evaluate("navigator.clipboard.writeText('')")
    document.keyboard.press("ControlOrMeta+c")
    assert copied(document) == words


def test_words_are_selected_from_within_a_link_and_a_click_follows_it(page: Page, served: str) -> None:
    page.goto(f"{served}documents/82e47f02171726f6/")
    link = page.locator("#p4 a.sh").first
    link.scroll_into_view_if_needed()
    at = link.evaluate("link => { const { x, y, height } = link.getClientRects()[0]; return [x, y + height / 2] }")
    page.mouse.move(at[0] + 3, at[1])
    page.mouse.down()
    page.mouse.move(at[0] + 60, at[1], steps=3)
    page.mouse.up()
    expect(page.get_by_role("button", name="Cite these words")).to_be_visible()
    words = page.evaluate("getSelection().toString()")
    assert words
    assert words in link.text_content()
    assert "#" not in page.url
    page.keyboard.press("Escape")
    link.click()
    expect(page.locator(link.get_attribute("href") or "?")).to_be_visible()


def test_a_link_whose_words_are_gone_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}?quote=words%20that%20stand%20nowhere#p2")
    expect(page.get_by_text("are not in this text, letter for letter")).to_be_visible()
    expect(page.locator("mark[data-found]")).to_have_count(0)


@pytest.mark.parametrize(
    "query", ["?quote=<script>alert(1)</script>", "?quote=%", "?quote=mayor&nth=x", "?quote=a&to=b&nth=-5"]
)
def test_no_address_breaks_the_page(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}{query}#p1")
    expect(page.locator("[data-source-text] p[id]")).to_have_count(5)


def test_accessibility_checks_find_nothing(document: Page) -> None:
    assert accessibility.faults(document, "[data-cite]") == []
    select(document, ("p1", 60), ("p2", 30))
    expect(document.get_by_role("button", name="Cite these words")).to_be_visible()
    assert accessibility.faults(document, ".chosen") == []
    cite_selection(document)
    assert accessibility.faults(document, ".citing") == []


def test_with_a_public_address_the_link_leads_there(
    build: Callable[..., Built], serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    built = build({"letter.txt": TEXT.encode()}, SITE_URL="https://archive.example/sub/")
    assert built.code == 0, built.output
    page = new_page()
    page.goto(serve(built.site, "/sub/") + "documents/letter/")
    expect(page.get_by_text("has no public address yet")).to_have_count(0)
    page.locator("#p2 .n").click()
    page.get_by_role("button", name="Cite paragraph 2").click()
    link = page.get_by_role("dialog").get_by_role("link")
    assert link.get_attribute("href") == "https://archive.example/sub/documents/letter/#p2"
