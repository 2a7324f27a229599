"""read/folder.py: a folder's texts in the order of their names, each with its sidecar; nothing of a text changed.

What is wrong with a folder is told by the golden cases and by hostile/test_bad_input.py.
"""

from pathlib import Path

import pytest
from sourcebook.problems import Findings
from sourcebook.read import folder
from sourcebook.read.folder import Reading, read_bytes, read_folder, read_sidecars, read_sources

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
    assert (source.raw, source.text.encode(), source.file, source.stem) == (raw, raw, "seeds/a.txt", "a")
    assert (source.words, len(source.sha256)) == (2, 64)


def test_a_text_of_more_paragraphs_than_a_page_can_hold_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MOST_PARAGRAPHS", 3)
    fill(tmp_path, a_txt=b"1\n\n2\n\n3", b_txt=b"1\n\n2\n\n3\n\n4")
    reading, findings = read(tmp_path)
    assert [source.id for source in read_sources(reading, LARGEST, findings)] == ["a"]
    (problem,) = findings.errors
    assert str(problem) == "seeds/b.txt: the text has 4 paragraphs; a page can hold 3. Split it into several texts."


def test_a_sidecar_belongs_to_the_text_of_its_name(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=b"text", a_yml=b"of a", b_txt=b"text")
    (tmp_path / "c.v2.txt").write_bytes(b"text")
    (tmp_path / "c.v2.yml").write_bytes(b"of c.v2")
    (tmp_path / "D.TXT").write_bytes(b"text")
    (tmp_path / "D.YML").write_bytes(b"of D")
    reading, findings = read(tmp_path)
    sidecars = read_sidecars(reading, LARGEST, findings)
    assert not findings.errors
    assert {stem: sidecar.raw for stem, sidecar in sidecars.items()} == {"a": b"of a", "c.v2": b"of c.v2", "D": b"of D"}
    assert sidecars["D"].file == "seeds/D.YML"


def test_the_files_of_the_whole_archive_are_no_sidecars(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=b"text", archive_yml=b"title: x", names_yml=b"", links_yml=b"", ledger_jsonl=b"")
    reading, findings = read(tmp_path)
    assert read_sidecars(reading, LARGEST, findings) == {}
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


def test_a_name_that_the_ledger_holds_is_not_told_again(tmp_path: Path) -> None:
    (tmp_path / "con.txt").write_bytes(b"text")
    reading, findings = read(tmp_path)
    (source,) = read_sources(reading, LARGEST, findings, {"con": "con"})
    assert source.id == "con"
    assert not findings.warnings


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
    assert list(read_sidecars(reading, LARGEST, findings)) == ["1871/letter"]
    assert [str(problem) for problem in findings.errors] == [
        "seeds/1871/archive.yml: a sidecar without its text: there is no 1871/archive.txt. "
        "Add the text, rename the sidecar, or remove it."
    ]


def test_texts_of_two_folders_with_one_address_are_told_with_both_names(tmp_path: Path) -> None:
    for name in ("a/b.txt", "a-b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"text")
    reading, findings = read(tmp_path)
    read_sources(reading, LARGEST, findings)
    assert [problem.what for problem in findings.errors] == ["its address /documents/a-b/ is that of seeds/a/b.txt too"]


def test_folders_without_texts_get_one_line_and_those_of_tools_none(tmp_path: Path) -> None:
    for name in ("scans/deep/page.png", "scans/page.png", ".git/config", ".git/text.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"text")
    reading, findings = read(tmp_path)
    assert list(reading.files) == ["a.txt"]
    assert [problem.file for problem in findings.warnings] == ["seeds/scans"]


def test_a_link_in_a_subfolder_may_lead_within_the_seeds_folder_and_nowhere_else(tmp_path: Path) -> None:
    seeds, outside = tmp_path / "seeds", tmp_path / "secret.txt"
    (seeds / "sub").mkdir(parents=True)
    outside.write_bytes(b"secret")
    (seeds / "a.txt").write_bytes(b"text")
    (seeds / "sub/inside.txt").symlink_to(seeds / "a.txt")
    (seeds / "sub/out.txt").symlink_to(outside)
    (seeds / "folder").symlink_to(tmp_path)
    reading, findings = read(seeds)
    assert sorted(reading.files) == ["a.txt", "sub/inside.txt"]
    assert [problem.file for problem in findings.errors] == ["seeds/folder", "seeds/sub/out.txt"]
