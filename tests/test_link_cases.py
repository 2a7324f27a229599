"""The golden cases: each folder has a few texts, and the links between them in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from sourcebook.pipeline import read_archive

from tests.link_cases import CASES, in_words, linked, read_case
from tests.tools.building import FIVE

SEEDS = FIVE
FOLDERS = sorted(folder for folder in CASES.iterdir() if folder.is_dir() and any(folder.glob("*.txt")))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_has_the_links_it_tells_of(folder: Path) -> None:
    documents = read_case(folder) if folder.name != "the-first-archive" else read_archive(SEEDS, "seeds")[0].documents
    assert in_words(linked(documents)) == (folder / "links.txt").read_text()
