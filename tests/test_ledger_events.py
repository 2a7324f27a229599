"""One event, one line: what is written is read back, and no altered line is."""

import hashlib
import json
import re
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from sourcebook import addresses
from sourcebook.ledger import events
from sourcebook.ledger.events import FIRST, Event, EventKind, from_line, line_hash, short_hash, to_line

PUBLISHED = Event(
    event=EventKind.PUBLISH,
    id="harbour",
    version=1,
    file="harbour.txt",
    sha256="ab" * 32,
    anchors={"p1": short_hash("One."), "p2": short_hash("Two.")},
    day="2026-11-22",
)
CORRECTED = replace(
    PUBLISHED,
    event=EventKind.CORRECT,
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
    replace(CORRECTED, event=EventKind.RENAME, id="port", was="harbour", order=(), changed=(), gone={}),
    replace(PUBLISHED, event=EventKind.WITHDRAW, reason="Asked", versions=(1,)),
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


PRINTABLE = st.text(st.characters(codec="utf-8").filter(str.isprintable))
NAMES = st.lists(PRINTABLE.filter(lambda name: "/" not in name and addresses.is_below(name)), min_size=1, max_size=3)


@given(PRINTABLE, NAMES)
@example("می\u200cخواهد", ["a"]).via("the joiner of Persian")
@example("Demandé\u00a0: une erreur", ["a"]).via("the space of French")
@example("来信要求\u3000撤回", ["a"]).via("the space of Chinese")
def test_any_reason_and_any_name_is_read_back(reason: str, names: list[str]) -> None:
    event = replace(PUBLISHED, reason=reason, file="/".join(names))
    line = to_line(event, FIRST)
    assert b"\n" not in line
    assert from_line(line) == (event, FIRST)


ELSEWHERE = ["../../../ESCAPED", "..", ".", "/etc/passwd", "a/../../b", "a//b", "a/", "a/./b", "\0", "a\0b", ""]


@pytest.mark.parametrize("value", [*ELSEWHERE, "a/b", "A", "a b", "-a", "a--b", "index", "page", "x" * 201, "a\nb"])
@pytest.mark.parametrize("name", ["id", "was"])
def test_no_id_leads_anywhere_else(name: str, value: str) -> None:
    _refused(name, value)


ON_WINDOWS = [r"..\..\x.txt", r"\\server\x", r"\x.txt", "C:/x.txt", r"c:\x.txt", r"a\..\..\b.txt", r"a/..\b.txt", "a\\"]


@pytest.mark.parametrize("value", [*ELSEWHERE, *ON_WINDOWS, "a\nb.txt", "a\x1b[31m.txt", "\ud800.txt", "a\u202e.txt"])
def test_no_file_lies_anywhere_else_on_any_system(value: str) -> None:
    _refused("file", value)
    _refused("original", {"file": value, "sha256": "ab" * 32})


@pytest.mark.parametrize("value", ["a:b.txt", r"a\b.txt", "nul.txt", "sub/CON.txt", "com1 .txt"])
def test_what_only_windows_takes_for_a_drive_a_folder_or_a_device_is_refused_there(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = to_line(replace(PUBLISHED, file=value), FIRST)
    assert from_line(line)[0].file == value
    monkeypatch.setattr(addresses, "os", SimpleNamespace(name="nt"))
    with pytest.raises(ValueError, match="'file'"):
        from_line(line)


@given(st.text(max_size=20))
def test_an_id_is_read_only_if_the_name_of_a_file_would_have_it(value: str) -> None:
    if addresses.document_id(value) != value or not value:
        _refused("id", value)
    else:
        event = replace(PUBLISHED, id=value)
        assert from_line(to_line(event, FIRST)) == (event, FIRST)


def _refused(name: str, value: object) -> None:
    values = json.loads(to_line(replace(CORRECTED, event=EventKind.RENAME, was="harbour"), FIRST)) | {name: value}
    del values["seal"]
    seal = hashlib.sha256(events._json(values).encode("utf-8", "surrogatepass")).hexdigest()
    line = events._json({**values, "seal": seal}).encode("utf-8", "surrogatepass")
    with pytest.raises(ValueError, match=r"^(is not JSON|was altered|has )"):
        from_line(line)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [300, 990, 2_000, 100_000])
def test_lists_within_lists_are_told(opening: str, depth: int) -> None:
    closing = {"[": "]", "{": "}"}[opening[0]]
    value = opening * depth + "1" + closing * depth
    for line in (value, f'{{"anchors": {value}, "seal": "x"}}', f'{{"anchors": {{}}, "seal": {value}}}'):
        with pytest.raises(ValueError, match=r"^(is not JSON|was altered|has )"):
            from_line(line.encode())


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
    "anchors": {"p1": "abc"},
    "day": "2026-02-30",
    "reason": "two\nlines",
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


@pytest.mark.parametrize("value", [{}, [1], ["x"], [["p1"]], "p1", None])
def test_anchors_are_a_list_of_anchors(value: object) -> None:
    values = json.loads(to_line(CORRECTED, FIRST)) | {"changed": value}
    del values["seal"]
    with pytest.raises(ValueError, match=r"^has no proper 'changed'$"):
        from_line(events._sealed(values))


def test_a_line_that_names_none_before_it_follows_no_line() -> None:
    values = json.loads(to_line(PUBLISHED, FIRST))
    del values["seal"], values["previous"]
    assert from_line(events._sealed(values)) == (PUBLISHED, "")


def test_what_is_kept_of_a_paragraph_is_the_beginning_of_its_sum() -> None:
    assert short_hash("Größe.\n") == hashlib.sha256("Größe.\n".encode()).hexdigest()[:12]


def test_a_line_can_be_read_by_people_too() -> None:
    assert "A slip: “tow” for “two”".encode() in to_line(CORRECTED, FIRST)


def test_a_line_of_a_later_sourcebook_is_not_read_as_if_it_were_understood() -> None:
    values = json.loads(to_line(PUBLISHED, FIRST)) | {"colour": "red"}
    del values["seal"]
    with pytest.raises(ValueError, match="doesn't know: 'colour'"):
        from_line(events._sealed(values))
