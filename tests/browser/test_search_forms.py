"""What a search finds beside the very words that were typed: other forms of them, and other ways of writing them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_search import finished, marked, remarks, search, status, texts
from tests.tools.building import Built

SEEDS = {
    "letter.txt": "A letter\n\nThe mayor wrote a letter to the ranger: PUT IT ON YouTube. "
    "An e-mail went to the nonprofit.\n\nRe-elect the Mayor deBlasio.",
    "report.txt": "Second\n\nThey put it on youtube; the city’s visitor left. A non-profit sent email.\n\n"
    "Nobody would reelect him, said de Blasio.",
    "odd.txt": "Odd ones\n\nHis mother-in-law was pleased. Two times they re-elected her.",
    "even.txt": "Even ones\n\nThe motherinlaw lost a re-election.",
    "brief.txt": "Brief\n\nDie Behörde gab eine Antwort auf das Haus.",
    "brief.yml": "facts:\n  language: {value: de, editor: x}\n",
    "lettre.txt": "Lettre\n\nLes chevaux sont annoncés.",
    "lettre.yml": "facts:\n  language: {value: fr, editor: x}\n",
    "письмо.txt": "Письмо\n\nГород и городская дума.",
    "письмо.yml": "facts:\n  language: {value: ru, editor: x}\n",
    "marks.txt": "Marks\n\nHer 1950’s 24-hour rock’n’roll, COVID-19; 1000 by 50 of the beaten. A flag. "
    "צה״ל\n\nYes, we can.",
    "cant.txt": "Contracted\n\nThey can’t; hell or he’ll.",
    "hindi.txt": "हिन्दी\n\nकि यह सही है, 2020 में",
    "urdu.txt": "Aur\n\nका क्या है",
    "thai.txt": "น้ำ\n\nไม่มีน้ำ",
    "kana.txt": "カラス\n\nカラスがいる",
    "glas.txt": "ガラス\n\nガラスがある",
    "names.yml": "names:\n  - {id: blasio, type: person, label: 'de Blasio, Bill', aliases: [de Blasio]}\n",
}


@pytest.fixture(scope="module")
def root(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    built = build({name: text.encode() for name, text in SEEDS.items()})
    assert built.code == 0, built.output
    return serve(built.site)


@pytest.mark.parametrize(
    ("query", "found", "said"),
    [
        ("letters", "letter", "letter"),
        ("rangers", "letter", "ranger"),
        ("VISITORS", "report", "visitor"),
        ("Behörden", "brief", "behörde"),
        ("behorden", "brief", "behörde"),
        ("häusern", "brief", "haus"),
        ("cheval", "lettre", "chevaux"),
        ("annoncées", "lettre", "annoncés"),
        ("городов", "письмо", "город"),
        ("городской", "письмо", "городская"),
        ("non-profits", "letter report", "non-profit” or “nonprofit"),
        ("emails", "letter report", "e-mail” or “email"),
        ("mails", "letter", "mail"),
        ("youtubes", "letter report", "you tube” or “youtube"),
        ("reelects", "letter report odd even", "re-elect”, “re-elected”, “re-election” or “reelect"),
        ("re-elects", "letter report odd even", "re-elect”, “re-elected”, “re-election” or “reelect"),
    ],
)
def test_a_word_that_no_text_has_finds_its_other_forms_as_they_are_written(
    page: Page, root: str, query: str, found: str, said: str
) -> None:
    search(page, root, query)
    assert set(texts(page)) == set(found.split())
    assert remarks(page) == f"No text contains “{query}”. Searched instead for “{said}”."
    assert marked(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"youtube"', "letter report"),
        ('"YouTube"', "letter report"),
        ('"PUT IT ON YOUTUBE"', "letter report"),
        ('"put it on YouTube"', "letter report"),
        ('"deblasio"', "letter report"),
        ('"de Blasio"', "letter report"),
        ('"mayor deblasio"', "letter"),
        ("email", "letter report"),
        ("e-mail", "letter report"),
        ("reelect", "letter report odd even"),  # re-elected, re-election
        ("re-elect", "letter report odd even"),
        ("mother-in-law", "odd even"),
        ("motherinlaw", "odd even"),
        ('"mother-in-law"', "odd"),
        ('"motherinlaw"', "even"),
        ("nonprofit", "letter report"),
        ("non-profit", "letter report"),
        ('"e-mail"', "letter"),  # in quotation marks a word with a hyphen is not one without
        ('"email"', "report"),
        ("visitor's", "report"),
        ("mayor -deblasio", ""),
        ("said −youtube", ""),
        ("mayor –ranger", "letter"),  # a dash is no minus
        ("1950s", "marks"),
        ("24hour rocknroll", "marks"),
        ("covid19", "marks"),
        ("can't", "cant"),  # no form of “can”
        ("can", "marks cant"),
        ("कि", "hindi"),  # signs that are as good as letters
        ("का", "urdu"),
        ('"सही है"', "hindi"),
        ("है", "hindi urdu"),
        ("น้ำ", "thai"),
        ("นา", ""),
        ("カラス", "kana"),
        ("ガラス", "glas"),
        ('צה"ל', "marks"),  # in a Hebrew word no quotation begins
    ],
)
def test_a_word_is_found_in_every_way_of_writing_it(page: Page, root: str, query: str, found: str) -> None:
    search(page, root, query)
    assert set(texts(page)) == set(found.split())


def test_other_forms_of_words_are_looked_for_together(page: Page, root: str) -> None:
    search(page, root, "emails letters")
    assert texts(page) == ["letter"]
    assert "No text has all" not in remarks(page)


def test_what_is_left_out_is_said(page: Page, root: str) -> None:
    search(page, root, "mayor -ranger")
    assert (texts(page), remarks(page)) == ([], "Texts containing “ranger” are excluded.")


@pytest.mark.parametrize("query", ["COVID-20", "1000.99", "1000.50", "beaten-flag", "U.S.S.", "3,1"])
def test_what_stands_apart_but_not_together_stands_nowhere(page: Page, root: str, query: str) -> None:
    search(page, root, query)
    assert (texts(page), remarks(page)) == ([], f"No text contains “{query.rstrip('.')}”.")


def test_what_stands_nowhere_is_said_once(page: Page, root: str) -> None:
    search(page, root, "xyzzy Xyzzy co-rangers “not here” “not here”")
    assert remarks(page).split("\n\n") == [
        "No text contains “not here” word for word.",
        "No text contains “Xyzzy” or “co-rangers”.",
    ]


def test_a_phrase_and_words_beside_it_are_all_shown_and_marked(page: Page, root: str) -> None:
    search(page, root, "“put it on youtube” reelect nobody")
    assert texts(page) == ["report"]
    assert marked(page) == ["put it on youtube", "Nobody", "reelect"]
    page.locator("[data-paragraph=p3]").click()
    page.wait_for_selector("mark[data-found]")
    assert marked(page, "#p3") == ["Nobody", "reelect"]


def test_the_one_name_that_some_texts_have_is_a_facet(page: Page, root: str) -> None:
    names = page.locator("[data-facet=name] label")
    search(page, root, "second visitor")
    assert (texts(page), names.all_inner_texts()) == (["report"], []), "it tells nothing apart"
    search(page, root, "second letter")
    assert set(texts(page)) == {"letter", "report"}
    expect(names).to_have_text(["de Blasio, Bill1"])


def test_the_rules_of_a_language_are_asked_for_only_where_a_word_is_unknown(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, root, "letter")
    assert not [url for url in asked if "endings" in url]
    page.get_by_role("searchbox").last.fill("letters")
    expect(page.locator("[data-search-remarks]")).to_contain_text("instead")
    finished(page)
    assert status(page) == "1 text found."
    assert [url for url in asked if url.endswith("/endings.packed")]
