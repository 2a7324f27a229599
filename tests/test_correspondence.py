"""Who wrote to whom, and when; series and collections by their levels."""

from collections.abc import Mapping

import pytest
from selectolax.lexbor import LexborHTMLParser
from sourcebook.model import Archive
from sourcebook.model.asked import made
from sourcebook.pipeline import pages
from sourcebook.render.base.context import Context
from sourcebook.render.base.facets import Facets
from sourcebook.render.browse.catalogue import catalogue_start

from tests.reading_cases import archive_of

PEOPLE = {"otto": "Brandt, Otto", "karl": "Lund, Karl", "ida": "Weber, Ida"}
LETTERS = [
    ("one", "otto", ["karl"], "1871-03-04"),
    ("two", "karl", ["otto"], "1871-03-09"),
    ("three", "otto", ["karl", "ida"], "1874"),
    ("four", "ida", ["ida"], "1875"),
    ("five", "otto", ["karl"], ""),
]


def sidecar(author: str, addressees: list[str], date: str) -> str:
    to = ", ".join(f"{{value: '{PEOPLE[name]}', editor: x}}" for name in addressees)
    when = f"  date: {{value: {date}, editor: x}}\n" if date else ""
    return f"facts:\n  author: {{value: '{PEOPLE[author]}', editor: x}}\n  addressee: [{to}]\n{when}"


@pytest.fixture(scope="module")
def archive() -> Archive:
    texts = {f"{name}.txt": f"Letter {name}.\n" for name, *_ in LETTERS}
    return archive_of({**texts, **{f"{name}.yml": sidecar(*rest) for name, *rest in LETTERS}})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def site(archive: Archive) -> Mapping[str, LexborHTMLParser]:
    return {page.address: LexborHTMLParser(str(page.content)) for page in made(pages(Context(archive)))}


