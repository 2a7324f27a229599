"""Facets: every document under each of its values, what is not stated apart, and long lists in pages."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser
from sourcebook import addresses
from sourcebook.model import About, Archive, Basis, Document, Fact, Source
from sourcebook.model.asked import made
from sourcebook.render.base.facets import NOT_STATED_SLUG, Facets, lacking, with_pages
from sourcebook.render.base.listing import PAGE, Group, in_pages
from sourcebook.render.base.page import Neighbour, Page
from sourcebook.render.browse.facet_pages import facet_pages, facets_start

VALUES = st.sampled_from(["", "letter", "statement", "other"])
PUBLISHERS = st.sampled_from(["", "A", "a", "Not stated", "page", "!!!", "???", "Zürich", "东京", "x" * 300, "../up"])
DATES = st.sampled_from(
    ["", "2020", "2020-10-09", "2020-10", "2019/2020", "../2020", "-0044-03-15", "199X", "2020-10~"]
)


def document(number: int, kind: str = "", publisher: str = "", date: str = "", earliest: str = "") -> Document:
    given_facts = {"kind": kind, "publisher": publisher, "date": date, "date_earliest": earliest}
    facts = {
        name: (Fact(name, value, Basis.STATED, type="organisation"),) for name, value in given_facts.items() if value
    }
    facts["title"] = (Fact("title", f"Text {number}", Basis.EDITOR),)
    return Document(Source(f"d{number}", f"d{number}.txt", f"d{number}.txt", "x", ()), facts)


ARCHIVES = st.lists(st.tuples(VALUES, PUBLISHERS, DATES), min_size=1, max_size=12).map(
    lambda rows: Archive(About(), tuple(document(number, *row) for number, row in enumerate(rows)))
)


def links(content: Markup, address: str) -> set[str]:
    """Return the addresses that a page leads to."""
    import posixpath  # noqa: PLC0415  beside its only use
    from urllib.parse import unquote  # noqa: PLC0415

    hrefs = [node.attributes["href"] or "" for node in LexborHTMLParser(str(content)).css("a[href]")]
    found = set()
    for href in hrefs:
        path = unquote(href.split("#")[0])
        joined = posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")
        found.add(f"{joined}/" if path.endswith("/") and joined else joined)
    return found


@settings(max_examples=25)  # each renders a site's worth of pages
@given(ARCHIVES)
def test_every_document_stands_under_each_facet_once_and_is_reached_from_the_overview(archive: Archive) -> None:
    facets = Facets(archive)
    pages = {page.address: page for page in made(facet_pages(facets))}
    start = links(facets_start(facets), addresses.BY)
    for facet in with_pages(About()):
        has_values = any(value.is_stated for value in facets.values[facet.key])
        assert (addresses.facet(facet.key) in start) == has_values, "what no text states is no way to browse"
        if not facet.is_asked and not has_values:
            assert not any(address.startswith(addresses.facet(facet.key)) for address in pages)
            continue
        listed = [document.id for value in facets.values[facet.key] for document in value.documents]
        assert sorted(listed) == sorted(document.id for document in archive.documents)
        overview = links(pages[addresses.facet(facet.key)].content, addresses.facet(facet.key))
        for value in facets.values[facet.key]:
            assert value.address in overview
            reached = links(pages[value.address].content, value.address)
            assert {addresses.document(document.id) for document in value.documents} <= reached


@given(ARCHIVES)
def test_addresses_of_values_are_their_own_and_can_be_folders(archive: Archive) -> None:
    facets = Facets(archive)
    for values in facets.values.values():
        slugs = [value.slug for value in values]
        assert len(set(slugs)) == len(slugs)
        for slug in slugs:
            assert slug not in {"", "page", ".", ".."}
            assert "/" not in slug
            assert len(slug.encode()) <= 100


def test_a_year_comes_from_a_date_and_never_from_bounds() -> None:
    dates = {"2020-10-09": "2020", "2020": "2020", "2019/2020": "", "199X": "", "../2020": ""}
    documents = tuple(document(number, date=date) for number, date in enumerate(dates))
    bounded = document(9, earliest="2014")
    facets = Facets(Archive(About(), (*documents, bounded)))
    found = {one.id: value.slug for value in facets.values["year"] for one in value.documents}
    wanted = {f"d{number}": year or NOT_STATED_SLUG for number, year in enumerate(dates.values())}
    assert found == {**wanted, "d9": NOT_STATED_SLUG}
    assert facets.values["year"][-1].label == "no single year", "a range may well be stated"


def test_a_value_in_a_header_leads_to_its_documents() -> None:
    one = document(1, "letter", "The Press", "2020-10-09")
    facets = Facets(Archive(About(), (one, document(2))))
    led = {name: facets.address(one, fact) for name, (fact, *_) in one.facts.items()}
    assert led == {
        "kind": "by/kind/letter/",
        "publisher": "by/publisher/the-press/",
        "date": "by/year/2020/",
        "title": "",
    }


@given(st.lists(st.integers(1, 250), max_size=6), st.integers(1, 120))
def test_a_list_in_pages_loses_nothing_and_keeps_its_order(sizes: list[int], size: int) -> None:
    groups = [Group(f"g{at}", f"a{at}", tuple((at, n) for n in range(count))) for at, count in enumerate(sizes)]
    parts = in_pages("by/kind/x/", groups, size)
    assert [item for part in parts for group in part.groups for item in group.items] == [
        item for group in groups for item in group.items
    ]
    assert all(part.shown <= size for part in parts)
    assert [part.start for part in parts] == [sum(p.shown for p in parts[:n]) for n in range(len(parts))]
    for jump in parts[0].jumps:
        there = next(part for part in parts if part.address == jump.address)
        assert any(group.anchor == jump.anchor and not group.is_continued for group in there.groups)


def test_a_page_of_a_list_leads_to_those_before_and_after_it_by_what_the_list_is_called() -> None:
    _, second, third = in_pages("by/kind/", [Group("", "", tuple(range(5)))], 2)
    page = second.page("Documents by kind", "Five.", Markup("<p>"), "by/", short="Kinds")
    assert (page.address, page.title, page.section) == ("by/kind/page/2/", "Documents by kind, page 2 of 3", "by/")
    assert page.previous == Neighbour("by/kind/", "Kinds, page 1")
    assert page.next == Neighbour("by/kind/page/3/", "Kinds, page 3")
    last = third.page("Documents", "Five.", Markup("<p>"))
    assert (last.previous, last.next) == (Neighbour("by/kind/page/2/", "Documents, page 2"), None)


def test_a_long_list_of_documents_has_years_to_jump_by() -> None:
    documents = tuple(document(n, "letter", date=f"{1900 + n % 50}") for n in range(PAGE * 2 + 1))
    pages = {page.address: page for page in made(facet_pages(Facets(Archive(About(), documents))))}
    first, last = pages["by/kind/letter/"], pages["by/kind/letter/page/3/"]
    jumps = LexborHTMLParser(str(first.content)).css(".jumps a")
    assert [jump.text() for jump in jumps] == [str(year) for year in range(1900, 1950)]
    assert jumps[-1].attributes["href"] == "page/2/#year-1949"
    assert len(LexborHTMLParser(str(last.content)).css(".listing li")) == 1
    assert (last.previous and last.previous.address, last.next) == ("by/kind/letter/page/2/", None)


def test_what_a_header_does_not_state_leads_to_all_texts_that_lack_it() -> None:
    facets = Facets(Archive(About(), (document(1),)))
    for field in ("kind", "author", "publisher", "date"):
        assert lacking(field) in {page.address for page in made(facet_pages(facets))}
    assert lacking("addressee") == ""


def test_a_long_list_of_texts_that_lack_what_none_states_is_the_catalogue() -> None:
    lacking_all = tuple(document(number) for number in range(PAGE + 1))

    def addresses_of(*documents: Document) -> dict[str, Page]:
        facets = Facets(Archive(About(), documents))
        return {page.address: page for page in made(facet_pages(facets)) if "/kind/not" in page.address}

    of_none = "by/kind/not-stated/"
    pages = addresses_of(*lacking_all)
    assert [*pages] == [of_none]
    assert links(pages[of_none].content, of_none) == {"by/kind/", "documents/"}
    assert "101 documents" in pages[of_none].content
    assert [*addresses_of(*lacking_all, document(PAGE + 1, "letter"))] == [of_none, f"{of_none}page/2/"]
    assert "documents/d1/" in links(addresses_of(*lacking_all[:PAGE])[of_none].content, of_none)
