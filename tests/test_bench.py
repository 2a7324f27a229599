"""The benchmark runs: each part that makes its own texts, on a handful. What it measures is its own business."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.bench import browse, building, links, search, wire
from tests.bench.figures import Figure

PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "links": lambda: links.generated(30),
    "wire": wire.forms,
    "build": lambda: building.beside_plain(3),
    "browse": lambda: browse.weights(30),
    "search": lambda: search.figures(12),
    "theme": browse.theme,
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_runs_and_yields_figures(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in ("TRIES", "PHRASES", "COLD"):
        monkeypatch.setattr(search, number, 4)
    figures = [json.loads(figure.line()) for figure in PARTS[part]()]
    assert figures
    for figure in figures:
        assert figure.keys() == {"name", "value", "goal"}
        assert isinstance(figure["value"], int | float), figure
    if part == "search":
        found = {figure["name"].partition("texts: ")[2]: figure["value"] for figure in figures}
        assert found["5 words, the text comes first"] == 1
        assert found["quoted phrases with exactly the right texts"] == 1
        assert found["files asked for before the reader reaches for it"] == 0
