"""Whatever fails, the archive is the old one or the new one, whole; a line says why, and the next run mends it."""

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from sourcebook.cite import pandoc
from sourcebook.commands import bagging
from sourcebook.ledger import events
from sourcebook.ledger.store import FILE, read_ledger
from sourcebook.pipeline import read_archive
from sourcebook.problems import ArchiveError, Findings
from sourcebook.publish import provenance
from sourcebook.publish.provenance import commit_of
from sourcebook.publish.writing import Writing

from tests.tools.building import REPOSITORY, TEXTS, Project, tree
from tests.tools.commands import Curator

T = TypeVar("T")
ONE, TWO, THREE = "The first paragraph is here.", "The second one follows it closely.", "A third closes the text."


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    (tmp_path / "work/seeds").mkdir(parents=True)
    made = Curator(tmp_path / "work/seeds")
    made.write("a.txt", ONE, TWO, THREE)
    made.write("b.txt", ONE, THREE)
    return made


# Killed at any moment.


def _recorded(curator: Curator) -> None:
    curator.does("record")


def _corrected(curator: Curator) -> None:
    curator.does("record")
    curator.write("a.v2.txt", ONE, TWO)
    (curator.seeds / "a.yml").write_text("facts: {kind: {value: letter, editor: x}}\n")


def _correction_recorded(curator: Curator) -> None:
    _corrected(curator)
    curator.does("correct", "a", "--reason", "shorter")


def _withdrawn(curator: Curator) -> None:
    curator.does("record")
    curator.does("withdraw", "a", "--reason", "asked")


KILLED: dict[str, tuple[Callable[[Curator], None], list[str]]] = {
    "record": (lambda curator: None, ["record"]),
    "record more": (lambda curator: (_recorded(curator), curator.write("c.txt", TWO))[0], ["record"]),
    "correct": (_corrected, ["correct", "a", "--reason", "shorter"]),
    "rename": (_correction_recorded, ["rename", "a", "--file", "c.txt", "--id", "c"]),
    "withdraw": (_recorded, ["withdraw", "a", "--reason", "asked"]),
    "restore": (_withdrawn, ["restore", "a", "--reason", "asked"]),
}


@pytest.mark.parametrize("case", KILLED)
def test_killed_before_any_step_a_command_is_done_or_not_and_the_same_command_completes_it(
    case: str, curator: Curator
) -> None:
    prepare, command = KILLED[case]
    prepare(curator)
    before = tree(curator.seeds)
    runs = _killed(curator.seeds.parent, [*command, "--yes", "--day", "2026-03-01"])
    *killed, whole = runs
    after = _seeds(whole["then"])
    assert len(killed) >= 3
    assert after != before
    for run in killed:
        dead = _seeds(run["dead"])
        ledger = dead.get(FILE)
        assert ledger in (before.get(FILE), after[FILE])
        findings = Findings()
        read_ledger(ledger, "seeds/ledger.jsonl", findings)
        assert findings.errors == []
        # No text is lost on the way: each has its old name or its new one.
        assert {content for name, content in dead.items() if name.endswith(".txt")} == {
            content for name, content in before.items() if name.endswith(".txt")
        }
        if ledger == after[FILE]:
            assert {name: dead[name] for name in after} == after
        else:
            assert run["again"] == 0
            assert _seeds(run["then"]) == after


