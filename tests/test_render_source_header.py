"""render/source_header.py: every value with how it is known, and what nobody states said to be so."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sourcebook.describe import describe_source
from sourcebook.model import About, Document, Sidecar, Source
from sourcebook.problems import Findings
from sourcebook.render.document.source_header import source_header
from sourcebook.render.document.text import fact_anchor
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.vocabulary.fields import FIELDS_BY_NAME

CASES = Path(__file__).parent / "golden" / "describe"
TITLES = {"other": "<Minutes>", "another-minute": "Minutes of May"}
TEXT = "Town Hall, 4 May 1911\n\nTo the Mayor: the bridge is closed. Ann Archer\n"


def record(sidecar: str, text: str = TEXT) -> Document:
    source = Source("self", "a.txt", "seeds/a.txt", text.encode(), text, split_paragraphs(text))
    findings = Findings()
    document = describe_source(source, Sidecar("a.yml", sidecar.encode()), About(), findings, {"self", *TITLES})
    assert document, findings.errors
    return document


def shown(document: Document) -> LexborHTMLParser:
    return LexborHTMLParser(str(source_header(document, lambda fact: "", TITLES.__getitem__)))


def words(node: LexborNode | None) -> str:
    assert node
    return " ".join(node.text().split())


def lines(page: LexborHTMLParser) -> dict[str, str]:
    return {words(line.css_first("dt")): words(line.css_first("dd")) for line in page.css(".sb-fact")}


@pytest.mark.parametrize("case", ["every-field", "every-basis", "ten-authors", "right-to-left", "long-values"])
def test_every_value_stands_in_the_header_with_its_basis(case: str) -> None:
    document = record((CASES / case / "text.yml").read_text(), (CASES / case / "text.txt").read_bytes().decode())
    page = shown(document)
    facts = [fact for found in document.facts.values() for fact in found]
    assert sorted(words(name).split()[0] for name in page.css(".sb-basis__name")) == sorted(
        fact.basis for fact in facts
    )
    kind = document.first("kind")
    labelled = set(document.facts) - {"title", "date_earliest", "date_latest"}
    labels = {FIELDS_BY_NAME[name].label_in(kind.value if kind else "") for name in labelled}
    assert labels <= {words(label) for label in page.css("dt")}
    led_to = {link.attributes["href"] for link in page.css("a[href^='#']")}
    said = {
        f"#{fact_anchor(fact, number)}"
        for found in document.facts.values()
        for number, fact in enumerate(found, start=1)
        if fact.start >= 0
    }
    assert led_to == said


def test_what_nobody_states_is_said_to_be_unstated() -> None:
    found = lines(shown(record("facts: {title: {value: A, editor: ours}}")))
    assert found["Author"] == found["Publisher"] == found["Date"] == "not stated in our copy"
    assert found["Rights"].startswith("not stated in our copy")
    assert found["Not stated in our copy"] == ("kind, addressee, copy to, place, language, original address, retrieved")


def test_a_bound_is_no_date() -> None:
    found = lines(shown(record("facts: {date_latest: {value: 1911-05, editor: a stamp}}")))
    assert found["Date"].startswith("not stated in our copy not after May 1911 editor")


def test_a_note_of_a_stated_value_stands_beside_it() -> None:
    found = lines(shown(record("facts: {place: {value: Town, stated: Town Hall, note: the letterhead}}")))
    assert found["Place"] == "Town stated ¶ 1 (the letterhead)"


def test_an_external_value_leads_to_where_it_was_found() -> None:
    page = shown(
        record('facts: {place: {value: Town, external: "https://a.example/?b&c", checked: 1999-05-04, note: a list}}')
    )
    link = page.css_first(".sb-basis--external a")
    assert link
    assert (link.attributes["href"], link.attributes["rel"]) == ("https://a.example/?b&c", "external nofollow")
    assert lines(page)["Place"] == "Town external Found elsewhere: https://a.example/?b&c, checked 4 May 1999; a list."


def test_a_value_that_rests_on_another_document_names_it() -> None:
    page = shown(
        record("facts: {date_latest: {value: 1912, inferred: it asks for these, quote: the bridge, document: other}}")
    )
    assert lines(page)["Date"].endswith(
        "Concluded from the text, for a reason: it asks for these. <Minutes>. “the bridge”, ¶ 2"
    )
    assert [link.attributes["href"] for link in page.css(".sb-fact .sb-basis--inferred a")] == [
        "../other/",
        "#said-date-latest-1",
    ]


@pytest.mark.parametrize("note", ["a stamp", "a stamp.", "a stamp?", "a stamp…"])
def test_a_note_ends_in_one_stop(note: str) -> None:
    found = lines(shown(record(f'facts: {{place: {{value: Town, editor: "{note}"}}}}')))
    assert re.fullmatch(r"Town editor Supplied by this archive: a stamp[.?…]", found["Place"])


def test_of_a_text_that_is_not_shown_no_words_are_led_to() -> None:
    raw = b"facts: {author: {value: 'Archer, Ann', stated: Ann Archer, note: signed}}"
    whole = Source("self", "a.txt", "seeds/a.txt", TEXT.encode(), TEXT, split_paragraphs(TEXT))
    document = describe_source(whole.without_text(), Sidecar("a.yml", raw), About(), Findings(), {"self"})
    assert document
    page = shown(document)
    assert lines(page)["Author"] == "Ann Archer stated in words that are not shown (signed)"
    assert page.css("a[href^='#']") == []


def test_nothing_in_a_value_becomes_markup() -> None:
    hostile = "<script>alert(1)</script>&amp;{{ 7*7 }}"
    sidecar = "facts:\n" + "".join(
        f"  {name}: {{value: '{hostile}, x', editor: '{hostile}'{extra}}}\n"
        for name, extra in {"title": "", "place": "", "author": f", office: '{hostile}'", "rights": ""}.items()
    )
    page = shown(record(sidecar))
    assert page.css("script") == []
    assert words(page.css_first("h1")) == f"[{hostile}, x]"
