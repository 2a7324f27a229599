"""Events in an order that can't have happened are refused, each with its line."""

from dataclasses import replace

import pytest
from sourcebook.ledger.events import Event, Kind
from sourcebook.ledger.history import History, history_of
from sourcebook.ledger.store import Ledger
from sourcebook.problems import Findings

from tests.test_ledger_events import CORRECTED, PUBLISHED

LABEL = "seeds/ledger.jsonl"
RENAMED = replace(PUBLISHED, event=Kind.RENAME, id="port", was="harbour")
BACK = replace(RENAMED, id="harbour", was="port")
WITHDRAWN = replace(PUBLISHED, event=Kind.WITHDRAW, reason="asked", versions=(1,))
RESTORED = replace(WITHDRAWN, event=Kind.RESTORE)
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


def test_a_document_that_comes_back_to_an_id_has_only_the_other_as_a_former_one() -> None:
    made, problems = history(PUBLISHED, RENAMED, BACK, CORRECTED)
    assert problems == []
    assert list(made.promises) == ["harbour"]
    assert list(made.former()) == ["port"]


def test_a_withdrawal_holds_until_it_is_taken_back() -> None:
    assert history(PUBLISHED, WITHDRAWN)[0].promises["harbour"].is_withdrawn
    assert not history(PUBLISHED, WITHDRAWN, RESTORED)[0].promises["harbour"].is_withdrawn
