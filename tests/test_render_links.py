"""What a document's page says of its links: marks in the text, evidence after it, and the same from both ends."""

import re
from dataclasses import replace

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sourcebook import addresses
from sourcebook.check.site import check_text
from sourcebook.model import About, Archive, Basis, Document, Fact, Link, LinkEnd, Paragraph, Source, WordCount
from sourcebook.problems import Findings
from sourcebook.render.base.context import Context
from sourcebook.render.base.places import DEEPEST, MOST, Places, anchor_of
from sourcebook.render.document.documents import document_pages
from sourcebook.render.document.passage_marks import margin_notes, passage_marks
from sourcebook.render.document.text import text_paragraphs
from sourcebook.text.sentences import around

from tests.reading_cases import COOKBOOK, GAZETTE, LETTER, SEEDS, archive_of


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(SEEDS)


@pytest.fixture(scope="module")
def pages(archive: Archive) -> dict[str, LexborHTMLParser]:
    """The documents' pages by id."""
    made = {page.address: page.content for page in document_pages(Context(archive))}
    return {d.id: LexborHTMLParser(str(made[addresses.document(d.id)])) for d in archive.documents}


def plain(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(deep=True).split())


def section(page: LexborHTMLParser, anchor: str) -> LexborNode:
    node = page.css_first(f"section[aria-labelledby='{anchor}']")
    assert node is not None, anchor
    return node


def test_each_kind_has_its_group_in_the_words_of_the_table(pages: dict[str, LexborHTMLParser]) -> None:
    heads = {id: [plain(h) for h in page.css("section.sb-links > h2")] for id, page in pages.items()}
    assert heads["gazette"][0] == "Quotes 2 passages, 1 text"
    assert heads["letter"][0] == "Quoted in 3 passages, 2 texts"
    assert "Also quoted in 1 text quotes the same words of a third" in heads["gazette"]
    assert "Quoted here, source not in this archive 1 quotation" in heads["herald"]
    assert "Discussed in 1 page of this archive" in heads["letter"]


def test_a_text_without_passages_says_so_and_under_which_rules(pages: dict[str, LexborHTMLParser]) -> None:
    said = section(pages["cookbook"], "passages")
    assert plain(said).endswith("No passage of this text stands in another text here, under these rules.")
    assert said.css_first("a").attributes["href"] == "../../about/links/"
    assert not pages["gazette"].css("section[aria-labelledby='passages']")


def test_what_differs_is_said_in_words_from_both_ends(pages: dict[str, LexborHTMLParser]) -> None:
    for id, anchor in (("gazette", "quotes"), ("letter", "quoted-in")):
        told = [plain(node) for node in section(pages[id], anchor).css(".sb-told")]
        assert any("20 of 21 words the same; adds “long” after “for eleven”." in words for words in told), (id, told)
    told = plain(section(pages["herald"], "quotes").css_first(".sb-told"))
    assert "begins with “We hear that”: these words stand inside the quotation marks but not in the letter." in told


def test_the_direction_has_its_reason(pages: dict[str, LexborHTMLParser]) -> None:
    why = [plain(node) for node in section(pages["letter"], "quoted-in").css(".sb-why")]
    assert why
    assert all(words.startswith("Why: the source is a dated primary document") for words in why)


def test_both_sentences_stand_in_an_entry_with_what_they_share_and_what_they_do_not(
    pages: dict[str, LexborHTMLParser],
) -> None:
    cells = section(pages["gazette"], "quotes").css_first(".sb-evidence").css(".sb-cell")
    assert [plain(cell.css_first("figcaption")) for cell in cells] == [
        "The letter, ¶ 3",
        "This news report, ¶ 2, in quotation marks",
    ]
    assert plain(cells[0].css_first("blockquote")).startswith("The bridge over the river has been closed for eleven")
    assert [plain(node) for node in cells[1].css("ins")] == ["long"]
    assert " ".join(plain(node) for node in cells[1].css("mark")) in " ".join(GAZETTE.split()).replace(" long", "")


