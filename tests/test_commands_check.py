"""`sourcebook check`: what a build checks, and with --base what a pull request must pass."""

import subprocess
from pathlib import Path

import pytest

from tests.tools.commands import Curator


@pytest.fixture
def repository(tmp_path: Path) -> Curator:
    """Return the curator of an archive whose first state is committed."""
    curator = Curator(tmp_path / "seeds")
    curator.seeds.mkdir()
    curator.write("a.txt", "One.", "Two.")
    curator.write("b.txt", "Another text.")
    curator.does("record")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    return curator


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Curator", "-c", "user.email=curator@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A state")


def test_an_archive_in_order_passes(repository: Curator) -> None:
    assert "2 of 2 documents are recorded, and every promise is kept." in repository.does("check", "--base", "HEAD")


def test_of_a_file_with_thousands_of_faults_it_is_said_once_how_many_more_there_are(repository: Curator) -> None:
    repository.write("links.yml", "".join(f"unknown{number}: x\n" for number in range(1234)))
    told = [
        line.partition("links.yml: ")[2] for line in repository.run("check").errors.splitlines() if "more like" in line
    ]
    assert told == ["1,134 more like these. Fix those first, then try again."]


def test_new_documents_are_a_note_here_and_an_error_against_a_base(repository: Curator) -> None:
    repository.write("new.txt", "A new text.")
    assert "1 document is not recorded yet, and not promised: new" in repository.does("check")
    answer = repository.run("check", "--base", "HEAD")
    assert answer.code == 1
    assert "new.txt: new is not recorded in the ledger. Run: sourcebook record." in answer.errors


def test_recorded_they_pass(repository: Curator) -> None:
    repository.write("new.txt", "A new text.")
    repository.does("record")
    repository.does("check", "--base", "main")


def test_a_document_under_embargo_need_not_be_recorded(repository: Curator) -> None:
    repository.write("new.txt", "A new text.")
    (repository.seeds / "new.yml").write_text("publish: {embargo: 9999-01-01}\n")
    repository.does("check", "--base", "HEAD")


def test_a_line_cut_off_the_end_is_seen_against_the_base(repository: Curator) -> None:
    lines = repository.ledger.read_bytes().splitlines(keepends=True)
    repository.ledger.write_bytes(lines[0])
    assert repository.run("check").code == 0  # b is taken for new
    answer = repository.run("check", "--base", "main")
    assert answer.code == 1
    assert (
        "ledger.jsonl:2: 1 line of main is cut off the end (the first of them: publish of /documents/b/"
        in answer.errors
    )


def test_a_ledger_that_was_begun_anew_is_seen_against_the_base(repository: Curator) -> None:
    repository.ledger.unlink()
    repository.does("record", "--day", "2025-01-01")
    assert repository.run("check").code == 0
    assert (
        "ledger.jsonl:1: the line is not the one that main has here" in repository.run("check", "--base", "main").errors
    )


def test_without_a_ledger_in_the_base_there_is_nothing_to_compare(tmp_path: Path) -> None:
    curator = Curator(tmp_path / "seeds")
    curator.seeds.mkdir()
    curator.write("a.txt", "One.")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    curator.does("record")
    curator.does("check", "--base", "HEAD")


def test_before_the_first_commit_there_is_nothing_to_compare(repository: Curator) -> None:
    repository.does("check", "--base", "0" * 40)


def test_a_ledger_that_was_moved_with_its_folder_is_compared_all_the_same(repository: Curator) -> None:
    moved = Curator(repository.seeds.rename(repository.seeds.with_name("texts")))
    moved.does("check", "--base", "HEAD")
    lines = moved.ledger.read_bytes().splitlines(keepends=True)
    moved.ledger.write_bytes(lines[0])
    (moved.seeds / "b.txt").unlink()
    assert "texts/ledger.jsonl:2: 1 line of HEAD is cut off the end" in moved.run("check", "--base", "HEAD").errors
    moved.seeds.with_name("seeds").symlink_to("texts")
    assert "seeds/ledger.jsonl:2: 1 line of HEAD is cut off the end" in repository.run("check", "--base", "HEAD").errors
    git(moved.seeds.parent, "checkout", "--force", "HEAD", "--", "seeds")
    assert "texts/ledger.jsonl:2: 1 line of HEAD is cut off the end" in moved.run("check", "--base", "HEAD").errors


