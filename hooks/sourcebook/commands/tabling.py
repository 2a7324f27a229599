"""`sourcebook table`: every text's record as a row of a spreadsheet, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from sourcebook import addresses, wording
from sourcebook.commands.workspace import check_output, counted, refusal, seeds_option
from sourcebook.curated.marked_yaml import LARGEST, read_yaml
from sourcebook.curated.sidecar_writer import FACTS, facts_in, order_in, with_facts
from sourcebook.curated.spreadsheet import XLSX, read_cells, write_cells
from sourcebook.curated.table import (
    BASIS,
    FILE,
    ORDER,
    Column,
    Row,
    TableError,
    Value,
    cells_of,
    read_columns,
    read_row,
)
from sourcebook.describe import describe_source
from sourcebook.describe.propose import propose
from sourcebook.model import About, Sidecar, Source
from sourcebook.pipeline import read_about_file, read_history
from sourcebook.problems import ArchiveError, Findings, Problem
from sourcebook.read.folder import read_folder, read_sidecars, read_sources, source_of
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.fields import FIELDS_BY_NAME, Field, fields_of

PASSED_OVER = frozenset({"url", "version", "status", "sha256", "bytes", "characters", "words", "title in lists"})
"""Columns of `data/catalogue.csv` that measure a text."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A seeds folder, read: what a table speaks of."""

    folder: Path
    label: str
    about: About
    sources: dict[str, Source]
    """The current text by its stem."""
    sidecars: dict[str, Sidecar]
    facts: dict[str, dict[str, list[Value]]]
    """As each sidecar writes them."""
    orders: dict[str, str]

    @property
    def stems(self) -> dict[str, str]:
        """The stem by every name a row may give a text."""
        found: dict[str, str] = {}
        for stem, source in self.sources.items():
            found |= {stem: stem, source.name: stem, f"{stem}.txt": stem, source.id: stem}
        return found


def read_desk(seeds: str) -> Desk:
    """Read a seeds folder.

    Raises:
        ArchiveError: with all that is wrong with its texts, their names, or the form of a sidecar.
    """
    folder, label, findings = Path(seeds), seeds.rstrip("/") or seeds, Findings()
    is_empty = folder.is_dir() and not any(folder.rglob("*.txt"))  # the table may bring the first texts
    reading = read_folder(folder, label, Findings() if is_empty else findings)
    about, history = read_about_file(reading, findings), read_history(reading, findings)
    findings.raise_if_any()
    wording.speak(wording.language(about.language_of_pages))
    texts = read_sources(reading, about.largest_text, findings, history.ids())
    sidecars = read_sidecars(reading, LARGEST, findings, history.ids())
    roots = {stem: read_yaml(sidecar.file, sidecar.raw, findings) for stem, sidecar in sidecars.items()}
    findings.raise_if_any()
    sources = {source.stem: source for source in sorted(texts, key=lambda source: source.version)}
    facts = {stem: facts_in(root) for stem, root in roots.items()}
    orders = {stem: order_in(root) for stem, root in roots.items()}
    return Desk(folder, label, about, sources, sidecars, facts, orders)


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
    check_output(file, Path(seeds), (".csv", XLSX))
    desk = read_desk(seeds)
    fields = list(fields_of(desk.about))
    rows = [[FILE, ORDER, *(column for name in fields for column in (name, f"{name} {BASIS}"))]]
    for stem, source in desk.sources.items():
        facts = {**(_proposed(source) if proposed else {}), **desk.facts.get(stem, {})}
        cells = [cell for name in fields for cell in (cells_of(facts[name]) if name in facts else ("", ""))]
        rows.append([source.name, desk.orders.get(stem, ""), *cells])
    write_cells(file, rows)
    click.echo(f"{file}: {counted(len(rows) - 1, 'row')}, one for every text of {desk.label}.")


def _proposed(source: Source) -> dict[str, list[Value]]:
    """Return what a text may state of itself, by field, as a sidecar would write it."""
    found: dict[str, list[Value]] = {}
    for proposal in propose(source.text):
        values = found.setdefault(proposal.field, [])
        if not values or FIELDS_BY_NAME[proposal.field].repeats:
            values.append(proposal.fact)
    return found


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
    written = changes(desk, str(file), _rows(file, basis, fields_of(desk.about).values()))
    added = [source for stem, source in desk.sources.items() if stem not in known]
    if not dry_run:
        for source in added:
            _replace(desk.folder / source.name, source.raw)
        for stem, raw in written.items():
            _replace(desk.folder / f"{stem}.yml", raw)
    verb = "would be written" if dry_run else "written"
    if added:
        click.echo(f"{desk.label}: {counted(len(added), 'text')} {verb}.")
    click.echo(
        f"{desk.label}: {counted(len(written), 'sidecar')} {verb}." if written else f"{desk.label}: nothing to change."
    )


