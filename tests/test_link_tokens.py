"""Words: what counts as one, and where it stands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sourcebook.text.tokens import Vocabulary, fold, tokenise, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. and the U.S.A.", ["the", "us", "and", "the", "usa"]),
        ("don't don’t donʼt", ["dont", "dont", "dont"]),
        ("immigrant NewYorkers", ["immigrant", "new", "yorkers"]),
        ("deBlasio, McDonald, NYPD", ["de", "blasio", "mc", "donald", "nypd"]),
        ("a\u00a0b\u2009c—d–e-f", ["a", "b", "c", "d", "e", "f"]),
        ("regis-\nter long-simmering", ["register", "long", "simmering"]),
        ("co\u00adoperate zero\u200dwidth", ["cooperate", "zerowidth"]),
        ("ﬁne STRASSE Straße", ["fine", "strasse", "strasse"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("这座桥 bridge", ["这", "座", "桥", "bridge"]),
        ("تَمَّ تم", ["تم", "تم"]),
        ("किताब", ["किताब"]),
        ("1,000 9th", ["1", "000", "9th"]),
        ("", []),
        ("…—“”", []),
    ],
)
def test_words_are_folded_so_that_spellings_of_one_are_one(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("aAbB.'’-\n\r \u00ad\u0301中é1_“𝒳\ufeff"), max_size=80))
def test_each_word_is_cut_by_its_offsets_and_stands_after_the_one_before(text: str) -> None:
    vocabulary = Vocabulary()
    tokens = tokenise(text, vocabulary)
    for number, start, end in zip(tokens.numbers, tokens.starts, tokens.ends, strict=True):
        assert fold(text[start:end]) == vocabulary.words[number]
    assert (tokens.starts < tokens.ends).all()
    assert (tokens.ends[:-1] <= tokens.starts[1:]).all()


def test_the_words_of_a_span_are_those_wholly_in_it() -> None:
    tokens = tokenise("one two three", Vocabulary())
    assert tokens.within([(0, 13), (1, 13), (4, 7), (5, 6)]) == [(0, 3), (1, 3), (1, 2), (2, 2)]
    assert tokens.touching([(1, 5), (3, 4)]) == [(0, 2), (1, 1)]


def test_one_vocabulary_gives_one_number_to_one_word() -> None:
    vocabulary = Vocabulary()
    assert np.array_equal(tokenise("The Bridge", vocabulary).numbers, tokenise("the “bridge”", vocabulary).numbers)
    assert vocabulary.find(["the", "bridge"]) == [0, 1]
    assert vocabulary.find(["the", "ford"]) is None
