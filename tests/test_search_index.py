"""The index of the search: which words stand where, what is told of them, and how texts are shown."""

import gzip
import json
import re
import tracemalloc
from itertools import accumulate
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sourcebook import addresses
from sourcebook.export.search_engines import opensearch
from sourcebook.model import (
    About,
    Archive,
    Basis,
    Document,
    Fact,
    Link,
    LinkEnd,
    Measures,
    Mention,
    Name,
    Source,
    WordCount,
)
from sourcebook.search import line as lines
from sourcebook.search import lists, write_search
from sourcebook.search.documents import SharedWords, searched
from sourcebook.search.facets import days, facet_table
from sourcebook.search.joined import in_pieces, over_paragraphs, words_of
from sourcebook.search.line import Line
from sourcebook.search.lists import in_order
from sourcebook.search.vocabulary import told_of_words
from sourcebook.text.fold import fold
from sourcebook.text.paragraphs import split_paragraphs

from tests.bench.english import seeds
from tests.tools.building import tree
from tests.tools.scripts import index_of, run


def document(id: str, text: str, **facts: str) -> Document:
    source = Source(id, f"{id}.txt", f"{id}.txt", text, split_paragraphs(text))
    named = {"title": f"Title of {id}"} | facts
    return Document(source, {name: (Fact(name, value, Basis.EDITOR),) for name, value in named.items()})


def archive(*documents: Document, links: tuple[Link, ...] = ()) -> Archive:
    return Archive(About(), documents, links=links)


def unpacked(path: Path) -> object:
    told, _, numbers = gzip.decompress(path.read_bytes()).partition(b"\0")
    made = json.loads(told)
    return {**made, "numbers": list(numbers)} if isinstance(made, dict) else made


def index(site: Path) -> tuple[Path, dict[str, object]]:
    folder = site / addresses.SEARCH_INDEX
    manifest = unpacked(folder / "manifest.packed")
    assert isinstance(manifest, dict)
    return folder / manifest["folder"], manifest


def test_what_is_searched_of_a_document() -> None:
    (one,) = searched(
        archive(
            document("one", "First.\r\n\r\nSecond line\r\nof two.", kind="letter", date="2020-10", publisher="X Press")
        )
    )
    assert (one.document.id, one.document.title, one.facets["kind"], one.facets["publisher"]) == (
        "one",
        "[Title of one]",
        ("Letter",),
        ("X Press",),
    )
    assert (one.facts, one.facets["year"]) == (("Letter", "", "X Press", "October 2020"), ("2020",))
    assert tuple(one.paragraphs) == (("p1", "First."), ("p2", "Second line\nof two."))


def test_a_date_that_may_lie_in_two_years_is_of_no_year() -> None:
    (one,) = searched(archive(document("one", "Text.", date="2019/2020")))
    assert (one.facets["year"], days([one])) == (
        (),
        {"sorted": [1], "first": [20190101], "last": [20201231]},
    )


def test_a_text_whose_date_is_only_bounded_is_found_among_those_days_and_has_no_place_in_time() -> None:
    texts = document("a", "Text.", date_earliest="2020-33", date_latest="2020-11"), document("b", "Text.")
    texts += (document("c", "Text.", date_latest="-0043-03-15"),)
    first, last = [20200101, 0, -(10**8)], [20201130, 0, -43 * 10_000 + 315]
    assert days([*searched(archive(*texts))]) == {"sorted": [0, 0, 0], "first": first, "last": last}


def test_a_text_that_is_not_shown_whole_is_not_searched() -> None:
    shown, hidden = document("shown", "Shown."), document("hidden", "Hidden.")
    withdrawn = Document(hidden.source.without_text(), hidden.facts, status="withdrawn")
    assert isinstance(withdrawn.source.measures, Measures)
    assert [one.document.id for one in searched(archive(shown, withdrawn))] == ["shown"]


