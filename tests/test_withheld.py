"""Words that people wrote and that stand in a text that isn't shown are told, with their place."""

import base64
import os
from pathlib import Path

import pytest
from sourcebook.intake.extract import words_in
from sourcebook.pipeline import read_archive
from sourcebook.problems import Findings
from sourcebook.visibility.leaks import check_copied

from tests.tools.commands import Curator

SAID = "the harbour master had sold the lighthouse to a stranger for a barrel of herring"
MAIL = b"From: a@b.example\nSubject: Words\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
NAMES = """names:
  - id: council
    type: organisation
    label: Council
    aliases: [the council]
    description: {value: "It heard that %s", editor: "as the minutes say"}
"""
GUIDE = (
    "# Reading\n\nThe minutes say that the *harbour*\n[master had sold](doc:minutes#p2) the lighthouse to a stranger.\n"
)


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    """Minutes whose words a guide page, a name and a note quote, and a text that has none of them."""
    seeds = tmp_path / "seeds"
    (seeds / "guide").mkdir(parents=True)
    made = Curator(seeds)
    made.write("minutes.txt", "Minutes", f"On Monday the council heard that {SAID}.")
    made.write("other.txt", "Another text", "The council has nothing to say about it.")
    (seeds / "guide/reading.md").write_text(GUIDE)
    (seeds / "names.yml").write_text(NAMES % SAID)
    (seeds / "other.yml").write_text(f"facts:\n  kind: {{value: letter, editor: 'They said {SAID}.'}}\n")
    made.does("record")
    return made


def test_each_place_is_told_once_with_its_file_and_nothing_is_published(curator: Curator) -> None:
    curator.does("check")
    curator.does("withdraw", "minutes", "--reason", "asked")
    told = curator.run("check").errors.splitlines()
    files = [line.removeprefix(f"{curator.seeds}/").partition(": ")[0] for line in told]
    assert files == ["guide/reading.md:3", "names.yml:2", "other.yml"]
    whose = "is in minutes, whose text is withdrawn, and in no text that is shown. Take the words out"
    assert all(whose in line for line in told)
    assert "“heard that the harbour master had sold the …”" in told[1]


def test_a_copy_of_the_seeds_may_not_quote_them_in_any_key(curator: Curator) -> None:
    (curator.seeds / "guide/reading.md").unlink()
    (curator.seeds / "other.yml").unlink()
    basis = f"stated: '{SAID}', document: minutes"
    (curator.seeds / "names.yml").write_text(
        NAMES.replace("It heard that %s", "x").replace('editor: "as the minutes say"', basis)
    )
    curator.does("withdraw", "minutes", "--reason", "asked")
    archive, _ = read_archive(curator.seeds, "seeds")
    findings = Findings()
    check_copied(archive, curator.seeds, {"seeds/names.yml": curator.seeds / "names.yml"}, "why", words_in, findings)
    (told,) = findings.errors
    assert (told.file, told.line) == ("seeds/names.yml", 6)


def test_what_lies_in_docs_may_not_quote_them(curator: Curator) -> None:
    (curator.seeds / "guide/reading.md").unlink()
    for name in ("other.yml", "names.yml"):
        (curator.seeds / name).unlink()
    docs = curator.seeds.parent / "docs"
    docs.mkdir()
    (docs.parent / "mkdocs.yml").touch()
    (docs / "kept.html").write_text(f"<p>It heard that\n{SAID}.</p>")
    (docs / "kept.html~").write_text(SAID)  # passed over
    (docs / "kept.eml").write_bytes(MAIL + base64.encodebytes(f"They heard that {SAID}.".encode()))
    (docs / "picture.png").write_bytes(b"\0" + SAID.encode())
    curator.does("withdraw", "minutes", "--reason", "asked")
    of_mail, of_page = curator.run("check").errors.splitlines()
    assert "docs/kept.html:1: “heard that the harbour" in of_page
    assert "docs/kept.eml: “heard that the harbour" in of_mail
    (docs / "kept.html").unlink()
    (docs / "kept.eml").unlink()
    not_read = os.path.relpath(docs / "picture.png")
    assert f"Note: Not looked into for words of texts that aren't shown: {not_read}" in curator.does("check")


def test_words_of_a_text_that_is_shown_stay(curator: Curator) -> None:
    curator.write("report.txt", "A report", f"The council heard that {SAID}, said the clerk.")
    curator.does("record")
    curator.does("withdraw", "minutes", "--reason", "asked")
    curator.does("check")


def test_words_under_embargo_are_told_and_those_shown_in_excerpts_are_not(curator: Curator) -> None:
    sidecar = curator.seeds / "minutes.yml"
    sidecar.write_text("publish: {embargo: 2999-01-01}\n")
    assert "whose text is under embargo" in curator.run("check").errors
    sidecar.write_text("publish: {excerpt_only: yes}\n")
    curator.does("check")


def test_a_page_may_point_to_whatever_was_promised(curator: Curator) -> None:
    (curator.seeds / "guide/reading.md").write_text("# Reading\n\n[One](doc:minutes#p2), [two](doc:other#p2).\n")
    for name in ("names.yml", "other.yml"):
        (curator.seeds / name).unlink()
    curator.write("other.v2.txt", "Another text")
    curator.does("correct", "other", "--reason", "the rest was of another page")
    curator.does("withdraw", "minutes", "--reason", "asked")
    curator.does("check")
