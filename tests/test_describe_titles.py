"""describe/titles.py: a title made of the first line, cut exactly out of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.describe.titles import LONGEST, first_line
from sourcebook.model import Basis, Role, Source
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.vocabulary.roles import NOT_A_TITLE, ROLES


def source(text: str) -> Source:
    return Source("a", "a.txt", "seeds/a.txt", text.encode(errors="replace"), text, split_paragraphs(text))


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
        ("e\u0301" * LONGEST, "e\u0301" * (LONGEST // 2) + "…"),
        ("x" + "e\u0301" * LONGEST, "x" + "e\u0301" * (LONGEST // 2 - 1) + "…"),
        ("<b>&amp;\"' {{ x }}", "<b>&amp;\"' {{ x }}"),
    ],
)
def test_the_first_line(text: str, title: str) -> None:
    fact = first_line(source(text), ())
    assert fact.value == title
    assert (fact.basis, fact.note, fact.paragraph) == (Basis.INFERRED, "the first line of the text", "p1")


@pytest.mark.parametrize("rule", ["---", "ـــــ", "ーーー", "\u3164", "ʹʹ", "☞ ☞"])
def test_a_rule_is_no_title(rule: str) -> None:
    assert first_line(source(f"{rule}\n\nكلمات ٣\n"), ()).value == "كلمات ٣"


@pytest.mark.parametrize("role", sorted(ROLES))
def test_words_that_do_not_speak_for_the_document_are_no_title(role: str) -> None:
    text = "Buy soap!\nThe harbour"
    fact = first_line(source(text), [Role(role, 4, 8)])
    assert fact.value == ("The harbour" if role in NOT_A_TITLE else "Buy soap!")


def test_a_text_without_a_line_of_its_own_has_the_name_of_its_file() -> None:
    for text, roles in (("Menu", [Role("furniture", 0, 4)]), ("\u200b", []), ("", [])):
        fact = first_line(source(text), roles)
        assert (fact.value, fact.basis, fact.quote) == ("a.txt", Basis.DERIVED, "")


@given(st.one_of(st.text(), st.text("ab \n\u0301\u00a0\u200b🙂", min_size=150, max_size=450)))
def test_the_words_cut_exactly_out_of_the_text(text: str) -> None:
    fact = first_line(source(text), ())
    if fact.basis is Basis.INFERRED:
        assert fact.quote == text[fact.start : fact.end]
        assert fact.quote
        assert len(fact.quote) <= LONGEST
        assert fact.value.removesuffix("…").split() == fact.quote.split() or fact.quote.endswith("…")
        assert "\n" not in fact.value
