"""What `make golden` writes: of the cases as they are committed, nothing; of one that expects something else, that."""

from pathlib import Path

import pytest

from tests.tools import golden


def test_the_golden_files_are_what_the_code_makes_of_their_cases() -> None:
    files = dict(golden.golden())
    assert [path for path, text in files.items() if path.read_text(encoding="utf-8") != text] == []
    assert len(files) > 100
    assert {path.parents[1].name for path in files} == {"cite", "describe", "link"}


def test_only_what_is_otherwise_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    same, other, new = tmp_path / "same.txt", tmp_path / "other.txt", tmp_path / "new.txt"
    same.write_text("a", encoding="utf-8")
    other.write_text("a", encoding="utf-8")
    monkeypatch.setattr(golden, "golden", lambda: [(same, "a"), (other, "b"), (new, "c")])
    golden.write()
    assert [path.read_text(encoding="utf-8") for path in (same, other, new)] == ["a", "b", "c"]
    assert capsys.readouterr().out.split() == [str(other), str(new)]
