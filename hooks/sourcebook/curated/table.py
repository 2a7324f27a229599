"""A table of records, one row a text: what a spreadsheet holds ↔ what sidecars say.

Each field has two columns, `date` and `date basis`. A field that takes several values has one a line, in both columns;
in a cell of one line `; ` separates values too. How a value is known is written

    stated: the words
    inferred: the reason | quote: the words
    external: https://example.org/ | checked: 2026-01-31
    editor: the note

with whatever else stands beside it behind a `|`. A basis in the head of a column, as in `author (editor: after the
finding aid)`, holds for every cell of it that has none of its own. An empty cell leaves what the sidecar says; `-`
takes it away.

A table may bring texts too, in a column `text`: a row whose text isn't in the archive yet adds it.
"""

import json
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from sourcebook.problems import Fault, shown
from sourcebook.vocabulary.bases import BASES

FILE, ID, ORDER, TEXT = "file", "id", "order", "text"
"""Columns that are no fields."""
REMOVED = "-"
BASIS = "basis"
_HEAD = re.compile(r"(?P<name>[^()]+?)(?:[ _](?P<basis>basis))?(?:\s*\((?P<default>.+)\))?", re.DOTALL)
_BETWEEN_KEYS = " | "
_BETWEEN_VALUES = "; "

WrittenFact = dict[str, str]
"""A fact as a sidecar writes it: `value`, its basis, and what stands beside it."""


class TableColumn(Struct, frozen=True):
    """One column, as its head has it."""

    place: int
    """Counted from 0."""
    name: str
    """`file`, `id`, `order`, `text`, or the name of a field."""
    is_basis: bool = False
    default: str = ""
    """The basis of cells that have none of their own."""


class TableRow(Struct, frozen=True):
    """One row: what is to be said of a text."""

    number: int
    """As a spreadsheet counts, from 1; the head is row 1."""
    text: str
    """The name of its file, or the id of the document."""
    order: str
    content: str = ""
    """The text itself, if the table has it."""
    facts: dict[str, list[WrittenFact] | None] = field(default_factory=dict)
    """By field; None for one that is taken away."""


def read_columns(head: Sequence[str], fields: Mapping[str, str], passed_over: frozenset[str]) -> list[TableColumn]:
    """Return the columns that a head names.

    `fields`: the name of each field by what a head may call it, in small letters. `passed_over`: columns of a table of
    ours that say nothing of a record.

    Raises:
        Fault: if a column is of no field, stands there twice, or there is none that says which text a row is of.
    """
    columns: list[TableColumn] = []
    for place, cell in enumerate(head):
        words = " ".join(cell.split())
        match = _HEAD.fullmatch(words)
        if not words or words.lower() in passed_over:
            continue
        name = match["name"].strip().lower() if match else ""
        name = name if name in {FILE, ID, ORDER, TEXT} else fields.get(name, "")
        if not match or not name:
            known = ", ".join(dict.fromkeys([FILE, ORDER, TEXT, *fields.values()]))
            remedy = f"Use one of {known}; or make it a field of your own, under fields: in archive.yml"
            raise Fault(f"no field is called {shown(words)}", remedy)
        column = TableColumn(place, name, bool(match["basis"]), match["default"] or "")
        if any((other.name, other.is_basis) == (name, column.is_basis) for other in columns):
            raise Fault(f"two columns are called {shown(words)}", "Keep one of them")
        columns.append(column)
    if not any(column.name in {FILE, ID, TEXT} for column in columns):
        raise Fault("no column says which text a row is of", f"Add a column {FILE}, {ID} or {TEXT}")
    return columns


def read_row(
    number: int, cells: Sequence[str], columns: Sequence[TableColumn], basis: str
) -> tuple[TableRow, list[Fault]]:
    """Return what a row says, and all that is wrong with it.

    `number` counts from 1; a short row has empty cells at its end. `basis` is that of cells without one whose column
    has none.
    """
    found = {(c.name, c.is_basis): cells[c.place].strip(" \t") if c.place < len(cells) else "" for c in columns}
    content = found.get((TEXT, False), "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    defaults = {column.name: column.default for column in columns if column.default}
    text = (found.get((FILE, False)) or found.get((ID, False), "")).strip()
    row, faults = TableRow(number, text, found.get((ORDER, False), "").strip(), f"{content}\n" if content else ""), []
    for (name, is_basis), cell in found.items():
        if is_basis or name in {FILE, ID, ORDER, TEXT} or not cell.strip():
            continue
        try:
            row.facts[name] = (
                None
                if cell.strip() == REMOVED
                else _facts(name, cell, found.get((name, True), ""), defaults.get(name, basis))
            )
        except Fault as fault:
            faults.append(Fault(f"column {shown(name)}: {fault}", fault.remedy))
    return row, faults


def _facts(name: str, cell: str, bases: str, default: str) -> list[WrittenFact]:
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    values = lines if "\n" in cell else [part for part in cell.split(_BETWEEN_VALUES) if part.strip()]
    given = [line.strip() for line in bases.split("\n") if line.strip()] or ([default] if default else [])
    if len(given) not in {1, len(values)}:
        what = f"{len(values)} values and {len(given)} bases" if given else f"{shown(cell)} has no basis"
        column = repr(f"{name} {BASIS}")
        remedy = f"Write one basis a line in the column {column}, such as “editor: after the catalogue”"
        if not given:
            remedy += '; or for all that have none: --basis "editor: after the catalogue"'
        raise Fault(what, remedy)
    return [
        {"value": value.strip(), **read_basis(basis, value)}
        for value, basis in zip(values, given * len(values), strict=False)
    ]


def read_basis(text: str, value: str) -> WrittenFact:
    """Return a basis with what stands beside it.

    Raises:
        Fault: if it is none.
    """
    if text.startswith("{"):
        return _from_json(text)
    pairs = (part.partition(":") for part in text.split(_BETWEEN_KEYS))
    parts = {key.strip().lower(): words.strip() for key, _, words in pairs}
    if "stated" in parts and not parts["stated"]:
        parts["stated"] = value
    return parts


def _from_json(text: str) -> WrittenFact:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Fault(f"not a basis: {text[:40]!r}", "Write “editor: the note”, or the like") from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Fault(f"not a basis: {text[:40]!r}", "Write “editor: the note”, or the like")
    return found


def cells_of(facts: Sequence[WrittenFact]) -> tuple[str, str]:
    """Return the two cells of a field: its values, and how each is known."""
    values = [" ".join(fact["value"].split()) for fact in facts]
    text = "\n".join(values)
    if len(values) == 1 and _BETWEEN_VALUES in text:
        text += "\n"  # so that it isn't taken for several
    return text, "\n".join(_basis_of(fact) for fact in facts)


def _basis_of(fact: WrittenFact) -> str:
    rest = {key: " ".join(text.split()) for key, text in fact.items() if key != "value"}
    ordered = {key: rest[key] for key in sorted(rest, key=lambda key: key not in _LABELS)}
    written = _BETWEEN_KEYS.join(f"{key}: {text}" for key, text in ordered.items())
    is_plain = not any(_BETWEEN_KEYS in text or not text for text in ordered.values())
    return written if is_plain else json.dumps(ordered, ensure_ascii=False)


_LABELS = frozenset(row.key for row in BASES.values())
