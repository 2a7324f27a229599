"""What a newcomer adds: one row in one table, or one module and one row, in a copy that is then built strictly."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tools.building import Built, Project


@dataclass(frozen=True)
class Addition:
    """What is added, where, and before which row."""

    file: str
    before: str
    added: str


LIBRARY = "hooks/sourcebook"
ADDED = {
    "a field": Addition(
        f"{LIBRARY}/vocabulary/fields.py",
        'Field("notes", ',
        '    Field("weather", "Weather", "what the weather was when it was written", TEXT),\n',
    ),
    "a kind of document": Addition(
        f"{LIBRARY}/vocabulary/kinds.py",
        'Kind("other", ',
        '    Kind("song", "Song", is_primary=True, author="Singer"),\n',
    ),
    "a role": Addition(
        f"{LIBRARY}/vocabulary/roles.py",
        'RoleRow("salutation", ',
        '    RoleRow("refrain", "words that come again", "refrain", "in the refrain"),\n',
    ),
    "a facet": Addition(
        f"{LIBRARY}/vocabulary/facets.py",
        'Facet("name", ',
        '    Facet("shelf", "Shelf", "Shelves", of_field("shelf_mark"), field="shelf_mark"),\n',
    ),
    "a kind of link": Addition(
        f"{LIBRARY}/vocabulary/link_kinds.py",
        'LinkKind("editorial", ',
        """        LinkKind(
            "translation",
            EndLabels("Translated in", "translated in {}"),
            EndLabels("Translates", "translation of {}"),
            verb="translates",
            line="dotted",
            is_passage=True,
        ),
""",
    ),
    "a citation style": Addition(
        f"{LIBRARY}/vocabulary/styles.py",
        'Style("mla", ',
        '    Style("harvard", "House style", "house", "en-GB", says_archive=False),\n',
    ),
    "an export": Addition(
        f"{LIBRARY}/export/__init__.py",
        "(addresses.FEED, feed),",
        '    ("data/titles.txt", titles),\n',
    ),
}
TITLES = '''"""titles.txt: the titles of all documents, a line each."""

from __future__ import annotations

from sourcebook.model import Archive


def titles(archive: Archive) -> bytes:
    """Return the titles in the archive's order."""
    return "".join(f"{document.title}\\n" for document in archive.documents).encode()
