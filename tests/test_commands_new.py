"""`sourcebook new`: an archive in the language that is asked for, whose pages and example build."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sourcebook.commands import main
from sourcebook.pipeline import read_archive


@pytest.mark.parametrize(
    ("language", "pages"), [("en", "English"), ("de", "German"), ("de-AT", "German"), ("zh-Hant", "English")]
)
def test_the_archive_is_in_the_language_that_is_asked_for(language: str, pages: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "my archive"), "--language", language])
    assert done.exit_code == 0, done.output
    assert f"the pages are in {pages}" in done.output
    assert f"cd '{tmp_path / 'my archive'}' && mkdocs serve" in done.output
    archive, warnings = read_archive(tmp_path / "my archive/seeds", "seeds")
    assert (archive.about.language, warnings) == (language, [])
    assert archive.documents[0].value("language") == "en"


def test_what_is_no_language_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "mine"), "--language", "Deutsch"])
    assert done.exit_code == 2
    assert "Write a tag of BCP 47, such as en, fr-CA or zh-Hant" in done.output
    assert list(tmp_path.iterdir()) == []
