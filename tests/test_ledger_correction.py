"""A correction keeps each anchor with its words: cases that can be read in golden/ledger/, and properties for any text.

A case has the text before, the text after, and in anchors.txt what becomes of each anchor.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.ledger.align import heirs
from sourcebook.ledger.correction import Correction, correct, natural
from sourcebook.ledger.events import ANCHOR, short_hash
from sourcebook.text.paragraphs import split_paragraphs

GOLDEN = Path(__file__).parent / "golden" / "ledger"
CASES = sorted(path for path in GOLDEN.iterdir() if path.is_dir())

WORDS = st.sampled_from(["the", "a", "of", "ship", "book", "clerk", "harbour", "dawn", "evening", "came", "and"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=12)


def paragraphs(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [text[p.start : p.end] for p in split_paragraphs(text)]


def first_order(texts: Sequence[str]) -> list[str]:
    return [f"p{number}" for number in range(1, len(texts) + 1)]


def told(correction: Correction, before: Sequence[str]) -> list[str]:
    """Say of each anchor, in the order of the new text and then of those that are gone, what became of it."""
    lines = []
    for anchor in correction.order:
        what = "corrected" if anchor in correction.changed else "new" if anchor in correction.new else "as before"
        lines.append(f"{anchor} {what}")
    lines += [f"{anchor} gone, now {' '.join(to) or 'nowhere'}" for anchor, to in correction.gone.items()]
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    before, after = paragraphs(case / "before.txt"), paragraphs(case / "after.txt")
    correction = correct(first_order(before), before, after, [], {})
    assert told(correction, before) == (case / "anchors.txt").read_text(encoding="utf-8").splitlines()


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_anchor_stays_with_its_words_or_says_what_became_of_it(before: list[str], after: list[str]) -> None:
    order = first_order(before)
    correction = correct(order, before, after, [], {})
    assert len(correction.order) == len(set(correction.order)) == len(after)
    assert all(ANCHOR.fullmatch(anchor) for anchor in correction.order)
    now = dict(zip(correction.order, after, strict=True))
    for anchor, words in zip(order, before, strict=True):
        if anchor in correction.gone:
            assert anchor not in now
            assert set(correction.gone[anchor]) <= set(now)
        else:
            assert (now[anchor] == words) != (anchor in correction.changed)
    assert set(correction.new) == set(now) - set(order)


@given(PARAGRAPHS)
def test_a_text_that_is_not_changed_keeps_every_anchor(texts: list[str]) -> None:
    order = first_order(texts)
    assert correct(order, texts, texts, [], {}) == Correction(tuple(order), (), {}, ())


@given(st.lists(PARAGRAPHS, min_size=2, max_size=5))
def test_through_many_corrections_no_anchor_is_ever_given_to_other_words_but_by_a_correction(
    versions: list[list[str]],
) -> None:
    order: tuple[str, ...] = tuple(first_order(versions[0]))
    used, left, words = set(order), dict[str, str](), dict(zip(order, versions[0], strict=True))
    for old, new in pairwise(versions):
        correction = correct(order, old, new, used, left)
        now = dict(zip(correction.order, new, strict=True))
        assert not set(correction.new) & used
        for anchor in set(now) & used - set(order):  # an anchor comes back with its own words only
            assert now[anchor] == words[anchor]
        used |= set(correction.new)
        words |= now
        order = correction.order
        left = {short_hash(words[a]): a for a in used if a not in order}


def test_words_that_come_back_come_back_to_their_anchor() -> None:
    shortened = correct(["p1", "p2"], ["One.", "Two, which goes."], ["One."], [], {})
    assert shortened.gone == {"p2": ()}
    left = {short_hash("Two, which goes."): "p2"}
    again = correct(["p1"], ["One."], ["One.", "Two, which goes."], ["p1", "p2"], left)
    assert (again.order, again.new) == (("p1", "p2"), ())


def test_an_inserted_paragraph_never_takes_an_anchor_that_was_used() -> None:
    inserted = correct(["p1", "p2"], ["One.", "Two."], ["One.", "Between.", "Two."], ["p1a", "p1b"], {})
    assert inserted.order == ("p1", "p1c", "p2")


def test_more_than_twenty_six_paragraphs_can_be_inserted_at_one_place() -> None:
    new = [f"Paragraph {number} of many, which is new." for number in range(30)]
    correction = correct(["p1"], ["One."], ["One.", *new], [], {})
    assert correction.order[25:29] == ("p1y", "p1z", "p1aa", "p1ab")
    assert sorted(correction.order, key=natural) == list(correction.order)


def test_a_paragraph_that_is_common_words_only_is_not_taken_for_another() -> None:
    before = ["The master of the harbour read it aloud, and the clerk of the office wrote it down in the book."]
    after = ["The price of the bread in the town was that of the year before, and the people of the town paid it."]
    assert heirs(before, after) == ((),)


def test_two_long_texts_are_aligned_in_reasonable_time() -> None:
    before = [f"Paragraph {n} says that {n * 7} ships came in, and that {n * 3} left on day {n}." for n in range(3000)]
    after = [text.replace("ships", "boats") for text in before if "5" not in text]
    correction = correct(first_order(before), before, after, [], {})
    assert len(correction.changed) == len(after)
