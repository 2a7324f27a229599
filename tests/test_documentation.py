"""What can be written in a sidecar stands in the documentation, all of it."""

from pathlib import Path

import pytest
from sourcebook.describe import BASES, FIELDS, KINDS, ROLES
from sourcebook.describe.kinds import COMPARED, OBTAINED
from sourcebook.export import FOR_EACH_DOCUMENT, FOR_THE_ARCHIVE
from sourcebook.read.archive_file import KEYS

ROOT = Path(__file__).parents[1]
TABLES = {
    "field": [field.name for field in FIELDS],
    "label of a field": [label for field in FIELDS for label in (field.label, *field.labels.values())],
    "basis": [basis.value for basis in BASES],
    "kind": list(KINDS),
    "role": list(ROLES),
    "way to obtain a text": [*OBTAINED, *COMPARED],
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_a_table_is_documented(table: str) -> None:
    documented = (ROOT / "docs/about/describing.md").read_text(encoding="utf-8")
    assert [name for name in TABLES[table] if name not in documented] == []


def test_every_data_file_is_documented() -> None:
    documented = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))
    files = [address.rpartition("/")[2] for address, _ in FOR_THE_ARCHIVE]
    files += [address_of("x").rpartition("/")[2] for address_of, _ in FOR_EACH_DOCUMENT]
    assert [name for name in files if name not in documented] == []


def test_every_key_of_archive_yml_is_documented() -> None:
    documented = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"{key}:" not in documented] == []
