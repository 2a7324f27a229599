"""mkdocs.yml and the environment: what they promise holds, and nothing absolute is written that nobody asked for."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from tests.tools.building import FIVE, REPOSITORY, Built, Project, tree

NAMES_OF_VOCABULARIES = ("http://www.w3.org/", "https://schema.org")
ABSOLUTE = re.compile(r"https?://[^\s\"'<>)\\,]+")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def settings() -> dict[str, object]:
    found: dict[str, object] = load_config(str(REPOSITORY / "mkdocs.yml"))
    return found


def test_no_third_party_is_asked_for_anything(settings: dict[str, object]) -> None:
    assert settings["theme"]["font"] is False  # type: ignore[index]
    assert set(settings["plugins"]) == {"hooks/publish.py"}  # type: ignore[call-overload]
    assert "repo_url" not in (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    assert settings["extra"] == {"generator": False}


def test_every_setting_is_explained_and_the_file_is_short() -> None:
    lines = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert len(lines) < 70


def test_it_names_no_archive() -> None:
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    about = yaml.safe_load((FIVE / "archive.yml").read_text(encoding="utf-8"))
    assert about["title"] not in text


def test_the_archive_of_any_folder_is_built(new_project: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "one.txt").write_bytes(b"One\n")
    project: Project = new_project({"two.txt": b"Two\n"})
    built = project.build(ARCHIVE_SEEDS=str(tmp_path / "elsewhere"))
    assert built.code == 0, built.output
    assert [path.parent.name for path in built.site.glob("documents/*/source.txt")] == ["one"]


@pytest.mark.parametrize("excluded", ["/manual/", "/in/"])
def test_what_lies_in_docs_publishes_no_text_and_is_not_lost(
    excluded: str, new_project: Callable[..., Project]
) -> None:
    hidden = b"publish: {status: embargoed, until: 2999-01-01}\n"
    project = new_project({"two.txt": b"Two\n", "two.yml": hidden, "one.txt": b"One\n"})
    (project.folder / "docs").unlink()
    (project.folder / "docs/documents/one").mkdir(parents=True)
    (project.folder / "docs/in").symlink_to("../texts")
    (project.folder / "docs/left~").symlink_to("../texts/two.txt")  # by an editor: passed over
    is_late = excluded == "/in/"
    taken = ["robots.txt"] if is_late else ["404.html", "README.md", "documents/one/original.pdf", "names.md"]
    for name in taken:
        (project.folder / "docs" / name).write_bytes(b"Words\n")
    settings = project.folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("exclude_docs: /manual/", f"exclude_docs: {excluded}"))
    built = project.build()
    what = "it lies in texts too, and would be published as it is, whatever its access is."
    reached = [f"docs/in/{name}: {what}" for name in ("one.txt", "two.txt", "two.yml")]
    errors = [error.partition(" Move")[0].partition(" is taken")[0] for error in built.errors]
    lost = ("/404.html", "/", "/documents/one/original.pdf", "/names/", "/robots.txt")
    expected = [
        f"docs/{name}: its address {address}"
        for name, address in zip(taken, lost[-1:] if is_late else lost, strict=False)
    ]
    assert errors == sorted([*expected, *([] if is_late else reached)]), built.output
    assert not built.site.exists()


@pytest.mark.parametrize("seeds", ["texts", "texts/", "./texts", "texts//"])
def test_the_folder_may_be_named_in_any_way(seeds: str, new_project: Callable[..., Project]) -> None:
    built = new_project({"bad.txt": b"\xff"}).build(ARCHIVE_SEEDS=seeds)
    assert built.code == 1
    assert built.errors[0].startswith(f"{seeds.rstrip('/')}/bad.txt:1: ")


@pytest.mark.parametrize("address", ["example.org/archive", "https://[zz]/"])
def test_an_address_that_is_none_is_an_error(address: str, new_project: Callable[..., Project]) -> None:
    built = new_project({"a.txt": b"A\n"}).build(SITE_URL=address)
    assert built.code == 1
    assert built.errors[0].startswith("SITE_URL: ")
    assert "Traceback" not in built.output
    assert not built.site.exists()


def hosts_named(site: Path) -> dict[str, set[str]]:
    """Return the absolute addresses in what is no text of the archive and no part of the theme: by file."""
    found = {}
    for name, content in tree(site).items():
        if name.endswith((".html", ".json", ".csv", ".xml", ".txt")) and not name.endswith("source.txt"):
            found[name] = set(ABSOLUTE.findall(unescape(content.decode("utf-8"))))
    return found


def test_without_the_hosted_address_no_absolute_one_is_written(site: Path) -> None:
    curated = "\n".join(path.read_text(encoding="utf-8") for path in sorted((FIVE).iterdir()) if path.is_file())
    written = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "docs").rglob("*.md"))
    for name, addresses in hosts_named(site).items():
        for address in addresses:
            is_a_name_only = address.startswith(NAMES_OF_VOCABULARIES)  # nobody is asked there
            assert is_a_name_only or address in curated or address in written, (name, address)
    assert not (site / "sitemap.xml").exists()
    assert not any("canonical" in path.read_text(encoding="utf-8") for path in site.rglob("*.html"))


@pytest.mark.parametrize("address", ["https://example.org/archive/", "https://example.org/archive"])
def test_with_the_hosted_address_every_page_names_its_own(address: str, build: Callable[..., Built]) -> None:
    built = build({"größe.txt": b"A text\n"}, SITE_URL=address)
    assert built.code == 0, built.output
    root = "https://example.org/archive/"
    pages = {path.relative_to(built.site).parent.as_posix() for path in built.site.rglob("index.html")}
    locations = [element.text or "" for element in ElementTree.parse(built.site / "sitemap.xml").iter(f"{SITEMAP}loc")]  # noqa: S314
    assert len(locations) == len([page for page in pages if "/v/" not in page])  # a frozen version is found by its page
    assert f"{root}documents/gr%C3%B6%C3%9Fe/" in locations
    assert locations == sorted(locations)
    for location in locations:
        file = built.site / urlsplit(location).path.removeprefix("/archive/").replace("gr%C3%B6%C3%9Fe", "größe")
        html = (file / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{location}">' in html
    assert "canonical" not in (built.site / "404.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "is_named", "told"),
    [
        ("hooks: [HOOKS/publish.py]", False, "mkdocs.yml: nobody says where it lies"),
        ("hooks: [HOOKS/publish.py, HOOKS/../hooks/publish.py]", True, "mkdocs.yml: hooks: names Sourcebook's twice"),
        (
            "hooks: [HOOKS/publish.py]\nextra_css: [//a.test/x.css]",
            True,
            "mkdocs.yml: '//a.test/x.css' is of another host",
        ),
        (
            "hooks: [HOOKS/publish.py]\ntheme: {name: material, favicon: 'https://a.test/x.ico'}",
            True,
            "mkdocs.yml: 'https://a.test/x.ico' is of another host",
        ),
    ],
)
def test_settings_from_standard_input_and_those_of_another_host_are_told(
    said: str, is_named: bool, told: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for folder in ("docs", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds/a.txt").write_bytes(b"A\n")
    settings = tmp_path / "mkdocs.yml"
    named = said.replace("HOOKS", f"{REPOSITORY}/hooks")
    settings.write_text(f"site_name: x\nplugins: []\n{named}\n")
    config = load_config(str(settings) if is_named else BytesIO(settings.read_bytes()))
    with pytest.raises(PluginError) as error:
        config.plugins.on_config(config)
    config.plugins.on_build_error(error=error.value)
    assert told in caplog.text
    assert {path.name for path in tmp_path.iterdir()} <= {"mkdocs.yml", "docs", "seeds", ".cache"}
