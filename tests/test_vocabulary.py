"""vocabulary/: every row of every table goes through header, lists, search, exports, citing and pictures."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sourcebook import pipeline
from sourcebook.export import exported_files
from sourcebook.model import Archive, Basis, Fact, GuidePage, Link, LinkEnd, Mention, Name, Role, WordCount
from sourcebook.model.asked import made
from sourcebook.render.base.context import Context
from sourcebook.render.base.facets import with_pages
from sourcebook.search.documents import searched
from sourcebook.search.facets import facet_table
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.citable import csl_item, entry_of
from sourcebook.vocabulary.facets import FACETS
from sourcebook.vocabulary.fields import FIELDS, value_in_words
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.link_kinds import KINDS as LINK_KINDS
from sourcebook.vocabulary.link_kinds import REASONS
from sourcebook.vocabulary.names import STANDS, TYPES
from sourcebook.vocabulary.roles import ROLES

WORDS = "The bridge over the river has been closed for eleven weeks."
VALUES = {
    "date": "1921-03-05",
    "language tag": "en",
    "web address": "https://a.example/x",
    "kind": "letter",
    "way a text was obtained": "scanned",
    "compared or not": "compared",
    "rights statement": "All rights reserved",
    "person or organisation": "Weber, Anna",
}


def _facts() -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Yield a value of every field, the bases taking turns."""
    for number, field in enumerate(FIELDS):
        basis = list(BASES)[number % len(BASES)]
        value = "Brandt, Otto" if field.name == "addressee" else VALUES.get(field.reads.name, f"Some {field.name}")
        yield (
            field.name,
            (Fact(field.name, value, basis, note="why", address="https://a.example", checked="2020-10-09"),),
        )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive with a document of every kind, every field, role, type of name and kind of link."""
    folder: Path = tmp_path_factory.mktemp("seeds")
    for number in range(len(KINDS)):
        (folder / f"text-{number:02}.txt").write_text(f"{WORDS}\n\nText {number}.\n", encoding="utf-8")
    read = pipeline.read_archive(folder, "seeds")[0]
    facts = dict(_facts())
    documents = tuple(
        replace(document, facts={**facts, "kind": (Fact("kind", kind, Basis.EDITOR),)})
        for document, kind in zip(read.documents, KINDS, strict=True)
    )
    first = documents[0]
    roles = tuple(Role(name, at, at + 2, row.margin) for at, (name, row) in enumerate(ROLES.items()))
    ends = [LinkEnd(d.id, 0, len(WORDS), WORDS, ("p1",), sha256=d.source.sha256) for d in documents]
    links = tuple(
        Link(
            ends[number],
            replace(ends[-1], page="guide/", document="") if kind.is_editorial else ends[number + 1],
            kind.name,
            kind.is_directed,
            list(REASONS)[number],
            WordCount(11, 11, 11),
            id=f"{number:012}",
        )
        for number, kind in enumerate(LINK_KINDS.values())
    )
    names = tuple(Name(f"a-{key}", key, f"{key} X", (f"{key} X",)) for key in TYPES)
    mentions = tuple(Mention(first.id, at, at + 1, names[at % len(names)].id, role) for at, role in enumerate(STANDS))
    return replace(
        read,
        documents=(replace(first, roles=roles), *documents[1:]),
        guide=(GuidePage("index", "seeds/guide/index.md", "# Guide"),),
        links=links,
        passages=(),
        related=(),
        also_quoted=(),
        names=names,
        mentions=mentions,
    )


@pytest.fixture(scope="module")
def pages(archive: Archive) -> dict[str, str]:
    """Every page of the archive by its address."""
    return {page.address: str(page.content) for page in made(pipeline.pages(Context(archive)))}


def test_the_header_has_every_field_by_its_label_with_its_basis(archive: Archive, pages: dict[str, str]) -> None:
    for document in archive.documents:
        page = pages[f"documents/{document.id}/"]
        kind = document.facts["kind"][0].value
        for field in FIELDS:
            assert value_in_words(document.facts[field.name][0]) in page, field.name
            assert field.label_in(kind).lower() in page.lower(), field.name
    assert all(row.label in pages[f"documents/{archive.documents[0].id}/"] for row in BASES.values())


def test_lists_have_every_kind_and_every_value_of_a_facet(archive: Archive, pages: dict[str, str]) -> None:
    for kind in KINDS.values():
        assert kind.label in pages["by/kind/"]
    for facet in with_pages(archive.about):
        for document in archive.documents:
            for value in facet.values(archive, document):
                assert value in pages[f"by/{facet.key}/"]
    for key, type_ in TYPES.items():
        assert type_.one in pages[f"names/a-{key}/"].lower()


def test_the_search_has_every_facet(archive: Archive) -> None:
    facets, _ = json.loads(json.dumps(facet_table([*searched(archive)])))
    assert [(facet["key"], facet["label"]) for facet in facets] == [(f.key, f.label) for f in FACETS]
    assert all(facet["values"] for facet in facets)


def test_the_exports_have_every_field_kind_role_and_kind_of_link(archive: Archive) -> None:
    files = dict(made(exported_files(archive)))
    rows = list(csv.DictReader(io.StringIO(files["data/catalogue.csv"].decode())))
    assert [row["kind"] for row in rows] == list(KINDS)
    assert all(row[field.name] and row[f"{field.name}_basis"] for row in rows for field in FIELDS)
    record = json.loads(files[f"documents/{archive.documents[0].id}/record.json"])
    assert list(record["facts"]) == [field.name for field in FIELDS]
    assert [role["role"] for role in record["roles"]] == list(ROLES)
    assert [link["kind"] for link in json.loads(files["data/links.json"])["links"]] == list(LINK_KINDS)


def test_every_kind_is_cited_as_its_row_has_it(archive: Archive) -> None:
    for document in archive.documents:
        kind = KINDS[document.facts["kind"][0].value]
        assert csl_item(entry_of(archive, document))["type"] == kind.cited_as.csl


def test_the_pages_have_every_kind_of_link_from_both_ends(archive: Archive, pages: dict[str, str]) -> None:
    for link in archive.links:
        kind = LINK_KINDS[link.kind]
        if kind.is_editorial:
            continue
        source, target = pages[f"documents/{link.source.document}/"], pages[f"documents/{link.target.document}/"]
        for page, side in ((source, kind.source), (target, kind.target)):
            assert side.margin.split("{}")[0].strip() in page.lower(), kind.name
            assert (side.brief.lower() in page.lower()) >= kind.is_passage


def test_every_stand_of_a_name_is_told(archive: Archive, pages: dict[str, str]) -> None:
    told = "".join(pages[f"names/a-{key}/"] for key in TYPES)
    assert {mention.role for mention in archive.mentions} == STANDS.keys()
    for words in STANDS.values():
        assert words in told
