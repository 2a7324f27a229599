"""describe/fields.py, bases.py, kinds.py, roles.py: tables that hold what the contract names, and no two rows alike."""

from sourcebook.describe import BASES, FIELDS, FIELDS_BY_NAME, KINDS, ROLES
from sourcebook.model import Basis
from sourcebook.vocabulary.kinds import AUTHOR_LABELS
from sourcebook.vocabulary.values import READINGS

ASKED = {
    *("title", "kind", "author", "publisher", "date", "place"),
    *("addressee", "copy_to", "language", "rights", "original_url", "retrieved"),
}


def test_the_fields_asked_of_every_document_are_those_of_the_contract() -> None:
    assert {field.name for field in FIELDS if field.is_asked} == ASKED
    assert {"date_earliest", "date_latest"} < set(FIELDS_BY_NAME)


def test_no_two_fields_have_a_name_or_label_in_common() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    for kind in KINDS:
        labels = [field.label_in(kind) for field in FIELDS]
        assert len(set(labels)) == len(labels)
        assert all(labels)


def test_no_two_fields_fill_the_same_place_in_a_format() -> None:
    for column in ("csl", "dc"):
        # CSL's note takes what no variable is for, one sentence after the other.
        taken = [name for field in FIELDS if (name := getattr(field, column)) and name != "note"]
        assert len(set(taken)) == len(taken)


def test_every_kind_of_value_is_that_of_a_field() -> None:
    assert {field.reads.name for field in FIELDS} == {reading.name for reading in READINGS}


def test_the_author_of_a_letter_is_its_sender() -> None:
    author = FIELDS_BY_NAME["author"]
    assert (author.label_in("letter"), author.label_in("news report")) == ("Sender", "Author")
    assert set(AUTHOR_LABELS) < set(KINDS)


def test_every_basis_has_a_row() -> None:
    assert list(BASES) == list(Basis)
    assert [row.label for row in BASES.values()] == [basis.value for basis in Basis]


def test_the_roles_are_those_of_the_design() -> None:
    assert set(ROLES) == {
        *("heading", "caption", "excerpt", "comment", "notice", "advertisement", "salutation", "signature", "furniture")
    }
    for row in ROLES.values():
        assert bool(row.named_by) == ("{}" in row.margin_named)
