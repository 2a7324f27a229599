"""replaceable.py: a build replaces what a build made, and nothing that is anybody's own."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from sourcebook import addresses
from sourcebook.problems import ArchiveError
from sourcebook.publish.replaceable import check_replaceable

from tests.tools.building import TEXTS, Project, built, tree

SITE = built({"index.html": b"a page", "documents/a/source.txt": b"a text"})


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def without(name: str) -> dict[str, bytes]:
    return {key: content for key, content in SITE.items() if key != name}


def sums_alone(*left_out: str) -> dict[str, bytes]:
    """Return a site from before there was a mark."""
    files = {name: content for name, content in SITE.items() if name != addresses.MARK}
    sums = files[addresses.SUMS].splitlines(keepends=True)
    files[addresses.SUMS] = b"".join(line for line in sums if addresses.MARK.encode() not in line)
    return {name: content for name, content in files.items() if name not in left_out}


def summed(files: dict[str, bytes]) -> dict[str, bytes]:
    lines = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return {**files, addresses.SUMS: "".join(lines).encode()}


REPLACED: dict[str, Callable[[Path], object]] = {
    "nothing there": lambda folder: None,
    "an empty folder": lambda folder: folder.mkdir(),
    "a site": lambda folder: lay(folder, SITE),
    "a site that someone looked at": lambda folder: lay(
        folder, {**SITE, "documents/a/.DS_Store": b"x", "Thumbs.db": b"x"}
    ),
    "a site of which a page is gone": lambda folder: lay(folder, without("index.html")),
    "a site whose page was changed": lambda folder: lay(folder, {**SITE, "index.html": b"changed"}),
    "a site from before there was a mark": lambda folder: lay(folder, sums_alone()),
    "such a site that someone looked at": lambda folder: lay(folder, {**sums_alone(), "a\nb/.DS_Store": b"x"}),
}
LEFT: dict[str, tuple[Callable[[Path], object], str]] = {
    "an archive": (
        lambda folder: lay(folder, {"texts/a.txt": b"a text", "ledger.jsonl": b"{}"}),
        "holds files that no build of this site made: ",
    ),
    "a file where no page is": (lambda folder: lay(folder, {**SITE, "documents/a/mine.txt": b"x"}), "a/mine.txt"),
    "a hidden file": (lambda folder: lay(folder, {**SITE, ".env": b"x"}), "made: .env"),
    "a name of two lines": (lambda folder: lay(folder, {**sums_alone(), "a\nb": b"x"}), "made: 'a\\nb'"),
    "a name that is no text": (lambda folder: lay(folder, {**sums_alone(), "a\udcff": b"x"}), "made: 'a\\udcff'"),
    "three files": (lambda folder: lay(folder, {f"{n}.txt": b"x" for n in range(3)}), ".txt"),
    "many files": (lambda folder: lay(folder, {f"{n}.txt": b"x" for n in range(9)}), ".txt, …"),
    "a worktree of a site": (lambda folder: lay(folder, {**SITE, ".git": b"gitdir: elsewhere"}), "made: .git"),
    "a repository of a site": (lambda folder: lay(folder, {**SITE, ".git/HEAD": b"ref"}), "made: .git/HEAD"),
    "an empty folder of somebody's": (lambda folder: (folder / "a/b").mkdir(parents=True), "made: a/b/"),
    "a repository just begun": (lambda folder: (lay(folder, SITE) / ".git").mkdir(), "made: .git/"),
    "a site with an empty folder": (
        lambda folder: (lay(folder, SITE) / "documents/mine").mkdir(),
        "made: documents/mine/",
    ),
    "a link to something": (
        lambda folder: (lay(folder, SITE) / "texts").symlink_to(folder.parent, target_is_directory=True),
        "made: texts",
    ),
    "a link to an empty folder": (
        lambda folder: ((folder.parent / "empty").mkdir(), (lay(folder, SITE) / "x").symlink_to("../empty")),
        "made: x",
    ),
    "a link to the site itself": (lambda folder: (lay(folder, SITE) / "x").symlink_to("."), "made: x"),
    "a link that leads nowhere": (lambda folder: (lay(folder, SITE) / "x").symlink_to("y"), "made: x"),
    "a mark alone": (lambda folder: lay(folder, {addresses.MARK: b"", "mine.txt": b"x"}), "made: "),
    "a list that is none": (lambda folder: lay(folder, {**SITE, addresses.SUMS: b"mine"}), "made: "),
    "half an old site": (
        lambda folder: lay(folder, sums_alone("index.html")),
        "not the files that its list of sums names",
    ),
    "an old site with a file": (lambda folder: lay(folder, {**sums_alone(), "x": b"x"}), "made: x"),
    "another's list of sums": (
        lambda folder: lay(folder, {addresses.SUMS: SITE[addresses.SUMS], "index.html": b"mine"}),
        "not the files",
    ),
    "a list of sums of somebody's own": (lambda folder: lay(folder, {addresses.SUMS: b"my sums"}), "not the files"),
    "an old site whose page was changed": (
        lambda folder: lay(folder, {**sums_alone(), "index.html": b"mine"}),
        "not the files",
    ),
    "somebody's data with their sums": (lambda folder: lay(folder, summed({"a.csv": b"x"})), "not the files"),
    "a link in a circle": (lambda folder: folder.symlink_to(folder.name), "is a file"),
    "a file": (lambda folder: folder.write_bytes(b"x"), "is a file"),
}


@pytest.mark.parametrize("make", REPLACED.values(), ids=REPLACED.keys())
def test_what_a_build_made_is_replaced(make: Callable[[Path], object], tmp_path: Path) -> None:
    make(tmp_path / "site")
    check_replaceable(tmp_path / "site")


@pytest.mark.parametrize(("make", "why"), LEFT.values(), ids=LEFT.keys())
def test_what_is_anybody_s_own_is_left_and_the_folder_named(
    make: Callable[[Path], object], why: str, tmp_path: Path
) -> None:
    make(tmp_path / "site")
    with pytest.raises(ArchiveError) as told:
        check_replaceable(tmp_path / "site")
    (problem,) = told.value.problems
    what = "it is a file, and the site" if why == "is a file" else "the folder is never replaced: it "
    assert str(problem).startswith(f"{tmp_path}/site: {what}")
    assert problem.remedy.startswith("Name a")
    assert problem.remedy.endswith("nothing was changed")
    assert problem.what.endswith(why) if why.endswith((".txt", "…")) else why in problem.what


def test_a_folder_that_holds_or_lies_in_what_a_build_reads_is_left(tmp_path: Path) -> None:
    texts = lay(tmp_path / "archive/texts", {"a.txt": b"a"})
    for folder, why in (
        (texts, f"is {texts}"),
        (texts / "site", f"lies in {texts}"),
        (tmp_path / "archive", f"holds {texts}"),
        (tmp_path, f"holds {texts}"),
        (Path("/"), "is where a disk is mounted"),
        (tmp_path / ".git/site", "lies in a git repository's own folder"),
    ):
        with pytest.raises(ArchiveError) as told:
            check_replaceable(folder, [tmp_path / "missing", texts])
        assert str(told.value.problems[0]).startswith(f"{folder}: the folder is never replaced: it {why}")
        assert told.value.problems[0].remedy.endswith("nothing was changed")
    check_replaceable(tmp_path / "archive/texts-site", [texts])
    with pytest.raises(ArchiveError, match="it is a file, and the site needs a folder"):
        check_replaceable(texts / "a.txt", [texts / "a.txt"])


@pytest.fixture(scope="module")
def project(new_project: Callable[..., Project]) -> Project:
    return new_project({"a.txt": b"Words"})


@pytest.mark.parametrize("folder", [".", f"{TEXTS}/site", "hooks", "own/site", "link", ".git/x"])
def test_a_build_refuses_such_a_folder_before_it_reads_anything(folder: str, project: Project, tmp_path: Path) -> None:
    project = project.copy(tmp_path / "archive")
    project.write("bad.txt", b"\xff")  # would be told, were it read
    lay(project.folder, {"desk/notes.txt": b"mine", ".git/HEAD": b"ref", "own/hook.py": b""})
    settings = project.folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("hooks: [", "hooks: [own/hook.py, "))
    (project.folder / "link").symlink_to("desk")
    before = tree(project.folder)
    answer = project.build("--site-dir", folder)
    assert answer.code == 1
    assert "bad.txt" not in answer.output
    assert "Traceback" not in answer.output
    if folder != ".":  # this MkDocs refuses itself
        (error,) = answer.errors
        assert "the folder is never replaced: it " in error
    after = tree(project.folder)
    assert {name: after[name] for name in after if "__pycache__" not in name} == before


def test_a_folder_that_a_build_made_is_replaced_by_the_next(project: Project, tmp_path: Path) -> None:
    project = project.copy(tmp_path / "archive")
    (project.folder / "link").symlink_to("elsewhere")
    (project.folder / "elsewhere").mkdir()
    assert project.build("--site-dir", "link").code == 0
    project.write("b.txt", b"More words")
    assert project.build("--site-dir", "link").code == 0
    assert (project.folder / "link").is_symlink()
    assert (project.folder / "elsewhere/documents/b/index.html").is_file()
    assert [path.name for path in project.folder.glob(".*.lock")] == []
