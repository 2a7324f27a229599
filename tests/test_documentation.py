"""What can be written in a sidecar stands in the documentation, all of it; and in German what stands in English."""

import re
from collections import Counter
from pathlib import Path

import pytest
from sourcebook.curated.archive_file import KEYS
from sourcebook.curated.publication import SWITCHES
from sourcebook.export import FOR_EACH_DOCUMENT, FOR_THE_ARCHIVE
from sourcebook.export.citations import CITATIONS
from sourcebook.vocabulary.bases import BASES, BasisRow
from sourcebook.vocabulary.facets import FACETS
from sourcebook.vocabulary.fields import FIELDS, Field
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.link_kinds import KINDS as LINK_KINDS
from sourcebook.vocabulary.lists import COMPARED, OBTAINED
from sourcebook.vocabulary.roles import ROLES, RoleRow

from tests.tools import reference

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DESCRIBING = (DOCS / "about/describing.md").read_text(encoding="utf-8")
HOW_MANY = {False: "one", True: "several"}


def row_of(name: str, *, after: str) -> list[str]:
    """Return the cells of the row of a table that names a key, in the part of the page that begins with `after`."""
    rows = [line for line in DESCRIBING.partition(after)[2].splitlines() if line.startswith(f"| `{name}` |")]
    assert rows, f"{name} has no row after {after!r}"
    return [cell.strip() for cell in rows[0].strip("|").split("|")]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_has_a_row_with_its_labels_and_how_many_there_may_be(field: Field) -> None:
    _, labels, means, how_many = row_of(field.name, after="### Fields")
    assert labels.split(", ") == list(dict.fromkeys([field.label, *field.labels.values()]))
    assert means
    assert how_many == HOW_MANY[field.repeats]


@pytest.mark.parametrize("basis", BASES.values(), ids=lambda basis: basis.key)
def test_every_basis_has_a_row_with_what_goes_with_it(basis: BasisRow) -> None:
    _, label, means = row_of(basis.key, after="## How we know")
    assert label.split(",")[0] == basis.label
    assert means
    _, gives, needs, takes = row_of(basis.key, after="exactly one")
    assert gives
    assert re.findall("`(.+?)`", needs) == list(basis.needs)
    assert re.findall("`(.+?)`", takes) == list(basis.takes)


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.name)
def test_every_role_has_a_row_with_the_key_that_names_whose_it_is(role: RoleRow) -> None:
    _, means, named_by = row_of(role.name, after="### Roles")
    assert means == role.means
    assert named_by == (f"`{role.named_by}`{': always' * role.is_always_named}" if role.named_by else "")


def test_every_kind_and_every_other_value_of_a_table_is_documented() -> None:
    kinds = DESCRIBING.partition("### Kinds")[2].partition("###")[0]
    assert re.findall("`(.+?)`", kinds) == list(KINDS)
    assert [name for name in (*OBTAINED, *COMPARED, *SWITCHES) if f"`{name}`" not in DESCRIBING] == []


def test_every_facet_with_pages_is_named() -> None:
    listed = DESCRIBING.partition("\nDocuments are listed and counted by ")[2].partition("\n\n")[0]
    words = " ".join(listed.replace("*", "").split()).lower()
    assert [facet.key for facet in FACETS if facet.has_pages and facet.label.lower() not in words] == []


def test_every_kind_of_link_is_explained() -> None:
    page = (ROOT / "docs/about/links.md").read_text(encoding="utf-8")
    said = page.partition("## What we say")[2].partition("\n## ")[0]
    sides = {kind.source.brief for kind in LINK_KINDS.values()}
    sides |= {kind.target.brief for kind in LINK_KINDS.values() if not kind.is_editorial}  # else it is said nowhere
    assert [brief for brief in sorted(sides) if f"**{brief}**" not in said] == []


def test_every_data_file_is_documented() -> None:
    documented = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))
    files = [address.rpartition("/")[2] for address, _ in FOR_THE_ARCHIVE]
    files += [address_of("x").rpartition("/")[2] for address_of, _ in FOR_EACH_DOCUMENT]
    files += [f"cite.{ending}" for ending, _ in CITATIONS]
    assert [name for name in files if name not in documented] == []


def test_every_key_of_archive_yml_is_documented() -> None:
    documented = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"{key}:" not in documented] == []


def test_the_manuals_page_of_commands_is_that_of_the_commands() -> None:
    assert reference.PAGE.read_text(encoding="utf-8").rstrip("\n") == reference.page().rstrip("\n"), "run: make docs"


@pytest.mark.parametrize("key", [*KEYS, "styles", "fields"])
def test_the_manual_names_every_key_of_archive_yml(key: str) -> None:
    assert f"`{key}`" in (ROOT / "docs/manual/reference/files.md").read_text(encoding="utf-8")


def test_every_page_of_the_manual_is_in_its_navigation_and_every_picture_is_there() -> None:
    manual, settings = ROOT / "docs/manual", (ROOT / "manual.yml").read_text(encoding="utf-8")
    for page in manual.rglob("*.md"):
        assert page.relative_to(manual).as_posix() in settings
        for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / picture).is_file()


def test_no_archive_has_the_manual(site: Path) -> None:
    assert not [path for path in site.rglob("*") if "manual" in path.name or "tutorial" in path.name]


GERMAN = sorted((DOCS / "de").rglob("*.md"))


@pytest.mark.parametrize("page", GERMAN, ids=lambda page: page.relative_to(DOCS / "de").as_posix())
def test_a_page_in_german_has_the_headings_anchors_links_and_figures_of_the_english_one(page: Path) -> None:
    own, english = (path.read_text(encoding="utf-8") for path in (page, DOCS / page.relative_to(DOCS / "de")))

    def found(pattern: str, text: str) -> list[str]:
        return re.findall(pattern, re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)

    assert found("^(#+) ", own) == found("^(#+) ", english)
    assert found(r"\{ *#([\w-]+)", own) == found(r"\{ *#([\w-]+)", english)
    links = [sorted(found(r"\]\((?!doc:)([^)\s]+)", text)) for text in (own, english)]
    assert links[0] == links[1]
    figures = [Counter(one.replace(".", ",") for one in found(r"\d+(?:[.,]\d+)*", text)) for text in (own, english)]
    assert figures[0] <= figures[1], "a figure that the English page hasn't"
