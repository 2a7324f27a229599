"""staging.py: whoever looks, and whenever a build is killed, there is one whole site: the old one or the new one."""

import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from sourcebook.problems import ArchiveError
from sourcebook.publish import staging
from sourcebook.publish.staging import Staging

from tests.tools.building import REPOSITORY, built, tree

OLD = built({"index.html": b"old", "a/b.html": b"old b"})
NEW = built({"index.html": b"new", "c/d.html": b"new d"})


def fill(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def leavings(parent: Path) -> list[str]:
    return [path.name for path in parent.iterdir() if path.name.startswith(".")]


def build(site: Path, files: dict[str, bytes]) -> None:
    new = Staging(site)
    fill(new.folder, files)
    new.take_place()


@pytest.fixture(params=["one step", "two steps"])
def site(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old site; where the system can exchange two folders in one step, and where it can't."""
    if request.param == "two steps":
        monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    fill(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_this_machine_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    fill(tmp_path / "one", OLD)
    fill(tmp_path / "other", NEW)
    assert staging._exchange(tmp_path / "one", tmp_path / "other")
    assert (tree(tmp_path / "one"), tree(tmp_path / "other")) == (NEW, OLD)


class Library:
    """A system's library that has one of the calls, and refuses with an error, or doesn't."""

    def __init__(self, name: str, fault: int) -> None:
        self.asked: list[tuple[object, ...]] = []

        def call(*arguments: object) -> int:
            self.asked.append(arguments)
            ctypes.set_errno(fault)
            return -1 if fault else 0

        setattr(self, name, call)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Library], None]:
    """Let the system be another one: `system("darwin", Library(…))`."""

    def other(name: str, library: Library) -> None:
        def load(path: None, *, use_errno: bool) -> Library:
            assert use_errno
            return library

        monkeypatch.setattr(sys, "platform", name)
        monkeypatch.setattr(ctypes, "CDLL", load)

    return other


ONE, OTHER = Path("/sites/one"), Path("/sites/other")
EXCHANGES = {
    "linux": ("renameat2", (-100, b"/sites/one", -100, b"/sites/other", 2)),
    "darwin": ("renamex_np", (b"/sites/one", b"/sites/other", 2)),
}


@pytest.mark.parametrize("name", EXCHANGES)
def test_each_system_is_asked_in_its_own_way(name: str, system: Callable[[str, Library], None]) -> None:
    call, arguments = EXCHANGES[name]
    for fault in (0, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        library = Library(call, fault)
        system(name, library)
        assert staging._exchange(ONE, OTHER) is not bool(fault)
        assert library.asked == [arguments]
    system(name, Library(call, errno.EBUSY))
    with pytest.raises(OSError, match="busy") as told:
        staging._exchange(ONE, OTHER)
    assert (told.value.errno, told.value.filename) == (errno.EBUSY, "/sites/other")


@pytest.mark.parametrize(("name", "call"), [("linux", "renamex_np"), ("darwin", "x"), ("win32", "renameat2")])
def test_a_system_that_has_no_such_call_is_not_asked(
    name: str, call: str, system: Callable[[str, Library], None]
) -> None:
    library = Library(call, 0)
    system(name, library)
    assert not staging._exchange(ONE, OTHER)
    assert library.asked == []


@pytest.mark.parametrize(
    ("fault", "remedy"),
    [
        (errno.ENOSPC, "Free some space, then build again"),
        (errno.EDQUOT, "Free some space, then build again"),
        (errno.EACCES, "Fix that, or build elsewhere: mkdocs build --site-dir FOLDER"),
    ],
)
def test_what_to_do_about_a_fault_depends_on_it(fault: int, remedy: str, tmp_path: Path) -> None:
    site, bag = Staging(tmp_path / "site"), Staging(tmp_path / "bag", is_copy=True)
    why = os.strerror(fault)
    told = site.not_written(OSError(fault, why, "/site/a", None, "/site/b"))
    assert str(told) == f"{site.site}: the site can't be written ({why}: /site/b). {remedy}."
    told = bag.not_written(OSError(fault, why))
    assert str(told) == f"{bag.site}: the copy can't be written ({why}). Fix that, or name another folder."
    assert "(no word)" in site.not_written(OSError("no word")).what
    assert "(the first)" in bag.not_written(shutil.Error([("a", "b", "the first"), ("c", "d", "the second")])).what
    site.discard()
    bag.discard()


def test_the_new_site_takes_the_place_of_the_old_one(site: Path) -> None:
    build(site, NEW)
    assert tree(site) == NEW
    assert leavings(site.parent) == []


def test_a_site_that_is_changed_in_its_place_has_what_is_left_and_what_was_written_and_no_more(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, {"a/left.html": b"old", "a/gone/page.html": b"old", "b/page.html": b"old"})
    left = (site / "a/left.html").stat().st_ino
    new = Staging(site, changes=True)
    written = {"b/page.html": b"new", "c/d/page.html": b"new", "c/d/other.html": b"new", "index.html": b"new"}
    fill(new.folder, written)
    new.take_place({"a/left.html"})
    assert tree(site) == {"a/left.html": b"old", **written}
    assert not (site / "a/gone").exists()
    assert (site / "a/left.html").stat().st_ino == left
    assert leavings(tmp_path) == []


def test_a_site_that_is_changed_in_its_place_may_keep_all_that_it_has(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, {"a/left.html": b"old", "b/page.html": b"old"})
    new = Staging(site, changes=True)
    fill(new.folder, {"b/page.html": b"new"})
    new.take_place(None)
    assert tree(site) == {"a/left.html": b"old", "b/page.html": b"new"}


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    build(tmp_path / "deep" / "down" / "site", NEW)
    assert tree(tmp_path / "deep" / "down" / "site") == NEW
    assert leavings(tmp_path / "deep" / "down") == []


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    build(tmp_path / "site", NEW)
    assert tree(tmp_path / "site") == NEW
    assert leavings(tmp_path) == []


def test_what_fails_harms_nobody(site: Path) -> None:
    new = Staging(site)
    fill(new.folder, NEW)
    new.discard()
    assert tree(site) == OLD
    assert leavings(site.parent) == []


def test_discarding_twice_is_discarding_once(site: Path) -> None:
    new = Staging(site)
    new.discard()
    new.discard()
    assert tree(site) == OLD


def test_a_link_to_the_site_stays_a_link(site: Path) -> None:
    link = site.with_name("link")
    link.symlink_to(site)
    build(link, NEW)
    assert link.is_symlink()
    assert tree(site) == NEW


@pytest.mark.parametrize("name", ["[site]", "si te", "s*", "größe"])
def test_any_name_of_a_site_will_do(name: str, tmp_path: Path) -> None:
    (tmp_path / f".{name}.77-0.building").mkdir()
    fill(tmp_path / name, OLD)
    build(tmp_path / name, NEW)
    assert tree(tmp_path / name) == NEW
    assert leavings(tmp_path) == []


def test_what_killed_builds_left_is_cleared_and_nothing_else(site: Path) -> None:
    others = [".site.backup.building", ".site.77-3.kept", ".sitemap.77-3.building", ".other.77-3.replaced"]
    others += [".site.2024-01-01.replaced", ".site.7.building"]
    for name in [*others, ".site.77-3.building", ".site.78-0.replaced"]:
        fill(site.parent / name, NEW)
    Staging(site).discard()
    assert sorted(leavings(site.parent)) == sorted(others)
    assert tree(site) == OLD


def test_a_site_put_aside_by_a_killed_build_comes_back(tmp_path: Path) -> None:
    fill(tmp_path / ".site.77-0.replaced", OLD)
    fill(tmp_path / ".site.77-0.building", NEW)
    Staging(tmp_path / "site").discard()
    assert tree(tmp_path / "site") == OLD
    assert leavings(tmp_path) == []


def test_what_a_build_has_is_called_so_that_the_next_one_knows_it(site: Path) -> None:
    new = Staging(site)
    assert new.folder.name.startswith(f".site.{os.getpid()}-")
    assert new.folder.suffix == ".building"
    assert [path.suffix for path in site.parent.glob(".site.*")] in ([".building", ".lock"], [".lock", ".building"])
    new.discard()


def test_a_folder_that_holds_or_lies_in_what_is_kept_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    with pytest.raises(ArchiveError, match="lies in"):
        Staging(tmp_path / "texts/deep/site", [tmp_path / "texts"])
    assert list((tmp_path / "texts").iterdir()) == []


def test_a_folder_that_holds_what_no_build_made_is_refused_at_once(site: Path) -> None:
    fill(site, {"mine.txt": b"mine"})
    with pytest.raises(ArchiveError, match="holds files that no build of this site made: mine"):
        Staging(site)
    assert tree(site) == {**OLD, "mine.txt": b"mine"}
    assert leavings(site.parent) == []


def test_an_old_site_that_can_not_be_removed_does_not_undo_the_new_one(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rmdir = os.rmdir

    def stays(path: str, **options: int) -> None:
        if str(path).endswith(".replaced"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), path)
        rmdir(path, **options)

    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    monkeypatch.setattr(os, "rmdir", stays)
    monkeypatch.setattr(Path, "chmod", lambda path, mode: stays(f"{path}.replaced"))
    build(site, NEW)
    assert tree(site) == NEW
    assert [name.rpartition(".")[2] for name in leavings(site.parent)] == ["replaced"]
    monkeypatch.undo()
    Staging(site).discard()
    assert leavings(site.parent) == []


def test_an_old_site_that_may_not_be_written_is_made_so_and_removed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = shutil.rmtree

    def as_anyone_but_root(folder: Path, *, ignore_errors: bool) -> None:
        assert ignore_errors
        folders = [path for path in (folder, *folder.rglob("*")) if path.is_dir()]
        if folders and all(path.stat().st_mode & 0o700 == 0o700 for path in folders):
            remove(folder)

    build(site, built({"deep/deeper/page.html": b"a page"}))
    for folder in ("deep/deeper", "deep", "."):
        (site / folder).chmod(0o555)
    monkeypatch.setattr(shutil, "rmtree", as_anyone_but_root)
    build(site, NEW)
    assert tree(site) == NEW
    assert leavings(site.parent) == []


def test_two_builds_at_once_don_t_harm_each_other(site: Path) -> None:
    one, other = Staging(site), Staging(site)
    fill(one.folder, NEW)
    fill(other.folder, OLD)
    assert one.folder != other.folder
    Staging(site).discard()
    assert (tree(one.folder), tree(other.folder)) == (NEW, OLD)
    one.take_place()
    assert tree(site) == NEW
    other.take_place()
    assert tree(site) == OLD
    assert leavings(site.parent) == []


def test_two_first_builds_at_once_don_t_harm_each_other(tmp_path: Path) -> None:
    one, other = Staging(tmp_path / "site"), Staging(tmp_path / "site")
    fill(one.folder, NEW)
    fill(other.folder, OLD)
    one.take_place()
    other.take_place()
    assert tree(tmp_path / "site") == OLD
    assert leavings(tmp_path) == []


def test_a_site_that_can_not_be_replaced_stays_and_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(one: Path, other: Path) -> bool:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(other))

    monkeypatch.setattr(staging, "_exchange", refuse)
    new = Staging(site)
    fill(new.folder, NEW)
    with pytest.raises(ArchiveError, match=r"/site: the site can't be written \(Device or resource busy: .*site\)"):
        new.take_place()
    new.discard()
    assert tree(site) == OLD
    assert leavings(site.parent) == []


@pytest.mark.parametrize("site", ["file/site", "missing/" + "x" * 256])
def test_a_place_that_can_not_be_written_is_told(site: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveError) as told:
        Staging(tmp_path / site)
    assert str(told.value).startswith(f"{tmp_path / site}: the site can't be written (")


def test_where_the_second_of_two_steps_fails_the_old_site_is_put_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    new = Staging(site)
    fill(new.folder, NEW)
    rename = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path == new.folder and not site.exists():
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(ArchiveError, match="Input/output error"):
        new.take_place()
    assert tree(site) == OLD
    new.discard()
    assert leavings(site.parent) == []


def test_what_comes_into_the_site_while_it_is_built_is_not_lost(site: Path) -> None:
    new = Staging(site)
    fill(new.folder, NEW)
    (site / "mine.txt").write_bytes(b"mine")
    with pytest.raises(ArchiveError, match="holds files that no build of this site made: mine"):
        new.take_place()
    new.discard()
    kept = Staging(site.parent / "new", [site.parent / "new/seeds"])
    fill(site.parent / "new", {"seeds/a.txt": b"mine"})
    with pytest.raises(ArchiveError, match=r"holds .*/new/seeds"):
        kept.take_place()
    kept.discard()
    assert tree(site) == {**OLD, "mine.txt": b"mine"}


def test_a_build_that_waits_in_vain_for_another_says_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_PATIENCE", 0.0)
    new = Staging(site)
    with (
        FileLock(site.parent / ".site.turn.lock"),
        pytest.raises(ArchiveError) as told,
    ):
        new.take_place()
    what = f"{site}: another build has been replacing the site for a minute. Wait until it has ended."
    assert str(told.value) == what
    new.discard()
    assert tree(site) == OLD


# The build is killed at every step that it takes, one after the other: before the 1st call to the system that changes
# something, before the 2nd, and so on until it comes to its end.
KILLED = """
import os, signal, sys
from pathlib import Path
from sourcebook.publish import staging
from tests.test_staging import NEW
site, steps, one_step = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "one step"
changing = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlsym", "ctypes.dlopen"}
taken = 0
def step(event, arguments):
    global taken
    if event in changing or event == "open" and isinstance(arguments[1], str) and "w" in arguments[1]:
        taken += 1
        if taken > steps:
            os.kill(os.getpid(), signal.SIGKILL)
if not one_step:
    staging._exchange = lambda one, other: False
exchange = staging._exchange
def watched(one, other):
    done = exchange(one, other)
    step("os.rename", ())
    return done
staging._exchange = watched
sys.addaudithook(step)
new = staging.Staging(site)
for name, content in NEW.items():
    path = new.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
new.take_place()
"""


ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "hooks"), str(REPOSITORY)])}


