"""`sourcebook table`: every text's record as a row of a spreadsheet, and back."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

import click
from msgspec.structs import replace

from sourcebook import page_language
from sourcebook.commands.options import seeds_option
from sourcebook.commands.outputs import check_output, in_one_step
from sourcebook.commands.table_changes import TableDesk, changed_sidecars
from sourcebook.commands.telling import counted, listed
from sourcebook.curated.marked_yaml import read_yaml
from sourcebook.curated.sidecar_writer import facts_in, order_in
from sourcebook.curated.spreadsheet import XLSX, read_cells, write_cells
from sourcebook.curated.table import (
    BASIS,
    FILE,
    ORDER,
    TableColumn,
    TableRow,
    cells_of,
    read_columns,
    read_row,
)
from sourcebook.describe.propose import by_field, propose
from sourcebook.pipeline.reading import language_of, read_about_file, read_history
from sourcebook.problems import ArchiveError, Fault, Findings, Problem, refusal, shown
from sourcebook.read.folder import read_folder
from sourcebook.read.texts import read_sidecars, read_sources
from sourcebook.vocabulary.fields import Field, fields_of

PASSED_OVER = frozenset({"url", "version", "status", "sha256", "bytes", "characters", "words", "title in lists"})
"""Columns of `data/catalogue.csv` that measure a text."""
TABLES = (".csv", XLSX)
"""What the names of tables end in."""


def read_desk(seeds: str) -> TableDesk:
    """Read a seeds folder.

    Raises:
        ArchiveError: with all that is wrong with its texts, their names, or the form of a sidecar.
    """
    folder, label, findings = Path(seeds), seeds.rstrip("/") or seeds, Findings()
    is_empty = folder.is_dir() and not any(folder.rglob("*.txt"))  # the table may bring the first texts
    reading = read_folder(folder, label, Findings() if is_empty else findings)
    about, history = read_about_file(reading, findings), read_history(reading, findings)
    findings.raise_if_any()
    page_language.speak(language_of(about))
    texts = read_sources(reading, about.largest_text, findings, history.ids())
    sidecars = read_sidecars(reading, findings, history.ids())
    roots = {stem: read_yaml(sidecar.file, sidecar.raw, findings) for stem, sidecar in sidecars.items()}
    findings.raise_if_any()
    sources = {source.stem: source for source in sorted(texts, key=lambda source: source.version)}
    facts = {stem: facts_in(root) for stem, root in roots.items()}
    orders = {stem: order_in(root) for stem, root in roots.items()}
    return TableDesk(folder, label, about, sources, sidecars, facts, orders)


@click.group("table")
def table() -> None:
    """Write every text's record into a spreadsheet, or take a spreadsheet back into the sidecars."""


