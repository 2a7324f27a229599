"""Sourcebook as an installed package: an archive of one's own, made by `sourcebook new`, builds what a clone builds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.building import FIVE, NOT_INHERITED, REPOSITORY, tree

PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built as a wheel and installed in a folder of its own."""
    folder = tmp_path_factory.mktemp("package")
    build = ("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(REPOSITORY))
    subprocess.run([*PIP, *build], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run(
        [*PIP, "install", "--no-deps", "--no-index", "--target", str(folder / "lib"), str(wheel)], check=True
    )
    return folder / "lib"


def run(library: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(library), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def archive(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    made = run(library, folder, "sourcebook.commands", "new", "mine", "--title", "Letters: the “harbour”")
    assert made.returncode == 0, made.stderr
    return folder / "mine"


def test_a_new_archive_builds_strictly_and_says_what_it_is(library: Path, archive: Path) -> None:
    built = run(library, archive, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert "Letters: the “harbour”" in (archive / "site/index.html").read_text(encoding="utf-8")
    assert "northern breakwater" in (archive / "site/documents/example-letter/index.html").read_text(encoding="utf-8")


def test_it_holds_nothing_of_the_archive_in_the_repository(archive: Path) -> None:
    files = {name: raw for name, raw in tree(archive).items() if not name.startswith((".cache/", "site/"))}
    words = (b"Blasio", b"NYPD", str(REPOSITORY).encode())
    assert [name for name, raw in files.items() if any(word in raw for word in words)] == []


def test_its_requirements_name_the_package_that_made_it(archive: Path) -> None:
    asked = (archive / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1]
    assert asked.startswith("sourcebook @ file:///")
    assert asked.endswith(".whl")


def test_a_page_of_its_own_takes_the_place_of_ours_and_its_settings_stand_beside_ours(
    library: Path, archive: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(archive, tmp_path / "mine"))
    (folder / "docs/about").mkdir(parents=True)
    (folder / "docs/about/citing.md").write_text("# Citing us\n\nAs H^2^ likes.\n\n!!! note\n", encoding="utf-8")
    (folder / "docs/mine.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    theirs = "theme: {name: material, favicon: mine.svg}\nmarkdown_extensions: [pymdownx.caret]"
    (folder / "mkdocs.yml").write_text(settings.replace("theme: {name: material}", theirs), encoding="utf-8")
    built = run(library, folder, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    page = (folder / "site/about/citing/index.html").read_text(encoding="utf-8")
    assert "As H<sup>2</sup> likes." in page
    assert '<div class="admonition note">' in page
    assert '<link rel="icon" href="../../mine.svg">' in page


def test_the_same_texts_give_the_same_site(library: Path, archive: Path, site: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(archive, tmp_path / "mine"))
    shutil.rmtree(folder / "seeds")
    shutil.copytree(FIVE, folder / "seeds", ignore=shutil.ignore_patterns("ledger.jsonl"))
    built = run(library, folder, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    ours, theirs = tree(site), tree(folder / "site")
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_folder_with_something_in_it_is_left_alone(library: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("Dear Sir", encoding="utf-8")
    told = run(library, tmp_path, "sourcebook.commands", "new", "mine")
    assert told.returncode == 1
    assert told.stderr.startswith("mine: the folder isn't empty. ")
    assert tree(tmp_path / "mine") == {"letter.txt": b"Dear Sir"}
