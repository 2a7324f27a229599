"""Every command finds the archive that its user stands in, wherever in it that is, and names it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sourcebook.commands import main
from sourcebook.commands.options import archive_from


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an archive of one's own, with a text in a subfolder."""
    for folder in ("docs", "seeds/1871"):
        (tmp_path / "home" / folder).mkdir(parents=True)
    (tmp_path / "home/mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "home/seeds/1871/letter.txt").write_text("Dear Mr. Lund,\n\nThe breakwater holds.\n")
    monkeypatch.delenv("ARCHIVE_SEEDS", raising=False)
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("stands_in", "named"), [(".", "seeds"), ("docs", "../seeds"), ("seeds", "."), ("seeds/1871", "..")]
)
@pytest.mark.parametrize(
    "command", [["check"], ["names"], ["record", "-y"], ["table", "write", "t.csv"], ["links"]], ids=lambda c: c[0]
)
def test_it_is_found_from_every_folder_of_it(
    command: list[str], stands_in: str, named: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home / stands_in)
    answer = CliRunner().invoke(main, command)
    assert answer.exit_code == 0, answer.output
    assert f"Folder: {named}\n" in (answer.stderr if command == ["links"] else answer.stdout)


def test_a_folder_with_a_file_of_an_archive_is_one_whatever_stands_above_it(home: Path) -> None:
    other = home / "others/letters/1900"
    other.mkdir(parents=True)
    (home / "others/letters/archive.yml").write_text("title: Others\n")
    assert archive_from(other) == home / "others/letters"


def test_what_the_environment_names_is_seen_from_mkdocs_yml_as_in_a_build(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "others").mkdir()
    (home / "others/a.txt").write_text("A text.\n")
    monkeypatch.chdir(home / "docs")
    answer = CliRunner().invoke(main, ["check"], env={"ARCHIVE_SEEDS": "others"})
    assert answer.stdout.startswith("Folder: ../others, as ARCHIVE_SEEDS says\n")
    assert answer.exit_code == 0


@pytest.mark.parametrize("command", ["check", "record", "links", "names"])
def test_where_there_is_none_it_is_said_with_what_to_do(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARCHIVE_SEEDS", raising=False)
    (tmp_path / "mkdocs.yml").write_text("site_name: no archive\n")
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(main, [command])
    assert answer.exit_code == 1
    assert "there is no archive here, nor in a folder above. Go into its folder" in answer.stderr


def test_a_whole_disk_is_no_archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(home / "someone"))
    for folder in ("/", str(home)):
        answer = CliRunner().invoke(main, ["check", "--seeds", folder])
        assert (answer.exit_code, "whole disk" in str(answer.output)) == (1, True)
