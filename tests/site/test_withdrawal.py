"""A text that is withdrawn, under embargo, or shown in excerpts only: its sentences are nowhere in the built site."""

import base64
import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tools.building import TEXTS, Built, Project
from tests.tools.commands import Curator
from tests.tools.promises import parsed, shows_text

QUOTED = "the harbour master had sold the lighthouse to a stranger for the price of a single barrel of herring"
SAID = f"On Monday the council heard that {QUOTED}, and nobody laughed."
OPEN = [
    "A report on the lighthouse",
    f"Last week the council was told that “{QUOTED}”, according to the minutes.",
    "The reporter adds that the lighthouse still stands where it stood, and that its lamp is lit every night.",
]
HIDDEN = [
    "Zimtschnecken for the Kellerassel",
    SAID,
    "Quibblewick wrote underneath that he would never again sign minutes that he had not read himself.",
    "The remaining pages were torn out by somebody who owned a very small pair of scissors.",
]
RARE = ("Zimtschnecken", "Kellerassel", "Quibblewick", "scissors")
SIDECAR = """facts:
  title: {value: "Minutes of the council", editor: "the minutes bear no title"}
  author: {value: "the clerk", type: person, stated: "somebody who owned a very small pair of scissors"}
  date: {value: 1871-03-06, inferred: "a Monday", quote: "Quibblewick wrote underneath that he would never again"}
roles:
  - {role: heading, text: "Zimtschnecken for the Kellerassel"}
"""
DAY = "1772323200"


