"""The search as a reader meets it: the box on every page, the search page, and the words marked on arrival."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.tools import accessibility
from tests.tools.building import Built
from tests.tools.watching import Faults

SENTENCE = (
    "Officers often identify themselves as “police” or “detectives”, "
    "and state that they are conducting an investigation"
)
LETTER = (
    "9 October 2020\n\nDear Director,\n\n"
    "I write about reports from the city’s neighborhoods that we have received this year.\n\n"
    f"{SENTENCE}. This jeopardizes trust.\n\nSincerely, the Mayor de Blasio"
)
REPORT = (
    "The mayor’s letter\n\n12 October 2020. In his letter deBlasio wrote:\n\n"
    f"“{SENTENCE.replace('“', '‘').replace('”', '’')},” the letter says.\n\nThe reporting goes on for a while."
)
OTHER = (
    "Police detectives and an investigation\n\n"
    "March 2019. Detectives of the police state that an investigation is conducted. "
    "They often identify suspects themselves, as officers do.\n\nIt was reported once more."
)
ODD = (
    "Odd letters\n\nThe well-known café in Zürich was a meeting place.\n\n"
    "<script>alert('x')</script> &amp; “quoted” 100% #1 a<b>c 😀 thumbs\n\n市长写了一封信\n\nIt’s end is near."
)
LONG = (
    "A long text\n\n"
    + "\n\n".join(f"Paragraph {n} says filler words of no weight." for n in range(2, 60))
    + "\n\nThe needle is here.\n\nIts end is near.\n\nForm W2 a, of 2020 the last."
)
FILLERS = 205


def sidecar(kind: str, publisher: str = "", date: str = "", said: str = "") -> bytes:
    facts = [f"kind: {{value: {kind}, editor: x}}"]
    if publisher:
        facts.append(f"publisher: {{value: {publisher}, type: organisation, editor: x}}")
    if date:
        facts.append(f"date: {{value: {date}, stated: {said}}}")
    return ("facts:\n" + "".join(f"  {fact}\n" for fact in facts)).encode()


SEEDS = {
    "letter.txt": LETTER.encode(),
    "letter.yml": sidecar("letter", date="2020-10-09", said="9 October 2020"),
    "report.txt": REPORT.encode(),
    "report.yml": sidecar("news report", "Daily News", "2020-10-12", "12 October 2020"),
    "other.txt": OTHER.encode(),
    "other.yml": sidecar("news report", "Evening Post", "2019-03", "March 2019"),
    "odd.txt": ODD.encode(),
    "long.txt": LONG.encode(),
} | {f"filler{n:03}.txt": f"Filler {n}\n\nA common sentence, and the number {n}.".encode() for n in range(FILLERS)}

BEFORE_DONE = "() => ['done', 'failed'].includes(document.querySelector('[data-search-results]').dataset.searchResults)"


@pytest.fixture(scope="module")
def built(build: Callable[..., Built]) -> Built:
    built = build(SEEDS)
    assert built.code == 0, built.output
    return built


@pytest.fixture(scope="module")
def root(built: Built, serve: Callable[..., str]) -> str:
    return serve(built.site, "/a/sub-path/")


def search(page: Page, root: str, query: str = "", **also: str) -> Page:
    """Open the search page at an address, and wait for what it shows."""
    page.goto(f"{root}search/?{urlencode({'q': query, **also})}")
    finished(page)
    return page


def finished(page: Page) -> None:
    page.wait_for_selector("[data-search-page]:not([hidden])")
    page.wait_for_function(BEFORE_DONE)


def type_in(page: Page, query: str) -> None:
    """Type a query, go, and wait for what it finds."""
    box = page.get_by_role("searchbox").last
    box.fill(query)
    box.press("Enter")
    finished(page)


def texts(page: Page) -> list[str]:
    return page.eval_on_selector_all("[data-document]", "all => all.map(one => one.dataset.document)")


def marked(page: Page, within: str = "[data-search-results]") -> list[str]:
    return page.locator(f"{within} mark").all_inner_texts()


def status(page: Page) -> str:
    return page.locator("[data-search-status]").inner_text()


def remarks(page: Page) -> str:
    return page.locator("[data-search-remarks]").inner_text()


def counts(page: Page, facet: str) -> dict[str, int]:
    labels = page.locator(f"[data-facet={facet}] label")
    return dict(
        labels.evaluate_all(
            "all => all.map(one => [one.dataset.value, Number(one.lastElementChild.textContent.replaceAll(',', ''))])"
        )
    )


# What is found, and in which order.


def test_a_sentence_is_found_in_every_text_that_prints_it_and_its_source_leads(page: Page, root: str) -> None:
    search(page, root, "identify themselves as police or detectives")
    assert texts(page)[:2] == ["letter", "report"]
    first = page.locator("[data-document=letter]")
    expect(first).to_contain_text("Also in 1 other")
    expect(first).to_contain_text("exact words")
    assert first.locator("[data-paragraph]").first.get_attribute("data-paragraph") == "p4"
    assert marked(page, "[data-document=letter]") == ["identify themselves as “police” or “detectives"]


def test_the_others_that_print_a_phrase_are_counted_whatever_else_is_asked(page: Page, root: str) -> None:
    for query in ('"that they are conducting" jeopardizes', '"that they are conducting" -says'):
        search(page, root, query)
        assert texts(page) == ["letter"]
        expect(page.locator("[data-document=letter]")).to_contain_text("Also in 1 other")


def test_exact_words_come_before_the_same_words_elsewhere(page: Page, root: str) -> None:
    search(page, root, "an investigation")
    assert set(texts(page)[:3]) == {"letter", "report", "other"}
    search(page, root, "detectives police")
    assert set(texts(page)) == {"other", "letter", "report"}
    search(page, root, "police detectives")
    assert texts(page)[0] == "other"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"conducting an investigation"', {"letter", "report"}),
        ("“Conducting  an\tINVESTIGATION”", {"letter", "report"}),
        ("'conducting an investigation'", {"letter", "report", "other"}),  # single marks may be apostrophes
        ('"conducting an inquiry"', set()),
        ('"themselves as police" "the letter says"', {"report"}),
        ('"themselves as police" -says', {"letter"}),
        ("investigation -“conducting an investigation”", {"other"}),
        ("deBlasio", {"letter", "report"}),
        ("de Blasio", {"letter", "report"}),
        ("deblasio", {"letter", "report"}),
        ("DE BLASIO", {"letter", "report"}),
        ('"mayor deblasio"', {"letter"}),
        ("cafe zurich", {"odd"}),
        ("well known", {"odd"}),
        ("WELL-KNOWN", {"odd"}),
        ("city's", {"letter"}),
        ("citys neighborhoods", {"letter"}),
        ("写了一封", {"odd"}),
        ("needle", {"long"}),
        ("its end", {"long", "odd"}),  # an apostrophe may be left out, but not within quotation marks
        ('"its end"', {"long"}),
        ('"form w2 a"', {"long"}),  # frequent words after digits
        ("w2", {"long"}),
        ('"of 2020 the"', {"long"}),
        ('needle -"2020 the"', set()),
    ],
)
def test_queries_find_the_right_texts(page: Page, root: str, query: str, found: set[str]) -> None:
    search(page, root, query)
    assert set(texts(page)) == found
    assert status(page).startswith(f"{len(found)} text" if found else "No text")


def test_the_exact_form_of_a_word_comes_before_its_cousins(page: Page, root: str) -> None:
    search(page, root, "reported")
    assert texts(page)[0] == "other"
    assert set(texts(page)) == {"other", "letter", "report"}  # reports, reporting
    search(page, root, "reports")
    assert texts(page)[0] == "letter"


def test_a_word_that_stands_nowhere_is_said_to(page: Page, root: str) -> None:
    search(page, root, "needle xylophone")
    assert texts(page) == ["long"]
    assert "No text contains “xylophone”." in remarks(page)
    search(page, root, "investigat")
    assert "No text contains “investigat”. Searched instead for “investigation”" in remarks(page)
    assert "letter" in texts(page)


def test_a_phrase_that_stands_nowhere_is_said_to_though_its_words_do(page: Page, root: str) -> None:
    search(page, root, '"detectives or police"')
    assert texts(page) == []
    assert "No text contains “detectives or police” word for word." in remarks(page)


def test_what_stands_in_different_texts_is_not_said_to_stand_nowhere(page: Page, root: str) -> None:
    search(page, root, '"Detectives of the police" "In his letter"')
    assert (texts(page), remarks(page)) == ([], "No text has all of this.")
    search(page, root, '"In his letter" "Nowhere, at all"')
    assert remarks(page) == "No text contains “Nowhere, at all” word for word."


def test_a_minus_alone_asks_for_more(page: Page, root: str) -> None:
    search(page, root, "-needle")
    assert "A minus excludes texts" in status(page)


def test_words_that_no_text_has_together_find_texts_with_some_of_them(page: Page, root: str) -> None:
    search(page, root, "needle jeopardizes zürich")
    assert set(texts(page)) == {"long", "letter", "odd"}
    assert "No text has all these words" in remarks(page)


def test_counts_are_exact_and_no_more_is_shown_than_is_asked_for(page: Page, root: str) -> None:
    search(page, root, "common")
    assert status(page) == "205 texts found."
    assert len(texts(page)) == 10
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("[data-document]")).to_have_count(20)
    expect(page.locator("[data-document]").nth(10).get_by_role("link").first).to_be_focused()
    search(page, root, "common -1 -2 -3 -4 -5 -6 -7 -8 -9")
    assert status(page) == "196 texts found."
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, root, '"a common sentence" -1 -2 -3 -4 -5 -6 -7 -8 -9')
    assert (status(page), len(texts(page))) == ("196 texts found.", 10)
    assert len([url for url in asked if "/texts/" in url]) <= 2, "a phrase in many texts fetches what is shown"


def test_words_that_most_texts_have_are_all_looked_for_where_there_is_no_other(page: Page, root: str) -> None:
    for query in ("sentence common", "number and filler"):
        search(page, root, query)
        assert (status(page), remarks(page)) == ("205 texts found.", "")
    search(page, root, "number 7 sentence")
    assert texts(page) == ["filler007", "long"], "a text that has them comes first"
    assert remarks(page) == "Most texts contain “number” or “sentence”: those without are listed, too."
    search(page, root, "common the")
    assert not {"letter", "long", "odd"} & set(texts(page))


def test_only_texts_and_titles_are_searched(page: Page, root: str) -> None:
    search(page, root, '"how this text came to us"')
    assert texts(page) == []
    search(page, root, "sha")
    assert texts(page) == []


# The address, facets and order.


def test_facets_count_right_under_every_query_and_narrow_it(page: Page, root: str) -> None:
    search(page, root, '"an investigation"')
    assert counts(page, "kind") == {"News report": 2, "Letter": 1}
    assert counts(page, "publisher") == {"Daily News": 1, "Evening Post": 1, "": 1}
    assert counts(page, "year") == {"2020": 2, "2019": 1}
    page.get_by_label(re.compile("News report")).check()
    finished(page)
    assert set(texts(page)) == {"report", "other"}
    assert status(page) == "2 texts found in this selection."
    assert counts(page, "kind") == {"News report": 2, "Letter": 1}
    assert counts(page, "publisher") == {"Daily News": 1, "Evening Post": 1}
    page.get_by_label(re.compile("^2020")).check()
    finished(page)
    assert texts(page) == ["report"]
    assert parse_qs(urlsplit(page.url).query) == {
        "q": ['"an investigation"'],
        "kind": ["News report"],
        "year": ["2020"],
    }
    page.go_back()
    finished(page)
    assert set(texts(page)) == {"report", "other"}
    page.goto(page.url)
    finished(page)
    assert set(texts(page)) == {"report", "other"}
    expect(page.get_by_label(re.compile("News report"))).to_be_checked()


def test_a_value_that_all_texts_found_have_is_not_offered(page: Page, root: str) -> None:
    search(page, root, '"themselves as police"')
    assert counts(page, "kind") == {"News report": 1, "Letter": 1}
    assert counts(page, "year") == {}
    search(page, root, '"themselves as police"', kind="News report")
    assert counts(page, "kind") == {"News report": 1, "Letter": 1}
    assert counts(page, "publisher") == {}


def test_after_a_facet_was_chosen_a_key_still_leads_to_the_search(page: Page, root: str) -> None:
    search(page, root, "detectives")
    page.locator("[data-facet=kind] label").first.click()
    finished(page)
    page.evaluate("localStorage.setItem('sourcebook:search-key', 'on')")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_what_is_not_stated_is_a_facet_too(page: Page, root: str) -> None:
    search(page, root, "common")
    assert counts(page, "kind") == {}, "one value tells nothing apart"
    search(page, root, '"an investigation"', publisher="")
    assert texts(page) == ["letter"]
    expect(page.get_by_label(re.compile("^not stated")).first).to_be_checked()


def test_a_value_that_no_text_has_can_be_given_up(page: Page, root: str) -> None:
    search(page, root, "needle", kind="Sonnet")
    assert texts(page) == []
    page.get_by_label(re.compile("^Sonnet")).click()
    finished(page)
    assert texts(page) == ["long"]


def test_results_are_sorted_by_date_and_undated_ones_come_last(page: Page, root: str) -> None:
    search(page, root, "the")
    page.get_by_label("Sort by").select_option("date, oldest first")
    finished(page)
    assert texts(page)[:3] == ["other", "letter", "report"]
    assert parse_qs(urlsplit(page.url).query)["sort"] == ["date"]
    page.get_by_label("Sort by").select_option("date, newest first")
    finished(page)
    assert texts(page)[:3] == ["report", "letter", "other"]
    search(page, root, "the", sort="date")
    assert texts(page)[:3] == ["other", "letter", "report"]


def test_without_a_query_there_is_no_list(page: Page, root: str) -> None:
    search(page, root)
    expect(page.locator("[data-search-results]")).to_be_hidden()
    expect(page.get_by_text("Texts that have the words in this order come first")).to_be_visible()


def test_the_back_button_leads_to_the_search_before(page: Page, root: str) -> None:
    search(page, root, "needle")
    type_in(page, "jeopardizes")
    assert texts(page) == ["letter"]
    page.locator("[data-paragraph]").click()
    page.wait_for_selector("mark[data-found]")
    page.go_back()
    finished(page)
    assert (texts(page), page.get_by_role("searchbox").last.input_value()) == (["letter"], "jeopardizes")
    page.go_back()
    page.wait_for_url("**q=needle")
    expect(page.locator("[data-document=long]")).to_be_visible()
    assert page.get_by_role("searchbox").last.input_value() == "needle"


def test_whoever_comes_back_is_where_they_were(page: Page, root: str) -> None:
    search(page, root, "common")
    for count in (20, 30):
        page.get_by_role("button", name="Show more").click()
        expect(page.locator("[data-document]")).to_have_count(count)
    link = page.locator("[data-document]").nth(24).get_by_role("link").first
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    link.click()
    page.wait_for_selector("[data-source-text]")
    page.go_back()
    finished(page)
    expect(page.locator("[data-document]")).to_have_count(30)
    page.wait_for_function("place => Math.abs(scrollY - place) < 5", arg=place)


# Arriving.


def test_a_result_leads_to_its_paragraph_with_the_words_marked(page: Page, root: str) -> None:
    search(page, root, "needle is here")
    page.locator("[data-paragraph]").first.click()
    page.wait_for_selector("mark[data-found]")
    assert urlsplit(page.url).path == "/a/sub-path/documents/long/"
    assert urlsplit(page.url).fragment == "p60"
    assert marked(page, "#p60") == ["needle is here"]
    assert page.locator("mark[data-found]").count() == 1
    expect(page.locator("mark[data-found]")).to_be_in_viewport()
    assert page.locator("#p60").text_content() == "The needle is here."


def test_words_are_marked_as_the_text_has_them(page: Page, root: str) -> None:
    search(page, root, "themselves as police or detectives and state")
    page.locator("[data-document=letter] [data-paragraph]").first.click()
    page.wait_for_selector("mark[data-found]")
    assert "".join(marked(page, "#p4")) == "themselves as “police” or “detectives”, and state"


def test_an_address_that_is_no_utf_8_still_marks_the_words(page: Page, root: str) -> None:
    page.goto(f"{root}documents/long/?found=needle#%FF")
    expect(page.locator("mark[data-found]")).to_have_text("needle")


def test_an_address_with_words_that_are_not_there_marks_nothing(page: Page, root: str) -> None:
    page.goto(f"{root}documents/letter/?found=xylophone&found=%3Cb%3E&found=&found=trust%E2%80%A6police#p3")
    expect(page.locator("#p3")).to_be_in_viewport()
    assert page.locator("mark[data-found]").count() == 0


# The box on every page, keys, phone.


def reach(page: Page) -> None:
    """Go to the search field of a page, as with the Tab key."""
    page.locator("input[name=q]:visible").first.focus()


def test_no_single_key_does_anything_unless_it_was_switched_on(page: Page, root: str) -> None:
    page.goto(f"{root}documents/letter/")
    for key in "/sfjkgnpcq?12":
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body && getSelection().isCollapsed"), key
    expect(page.locator("header kbd")).to_be_hidden()
    search(page, root)
    page.get_by_label("opens the search on any page").check()
    page.goto(f"{root}documents/letter/")
    expect(page.locator("header kbd")).to_be_visible()
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type("s/f")
    expect(box).to_have_value("s/f")
    search(page, root)
    page.get_by_label("opens the search on any page").uncheck()
    page.goto(f"{root}documents/letter/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")


def test_arrows_enter_and_escape(page: Page, root: str) -> None:
    page.goto(root)
    reach(page)
    box = page.get_by_role("combobox")
    box.press_sequentially("that they are conducting", delay=5)
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="2 texts found.")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_be_focused()
    box.press("End")
    box.type(" ")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark[data-found]")
    assert urlsplit(page.url).path.endswith("/documents/letter/")


def find_in_the_box(page: Page, root: str) -> None:
    """Type a word that one text has, and wait until the box shows it."""
    page.goto(root)
    reach(page)
    page.get_by_role("combobox").press_sequentially("needle", delay=5)
    expect(page.get_by_role("option")).to_have_count(1)


def test_what_was_chosen_goes_with_the_words_that_found_it(page: Page, root: str) -> None:
    find_in_the_box(page, root)
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" zebra")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=needle+zebra")


def test_what_former_words_found_cannot_be_chosen(page: Page, root: str) -> None:
    find_in_the_box(page, root)
    for key in ("Space", "z", "ArrowDown", "Enter"):  # sooner than anything is found by them
        page.keyboard.press(key)
    page.wait_for_url("**/search/?q=needle+z")


def test_a_list_that_was_closed_opens_again(page: Page, root: str) -> None:
    find_in_the_box(page, root)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_attribute("aria-selected", "true")


def test_enter_without_a_choice_shows_all_results(page: Page, root: str) -> None:
    page.goto(f"{root}documents/letter/")
    reach(page)
    page.keyboard.type("common")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=common")
    finished(page)
    assert len(texts(page)) == 10


def test_arrows_walk_through_the_results_of_the_page(page: Page, root: str) -> None:
    search(page, root, "that they are conducting")
    reach(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-document=letter] [data-paragraph]").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-document=report] [data-paragraph]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox").last).to_be_focused()


def test_on_a_phone(new_page: Callable[..., Page], root: str) -> None:
    page = new_page(viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True)
    page.goto(f"{root}documents/other/")
    page.get_by_text("Search and menu").tap()
    page.get_by_label("Search the texts").tap()
    page.keyboard.type("needle is")
    page.get_by_role("option").first.tap()
    page.wait_for_selector("mark[data-found]")
    search(page, root, "that they are conducting")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_text("Narrow down").tap()
    page.get_by_label(re.compile("News report")).check()
    finished(page)
    assert texts(page) == ["report"]


# What goes wrong.


def test_nothing_is_asked_for_before_the_reader_reaches_for_the_search(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("", "documents/letter/", "search/"):
        page.goto(root + address, wait_until="networkidle")
    assert not [url for url in asked if "/search/index/" in url or "search-results" in url]
    page.get_by_role("searchbox").last.focus()
    page.wait_for_event("requestfinished", lambda request: "/search/index/" in request.url)


def test_without_script_the_box_leads_to_a_page_that_says_so(new_page: Callable[..., Page], root: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{root}documents/letter/")
    page.get_by_label("Search the texts").fill("needle")
    page.get_by_label("Search the texts").press("Enter")
    page.wait_for_url("**/search/?q=needle")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    page.locator("#content").get_by_role("link", name="Browse all").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Documents")


@pytest.mark.parametrize(
    "query",
    [
        "😀",
        "😀 👍🏽 — … !?",
        "<script>alert('x')</script>",
        '<img src=x onerror="alert(1)">',
        '"><svg onload=alert(1)>',
        "%00 \\ ' \" % _ * ? [a-z]+ (",
        "-",
        "- -x",
        "a" * 10_000,
        "word " * 2_000,
        "“" + "officers often " * 700,
    ],
)
def test_any_query_is_text(page: Page, root: str, query: str) -> None:
    page.goto(f"{root}search/")
    type_in(page, query)
    assert page.get_by_role("searchbox").last.input_value() == query
    assert page.locator("[data-search-page] :is(script, img, svg)").count() == 0
    assert status(page)


def test_mark_up_in_a_text_is_shown_as_text(page: Page, root: str) -> None:
    search(page, root, "alert quoted")
    expect(page.locator("[data-document=odd] [data-paragraph=p3]")).to_contain_text("<script>alert('x')</script> &amp;")
    page.locator("[data-paragraph=p3]").click()
    page.wait_for_selector("mark[data-found]")
    assert page.locator("#p3").text_content() == ODD.split("\n\n")[2]


def test_an_older_answer_never_replaces_a_newer_one(page: Page, root: str) -> None:
    held: list[Route] = []
    page.goto(f"{root}search/")
    type_in(page, "jeopardizes")
    is_holding = True

    def hold(route: Route) -> None:
        if is_holding:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/search/index/.*/texts/"), hold)
    box = page.get_by_role("searchbox").last
    box.fill("filler 0")  # far from the other texts: in a file that is not here yet
    page.wait_for_timeout(300)
    assert page.locator("[data-search-results]").get_attribute("data-search-results") == "busy"
    is_holding = False
    box.fill("zürich")
    expect(page.locator("[data-document=odd]")).to_be_visible()
    assert held
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    assert texts(page) == ["odd"]


def test_fast_typing_ends_with_what_was_typed(page: Page, root: str) -> None:
    page.goto(f"{root}search/")
    page.get_by_role("searchbox").last.press_sequentially("investigation", delay=15)
    expect(page.locator("[data-document=other]")).to_be_visible()
    finished(page)
    assert set(texts(page)) == {"letter", "report", "other"}
    assert parse_qs(urlsplit(page.url).query)["q"] == ["investigation"]


def test_a_lost_network_is_said_and_made_good(page: Page, root: str, faults: Faults) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    search(page, root, "common")
    page.context.set_offline(True)
    type_in(page, "jeopardizes trust")
    assert page.locator("[data-search-results]").get_attribute("data-search-results") == "failed"
    assert "appear to be offline" in status(page)
    assert texts(page) == []
    page.context.set_offline(False)
    expect(page.locator("[data-document=letter]")).to_be_visible()
    finished(page)
    assert texts(page) == ["letter"]


def test_a_network_lost_in_the_box_is_said_too(page: Page, root: str, faults: Faults) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    page.goto(root)
    reach(page)
    page.get_by_role("combobox").fill("common")  # at once: its first letters would bring other texts, which are kept
    expect(page.get_by_role("option")).to_have_count(6)
    page.context.set_offline(True)
    page.get_by_role("combobox").fill("jeopardizes")
    expect(page.get_by_text("appear to be offline")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_text("appear to be offline")).to_be_hidden()


def test_a_network_lost_before_the_box_was_reached_for_is_said_and_made_good(
    page: Page, root: str, faults: Faults
) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    page.goto(root, wait_until="networkidle")
    page.context.set_offline(True)
    box = page.locator("[data-search-box] input")
    box.fill("needle")
    expect(page.get_by_text("appear to be offline")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_text("appear to be offline")).to_have_count(0)


def test_more_results_without_a_network_leave_those_that_are_there(page: Page, root: str, faults: Faults) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    search(page, root, "common")
    page.context.set_offline(True)
    shown = 10
    for _ in range(9):  # what is near in the archive came with the first
        page.get_by_role("button", name="Show more").click()
        finished(page)
        if page.locator("[data-search-results=failed]").count():
            break
        shown += 10
    expect(page.locator("[data-search-status]")).to_contain_text("appear to be offline")
    assert len(texts(page)) == shown
    page.context.set_offline(False)
    expect(page.locator("[data-search-status]")).to_have_text("205 texts found.")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("[data-document]")).to_have_count(shown + 10)


def test_a_missing_part_of_the_index_is_no_empty_answer(page: Page, root: str, faults: Faults) -> None:
    faults.allow("Failed to load resource")
    page.route(re.compile("/lists/"), lambda route: route.abort())
    search(page, root, "needle is here")
    assert page.locator("[data-search-results]").get_attribute("data-search-results") == "failed"
    assert "offline" not in status(page)
    page.unroute(re.compile("/lists/"))
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-document=long]")).to_be_visible()


def test_an_archive_without_a_word_finds_nothing(
    page: Page, build: Callable[..., Built], serve: Callable[..., str]
) -> None:
    root = serve(build({"a.txt": "… — …".encode()}).site)
    search(page, root, "anything at all")
    assert status(page) == "No text found."


# For everyone.


@pytest.mark.parametrize("width", [390, 1280])
def test_accessibility_checks_find_nothing_on_the_open_search(page: Page, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(root)
    if width < 700:
        page.get_by_text("Search and menu").click()
    reach(page)
    page.keyboard.type("that they are conducting")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    assert accessibility.faults(page) == []
    search(page, root, '"an investigation"', kind="News report")
    assert accessibility.faults(page) == []
    search(page, root, "xylophone")
    assert accessibility.faults(page) == []


def test_screen_readers_are_told_how_many_results_there_are(page: Page, root: str) -> None:
    search(page, root, "needle")
    told = page.locator("[data-search-status]")
    assert told.get_attribute("role") == "status"
    type_in(page, "investigation")
    expect(told).to_have_text("3 texts found.")


SOON = "const after = AbortSignal.timeout, later = setTimeout;" + (
    "AbortSignal.timeout = ms => after.call(AbortSignal, ms / 100); setTimeout = (run, ms) => later(run, ms / 100)"
)


@pytest.mark.parametrize("file", [r"/search/index/.*/lists/", r"/javascripts/search-results"])
def test_a_server_that_never_answers_is_waited_for_no_longer_than_a_minute(page: Page, root: str, file: str) -> None:
    page.add_init_script(SOON)
    page.route(re.compile(file), lambda _: None)
    page.goto(f"{root}search/?q=needle", wait_until="commit")
    expect(page.locator("[data-search-results=failed]")).to_be_attached()
    assert status(page) == "Part of the archive couldn’t be loaded."
    page.unroute(re.compile(file))
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-search-results=done]")).to_be_attached()


def test_a_page_in_place_of_a_file_of_the_index_is_no_file(page: Page, root: str) -> None:
    page.route(re.compile(r"\.packed"), lambda route: route.fulfill(content_type="text/html", body="<p>Not here"))
    page.goto(f"{root}search/?q=mayor")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


DAMAGED: dict[tuple[str, str], Callable[[bytes], bytes]] = {
    ("manifest", "cut short"): lambda packed: packed[: len(packed) // 2],
    ("days", "altered"): lambda packed: packed[:20] + bytes([packed[20] ^ 255]) + packed[21:],
    ("days", "something else"): lambda packed: b"{",
    ("lists/0", "without its sum"): lambda packed: packed[:-8],
    ("lists/0", "empty"): lambda packed: b"",
    ("lists/0", "something else"): lambda packed: b"{",
    ("lists/0", "nothing but zeros"): lambda packed: bytes(200),
    ("lists/0", "numbers cut short"): lambda packed: b"a\n\0\xff\xff",
    ("manifest", "made of other things"): lambda packed: b"[]",
    ("days", "made of other things"): lambda packed: b'{"sorted":[],"first":[],"last":[]}',
    (r"texts/\d+", "without a text"): lambda packed: b"[]",
}


ASKED_AGAIN = {"cut short", "altered", "without its sum", "empty"}


@pytest.mark.parametrize(("file", "damage"), DAMAGED)
def test_a_damaged_file_of_the_index_is_said_and_made_good(
    page: Page, root: str, faults: Faults, file: str, damage: str
) -> None:
    for what in (
        "of other",
        "of undefined",
        "undefined is not",
    ):  # the console has what is wrong with what could be read
        faults.allow(what)
    asked: list[str] = []

    def damaged(route: Route) -> None:
        asked.append(route.request.url)
        answer = route.fetch()
        route.fulfill(response=answer, body=DAMAGED[file, damage](answer.body()))

    packed = re.compile(rf"/{file}\.packed")
    page.route(packed, damaged)
    page.goto(f"{root}search/?q=needle{'&from=1000' if file == 'days' else ''}")
    expect(page.locator("[data-search-results=failed]")).to_be_attached()
    assert status(page) == "Part of the archive couldn’t be loaded."  # there is a network
    assert len(asked) == (2 if damage in ASKED_AGAIN else 1)  # what a browser keeps may be what is damaged
    page.unroute(packed)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-search-results=done]")).to_be_attached()
