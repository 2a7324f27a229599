"""kept.py: what takes long stays from one build to the next, and stops nothing where it can't."""

from pathlib import Path

import pytest
from sourcebook.kept import keep, keep_bytes, read_kept, read_kept_bytes

NONE, ONE, TWO = "0" * 16, "1" * 16, "2" * 16


@pytest.mark.parametrize("file", ["a/kept-1.json", f"kept-{TWO}.json"])
def test_what_can_not_be_kept_stops_nothing(file: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a file where the folder should be")
    (tmp_path / f"kept-{TWO}.json").mkdir()
    keep(tmp_path / file, {"a": 1})
    assert read_kept(tmp_path / file) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", f"kept-{TWO}.json"]


def test_of_what_is_kept_the_last_stays_and_what_can_not_be_read_counts_as_absent(tmp_path: Path) -> None:
    keep(tmp_path / f"kept-{ONE}.json", {"a": 1})
    (tmp_path / f"kept-{ONE}.77.partial").write_text("{")
    others = [f"other-{ONE}.json", "kept-1871.json", "kept-words.json", f"kept-{ONE}.ods", f"my-kept-{ONE}.json"]
    for name in others:
        (tmp_path / name).write_text("{}")
    keep(tmp_path / f"kept-{TWO}.json", {"b": [2]})
    assert read_kept(tmp_path / f"kept-{TWO}.json") == {"b": [2]}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f"kept-{TWO}.json", *others])
    for content in (b"", b"{", b"\xff", b"[" * 100_000):
        (tmp_path / f"kept-{TWO}.json").write_bytes(content)
        assert read_kept(tmp_path / f"kept-{TWO}.json") is None


def test_what_is_kept_comes_back_as_it_was_or_not_at_all(tmp_path: Path) -> None:
    assert keep_bytes(tmp_path / "a", b"one\ntwo\n")
    assert read_kept_bytes(tmp_path / "a") == b"one\ntwo\n"
    keep(tmp_path / "bytes-1", b"[1]\xff")
    assert read_kept_bytes(tmp_path / "bytes-1") == b"[1]\xff"
    keep(tmp_path / f"b-{ONE}.json", {"\ud800": "ä"})
    assert read_kept(tmp_path / f"b-{ONE}.json") == {"\ud800": "ä"}
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes().replace(b"two", b"2"))
    assert read_kept_bytes(tmp_path / "a") is None
    (tmp_path / "c").mkdir()
    assert not keep_bytes(tmp_path / "c", b"")
    assert keep_bytes(tmp_path / "folders/that/are/made", b"x")


def test_of_each_kind_that_is_kept_the_last_stays_in_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "new/folder"
    (folder / f"kind-a-{NONE}.json").mkdir(parents=True)
    for name in (f"kind-a-{ONE}", f"kind-b-{ONE}", f"kind-a-{TWO}"):
        keep(folder / f"{name}.json", {name: "ä"})
    (folder / f"kind-a-{NONE}.json").rmdir()  # what can't be removed is nothing to stop for
    assert {path.name: read_kept(path) for path in folder.iterdir()} == {
        f"kind-a-{TWO}.json": {f"kind-a-{TWO}": "ä"},
        f"kind-b-{ONE}.json": {f"kind-b-{ONE}": "ä"},
    }
