"""Checking a quotation in a browser: a true one, an altered one, an invented one; and nothing leaves the browser."""

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_copy import SELECT
from tests.browser.test_search import LETTER, REPORT, SENTENCE
from tests.tools import accessibility
from tests.tools.building import Built
from tests.tools.watching import Faults

ALTERED = (
    "Officers never identify themselves as police or as detectives, and state that they are conducting an investigation"
)
OTHER = (
    "Another text\n\nof a few words.\n\nSee 4 U.S. 5; 6 U.S.C. 7, as the clerk² wrote[3] of it. "
    "It paid RM10,000 for 1,500 roads."
).encode()
INVENTED = "The moon is made of the finest green cheese from faraway meadows"
LONG = " ".join(f"word{n}" for n in range(1, 1201))
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def root(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    built = build(
        {"letter.txt": LETTER.encode(), "report.txt": REPORT.encode(), "other.txt": OTHER}
        | {"long.txt": f"A long text\n\n{LONG}.".encode(), "信.txt": "标题\n\n市长写了一封信给部长。".encode()}
    )
    assert built.code == 0, built.output
    return serve(built.site, "/sub/")


def check(page: Page, root: str, sentence: str) -> None:
    page.goto(f"{root}check/")
    page.get_by_label("The quotation, as you found it").fill(sentence)
    page.get_by_role("button", name="Check it").click()
    finished(page)


def finished(page: Page) -> None:
    page.wait_for_selector("[data-check-results=done], [data-check-results=failed]", state="attached")


def status(page: Page) -> str:
    return page.locator("[data-check-status]").text_content() or ""


def found(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "[data-check-results] [data-document]", "all => all.map(one => one.dataset.document)"
    )


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_a_true_sentence(new_page: Callable[..., Page], root: str, device: dict[str, object]) -> None:
    page = new_page(**device)
    check(page, root, f"“{SENTENCE}”")
    assert status(page) == "Word for word in 2 texts."
    assert set(found(page)) == {"letter", "report"}
    letter = page.locator("[data-document=letter]")
    expect(letter.get_by_role("heading")).to_have_text("Word for word in 2 texts")
    expect(letter).to_contain_text("letter for letter")
    expect(page.locator("[data-document=report]")).to_contain_text("Word for word")
    assert page.locator("[data-check-results] :is(ins, del)").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    letter.locator("[data-paragraph]").click()
    page.wait_for_selector("mark[data-found]")
    assert urlsplit(page.url).fragment == "p4"
    assert "".join(page.locator("mark[data-found]").all_inner_texts()) == SENTENCE


def test_an_altered_sentence_shows_each_difference(page: Page, root: str) -> None:
    check(page, root, ALTERED)
    assert status(page) == "Not word for word: 15 of 17 words the same."
    assert set(found(page)) == {"letter", "report"}
    letter = page.locator("[data-document=letter]")
    assert letter.get_attribute("data-same") == "15"
    assert letter.locator("ins").all_text_contents() == [" only in your sentence: never", " only in your sentence: as"]
    assert letter.locator("del").all_text_contents() == [" only in the text: often"]
    assert letter.locator(".gap").count() == 1, "where the text has no such word"


def test_what_the_text_has_in_place_of_the_first_and_last_words_is_shown(page: Page, root: str) -> None:
    check(page, root, "Detectives often identify themselves as “police” or “detectives”, and claim")
    letter = page.locator("[data-document=letter]")
    assert letter.locator("ins").all_text_contents() == [
        " only in your sentence: Detectives",
        " only in your sentence: claim",
    ]
    assert letter.locator("del").all_text_contents() == [" only in the text: Officers", " only in the text: state"]
    expect(letter).to_contain_text("8 of 10 words the same; 2 others in the text")
    expect(letter).to_contain_text("themselves as “police” or “detectives”, and")


def test_a_possessive_is_not_torn(page: Page, root: str) -> None:
    check(page, root, "I wrote about reports from the town’s neighborhoods that we have received")
    letter = page.locator("[data-document=letter]")
    assert "town’s" in " ".join(letter.locator("ins").all_text_contents())
    assert not [words for words in letter.locator(".pair :is(ins, del)").all_text_contents() if words.endswith("town")]


def test_a_possessive_that_was_left_out_is_shown_with_its_word(page: Page, root: str) -> None:
    check(page, root, "I wrote about reports from the city neighborhoods that we have received")
    letter = page.locator("[data-document=letter]")
    assert "city’s" in " ".join(letter.locator("del").all_text_contents())
    assert " only in your sentence: city" in letter.locator("ins").all_text_contents()


def test_the_words_are_copied_with_their_source(page: Page, root: str) -> None:
    check(page, root, SENTENCE)
    page.get_by_role("button", name="Copy with source").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{SENTENCE}")
    assert copied.endswith("¶\u00a04")


def test_what_an_apostrophe_parts_is_counted_as_one_word(page: Page, root: str) -> None:
    check(page, root, "I wrote about reports from the city's neighborhoods that we have received")
    expect(page.locator("[data-document=letter]")).to_contain_text("11 of 12 words the same; 1 other in the text")
    check(page, root, "reports from the citys neighborhoods that he got")
    expect(page.locator("[data-document=letter]")).to_contain_text("6 of 8 words the same; 2 others in the text")
    check(page, root, "the citys lawyers neighborhoods")  # three of five, if the city's were two words
    assert found(page) == ["letter"]
    check(page, root, "city's lawyers agree neighborhoods")
    assert found(page) == [], "two of four are too few"


@pytest.mark.parametrize(("marks", "first"), [("“”", "letter"), ("‘’", "report")])
def test_what_is_the_same_letter_for_letter_comes_first(page: Page, root: str, marks: str, first: str) -> None:
    check(page, root, SENTENCE.replace("“", marks[0]).replace("”", marks[1]))
    assert found(page)[0] == first
    expect(page.locator(f"[data-document={first}]")).to_contain_text("letter for letter")


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"In his letter {name} wrote" for name in ("deBlasio", "DEBLASIO", "de Blasio", "De-Blasio")),
        "4 US 5; 6 USC 7",
        "as the clerk wrote of it",
        "It paid 10,000 for 1500 roads",
    ],
)
def test_the_ways_of_writing_words_are_no_difference(page: Page, root: str, sentence: str) -> None:
    check(page, root, sentence)
    assert status(page) == "Word for word."


