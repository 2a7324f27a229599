"""describe/dates.py, date_shapes.py, date_bounds.py, date_words.py: EDTF read, bounded, sorted and put in words."""

import re
from calendar import monthrange
from contextvars import copy_context
from datetime import date
from pathlib import Path
from random import Random

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from sourcebook.model import Basis, Fact
from sourcebook.page_language import language, speak
from sourcebook.vocabulary.date_bounds import Day, days_in
from sourcebook.vocabulary.date_words import in_words
from sourcebook.vocabulary.dates import LONGEST, as_bound, lies_before, read_date, sort_key
from sourcebook.vocabulary.fields import value_in_words

from tests.tools.examples import examples


def rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "golden" / "dates" / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and line[0] != "#"]


ROWS = rows("edtf.txt")


def written(day: Day | None) -> str:
    return f"{day[0]}-{day[1]:02}-{day[2]:02}" if day else "none"


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), ROWS, ids=[row[0] for row in ROWS])
def test_every_form_of_edtf(text: str, words: str, earliest: str, latest: str) -> None:
    when = read_date(text)
    assert when
    assert (in_words(when), written(when.earliest), written(when.latest)) == (words, earliest, latest)


@pytest.mark.parametrize(
    ("value", "words"),
    [("2020-33", "the first quarter of 2020"), ("192X", "the 1920s"), ("2020-10-09", "9 October 2020")],
)
def test_a_bound_in_words_has_its_article(value: str, words: str) -> None:
    assert value_in_words(Fact("date_earliest", value, Basis.DERIVED)) == words


def test_dates_in_german() -> None:
    def in_german() -> list[list[str]]:
        speak(language("de"))
        return [[text, in_words(when)] for text, _ in rows("de.txt") if (when := read_date(text))]

    assert copy_context().run(in_german) == rows("de.txt")


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
            "19X5-02-29",
        ),
        *("2020-10-09 ", " 2020", "2020 -10", "[1984, 1985]", "٢٠٢٠", "2020\n", "２０２０", "2020\x0010"),
        *("2020/2019", "2020-10-09/2020-10-01", "[2020..2019]", "../..", "/", "//", "2020/2021/2022", "/..", "../"),
        *("[]", "{}", "[2020", "2020]", "{2020]", "[2020,]", "[,2020]", "..2020", "2020.."),
        *(
            "2020?~",
            "~",
            "?",
            "1950S2-05",
            "1950S0",
            "Y2020",
            "Y12345E",
            "YE5",
            "Y1E99",
            "Y17E999999999",
            "Y" + "1" * 19,
        ),
        *(
            "1985-04-12T23:20",
            "2020-10-09T25:00:00",
            "2020-10-09T24:00:01",
            "T10:00:00",
            "2001-21^south",
            "1985-04-12T23:20:30/1986",
            "[1985,1986-04-12T23:20:30]",
            "2001-21-01",
            "2020-10-XXT10:00:00Z",
        ),
        *("1" * 5000, "[" * 100, "X" * LONGEST, "[" + "1984," * 200 + "1985]"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("2020-24", 2020), ("2020-30", 2020), ("2020-24/2020-12", 2020), ("[2020-02,2020-24]", 2020)),
        *(("2020-24/2021-01", None), ("2020-24/..", None), ("202X-24", None), ("-0043-24", -43), ("1950S4", 1950)),
    ],
)
def test_a_winter_is_of_the_year_it_is_given_in(text: str, year: int | None) -> None:
    when = read_date(text)
    assert when
    assert when.year == year


