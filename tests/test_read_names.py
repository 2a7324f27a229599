"""read/file_names.py: what a file's name means, and what is wrong with it."""

import sys
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from sourcebook.addresses import document_id, is_device
from sourcebook.pipeline import context_of, notes_on_pages, read_archive
from sourcebook.problems import Findings, Problem
from sourcebook.read.file_names import (
    FileKind,
    check_form,
    check_found,
    check_name,
    check_on_windows,
    check_twins,
    file_kind,
    not_on_windows,
    page_of,
    printable,
    refused_on_windows,
    too_far_down,
    version_of,
)

PARTS = {
    "a.txt": FileKind.TEXT,
    "A.TXT": FileKind.TEXT,
    "a.v2.txt": FileKind.TEXT,
    "a.yml": FileKind.SIDECAR,
    "archive.yml": FileKind.ARCHIVE_FILE,
    "names.yml": FileKind.ARCHIVE_FILE,
    "links.yml": FileKind.ARCHIVE_FILE,
    "ledger.jsonl": FileKind.ARCHIVE_FILE,
    ".DS_Store": FileKind.LEFT_BY_A_TOOL,
    "._a.txt": FileKind.LEFT_BY_A_TOOL,
    ".gitkeep": FileKind.LEFT_BY_A_TOOL,
    "a.txt~": FileKind.LEFT_BY_A_TOOL,
    ".a.txt.swp": FileKind.LEFT_BY_A_TOOL,
    ".#a.txt": FileKind.LEFT_BY_A_TOOL,
    "#a.txt#": FileKind.LEFT_BY_A_TOOL,
    "Thumbs.db": FileKind.LEFT_BY_A_TOOL,
    "Icon\r": FileKind.LEFT_BY_A_TOOL,
    "~$letter.docx": FileKind.LEFT_BY_A_TOOL,
    "$RECYCLE.BIN": FileKind.LEFT_BY_A_TOOL,
    "__MACOSX": FileKind.LEFT_BY_A_TOOL,
    "_darcs": FileKind.LEFT_BY_A_TOOL,
    "Desktop.INI": FileKind.LEFT_BY_A_TOOL,
    "#recycle": FileKind.LEFT_BY_A_TOOL,
    "@Recycle": FileKind.LEFT_BY_A_TOOL,
    "@tmp": FileKind.LEFT_BY_A_TOOL,
    "letter.txt:Zone.Identifier": FileKind.LEFT_BY_A_TOOL,
    **dict.fromkeys(
        [
            "~WRL0001.tmp",
            "found.000",
            "_svn",
            "#snapshot",
            "@Recently-Snapshot",
            "Recycle.Bin",
            "Thumbs.db:encryptable",
        ],
        FileKind.LEFT_BY_A_TOOL,
    ),
    "found.txt": FileKind.TEXT,
    "icon.txt": FileKind.TEXT,
    ".a.txt": FileKind.LEFT_BY_A_TOOL,
    ".git": FileKind.LEFT_BY_A_TOOL,
    "a.md": FileKind.UNKNOWN,
    "a.yaml": FileKind.UNKNOWN,
    "a": FileKind.UNKNOWN,
    "txt": FileKind.UNKNOWN,
}


def test_two_names_that_look_alike_are_told_apart() -> None:
    assert printable("caf\u00e9.txt") == "café.txt"
    assert printable("cafe\u0301.txt") == "'cafe\\u0301.txt'"


@pytest.mark.parametrize(("name", "part"), PARTS.items())
def test_part_of_the_archive(name: str, part: FileKind) -> None:
    assert file_kind(name) is part


@pytest.mark.parametrize(
    ("stem", "version"),
    [
        *(("letter.v2", ("letter", 2)), ("letter.v10", ("letter", 10)), ("letter", ("letter", 1))),
        *((f"letter{end}", (f"letter{end}", 1)) for end in (".v1", ".v02", ".v0", ".v2.v3", ".v", ".V2", ".v2 ", "v2")),
        *(("other.v2", ("other.v2", 1)), (".v2", (".v2", 1)), ("letter.v٢", ("letter.v٢", 1))),
        *(("two\nlines.v3", ("two\nlines", 3)), ("1871/letter.v2", ("1871/letter", 2)), ("v2", ("v2", 1))),
    ],
)
def test_a_text_is_a_version_of_one_that_is_there(stem: str, version: tuple[str, int]) -> None:
    assert version_of(stem, {"letter", "two\nlines", "1871/letter", "2", "", stem}) == version


