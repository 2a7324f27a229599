"""What a document's page says of its links: marks in the text, evidence after it, and the same from both ends."""

import gzip
import re
from itertools import pairwise

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sourcebook import addresses
from sourcebook.check.site import check_text
from sourcebook.model import About, Archive, Basis, Document, Fact, Link, LinkEnd, Paragraph, Source, WordCount
from sourcebook.model.asked import made
from sourcebook.problems import Findings
from sourcebook.render.base.context import Context
from sourcebook.render.base.excerpt import excerpt
from sourcebook.render.base.places import DEEPEST, MOST, Places, anchor_of
from sourcebook.render.document.documents import document_pages
from sourcebook.render.document.margin import margin_of
from sourcebook.render.document.text import text_paragraphs
from sourcebook.render.document.text_marks import passage_marks
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.text.sentences import around

from tests.reading_cases import COOKBOOK, GAZETTE, LETTER, SEEDS, archive_of


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(SEEDS)


@pytest.fixture(scope="module")
def pages(archive: Archive) -> dict[str, LexborHTMLParser]:
    """The documents' pages by id."""
    contents = {page.address: page.content for page in made(document_pages(Context(archive)))}
    return {d.id: LexborHTMLParser(str(contents[addresses.document(d.id)])) for d in archive.documents}


def plain(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(deep=True).split())


def notes(page: LexborHTMLParser) -> dict[str, list[str]]:
    """What stands beside each paragraph, closed: where its words stand too, and the verdict."""
    found: dict[str, list[str]] = {}
    for para in page.css(".para"):
        (paragraph,) = para.css("p[id]")
        found[paragraph.attributes["id"] or ""] = [plain(node) for node in para.css(".note > summary, .notes > .line")]
    return found


def context(page: LexborHTMLParser) -> dict[str, str]:
    """What is said around the text, by its label."""
    entries = page.css("#context > dl > *")
    return {plain(label): plain(said) for label, said in pairwise(entries) if label.tag == "dt"}


def test_beside_the_words_stands_where_they_went_and_where_they_come_from(pages: dict[str, LexborHTMLParser]) -> None:
    assert notes(pages["letter"]) == {
        "p3": ["Quoted in 2 texts 2 of 2 differClose"],
        "p4": ["Quoted in 1 text Word for wordClose", "Discussed in What these texts are"],
    }
    assert notes(pages["gazette"]) == {
        "p2": ["From the letter, ¶ 3 One word added: “long”Close"],
        "p3": ["From the letter, ¶ 4 Word for wordClose"],
    }
    assert notes(pages["herald"])["p3"] == ["“a disgrace to every honest taxpayer”: quoted from outside this archive"]
    assert notes(pages["cookbook"]) == {}


def test_a_note_holds_every_text_that_has_the_words(pages: dict[str, LexborHTMLParser]) -> None:
    """Those that differ show their words and how; one that shares them by way of a third is named."""
    for id, others in (("letter", ["gazette", "herald"]), ("gazette", ["letter", "herald"])):
        card = pages[id].css_first(".card")
        links = [node.attributes["href"] or "" for node in card.css(".who a")]
        assert [re.sub(r"\.\./(\w+)/#at-.*", r"\1", link) for link in links] == others
        assert "Compare this passage in all 3 texts" in plain(card)
    told = plain(pages["letter"].css_first(".card"))
    assert "Adds “long” after “for eleven”." in told
    assert "begins with “We hear that”: these words are inside the quotation marks but not in this letter." in told
    assert [plain(node) for node in pages["letter"].css(".card ins")] == ["long", "We hear that"]
    assert "This news report adds “long”" in plain(pages["gazette"].css_first(".card"))


def test_the_list_after_the_text_has_the_same(pages: dict[str, LexborHTMLParser]) -> None:
    shared = pages["letter"].css_first("details:has(#shared)")
    assert plain(shared.css_first("summary")).startswith("All 3 shared passages Quoted in 2 texts; 2 quotations differ")
    rows = [[plain(cell) for cell in row.css("td")] for row in shared.css("tbody tr")]
    assert [(row[0], row[3]) for row in rows] == [
        ("¶ 3", "One word added: “long”"),
        ("¶ 3", "Begins differently"),
        ("¶ 4", "Word for word"),
    ]
    assert "Why we say “quoted”: the source is a dated primary document" in plain(shared)
    assert pages["cookbook"].css_first("#shared") is None


