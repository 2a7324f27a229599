"""Whatever lies in a seeds folder: a page, or one line that says what is wrong and what to do. Never a traceback."""

import errno
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sourcebook.pipeline import read_archive
from sourcebook.problems import ArchiveError

from tests.tools.building import Built, Project

CASES = sorted((Path(__file__).parents[1] / "golden" / "errors").iterdir())
LETTER = b"A letter\n\nDear Sir\n"
LONG = "x" * 201


def told(folder: Path) -> list[str]:
    """Return what reading a seeds folder tells, as the expected.txt of a case has it."""
    try:
        _, warnings = read_archive(folder, "seeds")
    except ArchiveError as error:
        return [f"ERROR {problem}" for problem in error.problems]
    return [f"WARNING {warning}" for warning in warnings]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_golden_case(case: Path) -> None:
    assert told(case / "seeds") == (case / "expected.txt").read_text(encoding="utf-8").splitlines()


# What can't be kept in a repository, or on every machine: made here.


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


def _link_out(folder: Path) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("secret")
    (folder / "out.txt").symlink_to(secret)


def _link_up(folder: Path) -> None:
    (folder / "up.txt").symlink_to("../secret.txt")
    (folder.parent / "secret.txt").write_text("secret")


def _link_to_a_device(folder: Path) -> None:
    (folder / "endless.txt").symlink_to("/dev/zero")


def _dangling_link(folder: Path) -> None:
    (folder / "dangling.txt").symlink_to("nothing.txt")


def _looping_link(folder: Path) -> None:
    (folder / "one.txt").symlink_to("two.txt")
    (folder / "two.txt").symlink_to("one.txt")


def _link_to_a_folder(folder: Path) -> None:
    (folder / "etc.txt").symlink_to("/etc")


def _not_utf_8(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(LETTER)


def _files(*names: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        for name in names:
            (folder / name).write_bytes(LETTER)

    return make


NO_LINK = "Put the file itself here, or remove the link."
UNSEEN = (
    "the file's name holds a character that can't be seen (a control, line or direction character). Rename the file."
)
TWIN = "by case or by Unicode normalisation only"

MADE: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "pipe": (_pipe, ["seeds/pipe.txt: neither a file nor a folder (a pipe, a socket, a device). Remove it."]),
    "link out": (_link_out, [f"seeds/out.txt: the link leads out of the folder. {NO_LINK}"]),
    "link up": (_link_up, [f"seeds/up.txt: the link leads out of the folder. {NO_LINK}"]),
    "link to a device": (_link_to_a_device, [f"seeds/endless.txt: the link leads out of the folder. {NO_LINK}"]),
    "link to a folder": (_link_to_a_folder, [f"seeds/etc.txt: the link leads out of the folder. {NO_LINK}"]),
    "dangling link": (_dangling_link, [f"seeds/dangling.txt: the link leads nowhere, or in a circle. {NO_LINK}"]),
    "looping links": (
        _looping_link,
        [f"seeds/{name}.txt: the link leads nowhere, or in a circle. {NO_LINK}" for name in ("one", "two")],
    ),
    "name that is not UTF-8": (
        _not_utf_8,
        ["seeds/'caf\\udce9.txt': the file's name is not UTF-8. Rename the file."],
    ),
    "line end in a name": (_files("a\nb.txt"), [f"seeds/'a\\nb.txt': {UNSEEN}"]),
    "escape in a name": (_files("a\x1b[2J.txt"), [f"seeds/'a\\x1b[2J.txt': {UNSEEN}"]),
    "direction in a name": (_files("a\u202etxt.exe.txt"), [f"seeds/'a\\u202etxt.exe.txt': {UNSEEN}"]),
    "unseen name of no text": (_files("a\n.md"), [f"seeds/'a\\n.md': {UNSEEN}"]),
    "names that differ by case": (
        _files("Letter.txt", "letter.txt"),
        [f"seeds/letter.txt: the name differs from seeds/Letter.txt {TWIN} ('letter.txt'). Rename one of the two."],
    ),
    "names that differ by normalisation": (
        _files("é.txt", unicodedata.normalize("NFD", "é.txt")),
        [
            f"seeds/é.txt: the name differs from seeds/'e\\u0301.txt' {TWIN} ('\\xe9.txt'). Rename one of the two.",
        ],
    ),
    "name that is too long": (
        _files(f"{LONG}.txt"),
        [f"seeds/{LONG}.txt: its address would be 201 bytes long; the limit is 200. Give the file a shorter name."],
    ),
}


@pytest.mark.parametrize(("make", "expected"), MADE.values(), ids=MADE.keys())
def test_what_no_repository_holds(make: Callable[[Path], None], expected: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    make(folder)
    assert told(folder) == [f"ERROR {message}" for message in expected]


def test_what_editors_and_systems_leave_is_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "letter.txt~", ".letter.txt.swp", ".#letter.txt", ".gitkeep"):
        (tmp_path / name).write_bytes(b"\0")
    (tmp_path / "letter.txt").write_bytes(LETTER)
    assert told(tmp_path) == []


def test_a_link_within_the_folder_is_a_text_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTER)
    (tmp_path / "again.txt").symlink_to("letter.txt")
    archive, warnings = read_archive(tmp_path, "seeds")
    assert not warnings
    assert [document.id for document in archive.documents] == ["again", "letter"]


