"""The files of a folder and the sum of one: walked and read by the system's own calls, since a site has many."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PART = 1 << 16


def files_below(folder: Path) -> Iterator[str]:
    """Yield the path of every file below a folder, relative to it, with `/` between its parts."""
    start = os.path.join(folder, "")  # noqa: PTH118
    folders = [""]
    while folders:
        inside = folders.pop()
        with suppress(OSError), os.scandir(start + inside) as entries:  # as `os.walk`, in half its time
            for entry in entries:
                if not entry.is_dir():
                    yield inside + entry.name
                elif not entry.is_symlink():
                    folders.append(f"{inside}{entry.name}/")


def sum_of(path: str | Path) -> str:
    """Return the sum of a file, read by the system's own calls: most are so small that a file object takes longer."""
    file = os.open(path, _READING)
    try:
        found = hashlib.sha256(part := os.read(file, _PART))
        while len(part) == _PART:  # of a file less is read at its end alone
            found.update(part := os.read(file, _PART))
    finally:
        os.close(file)
    return found.hexdigest()
