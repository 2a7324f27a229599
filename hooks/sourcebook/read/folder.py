"""A folder → the texts, sidecars and archive-wide files that it holds, and what in it can't be used."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from sourcebook.problems import Findings
from sourcebook.project import SETTINGS
from sourcebook.read.file_names import (
    ARCHIVE_FILES,
    ARCHIVE_FOLDERS,
    BY_WHAT_THEY_HOLD,
    FileKind,
    check_form,
    check_name,
    check_twins,
    file_kind,
    printable,
    stems_of_texts,
    texts_of,
)
from sourcebook.text.stand_ins import instead_of_link


class Reading(Struct, frozen=True):
    """Everything a seeds folder holds, read once."""

    folder: str
    """As messages name it."""
    files: dict[str, Path] = field(default_factory=dict)
    """Texts, sidecars and archive-wide files that can be read, by name."""

    def label(self, name: str) -> str:
        """Return a file of the folder as messages name it."""
        return f"{self.folder}/{printable(name)}"


def read_folder(folder: Path, label: str, findings: Findings) -> Reading:
    """List what the seeds folder holds and tell what can't be used."""
    reading = Reading(label)
    if wrong := wrong_folder(folder):
        findings.error(label, 0, *wrong)
        return reading
    try:
        paths = dict(_entries(folder, folder))
    except OSError as fault:
        where = Path(fault.filename or folder)
        reason = "there is no such folder" if isinstance(fault, FileNotFoundError) else fault.strerror
        if where == folder:
            place, remedy = label, "Make it, or name another in ARCHIVE_SEEDS"
        else:
            place, remedy = reading.label(where.relative_to(folder).as_posix()), "Give the reader the right to read it"
        findings.error(place, 0, f"the folder can't be read: {reason}", remedy)
        return reading
    texts = stems_of_texts(paths)
    forms = {unicodedata.normalize("NFC", stem): stem for stem in texts}
    usable = {
        name: path
        for name, path in paths.items()
        if check_form(name, reading.label(name), forms, findings)
        and _usable(name, path, folder, reading.label(name), findings, is_original=not texts.isdisjoint(texts_of(name)))
    }
    twins = check_twins(((name, reading.label(name)) for name in usable), findings)
    reading.files.update({name: path for name, path in usable.items() if name not in twins})
    if not findings.errors and not any(file_kind(name) is FileKind.TEXT for name in reading.files):
        findings.error(
            label, 0, "the folder holds no text", "Put a .txt file in, or name another folder in ARCHIVE_SEEDS"
        )
    return reading


def wrong_folder(folder: Path) -> tuple[str, str] | None:
    """Return why a folder is not read at all, and what to do; nothing where it may be one of texts."""
    remedy = "Name the folder that the texts are in"
    if holds_everything(folder):
        return "the folder is a whole disk, or holds the home of its user", remedy
    if os.path.isfile(folder / SETTINGS) and not (folder / "mkdocs.txt").exists():  # noqa: PTH113  Path's may fail
        return (
            f"the folder is a project's, with {SETTINGS} in it, and not the one of its texts",
            f"{remedy}, such as seeds",
        )
    return None


def holds_everything(folder: Path) -> bool:
    """Say whether a folder is the disk, or holds more than its user's home: to read it would take hours."""
    folder, home = (Path(os.path.realpath(path)) for path in (folder, os.path.expanduser("~")))  # noqa: PTH111  Path's may fail
    return folder == folder.parent or folder in home.parents


def _entries(folder: Path, root: Path, inside: str = "") -> Iterator[tuple[str, Path]]:
    """Yield what a folder holds, in the order of the bytes of the names, and what its subfolders with texts hold.

    Each with its name below `root`: `inside` is what that of the folder adds to it.
    """
    for path in sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name)):
        is_ours = folder == root and path.name in ARCHIVE_FOLDERS
        is_old = path.name in BY_WHAT_THEY_HOLD and any(path.glob(BY_WHAT_THEY_HOLD[path.name]))
        if is_ours or is_old or file_kind(path.name) is FileKind.LEFT_BY_A_TOOL:
            continue
        if path.is_dir() and not path.is_symlink() and _holds_texts(path):
            yield from _entries(path, root, f"{inside}{path.name}/")
        else:
            yield f"{inside}{path.name}", path


def _holds_texts(folder: Path) -> bool:
    """Say whether a text stands anywhere below a folder; a part of it that can't be read is an OSError."""

    def refuse(fault: OSError) -> None:
        raise fault

    return any(file_kind(name) is FileKind.TEXT for _, _, names in os.walk(folder, onerror=refuse) for name in names)


def _usable(name: str, path: Path, root: Path, file: str, findings: Findings, *, is_original: bool) -> bool:
    """Say whether an entry belongs to the archive and can be read; tell what is wrong with it if not.

    `is_original`: whether it is called like a text that is here, and can be what that was extracted from.
    """
    if not check_name(name, file, findings):
        return False
    if file_kind(name) is FileKind.ARCHIVE_FILE and path.is_dir():
        findings.error(
            file, 0, "a folder of the name of a file of the whole archive", "Rename it, or move it elsewhere"
        )
        return False
    if not leads_to_a_file(path, root, file, findings):
        return False
    if file_kind(name) is FileKind.UNKNOWN and name.lower() in ARCHIVE_FILES:
        findings.error(file, 0, f"the archive's own file is called {name.lower()}", "Rename it: case counts")
        return False
    if file_kind(name) is FileKind.UNKNOWN and not is_original:
        findings.warn(file, 0, "neither a text (.txt) nor a file of the archive; left out", "Move it elsewhere")
        return False
    return True


def leads_to_a_file(path: Path, root: Path, file: str, findings: Findings) -> bool:
    """Say whether an entry of a folder is a file that may be published; tell what is wrong with it if not.

    `root`: the folder that a link may not lead out of.
    """
    is_link = path.is_symlink()
    try:
        target = path.resolve() if is_link else path
        mode = target.stat().st_mode
    except (OSError, RuntimeError):
        if is_link:
            what, remedy = "the link leads nowhere, or in a circle", instead_of_link(str(path.readlink()))
        else:
            what, remedy = "the file was removed while the folder was read", "Try again"
        findings.error(file, 0, what, remedy)
        return False
    if is_link and not target.is_relative_to(root.resolve()):
        findings.error(file, 0, "the link leads out of the folder", instead_of_link(target.as_posix()))
    elif stat.S_ISDIR(mode):
        findings.warn(file, 0, "a folder without a text (.txt); left out", "Put a text in, or move it elsewhere")
    elif not stat.S_ISREG(mode):
        findings.error(file, 0, "neither a file nor a folder (a pipe, a socket, a device)", "Remove it")
    else:
        return True
    return False
