"""The home page: a worked example, what can be done here, where the words went, and the documents."""

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser
from sourcebook.model import About, Archive, Basis, Document, Fact, Source
from sourcebook.model.holdings import Holding, Version
from sourcebook.model.source import Measures
from sourcebook.render.base.context import Context
from sourcebook.render.base.summary import summarise
from sourcebook.render.browse.flow import MOST_TEXTS
from sourcebook.render.browse.home import SHOWN, home
from sourcebook.vocabulary.sentence import facts_in_words

from tests.reading_cases import GAZETTE, LETTER, SEEDS, archive_of


def document(number: int) -> Document:
    facts = {"title": (Fact("title", f"Text {number}", Basis.EDITOR),)}
    if number % 2:
        facts["date"] = (Fact("date", "2020-10-09", Basis.STATED),)
    return Document(Source(f"d{number}", f"d{number}.txt", f"d{number}.txt", "x", ()), facts)


def shown(documents: list[Document], days: dict[str, str]) -> LexborHTMLParser:
    holdings = {
        d.id: Holding(d.id, d.id, (Version(1, d.source, days.get(d.id, "")),), is_recorded=d.id in days)
        for d in documents
    }
    return LexborHTMLParser(str(home(Context(Archive(About("An archive"), tuple(documents), holdings=holdings)))))


def titles(tree: LexborHTMLParser) -> list[str]:
    return [node.text().strip("[]") for node in tree.css(".documents tbody th > a")]


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2020-10-09", "2020-10-18?", "between 9 and 18 October 2020, uncertain"),
        ("2020-10-09", "2020-11", "between 9 October and November 2020"),
        ("2019-10-09", "2020-10-18", "between 9 October 2019 and 18 October 2020"),
        ("2020-10-09", "2020-10-09", "between 9 October 2020 and 9 October 2020"),
        ("2020", "2021", "between 2020 and 2021"),
        ("1911-05", "", "not before May 1911"),
        ("1860-05", "1860", "between May 1860 and 1860"),
        ("1860~", "1860-06", "between about 1860 and June 1860"),
        ("1850/1860", "1860-06", "between 1850 to 1860 and June 1860"),
        ("1920-05-03", "1919/1920-05-05", "between 3 May 1920 and 1919 to 5 May 1920"),
        ("1920-05-05", "[1920-06,1920-08]", "between 5 May 1920 and June 1920 or August 1920"),
    ],
)
def test_a_range_names_month_and_year_once(earliest: str, latest: str, words: str) -> None:
    bounds = {"date_earliest": earliest, "date_latest": latest}
    facts = {name: (Fact(name, value, Basis.INFERRED),) for name, value in bounds.items() if value}
    bounded = replace(document(0), facts={**document(0).facts, **facts})
    assert summarise(bounded).when == words
    assert facts_in_words(bounded) == f"Text, [{words}]", "for whom a page is described it isn't undated"


def test_texts_that_are_not_shown_are_listed_and_not_called_letter_for_letter() -> None:
    hidden = document(2)
    hidden = replace(hidden, source=replace(hidden.source, text="", measures=Measures("")))
    tree = shown([document(0), document(1), hidden], {})
    assert said(tree, ".mast p") == ["2 texts, each letter for letter as we received them."]
    assert said(tree, ".without-script a") == ["Browse all 3 documents"]
    assert said(shown([hidden], {}), ".mast p") == [""]
    assert said(tree, "section[aria-labelledby=read] p")[0] == "3 texts, 2 words."


def said(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(deep=True).split()) for node in tree.css(selector)]


def test_of_many_documents_the_newest_here_come_first_and_those_of_one_day_as_in_the_folder() -> None:
    documents = [document(number) for number in range(20)]
    days = {d.id: "2026-11-22" for d in documents} | {"d7": "2026-11-24", "d19": "2026-11-23"}
    tree = shown(documents, days)
    assert titles(tree) == ["Text 7", "Text 19", *(f"Text {n}" for n in range(SHOWN - 1) if n != 7)]
    (section,) = said(tree, "section[aria-labelledby=documents]")
    assert "most recently added first" in section
    assert "All 20 documents" in section
    assert "Last addition: 24 November 2026" in section


