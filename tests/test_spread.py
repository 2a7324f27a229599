"""Links found part by part: what one process finds, in any number of parts, after any stop."""

import errno
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sourcebook.commands import linking, main
from sourcebook.link.engine import Linked, link_archive, silent
from sourcebook.link.spread.run import link_parts
from sourcebook.link.spread.store import Store
from sourcebook.link.spread.work import ReadPart, Step, Work, done
from sourcebook.model import Document, LinkSettings, Phrase
from sourcebook.problems import ArchiveError, Findings
from sourcebook.spread import links_in_parts

from tests.link_cases import CASES, document, read_case
from tests.tools.examples import examples

SEEDS = Path(__file__).parents[1] / "seeds"
LETTER = "Every inspection of the bridge last winter found the same corrosion in the eastern cables"
PLEA = "Add your name to the millions who ask the county for a safer bridge before another winter comes"
LINE = "These words are a line that somebody typed above every one of these pages, and one more besides."


def one_after_another(step: Step, work: Work) -> Iterator[tuple[int, Any]]:
    """Take a step for every part in this process."""
    for part in range(work.store.parts):
        yield part, done(step, work, part)


def in_parts(documents: Sequence[Document], parts: int, decided: LinkSettings | None = None) -> Linked:
    """Return what is found in so many parts."""
    ordered = sorted(documents, key=lambda document: document.id)
    bounds = [len(ordered) * part // parts for part in range(parts + 1)]

    def read(part: int) -> ReadPart:
        own = tuple(ordered[bounds[part] : bounds[part + 1]])
        return ReadPart(own, tuple(d.id for d in own if not d.source.is_whole), Findings())

    decided = decided or LinkSettings()
    with tempfile.TemporaryDirectory() as folder:
        work = Work(Store(Path(folder), parts), read, tuple(phrase.words for phrase in decided.ignored))
        return link_parts(work, decided, Findings(), one_after_another, silent)[0]


def whole(documents: Sequence[Document], decided: LinkSettings | None = None) -> Linked:
    return link_archive(documents, decided or LinkSettings(), Findings())


def test_all_golden_cases_together_are_linked_the_same_in_parts() -> None:
    documents = [
        replace(document, source=replace(document.source, id=f"{case.name}-{document.id}"))
        for case in sorted(CASES.iterdir())
        for document in read_case(case)
    ]
    found = whole(documents)
    assert {link.kind for link in found.links} == {"quotation", "reuse", "shared-passage", "reference"}
    assert in_parts(documents, 9) == found


def test_common_words_furniture_and_phrases_are_those_of_the_whole() -> None:
    documents = [
        document(
            f"t{number:02}",
            f"SITE OF THE COUNTY\n\n{' '.join(f'word{number * 40 + n}' for n in range(40))} {PLEA * (number % 3 == 1)}"
            f" {' '.join(f'street{number * 40 + n}' for n in range(40))}.\n\n{LINE}\n\n"
            f"{'“' if number % 3 else ''}{LETTER},{'”' if number % 3 else ''} as the letter of {number % 9} says. "
            f"“Nobody at {' or '.join(f'inn{number}x{n}' for n in range(6))} was asked,” the end {number}.\n",
            publisher=("County Paper", "Other Paper", "")[number % 3],
            **({"date": f"1970-01-{number + 1:02}"} if number % 2 else {}),
        )
        for number in range(30)
    ]
    decided = LinkSettings(ignored=(Phrase("as the letter of"), Phrase(LETTER)))
    for settings_ in (LinkSettings(), decided):
        found = whole(documents, settings_)
        assert found.links
        assert found.repeated
        assert found.unsourced
        assert not any("millions who ask" in link.source.exact for link in found.links)
        assert in_parts(documents, 7, settings_) == found
    assert whole(documents).links != whole(documents, decided).links


WORDS = [f"{a}{b}{c}" for a in "bdglmnprst" for b in "aeiou" for c in ("rn", "lt", "sk")]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=6, max_size=14).map(lambda words: " ".join(words).capitalize())
HOSTILE = st.text(st.sampled_from('ab .,\n\r\t"“”‘’«»-\u00ad\ufeff中אA1𝒳\u2028\x85'), max_size=60)


