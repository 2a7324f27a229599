"""describe/values.py: how each kind of value is read and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.model import Basis, Fact
from sourcebook.problems import Fault
from sourcebook.vocabulary import values
from sourcebook.vocabulary.fields import FIELDS, value_in_words
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.lists import RIGHTS
from sourcebook.vocabulary.values import day, language, rights, text, web_address


def shown(field: str, value: str, type: str = "") -> str:  # noqa: A002
    return value_in_words(Fact(field, value, Basis.EDITOR, type=type))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("a", "a"),
        ("  a \n\t b ", "a b"),
        ("a\x85\u2028b\u2029c\r\nd", "a b c d"),
        ("a\u00a0« b »", "a\u00a0« b »"),
        ("<b>&", "<b>&"),
    ],
)
def test_a_text_is_put_on_one_line(value: str, read: str) -> None:
    assert text(value) == read


@pytest.mark.parametrize(
    "value",
    [
        *("http://a.example", "https://a.example/", "https://a.example:8080/b?c=d#e", "HTTPS://A.EXAMPLE/"),
        *(
            "https://bücher.example/ü",
            "https://[::1]/",
            "https://a.example/%20",
            "https://a.example/'",
            "https://127.0.0.1",
        ),
    ],
)
def test_a_web_address(value: str) -> None:
    assert web_address(value) == value


@pytest.mark.parametrize(
    "value",
    [
        *("", "a.example", "//a.example/", "/a", "https:", "https://", "https:///a", "https:a.example", "http://:80/"),
        *("javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "mailto:a@b.example", "file:///etc/passwd"),
        *("https://user@a.example/", "https://user:word@a.example/", "https://@a.example/", "https://a.example:x/"),
        *("https://a.example/ b", "https://a.example/\n", "https://a.example/\u202e", "https://a.example/\u00a0"),
        *(
            "https://a.example\\@b.example/",
            'https://a.example/"onclick=',
            "https://a.example/<b>",
            "https://a.example/`",
        ),
        *(
            "http://[::1",
            "https://a.example:99999/",
            *("https://256.1.1.1/", "https://1.2.3/", "https://a.example.0x1f/", "https://1.2.3.4.5/"),
            "https://a..example/",
            "https://-a.example/",
            "\x01https://a.example/",
            *("https://a.example/%zz", "https://a.example/50%", "https://a.example/?q=%2", "https://a.example/#%é0"),
            "java\nscript:alert(1)",
        ),
    ],
)
def test_no_web_address(value: str) -> None:
    assert isinstance(web_address(value), Fault)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("en", "English"),
        ("en-GB", "English (United Kingdom)"),
        ("zh-Hant-TW", "Chinese (Traditional, Taiwan)"),
        ("sr-Latn", "Serbian (Latin)"),
        ("grc", "Ancient Greek"),
        ("mul", "Multiple languages"),
        ("es-419", "Spanish (Latin America)"),
        ("nhe", "nhe"),
        ("EN-us", "English (United States)"),
        ("de-1996", "German (German orthography of 1996)"),
        ("sl-rozaj-biske", "Slovenian (Resian, San Giorgio/Bila dialect)"),
        ("ar-aao", "Arabic (ar-aao)"),
        ("x-ours", "x-ours"),
        ("en-x-ours", "English (en-x-ours)"),
        ("i-klingon", "i-klingon"),
        ("zh-min-nan", "Chinese (zh-min-nan)"),
        ("sgn-BE-FR", "sgn-BE-FR"),
        ("qaa-Qaaa-QM", "qaa-Qaaa-QM"),
        ("fr-u-co-phonebk", "French (fr-u-co-phonebk)"),
    ],
)
def test_a_language(value: str, name: str) -> None:
    assert language(value) == value
    assert shown("language", value) == name


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "e",
            "english",
            "English",
            "xx",
            "en_GB",
            "en-UK",
            "en-",
            "-en",
            "en--GB",
            "en GB",
            "en-GB.UTF-8",
            "en@euro",
        ),
        *("zh-Hanx", "۳", "e" * 5000, "en-" + "x" * 9, "<b>"),
        *("x", "x-", "i-ours", "en-x", "sl-rozaj-rozaj", "sl-nedisz", "en-US-GB", "de-DE-Latn", "xqq", "a-DE", "root"),
    ],
)
def test_no_language(value: str) -> None:
    assert isinstance(language(value), Fault)


@pytest.mark.parametrize(
    ("value", "likely"),
    [("eng", "en"), ("ger-AT", "de-AT"), ("en-UK", "en-GB"), ("en_GB", "en-GB"), ("de-DDR", "de-DE")],
)
def test_a_likely_language_is_named(value: str, likely: str) -> None:
    fault = language(value)
    assert isinstance(fault, Fault)
    assert fault.remedy == f"Perhaps `{likely}` is meant"


@pytest.mark.parametrize(
    ("value", "type", "name"),
    [
        ("de Blasio, Bill", "", "Bill de Blasio"),
        ("King, Martin Luther, Jr.", "", "Martin Luther King, Jr."),
        ("Plato", "", "Plato"),
        ("Archer,Ann", "", "Archer,Ann"),
        ("Archer, Brewer & Co.", "organisation", "Archer, Brewer & Co."),
    ],
)
def test_a_name_in_its_natural_order(value: str, type: str, name: str) -> None:  # noqa: A002
    assert shown("author", value, type) == name


def test_a_day_is_one_day() -> None:
    assert day("2020-02-29") == "2020-02-29"
    for value in (
        "2021-02-29",
        "2020-10",
        "2020-10-09?",
        "2020-10-XX",
        "-2020-10-09",
        "2020-10-09/2020-10-09",
        "today",
        "0000-01-01",
        "20201009",
        "٢٠٢٠-٠١-٠١",
        "",
    ):
        assert isinstance(day(value), Fault)


def test_rights_are_an_address_or_words() -> None:
    assert rights("All rights\nreserved.") == "All rights reserved."
    assert rights("https://a.example/") == "https://a.example/"
    assert isinstance(rights("ftp://a.example/"), Fault)
    assert isinstance(rights("http://rightsstatements.org/vocab/NoC-UK/1.0/"), Fault)
    assert isinstance(rights("https://rightsstatements.org/page/NKC/1.0/?language=de"), str)
    assert [shown("rights", address) for address in RIGHTS] == list(RIGHTS.values())
    assert all(web_address(address) == address for address in RIGHTS)


def test_every_kind_is_read_and_shown() -> None:
    (kinds,) = [field.reads for field in FIELDS if field.name == "kind"]
    assert [kinds.read(kind) for kind in KINDS] == list(KINDS)
    assert [shown("kind", kind) for kind in KINDS] == [kind.label for kind in KINDS.values()]


@given(st.text())
def test_whatever_the_value_it_is_read_or_refused_and_what_was_read_is_shown(value: str) -> None:
    others = (values.DAY, values.CONTACT, values.NUMBER, values.YES_OR_NO, values.LINES, values.PARAGRAPHS)
    for reading in {kind.name: kind for kind in (*(field.reads for field in FIELDS), *others)}.values():
        read = reading.read(value)
        if isinstance(read, Fault):
            assert read.what
            assert read.remedy
            assert len(read.what) + len(read.remedy) < 600
        else:
            assert reading.read(read) == read
            assert isinstance(reading.show(Fact("title", read, Basis.EDITOR)), str)
