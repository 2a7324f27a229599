"""One event ↔ one line of the ledger: canonical JSON, its own sum in `seal`, and in `previous` that of the line before.

The seal tells which line was altered; the chain tells where a line is missing, added or out of order. What neither can
tell, a last line that was cut off or sealed anew, comparing with an earlier copy does (`is_continued_by`).
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import fields

from sourcebook import addresses
from sourcebook.problems import shown
from sourcebook.vocabulary.values import day

FORM = 2
"""The form in which versions are promised from now on: while a version is the current one, a short page at its address
leads to the document; its page, text and record of its own come when another takes its place. Lines without a form
promise text and record at once."""
FIRST = "0" * 64
"""What the first line gives as the hash of the line before it."""


class EventKind(StrEnum):
    """What can happen to a published address."""

    PUBLISH = "publish"
    CORRECT = "correct"
    RENAME = "rename"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened to a document's address, and what holds from then on."""

    event: EventKind
    id: str
    """The document's id after the event."""
    version: int
    """The current version after the event."""
    file: str
    """The name of that version's file in the seeds folder."""
    sha256: str
    """Of that file's bytes."""
    anchors: Mapping[str, str]
    """Every anchor of that version and the short hash of its paragraph as it is shown."""
    day: str
    """YYYY-MM-DD."""
    reason: str = ""
    order: tuple[str, ...] = ()
    """correct: the anchors in the order of the new text."""
    changed: tuple[str, ...] = ()
    """correct: the anchors that hold corrected words."""
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """correct: each anchor that left the text, with those that have its words now, if any."""
    was: str = ""
    """rename: the id before; the same as `id` if only the file's name changed."""
    versions: tuple[int, ...] = ()
    """withdraw, restore: the versions whose text goes, or comes back."""
    original: Mapping[str, str] = field(default_factory=dict)
    """publish, correct: `file` and `sha256` of the file that the text was extracted from."""
    form: int = 0
    """publish, correct: how the version is promised, as `FORM` says; absent from lines of before there was a choice."""


def short_hash(shown: str) -> str:
    """Return what the ledger keeps of a paragraph: the first twelve hexadecimal digits of its SHA-256."""
    return hashlib.sha256(shown.encode()).hexdigest()[:12]


def line_hash(line: bytes) -> str:
    """Return how the next line names this one: the SHA-256 of its bytes without the line end."""
    return hashlib.sha256(line).hexdigest()


def to_line(event: Event, previous: str) -> bytes:
    """Return an event as a line of the ledger without its line end; `previous` is the hash of the line before."""
    values = {f.name: getattr(event, f.name) for f in fields(event)}
    kept = {name: value for name, value in values.items() if value or name in _ALWAYS}
    return _sealed(kept | {"previous": previous})


def from_line(line: bytes) -> tuple[Event, str]:
    """Return the event that a line holds, and the hash it gives for the line before.

    Raises:
        ValueError: with what is wrong with the line, worded to follow "the line".
    """
    try:
        values = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise ValueError("is not JSON: it was altered or cut short") from None
    if not isinstance(values, dict) or "seal" not in values:
        raise ValueError("was altered: it has no seal")
    seal = str(values.pop("seal"))
    try:
        is_sealed = _sealed(values) == line
    except (UnicodeEncodeError, RecursionError):  # half a character; lists within lists that no event has
        is_sealed = False
    if not is_sealed:
        raise ValueError(f"was altered: its words are not those it was sealed with ({ascii(seal[:12])[1:-1]}…)")
    previous = values.pop("previous", "")
    for name, is_right in _READERS.items():
        if (name in values or name in _ALWAYS) and not is_right(values.get(name)):
            raise ValueError(f"has no proper {name!r}")
    if unknown := sorted(values.keys() - _READERS.keys()):
        raise ValueError(f"has a key this version of Sourcebook doesn't know: {shown(unknown[0])}")
    return _event(values), str(previous)


def _sealed(values: Mapping[str, Any]) -> bytes:
    seal = hashlib.sha256(_json(values).encode()).hexdigest()
    return _json({**values, "seal": seal}).encode()


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _event(values: dict[str, Any]) -> Event:
    values["event"] = EventKind(values["event"])
    for name in ("order", "changed", "versions"):
        values[name] = tuple(values.get(name, ()))
    values["gone"] = {anchor: tuple(heirs) for anchor, heirs in values.get("gone", {}).items()}
    return Event(**values)


ANCHOR = re.compile(r"p\d{1,9}[a-z]{0,9}", re.ASCII)
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Of lines and of direction too: no name of a text holds one, and no reason."""
_Check = Callable[[Any], object]


def is_one_line(text: str) -> bool:
    """Say whether a text is one line that reads as it is written: joiners and wide spaces are parts of scripts."""
    return _CONTROL.search(text) is None


def _is_text(holds: _Check, value: object) -> object:
    return isinstance(value, str) and holds(value)


def _is_list(of: _Check, value: object) -> bool:
    return isinstance(value, list) and all(map(of, value))


def _is_by_anchor(of: _Check, value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_anchor, value)) and all(map(of, value.values()))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


_is_anchor = partial(_is_text, ANCHOR.fullmatch)
_is_id = partial(_is_text, addresses.is_id)
_is_file = partial(_is_text, lambda name: addresses.is_below(name) and is_one_line(name))
"""Whether a value can name a file of the seeds folder, and none elsewhere."""
_is_sum = partial(_is_text, re.compile(r"[0-9a-f]{64}").fullmatch)
_ALWAYS = ("event", "id", "version", "file", "sha256", "anchors", "day", "reason")
_READERS: dict[str, _Check] = {
    "event": lambda value: value in [kind.value for kind in EventKind],
    "id": _is_id,
    "version": _is_number,
    "file": _is_file,
    "sha256": _is_sum,
    "anchors": partial(_is_by_anchor, partial(_is_text, re.compile(r"[0-9a-f]{12}").fullmatch)),
    "day": partial(_is_text, lambda value: day(value) == value),
    "reason": partial(_is_text, is_one_line),
    "order": partial(_is_list, _is_anchor),
    "changed": partial(_is_list, _is_anchor),
    "gone": partial(_is_by_anchor, partial(_is_list, _is_anchor)),
    "was": _is_id,
    "versions": partial(_is_list, _is_number),
    "original": lambda value: (
        isinstance(value, dict)
        and value.keys() == {"file", "sha256"}
        and _is_file(value["file"])
        and _is_sum(value["sha256"])
    ),
    "form": lambda value: value == FORM and _is_number(value),
}
"""What a line may say, and what each value must be."""