UNUSABLE = {
    "line end": "a\nb.txt",
    "carriage return": "a\rb.txt",
    "tab": "a\tb.txt",
    "escape": "a\x1b[31m.txt",
    "delete": "a\x7f.txt",
    "C1 control": "a\x9b.txt",
    "line separator": "a\u2028b.txt",
    "right-to-left override": "a\u202etxt.exe.txt",
    "first strong isolate": "a\u2068b.txt",
    "zero width space": "a\u200bb.txt",
    "byte order mark": "\ufeffa.txt",
    "a joiner between letters that don't join": "a\u200db.txt",
    "a joiner at the end": "\u0645\u06cc\u200c.txt",
    "not UTF-8": b"caf\xe9.txt".decode("utf-8", "surrogateescape"),
    "the first surrogate": "a\ud800.txt",
    "the last surrogate": "a\udfff.txt",
}


@pytest.mark.parametrize("name", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_name_that_could_mislead_is_an_error_that_prints_safely(name: str) -> None:
    findings = Findings()
    assert not check_name(name, f"seeds/{printable(name)}", findings)
    (problem,) = findings.errors
    message = str(problem)
    message.encode("utf-8")
    assert message.isprintable()
    assert repr(name) in message
    assert ("not UTF-8" in message) == any(unicodedata.category(letter) == "Cs" for letter in name)


@pytest.mark.parametrize(
    "name",
    [
        "می\u200cخواهم.txt",
        "ශ්\u200dරී.txt",
        "a b.txt",
        "größe.txt",
        "Письмо.txt",
        "رسالة.txt",
        "<script>.txt",
        "a'b\"c&d.txt",
        "🙂a.txt",
    ],
)
def test_any_other_name_is_used_and_printed_as_it_is(name: str) -> None:
    findings = Findings()
    assert check_name(name, name, findings)
    assert printable(name).strip("'").replace("\\u200c", "\u200c").replace("\\u200d", "\u200d") == name
    assert not findings.errors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.txt", "a.txt"),
        ("a.TXT", "a.txt"),
        ("é.txt", unicodedata.normalize("NFD", "é.txt")),
        ("É.txt", unicodedata.normalize("NFD", "é.txt")),
        ("straße.txt", "STRASSE.txt"),
        ("Å.txt", "\u212b.txt"),
    ],
)
def test_twins_are_told_with_both_names(one: str, other: str) -> None:
    findings = Findings()
    twins = check_twins([(one, f"seeds/{one}"), ("else.txt", "seeds/else.txt"), (other, f"seeds/{other}")], findings)
    assert twins == {other}
    (problem,) = findings.errors
    assert problem.file == f"seeds/{other}"
    assert ascii(other) in str(problem)
    assert f"differs from seeds/{one} by case" in str(problem)


@pytest.mark.parametrize("name", ["é.yml", "é.v2.txt", "é.pdf", "é-p2.jpg", "é.PNG"])
def test_what_belongs_to_a_text_and_has_its_name_in_another_unicode_form_is_told(name: str) -> None:
    apart = unicodedata.normalize("NFD", "é")
    for text, own in (("é", unicodedata.normalize("NFD", name)), (apart, name)):
        findings = Findings()
        assert not check_form(own, own, {"é": text, "e": "e"}, findings)
        (problem,) = findings.errors
        assert ascii(text) in problem.what
        assert ascii(own) in problem.what
        assert check_form(name.replace("é", text), "", {"é": text}, findings)
        assert check_form(f"{text}-x.txt", "", {"é": text}, findings)


def test_pictures_of_pages_are_known_by_their_names() -> None:
    names = ["letter.1-p2.jpg", "letter page 12.PNG", "letter-2.jpg", "letter-p2.txt", "p2.jpg"]
    assert [page_of(name) for name in names] == [("letter.1", 2), ("letter", 12), None, None, None]


def test_every_one_of_three_is_told() -> None:
    findings = Findings()
    check_twins([(name, name) for name in ("A.txt", "a.TXT", "a.txt")], findings)
    assert [problem.file for problem in findings.errors] == ["a.TXT", "a.txt"]


WINDOWS = {
    "con.txt": ("con.txt", "con-text.txt"),
    "Aux.v2.txt": ("Aux.v2.txt", "Aux-text.v2.txt"),
    "COM¹.txt": ("COM¹.txt", "COM¹-text.txt"),
    "(nul).txt": ("nul", "(nul)-text.txt"),
}
"""What Windows keeps, the name of the file or that of its page, and a name that it can make."""