def _rows(file: Path, basis: str, fields: Iterable[Field]) -> Iterator[tuple[Row, list[TableError]]]:
    """Yield the rows of a table with what is wrong with each.

    Raises:
        ArchiveError: if it is none, or a column is of no field.
    """
    try:
        cells = read_cells(file)
        heads = {
            head.lower(): field.name
            for field in fields
            for head in (*field.labels.values(), field.label, field.name, field.name.replace("_", " "))
        }
        columns: list[Column] = read_columns(cells[0] if cells else [], heads, PASSED_OVER)
    except TableError as fault:
        raise ArchiveError([Problem(str(file), 1, str(fault), fault.remedy)]) from None
    except ValueError as fault:
        raise refusal(str(file), str(fault), "Save it as CSV in UTF-8, or as .xlsx") from None
    for number, row in enumerate(cells[1:], start=2):
        if any(cell.strip() for cell in row):
            yield read_row(number, row, columns, basis)


def changes(desk: Desk, file: str, rows: Iterator[tuple[Row, list[TableError]]]) -> dict[str, bytes]:
    """Return the sidecars that a table changes, by stem, each checked against its text.

    Raises:
        ArchiveError: with all that is wrong in any row, by row and column.
    """
    findings, written = Findings(), dict[str, bytes]()
    stems, seen = desk.stems, dict[str, int]()
    ids = {source.id: source.name for source in desk.sources.values()}
    for row, faults in rows:
        for fault in faults:
            findings.error(file, row.number, str(fault), fault.remedy)
        name = row.text or (f"{Path(file).stem} {row.number - 1}" if row.content else "")
        stem = stems.get(name) or stems.get(addresses.document_id(name) if name else "")
        if stem is None and row.content:
            try:
                stem = _brought(desk, name, row.content, ids)
            except TableError as fault:
                findings.error(file, row.number, str(fault), fault.remedy)
        elif stem and row.content and _words(row.content) != _words(desk.sources[stem].text):
            remedy = f"A corrected text is a new file, {stem}.v2.txt; or empty the cell"
            findings.error(file, row.number, f"{desk.sources[stem].file} has another text", remedy)
        if stem is None and row.content:
            continue
        if stem is None:
            findings.error(
                file, row.number, f"no text is called {row.text!r}", f"Give the name of a file in {desk.label}"
            )
        elif stem in seen:
            findings.error(file, row.number, f"row {seen[stem]} is of {row.text!r} too", "Keep one of them")
        elif (raw := _changed(desk, stem, row)) is not None:
            written[stem] = raw
            _check(desk, stem, raw, (file, row.number), findings, ids)
        if stem:
            seen.setdefault(stem, row.number)
    findings.raise_if_any()
    return written


def _brought(desk: Desk, name: str, content: str, ids: dict[str, str]) -> str:
    """Put a text that a row brings on the desk, and return its stem.

    Args:
        desk: takes it.
        name: what it is called.
        content: the text.
        ids: of all texts, with the names of their files; takes that of the new one.

    Raises:
        TableError: if it can't be called so.
    """
    stem = name.removesuffix(".txt")
    source = source_of(stem, content, desk.label)
    id = source.id
    if not addresses.is_id(id) or "/" in stem or "\\" in stem or stem.startswith("."):
        raise TableError(f"no text can be called {name!r}", "Give it the name of a file")
    if id in ids:
        raise TableError(f"the address of {name!r} is that of {ids[id]!r} too", "Rename one of them")
    ids[id] = source.name
    desk.sources[stem] = source
    return stem


def _words(text: str) -> list[str]:
    return text.removeprefix("\ufeff").split()


def _changed(desk: Desk, stem: str, row: Row) -> bytes | None:
    """Return a text's sidecar with what its row says; None if it says that already."""
    now = desk.facts.get(stem, {})
    new = {name: values for name, values in row.facts.items() if not _says(now.get(name), values)}
    order = row.order if row.order != desk.orders.get(stem, "") else ""
    if not new and not order:
        return None
    sidecar = desk.sidecars.get(stem)
    return with_facts(sidecar.raw if sidecar else b"", new, order)


def _says(now: list[Value] | None, values: list[Value] | None) -> bool:
    """Say whether a sidecar says already what a row says: a basis may be its word alone, as in catalogue.csv."""
    if now is None or values is None:
        return now is values
    return len(now) == len(values) and all(_alike(old, new) for old, new in zip(now, values, strict=True))


def _alike(old: Value, new: Value) -> bool:
    folded = {key: " ".join(text.split()) for key, text in old.items()}
    words = [key for key in new if key in _BASES]
    bare = len(new) == len(("value", BASIS)) and len(words) == 1 and new[words[0]] in {"", new["value"]}
    return folded == new or (bare and folded["value"] == new["value"] and words[0] in folded)


_BASES = frozenset(row.key for row in BASES.values())


def _check(desk: Desk, stem: str, raw: bytes, place: tuple[str, int], findings: Findings, ids: Collection[str]) -> None:
    """Tell what is wrong with a sidecar as it would be, by the row and the column that it comes from."""
    told = Findings()
    describe_source(desk.sources[stem], Sidecar(f"{stem}.yml", raw), desk.about, told, ids)
    if not told.errors:
        return
    root = read_yaml("", raw, Findings())
    facts = (root.entries or {}).get(FACTS) if root else None
    lines = sorted((line, name) for name, line in facts.keys.items()) if facts else []
    for problem in told.errors:
        column = next((name for line, name in reversed(lines) if line <= problem.line), "")
        where = f"column {column!r}: " if column else ""
        findings.error(*place, where + problem.what.removeprefix(f"`{column}`: "), problem.remedy)


def _replace(path: Path, raw: bytes) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(raw)
    partial.replace(path)
