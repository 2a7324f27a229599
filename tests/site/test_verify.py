"""Is a copy the archive? Everything that was altered is named; a bag is one that bagit accepts."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sourcebook import addresses
from sourcebook.check.sums import sums_of

from tests.tools.building import TEXTS, Project
from tests.tools.commands import Curator

WORDS = "The lamp of the lighthouse was lit at dusk."


@pytest.fixture(scope="module")
def project(new_project: Callable[..., Project]) -> Project:
    made: Project = new_project({"archive.yml": b"title: The harbour\ncontact: keeper@example.org\n"})
    curator = Curator(made.folder / TEXTS)
    curator.write("lamp.txt", "The lamp", WORDS)
    curator.write("drawer.txt", "The drawer", "This was written for the drawer and not for print.")
    curator.does("record")
    curator.write("lamp.v2.txt", "The lamp", WORDS.replace("dusk", "nightfall"))
    curator.does("correct", "lamp", "--reason", "the keeper's word")
    curator.does("withdraw", "drawer", "--reason", "asked")
    built = made.build()
    assert built.code == 0, built.output
    return made


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Path:
    return Path(shutil.copytree(project.site, tmp_path / "copy"))


@pytest.fixture
def curator(project: Project) -> Curator:
    return Curator(project.folder / TEXTS)


def test_a_copy_is_the_archive(copy: Path, curator: Curator) -> None:
    output = curator.does("verify", str(copy))
    assert "2 texts as in their sources" in output  # lamp and its first version
    assert "held against themselves" in output
    assert f"are those of {curator.seeds}" in curator.does("verify", str(copy), "--seeds", str(curator.seeds))


def test_a_copy_on_a_host_is_the_archive(copy: Path, curator: Curator, serve: Callable[..., str]) -> None:
    address = serve(copy, "/below/a/path/")
    assert "2 texts as in their sources" in curator.does("verify", address)
    page = copy / "documents/lamp/index.html"
    page.write_bytes(page.read_bytes().replace(b"nightfall", b"daybreak"))
    errors = curator.run("verify", address).errors
    assert "documents/lamp/index.html: paragraph p2 differs from its source" in errors


def edit(copy: Path, name: str, before: bytes, after: bytes) -> None:
    content = (copy / name).read_bytes()
    assert before in content
    (copy / name).write_bytes(content.replace(before, after))


def anew(copy: Path) -> None:
    """Make the sums agree with what was altered, as a careful forger does."""
    (copy / addresses.SUMS).write_bytes(sums_of(copy))


PAGE, SOURCE, RECORD = (f"documents/lamp/{name}" for name in ("index.html", "source.txt", "record.json"))
TAMPERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a built page": (
        lambda copy: edit(copy, PAGE, b"nightfall", b"daybreak"),
        f"{PAGE}: the file's sum is not the one in data/SHA256SUMS",
    ),
    "a built page and its sum": (
        lambda copy: (edit(copy, PAGE, b"nightfall", b"daybreak"), anew(copy)),
        f"{PAGE}: paragraph p2 differs from its source",
    ),
    "a source and its sum": (
        lambda copy: (edit(copy, SOURCE, b"nightfall", b"daybreak"), anew(copy)),
        f"{SOURCE}: the source is not the one that documents/lamp/record.json describes",
    ),
    "an older version": (
        lambda copy: edit(copy, "documents/lamp/v/1/index.html", b"at dusk", b"at dawn"),
        "documents/lamp/v/1/index.html: paragraph p2 differs",
    ),
    "a record": (lambda copy: edit(copy, RECORD, b"{", b"["), f"{RECORD}: not a record"),
    "a sum": (
        lambda copy: edit(copy, addresses.SUMS, b"  documents/lamp/source.txt", b"0  documents/lamp/source.txt"),
        "data/SHA256SUMS:",
    ),
    "another sum": (
        lambda copy: (copy / addresses.SUMS).write_bytes(
            b"".join(
                (b"0" * 64 + line[64:]) if line.endswith(b" 404.html\n") else line
                for line in (copy / addresses.SUMS).read_bytes().splitlines(keepends=True)
            )
        ),
        "404.html: the file's sum is not the one",
    ),
    "a file missing": (lambda copy: (copy / SOURCE).unlink(), f"{SOURCE}: the file is missing"),
    "a file added": (
        lambda copy: (copy / "extra.html").write_text("<p>"),
        "extra.html: the file is not among those of the archive",
    ),
    "no sums": (lambda copy: (copy / addresses.SUMS).unlink(), "data/SHA256SUMS: the list of sums is missing"),
    "a path that leads out": (
        lambda copy: edit(copy, addresses.SUMS, b"  404.html", b"  ../404.html"),
        "not the sum of a file",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_altered_is_named(what: str, copy: Path, curator: Curator) -> None:
    tamper, named = TAMPERED[what]
    tamper(copy)
    answer = curator.run("verify", str(copy))
    assert answer.code == 1
    assert named in answer.errors


def test_a_copy_that_was_made_to_agree_with_itself_is_not_that_of_the_seeds(copy: Path, curator: Curator) -> None:
    for name in (PAGE, SOURCE):
        edit(copy, name, b"nightfall", b"NIGHTFALL")
    sha256 = sums_of(copy / "documents/lamp").decode().partition("  source.txt")[0][-64:].encode()
    old = (curator.seeds / "lamp.v2.txt").read_bytes()
    import hashlib  # noqa: PLC0415

    edit(copy, RECORD, hashlib.sha256(old).hexdigest().encode(), sha256)
    anew(copy)
    curator.does("verify", str(copy))
    errors = curator.run("verify", str(copy), "--seeds", str(curator.seeds)).errors
    assert "documents/lamp/: the text is not the one that the seeds folder holds" in errors


def test_a_site_from_before_a_withdrawal_is_told(copy: Path, curator: Curator, tmp_path: Path) -> None:
    seeds = Curator(Path(shutil.copytree(curator.seeds, tmp_path / "seeds")))
    seeds.does("withdraw", "lamp", "--reason", "asked")
    errors = seeds.run("verify", str(copy), "--seeds", str(seeds.seeds)).errors
    assert "documents/lamp/: the text is shown, though it is withheld now" in errors
    assert "documents/lamp/v/1/: the text is shown, though it is withheld now" in errors


def test_the_sums_are_those_that_sha256sum_makes(copy: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", addresses.SUMS],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
    assert addresses.SUMS not in (copy / addresses.SUMS).read_text()


def test_neither_a_folder_nor_an_address_is_told(curator: Curator, tmp_path: Path) -> None:
    for site in (str(tmp_path / "nowhere"), "ftp://example.org/"):
        assert "neither a folder nor an http(s) address" in curator.run("verify", site).errors


def test_a_bag_is_accepted_by_bagit_and_holds_seeds_and_site_but_no_withdrawn_text(
    project: Project, curator: Curator, tmp_path: Path
) -> None:
    bag = tmp_path / "bag"
    output = curator.does("bag", str(bag), "--site", str(project.site))
    assert "Left out, since their texts aren't shown: drawer.txt" in output
    validated = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", bag], capture_output=True, text=True, check=False
    )
    assert validated.returncode == 0, validated.stderr
    seeds = {path.name for path in (bag / "data/seeds").iterdir()}
    assert seeds == {"archive.yml", "lamp.txt", "lamp.v2.txt", "ledger.jsonl"}
    assert (bag / "data/site/index.html").is_file()
    assert all(
        b"for the drawer and not for print" not in path.read_bytes() for path in bag.rglob("*") if path.is_file()
    )
    curator.does("verify", str(bag / "data/site"), "--seeds", str(bag / "data/seeds"))
    info = (bag / "bag-info.txt").read_text()
    assert "Source-Organization: The harbour" in info
    assert "Contact-Email: keeper@example.org" in info


def test_a_bag_is_made_of_a_site_that_is_built_from_these_seeds_only(
    copy: Path, curator: Curator, tmp_path: Path
) -> None:
    edit(copy, PAGE, b"nightfall", b"daybreak")
    answer = curator.run("bag", str(tmp_path / "bag"), "--site", str(copy))
    assert answer.code == 1
    assert PAGE in answer.errors
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_a_bag_overwrites_nothing(project: Project, curator: Curator, tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    assert "it exists already" in curator.run("bag", str(tmp_path / "bag"), "--site", str(project.site)).errors