def test_words_that_stand_in_two_documents_are_known_at_both_ends() -> None:
    letter, report = document("a", "Before.\r\n\r\nThe 👍 very words."), document("b", "It says “The 👍 very words.”")
    words = "very words"
    ends = [
        LinkEnd(d.id, at := d.source.text.index(words), at + len(words), words, (p,))
        for d, p in ((letter, "p2"), (report, "p1"))
    ]
    link = Link(ends[0], ends[1], "quotation", directed=True, rule="x", words=WordCount(2, 2, 2))
    one, other = searched(archive(letter, report, links=(link,)))
    assert one.shared_words == (SharedWords("to", (1, 7), (1, 17), "b"),)  # a thumb is two UTF-16 units
    assert other.shared_words == (SharedWords("from", (0, 16), (0, 26), "a"),)


@pytest.mark.parametrize(
    ("lines", "text", "shown"),
    [
        ("flow", "港口扩建\n\u3000工程的\r\n资金", "港口扩建工程的资金"),
        ("flow", "市長は、\n東京 へ\nof the\n市", "市長は、東京 へ\nof the\n市"),
        ("flow", "กรุง\nเทพ 한국\n은행", "กรุงเทพ 한국\n은행"),
        ("flow", "東京  十二\n大阪  十三\n京都  十四", "東京  十二\n大阪  十三\n京都  十四"),
        ("flow", "港口……\n“扩建”\n的——\n资金 “of”\n市 བོད་\nཡིག", "港口……“扩建”的——资金 “of”\n市 བོད་ཡིག"),
        ("keep", "床前明月光\n疑是地上霜", "床前明月光\n疑是地上霜"),
        ("", "床前明月光\n疑是地上霜", "床前明月光\n疑是地上霜"),
    ],
)
def test_a_result_has_no_space_where_lines_of_a_script_without_spaces_flow(lines: str, text: str, shown: str) -> None:
    (one,) = searched(archive(replace(document("a", text), lines=lines)))
    assert tuple(one.paragraphs) == (("p1", shown),)


def test_shared_words_are_counted_without_the_line_ends_that_are_not_shown() -> None:
    one, two = replace(document("a", "港口\r\n扩建\n工程\n的资金"), lines="flow"), document("b", "扩建工程")
    ends = (LinkEnd("a", 4, 9, "扩建\n工程", ("p1",)), LinkEnd("b", 0, 4, "扩建工程", ("p1",)))
    link = Link(*ends, "shared-passage", directed=False, rule="x", words=WordCount(4, 4, 4))
    shared = next(searched(archive(one, two, links=(link,)))).shared_words
    assert [(words.start, words.end) for words in shared] == [((0, 2), (0, 6))]


def test_facets_count_what_is_not_stated_too() -> None:
    letter, report, bare = (
        document("a", "Text.", kind="letter", date="2020-01-02"),
        document("b", "Text.", kind="news report", publisher="Ölwerk"),
        document("c", "Text."),
    )
    one, two, three = searched(archive(letter, report, bare))
    told, columns = facet_table([two, one, three])
    assert list(zip(told, columns[1:], strict=True)) == [
        ({"key": "kind", "label": "Kind", "values": ["Letter", "News report"]}, [2, 1, 0]),
        ({"key": "author", "label": "Author", "values": []}, [0, 0, 0]),
        ({"key": "publisher", "label": "Publisher", "values": ["Ölwerk"]}, [1, 0, 0]),
        ({"key": "year", "label": "Year", "values": ["2020"], "isOfTime": True}, [0, 1, 0]),
    ]
    assert columns[0] == [1] * 12
    assert days([two, one, three])["sorted"] == [0, 1, 0]


def test_a_text_counts_under_every_name_that_it_names_and_under_each_once() -> None:
    documents = document("a", "Ann met Bob; Ann left."), document("b", "Ann."), document("c", "Nobody.")
    names = [Name(id, "person", label, ()) for id, label in (("x", "Roe, Ann"), ("y", "Poe, Bob"), ("z", "Poe, Bob"))]
    mentions = [("a", 0, 3, "x"), ("a", 8, 11, "y"), ("a", 13, 16, "x"), ("b", 0, 3, "x")]
    named = Archive(About(), documents, names=tuple(names), mentions=tuple(Mention(*mention) for mention in mentions))
    told, columns = facet_table([*searched(named)])
    values = ["Poe, Bob (y)", "Roe, Ann"]
    assert (told[-1], columns[-1]) == ({"key": "name", "label": "Names", "values": values}, [2, 1, 2])
    assert columns[0][-3:] == [2, 1, 0]


