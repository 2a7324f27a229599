"""A history of a dozen events, each recorded by its command and followed by a build.

After each, every address and anchor ever published leads to its words, or to a line that says what became of them.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.building import TEXTS, Project
from tests.tools.commands import Curator
from tests.tools.html import faults_of
from tests.tools.promises import Promises, kept, parsed, shows_text, texts

EARLY, LATE = "1772323200", "1893456000"  # 1 March 2026, 1 January 2030

TITLE = "The harbour office"
SHIPS = "The ships came in at dawn, and the clerk wrote their names into the book that lay on the desk."
NOBODY = "Nobody asked where they had been."
WEATHER = "The weather had been bad for a week, and all the crews were tired."
NOON = "At noon the master of the harbour read the book aloud, as he did on every day of the year."
EVENING = "In the evening the book was locked away."
GULL = "A gull sat on the roof all day."
DRAWER = "This was written for the drawer and not for print."


def new(curator: Curator) -> None:
    curator.write("harbour.txt", TITLE, SHIPS, f"{NOBODY} {WEATHER}", NOON, EVENING)
    curator.write("other.txt", "Another text", "It stands beside the first one and says little.")
    curator.does("record")


def corrected(curator: Curator) -> None:
    curator.write("harbour.v2.txt", TITLE, SHIPS.replace("desk", "counter"), f"{NOBODY} {WEATHER}", NOON, EVENING)
    curator.does("correct", "harbour", "--reason", "the clerk stood at a counter")


def corrected_again_with_an_insertion(curator: Curator) -> None:
    ships = SHIPS.replace("desk", "long counter")
    curator.write("harbour.v3.txt", TITLE, ships, f"{NOBODY} {WEATHER}", GULL, NOON, EVENING)
    curator.does("correct", "harbour", "--reason", "a line was missing")


def split(curator: Curator) -> None:
    ships = SHIPS.replace("desk", "long counter")
    curator.write("harbour.v4.txt", TITLE, ships, NOBODY, WEATHER, GULL, NOON, EVENING)
    curator.does("correct", "harbour", "--reason", "two paragraphs had run together")


def merged(curator: Curator) -> None:
    ships = SHIPS.replace("desk", "long counter")
    curator.write("harbour.v5.txt", TITLE, ships, NOBODY, WEATHER, GULL, f"{NOON} {EVENING}")
    curator.does("correct", "harbour", "--reason", "one paragraph had been cut in two")


def deleted(curator: Curator) -> None:
    ships = SHIPS.replace("desk", "long counter")
    curator.write("harbour.v6.txt", TITLE, ships, NOBODY, WEATHER, f"{NOON} {EVENING}")
    curator.does("correct", "harbour", "--reason", "the gull is from another page")


def given_another_address(curator: Curator) -> None:
    curator.does("rename", "harbour", "--id", "harbour-office", "--reason", "there are two harbours")


def given_another_file_name(curator: Curator) -> None:
    curator.does("rename", "harbour-office", "--file", "office.txt")


def one_version_withdrawn(curator: Curator) -> None:
    curator.does("withdraw", "harbour-office", "--version", "1", "--reason", "it named the desk")


def withdrawn(curator: Curator) -> None:
    curator.does("withdraw", "harbour-office", "--reason", "the owner asked")
    for path in curator.seeds.glob("office*.txt"):
        path.rename(curator.seeds.parent / path.name)


def restored(curator: Curator) -> None:
    for path in curator.seeds.parent.glob("office*.txt"):
        path.rename(curator.seeds / path.name)
    curator.does("restore", "harbour-office", "--reason", "the owner changed her mind")


def embargoed(curator: Curator) -> None:
    curator.write("drawer.txt", "From the drawer", DRAWER)
    (curator.seeds / "drawer.yml").write_text("publish: {embargo: 2029-12-31}\n")
    assert "under embargo" in curator.does("record")


def put_under_embargo_after_it_was_published(curator: Curator) -> None:
    (curator.seeds / "other.yml").write_text("publish: {embargo: 2029-06-01}\n")


def embargo_over(curator: Curator) -> None:
    curator.does("record", "--day", "2030-01-01", SOURCE_DATE_EPOCH=LATE)


def back_in_the_text(curator: Curator) -> None:
    ships = SHIPS.replace("desk", "long counter")
    curator.write("office.v7.txt", TITLE, ships, NOBODY, WEATHER, GULL, f"{NOON} {EVENING}")
    curator.does("correct", "harbour-office", "--reason", "the gull was there after all")


EVENTS: list[tuple[Callable[[Curator], None], str]] = [
    (new, EARLY),
    (corrected, EARLY),
    (corrected_again_with_an_insertion, EARLY),
    (split, EARLY),
    (merged, EARLY),
    (deleted, EARLY),
    (given_another_address, EARLY),
    (given_another_file_name, EARLY),
    (one_version_withdrawn, EARLY),
    (withdrawn, EARLY),
    (restored, EARLY),
    (embargoed, EARLY),
    (put_under_embargo_after_it_was_published, EARLY),
    (embargo_over, LATE),
    (back_in_the_text, LATE),
]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the history; return the site after each event, by its name. Every promise is checked on every site."""
    project = Project(tmp_path_factory.mktemp("history") / "archive", {})
    curator, promises, sites = Curator(project.folder / TEXTS), Promises(), dict[str, Path]()
    for event, day in EVENTS:
        event(curator)
        built = project.build(SOURCE_DATE_EPOCH=day, SITE_URL="https://example.org/a/")
        assert built.code == 0, f"after: {event.__name__}\n{built.output}"
        promises.check(built.site)
        promises.add(built.site)
        site = sites[event.__name__] = project.folder / "sites" / event.__name__
        site.parent.mkdir(exist_ok=True)
        built.site.rename(site)
    return sites


