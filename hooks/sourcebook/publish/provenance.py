"""Which commit a site is made from."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

PATIENCE = 60.0
"""Seconds that git may take: what it says is worth no more."""


def commit_of(folder: Path) -> str:
    """Return the commit that a folder's files are those of, in full; nothing where that can't be said.

    `ARCHIVE_COMMIT` says it where there is no repository (a build from an unpacked archive of the sources). Where files
    differ from the commit, `-changed` follows it.
    """
    if named := os.environ.get("ARCHIVE_COMMIT"):
        return named
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if not commit:
        return ""
    return (
        f"{commit}-changed" if _git(folder, "status", "--porcelain", "--", ".", ":(top)hooks", ":(top)docs") else commit
    )


def committed(folder: Path, file: str, revision: str) -> bytes | None:
    """Return a file of a folder as a revision has it; None if that revision has no such file.

    Raises:
        LookupError: if there is no such revision, or no repository; with what git says.
    """
    try:
        found = _run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if found.returncode:
            raise LookupError(found.stderr.decode(errors="replace").strip() or f"there is no revision {revision!r}")
        shown = _run(folder, "show", f"{found.stdout.decode().strip()}:./{file}")
    except OSError as fault:
        raise LookupError(f"git can't be run ({fault.strerror})") from None
    except subprocess.TimeoutExpired:
        raise LookupError("git gives no answer") from None
    return None if shown.returncode else shown.stdout


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints; nothing where there is no git or no repository."""
    try:
        run = _run(folder, *arguments)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout.decode(errors="replace").strip() if run.returncode == 0 else ""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, timeout=PATIENCE, check=False)
