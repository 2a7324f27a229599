"""accept.py: words in quotation marks are believed if enough of both sentences is the same."""

from dataclasses import fields

import pytest
from sourcebook.link.judge.accept import Evidence, stands
from sourcebook.link.rules import RULES


def in_marks(ratio: float) -> Evidence:
    """Return what speaks for a passage in marks, as long as it must be and no longer, alike to such a share."""
    counts = {field.name: float(RULES.marks_words) for field in fields(Evidence)}
    told = {"ratio": ratio, "frequency": 1, "copies": 0.0, "primary": False, "dates_differ": False}
    return Evidence(**{**counts, **told, "in_marks": True, "fills": False})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ratio", "believed"), [(1.0, True), (RULES.marks_ratio, True), (RULES.marks_ratio - 0.01, False)]
)
def test_words_in_marks_of_which_too_few_are_the_same_are_no_quotation(ratio: float, believed: bool) -> None:
    assert stands(in_marks(ratio)) is believed
