"""The copy that needs no server: which links change, and how the search's files are wrapped."""

import base64
import sys
from pathlib import Path

import pytest
from sourcebook.problems import ArchiveError
from sourcebook.publish.offline import main, with_file_names, wrap_search, write_offline

from tests.tools.building import built, tree

LINKS = {
    '<a href="../x/">': '<a href="../x/index.html">',
    '<a href="./">': '<a href="./index.html">',
    '<a href=".">': '<a href="./index.html">',
    '<a href="../..">': '<a href="../../index.html">',
    '<a class="c" href="../x/?q=a&amp;b#p1">': '<a class="c" href="../x/index.html?q=a&amp;b#p1">',
    '<a href="#p1">': '<a href="#p1">',
    '<a href="../data/x.json">': '<a href="../data/x.json">',
    '<a href="https://x.example/y/">': '<a href="https://x.example/y/">',
    '<a href="mailto:x@y.example">': '<a href="mailto:x@y.example">',
    '<form action="../search/">': '<form action="../search/index.html">',
    '<search data-check-address="../check/">': '<search data-check-address="../check/index.html">',
    '&lt;a href="x/"&gt; href="x/"': '&lt;a href="x/"&gt; href="x/"',
    '<p title="a href">href="x/"</p>': '<p title="a href">href="x/"</p>',
}


@pytest.mark.parametrize(("html", "offline"), LINKS.items())
def test_links_to_folders_name_the_file_and_nothing_else_changes(html: str, offline: str) -> None:
    assert with_file_names(html) == offline


def test_files_of_the_search_become_scripts(tmp_path: Path) -> None:
    folder = tmp_path / "search/index/f"
    folder.mkdir(parents=True)
    (folder / "words.packed").write_bytes(b"\x1f\x8b\0\xff")
    wrap_search(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == ["words.packed.js"]
    content = base64.b64encode(b"\x1f\x8b\0\xff").decode()
    assert (folder / "words.packed.js").read_text() == f'sourcebookFile("search/index/f/words.packed","{content}")\n'


def test_a_copy_replaces_a_copy_and_nothing_else(tmp_path: Path) -> None:
    site, target = tmp_path / "site", tmp_path / "target"
    with pytest.raises(ArchiveError, match="no built site"):
        write_offline(site, target)
    site.mkdir()
    (site / "index.html").write_text('<a href="x/">x</a>')
    (site / "404.html").write_text("x")
    assert write_offline(site, target) == 1
    assert write_offline(site, target) == 1
    assert tree(target) == built({"index.html": b'<a href="x/index.html">x</a>'})
    (target / "mine.txt").write_text("mine")
    for elsewhere in (target, site / "within", tmp_path, tmp_path / "link"):
        if elsewhere.name == "link":
            elsewhere.symlink_to(target)
        before = tree(tmp_path)
        with pytest.raises(ArchiveError, match="never replaced"):
            write_offline(site, elsewhere)
        assert tree(tmp_path) == before


def test_the_command_says_what_it_wrote_or_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main([str(tmp_path / "none"), str(tmp_path / "target")]) == 1
    assert "Run `make site` first." in capsys.readouterr().err
    (tmp_path / "index.html").write_text("x")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)  # it is closed
        assert main([str(tmp_path), str(tmp_path.with_name("copy"))]) == 0
    assert main([str(tmp_path), str(tmp_path.with_name("copy"))]) == 0
    assert capsys.readouterr().out.startswith("1 page in ")
    (tmp_path / "404").mkdir()
    (tmp_path / "404/index.html").write_text("x")
    assert main([str(tmp_path), str(tmp_path.with_name("copy"))]) == 0
    assert "2 pages in" in capsys.readouterr().out


def test_one_who_interrupts_it_sees_no_traceback_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(site: Path) -> None:
        raise KeyboardInterrupt

    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("x")
    monkeypatch.setattr("sourcebook.publish.offline.wrap_search", interrupted)
    assert main([str(site), str(tmp_path / "copy")]) == 1
    assert capsys.readouterr().err == "Aborted!\n"
    assert list(tmp_path.iterdir()) == [site]


@pytest.mark.parametrize("arguments", [[], ["site"], ["site", "offline", "more"]])
def test_it_takes_two_folders(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert told == f"offline: {len(arguments)} folders are named, and not two. Name the site's, and where to write.\n"
