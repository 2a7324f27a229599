"""model/answers.py: equal answers have the same digest, and others have another."""

import sys
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from markupsafe import Markup
from msgspec.structs import replace
from sourcebook.model import Document, Paragraph, Source
from sourcebook.model.answers import _NO_ANSWER, Answers
from sourcebook.model.holdings import Holding, Version
from sourcebook.render.base.facets import FacetValue
from sourcebook.render.base.listing import Group, ListPage, in_pages
from sourcebook.vocabulary.facets import FACETS

SOURCE = Source("letter", "letter.txt", "seeds/letter.txt", "Dear Sir", (Paragraph("p1", 0, 8),))


def named(words: object) -> Callable[[], object]:
    return lambda: words


VALUES: dict[str, Any] = {
    "no answer": _NO_ANSWER,
    "none": None,
    "an empty text": "",
    "a text": "Dear Sir",
    "a text of which HTML is made": Markup("Dear Sir"),
    "a number": 1,
    "a number as a text": "1",
    "a long number": 10**30,
    "half a character": "\ud83d",
    "the other half": "\ude00",
    "nothing in a row": (),
    "a row": ("Dear", "Sir"),
    "a row cut elsewhere": ("DearSir",),
    "a row of rows": (("Dear",), ("Sir",)),
    "a table": {"Dear": "Sir"},
    "a table in another order": {"Dear": "Sir", "Sir": "Dear"},
    "the same table": {"Sir": "Dear", "Dear": "Sir"},
    "a record": SOURCE,
    "a record of another text": replace(SOURCE, text="Dear Sir."),
    "a record of another kind": Paragraph("p1", 0, 8),
    "what a function was given": named("Dear Sir"),
    "what it was given else": named(Markup("Dear Sir")),
}


@pytest.fixture
def answers() -> Answers:
    return Answers(())


def test_other_values_have_other_digests(answers: Answers) -> None:
    digests = {name: answers.digest(value) for name, value in VALUES.items()}
    assert [pair for pair in combinations(digests, 2) if digests[pair[0]] == digests[pair[1]]] == []


def test_what_was_derived_from_a_record_makes_no_difference(answers: Answers) -> None:
    before = answers.digest((SOURCE, 1))
    assert SOURCE.sha256
    assert answers.digest((SOURCE, 1)) == before == Answers(()).digest((replace(SOURCE), 1))


def listed(document: Document) -> FacetValue:
    return FacetValue(FACETS[0], "Letters", "letters", (document,))


def on_a_page(document: Document) -> ListPage[Document]:
    return in_pages("by/kind/letters/", [Group("", "", (document,))])[0]


def test_no_copy_of_a_text_is_kept_by_those_who_ask_of_it(answers: Answers) -> None:
    source = replace(SOURCE, text="“Dear Sir”" * 100)
    document = Document(source, {})
    lists = listed(document), (listed(document),), on_a_page(document), (FACETS[0], on_a_page(document))
    asked = (source, document, Holding("letter", "letter", (Version(1, source),)), *lists)
    before = sys.getsizeof(source.text)
    assert len({answers.digest((one,)) for one in asked}) == len(asked)
    assert sys.getsizeof(source.text) == before


@pytest.mark.parametrize("is_whole", [True, False])
def test_another_text_is_another_answer(answers: Answers, is_whole: bool) -> None:
    shown = [SOURCE, replace(SOURCE, text="Dear Sir."), replace(SOURCE, text=SOURCE.sha256)]
    shown = shown if is_whole else [source.reduced_to([(0, 4)]) for source in shown]
    for held in (lambda one: one, lambda one: Document(one, {}), lambda one: Holding("l", "l", (Version(1, one),))):
        assert len({answers.digest((held(source),)) for source in shown}) == len(shown)
    for on in (listed, on_a_page, lambda document: (listed(document),)):
        assert len({answers.digest((on(Document(source, {})),)) for source in shown}) == len(shown)


def test_a_function_is_told_by_what_it_was_given(answers: Answers) -> None:
    assert answers.digest(named(SOURCE)) == answers.digest(named(replace(SOURCE)))