def words_at(site: Path, address: str) -> dict[str, str]:
    return {anchor: words for at, anchor, words in texts(site) if at == address}


def test_every_promise_is_kept_after_each_event(history: dict[str, Path]) -> None:
    assert len(history) == len(EVENTS) >= 12


def test_every_version_stands_at_its_address_as_it_was_published(history: dict[str, Path]) -> None:
    last = history["back_in_the_text"]
    first = words_at(history["new"], "documents/harbour/")
    assert list(first) == ["p1", "p2", "p3", "p4", "p5"]
    assert words_at(history["split"], "documents/harbour/v/1/") == first
    assert words_at(last, "documents/harbour-office/v/3/")["p3a"] == GULL
    assert list(words_at(last, "documents/harbour-office/v/6/")) == ["p1", "p2", "p3b", "p3c", "p4"]


def test_the_current_version_s_address_leads_to_the_document_anchor_by_anchor(history: dict[str, Path]) -> None:
    last = history["back_in_the_text"]
    page = parsed(last, "documents/harbour-office/v/7/")
    assert not shows_text(last, "documents/harbour-office/v/7/")
    led = {node.attributes["id"]: node.css_first("a").attributes["href"] for node in page.css("li[id]")}
    assert led == {anchor: f"../../#{anchor}" for anchor in ("p1", "p2", "p3b", "p3c", "p3a", "p4")}
    files = {path.name for path in (last / "documents/harbour-office/v/7").iterdir()}
    assert files == {"index.html"}
    assert {path.name for path in (last / "documents/harbour-office/v/6").iterdir()} >= {"source.txt", "record.json"}


def test_anchors_stay_with_their_words(history: dict[str, Path]) -> None:
    anchors = {
        name: list(words_at(history[name], "documents/harbour/"))
        for name in ("corrected", "split", "merged", "deleted")
    }
    assert anchors["corrected"] == ["p1", "p2", "p3", "p4", "p5"]
    assert anchors["split"] == ["p1", "p2", "p3b", "p3c", "p3a", "p4", "p5"]
    assert anchors["merged"] == ["p1", "p2", "p3b", "p3c", "p3a", "p4"]
    assert anchors["deleted"] == ["p1", "p2", "p3b", "p3c", "p4"]


def test_a_stub_names_its_successors_and_links_the_version_that_has_the_words(history: dict[str, Path]) -> None:
    stub = parsed(history["split"], "documents/harbour/").css_first("#p3")
    assert "Its words are now in ¶ 3b and ¶ 3c." in " ".join(stub.text(deep=True).split())
    assert [link.attributes["href"] for link in stub.css("a")] == ["#p3b", "#p3c", "v/3/#p3"]
    assert parsed(history["split"], "documents/harbour/").css_first("[data-source-text] #p3") is None


def test_a_corrected_paragraph_says_so_and_links_its_published_state(history: dict[str, Path]) -> None:
    page = parsed(history["corrected"], "documents/harbour/")
    (link,) = page.css("a.corrected")
    assert (link.attributes["href"], link.text()) == ("v/1/#p2", "")
    assert link.parent is not None
    assert link.parent.attributes["id"] == "p2"