def test_a_long_text_is_compared_to_its_end_and_what_is_not_is_said(page: Page, root: str) -> None:
    check(page, root, LONG.partition(" word901 ")[0])
    assert status(page) == "Word for word."
    check(page, root, LONG.partition(" word901 ")[0].replace("word890", "changed"))
    assert page.locator("[data-document=long] del").all_text_contents() == [" only in the text: word890"]
    check(page, root, LONG)
    assert status(page) == "Word for word. Only the first 1,000 words were compared."
    check(page, root, LONG.replace("word890", "changed"))
    assert status(page).endswith("Only the first 1,000 words were compared.")


def test_words_left_out_are_no_difference_where_the_sentence_says_so(page: Page, root: str) -> None:
    check(page, root, "identify themselves […] that they are conducting an investigation")
    assert status(page) == "Word for word in 2 texts, with words left out."
    assert set(found(page)) == {"letter", "report"}
    expect(page.locator("[data-document=letter] .pair")).to_contain_text("themselves [… 6 words …] that they")
    check(page, root, "identify themselves as police that they are conducting an investigation")
    expect(page.locator("[data-document=letter] .pair del")).to_have_count(1)


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        (
            "identify themselves … which they are conducting an investigation",
            "themselves [… 6 words …] only in the text: that they",
        ),
        (
            "identify wrongly … that they are conducting an investigation",
            "only in the text: themselves [… 6 words …] that they",
        ),
    ],
)
def test_words_that_differ_beside_words_left_out_are_told_from_these(
    page: Page, root: str, sentence: str, pair: str
) -> None:
    check(page, root, sentence)
    assert status(page) == "Not word for word: one word changed."
    expect(page.locator("[data-document=letter] .pair")).to_contain_text(pair)


def test_an_invented_sentence_is_not_in_these_texts_under_these_rules(page: Page, root: str) -> None:
    check(page, root, INVENTED)
    assert status(page) == "Not found in these 5 texts"
    expect(page.locator(".answer")).to_contain_text("six in ten")
    expect(page.get_by_role("link", name="search for its words")).to_be_visible()
    assert found(page) == []


@pytest.mark.parametrize("sentence", ["…!? 😀", "<img src=x onerror=alert(1)>", "x " * 5000, "words"])
def test_any_text_is_text(page: Page, root: str, sentence: str) -> None:
    check(page, root, sentence)
    assert status(page)
    assert page.locator("[data-check] :is(script, img)").count() == 0


def test_nothing_is_sent(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data}"))
    check(page, root, SENTENCE)
    page.reload()
    finished(page)
    assert set(found(page)) == {"letter", "report"}
    assert all(one.startswith("GET ") and "identify" not in one for one in asked)


def test_the_state_stands_in_the_address(page: Page, root: str) -> None:
    page.goto(f"{root}check/?q={quote(SENTENCE)}")
    finished(page)
    assert set(found(page)) == {"letter", "report"}
    page.get_by_label("The quotation, as you found it").fill(INVENTED)
    page.get_by_label("The quotation, as you found it").press("Control+Enter")
    expect(page.locator("[data-check-status]")).to_contain_text("Not found in these 5 texts")
    page.go_back()
    expect(page.locator("[data-check-results] [data-document]")).to_have_count(2)


def test_a_selected_sentence_offers_who_else_printed_it(page: Page, root: str) -> None:
    page.goto(f"{root}documents/report/")
    start = page.locator("#p3").text_content().index("Officers")  # type: ignore[union-attr]
    page.evaluate(SELECT, ["p3", start, "p3", start + len(SENTENCE)])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Find these words elsewhere").click()
    finished(page)
    assert not [url for url in asked if "Officers" in url], "what is selected goes to no server"
    assert page.get_by_label("The quotation, as you found it").input_value() == SENTENCE.replace("“", "‘").replace(
        "”", "’"
    )
    assert found(page) == ["letter", "report"], "the text that one comes from is the last"
    expect(page.locator("[data-document=report]")).to_contain_text("the text you come from")
    assert status(page) == "Word for word in 1 other text."
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("[data-check-status]")).to_have_text("Word for word in 2 texts.")


