"""visibility/leaks.py: eight words in a row of a text that isn't shown are told wherever people wrote them down."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace
from sourcebook.model import About, Archive, Basis, Document, Fact, GuidePage, Name, Role, Source
from sourcebook.model.holdings import Holding, Version, Withheld
from sourcebook.problems import Findings, Problem
from sourcebook.visibility.leaks import check_copied, check_written, withheld_files

EIGHT = "the harbour master had sold the old lighthouse"
OTHER = "a stranger paid nine barrels of herring for"
MINUTES = f"On Monday we heard: {EIGHT}, and wept. He said that {OTHER} it."
EDITOR = Basis.EDITOR


def source(id: str, text: str) -> Source:
    return Source(id, f"{id}.txt", f"seeds/{id}.txt", text, ())


def held(source: Source, status: str = "") -> Holding:
    version = Version(1, source)
    if status:
        version = replace(version, source=source.without_text(), withheld=Withheld(status))
    return Holding(source.id, source.id, (version,))


def archive(
    *documents: Document, about: About | None = None, guide: str = "", names: tuple[Name, ...] = (), **hidden: str
) -> Archive:
    """Return an archive of documents that are shown, and of others by the status of each."""
    pages = (GuidePage("reading", "seeds/guide/reading.md", guide),) if guide else ()
    holdings = {document.id: held(document.source) for document in documents}
    holdings |= {id: held(source(id, MINUTES), status) for id, status in hidden.items()}
    return Archive(about or About(), documents, guide=pages, names=names, holdings=holdings)


def problems(archive: Archive, texts: Mapping[str, str] = {"minutes": MINUTES}) -> list[Problem]:
    findings = Findings()
    check_written(archive, [source(id, text) for id, text in texts.items()], "seeds", findings)
    return findings.errors


def places(archive: Archive) -> list[tuple[str, int]]:
    return [(problem.file, problem.line) for problem in problems(archive)]


def written(text: str, **hidden: str) -> Archive:
    """Return an archive with one guide page."""
    return archive(guide=text, **hidden or {"minutes": "withdrawn"})


def test_eight_words_are_told_and_seven_are_not() -> None:
    (told,) = problems(written(f"They say {EIGHT}."))
    assert told.what == f"“{EIGHT}. …” is in minutes, whose text is withdrawn, and in no text that is shown"
    assert told.remedy == "Take the words out, or say it in others: the page would go on showing them"
    assert problems(written(EIGHT.partition(" ")[2])) == []
    assert len(problems(written(EIGHT), {"minutes": EIGHT})) == 1
    assert problems(written(EIGHT.partition(" ")[2]), {"minutes": EIGHT}) == []  # nor at the end of both


@pytest.mark.parametrize(
    ("status", "is_told"), [("withdrawn", True), ("embargoed", True), ("excerpt-only", False), ("", False)]
)
def test_words_are_told_of_texts_that_are_not_shown_at_all(status: str, is_told: bool) -> None:
    assert bool(problems(written(EIGHT, minutes=status))) is is_told


def test_each_quotation_is_told_once_with_its_line() -> None:
    page = f"\n# Reading\n\nFirst: {EIGHT}, and wept.\n\nThen some words of ours.\n\nAlso: {OTHER} it.\n"
    assert places(written(page)) == [("seeds/guide/reading.md", 4), ("seeds/guide/reading.md", 8)]


def test_a_quotation_in_one_place_hides_none_in_the_next() -> None:
    about = About(title=EIGHT, introduction=f"Here {EIGHT}", rights_note=f"They: {EIGHT}", copies=EIGHT)
    assert places(archive(about=about, minutes="withdrawn")) == [("seeds/archive.yml", 0)] * 4


def test_words_of_several_texts_are_told_each_with_its_text() -> None:
    both = written(f"{EIGHT}\n\n{OTHER}", minutes="withdrawn", letter="embargoed")
    told = problems(both, {"minutes": EIGHT, "letter": OTHER})
    assert [problem.what.partition("” is in ")[2].partition(",")[0] for problem in told] == ["minutes", "letter"]


def test_words_in_whatever_case_around_a_link_count_and_those_of_its_address_do_not() -> None:
    there, back = EIGHT.upper().split(" ", 4)[:4], EIGHT.split(" ", 4)[4]
    assert places(written(f"{' '.join(there)} [sold](doc:minutes#p1) {back.partition(' ')[2]}")) == [
        ("seeds/guide/reading.md", 1)
    ]
    dashed = EIGHT.replace(" ", "-")
    assert problems(written(f"[There](https://x.example/{dashed})")) == []
    assert len(problems(written(f"There: {dashed}"))) == 1


def test_words_that_stand_in_a_text_that_is_shown_stay() -> None:
    report = Document(source("report", f"I heard {EIGHT}."), {})
    assert problems(archive(report, guide=f"{EIGHT}. {OTHER}", minutes="withdrawn"))[0].what.startswith(f"“{OTHER}")


def name(description: Fact | None = None, label: str = "Council") -> Name:
    return Name("council", "organisation", label, (), description=description, line=7)


@pytest.mark.parametrize(
    "typed",
    [
        name(Fact("description", EIGHT, EDITOR)),
        name(Fact("description", "x", EDITOR, note=EIGHT)),
        name(label=EIGHT),
    ],
)
def test_what_is_said_of_a_name_is_read(typed: Name) -> None:
    assert places(archive(names=(name(), typed), minutes="withdrawn")) == [("seeds/names.yml", 7)]


def test_what_is_typed_beside_a_text_is_read_and_a_title_of_one_that_is_not_shown_stays() -> None:
    title, noted = Fact("title", EIGHT, EDITOR), Fact("title", "x", EDITOR, note=EIGHT)
    labelled = (Role("comment", 0, 1, f"Words: {EIGHT}"),)
    shown, hidden = source("shown", "Nothing."), source("minutes", "").without_text()
    file = [("seeds/shown.yml", 0)]
    for document, expected in (
        (Document(shown, {"title": (title,)}), file),
        (Document(shown, {"title": (noted,)}), file),
        (Document(shown, {}, labelled), file),
        (Document(hidden, {"title": (title,)}, status="withdrawn"), []),
        (Document(hidden, {"title": (noted,)}, status="withdrawn"), [("seeds/minutes.yml", 0)]),
    ):
        here = archive(document, minutes="withdrawn")
        assert places(here) == expected


# Files that are copied.


def copied(seeds: Path, archive: Archive, *names: str, notes: list[str] | None = None) -> list[Problem]:
    findings = Findings()
    files = {f"copy/{name}": seeds / name for name in names}
    noted = check_copied(archive, seeds, files, "because", lambda path: None, findings)
    assert notes in (None, noted)
    return findings.errors


def test_files_are_read_as_they_are_whatever_bytes_they_hold(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_bytes(b"\xff " + MINUTES.encode())
    (tmp_path / "links.yml").write_bytes(b"x: \xff\ny: " + EIGHT.encode())
    report = Document(source("report", "Nothing."), {})
    (tmp_path / "picture.png").write_bytes(b"\0" + EIGHT.encode())  # which nobody reads
    (told,) = copied(tmp_path, archive(report, minutes="embargoed"), "links.yml", "picture.png")
    assert (told.file, told.line) == ("copy/links.yml", 2)
    assert told.remedy.endswith(": because")
    for encoding in ("utf-16", "utf-16-le", "utf-32-be", "utf-8-sig"):
        (tmp_path / "page.md").write_bytes(f"x: ä\ny: {EIGHT}".encode(encoding))
        (told,) = copied(tmp_path, archive(report, minutes="embargoed"), "page.md")
        assert (told.file, told.line) == ("copy/page.md", 2)


def test_of_a_text_whose_file_is_gone_nothing_is_copied_and_nothing_told(tmp_path: Path) -> None:
    (tmp_path / "links.yml").write_text(EIGHT)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert copied(tmp_path, archive(minutes="withdrawn"), "links.yml", "picture.png", notes=[]) == []


def test_files_that_could_all_be_looked_into_get_no_note(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(MINUTES)
    (tmp_path / "page.md").write_text("Words of ours.")
    assert copied(tmp_path, archive(minutes="withdrawn"), "page.md", notes=[]) == []


def test_documents_are_looked_into_and_what_cannot_be_is_noted(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/minutes.txt").write_text(MINUTES)
    for name in ("a.pdf", "b.docx", "c.png", "d.txt"):
        (tmp_path / name).write_bytes(b"PK\3\4\0\0\x08\xff")
    (tmp_path / "d.txt").write_bytes(b"words")
    files = {path.name: path for path in sorted(tmp_path.glob("*.*"))}
    found = {"a.pdf": None, "b.docx": f"We heard: {EIGHT}."}
    for status, notes, told in (
        ("withdrawn", ["Not looked into for words of texts that aren't shown: a.pdf, c.png"], [("b.docx", 0)]),
        ("", [], []),
    ):
        findings = Findings()
        here = archive(minutes=status)
        assert check_copied(here, tmp_path / "seeds", files, "x", lambda path: found.get(path.name), findings) == notes
        assert [(problem.file, problem.line) for problem in findings.errors] == told


@pytest.mark.parametrize("status", ["withdrawn", "embargoed", "excerpt-only"])
def test_a_copy_of_what_a_text_was_taken_from_is_told_and_none_of_another_s(status: str, tmp_path: Path) -> None:
    report = Document(source("report", "Nothing."), {})
    seeds = tmp_path / "seeds"
    (seeds / "minutes").mkdir(parents=True)
    of_minutes = {"minutes.txt": b"We met.", "minutes.PDF": b"\0scan", "minutes-p2.jpg": b"\0two", "minutes.yml": b"x"}
    of_minutes["minutes-p3.jpg"] = b""
    others = {"report.txt": b"Nothing.", "report.pdf": b"\0scan", "minutes/p2.jpg": b"\0six", "report.yml": b"x"}
    for name, raw in (of_minutes | others).items():
        (seeds / name).write_bytes(raw)
    docs = {"a.txt": b"We met.", "b.pdf": b"\0scan", "c.jpg": b"\0two", "d.jpg": b"\0six", "e.yml": b"x", "f": b""}
    for name, raw in docs.items():
        (tmp_path / name).write_bytes(raw)
    findings = Findings()
    files = {name: tmp_path / name for name in docs}
    check_copied(archive(report, minutes=status), seeds, files, "because", lambda path: None, findings)
    assert [(problem.file, problem.what.split(",")[0]) for problem in findings.errors] == [
        ("a.txt", "it is a copy of minutes.txt"),
        ("c.jpg", "it is a copy of minutes-p2.jpg"),
    ]
    assert str(findings.errors[0]).endswith(", a file of minutes, whose text isn't shown. Take it away: because.")
    (seeds / "report.pdf").write_bytes(b"\0sca2")
    check_copied(archive(report, minutes=status), seeds, {"b.pdf": tmp_path / "b.pdf"}, "x", lambda _: None, findings)
    assert findings.errors[-1].what.startswith("it is a copy of minutes.PDF, ")


def test_what_lies_beside_a_text_that_is_not_shown_is_of_it() -> None:
    names = ("minutes.txt", "minutes.yml", "minutes.PDF", "report.txt", "report.yml", "names.yml", "guide/minutes.md")
    here = archive(Document(source("report", "Nothing."), {}), minutes="withdrawn")
    assert withheld_files(here, names) == {"minutes.txt", "minutes.yml", "minutes.PDF"}