@pytest.mark.parametrize("name", WINDOWS)
def test_a_name_that_windows_keeps_for_a_device_is_told_with_one_that_it_can(name: str) -> None:
    findings = Findings()
    check_on_windows("fine.txt", "fine", "seeds/fine.txt", findings)
    check_on_windows(name, document_id(name[: -len(".txt")]), f"seeds/{name}", findings)
    assert not findings.errors
    (warning,) = findings.warnings
    assert warning.file == f"seeds/{name}"
    kept, better = WINDOWS[name]
    assert f"Windows keeps the name '{kept}'" in warning.what
    assert warning.remedy == f"Rename the file, for example to {better}"
    assert not is_device(better)
    assert [*refused_on_windows(name, "fine", "seeds/a.txt")] == (
        [Problem("seeds/a.txt", 0, warning.what, warning.remedy)] if kept == name else []
    )
    (refused,) = refused_on_windows(name, "nul", "seeds/a.txt")
    assert (refused.file, refused.remedy) == ("seeds/a.txt", warning.remedy)


def test_a_name_that_windows_has_in_no_folder_is_refused() -> None:
    assert [*refused_on_windows("10:30.txt", "10-30", "b.txt")] == [*not_on_windows([("10:30.txt", "b.txt")])] != []


def test_a_name_with_a_sign_that_windows_has_in_none_is_noted() -> None:
    better = {
        "what?.txt": "what-.txt",
        'a"b<c>|d*.txt': "a-b-c--d-.txt",
        "10:30.txt": "10-30.txt",
        "vol. /letter.txt": "vol/letter.txt",
        "MIX./letter.txt": "MIX/letter.txt",
        "etc./1/letter.txt": "etc/1/letter.txt",
        "a/Con/letter.txt": "a/Con-texts/letter.txt",
        "con.old/letter.txt": "con-texts.old/letter.txt",
        ". ./letter.txt": "folder/letter.txt",
    }
    fine = ["con.txt", "letter (2), v.1.txt", "letter .txt", "1.5/letter.txt", " a/letter.txt"]
    found = not_on_windows((name, f"seeds/{name}") for name in (*fine, *better))
    assert {note.file.removeprefix("seeds/"): note.remedy.rpartition(" to ")[2] for note in found} == better


def test_a_page_whose_path_is_too_long_for_windows_is_noted(tmp_path: Path) -> None:
    shared = " ".join(map("".join, product("bdgklm", "aeiou", ("rt", "nd", "ll", "ss", "mp", "sk", "ft", "nt"))))
    for name in ("a" * 130, "b" * 130):
        (tmp_path / f"{name}.txt").write_text(f"{name[0]}\n\nOf {name[0]}: {shared}", encoding="utf-8")
    archive, _ = read_archive(tmp_path, "seeds")
    (note,) = notes_on_pages(context_of(archive))
    path = f"compare/{'a' * 130}/{'b' * 130}/index.html"
    assert note.file == f"seeds/{'a' * 130}.txt"
    assert f"that of {path} ({len(path)} characters below the site)" in note.what
    (more,) = too_far_down({path: "seeds/a.txt", f"{path}x": "seeds/b.txt", "x" * 220: "seeds/c.txt"})
    assert more.what == f"{note.what}, and 1 more like it"
    assert not [*too_far_down({"x" * 220: "seeds/c.txt"})]


@pytest.mark.parametrize("name", ["a.txt", "sub/a.txt", "sub/guide/a.txt", "guide.txt"])
def test_a_name_that_reading_finds_is_a_name_for_a_text(name: str) -> None:
    findings = Findings()
    assert check_found(name, "seeds/a.pdf", findings)
    assert not [*findings]


@pytest.mark.parametrize(
    "name", ["guide/a.txt", "guide/sub/a.txt", ".git/a.txt", "sub/__MACOSX/a.txt", "sub/.a.txt", "a~", "a\u202eb.txt"]
)
def test_a_name_that_reading_passes_over_or_refuses_is_none(name: str) -> None:
    findings = Findings()
    assert not check_found(name, "seeds/a.pdf", findings)
    (problem,) = findings.errors
    assert problem.file == "seeds/a.pdf"
    assert ("passed over" if name.isprintable() else "can't be seen") in problem.what


def test_a_name_that_the_locale_would_turn_into_another_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "iso8859-1")
    findings = Findings()
    assert [check_name(name, name, findings) for name in ("letter.txt", "ZÃ¼rich.txt")] == [True, False]
    assert "iso8859-1" in findings.errors[0].what
