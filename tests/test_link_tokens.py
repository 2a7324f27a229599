"""Words: what counts as one, and where it stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook import remembered
from sourcebook.link.engine import read
from sourcebook.link.find import parts
from sourcebook.model import LinkSettings
from sourcebook.text import cutting, tokens
from sourcebook.text.tokens import Vocabulary, fold, sorted_together, tokenise, words_of

from tests.link_cases import document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. and the U.S.A.", ["the", "us", "and", "the", "usa"]),
        ("don't don’t donʼt", ["dont", "dont", "dont"]),
        ("immigrant NewYorkers", ["immigrant", "new", "yorkers"]),
        ("deBlasio, McDonald, NYPD", ["de", "blasio", "mc", "donald", "nypd"]),
        ("a\u00a0b\u2009c—d–e-f", ["a", "b", "c", "d", "e", "f"]),
        ("regis-\nter long-simmering", ["register", "long", "simmering"]),
        ("Kin=\nder Wür⸗\nde wor¬\nker obʺem Qurʾan", ["kinder", "würde", "worker", "obem", "quran"]),
        ("co\u00adoperate zero\u200dwidth", ["cooperate", "zerowidth"]),
        ("ﬁne STRASSE Straße", ["fine", "strasse", "strasse"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("这座桥 bridge", ["这", "座", "桥", "bridge"]),
        ("تَمَّ تم", ["تم", "تم"]),
        ("किताब", ["किताब"]),
        ("1,000 9th 1,2", ["1000", "9th", "1", "2"]),
        ("breakwater1 winters²", ["breakwater", "1", "winters", "2"]),
        ("see https://a.example/b-c?d=e, or www.a.example; write to a.b@c.example.", ["see", "or", "write", "to"]),
        ("", []),
        ("…—“”", []),
    ],
)
def test_words_are_folded_so_that_spellings_of_one_are_one(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(st.sampled_from("aAbB.'’-\n\r \u00ad\u0301中é1_“𝒳\ufeff"), max_size=80))
def test_each_word_is_cut_by_its_offsets_and_stands_after_the_one_before(text: str) -> None:
    vocabulary = Vocabulary()
    found = tokenise(text, vocabulary)
    for number, start, end in zip(found.numbers, found.starts, found.ends, strict=True):
        assert fold(text[start:end]) == vocabulary.words[number]
    assert (found.starts < found.ends).all()
    assert (found.ends[:-1] <= found.starts[1:]).all()


@given(st.text(st.sampled_from("aAbB.'’-\n\r     \u00ad\u0301中é1,_“[]\ufeff"), max_size=80), st.integers(1, 9))
def test_a_long_text_is_cut_in_pieces_into_the_same_words(text: str, piece: int) -> None:
    whole, words = tokenise(text, Vocabulary()), Vocabulary()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "SIZE", piece)
        cut = tokenise(text, words)
    assert [list(getattr(cut, name)) for name in ("numbers", "starts", "ends")] == [
        list(getattr(whole, name)) for name in ("numbers", "starts", "ends")
    ]


@given(
    st.lists(
        st.text(st.sampled_from("aaBUSÉéﬁ2290.,,.’'--=  “…\n\r\t/[s]\u00ad\u0301中ʼ𝓍\ud800"), max_size=40), max_size=6
    )
)
def test_many_texts_are_cut_at_once_as_each_is_by_itself(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_AT_ONCE", 60)
        found = list(cutting.cut(texts, vocabulary))
    assert len(found) == len(texts)
    for text, together in zip(texts, found, strict=True):
        alone = tokenise(text, vocabulary)
        assert [list(getattr(together, name)) for name in ("numbers", "starts", "ends", "capital")] == [
            list(getattr(alone, name)) for name in ("numbers", "starts", "ends", "capital")
        ]


def test_words_are_told_apart_by_all_their_letters_however_many_they_are() -> None:
    words = [f"{'a' * length}{letter}{number}x" for length in range(9) for letter in "bcd" for number in range(2000)]
    vocabulary = Vocabulary()
    found = next(cutting.cut([" ".join(words)], vocabulary))
    assert [vocabulary.words[number] for number in found.numbers.tolist()] == words


def test_the_words_of_a_span_are_those_wholly_in_it() -> None:
    found = tokenise("one two three", Vocabulary())
    assert found.within([(0, 13), (1, 13), (4, 7), (5, 6)]) == [(0, 3), (1, 3), (1, 2), (2, 2)]
    assert found.touching([(1, 5), (3, 4)]) == [(0, 2), (1, 1)]


def test_one_vocabulary_gives_one_number_to_one_word() -> None:
    vocabulary = Vocabulary()
    assert np.array_equal(tokenise("The Bridge", vocabulary).numbers, tokenise("the “bridge”", vocabulary).numbers)


def test_the_number_of_a_word_depends_on_no_order_and_no_part() -> None:
    parts = ["the ford", "Bridge to the ford", "a bridge"]

    def numbered(texts: list[str]) -> dict[str, list[int]]:
        vocabularies = [Vocabulary() for _ in texts]
        tokens = [tokenise(text, own) for text, own in zip(texts, vocabularies, strict=True)]
        words, numbers = sorted_together(vocabularies)
        assert words == sorted(words)
        return {text: new[t.numbers].tolist() for text, t, new in zip(texts, tokens, numbers, strict=True)}

    assert numbered(parts) == numbered(parts[::-1])
    assert numbered(parts)["a bridge"] == [0, 1]


def test_under_the_preview_the_words_of_a_text_stand_while_others_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_PART_AGAIN", 2)
    first = [document(id, f"The ferry to the island of {id}") for id in ("a", "b", "c", "d")]
    changed = [*first[:3], document("d", "The bridge to the island of d")]
    titled = [document("a", first[0].source.text, title="Island"), *changed[1:]]
    found = []
    try:
        for documents in (first, changed, titled):
            memory = remembered.begin(again=True)
            found.append(read(documents, LinkSettings()).texts)
            memory.went_well()
    finally:
        remembered.begin(again=False)
    assert [text is before for text, before in zip(found[1], found[0], strict=True)] == [True, True, True, False]
    assert [text is before for text, before in zip(found[2], found[1], strict=True)] == [False, True, True, True]
