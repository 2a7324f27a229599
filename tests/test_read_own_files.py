"""read/own_files.py: of what lies in docs/, only that is copied which is a file there, and which a page can ask for."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sourcebook.addresses import SCRIPTS, STYLES
from sourcebook.problems import Findings
from sourcebook.read.own_files import check_own_files, is_left_by_a_tool

NAME = "the file's name holds a character that can't be seen"
KEPT = "browsers are told to keep for ever what lies there"
OUT = "the link leads out of the archive's folder"
CASES: dict[str, tuple[Callable[[Path], object] | None, str]] = {
    "a.png": (Path.touch, ""),
    ".well-known/a.txt": (Path.touch, ""),
    f"{SCRIPTS}/own.js": (Path.touch, f"docs/{SCRIPTS}/own.js: {KEPT}"),
    f"{STYLES}/own.css": (Path.touch, f"docs/{STYLES}/own.css: {KEPT}"),
    "assets/own.css": (Path.touch, ""),
    "linked.md": (lambda path: path.symlink_to("../README.md"), ""),
    "beside.md": (lambda path: path.symlink_to("other.md"), ""),
    "passwords.txt": (lambda path: path.symlink_to("../../passwords"), f"docs/passwords.txt: {OUT}"),
    "settings": (lambda path: path.symlink_to("../.git/config"), f"docs/settings: {OUT}"),
    "out/passwords": (None, f"docs/out/passwords: {OUT}"),
    "up/docs/other.md": (None, "docs/up/docs: the link leads in a circle"),
    "sub/again/other.md": (None, "docs/sub/again: the link leads in a circle"),
    "gone.md": (lambda path: path.symlink_to("nowhere"), "docs/gone.md: the link leads nowhere"),
    "pipe.md": (os.mkfifo, "docs/pipe.md: neither a file nor a folder"),
    "zero": (lambda path: path.symlink_to("/dev/zero"), f"docs/zero: {OUT}"),
    "letter.txt": (lambda path: path.symlink_to("../seeds/a.txt"), "docs/letter.txt: it lies in seeds too"),
    "a\\b.png": (Path.touch, "docs/a\\b.png: a browser reads the backslash"),
    "a\nb.png": (Path.touch, f"'docs/a\\nb.png': {NAME}"),
    "a\udcffb.png": (Path.touch, "'docs/a\\udcffb.png': the file's name is not UTF-8"),
}
"""What stands in docs/ by its name there: how it is made, where it isn't there by a link to a folder; what is told."""


@pytest.mark.parametrize(("name", "case"), CASES.items(), ids=map(ascii, CASES))
def test_what_would_be_published_is_a_file_of_the_archive_s_own(
    name: str, case: tuple[Callable[[Path], object] | None, str], tmp_path: Path
) -> None:
    project, (make, told) = tmp_path / "project", case
    for file in (
        "passwords",
        "project/README.md",
        "project/.git/config",
        "project/seeds/a.txt",
        "project/docs/other.md",
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("words\n")
    (project / "docs/out").symlink_to("../..")
    (project / "docs/up").symlink_to("..")
    (project / "docs/sub").mkdir()
    (project / "docs/sub/again").symlink_to(".")
    path = project / "docs" / name
    if make:
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)
    findings = Findings()
    check_own_files([(name, str(path))], project / "docs", project / "seeds", "seeds", findings)
    assert [str(problem).partition(told)[1] for problem in findings.errors] == ([told] if told else [])


def test_hosts_are_told_to_keep_those_folders_for_ever() -> None:
    told = (Path(__file__).parents[1] / "hosting/_headers").read_text(encoding="utf-8")
    assert all(
        f"/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable" in told for folder in (SCRIPTS, STYLES)
    )


def test_docs_and_templates_may_lie_elsewhere_and_what_is_linked_within_them(tmp_path: Path) -> None:
    docs, theme = tmp_path / "project/pages/docs", tmp_path / "theme"
    for name in ("elsewhere/.well-known/a.txt", "elsewhere/a.md", "theme/logo.png", "project/README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "project/mkdocs.yml").touch()
    (tmp_path / "elsewhere/b.md").symlink_to("a.md")
    (tmp_path / "elsewhere/c.md").symlink_to("../project/README.md")
    (tmp_path / "elsewhere/in/deep").mkdir(parents=True)
    (tmp_path / "elsewhere/in/deep/b.md").symlink_to("../../a.md")
    docs.parent.mkdir()
    docs.symlink_to("../../elsewhere")
    findings = Findings()
    files = [
        (name, f"{docs}/{name}") for name in (".well-known/a.txt", "a.md", "b.md", "c.md", "in/deep/b.md", "gone/d.md")
    ]
    check_own_files([*files, ("logo.png", f"{theme}/logo.png")], docs, tmp_path / "seeds", "seeds", findings)
    assert [problem.file for problem in findings.errors] == ["pages/docs/gone/d.md"]


def test_what_tools_leave_is_known_by_its_name_and_what_is_meant_too() -> None:
    left = ("a.md~", "Thumbs.db", "#a.md#", "pictures/~$list.docx", "__MACOSX/a.png", "a/desktop.ini")
    meant = ("a.md", ".well-known/security.txt", "pictures/a.png")
    assert [uri for uri in (*left, *meant) if is_left_by_a_tool(uri)] == [*left]


def test_there_need_be_no_docs(tmp_path: Path) -> None:
    findings = Findings()
    check_own_files([], tmp_path / "docs", tmp_path / "seeds", "seeds", findings)
    assert not findings.errors


def test_what_can_not_be_read_is_told_and_not_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_read(folder: Path, onerror: Callable[[OSError], object]) -> Iterator[None]:
        onerror(PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder / "sub")))
        yield None

    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").touch()
    monkeypatch.setattr(os, "walk", not_read)
    monkeypatch.setattr(os, "access", lambda *_: False)
    findings = Findings()
    check_own_files([("a.md", str(docs / "a.md"))], docs, tmp_path / "seeds", "seeds", findings)
    told = [f"{problem.file}: {problem.what}" for problem in findings.errors]
    assert told == [f"docs/{what} can't be read (Permission denied)" for what in ("sub: the folder", "a.md: the file")]
