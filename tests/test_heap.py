"""heap.py: what functions keep of what they were asked is let go where it is much, and goes back to the system."""

import gc
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sourcebook import heap, pipeline, remembered
from sourcebook.heap import MANY, forget_answers
from sourcebook.problems import ArchiveError
from sourcebook.publish.reuse import Place
from sourcebook.render.base.shell import Shell

from tests.tools.building import FIVE, tree


@cache
def doubled(number: int) -> int:
    return 2 * number


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(heap, "doubled", doubled, raising=False)  # it is one of ours
    yield
    doubled.cache_clear()


def test_it_is_let_go_of_what_the_collector_passes_over_too() -> None:
    for number in range(MANY):
        doubled(number)
    gc.freeze()
    try:
        forget_answers()
    finally:
        gc.unfreeze()
    assert not doubled.cache_info().currsize


@pytest.mark.parametrize(("asked", "kept"), [(MANY, 0), (MANY - 1, MANY - 1)])
def test_a_function_that_was_asked_much_begins_anew(asked: int, kept: int) -> None:
    for number in range(asked):
        doubled(number)
    forget_answers()
    assert doubled.cache_info().currsize == kept


def test_nothing_is_let_go_that_the_next_build_will_ask() -> None:
    for number in range(MANY):
        doubled(number)
    remembered.begin(again=True)
    try:
        forget_answers()
    finally:
        remembered.begin(again=False)
    assert doubled.cache_info().currsize == MANY


def test_what_pages_asked_is_let_go_before_data_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[set[str]] = []
    archive, _ = pipeline.read_archive(FIVE, "seeds")
    monkeypatch.setattr(pipeline, "forget_answers", lambda: written.append(set(tree(tmp_path))))
    shells = defaultdict[tuple[str, int], Shell](lambda: Shell("%%sourcebook:title%% %%sourcebook:content%%"))
    with pytest.raises(ArchiveError):  # there are no pages of prose that documents could lead to
        pipeline.publish_archive(pipeline.context_of(archive), shells, Place(tmp_path))
    (by_then,) = written
    assert {file for file in tree(tmp_path) if file.endswith("index.html")} <= by_then
    assert not {file for file in by_then if file.endswith(("record.json", ".csv"))}


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells so of a process")
def test_what_lies_unused_between_what_is_used_goes_back_to_the_system() -> None:
    made = [bytes(1000) for _ in range(100_000)]
    still_used = made[::100]
    del made
    before = resident()
    forget_answers()
    assert before - resident() > 50_000_000
    assert still_used


def resident() -> int:
    """Return how many bytes of memory this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