def test_few_documents_stand_in_their_order_in_time() -> None:
    tree = shown([document(number) for number in range(3)], {})
    assert titles(tree) == ["Text 1", "Text 0", "Text 2"]
    assert "added" not in tree.text()


def test_an_archive_without_links_has_nothing_of_them() -> None:
    tree = shown([document(number) for number in range(3)], {})
    assert said(tree, ".verbs h2") == ["Read", "Check a quotation", "Search"]
    assert not tree.css(".worked, .flow, svg")
    assert said(tree, ".mast p") == ["3 texts, each letter for letter as we received them."]


def test_columns_in_which_all_are_alike_are_left_out_and_named() -> None:
    tree = shown([document(number) for number in range(3)], {})
    assert said(tree, ".documents thead th") == ["Title", "Date", "Words"]
    (section,) = said(tree, "section[aria-labelledby=documents]")
    assert "All have the same author (not stated), kind (not stated) and publisher (not stated)." in section


@pytest.fixture(scope="module")
def linked() -> LexborHTMLParser:
    """The home page of an archive in which two reports quote a letter, one with a word added."""
    return LexborHTMLParser(str(home(Context(archive_of(SEEDS)))))


def test_the_example_is_a_quotation_with_a_change_from_the_most_quoted_text(linked: LexborHTMLParser) -> None:
    assert said(linked, ".worked .verdict") == ["One word added: “long”"]
    written, quoted = said(linked, ".pair blockquote")
    assert written.startswith("The bridge over the river has been closed for eleven weeks")
    assert quoted == written.replace("eleven weeks", "eleven long weeks")
    assert said(linked, ".pair ins") == ["long"]
    assert [node.text() for node in linked.css(".pair .gap")] == ["n"], "the last letter before the place"
    assert "The same sentence in" in said(linked, ".worked .go")[0]


def test_what_steps_back_ends_two_words_before_the_change(linked: LexborHTMLParser) -> None:
    quiet = said(linked, ".pair small")
    assert quiet[0].endswith("has been closed")
    assert all("eleven" not in words and "long" not in words for words in quiet)


def test_the_picture_says_in_words_what_it_draws(linked: LexborHTMLParser) -> None:
    assert said(linked, ".flow h2") == ["Who quotes the letter"]
    drawn = [
        [text.text(strip=True) for text in node.css("text")] for node in linked.css("svg.wide a:not([aria-hidden])")
    ]
    told = said(linked, ".flow__words li")
    assert len(drawn) == len(told) == 2
    for *title, passages in drawn:
        assert any(words.startswith(title[0]) and passages in words for words in told)
    assert len(linked.css("svg.wide .band")) == len(linked.css("svg.narrow .band")) == 3


def test_the_picture_of_words_that_nobody_is_known_to_have_taken_says_that_they_are_shared() -> None:
    words = "The bridge over the river has been closed for eleven weeks, and nobody has said when it will open again."
    tree = LexborHTMLParser(
        str(home(Context(archive_of({"a.txt": f"One\n\n{words}\n", "b.txt": f"Two\n\n{words}\n"}))))
    )
    assert said(tree, "svg.wide title") == ["Texts that share words with “One”"]


def test_of_texts_beyond_what_a_picture_holds_the_number_is_told() -> None:
    reports = {f"r{n:02}.txt": f"Report {n}\n\n" + GAZETTE.partition("\n\n")[2] for n in range(15)}
    archive = archive_of({"letter.txt": LETTER, "letter.yml": SEEDS["letter.yml"]} | reports)
    tree = LexborHTMLParser(str(home(Context(archive))))
    assert len(tree.css("svg.wide a[href^='compare']")) == MOST_TEXTS
    assert said(tree, ".flow > .fine")[0].startswith("And 9 texts more, with 18 passages")
    assert "15 texts quote the letter." in said(tree, ".verbs")[0]