def _killed(folder: Path, command: list[str]) -> list[dict[str, dict[str, str]]]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "hooks"), str(REPOSITORY)])}
    program = [sys.executable, "-m", "tests.tools.killing", str(folder), *command]
    answer = subprocess.run(program, env=environment, cwd=folder, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def _seeds(read: dict[str, str]) -> dict[str, bytes]:
    """Return the files of the seeds folder; what a killed command left beside the ledger is passed over by all."""
    files = {name.removeprefix("seeds/"): bytes.fromhex(content) for name, content in read.items()}
    return {name: content for name, content in files.items() if not name.endswith("~")}


# The disk is full, or a folder can't be written.


def _limited(bytes_a_file: int) -> Callable[[], None]:
    """Let the system refuse to make a file longer than so many bytes: what a full disk looks like from within."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))


@pytest.fixture(scope="module")
def good(new_project: Callable[..., Project]) -> Project:
    project: Project = new_project({"letter.txt": b"A letter\n\nDear Sir\n"})
    assert project.build().code == 0
    return project


@pytest.mark.parametrize("bytes_a_file", [1_000, 30_000], ids=["at once", "midway"])
def test_a_build_whose_disk_is_full_says_so_in_a_line_and_leaves_nothing(
    bytes_a_file: int, good: Project, tmp_path: Path
) -> None:
    project = good.copy(tmp_path / "archive")
    before = tree(project.site)
    project.write("other.txt", b"Another text\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    built = subprocess.run(
        command,
        cwd=project.folder,
        env=project.environment(),
        preexec_fn=_limited(bytes_a_file),
        capture_output=True,
        text=True,
        check=False,
    )
    output = built.stdout + built.stderr
    assert built.returncode == 1
    assert "Traceback" not in output
    (error,) = [
        line for line in output.splitlines() if line.startswith("ERROR") and "nothing was published" not in line
    ]
    assert "the site can't be written (File too large" in error
    assert tree(project.site) == before
    assert [path.name for path in project.folder.glob(".site*")] == []


FULL = """
import errno, os
from pathlib import Path
from sourcebook.publish.writing import Writing
def full(*_): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
Writing.write = full
"""


def test_a_build_whose_disk_fills_up_says_what_to_do(good: Project, tmp_path: Path) -> None:
    project = good.copy(tmp_path / "archive")
    before = tree(project.site)
    project.add_hook(f"import sys\nsys.path.insert(0, 'hooks')\n{FULL}")
    built = project.build()
    assert built.code == 1
    (error,) = built.errors
    assert error.endswith("the site can't be written (No space left on device). Free some space, then build again.")
    assert tree(project.site) == before


WITHOUT_RIGHTS = """
from pathlib import Path
from sourcebook.check.sums import sums_of
from sourcebook.problems import ArchiveError, Findings
from sourcebook.publish.replaceable import MARK
from sourcebook.publish.staging import Staging
from sourcebook.read.folder import read_folder
from sourcebook.read.guide import read_guide

def told(seeds):
    findings = Findings()
    reading = read_folder(seeds, "seeds", findings)
    read_guide(seeds, reading, findings)
    print(*findings.errors, sep="\\n")

def built():
    try:
        new = Staging(Path("site"))
        (new.folder / "data").mkdir()
        (new.folder / "data/made-by-sourcebook.txt").write_text(MARK)
        (new.folder / "data/SHA256SUMS").write_bytes(sums_of(new.folder, {}))
        new.take_place()
        print("built")
    except ArchiveError as fault:
        print(fault)

seeds = Path("seeds")
for path in (seeds / "sub", seeds / "guide", seeds):
    path.chmod(0)
    told(seeds)
    path.chmod(0o755)
built()
for folder in ("site/data", "site"):
    Path(folder).chmod(0o555)
built()
Path().chmod(0o555)
built()
Path().chmod(0o755)
print(sorted(path.name for path in Path().iterdir()))
"""


def test_what_may_not_be_read_or_written_is_told_to_anyone_but_root(tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "guide/c.md"):
        (tmp_path / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "seeds" / name).write_text("Words.")
    # Root may do what the modes forbid, unless the right to is taken from it.
    as_others = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "hooks")}
    command = [*as_others, sys.executable, "-c", WITHOUT_RIGHTS]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    may = "Give the reader the right to read it"
    assert done.stdout.replace(f"{tmp_path}/", "").splitlines() == [
        f"seeds/sub: the folder can't be read: Permission denied. {may}.",
        f"seeds/guide: the folder can't be read (Permission denied). {may}, or try again.",
        "seeds: the folder can't be read: Permission denied. Make it, or name another in ARCHIVE_SEEDS.",
        f"seeds/guide: the folder can't be read (Permission denied). {may}, or try again.",
        "built",
        "built",
        "site: the site can't be written (Permission denied: .site.turn.lock). "
        "Fix that, or build elsewhere: mkdocs build --site-dir FOLDER.",
        "['seeds', 'site']",
    ]


def test_a_bag_that_can_not_be_written_leaves_nothing_and_one_that_was_killed_is_cleared_away(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    curator = Curator(site.parent / TEXTS)
    left = tmp_path / ".bag.77-0.building/seeds"
    left.mkdir(parents=True)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(bagging, "_make", full)
        answer = curator.run("bag", str(tmp_path / "bag"), "--site", str(site))
    assert answer.code == 1
    assert answer.errors.count("\n") == 1
    assert "No space left on device" in answer.errors
    assert list(tmp_path.iterdir()) == []
    for within in (site / "bag", curator.seeds / "bag"):
        assert "the folder is never replaced" in curator.run("bag", str(within), "--site", str(site)).errors
        assert not within.exists()


def test_a_bag_takes_nothing_from_outside_the_seeds_folder(site: Path, tmp_path: Path) -> None:
    curator = Curator(Path(shutil.copytree(site.parent / TEXTS, tmp_path / TEXTS)))
    (tmp_path / "secret.txt").write_text("secret")
    pictures = curator.seeds / "pictures"
    pictures.mkdir()
    for name, target in (("a.jpg", "../../secret.txt"), ("round", ".."), ("out", "../.."), ("b.jpg", "../nowhere")):
        (pictures / name).symlink_to(target)
    (pictures / os.fsdecode(b"\xff.jpg")).write_bytes(b"x")
    answer = curator.run("bag", str(tmp_path / "bag"), "--site", str(site))
    assert [line.partition(": ")[2].partition(". ")[0] for line in answer.errors.splitlines()] == [
        "the file's name is not UTF-8",
        "the link leads out of the folder",
        "the link leads nowhere, or in a circle",
    ]
    for name in ("a.jpg", "b.jpg", os.fsdecode(b"\xff.jpg")):
        (pictures / name).unlink()
    curator.does("bag", str(tmp_path / "bag"), "--site", str(site))
    assert not [path for path in tree(tmp_path / "bag/data/seeds") if "pictures/" in path]


def test_a_bag_takes_no_file_of_a_text_that_is_not_shown_however_it_is_called(good: Project, tmp_path: Path) -> None:
    project = good.copy(tmp_path / "archive")
    left_out = ["memo-p1.jpg", "memo-p2.JPG", "memo.PDF", "memo.YML", "memo.txt"]
    for name in left_out[:3]:
        project.write(name, b"\0scan")
    words = "the keeper sold the lamp for two barrels of herring"
    project.write("memo.txt", f"A memo: {words}.".encode())
    project.write("memo.YML", f"publish: {{status: embargoed, until: 2090-01-01, reason: {words}}}\n".encode())
    project.write("memo-p3.txt", b"Words.")
    project.write("memo-p3.jpg", b"\0scan")
    assert project.build("-q").code == 0
    said = Curator(project.folder / TEXTS).does("bag", str(tmp_path / "bag"), "--site", str(project.site))
    assert said.splitlines()[-1] == f"Left out, since their texts aren't shown: {', '.join(left_out)}"
    assert sorted(path.name for path in (tmp_path / "bag/data/seeds").iterdir()) == [
        "letter.txt",
        "memo-p3.jpg",
        "memo-p3.txt",
    ]


BAGGED = """
import shutil
import sys
from pathlib import Path
import bagit
from sourcebook.commands import main
from tests.tools import killing

sys.addaudithook(killing._before_each_step)
command = ["bag", "bag", "--seeds", sys.argv[1], "--site", sys.argv[2]]
steps = killed = 0
while (code := killing._run(command, steps)) != 0:
    assert code < 0, (code, steps)
    if Path("bag").exists():
        bagit.Bag("bag").validate()
        shutil.rmtree("bag")
    steps, killed = steps + 23, killed + 1
bagit.Bag("bag").validate()
print(killed, sorted(path.name for path in Path().iterdir()))
"""


def test_killed_at_any_step_a_bag_is_whole_or_none_and_the_next_one_clears_up(good: Project, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "hooks"), str(REPOSITORY)])}
    command = [sys.executable, "-W", "ignore", "-c", BAGGED, str(good.folder / TEXTS), str(good.site)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    killed, left = done.stdout.splitlines()[-1].split(" ", 1)
    assert int(killed) >= 6, done.stderr
    assert left == "['bag']"


# What is read changes while it is read.


FILES = {
    "a.txt": b"Words of the first text.\n",
    "a.yml": b"facts: {kind: {value: letter, editor: x}}\n",
    "b.txt": b"Words of another text.\n",
    "archive.yml": b"title: An archive\n",
    "names.yml": b"names: {}\n",
    "links.yml": b"ignored: []\n",
    "guide/index.md": b"# Guide\n",
}


def _lay(folder: Path) -> Path:
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("what", ["vanishes", "grows"])
def test_a_file_that_changes_while_the_folder_is_read_is_told(
    name: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, stat = _lay(tmp_path / "seeds"), Path.stat
    seen: list[Path] = []

    def changing(path: Path, **options: bool) -> os.stat_result:
        found = stat(path, **options)
        if path == folder / name and sys._getframe(1).f_code.co_name == "read_bytes":
            seen.append(path)
            if what == "grows":
                with path.open("ab") as file:
                    file.write(b"more\n")
            else:
                path.unlink()
        return found

    monkeypatch.setattr(Path, "stat", changing)
    with pytest.raises(ArchiveError) as told:
        read_archive(folder, "seeds")
    assert seen
    said = "changed while it was read" if what == "grows" else "was removed while the folder was read"
    assert any(problem.file == f"seeds/{name}" and said in str(problem) for problem in told.value.problems)


@pytest.mark.parametrize("gone", ["guide", ""])
def test_a_folder_that_vanishes_while_it_is_read_is_told(
    gone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, iterdir = _lay(tmp_path / "seeds"), Path.iterdir

    def vanishing(path: Path) -> Iterator[Path]:
        if path == folder / gone:
            path.rename(tmp_path / "elsewhere")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", vanishing)
    with pytest.raises(ArchiveError, match="can't be read"):
        read_archive(folder, "seeds")


# A program that helps is missing, fails, hangs, or says something else.


def _program(folder: Path, script: str) -> Path:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


A_BOOK = pandoc.Asked(b"<style/>", "en", [{"type": "book", "title": "x"}], [""])
PANDOC = {
    "missing": (None, "it can't be run (No such file or directory"),
    "failing": ("cat > /dev/null; echo 'out of memory' >&2; exit 3", "it failed (out of memory)"),
    "failing without a word": ("exit 3", "it failed (3)"),
    "saying something else": ("cat > /dev/null; echo Hello", "its answer can't be read"),
    "saying too little": ("cat > /dev/null; echo '{}'", "its answer can't be read"),
    "hanging": ("exec sleep 60", "it gave no answer within 1 seconds"),
}


@pytest.mark.parametrize("case", PANDOC)
def test_without_pandoc_a_line_says_so(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script, said = PANDOC[case]
    program = _program(tmp_path, script) if script else tmp_path / "none"
    monkeypatch.setattr(pandoc, "program", lambda: str(program))
    monkeypatch.setattr(pandoc, "PATIENCE", 0.0 if case == "hanging" else 60.0)
    with pytest.raises(ArchiveError) as told:
        pandoc.cite([A_BOOK])
    (problem,) = told.value.problems
    assert str(problem).startswith(f"Pandoc: citations can't be set: {said}")


WAITED_FOR = {
    "what is cited": "pandoc.cite([pandoc.Asked(b'<style/>', 'en', [{'type': 'book', 'title': 'x'}], [''])])",
    "what is added": "extract(Path('letter.md'))",
}


@pytest.mark.parametrize("work", WAITED_FOR.values(), ids=WAITED_FOR.keys())
def test_pandoc_ends_with_a_command_that_is_killed(work: str, tmp_path: Path) -> None:
    program = _program(tmp_path, "echo $$ > begun.part; mv begun.part begun; exec sleep 60")
    (tmp_path / "letter.md").write_text("# A letter")
    code = f"""
from pathlib import Path
from sourcebook.cite import pandoc
from sourcebook.intake.extract import extract
pandoc.program = lambda: {str(program)!r}
{work}
"""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "hooks")}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=tmp_path) as command:
        number = int(_soon((tmp_path / "begun").read_text))
        command.kill()
    with pytest.raises(ProcessLookupError):
        _soon(lambda: os.kill(number, 0), is_over=True)


def _soon(look: Callable[[], T], *, is_over: bool = False) -> T:
    """Return what is found once it is there; or look until it is over, and nothing is found any more."""
    for _ in range(600):
        try:
            found = look()
            if not is_over:
                return found
        except FileNotFoundError:
            pass
        time.sleep(0.05)
    raise AssertionError("half a minute is over")


def test_pandoc_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    asked = _program(tmp_path, f"ls -A {tmp_path} > {tmp_path}/seen; exit 1")
    monkeypatch.setattr(pandoc, "program", lambda: str(asked))
    with pytest.raises(ArchiveError):
        pandoc.cite([A_BOOK])
    assert (tmp_path / "seen").read_text().split() == ["program", "seen"]


@pytest.mark.parametrize("script", [None, "exit 1", "exec sleep 60"], ids=["missing", "failing", "hanging"])
def test_without_git_a_build_names_no_commit(
    script: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if script:
        _program(tmp_path, script).rename(tmp_path / "git")
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), os.environ["PATH"]] if script else [str(tmp_path)]))
    monkeypatch.delenv("ARCHIVE_COMMIT", raising=False)
    monkeypatch.setattr(provenance, "PATIENCE", 0.2)
    assert commit_of(REPOSITORY) == ""


ODD = {
    "a name that is too long": ({"ARCHIVE_SEEDS": "x" * 300}, "the folder can't be read: File name too long"),
    "a commit that is none": (
        {"ARCHIVE_COMMIT": os.fsdecode(b"a\nb\xff")},
        "ARCHIVE_COMMIT: 'a\\nb\\udcff' is no commit",
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_an_environment_that_says_nothing_that_can_be_is_told_in_a_line(case: str, good: Project) -> None:
    environment, what = ODD[case]
    built = good.build("--site-dir", "other", **environment)
    assert (built.code, "Traceback" in built.output) == (1, False)
    assert what in built.errors[0]


def test_the_commit_is_that_of_the_folder_whatever_a_hook_of_git_s_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARCHIVE_COMMIT", raising=False)
    monkeypatch.setenv("GIT_DIR", str(REPOSITORY / ".git"))
    assert commit_of(tmp_path) == ""


# The machine is an odd one.


def test_a_build_without_home_and_locale_in_a_folder_of_another_script(good: Project, tmp_path: Path) -> None:
    project = good.copy(tmp_path / "мой архив, «копия» 'a' & b")
    environment = {name: value for name, value in project.environment().items() if name not in {"HOME", "LANG"}}
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project.folder,
        env=environment | {"LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr.decode("utf-8", "replace")
    assert (project.site / "documents/letter/source.txt").read_bytes() == b"A letter\n\nDear Sir\n"


def test_nothing_is_written_outside_the_site(tmp_path: Path) -> None:
    writing = Writing(tmp_path / "site")
    for file in ("../x", "documents/../../x", "/x", "documents//x", "./x", "x\0"):
        with pytest.raises(ArchiveError, match="outside the site's folder"):
            writing.write(file, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_leads_out_of_the_site_is_refused_before_anything_is_written(
    good: Project, tmp_path: Path
) -> None:
    project = good.copy(tmp_path / "archive")
    before = tree(tmp_path)
    Curator(project.folder / TEXTS).does("record")
    line = json.loads((project.folder / TEXTS / FILE).read_bytes())
    del line["seal"]
    sealed = events._sealed(line | {"id": "../../../ESCAPED"})
    project.write(FILE, sealed + b"\n")
    built = project.build()
    assert built.code == 1
    assert built.errors[0].startswith(f"{TEXTS}/{FILE}:1: the line has no proper 'id'.")
    assert "Traceback" not in built.output
    (project.folder / TEXTS / FILE).unlink()
    assert {name: content for name, content in tree(tmp_path).items() if "/.cache/" not in name} == {
        name: content for name, content in before.items() if "/.cache/" not in name
    }


def test_the_library_is_imported_where_there_is_no_lock_of_unix() -> None:
    code = """
import sys, pkgutil, importlib
sys.modules["fcntl"] = None
import sourcebook
for module in pkgutil.walk_packages(sourcebook.__path__, "sourcebook."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "hooks")}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