def test_a_second_archive_in_a_repository_is_compared_with_nothing(repository: Curator) -> None:
    second = Curator(repository.seeds.with_name("second"))
    second.seeds.mkdir()
    second.write("c.txt", "One.")
    second.does("record")
    second.does("check", "--base", "HEAD")


def test_the_repository_is_that_of_the_folder_whatever_a_hook_of_git_s_is_told(
    repository: Curator, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    git(tmp_path / "other", "init", "--quiet")
    lines = repository.ledger.read_bytes().splitlines(keepends=True)
    repository.ledger.write_bytes(lines[0])
    (repository.seeds / "b.txt").unlink()
    environment = {"GIT_DIR": str(tmp_path / "other/.git"), "GIT_WORK_TREE": str(tmp_path / "other")}
    assert "is cut off the end" in repository.run("check", "--base", "HEAD", **environment).errors


def test_no_commit_stands_in_for_the_one_that_is_compared_with(repository: Curator) -> None:
    folder = repository.seeds.parent
    lines = repository.ledger.read_bytes().splitlines(keepends=True)
    repository.ledger.write_bytes(lines[0])
    (repository.seeds / "b.txt").unlink()
    git(folder, "commit", "--quiet", "--all", "--message", "Lose a text")
    git(folder, "replace", "HEAD~1", "HEAD")
    assert "is cut off the end" in repository.run("check", "--base", "HEAD~1").errors


def test_a_base_without_a_name_is_an_error(repository: Curator) -> None:
    assert "--base names no revision. Name one" in repository.run("check", "--base", "").errors


@pytest.mark.parametrize("base", ["no-such-branch", "--help", "HEAD:seeds"])
def test_a_base_that_there_isn_t_is_an_error(base: str, repository: Curator) -> None:
    answer = repository.run("check", f"--base={base}")
    assert answer.code == 1
    assert "can't be compared with" in answer.errors


def test_outside_a_repository_comparing_is_an_error(tmp_path: Path) -> None:
    curator = Curator(tmp_path / "seeds")
    curator.seeds.mkdir()
    curator.write("a.txt", "One.")
    assert "can't be compared with 'HEAD'" in curator.run("check", "--base", "HEAD").errors


def test_what_git_will_not_do_is_told_on_one_line_in_its_words(
    repository: Curator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "fatal: detected dubious ownership\nTo add an exception, call:\n\n\tgit config --add safe.directory x\n"
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ncat >&2 <<'.'\n{said}.\nexit 128\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    (line,) = [line for line in repository.run("check", "--base", "HEAD").errors.splitlines() if "compared" in line]
    assert f"with 'HEAD': git says “{' '.join(said.split())}”. Do what git says, then run this again." in line


def test_every_problem_is_told_at_once(repository: Curator) -> None:
    (repository.seeds / "a.txt").unlink()
    repository.write("b.txt", "Changed in place.")
    repository.write("c.txt", "\N{NULL}")
    errors = repository.run("check").errors
    assert "/documents/a/ is promised and would vanish" in errors
    assert "was changed in place" in errors
    assert "c.txt" in errors


def test_one_run_tells_everything(repository: Curator) -> None:
    repository.write("c.txt", "One.", "Two.")
    repository.write("c.yml", "facts:\n  author: {value: 'Brandt, Otto', editor: x}\n  date: {value: 1871, editor: x}")
    repository.write("b.yml", "facts:\n  author: {value: 'Brant, Otto', editor: x}")
    (repository.seeds / "scans").mkdir()
    (repository.seeds / "guide").mkdir()
    page = "# A guide\n\n[a](two.md), [b](two.md#part), [c](two.md#nowhere),\n[d](gone.md), [e](../about/links.md)\n"
    (repository.seeds / "guide/one.md").write_text(f"{page}[f](#a-guide) [g](https://example.org/) [h](/about/)\n")
    (repository.seeds / "guide/two.md").write_text("# Two\n\n## Part\n\n[the text](doc:a#p1)\n")
    answer = repository.run("check")
    *told, last = answer.errors.splitlines()
    assert (answer.code, last.partition(":")[0]) == (1, "4 warnings, told above")  # a strict build stops too
    warnings = [line.partition("seeds/")[2] for line in told]
    assert [line.partition(". ")[0] for line in warnings] == [
        "guide/one.md:3: the link 'two.md#nowhere' leads to no heading of its page",
        "guide/one.md:4: the link 'gone.md' leads to no page",
        "guide/one.md:5: the link '/about/' begins with a slash: below a path it leads elsewhere",
        "scans: a folder without a text (.txt); left out",
    ]
    assert "c.txt: the same text as" in answer.output
    assert "Without date or range of dates: 2 of 3 texts:" in answer.output
    assert "Stated in no text: kind, addressee, copy to, publisher" in answer.output
    assert "1 pair of names look alike:\n      “Brandt, Otto” (" in answer.output
    assert answer.output.index("You may look over") < answer.output.index("2 of 3 documents are recorded")


def test_links_of_pages_in_the_place_of_ours_are_told(repository: Curator) -> None:
    root = repository.seeds.parent
    (root / "mkdocs.yml").write_text("site_name: x\n")
    (root / "docs/about").mkdir(parents=True)
    (root / "docs/about/links.md").write_text("# Ours\n\n[a](citing.md), [b](gone.md)\n")
    answer = repository.run("check")
    assert answer.code == 1
    assert "docs/about/links.md:3: the link 'gone.md' leads to no page" in answer.errors
    assert "citing.md" not in answer.errors


def test_links_that_a_build_resolves_are_told_in_no_layout(repository: Curator) -> None:
    root, ours = repository.seeds.parent, Path(__file__).parent.parent / "docs"
    (root / "mkdocs.yml").write_text("docs_dir: 'pages'  # ours\n")
    (root / "pages/.drafts").mkdir(parents=True)
    (root / "pages/.drafts/x.md").write_text("[gone](gone.md)\n")
    (root / "pages/own.md").write_text('<a href="../data/texts.zip">All</a> [ours](about/links.md)\n')
    (root / "pages/about").symlink_to(ours / "about")
    (repository.seeds / "guide").mkdir()
    (repository.seeds / "guide/one.md").write_text("[own](../own.md) [about](../about/links.md)\n")
    assert "leads to no" not in repository.run("check").errors
    (root / "mkdocs.yml").write_text("site_name: x\n")
    (root / "docs").symlink_to(ours)
    (repository.seeds / "guide/one.md").write_text('[gone](../own.md) <a href="two.md">two</a>\n')
    (repository.seeds / "guide/de.md").write_text("[x](../about/links.md#was-wir-sagen-und-was-es-heit)\n")
    (repository.seeds / "archive.yml").write_text("page_language: de\n")
    told = repository.run("check").errors
    assert "leads to no heading" not in told
    assert told.count("leads to no page") == len(["../own.md", "two.md"])


PICTURES = """# One

![a](../pictures/there.png) <img src="../../pictures/there.png" alt="">

![b](gone.png)

[c]

<img src="../pictures/there.png" alt=""> ![d](data/x.png "title")
![e](https://a.example/x.png) ![f](http://[::1)

[c]: ../own.md
"""


def test_pictures_that_are_not_there_are_told(repository: Curator) -> None:
    root = repository.seeds.parent
    (root / "mkdocs.yml").write_text("site_name: x\n")
    (root / "docs/pictures").mkdir(parents=True)
    (root / "docs/pictures/there.png").write_bytes(b"")
    (root / "docs/own.md").write_text("![x](pictures/there.png) ![y](there.png)")
    (repository.seeds / "guide").mkdir()
    for name in ("one", "index"):
        (repository.seeds / f"guide/{name}.md").write_text(PICTURES)
    told = [
        line.partition(". Put")[0].partition(f"{root.name}/")[2]
        for line in repository.run("check").errors.splitlines()
        if "picture '" in line
    ]
    assert told == [
        "docs/own.md:1: there is no picture 'there.png'",
        "seeds/guide/index.md:3: there is no picture '../../pictures/there.png'",
        "seeds/guide/index.md:5: there is no picture 'gone.png'",
        "seeds/guide/index.md:9: there is no picture 'data/x.png'",
        "seeds/guide/one.md:3: there is no picture '../pictures/there.png'",  # the first line that says so
        "seeds/guide/one.md:5: there is no picture 'gone.png'",
        "seeds/guide/one.md:9: there is no picture 'data/x.png'",
    ]


def test_what_the_settings_leave_out_is_no_page_of_the_site(repository: Curator) -> None:
    root = repository.seeds.parent
    patterns = "exclude_docs: |\n  /out/\n  *.tmp.md\ndraft_docs: draft.md\nmarkdown_extensions: [!!python/name:x.y ]\n"
    (root / "mkdocs.yml").write_text(f"site_name: !ENV [A, x]\n{patterns}")
    (root / "docs/out").mkdir(parents=True)
    for name in ("out/a.md", "b.tmp.md", "draft.md", "templates/c.md"):
        (root / "docs" / name).parent.mkdir(exist_ok=True)
        (root / "docs" / name).write_text("[gone](gone.md) <blink>x</blink>\n")
    assert repository.run("check").errors == ""
    (root / "docs/own.md").write_text("".join(f"[{name}]({name})\n" for name in ("out/a.md", "draft.md", "b.tmp.md")))
    assert repository.run("check").errors.count("leads to no page") == 3
    for odd in ("site_name: [", "day: 2020-99-99", "exclude_docs: '!'", f"a: {'[' * 5000}"):
        (root / "mkdocs.yml").write_text(f"{odd}\n")  # which a build tells, if it is wrong
        assert repository.run("check").code == 1, odd


def test_pages_in_the_place_of_ours_are_held_to_what_a_guide_is(repository: Curator) -> None:
    root = repository.seeds.parent
    (root / "mkdocs.yml").write_text("site_name: x\n")
    (root / "docs").mkdir()
    (root / "docs/own.md").write_text("---\ntitle: <b>\n---\n# A &#x202E;b\n\n<script>x</script>\n")
    errors = repository.run("check").errors
    assert "docs/own.md:4: the page holds a direction control (U+202E)" in errors
    assert "docs/own.md:6: an element <script>, which a page may not hold" in errors
    (root / "docs/own.md").write_bytes(b"# \xdcber\n")
    assert "docs/own.md:1: byte 2 (0xdc) is not UTF-8" in repository.run("check").errors
    (root / "docs/own.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: <b>\r\n---\r\n<script>x</script>\r\n")
    errors = repository.run("check").errors
    assert "docs/own.md:4: an element <script>, which a page may not hold" in errors
    assert "docs/own.md:2" not in errors
    (root / "docs/own.md").write_bytes(b"")
    assert "own.md" not in repository.run("check").errors


def test_guide_links_are_told_beside_errors_of_a_text(repository: Curator) -> None:
    (repository.seeds / "guide").mkdir()
    (repository.seeds / "guide/one.md").write_text("[gone](gone.md)\n")
    repository.write("b.txt", "Changed in place.")
    errors = repository.run("check").errors
    assert "leads to no page" in errors
    assert "was changed in place" in errors


def test_a_web_page_or_a_message_that_is_called_a_text_is_noticed(repository: Curator) -> None:
    repository.write("page.html.txt", "<!DOCTYPE html><html><p>It holds.</p></html>")
    repository.write("mail.txt", "From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b.example>", "It holds.")
    repository.write("letter.txt", "From: Otto Brandt\nTo: Karl Lund\nDate: 4 March 1871", "It holds.")
    told = repository.does("check")
    assert "page.html.txt: it begins like a file that ends in .html. If only its words are meant" in told
    assert "mail.txt: it begins like a file that ends in .eml" in told
    assert "letter.txt: it begins" not in told
