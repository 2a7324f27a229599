"""cells.py: what a spreadsheet would calculate is a text, and comes back as it was."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.cells import guarded, unguarded

from tests.tools.scripts import run

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "－0043",
    "﹫x",
    '=HYPERLINK("http://evil.invalid","click")',
]
WITHIN = {
    'x;=HYPERLINK("http://evil.invalid","click")': 'x;\'=HYPERLINK("http://evil.invalid","click")',
    "a; -1; b; '+2": "a; '-1; b; ''+2",
    "a\n@x\tb": "a\n'@x\tb",
    "a;\t=1": "a;'\t'=1",
}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert guarded(text).startswith(f"'{text[:1]}")


@pytest.mark.parametrize(("text", "cell"), WITHIN.items())
def test_nor_does_what_another_country_s_spreadsheet_takes_for_a_cell(text: str, cell: str) -> None:
    assert guarded(text) == cell


@pytest.mark.parametrize("text", ["", "letter", "'twas", "a=b", "2020-10-09", "¶ 7", "“=1”"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text("='+-@ a1;\t\r\n＝", max_size=8) | st.text())
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    for separator in (";", "\t", "\n"):
        assert all(cell[:1] not in {*"=+-@"} for cell in guarded(text).split(separator))
    assert guarded(text)[:1] not in {*"=+-@\t\r\n"}


def test_what_a_reader_saves_of_a_search_is_guarded_alike() -> None:
    texts = [*FORMULAS, *WITHIN, "letter", "'twas", "a=b", 'x; "=1"', "''=1"]
    cells = run(["search/download"], 'return given.map(sourcebook["search/download"].cell)', texts)
    assert [row[0] for row in csv.reader(map("{}\r\n".format, cells))] == [*map(guarded, texts)]
