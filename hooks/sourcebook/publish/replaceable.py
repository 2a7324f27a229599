"""What a build may replace: an empty folder, or one that a build made, and nothing that is anybody's own.

A build leaves a mark, and in SHA256SUMS the name of every file it made. A folder is replaced whole, so a single file
that stands in it without being named there is enough to leave everything as it is.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from sourcebook import addresses
from sourcebook.check.sums import read_sums, sums_of
from sourcebook.problems import ArchiveError, Findings, refusal
from sourcebook.read.file_names import printable

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
    check_place(folder, kept)
    if why := _content(folder):
        raise _refusal(folder, why)


def check_place(folder: Path, kept: Iterable[Path] = ()) -> None:
    """Refuse a folder that holds, or lies in, what a build reads, whatever it holds besides.

    Raises:
        ArchiveError: with the folder and why.
    """
    if why := _place(folder, kept):
        raise _refusal(folder, why)


def _refusal(folder: Path, why: str) -> ArchiveError:
    if os.path.lexists(folder) and not folder.is_dir():
        return refusal(str(folder), "it is a file, and the site needs a folder", "Name a folder; nothing was changed")
    remedy = "Name another folder, or move away what is yours; nothing was changed"
    return refusal(str(folder), f"the folder is never replaced: it {why}", remedy)


def _place(folder: Path, kept: Iterable[Path]) -> str:
    if os.path.ismount(folder):
        return "is where a disk is mounted (a folder in it can be)"
    if ".git" in folder.parts:
        return "lies in a git repository's own folder"
    for path in (path.resolve() for path in kept if os.path.exists(path)):  # noqa: PTH110  a name that is too long is no error
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
    sums = _made_by_a_build(folder)
    foreign = list(islice((name for name in _files(folder) if not _is_known(name, sums)), _NAMED + 1))
    if foreign:
        more = ", …" if len(foreign) > _NAMED else ""
        return f"holds files that no build of this site made: {', '.join(map(printable, foreign[:_NAMED]))}{more}"
    is_marked = (folder / addresses.MARK).is_file()
    if (folder / addresses.SUMS).is_file() and not is_marked and not _is_as_built(folder, sums):
        return "has no mark of a build, and not the files that its list of sums names"
    return ""


def _made_by_a_build(folder: Path) -> dict[str, str]:
    """Return the files that the folder's own list names, with their sums; none where there is no list."""
    sums = folder / addresses.SUMS
    return read_sums(sums.read_bytes(), Findings()) if sums.is_file() else {}


def _is_as_built(folder: Path, sums: dict[str, str]) -> bool:
    """Say whether a folder is a site from before there was a mark: a home page, and every file as its list has it."""
    there = read_sums(sums_of(folder), Findings())
    return addresses.file_of(addresses.HOME) in sums and all(there.get(name) == told for name, told in sums.items())


def _is_known(name: str, sums: dict[str, str]) -> bool:
    return name in sums or name == addresses.SUMS or name.rpartition("/")[2] in _LEFT_BY_SYSTEMS


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
