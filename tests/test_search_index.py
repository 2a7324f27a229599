"""What the search engine is fed, and the tables beside it."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from string import digits

from hypothesis import given
from hypothesis import strategies as st
from sourcebook import addresses
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
from sourcebook.search import opensearch, write_search
from sourcebook.search.documents import Kin, searched
from sourcebook.search.engine import feed, term
from sourcebook.search.facets import days, facet_table
from sourcebook.search.vocabulary import Vocabulary
from sourcebook.text.fold import fold
from sourcebook.text.paragraphs import split_paragraphs

from tests.bench.english import seeds
from tests.tools.building import tree


def document(id: str, text: str, **facts: str) -> Document:
    source = Source(id, f"{id}.txt", f"{id}.txt", text.encode(), text, split_paragraphs(text))
    named = {"title": f"Title of {id}"} | facts
    return Document(source, {name: (Fact(name, value, Basis.EDITOR),) for name, value in named.items()})


def archive(*documents: Document, links: tuple[Link, ...] = ()) -> Archive:
    return Archive(About(), documents, links=links)


def unpacked(path: Path) -> object:
    return json.loads(gzip.decompress(path.read_bytes()))


def index(site: Path) -> tuple[Path, dict[str, object]]:
    folder = site / addresses.SEARCH_INDEX
    manifest = unpacked(folder / "manifest.packed")
    assert isinstance(manifest, dict)
    return folder / manifest["folder"], manifest


def test_words_are_fed_folded_and_a_phrase_does_not_reach_into_the_title() -> None:
    assert feed(["one", "two"], ["the", "title"], frozenset()) == "one two · the title"


def test_frequent_neighbours_are_fed_as_pairs_too() -> None:
    assert feed(["out", "of", "the", "a"], [], frozenset({"of", "the", "aʞ"})) == "out of-ʞofʞthe the-ʞtheʞaʞ aʞ ·"
    assert term("a") == "aʞ"


def test_a_word_before_a_frequent_letter_is_fed_as_a_pair_too() -> None:
    frequent = frozenset({"sʞ", "的ʞ"})
    assert feed(["city", "s", "hall"], ["s"], frequent) == "city-ʞcityʞsʞ sʞ hall · sʞ"
    assert feed(["我", "的"], [], frequent) == "我ʞ 的ʞ ·"


def test_digits_are_fed_as_letters() -> None:
    assert feed(["b2b", "s"], ["2020"], frozenset({"sʞ"})) == "bʢb-ʞbʢbʞsʞ sʞ · ʢʠʢʠ"
    assert term("5") == "ʥʞ"


@given(st.text())
def test_a_term_has_nothing_that_pagefind_would_drop_or_cut_it_at(text: str) -> None:
    for word in fold(text):
        assert term(word).isalnum()
        assert not set(term(word)) & set(digits)


def test_what_is_searched_of_a_document() -> None:
    (one,) = searched(
        archive(
            document("one", "First.\r\n\r\nSecond line\r\nof two.", kind="letter", date="2020-10", publisher="X Press")
        )
    )
    assert (one.id, one.title, one.facets["kind"], one.facets["publisher"]) == (
        "one",
        "[Title of one]",
        ("Letter",),
        ("X Press",),
    )
    assert (one.date, one.facets["year"], one.day) == ("October 2020", ("2020",), (2020, 10, 1))
    assert one.paragraphs == (("p1", "First."), ("p2", "Second line\nof two."))


def test_a_date_that_may_lie_in_two_years_is_of_no_year() -> None:
    (one,) = searched(archive(document("one", "Text.", date="2019/2020")))
    assert (one.facets["year"], one.day) == ((), (2019, 1, 1))


def test_a_text_that_is_not_shown_whole_is_not_searched() -> None:
    shown, hidden = document("shown", "Shown."), document("hidden", "Hidden.")
    withdrawn = Document(hidden.source.without_text(), hidden.facts, status="withdrawn")
    assert isinstance(withdrawn.source.measures, Measures)
    assert [one.id for one in searched(archive(shown, withdrawn))] == ["shown"]


def test_words_that_stand_in_two_documents_are_known_at_both_ends() -> None:
    letter, report = document("a", "Before.\r\n\r\nThe 👍 very words."), document("b", "It says “The 👍 very words.”")
    words = "very words"
    ends = [
        LinkEnd(d.id, at := d.source.text.index(words), at + len(words), words, (p,))
        for d, p in ((letter, "p2"), (report, "p1"))
    ]
    link = Link(ends[0], ends[1], "quotation", directed=True, rule="x", words=WordCount(2, 2, 2))
    one, other = searched(archive(letter, report, links=(link,)))
    assert one.kin == (Kin("to", (1, 7), (1, 17), "b"),)  # a thumb is two UTF-16 units
    assert other.kin == (Kin("from", (0, 16), (0, 26), "a"),)


def test_facets_count_what_is_not_stated_too() -> None:
    letter, report, bare = (
        document("a", "Text.", kind="letter", date="2020-01-02"),
        document("b", "Text.", kind="news report", publisher="Ölwerk"),
        document("c", "Text."),
    )
    one, two, three = searched(archive(letter, report, bare))
    table = facet_table([two, one, three])
    assert table["facets"] == [
        {"key": "kind", "label": "Kind", "values": ["Letter", "News report"], "rows": [2, 1, 0]},
        {"key": "publisher", "label": "Publisher", "values": ["Ölwerk"], "rows": [1, 0, 0]},
        {"key": "year", "label": "Year", "values": ["2020"], "rows": [0, 1, 0]},
        {"key": "name", "label": "Names", "values": [], "rows": [[], [], []]},
    ]
    assert days([two, one, three]) == [0, 20200102, 0]


def test_a_text_counts_under_every_name_that_it_names_and_under_each_once() -> None:
    documents = document("a", "Ann met Bob; Ann left."), document("b", "Ann."), document("c", "Nobody.")
    names = [Name(id, "person", label, ()) for id, label in (("x", "Roe, Ann"), ("y", "Poe, Bob"), ("z", "Poe, Bob"))]
    mentions = [("a", 0, 3, "x"), ("a", 8, 11, "y"), ("a", 13, 16, "x"), ("b", 0, 3, "x")]
    named = Archive(About(), documents, names=tuple(names), mentions=tuple(Mention(*mention) for mention in mentions))
    column = facet_table(searched(named))["facets"][-1]  # type: ignore[index]
    values = ["Poe, Bob (y)", "Roe, Ann"]
    assert column == {"key": "name", "label": "Names", "values": values, "rows": [[2, 1], 2, []]}


def test_the_vocabulary_knows_cousins_and_words_that_are_run_together() -> None:
    vocabulary = Vocabulary()
    text = "He reports that deBlasio reported. Mayor van Dyck’s police policy; NewYorkers don’t."
    vocabulary.add(text.lower().split(), [text], "en")
    assert vocabulary.together["deblasio"] == "de blasio"
    assert vocabulary.together["newyorkers"] == "new yorkers"
    assert vocabulary.together["vandyck"] == "van dyck"
    assert vocabulary.marked == {"dycks": "dyck’s", "dont": "don’t"}
    vocabulary = Vocabulary()
    vocabulary.add(["reports", "reported", "police", "policy"], [], "en")
    vocabulary.add(["reports", "reportage"], [], "zxx")
    assert vocabulary.files() == {"all": ">en\npolice 1\npolicy 1\nreported 1 reports 2\n>zxx\nreportage 1\nreports 2"}
    assert vocabulary.languages == {"en", "zxx"}


def test_the_vocabulary_knows_words_with_a_mark_within_but_no_numbers() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(
        [],
        ["An e-mail on COVID‑19 in 2019-20 and 9-11; non-profit-making, re-elect. McDonald's 24-hour rock’n’roll."],
        "en",
    )
    marked = {"email": "e-mail", "covid19": "covid-19", "nonprofit": "non-profit", "reelect": "re-elect"}
    assert vocabulary.marked == marked | {
        "nonprofitmaking": "non-profit-making",
        "mcdonalds": "mc donald s",
        "mcdonald": "mc donald",
        "24hour": "24-hour",
        "rockn": "rock’n",
        "rocknroll": "rock’n’roll",
    }


def test_a_word_with_a_mark_within_belongs_to_the_family_it_would_have_in_one_piece() -> None:
    vocabulary = Vocabulary()
    vocabulary.add(["reelection", "city"], ["They re-elect the city’s mayor deBlasio."], "en")
    assert vocabulary.files()["all"].split("\n") == [
        "citys~city’s",
        "deblasio=de blasio",
        "reelect~re-elect",
        ">en",
        "city 1",
        "deblasio 0",
        "reelect 0 reelection 1",
    ]


def test_the_vocabulary_knows_how_a_word_is_written_and_takes_its_stem_from_that() -> None:
    vocabulary = Vocabulary()
    text = "Die Häuser; das Haus. Cafe\u0301s"
    vocabulary.add(fold(text), [text], "de")
    assert "haus 1 hauser/häuser 1" in vocabulary.files()["all"].split("\n")
    assert "cafes/cafés 1" in vocabulary.files()["all"].split("\n")
    vocabulary = Vocabulary()
    text = "городской, городская"
    vocabulary.add(fold(text), [text], "ru")
    assert vocabulary.files() == {"all": ">ru\nгородская 1 городскои/городской 1"}


def test_a_word_that_is_written_in_several_ways_belongs_to_the_family_of_each() -> None:
    vocabulary = Vocabulary()
    for text in ("They resumed the talks.", "They resume.", "A résumé, and an o\ufb03ce", "The offices, the résumés"):
        vocabulary.add(fold(text), [text], "en")
    vocabulary.add(["resume"], ["résume"], "fr")
    lines = vocabulary.files()["all"].split("\n")
    assert lines.index(">fr") < lines.index("resume/résume 3")
    english = lines[lines.index(">en") : lines.index(">fr")]
    assert "resume 3 resumed 1" in english
    assert "resume/résumé 3 resumes/résumés 1" in english
    assert "office 1 offices 1" in english


def test_a_word_of_a_million_letters_takes_no_long_time() -> None:
    vocabulary = Vocabulary()
    vocabulary.add([], ["a" * 1_000_000 + " " + "ä" * 1_000_000], "en")
    assert vocabulary.marked == {}


def test_the_vocabulary_is_cut_into_files_as_it_grows() -> None:
    vocabulary = Vocabulary()
    vocabulary.add([f"w{n}" for n in range(600)], [], "")
    assert set(vocabulary.files()) == {"all"}
    vocabulary.add(["w", "x1"], [], "")
    files = vocabulary.files()
    assert set(files) == {"77", *(f"773{digit}" for digit in range(10)), "78"}
    assert files["77"] == "w 1"
    assert files["7735"].startswith("w5 1\nw50 1\nw500 1\n")


def test_the_index_holds_every_text_and_nothing_that_is_not_asked_for(tmp_path: Path) -> None:
    write_search(archive(document("a", "The one text."), document("b", "The other text.")), tmp_path)
    folder, manifest = index(tmp_path)
    assert manifest["documents"] == 2
    assert manifest["stemmers"] == {"en": "english"}
    names = {path.relative_to(folder).parts[0].split(".")[0] for path in folder.rglob("*") if path.is_file()}
    assert names == {"days", "facets", "index", "pagefind", "pagefind-entry", "stems", "texts", "wasm", "words"}
    texts = [unpacked(path) for path in sorted((folder / "texts").iterdir())]
    assert sorted(text["paragraphs"][0][1] for text in texts if isinstance(text, Mapping)) == [
        "The one text.",
        "The other text.",
    ]
    facets = unpacked(folder / "facets.packed")
    assert isinstance(facets, dict)
    assert all(len(facet["rows"]) == 2 for facet in facets["facets"])


def test_a_text_without_a_letter_can_not_be_found_and_does_no_harm(tmp_path: Path) -> None:
    write_search(archive(document("a", "… 👍 …", title="—"), document("b", "Words.")), tmp_path)
    folder, _ = index(tmp_path)
    assert len(list((folder / "texts").iterdir())) == 1


def test_an_archive_without_a_word_has_nothing_to_search(tmp_path: Path) -> None:
    write_search(archive(document("a", "…", title="—")), tmp_path)
    manifest = unpacked(tmp_path / addresses.SEARCH_INDEX / "manifest.packed")
    empty: dict[str, object] = {"frequent": [], "files": [], "common": [], "stemmers": {}}
    assert manifest == {"folder": "", "documents": 1, "rows": 0} | empty


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    documents = [document(stem, text, **facts) for stem, text, facts in seeds(1000, words=120)]
    for name in ("one", "two"):
        write_search(archive(*documents), tmp_path / name)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_text_that_is_twice_there_is_found_twice(tmp_path: Path) -> None:
    write_search(archive(document("a", "The same.", title="T"), document("b", "The same.", title="T")), tmp_path)
    folder, _ = index(tmp_path)
    assert len(list((folder / "texts").iterdir())) == 2


def test_the_opensearch_description_names_the_search_page() -> None:
    described = opensearch(Archive(About(title="A & B’s long archive"), (), "https://x.example/sub/")).decode()
    assert 'template="https://x.example/sub/search/?q={searchTerms}"' in described
    assert "<ShortName>A &amp; B’s long ar…</ShortName>" in described
