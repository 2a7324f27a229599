"""`sourcebook links`: links, passages and quotations from elsewhere as JSON Lines, of any folder of texts."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sourcebook.commands import main

from tests.tools.building import tree

WORDS = "Every inspection of the bridge last winter found the same corrosion in the eastern cables"
LETTER = f"{WORDS}. We ask for help.\n"
LINE = "These words are a line that somebody typed above every one of these pages, and one more besides."


def folder(path: Path) -> Path:
    texts = path / "texts"
    texts.mkdir()
    (texts / "letter.txt").write_text(LETTER)
    (texts / "letter.yml").write_text(
        "facts:\n  kind: {value: letter, editor: by its form}\n  date: {value: 1971-03-04, editor: by the postmark}\n"
    )
    (texts / "report.txt").write_text(f"“{WORDS},” says the letter; “nobody ever came to look at it.”\n")
    return texts


def run(*arguments: str) -> tuple[list[dict[str, object]], str]:
    result = CliRunner().invoke(main, ["links", *arguments])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_each_line_is_an_object_of_a_type(tmp_path: Path) -> None:
    texts = folder(tmp_path)
    before = {path: path.read_bytes() for path in texts.iterdir()}
    entries, told = run(str(texts))
    assert [entry["type"] for entry in entries] == ["rules", "link", "passage", "unsourced"]
    _, link, passage, unsourced = entries
    assert (link["kind"], link["rule"]) == ("quotation", "primary-quoted+editor")
    assert [witness["document"] for witness in passage["witnesses"]] == ["letter", "report"]  # type: ignore[attr-defined]
    assert (unsourced["exact"], unsourced["paragraphs"]) == ("nobody ever came to look at it", ["p1"])
    assert "2 texts: 1 link, 1 passage, 1 quotation from elsewhere." in told
    assert "\r" not in told
    assert {path: path.read_bytes() for path in texts.iterdir()} == before


def test_a_file_and_a_cache_hold_the_same(tmp_path: Path) -> None:
    texts, cache, output = folder(tmp_path), tmp_path / "cache", tmp_path / "links.jsonl"
    first, _ = run(str(texts), "--cache", str(cache))
    none, _ = run(str(texts), "--cache", str(cache), "-o", str(output))
    assert none == []
    assert [json.loads(line) for line in output.read_text().splitlines()] == first
    assert list(cache.iterdir())


def test_a_line_in_many_texts_is_told_with_what_to_write(tmp_path: Path) -> None:
    for number in range(24):
        own = " ".join(f"word{number * 40 + n}" for n in range(40))
        (tmp_path / f"t{number}.txt").write_text(f"{own}.\n\n{LINE}\n\n{own[::-1]}.\n")
    entries, told = run(str(tmp_path))
    assert sum(entry["type"] == "link" for entry in entries) == 23
    assert f"links.yml: these words are a line of their own in 24 texts: “{LINE}”" in told
    (tmp_path / "links.yml").write_text(f'ignored:\n  - "{LINE}"\n')
    entries, told = run(str(tmp_path))
    assert [entry["type"] for entry in entries] == ["rules"]
    assert "a line of their own" not in told


@pytest.mark.parametrize("name", ["a.txt", "new.txt", "a.yml", "ledger.jsonl", "sub/../a.txt"])
def test_no_file_of_the_archive_is_written_over(name: str, tmp_path: Path) -> None:
    texts = folder(tmp_path)
    (texts / "sub").mkdir()
    before = tree(tmp_path)
    result = CliRunner().invoke(main, ["links", str(texts), "-o", str(texts / name)])
    assert result.exit_code == 1
    assert "it would be taken for a file of the archive, or is one" in result.output
    assert tree(tmp_path) == before


def test_what_can_t_be_written_is_told_in_a_line(tmp_path: Path) -> None:
    texts = folder(tmp_path)
    for output in ("/dev/full", f"{tmp_path}/sub/x"):
        result = CliRunner().invoke(main, ["links", str(texts), "-o", output])
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        what = "it can't be read or written" if output == "/dev/full" else "there is no folder"
        assert f"{output}: {what}" in result.output


def test_help_has_examples() -> None:
    result = CliRunner().invoke(main, ["links", "--help"])
    assert "sourcebook links letters/ -o links.jsonl" in result.output