WRITTEN = {
    "The city’s (e-mail), deBlasio’s, COVID‑19 in 2019-20": "citys email deblasio deblasios blasios covid19",
    "Mayor van Dyck’s police; NewYorkers don't.": "vandyck vandycks dycks newyorkers dont",
    "rock’n’roll, non-profit-making, mother-in-\nlaw": (
        "rockn rocknroll nroll nonprofit nonprofitmaking profitmaking motherin motherinlaw inlaw"
    ),
    "10,000 10 000 10.000 10’000 1,00,000 1\u202f234\u202f567": "10000 10000 10000 10000 100000 1234567",
    "3.14 1,2 0,123 12-13 1999,2000 a,b": "",
    "Qurʾān, Hawaiʻi, Qur`an, d´Este, ʿAlī": "quran hawaii quran deste",
    "chil-\ndren cap‐\r\ntain sol\u00ad\n dier Sei⸗\nte wor¬\nker": "children captain soldier seite worker",
    "bar-\n\f2\nrels bar-\n- 12 -\nrels bar-\nxii\nrels bar-\np. 7\n rels": "barrels barrels barrels barrels",
    "well-\nKnown — and-\n\n2": "wellknown",
    "東京-大阪 市长": "",
    "U.S.A., the U.N.’s; Ph.D. 1.2.3 x.1y etc.or no.go J. R. col·legi": "us usa sa un phd collegi",
    "CONSTI-\nTUTION And-\nAND Kin=\nder գր֊\nքերը ship-\f\nment cap-\u2028tive in‑\nner plan-\u00ad\nted": (
        "constitution andand kinder գրքերը shipment captive inner planted"
    ),
    "10\u2007000 १०,००० ٣٤٬٠٠٠ ٣٤،٠٠٠ 10\u2005000 １０\u3000０００ １０，０００ 10·000": (
        "10000 10000 34000 34000 10000 10000 10000"
    ),
    "בית־ספר צה״ל": "ביתספר צהל",
    "می\u200cروم": "ميروم",
    "chil\u00ad-\ndren cafe\u0301-\nte\u0301ria RE\u0301-\nVUE किता-\nबें भार-\nतीय শৈ-\nলী שָׁ-\nלוֹם": (
        "children cafeteria revue किताबें भारतीय শৈলী שלום"
    ),
    "bar-\n\fPage 2\nrels bar-\n\f\nrels bar-\u00a0\n\u3000rels bar-\u200b\nrels bar－\nrels": " ".join(
        ["barrels"] * 5
    ),
    "chil–\ndren chil‒\ndren chil—\ndren chil−\ndren chil–\n\f2\ndren בית־\nספר chil⹀\ndren": (
        "children children children children children ביתספר children"
    ),
    "He came –\nand went — \nso 1914–\n1918": "",
    "10,\n000 10,-\n000 1,234,\r\n567 1.234.\n 567 paid 10\n000 crowns, at 2 500\n000 marks": (
        "10000 10000 1234567 1234567 10000 2500000"
    ),
    "12\n104\n 7\n200\nOslo 12\n104\nin 10\n0000 men": "",
    "10_000 1‘234‘567 10ʼ000 10´000 1'2345 1,2345,6789 １２，３４５６ 3456’7890": (
        "10000 1234567 10000 10000 12345 123456789 123456 34567890"
    ),
    "obʺʹem ob''em": "obem obem",
    "10,000人 1,2345원을 20,000-ton 5,000m 1,234,567th": (
        normalize("NFKD", "10000 12345원을 12345 20000 000ton 5000m 5000 1234567th 1234567")
    ),
    "約10,000円、用e-mail發iPhone很-B 10,000B2 東-a": "10000 email iphone 10000b2 10000",
    "1999,2000 2001,2002,2003 1_00 1:000 10'00 1.00.000 12.5.1999": "",
    "RM20,000 Rs10,00,000 1,500m3 10,000² 10, 000 20,\xa0000 10, 200": (
        "rm20000 20000 rs1000000 1000000 1500m3 1500 10000 10000 20000"
    ),
    "km² children² №10 CO₂ NewYork²": "km2 newyork",
    "chil-\n12 of 30\ndren": "children",
    "Saint-\nPaul Fitz-\r\n  Gerald Hà-\nNội came –\nThen well-\n\nKnown 1914-\nEnd": "saintpaul fitzgerald hanoi",
    "  5  The sol-\n  6  dier went cap-     12\ntain bar-\n7\trels": "soldier captain barrels",
    "£10.5m 2,75km 1.5.99a x.1y": "5 75 99",
    "chil-\n[Picture: a ship]\ndren cap-\n* See below.\ntain": "children captain",
    "£m10.5 R500 R5.50 20000km 250g 1950s A4 RM200,000": "10 500 5 20000 250 rm200000 200000",
    "chil-¹\ndren cap-[12]\ntain bar-”\n“rels“ > sol-\n> dier plan-\n-ted": "children captain barrels soldier planted",
    "chil―\ndren chil⁃\ndren chil⸚\ndren chil-\u200e\ndren": "children children children children",
    "chil-\nTHE DAILY POST. 12\ndren cap-\nPage 2 of 30\ntain bar-\n12 | Saint Paul\n\x0c\nrels sol-\nfol. 2v\ndier": (
        "children captain barrels soldier"
    ),
    "THE CHIL-\nDREN OF SAUL\nAND ALL בית-\nספר 1948\nהיה": "children ביתספר",
    "chil-\nLike the dren chil-\nlike 12\nYes": "chillike chillike",
    "sub¹-\nmarine* par[3]-\nty* cap*-\ntain inter-\n15. national bar-\n[16] rels sol-_\n_dier chil-\u2060\fdren": (
        "submarine party captain international barrels soldier children"
    ),
    "\u0301\u0301\u03012": "",
    "3And 16that winters2 COVID19 2He 7Εν 20km 3rd 4K 12345words": "and that winters covid he εν",
    "東京《とうきょう》へ、市長（しちょう）は、｜山(やま)の（やま）": "京 長 山",
    '1\u2060,234 1,\u00ad234 1\u205f234 צה"ל ה”ס': "1234 1234 1234 צהל הס",
    "Ha&rsquo;penny ma&#8217;am it&apos;s R&D; &lsquo;tis": "hapenny maam its",
    'sol\\-dier cap<lb break="no"/>\ntain bar-<pb n="4"  break="no" />rels chil-<lb/>\ndren x<lb/>y': (
        "soldier captain barrels children"
    ),
    "chil-¬\ndren cap-\n(continued)\n\ftain He was well-\n(so they say)\n\nKnown": "children captain",
    "No.10,000 Nr.10.000 Fr.10’000 Rs.1,00,000 pp.1,234–1,240 ..10,000": "10000 10000 10000 100000 1234 1240 10000",
}
"""What is written → the words that several of its words make."""


