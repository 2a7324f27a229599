"""The pictures in README and manual, made anew from a letter and two reports on it: `make pictures` runs it."""

import signal
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.reading_cases import SEEDS
from tests.tools.browser import executable
from tests.tools.building import REPOSITORY, Project

PICTURES = REPOSITORY / "docs/manual/pictures"
ABOUT = "title: Letters to the council\nlanguage: en\n"
LETTER = "documents/letter/"
SECONDS = 90


def main() -> int:
    """Make every picture anew; return 0."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        _preview(Path(scratch, "archive")) as address,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(executable_path=executable())
        page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="en-GB")
        _document(page, address)
        _curator(page, address)
        browser.close()
    for picture in sorted(PICTURES.iterdir()):
        print(f"{picture.relative_to(REPOSITORY)}: {picture.stat().st_size // 1000} kB")
    return 0


def _document(page: Page, address: str) -> None:
    page.goto(address + LETTER)
    page.get_by_role("heading", name="For the curator").wait_for()
    page.evaluate("document.querySelectorAll('.curate').forEach(element => element.remove())")
    page.locator("details.note summary").first.click()
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / "document.png")


def _curator(page: Page, address: str) -> None:
    page.goto(address + LETTER)
    page.get_by_role("heading", name="For the curator").wait_for()
    page.locator("details.note summary").first.click()
    inner = page.locator("[id^=link-] details.curate").first
    inner.locator("summary").click()
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / "curator.png")


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    """Show an archive as a curator sees it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    texts = {name: text.encode() for name, text in {**SEEDS, "archive.yml": ABOUT}.items()}
    process = Project(folder, texts).start("serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload")
    address, end = f"http://127.0.0.1:{port}/", time.monotonic() + SECONDS
    try:
        while not _answers(address):
            if time.monotonic() > end or process.poll() is not None:
                raise SystemExit("The preview did not start; try: make serve")
            time.sleep(0.5)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own server
            return True
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
