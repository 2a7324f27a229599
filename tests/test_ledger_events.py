"""One event, one line: what is written is read back, and no altered line is."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.ledger import events
from sourcebook.ledger.events import FIRST, Event, Kind, from_line, line_hash, short_hash, to_line

PUBLISHED = Event(
    event=Kind.PUBLISH,
    id="harbour",
    version=1,
    file="harbour.txt",
    sha256="ab" * 32,
    anchors={"p1": short_hash("One."), "p2": short_hash("Two.")},
    day="2026-11-22",
)
CORRECTED = replace(
    PUBLISHED,
    event=Kind.CORRECT,
    version=2,
    file="harbour.v2.txt",
    reason="A slip: “tow” for “two”",
    anchors={"p1": short_hash("One."), "p1a": short_hash("Between.")},
    order=("p1", "p1a"),
    changed=("p1",),
    gone={"p2": ("p1a",)},
)
EVENTS = [
    PUBLISHED,
    CORRECTED,
    replace(CORRECTED, event=Kind.RENAME, id="port", was="harbour", order=(), changed=(), gone={}),
    replace(PUBLISHED, event=Kind.WITHDRAW, reason="Asked", versions=(1,)),
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.event)
def test_what_is_written_is_read_back(event: Event) -> None:
    assert from_line(to_line(event, FIRST)) == (event, FIRST)


def test_a_line_is_json_with_sorted_keys_and_names_the_line_before() -> None:
    line = to_line(PUBLISHED, FIRST)
    values = json.loads(line)
    assert list(values) == sorted(values)
    assert {"event", "id", "version", "file", "sha256", "anchors", "day", "reason", "previous"} <= values.keys()
    assert values["previous"] == "0" * 64
    assert b"\n" not in line
    assert json.loads(to_line(CORRECTED, line_hash(line)))["previous"] == line_hash(line)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_reason_and_any_name_is_read_back(reason: str, name: str) -> None:
    event = replace(PUBLISHED, reason=reason, file=name)
    line = to_line(event, FIRST)
    assert b"\n" not in line
    assert from_line(line) == (event, FIRST)


@given(st.data())
def test_no_altered_line_is_read(data: st.DataObject) -> None:
    line = to_line(CORRECTED, FIRST)
    at = data.draw(st.integers(0, len(line) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[at]))
    with pytest.raises(ValueError, match=r"^(is not JSON|was altered|has )"):
        from_line(line[:at] + bytes([byte]) + line[at + 1 :])


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_else(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"^(is not JSON|was altered|has )"):
        from_line(line)


WRONG = {
    "event": "burn",
    "id": "",
    "version": 0,
    "file": 7,
    "sha256": "AB" * 32,
    "anchors": {"x1": "abc"},
    "day": "2026-02-30",
    "reason": None,
    "order": "p1",
    "gone": {"p2": "p1"},
    "versions": [True],
}


@pytest.mark.parametrize("name", WRONG)
def test_a_line_that_was_sealed_with_a_wrong_value_is_told_by_the_name_of_the_value(name: str) -> None:
    values = json.loads(to_line(CORRECTED, FIRST)) | {name: WRONG[name]}
    del values["seal"]
    with pytest.raises(ValueError, match=f"^has no proper {re.escape(repr(name))}$"):
        from_line(events._sealed(values))


def test_a_line_of_a_later_sourcebook_is_not_read_as_if_it_were_understood() -> None:
    values = json.loads(to_line(PUBLISHED, FIRST)) | {"colour": "red"}
    del values["seal"]
    with pytest.raises(ValueError, match="doesn't know: 'colour'"):
        from_line(events._sealed(values))