def test_an_older_version_says_which_it_is_what_changed_and_where_the_current_one_is(history: dict[str, Path]) -> None:
    page = parsed(history["corrected"], "documents/harbour/v/1/")
    banner = " ".join(page.css_first(".banner").text(deep=True).split())
    assert "earlier version" in banner
    assert "the clerk stood at a counter" in banner
    assert [node.text() for node in page.css(".changes del, .changes ins")] == ["desk", "counter"]
    assert [link.attributes["href"] for link in page.css(".banner a")] == ["#changes", "../../"]
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"
    current = parsed(history["corrected"], "documents/harbour/v/2/")
    assert "current version" in current.css_first("main").text(deep=True)


@pytest.mark.parametrize("address", ["documents/harbour/v/1/", "documents/harbour/"])
def test_every_version_is_cited_at_its_own_address(history: dict[str, Path], address: str) -> None:
    site, number = history["corrected"], 1 if "/v/" in address else 2
    page = parsed(site, address)
    sha256 = hashlib.sha256((site / address / "source.txt").read_bytes()).hexdigest()
    citations = [node.text(deep=True) for node in page.css("[data-citation]")]
    assert len(citations) == len(page.css("template[data-pinpoint]")) + 1 == 5
    for citation in citations:
        assert f"version {number}, SHA-256 {sha256[:12]}" in citation
        assert f"https://example.org/a/{address}" in citation
    tags = {node.attributes["name"]: node.attributes["content"] for node in page.css("meta[name]")}
    assert tags["dc:coverage"] == f"harbour, v{number}, sha256:{sha256}"
    files = [link.attributes["href"] or "" for link in page.css(".cite__files a[download]")]
    assert files == [f"cite.{ending}" for ending in ("bib", "ris", "json")]
    (item,) = json.loads((site / address / files[2]).read_bytes())
    assert f"version {number}, SHA-256 {sha256[:12]}" in item["archive_location"]
    assert item["URL"] == f"https://example.org/a/documents/{item['id']}/"
    assert item["id"] == ("harbour/v/1" if number == 1 else "harbour")


def test_versions_and_former_addresses_are_not_in_the_sitemap(history: dict[str, Path]) -> None:
    sitemap = (history["back_in_the_text"] / "sitemap.xml").read_text()
    assert "/documents/harbour-office/<" in sitemap
    assert "/v/" not in sitemap
    assert "/documents/harbour/<" not in sitemap


@pytest.mark.parametrize("after", ["given_another_address", "withdrawn"])
def test_the_html_of_versions_and_of_pages_that_lead_on_is_right(history: dict[str, Path], after: str) -> None:
    assert (history[after] / "documents/harbour/index.html").is_file()
    assert (history[after] / "documents/harbour-office/v/1/index.html").is_file()
    assert faults_of(history[after]) == []


def test_a_former_address_lists_its_anchors_and_leads_on(history: dict[str, Path]) -> None:
    page = parsed(history["given_another_address"], "documents/harbour/")
    assert page.css_first("[data-forward]").attributes["href"] == "../harbour-office/"
    assert "../harbour-office/#p3" in [link.attributes["href"] for link in page.css("li a")]
    assert (
        page.css_first('link[rel="canonical"]').attributes["href"] == "https://example.org/a/documents/harbour-office/"
    )


def test_a_withdrawn_text_is_gone_and_its_address_says_why(history: dict[str, Path]) -> None:
    page = parsed(history["withdrawn"], "documents/harbour-office/")
    assert not shows_text(history["withdrawn"], "documents/harbour-office/")
    said = page.css_first(".withheld").text(deep=True)
    assert "the owner asked" in said
    assert "1 March 2026" in said
    assert shows_text(history["restored"], "documents/harbour-office/")


def test_an_embargoed_text_is_not_published_before_its_day(history: dict[str, Path]) -> None:
    assert not shows_text(history["embargoed"], "documents/drawer/")
    assert "31 December 2029" in parsed(history["embargoed"], "documents/drawer/").css_first(".withheld").text(
        deep=True
    )
    assert kept(history["embargo_over"], "documents/drawer/", "p2", DRAWER)


def test_words_that_come_back_stand_at_their_anchor_again(history: dict[str, Path]) -> None:
    assert words_at(history["back_in_the_text"], "documents/harbour-office/")["p3a"] == GULL