def words(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def test_the_list_says_who_wrote_to_whom_how_often_and_when(site: Mapping[str, LexborHTMLParser]) -> None:
    assert words(site["by/correspondence/"], ".values li") == [
        "Otto Brandt and Ida Weber 1874 1",
        "Otto Brandt and Karl Lund 1871–1874 4",
    ]


def test_a_page_has_the_letters_of_two_by_date_each_with_whom_it_is_to(site: Mapping[str, LexborHTMLParser]) -> None:
    page = site["by/correspondence/otto-brandt-and-karl-lund/"]
    assert words(page, ".titles a") == ["Letter one.", "Letter two.", "Letter three.", "Letter five."]
    assert words(page, ".second") == ["to Karl Lund", "to Otto Brandt", "to Karl Lund, Ida Weber", "to Karl Lund"]


def test_a_letter_leads_to_the_ones_before_and_after_it(site: Mapping[str, LexborHTMLParser]) -> None:
    (two,) = [row for row in words(site["documents/two/"], "#context dd") if "Between" in row]
    assert two == (
        "Between Otto Brandt and Karl Lund: 4 documents. "
        "Previous: Letter one. (Otto Brandt to Karl Lund, 4 March 1871). "
        "Next: Letter three. (Otto Brandt to Karl Lund & Ida Weber, 1874)."
    )
    (undated,) = [row for row in words(site["documents/five/"], "#context dd") if "Between" in row]
    assert undated == "Between Otto Brandt and Karl Lund: 4 documents.", "what has no date is before and after none"
    assert not [row for row in words(site["documents/four/"], "#context dd") if "Between" in row]


def test_levels_are_pages_that_lead_to_what_they_lie_in_and_what_lies_in_them() -> None:
    levels = {"a": "Harbour Office > Letters sent > 1871", "b": "Harbour Office › Letters sent", "c": "Harbour Office"}
    seeds = {f"{name}.txt": f"Letter {name}.\n" for name in levels}
    seeds |= {f"{id}.yml": f"facts:\n  collection: {{value: '{value}', editor: x}}\n" for id, value in levels.items()}
    found = {page.address: LexborHTMLParser(str(page.content)) for page in made(pages(Context(archive_of(seeds))))}
    assert words(found["by/collection/"], ".values li") == [
        "Harbour Office 3",
        "Harbour Office › Letters sent 2",
        "Harbour Office › Letters sent › 1871 1",
    ]
    within = found["by/collection/harbour-office-letters-sent/"]
    assert words(within, ".titles a") == ["Letter a.", "Letter b."]
    assert words(within, ".fine")[:1] == ["Part of Harbour Office. Within it: 1871 1."]
    assert [node.attributes["href"] for node in within.css(".fine a")][:2] == [
        "../harbour-office/",
        "../harbour-office-letters-sent-1871/",
    ]
    header = found["documents/a/"].css_first("#source")
    assert header is not None
    assert "../../by/collection/harbour-office-letters-sent-1871/" in (header.html or "")


def test_what_no_text_has_is_no_page() -> None:
    found = {page.address for page in made(pages(Context(archive_of({"a.txt": "One.\n"}))))}
    assert not any(
        address.startswith(("by/subject", "by/series", "by/place", "by/correspondence")) for address in found
    )


def test_the_catalogue_is_sorted_by_every_facet_that_there_is_room_for() -> None:
    own = "fields:\n  ship: {label: Ship, facet: yes}\n  mood: {label: Mood}\n"
    seeds = {"archive.yml": own, "a.txt": "One.\n", "b.txt": "Two.\n", "c.txt": "Three.\n"}
    for name, ship in (("a", "Anna"), ("b", "Berta")):
        seeds[f"{name}.yml"] = f"facts:\n  ship: {{value: {ship}, editor: x}}\n  place: {{value: {ship}, editor: x}}\n"
    table = LexborHTMLParser(str(catalogue_start(Facets(archive_of(seeds))))).css("table[data-sortable] th[data-sort]")
    assert [node.text() for node in table] == ["Title", "Place", "Ship", "Words"]


def test_the_catalogue_tells_a_default_language_as_such_and_not_of_a_text_in_another_script() -> None:
    seeds = {
        "archive.yml": "language: ru\n",
        "a.txt": "Пристань лежит в развалинах.\n",
        "b.txt": "碼頭七年來破敗不堪。\n",
        "c.txt": "Der Hafen liegt in Trümmern.\n",
        "c.yml": "facts:\n  language: {value: de, editor: x}\n",
    }
    rows = LexborHTMLParser(str(catalogue_start(Facets(archive_of(seeds))))).css("td[data-column=language]")
    assert [row.text(separator=" ", strip=True) for row in rows] == [
        "Russian the archive’s default",
        "not stated",
        "German supplied by the archive",
    ]


def test_an_addressee_who_has_a_column_is_not_said_again_under_the_title() -> None:
    facts = "facts:\n  title: {value: A letter, editor: x}\n  addressee: {value: 'Brandt, {}', editor: x}\n"
    seeds = {f"{name}.txt": f"The day was {name} and long.\n" for name in ("Ada", "Ida")}
    seeds |= {f"{name}.yml": facts.replace("{}", name) for name in ("Ada", "Ida")}
    rows = LexborHTMLParser(str(catalogue_start(Facets(archive_of(seeds))))).css("tbody tr")
    said = [
        " | ".join(cell.text(separator=" ", strip=True) for cell in row.css("th > a, small, td.labelled"))
        for row in rows
    ]
    assert said == [f"[A letter] | begins The day was {name} and long. | {name} Brandt" for name in ("Ada", "Ida")]


def test_letters_whose_dates_overlap_are_before_and_after_none_and_a_year_comes_before_the_next() -> None:
    dates = {
        "a": "2020-12-31T23:00:00Z",
        "b": "2021-01-01T00:30:00+05:00",
        "c": "2021",
        "d": "2021-06-01",
        "e": "2021/2022",
        "f": "2022-03~",
        "g": "2030",
    }
    seeds = {f"{id}.txt": f"Letter {id} of Ida Weber.\n" for id in dates}
    seeds |= {f"{id}.yml": sidecar("otto", ["karl"], f"'{date}'") for id, date in dates.items()}
    seeds["names.yml"] = "names:\n  - {id: ida, type: person, label: 'Weber, Ida', aliases: [Ida Weber]}\n"
    found = {page.address: LexborHTMLParser(str(page.content)) for page in made(pages(Context(archive_of(seeds))))}

    def told(id: str) -> str:
        return " ".join(row for row in words(found[f"documents/{id}/"], "#context dd"))

    assert "Next: Letter a" in told("b"), "19:30 in UTC"
    assert "Previous: Letter b" in told("a")
    assert "Letter c" not in told("a"), "that year had begun in the Pacific"
    assert "Previous" in told("d")
    assert "Letter c" not in told("d"), "a year may end before a day of it, or after"
    assert "Next: Letter g" in told("e")
    assert "Previous" not in told("f")
    assert "Before it: Letter b" in told("a")
    assert "The earliest dated text here" not in told("b"), "one of the others has no order"
    assert words(found["by/correspondence/"], ".values li") == ["Otto Brandt and Karl Lund 7"], "one is of no one year"
    headings = ["2020", "2021", "2022", "2030", "No single year"]
    assert words(found["by/correspondence/otto-brandt-and-karl-lund/"], "h2, h3")[:5] == headings
    assert words(found["names/ida/"], "h3")[:5] == [
        *(f"In texts of {year}" for year in headings[:4]),
        "In other dated texts",
    ]


@pytest.mark.parametrize(
    ("dates", "heading"),
    [
        (("1900", "1950/1960", "1955"), "Dated; texts whose dates overlap are listed in no particular order"),
        (("1900", "1950", "1955"), "Dated, the earliest first"),
    ],
)
def test_witnesses_are_said_to_be_in_order_only_where_each_date_lies_before_the_next(
    dates: tuple[str, ...], heading: str
) -> None:
    shared = "The bridge over the wide river was closed for eleven weeks and no engineer came to look at the piers.\n"
    seeds = {f"{id}.txt": f"Title {id}\n\n{shared}" for id in "abc"}
    seeds |= {
        f"{id}.yml": f"facts:\n  date: {{value: '{date}', editor: x}}\n" for id, date in zip("abc", dates, strict=True)
    }
    found = made(pages(Context(archive_of(seeds))))
    (passage,) = [page for page in found if page.address.startswith("passages/") and page.address.count("/") == 2]
    assert words(LexborHTMLParser(str(passage.content)), "h3") == [heading]
