"""Work in two processes: every piece once, what goes wrong in one told by the other, and neither left alone.

That a site is the same byte for byte is seen where sites are compared, in test_reuse.py.
"""

import errno
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import pytest
from sourcebook import halves, pipeline, remembered
from sourcebook.halves import in_halves
from sourcebook.model import Document
from sourcebook.pipeline import read_archive
from sourcebook.problems import ArchiveError, refusal

from tests.tools.building import FIVE, REPOSITORY

HERE = os.getpid()
PIECES = 1500
Work = tuple[int, list[int]]


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "FEW", 2)
    monkeypatch.setattr(halves, "_has_two", lambda: True)


def done(numbers: Iterable[int]) -> Work:
    return os.getpid(), list(numbers)


def test_every_piece_is_done_once_and_told_of_where_it_is_done_here() -> None:
    told: list[int] = []
    (here, mine), (there, others) = in_halves(PIECES, done, told.append)
    assert here == HERE != there
    assert sorted([*mine, *others]) == list(range(PIECES))
    assert told == mine


@pytest.mark.parametrize("pieces", [0, 1])
def test_few_pieces_are_done_here(pieces: int) -> None:
    assert in_halves(pieces, done, id) == [(HERE, [*range(pieces)])]


def test_what_is_remembered_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(halves, "FEW", 2)
    remembered.begin(again=True)
    try:
        assert len(in_halves(PIECES, done, id)) == 1
    finally:
        remembered.begin(again=False)


def test_a_problem_found_there_is_raised_here() -> None:
    def work(numbers: Iterable[int]) -> Work:
        if os.getpid() != HERE:
            raise refusal("letter.txt", "it is no text", "Save it as one")
        return done(numbers)

    with pytest.raises(ArchiveError) as told:
        in_halves(PIECES, work, id)
    assert [str(problem) for problem in told.value.problems] == ["letter.txt: it is no text. Save it as one."]


def test_a_fault_of_ours_there_says_where_it_is() -> None:
    with pytest.raises(AttributeError) as told:
        in_halves(PIECES, lambda numbers: done(numbers) if os.getpid() == HERE else numbers.nothing, id)  # type: ignore[attr-defined]
    assert "test_halves.py" in "".join(told.value.__notes__)


def test_a_process_that_is_killed_is_told() -> None:
    def work(numbers: Iterable[int]) -> Work:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return done(numbers)

    with pytest.raises(ChildProcessError, match="ended by something else"):
        in_halves(PIECES, work, id)


def test_so_is_one_that_is_killed_while_it_answers() -> None:
    answer = pickle.dumps((True, ["words of a page " * 20, *range(300), b"x" * 3000]), protocol=5)
    for length in range(len(answer)):
        with pytest.raises(ChildProcessError, match="ended by something else"):
            halves._read(BytesIO(answer[:length]))


def test_a_second_process_that_is_done_waits_for_nobody_and_holds_no_memory() -> None:
    with halves.beside(lambda: (os.getpid(), b"x" * 1_000_000)) as others:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)  # of a pipe of that length nobody has read a byte
        assert others
        number, answer = others()
    assert number != HERE
    assert answer == b"x" * 1_000_000


def test_what_is_made_apart_is_made_in_another_process_if_it_is_much() -> None:
    assert halves.apart(1, os.getpid) == HERE
    assert halves.apart(2, os.getpid) != HERE


def test_links_between_many_texts_are_found_in_a_process_that_ends_with_its_memory(tmp_path: Path) -> None:
    told = tmp_path / "told"

    def tell(step: str, _done: int, _of: int) -> None:
        with told.open("a") as file:
            file.write(f"{step}\t{os.getpid()}\n")

    archive, _ = read_archive(FIVE, "seeds", progress=tell)
    assert archive.links
    processes = dict(line.split("\t") for line in told.read_text().splitlines())
    assert processes["Reading the texts"] == str(HERE) != processes["Comparing texts"]


def test_it_is_made_here_if_something_ends_that_process() -> None:
    def make() -> int:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    assert halves.apart(2, make) == HERE


def test_related_texts_are_looked_for_once_even_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[tuple[Document, ...]] = []
    made = pipeline.related
    monkeypatch.setattr(pipeline, "related", lambda documents: (here.append(documents), made(documents))[1])
    for name, text in (
        ("a", "Grain left the harbour."),
        ("b", "Nobody came to the fair."),
        ("c", "A letter to a friend."),
    ):
        tmp_path.joinpath(f"{name}.txt").write_text(text)
    archive, _ = pipeline.read_archive(tmp_path, "seeds")
    assert (archive.related, here) == ((), [])


def test_all_is_done_here_where_the_system_has_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refused)
    assert in_halves(PIECES, done, id) == [(HERE, [*range(PIECES)])]


def test_a_second_process_that_leaves_no_trace_is_no_fault() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert len(in_halves(PIECES, done, id)) == 2
    finally:
        signal.signal(signal.SIGCHLD, before)


LEFT_ALONE = """
import time
from sourcebook.halves import beside
with beside(lambda: (print("begun", flush=True), time.sleep(3), print("went on"))):
    time.sleep(60)
"""


def test_a_second_process_ends_with_one_that_is_killed() -> None:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "hooks")}
    command = [sys.executable, "-c", LEFT_ALONE]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "begun\n"
        first.kill()
        assert first.stdout.read() == ""


def test_a_fault_here_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def fork(fork: Callable[[], int] = os.fork) -> int:
        begun.append(fork())
        return begun[-1]

    def work(numbers: Iterable[int]) -> Work:
        if os.getpid() == HERE:
            raise KeyError
        time.sleep(60)
        return done(numbers)

    monkeypatch.setattr(os, "fork", fork)
    with pytest.raises(KeyError):
        in_halves(PIECES, work, id)
    with pytest.raises(ProcessLookupError):
        os.kill(begun[0], 0)