@pytest.mark.parametrize(("text", "made"), WRITTEN.items())
def test_what_is_one_word_to_some_readers_and_several_to_others(text: str, made: str) -> None:
    found = [words_of(piece) for piece in in_pieces(text)]
    assert [one.word for _, joined in found for one in joined] == made.split()
    assert [word for words, _ in found for word in words] == fold(text), "the words stay as they are"


def test_what_several_words_make_is_marked_as_one_word(tmp_path: Path) -> None:
    write_search(archive(*(document(f"d{row}", text) for row, text in enumerate(WRITTEN))), tmp_path)
    asked = [(row, word) for row, made in enumerate(WRITTEN.values()) for word in made.split()]
    code = """return (async () => {
      const search = await sourcebook["search/results"].open()
      return Promise.all(given.map(async ([row, word]) => {
        const found = await search.found(search.index, { words: [word], typed: word })
        const answer = { query: { needs: [] }, wanted: [{ rank: 0, ...found }], phrase: null }
        const [one] = await search.results(answer, [row], false)
        const pieces = one.offered.map(offered => search.excerpt(one.document, offered).pieces)
        const marks = pieces.flatMap(all => all.filter((_, at) => at % 2))
        return marks.map(text => search.fold(text).map(({ word }) => word).join(""))
      }))
    })()"""
    marked = run([index_of(tmp_path), "search/results"], code, asked)
    assert isinstance(marked, list)
    spelled = [(word, re.compile(".*".join(word))) for _, word in asked]
    assert not [
        word for (word, letters), pieces in zip(spelled, marked, strict=True) if not any(map(letters.search, pieces))
    ]


