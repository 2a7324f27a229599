"""What follows from links: bounds of dates, passages, and who also quotes whom."""

from itertools import pairwise

from msgspec.structs import replace
from sourcebook.derive.bounds import with_bounds
from sourcebook.derive.passages import also_quoted, between_witnesses, passages
from sourcebook.export.links import links_as_data
from sourcebook.model import Basis, Document, Fact, Occurrence

from tests.link_cases import document, linked

WORDS = "Every inspection of the bridge last winter found the same corrosion in the eastern cables"
OTHERS = "Nobody may cross with a lorry before the new cables have been hung and tested by the engineers"
MORE = "Seventeen ferries a day carry what the bridge used to carry before the flood of the second winter"
LETTER = document("letter", f"{WORDS}. We ask for help.", kind="letter", date="1971-03-04")


def quoting(id: str, **facts: str | Fact) -> Document:
    return document(id, f"“{WORDS},” said the letter to {id}.", **facts)


def bounds(documents: list[Document]) -> dict[str, dict[str, Fact]]:
    found = with_bounds(documents, linked(documents))
    names = ("date_earliest", "date_latest")
    return {d.id: {name: d.facts[name][0] for name in names if name in d.facts} for d in found}


def test_a_text_is_no_older_than_a_dated_one_it_quotes() -> None:
    found = bounds([LETTER, quoting("report", title="Bridge")])
    assert found["letter"] == {}
    fact = found["report"]["date_earliest"]
    assert (fact.value, fact.basis, fact.document) == ("1971-03-04", Basis.DERIVED, "letter")
    assert fact.note == "this text quotes one that bears this date"


def test_a_stated_date_is_never_overridden_nor_a_bound_of_the_record() -> None:
    assert bounds([LETTER, quoting("dated", date="1980")])["dated"] == {}
    inferred = Fact("date_earliest", "1960", Basis.INFERRED, note="paper")
    assert bounds([LETTER, quoting("bounded", date_earliest=inferred)])["bounded"] == {"date_earliest": inferred}


def test_a_bound_that_contradicts_the_record_is_not_added() -> None:
    latest = Fact("date_latest", "1970", Basis.EDITOR, note="a stamp")
    assert bounds([LETTER, quoting("early", date_latest=latest)])["early"] == {"date_latest": latest}
    same_year = Fact("date_latest", "1971", Basis.EDITOR, note="a stamp")
    assert "date_earliest" in bounds([LETTER, quoting("fits", date_latest=same_year)])["fits"]


def test_of_several_bounds_the_latest_day_counts_however_dates_are_written() -> None:
    sources = [
        document("quarter", f"{WORDS}. Of a quarter.", kind="letter", date="2020-33"),
        document("day", f"{OTHERS}. Of a day.", kind="letter", date="2020-02-10"),
        document("span", f"{MORE}. Of a year.", kind="letter", date="2018/2019"),
    ]
    report = document("report", f"“{WORDS},” says a letter; “{OTHERS};” and “{MORE}.”")
    assert bounds([*sources, report])["report"]["date_earliest"].value == "2020-02-10"
    assert bounds([sources[0], sources[2], report])["report"]["date_earliest"].value == "2020-33"
    assert bounds([sources[2], report])["report"]["date_earliest"].value == "2018-01-01"


def test_a_bound_by_a_season_contradicts_no_month_of_its_year() -> None:
    season = document("letter", f"{WORDS}.", kind="letter", date="1971-21")
    month = Fact("date_latest", "1971-12", Basis.EDITOR, note="a stamp")
    assert "date_earliest" in bounds([season, quoting("fits", date_latest=month)])["fits"]
    before = Fact("date_latest", "1970-36", Basis.EDITOR, note="a stamp")
    assert "date_earliest" not in bounds([season, quoting("early", date_latest=before)])["early"]


def test_an_uncertain_date_gives_no_bound() -> None:
    assert bounds([document("letter", f"{WORDS}.", kind="letter", date="1971?"), quoting("report")])["report"] == {}


def test_a_derived_bound_gives_no_link_its_direction() -> None:
    documents = [LETTER, quoting("report"), quoting("other")]
    again = with_bounds(documents, linked(documents))
    assert linked(again) == linked(documents)


def test_the_bound_stands_where_the_table_of_fields_has_it() -> None:
    report = quoting("report", title="Bridge", place="Harbour", language="en")
    [_, found] = with_bounds([LETTER, report], linked([LETTER, report]))
    assert list(found.facts) == ["title", "place", "date_earliest", "language"]


