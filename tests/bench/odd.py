"""What is large and odd: each ends in an error of one line or in a page, and takes so much time and memory."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench.building import Cost, attempt
from tests.bench.figures import Figure
from tests.tools.building import Project

LARGE = b"largest_text: 1000000000\n"
CASES: dict[str, Callable[[int], Mapping[str, bytes]]] = {
    "a text of {size:,} paragraphs": lambda size: {"a.txt": _paragraphs(0, size), "archive.yml": LARGE},
    "a text of {tenth:,} paragraphs": lambda size: {"a.txt": _paragraphs(0, size // 10), "archive.yml": LARGE},
    "{size:,} paragraphs in ten texts": lambda size: {
        f"{part}.txt": _paragraphs(part * size // 10, (part + 1) * size // 10) for part in range(10)
    },
    "a line of {fifty:,} bytes": lambda size: {
        "a.txt": b"a few words of one line, " * (2 * size),
        "archive.yml": LARGE,
    },
    "{fiftieth:,} texts": lambda size: {
        f"{n}.txt": f"Text number {n}.\n\nIt says little about {n}.\n".encode() for n in range(max(1, size // 50))
    },
    "a sidecar of {hundred:,} bytes": lambda size: {
        "a.txt": b"Words.\n",
        "a.yml": b"facts:\n" + b"  kind: {value: letter, editor: x}\n" * (100 * size // 35),
    },
}
"""By what it is, given a size: the files of the archive. At a million these are a million paragraphs, 50 MB, 100 MB."""


def _paragraphs(first: int, end: int) -> bytes:
    return b"\n\n".join(f"Paragraph {n} of many.".encode() for n in range(first, end))


def figures(size: int) -> Iterator[Figure]:
    """Build an archive of each, and tell what it took, and whether it ended in a page (1) or in an error (0)."""
    sizes = {
        "size": size,
        "tenth": size // 10,
        "fifty": 50 * size,
        "fiftieth": max(1, size // 50),
        "hundred": 100 * size,
    }
    for name, files in CASES.items():
        with tempfile.TemporaryDirectory() as scratch:
            cost, lines = attempt(Project(Path(scratch, "project"), files(size)))
        yield from _told(name.format(**sizes), cost, lines)


def _told(name: str, cost: Cost, lines: int) -> Iterator[Figure]:
    yield Figure(f"odd, {name}: ends in a page", float(not lines), "")
    yield Figure(f"odd, {name}: lines of errors", lines, "<= 1")
    yield Figure(f"odd, {name}: CPU seconds", round(cost.seconds, 1), "")
    yield Figure(f"odd, {name}: peak MB", round(cost.megabytes), "<= 2000")
