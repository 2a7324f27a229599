"""publish/unchanged.py: an archive is built again if anything it is made from has changed, and only then."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import publish
import pytest
from sourcebook.publish.unchanged import FILE, built_from, digest_of, remember

from tests.tools.building import TEXTS, Project, tree

SAID = "Nothing has changed since"
TEXT = b"The northern breakwater will crumble.\n"


def changes(folder: Path) -> dict[str, Callable[[], object]]:
    """Ways in which what a site is made from can change."""
    one, link = folder / "one.txt", folder / "link.md"
    return {
        "a letter": lambda: one.write_bytes(b"Two"),
        "a name": lambda: one.rename(folder / "two.txt"),
        "a file more": lambda: (folder / "new.yml").write_bytes(b""),
        "a file less": one.unlink,
        "a folder's file": lambda: (folder / "guide/a.md").write_bytes(b"b"),
        "what a link leads to": lambda: (folder / "../elsewhere.md").write_bytes(b"other"),
        "a link elsewhere, to the same": lambda: (link.unlink(), link.symlink_to("one.txt")),
        "a link in a file's place": lambda: (one.unlink(), one.symlink_to(folder / "guide/a.md")),
        "a file in a folder's place": lambda: (shutil.rmtree(folder / "guide"), (folder / "guide").write_bytes(b"a")),
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    (folder / "guide").mkdir(parents=True)
    (folder / "one.txt").write_bytes(b"One")
    (folder / "guide/a.md").write_bytes(b"a")
    (tmp_path / "elsewhere.md").write_bytes(b"One")
    (folder / "link.md").symlink_to("../elsewhere.md")
    return folder


@pytest.mark.parametrize("change", changes(Path()))
def test_every_change_of_a_file_changes_the_digest(change: str, folder: Path) -> None:
    before = digest_of([folder])
    assert digest_of([folder]) == before
    changes(folder)[change]()
    assert digest_of([folder]) != before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "https://a.example/"),
        ("ARCHIVE_SEEDS", "x"),
        ("SOURCE_DATE_EPOCH", "86400"),
        ("ARCHIVE_COMMIT", "1"),
    ],
)
def test_the_environment_and_the_day_are_part_of_it(
    name: str, value: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    before = digest_of([folder])
    monkeypatch.setenv(name, value)
    assert digest_of([folder]) != before


def test_what_stands_beside_the_files_is_part_of_it(folder: Path) -> None:
    assert digest_of([folder], ["commit", ""]) != digest_of([folder], ["", "commit"])


def test_what_two_paths_hold_is_read_once(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(folder)
    assert digest_of([folder / "guide", folder, tmp_path / "again"]) == digest_of([folder])


def test_of_what_a_link_to_a_folder_leads_to_nothing_is_known(folder: Path) -> None:
    (folder / "guide/up").symlink_to("..")
    assert digest_of([folder]) != digest_of([folder])


@pytest.mark.parametrize(
    ("settings", "hooks"),
    [
        ("markdown_extensions: [pymdownx.snippets]", {}),
        ("hooks: [publish.py, own.py]", {"publish.py": 0, "own.py": 0}),
        ("INHERIT: base.yml", {}),
        ("site_name: !ENV NAME", {}),
    ],
)
def test_of_what_settings_and_code_of_others_read_nothing_is_known(
    settings: str, hooks: dict[str, int], tmp_path: Path
) -> None:
    file = tmp_path / "mkdocs.yml"
    theme = SimpleNamespace(custom_dir=None)
    config = SimpleNamespace(config_file_path=str(file), docs_dir=str(tmp_path), plugins=hooks, hooks=(), theme=theme)
    file.write_text(settings, encoding="utf-8")
    assert publish._digest(config, tmp_path) == ""  # type: ignore[arg-type]
    file.write_text("site_name: Mine", encoding="utf-8")
    config.plugins = {"publish.py": 0}
    assert publish._digest(config, tmp_path)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def built(new_project: Callable[..., Project]) -> Project:
    """An archive whose site is up to date; each test leaves it so."""
    project = new_project({"one.txt": TEXT})
    assert SAID not in project.build().output
    return project


def test_an_archive_that_has_not_changed_is_left_as_it_is(built: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.site.rglob("*")}
    again = built.build()
    assert again.code == 0
    assert SAID in again.output
    assert {path: path.stat().st_mtime_ns for path in built.site.rglob("*")} == before


def test_a_site_that_is_not_as_it_was_built_is_built_again(built: Project) -> None:
    before = tree(built.site)
    (built.site / "index.html").write_bytes(b"changed")
    assert SAID not in built.build().output
    assert tree(built.site) == before


def test_settings_that_another_file_has_are_read_again(new_project: Callable[..., Project]) -> None:
    project = new_project({"one.txt": TEXT})
    settings, base = project.folder / "mkdocs.yml", project.folder / "base.yml"
    settings.rename(base)
    settings.write_text("INHERIT: base.yml\n", encoding="utf-8")
    assert project.build().code == 0
    base.write_text(base.read_text(encoding="utf-8").replace("- Documents:", "- Texts here:"), encoding="utf-8")
    assert project.build().code == 0
    assert "Texts here" in (project.site / "index.html").read_text(encoding="utf-8")


def test_what_is_told_is_told_again(new_project: Callable[..., Project]) -> None:
    project = new_project({"one.txt": TEXT, "notes.doc": b"x"})
    assert project.build("--no-strict", "--quiet").warnings == []
    assert project.build("--no-strict").warnings == project.build("--no-strict").warnings != []


def test_a_cache_that_says_something_else_is_not_believed(built: Project) -> None:
    cache = built.folder / ".cache"
    digest = built_from(cache, built.site)
    assert digest
    for kept in (b"", b"{", b"[]", b'{"x": 1}', b'{"SITE": {"digest": "d", "sums": "s"}}', b"\xff"):
        (cache / FILE).write_bytes(kept.replace(b"SITE", str(built.site).encode()))
        assert built_from(cache, built.site) == "", kept
        remember(cache, built.site, digest)
        assert built_from(cache, built.site) == digest


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    remember(tmp_path / "missing", tmp_path, "x")
    assert built_from(tmp_path / "missing", tmp_path) == ""


def test_one_changed_text_is_published(built: Project) -> None:
    built.write("one.txt", TEXT + b"\nAnd soon.\n")
    assert SAID not in built.build().output
    assert (built.folder / TEXTS / "one.txt").read_bytes() == (built.site / "documents/one/source.txt").read_bytes()
