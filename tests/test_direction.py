"""direction.py: characters that turn the order of others are told of, and stand in no window's title."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.commands import main
from sourcebook.direction import control_in, visible, without_controls
from sourcebook.export.llms import llms
from sourcebook.pipeline import read_archive
from sourcebook.render.base import environment
from sourcebook.render.base.naming import Names, in_one_line
from sourcebook.render.base.page import Page
from sourcebook.render.base.shell import Shell
from sourcebook.render.document.record_lines import record_lines
from sourcebook.render.document.source_header import line_for_paper
from sourcebook.vocabulary.fields import FIELDS
from sourcebook.vocabulary.sentence import facts_in_words

from tests.reading_cases import archive_of

CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def told(folder: Path, **files: str) -> list[str]:
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    _, warnings = read_archive(folder, "seeds")
    return [str(problem).partition(". ")[0] for problem in warnings if "direction" in problem.what]


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_in_a_value_is_told_with_its_line(tmp_path: Path, control: str) -> None:
    sidecar = f'facts:\n  title: {{value: "A{control}B", editor: "note"}}\n'
    code = f"U+{ord(control):04X}"
    found = told(tmp_path, a_txt="Words.", a_yml=sidecar, archive_yml=f'language: en\ntitle: "X{control}Y"\n')
    assert sorted({line.partition(" holds")[0] for line in found}) == [
        "seeds/a.yml:2: `value`",
        "seeds/archive.yml:2: `title`",
    ]
    assert all(f"a direction control ({code})" in line for line in found)


def test_a_control_in_a_name_and_in_the_line_that_is_the_title(tmp_path: Path) -> None:
    names = 'names:\n  - id: lund\n    type: place\n    label: "Lu\u202end"\n    aliases: [Lund]\n'
    found = told(tmp_path, a_txt="\n---\nInvoice \u202etxt.exe\n", names_yml=names)
    assert any(line.startswith("seeds/names.yml:4: ") for line in found)
    assert "seeds/a.txt:3: the line that serves as the title holds a direction control (U+202E)" in found


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_in_a_title_is_told_wherever_the_title_is_from(tmp_path: Path, control: str) -> None:
    title = f"Of the {control}Harbour"
    what = f"seeds/a.txt:2: the line that serves as the title holds a direction control (U+{ord(control):04X})"
    assert told(tmp_path, a_txt=f"\n{title}\n") == [what]
    (of_the_sidecar,) = told(tmp_path, a_yml=f'facts:\n  title: {{value: "{title}", stated: "{title}"}}\n')
    assert of_the_sidecar.startswith("seeds/a.yml:2: `value` holds a direction control")
    assert told(tmp_path, a_yml=f'facts:\n  title: {{value: Of the Harbour, stated: "{title}"}}\n') == []
    assert told(tmp_path, a_yml="facts:\n  title: {value: The harbour, editor: the line misleads}\n") == []


def test_no_control_reaches_a_terminal(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        text = "We saw Anna\u202e Lund there. We saw Anna\u202e Lund again. \u05d0\u200f!\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = 'names:\n  - {id: bo, type: person, label: Bo, aliases: ["Bo\u202e"]}\n'
    (tmp_path / "names.yml").write_text(names, encoding="utf-8")
    printed = [CliRunner().invoke(main, [command, "--seeds", str(tmp_path)]).output for command in ("names", "check")]
    assert "saw Anna\\u202e Lund" in printed[0]
    assert "“Bo\\u202e”" in printed[1]
    assert "\u202e" not in "".join(printed)


def test_marks_that_are_in_place_are_shown_as_they_are() -> None:
    assert visible("في \u200f5\u200f آذار") == "في \u200f5\u200f آذار"


@given(st.text("\u202e\u2067\u2069\u200f\u05d0\u06cc\u200ca \x1b\n\x85\u2028\ud800") | st.text())
def test_what_is_shown_steers_and_turns_nothing_and_hides_nothing(text: str) -> None:
    shown = visible(text)
    assert control_in(shown) == ""
    assert not {*shown} & {*"\x1b\n\x85\u2028\ud800"}
    assert shown == text or "\\" in shown
    assert (
        visible("10\u00a0000 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
        == "10\u00a0000 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )


def test_words_of_a_text_are_given_as_they_stand_there(tmp_path: Path) -> None:
    sidecar = 'facts:\n  author: {value: "Lund, A.", stated: "A. \u200fLund"}\n'
    assert told(tmp_path, a_txt="Signed\nA. \u200fLund\n", a_yml=sidecar) == []


def test_nothing_that_follows_a_control_in_a_line_is_turned() -> None:
    sidecar = 'facts: {publisher: {value: "The \u202eTimes", office: "Ed\u202eitor", editor: x}}\n'
    about = 'title: "The \u202earchive"\nfields: {ship: {label: "Sh\u202eip", many: "S\u202es", means: "\u202ea"}}\n'
    archive = archive_of({"a.txt": "A \u202eletter\n", "a.yml": sidecar, "archive.yml": about})
    (document,), (own,) = archive.documents, archive.about.fields
    assert in_one_line(document) == "The Times · date not stated"
    assert facts_in_words(document) == "Text, The Times, undated"
    assert Names(archive).there(document) == "“A letter”"
    assert (own.label, own.many, own.means) == ("Ship", "Ss", "a")
    record = [*record_lines(document, lambda fact: "", FIELDS)]
    assert line_for_paper(document, record, archive.about.title) == (
        "The Times, Editor, date not stated. The archive, document a, version 1."
    )
    assert not [line for line in llms(archive).decode().splitlines() if control_in(line)]
    (value,) = next(line.entries for line in record if line.field == "title")
    assert (value.value, value.words) == ("A letter", "A \u202eletter")
    assert document.title == "A \u202eletter", "data have it as it is"


def test_what_stands_behind_a_value_in_a_heading_is_set_apart() -> None:
    templates = Path(environment.__file__).parent.glob("templates/*.html")
    headings = [
        heading
        for file in templates
        for heading in re.findall(r'<h\d[^>]* dir="auto">.*</h\d>', file.read_text("utf-8"))
    ]
    behind = [heading for heading in headings if "<small>" in heading]
    assert behind
    assert all(heading.count("<small>") == heading.count("<small><bdi>") for heading in behind)


def test_the_title_of_a_window_and_the_description_of_a_page_have_none() -> None:
    shell = Shell("<title>%%sourcebook:title%%</title>%%sourcebook:description%%;%%sourcebook:content%%")
    made = shell.fill(Page("x/", f"A{CONTROLS}<b>", f"C{CONTROLS}D", ""), "")  # type: ignore[arg-type]
    assert made == "<title>A&lt;b&gt;</title>CD;"


RIGHT = {
    "a mark after a bracket": "מכתב (1971)\u200f",
    "an Arabic mark before a number": "رسالة \u061c12-3",
    "a Latin name set apart": "דו״ח \u2066C++\u2069 שני",
    "a quotation that finds its own direction": "تقرير \u2068IBM\u2069 عن \u2067x\u2069",
    "what a word processor writes": "\u202bמכתב \u202aNATO\u202c ועוד\u202c",
    "Syriac, Thaana, N’Ko, Adlam": "ܐ\u200f ދ\u200f ߊ\u200f 𞤀\u200f",
}
WRONG = {
    "an override": ("מכתב \u202etxt.exe\u202c", "U+202E"),
    "another": ("مكتوب \u202dabc\u202c", "U+202D"),
    "opened, not closed": ("מכתב \u2066abc", "U+2066"),
    "closed, not opened": ("מכתב\u2069 abc", "U+2069"),
    "closed by another sign": ("מכתב \u2067abc\u202c", "U+202C"),
    "no letter from right to left": ("Letter\u200f of 1971", "U+200F"),
    "digits and marks alone": ("1971\u200f\u061c", "U+200F"),
}


@pytest.mark.parametrize("title", RIGHT.values(), ids=RIGHT)
def test_what_scripts_from_right_to_left_need_is_no_fault(title: str) -> None:
    assert control_in(title) == ""


@pytest.mark.parametrize(("title", "control"), WRONG.values(), ids=WRONG)
def test_what_confuses_is_one_in_any_script(title: str, control: str) -> None:
    assert control_in(title) == control


@given(st.text(f"ab א{CONTROLS}"))
def test_without_controls_nothing_else_is_missing(text: str) -> None:
    assert without_controls(text) == "".join(letter for letter in text if letter not in CONTROLS)
    assert not control_in(text) or without_controls(text) != text
    assert control_in(text) or "א" in text or without_controls(text) == text
