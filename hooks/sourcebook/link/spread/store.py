"""Tables that one step writes and another reads: rows of numbers (NumPy) and lines of JSON, in a folder that all reach.

A table has a file for each part that wrote to it, and in the file stands together what goes to one receiver: a part, or
a text. So a receiver reads its stretch of each file and nothing else. A file is replaced in one step, and is the same
whoever writes it: a part that was lost with its worker is done again, and one that was done isn't.
"""

import json
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import DTypeLike, NDArray

Rows = NDArray[Any]
Integers = NDArray[np.int64]


class Store(Struct, frozen=True):
    """A folder of tables."""

    folder: Path
    parts: int
    """In how many the archive is read."""

    def write_rows(self, table: str, part: int, rows: Rows, to: Integers, receivers: int = 0) -> None:
        """Write a part's rows.

        Args:
            table: its name.
            part: which part writes.
            rows: what it writes.
            to: for each row, the number of its receiver.
            receivers: how many there are; as many as parts, if nobody says.
        """
        order = np.argsort(to, kind="stable")
        bounds = np.searchsorted(to[order], np.arange((receivers or self.parts) + 1)) * rows.itemsize
        self._write(f"{table}/{part}.rows", rows[order].tobytes())
        self._write(f"{table}/{part}.bounds", bounds.astype("<i8").tobytes())

    def write_each(self, table: str, part: int, rows: Sequence[Rows], kind: DTypeLike) -> None:
        """Write rows for each receiver, all that there are, in their order."""
        to = np.repeat(np.arange(len(rows)), [len(own) for own in rows])
        self.write_rows(table, part, together(rows, kind), to, len(rows))

    def rows(self, table: str, part: int, to: int, kind: DTypeLike) -> Rows:
        """Return what a part wrote to a receiver; `kind`: of the rows."""
        return np.frombuffer(self._stretch(f"{table}/{part}", ".rows", to), kind)

    def whole(self, table: str, part: int, kind: DTypeLike) -> Rows:
        """Return what a part wrote to all."""
        return np.fromfile(self.folder / f"{table}/{part}.rows", kind)

    def all_rows(self, table: str, to: int, kind: DTypeLike) -> Rows:
        """Return what all parts wrote to a receiver, in order of the parts."""
        return np.concatenate([self.rows(table, part, to, kind) for part in range(self.parts)])

    def write_lines(self, table: str, part: int, lines: Iterable[tuple[int, Any]], receivers: int = 0) -> None:
        """Write a part's lines, each with the number of its receiver, as `write_rows` writes rows."""
        encoded = sorted(((to, _line(line)) for to, line in lines), key=lambda line: line[0])
        ends = np.cumsum([0, *(len(line) for _, line in encoded)])
        firsts = np.searchsorted([to for to, _ in encoded], np.arange((receivers or self.parts) + 1))
        self._write(f"{table}/{part}.jsonl", b"".join(line for _, line in encoded))
        self._write(f"{table}/{part}.bounds", ends[firsts].astype("<i8").tobytes())

    def lines(self, table: str, part: int, to: int) -> Iterator[Any]:
        """Yield what a part wrote to a receiver."""
        return map(json.loads, self._stretch(f"{table}/{part}", ".jsonl", to).splitlines())

    def all_lines(self, table: str, to: int) -> Iterator[Any]:
        """Yield what all parts wrote to a receiver, in order of the parts."""
        for part in range(self.parts):
            yield from self.lines(table, part, to)

    def write(self, name: str, value: Any) -> None:
        """Write what every part may read: an array where the name ends in `.npy`, else JSON."""
        content = BytesIO()
        if name.endswith(".npy"):
            np.save(content, value)
        self._write(name, content.getvalue() or _line(value))

    def read(self, name: str) -> Any:
        """Return what `write` wrote; of an array, what is looked at is read, and no more. None where nothing is."""
        path = self.folder / name
        if not path.exists():
            return None
        return np.asarray(np.load(path, mmap_mode="r")) if name.endswith(".npy") else json.loads(path.read_bytes())

    def _stretch(self, name: str, ending: str, to: int) -> bytes:
        """Return what stands in a file for a receiver."""
        first, end = _bounds(f"{self.folder}/{name}.bounds")[to : to + 2].tolist()
        if first == end:
            return b""
        with open(f"{self.folder}/{name}{ending}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path takes as long
            file.seek(first)
            return file.read(end - first)

    def _write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}.partial")
        try:
            partial.write_bytes(content)
            partial.replace(path)
        except OSError as fault:  # which names no file where one couldn't be filled
            partial.unlink(missing_ok=True)
            raise OSError(fault.errno, fault.strerror, str(path)) from fault


@lru_cache(maxsize=256)
def _bounds(file: str) -> Integers:
    """Return where receivers' stretches begin; a file of that name is always the same: its folder's is a digest."""
    bounds: Integers = np.fromfile(file, "<i8")
    return bounds


def together(rows: Iterable[Rows], kind: DTypeLike) -> Rows:
    """Return rows of a kind one behind the other; there may be none."""
    return np.concatenate([np.zeros(0, kind), *rows])


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
