"""accept.py: what is believed of words in quotation marks, and of words that many documents have."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields
from sourcebook.link.engine import read
from sourcebook.link.find.segments import segments
from sourcebook.link.judge.accept import continues, is_formula, may_stand, stands, stands_among_kin, stands_beside
from sourcebook.link.judge.evidence import Evidence, evidence
from sourcebook.link.rules import RULES
from sourcebook.model import LinkSettings

from tests.link_cases import document, linked


def in_marks(ratio: float) -> Evidence:
    """Return what speaks for a passage in marks, as long as it must be and no longer, alike to such a share."""
    counts = {field.name: float(RULES.marks_words) for field in fields(Evidence)}
    told = {"ratio": ratio, "frequency": 1, "copies": 0.0, "filled": 0, "usual": 0}
    return Evidence(**{**counts, **told, "in_marks": True, "fills": False})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ratio", "believed"), [(1.0, True), (RULES.marks_ratio, True), (RULES.marks_ratio - 0.01, False)]
)
def test_words_in_marks_of_which_too_few_are_the_same_are_no_quotation(ratio: float, believed: bool) -> None:
    assert stands(in_marks(ratio)) is believed


def row(words: int, rarest: int, *, own: int = 2, fills: bool = False) -> Evidence:
    """Return what speaks for words in a row, most of them a formula of five hundred texts; `own` are none of it."""
    counts = {"words": words, "quoted": words, "in_a_row": words, "content": 4, "names": 1, "telling": 6, "ratio": 1.0}
    apart = {
        "own": own,
        "own_telling": 4 * own,
        "own_words": 3 * own,
        "frequency": 500,
        "rarest": rarest,
        "copies": 0.0,
    }
    return Evidence(**counts, **apart, filled=0, usual=0, in_marks=fills, fills=fills)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "believed"),
    [
        (row(20, 20, own=0), True),
        (row(20, 21, own=0), False),
        (row(19, 3), False),
        (row(12, 2), True),
        (row(12, 3), False),
        (row(12, 2, own=1), False),
        (row(11, 2), False),
        (row(8, 4, own=0, fills=True), True),
        (row(8, 5, own=0, fills=True), False),
        (row(7, 4, own=0, fills=True), False),
    ],
)
def test_words_in_a_row_that_hardly_another_text_has_are_believed_though_a_formula_is_among_them(
    found: Evidence, believed: bool
) -> None:
    assert stands(found) is believed


@pytest.mark.parametrize(
    "quoted",
    [
        "A keeper saw 2938 {} as a lantern fell.",
        "Officials0 said that 2938 {}. They and we were there.",
        "Nobody came. Then the 2938 {} and of",
    ],
)
def test_words_around_a_formula_are_one_passage_though_too_many_texts_have_it_to_be_compared(quoted: str) -> None:
    formula = "people were taken to the hospital with injuries that were not life threatening"
    others = [
        document(f"t{chr(97 + n)}", f"Officials{n} said that {n + 11} {formula}. They{n} say no more.")
        for n in range(26)
    ]
    quoted = quoted.format(formula)
    both = [
        document("x", f"Rain came in March; {quoted} Nobody spoke."),
        document("y", f"Wind all day; {quoted} Ships waited."),
    ]
    links = [link for link in linked([*both, *others]) if {link.source.document, link.target.document} == {"x", "y"}]
    assert [link.source.exact for link in links] == [quoted.rstrip(".")]


@given(st.integers(3, 40), st.integers(0, 40), st.integers(1, 2000), st.booleans())
def test_what_is_called_a_formula_would_be_believed_by_no_rule(size: int, more: int, many: int, marks: bool) -> None:
    shared = " ".join(f"harbour{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(size))
    texts = [f"{f'“{shared}”' if marks else shared} {' '.join([word] * more)}" for word in ("lantern", "meadow")]
    ready = read([document(id, text) for id, text in zip("ab", texts, strict=True)], LinkSettings())
    one, other = ready.texts
    frequency, other_frequency = (np.full(len(text.tokens), many, dtype=np.int32) for text in (one, other))
    for segment in segments([(0, 0, size)], one, other):
        found = evidence(segment, ready.words, frequency, other_frequency)
        if is_formula(segment, frequency, other_frequency):
            assert not any(rule(found) for rule in (stands, stands_beside, stands_among_kin, continues))
        elif many > RULES.common and size >= RULES.plain_words and not found.fills:
            assert stands(found)


@given(
    st.lists(st.sampled_from((1, RULES.common, RULES.common + 1, 3000)), min_size=5, max_size=20),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_what_is_not_cut_and_weighed_would_be_believed_by_no_rule(counts: list[int], before: int, after: int) -> None:
    words = [f"harbour{chr(97 + n)}" for n in range(len(counts))]
    marked = [*words[:before], f"“{words[before]}", *words[before + 1 :]]
    marked[-1 - after] += "”"
    rest = " ".join(f"{chr(97 + n)}meadow" for n in range(24))
    ready = read(
        [document("a", f"{' '.join(marked)} {rest}"), document("b", f"{' '.join(words)} {rest[::-1]}")], LinkSettings()
    )
    one, other = ready.texts
    frequency, other_frequency = (np.ones(len(text.tokens), dtype=np.int32) for text in (one, other))
    frequency[: len(counts)] = counts
    blocks = [(0, 0, len(counts))]
    [stood] = may_stand([(blocks, (one, other), (frequency, other_frequency))])
    for segment in segments(blocks, one, other):
        assert stood or not stands(evidence(segment, ready.words, frequency, other_frequency))
