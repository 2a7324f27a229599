"""check/copy.py: a copy of a few files, each of which can be damaged, altered or missing; no site is built."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request

import pytest
from click.testing import CliRunner
from sourcebook import addresses
from sourcebook.check.copy import REMEDY, SECONDS, Expected, FolderCopy, Verified, WebCopy, verify_copy
from sourcebook.commands import main
from sourcebook.problems import ArchiveError, Findings, Problem

TEXT = "One & two\r\nlines.\r\n\r\nThe second.\n"
PAGE = '<div data-source-text><p id="p1">One &amp; two\nlines.</p><p id="p2">The second.</p></div>'
HERE, HIDDEN = "documents/a/", "documents/b/"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


SUM = sha256(TEXT.encode())
EXPECTED = {HERE: Expected(SUM, is_shown=True), HIDDEN: Expected(SUM, is_shown=False)}


def record(status: str = "published") -> dict[str, object]:
    spans = [("p1", 0, 17), ("p2", 21, 32)]
    paragraphs = [{"id": id, "start": start, "end": end} for id, start, end in spans]
    return {"status": status, "text": {"sha256": SUM}, "paragraphs": paragraphs}


@dataclass(frozen=True)
class Files:
    """A copy in memory."""

    files: dict[str, bytes]

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def unknown(self, known: Iterable[str]) -> list[str]:
        return sorted(self.files.keys() - {*known})


@pytest.fixture
def copy() -> Files:
    """A site with a text that is shown and one that isn't, and its sums."""
    made = Files({"index.html": b"Home", f"{HERE}index.html": PAGE.encode(), f"{HERE}source.txt": TEXT.encode()})
    made.files[f"{HERE}record.json"] = json.dumps(record()).encode()
    made.files.update({f"{HIDDEN}index.html": b"Not shown", f"{HIDDEN}source.txt": b""})
    made.files[f"{HIDDEN}record.json"] = json.dumps(record("withdrawn")).encode()
    return made


def agree(copy: Files) -> None:
    """Make the sums those of the files."""
    lines = (f"{sha256(copy.files[name])}  {name}\n" for name in sorted(copy.files) if name != addresses.SUMS)
    copy.files[addresses.SUMS] = "".join(lines).encode()


def told(copy: Files, expected: dict[str, Expected] | None = None) -> list[str]:
    findings = Findings()
    verify_copy(copy, findings, expected)
    return [f"{problem.file}: {problem.what}. {problem.remedy}" for problem in findings]


def test_a_copy_as_it_was_built_is_passed_and_counted(copy: Files) -> None:
    agree(copy)
    findings = Findings()
    assert verify_copy(copy, findings, EXPECTED) == Verified(files=7, texts=1)
    assert findings.errors == []


def test_without_sums_nothing_else_is_looked_at(copy: Files) -> None:
    findings = Findings()
    assert verify_copy(copy, findings, EXPECTED) == Verified(0, 0)
    assert [problem.file for problem in findings] == [addresses.SUMS]


def test_a_file_that_was_altered_is_missing_or_was_added_is_told(copy: Files) -> None:
    agree(copy)
    copy.files["index.html"] = b"Hom\xc3\xa9"
    del copy.files[f"{HIDDEN}index.html"]
    copy.files[f"{HIDDEN}source.txt"] = b"Not empty"
    copy.files["more.html"] = b""
    assert told(copy) == [
        "more.html: the file is not among those of the archive. Remove it, or take another copy",
        f"{HIDDEN}index.html: the file is missing. {REMEDY}",
        f"{HIDDEN}source.txt: the file's sum is not the one in {addresses.SUMS}. {REMEDY}",
        f"index.html: the file's sum is not the one in {addresses.SUMS}. {REMEDY}",
    ]


def _page(before: str, after: str) -> Callable[[Files], None]:
    def alter(copy: Files) -> None:
        copy.files[f"{HERE}index.html"] = PAGE.replace(before, after).encode()

    return alter


def _file(name: str, content: bytes) -> Callable[[Files], None]:
    return lambda copy: copy.files.update({f"{HERE}{name}": content})


def _record(**values: object) -> Callable[[Files], None]:
    return _file("record.json", json.dumps(record() | values).encode())


ALTERED: dict[str, tuple[Callable[[Files], None], list[str]]] = {
    "a letter": (_page("second", "2nd"), [f"index.html: paragraph p2 differs from its source {HERE}source.txt:4"]),
    "no text": (_page(" data-source-text", ""), ["index.html: the page holds 0 source texts instead of one"]),
    "the source": (
        _file("source.txt", b"x"),
        [f"source.txt: the source is not the one that {HERE}record.json describes"],
    ),
    "no JSON": (_file("record.json", b"{"), ["record.json: not a record"]),
    "a list": (_file("record.json", b"[]"), ["record.json: not a record"]),
    "no sum": (_record(text={}), ["record.json: not a record"]),
    "lists in lists": (_file("record.json", b'{"a":' * 9999 + b"1" + b"}" * 9999), ["record.json: not a record"]),
    "a status that is a list": (_record(status=[]), ["record.json: not a record"]),
    "a place that is no number": (
        _record(paragraphs=[{"id": "p1", "start": "0", "end": None}]),
        ["record.json: not a record"],
    ),
    "a former id": (_record(formerly="c", text={"sha256": "x"}), []),
    "the short page of a version": (_page(PAGE, "<div data-current-version></div>"), []),
    "a short page with a text": (
        _page("The second", "<i data-current-version></i>The 2nd"),
        [f"index.html: paragraph p2 differs from its source {HERE}source.txt:4"],
    ),
}


