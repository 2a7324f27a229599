"""`sourcebook names`: what the names file doesn't know, and nothing that it does."""

from pathlib import Path

from click.testing import CliRunner
from sourcebook.commands import main

TEXT = "He then met Ann Lee at Town Hall. There was Bo Diddley.\n\nThen Bo Diddley left Town Hall with Ann Lee.\n"
NAMES = """names:
  - {id: ann-lee, type: person, label: "Lee, Ann", aliases: ["Ann Lee", "Annie Lee"]}
ignored: ["Town Hall"]
"""


def seeds(folder: Path, names: str = NAMES) -> str:
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    (folder / "names.yml").write_text(names, encoding="utf-8")
    return str(folder)


def test_it_prints_what_recurs_and_is_neither_known_nor_ignored(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["names", "--seeds", seeds(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "2 in 1 text: Bo Diddley" in result.output
    assert "Ann Lee\n" not in result.output
    assert "Phrases found: 1. Names known: 1." in result.output


def test_check_tells_of_an_alias_that_stands_nowhere(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    result = CliRunner().invoke(main, ["check", "--seeds", folder])
    assert result.exit_code == 0, result.output
    assert f"{folder}/names.yml:2: these aliases of ann-lee are nowhere in the texts, " in result.output


def test_of_many_aliases_that_stand_nowhere_a_few_are_named(tmp_path: Path) -> None:
    folder = seeds(tmp_path)
    aliases = ", ".join(f"Alias {number}" for number in range(100))
    (Path(folder) / "names.yml").write_text(f"names:\n  - {{id: a, type: place, label: A, aliases: [{aliases}]}}\n")
    told = CliRunner().invoke(main, ["check", "--seeds", folder]).output
    assert "“Alias 7” and 92 more. Check" in told


def test_an_alias_of_two_names_stops_everything_with_its_line(tmp_path: Path) -> None:
    second = '  - {id: lee, type: person, label: "Lee", aliases: ["Ann Lee"]}\n'
    folder = seeds(tmp_path, NAMES.replace("ignored", f"{second}ignored"))
    result = CliRunner().invoke(main, ["check", "--seeds", folder])
    assert result.exit_code == 1
    assert "names.yml:3: the alias 'Ann Lee' is given twice: in line 2 already, of 'ann-lee'" in result.output
