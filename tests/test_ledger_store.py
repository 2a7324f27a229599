"""The ledger's file: every kind of tampering is told with its line, and no killed command leaves half of it."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from sourcebook.ledger.events import line_hash, to_line
from sourcebook.ledger.store import FILE, Ledger, append, check_continues, locked, read_ledger
from sourcebook.locks import give_back, take
from sourcebook.problems import ArchiveError, Findings

from tests.test_ledger_events import PUBLISHED
from tests.tools.building import tree

LABEL = f"seeds/{FILE}"
EVENTS = [replace(PUBLISHED, id=name, file=f"{name}.txt") for name in ("a", "b", "c", "d")]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    append(tmp_path, Ledger(LABEL), EVENTS)
    return tmp_path / FILE


def problems(raw: bytes) -> list[str]:
    findings = Findings()
    read = read_ledger(raw, LABEL, findings)
    assert (read.file, read.exists) == (LABEL, True)
    return [str(problem) for problem in findings]


def test_what_was_appended_is_read(ledger: Path) -> None:
    findings = Findings()
    assert read_ledger(ledger.read_bytes(), LABEL, findings).events == tuple(EVENTS)
    assert not findings.errors


def test_appending_adds_lines_and_changes_none(ledger: Path) -> None:
    before = ledger.read_bytes()
    findings = Findings()
    append(ledger.parent, read_ledger(before, LABEL, findings), [replace(PUBLISHED, id="e", file="e.txt")])
    assert ledger.read_bytes().startswith(before)
    assert ledger.read_bytes().count(b"\n") == 5
    assert problems(ledger.read_bytes()) == []


def test_a_folder_without_a_ledger_has_no_events_and_no_problem() -> None:
    findings = Findings()
    assert read_ledger(None, LABEL, findings) == Ledger(LABEL)
    assert not findings.errors


def lines_of(raw: bytes) -> list[bytes]:
    return raw.splitlines(keepends=True)


TAMPERED: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str, str]] = {
    "the first line altered": (lambda ls: [ls[0].replace(b"2026", b"2025"), *ls[1:]], f"{LABEL}:1: ", "was altered"),
    "a line altered": (lambda ls: [ls[0], ls[1].replace(b'"b"', b'"x"'), *ls[2:]], f"{LABEL}:2: ", "was altered"),
    "the last line altered": (lambda ls: [*ls[:3], ls[3].replace(b"2026", b"2025")], f"{LABEL}:4: ", "was altered"),
    "a line missing": (lambda ls: [ls[0], *ls[2:]], f"{LABEL}:2: ", "is missing"),
    "the first line missing": (lambda ls: ls[1:], f"{LABEL}:1: ", "is missing"),
    "two lines exchanged": (lambda ls: [ls[0], ls[2], ls[1], ls[3]], f"{LABEL}:2: ", "out of order"),
    "a line twice": (lambda ls: [ls[0], ls[0], *ls[1:]], f"{LABEL}:2: ", "was added"),
    "an empty line": (lambda ls: [ls[0], b"\n", *ls[1:]], f"{LABEL}:2: ", "is not JSON"),
    "every line": (lambda ls: [], f"{LABEL}: ", "the ledger is empty"),
    "what git could not merge": (
        lambda ls: [*ls[:2], b"<<<<<<< HEAD\n", ls[2], b"=======\n", b"\xff\n", ls[3], b">>>>>>> other\n"],
        f"{LABEL}:3: ",
        "git could not merge two ledgers here. Take one of the two whole",
    ),
    "the end cut": (lambda ls: [*ls[:3], ls[3][:-20]], f"{LABEL}:4: ", "cut short"),
    "another tool's line ends": (
        lambda ls: [line.replace(b"\n", b"\r\n") for line in ls],
        f"{LABEL}: ",
        "only its line ends differ",
    ),
    "the line end of the last line": (lambda ls: [*ls[:3], ls[3][:-1] + b"\r\n"], f"{LABEL}:4: ", "altered"),
    "the line end of one line": (lambda ls: [ls[0].replace(b"\n", b"\r\n"), *ls[1:]], f"{LABEL}:1: ", "altered"),
}


@pytest.mark.parametrize("tampering", TAMPERED)
def test_tampering_is_told_with_its_line_and_what_to_do(tampering: str, ledger: Path) -> None:
    tamper, place, what = TAMPERED[tampering]
    told = problems(b"".join(tamper(lines_of(ledger.read_bytes()))))
    assert told
    assert told[0].startswith(place)
    assert what in told[0]
    assert "git checkout" in told[0]
    if "CRLF" in told[0]:
        assert len(told) == 1
        assert "`* -text` into seeds/.gitattributes" in told[0]


def test_lines_of_two_branches_are_told_with_the_way_out(ledger: Path) -> None:
    first, second, third, _ = lines_of(ledger.read_bytes())
    other = to_line(EVENTS[2], line_hash(first.removesuffix(b"\n"))) + b"\n"
    way = "If two branches were merged, take the ledger of one (git checkout BRANCH -- seeds/ledger.jsonl), then run"
    (told,) = problems(first + second + other)
    assert way in told
    assert not any(way in told for told in problems(first + third))


def test_what_is_read_is_what_was_written_with_the_hash_that_the_next_line_names(ledger: Path) -> None:
    raw = ledger.read_bytes()
    last = line_hash(lines_of(raw)[-1].removesuffix(b"\n"))
    whole = Ledger(LABEL, tuple(EVENTS), last, exists=True)
    findings = Findings()
    assert read_ledger(raw, LABEL, findings) == whole
    assert findings.errors == []
    assert read_ledger(raw.replace(b"\n", b"\r\n"), LABEL, findings) == whole  # so that all else is told in one run


def test_one_line_that_was_altered_is_one_problem_and_two_are_two(ledger: Path) -> None:
    first, second, third, fourth = lines_of(ledger.read_bytes())
    altered = second.replace(b'"b"', b'"x"')
    assert len(problems(first + altered + third + fourth)) == 1
    assert len(problems(first + altered + third.replace(b'"c"', b'"x"') + fourth)) == 2


def continued(base: bytes, now: bytes) -> list[str]:
    findings = Findings()
    check_continues(base, now, "origin/main", LABEL, findings)
    return [str(problem) for problem in findings]


def test_a_line_cut_off_the_end_is_seen_by_comparing_with_the_base(ledger: Path) -> None:
    raw = ledger.read_bytes()
    shorter = b"".join(lines_of(raw)[:-1])
    assert problems(shorter) == []  # nothing in the file can tell
    assert continued(raw, raw) == continued(shorter, raw) == continued(b"", raw) == []
    (told,) = continued(raw, shorter)
    assert told.startswith(f"{LABEL}:4: 1 line of origin/main is cut off the end (the first of them: publish of ")
    assert "/documents/d/" in told
    (told,) = continued(raw, b"".join(lines_of(raw)[:-2]))
    assert told.startswith(f"{LABEL}:3: 2 lines of origin/main are cut off the end (the first of them: publish of ")
    assert continued(raw, raw.replace(b"\n", b"\r\n")) == []  # which is told where the ledger is read
    (told,) = continued(raw + b"{}\n", raw)
    assert told.startswith(f"{LABEL}:5: 1 line of origin/main is cut off the end. ")


def test_a_last_line_that_was_made_anew_is_seen_by_comparing_with_the_base(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "forged").mkdir()
    append(tmp_path / "forged", Ledger(LABEL), [*EVENTS[:3], replace(EVENTS[3], day="2025-01-01")])
    forged = (tmp_path / "forged" / FILE).read_bytes()
    assert problems(forged) == []
    (told,) = continued(ledger.read_bytes(), forged)
    assert told.startswith(f"{LABEL}:4: the line is not the one that origin/main has here")


def test_a_lock_that_another_took_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    lock = take(path, 0)
    assert lock
    release = lock.release

    def another(*_: object, **__: object) -> None:
        release()
        path.write_bytes(b"another's")

    monkeypatch.setattr(lock, "release", another)
    path.unlink()  # as another program may: nothing is raised
    give_back(lock)
    assert path.read_bytes() == b"another's"


def test_two_commands_at_once_are_refused(tmp_path: Path) -> None:
    with locked(tmp_path, "seeds"), pytest.raises(ArchiveError, match="another command"), locked(tmp_path, "seeds"):
        pass
    with locked(tmp_path, "seeds"):
        pass  # free again


def test_a_line_is_on_the_disk_before_it_counts_and_its_place_is_kept_there(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[tuple[str, int]] = []
    old = ledger.read_bytes()
    of = {"folder": ledger.parent, "the new file": ledger.with_name(f"{FILE}~")}

    def fsync(handle: int) -> None:
        names = [name for name, path in of.items() if path.exists() and os.path.samestat(os.fstat(handle), path.stat())]
        forced.append((*names, len(ledger.read_bytes()) - len(old)))

    monkeypatch.setattr(os, "fsync", fsync)
    append(ledger.parent, Ledger(LABEL, tuple(EVENTS), exists=True), [replace(PUBLISHED, id="e", file="e.txt")])
    added = len(ledger.read_bytes()) - len(old)
    assert forced == [("the new file", 0), ("folder", added)]


@pytest.mark.parametrize("fails", ["open", "fsync", "replace"])
def test_a_ledger_that_can_not_be_written_stays_as_it_is_and_is_told_in_a_line(
    fails: str, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(ledger.parent)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os if fails == "fsync" else Path, fails, full)
    with pytest.raises(ArchiveError) as told:
        append(ledger.parent, Ledger(LABEL, exists=True), EVENTS)
    monkeypatch.undo()
    assert str(told.value).startswith(
        f"{LABEL}: the ledger can't be written (No space left on device); it is as it was"
    )
    assert tree(ledger.parent) == before


def test_where_no_lock_can_stand_that_is_told_at_once_and_nobody_is_blamed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        take(tmp_path / "gone/site.lock", 600)


def test_the_lock_leaves_nothing_in_the_folder(ledger: Path) -> None:
    before = tree(ledger.parent)
    with locked(ledger.parent, "seeds"):
        pass
    assert tree(ledger.parent) == before


APPENDING = """
import sys
from msgspec.structs import replace
from pathlib import Path
from sourcebook.ledger.events import line_hash
from sourcebook.ledger.store import append, read_ledger, locked
from sourcebook.problems import Findings
from tests.test_ledger_events import PUBLISHED
folder = Path(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    with locked(folder, "seeds"):
        path = folder / "ledger.jsonl"
        ledger = read_ledger(path.read_bytes() if path.exists() else None, "seeds/ledger.jsonl", Findings())
        anchors = {f"p{n}": "0" * 12 for n in range(1, 3000)}
        append(folder, ledger, [replace(PUBLISHED, id=f"d{len(ledger.events)}", anchors=anchors)])
"""


@pytest.mark.parametrize("milliseconds", [1, 5, 11, 23, 47, 95])
def test_killed_at_any_moment_a_command_leaves_a_whole_ledger(milliseconds: int, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", APPENDING, str(tmp_path)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    while not (tmp_path / FILE).exists():
        time.sleep(0.001)
    time.sleep(milliseconds / 1000)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert problems((tmp_path / FILE).read_bytes()) == []
    with locked(tmp_path, "seeds"):  # and holds nobody up
        pass
