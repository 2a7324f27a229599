"""Every kind of document, with every gap, in every style: as golden files have it, and as a second processor does."""

import json
import re
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace
from sourcebook import page_language
from sourcebook.cite import citing
from sourcebook.cite.citing import cite_entries
from sourcebook.cite.styles import item_for, style_sheet
from sourcebook.direction import without_controls
from sourcebook.vocabulary.citable import CitedName, entry_of, location_of
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.styles import STYLES, Style

from tests import cite_cases
from tests.cite_cases import ADDRESS, FOLDER, NAMES, as_read, citations
from tests.tools.building import REPOSITORY
from tests.tools.citing import in_node

CSL = REPOSITORY / "hooks/sourcebook/cite/csl"
CITING = REPOSITORY / "docs/about/citing.md"
BY_ENGLISH = [style for style in STYLES if style.language == "en-US"]
"""Styles that the second processor has the words for."""


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_cited_as_its_golden_file_has_it(name: str) -> None:
    expected = (FOLDER / name / "citations.txt").read_text(encoding="utf-8")
    assert as_read(citations()[name]) == expected, "if it is as you mean it: make golden"


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("Dear Sir,", "Dear Sir"),
        ("À Monsieur :", "À Monsieur"),
        ("敬啟者：", "敬啟者"),
        ("It fell.", "It fell"),
        ("Lee & Co.", "Lee & Co."),
        ("港が落ちた。", "港が落ちた"),
        ("बंदर गिरा।", "बंदर गिरा"),
        ("नमस्ते,", "नमस्ते"),
        ("«Порт пал.»", "«Порт пал»"),
        ("Πού είσαι;", "Πού είσαι;"),
        ("The end;", "The end"),
    ],
)
def test_no_style_sets_its_own_mark_behind_that_of_a_title(title: str, given: str) -> None:
    entry = replace(entry_of(cite_cases.archive(), cite_cases.document("a-letter")), title=title, title_is_ours=False)
    assert {item_for(style, entry)["title"] for style in STYLES} == {given}


@pytest.mark.parametrize("title", ["هل سقط الرصيف؟", "港？", "Es fiel‽"])
def test_no_style_sets_a_mark_behind_one_that_asks(title: str) -> None:
    entry = replace(entry_of(cite_cases.archive(), cite_cases.document("a-speech")), title=title, title_is_ours=False)
    texts = [citation.text for citation in cite_entries([entry])[entry.id]]
    assert [text for text in texts if f"{title}," in text or f"{title}.”" in text] == []


def test_a_letter_goes_to_somebody_in_the_words_of_the_pages() -> None:
    page_language.speak(page_language.language("ar"))
    entry = replace(entry_of(cite_cases.archive(), cite_cases.document("a-letter")), title_is_ours=False)
    texts = [citation.text for citation in cite_entries([entry])[entry.id]]
    assert [text for text in texts if "إلى Ann Lee" not in text] == []


def test_quotation_marks_around_a_name_stay() -> None:
    name, other = CitedName("Lund", '"Tip"'), CitedName("Ng", "May")
    letter = entry_of(cite_cases.archive(), cite_cases.document("a-letter"))
    entry = replace(letter, authors=(name, other), recipients=(name,))
    texts = [citation.text for citation in cite_entries([entry])[entry.id]]
    assert [text for text in texts if '"Tip"' not in text or '"Tip".' in text] == []


@cache
def set_by_citeproc_js(style: Style) -> dict[str, dict[str, str]]:
    items = [item_for(style, entry_of(cite_cases.archive(), cite_cases.document(name))) for name in NAMES]
    # In CSL-JSON a title may hold markup; what looks like it must be kept from being read as such.
    given = [_without_particles(item | {"id": str(number)}) for number, item in enumerate(items)]
    sheet = style_sheet(style).decode()
    asked = {"sheet": sheet, "language": style.language, "items": given}
    answers = json.loads(without_controls(json.dumps(in_node("cite", asked), ensure_ascii=False)))
    return dict(zip(NAMES, answers, strict=True))


def _without_particles(item: dict[str, Any]) -> dict[str, Any]:
    """Quotation marks around a family name keep the other processor from taking it apart, as ours does not."""
    for field in ("author", "recipient"):
        if field in item:
            item[field] = [
                n | ({"family": f'"{n["family"]}"'} if " " in n.get("family", "") else {}) for n in item[field]
            ]
    return item


DIFFERENT = {
    "a-title-full-of-markup": "CSL-JSON reads markup in titles, and we hand over none",
    "a-date-before-the-common-era": "the other processor writes “bce” small where the style asks for it; ours keeps it",
    "a-news-report-whose-title-asks": "Chicago wants a comma after a question mark too: ours leaves it out",
    "a-title-with-initials-and-an-editors-word": "ours keeps “[sic]” small; both would write “U.S. And” by themselves",
    "a-title-in-hebrew": "only the other one takes the first letter of a given name in a script without capitals",
}
"""Cases in which the two processors may differ, and why."""


