"""Two built sites side by side: what an upgrade would change is told before it is taken."""

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sourcebook.commands import main

PAGE = (
    '<html><head><title>{title}</title><script src="{script}"></script></head><body><main>{main}</main></body></html>'
)
LINK = {
    "id": "a" * 12,
    "kind": "quotation",
    "directed": True,
    "source": {"document": "letter", "start": 0, "end": 9, "exact": "We ask …!", "paragraphs": ["p1"]},
    "target": {"document": "report", "start": 4, "end": 13, "exact": "We ask …!", "paragraphs": ["p2"]},
    "in_marks": {"source": False, "target": True},
    "differences": [],
    "rule": "primary-quoted",
}
EDITORIAL = {
    "id": "b" * 12,
    "kind": "editorial",
    "directed": False,
    "source": {"document": "letter", "start": 20, "end": 23, "exact": "Two"},
    "target": {"page": "guide/one", "exact": "two"},
}
RECORD = {
    "id": "letter",
    "facts": {"author": [{"value": "Lund", "basis": "editor"}], "place": [{"value": "Ribe", "basis": "editor"}]},
    "links": [],
    "status": "published",
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    site = tmp_path / "old"
    write(site, "index.html", PAGE.format(title="Home", script="a.js", main="Two texts."))
    for id in ("letter", "report"):
        text = f'<p id="p1">One of {id}.</p><p id="p2">Two.</p>'
        write(site, f"documents/{id}/index.html", PAGE.format(title=id, script="a.js", main=text))
    write(site, "documents/letter/record.json", json.dumps(RECORD))
    write(site, "data/links.json", json.dumps({"rules": "1", "links": [LINK, EDITORIAL]}))
    write(site, "assets/a.js", "1")
    return site


@pytest.fixture
def new(old: Path) -> Path:
    return Path(shutil.copytree(old, old.parent / "new"))


def write(site: Path, name: str, content: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def edit(site: Path, name: str, before: str, after: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert before in text
    write(site, name, text.replace(before, after))


def run(*arguments: object) -> tuple[int, str]:
    answer = CliRunner().invoke(main, ["compare-builds", *map(str, arguments)])
    return answer.exit_code, answer.output


def test_the_same_build_is_said_to_be_the_same(old: Path, new: Path) -> None:
    assert run(old, new) == (0, "Nothing differs: 3 pages, every file the same.\n")


def test_each_kind_of_change_is_told_and_no_other(old: Path, new: Path) -> None:
    edit(new, "index.html", "Two texts", "Two documents")
    edit(new, "documents/report/index.html", "a.js", "b.js")
    edit(new, "documents/letter/record.json", "Lund", "Brandt")
    edit(new, "data/links.json", "primary-quoted", "named-source")
    (new / "assets/a.js").rename(new / "assets/b.js")
    write(new, "by/author/index.html", PAGE.format(title="Authors", script="b.js", main="Authors"))
    code, told = run(old, new)
    assert code == 0
    assert told.splitlines() == [
        "Addresses new: 1",
        "  /by/author/",
        "Pages that read otherwise: 1",
        "  /: “texts.” → “documents.”",
        "Links judged otherwise: 1",
        "  quotation, report p2 from letter p1: “We ask …!”",
        "Records that say something else: 1",
        "  letter: author",
        "Pages with the same words, set otherwise: 1 of 3",
        "Other files: 2",
        "  assets/a.js",
        "  assets/b.js",
        "Every address of a document and of a paragraph still leads to its page.",
    ]


QUOTATION = "quotation, report p2 from letter p1: “We ask …!”"
LETTER, REPORT = "documents/letter/index.html", "documents/report/index.html"
LINKS, RECORD_OF = "data/links.json", "documents/letter/record.json"
SET_OTHERWISE = "Pages with the same words, set otherwise 1 of 3"
EACH: list[tuple[str, str, str, str]] = [
    # the file, what stands in it, what stands there in the other build, what is told
    (REPORT, ">Two.<", ">Three.<", "Pages that read otherwise /documents/report/: “Two.” → “Three.”"),
    (REPORT, "<title>report", "<title>news", "Pages that read otherwise /documents/report/: “report” → “news”"),
    (REPORT, "One of report", "By", "Pages that read otherwise /documents/report/: “One of report.” → “By.”"),
    (REPORT, "One of report.", "", "Pages that read otherwise /documents/report/: “One of report.” → “”"),
    (REPORT, "</main>", "</main>More.", SET_OTHERWISE),
    (REPORT, "<title>report</title>", "", "Pages that read otherwise /documents/report/: “report” → “”"),
    (REPORT, 'id="p1"', 'id="p1a"', f"Lost, though promised /documents/report/#p1 {SET_OTHERWISE}"),
    (
        LINKS,
        '"kind": "quotation"',
        '"kind": "reuse"',
        f"Links judged otherwise {QUOTATION.replace('quotation', 'reuse')}",
    ),
    (LINKS, '"directed": true', '"directed": 1.5', f"Links judged otherwise {QUOTATION}"),
    (LINKS, '"target": true', '"target": false', f"Links judged otherwise {QUOTATION}"),
    (LINKS, '"differences": []', '"differences": [1]', f"Links judged otherwise {QUOTATION}"),
    (LINKS, '"primary-quoted"', '"named-source"', f"Links judged otherwise {QUOTATION}"),
    (LINKS, '"start": 4', '"start": 5', f"Links gone {QUOTATION} Links new {QUOTATION}"),
    (LINKS, '"end": 13', '"end": 14', f"Links gone {QUOTATION} Links new {QUOTATION}"),
    (
        *(LINKS, '"report"', '"letter"'),
        f"Links gone {QUOTATION} Links new {QUOTATION.replace('report', 'letter')}",
    ),
    (
        *(LINKS, "guide/one", "guide/two"),
        "Links gone editorial, guide/one and letter: “two” Links new editorial, guide/two and letter: “two”",
    ),
    (RECORD_OF, "published", "withdrawn", "Records that say something else letter: status"),
    (RECORD_OF, "Ribe", "Oslo", "Records that say something else letter: place"),
    (RECORD_OF, '"author"', '"editor"', "Records that say something else letter: author, editor"),
    (RECORD_OF, '"facts"', '"others"', "Records that say something else letter: others, author, place"),
]


@pytest.mark.parametrize(("file", "before", "after", "what"), EACH)
def test_a_change_is_told_by_itself(file: str, before: str, after: str, what: str, old: Path, new: Path) -> None:
    edit(new, file, before, after)
    told = run(old, new)[1].replace(": 1 of 3", " 1 of 3").replace(": 1\n  ", " ").splitlines()
    assert " ".join(told).partition(" Every address")[0] == what


def test_of_many_words_only_those_that_differ_are_told(old: Path, new: Path) -> None:
    for site, words in ((old, "a b c"), (new, "a c")):
        write(site, "index.html", f"<p>{'one two ' * 200}{words}{' three four' * 1500}")
    assert "  /: “b” → “”\n" in run(old, new)[1]


def test_a_site_without_links_may_be_compared(old: Path, new: Path) -> None:
    (new / LINKS).unlink()
    told = run(old, new)[1]
    assert f"Links gone: 2\n  editorial, guide/one and letter: “two”\n  {QUOTATION}\n" in told
    (old / LINKS).unlink()
    assert run(old, new) == (0, "Nothing differs: 3 pages, every file the same.\n")


def test_links_of_a_record_are_told_as_links(old: Path, new: Path) -> None:
    edit(new, RECORD_OF, '"links": []', '"links": [1]')
    edit(new, "index.html", "Two texts", "Two documents")
    assert "Records" not in run(old, new)[1]


def test_a_lost_promise_ends_with_1(old: Path, new: Path) -> None:
    shutil.rmtree(new / "documents/letter")
    edit(new, "documents/report/index.html", ' id="p2"', "")
    edit(new, "data/links.json", '"start": 4', '"start": 5')
    code, told = run(old, new)
    assert code == 1
    assert "Lost, though promised: 2\n  /documents/letter/\n  /documents/report/#p2\n" in told
    assert "Links gone: 1\n" in told
    assert "Links new: 1\n" in told


def test_everything_is_there_as_json(old: Path, new: Path) -> None:
    for number in range(30):
        write(new, f"names/{number}/index.html", PAGE.format(title=number, script="a.js", main="x"))
    assert "  and 20 more (--all)" in run(old, new)[1]
    assert "/names/29/" in run(old, new, "--all")[1]
    code, data = run(old, new, "--json")
    assert (code, len(json.loads(data)["addresses_new"]), json.loads(data)["lost"]) == (0, 30, [])


def test_what_is_no_site_is_said(old: Path, tmp_path: Path) -> None:
    code, told = run(old, tmp_path)
    assert code == 1
    assert "no built site. Build it first: mkdocs build -d FOLDER" in told


ODD = [
    "",
    "[",
    "[" * 100_000,
    "null",
    "[]",
    "5",
    '{"links": 5}',
    '{"links": [1]}',
    '{"links": [{"id": 5}]}',
    '{"facts": 5}',
    "\xff",
]


@pytest.mark.parametrize("content", ODD)
@pytest.mark.parametrize("file", ["data/links.json", "documents/letter/record.json"])
def test_a_file_of_data_that_no_build_wrote_is_told(file: str, content: str, old: Path, new: Path) -> None:
    (new / file).write_bytes(content.encode("latin-1"))
    code, told = run(old, new)
    fault = "the file isn't as a build writes it. Take another copy, or build anew.\n"
    assert code == 1 or (file.endswith("record.json") and content.startswith('{"links"'))
    assert told.endswith(f"{file}: {fault}") or not code


def test_a_pipe_is_not_waited_for(old: Path, new: Path) -> None:
    (old / "assets/a.js").write_bytes(b"")
    (new / "assets/a.js").unlink()
    os.mkfifo(new / "assets/a.js")
    code, told = run(old, new)
    assert (code, "assets/a.js" in told) == (0, True)
