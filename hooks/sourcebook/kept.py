"""What takes long, kept in a file from one build to the next. A file that isn't as it was written counts as absent.

A file begins with the sum of the rest, so that whatever became of it is noticed. Nothing that goes wrong here stops a
build: what isn't kept is made again.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_kept(file: Path) -> Any:
    """Return the value that a file of JSON holds; nothing where there is none that can be read."""
    content = read_kept_bytes(file)
    try:
        return json.loads(content) if content is not None else None
    except (ValueError, RecursionError):
        return None


def read_kept_bytes(file: Path) -> bytes | None:
    """Return the bytes that were kept in a file; nothing where there are none, or others."""
    try:
        if not file.is_file():  # of a device there is no end
            return None
        said, _, content = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if said == _sum(content) else None


def keep(file: Path, value: object) -> None:
    """Write a value as JSON, or bytes that are, in the place of what was kept before under a name of the same kind.

    The name's last part, after a hyphen, is a digest of what the value depends on: `citations-3592707b2da0c09b.json`.
    """
    if keep_bytes(file, value if isinstance(value, bytes) else json.dumps(value).encode()):
        for old in kept_as(file.name.rpartition("-")[0], file.parent):
            if old != file:
                with suppress(OSError):
                    old.unlink()


def kept_as(name: str, folder: Path) -> Iterator[Path]:
    """Yield what was kept in a folder under a name with a digest behind it, whole or in part.

    A folder that someone names for what is kept may hold files of theirs, such as `citations-1871.ods`.
    """
    is_ours = re.compile(rf"{re.escape(name)}(-[0-9a-f])?-[0-9a-f]{{16}}(\.json|\.\d+\.partial)?").fullmatch
    yield from (path for path in folder.glob("*") if is_ours(path.name))


def keep_bytes(file: Path, content: bytes) -> bool:
    """Write bytes in one step, and say whether that was possible."""
    partial = file.with_suffix(f".{os.getpid()}.partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(_sum(content) + b"\n" + content)
        partial.replace(file)
    except OSError:  # the disk is full, the folder can't be written, another build was faster
        with suppress(OSError):
            partial.unlink()
        return False
    return True


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