@settings(max_examples=examples(12))
@given(
    st.lists(SENTENCE, min_size=1, max_size=4),
    st.lists(st.lists(st.one_of(st.integers(0, 3), SENTENCE, HOSTILE), max_size=6), min_size=2, max_size=7),
    st.integers(1, 9),
)
def test_any_texts_in_any_number_of_parts(shared: list[str], texts: list[list[int | str]], parts: int) -> None:
    documents = [
        document(
            f"d{number}",
            "\n\n".join(f"“{shared[said % len(shared)]}.”" if isinstance(said, int) else said for said in paragraphs),
            **({"kind": "letter", "date": f"1970-01-0{number + 1}"} if number % 3 == 0 else {}),
        )
        for number, paragraphs in enumerate(texts)
    ]
    assert in_parts(documents, parts) == whole(documents)


def lines(folder: Path, *arguments: str) -> tuple[str, str, int]:
    result = CliRunner().invoke(main, ["links", str(folder), *arguments])
    return result.stdout, result.stderr, result.exit_code


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the steps in this process instead of on a cluster."""
    monkeypatch.setattr(linking, "dask", lambda address: _Here())


class _Here:
    def __enter__(self) -> object:
        return one_after_another

    def __exit__(self, *error: object) -> None:
        pass


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("parts", [(), ("--parts", "1"), ("--parts", "2"), ("--parts", "5"), ("--parts", "40")])
def test_the_five_texts_give_the_same_bytes(parts: tuple[str, ...]) -> None:
    assert lines(SEEDS, "--on", "dask", *parts)[0] == lines(SEEDS)[0]


@pytest.mark.usefixtures("here")
def test_a_run_without_a_cache_leaves_nothing_and_removes_what_a_killed_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "sourcebook-links-1/parts-1").mkdir(parents=True)
    (tmp_path / "sourcebook-links-1.lock").touch()
    assert lines(SEEDS, "--on", "dask")[2] == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("here")
def test_what_is_wrong_is_told_as_on_one_machine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.\n")
    (tmp_path / "b.txt").write_bytes(b"Not UTF-8: \xe9.\n")
    (tmp_path / "c.txt").write_text("A text, too.\n")
    (tmp_path / "c.yml").write_text("facts:\n  title: {value: No basis}\n")
    (tmp_path / "lonely.yml").write_text("facts: {}\n")
    (tmp_path / "notes.doc").write_text("not ours")
    told = lines(tmp_path)
    assert told[2] == 1
    in_three = lines(tmp_path, "--on", "dask", "--parts", "3")
    assert in_three[0] == ""
    assert in_three[2] == 1
    assert set(told[1].splitlines()[-6:]) & set(in_three[1].splitlines()) >= {
        line for line in told[1].splitlines() if ".txt:" in line or ".yml:" in line
    }


@pytest.mark.usefixtures("here")
def test_notes_on_texts_are_told_as_on_one_machine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.\n")
    (tmp_path / "b.txt").write_text("Another.\n")
    (tmp_path / "c.txt").write_text("A text.\n\n")
    (tmp_path / "d.txt").write_text("%PDF-1.4 and more.\n")
    (tmp_path / "e?.txt").write_text("What Windows has in no name.\n")
    told, in_three = (
        [line for line in lines(tmp_path, *parts)[1].splitlines() if line.startswith("Note: ")]
        for parts in ((), ("--on", "dask", "--parts", "3"))
    )
    assert ["the same text as" in told[0], "ends in .pdf" in told[1], "copied to Windows" in told[2]] == [True] * 3
    assert in_three == told


@pytest.mark.usefixtures("here")
def test_decisions_that_match_nothing_are_told_as_on_one_machine(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(f"{LETTER}. We ask for help.\n")
    (tmp_path / "report.txt").write_text(f"“{LETTER},” says the letter.\n")
    (tmp_path / "links.yml").write_text(
        "vetoes:\n"
        f'  - {{documents: [letter, report], words: "{LETTER}", reason: "as a trial"}}\n'
        '  - {documents: [letter, report], words: "words of no link", reason: "as a trial"}\n'
        'ignored:\n  - "words of no text"\n'
    )
    assert lines(tmp_path, "--on", "dask", "--parts", "2")[1].splitlines()[-2:] == lines(tmp_path)[1].splitlines()[-2:]


class StoppedError(Exception):
    """Stands for whatever ends a run."""


class _Counting:
    """Takes steps one after another, and stops after so many parts."""

    def __init__(self, most: int = 10**9) -> None:
        self.most = most
        self.done: list[str] = []

    def __call__(self, step: Step, work: Work) -> Iterator[tuple[int, Any]]:
        def noted(work: Work, part: int) -> Any:
            if len(self.done) == self.most:
                raise StoppedError
            self.done.append(f"{step.__name__} {part}")
            return step(work, part)

        noted.__name__ = step.__name__
        return one_after_another(noted, work)


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    whole_run = _Counting()
    with links_in_parts(SEEDS, "seeds", cache, whole_run, silent, 3) as found:
        links = found.links
    assert not list(cache.iterdir()), "what steps left to one another is removed"
    for most in (1, 31):
        stopped, rest = _Counting(most), _Counting()
        with pytest.raises(StoppedError), links_in_parts(SEEDS, "seeds", cache, stopped, silent, 3):
            pass
        with links_in_parts(SEEDS, "seeds", cache, rest, silent, 3) as found:
            assert found.links == links
        assert stopped.done + rest.done == whole_run.done


def test_what_was_made_of_other_texts_is_not_used(tmp_path: Path) -> None:
    texts, cache = tmp_path / "texts", tmp_path / "cache"
    texts.mkdir()
    (texts / "letter.txt").write_text(f"{LETTER}. We ask for help.\n")
    (texts / "report.txt").write_text(f"“{LETTER},” says the letter.\n")
    with pytest.raises(StoppedError), links_in_parts(texts, "texts", cache, _Counting(20), silent, 2):
        pass
    (left,) = cache.iterdir()
    (texts / "report.txt").write_text("Nothing of the kind is said here.\n")
    (cache / "parts-of-my-novel").mkdir()
    (cache / "alignments-1871.json").write_text("mine")
    with links_in_parts(texts, "texts", cache, one_after_another, silent, 2) as found:
        assert found.links == ()
        assert not left.exists()
        with (
            pytest.raises(ArchiveError, match="another command is at work there"),
            links_in_parts(texts, "texts", cache, one_after_another, silent, 2),
        ):
            pass
        (texts / "report.txt").write_text("Another.\n")
        with links_in_parts(texts, "texts", cache, one_after_another, silent, 2):
            assert len([path for path in cache.glob("parts-*") if path.is_dir()]) == 3, "where one is at work it stays"
    assert sorted(path.name for path in cache.iterdir()) == ["alignments-1871.json", "parts-of-my-novel"]


def test_a_folder_without_a_text_is_an_error(tmp_path: Path) -> None:
    with (
        pytest.raises(ArchiveError, match="holds no text"),
        links_in_parts(tmp_path, "texts", tmp_path / "cache", one_after_another, silent),
    ):
        pass


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-9, 9)), max_size=30))
def test_rows_come_to_their_receivers_in_order(sent: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), 4)
        store.write_rows("table", 2, np.array([row for _, row in sent], np.int32), np.array([to for to, _ in sent]))
        for receiver in range(4):
            expected = [row for to, row in sent if to == receiver]
            assert store.rows("table", 2, receiver, np.int32).tolist() == expected
        assert store.whole("table", 2, np.int32).tolist() == [row for _, row in sorted(sent, key=lambda one: one[0])]


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=9)), max_size=30))
def test_lines_come_to_their_receivers_in_order(sent: list[tuple[int, str]]) -> None:
    told = [(to, {"said": said}) for to, said in sent if said.isprintable() or said == "\u2028"]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), 4)
        store.write_lines("table", 0, told)
        for receiver in range(4):
            assert list(store.lines("table", 0, receiver)) == [line for to, line in told if to == receiver]
        written = (Path(folder) / "table" / "0.jsonl").read_bytes().split(b"\n")[:-1]
        assert [json.loads(line) for line in written] == [line for _, line in sorted(told, key=lambda one: one[0])]


def test_a_table_that_can_not_be_written_is_named_and_nothing_of_it_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _: bytes) -> None:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space") as told:
        Store(tmp_path, 1).write("all.json", [])
    assert told.value.filename == str(tmp_path / "all.json")
    assert not list(tmp_path.iterdir())
