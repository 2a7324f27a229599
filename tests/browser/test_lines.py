"""`lines:` in archive.yml and in a sidecar: whether the lines of a text end as in the file or are set anew."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.tools.building import Built

TEXT = b"The bridge has been closed\nfor eleven weeks, and no\nengineer has come to look at it.\n"
SEEDS = {
    "archive.yml": b"lines: flow\n",
    "as-the-archive-says.txt": TEXT,
    "kept.txt": TEXT,
    "kept.yml": b"lines: keep\n",
}


@pytest.fixture(scope="module")
def root(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    return serve(build(SEEDS).site)


@pytest.mark.parametrize(("id", "lines"), [("as-the-archive-says", 1), ("kept", 3)])
def test_lines_are_kept_or_set_anew_and_no_character_changes(page: Page, root: str, id: str, lines: int) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(f"{root}documents/{id}/")
    paragraph = page.locator("#p1")
    line_height = "el => el.clientHeight / parseFloat(getComputedStyle(el).lineHeight)"
    assert (round(paragraph.evaluate(line_height)) >= 3) == (lines == 3)
    assert TEXT.decode().strip() in paragraph.evaluate("el => el.textContent")