def test_the_seeds_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter.txt").write_bytes(LETTER)
    (tmp_path / "seeds").symlink_to("elsewhere")
    assert told(tmp_path / "seeds") == []


_forbidden: list[str] = []


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    if _forbidden and event in {"open", "os.listdir", "os.scandir"} and str(arguments[0]) in _forbidden:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(arguments[0]))


sys.addaudithook(_forbid)


@contextmanager
def unreadable(path: Path) -> Iterator[None]:
    """Let a file or folder be unreadable even for root, who may read what its mode forbids."""
    _forbidden.append(str(path))
    try:
        yield
    finally:
        _forbidden.clear()


@pytest.mark.parametrize("name", ["letter.txt", "letter.yml", "archive.yml"])
def test_a_file_that_can_not_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTER)
    (tmp_path / name).write_bytes(LETTER)
    with unreadable(tmp_path / name):
        assert told(tmp_path) == [
            f"ERROR seeds/{name}: the file can't be read (Permission denied). Give the reader the right to read it."
        ]


def test_a_folder_that_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTER)
    with unreadable(tmp_path):
        assert told(tmp_path) == [
            "ERROR seeds: the folder can't be read: Permission denied. Make it, or name another in ARCHIVE_SEEDS."
        ]


def test_every_problem_of_an_archive_is_told_in_one_run_without_a_traceback(
    new_project: Callable[..., Project],
) -> None:
    project: Project = new_project({})
    folder = project.folder / "texts"
    expected: list[str] = []
    for make, messages in MADE.values():
        make(folder)
        expected += messages
    for case in CASES:
        if (case / "seeds" / "archive.yml").exists() or case.name == "all-in-order":
            continue
        shutil.copytree(case / "seeds", folder, dirs_exist_ok=True)
        lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
        expected += [line.removeprefix("ERROR ") for line in lines if line.startswith("ERROR ")]
    built = project.build(seconds=60)
    assert built.code == 1
    assert "Traceback" not in built.output
    assert sorted(built.errors) == sorted(message.replace("seeds/", "texts/") for message in expected)
    assert f"{len(expected)} problems; nothing was published" in built.output
    assert not built.site.exists()
    assert not list(project.folder.glob(".site*"))


def test_a_secret_that_a_link_leads_to_is_printed_nowhere(new_project: Callable[..., Project]) -> None:
    project: Project = new_project({"letter.txt": LETTER})
    (project.folder / "secret.txt").write_text("the hidden words")
    (project.folder / "texts" / "out.txt").symlink_to("../secret.txt")
    built = project.build()
    assert built.code == 1
    assert "the hidden words" not in built.output


@pytest.mark.parametrize(
    ("seeds", "reason"), [("nowhere", "there is no such folder"), ("mkdocs.yml", "Not a directory")]
)
def test_a_seeds_folder_that_is_none(new_project: Callable[..., Project], seeds: str, reason: str) -> None:
    built = new_project({}).build(ARCHIVE_SEEDS=seeds)
    assert built.code == 1
    assert built.errors == [f"{seeds}: the folder can't be read: {reason}. Make it, or name another in ARCHIVE_SEEDS."]


def test_an_empty_seeds_folder(build: Callable[..., Built]) -> None:
    built = build({})
    assert built.code == 1
    assert built.errors == [
        "texts: the folder holds no text. Put a .txt file in, or name another folder in ARCHIVE_SEEDS."
    ]


def test_file_names_are_read_alike_in_any_locale(new_project: Callable[..., Project]) -> None:
    project: Project = new_project({"größe.txt": LETTER, "\u202e.txt": LETTER})
    built = project.build(LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert built.code == 1
    assert "Traceback" not in built.output
    assert built.output.count("Set PYTHONUTF8=1, or a locale of UTF-8") == 2


def test_a_text_over_the_limit_names_the_limit_and_how_to_raise_it(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    assert told(tmp_path) == [
        "ERROR seeds/large.txt: the file has 16,777,217 bytes; the limit is 16,777,216. "
        "Split it, or raise the limit with largest_text: in archive.yml."
    ]
