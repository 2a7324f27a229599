"""The files that an archive has beside its texts, in docs/ and in templates of its own: what may be copied as it is."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from sourcebook import addresses
from sourcebook.problems import Findings
from sourcebook.project import project_among
from sourcebook.read.file_names import FileKind, check_name, file_kind, printable
from sourcebook.text.stand_ins import instead_of_link


def is_left_by_a_tool(uri: str) -> bool:
    """Say whether an editor or a system has left a file, by its name; one that begins with a dot may be meant."""
    parts = (part for part in uri.split("/") if not part.startswith("."))
    return any(file_kind(part) is FileKind.LEFT_BY_A_TOOL for part in parts)


_REMEDY = "Give the reader the right to read it"


def check_own_files(files: Iterable[tuple[str, str]], docs: Path, seeds: Path, label: str, findings: Findings) -> None:
    """Tell of each file that no page can ask for, that is none, or that nobody has asked who may see.

    Args:
        files: each with its path below the site's folder, and where it lies.
        docs: the folder in which most of them lie; a link may lead to what is in its project, and no further.
        seeds: the folder of the texts.
        label: what messages call it.
        findings: told of all of it.
    """
    seeds, project = Path(os.path.realpath(seeds)), project_among(docs.parents) or docs.parent
    for fault in _not_walked(docs):
        place = printable(os.path.relpath(fault.filename, project))
        findings.error(place, 0, f"the folder can't be read ({fault.strerror})", _REMEDY)
    for uri, path in files:
        folder, place = Path(path[: -len(uri)]), printable(os.path.relpath(path, project))
        target = Path(os.path.realpath(path))
        is_link = target != Path(os.path.realpath(folder), uri)
        if not check_name(uri, place, findings):
            continue
        if "\\" in uri:
            what = "a browser reads the backslash in its name as a slash, and asks for another file"
            findings.error(place, 0, what, "Rename the file")
        elif is_link and (circle := _circle(folder, uri)):
            findings.error(printable(os.path.relpath(circle, project)), 0, "the link leads in a circle", "Remove it")
        elif target.is_relative_to(seeds):
            what = f"it lies in {label} too, and would be published as it is, whatever its access is"
            findings.error(place, 0, what, "Move it out of docs/, or name it in mkdocs.yml under exclude_docs")
        elif not os.path.lexists(target):
            findings.error(place, 0, "the link leads nowhere", instead_of_link(target.as_posix()))
        elif is_link and not (_is_in(target, folder) or _is_in(target, project)):
            findings.error(place, 0, "the link leads out of the archive's folder", instead_of_link(target.as_posix()))
        elif not target.is_file():
            findings.error(place, 0, "neither a file nor a folder (a pipe, a socket, a device)", "Remove it")
        elif not os.access(target, os.R_OK):
            findings.error(place, 0, f"the file can't be read ({os.strerror(errno.EACCES)})", _REMEDY)
        elif uri.startswith((f"{addresses.SCRIPTS}/", f"{addresses.STYLES}/")):
            what = "browsers are told to keep for ever what lies there, and would not ask for it when it has changed"
            findings.error(place, 0, what, "Move it to another folder of docs/, such as own/")


def _not_walked(docs: Path) -> list[OSError]:
    """Return why folders below one can't be read: what is in them would be left out without a word."""
    faults: list[OSError] = []
    for _ in os.walk(docs, onerror=faults.append):
        pass
    return [fault for fault in faults if not isinstance(fault, FileNotFoundError)]


def _is_in(target: Path, folder: Path) -> bool:
    """Say whether a file lies in a folder, and not in what begins with a dot there: `.git`, `.env`."""
    real = os.path.realpath(folder)
    return target.is_relative_to(real) and not any(part.startswith(".") for part in target.relative_to(real).parts)


def _circle(folder: Path, uri: str) -> Path | None:
    """Return the first folder on the way to a file that was on that way before, and is there by a link."""
    known, here = {os.path.realpath(folder)}, folder
    for name in uri.split("/")[:-1]:
        here /= name
        real = os.path.realpath(here)
        if real in known:
            return here
        known.add(real)
    return None
