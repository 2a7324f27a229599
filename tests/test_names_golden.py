"""Names in small texts and in the first archive: cases that a reader can check, a folder each.

`text.txt` and `names.yml` go in; `expected.txt` says what is found (paragraph, words, name, role), or else
`expected-errors.txt` what a curator is told.
"""

from pathlib import Path

import pytest
from sourcebook.curated.names_file import read_names
from sourcebook.describe import describe_source
from sourcebook.model import About, Document, Sidecar, Source
from sourcebook.names.mentions import check_descriptions, find_mentions
from sourcebook.pipeline import read_archive
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.vocabulary.bases import CURATORS
from sourcebook.vocabulary.names import AUTHORITIES, KEYS, STANDS, TYPES
from sourcebook.vocabulary.roles import ROLES

from tests.tools.building import FIVE, REPOSITORY

GOLDEN = REPOSITORY / "tests/golden/names"
CASES = sorted(folder for folder in GOLDEN.iterdir() if (folder / "text.txt").is_file())


def documents_of(folder: Path, findings: Findings) -> list[Document]:
    raw = (folder / "text.txt").read_bytes()
    text = raw.decode()
    source = Source("text", "text.txt", "text.txt", text, split_paragraphs(text))
    sidecar = folder / "text.yml"
    given = Sidecar("text.yml", sidecar.read_bytes()) if sidecar.is_file() else None
    document = describe_source(source, given, About(), findings, {source.id})
    assert document, findings.errors
    return [document]


def told(documents: list[Document], mentions: object) -> str:
    by_id = {document.id: document for document in documents}
    lines = []
    for mention in mentions:  # type: ignore[attr-defined]
        source = by_id[mention.document].source
        paragraph = source.paragraph_at(mention.start)
        words = " ".join(source.text[mention.start : mention.end].split())
        lines.append(f"{paragraph.id:4} {words:40} {mention.name:32} {mention.role}".rstrip())
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_it_says(folder: Path) -> None:
    findings = Findings()
    documents = documents_of(folder, findings)
    found = read_names("names.yml", (folder / "names.yml").read_bytes(), findings)
    names = check_descriptions(found, documents, findings)
    errors = folder / "expected-errors.txt"
    if errors.is_file():
        assert "\n".join(map(str, sorted(findings.errors))) + "\n" == errors.read_text(encoding="utf-8")
    else:
        assert findings.errors == []
        assert told(documents, find_mentions(names, documents)) == (folder / "expected.txt").read_text(encoding="utf-8")


def test_every_mention_in_the_first_archive_stands_as_it_was_read() -> None:
    archive, _ = read_archive(FIVE, "seeds")
    found = "".join(
        f"{document.id}\n{told([document], archive.mentions_in[document.id])}\n" for document in archive.documents
    )
    assert found == (GOLDEN / "first-archive.txt").read_text(encoding="utf-8")


def test_every_name_of_the_first_archive_is_found_somewhere_and_every_alias_used() -> None:
    archive, _ = read_archive(FIVE, "seeds")
    assert {mention.name for mention in archive.mentions} == {name.id for name in archive.names}
    assert [note for note in archive.notes if "are nowhere" in str(note)] == []


def test_whatever_the_names_file_may_say_is_documented() -> None:
    documented = (REPOSITORY / "docs/about/names.md").read_text(encoding="utf-8")
    assert [key for key in (*KEYS, *TYPES, *CURATORS, *AUTHORITIES, "ignored") if f"`{key}`" not in documented] == []


def test_every_role_of_a_text_is_a_role_of_a_name() -> None:
    assert set(ROLES) <= set(STANDS)