def test_each_link_leads_to_an_anchor_that_is_there(archive: Archive, pages: dict[str, LexborHTMLParser]) -> None:
    for id, page in pages.items():
        here = {node.attributes["id"] for node in page.css("[id]")}
        for node in page.css("a[href^='#']"):
            assert (node.attributes["href"] or "")[1:] in here, (id, node.html)
        for node in page.css("section.sb-links a[href^='../'][href*='#']"):
            match = re.fullmatch(r"\.\./(\w+)/#(.+)", node.attributes["href"] or "")
            if match:
                assert pages[match[1]].css(f"[id='{match[2]}']"), node.html


def test_a_mark_in_the_text_leads_to_its_evidence_and_the_evidence_back(pages: dict[str, LexborHTMLParser]) -> None:
    page = pages["gazette"]
    marks = page.css("[data-source-text] a.sb-passage:not([tabindex])")
    assert len(marks) == 2
    for mark in marks:
        entry = page.css_first(mark.attributes["href"] or "")
        assert entry is not None
        back = entry.css(".sb-go a[href^='#at-']")
        assert len(back) == 1
        words = page.css_first(back[0].attributes["href"] or "")
        assert words is not None
        assert plain(mark) in plain(words)


def test_the_margin_says_where_words_come_from_and_where_they_went(pages: dict[str, LexborHTMLParser]) -> None:
    notes = {
        id: {node.parent.attributes["id"]: node.attributes["data-note"] for node in page.css(".sb-note") if node.parent}
        for id, page in pages.items()
    }
    assert notes["letter"] == {"p3": "quoted in 2", "p4": "quoted in 1"}
    assert notes["gazette"] == {"p2": "from ¶\u00a03 of the letter", "p3": "from ¶\u00a04 of the letter"}
    assert notes["cookbook"] == {}


def test_marks_add_nothing_to_the_text(archive: Archive, pages: dict[str, LexborHTMLParser]) -> None:
    findings = Findings()
    for document in archive.documents:
        check_text(pages[document.id], document.source, document.id, findings)
    assert list(findings) == []
    assert archive.by_id["letter"].source.text == LETTER
    assert archive.by_id["cookbook"].source.text == COOKBOOK


def test_links_do_not_nest(pages: dict[str, LexborHTMLParser]) -> None:
    assert not [node for page in pages.values() for node in page.css("a a")]
    for page in pages.values():
        tree = html5lib.parse(page.html, namespaceHTMLElements=False)
        assert not [a for a in tree.iter("a") if list(a.iter("a"))[1:]]


def test_an_editorial_page_is_shown_with_the_sentence_around_its_link(pages: dict[str, LexborHTMLParser]) -> None:
    said = [plain(node) for node in section(pages["letter"], "discussed-in").css("li")]
    assert said == [
        "Anna Weber wrote a letter. as written there",
        "It says that the ferry carries forty people. on ¶ 4, as written there",
    ]


def test_only_the_first_documents_of_a_large_group_are_open(archive: Archive) -> None:
    seeds = {f"r{n:03}.txt": f"Report {n}\n\n" + GAZETTE.partition("\n\n")[2] for n in range(130)}
    page = next(
        page
        for page in document_pages(
            Context(archive_of({"letter.txt": LETTER, "letter.yml": SEEDS["letter.yml"]} | seeds))
        )
        if page.address == "documents/letter/"
    )
    tree = LexborHTMLParser(str(page.content))
    group = section(tree, "quoted-in")
    assert "260 passages, 130 texts" in plain(group.css_first("h2"))
    folded = group.css_first("details.sb-more-cards")
    assert folded is not None
    assert (len(group.css(".sb-card")), len(folded.css(".sb-card"))) == (100, 80)
    assert "And 30 texts beyond these" in plain(group)
    assert len(page.content) < 700_000
    here = {node.attributes["id"] for node in tree.css("[id]")}
    for node in tree.css("[data-source-text] a.sb-passage"):
        assert (node.attributes["href"] or "")[1:] in here


# Ends of links anywhere in a text: however they overlap, the text stays and every anchor can be found.

WORDS = " ".join(f"word{n}" for n in range(60))


