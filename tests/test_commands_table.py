"""`sourcebook table`: records go into a spreadsheet and come back, all or nothing; a second time changes nothing."""

import csv
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sourcebook.commands import main
from sourcebook.curated.spreadsheet import read_cells, write_cells
from sourcebook.curated.table import cells_of, read_columns, read_row
from sourcebook.pipeline import read_archive
from sourcebook.problems import Fault

from tests.tools.building import FIVE, tree

LETTER = "Dear Sir,\n\nThe breakwater crumbles.\n\nJane Doe\nMarch 4th, 1871\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "letter-1.txt").write_text(LETTER, encoding="utf-8")
    (folder / "letter-2.txt").write_text(LETTER.replace("crumbles", "stands"), encoding="utf-8")
    return folder


def run(seeds: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(main, ["table", command, "--seeds", str(seeds), *rest])


def write_csv(path: Path, *rows: list[str]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def test_no_file_of_the_archive_is_written_over(seeds: Path) -> None:
    before = tree(seeds)
    for name in ("letter-1.txt", "letter-3.txt", "letter-1.yml", "archive.yml", "ledger.jsonl"):
        told = run(seeds, "write", str(seeds / name))
        assert (told.exit_code, tree(seeds)) == (1, before)
        assert f"{name}: it would be taken for a file of the archive, or is one" in told.output


def test_all_that_is_written_meanwhile_lies_where_the_next_command_clears_up(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, seen = tmp_path / "tmp", list[str]()
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    save = Workbook.save
    monkeypatch.setattr(
        Workbook, "save", lambda *given: (seen.extend(path.name for path in temporary.iterdir()), save(*given))
    )
    assert run(seeds, "write", str(tmp_path / "t.xlsx")).exit_code == 0
    assert seen
    assert {name.rpartition("-")[0] for name in seen} == {"sourcebook-table"}
    assert [*temporary.iterdir()] == []


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", ""])
def test_a_workbook_that_is_broken_anywhere_is_told(part: str, seeds: Path, tmp_path: Path) -> None:
    whole, broken, before = tmp_path / "t.xlsx", tmp_path / "broken.xlsx", tree(seeds)
    run(seeds, "write", str(whole))
    with zipfile.ZipFile(whole) as read, zipfile.ZipFile(broken, "w") as written:
        for name in read.namelist():
            content = read.read(name)
            written.writestr(name, content[: len(content) // 2] if name == part else content)
    if not part:
        broken.write_bytes(broken.read_bytes()[:200])
    told = run(seeds, "read", str(broken))
    assert (told.exit_code, tree(seeds)) == (1, before)
    assert "broken.xlsx: not an Excel workbook (" in told.output


def test_no_file_of_another_kind_is_written_over(seeds: Path, tmp_path: Path) -> None:
    for name in ("mkdocs.yml", "notes.docx", "LICENSE", "link.csv"):
        if name == "link.csv":
            (tmp_path / name).symlink_to("LICENSE")
        (tmp_path / name).write_text("mine")
        told = run(seeds, "write", str(tmp_path / name))
        assert (told.exit_code, (tmp_path / name).read_text()) == (1, "mine")
        assert f"{name}: the file is there already, and of another kind. Name one that ends in .csv" in told.output


@pytest.mark.parametrize("name", ["-", "t.ods", "t.tsv", "t"])
def test_no_table_is_written_under_a_name_that_says_another_kind(
    name: str, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(seeds, "write", name)
    assert (told.exit_code, Path(name).exists()) == (1, False)
    assert "Name one that ends in .csv or .xlsx; nothing was written." in told.output


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_no_table_is_written_over_before_it_was_read(name: str, seeds: Path, tmp_path: Path) -> None:
    table = tmp_path / name
    for _ in "once", "again":
        assert run(seeds, "write", str(table), "--proposed").exit_code == 0  # as it would be written
    write_cells(table, [["file", "place", "place basis"], ["letter-1.txt", "Basel", "editor: after the catalogue"]])
    filled = table.read_bytes()
    told = run(seeds, "write", str(table))
    assert (told.exit_code, table.read_bytes()) == (1, filled)
    assert f"{name}: it holds changes that were not taken. Run `sourcebook table read" in told.output
    assert run(seeds, "read", str(table)).exit_code == 0
    assert run(seeds, "write", str(table)).exit_code == 0
    table.write_bytes(b"mine")
    assert (run(seeds, "write", str(table)).exit_code, table.read_bytes()) == (1, b"mine")


@pytest.mark.parametrize("name", ["archive", "names", "links", "Archive"])
def test_the_archive_s_own_file_is_never_taken_for_a_text_s_sidecar(name: str, seeds: Path, tmp_path: Path) -> None:
    (seeds / f"{name}.txt").write_text(LETTER)
    (seeds / f"{name.lower()}.yml").write_text(
        {"names": "names: []\n", "links": "vetoes: []\n"}.get(name, "title: x\n")
    )
    before = tree(seeds)
    rows = [["file", "kind", "kind basis"], [f"{name}.txt", "letter", "editor: x"]]
    told = run(seeds, "read", write_csv(tmp_path / "t.csv", *rows))
    assert (told.exit_code, tree(seeds)) == (1, before)
    assert (
        f":2: a text of that name can have no sidecar: {name.lower()}.yml is a file of the whole archive" in told.output
    )
    _, warnings = read_archive(seeds, "texts")
    assert [warning.file for warning in warnings] == [f"texts/{name}.txt"]
    assert warnings[0].remedy == f"Rename the file before it is recorded, for example to {name}-text.txt"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_written_changes_nothing_when_it_is_read(form: str, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(FIVE, seeds)
    before = tree(seeds)
    assert run(seeds, "write", str(tmp_path / f"t.{form}")).exit_code == 0
    told = run(seeds, "read", str(tmp_path / f"t.{form}"))
    assert told.stdout.splitlines()[-1] == f"{seeds}: nothing to change."
    assert tree(seeds) == before


@pytest.mark.parametrize("value", ["long " * 6554, "\N{PILE OF POO}" * 16_384, "over a\x0cpage", "a\uffff"])
def test_what_no_workbook_can_hold_is_told_and_nothing_written(value: str, tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    with pytest.raises(Fault, match="a workbook's cell takes 32,767 characters"):
        write_cells(file, [["file"], [value]])
    assert not file.exists()
    write_cells(tmp_path / "t.csv", [["file"], [value]])
    assert read_cells(tmp_path / "t.csv") == [["file"], [value]]


def test_a_value_that_is_too_long_for_a_workbook_is_not_cut(seeds: Path, tmp_path: Path) -> None:
    (seeds / "letter-1.yml").write_text(f"facts: {{notes: {{value: {'long ' * 6554}, editor: x}}}}\n")
    told = run(seeds, "write", str(tmp_path / "t.xlsx"))
    assert (told.exit_code, "Name a file that ends in .csv." in told.output) == (1, True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_records_come_back_from_the_table_alone(form: str, tmp_path: Path) -> None:
    seeds, file = tmp_path / "seeds", str(tmp_path / f"t.{form}")
    shutil.copytree(FIVE, seeds)
    run(seeds, "write", file)
    for sidecar in [*seeds.glob("0*.yml")]:
        sidecar.unlink()
    assert run(seeds, "read", file).stdout.splitlines()[-1] == f"{seeds}: 5 sidecars written."
    again = str(tmp_path / "again.csv")
    first = str(tmp_path / "first.csv")
    run(seeds, "write", again)
    run(FIVE, "write", first)
    assert Path(again).read_bytes() == Path(first).read_bytes()


def test_a_table_of_ones_own_becomes_sidecars(seeds: Path, tmp_path: Path) -> None:
    head = ["file", "Author (editor: after the finding aid)", "date", "date basis"]
    file = write_csv(
        tmp_path / "t.csv",
        head,
        ["letter-1.txt", "Doe, Jane; Roe, Ann", "1871-03-04", "stated: March 4th, 1871"],
        ["letter-2", "Doe, Jane", "1871", "inferred: the hand | quote: Dear Sir,"],
    )
    told = run(seeds, "read", file)
    assert told.stdout.splitlines()[-1] == f"{seeds}: 2 sidecars written."
    assert (seeds / "letter-1.yml").read_text(encoding="utf-8").splitlines() == [
        "facts:",
        "  author:",
        "    - {value: Doe, Jane, editor: after the finding aid}".replace("Doe, Jane", "'Doe, Jane'"),
        "    - {value: Roe, Ann, editor: after the finding aid}".replace("Roe, Ann", "'Roe, Ann'"),
        "  date: {value: '1871-03-04', stated: 'March 4th, 1871'}",
    ]
    assert run(seeds, "read", file).stdout.splitlines()[-1] == f"{seeds}: nothing to change."


def test_comments_and_whatever_else_a_sidecar_says_stay(seeds: Path, tmp_path: Path) -> None:
    (seeds / "letter-1.yml").write_text(
        "# by A. Clerk\nfacts:\n  kind: {value: letter, editor: a letter}  # sure\n  place: {value: Lund, editor: x}\n"
        'roles:\n  - {role: salutation, text: "Dear Sir,"}\n',
        encoding="utf-8",
    )
    file = write_csv(tmp_path / "t.csv", ["id", "place", "date"], ["letter-1", "-", "1871"])
    assert run(seeds, "read", file, "--basis", "editor: after the list").exit_code == 0
    assert (seeds / "letter-1.yml").read_text(encoding="utf-8") == (
        "# by A. Clerk\nfacts:\n  kind: {value: letter, editor: a letter}  # sure\n"
        "  date: {value: '1871', editor: after the list}\n"
        'roles:\n  - {role: salutation, text: "Dear Sir,"}\n'
    )


def test_all_that_is_wrong_is_told_by_row_and_column_and_nothing_is_written(seeds: Path, tmp_path: Path) -> None:
    file = write_csv(
        tmp_path / "t.csv",
        ["file", "date", "date basis", "author", "author basis"],
        ["letter-1.txt", "4 March 1871", "editor: x", "Doe, Jane", ""],
        ["letter-2.txt", "1871", "stated: April 1871", "Doe, Jane", "editor: x"],
        ["letter-3" * 1000, "1871", "editor: x", "", ""],
        ["letter-2", "1871", "editor: x", "", ""],
    )
    before = tree(seeds)
    told = run(seeds, "read", file)
    lines = told.stderr.splitlines()
    assert told.exit_code == 1
    begins = ("2: column 'author': 'Doe, Jane'", "2: column 'date': '4 March 1871'", "3: column 'date': the words")
    begins += ("4: no text is called 'letter-3letter-3", "5: row 3 is of 'letter-2' too")
    assert len(lines) == len(begins)
    assert max(map(len, lines)) < 400
    assert all(line.startswith(f"{file}:{begin}") for line, begin in zip(lines, begins, strict=True)), lines
    assert tree(seeds) == before


def test_a_dry_run_writes_nothing(seeds: Path, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "t.csv", ["file", "date"], ["letter-1.txt", "1871"])
    told = run(seeds, "read", file, "--basis", "editor: x", "--dry-run")
    assert told.stdout.splitlines()[-1] == f"{seeds}: 1 sidecar would be written."
    assert not (seeds / "letter-1.yml").exists()


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (["file", "colour"], "no field is called 'colour'"),
        (["file", "date", "Date"], "two columns are called 'Date'"),
        (["date"], "no column says which text a row is of"),
        ([], "no column says which text a row is of"),
    ],
)
def test_a_head_that_is_none_is_told(head: list[str], what: str, seeds: Path, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "t.csv", head, [])
    told = run(seeds, "read", file)
    assert told.exit_code == 1
    assert told.stderr.startswith(f"{file}:1: {what}. ")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04 broken"])
@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_file_that_is_no_table_is_told(name: str, content: bytes, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    told = run(seeds, "read", str(tmp_path / name))
    assert told.exit_code == 1
    assert told.stderr.startswith(f"{tmp_path / name}")


def test_a_workbook_s_numbers_and_days_are_read_as_people_mean_them(seeds: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["file", "date (editor: x)"])
    sheet.append(["letter-1.txt", datetime(1971, 3, 4)])  # noqa: DTZ001  as a workbook has it
    sheet.append(["letter-2.txt", 1871.0])
    book.save(tmp_path / "t.xlsx")
    assert run(seeds, "read", str(tmp_path / "t.xlsx")).exit_code == 0
    assert "value: '1971-03-04'" in (seeds / "letter-1.yml").read_text(encoding="utf-8")
    assert "value: '1871'" in (seeds / "letter-2.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (r"[$-407]mmm\ yyyy;@", "1945-05"),
        ("yyyy", "1945"),
        ('"day of" mmmm yyyy', "1945-05"),
        ("dd/mm/yyyy", "1945-05-01"),
        ('"year" d', "1945-05-01"),
    ],
)
def test_a_workbook_s_day_is_no_more_exact_than_it_is_shown(form: str, value: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([datetime(1945, 5, 1)])  # noqa: DTZ001  what Excel makes of “May 1945”
    sheet["A1"].number_format = form
    book.save(tmp_path / "t.xlsx")
    assert read_cells(tmp_path / "t.xlsx") == [[value]]


@pytest.mark.parametrize(("cell", "what"), [("#N/A", "row 2 has #N/A for a value"), ("=1+1", "was never calculated")])
def test_a_formula_that_gives_no_value_is_no_value(cell: str, what: str, seeds: Path, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["file", "place (editor: x)"], ["letter-1.txt", cell]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    told, before = run(seeds, "read", str(tmp_path / "t.xlsx")), tree(seeds)
    assert (told.exit_code, what in told.output, "place" in str(before)) == (1, True, False)


TABLES = {
    "what Excel says above the head": b"sep=;\r\nfile;place (editor: x, y, z)\r\nletter-1.txt;Basel\r\n",
    "commas in the head's quotation marks": b'"file";"place (editor: x, p. 3, 4, 5)"\nletter-1.txt;Basel\n',
    "empty rows above the head": b",,\n\nfile,place (editor: x)\nletter-1.txt,Basel\n",
    "Unicode text of Excel": "file\tplace (editor: é)\r\nletter-1.txt\tBasel\r\n".encode("utf-16"),
    "bars": b"file|place (editor: x)\nletter-1.txt|Basel\n",
    "empty cells at the end": b"file,place (editor: x),,\nletter-1.txt,Basel,,\n,,,\n",
}


@pytest.mark.parametrize("case", TABLES)
def test_tables_of_any_program_are_read(case: str, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(TABLES[case])
    assert run(seeds, "read", str(tmp_path / "t.csv")).exit_code == 0
    assert "place: {value: Basel, editor: " in (seeds / "letter-1.yml").read_text(encoding="utf-8")


def test_a_value_is_never_cut_at_a_comma_that_lacks_its_quotation_marks(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("\nfile,place (editor: x)\nletter-1.txt,Basel, Switzerland\n")
    told = run(seeds, "read", str(tmp_path / "t.csv"))
    assert (told.exit_code, [*seeds.glob("*.yml")]) == (1, [])
    assert "t.csv:3: ' Switzerland' stands in a column without a head" in told.output


@pytest.mark.parametrize("raw", [b"PK\3\4 of LibreOffice", b"\xd0\xcf\x11\xe0 of an old Excel"])
def test_a_spreadsheet_of_another_kind_is_told(raw: bytes, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "t.ods").write_bytes(raw)
    told = run(seeds, "read", str(tmp_path / "t.ods"))
    assert "t.ods: not an Excel workbook (File is not a zip file). Save it as CSV in UTF-8, or as .xlsx." in told.output


def test_a_cell_that_looks_like_a_formula_is_a_text(seeds: Path, tmp_path: Path) -> None:
    (seeds / "letter-1.yml").write_text("facts:\n  title: {value: '=1+1', editor: x}\n", encoding="utf-8")
    run(seeds, "write", str(tmp_path / "t.xlsx"))
    cells = [cell for row in load_workbook(tmp_path / "t.xlsx").worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


TEXT = (
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" |;:{}-"), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text not in {"", "-"})
)
FACT = st.fixed_dictionaries({"value": TEXT, "editor": TEXT}, optional={"note": TEXT, "quote": TEXT})


@given(st.lists(FACT, min_size=1, max_size=4))
def test_any_facts_come_back_from_their_cells(facts: list[dict[str, str]]) -> None:
    columns = read_columns(["file", "notes", "notes basis"], {"notes": "notes"}, frozenset())
    row, faults = read_row(2, ["x", *cells_of(facts)], columns, "")
    assert faults == []
    assert row.facts == {"notes": facts}


SPEECHES = [
    ["speaker", "date", "ship", "text"],
    ["Lund, Karl", "1871-03-04", "Anna", "Gentlemen,\n\nThe breakwater crumbles. It has stood for forty years."],
    ["Brandt, Otto", "1872", "Berta", "Gentlemen,\n\nIt stands; and it will stand.\n\n=SUM(A1) is no formula."],
]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_of_speeches_becomes_an_archive(ending: str, tmp_path: Path) -> None:
    seeds, file = tmp_path / "seeds", tmp_path / f"speeches.{ending}"
    seeds.mkdir()
    (seeds / "archive.yml").write_text("fields:\n  ship: {label: Ship}\n")
    write_cells(file, SPEECHES)
    assert "has no basis" in run(seeds, "read", str(file)).stderr
    assert list(tree(seeds)) == ["archive.yml"], "nothing is written unless all is right"
    done = run(seeds, "read", "--basis", "editor: after the minutes", str(file))
    assert done.exit_code == 0, done.output
    assert "2 texts written." in done.output
    assert (seeds / "speeches 2.txt").read_text(encoding="utf-8") == f"{SPEECHES[2][3]}\n"
    one, two = read_archive(seeds, "seeds")[0].documents
    assert [(d.facts["author"][0].value, d.facts["ship"][0].value) for d in (one, two)] == [
        ("Lund, Karl", "Anna"),
        ("Brandt, Otto", "Berta"),
    ]
    before = tree(seeds)
    again = run(seeds, "read", "--basis", "editor: after the minutes", str(file))
    assert "nothing to change" in again.output
    assert tree(seeds) == before


def test_a_text_that_is_there_is_not_replaced_by_a_cell(seeds: Path, tmp_path: Path) -> None:
    before = tree(seeds)
    rows = [
        ["file", "text"],
        ["letter-1.txt", "Another text."],
        ["new.txt", "New."],
        ["../out.txt", "x"],
        ["New.txt", "x"],
    ]
    told = run(seeds, "read", write_csv(tmp_path / "t.csv", *rows)).stderr
    assert "t.csv:2: " in told
    assert "letter-1.txt has another text. A corrected text is a new file, letter-1.v2.txt" in told
    assert "t.csv:4: no text can be called '../out.txt'" in told
    assert "t.csv:5: the address of 'New.txt' is that of 'new.txt' too" in told
    assert tree(seeds) == before


def test_hundreds_of_rows_go_out_and_come_back_unchanged_with_their_order(tmp_path: Path) -> None:
    seeds, first, second = tmp_path / "seeds", tmp_path / "one.csv", tmp_path / "two.csv"
    seeds.mkdir()
    rows = [[f"t{n}", str(300 - n), f"Author, {n % 90}", f"Text {n}; said on a day.\n"] for n in range(300)]
    write_cells(first, [["file", "order", "author", "text"], *rows])
    assert run(seeds, "read", "--basis", "editor: x", str(first)).exit_code == 0
    assert run(seeds, "write", str(second)).exit_code == 0
    before = tree(seeds)
    assert "nothing to change" in run(seeds, "read", str(second)).output
    assert tree(seeds) == before
    with second.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == 300
    assert {row["file"]: (row["order"], row["author"]) for row in found} == {
        f"{name}.txt": (order, author) for name, order, author, _ in rows
    }


def test_what_the_text_states_alone_is_found_in_the_texts_own_words(seeds: Path, tmp_path: Path) -> None:
    head = ["file", "author", "author basis", "date", "date basis"]
    rows = [
        ["letter-1", "Doe, Jane", "stated:", "1871-03-04", "stated"],
        ["letter-2", "Jane Doe", "stated: | type: person", "", ""],
    ]
    done = run(seeds, "read", write_csv(tmp_path / "t.csv", head, *rows))
    assert done.exit_code == 0, done.output
    first, second = read_archive(seeds, "seeds")[0].documents
    assert [first.facts[name][0].quote for name in ("author", "date")] == ["Jane Doe", "March 4th, 1871"]
    assert second.facts["author"][0].value == "Jane Doe"


def test_what_is_wrong_in_many_rows_is_told_once_with_the_rows(tmp_path: Path) -> None:
    seeds = tmp_path / "texts"
    seeds.mkdir()
    for n in range(1, 8):
        (seeds / f"t{n}.txt").write_text(f"Text {n}.\n", encoding="utf-8")
    rows = [
        [f"t{n}", f"Doe, J{n}", "stated:" if n != 5 else "editor: x", f"{n}. 3." if n < 3 else "", "editor: x"]
        for n in range(1, 8)
    ]
    told = run(
        seeds, "read", write_csv(tmp_path / "t.csv", ["file", "author", "author basis", "date", "date basis"], *rows)
    )
    lines = told.stderr.splitlines()
    assert lines[0] == (
        f"{tmp_path}/t.csv:2: column 'author': the words 'Doe, J1' are not in the text; and 5 cells like it, in the "
        "rows 2–5, 7–8. Write the text’s own words behind “stated:”, or another basis, such as “editor: after the "
        "catalogue”."
    )
    assert [line.partition(".csv:")[2][:16] for line in lines[1:]] == ["2: column 'date'", "3: column 'date'"]


def test_what_is_decided_is_proposed_no_longer(seeds: Path, tmp_path: Path) -> None:
    new, sidecar = tmp_path / "new.txt", seeds / "new.yml"
    long = "a very long place that no line holds " * 3
    new.write_text(
        f"March 4, 1871\n\nDear Ida,\n\nIt holds.\n\nYours,\nOtto\n\nCopyright 1871 {long}\n", encoding="utf-8"
    )
    CliRunner().invoke(main, ["add", "--seeds", str(seeds), "--yes", str(new)])
    assert "#   rights:" in sidecar.read_text("utf-8")
    head = ["file", "date", "rights", "kind"]
    run(
        seeds,
        "read",
        "--basis",
        "editor: x",
        write_csv(tmp_path / "t.csv", head, ["new", "1871-03-04", "in copyright", ""]),
    )
    left = sidecar.read_text("utf-8")
    assert "# Proposed from" in left
    assert [line.split(":")[0] for line in left.splitlines() if line.startswith("#   ")] == [
        "#   kind", "#   addressee", "#   author", "#   title",
    ]  # fmt: skip
    rest = ["file", *(f"{name} (editor: x)" for name in ("kind", "addressee", "author", "title"))]
    run(seeds, "read", write_csv(tmp_path / "u.csv", rest, ["new", "letter", "Ida L.", "Otto B.", "A letter"]))
    assert "#" not in sidecar.read_text("utf-8")
    assert read_archive(seeds, "seeds")[0].by_id["new"].title == "[A letter]"


def test_what_is_known_stands_first_and_what_is_not_asked_is_folded_away(seeds: Path, tmp_path: Path) -> None:
    run(seeds, "write", "--proposed", str(tmp_path / "t.xlsx"))
    sheet = load_workbook(tmp_path / "t.xlsx").active
    heads = [cell.value for cell in sheet[1]]
    assert heads[:6] == ["file", "order", "kind", "kind basis", "title", "title basis"]
    assert len(heads) == 50
    folded = [head for cell, head in zip(sheet[1], heads, strict=True) if _is_hidden(sheet, cell.column)]
    assert "notes" in folded
    assert {"title", "author", "date", "addressee", "place", "language"}.isdisjoint(folded)
    assert sheet.freeze_panes == "B2"
    assert run(seeds, "read", str(tmp_path / "t.xlsx")).exit_code == 0


def _is_hidden(sheet: Worksheet, column: int) -> bool:
    return any(d.hidden and d.min <= column <= d.max for d in sheet.column_dimensions.values())
