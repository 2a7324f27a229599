"""Two texts side by side, and passages with their witnesses: both texts whole, and what differs, found and said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sourcebook.model import Archive
from sourcebook.render import Context, Page, compare_pages, passages_pages, passages_start
from sourcebook.render.compare.compare import MOST
from sourcebook.text.collation import Place, collate, sigla
from sourcebook.text.tokens import words_of

from tests.reading_cases import GAZETTE, LETTER, SEEDS, archive_of
from tests.test_render_links import plain


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(SEEDS)


@pytest.fixture(scope="module")
def comparisons(archive: Archive) -> dict[str, Page]:
    return {page.address: page for page in compare_pages(Context(archive))}


@pytest.fixture(scope="module")
def passages(archive: Archive) -> list[Page]:
    return list(passages_pages(Context(archive)))


def test_every_linked_pair_has_a_page_the_smaller_id_first(comparisons: dict[str, Page]) -> None:
    assert list(comparisons) == ["compare/gazette/letter/", "compare/herald/letter/"]


def test_both_texts_stand_whole_on_it_and_are_no_source_text(archive: Archive, comparisons: dict[str, Page]) -> None:
    tree = LexborHTMLParser(str(comparisons["compare/gazette/letter/"].content))
    assert not tree.css("[data-source-text]")
    for side, id in (("a", "gazette"), ("b", "letter")):
        source = archive.by_id[id].source
        shown = [tree.css_first(f"[id='{side}-{p.id}']").text(deep=True) for p in source.paragraphs]
        assert shown == [source.shown(p.start, p.end) for p in source.paragraphs]


def test_each_passage_leads_to_its_partner_and_the_partner_back(comparisons: dict[str, Page]) -> None:
    tree = LexborHTMLParser(str(comparisons["compare/gazette/letter/"].content))
    passages = tree.css(".sb-columns a.sb-passage:not([tabindex])")
    assert len(passages) == 4
    for passage in passages:
        partner = tree.css_first(passage.attributes["href"] or "")
        back = partner.css_first("a.sb-passage")
        home = tree.css_first(back.attributes["href"] or "")
        assert plain(passage) in plain(home)


def test_changes_are_marked_and_said(comparisons: dict[str, Page]) -> None:
    tree = LexborHTMLParser(str(comparisons["compare/gazette/letter/"].content))
    assert [plain(node) for node in tree.css(".sb-columns ins")] == ["long"]
    said = [plain(node) for node in tree.css(".sb-pairs li")]
    assert said == [
        "A ¶ 2 ↔ B ¶ 3: A quotes B; 20 of 21 words the same; adds “long” after “for eleven”",
        "A ¶ 3 ↔ B ¶ 4: A quotes B; all 21 words the same",
    ]
    assert "Doubly underlined" in plain(tree.css_first(".sb-key"))
    assert "Wavy" not in plain(tree.css_first(".sb-key"))


def test_two_copies_of_one_text_make_one_page_of_bounded_size() -> None:
    text = "\n\n".join(f"The {n}th engineer looked at bridge number {n} and wrote a careful note." for n in range(300))
    pages = list(compare_pages(Context(archive_of({"a.txt": text, "b.txt": text}))))
    assert len(pages) == 1
    tree = LexborHTMLParser(str(pages[0].content))
    assert 1 <= len(tree.css(".sb-pairs > li")) <= MOST
    assert len(pages[0].content) < 10 * len(text)


def test_a_passage_names_its_source_first_and_tells_how_the_others_differ(passages: list[Page]) -> None:
    tree = LexborHTMLParser(str(passages[0].content))
    assert [plain(node) for node in tree.css("h3")] == ["Where the words come from", "Date not stated"]
    rows = [plain(node) for node in tree.css(".sb-witnesses > li")]
    assert rows[0].startswith("A [Letter to the council] Anna Weber · 5 March 1921 · ¶ 3")
    assert [row.partition("in quotation marks ")[2] for row in rows[1:]] == [
        "adds “long” after “for eleven”",
        "adds “We hear that” at the beginning",
    ]


def test_the_apparatus_has_a_line_for_each_place_that_varies(passages: list[Page]) -> None:
    tree = LexborHTMLParser(str(passages[0].content))
    assert [plain(node) for node in tree.css(".sb-apparatus > li")] == [
        "at the beginning A B ] We hear that C",
        "after for eleven A C ] long B",
    ]
    rows = [[plain(cell) for cell in row.css("td")] for row in tree.css(".sb-collation tbody tr")]
    assert rows[0] == ["nothing", "nothing", "We hear that"]
    assert ["nothing", "long", "nothing"] in rows


def test_witnesses_that_agree_are_said_to_agree(passages: list[Page]) -> None:
    tree = LexborHTMLParser(str(passages[1].content))
    assert "Both witnesses agree in every word." in plain(tree.css_first("body"))
    assert not tree.css(".sb-collation")


def test_the_list_has_the_most_repeated_first(archive: Archive) -> None:
    tree = LexborHTMLParser(str(passages_start(archive)))
    about = [plain(node) for node in tree.css(".sb-passages__about")]
    assert about == ["3 texts · from [Letter to the council]", "2 texts · from [Letter to the council]"]


def test_an_archive_without_passages_says_so() -> None:
    archive = archive_of({"a.txt": LETTER})
    assert "No passage of any text here stands in another" in passages_start(archive)
    assert list(passages_pages(Context(archive))) == list(compare_pages(Context(archive))) == []


def test_a_passage_of_very_many_witnesses_stays_a_page() -> None:
    seeds = {f"r{n:03}.txt": f"Report {n}\n\n" + GAZETTE.partition("\n\n")[2] for n in range(120)}
    archive = archive_of({"letter.txt": LETTER, "letter.yml": SEEDS["letter.yml"]} | seeds)
    page = next(iter(passages_pages(Context(archive))))
    tree = LexborHTMLParser(str(page.content))
    assert len(tree.css(".sb-witnesses > li")) == 100
    assert "And 21 witnesses more" in re.sub(r"\s+", " ", tree.body.text(deep=True))


TEXT = st.lists(
    st.sampled_from(
        ["the", "bridge", "has", "been", "closed", "New", "Yorkers", "NewYorkers", "U.S.", "us", "—", "“a”"]
    ),
    max_size=12,
).map(" ".join)


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_a_collation_has_every_word_of_every_witness_in_order(texts: list[str]) -> None:
    places = collate(texts)
    for number, text in enumerate(texts):
        assert [word for place in places for word in words_of(place.readings[number])] == words_of(text)
    assert sum(place.words for place in places) == len(words_of(texts[0]))
    for place in places:
        if not place.varies:
            assert len({tuple(words_of(reading)) for reading in place.readings}) == 1


def test_a_lost_space_is_a_variant_and_letter_case_is_none() -> None:
    assert collate(["New Yorkers said no", "NewYorkers SAID no"]) == (
        Place(("New Yorkers", "NewYorkers"), True, 2),
        Place(("said no", "SAID no"), False, 2),
    )


def test_letters_for_witnesses_do_not_run_out() -> None:
    letters = sigla(60)
    assert letters[:2] + letters[25:28] == ["A", "B", "Z", "A1", "B1"]
    assert len(set(letters)) == 60
