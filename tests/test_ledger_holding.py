"""ledger/holding.py: what is promised and what lies in the folder → each version under its anchors, or without text."""

import pytest
from msgspec.structs import replace
from sourcebook.ledger.events import Event, EventKind
from sourcebook.ledger.history import History, Promise, happen
from sourcebook.ledger.holding import hold, show_excerpts_only, withhold
from sourcebook.ledger.record import correct_event, later_event, publish_event, rename_event
from sourcebook.ledger.store import Ledger
from sourcebook.model import Measures, Source
from sourcebook.model.holdings import Holding, Stub, Turn, Withheld
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs

TEXTS = (
    "The ship came in at dawn.\n\nThe clerk wrote it in his book.\n\nThen he went home.\n",
    "The ship came in at dawn!\n\nThe clerk wrote it in his book.\n",
    "The ship came in at dawn?\n\nThe clerk wrote it in his book.\n\nIt rained all night, and nobody slept.\n",
)
DAYS = ("2026-01-01", "2026-02-02", "2026-03-03")


def source(number: int) -> Source:
    name = "harbour.txt" if number == 1 else f"harbour.v{number}.txt"
    text = TEXTS[number - 1]
    return Source("harbour", name, f"seeds/{name}", text, split_paragraphs(text), number)


SOURCES = tuple(source(number) for number in (1, 2, 3))


@pytest.fixture
def promise() -> Promise:
    """What is promised of a text in three versions; the first was recorded when its files were promised at once."""
    made = happen(None, replace(publish_event(SOURCES[0], DAYS[0]), form=0), 1)
    for number in (1, 2):
        event, _ = correct_event(made, SOURCES[number - 1], SOURCES[number], DAYS[number], f"slip {number}")
        made = happen(made, event, number + 1)
    return made


def held(promise: Promise, *sources: Source, after: Event | None = None) -> Holding:
    made = happen(promise, after, 4) if after else promise
    findings = Findings()
    (found,) = hold(sources, History(Ledger("seeds/ledger.jsonl"), {made.id: made}), "seeds", findings)
    assert not findings.errors
    return found


def test_every_version_has_its_text_under_its_anchors_and_says_when_and_why(promise: Promise) -> None:
    found = held(promise, *SOURCES)
    assert (found.id, found.stem, found.is_recorded, found.former) == ("harbour", "harbour", True, ())
    assert [version.number for version in found.versions] == [1, 2, 3]
    assert [version.source.text for version in found.versions] == list(TEXTS)
    assert [version.anchors for version in found.versions] == [("p1", "p2", "p3"), ("p1", "p2"), ("p1", "p2", "p2a")]
    assert [tuple(p.id for p in version.source.paragraphs) for version in found.versions] == [
        version.anchors for version in found.versions
    ]
    assert [(version.day, version.reason) for version in found.versions] == [
        (DAYS[0], ""),
        (DAYS[1], "slip 1"),
        (DAYS[2], "slip 2"),
    ]
    assert [version.has_promised_files for version in found.versions] == [True, False, False]
    assert [bool(version.changes) for version in found.versions] == [True, True, False]
    assert found.stubs == (Stub("p3", (), 1, DAYS[1]),)
    assert found.corrected == {"p1": 2}


def test_the_day_and_the_reason_of_a_rename_stand_with_the_former_id(promise: Promise) -> None:
    found = held(promise, *SOURCES, after=rename_event(promise, "port", "harbour", "2026-04-04", "moved"))
    assert (found.id, [former.id for former in found.former]) == ("port", ["harbour"])


@pytest.mark.parametrize("is_there", [True, False])
def test_a_withdrawn_version_has_no_text_whether_its_file_is_there_or_gone(is_there: bool, promise: Promise) -> None:
    event = later_event(EventKind.WITHDRAW, promise, "2026-04-04", "asked", versions=[2])
    found = held(promise, *(SOURCES if is_there else (SOURCES[0], SOURCES[2])), after=event)
    first, second, third = found.versions
    assert second.withheld == Withheld("withdrawn", "2026-04-04", "asked")
    sums = Measures(SOURCES[1].sha256)
    assert second.source == Source("harbour", "harbour.v2.txt", "seeds/harbour.v2.txt", "", (), 2, sums)
    assert (first.withheld, third.withheld) == (None, None)
    assert found.turns == (Turn("withdrawn", "2026-04-04", "asked", 2),)
    assert (bool(first.changes), second.changes) == (True, ())