'''
"""The module of the export; its row imports it."""
SWEDISH = """
msgid ""
msgstr ""
"Language: sv\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Documents"
msgstr "Dokument"

#: theme/assets/javascripts/text/cite.js
msgid "Copy link"
msgstr "Kopiera länken"

msgid "{n} mention"
msgid_plural "{n} mentions"
msgstr[0] "{n} omnämnande"
msgstr[1] "{n} omnämnanden"
"""
"""The beginning of a language: a file of its own."""

SONG = "The ferry is late, the ferry is late,\nand nobody knows why.\n\nSung at the harbour in rain.\n"
REPORT = "A song is heard at the harbour.\n\nLa barca tarda, la barca tarda.\n\nE nessuno sa perché.\n"
SEEDS = {
    "archive.yml": "page_language: sv\n",
    "song.txt": SONG,
    "song.yml": """facts:
  kind: {value: song, editor: as it stands}
  author: {value: "Weber, Anna", editor: as the harbour office noted}
  shelf_mark: {value: Harbour, stated: at the harbour}
  weather: {value: rain, stated: in rain}
roles:
  - {role: refrain, text: "The ferry is late, the ferry is late,"}
""",
    "report.txt": REPORT,
    "links.yml": """added:
  - kind: translation
    source: {document: song, words: "The ferry is late, the ferry is late"}
    target: {document: report, words: "La barca tarda, la barca tarda"}
    editor: read side by side
  - kind: translation
    source: {document: song, words: "nobody knows why"}
    target: {document: report, words: "nessuno sa perché"}
    editor: read side by side
""",
    "names.yml": "names:\n  - {id: ferry, type: place, label: Ferry, aliases: [ferry]}\n",
}


@pytest.fixture(scope="module")
def built(new_project: Callable[..., Project]) -> Built:
    """A site built by a copy of the code to which all of it was added."""
    project = new_project({name: text.encode() for name, text in SEEDS.items()}, own_copy=True)
    for addition in ADDED.values():
        path = project.folder / addition.file
        text = path.read_text(encoding="utf-8")
        places = list(re.finditer(rf"^ *{re.escape(addition.before)}", text, re.MULTILINE))
        assert len(places) == 1, f"{addition.file} has no row that begins {addition.before!r}"
        at = places[0].start()
        path.write_text(text[:at] + addition.added + text[at:], encoding="utf-8")
    language = project.folder / LIBRARY / "locale/sv/sourcebook.po"
    language.parent.mkdir()
    language.write_text(SWEDISH, encoding="utf-8")
    styles = project.folder / LIBRARY / "cite/csl"
    shutil.copy(styles / "apa.csl", styles / "house.csl")
    export = project.folder / LIBRARY / "export"
    (export / "titles.py").write_text(TITLES, encoding="utf-8")
    table = export / "__init__.py"
    first = "from sourcebook.export.texts import "
    added = f"from sourcebook.export.titles import titles\n{first}"
    table.write_text(table.read_text(encoding="utf-8").replace(first, added), encoding="utf-8")
    built: Built = project.build()
    assert built.code == 0, built.output
    return built


def test_each_is_added_in_fewer_than_thirty_lines() -> None:
    assert all(addition.added.count("\n") < 30 for addition in ADDED.values())
    assert TITLES.count("\n") + ADDED["an export"].added.count("\n") + 1 < 30
    assert SWEDISH.count("\n") < 30


def record(built: Built, id: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((built.site / f"documents/{id}/record.json").read_text(encoding="utf-8"))
    return found


def test_a_field_stands_in_the_header_the_record_and_the_catalogue(built: Built) -> None:
    assert "Weather" in built.page("documents/song/")
    assert record(built, "song")["facts"]["weather"][0]["value"] == "rain"  # type: ignore[index]
    rows = csv.DictReader(io.StringIO((built.site / "data/catalogue.csv").read_text(encoding="utf-8")))
    assert [row["weather"] for row in rows] == ["", "rain"]


def test_a_kind_of_document_has_its_page_and_its_word_for_the_author(built: Built) -> None:
    assert "Singer" in built.page("documents/song/")
    assert "documents/song/" in built.page("by/kind/song/")


def test_a_role_is_marked_in_the_text_and_tells_where_a_name_stands(built: Built) -> None:
    assert [role["role"] for role in record(built, "song")["roles"]] == ["refrain"]  # type: ignore[attr-defined]
    assert "in the refrain" in built.page("names/ferry/")


def test_a_facet_has_pages_and_the_search_counts_by_it(built: Built) -> None:
    assert "documents/song/" in built.page("by/shelf/harbour/")
    assert "shelf" in built.page("search/")


def test_a_kind_of_link_is_told_from_both_ends_and_shown_side_by_side(built: Built) -> None:
    assert "Translated in" in built.page("documents/song/")
    assert "Translates" in built.page("documents/report/")
    assert "translates" in built.page("compare/report/song/")
    assert "sb-picture__arc--dotted" in built.page("timeline/")
    links = json.loads((built.site / "data/links.json").read_text(encoding="utf-8"))["links"]
    assert [(link["kind"], link["directed"]) for link in links] == [("translation", True)] * 2


def test_a_language_is_one_file_and_what_it_lacks_stays_english(built: Built) -> None:
    page, names = built.page("documents/song/"), built.page("names/")
    assert '<html lang="sv"' in page
    assert ">Dokument</a>" in page
    assert ">Timeline</a>" in page
    assert "2 omnämnanden" in names
    (script,) = built.site.glob("assets/javascripts/page.*.js")
    assert "Kopiera länken" in script.read_text(encoding="utf-8")


def test_a_citation_style_is_offered(built: Built) -> None:
    assert "House style" in built.page("documents/song/")


def test_an_export_is_written_and_its_sum_taken(built: Built) -> None:
    titles = Path(built.site, "data/titles.txt").read_text(encoding="utf-8").splitlines()
    assert len(titles) == 2
    assert "  data/titles.txt\n" in (built.site / "data/SHA256SUMS").read_text(encoding="utf-8")
