"""render/source_header.py: every value with how it is known, and what nobody states said to be so."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sourcebook.describe import describe_source
from sourcebook.model import About, Basis, Document, Sidecar, Source
from sourcebook.problems import Findings
from sourcebook.render.document.record_lines import RecordLine, record_lines
from sourcebook.render.document.source_header import full_record, kicker, line_for_paper, source_header
from sourcebook.render.document.text import fact_anchor
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.fields import FIELDS, FIELDS_BY_NAME

CASES = Path(__file__).parent / "golden" / "describe"
TITLES = {"other": "<Minutes>", "another-minute": "Minutes of May"}
TEXT = "Town Hall, 4 May 1911\n\nTo the Mayor: the bridge is closed. Ann Archer\n"


def record(sidecar: str, text: str = TEXT) -> Document:
    source = Source("self", "a.txt", "seeds/a.txt", text, split_paragraphs(text))
    findings = Findings()
    document = describe_source(source, Sidecar("a.yml", sidecar.encode()), About(), findings, {"self", *TITLES})
    assert document, findings.errors
    return document


def of_record(document: Document, leads: str = "") -> list[RecordLine]:
    return list(record_lines(document, lambda fact: leads, FIELDS))


def shown(document: Document) -> LexborHTMLParser:
    return LexborHTMLParser(str(full_record(document, of_record(document), TITLES.__getitem__)))


def in_brief(document: Document, leads: str = "") -> dict[str, str]:
    """The header above the text: each label with what stands beside it."""
    page = LexborHTMLParser(str(source_header(document, of_record(document, leads), lambda id: f"the {id}")))
    nodes = page.css("dl.record > *")
    return {words(label): words(value) for label, value in zip(nodes[::2], nodes[1::2], strict=True)}


def words(node: LexborNode | None) -> str:
    assert node
    return " ".join(node.text().split())


def lines(page: LexborHTMLParser) -> dict[str, str]:
    nodes = page.css("dl.facts > *")
    return {words(label): words(value) for label, value in zip(nodes[::2], nodes[1::2], strict=True)}


@pytest.mark.parametrize("case", ["every-field", "every-basis", "ten-authors", "right-to-left", "long-values"])
def test_every_value_stands_in_the_header_with_its_basis(case: str) -> None:
    document = record((CASES / case / "text.yml").read_text(), (CASES / case / "text.txt").read_bytes().decode())
    page = shown(document)
    facts = [fact for found in document.facts.values() for fact in found]
    bases = [(node.attributes["class"] or "").split()[1] for node in page.css(".basis")]
    assert sorted(bases) == sorted(fact.basis for fact in facts)
    kind = document.first("kind")
    labelled = set(document.facts) - {"date_earliest", "date_latest"}
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
    document = record("facts: {title: {value: A, editor: ours}}")
    assert lines(shown(document))["Not stated in our copy"] == (
        "kind, author, addressee, copy to, publisher, place, date, language, original address, retrieved, rights"
    )
    assert in_brief(document) == {
        "Not stated": "Author, publisher, date, rights, original address, date retrieved; the title is the archive’s"
    }


def test_a_bound_is_no_date() -> None:
    document = record("facts: {date_latest: {value: 1911-05, editor: a stamp}}")
    assert lines(shown(document))["Date"].startswith(
        "not stated in our copy; not after May 1911 supplied by the archive: a stamp."
    )
    brief = in_brief(document)
    assert brief["Date"] == "not after May 1911 supplied by the archive"
    assert "date" in brief["Not stated"].split(", ")
    assert kicker(document) == ["date not stated", "14 words, about 1 minute"]


def test_a_note_of_a_stated_value_stands_beside_it() -> None:
    document = record("facts: {place: {value: Town, stated: Town Hall, note: the letterhead}}")
    assert lines(shown(document))["Place"] == "Town stated, ¶ 1 (the letterhead)"
    assert in_brief(document)["Place"] == "Town stated, ¶ 1"


def test_the_header_says_who_wrote_to_whom_when_and_where_in_a_few_lines() -> None:
    office = "Acting Assistant to the Deputy Director of the Office of Bridges"
    document = record(
        "facts:\n"
        "  kind: {value: letter, editor: as it stands}\n"
        "  author: {value: 'Archer, Ann', office: Clerk, stated: Ann Archer}\n"
        "  addressee:\n"
        + "".join(f"    - {{value: '{name}, A', office: {office}, stated: To the Mayor}}\n" for name in "BCDEF")
        + "  place: {value: Town Hall, stated: Town Hall}\n"
        "  date: {value: 1911-05-04, stated: 4 May 1911}\n"
        "  rights: {value: 'https://creativecommons.org/publicdomain/mark/1.0/', editor: it is old}\n"
    )
    brief = in_brief(document)
    assert list(brief) == ["From", "To", "Date", "Rights", "Not stated"]
    assert brief["From"] == "Ann Archer, Clerk stated, ¶ 2"
    assert brief["To"] == "A B, A C, A D stated, ¶ 2 and 2 more"
    assert brief["Date"] == "4 May 1911 stated, ¶ 1 Town Hall stated, ¶ 1"
    assert brief["Not stated"] == "Publisher, original address, date retrieved"
    assert lines(shown(document))["Addressee"].count(office) == 5


def test_on_paper_the_source_takes_one_line() -> None:
    document = record(
        "facts:\n  title: {value: A, editor: ours}\n"
        "  author: {value: 'Archer, Ann', office: Clerk, stated: Ann Archer}\n"
        "  date_latest: {value: 1911-05, editor: a stamp}\n"
    )
    assert line_for_paper(document, of_record(document), "The bridge") == (
        "Ann Archer, Clerk, not after May 1911. Title supplied by the archive. The bridge, document self, version 1."
    )


def test_what_is_stated_leads_to_the_words_and_what_is_worked_out_to_its_text() -> None:
    document = record(
        "facts: {place: {value: Town, stated: Town Hall}, publisher: {value: Press, editor: a stamp},"
        " date_latest: {value: 1912, inferred: it asks for these, quote: the bridge, document: other}}"
    )
    page = LexborHTMLParser(str(source_header(document, of_record(document), lambda id: f"the {id}")))
    assert [(words(link), link.attributes["href"]) for link in page.css("a.basis")] == [
        ("stated, ¶ 1", "#said-place-1"),
        ("inferred from the other", "../other/"),
    ]


def test_an_external_value_leads_to_where_it_was_found() -> None:
    page = shown(
        record('facts: {place: {value: Town, external: "https://a.example/?b&c", checked: 1999-05-04, note: a list}}')
    )
    link = page.css_first(".basis.external + a")
    assert link
    assert (link.attributes["href"], link.attributes["rel"]) == ("https://a.example/?b&c", "external nofollow")
    assert lines(page)["Place"] == "Town from elsewhere: https://a.example/?b&c, checked 4 May 1999; a list."


def test_a_value_that_rests_on_another_document_names_it() -> None:
    page = shown(
        record("facts: {date_latest: {value: 1912, inferred: it asks for these, quote: the bridge, document: other}}")
    )
    assert lines(page)["Date"].endswith("inferred: it asks for these. <Minutes>. the bridge, ¶ 2")
    assert [link.attributes["href"] for link in page.css("#source-date + dd a")] == [
        "../other/",
        "#said-date-latest-1",
    ]


@pytest.mark.parametrize("note", ["a stamp", "a stamp.", "a stamp?", "a stamp…"])
def test_a_note_ends_in_one_stop(note: str) -> None:
    found = lines(shown(record(f'facts: {{place: {{value: Town, editor: "{note}"}}}}')))
    assert re.fullmatch(r"Town supplied by the archive: a stamp[.?…]", found["Place"])


def test_of_a_text_that_is_not_shown_no_words_are_led_to() -> None:
    raw = b"facts: {author: {value: 'Archer, Ann', stated: Ann Archer, note: signed}}"
    whole = Source("self", "a.txt", "seeds/a.txt", TEXT, split_paragraphs(TEXT))
    document = describe_source(whole.without_text(), Sidecar("a.yml", raw), About(), Findings(), {"self"})
    assert document
    page = shown(document)
    assert lines(page)["Author"] == "Ann Archer stated, in words not shown here (signed)"
    assert page.css("a[href^='#']") == []


def test_nothing_in_a_value_becomes_markup() -> None:
    hostile = "<script>alert(1)</script>&amp;{{ 7*7 }}"
    sidecar = "facts:\n" + "".join(
        f"  {name}: {{value: '{hostile}, x', editor: '{hostile}'{extra}}}\n"
        for name, extra in {"title": "", "place": "", "author": f", office: '{hostile}'", "rights": ""}.items()
    )
    page = shown(record(sidecar))
    assert page.css("script") == []
    assert lines(page)["Title"].startswith(f"{hostile}, x supplied by the archive")
    assert in_brief(record(sidecar))["Author"].startswith(f"x {hostile}")


@pytest.mark.parametrize(("tag", "name"), [("zh", "Chinese"), ("ru", "Russian"), ("cy", "Welsh")])
def test_what_an_archive_says_of_all_its_texts_is_called_its_default_and_nobodys_reading(tag: str, name: str) -> None:
    source = Source("self", "a.txt", "seeds/a.txt", TEXT, split_paragraphs(TEXT))
    about = About(language=tag, rights="https://rightsstatements.org/vocab/CNE/1.0/", rights_note="Nobody asked.")
    own = Sidecar("a.yml", b"facts: {language: {value: en, editor: as one reads}}")
    for sidecar, language, label in (
        (None, name, "the archive’s default"),
        (own, "English", BASES[Basis.EDITOR].label),
    ):
        document = describe_source(source, sidecar, about, Findings(), {"self"})
        assert document
        said = lines(shown(document))
        assert said["Language"].startswith(language)
        assert label in said["Language"]
        assert (BASES[Basis.EDITOR].label in said["Language"]) == (sidecar is not None)
        assert said["Rights"].count("the archive’s default: Nobody asked.") == 1
        assert said["Rights"].count("the archive’s default") == 1