def test_of_quotations_from_outside_the_longest_are_listed_first_and_the_short_ones_apart() -> None:
    quoted = ["a sad affair", "a disgrace to every honest taxpayer of this town", "nobody cares at all", "what a year"]
    said = "\n\n".join(f"Somebody{n} called it “{words}” on that day." for n, words in enumerate(quoted))
    pages = made(document_pages(Context(archive_of({"note.txt": f"A note\n\n{said}\n"}))))
    [page] = [page.content for page in pages if page.address == addresses.document("note")]
    listed = LexborHTMLParser(str(page)).css("#context q")
    assert [plain(quotation) for quotation in listed] == [quoted[number] for number in (1, 2, 0, 3)]
    [apart] = LexborHTMLParser(str(page)).css("#context details")
    assert plain(apart).startswith("Of fewer than five words: 3")
    assert [plain(quotation) for quotation in apart.css("q")] == [quoted[number] for number in (2, 0, 3)]


def test_what_stands_around_a_text_is_told(pages: dict[str, LexborHTMLParser]) -> None:
    assert context(pages["cookbook"])["Shared passages"] == "None found in other texts here, by these rules."
    assert context(pages["gazette"])["Quotes the same words"] == "No engineer in sight"
    assert context(pages["herald"])["Quotations from outside this archive"] == (
        "a disgrace to every honest taxpayer, ¶ 3"
    )
    assert context(pages["letter"])["Discussed in"] == (
        "What these texts are (Editor’s note) Anna Weber wrote a letter. see it in context "
        "It says that the ferry carries forty people. ¶ 4, see it in context"
    )


def test_the_strip_shows_which_paragraphs_stand_elsewhere(pages: dict[str, LexborHTMLParser]) -> None:
    cells = [(plain(node), node.attributes.get("class")) for node in pages["letter"].css("[data-strip] a")]
    assert cells == [("1", None), ("2", None), ("3", "quoted altered"), ("4", "quoted"), ("5", None)]
    assert plain(pages["letter"].css_first(".elsewhere h2")) == "2 of 5 paragraphs quoted elsewhere"
    assert plain(pages["gazette"].css_first(".elsewhere h2")) == "Quotes the letter in 2 of 3 paragraphs"
    assert plain(pages["cookbook"].css_first(".elsewhere h2")) == "2 paragraphs; no wording shared with other texts"
    assert [node.attributes.get("tabindex") for node in pages["letter"].css("[data-strip] a")] == [None, *["-1"] * 4]


def test_who_has_the_words_of_a_quotation_too_isn_t_told_as_quoted(archive: Archive) -> None:
    first, second = (
        next(link for link in archive.links if (link.kind, link.target.document) == ("quotation", id))
        for id in ("gazette", "herald")
    )
    longer = replace(first.target, start=0, paragraphs=("p1", "p2"))
    shared = replace(first, id="shared", kind="shared-passage", directed=False, source=longer, target=second.target)
    passages = [replace(p, links=(*p.links, "shared")) if first.id in p.links else p for p in archive.passages]
    found = replace(archive, links=(*archive.links, shared), passages=tuple(passages))
    (page,) = (p for p in made(document_pages(Context(found))) if p.address == addresses.document("gazette"))
    tree = LexborHTMLParser(str(page.content))
    assert plain(tree.css_first(".elsewhere h2")) == "Quotes the letter in 2 of 3 paragraphs"
    states = [node.attributes.get("class") or "" for node in tree.css("[data-strip] a")]
    assert ["quoted" in state for state in states] == [False, True, True]
    assert "; here ¶ 1–2" in plain(tree.css_first(".note > summary"))


