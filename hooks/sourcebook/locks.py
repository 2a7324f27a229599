"""Locks between programs: whoever holds one, holds it for as long as it lives, however it ends."""

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


def take(path: Path, seconds: float) -> FileLock | None:
    """Take the lock whose file stands at `path`, which is made; wait so many seconds for it at most.

    Returns:
        The lock, or nothing if another holds it.

    Raises:
        OSError: if no file can be written there.
    """
    if os.name != "nt":
        path.open("ab").close()  # where there can be no file, the lock would wait for one as if another held it
    lock = FileLock(path, timeout=seconds)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock


def give_back(lock: FileLock) -> None:
    """Let go of a lock, and remove its file: whoever waits for that file finds it gone, and makes another."""
    file = Path(lock.lock_file)
    with suppress(OSError):  # on Windows a file that is open stays
        file.unlink()
    lock.release()
    if os.name == "nt":
        with suppress(OSError):  # another has it by now
            file.unlink()


@contextmanager
def temporary_folder(kind: str) -> Iterator[Path]:
    """Yield a new folder of the system's temporary ones, removed afterwards, or by the next that is made of its kind.

    Args:
        kind: the beginning of its name.

    Raises:
        OSError: if none can be made there.
    """
    folder = Path(tempfile.gettempdir(), f"{kind}-{secrets.token_hex(8)}")
    lock = _hold(folder, f"{kind}-")
    try:
        folder.mkdir(0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock:
            give_back(lock)


def hold_until_the_end(folder: Path, kind: str) -> None:
    """Hold a temporary folder that another library makes and removes, and remove those of its kind that were left.

    Args:
        folder: it may be held already.
        kind: the beginning of its name.
    """
    if not folder.with_suffix(".lock").exists():
        with suppress(OSError):
            if lock := _hold(folder, kind):
                atexit.register(give_back, lock)


_PATIENCE = 60
"""Seconds to wait for another that looks whether a new lock's file was left behind."""


def _hold(folder: Path, kind: str) -> FileLock | None:
    for left in folder.parent.glob(f"{kind}*.lock"):
        with suppress(OSError):  # somebody else's
            _remove(left)
    return take(folder.with_suffix(".lock"), _PATIENCE)


def _remove(left: Path) -> None:
    """Remove the folder that a lock's file belongs to, and what was built beside it, unless a program holds it."""
    if lock := take(left, 0):
        for folder in (left.with_suffix(""), *left.parent.glob(f".{left.stem}.*.building")):
            shutil.rmtree(folder, ignore_errors=True)
        for file in left.parent.glob(f".{left.stem}.*.lock"):
            file.unlink(missing_ok=True)
        give_back(lock)
