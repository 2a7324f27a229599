"""read/archive_file.py: what archive.yml may say, and how each value is read."""

from pathlib import Path

import pytest
from sourcebook.model import About
from sourcebook.problems import Findings
from sourcebook.read.archive_file import KEYS, read_about
from sourcebook.read.folder import read_folder


def read(folder: Path, content: str) -> tuple[About, list[str]]:
    (folder / "a.txt").write_bytes(b"text")
    (folder / "archive.yml").write_text(content, encoding="utf-8")
    findings = Findings()
    about = read_about(read_folder(folder, "seeds", findings), findings)
    return about, [str(problem) for problem in findings.errors]


def test_everything_it_may_say(tmp_path: Path) -> None:
    about, errors = read(
        tmp_path,
        """
title: Letters & <other> "papers"
introduction: |
  First paragraph.

  Second.
contact: rights@archive.test
language: en
rights: https://creativecommons.org/publicdomain/mark/1.0/
rights_note: As far as we know
copies: The county library has one.
largest_text: 1000
""",
    )
    assert not errors
    assert about == About(
        'Letters & <other> "papers"',
        "First paragraph.\n\nSecond.",
        "rights@archive.test",
        "en",
        "https://creativecommons.org/publicdomain/mark/1.0/",
        "As far as we know",
        "The county library has one.",
        1000,
    )


def test_every_key_is_a_field_of_the_record() -> None:
    assert set(KEYS) == set(About.__dataclass_fields__)


def test_without_the_file_the_defaults_hold(tmp_path: Path) -> None:
    findings = Findings()
    assert read_about(read_folder(tmp_path, "seeds", findings), findings) == About()


def test_values_are_text_whatever_yaml_would_make_of_them(tmp_path: Path) -> None:
    about, errors = read(tmp_path, "title: 2020-10-09\nrights_note: yes\nlanguage: no\n")
    assert not errors
    assert (about.title, about.rights_note, about.language) == ("2020-10-09", "yes", "no")


@pytest.mark.parametrize(
    "value",
    [
        "nobody",
        "javascript:alert(1)",
        "http:///path",
        "https://user:password@host.test/",
        "'http://['",
        "ftp://host.test/",
        "'https://host.test/ onclick=x'",
        "data:text/html,x",
        "a b@host.test",
        "'<a@b>'",
        "//host.test/",
        "''",
    ],
)
def test_a_contact_is_a_mail_or_web_address(value: str, tmp_path: Path) -> None:
    about, errors = read(tmp_path, f"contact: {value}\n")
    assert about.contact == ""
    (error,) = errors
    assert error.startswith("seeds/archive.yml:1: contact is ")
    assert error.endswith(". Give an e-mail address or an http(s) address.")


@pytest.mark.parametrize("value", ["a@host.test", "a+b.c@host.test", "https://host.test/contact?x=1", "http://[::1]/"])
def test_what_can_be_a_contact(value: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"contact: '{value}'\n") == (About(contact=value), [])


@pytest.mark.parametrize("value", ["0", "-1", "1e6", "16 MB", "٣", "1_000", "9" * 5000, "[1]"])
def test_a_limit_is_a_number_of_bytes(value: str, tmp_path: Path) -> None:
    about, errors = read(tmp_path, f"largest_text: {value}\n")
    assert about.largest_text == About().largest_text
    assert len(errors) == 1
    assert len(errors[0]) < 300


@pytest.mark.parametrize("value", ["English", "en_US", "e", "''", "'en\" onload=\"x'"])
def test_a_language_is_a_tag(value: str, tmp_path: Path) -> None:
    about, errors = read(tmp_path, f"language: {value}\n")
    assert about.language == ""
    assert len(errors) == 1


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    _, errors = read(tmp_path, "title: x\ntitel: y\n\nrights: nowhere\ncontact: nobody\n")
    assert [error.split(" ")[0] for error in errors] == [f"seeds/archive.yml:{line}:" for line in (2, 4, 5)]


@pytest.mark.parametrize(
    "content", ["", "# nothing\n", "- a\n- b\n", "just words\n", "a: [\n", "a: &x 1\nb: *x\n", "\x01"]
)
def test_what_is_no_list_of_keys_is_told(content: str, tmp_path: Path) -> None:
    about, errors = read(tmp_path, content)
    assert about == About()
    assert errors
    assert all(error.startswith("seeds/archive.yml") for error in errors)
