"""The new site beside the old one, and the one step in which it takes its place.

A build writes into a folder beside the site's. `take_place` exchanges the two in a single call to the kernel (Linux:
renameat2 with RENAME_EXCHANGE; macOS: renamex_np with RENAME_SWAP), so that whoever looks, and whenever a build is
killed, finds one whole site. Where neither call is to be had, two renames do it; the moment between them is mended by
the next build.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from pathlib import Path
from typing import Self

_AT_THE_WORKING_FOLDER = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_NOT_TO_BE_HAD = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


class Staging:
    """A folder beside the site's in which a build can go wrong without harm."""

    def __init__(self, site: Path) -> None:
        """Make the folder; clear away what killed builds have left, never what a running one is using.

        Args:
            site: the folder of the published site; it need not exist.
        """
        self.site = site
        site.parent.mkdir(parents=True, exist_ok=True)
        for left in self._folders():
            if _is_abandoned(left):
                self._clear(left)
        self.folder = site.parent / f".{site.name}.{os.getpid()}.building"
        self.folder.mkdir(exist_ok=True)
        self._lock = os.open(self.folder, os.O_RDONLY)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def take_place(self) -> None:
        """Put the new site in the place of the old one, in one step, and remove the old one."""
        if not self.site.exists():
            self.folder.rename(self.site)
        elif not _exchange(self.folder, self.site):
            aside = self.folder.with_suffix(".replaced")
            self.site.rename(aside)
            self.folder.rename(self.site)
            shutil.rmtree(aside)
        self.discard()

    def discard(self) -> None:
        """Remove the folder, whatever it holds by now: a failed build, or the site that was replaced."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def _folders(self) -> list[Path]:
        return sorted(self.site.parent.glob(f".{self.site.name}.*.building")) + sorted(
            self.site.parent.glob(f".{self.site.name}.*.replaced")
        )

    def _clear(self, left: Path) -> None:
        if left.suffix == ".replaced" and not self.site.exists():
            left.rename(self.site)  # killed between two renames: the old site is the last good one
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    """Say whether no running build holds the folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


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