def test_dates_sort_by_what_they_mean() -> None:
    in_order = [
        *("Y-170000002", "-0044-03-15", "1500~/..", "1500", "../1500"),
        *("19XX", "1999-12-31", "2000-01", "200X", "2001-21", "2001-22"),
    ]
    assert sorted(set(in_order), key=lambda text: sort_key(read_date(text))) == in_order
    assert sort_key(None) > sort_key(read_date("Y170000002"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("2020-10-09", "2020-10-10"), ("2020-09", "2020-10-01"), ("2019", "2020-21"), ("2020-33", "2020-10-09")),
        *(("-0043", "-0042"), ("-0001", "0000"), ("Y-170000002", "-9999"), ("9999", "Y12345"), ("199X", "2000")),
        *(
            ("1950S2", "2000"),
            ("2020-37", "2020-05"),
            ("2020-33", "2020-34"),
            ("2020-40", "2020-41"),
            ("../1899", "1900"),
        ),
        *(("2019/2020", "2021/.."), ("[1667,1670]", "1671"), ("{1667..1670}", "1671"), ("1985-04-XX", "1985-05")),
        *(("2019-12-31T23:00:00-05:00", "2020-01-01T05:00:00Z"), ("9999-12-31T24:00:00", "Y10001")),
        *(("2020-01-01T02:00:00Z", "2019-12-31T23:00:00-05:00"), ("-0001-12-31T24:00:00Z", "0000-01-01T00:00:01Z")),
        ("9999-01-01T00:00:00+14:00", "9998-12-31T23:30:00-14:00"),
        *(("2020-10-09T23:00:00+02:00", "2020-10-09T22:00:00Z"), ("2020-01-02T00:30:00+13:00", "2020-01-01T23:00:00Z")),
        *(("2020-10-09T20:15:00-04:00", "2020-10-11"), ("2020-10-10", "2020-10-12T00:30:00+09:00")),
        *(("2020-10-10T09:59:59Z", "2020-10-11"), ("2020-10-10", "2020-10-11T12:00:00Z")),
        *(("2020-24", "2021-03"), ("2020-30", "2021-25"), ("2020-32", "2021-01"), ("2019-12", "2020-24")),
    ],
)
def test_a_date_lies_before_another_where_no_day_of_it_can_be_later(one: str, other: str) -> None:
    first, second = read_date(one), read_date(other)
    assert first
    assert second
    assert lies_before(first, second)
    assert not lies_before(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            ("2020-12", "2020-21"),
            ("2020", "2020-10-09"),
            ("2020-33", "2020-03"),
            ("2020-25", "2020-33"),
            ("202X", "2021"),
            ("2020-24", "2021-02-28"),
            ("2020-22", "2021-01"),
        ),
        *(("2019/..", "2100"), ("../2100", "2019"), ("2019/2021", "2020"), ("[1667,1700]", "1680"), ("1950S2", "1930")),
        *(("2019?", "2020"), ("2019", "2020~"), ("2019-%03", "2020"), ("2020-10-09T23:00:00", "2020-10-09T01:00:00")),
        ("2019-12-31T24:00:00", "2020-01-01T00:00:00"),
        *(
            ("2020-10-09T20:15:00-04:00", "2020-10-10"),
            ("2020-10-10", "2020-10-11T00:30:00+09:00"),
        ),  # a day of any zone
        *(("2020-10-10T10:00:00Z", "2020-10-11"), ("2020-10-10", "2020-10-11T11:59:59Z")),
        *(("2020-10-09T23:00:00", "2020-10-10T00:30:00+09:00"), ("2020-09", "2020-10-01T08:00:00+02:00")),
        *(("2019-12-31T24:00:00", "2020-01-01"), ("2019-12-31T24:00:00", "2020"), ("9999-12-31T24:00:00", "Y10000")),
    ],
)
def test_dates_that_may_overlap_or_are_uncertain_have_no_order(one: str, other: str) -> None:
    first, second = read_date(one), read_date(other)
    assert first
    assert second
    assert not lies_before(first, second)
    assert not lies_before(second, first)
    assert not lies_before(first, None)
    assert not lies_before(None, first)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        *(("2020-10", "2020-10", "2020-10"), ("2020-33", "2020-33", "2020-33")),
        *(("2019/2020-02", "2019-01-01", "2020-02-29"), ("-0044/0001", "-0044-01-01", "0001-12-31")),
        *(("../2020", "", "2020-12-31"), ("Y12345/Y12346", "Y12345", "Y12346")),
    ],
)
def test_the_bound_that_a_date_gives_another_text(text: str, first: str, last: str) -> None:
    when = read_date(text)
    assert when
    assert [as_bound(when, day) if day else "" for day in (when.earliest, when.latest)] == [first, last]
    assert all(read_date(bound) for bound in (first, last) if bound)


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
TIMES = st.builds(
    "{}T{:%H:%M:%S}{}".format,
    st.dates(date(2020, 1, 1), date(2020, 1, 3)),
    st.times(),
    st.one_of(st.sampled_from(["", "Z"]), st.integers(-10, 13).map(lambda hours: f"{hours:+03}:00")),
)
DATES = st.one_of(
    QUALIFIED,
    TIMES,
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


def test_thousands_of_mutated_dates_give_a_value_or_none_and_never_a_traceback() -> None:
    random = Random(1950)  # noqa: S311  the same mutations in each run
    signs = "0123456789-X?~%./[]{}YEST:Z,+ "
    for number in range(examples(10_000)):
        letters = list(random.choice(ROWS)[0])
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            at = random.randrange(len(letters) + 1)
            match random.randrange(3):
                case 0:
                    letters.insert(at, random.choice(signs))
                case 1:
                    letters[at : at + 1] = []
                case _:
                    letters[at : at + 1] = random.choice(signs)
        when = read_date("".join(letters))
        assert when is None or in_words(when), number


@pytest.mark.parametrize("text", ["%1950S2", "?1950S2", "~1950S2", "%-1950S2", "[%1950S2]", "1984/%1950S2", "Y%1950"])
def test_what_the_library_fails_on_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(*[st.one_of(DATES, TIMES, st.dates(date(2020, 1, 1), date(2020, 1, 4)).map(str))] * 2)
def test_what_lies_before_sorts_before(one: str, other: str) -> None:
    first, second = read_date(one), read_date(other)
    if first and second and lies_before(first, second):
        assert sort_key(first) < sort_key(second)
        assert not lies_before(second, first)


@settings(max_examples=examples(60))  # the library's own bounds take long
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
