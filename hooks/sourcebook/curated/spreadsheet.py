"""A spreadsheet's file ↔ rows of text: CSV, or Excel's XLSX; nothing is written so that a spreadsheet would run it."""

import csv
import io
import re
import tempfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter

from sourcebook.cells import guarded, unguarded
from sourcebook.locks import temporary_folder
from sourcebook.problems import Fault, shown

XLSX = ".xlsx"
LONGEST_CELL = 32_767
"""Characters of a workbook's cell: of a longer one Excel and its libraries keep the beginning."""
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a workbook can't hold: a page break that stands in words of a text."""
_NARROWEST = 18
"""Characters of a column."""
_UNCOUNTED = re.compile(rb"</f>(?:<v */>|<v></v>)?</c>")
"""A formula without its value, which the programs of others write."""
_NO_TEXT = (b"PK\3\4", b"\xd0\xcf\x11\xe0")
"""With which the files of spreadsheet programs begin, of old ones too, whatever they are called."""
_NO_PLACE = re.compile(r'"[^"]*"|\\.|\[[^]]*\]')
"""What stands in the form of a day as it is: words, signs, a language."""
_TOLD = re.compile(r"sep=(?P<sign>.)\r?\n")
"""What Excel writes, and reads, above the head of a CSV file."""
_QUOTED = re.compile('"[^"]*"')
csv.field_size_limit(1 << 28)  # a cell may be a whole speech
Cells = list[str]


def read_cells(path: Path) -> list[Cells]:
    """Return the rows of a table, each cell as text; a day as `2020-10-09`, a whole number without a point.

    Raises:
        OSError: if the file can't be read.
        Fault: if a workbook's formula gives no value.
        ValueError: if it isn't a table; the message says why.
    """
    raw = path.read_bytes()
    if path.suffix.lower() == XLSX or raw.startswith(_NO_TEXT):
        try:
            return list(_of_workbook(raw))
        except Fault:
            raise
        except Exception as fault:  # whatever a file that is none makes the library and its parsers raise
            raise ValueError(f"not an Excel workbook ({fault})") from None
    try:
        text = raw.decode("utf-16" if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ValueError(f"line {raw.count(10, 0, fault.start) + 1} is not in UTF-8") from None
    told = _TOLD.match(text)
    try:
        rows = csv.reader(io.StringIO(text[told.end() :] if told else text, newline=""), _dialect(text), strict=True)
        return [[]] * bool(told) + [[unguarded(cell) for cell in row] for row in rows]
    except csv.Error as fault:
        raise ValueError(str(fault)) from None


def _dialect(text: str) -> type[csv.Dialect]:
    """Return how a file separates its cells, by what it says of it or by its head.

    Spreadsheets of some countries write semicolons, and say so above the head.
    """
    told, head = _TOLD.match(text), _QUOTED.sub("", text.lstrip()).partition("\n")[0]

    class Found(csv.excel):
        delimiter = told["sign"] if told else max(",;\t|", key=head.count)

    return Found


def _of_workbook(raw: bytes) -> Iterator[Cells]:
    with closing(load_workbook(io.BytesIO(raw), read_only=True, data_only=True)) as book:
        for number, row in enumerate(book.worksheets[0].iter_rows(), start=1):
            if wrong := next((cell.value for cell in row if cell.value in ERROR_CODES), ""):
                raise Fault(f"row {number} has {wrong} for a value", "Mend the formula, or empty the cell")
            yield [_as_text(cell.value, cell.number_format if cell.is_date else "") for cell in row]
    with ZipFile(io.BytesIO(raw)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    if any(map(_UNCOUNTED.search, sheets)):
        what = "a cell has a formula that was never calculated"
        raise Fault(what, "Open the file in a spreadsheet program, and save it")


def _as_text(value: object, form: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return _day(value.date().isoformat(), form)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _day(day: str, form: str) -> str:
    """Return as much of a day as its form shows: of “May 1945” Excel makes 1 May 1945."""
    shown = _NO_PLACE.sub("", form.partition(";")[0].lower())
    if "d" in shown or "y" not in shown:
        return day
    return day[: len("1945-05") if "m" in shown else len("1945")]


@contextmanager
def _temporary_files() -> Iterator[None]:
    """Have openpyxl's file of the rows in a folder of ours: of a command that is killed, the next one removes it."""
    usual = tempfile.tempdir
    with temporary_folder("sourcebook-table") as folder:
        tempfile.tempdir = str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = usual


def write_cells(path: Path, rows: Sequence[Sequence[str]], folded: int | None = None, ending: str = "") -> None:
    """Write rows of text as a table, in the form that the file's name asks for.

    Args:
        path: of the file.
        rows: the head first.
        ending: what the file's name will end with, where it has another one while it is written.
        folded: from which column on, counted from 0, a workbook folds the columns away; they open at a “+”.

    Raises:
        OSError: if it can't be written.
        Fault: if a workbook can't hold a cell as it is; nothing is written.
    """
    if (ending or path.suffix).lower() == XLSX:
        for cell in (cell for row in rows for cell in row):
            if len(cell.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_CELL or _NO_XML.search(cell):
                most = f"a workbook's cell takes {LONGEST_CELL:,} characters, and none that can't be seen"
                raise Fault(f"{most}: not {shown(cell)}", "Name a file that ends in .csv")
        book = Workbook(write_only=True)
        sheet = book.create_sheet("texts")
        sheet.freeze_panes = "B2"  # the head and the name of the text stay in sight
        if rows and folded is not None and folded < len(rows[0]):
            ends = (get_column_letter(folded + 1), get_column_letter(len(rows[0])))
            sheet.column_dimensions.group(*ends, hidden=True)
        for place, head in enumerate(rows[0] if rows else (), start=1):
            if not (folded is not None and place > folded):
                sheet.column_dimensions[get_column_letter(place)].width = max(_NARROWEST, len(head) + 4)
        with _temporary_files():
            for row in rows:
                sheet.append([_cell(sheet, text) for text in row])
            book.save(path)
    else:
        table = io.StringIO(newline="")
        csv.writer(table, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
        path.write_bytes(table.getvalue().encode("utf-8-sig"))  # the mark tells Excel that it is UTF-8


def _cell(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # a text that begins with “=” is no formula
    return cell
