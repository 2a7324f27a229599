"""read/folder.py: a folder's texts in the order of their names, each with its sidecar; nothing of a text changed.

What is wrong with a folder is told by the golden cases and by hostile/test_bad_input.py.
"""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from sourcebook import remembered
from sourcebook.addresses import LONGEST_ID
from sourcebook.model import Original, Sidecar
from sourcebook.problems import Findings
from sourcebook.read import texts
from sourcebook.read.folder import Reading, holds_everything, leads_to_a_file, read_folder
from sourcebook.read.originals import read_originals, read_pictures
from sourcebook.read.texts import read_bytes, read_sidecars, read_sources, source_of

LARGEST = 1000


def read(seeds: Path) -> tuple[Reading, Findings]:
    findings = Findings()
    reading = read_folder(seeds, "seeds", findings)
    return reading, findings


def fill(seeds: Path, **contents: bytes) -> None:
    for name, content in contents.items():
        (seeds / name.replace("_", ".")).write_bytes(content)


def test_texts_come_in_the_order_of_the_bytes_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "B1.txt", "ä.txt", "a.txt", "10.txt", "9.txt", "z.txt"):
        (tmp_path / name).write_bytes(b"text")
    reading, findings = read(tmp_path)
    sources = read_sources(reading, LARGEST, findings)
    assert not findings.errors
    names = [source.name for source in sources]
    assert names == sorted(names, key=str.encode)
    assert [source.id for source in sources] == ["10", "9", "b1", "a", "b", "z", "ä"]


def test_a_source_is_the_files_bytes_and_what_they_decode_to(tmp_path: Path) -> None:
    raw = "\ufeffTitle\r\n\r\nnai\u0308ve\r\n".encode()
    fill(tmp_path, a_txt=raw)
    reading, findings = read(tmp_path)
    (source,) = read_sources(reading, LARGEST, findings)
    assert source == source_of("a", raw.decode(), "seeds")
    assert (source.raw, source.text.encode(), source.file, source.stem) == (raw, raw, "seeds/a.txt", "a")
    assert (source.words, len(source.sha256)) == (2, 64)


def test_a_text_that_is_the_same_under_the_preview_is_not_read_again_and_is_warned_of_again(tmp_path: Path) -> None:
    fill(tmp_path, b_txt=b"<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\n", c_txt=b"three")
    try:
        sources, warnings = [], []
        for text in (b"one", b"two"):
            fill(tmp_path, a_txt=text)
            memory = remembered.begin(again=True)
            reading, findings = read(tmp_path)
            sources.append(read_sources(reading, LARGEST, findings))
            warnings.append(list(map(str, findings.warnings)))
            memory.went_well()
    finally:
        remembered.begin(again=False)
    assert [one[0].text for one in sources] == ["one", "two"]
    assert sources[0][1] is sources[1][1]
    assert sources[0][2] is sources[1][2]
    assert warnings[0] == warnings[1] != []


def test_a_text_of_more_paragraphs_than_a_page_can_hold_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MOST_PARAGRAPHS", 3)
    fill(tmp_path, a_txt=b"1\n\n2\n\n3", b_txt=b"1\n\n2\n\n3\n\n4", c_txt=b"1")
    reading, findings = read(tmp_path)
    assert [source.id for source in read_sources(reading, LARGEST, findings)] == ["a", "c"]
    (problem,) = findings.errors
    what = "the text has more than the 3 paragraphs that a page can hold"
    assert str(problem) == f"seeds/b.txt: {what}. Split it into several texts."


def test_a_sidecar_belongs_to_the_text_of_its_name(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=b"text", a_yml=b"of a", b_txt=b"text")
    (tmp_path / "c.v2.txt").write_bytes(b"text")
    (tmp_path / "c.v2.yml").write_bytes(b"of c.v2")
    (tmp_path / "D.TXT").write_bytes(b"text")
    (tmp_path / "D.YML").write_bytes(b"of D")
    reading, findings = read(tmp_path)
    sidecars = read_sidecars(reading, findings)
    assert not findings.errors
    assert {stem: sidecar.raw for stem, sidecar in sidecars.items()} == {"a": b"of a", "c.v2": b"of c.v2", "D": b"of D"}
    assert sidecars["D"].file == "seeds/D.YML"


def test_the_files_of_the_whole_archive_are_no_sidecars(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=b"text", archive_yml=b"title: x", names_yml=b"", links_yml=b"", ledger_jsonl=b"")
    reading, findings = read(tmp_path)
    assert read_sidecars(reading, findings) == {}
    assert not findings.errors
    assert not findings.warnings


