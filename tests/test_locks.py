"""locks.py: a temporary folder lasts as long as the program that made it; the next of its kind removes what is left."""

import atexit
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sourcebook.locks import give_back, hold_until_the_end, take, temporary_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_program_left_is_removed_and_what_another_uses_is_not(place: Path) -> None:
    killed = f"""
import os, tempfile
from sourcebook.locks import temporary_folder
tempfile.tempdir = {str(place)!r}
with temporary_folder("kind") as folder:
    (folder / "parts").mkdir()
    os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", killed], check=False)
    (left,) = place.glob("kind-*/parts")
    with temporary_folder("kind") as used, temporary_folder("kind") as another:
        assert not left.parent.exists()
        assert used.stat().st_mode & 0o777 == 0o700
        assert {path.name for path in place.iterdir()} == {
            name for folder in (used, another) for name in (folder.name, f"{folder.name}.lock")
        }
    assert list(place.iterdir()) == []


def test_a_folder_that_nobody_holds_is_removed_and_so_is_a_lock_without_one(place: Path) -> None:
    (place / "kind-1/parts").mkdir(parents=True)
    for lock in ("kind-1.lock", "kind-2.lock"):
        (place / lock).touch()
    with temporary_folder("kind") as used:
        assert {path.name for path in place.iterdir()} == {used.name, f"{used.name}.lock"}


def test_a_folder_is_removed_whatever_happened_and_nothing_of_another_kind(place: Path) -> None:
    (place / "other-1").mkdir()
    (place / "other-1.lock").touch()
    with pytest.raises(FileNotFoundError), temporary_folder("kind") as folder:
        (folder / "a/b").touch()
    assert {path.name for path in place.iterdir()} == {"other-1", "other-1.lock"}


def test_what_another_library_made_is_removed_too_once_who_made_it_is_gone(place: Path) -> None:
    made = """
import os, sys, tempfile
from pathlib import Path
from sourcebook.locks import hold_until_the_end
folder = Path(tempfile.mkdtemp("", "other_", sys.argv[1]))
hold_until_the_end(folder, "other_")
hold_until_the_end(folder, "other_")  # as each of a program's builds does
beside = folder.with_name(f".{folder.name}.1-2.building")
beside.mkdir()
beside.with_suffix(".lock").touch()
if sys.argv[2] == "killed":
    os.kill(os.getpid(), 9)
folder.rmdir()
"""
    for end, left in (("killed", 4), ("killed", 4), ("ended", 2)):  # the latter's own folder is MkDocs' to remove
        subprocess.run([sys.executable, "-c", made, str(place), end], check=False)
        assert len(list(place.iterdir())) == left


def test_what_is_somebody_else_s_is_left(place: Path) -> None:
    (place / "kind-1.lock").mkdir()  # can't be opened as a file
    with temporary_folder("kind") as folder:
        assert take(folder.with_suffix(".lock"), 0) is None
    assert [path.name for path in place.iterdir()] == ["kind-1.lock"]


def test_a_folder_of_another_library_is_held_once_and_given_back_at_the_end(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_end: list[tuple[object, ...]] = []
    monkeypatch.setattr(atexit, "register", lambda *call: at_the_end.append(call))
    (place / "other_0").mkdir()
    for lock in ("other_0.lock", "kind-1.lock"):
        (place / lock).touch()
    folder = place / "other_1"
    folder.mkdir()
    for _ in range(2):  # as each of a program's builds does
        hold_until_the_end(folder, "other_")
    assert {path.name for path in place.iterdir()} == {"kind-1.lock", "other_1", "other_1.lock"}
    assert take(place / "other_1.lock", 0) is None
    ((call, lock),) = at_the_end
    assert call is give_back
    give_back(lock)
    assert {path.name for path in place.iterdir()} == {"kind-1.lock", "other_1"}
    hold_until_the_end(place / "gone/other_2", "other_")  # where there can be no lock, the build goes on without
    assert len(at_the_end) == 1