def test_a_word_that_is_broken_over_a_page_is_one_word() -> None:
    def found(*texts: str) -> list[tuple[int, int, int, str]]:
        return [(number, one.first, one.places, one.word) for number, one in over_paragraphs(texts)]

    assert found("The bar-", "- 2 -", "rels of chil-", "dren, and-", "And-") == [
        (0, -1, 3, "barrels"),
        (2, -1, 2, "children"),
    ]
    assert found("The bar-", "\f", "rels") == [(0, -1, 2, "barrels")]
    assert found("The CONSTI-", "TUTION of Saint-", "Paul") == [(0, -1, 2, "constitution")]
    assert found("The bar-\n12", "rels, bar-\n13", "\f", "rels") == [(0, -2, 3, "barrels"), (1, -2, 3, "barrels")]
    assert found("The bar-", "\fTHE LIFE OF SAUL. 12\nrels", "of beer-", "No end") == [(0, -1, 7, "barrels")]
    assert found("A bar-", "12", "\f", "Page 13 of 90", "rels") == [(0, -1, 7, "barrels")]
    assert found("A bar-", "12", "\f", "Page 13 of 90", "14", "rels") == []
    assert found("Five bar-\nrels and the chil-\n3", "dren’s") == [
        (0, -2, 3, "children"),
        (0, -2, 4, "childrens"),
    ], "and it may be a part of another"


@given(st.text(alphabet="aB1é\u0301’- \n\f\u00ad.,ʻ市"))
def test_words_are_those_of_folding_however_a_text_is_cut_into_pieces(text: str) -> None:
    assert [word for piece in in_pieces(text) for word in words_of(piece)[0]] == fold(text)


def lines_of(*texts: tuple[str, str], names: tuple[Name, ...] = ()) -> list[str]:
    """Return what is told of words, of texts with their languages."""
    line = Line()
    for language, text in texts:
        line.add("", [text], language)
    line.finish()
    return sorted(f"{word}{told}" for word, told in told_of_words(line, names).items())


def test_the_vocabulary_knows_other_forms_and_how_a_word_is_written() -> None:
    assert lines_of(("en", "reports reported police policy"), ("zxx", "reports reportage")) == [
        "reported\treports",
        "reports\treported",
    ]
    assert lines_of(("de", "Die Häuser; das Haus")) == ["haus\thauser", "hauser\thaus\thäuser"]
    assert lines_of(("ru", "городской, городская")) == ["городская\tгородскои", "городскои\tгородская\tгородской"]
    assert lines_of(("en", "The city’s re-election; they re-elect deBlasio in a city")) == [
        "citys\t\tcity’s",
        "deblasio\t\tde blasio",
        "elect\telection",
        "election\telect",
        "reelect\treelection\tre-elect",
        "reelection\treelect\tre-election",
    ]


def test_a_word_that_is_written_in_several_ways_has_the_forms_of_each() -> None:
    told = lines_of(("en", "They resumed the talks, and resume. A résumé, the résumés"), ("fr", "résume"))
    assert "resume\tresumed resumes\tresume|résume|résumé" in told
    assert "resumed\tresume" in told


def test_a_word_of_a_name_knows_the_name() -> None:
    names = (Name("x", "person", "de Blasio, Bill", ("the Mayor",)), Name("y", "place", "Bill", ()))
    told = lines_of(("en", "Nobody"), names=names)
    assert told == ["bill\t\t\t0 1", "blasio\t\t\t0", "de\t\t\t0", "deblasio\t\t\t0", "mayor\t\t\t0", "the\t\t\t0"]


def test_a_word_of_very_many_letters_takes_no_long_time() -> None:
    assert len(lines_of(("en", "a" * 200_000 + " " + "ä" * 200_000 + " " + "-a" * 20_000))) < 9


