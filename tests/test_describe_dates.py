"""describe/dates.py, date_shapes.py, date_bounds.py, date_words.py: EDTF read, bounded, sorted and put in words."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from sourcebook.vocabulary.date_bounds import Day, days_in
from sourcebook.vocabulary.date_words import in_words
from sourcebook.vocabulary.dates import LONGEST, read_date, sort_key

TABLE = Path(__file__).parent / "golden" / "dates" / "edtf.txt"
ROWS = [line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def written(day: Day | None) -> str:
    return f"{day[0]}-{day[1]:02}-{day[2]:02}" if day else "none"


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), ROWS, ids=[row[0] for row in ROWS])
def test_every_form_of_edtf(text: str, words: str, earliest: str, latest: str) -> None:
    when = read_date(text)
    assert when
    assert (in_words(when), written(when.earliest), written(when.latest)) == (words, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "unknown", "October 2020", "9.10.2020", "10/09/2020", "20201009", "2020-W41-5", "2020-283"),
        *("2020-13", "2020-00", "2020-42", "2020-99", "2020-4-1", "20-10", "20200", "202x", "2020-10-", "-0000"),
        *(
            "2020-02-30",
            "2020-04-31",
            "2020-10-00",
            "2020-10-32",
            "2021-02-29",
            "1900-02-29",
            "20XX-02-30",
        ),
        *("2020-10-09 ", " 2020", "2020 -10", "[1984, 1985]", "٢٠٢٠", "2020\n", "２０２０", "2020\x0010"),
        *("2020/2019", "2020-10-09/2020-10-01", "[2020..2019]", "../..", "/", "//", "2020/2021/2022", "/..", "../"),
        *("[]", "{}", "[2020", "2020]", "{2020]", "[2020,]", "[,2020]", "..2020", "2020.."),
        *("2020?~", "~", "?", "1950S2-05", "Y2020", "Y12345E", "YE5", "Y1E99", "Y17E999999999", "Y" + "1" * 19),
        *(
            "1985-04-12T23:20",
            "2020-10-09T25:00:00",
            "2020-10-09T24:00:01",
            "T10:00:00",
            "2001-21^south",
            "1985-04-12T23:20:30/1986",
            "[1985,1986-04-12T23:20:30]",
            "2001-21-01",
        ),
        *("1" * 5000, "[" * 100, "X" * LONGEST, "[" + "1984," * 200 + "1985]"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_dates_sort_by_what_they_mean() -> None:
    in_order = [
        *("Y-170000002", "-0044-03-15", "1500~/..", "1500", "../1500"),
        *("19XX", "1999-12-31", "2000-01", "200X", "2001-21", "2001-22"),
    ]
    assert sorted(set(in_order), key=lambda text: sort_key(read_date(text))) == in_order
    assert sort_key(None) > sort_key(read_date("Y170000002"))


@pytest.mark.parametrize(
    ("text", "year"), [("2020-10-09", 2020), ("2020", 2020), ("202X", None), ("2020/..", None), ("-0044", -44)]
)
def test_the_year_of_a_date(text: str, year: int | None) -> None:
    when = read_date(text)
    assert when
    assert when.year == year


def test_a_set_may_be_as_long_as_it_is_read_in_no_long_time() -> None:
    assert read_date(f"[{','.join(['1984-06-XX'] * 10)}]")
    assert read_date(f"[{','.join(['1984-06-XX'] * 11)}]") is None


YEARS = st.integers(-9999, 9999).map(lambda year: f"{'-' * (year < 0)}{abs(year):04}")
MASKED_YEARS = st.from_regex(r"[0-9X]{4}", fullmatch=True)
MONTHS = st.one_of(st.integers(1, 12).map(lambda month: f"{month:02}"), st.sampled_from(["XX", "0X", "1X", "X1"]))
DAYS = st.one_of(st.integers(1, 31).map(lambda day: f"{day:02}"), st.sampled_from(["XX", "0X", "1X", "2X", "3X", "X0"]))
MOMENTS = st.one_of(
    YEARS,
    MASKED_YEARS,
    st.builds("{}-{}".format, st.one_of(YEARS, MASKED_YEARS), MONTHS),
    st.builds("{}-{}-{}".format, st.one_of(YEARS, MASKED_YEARS), MONTHS, DAYS),
    st.builds("{}-{}".format, YEARS, st.integers(21, 41)),
)
QUALIFIED = st.builds("{}{}".format, MOMENTS, st.sampled_from(["", "", "?", "~", "%"]))
DATES = st.one_of(
    QUALIFIED,
    st.builds("{}/{}".format, st.one_of(QUALIFIED, st.sampled_from(["", ".."])), QUALIFIED),
    st.builds("{}/{}".format, QUALIFIED, st.one_of(QUALIFIED, st.sampled_from(["", ".."]))),
    st.lists(MOMENTS, min_size=1, max_size=4).map(lambda dates: f"[{','.join(dates)}]"),
    st.lists(MOMENTS, min_size=2, max_size=2).map(lambda dates: f"{{{'..'.join(dates)}}}"),
)


@given(st.one_of(DATES, st.text("0123456789-X?~%./[]{}YEST:Z,+ ^S", max_size=24), st.text(max_size=20)))
def test_whatever_is_read_has_bounds_in_order_and_words(text: str) -> None:
    when = read_date(text)
    if when is None:
        return
    assert when.earliest or when.latest
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
    for day in filter(None, (when.earliest, when.latest)):
        assert 1 <= day[1] <= 12
        assert 1 <= day[2] <= days_in(day[0], day[1])
    assert re.fullmatch(r"[\w (){},;:+~?%/-]+", in_words(when))
    assert "  " not in in_words(when)
    assert sort_key(when) < sort_key(None)


@settings(max_examples=60)  # the library's own bounds take long
@given(st.one_of(YEARS, st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))), st.sampled_from(["", "?", "~", "%"]))
def test_bounds_of_months_and_years_are_those_of_the_library(text: str, sign: str) -> None:
    when = read_date(text + sign)
    found = parse_edtf(text + sign)
    assert when
    assert (when.earliest, when.latest) == (tuple(found.lower_strict()[:3]), tuple(found.upper_strict()[:3]))


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    when = read_date(str(day))
    assert when
    assert when.earliest == when.latest
    assert when.earliest == (day.year, day.month, day.day)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_has_as_many_days_as_in_the_calendar(year: int, month: int) -> None:
    assert days_in(year, month) == monthrange(year, month)[1]
