"""Lines for the curator: pasted where they say, each is read and does what it says."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.export.curation import in_yaml, slug
from sourcebook.model import Archive
from sourcebook.pipeline.curation import Curation

from tests.reading_cases import SEEDS, archive_of

Line = dict[str, str]


def lines_of(archive: Archive, id: str) -> dict[str, object]:
    raw = Curation(archive).of_document(id)
    assert raw is not None
    lines: dict[str, object] = json.loads(raw)
    return lines


def pasted(seeds: dict[str, str], line: Line) -> Archive:
    """Return the archive with a line where it belongs."""
    file = line["file"]
    before = seeds.get(file, "")
    if line["under"] in before:
        after = before.replace(line["under"], f"{line['under']}\n  {line['text']}", 1)
    else:
        after = f"{before}{line['under']}\n  {line['text']}\n"
    return archive_of({**seeds, file: after})


@pytest.fixture(scope="module")
def archive() -> Archive:
    return archive_of(SEEDS)


def test_a_veto_takes_away_the_link_that_it_stands_beside_and_no_other(archive: Archive) -> None:
    found = [link.id for link in archive.links if link.kind != "editorial"]
    assert len(found) > 2
    links = lines_of(archive, "letter")["links"]
    assert isinstance(links, dict)
    for id in found:
        (veto,) = [line for line in links.get(id, []) if line["under"] == "vetoes:"] or [None]
        if veto:
            left = [link.id for link in pasted(SEEDS, veto).links if link.kind != "editorial"]
            assert left == [other for other in found if other != id]
    assert any(links.values())


def test_words_that_make_no_passage_make_none(archive: Archive) -> None:
    links = lines_of(archive, "letter")["links"]
    assert isinstance(links, dict)
    ignored = {id: line for id, lines in links.items() for line in lines if line["under"] == "ignored:"}
    assert ignored
    for id, line in ignored.items():
        assert id not in {link.id for link in pasted(SEEDS, line).links}


def test_a_proposal_becomes_a_fact() -> None:
    seeds = {"note.txt": "March 4, 1871\n\nDear Mr. Lund,\n\nIt holds.\n\nSincerely,\n\nOtto Brandt\n"}
    proposals = lines_of(archive_of(seeds), "note")["proposals"]
    assert isinstance(proposals, list)
    seeds["note.yml"] = "facts:\n" + "".join(f"  {line['text']}\n" for line in proposals)
    (document,) = archive_of(seeds).documents
    said = {name: document.facts[name][0].value for name in ("date", "kind", "addressee", "author")}
    assert said == {"date": "1871-03-04", "kind": "letter", "addressee": "Lund", "author": "Brandt, Otto"}
    assert lines_of(archive_of(seeds), "note")["proposals"] == []


def test_a_phrase_becomes_a_name_that_can_be_described_or_is_none() -> None:
    seeds = dict.fromkeys(("a.txt", "b.txt"), "We met Otto Brandt and again Otto Brandt.\n")
    know, none = lines_of(archive_of(seeds), "a")["names"]  # type: ignore[misc]
    named = pasted(seeds, know)
    assert [name.id for name in named.names] == ["otto-brandt"]
    assert len(named.mentions) == 4
    assert lines_of(pasted(seeds, none), "a")["names"] == []
    (describe,) = lines_of(named, "a")["names"]  # type: ignore[misc]
    entry = "names:\n  - id: otto-brandt\n    type: person\n    label: Otto Brandt\n    aliases: [Otto Brandt]\n"
    described = archive_of({**seeds, "names.yml": f"{entry}    {describe['text']}\n"})
    assert described.names[0].description
    assert lines_of(described, "a")["names"] == []
    assert json.loads(Curation(archive_of(seeds)).of_names())["names"] == [know, none]


def test_there_are_none_for_what_is_not_there_or_not_shown() -> None:
    seeds = {"a.txt": "One.\n", "b.txt": "Two.\n", "b.yml": "publish: {embargo: 9999-01-01}\n"}
    curation = Curation(archive_of(seeds))
    assert curation.of_document("nowhere") is None
    assert curation.of_document("b") is None


@given(st.text())
def test_any_words_are_one_string_on_one_line(words: str) -> None:
    written = in_yaml(words)
    assert "\n" not in written
    assert yaml.safe_load(f"- {written}") == [words]


@given(st.text(min_size=1))
def test_any_words_make_an_id(words: str) -> None:
    seeds = f"names:\n  - {{id: {slug(words)}, type: place, label: x, aliases: [x]}}\n"
    assert yaml.safe_load(seeds)["names"]
    assert slug(words) == slug(words).lower()
