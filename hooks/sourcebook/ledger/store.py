"""The ledger's file: read whole and checked line by line; appended to in one step, by one command at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sourcebook.ledger.events import FIRST, Event, from_line, line_hash, to_line
from sourcebook.problems import ArchiveError, Findings, Problem

FILE = "ledger.jsonl"
MEND = "Put the ledger back as it was committed: git checkout -- {file}"
_BESIDE = FILE + "~"
"""Where the next state of the ledger is written; a name that reading the folder passes over."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The events so far, in order; the event at index i stands on line i + 1."""

    file: str
    """As messages name it."""
    events: tuple[Event, ...] = ()
    last: str = FIRST
    """The hash of the last line."""
    exists: bool = False


def read_ledger(raw: bytes | None, file: str, findings: Findings) -> Ledger:
    """Read and check a ledger.

    Args:
        raw: the file's bytes, or None where there is no such file.
        file: the file as messages name it.
        findings: told every line that was altered, is missing, or is out of order.
    """
    if raw is None:
        return Ledger(file)
    remedy = MEND.format(file=file)
    if raw and not raw.endswith(b"\n"):
        findings.error(file, raw.count(b"\n") + 1, "the last line is cut short", remedy)
    events: list[Event] = []
    last = FIRST
    for number, line in enumerate(_lines(raw), start=1):
        try:
            event, previous = from_line(line)
        except ValueError as fault:
            findings.error(file, number, f"the line {fault}", remedy)
            last = ""  # what follows can't be held against it
            continue
        if last and previous != last:
            what = "a line before this one is missing, was added, or is out of order"
            findings.error(file, number, f"{what} ({_concerned(event)})", remedy)
        events.append(event)
        last = line_hash(line)
    return Ledger(file, tuple(events), last, exists=True)


def _concerned(event: Event) -> str:
    return f"this one: {event.event} of /documents/{event.id}/ on {event.day}"


def _lines(raw: bytes) -> list[bytes]:
    return raw.removesuffix(b"\n").split(b"\n") if raw else []


def check_continues(base: bytes, raw: bytes, base_name: str, file: str, findings: Findings) -> None:
    """Tell where a ledger is not an earlier copy with lines added at its end.

    Args:
        base: the earlier copy.
        raw: the ledger now.
        base_name: the earlier copy as messages name it: a git revision.
        file: the ledger as messages name it.
        findings: told the first line that differs, or that lines were cut off.
    """
    before, now = _lines(base), _lines(raw)
    for number, line in enumerate(before, start=1):
        if number > len(now):
            try:
                lost = f" ({_concerned(from_line(line)[0])})".replace("this one", "the first of them")
            except ValueError:
                lost = ""
            count = len(before) - len(now)
            what = (
                f"{count} line{'s' * (count != 1)} of {base_name} {'are' if count != 1 else 'is'} cut off the end{lost}"
            )
        elif line != now[number - 1]:
            what = f"the line is not the one that {base_name} has here"
        else:
            continue
        findings.error(
            file, number, what, f"Put back what {base_name} has, then run the commands of your own change again"
        )
        return


def append(folder: Path, ledger: Ledger, events: Sequence[Event]) -> None:
    """Add events at the ledger's end, all or none, even if the machine stops in the middle of it.

    The whole new file is written beside the old one, forced to the disk, and takes its place in one step.

    Args:
        folder: the seeds folder, locked by `locked`.
        ledger: what was read from it under that lock.
        events: what happened.
    """
    path, beside = folder / FILE, folder / _BESIDE
    content = path.read_bytes() if path.exists() else b""
    last = ledger.last
    for event in events:
        line = to_line(event, last)
        last = line_hash(line)
        content += line + b"\n"
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    with _opened(folder) as handle:
        os.fsync(handle)


@contextmanager
def locked(folder: Path, label: str) -> Iterator[None]:
    """Hold the seeds folder's ledger, so that no other command changes it meanwhile.

    Raises:
        ArchiveError: if another command is at work on it, or there is no such folder.
    """
    if not folder.is_dir():
        what, remedy = "there is no such folder", "Make it, or name another with --seeds"
        raise ArchiveError([Problem(label, 0, what, remedy)])
    with _opened(folder) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            what, remedy = (
                "another command is at work on the ledger",
                "Wait until it has ended, then run this one again",
            )
            raise ArchiveError([Problem(f"{label}/{FILE}", 0, what, remedy)]) from None
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
