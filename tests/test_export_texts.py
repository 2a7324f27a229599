"""export/texts.py: all texts in one file, each with the bytes and the name of its seed."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.tools.building import FIVE, Built
from tests.tools.texts import texts_in


def test_the_zip_holds_every_seed_with_its_name_and_bytes(site: Path) -> None:
    with zipfile.ZipFile(site / "data" / "texts.zip") as file:
        assert file.testzip() is None
        assert {entry.filename: file.read(entry) for entry in file.infolist()} == texts_in(FIVE)


def test_no_entry_tells_a_day_or_leads_out_of_where_it_is_unpacked(build: Callable[..., Built], tmp_path: Path) -> None:
    names = ["größe 'x'.txt", "a\\b.txt", "C:x.txt", "..x.txt", "-rf.txt"]
    built = build({name: name.encode() for name in names if not name.startswith(".")})
    assert built.code == 0, built.output
    with zipfile.ZipFile(io.BytesIO((built.site / "data" / "texts.zip").read_bytes())) as file:
        for entry in file.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o100644
        file.extractall(tmp_path / "out")
    unpacked = {path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert unpacked == {name for name in names if not name.startswith(".")}
