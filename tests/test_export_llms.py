"""llms.txt: Markdown in which nothing of the archive is markup, with links that lead somewhere."""

import markdown
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser
from sourcebook.export.llms import LISTED, llms
from sourcebook.model import Archive

from tests import cite_cases


def read(archive: Archive) -> LexborHTMLParser:
    return LexborHTMLParser(markdown.markdown(llms(archive).decode()))


def test_it_names_the_archive_and_links_every_text() -> None:
    tree = read(cite_cases.archive(""))
    assert tree.css_first("h1").text() == "The Example Archive"
    links = {node.text(): node.attributes["href"] for node in tree.css("a")}
    assert links["Complaints received in 2019"] == "documents/a-report/source.txt"
    assert links["Catalogue"] == "data/catalogue.json"
    assert len([way for way in links.values() if way and way.endswith("source.txt")]) == len(
        {document.title for document in cite_cases.archive("").documents}
    )


def test_with_a_public_address_links_are_whole() -> None:
    assert all(node.attributes["href"].startswith(cite_cases.ADDRESS) for node in read(cite_cases.archive()).css("a"))  # type: ignore[union-attr]


def test_titles_and_introductions_stay_text() -> None:
    about = replace(cite_cases.ABOUT, title="<b>A</b> [x](y) # z", introduction="# no heading\n\n* no list")
    document = cite_cases.document("a-title-full-of-markup")
    tree = read(Archive(about, (document,)))
    assert tree.css_first("h1").text() == "<b>A</b> [x](y) # z"
    assert len(tree.css("h1")) == 1
    assert document.title in [node.text() for node in tree.css("a")]
    assert not tree.css("b, script")


def test_a_large_archive_is_listed_in_part_and_says_so() -> None:
    document = cite_cases.document("a-report")
    archive = Archive(cite_cases.ABOUT, (document,) * (LISTED + 1000))
    text = llms(archive).decode()
    assert text.count("source.txt") == LISTED
    assert "1,000 more" in text
