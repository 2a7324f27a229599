"""`sourcebook add`: files of other formats become texts, the files are kept, and nothing that is proposed is taken."""

import codecs
import errno
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pypandoc import get_pandoc_path
from sourcebook.commands import main
from sourcebook.curated.marked_yaml import read_yaml
from sourcebook.describe.propose import propose
from sourcebook.intake.extract import extract, words_in
from sourcebook.pipeline import read_archive
from sourcebook.problems import Fault, Findings

from tests.tools.building import tree

LETTER = """October 9, 2020

Dear Mr. Lund,

The *northern* breakwater will crumble within two winters.

Sincerely,

Otto von Brandt

Copyright 2020 Harbour Office
"""
MAIL = """From: Otto Brandt <otto@harbour.example>
To: "Lund, Eva" <eva@harbour.example>
Date: Sat, 4 Mar 2017 10:00:00 +0000
Subject: The breakwater
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>It <b>crumbles</b>.</p>
"""
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 42>>stream
BT /F 12 Tf 10 100 Td (It crumbles.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Size 6/Root 1 0 R>>
startxref
0
%%EOF
"""
PAGE = """<!DOCTYPE html><html><head><title>Gazette</title></head><body>
<nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<article><h1>The breakwater crumbles</h1><p>The northern breakwater will crumble within two winters unless its footing
is laid anew, the harbour office says.</p><p>Nobody has answered the letter, which the office sent in the spring of last
year, and which this newspaper has seen.</p></article><footer>Subscribe now</footer></body></html>"""
RTF = rb"{\rtf1\ansi{\fonttbl\f0 Times;}\f0 It \b crumbles\b0{}.\par}"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


def run(seeds: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["add", "--seeds", str(seeds), *map(str, arguments)])


@pytest.mark.parametrize("form", ["docx", "odt", "rtf", "epub", "md", "html"])
def test_a_document_becomes_a_text_and_is_kept(form: str, seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / f"letter.{form}"
    written_as = {"md": "markdown"}.get(form, form)
    command = [get_pandoc_path(), "--from=markdown", f"--to={written_as}", "--standalone", f"--output={file}"]
    subprocess.run([*command, "--metadata=title:x"], input=LETTER.encode(), check=True)
    done = run(seeds, "--yes", file)
    assert done.exit_code == 0, done.output
    text = (seeds / "letter.txt").read_text(encoding="utf-8")
    assert "northern breakwater will crumble within two winters." in text
    assert "*" not in text
    assert (seeds / f"letter.{form}").read_bytes() == file.read_bytes()
    assert "obtained: {value: extracted, editor: 'by " in (seeds / "letter.yml").read_text(encoding="utf-8")


MAKERS: dict[str, tuple[bytes, str]] = {
    "mail.eml": (MAIL.encode(), "It crumbles."),
    "scan.pdf": (PDF, "It crumbles."),
    "note.rtf": (RTF, "It crumbles."),
    "article.html": (PAGE.encode(), "Nobody has answered the letter"),
    "really-a-page.txt": (PAGE.encode(), "Nobody has answered the letter"),
    "really-rtf.txt": (RTF, "It crumbles."),
    "really-a-pdf.txt": (PDF, "It crumbles."),
    "really-rtf.doc": (RTF, "It crumbles."),
    "really-a-page.doc": (PAGE.encode(), "Nobody has answered the letter"),
    "article.xhtml": (PAGE.encode(), "Nobody has answered the letter"),
    "note.markdown": (b"It *crumbles*.", "It crumbles."),
    "marked.txt": (codecs.BOM_UTF16_LE + "Es bröckelt.".encode("utf-16-le"), "Es bröckelt."),
}


@pytest.mark.parametrize("name", MAKERS)
def test_each_format_gives_its_text(name: str, seeds: Path, tmp_path: Path) -> None:
    raw, words = MAKERS[name]
    (tmp_path / name).write_bytes(raw)
    done = run(seeds, "--yes", tmp_path / name)
    assert done.exit_code == 0, done.output
    text = (seeds / Path(name).with_suffix(".txt")).read_text(encoding="utf-8")
    assert words in text
    assert "Subscribe" not in text
    assert "<" not in text.replace("<otto@harbour.example>", "").replace("<eva@harbour.example>", "")


@pytest.mark.parametrize(
    ("name", "kept"),
    {"a.markdown": "a.md", "a.XHTML": "a.html", "a.DOC": "a.DOC", "a.dat": "a.rtf", "a.txt": "a.rtf"}.items(),
)
def test_an_original_is_kept_under_a_name_that_an_archive_knows(
    name: str, kept: str, seeds: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(RTF if kept[-3:].lower() in {"doc", "rtf"} else PAGE.encode())
    assert run(seeds, "--yes", tmp_path / name).exit_code == 0
    assert {*tree(seeds)} == {"a.txt", "a.yml", kept}
    assert read_archive(seeds, "texts")[1] == []


def test_the_words_of_a_file_are_those_of_what_it_is_if_it_can_be_read(tmp_path: Path) -> None:
    files = {"a.rtf": RTF, "b.pdf": PDF, "c.pdf": b"%PDF-no", "d.png": b"\x89PNG", "e.txt": b"It", "f.md": b"It"}
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    words = [words_in(tmp_path / name) for name in (*files, "gone.pdf")]
    assert [found and "It crumbles." in found for found in words] == [True, True, None, None, None, None, None]


def test_a_picture_without_words_leaves_no_sign_in_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It ![](a.png) crumbles ![slowly](b.png) now.")
    assert extract(tmp_path / "a.md").text == "It crumbles [slowly] now.\n"


def test_pandoc_is_waited_for_as_long_as_a_file_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcebook.intake.extract.SECONDS", 0.1)
    monkeypatch.setattr("sourcebook.intake.extract._IN_A_SECOND", 60_000)
    (tmp_path / "a.md").write_text("[" * 30_000)
    with pytest.raises(Fault, match=r"Pandoc could not read it \(it gave no answer within 1 seconds\)"):
        extract(tmp_path / "a.md")


def test_a_text_in_utf_8_is_taken_byte_for_byte(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfIt \xc3\xa9\r\n")
    assert run(seeds, "--yes", tmp_path / "a.txt").exit_code == 0
    assert (seeds / "a.txt").read_bytes() == b"\xef\xbb\xbfIt \xc3\xa9\r\n"


def test_another_encoding_is_named_and_shown_before_anything_is_written(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("„Es bröckelt“, sagte Łukasz.".encode("cp1250"))
    told = run(seeds, "--dry-run", "--encoding", "cp1250", tmp_path / "a.txt")
    assert "read as CP1250" in told.output
    assert "„Es bröckelt“, sagte Łukasz." in told.output
    assert tree(seeds) == {}


def test_an_encoding_that_can_only_be_guessed_is_asked_for(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Ağustos 1923, İzmir".encode("cp1254"))
    (tmp_path / "b.txt").write_bytes("Müdür Bey, çok teşekkür ederim.".encode("cp1254"))
    (tmp_path / "c.txt").write_bytes("Başkanı ve şehri".encode("mac_turkish"))
    (tmp_path / "d.txt").write_bytes("It’s – mostly – UTF-8.\n".encode() + b"It\x92s not.\n")
    files = [tmp_path / f"{name}.txt" for name in "abcd"]
    told = run(seeds, "--yes", "--alone", *files).stderr
    assert "a.txt: its encoding can't be told, for it may be CP1252 (A" in told
    assert "CP1254 (Ağustos)" in told
    assert "b.txt" not in told
    assert "c.txt: its encoding can't be told. Name it with --encoding, such as --encoding cp1252." in told
    assert "d.txt: byte 31 (0x92) is not UTF-8, though what is around it is. Fix it there." in told
    assert tree(seeds) == {}
    told = run(seeds, "--dry-run", "--alone", "--encoding", "cp1254", files[0], files[1])
    assert (told.exit_code, "Ağustos" in told.output) == (0, True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be", "iso2022_jp", "utf-7", "hz"])
def test_an_encoding_that_a_text_tells_is_taken(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("市民的信\n".encode(encoding))
    for named in ("", "cp1252"):  # which is meant for others that are added with it
        if named and encoding in {"iso2022_jp", "utf-7", "hz"}:
            continue  # it may be so
        assert extract(tmp_path / "a.txt", named).text == "市民的信\n"


def test_an_encoding_is_named_for_texts_that_are_not_in_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Grüße\n", encoding="utf-8")
    assert extract(tmp_path / "a.txt", "cp1252").text == "Grüße\n"


def test_what_is_proposed_has_its_words_and_is_a_comment_until_somebody_takes_it(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    run(seeds, "--yes", tmp_path / "letter.txt")
    sidecar = seeds / "letter.yml"
    lines = sidecar.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "facts:"
    assert all(line.startswith("# ") for line in lines[1:])
    root = read_yaml(
        "x", "\n".join(line.removeprefix("# ") if n > 1 else line for n, line in enumerate(lines)).encode(), Findings()
    )
    assert root is not None
    facts = (root.entries or {})["facts"].entries or {}
    assert {name: (node.entries or {})["value"].text for name, node in facts.items()} == {
        "date": "2020-10-09",
        "kind": "letter",
        "addressee": "Lund",
        "author": "von Brandt, Otto",
        "title": "Letter to Lund, 9 October 2020",
        "rights": "Copyright 2020 Harbour Office",
    }


def test_a_folder_is_walked_and_what_cannot_be_read_is_told_all_at_once(seeds: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / ".git").mkdir(parents=True)
    for name, raw in {"a.bin": b"\0\1", "b.txt": b"", "c.txt": b"Text", ".git/d.txt": b"Text", "e.docx": b"no"}.items():
        (desk / name).write_bytes(raw)
    told = run(seeds, "--yes", desk)
    assert told.exit_code == 1
    named = [line.split(": ")[0] for line in told.stderr.splitlines()[1:]]
    assert named == [str(desk / name) for name in ("a.bin", "b.txt", "e.docx")]
    assert tree(seeds) == {}


def test_what_systems_leave_in_a_folder_and_what_can_t_be_read_keep_no_text_out(seeds: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / "__MACOSX").mkdir(parents=True)
    left = ("Thumbs.db", "desktop.ini", "~$letter.docx", "letter.txt~", "Icon\r", "__MACOSX/a.txt", "#letter.txt#")
    for name in ("letter.txt", *left):
        (desk / name).write_text("It crumbles.")
    assert run(seeds, "--yes", desk).exit_code == 0
    assert {*tree(seeds)} == {"letter.txt"}
    (seeds / "letter.txt").unlink()
    unseen = "le\u202etter.txt"
    for name in ("letter.bak", "letter.XLSX", unseen):
        (desk / name).write_text("PK\3\4")
    told = run(seeds, "--yes", "--leave-out", desk)
    assert {*tree(seeds)} == {"letter.txt"}
    assert f"{desk}/letter.XLSX: a file that ends in .XLSX can't be read. Save it as one of .txt, .md, " in told.stderr
    assert f"Left out: {str(desk / unseen)!r}: the file's name holds a character" in told.stderr


def test_nothing_comes_in_by_a_link_that_leads_out_of_the_folder_that_is_added(seeds: Path, tmp_path: Path) -> None:
    desk, own = tmp_path / "desk", tmp_path / "own.txt"
    desk.mkdir()
    for file in (own, tmp_path / "own.jpg", desk / "a.txt"):
        file.write_text("My own words.")
    for name, where in {"a.jpg": "../own.jpg", "b.txt": own, "c.txt": "a.txt"}.items():
        (desk / name).symlink_to(where)
    told = run(seeds, "--yes", "--alone", "--leave-out", desk)
    out = "the link leads out of the folder. Put the file itself here, or remove the link."
    left = [line.partition("desk/")[2] for line in told.stderr.splitlines() if "desk/" in line]
    assert left == [f"a.jpg: {out}", f"b.txt: {out}"]
    assert sorted(name for name in tree(seeds) if not name.endswith(".yml")) == ["a.txt", "c.txt"]
    assert run(seeds, "--yes", "--alone", desk / "b.txt").exit_code == 0  # asked for by its name


@pytest.mark.parametrize("name", [".a.txt", "~$a.txt", "a\u202e.txt", "a\a.txt", r"\a.txt"])
def test_no_text_is_added_under_a_name_that_reading_passes_over_or_refuses(
    name: str, seeds: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("Words.")
    before = sorted(seeds.iterdir())
    answer = run(seeds, tmp_path / name, "--yes", "--alone")
    assert (answer.exit_code, answer.stderr.count("Rename the file.")) == (1, 1)
    assert sorted(seeds.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "better"),
    {
        "con.txt": "con-text.txt",
        "com1.x.md": "com1-text.x.md",
        "(nul).txt": "(nul)-text.txt",
        "Letter: to Lund.txt": "Letter- to Lund.txt",
        "why?.html": "why-.html",
    }.items(),
)
def test_no_text_is_added_under_a_name_that_windows_cannot_have(
    name: str, better: str, seeds: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("Words.")
    answer = run(seeds, tmp_path / name, "--yes", "--alone")
    assert answer.exit_code == 1
    assert answer.stderr.endswith(f"for example to {better}.\n")
    assert not [*seeds.iterdir()]


def test_a_text_that_is_there_is_never_replaced(seeds: Path, tmp_path: Path) -> None:
    (seeds / "a.txt").write_bytes(b"Mine")
    (tmp_path / "a.txt").write_bytes(b"Other")
    told = run(seeds, "--yes", tmp_path / "a.txt")
    assert told.exit_code == 1
    assert "is there already" in told.output
    assert (seeds / "a.txt").read_bytes() == b"Mine"


@given(st.text())
def test_whatever_is_proposed_stands_in_the_text(text: str) -> None:
    for proposal in propose(text):
        words = proposal.fact.get("stated") or proposal.fact["quote"]
        assert words in text


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    return lambda name: tmp_path_factory.mktemp("x") / name


@pytest.mark.parametrize("ending", [".eml", ".pdf", ".rtf", ".html", ".docx", ".epub", ".odt"])
@pytest.mark.parametrize("raw", [b"", b"\0", b"%PDF-1.4", b"{\\rtf", b"<html>", b"PK\3\4", b"From: \xff\n\n\xff"])
def test_a_broken_file_gives_a_text_or_a_line(
    ending: str, raw: bytes, seeds: Path, scratch: Callable[[str], Path]
) -> None:
    file = scratch(f"broken{ending}")
    file.write_bytes(raw)
    told = run(seeds, "--dry-run", file)
    assert told.exit_code in {0, 1}
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception


def test_reading_a_file_leaves_nothing_to_clear_up_however_it_ends(
    tmp_path: Path, scratch: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = scratch("page.md")
    page.write_text("Words", encoding="utf-8")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\nls -A {tmp_path} > {tmp_path}/seen; cat\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("sourcebook.cite.pandoc.program", lambda: str(program))
    assert extract(page).text == "Words\n"
    assert (tmp_path / "seen").read_text(encoding="utf-8").split() == ["program", "seen"]


def test_what_pandoc_is_asked_takes_no_file_but_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(f"![x]({secret})\n\n\\input{{{secret}}}\n\n```{{.include}}\n{secret}\n```\n", encoding="utf-8")
    assert "a secret" not in extract(page).text


def test_it_tells_names_and_passages_shared_with_the_archive(seeds: Path, tmp_path: Path) -> None:
    words = "The northern breakwater will crumble within two winters unless its footing is laid anew by the spring tide"
    (seeds / "letter.txt").write_text(f"Dear Mr. Lund,\n\n{words}.\n")
    (seeds / "names.yml").write_text("names:\n  - {id: lund, type: person, label: 'Lund, Karl', aliases: [Mr. Lund]}\n")
    (tmp_path / "report.txt").write_text(f"Mr. Lund was told this: “{words}.” He laughed.\n")
    (tmp_path / "copy.txt").write_text(f"Dear Mr. Lund,\n\n\n{words}.\n")
    (tmp_path / "other.txt").write_text("Peel the potatoes and boil them gently with leeks.\n")
    told = run(seeds, "--dry-run", *(tmp_path / f"{name}.txt" for name in ("report", "copy", "other"))).output
    report, copy, other = re.split(r"\n(?=\S)", told[told.index(f"{seeds}/report.txt from") :])
    assert "\n    names known here: Lund, Karl\n" in report
    assert f"shares with {seeds}/letter.txt: 18 words: “The northern breakwater" in report
    assert f"shares with {seeds}/copy.txt: 18 words:" in report, "files that are added are held against one another"
    assert f"the same text as {seeds}/letter.txt" in copy
    assert "shares" not in other
    assert "names known" not in other
    alone = run(seeds, "--dry-run", "--alone", tmp_path / "report.txt").output
    assert "shares" not in alone
    assert "names known" not in alone


def test_into_an_archive_with_faults_nothing_is_added_unseen(seeds: Path, tmp_path: Path) -> None:
    (seeds / "a.txt").write_text("One.\n")
    (seeds / "gone.yml").write_text("facts:\n")
    (tmp_path / "b.txt").write_text("Another.\n")
    done = run(seeds, "--yes", tmp_path / "b.txt")
    assert done.exit_code == 1
    assert "a sidecar without its text" in done.output
    assert not (seeds / "b.txt").exists()
    assert run(seeds, "--yes", "--alone", tmp_path / "b.txt").exit_code == 0


@pytest.mark.parametrize(
    ("text", "date", "addressee", "author"),
    [
        ("Hamburg, den 4. März 1871\n\nLieber Herr Lund,\n\nEs hält.\n\nMit freundlichen Grüßen\nIhr Otto Brandt\n",
         "1871-03-04", "Lund", "Brandt, Otto"),
        ("Paris, le 4 mars 1871\n\nCher Monsieur Lund,\n\nIl tient.\n\nCordialement,\nAnne Duval\n",
         "1871-03-04", "Lund", "Duval, Anne"),
        ("Madrid, 4 de marzo de 1871\n\nEstimada Señora Lund:\n\nSí.\n\nAtentamente,\nJosé Ruiz\n",
         "1871-03-04", "Lund", "Ruiz, José"),
        ("2020年10月9日\n\n你好。\n", "2020-10-09", "", ""),
        ("September 31, 1871\n\nDear Sir,\n\nNo such day.\n", "", "", ""),
    ],
    ids=["German", "French", "Spanish", "Chinese", "no day"],
)  # fmt: skip
def test_letters_of_other_languages_state_as_much(text: str, date: str, addressee: str, author: str) -> None:
    found = {proposal.field: proposal.fact["value"] for proposal in propose(text)}
    assert (found.get("date", ""), found.get("addressee", ""), found.get("author", "")) == (date, addressee, author)
    assert all(proposal.fact.get("stated", proposal.fact.get("quote", "")) in text for proposal in propose(text))


def test_several_values_that_are_proposed_are_one_list(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text(
        "From: a@b.example\nTo: Ida Lund <i@b.example>, Bo Ek <b@b.example>\n\nIt holds.\n"
    )
    run(seeds, "--yes", tmp_path / "mail.txt")
    assert (seeds / "mail.yml").read_text(encoding="utf-8").splitlines()[-3:] == [
        "#   addressee:",
        "#     - {value: 'Lund, Ida', stated: Ida Lund <i@b.example>}",
        "#     - {value: 'Ek, Bo', stated: Bo Ek <b@b.example>}",
    ]


def test_what_was_added_with_proposals_alone_is_an_archive_that_builds(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER)
    assert run(seeds, "--yes", tmp_path / "letter.txt").exit_code == 0
    checked = CliRunner().invoke(main, ["check", "--seeds", str(seeds)])
    assert checked.exit_code == 0, checked.output


def test_proposals_go_through_a_table_into_the_sidecars(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER)
    run(seeds, "--yes", tmp_path / "letter.txt")
    table = str(tmp_path / "table.csv")
    for command in (["write", "--proposed"], ["read"]):
        done = CliRunner().invoke(main, ["table", *command, "--seeds", str(seeds), table])
        assert done.exit_code == 0, done.output
    (document,) = read_archive(seeds, "seeds")[0].documents
    said = {name: document.facts[name][0].value for name in ("date", "kind", "addressee", "author", "rights")}
    assert said == {
        "date": "2020-10-09",
        "kind": "letter",
        "addressee": "Lund",
        "author": "von Brandt, Otto",
        "rights": "Copyright 2020 Harbour Office",
    }


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (PAGE.encode(), ".html", "northern breakwater"),
        (MAIL.encode(), ".eml", "It crumbles"),
        (RTF, ".rtf", "crumbles"),
    ],
    ids=["HTML", "EML", "RTF"],
)
def test_what_is_only_called_txt_is_noticed_and_kept(
    content: bytes, kind: str, words: str, seeds: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_bytes(content)
    done = run(seeds, "--yes", tmp_path / "letter.txt")
    assert f"called .txt, but it is a file of the kind {kind}" in done.output
    assert words in (seeds / "letter.txt").read_text(encoding="utf-8")
    assert (seeds / f"letter{kind}").read_bytes() == content


def test_a_picture_beside_a_text_comes_along_as_its_original(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/letter.txt").write_text(LETTER)
    (tmp_path / "in/letter.JPG").write_bytes(b"\xff\xd8\xff a picture")
    done = run(seeds, "--yes", tmp_path / "in")
    assert done.exit_code == 0, done.output
    assert "its original: " in done.output
    assert sorted(tree(seeds)) == ["letter.JPG", "letter.txt", "letter.yml"]
    assert read_archive(seeds, "seeds")[0].documents[0].original is not None


def test_a_reader_that_is_there_and_cannot_be_loaded_is_not_said_to_be_missing(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise ImportError("lxml.html.clean is gone", name="lxml.html.clean")

    monkeypatch.setattr("sourcebook.intake.extract.import_module", fail)
    (tmp_path / "news.html").write_bytes(PAGE.encode())
    told = run(seeds, "--yes", tmp_path / "news.html")
    assert "read by trafilatura, which can’t be loaded (lxml.html.clean is gone). Run: pip install" in told.stderr


def test_pictures_of_pages_beside_a_text_come_along(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/letter.txt").write_text(LETTER)
    for number in (1, 2):
        (tmp_path / f"in/letter-p{number}.jpg").write_bytes(b"\xff\xd8\xff a picture")
    done = run(seeds, "--yes", tmp_path / "in")
    assert done.exit_code == 0, done.output
    assert "its original: 2 pictures of pages" in done.output
    assert sorted(tree(seeds)) == ["letter-p1.jpg", "letter-p2.jpg", "letter.txt", "letter.yml"]
    assert len(read_archive(seeds, "seeds")[0].documents[0].pictures) == 2


def test_the_rest_is_added_where_one_asks_to_leave_out_what_can_not_be(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, content in (("a.txt", b"A text.\n"), ("page.txt", b"Another.\n"), ("scan.jpg", b"\xff\xd8\xff\xe0")):
        (tmp_path / "in" / name).write_bytes(content)
    none = run(seeds, "--yes", tmp_path / "in")
    assert none.exit_code == 1
    assert "run this again with --leave-out" in none.stderr
    assert not tree(seeds)
    rest = run(seeds, "--yes", "--leave-out", tmp_path / "in")
    assert rest.exit_code == 0
    assert "page.txt: the site itself uses the address /documents/page/. Rename the file" in rest.stderr
    assert "to page-text.txt" in rest.stderr
    assert "scan.jpg" in rest.stderr
    assert list(tree(seeds)) == ["a.txt"]


def test_nothing_that_stands_in_the_archive_is_written_over(seeds: Path, tmp_path: Path) -> None:
    (seeds / "scan.jpg").write_bytes(b"mine")
    (seeds / "lost.txt").symlink_to("../elsewhere.txt")
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in/pipe.txt")
    for name in ("scan.txt", "scan.jpg", "archive.txt", "lost.txt"):
        (tmp_path / "in" / name).write_bytes(b"A text.\n")
    before = tree(seeds)
    told = run(seeds, "--yes", "--alone", tmp_path / "in", tmp_path / "in/pipe.txt")
    assert (told.exit_code, tree(seeds)) == (1, before)
    assert not (tmp_path / "elsewhere.txt").exists()
    for what in (
        "scan.jpg, where its original would be kept, is there already",
        "archive.yml is a file of the whole archive. Rename the file, for example to archive-text.txt",
        "lost.txt is there already",
        "pipe.txt: neither a file nor a folder (a pipe, a socket, a device)",
    ):
        assert what in told.stderr


def test_a_file_that_lies_in_the_archive_is_its_own_original(seeds: Path) -> None:
    (seeds / "web.html").write_text("<p>Hello, readers.</p>")
    assert run(seeds, "--yes", "--alone", seeds / "web.html").exit_code == 0
    assert sorted(tree(seeds)) == ["web.html", "web.txt", "web.yml"]


@pytest.mark.parametrize("at", range(3))
def test_stopped_at_any_file_no_half_text_stays_and_the_same_command_completes_it(
    at: int, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "web.html").write_text("<p>Hello, readers.</p>")
    replace, left = Path.replace, [at]

    def full(path: Path, target: Path) -> Path:
        if path.parent == seeds and not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        left[0] -= path.parent == seeds
        return replace(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        told = run(seeds, "--yes", "--alone", tmp_path / "web.html")
    assert "No space left on device" in told.stderr
    assert sorted(tree(seeds)) == ["web.html", "web.yml"][:at]
    assert run(seeds, "--yes", "--alone", tmp_path / "web.html").exit_code == 0
    assert sorted(tree(seeds)) == ["web.html", "web.txt", "web.yml"]


STRANGE = {
    "nested.eml": "Subject: x\n"
    + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1500))
    + "Content-Type: text/plain\n\nWords\n",
    "headers.eml": "From: a\nTo: =?unknown-8bit?q?x?= <a@[1.2.3>\nContent-Type: text/plain; charset*=utf-8''x%ff\n\nw",
    "none.pdf": "%PDF-1.4\nnothing",
}


@pytest.mark.parametrize("name", STRANGE)
def test_whatever_a_stranger_s_file_makes_a_library_raise_is_told(
    name: str, seeds: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / name).write_text(STRANGE[name])
    told = run(seeds, "--yes", "--alone", tmp_path / name)
    assert (told.exit_code, tree(seeds)) == (1, {})
    assert f"{name}: it can't be read (" in told.stderr
    assert ("(it is nested too deep). Save it again" in told.stderr) is (name == "nested.eml")
    assert not caplog.records, "which would be a line of the library's own"


def test_an_encoding_that_decodes_nothing_is_told(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    told = run(seeds, "--yes", "--alone", "--encoding", "undefined", tmp_path / "a.txt")
    assert "a.txt: not a text in undefined" in told.stderr
