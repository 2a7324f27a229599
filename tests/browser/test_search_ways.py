"""What a search can be told beyond words and phrases, and the ways on where it finds nothing."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_search import counts, finished, marked, remarks, search, sidecar, status, texts, type_in
from tests.tools import accessibility
from tests.tools.building import Built
from tests.tools.watching import Faults

SEEDS = {
    "broken.txt": "Broken words\n\nThe chil-\ndren of the cap‐\ntain saw sol\u00ad\ndiers roll bar-\n\f2\nrels of "
    "well-\nknown beer ashore.",
    "pages.txt": "Pages\n\nShe had a jour-\n\n12\n\nney to Wilhelms-\nbad.",
    "signs.txt": "Signs\n\nThe Qurʾān and Hawaiʻi, the ship´s log; ʿAlī’s O‘ahu.",
    "numbers.txt": "Numbers\n\nThey paid 10,000 crowns, 2 500 ducats, 1.234.567 marks and 3\u202f000 thalers.",
    "behind.txt": "Letters behind\n\n約30,000人が; 4,5678원을; some 60,000-ton vessel; 7,000m.",
    "plain.txt": "Plain numbers\n\nThey paid 10000 crowns in 1951, and 25 00 more. The children left.",
    "council.txt": "Council\n\nThe harbour council met; the new city and its old council agreed.",
    "harbour.txt": "Harbour\n\nThe council repaired the harbour wall of Bad Wilhelm. A city stood by.",
    "harbour.yml": sidecar("letter", date="1950-06-01", said="x").replace(b"stated: x", b"editor: x"),
    "plain.yml": sidecar("letter", date="1951", said="x").replace(b"stated: x", b"editor: x"),
    "signs.yml": sidecar("report", date="1949/1952", said="x").replace(b"stated: x", b"editor: x"),
    "names.yml": b"names:\n  - {id: spa, type: place, label: Wilhelmsbad, aliases: [Bad Wilhelm]}\n",
}


@pytest.fixture(scope="module")
def root(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    built = build({name: text if isinstance(text, bytes) else text.encode() for name, text in SEEDS.items()})
    assert built.code == 0, built.output
    return serve(built.site)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("children", "broken plain"),
        ('"the children of the captain"', "broken"),
        ('"soldiers roll barrels of"', "broken"),
        ('"well known beer"', "broken"),
        ("well-known", "broken"),
        ('"a journey to"', "pages"),
        ("quran", "signs"),
        ("Qur'an", "signs"),
        ("qur`ān", "signs"),
        ("Hawaii", "signs"),
        ("Hawai'i", "signs"),
        ("ships log", "signs"),
        ("Alis", "signs"),
        ("oahu", "signs"),
        ("10000", "numbers plain"),
        ("10,000 crowns", "numbers plain"),
        ("10 000", "numbers plain"),
        ("10.000", "numbers plain"),
        ("2500", "numbers"),
        ("1234567", "numbers"),
        ("1,234,567", "numbers"),
        ("3000 thalers", "numbers"),
        ("30000", "behind"),
        ("30,000人", "behind"),
        ("45678", "behind"),
        ("45678 60000 7000", "behind"),
        ('"10000"', "plain"),
        ('"10,000"', "numbers"),
        ("harb*", "council harbour"),
        ("crowns OR council", "numbers plain council harbour"),
        ('"harbour wall" OR ducats', "harbour numbers"),
        ("council harb* -wall", "council"),
        ('council OR "crowns" -repaired', "numbers plain council"),
        ('"council harbour"~2', "council harbour"),
        ('"council harbour"~0', "council"),
        ('"harbour council"~0', "council"),
        ('"city agreed"~4', "council"),
        ("-harb* council OR crowns", "numbers plain"),
    ],
)
def test_queries_find_the_right_texts(page: Page, root: str, query: str, found: str) -> None:
    search(page, root, query)
    assert set(texts(page)) == set(found.split())
    assert status(page) == f"{len(found.split())} text{'s' if ' ' in found else ''} found."
    assert marked(page)


def test_every_piece_of_a_word_over_paragraphs_is_marked(page: Page, root: str) -> None:
    search(page, root, "journey")
    assert page.locator("[data-search-results] mark").all_text_contents() == ["jour", "ney"]
    page.locator("[data-paragraph]").last.click()
    page.wait_for_selector("mark[data-found]")
    assert page.locator("mark[data-found]").all_text_contents() == ["jour", "ney"]


@pytest.mark.parametrize(
    ("query", "arrived"),
    [
        ("children", ["chil-\ndren"]),
        ('"roll barrels of"', ["roll bar-\n\f2\nrels of"]),
        ("hawaii", ["Hawaiʻi"]),
        ("1234567", ["1.234.567"]),
        ("12,34,567", ["1.234.567"]),
        ('"ducats thalers"~9', ["ducats", "thalers"]),
        ("duc*", ["ducats"]),
    ],
)
def test_the_pieces_are_marked_where_one_arrives(page: Page, root: str, query: str, arrived: list[str]) -> None:
    search(page, root, query)
    page.locator("[data-document]:is([data-document=broken], [data-document=numbers], [data-document=signs])").locator(
        "[data-paragraph]"
    ).first.click()
    page.wait_for_selector("mark[data-found]")
    marks = page.locator("mark[data-found]").all_text_contents()
    assert "".join(marks) == "".join(arrived), "cut at a page break, which is an element"


def test_a_word_that_is_nearly_written_so_is_offered_and_searched(page: Page, root: str) -> None:
    for typed, meant in (
        ("harbuor", "harbour"),
        ("xouncil", "council"),
        ("chidlren", "children"),
        ("barrles", "barrels"),
    ):
        search(page, root, typed)
        assert texts(page) == []
        assert f"No text contains “{typed}”" in remarks(page)
        page.locator("[data-search-similar] a", has_text=meant).click()
        expect(page.locator("[data-document]").first).to_be_visible()
        assert f"q={meant}" in page.url
    search(page, root, "zzzqq")
    assert page.locator("[data-search-similar]").count() == 0
    page.get_by_role("link", name="all 8 documents").click()
    page.wait_for_url("**/documents/")


@pytest.mark.parametrize("query", ["Wilhelmsbad", "Bad Wilhelm", '"bad wilhelm"', "wilhelm"])
def test_the_page_of_a_name_is_offered_whatever_the_texts_call_it(page: Page, root: str, query: str) -> None:
    search(page, root, query)
    expect(page.locator("[data-search-name=spa]")).to_have_text("Name: Wilhelmsbad · 1 text")
    page.locator("[data-search-name=spa] a").click()
    page.wait_for_url("**/names/spa/")


def test_a_range_of_dates_narrows_and_stands_in_the_address(page: Page, root: str) -> None:
    search(page, root, "the OR they")
    assert len(texts(page)) == 6
    page.get_by_label("from").fill("1951")
    page.get_by_label("from").press("Enter")
    page.wait_for_url("**from=1951*")
    finished(page)
    assert set(texts(page)) == {"plain", "signs"}
    assert status(page) == "2 texts found in this selection."
    for given, found in (
        ({"from": "1950-06-01", "to": "1950-06-01"}, {"harbour", "signs"}),
        ({"to": "1949"}, {"signs"}),
        ({"from": "1952-01"}, {"signs"}),
        ({"from": "1953"}, set()),
        ({"from": "1950", "to": "1951", "kind": "Letter"}, {"plain", "harbour"}),
    ):
        search(page, root, "the OR they", **given)
        assert set(texts(page)) == found, given
    assert counts(page, "kind") == {"Letter": 2, "Report": 1}


def test_all_that_was_found_can_be_saved(page: Page, root: str) -> None:
    search(page, root, "paid OR =council", sort="date")
    with page.expect_download() as csv:
        page.get_by_role("button", name="CSV").click()
    lines = csv.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id,title,kind,author,publisher,date,hits,url"
    assert [line.partition(",")[0] for line in lines[1:]] == texts(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="JSON").click()
    found = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert found["query"] == "paid OR =council"
    first = next(text for text in found["texts"] if text["id"] == "council")
    assert (first["title"], first["hits"], first["url"]) == ("Council", 4, f"{root}documents/council/")


def test_the_examples_of_the_help_find_something(page: Page, root: str) -> None:
    search(page, root)
    examples = page.locator("[data-search-example]")
    for number in range(examples.count()):
        panel = page.locator("[data-search-help]")
        if panel.get_attribute("open") is None:
            panel.locator("summary").click()
        query = examples.nth(number).inner_text()
        examples.nth(number).click()
        expect(page.get_by_role("searchbox").last).to_have_value(query)
        finished(page)
        assert texts(page), query
    assert number == 5
    assert accessibility.faults(page) == []


GONE = {
    "missing": {"status": 404},
    "gone": {"status": 410},
    "a page": {"content_type": "text/html", "body": "<p>Not here"},
}


@pytest.mark.parametrize(
    ("place", "answer"), [("", "missing"), ("check/", "gone"), ("", "a page"), ("check/", "a page")]
)
def test_an_archive_that_was_published_with_other_scripts_is_said_and_loaded_again(
    page: Page, root: str, faults: Faults, place: str, answer: str
) -> None:
    for fault in ("404", "410", "Unexpected token", "MIME type"):
        faults.allow(fault)
    page.goto(f"{root}{place}")
    page.wait_for_load_state("networkidle")
    page.route("**/assets/javascripts/search-*.js", lambda route: route.fulfill(**GONE[answer]))  # type: ignore[arg-type]
    if place:
        page.get_by_role("textbox").last.fill("Ducats in the harbour")
        page.get_by_role("button", name="Check it").click()
    else:
        page.get_by_role("searchbox").first.focus()
    told = page.get_by_text("The archive has changed since you opened this page. Reloading it.").last
    expect(told).to_be_visible()
    if not place:  # one goes on typing
        with page.expect_response("**/assets/javascripts/search-*.js"):
            page.get_by_role("searchbox").first.fill("d")
        page.evaluate("new Promise(resolve => setTimeout(resolve, 100))")
        assert told.is_visible()
    page.unroute("**/assets/javascripts/search-*.js")
    expect(told).to_be_hidden()
    page.get_by_role("searchbox").first.fill("ducats")
    expect(page.locator("[data-search-box]").get_by_text("1 text found.")).to_be_visible()


def test_an_archive_that_was_published_anew_is_said_and_loaded_again(page: Page, root: str, faults: Faults) -> None:
    faults.allow("404")
    page.add_init_script(
        "{const f = fetch; fetch = (a, asked) => {fetch.last = `${a} ${asked?.cache}`; return f(a, asked)}}"
    )
    search(page, root)
    is_new = False
    page.route(
        "**/search/index/*/**",
        lambda route: route.fulfill(status=404) if is_new and "/lists/" in route.request.url else route.continue_(),
    )
    page.route(
        "**/search/index/manifest.packed",
        lambda route: route.fulfill(body='{"folder": "other"}') if is_new else route.continue_(),
    )
    page.get_by_role("searchbox").last.focus()
    page.wait_for_event("requestfinished", lambda request: "/manifest" in request.url)
    is_new = True
    box = page.get_by_role("searchbox").last
    box.fill("harbour")
    expect(page.locator("[data-search-status]")).to_have_text(
        "The archive has changed since you opened this page. Reloading it."
    )
    asked = page.evaluate("fetch.last")
    assert asked.endswith("manifest.packed reload"), "a host may take the browser's copy for newer than it is"
    is_new = False
    expect(page.locator("[data-document=harbour]")).to_be_visible()
    type_in(page, "ducats")
    assert texts(page) == ["numbers"]