def test_a_passage_has_the_source_first_then_dated_witnesses_then_the_others() -> None:
    documents = [quoting("a"), quoting("z", date="1971-03-05"), quoting("b", date="1971-04"), LETTER]
    links = linked(documents)
    [passage] = passages(documents, links)
    assert [witness.document for witness in passage.witnesses] == ["letter", "z", "b", "a"]
    assert [witness.date for witness in passage.witnesses] == ["1971-03-04", "1971-03-05", "1971-04", ""]
    assert [witness.in_marks for witness in passage.witnesses] == [False, True, True, True]
    assert passage.links == tuple(sorted(link.id for link in links))


def test_the_id_of_a_passage_comes_from_its_first_witness() -> None:
    fewer, more = [LETTER, quoting("a")], [LETTER, quoting("a"), quoting("b")]
    assert [p.id for p in passages(fewer, linked(fewer))] == [p.id for p in passages(more, linked(more))]


def test_two_reports_of_one_letter_are_told_of_each_other() -> None:
    links = linked([LETTER, quoting("b"), quoting("a")])
    [pair] = also_quoted(links)
    assert (pair.document, pair.other, pair.source) == ("a", "b", "letter")
    assert pair.links == tuple(sorted(link.id for link in links))


def test_reports_of_different_words_of_one_letter_are_not() -> None:
    more = "Nobody may cross with a lorry before the new cables have been hung and tested"
    letter = document("letter", f"{WORDS}.\n\n{more}.", kind="letter", date="1971-03-04")
    links = linked([letter, quoting("a"), document("b", f"“{more},” it says.")])
    assert len(links) == 2
    assert also_quoted(links) == ()


def test_further_places_of_a_passage_are_witnesses_too() -> None:
    report = document("report", f"“{WORDS},” said the letter. Again: {WORDS}.")
    link = linked([LETTER, report])[0]
    start = report.source.text.rindex(WORDS)
    again = replace(link, target=replace(link.target, also=(Occurrence(start, start + len(WORDS), ("p1",)),)))
    [passage] = passages([LETTER, report], [again])
    assert [(w.document, w.exact) for w in passage.witnesses] == [
        ("letter", WORDS),
        ("report", WORDS),
        ("report", WORDS),
    ]
    [entry] = links_as_data([again])["links"]
    assert entry["target"]["also"] == [{"start": start, "end": start + len(WORDS), "paragraphs": ["p1"]}]


def test_a_passage_of_many_witnesses_is_one_entry_beside_the_links_with_its_first() -> None:
    reports = [quoting(f"r{n:02}", date=f"1971-04-{n + 1:02}") for n in range(24)]
    documents = [LETTER, *reports]
    links = linked(documents)
    across = [
        replace(links[0], source=one.target, target=other.target, id=f"{n:012}")
        for n, (one, other) in enumerate(pairwise(links))
    ]
    kept, found = between_witnesses([*links, *across], passages(documents, [*links, *across]))
    assert set(kept) == set(links)
    [entry] = links_as_data(kept, found)["passages"]
    assert entry["words"] == 15
    assert [witness["document"] for witness in entry["witnesses"]] == ["letter", *(d.id for d in reports)]
    assert entry["witnesses"][0] | {"exact": ""} == {
        "document": "letter", "version": 1, "sha256": LETTER.source.sha256,
        "start": 0, "end": len(WORDS), "exact": "", "paragraphs": ["p1"],
    }  # fmt: skip
    few, _ = between_witnesses([*links[:18], *across[:3]], passages(documents, [*links[:18], *across[:3]]))
    assert len(few) == 21


def test_texts_that_repeat_a_passage_and_share_it_with_late_witnesses_alone_keep_their_links() -> None:
    texts = [document(f"d{n:02}", f"{WORDS}, said keeper{n}. {WORDS}, it said again.") for n in range(24)]
    [first, *_] = links = linked(texts)
    ends = {end.document: end for link in links for end in (link.source, link.target)}
    starts = {text.id: text.source.text.rindex(WORDS) for text in texts}
    twice = [
        replace(ends[id], also=(Occurrence(start, start + len(WORDS), ("p1",)),))
        for id, start in sorted(starts.items())
    ]
    chain = [replace(first, source=a, target=b, id=f"{n:012}") for n, (a, b) in enumerate(pairwise(twice))]
    kept, [passage] = between_witnesses(chain, passages(texts, chain))
    assert len(passage.witnesses) == 48
    assert set(kept) == set(chain)


def test_a_passage_of_many_begins_with_the_earliest_whatever_its_date_rests_on() -> None:
    texts = [
        document(f"d{n:02}", f"{WORDS}, and so said number {n}.", date=Fact("date", f"{1950 - n}", Basis.EXTERNAL))
        for n in range(22)
    ]
    links = linked(texts)
    kept, [passage] = between_witnesses(links, passages(texts, links))
    assert [witness.document for witness in passage.witnesses] == [text.id for text in texts[::-1]]
    assert {"d21" in (link.source.document, link.target.document) for link in kept} == {True}
    assert len(kept) == 21
