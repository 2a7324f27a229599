"""The package, installed with nothing but pip, on every Python that it is for: `make test-install` runs it.

    python -m tests.tools.installing 3.11 3.12

For each it makes an environment, installs the wheel of this commit in it, makes a new archive and builds it strictly.
Then the same by `uv tool run` and, where there is one, by `pipx run`, which install nothing for good. What uv doesn't
find it fetches; a Python that is not to be had is told, and fails.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def main(pythons: Sequence[str]) -> int:
    """Try each Python; return how many failed."""
    with tempfile.TemporaryDirectory(prefix="sourcebook-install-") as scratch:
        folder = Path(scratch)
        wheel = _wheel(folder)
        failed = [name for name, why in _tries(folder, wheel, pythons) if not _told(name, why)]
    return len(failed)


def _told(name: str, why: str) -> bool:
    print(f"{name}: {why or 'a new archive builds'}", flush=True)
    return not why


def _wheel(folder: Path) -> Path:
    command = ("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, REPOSITORY)
    subprocess.run([sys.executable, *command], check=True)
    return next(folder.glob("*.whl"))


def _tries(folder: Path, wheel: Path, pythons: Sequence[str]) -> Iterator[tuple[str, str]]:
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}") or "uv"
    for python in pythons:
        environment = folder / f"python-{python}"
        yield (
            f"Python {python}",
            _first_fault(
                [uv, "venv", "--quiet", "--seed", "--python", python, environment],
                [environment / "bin/python", "-m", "pip", "install", "--quiet", wheel],
                [environment / "bin/sourcebook", "new", folder / f"archive-{python}"],
                [
                    environment / "bin/mkdocs",
                    "build",
                    "--quiet",
                    "--strict",
                    "-f",
                    folder / f"archive-{python}/mkdocs.yml",
                ],
            ),
        )
        shutil.rmtree(environment, ignore_errors=True)
    yield "uv tool run", _first_fault([uv, "tool", "run", "--from", wheel, "sourcebook", "new", folder / "by-uv"])
    if pipx := shutil.which("pipx"):
        yield "pipx run", _first_fault([pipx, "run", "--spec", wheel, "sourcebook", "new", folder / "by-pipx"])


def _first_fault(*commands: Sequence[str | Path]) -> str:
    """Run commands one after the other; return the last lines of the first that fails, or nothing."""
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            told = (done.stderr or done.stdout).strip().splitlines()[-3:]
            return f"`{' '.join(map(str, command[:3]))} …` failed: {' / '.join(told)}"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or PYTHONS))
