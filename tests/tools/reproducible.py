"""Two builds of one commit, each in a clone of its own, on another day, in another zone and locale: the same bytes?

`make reproducible` runs this file. The commit's own time is the time of both builds, as with `make site`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.tools.building import REPOSITORY, tree

OTHER_DAY = """
import datetime, time

SHIFT = {seconds}
_time, _localtime, _gmtime, _datetime, _date = time.time, time.localtime, time.gmtime, datetime.datetime, datetime.date
time.time = lambda: _time() + SHIFT
time.time_ns = lambda: int(time.time() * 1e9)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)


class ShiftedDateTime(_datetime):
    @classmethod
    def now(cls, tz=None):
        return _datetime.now(tz) + datetime.timedelta(seconds=SHIFT)

    @classmethod
    def utcnow(cls):
        return _datetime.utcnow() + datetime.timedelta(seconds=SHIFT)

    today = now


class ShiftedDate(_date):
    @classmethod
    def today(cls):
        return ShiftedDateTime.now().date()


datetime.datetime, datetime.date = ShiftedDateTime, ShiftedDate
"""
"""Python reads it before anything else (as sitecustomize): for that build the clock is wrong by so much."""

Place = tuple[dict[str, str], int, int]
PLACES: dict[str, Place] = {
    "here": ({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0, 0o022),
    "elsewhere/größe und weite": (
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
        40_000_000,
        0o027,
    ),
}
"""By folder: environment, seconds by which the clock is wrong, umask."""


def build(folder: Path, environment: dict[str, str], shift: int, umask: int) -> dict[str, bytes]:
    """Build the last commit in a clone of its own; return every file of the site.

    Raises:
        subprocess.CalledProcessError: if the commit can't be built.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", REPOSITORY, folder], check=True)
    clock = folder.with_name(f"{folder.name}.clock")
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(OTHER_DAY.format(seconds=shift), encoding="utf-8")
    shown = ["git", "-C", str(folder), "log", "-1", "--format=%ct"]
    epoch = subprocess.run(shown, check=True, capture_output=True, text=True).stdout.strip()
    kept = {name: value for name, value in os.environ.items() if name in {"HOME", "PATH", "NO_MKDOCS_2_WARNING"}}
    settings = {"SOURCE_DATE_EPOCH": epoch, "SITE_URL": "https://example.org/", "PYTHONPATH": str(clock)}
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"]
    subprocess.run(command, cwd=folder, env=kept | settings | environment, check=True, umask=umask)
    return tree(folder / "site")


def main() -> int:
    """Build twice, compare, say what differs; return what the program ends with."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = (build(Path(folder, name), *how) for name, how in PLACES.items())
    differing = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    for name in differing:
        print(f"differs: {name}")
    if not differing:
        print(f"{len(one):,} files, byte for byte the same on another day, in another folder, zone and locale")
    return bool(differing)


if __name__ == "__main__":
    sys.exit(main())
