"""Browsing: by name, by time, by facet, by what was repeated; with script and without, for the eye and for others."""

import itertools
import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.tools import accessibility
from tests.tools.building import Built

LETTER = "documents/e7e7ceed7dc75719/"
DOCUMENTS = {
    "6d8dab86a4624216",
    "82e47f02171726f6",
    "e7e7ceed7dc75719",
    "93201fcdd183e6ed",
    "20b4f7fa5828242b",
}
PAGES = {
    "home": "",
    "names": "names/",
    "name": "names/bill-de-blasio/",
    "timeline": "timeline/",
    "browse": "by/",
    "years": "by/year/",
    "no year": "by/year/not-stated/",
    "kind": "by/kind/news-report/",
    "document": LETTER,
}
WIDTHS = [320, 390, 768, 1280, 1920]
WAYS = ["documents/", "names/", "timeline/", "by/kind/", "by/publisher/", "by/year/", "passages/"]
MANY = 45


def documents_on(page: Page) -> set[str]:
    hrefs = page.locator("article a[href]").evaluate_all("links => links.map(link => link.href.baseVal ?? link.href)")
    found = {urljoin(page.url, href).split("#")[0].rstrip("/").split("/documents/")[-1] for href in hrefs}
    return found & DOCUMENTS


@pytest.mark.parametrize("way", WAYS)
def test_without_script_every_document_is_reached_from_home_by_each_way(
    new_page: Callable[..., Page], served: str, way: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(served)
    assert page.locator(f"a[href='{way}']").count() > 0
    page.goto(served + way)
    found = documents_on(page)
    inner = page.locator("article a[href]").evaluate_all("links => links.map(link => link.href.baseVal ?? link.href)")
    for href in sorted({urljoin(page.url, href).split("#")[0] for href in inner}):
        below = (served + way, served + "compare/") if way == "passages/" else served + way
        is_below = href.startswith(below) and href != served + way
        if is_below and found != DOCUMENTS:
            page.goto(href)
            found |= documents_on(page)
    assert found == (DOCUMENTS if way != "passages/" else DOCUMENTS - {"93201fcdd183e6ed"})


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"home", "document"}])  # test_look.py has them
def test_accessibility_checks_find_nothing(page: Page, served: str, name: str) -> None:
    page.goto(served + PAGES[name])
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert accessibility.faults(page) == []


def test_nothing_is_wider_than_the_screen(page: Page, served: str) -> None:
    for address in PAGES.values():
        page.goto(served + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} at {width}"


