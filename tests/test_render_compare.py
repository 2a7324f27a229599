"""Two texts side by side, and passages with their witnesses: both texts whole, and what differs, found and said."""

import gzip
import random
import re
from itertools import pairwise
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sourcebook.model import About, Archive, Basis, Document, Fact, Link, LinkEnd, Passage, Source, Witness, WordCount
from sourcebook.model.asked import made
from sourcebook.render.base.compared import MOST
from sourcebook.render.base.context import Context
from sourcebook.render.base.page import Page
from sourcebook.render.browse.home import home
from sourcebook.render.browse.passages import MOST_WITNESSES, passages_pages, passages_start
from sourcebook.render.compare.compare import compare_pages
from sourcebook.render.compare.slices import Between, Passed, in_pieces
from sourcebook.render.document.documents import document_pages
from sourcebook.text.collation import Locus, collate, sigla
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.text.tokens import words_of

from tests.reading_cases import GAZETTE, LETTER, SEEDS, archive_of
from tests.test_render_links import plain


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(SEEDS)


@pytest.fixture(scope="module")
def comparisons(archive: Archive) -> dict[str, Page]:
    return {page.address: page for page in made(compare_pages(Context(archive)))}


@pytest.fixture(scope="module")
def passages(archive: Archive) -> list[Page]:
    return list(made(passages_pages(Context(archive))))


def test_a_pair_has_a_page_where_it_tells_more_than_the_texts_own_pages_do(comparisons: dict[str, Page]) -> None:
    assert list(comparisons) == ["compare/gazette/letter/"], "the Herald has one sentence of the letter"


def test_a_passage_that_a_third_text_has_too_leads_to_all_of_them(comparisons: dict[str, Page]) -> None:
    (page,) = comparisons.values()
    rows = LexborHTMLParser(page.content).css(".pass")
    third = [[(plain(a), a.attributes["href"]) for a in row.css(".pass > .fine a")] for row in rows]
    assert [says for (says, _), *_ in filter(None, third)] == ["Compare this passage in all 3 texts"]
    assert all(address and address.startswith("../../../passages/") for (_, address), *_ in filter(None, third))
    assert len(rows) > 1


def test_lines_that_flow_meet_without_a_space_in_a_script_that_has_none() -> None:
    kept = "".join(f"第{n}位工程师仔细检查了第{n}座桥梁，\n并且认真地写下了详细的记录与说明。\n" for n in range(40))
    whole = kept.replace("\n", "")
    texts = {"a.txt": f"甲\n\n{kept}", "a.yml": "lines: flow\n", "b.txt": f"乙\n\n{whole}"}
    (page,) = made(compare_pages(Context(archive_of(texts))))
    assert page.content.count('<span class="joint">\n</span>') == 79
    context = Context(archive_of(texts | {"c.txt": f"丙\n\n{kept}", "c.yml": "lines: keep\n"}))
    (passage,) = made(passages_pages(context))
    for shown in (passage.content, passage.title, passages_start(context)):
        assert "桥梁，并且认真地写下了详细的记录与说明。第1位" in shown


LONG = " ".join(f"The {n}th engineer looked at bridge number {n} and wrote a careful note of it." for n in range(20))


@pytest.mark.parametrize(
    ("one", "other", "has_page"),
    [
        (
            GAZETTE,
            GAZETTE.replace("eleven", "ten").replace("She added that", "Of boats she said no more than this, that"),
            True,
        ),
        (LETTER.split("\n\n")[2], GAZETTE, False),
        (LONG, LONG, True),
        (LONG, LONG.replace("13th", "14th"), True),
        (LONG[:160], LONG, False),
    ],
)
def test_one_short_passage_between_two_texts_needs_no_page(one: str, other: str, has_page: bool) -> None:
    context = Context(archive_of({"a.txt": f"First\n\n{one}", "b.txt": f"Second\n\n{other}"}))
    assert context.archive.links
    assert [page.address for page in made(compare_pages(context))] == (["compare/a/b/"] if has_page else [])
    links = [
        node.attributes["href"]
        for page in made(document_pages(context))
        for node in LexborHTMLParser(page.content).css("a")
    ]
    assert ("../../compare/a/b/" in links) == has_page
    home_page = LexborHTMLParser(str(home(context)))
    assert bool(home_page.css("a[href='compare/a/b/']")) == has_page


