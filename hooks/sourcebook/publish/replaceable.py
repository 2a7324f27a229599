"""What a build may replace: an empty folder, or one that a build made, and nothing that is anybody's own.

A build leaves a mark, and in SHA256SUMS the name of every file it made. A folder is replaced whole, so a single file
that stands in it without being named there is enough to leave everything as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from sourcebook import addresses
from sourcebook.check.sums import read_sums
from sourcebook.problems import ArchiveError, Findings, Problem

MARK = "Made by a build of Sourcebook, which replaces the whole folder. Keep nothing of your own in it.\n"
_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What appears in a folder that one looks at."""
_NAMED = 3
"""Files that the message names."""


def check_replaceable(folder: Path, kept: Iterable[Path] = ()) -> None:
    """Refuse a folder that holds, or lies in, what a build reads, or that holds a file no build made.

    Args:
        folder: the folder as it is resolved; it need not exist.
        kept: what is never replaced: the seeds, the docs, the code, the settings. What doesn't exist is passed over.

    Raises:
        ArchiveError: with the folder and why.
        OSError: if it can't be read.
    """
    if why := _place(folder, kept) or _content(folder):
        remedy = "Name another folder, or move away what is yours; nothing was changed"
        raise ArchiveError([Problem(str(folder), 0, f"the folder is never replaced: it {why}", remedy)])


def _place(folder: Path, kept: Iterable[Path]) -> str:
    if ".git" in folder.parts:
        return "lies in a git repository's own folder"
    for path in (path.resolve() for path in kept if path.exists()):
        if path.is_relative_to(folder):
            return f"is {path}" if path == folder else f"holds {path}"
        if folder.is_relative_to(path):
            return f"lies in {path}"
    return ""


def _content(folder: Path) -> str:
    if not os.path.lexists(folder):
        return ""
    if not folder.is_dir():
        return "is a file"
    known = _made_by_a_build(folder)
    found: set[str] = set()
    foreign = list(islice((name for name in _files(folder) if not _is_known(name, known, found)), _NAMED + 1))
    if foreign:
        more = ", …" if len(foreign) > _NAMED else ""
        return f"holds files that no build of this site made: {', '.join(foreign[:_NAMED])}{more}"
    if not (folder / addresses.MARK).is_file() and found and found != known:
        return "has no mark of a build, and not all files that its list of sums names"
    return ""


def _made_by_a_build(folder: Path) -> set[str]:
    """Return the files that the folder's own list names; none where there is no list."""
    sums = folder / addresses.SUMS
    return {*read_sums(sums.read_bytes(), Findings()), addresses.SUMS} if sums.is_file() else set()


def _is_known(name: str, known: set[str], found: set[str]) -> bool:
    if name in known:
        found.add(name)
        return True
    return name.rpartition("/")[2] in _LEFT_BY_SYSTEMS


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """Yield what stands below a folder: files, links, pipes, and folders that hold nothing (`.git/`)."""
    with os.scandir(folder) as found:
        entries = list(found)
    if below and not entries:
        yield below
    for entry in entries:
        name = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{name}/")
        else:
            yield name
