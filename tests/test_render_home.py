"""The home page: what can be done here, the newest first, and every figure counted."""

from selectolax.lexbor import LexborHTMLParser
from sourcebook.model import About, Archive, Basis, Document, Fact, Source
from sourcebook.model.holdings import Holding, Version
from sourcebook.render.browse.home import SHOWN, home


def document(number: int) -> Document:
    facts = {"title": (Fact("title", f"Text {number}", Basis.EDITOR),)}
    if number % 2:
        facts["date"] = (Fact("date", "2020-10-09", Basis.STATED),)
    return Document(Source(f"d{number}", f"d{number}.txt", f"d{number}.txt", b"x", "x", ()), facts)


def shown(documents: list[Document], days: dict[str, str]) -> LexborHTMLParser:
    holdings = {
        d.id: Holding(d.id, d.id, (Version(1, d.source, days.get(d.id, "")),), is_recorded=d.id in days)
        for d in documents
    }
    return LexborHTMLParser(str(home(Archive(About("An archive"), tuple(documents), holdings=holdings))))


def titles(tree: LexborHTMLParser) -> list[str]:
    return [node.text().strip("[]") for node in tree.css(".sb-home-documents li a")]


def test_the_newest_documents_come_first_and_those_of_one_day_as_in_the_folder() -> None:
    documents = [document(number) for number in range(20)]
    days = {d.id: "2026-11-22" for d in documents} | {"d7": "2026-11-24", "d19": "2026-11-23"}
    tree = shown(documents, days)
    assert titles(tree) == ["Text 7", "Text 19", *(f"Text {n}" for n in range(SHOWN - 1) if n != 7)]
    (section,) = tree.css(".sb-home-documents")
    assert "the newest here first" in section.text()
    assert "all 20 documents" in section.text()
    assert "24 November 2026" in section.text()


def test_without_a_ledger_nothing_is_said_of_age() -> None:
    tree = shown([document(number) for number in range(3)], {})
    assert titles(tree) == ["Text 0", "Text 1", "Text 2"]
    assert "newest" not in tree.text()


def test_what_can_be_done_is_told_with_figures_and_what_there_is_nothing_of_is_not() -> None:
    tree = shown([document(number) for number in range(3)], {})
    ways = {node.css_first("a").text(): node.css_first(".sb-number-of").text() for node in tree.css(".sb-ways > li")}
    assert ways == {"Documents": "3", "Timeline": "1 dated"}
