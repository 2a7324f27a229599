"""How long a text is, is said in what its readers count: words, or the characters of a script that parts none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.render.base.lengths import Length, length_of, length_of_words, whole_length
from sourcebook.render.base.verdicts import verdict
from sourcebook.scripts import unspaced

from tests.reading_cases import archive_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The breakwater holds, for now.", "5 words"),
        ("Es hält – noch.", "4 words"),
        ("王明先生台鉴：防波堤完好。", "11 characters"),
        ("防波堤完好。It holds for now.", "5 characters, 4 words"),
        ("The breakwater (防波堤) holds.", "4 words"),
        ("เขื่อนยังอยู่", "8 characters"),
        ("防波堤は無事です。2024年", "9 characters, 1 word"),
        ("", ""),
    ],
)
def test_a_length_is_said_in_what_is_counted(text: str, said: str) -> None:
    assert str(length_of_words(text)) == said


def test_texts_of_both_kinds_are_counted_in_both() -> None:
    found = archive_of({"a.txt": "It holds for now.", "b.txt": "防波堤完好。"}).documents
    assert str(whole_length(length_of(document.source) for document in found)) == "5 characters, 4 words"


def test_of_several_texts_the_few_that_are_counted_otherwise_are_said_too() -> None:
    assert str(whole_length([Length(80_000), Length(0, 700)])) == "80,000 words, 700 characters"
    assert str(whole_length([Length(60), Length(3, 7000)])) == "7,000 characters, 63 words"
    assert str(whole_length([Length(0, 700)])) == "700 characters"


@given(st.text())
def test_no_text_of_other_scripts_is_counted_by_characters(text: str) -> None:
    assert unspaced(text) or length_of_words(text) == Length(len(text.split()))


def test_what_differs_in_chinese_is_counted_in_characters() -> None:
    one = "防波堤建于一八七一年，至今完好无损，港务局每年春天派人检查一次，并把结果写成报告送交市长。"
    texts = {"a.txt": f"甲。\n\n{one}\n", "b.txt": f"乙。\n\n{one.replace('春天', '秋季')}\n"}
    (link,) = archive_of(texts).links
    assert verdict(link).words == "Two characters differ: “春天”, “秋季”"
