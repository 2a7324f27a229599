"""The file a text was extracted from: published byte for byte, under the text's access; recorded, and held."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.building import TEXTS, Project, tree
from tests.tools.commands import Curator

PAGE = b"<!doctype html><p>The breakwater crumbles.<script>alert(1)</script>"
PDF = b"%PDF-1.4 not much of one"


@pytest.fixture
def project(new_project: Callable[..., Project]) -> Project:
    files = {"web.txt": b"The breakwater crumbles.\n", "web.html": PAGE, "scan.txt": b"It stands.\n", "scan.pdf": PDF}
    return new_project(files)


@pytest.fixture
def recorded(project: Project) -> Curator:
    curator = Curator(project.folder / TEXTS)
    curator.does("record")
    return curator


def test_it_is_published_byte_for_byte_and_told_of_in_record_and_page(project: Project) -> None:
    built = project.build()
    assert built.code == 0, built.output
    assert (built.site / "documents/scan/original.pdf").read_bytes() == PDF
    told = json.loads((built.site / "documents/scan/record.json").read_bytes())["original"]
    assert told == {
        "file": "scan.pdf",
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "bytes": len(PDF),
        "url": "documents/scan/original.pdf",
    }
    assert '<a href="original.pdf">scan.pdf</a>' in built.page("documents/scan")


def test_pictures_of_its_pages_stand_beside_a_text_in_their_order(project: Project) -> None:
    for name in ("web-p2.png", "web-p1.jpg", "scan-p1.jpg"):
        project.write(name, name.encode())
    project.write("scan.yml", b"publish: {embargo: 2999-01-01}\n")
    built = project.build("--strict")
    assert built.code == 0, built.output
    assert (built.site / "documents/web/original-p2.png").read_bytes() == b"web-p2.png"
    told = json.loads((built.site / "documents/web/record.json").read_bytes())["pictures"]
    assert [(one["file"], one["url"]) for one in told] == [
        ("web-p1.jpg", "documents/web/original-p1.jpg"),
        ("web-p2.png", "documents/web/original-p2.png"),
    ]
    page = built.page("documents/web")
    assert page.index('<img src="original-p1.jpg"') < page.index('<img src="original-p2.png"')
    assert not [name for name, raw in tree(built.site).items() if b"scan-p1.jpg" in raw]
    curator = Curator(project.folder / TEXTS)
    curator.does("record")
    curator.does("rename", "web", "--file", "sub/page.txt")
    assert sorted(path.name for path in (project.folder / TEXTS / "sub").iterdir()) == [
        "page-p1.jpg", "page-p2.png", "page.html", "page.txt",
    ]  # fmt: skip


def test_a_page_of_html_is_published_so_that_no_browser_runs_it(project: Project) -> None:
    built = project.build()
    assert (built.site / "documents/web/original.txt").read_bytes() == PAGE
    assert not [name for name in tree(built.site) if name.endswith("original.html")]


def test_the_ledger_records_it_and_a_build_holds_it(project: Project, recorded: Curator) -> None:
    lines = [json.loads(line) for line in recorded.ledger.read_text(encoding="utf-8").splitlines()]
    assert {line["id"]: line["original"]["file"] for line in lines} == {"scan": "scan.pdf", "web": "web.html"}
    project.write("scan.pdf", PDF + b" changed")
    built = project.build()
    (error,) = built.errors
    assert error.startswith(f"{TEXTS}/scan.pdf: the original isn't the file that {TEXTS}/ledger.jsonl:1 records.")


def test_it_follows_its_text_to_another_name(project: Project, recorded: Curator) -> None:
    recorded.does("rename", "scan", "--file", "sub/copy.txt")
    built = project.build()
    assert built.code == 0, built.output
    assert (built.site / "documents/scan/original.pdf").read_bytes() == PDF


def test_the_original_of_a_text_that_is_not_shown_is_not_either(
    project: Project, recorded: Curator, tmp_path: Path
) -> None:
    recorded.does("withdraw", "scan", "--reason", "x")
    built = project.build()
    assert built.code == 0, built.output
    assert not [name for name, raw in tree(built.site).items() if PDF in raw]
    recorded.does("bag", str(tmp_path / "bag"), "--site", str(built.site))
    assert not [name for name, raw in tree(tmp_path / "bag").items() if PDF in raw]


@pytest.mark.parametrize("switch", ["embargo: 2999-01-01", "excerpt_only: yes"])
def test_it_is_shown_only_where_the_whole_text_is(switch: str, project: Project) -> None:
    project.write("scan.yml", f"publish: {{{switch}}}\n".encode())
    built = project.build()
    assert built.code == 0, built.output
    assert not [name for name, raw in tree(built.site).items() if PDF in raw]
    assert "original" not in json.loads((built.site / "documents/scan/record.json").read_bytes())


def test_a_second_one_and_one_without_a_text_are_told_of(project: Project) -> None:
    project.write("scan.png", b"\x89PNG")
    project.write("other.pdf", PDF)
    other, second = project.build("--no-strict").warnings
    assert other.startswith(f"{TEXTS}/other.pdf: neither a text (.txt) nor a file of the archive; left out. ")
    assert second.startswith(f"{TEXTS}/scan.png: the original of scan.txt is scan.pdf already; left out. ")
