"""Names in any text: where they are found, the words are theirs, whole, and none overlaps another."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.model import Basis, Document, Fact, Name, Source
from sourcebook.names.candidates import candidates
from sourcebook.names.matching import Matcher, longest
from sourcebook.names.mentions import find_mentions
from sourcebook.text.evened import evened
from sourcebook.text.paragraphs import split_paragraphs

NAMES = (
    Name("ann", "person", "Lee, Ann", ("Ann Lee", "Ann L."), ("Lee",)),
    Name("city", "place", "New York City", ("New York City",), ("New York",)),
    Name("oneill", "person", "O’Neill", ("O’Neill",)),
    Name("x", "organisation", "X", ("𝒳 & Y",)),
)
WORDS = ("Ann", "Lee", "Ann Lee", "New York", "City", "O'Neill", "O’Neill’s", "𝒳 & Y", "L.", "s", "é", "東")
SIGNS = (" ", "  ", "\n", "\r\n", "\n\n", "'", "’", ".", "_", "\u0301", "\u00a0", "-", "\ufeff")
PIECES = st.sampled_from(WORDS + SIGNS)
TEXTS = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)


def document(text: str) -> Document:
    source = Source("text", "text.txt", "text.txt", text, split_paragraphs(text))
    return Document(source, {"title": (Fact("title", "Text", Basis.EDITOR),)})


@given(TEXTS)
def test_a_mention_is_an_alias_in_the_text_and_none_overlaps_another(text: str) -> None:
    aliases = {name.id: {evened(alias)[0] for alias in (*name.aliases, *name.aliases_with_full_name)} for name in NAMES}
    mentions = find_mentions(NAMES, [document(text)])
    for before, after in pairwise(mentions):
        assert before.end <= after.start
    for mention in mentions:
        assert evened(text[mention.start : mention.end])[0] in aliases[mention.name]
        around = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
        assert not any(side.isalpha() for side in around if "東" not in side and not side > "\u0e00")


@given(TEXTS)
def test_a_short_form_counts_only_beside_the_full_name(text: str) -> None:
    mentions = find_mentions(NAMES, [document(text)])
    for name in NAMES:
        words = [evened(text[m.start : m.end])[0] for m in mentions if m.name == name.id]
        full = {evened(alias)[0] for alias in name.aliases}
        if words and not any(word in full for word in words):
            # A full name may be swallowed by a longer one; it stands in the text all the same.
            assert any(match.is_full and match.name == name.id for match in Matcher(NAMES).matches(text))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=20))
def test_the_longest_match_is_always_kept(spans: list[tuple[int, int]]) -> None:
    from sourcebook.names.matching import Match  # noqa: PLC0415  beside its only use

    matches = [Match(start, start + length, "n", is_full=True) for start, length in spans]
    kept = longest(matches, 40)
    assert kept == sorted(kept)
    if matches:
        assert max(match.end - match.start for match in matches) == max(match.end - match.start for match in kept)
    for match in matches:
        assert any(match.start < other.end and match.end > other.start for other in kept)


@given(TEXTS)
def test_evened_words_stand_where_they_say(text: str) -> None:
    even, places = evened(text)
    if places is not None:
        assert len(even) == len(places)
        assert list(places) == sorted(places)
    if not unicodedata.is_normalized("NFC", text):
        assert even == evened(unicodedata.normalize("NFD", text))[0]
    elif places is not None:
        assert [evened(text[at])[0] for at in places] == list(even)
    else:
        assert len(even) == len(text)


@pytest.mark.parametrize(
    ("alias", "text"),
    [
        *((f"Hawai{sign}i", "In Hawaiʻi, and") for sign in "'’ʻʼ‘`´′"),
        ("Wilhelmsbad", "to Wilhelms-\nbad, and"),
        ("Wilhelmsbad", "to Wilhelms\u00ad\r\n bad, and"),
        ("Jean-Luc", "with Jean-\nLuc and"),
    ],
)
def test_signs_of_the_apostrophe_and_broken_words_make_no_difference(alias: str, text: str) -> None:
    (match,) = Matcher([Name("x", "place", "X", (alias,))]).matches(text)
    assert text[match.start : match.end] == text.split(" ", 1)[1].removesuffix(" and").rstrip(",")


@given(TEXTS)
def test_candidates_never_repeat_what_is_known(text: str) -> None:
    one = document(text)
    mentions = find_mentions(NAMES, [one])
    known = {(mention.start, mention.end) for mention in mentions}
    for candidate in candidates([one], mentions, least=1):
        assert candidate.count >= 1
        assert candidate.words not in {evened(text[start:end])[0] for start, end in known}


def test_candidates_are_phrases_that_recur_the_most_frequent_first() -> None:
    text = (
        "He met Ann Lee and Bo Diddley.\n\nBo Diddley came. Rain fell. Bo Diddley, of the Town Hall; the Town Hall.\n"
    )
    found = candidates([document(text)], find_mentions(NAMES, [document(text)]))
    assert [(candidate.words, candidate.count) for candidate in found] == [("Bo Diddley", 3), ("Town Hall", 2)]
    assert candidates([document(text)], (), ["Bo Diddley", "Town Hall"]) == []


def test_ten_thousand_names_and_a_long_line_are_matched_in_one_pass() -> None:
    names = [Name(f"n{at}", "person", f"Name {at}", (f"Name {at}",)) for at in range(10_000)]
    text = " ".join(f"Name {at}" for at in range(0, 10_000, 7))
    assert len(find_mentions(names, [document(text)])) == len(range(0, 10_000, 7))
