"""Which commit a site is made from."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

from sourcebook.problems import Findings, shown

NAME = "ARCHIVE_COMMIT"
_OF_ANOTHER_REPOSITORY = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
}
"""What git sets for its hooks, and what would make it answer for a repository that the folder isn't in."""
PATIENCE = 60.0
"""Seconds that git may take: what it says is worth no more."""


class NoAnswer(LookupError):  # noqa: N818  what git could not do is no error of ours
    """Git does nothing here, whatever revision is named: with why, on one line."""


def commit_of(folder: Path, findings: Findings | None = None) -> str:
    """Return the commit that a folder's files are those of, in full; nothing where that can't be said.

    `ARCHIVE_COMMIT` says it where there is no repository (a build from an unpacked archive of the sources). Where files
    differ from the commit, `-changed` follows it. `findings` is told if what it says can't stand on a page.
    """
    if named := os.environ.get(NAME, "").strip():
        if named.isprintable():
            return named
        if findings is not None:
            findings.error(NAME, 0, f"{shown(named)} is no commit", "Give its hash, or unset it")
        return ""
    commit = _git_if_any(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if not commit:
        return ""
    return (
        f"{commit}-changed"
        if _git_if_any(folder, "status", "--porcelain", "--", ".", ":(top)hooks", ":(top)docs")
        else commit
    )


def committed(folder: Path, file: str, revision: str, now: bytes) -> list[bytes]:
    """Return a file of a folder, whose content is `now`, as a revision has it.

    If that revision has none there, its folder may have been moved or copied: it is every file of that name that the
    revision has where none is now, or that begins with the same line.

    Raises:
        NoAnswer: if git does nothing here.
        LookupError: if there is no such revision.
    """
    asked = ("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    commit = os.fsdecode(_git(folder, *asked, fault=f"there is no revision {shown(revision)}"))
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel"))).resolve()
    listed = _git(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).split(b"\0")
    found = {
        name: _git(folder, "show", f"{commit}:{name}", is_whole=True)
        for name in map(os.fsdecode, listed)
        if name.rpartition("/")[2] == file
    }
    own = found.get((folder.resolve() / file).relative_to(top).as_posix())
    if own is not None:
        return [own]
    first = now.partition(b"\n")[0]
    return [
        content
        for name, content in found.items()
        if not os.path.lexists(top / name) or (first and content.startswith(first + b"\n"))
    ]


def _git(folder: Path, *arguments: str, fault: str = "", is_whole: bool = False) -> bytes:
    """Return what git prints, without the last line end unless `is_whole`.

    Raises:
        NoAnswer: if git can't be run, or says why it does nothing.
        LookupError: if it fails without a word; with `fault`.
    """
    try:
        run = _run(folder, *arguments)
    except OSError as error:
        raise NoAnswer(f"git can't be run ({error.strerror})") from None
    except subprocess.TimeoutExpired:
        raise NoAnswer("git gives no answer") from None
    if run.returncode:
        if said := " ".join(run.stderr.decode(errors="replace").split()):
            raise NoAnswer(f"git says “{said}”")
        raise LookupError(fault)
    return run.stdout if is_whole else run.stdout.removesuffix(b"\n")


def _git_if_any(folder: Path, *arguments: str) -> str:
    """Return what git prints; nothing where there is no git or no repository."""
    with suppress(LookupError):
        return _git(folder, *arguments).decode(errors="replace").strip()
    return ""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    command = ["git", "--no-replace-objects", "-C", str(folder), *arguments]  # a commit is what its hash says
    return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, env=environment)
