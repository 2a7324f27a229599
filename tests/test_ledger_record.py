"""ledger/record.py: what the events say that record a text, its corrections, its renaming and its withdrawal."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from sourcebook.ledger.events import FORM, Event, EventKind, short_hash
from sourcebook.ledger.history import Promise, happen
from sourcebook.ledger.record import correct_event, draft, later_event, publish_event, rename_event
from sourcebook.model import Original, Source
from sourcebook.text.paragraphs import split_paragraphs

FIRST = "The ship came in at dawn.\r\nNobody saw it.\n\nThe clerk wrote it in his book.\n\nThen he went home.\n"
SECOND = "The ship came in at dawn.\r\nNobody saw it.\n\nThe clerk wrote it in his book!\n\nIt rained all night.\n"
DAY, WHY = "2026-03-01", "a slip"


def source(text: str, version: int = 1) -> Source:
    name = "harbour.txt" if version == 1 else f"harbour.v{version}.txt"
    return Source("the-harbour", name, f"seeds/{name}", text, split_paragraphs(text), version)


def hashes(*paragraphs: str) -> list[str]:
    return [short_hash(paragraph) for paragraph in paragraphs]


SHIP = "The ship came in at dawn.\nNobody saw it."
OLD = dict(zip(("p1", "p2", "p3"), hashes(SHIP, "The clerk wrote it in his book.", "Then he went home."), strict=True))
NEW = dict(
    zip(("p1", "p2", "p2a"), hashes(SHIP, "The clerk wrote it in his book!", "It rained all night."), strict=True)
)


@pytest.fixture
def promise() -> Promise:
    """What is promised of a text in two versions."""
    first = happen(None, publish_event(source(FIRST), "2026-01-01"), 1)
    event, _ = correct_event(first, source(FIRST), source(SECOND, 2), DAY, WHY)
    return happen(first, event, 2)


def test_a_new_text_is_recorded_with_the_hash_of_each_paragraph_as_it_is_shown() -> None:
    same = {"version": 1, "file": "harbour.txt", "sha256": source(FIRST).sha256, "anchors": OLD, "form": FORM}
    expected = Event(event=EventKind.PUBLISH, id="the-harbour", day=DAY, **same)  # type: ignore[arg-type]
    assert publish_event(source(FIRST), DAY) == expected
    assert publish_event(source(FIRST), DAY, WHY) == replace(expected, reason=WHY)
    scan = Original("harbour.pdf", Path("harbour.pdf"), "1" * 64, 5, "pdf")
    named = {"file": "harbour.pdf", "sha256": "1" * 64}
    assert publish_event(source(FIRST), DAY, original=scan) == replace(expected, original=named)


def test_a_correction_is_recorded_with_what_became_of_each_anchor() -> None:
    first = happen(None, publish_event(source(FIRST), "2026-01-01"), 1)
    event, correction = correct_event(first, source(FIRST), source(SECOND, 2), DAY, WHY)
    assert event == Event(
        event=EventKind.CORRECT,
        id="the-harbour",
        version=2,
        file="harbour.v2.txt",
        sha256=source(SECOND).sha256,
        anchors=NEW,
        day=DAY,
        reason=WHY,
        order=("p1", "p2", "p2a"),
        changed=("p2",),
        gone={"p3": ()},
        form=FORM,
    )
    assert (correction.order, correction.new) == (event.order, ("p2a",))


def test_words_that_left_by_one_correction_and_come_back_by_another_have_their_anchor_again(promise: Promise) -> None:
    event, _ = correct_event(promise, source(SECOND, 2), source(FIRST, 3), DAY, WHY)
    assert event.anchors == OLD
    assert event.gone == {"p2a": ()}


@pytest.mark.parametrize("kind", [EventKind.WITHDRAW, EventKind.RESTORE])
def test_a_withdrawal_names_the_versions_and_all_that_holds(kind: EventKind, promise: Promise) -> None:
    same = {"version": 2, "file": "harbour.v2.txt", "sha256": source(SECOND).sha256, "anchors": NEW, "reason": WHY}
    event = later_event(kind, promise, DAY, WHY, versions=[1, 2])
    assert event == Event(event=kind, id="the-harbour", day=DAY, versions=(1, 2), **same)  # type: ignore[arg-type]


def test_a_rename_names_the_id_before_and_the_new_file_of_the_version(promise: Promise) -> None:
    same = {"version": 2, "file": "port.v2.txt", "sha256": source(SECOND).sha256, "anchors": NEW, "reason": WHY}
    event = rename_event(promise, "the-port", "port", DAY, WHY)
    expected = Event(event=EventKind.RENAME, id="the-port", was="the-harbour", day=DAY, **same)  # type: ignore[arg-type]
    assert event == expected


def test_what_is_not_recorded_yet_is_promised_the_same_without_a_day_or_a_reason(promise: Promise) -> None:
    found = draft([source(FIRST), source(SECOND, 2)])
    plain = tuple(replace(version, day="", reason="", line=0) for version in promise.versions)
    assert found == replace(promise, versions=plain, line=0)
