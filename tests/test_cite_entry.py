"""What there is to cite of a document: these fields, each in its place, and nothing else."""

import pytest
from msgspec.structs import replace
from sourcebook import addresses
from sourcebook.model import Basis, Document, Fact
from sourcebook.model.document import DEFAULT
from sourcebook.render.head.machine_head import machine_head
from sourcebook.vocabulary.citable import csl_item, entry_of, name_of
from sourcebook.vocabulary.fields import FIELDS, value_in_words
from sourcebook.vocabulary.styles import STYLES

from tests import cite_cases

VALUES = {"date": "2020-10-09", "kind": "statement", "language": "he", "original_url": "https://original.example/x"}
PAPER = {"issued": "[2020, 10, 9]"}
CITED = {
    "kind": "genre",
    "title": "title",
    "author": "author",
    "addressee": "recipient",
    "publisher": "publisher",
    "place": "publisher-place",
    "date": "issued",
    "language": "language",
    "series": "collection-title",
    "collection": "note",
    "shelf_mark": "note",
    "original_url": "note",
}
"""By field, the variable of CSL that takes it."""
TAGGED = {
    "kind": "dc:type",
    "title": "dc:title",
    "author": "dc:creator",
    "publisher": "dc:publisher",
    "date": "dc:date",
    "language": "dc:language",
    "rights": "dc:rights",
}
"""By field, the element of Dublin Core that takes it."""


def document_with(field: str) -> Document:
    value = VALUES.get(field, f"a {field}")
    document = cite_cases.document("a-text-of-which-nothing-is-known")
    return replace(document, facts={**document.facts, field: (Fact(field, value, Basis.STATED, type="organisation"),)})


@pytest.mark.parametrize("field", CITED)
def test_every_field_that_is_cited_stands_in_its_place(field: str) -> None:
    item = csl_item(entry_of(cite_cases.archive(), document_with(field)))
    wanted = PAPER.get(CITED[field], VALUES.get(field, f"a {field}"))
    assert wanted in str(item[CITED[field]])


@pytest.mark.parametrize("field", TAGGED)
def test_every_field_has_its_tag(field: str) -> None:
    head = str(machine_head(cite_cases.archive(), document_with(field)))
    wanted = VALUES.get(field, f"a {field}")
    assert f'<meta name="{TAGGED[field]}" content="{wanted}"'.lower() in head.lower()


@pytest.mark.parametrize("field", [field.name for field in FIELDS if field.name not in CITED])
def test_no_other_field_is_cited(field: str) -> None:
    item = csl_item(entry_of(cite_cases.archive(), document_with(field)))
    plain = csl_item(entry_of(cite_cases.archive(), cite_cases.document("a-text-of-which-nothing-is-known")))
    assert item == plain


NAMES = {
    "de Blasio, Bill": ("de Blasio", "Bill", "", "Bill de Blasio"),
    "King, Martin Luther, Jr.": ("King", "Martin Luther", "Jr.", "Martin Luther King Jr."),
    "Cicero": ("", "", "", "Cicero"),
    "王, 安石": ("王", "安石", "", "王安石"),
    "김, 구": ("김", "구", "", "김구"),
    "樋口, ナツ": ("樋口", "ナツ", "", "樋口ナツ"),
    "シェイクスピア, ウィリアム": ("シェイクスピア", "ウィリアム", "", "ウィリアム・シェイクスピア"),
}


@pytest.mark.parametrize("value", NAMES)
def test_a_person(value: str) -> None:
    name = name_of(Fact("author", value, Basis.STATED))
    assert (name.family, name.given, name.suffix, name.natural) == NAMES[value]
    assert name.inverted == value
    assert value_in_words(Fact("author", value, Basis.STATED)).replace(",", "") == name.natural


def test_an_organisation_is_one_name_whatever_is_in_it() -> None:
    name = name_of(Fact("author", "Smith, Jones, and Sons", Basis.STATED, type="organisation"))
    assert name.natural == name.inverted == "Smith, Jones, and Sons"


@pytest.mark.parametrize("status", ["withdrawn", "embargoed", "excerpt-only"])
def test_a_text_that_is_not_shown_has_no_fingerprint(status: str) -> None:
    document = replace(cite_cases.document("a-letter"), status=status)
    assert "SHA" not in entry_of(cite_cases.archive(), document).location


def test_a_version_is_cited_at_its_own_address() -> None:
    document = replace(cite_cases.document("a-letter"), version=2)
    entry = entry_of(cite_cases.archive(), document, addresses.version_id("a-letter", 2))
    assert entry.url == "https://archive.example/documents/a-letter/v/2/"
    assert "version 2" in entry.location


def test_a_version_that_bears_no_title_goes_by_that_of_its_document() -> None:
    document = cite_cases.document("a-news-report")
    version = replace(document, facts={**document.facts, "title": ()}, version=2)
    entry = entry_of(cite_cases.archive(), version, addresses.version_id(document.id, 2))
    assert entry.title == "[Mayor calls on agents to stop]"
    assert entry.title_is_ours


def test_a_version_that_bears_no_title_goes_by_the_name_of_the_file_as_its_document_does() -> None:
    document = cite_cases.document("a-text-without-words")
    version = replace(document, facts={**document.facts, "title": ()}, version=2)
    entry = entry_of(cite_cases.archive(), version, addresses.version_id(document.id, 2))
    assert (entry.title, entry.title_is_of_file) == ("text.txt", True)


@pytest.mark.parametrize(
    ("default", "title", "text", "capitals"),
    [
        ("", "On the harbour", "It fell, and nobody came to mend it with the stones that are left.", "en"),
        ("en", "On the harbour", "It fell, and nobody came to mend it with the stones that are left.", "en"),
        ("en", "Über die Lage der Häfen", "Die Mauer ist gefallen, und niemand ist gekommen.", "und"),
        ("en-GB", "Sur les ports de la ville", "Le mur est tombé, et personne n’est venu.", "und"),
        ("", "Письмо мэру", "It fell, and nobody came to mend it with the stones that are left.", "und"),
        ("de", "Über die Lage der Häfen", "Die Mauer ist gefallen, und niemand ist gekommen.", "de"),
        ("", "Lettre au maire", "", "und"),
    ],
)
def test_a_title_has_capitals_as_in_english_where_it_or_its_text_reads_so(
    default: str, title: str, text: str, capitals: str
) -> None:
    document = cite_cases.document("a-text-of-which-nothing-is-known")
    given = (Fact("language", default, Basis.EDITOR, note=DEFAULT),) if default else ()
    facts = {**document.facts, "title": (Fact("title", title, Basis.STATED),), "language": given}
    document = replace(document, source=replace(document.source, text=text), facts=facts)
    assert entry_of(cite_cases.archive(), document).title_language == capitals


def test_the_title_of_a_text_that_is_not_shown_has_capitals_as_the_archive_s_default_language_has() -> None:
    document = cite_cases.document("a-text-of-which-nothing-is-known")
    given = (Fact("language", "en", Basis.EDITOR, note=DEFAULT),)
    facts = {**document.facts, "title": (Fact("title", "A letter", Basis.STATED),), "language": given}
    document = replace(document, source=document.source.without_text(), facts=facts)
    assert entry_of(cite_cases.archive(), document).title_language == "en"


def test_every_style_is_documented() -> None:
    page = (cite_cases.FOLDER.parents[2] / "docs/about/citing.md").read_text(encoding="utf-8")
    assert [style.label for style in STYLES if style.label not in page] == []