def everything(site: Path) -> Iterator[tuple[str, str]]:
    """Yield every file of a site as text, and what is packed in archives too; white space and escapes evened out."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            for name, content in unpacked(path.relative_to(site).as_posix(), path.read_bytes()):
                text = content.decode("utf-8", "replace")
                yield name, " ".join(html.unescape(text.replace("\\n", " ")).split())
                yield name, " ".join(re.sub(r"<[^>]*>", "", html.unescape(text)).split())


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if content.startswith(b"\x1f\x8b"):
        yield from unpacked(f"{name}, unpacked", gzip.decompress(content))
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for entry in packed.namelist():
                yield f"{name}, {entry}", entry.encode() + b" " + packed.read(entry)
    else:
        yield name, content


def sentences(paragraphs: list[str]) -> list[str]:
    return [sentence for paragraph in paragraphs for sentence in re.split(r"(?<=[.!?]) ", paragraph)]


def found_in(site: Path, wanted: list[str]) -> set[tuple[str, str]]:
    return {(name, words) for name, text in everything(site) for words in wanted if words.casefold() in text.casefold()}


def publish(curator: Curator, switch: str) -> None:
    path = curator.seeds / "minutes.yml"
    path.write_text(f"{SIDECAR}publish: {{{switch}}}\n", encoding="utf-8")


def withdraw(curator: Curator) -> None:
    curator.does("withdraw", "minutes", "--reason", "the council asked")


def withdraw_and_remove(curator: Curator) -> None:
    withdraw(curator)
    for path in curator.seeds.glob("minutes*.txt"):
        path.unlink()


def withdraw_without_sidecar(curator: Curator) -> None:
    withdraw(curator)
    (curator.seeds / "minutes.yml").unlink()


def withdraw_a_renamed_one(curator: Curator) -> None:
    curator.does("rename", "minutes", "--id", "council")
    curator.does("withdraw", "council", "--reason", "the council asked")


WAYS: dict[str, Callable[[Curator], None]] = {
    "withdrawn": withdraw,
    "withdrawn, files removed": withdraw_and_remove,
    "withdrawn, no sidecar": withdraw_without_sidecar,
    "withdrawn after it was renamed": withdraw_a_renamed_one,
    "under embargo": lambda curator: publish(curator, "embargo: 2030-01-01"),
    "excerpts only": lambda curator: publish(curator, "excerpt_only: yes"),
}


def archive(new_project: Callable[..., Project]) -> tuple[Project, Curator]:
    project: Project = new_project({"minutes.yml": SIDECAR.encode()})
    curator = Curator(project.folder / TEXTS)
    curator.write("minutes.txt", *HIDDEN)
    curator.write("report.txt", *OPEN)
    curator.does("record")
    curator.write("minutes.v2.txt", *[paragraph.replace("Monday", "Moonday") for paragraph in HIDDEN])
    curator.does("correct", "minutes", "--reason", "the clerk spelt it so")
    return project, curator


def built(project: Project) -> Built:
    result = project.build(SOURCE_DATE_EPOCH=DAY, SITE_URL="https://example.org/a/")
    assert result.code == 0, result.output
    return result


@pytest.fixture(scope="module")
def public(new_project: Callable[..., Project]) -> Path:
    return built(archive(new_project)[0]).site


def test_the_search_finds_what_is_public(public: Path) -> None:
    """What the other tests look for in vain is found where nothing is withheld: in the page, the versions, the zip."""
    names = {name for name, _ in found_in(public, [HIDDEN[2]])}
    assert {
        "documents/minutes/index.html",
        "documents/minutes/v/1/index.html",
        "documents/minutes/source.txt",
        "data/texts.zip, minutes.v2.txt",
    } <= names
    assert "documents/minutes/record.json" in {
        name for name, _ in found_in(public, [HIDDEN[3].partition(" by ")[2][:-1]])
    }


@pytest.mark.parametrize("way", WAYS)
def test_no_sentence_of_it_is_anywhere_in_the_site(way: str, new_project: Callable[..., Project]) -> None:
    project, curator = archive(new_project)
    WAYS[way](curator)
    site = built(project).site
    id = "council" if "renamed" in way else "minutes"
    wanted = [*sentences(HIDDEN), SAID.replace("Monday", "Moonday"), *RARE]
    assert found_in(site, wanted) == set()
    assert not shows_text(site, f"documents/{id}/")
    assert not shows_text(site, f"documents/{id}/v/1/")
    record = json.loads((site / f"documents/{id}/record.json").read_text())
    assert record["status"] in {"withdrawn", "embargoed", "excerpt-only"}
    quotes = {key for facts in record["facts"].values() for fact in facts for key in fact if key == "quote"}
    assert not quotes
    assert "documents/report/index.html" in {name for name, _ in found_in(site, [QUOTED])}


def test_the_address_keeps_the_header_the_reason_and_the_day(new_project: Callable[..., Project]) -> None:
    project, curator = archive(new_project)
    withdraw_and_remove(curator)
    page = parsed(built(project).site, "documents/minutes/")
    assert "Minutes of the council" in page.css_first("h1").text()
    said = " ".join(page.css_first(".withheld").text(deep=True).split())
    assert "withdrawn from this archive on 1 March 2026" in said
    assert "the council asked" in said
    assert [node.attributes["id"] for node in page.css(".withheld li")] == ["p1", "p2", "p3", "p4"]
    assert page.css_first('meta[name="robots"]').attributes["content"] == "noindex"


def test_excerpts_only_keeps_the_quoted_passages(new_project: Callable[..., Project]) -> None:
    project, curator = archive(new_project)
    publish(curator, "excerpt_only: yes")
    (curator.seeds / "guide").mkdir()
    (curator.seeds / "guide/reading.md").write_text("# Reading\n\nOne [paragraph](doc:minutes#p3) is not shown.\n")
    site = built(project).site
    names = {name for name, _ in found_in(site, [QUOTED])}
    assert {"documents/minutes/index.html", "data/links.json"} <= names
    page = parsed(site, "documents/minutes/")
    assert QUOTED in page.css_first("#p2").text(deep=True)
    assert "not among the passages that are shown" in page.css_first("#p3").text(deep=True)


def test_noindex_keeps_the_page_and_leaves_it_out_of_the_sitemap(new_project: Callable[..., Project]) -> None:
    project, curator = archive(new_project)
    publish(curator, "noindex: yes")
    site = built(project).site
    assert shows_text(site, "documents/minutes/")
    assert parsed(site, "documents/minutes/").css_first('meta[name="robots"]').attributes["content"] == "noindex"
    assert "/documents/minutes/" not in (site / "sitemap.xml").read_text()


def test_an_embargo_ends_on_its_day(new_project: Callable[..., Project]) -> None:
    project, curator = archive(new_project)
    publish(curator, "embargo: 2026-03-02")
    before = built(project)
    assert not shows_text(before.site, "documents/minutes/")
    assert "the text of minutes is not published before 2026-03-02" in before.output
    after = project.build(SOURCE_DATE_EPOCH=str(int(DAY) + 86_400))
    assert shows_text(after.site, "documents/minutes/")


def test_a_wrong_switch_is_told_with_its_line(tmp_path: Path) -> None:
    curator = Curator(tmp_path)
    curator.write("minutes.txt", *HIDDEN)
    publish(curator, "noindex: maybe")
    errors = curator.run("check").errors
    assert "minutes.yml:7: " in errors
    assert "`noindex`: 'maybe' is not one of its values" in errors


def test_what_lies_in_docs_is_looked_into_for_its_words_and_what_cannot_be_is_noted(
    new_project: Callable[..., Project],
) -> None:
    project, curator = archive(new_project)
    withdraw(curator)
    docs = project.folder / "docs"
    docs.unlink()  # it is the repository's
    docs.mkdir()
    (docs / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert "Not looked into for words of texts that aren't shown: docs/picture.png" in built(project).output
    mail = b"From: a@b.example\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    (docs / "letter.eml").write_bytes(mail + base64.encodebytes(HIDDEN[2].encode()))
    (told,) = project.build(SOURCE_DATE_EPOCH=DAY).errors
    assert told.startswith("docs/letter.eml: “Quibblewick wrote underneath that he would never again …” is in minutes")