def test_one_picture_is_seen_at_a_size_that_can_be_read(page: Page, served: str) -> None:
    page.goto(served + "timeline/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("svg.sb-picture:visible").count() == 1
        size = page.locator("svg.sb-picture:visible .sb-picture__row text").first.evaluate(
            "text => parseFloat(getComputedStyle(text).fontSize) * text.getCTM().a"
        )
        assert size >= 10, "letters that can be read"


def test_in_the_picture_of_who_quotes_whom_no_words_stand_on_others(
    new_page: Callable[..., Page], build: Callable[..., Built], serve: Callable[..., str]
) -> None:
    said = "The banks may be made very cheap instruments of immense national benefits to all the harbours of the coast"
    changed = said.replace("instruments", "tools").replace("benefits", "good").replace("banks", "ports")
    title = "Fellow-Citizens of the Senate and of the House of Representatives in the Whole of the Union"
    texts = {
        "said.txt": f"{title}\n\n{said}.".encode(),
        "said.yml": b'facts:\n  date: {value: "1796", editor: known}\n',
        "taken.txt": f"{title}, Again\n\n{'More.' * 9}\n\nWashington wrote: \u201c{changed}.\u201d".encode(),
        "taken.yml": b'facts:\n  date: {value: "1851", editor: known}\n',
    }
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(serve(build(texts).site))
    words = page.locator("svg.wide text")
    assert len(words.filter(has_text="¶ 3,").text_content() or "") > 25
    boxes = [box for box in (each.bounding_box() for each in words.all()) if box]
    assert not [
        (one, other)
        for one, other in itertools.combinations(boxes, 2)
        if abs(one["y"] - other["y"]) < 8
        and min(one["x"] + one["width"], other["x"] + other["width"]) > max(one["x"], other["x"])
    ]


def test_the_keyboard_reaches_every_mark_of_the_timeline_and_each_says_what_it_is(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(served + "timeline/")
    marks = page.locator("svg.sb-picture--wide a").evaluate_all(
        "links => links.map(link => link.getAttribute('aria-label'))"
    )
    rows, arcs = page.locator(".sb-picture--wide .sb-picture__row"), page.locator(".sb-picture--wide .sb-picture__arc")
    assert rows.count() == len(DOCUMENTS)
    assert arcs.count() == 3
    assert all(marks)
    reached = []
    rows.first.focus()
    for _ in marks:
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert reached == marks
    rows.first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(served + LETTER)


def test_what_the_picture_says_the_table_says(page: Page, served: str) -> None:
    page.goto(served + "timeline/")
    table = {
        row.locator("th").inner_text(): row.locator("td").first.inner_text()
        for row in page.locator("tbody tr[id]").all()
    }
    drawn = page.locator(".sb-picture--wide .sb-picture__row").evaluate_all(
        "rows => rows.map(row => row.getAttribute('aria-label'))"
    )
    assert sorted(drawn) == sorted(f"{title}: {date}" for title, date in table.items())
    assert table["[Letter to Tony H. Pham and Thomas Decker]"] == "9 October 2020"


def test_a_name_in_a_text_leads_to_its_page_and_from_there_back_to_the_paragraph(page: Page, served: str) -> None:
    page.goto(served + LETTER)
    page.locator("#p17 a.name", has_text="Chad Wolf").click()
    expect(page).to_have_url(served + "names/chad-wolf/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chad Wolf")
    mention = page.locator(".mention li")
    assert mention.count() == 1
    expect(mention).to_contain_text("cc: Chad Wolf, Acting Secretary")
    expect(mention).to_contain_text("as recipient of a copy")
    mention.get_by_role("link").click()
    expect(page).to_have_url(served + LETTER + "#p17")


def test_names_are_no_links_within_links_and_add_no_text(page: Page, served: str) -> None:
    page.goto(served + LETTER)
    assert page.locator("a a").count() == 0
    assert page.locator("[data-source-text] .sh .name").count() == 0
    assert page.locator("#p15").evaluate("p => p.textContent") == "Bill de Blasio"


def test_values_in_a_header_lead_to_all_that_have_them(page: Page, served: str) -> None:
    page.goto(served + LETTER)
    record = page.locator("#source")
    for value, address in (
        ("Letter", "by/kind/letter/"),
        ("9 October 2020", "by/year/2020/"),
        ("Bill de Blasio", "names/bill-de-blasio/"),
        ("Chad Wolf", "names/chad-wolf/"),
    ):
        link = record.get_by_role("link", name=value, include_hidden=True, exact=True).first
        assert urljoin(page.url, link.get_attribute("href")) == served + address


def test_the_reader_goes_on_within_the_list_one_came_from(page: Page, served: str) -> None:
    page.goto(served + "by/kind/news-report/")
    titles = page.locator(".listing li a").all_inner_texts()
    assert len(titles) == 3
    page.get_by_role("link", name=titles[1]).click()
    pager = page.get_by_role("navigation", name="Before and after this page in: Kind: News report")
    expect(pager.locator("[rel=prev]")).to_contain_text(titles[0])
    expect(pager.locator("[rel=next]")).to_contain_text(titles[2])
    assert "?" not in page.url
    pager.locator("[rel=next]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[2])
    expect(pager.locator("[rel=next]")).to_have_count(0)
    pager.get_by_role("link", name="Back to the list").click()
    expect(page).to_have_url(served + "by/kind/news-report/")


def test_whoever_comes_another_way_goes_through_the_catalogue(page: Page, served: str) -> None:
    page.goto(served + "by/kind/news-report/")
    page.locator(".listing li a").first.click()
    expect(page.locator(".pager--list")).to_have_count(1)
    page.locator(".card .who a").first.evaluate("link => { link.closest('.note').open = true; link.click() }")
    expect(page).to_have_url(re.compile("#at-"))
    expect(page.locator(".pager")).to_have_count(1)
    expect(page.locator(".pager--list")).to_have_count(0)


def test_without_script_the_pager_goes_through_the_catalogue(new_page: Callable[..., Page], served: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(served + "by/kind/letter/")
    page.locator(".listing li a").click()
    expect(page.locator(".pager [rel=prev]")).to_have_attribute("href", "../82e47f02171726f6/")
    expect(page.locator(".pager [rel=next]")).to_have_attribute("href", "../93201fcdd183e6ed/")


def test_a_document_stands_in_its_surroundings(page: Page, served: str) -> None:
    page.goto(served + LETTER)
    beside = page.locator(".elsewhere > ul > li")
    assert beside.all_inner_texts()[0].split("\n")[0].startswith("US immigration ICE agents posing as New York police")
    expect(beside).to_have_count(3)
    page.get_by_text("Names and related texts").click()
    around = page.locator("#context")
    expect(around).to_contain_text("9 October 2020. The only dated text here.")
    expect(around.get_by_role("link", name="Timeline")).to_have_attribute("href", "../../timeline/#at-e7e7ceed7dc75719")


def test_the_timeline_prints_whole(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(media="print")
    page.goto(served + "timeline/")
    assert page.locator(".sb-picture--wide").is_visible()
    assert not page.locator(".sb-picture--narrow").is_visible()
    colour = page.locator(".sb-picture--wide .sb-picture__mark").first.evaluate("mark => getComputedStyle(mark).fill")
    assert colour == "rgb(0, 0, 0)"


def test_many_documents_are_grouped_and_still_all_reached_without_script(
    new_page: Callable[..., Page], build: Callable[..., Built], serve: Callable[..., str]
) -> None:
    texts = {}
    for number in range(MANY):
        day = f"{2000 + number % 3}-{number % 12 + 1:02}-0{number % 9 + 1}"
        texts[f"t{number:02}.txt"] = f"Text {number}\n\nOf {day}.".encode()
        texts[f"t{number:02}.yml"] = f'facts:\n  date: {{value: {day}, stated: "{day}"}}\n'.encode()
    texts["undated.txt"] = b"Undated"
    address = serve(build(texts).site)
    page = new_page(java_script_enabled=False)
    page.goto(address + "timeline/")
    years = page.locator(".sb-calendar.sb-picture--wide .sb-calendar__year")
    assert years.evaluate_all("links => links.map(link => link.getAttribute('aria-label'))") == [
        f"{year}: {MANY // 3} documents" for year in (2000, 2001, 2002)
    ]
    cell = page.locator(".sb-picture--wide .sb-calendar__cell").first
    expect(cell).to_have_attribute("aria-label", "January 2000: 4 documents")
    cell.click()
    expect(page).to_have_url(address + "by/year/2000/#month-1")
    found = set()
    for year in ("2000", "2001", "2002", "not-stated"):
        page.goto(f"{address}by/year/{year}/")
        found |= set(page.locator(".listing li a").all_inner_texts())
    assert found == {f"Text {number}" for number in range(MANY)} | {"Undated"}