def linked(ends: list[tuple[int, int]]) -> Context:
    """An archive of two texts joined by made-up links."""
    text = WORDS[:200] + "\n\n" + WORDS[200:]
    gap = text.index("\n\n")
    title = {"title": (Fact("title", "x", Basis.EDITOR),)}
    paragraphs = (Paragraph("p1", 0, gap), Paragraph("p2", gap + 2, len(text)))
    one, other = (
        Document(Source(id, f"{id}.txt", f"{id}.txt", text.encode(), text, paragraphs), title) for id in ("a", "b")
    )
    links = []
    for number, (start, end) in enumerate(ends):
        touched = tuple(p.id for p in paragraphs if p.start < end and p.end > start)
        made = [LinkEnd(id, start, end, text[start:end], touched) for id in ("a", "b")]
        links.append(
            Link(made[0], made[1], "shared-passage", False, "undirected", WordCount(1, 1, 1), id=f"{number:012x}")
        )
    return Context(Archive(About(), (one, other), links=tuple(sorted(links))))


def test_a_note_leads_to_what_it_names_first() -> None:
    context = linked([(0, 20), (0, 30)])
    shared, quotation = context.archive.links
    quotation = replace(quotation, kind="quotation", directed=True)
    both = Context(replace(context.archive, links=(shared, quotation)))
    of_b = both.archive.documents[1]
    note = margin_notes(both, of_b, frozenset({shared.id, quotation.id}))["p1"]
    assert (note.words.split()[0], note.href) == ("from", f"#link-{quotation.id}")
    assert margin_notes(both, of_b, frozenset({shared.id}))["p1"].href == f"#link-{shared.id}"


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 120)).map(lambda at: (at[0], at[0] + at[1])), max_size=40)
)
def test_however_links_overlap_the_text_stays_and_anchors_are_found(ends: list[tuple[int, int]]) -> None:
    context = linked(ends)
    document = context.document("a")
    shown = frozenset(link.id for link in context.archive.links)
    html = "".join(
        f'<p id="{p.id}">{p.content}</p>' for p in text_paragraphs(document, passage_marks(context, document, shown))
    )
    tree = LexborHTMLParser(f"<div data-source-text>{html}</div>")
    findings = Findings()
    check_text(tree, document.source, "a", findings)
    assert list(findings) == []
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for start, end in set(ends):
        anchor = context.places.anchor("a", start, end)
        assert anchor in {*ids, "text"}
        if anchor == anchor_of(start, end):
            parts = tree.css(f"[id='{anchor}'], [data-part-of='{anchor}']")
            text = "".join(part.text(deep=True) for part in parts)
            assert "".join(text.split()) == "".join(document.source.text[start:end].split())
    assert not tree.css("a a")


def test_ends_crowded_in_one_place_nest_no_deeper_than_browsers_bear() -> None:
    context = linked([(0, 50 + n) for n in range(200)])
    at = context.places.at["a"]
    assert len(at) == DEEPEST
    assert context.places.anchor("a", 0, 51) == "p1"
    many = Places(linked([(n, n + 1) for n in range(400)]).archive)
    assert len(many.at["a"]) == MOST


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Army", 'Mr. Pham of the U.S. Army said "no."'),
        ("left", "Then he left."),
        ("One", "One two."),
        ("stop", "The end without a stop"),
        ("two. Mr. Pham", 'One two. Mr. Pham of the U.S. Army said "no."'),
    ],
)
def test_a_sentence_is_found_around_words(words: str, sentence: str) -> None:
    text = 'One two. Mr. Pham of the U.S. Army said "no." Then he left. The end without a stop'
    at = text.index(words)
    start, end = around(text, at, at + len(words), (0, len(text)), 100)
    assert text[start:end] == sentence


@given(st.text(alphabet='ab. ?!"’\n', max_size=60), st.data())
def test_what_stands_around_words_holds_them_and_stays_within_bounds(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = around(text, start, end, (0, len(text)), 10)
    assert 0 <= first <= start <= end <= last <= len(text)
    assert start - first <= 10
    assert last - end <= 10