SOME = "(van|van,|Dyck’s|la|Foo-del|e-mail|10|000|12-|\x05|x\x05y|chil-\ndren|😀𐐀|𝟙|市长|U.N.|“Laing,”|\n|\u00a0|&amp;"
PIECES = st.sampled_from([*SOME.split("|"), "x" * 99])
PARAGRAPH = st.lists(PIECES, min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.lists(PARAGRAPH, min_size=1, max_size=3), min_size=1, max_size=4), st.integers(0, 60))
def test_texts_that_are_read_at_once_have_the_words_of_each(texts: list[list[str]], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(lines, "SIZE", at_once)
        line = Line()
        for number, text in enumerate(texts):
            line.add("van Dyck", text, "en" if number % 2 else "de")
        line.finish()
    terms, over = list(line.terms), line.over
    columns = zip(over.places, over.terms, over.kinds, strict=True)
    found = {(int(place), terms[term], int(kind)) for place, term, kind in columns}
    expected = set[tuple[int, str, int]]()
    for text, start, marks in zip(texts, line.starts, line.paragraphs, strict=True):
        across = {
            (marks[at + 1] + one.first, one.word, one.kind | one.places << 4) for at, one in over_paragraphs(text)
        }
        expected |= across
        for paragraph, place in zip(["van Dyck", *text], [start, *marks], strict=False):
            at = place
            for words, joined in map(words_of, in_pieces(paragraph)):
                assert [terms[word] for word in line.words[at : at + len(words)]] == words
                expected |= {(at + one.first, one.word, one.kind | one.places << 4) for one in joined}
                at += len(words)
            assert line.words[at] == 0 or at in marks, "nothing stands behind it but a barrier or the next"
    assert found == expected


def test_lists_take_little_memory_for_each_word_of_the_texts() -> None:
    line = Line()
    for text in range(100):
        line.add("x", [" ".join(f"w{text * number % 4999}" for number in range(2000))], "en")
    line.finish()
    tracemalloc.start()
    lists.make_lists(line, {}, lambda *_: None)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 80 * line.end


@given(st.lists(st.integers(0, 2**32 - 1)), st.integers(1, 3))
def test_numbers_are_coded_the_same_however_many_at_once(numbers: list[int], at_once: int) -> None:
    values = np.array(numbers, dtype=np.uint32)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(lists, "_AT_ONCE", at_once)
        coded, at = lists.varints(values)
    sevens = [[number >> bits & 127 for bits in range(0, max(number.bit_length(), 1), 7)] for number in numbers]
    whole = [bytes([*(digit | 128 for digit in digits[:-1]), digits[-1]]) for digits in sevens]
    assert coded.tobytes() == b"".join(whole)
    assert at.tolist() == [*accumulate(map(len, whole), initial=0)]


WORDS = st.lists(st.sampled_from(["a", "b", "cc", "d’d", "e-e", "x", "市"]), max_size=40).map(" ".join)


@settings(max_examples=8)
@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from([1, 3, 8000]))
def test_every_word_and_pair_is_listed_where_it_stands(texts: list[str], frequent: int) -> None:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(lines, "SIZE", 7)
        line = Line()
        for text in texts:
            line.add("x", [text], "en")
        line.finish()
        terms, files = list(line.terms), dict[int, bytes]()
        changed.setattr(lists, "FREQUENT", frequent)
        for name, size in (("_BLOCK", 5), ("_FILE", 12), ("_FAMILY", 15)):
            changed.setattr(lists, name, size)
        made = lists.make_lists(line, {}, lambda number, *parts: files.__setitem__(number, b"".join(parts)))
    spelled = [terms[word] for word in line.words]
    code = {word: number for number, (word, _, _) in enumerate(made.frequent, start=1)}
    expected: dict[str, list[tuple[int, int, int]]] = {}
    for place, word in enumerate(spelled):
        beside = (
            code.get(spelled[place - 1] if place else "", 0),
            code.get("".join(spelled[place + 1 : place + 2]), 0),
        )
        if word == "\0":
            continue
        if word not in code:
            expected.setdefault(word, []).append((place, *beside))
        elif beside[1]:
            after = code.get("".join(spelled[place + 2 : place + 3]), 0)
            expected.setdefault(f"{word} {spelled[place + 1]}", []).append((place, beside[0], after))
    code_read = """const { decoded, numbersIn } = sourcebook["search/lists"]
    const read = ([words, bytes]) => [...decoded(words, numbersIn(Uint8Array.from(bytes), 0))]
    return given.map(file => read(file).map(([word, { list: { places, left, right, kinds } }]) =>
      [word, ...[places, left, right, kinds].map(column => [...column])]))"""
    read = run(["search/lists"], code_read, [_parted(files[number]) for number in sorted(files)])
    assert isinstance(read, list)
    found: dict[str, list[tuple[int, int, int]]] = {}
    for word, places, left, right, kinds in (entry for file in read for entry in file):
        plain = [(p, one, two) for p, one, two, kind in zip(places, left, right, kinds, strict=True) if not kind]
        if plain:
            found.setdefault(word, []).extend(plain)
    assert found == expected
    for (first, _), before, names in zip(made.firsts, [[("", 0)], *read], read, strict=False):
        assert names[0][0].startswith(first), (
            "a file is found by as much of its first word as tells it from those before"
        )
        assert in_order(first) > in_order(before[-1][0]) or first == before[-1][0]
    for word, rows, _ in made.frequent:
        assert [*rows] == [row for row, text in enumerate(texts) if word in ["x", *fold(text)]]


