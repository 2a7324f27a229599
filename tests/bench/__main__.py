"""`python -m tests.bench [part ...]`: run the benchmark, or parts of it; each part in a process of its own.

A process of its own makes the peak of memory that part's and no other's.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from tests.bench import browse, building, links, real, search, wire
from tests.bench.figures import Figure

PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "links-100": lambda: links.generated(100),
    "links-1000": lambda: links.generated(1000),
    "links-10000": lambda: links.generated(10000),
    "wire": wire.forms,
    "build-100": lambda: building.beside_plain(100),
    "build-1000": lambda: building.beside_plain(1000),
    "build-10000": lambda: building.beside_plain(10000),
    "browse-1000": lambda: browse.weights(1000),
    "browse-10000": lambda: browse.weights(10000),
    "search-1000": lambda: search.figures(1000),
    "search-10000": lambda: search.figures(10000),
    "theme": browse.theme,
    "addresses": real.addresses,
    "bible": real.bible,
}


def main(arguments: list[str]) -> int:
    """Run the named parts, or all of them, and print their figures."""
    if len(arguments) == 2 and arguments[0] == "--here":
        for figure in PARTS[arguments[1]]():
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
        return 0
    unknown = [part for part in arguments if part not in PARTS]
    if unknown:
        sys.stderr.write(f"no such part: {', '.join(unknown)}. The parts are: {', '.join(PARTS)}.\n")
        return 2
    failed = 0
    for part in arguments or PARTS:
        failed |= subprocess.run([sys.executable, "-m", "tests.bench", "--here", part], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
