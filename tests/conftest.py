"""What the tests share: built archives, a web server, and a browser that forgives nothing.

A test that builds a site, or needs a browser, Java or Node, is marked `heavy` here: `make test-fast` leaves it out, and
nothing of theirs is imported before one runs.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.tools.building import Built, Project
from tests.tools.serving import serving
from tests.tools.watching import Faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The same texts in every run, so that a failure comes back; `HYPOTHESIS_PROFILE=long` looks for new ones.
hypothesis.settings.register_profile("default", derandomize=True, deadline=None, max_examples=200)
hypothesis.settings.register_profile("short", derandomize=True, deadline=None, max_examples=25)
hypothesis.settings.register_profile("long", deadline=None, max_examples=20_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


HEAVY_FIXTURES = {"site", "many", "build", "new_project", "browser"}
HEAVY_TOOLS = {f"tests.tools.{name}" for name in ("scripts", "citing", "accessibility", "browser", "runtimes")}
HEAVY_FOLDERS = {"site", "browser"}
HEAVY_MODULES = {"test_bench", "test_faults", "test_on_dask", "test_reuse", "test_staging", "test_texts_come_back"}
"""Those that start programs or build archives by the dozen."""


def _is_heavy(path: Path) -> bool:
    return path.parent.name in HEAVY_FOLDERS or path.stem in HEAVY_MODULES


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Don't even import the modules of which `make test-fast` runs no test."""
    return (config.getoption("markexpr") == "not heavy" and _is_heavy(collection_path)) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that build a site, start many programs, or need a browser, Java or Node."""
    for item in items:
        module = vars(getattr(item, "module"))  # noqa: B009  an item of any plugin may have none
        tools = {getattr(value, "__module__", "") for value in module.values()} | {
            getattr(value, "__name__", "") for value in module.values()
        }
        fixtures = set(getattr(item, "fixturenames", ()))
        if _is_heavy(item.path) or HEAVY_FIXTURES & fixtures or HEAVY_TOOLS & tools:
            item.add_marker("heavy")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """Whatever language a test had an archive's pages in, the next one begins in English."""
    yield
    page_language = sys.modules.get("sourcebook.page_language")
    if page_language and page_language.spoken().tag != page_language.ENGLISH:
        page_language.speak(page_language.Language(page_language.ENGLISH))


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


def _built_once(project: Path, seeds: Mapping[str, bytes] | None = None) -> Path:
    """Return the site of an archive that the first process to ask for it builds, strictly."""
    with project.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (project / "site").is_dir():
            built = Project(project, seeds).build()
            assert built.code == 0, built.output
    return project / "site"


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Path:
    """The folder of the repository's own archive, built once for all tests. Don't change what is in it."""
    return _built_once(shared_folder / "own-archive")


@pytest.fixture(scope="session")
def many(shared_folder: Path) -> Path:
    """The folder of an archive of 250 short texts, `000` to `249`, built as `site` is."""
    return _built_once(shared_folder / "many", {f"{n:03}.txt": f"Text {n}\n".encode() for n in range(250)})


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder: `serve(folder, prefix="/")` gives the address of its root, with a slash at its end."""
    with ExitStack() as servers:
        yield lambda folder, prefix="/": servers.enter_context(serving(folder, prefix))


@pytest.fixture(scope="session")
def served(site: Path, serve: Callable[..., str]) -> str:
    """The address at which the repository's own archive is served, with a slash at its end."""
    return serve(site)


@pytest.fixture(scope="session")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Project]:
    """Make a folder with the code, the docs and the given texts: `new_project({"a.txt": b"…"})`."""
    return lambda seeds=None, **options: Project(tmp_path_factory.mktemp("project") / "archive", seeds, **options)


@pytest.fixture(scope="session")
def build(new_project: Callable[..., Project]) -> Callable[..., Built]:
    """Build an archive from its files by name, strictly: `build({"a.txt": b"…"}, SITE_URL="…")`."""

    def build_archive(seeds: Mapping[str, bytes], seconds: float = 300, **environment: str) -> Built:
        built: Built = new_project(seeds).build(seconds=seconds, **environment)
        return built

    return build_archive


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Where there is none the tests fail; they are never skipped."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tests.tools.browser import executable  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def faults() -> Faults:
    """What went wrong behind the pages of this test; it must stay empty."""
    return Faults()


@pytest.fixture
def new_page(browser: Browser, faults: Faults) -> Iterator[Callable[..., Page]]:
    """Open a watched page of its own: `new_page(viewport=…, color_scheme="dark", java_script_enabled=False)`.

    The test fails if the page writes to the console, raises an error, violates its content policy or asks anything of
    another host.
    """
    with ExitStack() as contexts:

        def open_page(**options: object) -> Page:
            context = browser.new_context(**({"locale": "en-GB"} | options))
            contexts.callback(context.close)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            faults.watch(context)
            return context.new_page()

        yield open_page
    assert not faults.found, "\n".join(faults.found)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """Open a watched page; see `new_page`."""
    return new_page()
