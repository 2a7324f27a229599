"""describe/titles.py: a title made of the first line, cut exactly out of the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.describe.titles import LONGEST, first_line
from sourcebook.model import Basis, Role, Source
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.vocabulary.roles import NOT_A_TITLE, ROLES


def source(text: str) -> Source:
    return Source("a", "a.txt", "seeds/a.txt", text, split_paragraphs(text))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("One line", "One line"),
        ("\n \n\t\nA line\nand another", "A line"),
        ("\ufeff  A\u00a0 line \u2028\r\nmore", "A line"),
        ("\u200b\n\u00ad\nvisible", "visible"),
        ("\ufeff\r\rold Mac\rlines", "old Mac"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * LONGEST + "…"),
        ("ab " * LONGEST, ("ab " * LONGEST)[:LONGEST] + "…"),
        ("abc " * LONGEST, ("abc " * LONGEST)[: LONGEST - 1] + "…"),
        ("abcde " * LONGEST, ("abcde " * LONGEST)[: LONGEST - 3] + "…"),
        ("e\u0301" * LONGEST, "e\u0301" * (LONGEST // 2) + "…"),
        ("x" + "e\u0301" * LONGEST, "x" + "e\u0301" * (LONGEST // 2 - 1) + "…"),
        ("Of\x1b[1m the \x01 bridge\x7f \ufffe\U0010ffff\ufdd0s\x1cx", "Of the bridge s x"),
        ("\ufeff\u2067שלום\u2069 רב\u200f \nx", "\u2067שלום\u2069 רב\u200f"),
        ("\u2067שלום\u2069 רב\ufeff", "\u2067שלום\u2069 רב"),
        ("\u202bשלום", "שלום"),
        ("<b>&amp;\"' {{ x }}", "<b>&amp;\"' {{ x }}"),
    ],
)
def test_the_first_line(text: str, title: str) -> None:
    fact = first_line(source(text), ())
    assert fact.value == title
    assert fact.quote == fact.quote.strip()
    assert (fact.basis, fact.note, fact.paragraph) == (Basis.INFERRED, "the first line of the text", "p1")


@pytest.mark.parametrize("mark", [",", ":", ";", " :", "،", "：", ":,"])
def test_a_title_ends_before_a_mark_after_which_the_line_goes_on(mark: str) -> None:
    fact = first_line(source(f"Gentlemen of the Senate{mark}\n\nA year."), ())
    assert (fact.value, fact.quote) == ("Gentlemen of the Senate", "Gentlemen of the Senate")


@pytest.mark.parametrize(
    "rule",
    [
        "---",
        "ـــــ",
        "ーーー",
        "\u3164",
        "ʹʹ",
        "☞ ☞",
        "〇〇〇〇",
        "oOo",
        "x x x",
        "[p. 12]",
        "![](scan-1.png)",
        "[[File:A.jpg|thumb]]",
    ],
)
def test_a_rule_is_no_title(rule: str) -> None:
    assert first_line(source(f"{rule}\n\nكلمات ٣\n"), ()).value == "كلمات ٣"


def test_a_title_rests_on_what_can_be_seen_of_its_line() -> None:
    assert first_line(source("\u2003 \u2067שלום\u2069 רב \nx"), ()).quote == "\u2067שלום\u2069 רב"


FIRST, WITH_WORDS = "the first line of the text", "the first line of the text with words of its own"
AFTER = "the first line of the text after its place and day"
PLACE = "London, 4 March 1871"
MADE = {
    "a heading below a place and a day": (f"{PLACE}\n\nThe Harbour\n\nWe met.", ("The Harbour", AFTER, "p2")),
    "one in capitals": (f"{PLACE}\n\nAPPENDIX\n\nWe met.", ("APPENDIX", AFTER, "p2")),
    "one that is as long as one may be": (f"{PLACE}\n\n{'a' * 100}\n\nWe met.", ("a" * 100, AFTER, "p2")),
    "a line that is too long for one": (f"{PLACE}\n\n{'a' * 101}\n\nWe met.", (PLACE, FIRST, "p1")),
    "a sentence below": (f"{PLACE}\n\nWe met.\n", (PLACE, FIRST, "p1")),
    "a salutation below": (f"{PLACE}\n\nDear Madam\n\nWe met.", (PLACE, FIRST, "p1")),
    "a day below": (f"{PLACE}\n\n5 March 1871\n\nThe Harbour", (PLACE, FIRST, "p1")),
    "more lines below": (f"{PLACE}\n\nThe Harbour\nand more\n", (PLACE, FIRST, "p1")),
    "below a page's number": ("- 12 -\n\nThe Harbour.", ("The Harbour.", WITH_WORDS, "p2")),
    "below a subtitle's number and times": (
        "1\n00:00:01,000 --> 00:00:04,000\nThe Harbour.",
        ("The Harbour.", WITH_WORDS, "p1"),
    ),
    "a year": ("1848\n\nThe Harbour.", ("1848", FIRST, "p1")),
    "a number where there are no words": ("12\n\n13.5\n", ("12", FIRST, "p1")),
    "below a rule": ("---\nThe Harbour.", ("The Harbour.", WITH_WORDS, "p1")),
    "below what can't be seen": ("\u200b\n\nThe Harbour.", ("The Harbour.", FIRST, "p2")),
    "below tags": ("<p>&nbsp;\nThe Harbour.", ("The Harbour.", WITH_WORDS, "p1")),
    "below what is left of a web page": (
        "<!-- saved from url=(0014)about:internet -->\n<!DOCTYPE html>\n<?xml version='1.0'?>\n"
        "<html><head><title></title>\n<meta name='a' content='b'></head><body>\nThe Harbour.",
        ("The Harbour.", WITH_WORDS, "p1"),
    ),
    "below what begins a signed message": (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe Harbour.",
        ("The Harbour.", WITH_WORDS, "p2"),
    ),
    "below what begins subtitles": (
        "WEBVTT - made by hand\n\n00:01.000 --> 00:04.000\nThe Harbour.",
        ("The Harbour.", WITH_WORDS, "p2"),
    ),
    "below what TeX asks for": (
        "% by hand\n\\documentclass[a4paper]{article}\n\\usepackage{times}\n\\begin{document}\nThe Harbour.",
        ("The Harbour.", WITH_WORDS, "p1"),
    ),
    "per cent": ("% of votes\n\nThe Harbour.", ("% of votes", FIRST, "p1")),
    "within a frame": ("+-------+\n| The Harbour |\n+-------+\n", ("The Harbour", WITH_WORDS, "p1")),
    "within a narrow frame": ("+-----------+\n|The Harbour|\n+-----------+\n", ("The Harbour", WITH_WORDS, "p1")),
    "within a frame of DOS": ("╔═══╗\r\n║  The Harbour  ║\r\n╚═══╝\n", ("The Harbour", WITH_WORDS, "p1")),
    "bars alone": ("||\n| |\nThe Harbour", ("The Harbour", WITH_WORDS, "p1")),
    "below both": ("---\n\u200b\nThe Harbour.", ("The Harbour.", WITH_WORDS, "p1")),
}


@pytest.mark.parametrize("case", MADE)
def test_which_line_is_the_title_and_how_it_is_called(case: str) -> None:
    text, expected = MADE[case]
    fact = first_line(source(text), ())
    assert (fact.value, fact.note, fact.paragraph) == expected
    assert fact.name == "title"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("xy\u200b", "xy"),
        (f"{' ' * 150}{'x ' * 30}", ("x " * 30).strip()),
        ("a" * 199 + " " + "b" * 50, "a" * 199),
        ("a" * 198 + "  " + "b" * 50, "a" * 198),
        ("a" + " " * 300 + "b", "a"),
    ],
)
def test_a_line_is_cut_where_a_word_ends(text: str, quote: str) -> None:
    assert first_line(source(text), ()).quote == quote


@pytest.mark.parametrize(("role", "title"), [((0, 4), "Two"), ((0, 5), "Two"), ((4, 5), "Menu"), ((3, 4), "Two")])
def test_a_role_bars_the_line_that_it_has_a_letter_of(role: tuple[int, int], title: str) -> None:
    assert first_line(source("Menu\nTwo"), [Role("furniture", *role)]).value == title


@pytest.mark.parametrize("role", sorted(ROLES))
def test_words_that_do_not_speak_for_the_document_are_no_title(role: str) -> None:
    text = "Buy soap!\nThe harbour"
    fact = first_line(source(text), [Role(role, 4, 8)])
    assert fact.value == ("The harbour" if role in NOT_A_TITLE else "Buy soap!")


def test_a_text_without_a_line_of_its_own_has_the_name_of_its_file() -> None:
    for text, roles in (("Menu", [Role("furniture", 0, 4)]), ("\u200b", []), ("", [])):
        fact = first_line(source(text), roles)
        assert (fact.name, fact.value, fact.basis, fact.quote) == ("title", "a.txt", Basis.DERIVED, "")
        assert fact.note == "the name of the file"


def is_one(letter: str) -> bool:
    """Say whether a page may hold a letter: no control, and a character to Unicode."""
    code = ord(letter)
    return unicodedata.category(letter) != "Cc" and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


@given(st.one_of(st.text(), st.text("ab \n\u0301\u00a0\u200b🙂", min_size=150, max_size=450)))
def test_the_words_cut_exactly_out_of_the_text(text: str) -> None:
    fact = first_line(source(text), ())
    if fact.basis is Basis.INFERRED:
        assert fact.quote == text[fact.start : fact.end]
        assert fact.quote
        assert len(fact.quote) <= LONGEST
        shown = ("".join(letter for letter in word if is_one(letter)) for word in fact.quote.split())
        assert fact.value.removesuffix("…").split() == [*filter(None, shown)] or fact.quote.endswith("…")
        assert "\n" not in fact.value