@table.command("write")
@seeds_option
@click.option("--proposed", is_flag=True, help="With what each text may state of itself, where its record has nothing.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write(seeds: str, proposed: bool, file: Path) -> None:
    """Write FILE (.csv or .xlsx) with a row for every text and two columns for every field: values, and their bases.

    With --proposed, read it through, delete what is wrong, and take it back with `sourcebook table read`.
    """
    check_output(file, Path(seeds), TABLES)
    if file.suffix.lower() not in TABLES and (file.is_file() or not file.exists()):
        remedy = f"Name one that ends in {listed(TABLES, 'or')}; nothing was written"
        raise refusal(str(file), "its name says no kind of table that can be written", remedy)
    desk = read_desk(seeds)
    facts = {
        stem: {**(by_field(propose(source.text)) if proposed else {}), **desk.facts.get(stem, {})}
        for stem, source in desk.sources.items()
    }
    filled = {name for found in facts.values() for name in found}
    fields = fields_of(desk.about)
    own = {field.name for field in desk.about.fields}
    # What is known comes first, then what is asked of every text; a workbook folds the rest away.
    ordered = sorted(fields, key=lambda name: (name not in filled, not fields[name].is_asked and name not in own))
    shown = [name for name in ordered if name in filled or name in own or fields[name].is_asked]
    rows = [[FILE, ORDER, *(column for name in ordered for column in (name, f"{name} {BASIS}"))]]
    for stem, source in desk.sources.items():
        found = facts[stem]
        cells = [cell for name in ordered for cell in (cells_of(found[name]) if name in found else ("", ""))]
        rows.append([source.name, desk.orders.get(stem, ""), *cells])
    _check_taken(file, rows, desk)
    try:
        with in_one_step(file) as partial:
            write_cells(partial, rows, folded=2 + 2 * len(shown), ending=file.suffix)
    except Fault as fault:
        raise refusal(str(file), fault.what, fault.remedy) from None
    click.echo(f"{file}: {counted(len(rows) - 1, 'row')}, one for every text of {desk.label}.")


def _check_taken(file: Path, rows: list[list[str]], desk: TableDesk) -> None:
    """Refuse to write over a table that somebody filled in, and that wasn't read yet."""
    if not file.is_file() or not file.stat().st_size:
        return
    try:
        if read_cells(file) == rows:
            return
        known = dict(desk.sources)  # a table may bring others
        read = _rows(file, "", fields_of(desk.about).values())
        is_taken = (
            not changed_sidecars(replace(desk, sources=known), str(file), read) and known.keys() == desk.sources.keys()
        )
    except (ArchiveError, ValueError):
        is_taken = False
    if not is_taken:
        remedy = f"Run `sourcebook table read {file}` first, or name another file"
        raise refusal(str(file), "it holds changes that were not taken", remedy)


@table.command("read")
@seeds_option
@click.option("--basis", default="", help="How values without a basis are known: “editor: after the catalogue”.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def read(seeds: str, basis: str, dry_run: bool, file: Path) -> None:
    """Take FILE (.csv or .xlsx) into the sidecars: all of it, or, if anything is wrong, nothing.

    A table may bring texts too, in a column `text`. They are called as the column `file` says, or, without one, after
    the table: “speeches 1.txt”, “speeches 2.txt”.
    """
    desk = read_desk(seeds)
    known = frozenset(desk.sources)
    written = changed_sidecars(desk, str(file), _rows(file, basis, fields_of(desk.about).values()))
    added = [source for stem, source in desk.sources.items() if stem not in known]
    if not dry_run:
        files = {source.name: source.raw for source in added} | {f"{stem}.yml": raw for stem, raw in written.items()}
        with ExitStack() as stack:  # each takes its place when all are written
            for name, raw in files.items():
                stack.enter_context(in_one_step(desk.folder / name)).write_bytes(raw)
    verb = "would be written" if dry_run else "written"
    if added:
        click.echo(f"{desk.label}: {counted(len(added), 'text')} {verb}.")
    click.echo(
        f"{desk.label}: {counted(len(written), 'sidecar')} {verb}." if written else f"{desk.label}: nothing to change."
    )


def _rows(file: Path, basis: str, fields: Iterable[Field]) -> Iterator[tuple[TableRow, list[Fault]]]:
    """Yield the rows of a table with what is wrong with each.

    Raises:
        ArchiveError: if it is none, or a column is of no field.
    """
    first = 0
    try:
        rows = read_cells(file)
        first = next((number for number, row in enumerate(rows) if any(map(str.strip, row))), 0)
        head, *filled = rows[first:] or [[]]
        heads = {
            head.lower(): field.name
            for field in fields
            for head in (*field.labels.values(), field.label, field.name, field.name.replace("_", " "))
        }
        columns: list[TableColumn] = read_columns(head, heads, PASSED_OVER)
    except Fault as fault:
        raise ArchiveError([Problem(str(file), first + 1, str(fault), fault.remedy)]) from None
    except ValueError as fault:
        raise refusal(str(file), str(fault), "Save it as CSV in UTF-8, or as .xlsx") from None
    for number, row in enumerate(filled, start=first + 2):
        if any(map(str.strip, row)):
            found, faults = read_row(number, row, columns, basis)
            yield found, [*faults, *_beside(head, row)]


def _beside(head: Sequence[str], row: Sequence[str]) -> Iterator[Fault]:
    """Yield that a row has a cell below no head: a comma in a value that isn't in quotation marks makes one."""
    for name, cell in zip_longest(head, row, fillvalue=""):
        if cell.strip() and not name.strip():
            remedy = "Give its column a head; or put a value with a comma in quotation marks"
            yield Fault(f"{shown(cell)} stands in a column without a head", remedy)