def test_a_whole_text_may_be_selected(page: Page, root: str) -> None:
    page.goto(f"{root}documents/long/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p2'))")
    page.get_by_role("link", name="Find these words elsewhere").click()
    finished(page)
    assert page.get_by_label("The quotation, as you found it").input_value().split()[-1] == "word1200."


def test_words_without_spaces_are_asked_for_too(page: Page, root: str) -> None:
    page.goto(f"{root}documents/信/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p2'))")
    page.get_by_role("link", name="Find these words elsewhere").click()
    finished(page)
    assert status(page) == "Not found in any other text"


def test_a_lost_network_is_said_and_made_good(page: Page, root: str, faults: Faults) -> None:
    faults.allow("ERR_INTERNET_DISCONNECTED")
    page.goto(f"{root}check/", wait_until="networkidle")
    page.context.set_offline(True)
    page.get_by_label("The quotation, as you found it").fill(SENTENCE)
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("[data-check-status]")).to_contain_text("You appear to be offline")
    page.context.set_offline(False)
    expect(page.locator("[data-check-results] [data-document]")).to_have_count(2)


def test_without_script_the_page_says_so(new_page: Callable[..., Page], root: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{root}check/")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()


def test_accessibility_checks_find_nothing(page: Page, root: str) -> None:
    for sentence in (ALTERED, SENTENCE, INVENTED):
        check(page, root, sentence)
        assert accessibility.faults(page) == []


# Many texts.

SENT = "Copy {}\n\nThe letter was sent back to Rome, and sent to {} by the same post, said clerk {}."
MANY = {f"copy{n:02}.txt": SENT.format(n, city, n).encode() for n, city in enumerate(["Bath"] * 14 + ["Cork"] * 6)} | {
    f"rare{n}.txt": f"Rare {n}\n\nMarmots, ferrets and otters, number {n}.".encode() for n in range(20)
}


@pytest.fixture(scope="module")
def many(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    built = build(MANY)
    assert built.code == 0, built.output
    return serve(built.site)


def test_all_texts_that_have_the_words_are_counted_and_shown(page: Page, many: str) -> None:
    check(page, many, "sent back … to Bath")
    assert status(page).startswith("Word for word in 14 texts, with words left out")
    expect(page.locator("[data-document]:visible")).to_have_count(13)
    page.get_by_role("button", name=re.compile(r"Show \d more")).click()
    assert set(found(page)[:14]) == {f"copy{n:02}" for n in range(14)}
    expect(page.locator("[data-document]").nth(13).get_by_role("link").first).to_be_focused()


def test_words_are_shown_where_they_stand_side_by_side(page: Page, many: str) -> None:
    check(page, many, "sent to")
    assert status(page) == "Word for word in 20 texts."
    expect(page.locator(".answer")).to_contain_text("letter for letter")


def test_a_sentence_whose_rarest_words_were_exchanged_is_found_all_the_same(page: Page, many: str) -> None:
    rare = "marmots ferrets otters rare and number"
    check(page, many, f"The letter was sent back to Rome, {rare} sent to Cork by the same post")
    assert status(page).startswith("Not word for word: ")
    assert found(page)[0] in {f"copy{n}" for n in range(14, 20)}


def test_two_words_of_three_are_near(page: Page, many: str) -> None:
    check(page, many, "Marmots, ferrets, zebras")
    assert status(page).startswith("Not word for word: ")
    page.get_by_role("button", name="Show 7 more").click()
    assert set(found(page)) == {f"rare{n}" for n in range(20)}


def test_where_not_all_near_texts_were_compared_it_is_said(page: Page, many: str) -> None:
    check(page, many, "sent to Bath by the same post, said clerk 3")
    assert status(page) == (
        "Word for word. We looked for near wording in the 16 texts that have most of the rarer words."
    )


def test_letters_with_full_stops_are_counted_as_one_word(
    page: Page, build: Callable[..., Built], serve: Callable[..., str]
) -> None:
    built = build({"one.txt": b"One\n\nThe N.Y.P.D. of the city went to plan B. A man saw it.\n"})
    root = serve(built.site)
    check(page, root, "N.Y.P.D. of the town went to plan B. A man")
    expect(page.locator("[data-document=one]")).to_contain_text("9 of 10 words the same; 1 other in the text")


def test_an_apostrophe_parts_words_that_are_both_there(
    page: Page, build: Callable[..., Built], serve: Callable[..., str]
) -> None:
    built = build({"one.txt": "One\n\nHe’ll go, hell or not. The city’s end.".encode()})
    root = serve(built.site)
    check(page, root, "hell go he'll or not")
    assert status(page).startswith("Not word for word")
    check(page, root, "the citys end")
    assert status(page) == "Word for word."