def test_a_text_may_have_as_many_bytes_as_the_limit_says(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=b"x" * LARGEST, b_txt=b"x" * (LARGEST + 1))
    findings = Findings()
    assert read_bytes(tmp_path / "a.txt", "a", LARGEST, findings) == b"x" * LARGEST
    assert not findings.errors
    assert read_bytes(tmp_path / "b.txt", "b", LARGEST, findings) is None
    assert [str(problem) for problem in findings.errors] == [
        "b: the file has 1,001 bytes; the limit is 1,000. Make it shorter."
    ]


def test_a_folder_named_as_a_text_is_no_text(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=b"text")
    (tmp_path / "b.txt").mkdir()
    reading, findings = read(tmp_path)
    assert [source.id for source in read_sources(reading, LARGEST, findings)] == ["a"]
    assert [warning.file for warning in findings.warnings] == ["seeds/b.txt"]


def test_a_file_that_only_looks_as_if_it_belonged_to_a_text_is_told(tmp_path: Path) -> None:
    for name in ("\xe9.txt", "e\u0301.yml"):
        (tmp_path / name).write_bytes(b"text")
    reading, findings = read(tmp_path)
    assert [*reading.files] == ["\xe9.txt"]
    assert [problem.file for problem in findings.errors] == [reading.label("e\u0301.yml")]


def test_a_device_s_name_is_told_with_what_helps_before_it_is_recorded_and_after(tmp_path: Path) -> None:
    (tmp_path / "con.txt").write_bytes(b"text")
    reading, findings = read(tmp_path)
    new = Findings()
    read_sources(reading, LARGEST, new)
    remedy = "Rename the file before it is recorded, for example to con-text.txt"
    assert [warning.remedy for warning in new.warnings] == [remedy]
    (source,) = read_sources(reading, LARGEST, findings, {"con": "con"})
    assert source.id == "con"
    remedy = "Rename the file with `sourcebook rename`, which keeps the address, for example to con-text.txt"
    assert [(warning.file, warning.remedy) for warning in findings.warnings] == [(reading.label("con.txt"), remedy)]
    (tmp_path / "con.txt").rename(tmp_path / "con-text.txt")
    reading, findings = read(tmp_path)
    read_sources(reading, LARGEST, findings, {"con-text": "con"})
    assert not findings.warnings  # the address is promised


