"""Documents close in content: found by the words few others use, with these words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.derive.related import RULES, printed_words, related
from sourcebook.model import Basis, Document, Fact, Role, Source

RIVERS = "The ferry crosses the river below the broken bridge. Floods closed the bridge; engineers inspect its piers."
FLOODS = "Engineers say the bridge piers hold. The flood closed the ferry on the river, the Bridge Office says."
SOUP = "Peel the potatoes, chop the leeks, simmer the soup gently and season it with pepper."
STEW = "Simmer the stew gently with chopped leeks, potatoes and pepper; season and stir."


def document(id: str, text: str, roles: tuple[Role, ...] = ()) -> Document:
    source = Source(id, f"{id}.txt", f"seeds/{id}.txt", text, ())
    return Document(source, {"title": (Fact("title", id, Basis.EDITOR),)}, roles)


TEXTS = [document("a", RIVERS), document("b", FLOODS), document("c", SOUP), document("d", STEW)]


def test_texts_that_share_rare_words_are_related_and_say_which() -> None:
    pairs = {(r.document, r.other): r.terms for r in related(TEXTS)}
    assert set(pairs) == {("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")}
    assert {"ferry", "bridge", "piers"} <= {term.lower() for term in pairs["a", "b"]}
    assert {"simmer", "leeks", "potatoes"} <= {term.lower() for term in pairs["c", "d"]}


def test_words_are_printed_as_the_text_prints_them() -> None:
    one = document("a", "The NYPD met ICE. The NYPD and ICE met again: sanctuary, warrants, detainers.")
    other = document("b", "ICE wrote to the NYPD about warrants, detainers and a sanctuary.")
    terms = related([one, other, *TEXTS[2:]])[0].terms
    assert {"NYPD", "ICE"} <= set(terms)


def test_the_order_of_the_documents_changes_nothing() -> None:
    assert related(TEXTS) == related(TEXTS[::-1])


def test_nothing_in_common_gives_nothing() -> None:
    assert related([TEXTS[0], TEXTS[2]]) == ()
    assert related([]) == related(TEXTS[:1]) == ()
    assert related([document("a", "…"), document("b", "\n")]) == ()


def test_furniture_does_not_count() -> None:
    line = "Subscribe newsletter download weather traffic alerts"
    texts = [
        document("a", f"{line} Apples pears plums.", (Role("furniture", 0, len(line)),)),
        document("b", f"{line} Hammers nails saws.", (Role("furniture", 0, len(line)),)),
        document("c", SOUP),
    ]
    assert related(texts) == ()
    assert related([document(d.id, d.source.text) for d in texts]) != ()


def test_at_most_five_are_named_the_closest_first() -> None:
    many = [document(f"d{n:02}", RIVERS + " alpha" * n) for n in range(9)] + [
        document(f"x{n:02}", SOUP) for n in range(9)
    ]
    found: dict[str, list[float]] = {}
    for one in related(many):
        found.setdefault(one.document, []).append(one.closeness)
    assert len(found) == 18
    assert all(len(close) == RULES.most and close == sorted(close, reverse=True) for close in found.values())
    assert all(value >= RULES.least_closeness for close in found.values() for value in close)


@pytest.mark.parametrize("word", ["EU's", "UK’s", "TV'S", "A’s", "Io’s", "İ’s", "the's"])
def test_the_possessive_of_a_word_too_short_to_count_counts_neither(word: str) -> None:
    shared = "ferries bridges engineers piers floods"
    texts = [document("a", f"{word} {shared} {word}"), document("b", f"{shared} {word} river")]
    others = [document(f"x{n}", f"nothing alike {n} here") for n in range(4)]
    found = related([*texts, *others])
    assert [(one.document, one.other) for one in found if one.document in "ab"] == [("a", "b"), ("b", "a")]
    assert not {word[:-2], word} & {term for one in found for term in one.terms}


WORDS = st.sampled_from(
    ["EU", "EU's", "EU’S", "US", "us", "piers", "Piers’s", "PIERS'S", "Straße", "STRASSE’s", "ﬁn", "’s"]
)


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=8))
def test_whatever_the_words_their_forms_are_printed_or_left_out(texts: list[str]) -> None:
    for one in related([document(f"d{number}", text) for number, text in enumerate(texts)]):
        assert all(one.terms)


@given(st.text(st.sampled_from("abZ'’“”_1 -\nß\u00a0é—"), max_size=30))
def test_words_are_letters_and_the_apostrophes_between_them(text: str) -> None:
    assert printed_words(text) == re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text.replace("’", "'"))
