"""Events in an order that can't have happened are refused, each with its line."""

import pytest
from msgspec.structs import replace
from sourcebook.ledger.events import Event, EventKind
from sourcebook.ledger.history import History, Promise, Recorded, Withdrawal, happen, history_of
from sourcebook.ledger.store import Ledger
from sourcebook.model.holdings import FormerAddress, Turn
from sourcebook.problems import Findings

from tests.test_ledger_events import CORRECTED, PUBLISHED

LABEL = "seeds/ledger.jsonl"
RENAMED = replace(PUBLISHED, event=EventKind.RENAME, id="port", was="harbour")
BACK = replace(RENAMED, id="harbour", was="port")
WITHDRAWN = replace(PUBLISHED, event=EventKind.WITHDRAW, reason="asked", versions=(1,))
RESTORED = replace(WITHDRAWN, event=EventKind.RESTORE)
OTHER = replace(PUBLISHED, id="other", file="other.txt")


def history(*events: Event) -> tuple[History, list[str]]:
    findings = Findings()
    made = history_of(Ledger(LABEL, events, exists=True), findings)
    return made, [str(problem) for problem in findings]


IMPOSSIBLE: dict[str, tuple[list[Event], str]] = {
    "published twice": ([PUBLISHED, PUBLISHED], "harbour is published already"),
    "published as a second version": ([replace(PUBLISHED, version=2)], "begins with version 1"),
    "corrected before it was published": ([CORRECTED], "harbour was not published"),
    "a version left out": ([PUBLISHED, replace(CORRECTED, version=3)], "version 3 doesn't follow version 1"),
    "corrected while withdrawn": ([PUBLISHED, WITHDRAWN, CORRECTED], "harbour is withdrawn"),
    "an anchor lost": ([PUBLISHED, replace(CORRECTED, gone={})], "it doesn't say what became of p2"),
    "an order that isn't that of the anchors": ([PUBLISHED, replace(CORRECTED, order=("p1",))], "its order"),
    "renamed before it was published": ([RENAMED], "harbour was not published"),
    "renamed to another's id": ([PUBLISHED, OTHER, replace(RENAMED, id="other")], "promised to another document"),
    "published at a former address": ([PUBLISHED, RENAMED, PUBLISHED], "promised to another document"),
    "published at an address that was come back to": (
        [PUBLISHED, RENAMED, BACK, replace(PUBLISHED, id="port")],
        "promised to another document",
    ),
    "a version withdrawn that there isn't": ([PUBLISHED, replace(WITHDRAWN, versions=(2,))], "versions that were"),
    "restored though it was not withdrawn": ([PUBLISHED, RESTORED], "versions that are withdrawn"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_events_that_can_t_follow_one_another_are_told_with_the_line_of_the_last(case: str) -> None:
    events, what = IMPOSSIBLE[case]
    _, (told,) = history(*events)
    assert told.startswith(f"{LABEL}:{len(events)}: the event can't follow those before it: ")
    assert what in told


def test_what_is_promised_follows_from_the_events() -> None:
    made, problems = history(PUBLISHED, OTHER, CORRECTED, replace(RENAMED, version=2, file="port.v2.txt"))
    assert problems == []
    promise = made.promises["port"]
    assert (promise.stem, promise.file(1), promise.file(2)) == ("port", "port.txt", "port.v2.txt")
    assert list(promise.current.hashes) == ["p1", "p1a"]
    assert promise.successors("p2") == ("p1a",)
    assert promise.last_version_with("p2") == 1
    (former,) = promise.former
    assert (former.id, former.versions, former.anchors) == ("harbour", 2, ("p1", "p1a", "p2"))
    assert made.former() == {"harbour": promise}
    assert made.ids() == {"port": "port", "other": "other"}


def test_what_was_recorded_of_a_text_beside_its_words_is_known() -> None:
    scan = {"file": "harbour.pdf", "sha256": "1" * 64}
    made, _ = history(replace(PUBLISHED, original=scan, form=1))
    (version,) = made.promises["harbour"].versions
    assert (version.original, version.form) == (scan, 1)


def test_a_document_that_comes_back_to_an_id_has_only_the_other_as_a_former_one() -> None:
    made, problems = history(PUBLISHED, RENAMED, BACK, CORRECTED)
    assert problems == []
    assert list(made.promises) == ["harbour"]
    assert list(made.former()) == ["port"]


def test_a_withdrawal_holds_until_it_is_taken_back() -> None:
    assert history(PUBLISHED, WITHDRAWN)[0].promises["harbour"].is_withdrawn
    assert not history(PUBLISHED, WITHDRAWN, RESTORED)[0].promises["harbour"].is_withdrawn


def test_every_event_says_what_is_promised_from_then_on_with_its_day_its_reason_and_its_line() -> None:
    many = {f"p{number}": f"{number:012x}" for number in range(1, 12)}
    published = replace(PUBLISHED, anchors=many, day="2026-01-01", reason="new")
    first = Recorded(1, published.sha256, many, "2026-01-01", "new", 1)
    promise = happen(None, published, 1)
    assert promise == Promise("harbour", "harbour.txt", (first,), 1)
    assert list(promise.current.hashes) == list(many)  # in the order of the text, p2 before p10

    kept = {"p1": many["p1"], "p3": "b" * 12, "p3a": "c" * 12}
    gone = {anchor: ("p3",) for anchor in many if anchor not in kept} | {"p2": ("p3a",)}
    corrected = replace(CORRECTED, anchors=kept, order=tuple(kept), changed=("p3",), gone=gone, day="2026-01-02")
    corrected = replace(corrected, reason="a slip", sha256="cd" * 32)
    second = Recorded(2, "cd" * 32, kept, "2026-01-02", "a slip", 2, ("p3",), gone)
    promise = happen(promise, corrected, 2)
    assert promise == Promise("harbour", "harbour.txt", (first, second), 2)

    again = replace(corrected, version=3, file="harbour.v3.txt", anchors={"p3": "b" * 12, "p1b": "d" * 12})
    again = replace(again, order=("p3", "p1b"), changed=(), gone={"p1": ("p1b",), "p3a": ("p1b", "p3")})
    promise = happen(promise, again, 3)
    assert promise.successors("p2") == ("p1b", "p3")  # by way of p3a
    assert promise.successors("p1") == ("p1b",)
    assert promise.successors("p9") == ("p3",)
    assert (promise.file(1), promise.file(3)) == ("harbour.txt", "harbour.v3.txt")

    renamed = replace(RENAMED, version=3, file="port.v3.txt", day="2026-01-04")
    promise = happen(promise, renamed, 4)
    former = FormerAddress("harbour", "2026-01-04", 3, promise.anchors)
    assert promise == replace(promise, id="port", name="port.txt", line=4, former=(former,))

    moved = replace(WITHDRAWN, id="port", file="port.v3.txt", version=3, day="2026-01-05", reason="asked")
    promise = happen(promise, replace(moved, versions=(1, 3)), 5)
    why = Withdrawal("2026-01-05", "asked", 5)
    assert (promise.withdrawn, promise.line, promise.is_withdrawn) == ({1: why, 3: why}, 5, True)
    promise = happen(promise, replace(moved, event=EventKind.RESTORE, versions=(3,)), 6)
    assert (promise.withdrawn, promise.line, promise.is_withdrawn) == ({1: why}, 6, False)
    assert promise.turns == (Turn("withdrawn", "2026-01-05", "asked", 3), Turn("restored", "2026-01-05", "asked", 3))


BAD = {
    "a name without a stem": (None, replace(PUBLISHED, file=".txt")),
    "no text": (None, replace(PUBLISHED, file="harbour.yml")),
    "an order that names one twice": (PUBLISHED, replace(CORRECTED, order=("p1", "p1a", "p1a"))),
    "an order that names another": (PUBLISHED, replace(CORRECTED, order=("p1", "p1b"))),
    "another file": (PUBLISHED, replace(CORRECTED, file="other.v2.txt")),
    "a file of another version": (PUBLISHED, replace(CORRECTED, file="harbour.v3.txt")),
    "a rename to no stem": (PUBLISHED, replace(RENAMED, file=".txt")),
    "a rename to another ending": (PUBLISHED, replace(RENAMED, file="port.v2.txt.yml")),
    "a rename of another version": (PUBLISHED, replace(RENAMED, version=2, file="port.v2.txt")),
    "a withdrawal that names another version": (PUBLISHED, replace(WITHDRAWN, version=2)),
}


@pytest.mark.parametrize("case", BAD)
def test_what_names_another_file_or_version_is_refused(case: str) -> None:
    first, event = BAD[case]
    with pytest.raises(ValueError, match=r"\w"):
        happen(happen(None, first) if first else None, event)
