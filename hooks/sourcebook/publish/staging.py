"""The new site beside the old one, and the one step in which it takes its place.

A build writes into a folder beside the site's. `take_place` exchanges the two in a single call to the kernel (Linux:
renameat2 with RENAME_EXCHANGE; macOS: renamex_np with RENAME_SWAP), so that whoever looks, and whenever a build is
killed, finds one whole site. Where neither call is to be had, two renames do it; the moment between them is mended by
the next build.

A build holds a lock for as long as it lives, however it ends: what nobody holds has been left behind. Builds of one
site clear up and replace it one after the other.
"""

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from sourcebook.files import files_below
from sourcebook.locks import give_back, take
from sourcebook.problems import ArchiveError, Problem, refusal
from sourcebook.publish.replaceable import check_place, check_replaceable

_AT_THE_WORKING_FOLDER = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_NOT_TO_BE_HAD = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
_OCCUPIED = {errno.ENOTEMPTY, errno.EEXIST}
_PATIENCE = 60.0
"""Seconds that a build waits for another to clear up or to replace the site; either takes a moment."""


class Staging:
    """A folder beside the site's in which a build can go wrong without harm."""

    def __init__(self, site: Path, kept: Iterable[Path] = (), *, changes: bool = False, is_copy: bool = False) -> None:
        """Make the folder; clear away what killed builds have left, never what a running one is using.

        Args:
            site: the folder of the published site; it need not exist. A link to a folder stays a link.
            kept: what is never replaced, nor a folder that holds it or lies in it.
            changes: the site is one that this program has made for itself, and changes in its place.
            is_copy: it is a copy of a site, or a bag, and so no build that could be told to build elsewhere.

        Raises:
            ArchiveError: if the site's folder is not a build's to replace, or nothing can be written there.
        """
        self.site = Path(os.path.realpath(site))  # to which a link in a circle is no error
        self._kept = tuple(kept)
        self._changes, self._is_copy = changes, is_copy
        self._lock: FileLock | None = None
        with self.faults_told():
            if not changes:
                check_place(self.site, self._kept)
            self.site.parent.mkdir(parents=True, exist_ok=True)
            with self._alone():
                if not changes:  # alone, since another build may just be removing what it has replaced
                    check_replaceable(self.site)
                for left in self._left_by_others():
                    self._clear(left)
            self._beside = self._named(f"{os.getpid()}-{secrets.randbits(64)}")
            self.folder = self._beside.with_suffix(".building")
            # Before there is anything to clear away: another build that looks at the lock's file holds it for a moment.
            self._lock = self._taken(self._beside)
            self.folder.mkdir()

    def take_place(self, left: Collection[str] | None = ()) -> None:
        """Put the new site in the place of the old one, in one step, and remove the old one.

        A site that is changed in its place keeps the files that are `left`, or all, and gets those that were written.

        Raises:
            ArchiveError: if the site's folder can't be replaced, as when it is a mount point, or holds what no build
                made by now. It is as it was.
        """
        with self.faults_told(), self._alone():
            if self._changes:
                self._change(left)
            else:
                self._replace()
        self.discard()

    def discard(self) -> None:
        """Remove the folder, whatever it holds by now: a failed build, or the site that was replaced."""
        _remove(self.folder)
        if self._lock:
            give_back(self._lock)
            self._lock = None

    @contextmanager
    def faults_told(self) -> Iterator[None]:
        """Tell in one line what the system refused while the site was written: a full disk, a missing right.

        Raises:
            ArchiveError: for every OSError.
        """
        try:
            yield
        except OSError as fault:
            raise ArchiveError([self.not_written(fault)]) from fault

    def not_written(self, fault: OSError) -> Problem:
        """Return the line that says why a site, or a copy of one, can't be written, and what to do."""
        file = fault.filename2 or fault.filename
        why = f"{fault.strerror or fault}{f': {file}' if file else ''}"
        if isinstance(fault, shutil.Error):  # of every file that couldn't be copied
            why = str(fault.args[0][0][-1])
        if self._is_copy:
            return Problem(str(self.site), 0, f"the copy can't be written ({why})", "Fix that, or name another folder")
        if fault.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
            remedy = "Free some space, then build again"
        else:
            remedy = "Fix that, or build elsewhere: mkdocs build --site-dir FOLDER"
        return Problem(str(self.site), 0, f"the site can't be written ({why})", remedy)

    def _replace(self) -> None:
        check_replaceable(self.site, self._kept)
        try:
            self.folder.rename(self.site)  # where there is no site yet
        except OSError as fault:
            if fault.errno not in _OCCUPIED:
                raise
            if not _exchange(self.folder, self.site):
                self._replace_in_two_steps()

    def _change(self, left: Collection[str] | None) -> None:
        """Remove of the site what is neither left nor written anew, and move there what was written."""
        written = {*files_below(self.folder)}
        for file in () if left is None else {*files_below(self.site)} - {*left} - written:
            gone = self.site / file
            gone.unlink()
            with suppress(OSError):  # until one holds something
                for folder in gone.relative_to(self.site).parents:
                    (self.site / folder).rmdir()
        for place in {file.rpartition("/")[0] for file in written}:
            (self.site / place).mkdir(parents=True, exist_ok=True)
        for file in written:
            os.replace(f"{self.folder}/{file}", f"{self.site}/{file}")  # noqa: PTH105  ten thousand times

    def _replace_in_two_steps(self) -> None:
        aside = self._beside.with_suffix(".replaced")
        self.site.rename(aside)
        try:
            self.folder.rename(self.site)
        except OSError:
            aside.rename(self.site)
            raise
        _remove(aside)

    def _named(self, build: str) -> Path:
        """Return where a build of this site has its things: this path, with the endings of `_left_by_others`."""
        return self.site.with_name(f".{self.site.name}.{build}.lock")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other build of this site clears up or replaces it."""
        turn = self._taken(self._named("turn"))
        try:
            yield
        finally:
            give_back(turn)

    def _taken(self, path: Path) -> FileLock:
        if lock := take(path.with_suffix(".lock"), _PATIENCE):
            return lock
        what, remedy = "another build has been replacing the site for a minute", "Wait until it has ended"
        raise refusal(str(self.site), what, remedy)

    def _left_by_others(self) -> list[Path]:
        """Return what other builds of this site have, by what it is called without its ending."""
        ours = re.compile(rf"(\.{re.escape(self.site.name)}\.\d+-\d+)\.(building|replaced|lock)")
        found = (ours.fullmatch(path.name) for path in self.site.parent.iterdir())
        return [self._named(build) for build in sorted({match[1].rpartition(".")[2] for match in found if match})]

    def _clear(self, left: Path) -> None:
        lock = take(left.with_suffix(".lock"), 0)
        if not lock:  # a build is running there
            return
        aside = left.with_suffix(".replaced")
        try:
            if aside.exists() and not self.site.exists():
                aside.rename(self.site)  # killed between two renames: the old site is the last good one
            for folder in (left.with_suffix(".building"), aside):
                _remove(folder)
        finally:
            give_back(lock)


def _remove(folder: Path) -> None:
    """Remove a folder, if it is there: what in it may not be written is made so first, or it would stay for ever."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        with suppress(OSError):
            folder.chmod(0o700)
            for place, folders, _ in os.walk(folder):
                for name in folders:
                    Path(place, name).chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; say False where the system can't."""
    if sys.platform == "win32":
        return False
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