def plain_in(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [plain(node) for node in tree.css(selector)]


def test_the_text_that_the_words_come_from_stands_on_the_left(comparisons: dict[str, Page]) -> None:
    tree = LexborHTMLParser(str(comparisons["compare/gazette/letter/"].content))
    assert plain_in(tree, ".cols .source-words") == ["[Letter to the council]", "Bridge still closed"]
    assert plain_in(tree, ".sum") == [
        "The news report quotes the letter twice. One is word for word, one differs (one word added: “long”)."
    ]
    assert not tree.css("[data-source-text]")


def test_each_passage_stands_beside_its_partner_with_its_verdict_first(comparisons: dict[str, Page]) -> None:
    tree = LexborHTMLParser(str(comparisons["compare/gazette/letter/"].content))
    assert plain_in(tree, ".pass > header") == [
        "Passage 1 of 2 One word added: “long” 20 of 21 words the same.",
        "Passage 2 of 2 Word for word",
    ]
    assert plain_in(tree, ".pass .label") == [
        "As written, the letter, ¶ 3",
        "As quoted, the news report, ¶ 2",
        "As written, the letter, ¶ 4",
        "As quoted, the news report, ¶ 3",
    ]
    assert plain_in(tree, ".pass ins") == ["long"]
    assert [node.text() for node in tree.css(".pass .gap")] == ["n"], "the last letter before the place"
    assert plain_in(tree, ".pass.differs h2") == ["Passage 1 of 2"]
    left, right = tree.css(".pass")[1].css(".words")
    assert plain(left).lower().rstrip(".") in plain(right)


def test_what_is_not_shared_is_folded_and_named(comparisons: dict[str, Page]) -> None:
    tree = LexborHTMLParser(str(comparisons["compare/gazette/letter/"].content))
    assert plain_in(tree, "details.between > summary") == [
        "Not shared: ¶ 1–2 of the letter and ¶ 1 of the news report",
        "Not shared: the rest of ¶ 3 of the letter",
        "Not shared: ¶ 5 of the letter",
    ]


def test_both_texts_stand_whole_in_their_order(archive: Archive, comparisons: dict[str, Page]) -> None:
    tree = LexborHTMLParser(str(comparisons["compare/gazette/letter/"].content))
    for number, id in enumerate(("letter", "gazette")):
        halves = [pair.css(".words")[number] for pair in tree.css(".as")]
        source = archive.by_id[id].source
        assert " ".join(plain(half) for half in halves).split() == source.text.split()
        assert all(tree.css(f"[id='{'ab'[number]}-{paragraph.id}']") for paragraph in source.paragraphs)


def test_texts_whose_order_nobody_knows_are_called_a_and_b() -> None:
    other = GAZETTE.replace("eleven", "ten").replace("She added that", "Of boats she said no more than this, that")
    page = next(made(compare_pages(Context(archive_of({"a.txt": GAZETTE, "b.txt": other})))))
    tree = LexborHTMLParser(str(page.content))
    assert plain_in(tree, ".siglum") == ["A", "B"]
    assert plain(tree.css_first(".sum")).startswith("Text A and text B share ")
    assert "One word differs: “eleven”, “ten”" in plain(tree.body)


def test_a_text_many_times_longer_than_the_other_leaves_the_page_small() -> None:
    long = "\n\n".join(
        f"Section {n}. " + f"Whoever keeps beast {n} shall pay toll {n} at gate {n}. " * 12 for n in range(600)
    )
    statute = f"A statute\n\n{long}\n\n{GAZETTE}\n\n{long.replace('toll', 'due')}"
    page = next(made(compare_pages(Context(archive_of({"note.txt": LETTER, "statute.txt": statute})))))
    assert len(page.content) < 30_000
    tree = LexborHTMLParser(str(page.content))
    assert len(tree.css(".pass")) == 2
    links = [node for node in tree.css(".between a") if "Read" in plain(node)]
    assert len(links) == 2
    assert re.fullmatch(r"Read [\d,]+ words of text B in the document", plain(links[0]))
    assert (links[0].attributes["href"] or "").endswith("documents/statute/#p1")


def test_two_copies_of_one_text_make_one_page_of_bounded_size() -> None:
    text = "\n\n".join(f"The {n}th engineer looked at bridge number {n} and wrote a careful note." for n in range(300))
    pages = list(made(compare_pages(Context(archive_of({"a.txt": text, "b.txt": text})))))
    assert len(pages) == 1
    tree = LexborHTMLParser(str(pages[0].content))
    assert 1 <= len(tree.css(".pass")) <= MOST
    assert len(pages[0].content) < 10 * len(text)


def test_many_passages_have_a_strip_that_leads_to_each(archive: Archive) -> None:
    lines = [f"The {n}th engineer, called Number{n}, looked at bridge {n} and wrote home about it." for n in range(40)]
    other = [
        f"{line}\n\nPage {n} of another book has nothing to do with {n * 7} others." for n, line in enumerate(lines)
    ]
    page = next(
        made(compare_pages(Context(archive_of({"a.txt": "\n\nBut.\n\n".join(lines), "b.txt": "\n\n".join(other)}))))
    )
    tree = LexborHTMLParser(str(page.content))
    passages = tree.css(".pass")
    strip = tree.css(".strip a")
    assert len(passages) == len(strip) > 6
    assert all(tree.css(node.attributes["href"] or "") for node in strip)


def linked(text: str, other: str, pairs: list[tuple[int, int]]) -> list[Link]:
    """Links between words of two texts, each of three words, by the places of their first."""

    def end(id: str, text: str, at: int) -> LinkEnd:
        words = list(re.finditer(r"\S+", text))[at : at + 3]
        return LinkEnd(id, words[0].start(), words[-1].end(), text[words[0].start() : words[-1].end()])

    return [
        Link(end("a", text, x), end("b", other, y), "quotation", True, "", WordCount(3, 3, 3), id=f"{n:012x}")
        for n, (x, y) in enumerate(pairs)
    ]


WORDS_OF = st.lists(
    st.sampled_from(["so", "the", "river.", "rose", "and", "fell.\n\n", "Then", "it"]), min_size=3, max_size=40
)


@given(WORDS_OF, WORDS_OF, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=8))
def test_every_word_of_both_texts_stands_in_a_piece(
    one: list[str], other: list[str], pairs: list[tuple[int, int]]
) -> None:
    texts = [" ".join(words) for words in (one, other)]
    sources = [
        Source(id, f"{id}.txt", f"{id}.txt", text, split_paragraphs(text)) for id, text in zip("ab", texts, strict=True)
    ]
    fitting = [(x % (len(one) - 2), y % (len(other) - 2)) for x, y in pairs]
    pieces = list(in_pieces(*sources, linked(*texts, fitting)))
    passed = [piece for piece in pieces if isinstance(piece, Passed)]
    assert [piece.number for piece in passed] == list(range(1, len(pairs) + 1))
    for text, of in zip(texts, (attrgetter("left"), attrgetter("right")), strict=True):
        covered = {at for piece in pieces for at in range(*of(piece))}
        assert all(at in covered for at, character in enumerate(text) if not character.isspace())
    for side in ("left", "right"):
        gaps = [getattr(piece, side) for piece in pieces if isinstance(piece, Between)]
        assert gaps == sorted(gaps), "what lies between is in the order of the text"
        assert all(a[1] <= b[0] for a, b in pairwise(gaps))