def test_texts_in_subfolders_are_texts_and_the_folders_are_part_of_their_ids(tmp_path: Path) -> None:
    for name in ("1871/letter.txt", "1871/Märchen 2/001_82e47f02171726f6.txt", "top.txt", "guide/index.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"text")
    (tmp_path / "1871/letter.yml").write_bytes(b"facts:")
    (tmp_path / "1871/archive.yml").write_bytes(b"x")
    reading, findings = read(tmp_path)
    sources = read_sources(reading, LARGEST, findings)
    assert {source.id: source.name for source in sources} == {
        "1871-letter": "1871/letter.txt",
        "1871-märchen-2-82e47f02171726f6": "1871/Märchen 2/001_82e47f02171726f6.txt",
        "top": "top.txt",
    }
    assert list(read_sidecars(reading, findings)) == ["1871/letter"]
    assert [str(problem) for problem in findings.errors] == [
        "seeds/1871/archive.yml: a sidecar without its text: there is no 1871/archive.txt. "
        "Add the text, rename the sidecar, or move it elsewhere."
    ]


def test_texts_of_two_folders_with_one_address_are_told_with_both_names(tmp_path: Path) -> None:
    for name in ("a/b.txt", "a-b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"text")
    reading, findings = read(tmp_path)
    read_sources(reading, LARGEST, findings)
    assert [problem.what for problem in findings.errors] == ["its address /documents/a-b/ is that of seeds/a/b.txt too"]


def test_what_stands_in_the_place_of_a_file_of_the_whole_archive_is_told(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=b"text", Names_yml=b"names: []")
    (tmp_path / "ledger.jsonl").mkdir()
    (tmp_path / "Archive.YML").mkdir()
    (tmp_path / "Ledger.jsonl").write_bytes(b"{}")
    reading, findings = read(tmp_path)
    assert list(reading.files) == ["Names.yml", "a.txt"]
    assert [f"{problem.file}: {problem.what}" for problem in findings.errors] == [
        "seeds/Ledger.jsonl: the archive's own file is called ledger.jsonl",
        "seeds/ledger.jsonl: a folder of the name of a file of the whole archive",
    ]


def test_what_a_program_could_not_bring_together_or_fetch_is_told(tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"
    names = ("a.sync-conflict-20200101-101010-ABCDEFG.txt", "a (Eva's conflicted copy 2020-01-01).txt", "a.txt")
    lay(tmp_path, *names, "scan.txt")
    for name in ("scan.pdf", "scan-p1.jpg", "b.txt", "a.yml"):
        (tmp_path / name).write_bytes(pointer)
    (tmp_path / "c.txt").write_bytes(b"A\n\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n")
    reading, findings = read(tmp_path)
    read_sources(reading, LARGEST, findings)
    read_sidecars(reading, findings)
    read_originals(reading, findings)
    read_pictures(reading, findings)
    assert [problem.file for problem in findings.errors] == [
        f"seeds/{name}" for name in ("b.txt", "a.yml", "scan.pdf", "scan-p1.jpg")
    ]
    assert all("stand-in of Git LFS" in p.what and "git lfs pull" in p.remedy for p in findings.errors)
    assert [(warning.file.removeprefix("seeds/"), warning.line) for warning in findings.warnings] == [
        *((name, 0) for name in sorted(names[:2])),
        ("c.txt", 3),
    ]


def test_folders_without_texts_get_one_line_and_those_of_tools_none(tmp_path: Path) -> None:
    for name in ("scans/deep/page.png", "scans/page.png", ".git/config", ".git/text.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"text")
    reading, findings = read(tmp_path)
    assert list(reading.files) == ["a.txt"]
    assert [problem.file for problem in findings.warnings] == ["seeds/scans"]


def test_a_folder_that_holds_the_disk_or_the_home_of_its_user_is_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    monkeypatch.setenv("HOME", str(tmp_path / "link/home"))
    found = [Path("/"), Path(tmp_path.anchor), tmp_path.parent, tmp_path, tmp_path / "link"]
    assert all(map(holds_everything, found))
    left = [tmp_path / name for name in ("home", "home/texts", "texts", "missing/texts", "circle")]
    assert not any(map(holds_everything, left))


def test_a_folder_with_a_project_in_it_is_no_folder_of_texts(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    _, findings = read(tmp_path)
    (problem,) = findings.errors
    assert str(problem).endswith("and not the one of its texts. Name the folder that the texts are in, such as seeds.")
    (tmp_path / "mkdocs.txt").write_text("A text of that name")
    assert read(tmp_path)[1].errors == []


def test_a_link_in_a_subfolder_may_lead_within_the_seeds_folder_and_nowhere_else(tmp_path: Path) -> None:
    seeds, outside = tmp_path / "seeds", tmp_path / "secret.txt"
    (seeds / "sub").mkdir(parents=True)
    outside.write_bytes(b"secret")
    annexed = tmp_path / ".git/annex/objects/x/y"
    annexed.parent.mkdir(parents=True)
    annexed.write_bytes(b"kept by git-annex")
    (seeds / "annexed.txt").symlink_to(annexed)
    (seeds / "not-here.txt").symlink_to("../.git/annex/objects/z")
    (seeds / "a.txt").write_bytes(b"text")
    (seeds / "sub/inside.txt").symlink_to(seeds / "a.txt")
    (seeds / "sub/out.txt").symlink_to(outside)
    (seeds / "folder").symlink_to(tmp_path)
    reading, findings = read(seeds)
    assert sorted(reading.files) == ["a.txt", "sub/inside.txt"]
    annex = ["seeds/annexed.txt", "seeds/not-here.txt"]
    assert [problem.file for problem in findings.errors] == [annex[0], "seeds/folder", annex[1], "seeds/sub/out.txt"]
    assert [problem.file for problem in findings.errors if "git annex unlock" in problem.remedy] == annex


def lay(seeds: Path, *names: str) -> None:
    """Write files that hold their own names."""
    for name in names:
        (seeds / name).parent.mkdir(parents=True, exist_ok=True)
        (seeds / name).write_text(name)


def test_a_file_that_is_called_like_a_text_is_its_original_and_a_second_one_is_told(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "a.txt",
        "a.docx",
        "a.exe",
        "a.PDF",
        "b.c.txt",
        "b.c.Htm",
        "none.txt",
        "other.pdf",
        "sub/d.txt",
        "sub/d.md",
    )
    reading, findings = read(tmp_path)
    found = read_originals(reading, findings)
    assert found == {
        stem: Original(name, tmp_path / name, sha256(name.encode()).hexdigest(), len(name), ending)
        for stem, name, ending in (("a", "a.PDF", "pdf"), ("b.c", "b.c.Htm", "txt"), ("sub/d", "sub/d.md", "md"))
    }
    assert [(warning.file, warning.what) for warning in findings.warnings] == [
        ("seeds/a.exe", "neither a text (.txt) nor a file of the archive; left out"),
        ("seeds/other.pdf", "neither a text (.txt) nor a file of the archive; left out"),
        ("seeds/a.docx", "the original of a.txt is a.PDF already; left out"),
    ]
    assert not findings.errors


def test_an_original_that_cant_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "a.txt", "a.pdf", "b.txt", "b.pdf")
    reading, findings = read(tmp_path)
    whole = Path.open

    def refuse(path: Path, *how: str) -> object:
        if path.name == "a.pdf":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path, *how)

    monkeypatch.setattr(Path, "open", refuse)
    assert list(read_originals(reading, findings)) == ["b"]
    (problem,) = findings.errors
    assert str(problem) == (
        "seeds/a.pdf: the file can't be read (Permission denied). Give the reader the right to read it."
    )


def test_each_sidecar_that_has_no_place_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "LARGEST", LARGEST)
    lay(tmp_path, "a.txt", "a.v2.txt", "a.v2.yml", "b.yml", "c.txt", "c.yml", "d.txt", "gone.yml", "gone.v3.yml")
    (tmp_path / "d.yml").write_bytes(b"x" * (LARGEST + 1))
    reading, findings = read(tmp_path)
    found = read_sidecars(reading, findings, {"gone"})
    assert found == {stem: Sidecar(f"seeds/{stem}.yml", f"{stem}.yml".encode()) for stem in ("c", "gone")}
    assert [str(problem).partition(": ")[::2] for problem in sorted(findings.errors)] == [
        (
            "seeds/a.v2.yml",
            "a sidecar of a corrected text: a document has one record, which is checked against its current text. "
            "Put what it says into a.yml, and remove it.",
        ),
        (
            "seeds/b.yml",
            "a sidecar without its text: there is no b.txt. Add the text, rename the sidecar, or move it elsewhere.",
        ),
        ("seeds/d.yml", "the file has 1,001 bytes; the limit is 1,000. Make it shorter."),
        (
            "seeds/gone.v3.yml",
            "a sidecar without its text: there is no gone.v3.txt. "
            "Add the text, rename the sidecar, or move it elsewhere.",
        ),
    ]


def test_each_text_that_has_no_place_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    long = "x" * LONGEST_ID
    names = ["!.txt", "a.txt", "a.v2.txt", "b c.txt", "b-c.txt", "gone.v2.txt", "index.txt", "nul.txt", "z.txt"]
    lay(tmp_path, *names, f"{long}.txt", f"{long}y.txt", "A/e.txt", "a/e.txt", "c\n.txt", "d/aux.txt")
    (tmp_path / "large.txt").write_bytes(b"x" * (LARGEST + 1))
    (tmp_path / "wrong.txt").write_bytes(b"\xff")
    (tmp_path / "out.txt").symlink_to("..")
    (tmp_path / "lost.txt").symlink_to("nowhere")
    reading, findings = read(tmp_path)
    sources = read_sources(reading, LARGEST, findings, {"gone": "was", "z": "frozen"})
    assert [(source.id, source.name, source.version, source.text) for source in sources] == [
        ("a-e", "A/e.txt", 1, "A/e.txt"),
        ("a", "a.txt", 1, "a.txt"),
        ("a", "a.v2.txt", 2, "a.v2.txt"),
        ("b-c", "b c.txt", 1, "b c.txt"),
        ("b-c", "b-c.txt", 1, "b-c.txt"),
        ("d-aux", "d/aux.txt", 1, "d/aux.txt"),
        ("was", "gone.v2.txt", 2, "gone.v2.txt"),
        ("nul", "nul.txt", 1, "nul.txt"),
        (long, f"{long}.txt", 1, f"{long}.txt"),
        ("frozen", "z.txt", 1, "z.txt"),
    ]
    assert all(source.file == f"seeds/{source.name}" and source.paragraphs for source in sources)
    assert [(problem.file, problem.what) for problem in findings.errors] == [
        (
            "seeds/'c\\n.txt'",
            "the file's name holds a character that can't be seen (a control, line or direction character)",
        ),
        ("seeds/lost.txt", "the link leads nowhere, or in a circle"),
        ("seeds/out.txt", "the link leads out of the folder"),
        ("seeds/a/e.txt", "the name differs from seeds/A/e.txt by case or by Unicode normalisation only ('a/e.txt')"),
        ("seeds/!.txt", "no address can be made of the file's name: it has no letter and no digit"),
        ("seeds/index.txt", "its address would be /documents/index/, which the site itself uses"),
        ("seeds/large.txt", "the file has 1,001 bytes; the limit is 1,000"),
        ("seeds/wrong.txt", "byte 0 (0xff) is not UTF-8: the file looks like CP1251"),
        (f"seeds/{long}y.txt", "its address would be 201 bytes long; the limit is 200"),
        ("seeds/b-c.txt", "its address /documents/b-c/ is that of seeds/b c.txt too"),
    ]
    assert [warning.file for warning in findings.warnings] == ["seeds/d/aux.txt", "seeds/nul.txt"]
    assert "to d/aux-text.txt" in findings.warnings[0].remedy
    large = next(problem for problem in findings.errors if problem.file == "seeds/large.txt")
    assert large.remedy == "Split it, or raise the limit with largest_text: in archive.yml"


def test_a_subfolder_that_cant_be_read_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.txt", "sub/b.txt")
    whole = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (problem,) = read(tmp_path)[1].errors
    remedy = "Give the reader the right to read it."
    assert str(problem) == f"seeds/sub: the folder can't be read: Permission denied. {remedy}"


def test_a_file_that_is_removed_while_the_folder_is_listed_is_told_as_that(tmp_path: Path) -> None:
    findings = Findings()
    assert not leads_to_a_file(tmp_path / "gone.txt", tmp_path, "seeds/gone.txt", findings)
    (problem,) = findings.errors
    assert str(problem) == "seeds/gone.txt: the file was removed while the folder was read. Try again."


def test_a_folder_that_holds_no_text_or_cant_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remedy = "Put a .txt file in, or name another folder in ARCHIVE_SEEDS."
    assert [str(problem) for problem in read(tmp_path)[1].errors] == [f"seeds: the folder holds no text. {remedy}"]
    (tmp_path / "bad\n.txt").write_bytes(b"x")
    (problem,) = read(tmp_path)[1].errors
    assert "the file's name holds" in problem.what
    name = "Make it, or name another in ARCHIVE_SEEDS."
    (problem,) = read(tmp_path / "none")[1].errors
    assert str(problem) == f"seeds: the folder can't be read: there is no such folder. {name}"

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    (problem,) = read(tmp_path)[1].errors
    assert str(problem) == f"seeds: the folder can't be read: Permission denied. {name}"


def test_pictures_of_pages_go_with_their_text_in_the_order_of_the_pages(tmp_path: Path) -> None:
    names = [
        "a.txt",
        "a-p10.jpg",
        "a-p2.JPG",
        "a_p1.png",
        "a page 3.webp",
        "a-p2.png",
        "a-p4.pdf",
        "b.1-p1.txt",
        "b.1-p1.jpg",
    ]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    findings = Findings()
    reading = read_folder(tmp_path, "seeds", findings)
    found = read_pictures(reading, findings)
    assert {stem: [picture.name for picture in of] for stem, of in found.items()} == {
        "a": ["a_p1.png", "a-p2.JPG", "a page 3.webp", "a-p10.jpg"]
    }
    assert [*read_originals(reading, findings)] == ["b.1-p1"]
    assert [warning.what for warning in findings.warnings] == [
        "neither a text (.txt) nor a file of the archive; left out",
        "page 2 of the original of a.txt is a-p2.JPG already; left out",
    ]


def test_folders_of_older_version_control_are_passed_over_and_those_of_texts_are_not(tmp_path: Path) -> None:
    for name in (
        "letter.txt",
        "CVS/Entries",
        "CVS/x.txt",
        "RECYCLER/S-1-5-21-1/Dc1.txt",
        "RECYCLED/INFO2",
        "RECYCLED/Dc1.txt",
        "RCS/letter.txt,v",
        "a/SCCS/s.letter.txt",
        "a/b.txt",
        "rcs/c.txt",
        "_FOSSIL_",
        "letter.txt,v",
        "a/_MTN/x.txt",
        "{arch}/x.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("It holds.")
    (tmp_path / "a/CVS").mkdir()
    (tmp_path / "a/RECYCLED").mkdir()
    (tmp_path / "a/RECYCLED/e.txt").write_text("It holds.")  # a folder about waste
    (tmp_path / "a/CVS/d.txt").write_text("It holds.")  # lives of people, say
    findings = Findings()
    assert list(read_folder(tmp_path, "seeds", findings).files) == [
        "a/CVS/d.txt",
        "a/RECYCLED/e.txt",
        "a/b.txt",
        "letter.txt",
        "rcs/c.txt",
    ]
    assert not [*findings]