def _killed(site: Path, steps: int, how: str) -> bool:
    command = [sys.executable, "-c", KILLED, site, str(steps), how]
    code = subprocess.run(command, env=ENVIRONMENT, check=False).returncode
    assert code in {0, -signal.SIGKILL}
    return code != 0


@pytest.mark.parametrize("how", ["one step", "two steps"])
def test_killed_at_any_step_a_build_leaves_a_whole_site_and_the_next_one_clears_up(how: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    steps, found = 0, set()
    while True:
        build(site, OLD)
        was_killed = _killed(site, steps, how)
        if how == "two steps" and not site.exists():
            found.add("put aside")  # only where the system can't do better, and only until the next build begins
        else:
            assert tree(site) in (OLD, NEW), steps
            found.add("new" if tree(site) == NEW else "old")
        Staging(site).discard()
        assert tree(site) in (OLD, NEW), steps
        assert leavings(tmp_path) == []
        if not was_killed:
            break
        steps += 1
    assert steps > 8
    assert found == ({"old", "new"} if how == "one step" else {"old", "new", "put aside"})
    assert tree(site) == NEW


def test_what_begins_while_another_build_clears_up_is_not_taken_for_what_was_left(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = staging.take

    def slow(path: Path, seconds: float) -> FileLock | None:  # before a build has its lock, another begins
        monkeypatch.setattr(staging, "take", take)
        if not path.name.endswith(".turn.lock"):
            Staging(site).discard()
        else:
            monkeypatch.setattr(staging, "take", slow)
        return take(path, seconds)

    monkeypatch.setattr(staging, "take", slow)
    begun = Staging(site)
    Staging(site).discard()
    assert begun.folder.is_dir()
    begun.discard()
    assert leavings(site.parent) == []


@pytest.fixture
def race(tmp_path: Path) -> Callable[[int], list[int]]:
    """Run builds of one site in so many processes at once, twenty after one another in each; give their exit codes."""
    code = """
import sys
from pathlib import Path
from sourcebook.publish.staging import Staging
from tests.test_staging import built, fill
for number in range(20):
    new = Staging(Path(sys.argv[1]))
    fill(new.folder, built({name: sys.argv[2].encode() for name in "abc"}))
    new.take_place()
"""

    def run(processes: int) -> list[int]:
        command = [sys.executable, "-c", code, str(tmp_path / "site")]
        running = [subprocess.Popen([*command, str(number)], env=ENVIRONMENT) for number in range(processes)]
        return [process.wait(timeout=60) for process in running]

    return run


def test_many_builds_at_once_leave_one_whole_site(race: Callable[[int], list[int]], tmp_path: Path) -> None:
    assert race(5) == [0] * 5
    assert tree(tmp_path / "site") in [built({name: str(number).encode() for name in "abc"}) for number in range(5)]
    assert leavings(tmp_path) == []
