"""What takes long, kept in a file from one build to the next. A file that can't be read counts as absent.

Nothing that goes wrong here stops a build: what isn't kept is made again.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_kept(file: Path) -> Any:
    """Return the value that a file of JSON holds; nothing where there is none that can be read."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def keep(file: Path, value: object) -> None:
    """Write a value as JSON, in one step, in the place of what was kept before under a name of the same kind.

    The name's last part, after a hyphen, tells what the value depends on: `citations-0a1b.json`.
    """
    partial = file.with_suffix(f".{os.getpid()}.partial")
    content = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(content, encoding="utf-8")
        partial.replace(file)
        for old in file.parent.glob(f"{file.name.rpartition('-')[0]}-*"):
            if old != file:
                old.unlink()
    except OSError:  # the disk is full, the folder can't be written, another build was faster
        with suppress(OSError):
            partial.unlink()