def test_without_its_current_text_nothing_is_told_of_what_changed(promise: Promise) -> None:
    found = held(promise, after=later_event(EventKind.WITHDRAW, promise, "2026-04-04", "asked", versions=[1, 2, 3]))
    assert [(version.source.text, version.changes) for version in found.versions] == [("", ())] * 3
    part = held(promise, *SOURCES[:2], after=later_event(EventKind.WITHDRAW, promise, "2026-04-04", "", versions=[3]))
    assert [version.changes for version in part.versions] == [()] * 3


def test_a_holding_that_is_withheld_has_no_text_no_changes_and_no_older_words(promise: Promise) -> None:
    event = later_event(EventKind.WITHDRAW, promise, "2026-04-04", "asked", versions=[1])
    why = Withheld("embargoed", "2999-01-01")
    found = withhold(held(promise, *SOURCES, after=event), why)
    assert [version.source.text for version in found.versions] == ["", "", ""]
    assert [version.changes for version in found.versions] == [(), (), ()]
    assert [version.source.sha256 for version in found.versions] == [made.sha256 for made in SOURCES]
    assert [version.withheld for version in found.versions] == [Withheld("withdrawn", "2026-04-04", "asked"), why, why]
    assert found.corrected == {}


def test_for_excerpts_the_current_text_is_left_and_of_a_withdrawn_one_nothing(promise: Promise) -> None:
    why = Withheld("excerpt-only")
    found = show_excerpts_only(held(promise, *SOURCES), why)
    assert [version.source.text for version in found.versions] == ["", "", TEXTS[2]]
    assert [version.withheld for version in found.versions] == [why, why, why]
    gone = held(promise, *SOURCES, after=later_event(EventKind.WITHDRAW, promise, "2026-04-04", "", versions=[3]))
    assert show_excerpts_only(gone, why) is gone


def test_what_is_not_recorded_is_held_in_the_order_of_its_versions_and_of_file_names(promise: Promise) -> None:
    other = Source("dock", "dock.txt", "seeds/dock.txt", "x", split_paragraphs("x"))
    history = History(Ledger("seeds/ledger.jsonl"), {"harbour": promise})
    found = hold([other, *reversed(SOURCES)], history, "seeds", Findings())
    assert [(holding.id, holding.is_recorded) for holding in found] == [("dock", False), ("harbour", True)]
    (new,) = hold(reversed(SOURCES), History(Ledger("seeds/ledger.jsonl")), "seeds", Findings())
    assert ([version.number for version in new.versions], new.is_recorded) == ([1, 2, 3], False)


def test_a_document_with_a_broken_promise_is_left_out_and_told(promise: Promise) -> None:
    findings = Findings()
    history = History(Ledger("seeds/ledger.jsonl"), {"harbour": promise})
    assert hold(SOURCES[:2], history, "seeds", findings) == ()
    assert findings.errors


def test_a_version_that_is_not_recorded_of_a_document_that_is_is_told(promise: Promise) -> None:
    findings = Findings()
    fourth = replace(SOURCES[2], name="harbour.v4.txt", file="seeds/harbour.v4.txt", version=4)
    history = History(Ledger("seeds/ledger.jsonl"), {"harbour": promise})
    assert hold([*SOURCES, fourth], history, "seeds", findings) == ()
    assert [problem.file for problem in findings] == ["seeds/harbour.v4.txt"]


def test_a_text_changed_in_place_is_named_with_its_folder(promise: Promise) -> None:
    findings = Findings()
    changed = replace(SOURCES[2], text="x", paragraphs=split_paragraphs("x"))
    hold([*SOURCES[:2], changed], History(Ledger("seeds/ledger.jsonl"), {"harbour": promise}), "seeds", findings)
    assert any("seeds/harbour.v3.txt" in str(problem) for problem in findings)


def test_what_would_break_a_promise_is_told_of_old_texts_and_new_ones(promise: Promise) -> None:
    taken = replace(SOURCES[0], name="Harbour!.txt", file="seeds/Harbour!.txt")
    findings = Findings()
    assert (
        hold([*SOURCES[1:], taken], History(Ledger("seeds/ledger.jsonl"), {"harbour": promise}), "seeds", findings)
        == ()
    )
    assert [problem.what.partition(": ")[2] or problem.what for problem in findings.errors] == [
        "seeds/harbour.txt is gone",
        "its address /documents/harbour/ is promised to harbour.txt (seeds/ledger.jsonl:3)",
    ]
