"""Dates in citations: parts where they are sure, words where parts would say more or less, nothing made up."""

import pytest
from sourcebook.model import Basis, Fact
from sourcebook.vocabulary.cited_dates import issued

CASES = {
    "2020-10-09": ([(2020, 10, 9)], False),
    "2020-10": ([(2020, 10)], False),
    "2020": ([(2020,)], False),
    "2020-10~": ([(2020, 10)], True),
    "2020?": ([(2020,)], True),
    "2020-10-09/2020-10-16": ([(2020, 10, 9), (2020, 10, 16)], False),
    "191X": ([], False),
    "2020-21": ([], False),
    "../2020": ([], False),
    "[1919,1921]": ([], False),
    "-0043": ([], False),
    "0800": ([], False),
    "Y17000": ([], False),
    "1950S2": ([], False),
    "2020-XX-09": ([], False),
}


@pytest.mark.parametrize("value", CASES)
def test_a_stated_date(value: str) -> None:
    date = issued(Fact("date", value, Basis.STATED))
    assert date
    assert (list(date.parts), date.is_uncertain) == CASES[value]
    assert date.words
    assert date.edtf == value


@pytest.mark.parametrize("basis", Basis)
def test_a_date_that_nobody_states_is_uncertain(basis: Basis) -> None:
    date = issued(Fact("date", "2020-10-09", basis))
    assert date
    assert date.is_uncertain == (basis in {Basis.INFERRED, Basis.EDITOR})


def test_no_date() -> None:
    assert issued(None) is None