def test_a_passage_names_its_source_first_and_tells_how_the_others_differ(passages: list[Page]) -> None:
    tree = LexborHTMLParser(str(passages[0].content))
    assert [plain(node) for node in tree.css("h3")] == ["Where the words come from", "Date not stated"]
    rows = [plain(node) for node in tree.css(".witnesses > li")]
    assert rows[0].startswith("A [Letter to the council] Anna Weber · 5 March 1921 · ¶ 3")
    assert [row.partition("in quotation marks ")[2] for row in rows[1:]] == [
        "adds “long” after “for eleven”",
        "adds “We hear that” at the beginning",
    ]


def test_the_apparatus_has_a_line_for_each_place_that_varies(passages: list[Page]) -> None:
    tree = LexborHTMLParser(str(passages[0].content))
    assert [plain(node) for node in tree.css(".apparatus > li")] == [
        "at the beginning A B ] We hear that C",
        "after for eleven A C ] long B",
    ]
    rows = [[plain(cell) for cell in row.css("td")] for row in tree.css(".collation tbody tr")]
    assert rows[0] == ["nothing", "nothing", "We hear that"]
    assert ["nothing", "long", "nothing"] in rows


def test_witnesses_that_agree_are_said_to_agree() -> None:
    sentence = LETTER.split("\n\n")[3]
    printed = {"Herald": sentence, "Gazette": sentence, "Post": sentence.upper().replace("’", "'")}
    archive = archive_of({f"{name}.txt": f"The {name}\n\n{words}" for name, words in printed.items()})
    (page,) = made(passages_pages(Context(archive)))
    tree = LexborHTMLParser(str(page.content))
    assert "All 3 witnesses agree in every word. Capitals, punctuation" in plain(tree.css_first("body"))
    assert plain_in(tree, ".told") == ["word for word as in A"] * 2, "capitals differ: nothing is called identical"
    assert not tree.css(".collation")


