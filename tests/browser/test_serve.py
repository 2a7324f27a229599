"""`mkdocs serve`: the curator's preview outlives mistakes, shows what was mended, and keeps to the strict policy."""

import queue
import re
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.tools.building import TEXTS, Project
from tests.tools.watching import Faults


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, project: Project, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        self.project = project
        self._process = project.start("serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload", **environment)
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.output = ""
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put(None)

    def wait_for(self, words: str, seconds: float = 60) -> str:
        """Return what it printed up to a line that holds these words."""
        told = ""
        end = time.monotonic() + seconds
        while words not in told:
            line = self._lines.get(timeout=max(0.01, end - time.monotonic()))
            assert line is not None, f"the server has ended: {self.output}"
            told += line
            self.output += line
        return told

    def page(self, address: str) -> str:
        with urllib.request.urlopen(self.address + address, timeout=60) as answer:  # noqa: S310  our own server
            content: str = answer.read().decode("utf-8")
            return content

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=15)
        finally:
            self._process.kill()
            self._process.wait()
            self._listener.join()


@pytest.fixture
def preview(new_project: Callable[..., Project], tmp_path: Path) -> Iterator[Preview]:
    project: Project = new_project({"letter.txt": b"A letter\n\nDear Sir\n"}, own_copy=True)
    (tmp_path / "temporary").mkdir()
    running = Preview(project, TMPDIR=str(tmp_path / "temporary"))
    try:
        running.wait_for("Serving on")
        yield running
    finally:
        running.stop()


def test_a_broken_seed_is_told_and_the_last_good_pages_stay_until_it_is_mended(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "documents/letter/")
    preview.project.write("broken.txt", b"caf\xe9\n")
    told = preview.wait_for("The pages shown are those of the last good build.")
    assert f"{TEXTS}/broken.txt:1: byte 3 (0xe9) is not UTF-8" in told
    assert "Traceback" not in told
    assert "Dear Sir" in preview.page("documents/letter/")
    expect(page.locator("#p2")).to_have_text("Dear Sir")
    preview.project.write("broken.txt", "Mended: café\n".encode())
    preview.wait_for("Documentation built")
    assert "Mended: café" in preview.page("documents/broken/")
    preview.project.write("letter.txt", b"\xff")
    preview.wait_for("The pages shown are those of the last good build.")
    assert "Dear Sir" in preview.page("documents/letter/")


def test_the_browser_shows_what_was_changed_without_being_asked(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "documents/letter/")
    expect(page.locator("#p2")).to_have_text("Dear Sir")
    page.wait_for_timeout(300)  # until it listens
    preview.project.write("letter.txt", b"A letter\n\nDear Madam\n")
    expect(page.locator("#p2")).to_have_text("Dear Madam", timeout=60_000)
    # Seeds that come and go, and the archive's own files.
    preview.project.write("archive.yml", b"title: A new name\n")
    expect(page).to_have_title(re.compile("A new name"), timeout=60_000)
    preview.project.write("other.txt", b"Another\n")
    preview.wait_for("Documentation built")
    expect(page.locator("a[rel=next]")).to_be_visible(timeout=60_000)
    while '"id": "other"' not in preview.page("data/catalogue.json"):
        preview.wait_for("Lists, data and search have followed.")
    # The theme.
    style = preview.project.folder / "hooks" / "theme" / "assets" / "stylesheets" / "base.css"
    style.write_text(
        style.read_text(encoding="utf-8") + "\nbody { outline: 3px solid rgb(1, 2, 3) }\n", encoding="utf-8"
    )
    expect(page.locator("body")).to_have_css("outline-color", "rgb(1, 2, 3)", timeout=60_000)


def test_a_missing_page_is_the_sites_own(preview: Preview, new_page: Callable[..., Page], faults: Faults) -> None:
    faults.allow("status of 404")
    page = new_page()
    answer = page.goto(preview.address + "documents/nowhere/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")


def test_a_theme_that_fails_is_told_and_the_last_good_pages_stay(preview: Preview) -> None:
    template = preview.project.folder / "hooks" / "theme" / "main.html"
    good = template.read_text(encoding="utf-8")
    template.write_text(good + "{% nonsense %}", encoding="utf-8")
    preview.wait_for("The pages shown are those of the last good build.")
    assert "nonsense" in preview.output
    assert "Dear Sir" in preview.page("documents/letter/")
    template.write_text(good, encoding="utf-8")
    preview.wait_for("Documentation built")
    assert "Dear Sir" in preview.page("documents/letter/")


def test_nothing_is_left_behind(new_project: Callable[..., Project], tmp_path: Path) -> None:
    project: Project = new_project({"letter.txt": b"A letter\n"})
    running = Preview(project, TMPDIR=str(tmp_path))
    running.wait_for("Serving on")
    running.stop()
    assert [path.name for path in tmp_path.iterdir()] == []
    assert not project.site.exists()


def test_the_curator_is_offered_lines_to_copy_beside_what_they_speak_of(preview: Preview, page: Page) -> None:
    words = "The northern breakwater will crumble within two winters unless its footing is laid anew by the spring tide"
    letter = f"March 4, 1871\n\nDear Mr. Lund,\n\n{words}.\n\nSincerely,\n\nOtto Brandt\n"
    preview.project.write("letter.yml", b"facts:\n  kind: {value: letter, editor: x}\n")
    preview.project.write("report.txt", f"Otto Brandt wrote: “{words}.” The rest of Otto Brandt is silence.\n".encode())
    preview.project.write("letter.txt", letter.encode())
    page.goto(preview.address + "documents/letter/")
    expect(page.locator("#p5")).to_have_text("Otto Brandt", timeout=60_000)
    page.goto(preview.address + "documents/report/")
    expect(page.get_by_role("heading", name="For the curator")).to_be_visible()
    line = page.get_by_role("listitem").filter(has_text="Know “Otto Brandt” as a name")
    expect(line).to_contain_text("names.yml, below names:")
    line.get_by_role("button", name="Copy").click()
    expect(line.get_by_role("button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("- {id: otto-brandt, type: person, ")
    page.locator("details.note summary").first.click()
    evidence = page.locator("[id^=link-]").first
    evidence.get_by_text("For the curator").click()
    expect(evidence).to_contain_text('- {documents: ["letter", "report"], words: "The northern breakwater')
    page.locator("#p1").select_text()
    expect(page.get_by_text("Add a link with these words")).to_be_visible()
    page.goto(preview.address + "documents/letter/")
    expect(page.get_by_text('author: {value: "Brandt, Otto", stated: "Otto Brandt"}')).to_be_visible()
    page.goto(preview.address + "names/")
    expect(page.get_by_text("“Otto Brandt” is no name")).to_be_visible()
