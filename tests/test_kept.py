"""kept.py: what takes long stays from one build to the next, and stops nothing where it can't."""

from pathlib import Path

import pytest
from sourcebook.kept import keep, keep_bytes, read_kept, read_kept_bytes


@pytest.mark.parametrize("file", ["a/kept-1.json", "kept-2.json"])
def test_what_can_not_be_kept_stops_nothing(file: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file where the folder should be")
    (tmp_path / "kept-2.json").mkdir()
    keep(tmp_path / file, {"a": 1})
    assert read_kept(tmp_path / file) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "kept-2.json"]


def test_of_what_is_kept_the_last_stays_and_what_can_not_be_read_counts_as_absent(tmp_path: Path) -> None:
    keep(tmp_path / "kept-1.json", {"a": 1})
    (tmp_path / "kept-1.77.partial").write_text("{")
    (tmp_path / "other-1.json").write_text("{}")
    keep(tmp_path / "kept-2.json", {"b": [2]})
    assert read_kept(tmp_path / "kept-2.json") == {"b": [2]}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept-2.json", "other-1.json"]
    for content in (b"", b"{", b"\xff", b"[" * 100_000):
        (tmp_path / "kept-2.json").write_bytes(content)
        assert read_kept(tmp_path / "kept-2.json") is None


def test_what_is_kept_comes_back_as_it_was_or_not_at_all(tmp_path: Path) -> None:
    assert keep_bytes(tmp_path / "a", b"one\ntwo\n")
    assert read_kept_bytes(tmp_path / "a") == b"one\ntwo\n"
    keep(tmp_path / "bytes-1", b"[1]\xff")
    assert read_kept_bytes(tmp_path / "bytes-1") == b"[1]\xff"
    keep(tmp_path / "b-1.json", {"\ud800": "ä"})
    assert read_kept(tmp_path / "b-1.json") == {"\ud800": "ä"}
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes().replace(b"two", b"2"))
    assert read_kept_bytes(tmp_path / "a") is None
    (tmp_path / "c").mkdir()
    assert not keep_bytes(tmp_path / "c", b"")
    assert keep_bytes(tmp_path / "folders/that/are/made", b"x")


def test_of_each_kind_that_is_kept_the_last_stays_in_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "new/folder"
    (folder / "kind-a-0.json").mkdir(parents=True)
    for name in ("kind-a-1", "kind-b-1", "kind-a-2"):
        keep(folder / f"{name}.json", {name: "ä"})
    (folder / "kind-a-0.json").rmdir()  # what can't be removed is nothing to stop for
    assert {path.name: read_kept(path) for path in folder.iterdir()} == {
        "kind-a-2.json": {"kind-a-2": "ä"},
        "kind-b-1.json": {"kind-b-1": "ä"},
    }
