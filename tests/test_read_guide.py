"""read/guide.py: the folder guide/ as pages, in their order, and what is wrong with a file in it."""

from pathlib import Path

import pytest
from sourcebook.curated.marked_yaml import LARGEST
from sourcebook.model import GuidePage
from sourcebook.problems import Findings
from sourcebook.read.folder import Reading
from sourcebook.read.guide import read_guide


def read(folder: Path, **files: bytes) -> tuple[tuple[GuidePage, ...], list[str], list[str]]:
    """Return the pages that the files of a guide make, and what is told: errors, warnings."""
    (folder / "guide").mkdir()
    for name, content in files.items():
        (folder / "guide" / name).write_bytes(content)
    return read_again(folder)


def read_again(folder: Path) -> tuple[tuple[GuidePage, ...], list[str], list[str]]:
    findings = Findings()
    pages = read_guide(folder, Reading("seeds"), findings)
    return pages, [*map(str, findings.errors)], [*map(str, findings.warnings)]


def test_pages_in_their_natural_order_without_a_byte_order_mark(tmp_path: Path) -> None:
    files = {
        "Part 10.md": b"ten",
        "part 2.MD": b"\xef\xbb\xbftwo\r\n",
        "index.md": b"# Guide",
        ".draft.md": b"",
        "a.md~": b"",
    }
    pages, errors, warnings = read(tmp_path, **files)
    assert pages == (
        GuidePage("index", "seeds/guide/index.md", "# Guide"),
        GuidePage("part-2", "seeds/guide/part 2.MD", "two\r\n"),
        GuidePage("part-10", "seeds/guide/Part 10.md", "ten"),
    )
    assert errors == warnings == []


def test_a_direction_control_is_told_with_its_line_where_the_script_has_no_need_of_it(tmp_path: Path) -> None:
    files = {"a.md": "# A\n\nWords \u202etxt.exe\n".encode(), "b.md": "# מכתב (1971)\u200f\n\n1971\u200f\n".encode()}
    _, errors, warnings = read(tmp_path, **files)
    assert errors == []
    (warning,) = warnings
    assert warning.startswith("seeds/guide/a.md:3: the page holds a direction control (U+202E)")


@pytest.mark.parametrize(
    "words",
    [
        "&#x202E;txt.exe",
        "&#8238;txt.exe",
        "&rlm;one",
        "[a](x.md 'b &lrm; c')",
        '![a &#x2066;b](x.png "c")',
        '<abbr title="&#x061C;">a</abbr>',
        "[a &#8206;b][r]\n\n[r]: x.md",
        "A[^1]\n\n[^1]: &#X202e;b",
        "| a |\n| - |\n| &#0008238; |",
        "[a](<x&#x202E;.md>)",
    ],
)
def test_a_direction_control_is_told_however_it_is_written(words: str, tmp_path: Path) -> None:
    _, errors, warnings = read(tmp_path, **{"a.md": f"# A\n\nWords.\n\n{words}\n\nMore.\n".encode()})
    assert errors == []
    (warning,) = warnings
    assert warning.startswith(("seeds/guide/a.md:5: the page holds", "seeds/guide/a.md:7: the page holds"))


@pytest.mark.parametrize("words", ["`&#x202E;`", "&amp;#x202E;", "    &rlm;", "&rlmx", "&#x202;"])
def test_what_only_names_a_direction_control_is_none(words: str, tmp_path: Path) -> None:
    assert read(tmp_path, **{"a.md": f"# A\n\n{words}\n".encode()})[1:] == ([], [])


def test_an_archive_needs_no_guide(tmp_path: Path) -> None:
    assert read_again(tmp_path) == ((), [], [])
    (tmp_path / "guide").write_text("a file of that name")
    assert read_again(tmp_path) == ((), [], [])


def test_each_file_that_is_no_page_is_told_and_every_other_is_read(tmp_path: Path) -> None:
    files = {
        "a.txt": b"x",
        "b.html": b"x",
        "c\n.md": b"x",
        "!.md": b"x",
        "d e.md": b"first",
        "d-e.md": b"second",
        "f.md": b"\xff",
        "g.md": b"x" * (LARGEST + 1),
        "h.md": b" ",
        "i.md": b"<b onclick=x></b>\n",
        "J.md": b"x",
        "j.md": b"x",
        "nul.md": b"x",
        "z.md": b"last",
    }
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/k.md").symlink_to("../k.md")
    (tmp_path / "guide/l.md").symlink_to("nowhere.md")
    (tmp_path / "k.md").write_text("outside the folder")
    for name, content in files.items():
        (tmp_path / "guide" / name).write_bytes(content)
    pages, errors, warnings = read_again(tmp_path)
    assert [(page.name, page.text) for page in pages] == [
        ("d-e", "first"),
        ("i", "<b onclick=x></b>\n"),
        ("j", "x"),
        ("nul", "x"),
        ("z", "last"),
    ]
    told = {line.split(": ")[0]: line.split(": ")[1] for line in errors}
    assert {file.removeprefix("seeds/guide/"): what.partition(". ")[0] for file, what in told.items()} == {
        "'c\\n.md'": "the file's name holds a character that can't be seen (a control, line or direction character)",
        "!.md": "no address can be made of the file's name",
        "d-e.md": "its address /guide/d-e/ is that of seeds/guide/d e.md too",
        "f.md:1": "byte 0 (0xff) is not UTF-8",
        "g.md": "the file has 1,048,577 bytes; the limit is 1,048,576",
        "h.md": "the file holds no text",
        "i.md:1": "an attribute 'onclick' of <b>, which a page may not hold",
        "j.md": "the name differs from seeds/guide/J.md by case or by Unicode normalisation only ('j.md')",
        "k.md": "the link leads out of the folder",
        "l.md": "the link leads nowhere, or in a circle",
    }
    assert [line.partition(". ")[0] for line in warnings] == [
        "seeds/guide/a.txt: not a Markdown page (.md); left out",
        "seeds/guide/b.html: not a Markdown page (.md); left out",
        "seeds/guide/nul.md: Windows keeps the name 'nul.md' for a device, and can make no file or folder called so",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\nauthor: y\n---\n# A\n",
        "---\ntags:\n  - a\n- b\n\n# no\nx-y: z\n...\nText\n",
        "---\r\ntitle: x\r\n---\r\n",
        '+++\ntitle = "x"\n+++\n',
    ],
)
def test_front_matter_is_told_of(text: str, tmp_path: Path) -> None:
    _, errors, warnings = read(tmp_path, **{"a.md": text.encode()})
    assert errors == []
    (told,) = warnings
    assert told.startswith("seeds/guide/a.md:1: it begins with front matter")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nWords.\n\n---\n",
        "Note: x\n\n---\n",
        "---\ntitle: x\n",
        "----\na: b\n---\n",
        "+++\n" + "a = b=c=d=e\n" * 40,
    ],
)
def test_a_rule_is_no_front_matter(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, **{"a.md": text.encode()})[1:] == ([], [])


def test_a_guide_that_cant_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guide").mkdir()

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    remedy = "Give the reader the right to read it, or try again."
    assert read_again(tmp_path) == ((), [f"seeds/guide: the folder can't be read (Permission denied). {remedy}"], [])
