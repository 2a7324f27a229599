"""The benchmark runs: each part that makes its own texts, on a handful. What it measures is its own business."""

import json
import subprocess
import sys

import pytest

from tests.tools.building import REPOSITORY


def bench(*parts: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "tests.bench", *parts],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("part", ["links-30", "wire", "build-3", "browse-30", "search-6", "theme", "odd-100"])
def test_a_part_runs_and_yields_figures(part: str) -> None:
    done = bench(part)
    assert done.returncode == 0, done.stderr
    figures = [json.loads(line) for line in done.stdout.splitlines()]
    assert figures
    for figure in figures:
        assert figure.keys() == {"name", "value", "goal"}
        assert isinstance(figure["value"], int | float), figure
    if part == "search-6":
        found = {figure["name"].partition("texts: ")[2]: figure["value"] for figure in figures}
        assert found["5 words, the text comes first"] == 1
        assert found["quoted phrases with exactly the right texts"] == 1
        assert found["files asked for before the reader reaches for it"] == 0


def test_parts_that_do_not_exist_are_all_named() -> None:
    done = bench("wire", "links-0", "links", "nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("no such part: links-0, links, nonsense. The parts are: links-NUMBER, ")
