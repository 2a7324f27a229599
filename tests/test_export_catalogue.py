"""export/catalogue.py: the list of all documents, as any reader of JSON and CSV gets it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sourcebook.curated.archive_file import read_about
from sourcebook.describe import describe_source
from sourcebook.export.catalogue import catalogue_csv
from sourcebook.model import Archive, Sidecar
from sourcebook.problems import Findings
from sourcebook.read.texts import source_of
from sourcebook.vocabulary.fields import FIELDS

from tests.tools.building import FIVE, Built

HOSTILE = '=1+1,"quoted"; <b>&amp;\u200b🙂'


SAYS_ALL = "title: x\nlanguage: sv\nrights: http://rightsstatements.org/vocab/CNE/1.0/\n"


def test_a_value_that_the_archive_gives_to_all_texts_is_told_from_one_of_the_text_s_own() -> None:
    about, findings = read_about("archive.yml", SAYS_ALL.encode(), Findings()), Findings()
    sidecar = Sidecar("b.yml", b"facts: {language: {value: fi, editor: it is in Finnish}}")
    described = [
        describe_source(source_of(stem, "Text", "seeds"), own, about, findings, ["a", "b"])
        for stem, own in (("a", None), ("b", sidecar))
    ]
    archive = Archive(about, tuple(document for document in described if document))
    table = list(csv.DictReader(io.StringIO(catalogue_csv(archive).decode(), newline=""), strict=True))
    assert [row["archive_defaults"] for row in table] == ["language; rights", "rights"]


def rows(site: Path) -> list[dict[str, str]]:
    text = (site / "data" / "catalogue.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_document_is_a_row_in_the_order_of_the_seeds(site: Path) -> None:
    seeds = sorted(path.name for path in (FIVE).glob("*.txt"))
    assert [row["file"] for row in rows(site)] == seeds
    assert [row["id"] for row in rows(site)] == [Path(name).stem[-16:] for name in seeds]


def test_json_csv_and_records_say_the_same(site: Path) -> None:
    catalogue = json.loads((site / "data" / "catalogue.json").read_text(encoding="utf-8"))
    assert catalogue["url"] == ""
    for entry, row in zip(catalogue["documents"], rows(site), strict=True):
        record = json.loads((site / "documents" / entry["id"] / "record.json").read_text(encoding="utf-8"))
        assert entry["facts"] == record["facts"]
        assert {key: entry[key] for key in ("url", "version", "status")} == {
            key: record[key] for key in ("url", "version", "status")
        }
        assert {key: entry[key] for key in record["text"]} == record["text"]
        assert {key: row[key] for key in entry if key != "facts"} == {
            key: str(value) for key, value in entry.items() if key != "facts"
        }
        for field in FIELDS:
            facts = record["facts"].get(field.name, [])
            assert row[field.name] == "; ".join(fact["value"] for fact in facts)
            assert row[f"{field.name}_basis"] == "; ".join(fact["basis"] for fact in facts)


def test_lines_end_as_the_standard_says_and_no_row_is_short(site: Path) -> None:
    raw = (site / "data" / "catalogue.csv").read_bytes()
    assert raw.endswith(b"\r\n")
    table = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    assert len({len(row) for row in table}) == 1
    assert len(set(table[0])) == len(table[0])


@pytest.fixture(scope="module")
def hostile(build: Callable[..., Built]) -> Built:
    built = build({"a, 'b' \"c\".txt": HOSTILE.encode(), "archive.yml": b"title: 'A \"title\", <b>'\n"})
    assert built.code == 0, built.output
    return built


def test_whatever_stands_in_a_title_or_a_name_comes_back(hostile: Built) -> None:
    (row,) = rows(hostile.site)
    catalogue = json.loads((hostile.site / "data" / "catalogue.json").read_text(encoding="utf-8"))
    assert catalogue["title"] == 'A "title", <b>'
    (entry,) = catalogue["documents"]
    assert row["file"] == entry["file"] == "a, 'b' \"c\".txt"
    assert entry["facts"]["title"][0]["value"] == HOSTILE
    assert row["title"] == f"'{HOSTILE}", "a cell that a spreadsheet would calculate has a mark before it"
