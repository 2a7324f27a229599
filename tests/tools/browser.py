"""The Chromium that the browser tests drive: found where there is one, installed where there is none.

`make test` runs this file before the tests; the tests ask `executable()`. A browser that can't be had is an error, so
that no browser test is ever passed over in silence.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.tools.debian import as_root, install_one_of
from tests.tools.runtimes import node

# The Node.js inside Playwright needs a library that a bare Debian hasn't (libatomic); the locked one doesn't.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node())

# The headless shell comes first: the same engine without the windows around it, at half the processor time a page.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
DEBIAN_PACKAGES = ("chromium-headless-shell", "chromium")
"""In the order of preference; a release may not have the first."""
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Where the path of a browser that Playwright installed is kept; it goes with the environment.
RECORD = Path(sys.prefix, "browser")

ADVICE = (
    "Install Chromium or Google Chrome (Debian: apt-get install chromium-headless-shell), "
    "or name one: CHROMIUM=/path/to/chromium make test"
)


class BrowserMissingError(RuntimeError):
    """No browser runs on this machine; the message says what to do."""


@functools.cache
def executable() -> str:
    """The path of a Chromium or Chrome that runs: the one named by CHROMIUM, the system's, or Playwright's.

    Raises:
        BrowserMissingError: there is none, or the one named doesn't run.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if _runs(named):
            return named
        raise BrowserMissingError(f"CHROMIUM={named}: this doesn't run as a browser. {ADVICE}")
    for path in _candidates():
        if _runs(path):
            return path
    raise BrowserMissingError(f"The tests need a browser, and none was found. {ADVICE}")


def ensure() -> str:
    """Like `executable()`, but installs a browser if there is none: a package of Debian's, else Playwright's build.

    Raises:
        BrowserMissingError: none could be installed either.
    """
    try:
        return executable()
    except BrowserMissingError:
        if os.environ.get("CHROMIUM"):
            raise
    ways: tuple[Callable[[], None], ...] = (_install_debian_package, _install_playwright_build)
    for install in ways:
        install()
        try:
            return executable()
        except BrowserMissingError:
            continue
    raise BrowserMissingError(f"The tests need a browser; none was found, and none could be installed. {ADVICE}")


def _candidates() -> Iterator[str]:
    for name in NAMES:
        if path := shutil.which(name):
            yield path
    yield from APPLICATIONS
    if RECORD.is_file():
        yield RECORD.read_text(encoding="utf-8")


def _runs(path: str) -> bool:
    # Ubuntu has a `chromium-browser` that only says how to get the real one: so what is found is tried.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def _install_debian_package() -> None:
    install_one_of(DEBIAN_PACKAGES)


def _install_playwright_build() -> None:
    # Imported here: only a machine without a browser pays for it.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    print("No browser found: installing Playwright's build of Chromium.", flush=True)
    system_libraries = ["--with-deps"] if shutil.which("apt-get") and as_root() is not None else []
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", *system_libraries, "chromium"]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        return
    with sync_playwright() as playwright:
        RECORD.write_text(playwright.chromium.executable_path, encoding="utf-8")


if __name__ == "__main__":
    try:
        print(f"Browser: {ensure()}")
    except BrowserMissingError as problem:
        sys.exit(str(problem))