def test_a_passage_of_two_texts_has_no_page_and_is_seen_in_both(archive: Archive, passages: list[Page]) -> None:
    tree = LexborHTMLParser(str(passages_start(Context(archive))))
    ways = [node.attributes["href"] or "" for node in tree.css(".passages__words")]
    assert [page.address for page in passages] == [f"passages/{archive.passages[0].id}/"]
    assert ways == [f"{archive.passages[0].id}/", f"../compare/gazette/letter/#a-{archive.passages[1].links[0]}"]


def test_the_list_has_the_most_repeated_first(archive: Archive) -> None:
    tree = LexborHTMLParser(str(passages_start(Context(archive))))
    about = [plain(node) for node in tree.css(".passages p")]
    line = "from [Letter to the council] · Anna Weber · 5 March 1921"
    assert about == [f"3 texts · {line}", f"2 texts · {line}"]


def test_an_archive_without_passages_says_so() -> None:
    archive = archive_of({"a.txt": LETTER})
    assert "No passage in these texts is shared" in passages_start(Context(archive))
    assert list(made(passages_pages(Context(archive)))) == list(made(compare_pages(Context(archive)))) == []


def test_a_passage_of_very_many_witnesses_is_grouped_by_how_they_read_and_stays_light() -> None:
    report = GAZETTE.partition("\n\n")[2]
    seeds = {
        f"r{n:03}.txt": f"Report {n}\n\n" + (report.replace("forty", "fifty") if n % 9 else report) for n in range(300)
    }
    archive = archive_of({"letter.txt": LETTER, "letter.yml": SEEDS["letter.yml"]} | seeds)
    page = next(page for page in made(passages_pages(Context(archive))) if "ferry" in page.title)
    tree = LexborHTMLParser(str(page.content))
    assert len(tree.css(".witnesses > li")) == 301
    assert plain_in(tree, ".reading > summary") == [
        "35 texts: word for word as in A",
        "266 texts: has “fifty” for “forty”",
    ]
    assert len(gzip.compress(page.content.encode())) < 30_000


def test_two_texts_with_a_hundred_passages_have_pages_that_stay_light() -> None:
    draw = random.Random(1)  # noqa: S311 - the same each time
    words = [f"{a}{b}{c}" for a in "bdglmnprst" for b in "aeiou" for c in ("rn", "lt", "sk", "nd", "ve")]

    def said(least: int, most: int) -> list[str]:
        return [" ".join(draw.choices(words, k=draw.randint(least, most))) for _ in range(100)]

    shared, before, between = said(12, 60), said(20, 20), said(20, 20)
    letter = "\n\n".join(f"{own}. {quoted}." for own, quoted in zip(before, shared, strict=True))
    paper = "\n\n".join(f"{own}: “{quoted}.”" for own, quoted in zip(between, draw.sample(shared, 100), strict=True))
    archive = archive_of({"letter.txt": f"{LETTER}\n\n{letter}", "letter.yml": SEEDS["letter.yml"], "paper.txt": paper})
    assert len(archive.links) == 100
    context = Context(archive)
    pages = {
        page.address: str(page.content) for page in (*made(compare_pages(context)), *made(document_pages(context)))
    }
    assert {"compare/letter/paper/", "documents/letter/", "documents/paper/"} <= pages.keys()
    assert max(len(gzip.compress(content.encode())) for content in pages.values()) < 50_000


def test_of_witnesses_beyond_what_a_page_holds_the_number_is_told() -> None:
    witnesses = tuple(Witness(f"d{n:03}", 0, 4, "Text", ("p1",)) for n in range(MOST_WITNESSES + 21))
    title = {"title": (Fact("title", "Text", Basis.EDITOR),)}
    documents = [
        Document(Source(w.document, "x.txt", "x.txt", "Text", split_paragraphs("Text")), title) for w in witnesses
    ]
    archive = Archive(About(), tuple(documents), passages=(Passage("0" * 12, witnesses, ()),))
    tree = LexborHTMLParser(str(next(made(passages_pages(Context(archive)))).content))
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
        Locus(("New Yorkers", "NewYorkers"), True, 2),
        Locus(("said no", "SAID no"), False, 2),
    )


def test_letters_for_witnesses_do_not_run_out() -> None:
    letters = sigla(60)
    assert letters[:2] + letters[25:28] == ["A", "B", "Z", "A1", "B1"]
    assert len(set(letters)) == 60
