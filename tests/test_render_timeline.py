"""The timeline: what is known of each date, drawn and told alike; nothing ordered that can't be."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sourcebook.model import About, Archive, Basis, Document, Fact, Link, LinkEnd, Source, WordCount
from sourcebook.model.asked import made
from sourcebook.render.base.facets import Facets
from sourcebook.render.document import surroundings
from sourcebook.render.document.surroundings import Chronology
from sourcebook.render.time.chronology import arcs, edges, in_order, timeline_entry
from sourcebook.render.time.picture import fitted
from sourcebook.render.time.timeline import MOST_ROWS, timeline_pages, timeline_start
from sourcebook.vocabulary.dates import When, lies_before

DATES = st.sampled_from(["", "2020", "2020-10-09", "2020-10", "2019/2020", "../2020", "2020/..", "-0044-03-15", "199X"])


def document(number: int, date: str = "", earliest: str = "", latest: str = "") -> Document:
    bases = {"date": Basis.STATED, "date_earliest": Basis.DERIVED, "date_latest": Basis.INFERRED}
    given_facts = zip(bases, (date, earliest, latest), strict=True)
    facts = {
        name: (
            Fact(
                name,
                value,
                bases[name],
                note="the reason" if name != "date" else "",
                quote="words" if name == "date" else "",
            ),
        )
        for name, value in given_facts
        if value
    }
    facts["title"] = (Fact("title", f"Text <{number}>", Basis.EDITOR),)
    return Document(Source(f"d{number}", f"d{number}.txt", f"d{number}.txt", "x", ()), facts)


def link(source: str, target: str, kind: str = "quotation", *, directed: bool = True) -> Link:
    ends = LinkEnd(source, 0, 1, "x"), LinkEnd(target, 0, 1, "x")
    return Link(*ends, kind, directed, "primary", WordCount(1, 1, 1), id=f"{source}{target}{kind}")


def archive(documents: Sequence[Document], links: Sequence[Link] = ()) -> Archive:
    return Archive(About(), tuple(documents), links=tuple(links))


def drawn(tree: LexborHTMLParser, size: str = "wide") -> LexborNode:
    (picture,) = tree.css(f"svg.sb-picture--{size}")
    return picture


@settings(max_examples=30)
@given(st.lists(st.tuples(DATES, DATES, DATES), min_size=1, max_size=8))
def test_every_document_is_drawn_once_in_each_size_and_told_once(rows: list[tuple[str, str, str]]) -> None:
    documents = [document(number, *row) for number, row in enumerate(rows)]
    tree = LexborHTMLParser(str(timeline_start(Facets(archive(documents)))))
    for size in ("wide", "narrow") if any(any(row) for row in rows) else ():
        labels = [node.attributes["aria-label"] or "" for node in drawn(tree, size).css(".sb-picture__row")]
        assert sorted(label.split(":")[0] for label in labels) == sorted(d.title for d in documents)
    told = [row.attributes.get("id") for row in tree.css("tbody tr[id]")]
    assert sorted(told) == sorted(f"at-{d.id}" for d in documents)
    for one in map(timeline_entry, documents):
        cell = tree.css_first(f"#at-{one.document.id} td")
        assert cell is not None
        assert cell.text(strip=True) == one.words


def test_a_date_bounds_and_nothing_are_told_apart() -> None:
    documents = [document(1, "2020-10-09"), document(2, "", "2014", "2020-11"), document(3), document(4, "2020")]
    states = {one.document.id: one.state for one in map(timeline_entry, documents)}
    assert states == {"d1": "dated", "d2": "bounded", "d3": "undated", "d4": "dated"}
    picture = drawn(LexborHTMLParser(str(timeline_start(Facets(archive(documents))))))
    marks = {
        row.attributes["href"]: {node.tag for node in row.css(".sb-picture__mark, .sb-picture__unknown")}
        for row in picture.css(".sb-picture__row")
    }
    assert marks == {
        "../documents/d1/": {"circle"},
        "../documents/d2/": {"rect"},
        "../documents/d3/": {"line"},
        "../documents/d4/": {"rect"},
    }


def test_an_open_bound_has_one_end_and_an_arrow() -> None:
    picture = drawn(LexborHTMLParser(str(timeline_start(Facets(archive([document(1, "", "2014")]))))))
    assert len(picture.css(".sb-picture__open")) == len(picture.css(".sb-picture__end")) == 1
    assert len(picture.css(".sb-picture__arrow")) == 1
    assert picture.css(".sb-picture__mark") == []


def test_only_directed_quotations_and_reuse_have_arcs_and_the_table_says_the_same() -> None:
    documents = [document(n, "2020") for n in range(4)]
    links = [
        link("d0", "d1"),
        link("d0", "d2", "reuse"),
        link("d1", "d3", "shared-passage", directed=False),
        link("d2", "d3", "reference"),
    ]
    made = archive(documents, links)
    assert [(arc.source, arc.target, arc.verb) for arc in arcs(made)] == [
        ("d0", "d1", "quotes"),
        ("d0", "d2", "uses words of"),
    ]
    tree = LexborHTMLParser(str(timeline_start(Facets(made))))
    labels = [node.attributes["aria-label"] for node in drawn(tree).css(".sb-picture__arc")]
    assert labels == [
        "[Text <1>] quotes [Text <0>]: 1 passage",
        "[Text <2>] uses words of [Text <0>]: 1 passage",
    ]
    signs = [(sign.attributes["class"] or "").split()[-1] for sign in tree.css(".sb-legend .sb-picture__arc")]
    drawings = [(arc.attributes["class"] or "").split()[-1] for arc in drawn(tree).css(".sb-picture__arc")]
    assert drawings == signs == ["sb-picture__arc--solid", "sb-picture__arc--dashed"]
    cells = [" ".join((row.css("td")[-1].text() or "").split()) for row in tree.css("tbody tr[id]")]
    assert sorted(cells) == [
        "",
        "",
        "quotes [Text <0>]: 1 passage",
        "uses words of [Text <0>]: 1 passage",
    ]


def test_the_scale_is_in_order_and_has_each_day_once() -> None:
    documents = [document(1, "2020-10-09"), document(2, "", "2020-10-09", "2020-11"), document(3, "-0044-03-15")]
    days = [edge.day for edge in edges(map(timeline_entry, documents))]
    assert days == sorted(set(days)) == [(-44, 3, 15), (2020, 10, 9), (2020, 11, 30)]


def test_reasons_stand_in_the_table() -> None:
    tree = LexborHTMLParser(str(timeline_start(Facets(archive([document(2, "", "2014", "2020-11")])))))
    told = [" ".join(reason.text().split()) for reason in tree.css("tbody tr[id] td")[1].css("p")]
    assert told == ["worked out (not before 2014): the reason", "inferred (not after November 2020): the reason"]
    found = Fact("date", "1731-33", Basis.EXTERNAL, address="https://a.example/", checked="2026-01-02")
    entry = timeline_entry(replace(document(1), facts={"date": (found,)}))
    assert entry.reasons[0].note == "https://a.example/ (checked 2 January 2026)"
    assert entry.last
    assert entry.last.words == "end of the first quarter of 1731"


def test_dated_documents_come_first_and_in_order() -> None:
    documents = [document(1), document(2, "2020"), document(3, "", "2014"), document(4, "1999-05-01")]
    order = [(state, [one.document.id for one in rows]) for state, rows in in_order(map(timeline_entry, documents))]
    assert order == [("dated", ["d4", "d2"]), ("bounded", ["d3"]), ("undated", ["d1"])]


def test_many_documents_are_grouped_by_year_and_month_with_nobody_put_into_a_year_by_a_bound() -> None:
    count = MOST_ROWS + 10
    documents = [document(n, f"{1990 + n % 3}-{n % 12 + 1:02}-05") for n in range(count)]
    documents += [document(1000, "", "2014"), document(1001), document(1002, "1991-34"), document(1003, "1991/1993")]
    made = archive(documents, [link("d0", "d1"), link("d0", "d3")])
    tree = LexborHTMLParser(str(timeline_start(Facets(made))))
    picture = drawn(tree)
    years = [node.attributes["aria-label"] for node in picture.css(".sb-calendar__year")]
    totals = {1990 + at: sum(1 for n in range(count) if n % 3 == at) + (at == 1) for at in range(3)}
    assert years == [f"{year}: {total} documents" for year, total in totals.items()]
    cells = [node.attributes["aria-label"] or "" for node in picture.css(".sb-calendar__cell")]
    assert sum(int(cell.split(": ")[1].split()[0]) for cell in cells) == count + 1
    assert "month not stated 1991: 1 document" in cells
    assert "The last column is for texts whose month is not known." in tree.css_first("figcaption").text()  # type: ignore[union-attr]
    assert "2014" not in picture.text()
    assert [node.attributes["aria-label"] for node in picture.css(".sb-picture__arc")] == [
        "Texts of 1991 take words from texts of 1990: 1 passage"
    ]
    rows = [[" ".join(cell.text().split()) for cell in row.css("td")] for row in tree.css("tbody tr")]
    assert [row[0] for row in rows] == [str(total) for total in totals.values()]
    assert [row[2] for row in rows] == ["the same year (1 passage)", "1990 (1 passage)", ""]
    text = " ".join(tree.css_first("p.soft").text().split())  # type: ignore[union-attr]
    assert "3 texts have no one year: for 2 only a range is known, 1 is undated." in text


def test_of_many_years_each_decade_has_a_row_and_every_year_a_cell_that_leads_to_it() -> None:
    years = [*range(1700, 2000, 5), 1712]
    made = archive([document(n, f"{year}") for n, year in enumerate(years)], [link("d0", "d1"), link("d1", "d4")])
    tree = LexborHTMLParser(str(timeline_start(Facets(made))))
    for size in ("wide", "narrow"):
        picture = drawn(tree, size)
        labels = [node.attributes["aria-label"] or "" for node in picture.css(".sb-calendar__year")]
        assert labels == [f"{decade}s: {3 if decade == 1710 else 2} documents" for decade in range(1700, 2000, 10)]
        cells = {node.attributes["aria-label"]: node.attributes["href"] for node in picture.css(".sb-calendar__cell")}
        assert cells == {f"{year}: 1 document": f"../by/year/{year}/" for year in years}
    (arc,) = drawn(tree).css(".sb-picture__arc")
    assert arc.attributes["aria-label"] == "Texts of 1720s take words from texts of 1700s: 1 passage"
    assert tree.css(arc.attributes["href"] or ""), "the arc leads to the row of the table"


def test_what_is_known_of_the_dates_is_said_first() -> None:
    documents = [document(1, "2020"), document(2, "", "2014"), document(3, "", "2015"), document(4)]
    tree = LexborHTMLParser(str(timeline_start(Facets(archive(documents)))))
    said = " ".join(tree.css_first("p.soft").text().split())  # type: ignore[union-attr]
    assert said.startswith("One text is dated; for two we know only a range; one is undated.")


def test_where_nothing_is_dated_nothing_is_drawn() -> None:
    for many in (3, MOST_ROWS + 1):
        tree = LexborHTMLParser(str(timeline_start(Facets(archive([document(number) for number in range(many)])))))
        assert tree.css("svg") == []
        assert "known" in tree.css_first("p").text() or "undated" in tree.css_first("p").text()  # type: ignore[union-attr]
    bounded = [document(number, latest="1911-05") for number in range(MOST_ROWS + 1)]
    (said,) = LexborHTMLParser(str(timeline_start(Facets(archive(bounded))))).css("p")
    assert " ".join(said.text().split()) == "None of the 41 texts has a known year: for 41 we know only a range."


def test_a_year_that_is_uncertain_is_not_said_to_be_known() -> None:
    documents = [document(number, "1900?") for number in range(MOST_ROWS + 1)]
    (said, *_) = LexborHTMLParser(str(timeline_start(Facets(archive(documents))))).css("p")
    assert " ".join(said.text().split()) == "41 texts, each with a year."


def test_a_long_timeline_comes_in_pages() -> None:
    documents = [document(n, f"{1000 + 10 * n}") for n in range(90)]
    pages = list(made(timeline_pages(Facets(archive(documents)))))
    assert [page.address for page in pages] == ["timeline/page/2/", "timeline/page/3/"]
    assert [len(LexborHTMLParser(str(page.content)).css("tbody tr")) for page in pages] == [40, 10]


def test_a_title_takes_no_more_room_than_the_picture_has() -> None:
    assert fitted("A short title", 600) == "A short title"
    for title in ("m" * 300, "M" * 300, "東" * 300, "so many words " * 30):
        cut = fitted(title, 300)
        assert cut.endswith("…")
        assert 20 <= len(cut) <= 49


def test_a_text_is_held_against_its_neighbours_in_time_alone_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = []

    def counted(one: When | None, other: When | None) -> bool:
        compared.append((one, other))
        return lies_before(one, other)

    monkeypatch.setattr(surroundings, "lies_before", counted)
    documents = [
        document(n, date) for n, date in enumerate([*[""] * 99, *["1150?"] * 99, *map(str, range(1100, 1199))])
    ]
    chronology = Chronology(archive(documents))
    for one in documents:
        chronology.around(one)
    assert len(compared) < 5 * len(documents)


def test_only_what_no_overlap_leaves_open_is_called_earlier_or_later() -> None:
    dates = ["2020-33", "2020-10-09", "2020", "2021-24", "2019?", "", "2022/.."]
    chronology = Chronology(archive([document(number, date) for number, date in enumerate(dates)]))
    around = {date: chronology.around(document(number, date)) for number, date in enumerate(dates) if date}
    told = {date: (found.before and found.before.id, found.after and found.after.id) for date, found in around.items()}
    assert told == {
        "2020-33": (None, "d1"),
        "2020-10-09": ("d0", "d3"),
        "2020": (None, "d3"),
        "2021-24": ("d2", None),
        "2019?": (None, None),
        "2022/..": ("d2", None),
    }
    assert not any(found.is_earliest for found in around.values())
    certain = Chronology(archive([document(number, date) for number, date in enumerate(["-0044", "-0043", "-0042"])]))
    assert certain.around(document(0, "-0044")).is_earliest
    assert certain.around(document(2, "-0042")).is_latest
    assert not certain.around(document(1, "-0043")).is_latest
