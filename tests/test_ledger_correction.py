"""A correction keeps each anchor with its words: cases that can be read in golden/ledger/, and properties for any text.

A case has the text before, the text after, in anchors.txt what becomes of each anchor, and in changes.txt every place
in which they differ: [-what went-], {+what came+}, and ⏎ for a line end.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.ledger.align import heirs
from sourcebook.ledger.changes import changes_between
from sourcebook.ledger.correction import Correction, as_given, corrected
from sourcebook.ledger.events import ANCHOR, short_hash
from sourcebook.ledger.history import History, version_file
from sourcebook.ledger.holding import hold
from sourcebook.ledger.record import draft
from sourcebook.ledger.store import Ledger
from sourcebook.model import Source
from sourcebook.model.holdings import Change
from sourcebook.problems import Findings
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


PIECES = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def told_change(change: Change) -> str:
    """Say what a place was called and is called now, and its words, in one line."""
    before, after = (" ".join(anchors) or "nothing" for anchors in (change.before, change.after))
    words = "".join(PIECES[kind].format(piece) for kind, piece in change.pieces).replace("\n", "⏎")
    return f"{before} → {after}{', moved' if change.is_moved else ''}: {words}"


def source(path: Path, version: int) -> Source:
    raw, name = path.read_bytes(), version_file("a", version)
    return Source("a", name, name, raw.decode(), split_paragraphs(raw.decode()), version)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_changes(case: Path) -> None:
    texts = [source(case / "before.txt", 1), source(case / "after.txt", 2)]
    (held,) = hold(texts, History(Ledger("ledger.jsonl")), "seeds", Findings())
    before, after = (version.source for version in held.versions)
    found = changes_between(draft(texts), before, after)
    assert [*map(told_change, found)] == (case / "changes.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    before, after = paragraphs(case / "before.txt"), paragraphs(case / "after.txt")
    correction = corrected(first_order(before), before, after, [], {})
    assert told(correction, before) == (case / "anchors.txt").read_text(encoding="utf-8").splitlines()


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_anchor_stays_with_its_words_or_says_what_became_of_it(before: list[str], after: list[str]) -> None:
    order = first_order(before)
    correction = corrected(order, before, after, [], {})
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
    assert corrected(order, texts, texts, [], {}) == Correction(tuple(order), (), {}, ())


@given(st.lists(PARAGRAPHS, min_size=2, max_size=5))
def test_through_many_corrections_no_anchor_is_ever_given_to_other_words_but_by_a_correction(
    versions: list[list[str]],
) -> None:
    order: tuple[str, ...] = tuple(first_order(versions[0]))
    used, left, words = set(order), dict[str, str](), dict(zip(order, versions[0], strict=True))
    for old, new in pairwise(versions):
        correction = corrected(order, old, new, used, left)
        now = dict(zip(correction.order, new, strict=True))
        assert not set(correction.new) & used
        for anchor in set(now) & used - set(order):  # an anchor comes back with its own words only
            assert now[anchor] == words[anchor]
        used |= set(correction.new)
        words |= now
        order = correction.order
        left = {short_hash(words[a]): a for a in used if a not in order}


def test_words_that_come_back_come_back_to_their_anchor() -> None:
    shortened = corrected(["p1", "p2"], ["One.", "Two, which goes."], ["One."], [], {})
    assert shortened.gone == {"p2": ()}
    left = {short_hash("Two, which goes."): "p2"}
    again = corrected(["p1"], ["One."], ["One.", "Two, which goes."], ["p1", "p2"], left)
    assert (again.order, again.new) == (("p1", "p2"), ())


def test_an_inserted_paragraph_never_takes_an_anchor_that_was_used() -> None:
    inserted = corrected(["p1", "p2"], ["One.", "Two."], ["One.", "Between.", "Two."], ["p1a", "p1b"], {})
    assert inserted.order == ("p1", "p1c", "p2")


def test_more_than_twenty_six_paragraphs_can_be_inserted_at_one_place() -> None:
    new = [f"Paragraph {number} of many, which is new." for number in range(30)]
    correction = corrected(["p1"], ["One."], ["One.", *new], [], {})
    assert correction.order[25:29] == ("p1y", "p1z", "p1aa", "p1ab")
    assert sorted(correction.order, key=as_given) == list(correction.order)


def test_a_paragraph_that_is_common_words_only_is_not_taken_for_another() -> None:
    before = ["The master of the harbour read it aloud, and the clerk of the office wrote it down in the book."]
    after = ["The price of the bread in the town was that of the year before, and the people of the town paid it."]
    assert heirs(before, after) == ((),)


FOLLOWED: dict[str, tuple[list[str], list[str], tuple[tuple[int, ...], ...]]] = {
    "alike paragraphs that were moved, the first to the first": (
        ["Bread.", "Bread.", "Of ships.", "Of crews.", "Of tides."],
        ["Of ships.", "Of crews.", "Of tides.", "Bread.", "Bread."],
        ((3,), (4,), (0,), (1,), (2,)),
    ),
    "the one that is spelt most alike": (["Introductoin", "Introductio"], ["Introduction"], ((), (0,))),
    "the other way round": (["Introduction"], ["Introductoin", "Introductio"], ((1,),)),
    "each once": (["Harbour ofice", "Harbour offic"], ["Harbour office"], ((0,), ())),
    "words among commas": (
        ["ships, boats, barges, rafts, canoes, tugs, punts, yawls"],
        ["Ships; boats; barges", "rafts; canoes", "tugs; punts; yawls"],
        ((0, 1, 2),),
    ),
    "two words in a row, half of a paragraph": (["Two words stand here"], ["Two words", "stand here"], ((0, 1),)),
    "a part that was carried past another paragraph": (
        ["The ships came in. Nobody asked where they had been. The clerk wrote it down.", "Kept as it was."],
        ["Kept as it was.", "The ships came in."],
        ((), (0,)),
    ),
    "a part that was carried back before another paragraph": (
        ["Kept as it was.", "The ships came in. Nobody asked where they had been. The clerk wrote it down."],
        ["The ships came in.", "Kept as it was."],
        ((1,), ()),
    ),
    "a paragraph cut in two, and another carried to the end": (
        ["A gull sat.", "Kept.", "The ships came in at dawn. Nobody asked where they had been.", "Kept too."],
        ["Kept.", "The ships came in at dawn.", "Nobody asked where they had been.", "Kept too.", "A gull sat."],
        ((4,), (0,), (1, 2), (3,)),
    ),
    "words that a moved paragraph has": (
        ["The ships came in.", "Kept as it was.", "This too.", "The ships came in. Then all crews left for the town."],
        ["Kept as it was.", "This too.", "The ships came in."],
        ((2,), (0,), (1,), ()),
    ),
    "a line from the end that came to the beginning": (
        ["The hrabour ofice", "Kept as it was.", "the harbour office"],
        ["The Harbour Office", "Kept as it was."],
        ((), (1,), (0,)),
    ),
}
"""Paragraphs before and after, and for each of those before the places of those that have its words."""


@pytest.mark.parametrize("case", FOLLOWED)
def test_where_the_words_of_a_paragraph_are_followed_to(case: str) -> None:
    before, after, followed = FOLLOWED[case]
    assert heirs(before, after) == followed


def test_two_long_texts_are_aligned_in_reasonable_time() -> None:
    before = [f"Paragraph {n} says that {n * 7} ships came in, and that {n * 3} left on day {n}." for n in range(3000)]
    after = [text.replace("ships", "boats") for text in before if "5" not in text]
    correction = corrected(first_order(before), before, after, [], {})
    assert len(correction.changed) == len(after)