def test_each_link_leads_to_an_anchor_that_is_there(archive: Archive, pages: dict[str, LexborHTMLParser]) -> None:
    for id, page in pages.items():
        here = {node.attributes["id"] for node in page.css("[id]")}
        for node in page.css("a[href^='#']"):
            assert (node.attributes["href"] or "")[1:] in here, (id, node.html)
        for node in page.css("a[href^='../'][href*='#']"):
            match = re.fullmatch(r"\.\./(\w+)/#(.+)", node.attributes["href"] or "")
            if match:
                assert pages[match[1]].css(f"[id='{match[2]}']"), node.html


def test_a_mark_in_the_text_leads_to_its_evidence_and_the_evidence_back(pages: dict[str, LexborHTMLParser]) -> None:
    page = pages["gazette"]
    marks = page.css("p[id] a.sh:not([tabindex])")
    assert len(marks) == 2
    for mark in marks:
        card = page.css_first(f"[id='{(mark.attributes['href'] or '')[1:]}']")
        assert card is not None
        (back,) = card.css(".go a[href^='#at-']:not([data-cite-words])")
        words = page.css_first(f"[id='{(back.attributes['href'] or '')[1:]}']")
        assert words is not None
        assert plain(mark) in plain(words)


def test_what_a_quotation_changes_is_marked_in_both_texts(pages: dict[str, LexborHTMLParser]) -> None:
    """In the text that has more words they are marked, in the other a caret stands before the gap."""
    assert [plain(node) for node in pages["gazette"].css("p[id] .chg")] == ["long"]
    assert [node.text() for node in pages["letter"].css("p[id] .gap")] == ["T", "n"]


def test_a_name_is_a_link_where_it_first_stands_and_plain_from_there_on() -> None:
    names = "names:\n  - {id: weber, type: person, label: Anna Weber, aliases: [Anna Weber, Anna]}\n"
    texts = {"a.txt": "Anna Weber came.\n\nAnna Weber left, and Anna said no more.", "names.yml": names}
    (page,) = made(document_pages(Context(archive_of(texts))))
    tree = LexborHTMLParser(str(page.content))
    found = [(node.tag, node.attributes.get("href"), node.text()) for node in tree.css("p[id] [data-name=weber]")]
    assert found == [
        ("a", "../../names/weber/", "Anna Weber"),
        ("span", None, "Anna Weber"),
        ("span", None, "Anna"),
    ]


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


def test_a_text_that_hundreds_quote_has_a_page_that_can_be_read() -> None:
    seeds = {f"r{n:03}.txt": f"Report {n}\n\n" + GAZETTE.partition("\n\n")[2] for n in range(300)}
    archive = archive_of({"letter.txt": LETTER, "letter.yml": SEEDS["letter.yml"]} | seeds)
    page = next(page for page in made(document_pages(Context(archive))) if page.address == "documents/letter/")
    tree = LexborHTMLParser(str(page.content))
    assert notes(tree)["p3"] == ["Quoted in 300 texts 300 of 300 differClose"]
    card = tree.css_first(".card")
    assert (len(card.css("q")), len(card.css(".who"))) == (3, 12)
    assert "288 more: compare this passage in all 301 texts" in plain(card)
    assert len(tree.css("#shared tbody tr")) == 100
    assert "And 500 more: the record of this document lists every link" in plain(tree.css_first("#shared"))
    assert "And 295 more texts" in plain(tree.css_first(".elsewhere"))
    assert len(gzip.compress(str(page.content).encode())) < 20_000


def test_a_text_that_is_linked_with_one_of_many_says_how_many_have_the_words() -> None:
    told = "An old fisherman told the pilot that a great bell swings below the waves on every windless night."
    own = [[f"{letters}{n}" for letters in "abcdefghijklmnopqrst"] for n in range(30)]
    archive = archive_of({f"t{n:02}.txt": f"{' '.join(w)}.\n\n{' '.join(w)}. {told}" for n, w in enumerate(own)})
    page = next(page for page in made(document_pages(Context(archive))) if page.address == "documents/t29/")
    tree = LexborHTMLParser(str(page.content))
    assert len(archive.links_of["t29"]) == 1
    assert "; in 30 texts in all" in notes(tree)["p2"][0]
    assert "Shares passages with 1 text; one passage stands in 30 texts" in plain(tree.body)


