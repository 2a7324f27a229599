"""The new site beside the old one, and the one step in which it takes its place.

A build writes into a folder beside the site's. `take_place` exchanges the two in a single call to the kernel (Linux:
renameat2 with RENAME_EXCHANGE; macOS: renamex_np with RENAME_SWAP), so that whoever looks, and whenever a build is
killed, finds one whole site. Where neither call is to be had, two renames do it; the moment between them is mended by
the next build.

A build holds a lock on its folder for as long as it lives, however it ends: what nobody holds has been left behind.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcebook.problems import ArchiveError, Problem

_AT_THE_WORKING_FOLDER = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_NOT_TO_BE_HAD = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
_OCCUPIED = {errno.ENOTEMPTY, errno.EEXIST}


class Staging:
    """A folder beside the site's in which a build can go wrong without harm."""

    def __init__(self, site: Path) -> None:
        """Make the folder; clear away what killed builds have left, never what a running one is using.

        Args:
            site: the folder of the published site; it need not exist. A link to a folder stays a link.

        Raises:
            ArchiveError: if nothing can be written there.
        """
        self.site = site.resolve()
        with _faults_told(self.site):
            self.site.parent.mkdir(parents=True, exist_ok=True)
            for left in self._left_by_others():
                self._clear(left)
            self.folder, self._lock = self._make_folder()

    def take_place(self) -> None:
        """Put the new site in the place of the old one, in one step, and remove the old one.

        Raises:
            ArchiveError: if the site's folder can't be replaced, as when it is a mount point. It is as it was.
        """
        with _faults_told(self.site):
            try:
                self.folder.rename(self.site)  # where there is no site yet
            except OSError as fault:
                if fault.errno not in _OCCUPIED:
                    raise
                if not _exchange(self.folder, self.site):
                    self._replace_in_two_steps()
        self.discard()

    def discard(self) -> None:
        """Remove the folder, whatever it holds by now: a failed build, or the site that was replaced."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _replace_in_two_steps(self) -> None:
        aside = self.folder.with_suffix(".replaced")
        held = os.open(self.site, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.site.rename(aside)
            try:
                self.folder.rename(self.site)
            except OSError:
                aside.rename(self.site)
                raise
            shutil.rmtree(aside, ignore_errors=True)
        finally:
            os.close(held)

    def _make_folder(self) -> tuple[Path, int]:
        """Return a new folder and the lock on it.

        Its name is never used a second time: another build that is about to clear away what had the name before (the
        site that an earlier build replaced) would take the new folder for it.
        """
        while True:
            folder = self.site.with_name(f".{self.site.name}.{os.getpid()}-{secrets.randbits(64)}.building")
            folder.mkdir()
            try:
                lock = os.open(folder, os.O_RDONLY)
            except FileNotFoundError:
                continue
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)  # another build took it for left behind before the lock was on it

    def _left_by_others(self) -> list[Path]:
        """Return the folders of other builds of this site: those left half done before those put aside."""
        ours = re.compile(re.escape(f".{self.site.name}.") + r"[\d-]+\.(building|replaced)")
        return sorted(
            (path for path in self.site.parent.iterdir() if ours.fullmatch(path.name)),
            key=lambda path: (path.suffix, path.name),
        )

    def _clear(self, left: Path) -> None:
        try:
            lock = os.open(left, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:  # another build was faster
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if left.suffix == ".replaced" and not self.site.exists():
                left.rename(self.site)  # killed between two renames: the old site is the last good one
            else:
                shutil.rmtree(left, ignore_errors=True)
        except BlockingIOError:  # a build is running there
            pass
        finally:
            os.close(lock)


@contextmanager
def _faults_told(site: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        what = f"the site can't be written here ({fault.strerror}: {fault.filename2 or fault.filename})"
        raise ArchiveError([Problem(str(site), 0, what, "Build elsewhere: mkdocs build --site-dir FOLDER")]) from fault


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; say False where the system can't."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _EXCHANGE)
    elif hasattr(library, "renameat2"):
        here = _AT_THE_WORKING_FOLDER
        failed = library.renameat2(here, names[0], here, names[1], _EXCHANGE)
    else:
        return False
    if failed and (fault := ctypes.get_errno()) not in _NOT_TO_BE_HAD:
        raise OSError(fault, os.strerror(fault), str(other))
    return not failed