@pytest.mark.parametrize("case", ALTERED)
def test_what_agrees_with_the_sums_is_still_held_against_its_source(case: str, copy: Files) -> None:
    alter, what = ALTERED[case]
    alter(copy)
    agree(copy)
    assert told(copy) == [f"{HERE}{line}. {REMEDY}" for line in what]


def test_a_source_that_is_no_text_is_told_and_what_lies_elsewhere_is_no_document(copy: Files) -> None:
    copy.files.update({f"seeds/{name}": b"x" for name in ("index.html", "record.json", "source.txt")})
    agree(copy)
    assert told(copy) == []
    _file("source.txt", b"\xff")(copy)
    _record(text={"sha256": sha256(b"\xff")}, paragraphs=[{"id": "p1", "start": 0, "end": 1}])(copy)
    agree(copy)
    copy.files[addresses.SUMS] += b"no sum\n"
    assert [line.partition(": ")[0] for line in told(copy)][:2] == [addresses.SUMS, f"{HERE}index.html"]


@pytest.mark.parametrize("status", ["withdrawn", "embargoed", "excerpt-only"])
def test_of_a_text_that_is_not_shown_no_page_is_compared(status: str, copy: Files) -> None:
    _record(status=status)(copy)
    _page("second", "2nd")(copy)
    agree(copy)
    assert told(copy) == []


def test_a_copy_is_held_against_what_the_seeds_promise(copy: Files) -> None:
    agree(copy)
    other = {"documents/c/": EXPECTED[HERE], HERE: Expected("x", is_shown=False), HIDDEN: Expected(SUM, is_shown=True)}
    again = "Build the site again"
    assert told(copy, other) == [
        f"documents/c/: a promised address is missing from the copy. {REMEDY}",
        f"{HERE}: the text is not the one that the seeds folder holds. {REMEDY}",
        f"{HERE}: the text is shown, though it is withheld now. {again}",
        f"{HIDDEN}: the text is withheld, though it is public now. {again}",
    ]
    assert told(copy, {HERE: EXPECTED[HERE]}) == [
        f"{HIDDEN}: the seeds folder holds no such document. {again}, or name its seeds"
    ]


def test_a_folder_tells_the_files_that_it_has(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_bytes(b"x\r\n")
    folder = FolderCopy(tmp_path)
    assert (folder.read("a/b.txt"), folder.read("a"), folder.read("c")) == (b"x\r\n", None, None)
    assert (folder.unknown([]), folder.unknown(["a/b.txt"])) == (["a/b.txt"], [])


@pytest.mark.parametrize(
    "site", ["http://localhost:1", "http://localhost:x", "http://a b/", "http://a..b/", "http://[::1"]
)
def test_a_host_that_does_not_answer_is_not_said_to_lack_the_file(site: str) -> None:
    told = CliRunner().invoke(main, ["verify", site])
    assert told.exit_code == 1
    assert isinstance(told.exception, SystemExit)
    assert (
        "gives no answer that says whether the file is there" in told.stderr or "nor an http(s) address" in told.stderr
    )


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (HTTPError("x", 503, "Busy", Message(), None), "503 Busy"),
        (URLError(OSError("no route")), "no route"),
        (TimeoutError(), "TimeoutError"),
        (ValueError("no such name"), "no such name"),
    ],
)
def test_what_a_host_said_instead_of_an_answer_is_told(
    fault: Exception, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(request: Request, timeout: int) -> None:
        assert (request.full_url, timeout) == ("https://a.example/b.txt", SECONDS)
        assert request.get_header("User-agent") == "sourcebook-verify"
        raise fault

    monkeypatch.setattr("sourcebook.check.copy.urlopen", refused)
    with pytest.raises(ArchiveError) as error:
        WebCopy("https://a.example/").read("b.txt")
    (problem,) = error.value.problems
    assert problem.file == "b.txt"
    assert problem.what.endswith(f"gives no answer that says whether the file is there: {why}")


def test_a_file_without_an_answer_leaves_the_others_to_be_checked(copy: Files) -> None:
    agree(copy)

    class Host(Files):
        def read(self, path: str) -> bytes | None:
            if path == f"{HERE}index.html":
                raise ArchiveError([Problem(path, 0, "no answer", "Try again")])
            return b"altered" if path == f"{HERE}source.txt" else super().read(path)

    lines = told(Host(copy.files))
    assert f"{HERE}index.html: no answer. Try again" in lines
    assert any(line.startswith(f"{HERE}source.txt: the file's sum is not") for line in lines)


def test_a_host_is_asked_for_the_address_of_each_file(serve: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b/index.html").write_bytes(b"x")
    (tmp_path / "404.html").write_bytes(b"none")
    host = WebCopy(serve(tmp_path))
    assert (host.read("a b/index.html"), host.read("c.txt"), host.unknown(["x"])) == (b"x", None, [])
