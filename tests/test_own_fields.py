"""Fields of an archive's own: from archive.yml through sidecars to header, record, catalogue, facets and search."""

import csv
import io
import json
from pathlib import Path

import pytest
from sourcebook import pipeline
from sourcebook.curated.archive_file import read_about
from sourcebook.export import exported_files
from sourcebook.model import Archive
from sourcebook.model.asked import made
from sourcebook.problems import Findings
from sourcebook.render.base.context import Context
from sourcebook.search.documents import searched

ABOUT = """
fields:
  ship: {label: Ship, many: Ships, means: the ship that carried it, facet: yes}
  posted: {label: Posted, value: date, repeats: no}
  carrier: {label: Carrier, value: agent}
"""
SIDECAR = """
facts:
  kind: {value: letter, editor: "as it stands"}
  ship:
    - {value: Aurora, stated: "by the Aurora"}
    - {value: Borealis, editor: "from the ship's log"}
  posted: {value: 1921-03-06, inferred: "the day after", quote: "yesterday"}
  carrier: {value: "Weber, Anna", editor: "from the ship's log"}
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("seeds")
    files = {"archive.yml": ABOUT, "one.yml": SIDECAR, "one.txt": "Sent by the Aurora, written yesterday.\n"}
    files |= {"two.txt": "Nobody knows.\n"}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return pipeline.read_archive(folder, "seeds")[0]


def test_the_header_shows_them_after_the_others(archive: Archive) -> None:
    pages = {page.address: str(page.content) for page in made(pipeline.pages(Context(archive)))}
    page = pages["documents/one/"]
    for words in ("Ship", "Aurora", "Borealis", "Posted", "6 March 1921", "Carrier", "Anna Weber", "the day after"):
        assert words in page
    assert pages["by/ship/"].count("Aurora") == 1
    assert "<h1><bdi>Ships</bdi> <small>" in pages["by/ship/"]  # a control in its name turns nothing else
    assert "documents/one/" in pages["by/ship/aurora/"]
    assert "documents/two/" in pages["by/ship/not-stated/"]
    assert "by/posted/" not in pages


def test_the_data_has_them_with_their_bases(archive: Archive) -> None:
    files = dict(made(exported_files(archive)))
    facts = json.loads(files["documents/one/record.json"])["facts"]
    assert list(facts)[-3:] == ["ship", "posted", "carrier"]
    assert [(fact["value"], fact["basis"]) for fact in facts["ship"]] == [("Aurora", "stated"), ("Borealis", "editor")]
    one, two = csv.DictReader(io.StringIO(files["data/catalogue.csv"].decode()))
    assert (one["ship"], one["ship_basis"], one["posted"]) == ("Aurora; Borealis", "stated; editor", "1921-03-06")
    assert two["ship"] == ""


def test_the_search_counts_by_them(archive: Archive) -> None:
    assert [row.facets["ship"] for row in searched(archive)] == [("Aurora", "Borealis"), ()]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("fields: none", "archive.yml:1: `fields` is not a mapping"),
        ("fields:\n  Ship: {label: Ship}", "archive.yml:2: 'Ship' can't be the name of a field"),
        ("fields:\n  date: {label: Date}", "archive.yml:2: there is a field or a facet 'date' already"),
        ("fields:\n  year: {label: Year}", "archive.yml:2: there is a field or a facet 'year' already"),
        ("fields:\n  ship: {facet: yes}", "archive.yml:2: `label` is missing"),
        ("fields:\n  ship: {label: Ship, facet: maybe}", "archive.yml:2: `facet`: 'maybe' is not one of its values"),
        ("fields:\n  ship: {label: Ship, value: number}", "archive.yml:2: `value`: 'number' is not one of its values"),
        ("fields:\n  ship: {label: Ship, colour: red}", "archive.yml:2: unknown key 'colour'"),
        ("fields:\n  writer: {label: author}", "archive.yml:2: the label 'author' is that of the field `author` too"),
        (
            "fields:\n  a: {label: Ship}\n  b: {label: ship}",
            "archive.yml:3: the label 'ship' is that of the field `a` too",
        ),
        ("fields:\n  ship: Ship", "archive.yml:2: this field is not a mapping"),
    ],
)
def test_what_is_wrong_with_one_is_told_with_its_line(content: str, told: str) -> None:
    findings = Findings()
    read_about("archive.yml", content.encode(), findings)
    assert [str(error)[: len(told)] for error in findings.errors] == [told]


@pytest.mark.parametrize(
    ("facet", "told"), [("yes", ["archive.yml:2: Windows keeps the name 'aux' for a device"]), ("no", [])]
)
def test_a_facet_of_which_windows_can_make_no_folder_is_told(facet: str, told: list[str]) -> None:
    findings = Findings()
    about = read_about("archive.yml", f"fields:\n  aux: {{label: Aux, facet: {facet}}}".encode(), findings)
    assert [str(warning).partition(",")[0] for warning in findings.warnings] == told
    assert [field.name for field in about.fields] == ["aux"]