def test_a_long_text_is_laid_out_in_parts_and_led_through_by_its_headings() -> None:
    chapters = [f"Chapter {n}\n\n" + "\n\n".join(f"Line {n} {at}." for at in range(20)) for n in range(1, 21)]
    roles = "roles:\n" + "".join(
        f'  - {{role: heading, text: "Chapter {n}", paragraph: p{21 * n - 20}}}\n' for n in range(1, 21)
    )
    (page,) = made(document_pages(Context(archive_of({"book.txt": "\n\n".join(chapters), "book.yml": roles}))))
    tree = LexborHTMLParser(str(page.content))
    assert [len(part.css("p[id]")) for part in tree.css(".part")] == [40] * 10 + [20]
    assert [plain(node) for node in tree.css(".contents a")] == [f"Chapter {n}" for n in range(2, 21)], (
        "the first is the title"
    )
    cells = tree.css("[data-strip] a")
    assert len(cells) == 21
    assert (cells[1].attributes["href"], cells[1].attributes["aria-label"]) == ("#p21", "¶ 21–40")


@pytest.mark.parametrize(
    ("lines", "text", "shown"),
    [
        ("flow", "The mayor\r\nwrote on\n  Monday.", "The mayor <mark>wrote on Monday.</mark>"),
        ("flow", "港口\n扩建wrote\n工程。", "港口扩建<mark>wrote 工程。</mark>"),
        ("flow", "> The mayor\n> wrote.", "&gt; The mayor\n&gt; <mark>wrote.</mark>"),
        ("flow", "Came.\n\nNobody\nwrote it\n\nand left.", "Nobody <mark>wrote it\n\nand left.</mark>"),
        ("keep", "The mayor\nwrote.", "The mayor\n<mark>wrote.</mark>"),
        ("", "The mayor\nwrote.", "The mayor\n<mark>wrote.</mark>"),
    ],
)
def test_evidence_is_shown_with_its_lines_as_the_page_has_them(lines: str, text: str, shown: str) -> None:
    source = Source("a", "a.txt", "a.txt", text, split_paragraphs(text))
    start = text.index("wrote")
    end = LinkEnd("a", start, len(text), text[start:])
    assert excerpt(Document(source, {}, lines=lines), end, (), is_shared=True).content == shown


# Ends of links anywhere in a text: however they overlap, the text stays and every anchor can be found.

WORDS = " ".join(f"word{n}" for n in range(60))


def linked(ends: list[tuple[int, int]]) -> Context:
    """An archive of two texts joined by made-up links."""
    text = WORDS[:200] + "\n\n" + WORDS[200:]
    gap = text.index("\n\n")
    title = {"title": (Fact("title", "x", Basis.EDITOR),)}
    paragraphs = (Paragraph("p1", 0, gap), Paragraph("p2", gap + 2, len(text)))
    one, other = (Document(Source(id, f"{id}.txt", f"{id}.txt", text, paragraphs), title) for id in ("a", "b"))
    links = []
    for number, (start, end) in enumerate(ends):
        touched = tuple(p.id for p in paragraphs if p.start < end and p.end > start)
        made = [LinkEnd(id, start, end, text[start:end], touched) for id in ("a", "b")]
        links.append(
            Link(made[0], made[1], "shared-passage", False, "undirected", WordCount(1, 1, 1), id=f"{number:012x}")
        )
    return Context(Archive(About(), (one, other), links=tuple(sorted(links))))


def test_words_of_two_passages_lead_to_the_shorter_one() -> None:
    context = linked([(0, 20), (0, 60)])
    document = context.document("a")
    found = margin_of(context, document)
    hrefs = {(span.start, span.end): span.href for span in passage_marks(context, document, found) if span.href}
    assert hrefs == {(0, 20): "#e-0-20", (20, 60): "#e-0-60"}


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 120)).map(lambda at: (at[0], at[0] + at[1])), max_size=40)
)
def test_however_links_overlap_the_text_stays_and_anchors_are_found(ends: list[tuple[int, int]]) -> None:
    context = linked(ends)
    document = context.document("a")
    marks = passage_marks(context, document, margin_of(context, document))
    html = "".join(text_paragraphs(document, marks))
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
