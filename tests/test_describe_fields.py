"""vocabulary/: tables that hold what the contract names, and no two rows alike."""

from sourcebook.model import Basis
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.fields import FIELDS, FIELDS_BY_NAME
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.roles import ROLES

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


def test_the_author_of_a_letter_is_its_sender() -> None:
    author = FIELDS_BY_NAME["author"]
    assert (author.label_in("letter"), author.label_in("news report")) == ("Sender", "Author")


def test_every_basis_has_a_row() -> None:
    assert list(BASES) == list(Basis)
    assert [row.key for row in BASES.values()] == [basis.value for basis in Basis]


def test_a_role_that_names_whose_it_is_has_words_for_it() -> None:
    for row in ROLES.values():
        assert bool(row.named_by) == ("{}" in row.margin_named)
