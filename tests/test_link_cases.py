"""The golden cases: each folder has a few texts, and the links between them in plain words."""

from pathlib import Path

import pytest
from sourcebook.model import Link
from sourcebook.pipeline import read_archive

from tests.link_cases import CASES, in_words, linked, read_case
from tests.tools.building import FIVE

SEEDS = FIVE
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir() and any(folder.glob("*.txt")))


def links_of(folder: Path) -> tuple[Link, ...]:
    """Return the links between the texts of a case."""
    is_first = folder.name == "the-first-archive"
    return linked(read_archive(SEEDS, "seeds")[0].documents if is_first else read_case(folder))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_has_the_links_it_tells_of(folder: Path) -> None:
    expected = (folder / "links.txt").read_text(encoding="utf-8")
    assert in_words(links_of(folder)) == expected, "if it is as you mean it: make golden"
