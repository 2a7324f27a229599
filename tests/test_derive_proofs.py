"""What a curator may look over: names that may be one, texts without a date, facts that nobody states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.derive.proofs import Spelling, alike, proofs

from tests.reading_cases import archive_of


def pairs(*values: str) -> list[tuple[str, str]]:
    return [(one.value, other.value) for one, other in alike([Spelling(value, ("a.txt",)) for value in values])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de Blasio, Bill", "De Blasio, Bill"),
        ("Müller, Käthe", "Muller, Kathe"),
        ("Brandt, Otto", "Otto Brandt"),
        ("Brandt, Otto", "Brant, Otto"),
        ("Brandt, Otto", "Brandt, Otot"),
        ("Brandt, Otto", "Bramdt, Otto"),
        ("Lund, Karl", "Lund, K."),
        ("Lund, Karl Johan", "Lund, K. J."),
        ("Harbour Office", "Harbor Office"),
        ("Чехов, Антон", "Чехов, А."),
        ("Alden", "Alden, Henry"),
        ("Henry", "Alden, Henry"),
        ("de Blasio, Bill", "de Blasio, Bill Alexander"),
        ("王", "王明"),
        ("Белова", "Анна Белова"),
    ],
)
def test_names_that_may_be_one(one: str, other: str) -> None:
    assert pairs(one, other) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lund", "Lind"),
        ("Lund, Karl", "Lund, Kurt"),
        ("Precinct 12", "Precinct 13"),
        ("Brandt, Otto", "Brandt, Anna"),
        ("Fire Department", "Police Department"),
        ("王明", "李明"),
        ("李明", "李小明"),
        ("Ida", "Lund, Idana"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert pairs(one, other) == []


def test_a_name_that_many_have_and_a_part_of_an_organisation_are_not_told() -> None:
    assert pairs("Otto", *(f"{family}, Otto" for family in ("Ek", "Fisk", "Lund", "Ruiz", "Vries", "Brandt"))) == []
    assert [*alike([Spelling("Harwich", ("a.txt",), False), Spelling("Harwich Town", ("a.txt",), False)])] == []


def test_whoever_is_greeted_by_one_name_and_signs_by_two_is_told() -> None:
    facts = "facts: {{{field}: {{value: {value}, type: person, editor: x}}}}"
    archive = archive_of(
        {
            "a.txt": "One.",
            "a.yml": facts.format(field="addressee", value="Alden"),
            "b.txt": "Two.",
            "b.yml": facts.format(field="author", value="'Alden, Henry'"),
            "c.txt": "Three.",
            "c.yml": facts.format(field="publisher", value="'Harwich, Alden'").replace("person", "organisation"),
        }
    )
    assert [(one.value, other.value) for one, other in proofs(archive).alike] == [("Alden", "Alden, Henry")]


@given(st.lists(st.text(max_size=30), unique=True, max_size=12))
def test_no_name_is_paired_with_itself_or_twice(values: list[str]) -> None:
    found = pairs(*values)
    assert all(one != other for one, other in found)
    assert len({frozenset(pair) for pair in found}) == len(found)


@given(st.text("abcdefghij", min_size=7, max_size=20), st.integers(0, 6), st.sampled_from("klmn"))
def test_a_letter_more_less_or_other_is_always_seen(name: str, at: int, letter: str) -> None:
    for slip in (name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :]):
        assert pairs(name, slip) == [(name, slip)]


def test_what_is_undated_and_stated_nowhere() -> None:
    found = proofs(
        archive_of(
            {
                "a.txt": "One text.",
                "a.yml": "facts: {date_latest: {value: 1900, editor: x}, author: {value: 'A, B', editor: x}}",
                "b.txt": "Another.",
            }
        )
    )
    assert (found.count, found.undated) == (2, ("b.txt",))
    assert found.lacking["author"] == ("b.txt",)
    assert found.lacking["publisher"] == ("a.txt", "b.txt")
    assert "date" not in found.lacking
