"""Locks between programs: whoever holds one, holds it for as long as it lives, however it ends."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


def take(path: Path, seconds: float) -> FileLock | None:
    """Take the lock whose file stands at `path`, which is made; wait so many seconds for it at most.

    Returns:
        The lock, or nothing if another holds it.

    Raises:
        OSError: if no file can be written there.
    """
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
