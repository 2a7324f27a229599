"""read/names.py: what a file's name means, and what is wrong with it."""

import unicodedata

import pytest
from sourcebook.problems import Findings
from sourcebook.read.file_names import Part, check_name, check_twins, part_of, printable

PARTS = {
    "a.txt": Part.TEXT,
    "A.TXT": Part.TEXT,
    "a.v2.txt": Part.TEXT,
    "a.yml": Part.SIDECAR,
    "archive.yml": Part.ARCHIVE_FILE,
    "names.yml": Part.ARCHIVE_FILE,
    "links.yml": Part.ARCHIVE_FILE,
    "ledger.jsonl": Part.ARCHIVE_FILE,
    ".DS_Store": Part.LEFT_BY_A_TOOL,
    "._a.txt": Part.LEFT_BY_A_TOOL,
    ".gitkeep": Part.LEFT_BY_A_TOOL,
    "a.txt~": Part.LEFT_BY_A_TOOL,
    ".a.txt.swp": Part.LEFT_BY_A_TOOL,
    ".#a.txt": Part.LEFT_BY_A_TOOL,
    "#a.txt#": Part.LEFT_BY_A_TOOL,
    "Thumbs.db": Part.LEFT_BY_A_TOOL,
    ".a.txt": Part.LEFT_BY_A_TOOL,
    ".git": Part.LEFT_BY_A_TOOL,
    "a.md": Part.UNKNOWN,
    "a.yaml": Part.UNKNOWN,
    "a": Part.UNKNOWN,
    "txt": Part.UNKNOWN,
}


@pytest.mark.parametrize(("name", "part"), PARTS.items())
def test_part_of_the_archive(name: str, part: Part) -> None:
    assert part_of(name) is part


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
    "not UTF-8": b"caf\xe9.txt".decode("utf-8", "surrogateescape"),
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


@pytest.mark.parametrize(
    "name", ["a b.txt", "größe.txt", "Письмо.txt", "رسالة.txt", "<script>.txt", "a'b\"c&d.txt", "🙂a.txt"]
)
def test_any_other_name_is_used_and_printed_as_it_is(name: str) -> None:
    findings = Findings()
    assert check_name(name, name, findings)
    assert printable(name) == name
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
    assert ascii(f"seeds/{one}") in str(problem)


def test_every_one_of_three_is_told() -> None:
    findings = Findings()
    check_twins([(name, name) for name in ("A.txt", "a.TXT", "a.txt")], findings)
    assert [problem.file for problem in findings.errors] == ["a.TXT", "a.txt"]
