"""words.py: the first place where words stand, whatever white space lies between them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.text.words import Words


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("one two", "one two", (0, 7)),
        ("one  two", "one two", (0, 8)),
        ("one two", "one \n\t two", (0, 7)),
        ("one\u00a0two", "one two", (0, 7)),
        ("one two", "one\u00a0two", (0, 7)),
        ("one\r\n\r\ntwo", " one two ", (0, 10)),
        ("one two", "onetwo", None),
        ("onetwo", "one two", None),
        ("a  b a b", "a b", (0, 4)),
        ("party", "art", (1, 4)),
        ("\ufeffone", "one", (1, 4)),
        ("one", "\u200bone", None),
        ("one", "One", None),
        ("one", "", None),
        ("one", " \n", None),
        ("", "one", None),
        ("🙂 é e\u0301", "e\u0301", (4, 6)),
    ],
)
def test_examples(text: str, words: str, place: tuple[int, int] | None) -> None:
    assert Words(text).find(words) == place


def test_between_two_offsets() -> None:
    words = Words("Ann  Bert\n\nAnn Bert")
    assert words.find("Ann", 1) == (11, 14)
    assert words.find("nn", 1) == (1, 3)
    assert words.find("Bert", 4) == (5, 9)
    assert words.find("Bert", 0, 8) is None
    assert words.find("Bert", 0, 9) == (5, 9)
    assert words.find("Bert", 9) == (15, 19)
    assert words.find("Bert", 99) is None


@pytest.mark.parametrize(
    ("text", "words", "near"),
    [
        ("It’s “true” – now", 'it\'s "true" -  NOW', "It’s “true” – now"),
        ("It is true", "it was true", ""),
        ("(.*)", "(.*)", "(.*)"),
        ("text", " ", ""),
    ],
)
def test_what_is_nearly_the_same(text: str, words: str, near: str) -> None:
    assert Words(text).nearly(words) == near


SPACES = st.text(" \t\n\r\u00a0\u2028\u3000\x1c\x85", max_size=3)
TEXTS = st.lists(st.one_of(SPACES, st.sampled_from(["a", "b", "ab", "\ufeff", "é", "🙂", "."]))).map("".join)


@given(TEXTS, TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_it_finds_what_a_pattern_finds(text: str, words: str, start: int, length: int) -> None:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    start, end = min(start, len(text)), min(start + length, len(text))
    found = pattern.search(text, start, end) if words.split() else None
    assert Words(text).find(words, start, end) == (found.span() if found else None)
