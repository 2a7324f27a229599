"""locks.py: a temporary folder lasts as long as the program that made it; the next of its kind removes what is left."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sourcebook.locks import take, temporary_folder


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


def test_what_is_somebody_else_s_is_left(place: Path) -> None:
    (place / "kind-1.lock").mkdir()  # can't be opened as a file
    with temporary_folder("kind") as folder:
        assert take(folder.with_suffix(".lock"), 0) is None
    assert [path.name for path in place.iterdir()] == ["kind-1.lock"]
