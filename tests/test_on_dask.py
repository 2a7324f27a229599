"""`sourcebook links --on dask`: two workers, one of which is killed, write what one process writes."""

import os
import random
import re
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

import psutil
import pytest
from click.testing import CliRunner
from sourcebook.commands import main, on_dask

SEEDS = Path(__file__).parents[1] / "seeds"
TEXTS = 2000
PATIENCE = 300
"""Seconds after which a run is taken for hung."""


def write_texts(folder: Path) -> None:
    """Write the five texts, and short ones made of a few words; one in eight quotes another of them, or a letter."""
    chance = random.Random(19)  # noqa: S311 - they have to be the same again
    content = ["".join(chance.choices(("ba", "ri", "to", "mel", "sun", "dak", "pel", "ist"), k=4)) for _ in range(3000)]
    words = [
        [chance.choice(("the", "of", "and", *chance.choices(content, k=4))) for _ in range(36)] for _ in range(TEXTS)
    ]
    folder.mkdir()
    for path in SEEDS.iterdir():
        if path.suffix in {".txt", ".yml"}:
            (folder / path.name).write_bytes(path.read_bytes())
    for number, own in enumerate(words):
        text = f"{' '.join(own).capitalize()}.\n"
        if number % 8 == 0:
            source = words[chance.randrange(TEXTS)]
            quoted = " ".join(source[4 : 4 + chance.randint(8, 30)])
            text += f"\nThey wrote “{quoted}” at number {number} of the road.\n"
        (folder / f"t{number:04}.txt").write_text(text)
        if number % 40 == 1:
            kind, day = "{value: letter, editor: by its form}", f"1970-01-{number % 28 + 1:02}"
            dated = f"facts:\n  kind: {kind}\n  date: {{value: {day}, editor: by the postmark}}\n"
            (folder / f"t{number:04}.yml").write_text(dated)


_IS_WORKER = re.compile("spawn_main|^dask worker")
"""Dask gives its workers names where it can."""


def workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Return the processes that a cluster's steps are taken in."""
    found = psutil.Process(process.pid).children(recursive=True)
    return [child for child in found if _IS_WORKER.search(" ".join(child.cmdline()))]


def test_two_workers_one_of_them_killed_write_the_same_bytes(tmp_path: Path) -> None:
    texts, cache = tmp_path / "texts", tmp_path / "cache"
    write_texts(texts)
    (temporary := tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "sourcebook.commands", "links", str(texts)]
    run = subprocess.Popen(
        [*command, "--on", "dask", "--parts", "6", "--cache", str(cache), "-o", str(tmp_path / "many.jsonl")],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    until = time.monotonic() + PATIENCE
    while not list(cache.glob("parts-*/done/compare/*.json")) and run.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    before = workers(run)
    assert len(before) >= 2, "one a processor"
    before[0].kill()
    told = run.communicate(timeout=PATIENCE)[1]
    assert run.returncode == 0, told
    alone = subprocess.run([*command, "-o", str(tmp_path / "one.jsonl")], capture_output=True, text=True, check=True)
    one = (tmp_path / "one.jsonl").read_bytes()
    assert (tmp_path / "many.jsonl").read_bytes() == one
    assert one.count(b'"type": "link"') > 200
    assert told.splitlines()[-1] == alone.stderr.splitlines()[-1]
    assert not list(cache.iterdir())
    assert not list(temporary.iterdir())


def test_without_dask_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> ModuleType:
        if name == "distributed":
            raise ModuleNotFoundError(name)
        return import_module(name)

    monkeypatch.setattr(on_dask, "import_module", absent)
    result = CliRunner().invoke(main, ["links", str(SEEDS), "--on", "dask"])
    assert result.exit_code == 1
    assert "pip install 'sourcebook[dask]'" in result.stderr


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nothing of the kind"])
def test_a_cluster_that_does_not_answer_is_told(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_dask, "_SECONDS", 1)
    result = CliRunner().invoke(main, ["links", str(SEEDS), "--on", address, "--cache", str(tmp_path)])
    assert result.exit_code == 1, result.output
    assert f"no Dask scheduler answers at {address}" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--parts", "3"], "--on dask"), (["--on", "tcp://127.0.0.1:9"], "--cache")],
)
def test_options_that_ask_for_others_say_which(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(main, ["links", str(SEEDS), *arguments])
    assert result.exit_code == 2
    assert told in result.stderr
