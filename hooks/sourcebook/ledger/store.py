"""The ledger's file: read whole and checked line by line; appended to in one step, by one command at a time."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from sourcebook.ledger.events import FIRST, Event, from_line, line_hash, to_line
from sourcebook.locks import give_back, take
from sourcebook.problems import ArchiveError, Findings, Problem, refusal
from sourcebook.text.stand_ins import conflict_in

FILE = "ledger.jsonl"
MEND = "Put the ledger back as it was committed: git checkout -- {file}"
_MERGE = (
    "Take one of the two whole (git checkout --ours -- {file}, or --theirs), then run the other side's commands again"
)
_MERGED = (
    ". If two branches were merged, take the ledger of one (git checkout BRANCH -- {file}), then run the other one's "
    "commands again"
)
"""Two lines follow one: git put both in, where it was told to merge line by line."""
_BESIDE = FILE + "~"
"""Where the next state of the ledger is written; a name that reading the folder passes over."""
_LOCK = f".{FILE}~"
"""Whoever holds this file's lock may write the ledger; passed over likewise."""


class Ledger(Struct, frozen=True):
    """The events so far, in order; the event at index i stands on line i + 1."""

    file: str
    """As messages name it."""
    events: tuple[Event, ...] = ()
    last: str = FIRST
    """The hash of the last line."""
    exists: bool = False


def read_ledger(raw: bytes | None, file: str, findings: Findings) -> Ledger:
    """Read and check a ledger.

    `raw` is None where there is no such file.
    """
    if raw is None:
        return Ledger(file)
    remedy = MEND.format(file=file)
    if not raw.strip():
        findings.error(file, 0, "the ledger is empty, and so no longer says what is promised", remedy)
        return Ledger(file, exists=True)
    if conflict := conflict_in(raw.decode("utf-8", "replace")):
        what = "git could not merge two ledgers here"
        findings.error(file, conflict, what, _MERGE.format(file=file))
        return Ledger(file, exists=True)
    if (written := _as_written(raw)) != raw:
        what = "only its line ends differ from what was written: CRLF for LF"
        findings.error(file, 0, what, keep_line_ends(file.rpartition("/")[0]))
        raw = written
    if raw and not raw.endswith(b"\n"):
        findings.error(file, raw.count(b"\n") + 1, "the last line is cut short", remedy)
    events: list[Event] = []
    last = FIRST
    before = {FIRST}
    for number, line in enumerate(_lines(raw), start=1):
        try:
            event, previous = from_line(line)
        except ValueError as fault:
            findings.error(file, number, f"the line {fault}", remedy)
            last = ""  # what follows can't be held against it
            continue
        if last and previous != last:
            what = "a line before this one is missing, was added, or is out of order"
            merged = _MERGED.format(file=file) if previous in before else ""
            findings.error(file, number, f"{what} ({_concerned(event)})", remedy + merged)
        events.append(event)
        last = line_hash(line)
        before.add(last)
    return Ledger(file, tuple(events), last, exists=True)


def keep_line_ends(folder: str) -> str:
    """Return what to do where line ends were converted."""
    return (
        f"If git converted them, put the line `* -text` into {folder}/.gitattributes, delete the files that were "
        f"converted, and check them out again: git checkout -- {folder}"
    )


def _concerned(event: Event) -> str:
    return f"this one: {event.event} of /documents/{event.id}/ on {event.day}"


def _as_written(raw: bytes) -> bytes:
    """Return a ledger without the carriage returns that a tool has put at the end of every line."""
    is_converted = raw.endswith(b"\r\n") and all(line.endswith(b"\r") for line in _lines(raw))
    return raw.replace(b"\r\n", b"\n") if is_converted else raw


def _lines(raw: bytes) -> list[bytes]:
    return raw.removesuffix(b"\n").split(b"\n") if raw else []


def check_continues(base: bytes, raw: bytes, base_name: str, file: str, findings: Findings) -> None:
    """Tell where a ledger is not an earlier copy with lines added at its end.

    `base` is the earlier copy, and `base_name` what messages call it: a git revision.
    """
    before, now = _lines(_as_written(base)), _lines(_as_written(raw))
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

    `ledger` is what was read from the folder under the lock that `locked` gives.

    Raises:
        ArchiveError: if it can't be written; the ledger is as it was.
    """
    path, beside = folder / FILE, folder / _BESIDE
    last = ledger.last
    lines: list[bytes] = []
    for event in events:
        lines.append(to_line(event, last))
        last = line_hash(lines[-1])
    try:
        content = path.read_bytes() if path.exists() else b""
        with beside.open("wb") as file:
            file.write(content + b"".join(line + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _to_the_disk(folder)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink()
        raise ArchiveError([_not_written(ledger.file, fault)]) from fault


def _to_the_disk(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _not_written(file: str, fault: OSError) -> Problem:
    what = f"the ledger can't be written ({fault.strerror or fault}); it is as it was"
    return Problem(file, 0, what, "Fix that, then run the command again")


@contextmanager
def locked(folder: Path, label: str) -> Iterator[None]:
    """Hold the seeds folder's ledger, so that no other command changes it meanwhile.

    Raises:
        ArchiveError: if another command is at work on it, or nothing can be written there.
    """
    file = f"{label}/{FILE}"
    try:
        lock = take(folder / _LOCK, 0)
    except OSError as fault:
        raise ArchiveError([_not_written(file, fault)]) from fault
    if not lock:
        what, remedy = "another command is at work on the ledger", "Wait until it has ended, then run this one again"
        raise refusal(file, what, remedy)
    try:
        yield
    finally:
        give_back(lock)
