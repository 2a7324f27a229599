"""problems.py: every message says where, what is wrong, and what to do; all of them are told at once."""

import pytest
from sourcebook.problems import LINES, ArchiveError, FileFindings, Findings, Problem, readable


def test_a_message_names_file_and_line_and_says_what_to_do() -> None:
    problem = Problem("seeds/a.txt", 3, "byte 17 (0xe9) is not UTF-8", "Convert it")
    assert str(problem) == "seeds/a.txt:3: byte 17 (0xe9) is not UTF-8. Convert it."


def test_a_message_about_a_whole_file_names_no_line() -> None:
    assert str(Problem("seeds/a.txt", 0, "the file holds no text", "Remove it")) == (
        "seeds/a.txt: the file holds no text. Remove it."
    )


def test_all_errors_are_raised_at_once_in_the_order_of_file_and_line_and_each_once() -> None:
    findings = Findings()
    for file, line in (("b", 2), ("a", 10), ("b", 1), ("a", 9), ("b", 2)):
        findings.error(file, line, "wrong", "Fix it")
    with pytest.raises(ArchiveError) as raised:
        findings.raise_if_any()
    assert [(p.file, p.line) for p in raised.value.problems] == [("a", 9), ("a", 10), ("b", 1), ("b", 2)]
    assert str(raised.value).splitlines() == [f"{place}: wrong. Fix it." for place in ("a:9", "a:10", "b:1", "b:2")]


def test_a_warning_stops_nothing() -> None:
    findings = Findings()
    findings.warn("a", 0, "odd", "Look at it")
    findings.raise_if_any()
    assert [str(warning) for warning in findings.warnings] == ["a: odd. Look at it."]
    assert list(findings) == []


def test_of_one_file_a_hundred_problems_are_told_and_how_many_more_there_are() -> None:
    findings = Findings()
    for line in range(1, 1235):
        findings.error("links.yml", line, "wrong", "Fix it")
    findings.error("names.yml", 1, "wrong", "Fix it")
    with pytest.raises(ArchiveError) as raised:
        findings.raise_if_any()
    told = [str(problem) for problem in raised.value.problems]
    assert told[0] == "links.yml:1: wrong. Fix it."
    assert told[99] == "links.yml:100: wrong. Fix it."
    assert told[100:] == [
        "links.yml: 1,134 more like these. Fix those first, then try again.",
        "names.yml:1: wrong. Fix it.",
    ]
    assert raised.value.count == 1235
    assert ArchiveError(raised.value.found).problems == raised.value.problems


def test_where_not_all_problems_were_looked_for_no_number_of_them_is_told() -> None:
    findings = Findings()
    names = FileFindings("names.yml", findings)
    for line in range(1, 30_001):
        names.error(line, "wrong", "Fix it")
    told = [str(problem) for problem in readable(findings)]
    assert len(told) == LINES + 1
    assert told[-1] == "names.yml: 10,000 problems, and no more were looked for. Fix those first, then try again."


def test_of_a_hundred_problems_all_are_told() -> None:
    assert len(list(readable(Problem("a", line, "wrong", "Fix it") for line in range(LINES)))) == LINES


def test_of_a_problem_that_a_thousand_files_have_a_hundred_are_told() -> None:
    told = [str(found) for found in readable(Problem(f"{n:04}.pdf", 0, "no text", "Move it") for n in range(1234))]
    assert told[99] == "0099.pdf: no text. Move it."
    assert told[100:] == ["0100.pdf: no text, and the like in 1,133 more. Move it."]
    told = [str(found) for found in readable(Problem(f"{n:04}.pdf", 0, "no text", "Move it") for n in range(101))]
    assert told[100:] == ["0100.pdf: no text. Move it."]


@pytest.mark.parametrize(
    "what",
    [
        "a sidecar without its text: there is no t{n}.txt",
        "`date`: 'nope{n}' is not a date, and can't be one",
        "`words`: \"it's {n}\" isn't in the text",
        "the words “of {n} texts” are nowhere",
        "its address /documents/t-{n}/ is that of seeds/t_{n}.txt too",
        "its address would be {n} bytes long",
    ],
)
def test_problems_of_one_kind_are_told_apart_by_no_name_number_or_quoted_word(what: str) -> None:
    kind = [Problem(f"t{n:04}.yml", 1, what.format(n=n), "Mend it") for n in range(1234)]
    others = [Problem(f"t{n:04}.yml", 2, "it can't be read", "Mend it") for n in range(100)]
    told = [str(found) for found in readable([*kind, *others])]
    assert len(told) == 201
    assert told[200] == f"t0100.yml:1: {what.format(n=100)}, and the like in 1,133 more. Mend it."


@pytest.mark.parametrize(
    ("file", "shown"),
    {
        "a b": "a b",
        "größe": "größe",
        " ": "' '",
        "a\nb": "'a\\nb'",
        "a\x1b[2J": "'a\\x1b[2J'",
        "\u202ea": "'\\u202ea'",
    }.items(),
)
def test_a_name_that_could_mislead_is_shown_as_it_is_spelled(file: str, shown: str) -> None:
    assert str(Problem(file, 0, "wrong", "Fix it")) == f"{shown}: wrong. Fix it."
    assert str(Problem(file, 3, "wrong", "Fix it")) == f"{shown}:3: wrong. Fix it."
