"""`python -m tests.bench [part ...]`: run the benchmark, or parts of it; each part in a process of its own.

A process of its own makes the peak of memory that part's and no other's.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from tests.bench.figures import Figure

SIZED: dict[str, tuple[str, tuple[int, ...]]] = {
    "links": ("links.generated", (100, 1000, 10000)),
    "links-dask": ("spread.beside_one_process", (1000, 10000, 30000)),
    "build": ("building.beside_plain", (5, 1000, 10000)),
    "browse": ("browse.weights", (1000, 10000)),
    "search": ("search.figures", (1000, 10000)),
    "odd": ("odd.figures", (1_000_000,)),
}
"""What is measured at so many texts, and at how many when nobody says."""
PLAIN = {
    "wire": "wire.forms",
    "theme": "browse.theme",
    "page": "page.figures",
    "addresses": "real.addresses",
    "bible": "real.bible",
    "links-real": "links_real.figures",
}
ALL = [f"{name}-{size}" for name, (_, sizes) in SIZED.items() for size in sizes] + list(PLAIN)


def measurement(part: str) -> Callable[[], Iterator[Figure]] | None:
    """Return what measures a part, `wire` or with a number of texts `links-1000`; None if there is no such part."""
    name, _, size = part.rpartition("-")
    if name in SIZED and size.isdecimal() and int(size):
        return partial(_measured, SIZED[name][0], int(size))
    return partial(_measured, PLAIN[part]) if part in PLAIN else None


def _measured(named: str, *size: int) -> Iterator[Figure]:
    """Yield the figures of a part; what measures others isn't loaded, or its memory would count."""
    module, _, measure = named.partition(".")
    yield from getattr(import_module(f"tests.bench.{module}"), measure)(*size)


def main(arguments: list[str]) -> int:
    """Run the named parts, or all of them, and print their figures."""
    measurements = {part: measurement(part) for part in arguments}
    unknown = [part for part, measure in measurements.items() if measure is None]
    if unknown:
        parts = [f"{name}-NUMBER" for name in SIZED] + list(PLAIN)
        sys.stderr.write(f"no such part: {', '.join(unknown)}. The parts are: {', '.join(parts)}.\n")
        return 2
    if len(measurements) != 1:
        commands = ([sys.executable, "-m", "tests.bench", part] for part in measurements or ALL)
        codes = [subprocess.run(command, check=False).returncode for command in commands]
        return int(any(codes))  # that of a killed part is negative
    for measure in filter(None, measurements.values()):
        for figure in measure():
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
