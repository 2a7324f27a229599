"""A checkout that converts line ends: git's own, with the way back that the message names."""

import subprocess
from pathlib import Path

import pytest

from tests.tools.commands import Curator


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True, capture_output=True)


def test_line_ends_that_git_converted_are_told_and_the_remedy_mends_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    curator = Curator(tmp_path / "one/seeds")
    curator.seeds.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        curator.write(name, "The first paragraph.", "The second one.")
    (curator.seeds / "a.html").write_text("<p>The first paragraph.</p>\n<p>The second one.</p>\n")
    curator.does("record")
    git(tmp_path / "one", "init", "-q")
    git(tmp_path / "one", "add", ".")
    git(tmp_path / "one", "commit", "-qm", "Texts")
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", "one", "other")

    monkeypatch.chdir(tmp_path / "other")
    other = Curator(Path("seeds"))
    assert b"\r\n" in (other.seeds / "a.txt").read_bytes()
    answer = other.run("check")
    assert answer.code == 1
    assert "changed in place" not in answer.errors
    of_the_original, *others = answer.errors.splitlines()
    assert of_the_original.startswith(
        "seeds/a.html: the original isn't the file that seeds/ledger.jsonl:1 records: only"
    )
    assert [line.partition(": ")[2].partition(".")[0].partition(":")[0] for line in others] == [
        "only its line ends differ from what was written",
        "2 texts differ from what was recorded only in the line ends (CRLF, LF)",
    ]
    assert answer.errors.count("put the line `* -text` into seeds/.gitattributes") == 3

    (other.seeds / ".gitattributes").write_text("* -text\n")
    for path in (*other.seeds.glob("a.*"), other.seeds / "b.txt", other.ledger):
        path.unlink()
    git(tmp_path / "other", "checkout", "--", "seeds")
    assert "2 of 2 documents are recorded" in other.does("check")
