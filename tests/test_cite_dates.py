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
    "2020-21": ([(2020,)], False),
    "2020-25": ([], False),
    "2020-33": ([], False),
    "0800-21": ([], False),
    "[1919?,1921]": ([], True),
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


@pytest.mark.parametrize(
    ("value", "season", "year", "words"),
    [
        ("2001-21", 1, 2001, "Spring 2001"),
        ("2001-24", 4, 2001, "Winter 2001"),
        ("2001-25", 0, 2001, "spring 2001 (northern hemisphere)"),
        ("192X-21", 0, None, "spring of some year in the 1920s"),
        ("2001-36", 0, 2001, "fourth quarter of 2001"),
        ("2020-10-09/2020-12", 0, 2020, "9 October 2020 to December 2020"),
        ("2020/2021", 0, None, "2020 to 2021"),
        ("-0043", 0, -43, "44 BCE"),
        ("2020/..", 0, None, "from 2020 onwards"),
    ],
)
def test_a_date_knows_its_season_and_its_year(value: str, season: int, year: int | None, words: str) -> None:
    date = issued(Fact("date", value, Basis.STATED))
    assert date
    assert (date.season, date.year, date.words) == (season, year, words)
