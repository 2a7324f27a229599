"""read/archive_file.py: what archive.yml may say, and how each value is read."""

import pytest
from sourcebook.curated.archive_file import KEYS, OWN_FIELDS, STYLES_OFFERED, read_about
from sourcebook.model import About
from sourcebook.problems import Findings


def read(content: str) -> tuple[About, list[str]]:
    findings = Findings()
    about = read_about("seeds/archive.yml", content.encode(), findings)
    return about, [str(problem) for problem in findings.errors]


def test_everything_it_may_say() -> None:
    about, errors = read(
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
    assert {*KEYS, OWN_FIELDS, STYLES_OFFERED} == set(About.__struct_fields__)


def test_values_are_text_whatever_yaml_would_make_of_them() -> None:
    about, errors = read("title: 2020-10-09\nrights_note: yes\nlanguage: no\n")
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
        r'"a@host.test\u202E"',
        "//host.test/",
        "https://host.test/%zz",
        "a@host.test?bcc=b@host.test",
        "a@host.test?subject=x",
        "a@-host.test",
        "''",
    ],
)
def test_a_contact_is_a_mail_or_web_address(value: str) -> None:
    about, errors = read(f"contact: {value}\n")
    assert about.contact == ""
    (error,) = errors
    assert error.startswith("seeds/archive.yml:1: `contact`")


@pytest.mark.parametrize("value", ["a@host.test", "a+b.c@host.test", "https://host.test/contact?x=1", "http://[::1]/"])
def test_what_can_be_a_contact(value: str) -> None:
    assert read(f"contact: '{value}'\n") == (About(contact=value), [])


@pytest.mark.parametrize("value", ["0", "-1", "1e6", "16 MB", "٣", "1_000", "9" * 5000, "[1]"])
def test_a_limit_is_a_number_of_bytes(value: str) -> None:
    about, errors = read(f"largest_text: {value}\n")
    assert about.largest_text == About().largest_text
    assert len(errors) == 1
    assert len(errors[0]) < 300
    is_whole = value.lstrip("-").isdigit() and value.isascii()
    assert ("not from 1 to" in errors[0], "not a whole number" in errors[0]) in {
        (is_whole, not is_whole),
        (False, False),
    }


@pytest.mark.parametrize("value", ["English", "en_US", "e", "''", "'en\" onload=\"x'"])
def test_a_language_is_a_tag(value: str) -> None:
    about, errors = read(f"language: {value}\n")
    assert about.language == ""
    assert len(errors) == 1


def test_every_mistake_is_told_with_its_line() -> None:
    _, errors = read("title: x\ntitel: y\n\nrights: ftp://a.example/\ncontact: nobody\n")
    assert [error.split(" ")[0] for error in errors] == [f"seeds/archive.yml:{line}:" for line in (2, 4, 5)]


@pytest.mark.parametrize(
    "content", ["", "# nothing\n", "- a\n- b\n", "just words\n", "a: [\n", "a: &x 1\nb: *x\n", "\x01"]
)
def test_what_is_no_list_of_keys_is_told(content: str) -> None:
    about, errors = read(content)
    assert about == About()
    assert errors
    assert all(error.startswith("seeds/archive.yml") for error in errors)


def test_styles_are_a_list_of_those_there_are() -> None:
    assert read("styles: [mla, chicago, mla]")[0].styles == ("mla", "chicago")
    about, errors = read("styles: [mla, harvard]")
    assert about.styles == ("mla",)
    assert errors == [
        "seeds/archive.yml:1: `styles`: 'harvard' is not one of its values. Use one of: chicago, apa, mla, oscola."
    ]
    assert len(read("styles: apa")[1]) == 1