def _parted(file: bytes) -> tuple[str, list[int]]:
    words, _, numbers = file.partition(b"\0")
    return words.decode(), list(numbers)


def test_the_index_holds_every_text_and_its_files_are_named_by_what_is_in_them(tmp_path: Path) -> None:
    write_search(archive(document("a", "The one text."), document("b", "The other text.")), tmp_path)
    folder, manifest = index(tmp_path)
    assert (manifest["numbers"], manifest["end"], manifest["firsts"]) == ([0, 1], 40, "0a")
    assert {path.relative_to(folder).parts[0].split(".")[0] for path in folder.rglob("*") if path.is_file()} == {
        *("lists", "texts", "ends", "endings", "days", "documents", "facets", "titles")
    }
    (block,) = [unpacked(path) for path in (folder / "texts").iterdir()]
    assert isinstance(block, list)
    assert [paragraphs for *_, paragraphs in block] == [[["p1", "The one text."]], [["p1", "The other text."]]]


def test_a_long_text_is_cut_into_blocks_and_a_long_paragraph_too(tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 98 for number in range(20)]
    address = "https://example.org/a-very-long-address/of-many-words"
    long = " ".join(f"w{number} {'' if number % 50 else address}" for number in range(4500))
    write_search(archive(document("a", "\n\n".join(paragraphs)), document("b", long)), tmp_path)
    folder, _ = index(tmp_path)
    blocks = [unpacked(folder / "texts" / f"{n}.packed") for n in range(len([*(folder / "texts").iterdir()]))]
    shown = [len(part[8]) for block in blocks for part in block if part[1] == "a"]  # type: ignore[attr-defined]
    assert shown[0] == 7, "what reaches into a block is whole in it"
    assert sum(shown) == 22, "and so it is in two"
    parts = [(part[7], *part[8][0]) for block in blocks for part in block if part[1] == "b" and part[8]]  # type: ignore[attr-defined]
    assert all(long[offset:].startswith(text) for _, _, text, offset, _ in parts)
    assert all(len(fold(long[:offset])) == before for before, _, _, offset, _ in parts), (
        "what is marked is counted from"
    )
    assert max(len(fold(text)) for _, _, text, _, _ in parts) < 1900


def test_a_text_without_a_letter_can_not_be_found_and_does_no_harm(tmp_path: Path) -> None:
    write_search(archive(document("a", "… 👍 …", title="—"), document("b", "Words.")), tmp_path)
    _, manifest = index(tmp_path)
    assert len(manifest["numbers"]) == 2  # type: ignore[arg-type]
    write_search(archive(document("a", "…", title="—")), tmp_path / "alone")
    write_search(archive(), tmp_path / "none")
    assert index(tmp_path / "none")[1]["numbers"] == []


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    documents = [document(stem, text, **facts) for stem, text, facts in seeds(1000, words=120)]
    for name in ("one", "two"):
        write_search(archive(*documents), tmp_path / name)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_opensearch_description_names_the_search_page() -> None:
    described = opensearch(Archive(About(title="A \u202e& B’s long archive"), (), "https://x.example/sub/")).decode()
    assert 'template="https://x.example/sub/search/?q={searchTerms}"' in described
    assert "<ShortName>A &amp; B’s long ar…</ShortName>" in described