@pytest.mark.parametrize("style", BY_ENGLISH, ids=lambda style: style.key)
@pytest.mark.parametrize("name", [name for name in NAMES if name not in DIFFERENT])
def test_a_second_processor_sets_the_same(name: str, style: Style) -> None:
    other = set_by_citeproc_js(style)[name]
    ours = {citation.label: citation.text for citation in citations()[name]}
    date = entry_of(cite_cases.archive(), cite_cases.document(name)).issued
    if date and (
        not date.parts or date.is_over_years
    ):  # ours begins a sentence with a capital, the other writes months and eras small
        ours = {label: text.casefold() for label, text in ours.items()}
        other = {form: text.casefold() for form, text in other.items()}
    if style.is_note:
        assert ours[f"{style.label}, note"] == other["note"]
        assert ours[f"{style.label}, bibliography"] == other["entry"]
    else:
        # APA's titles stand in no marks, so those within are double; the other processor leaves single ones.
        # MLA's file writes a capital behind a comma too.
        same = _turned if style.key == "apa" else str
        assert same(ours[style.label]) == same(other["entry"].replace(", Circa ", ", circa "))


def _turned(text: str) -> str:
    return re.sub("[“”‘’]", "'", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_citation_names_archive_id_version_fingerprint_and_address(name: str) -> None:
    document = cite_cases.document(name)
    for citation in citations()[name]:
        assert "The Example Archive" in citation.text
        assert location_of(document).lower() in citation.text.lower()
        assert f"{ADDRESS}documents/{name}/" in citation.text


@pytest.mark.parametrize("name", NAMES)
def test_without_a_public_address_no_citation_holds_one(name: str) -> None:
    assert all("http" not in citation.text for citation in citations("")[name])


@pytest.mark.parametrize("name", NAMES)
def test_each_style_has_one_form_that_cites_a_paragraph(name: str) -> None:
    located = [citation for citation in citations()[name] if citation.pinpoint]
    assert [citation.style.removesuffix("-note") for citation in located] == [style.key for style in STYLES]
    for citation in located:
        assert sum(run.is_locator for run in citation.pinpoint) == 1
        text = "".join(f"{citation.paragraph[0]} 8" if run.is_locator else run.text for run in citation.pinpoint)
        assert re.search(r"\b(?:para\.|par\.|para) 8, archive numbering", text)
        assert citation.paragraph[1].startswith(("paras", "pars"))


SAME_AUTHOR = ("a-letter-whose-date-is-inferred", "a-statement", "a-title-full-of-markup", "a-date-of-a-decade")


@pytest.mark.parametrize("name", SAME_AUTHOR)
def test_nothing_is_cited_differently_for_what_stands_beside_it(name: str) -> None:
    alone = cite_entries([entry_of(cite_cases.archive(), cite_cases.document(name))])
    assert alone[name] == citations()[name]


def test_no_citation_prints_a_bound_as_a_date() -> None:
    bounded = [name for name in NAMES if not cite_cases.document(name).facts.get("date")]
    assert any("date_latest" in cite_cases.document(name).facts for name in bounded)
    for name in bounded:
        texts = {citation.label: citation.text for citation in citations()[name]}
        assert "n.d." in texts["Chicago, note"]
        assert "n.d." in texts["APA"]
        assert not any(year in text for text in texts.values() for year in ("2014", "2020"))


def test_a_style_that_leaves_out_the_archive_names_it_in_the_list_and_not_in_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (apa,) = (style for style in STYLES if style.key == "apa")
    monkeypatch.setattr(
        citing, "STYLES", (replace(apa, says_archive=False, names_kind=frozenset({"personal_communication"})),)
    )
    entry = entry_of(cite_cases.archive(), cite_cases.document("a-letter"))
    (citation,) = cite_entries([entry])["a-letter"]
    (as_it_is,) = (given for given in citations()["a-letter"] if given.style == "apa")
    assert citation.text == f"{as_it_is.text}. The Example Archive, {location_of(cite_cases.document('a-letter'))}."
    assert citation.pinpoint == as_it_is.pinpoint


def test_every_style_has_its_file_its_makers_and_its_line_in_the_documentation() -> None:
    files = {path.stem for path in CSL.glob("*.csl")}
    assert files == {style.file for style in STYLES}
    notice, page = ((path).read_text(encoding="utf-8") for path in (CSL / "NOTICE.md", CITING))
    assert [style.file for style in STYLES if f"\n| `{style.file}.csl` | " not in notice] == []
    assert [style.label for style in STYLES if f"\n| {style.label} | " not in page] == []


def test_every_kind_has_a_golden_case() -> None:
    cited = {fact.value for name in NAMES if (fact := cite_cases.document(name).first("kind"))}
    assert cited == KINDS.keys()
