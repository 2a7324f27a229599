"""A table's rows → the sidecars that they change, each checked against its text; what is alike is told once."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from sourcebook import addresses
from sourcebook.commands.telling import counted
from sourcebook.curated.marked_yaml import read_yaml
from sourcebook.curated.sidecar_writer import FACTS, with_facts
from sourcebook.curated.table import BASIS, TableRow, WrittenFact
from sourcebook.describe import describe_source
from sourcebook.gathered import gathered
from sourcebook.model import About, Sidecar, Source
from sourcebook.problems import ArchiveError, Fault, Findings, Problem, shown
from sourcebook.read.file_names import can_have_a_sidecar, no_sidecar
from sourcebook.read.texts import source_of
from sourcebook.text.days import words_of_day
from sourcebook.vocabulary.bases import BASES

_STATE = "Write the text’s own words behind “stated:”, or another basis, such as “editor: after the catalogue”"
_FEW_ROWS = 4
"""Rows with a problem that is told for each; of more it is told once."""
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|“[^”]*”|\b\d+\b""")


class TableDesk(Struct, frozen=True):
    """A seeds folder, read: what a table speaks of."""

    folder: Path
    label: str
    about: About
    sources: dict[str, Source]
    """The current text by its stem."""
    sidecars: dict[str, Sidecar]
    facts: dict[str, dict[str, list[WrittenFact]]]
    """As each sidecar writes them."""
    orders: dict[str, str]

    @property
    def stems(self) -> dict[str, str]:
        """The stem by every name a row may give a text."""
        found: dict[str, str] = {}
        for stem, source in self.sources.items():
            found |= {stem: stem, source.name: stem, f"{stem}.txt": stem, source.id: stem}
        return found


def changed_sidecars(desk: TableDesk, file: str, rows: Iterator[tuple[TableRow, list[Fault]]]) -> dict[str, bytes]:
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
            except Fault as fault:
                findings.error(file, row.number, str(fault), fault.remedy)
        elif stem and row.content and _words(row.content) != _words(desk.sources[stem].text):
            remedy = f"A corrected text is a new file, {stem}.v2.txt; or empty the cell"
            findings.error(file, row.number, f"{desk.sources[stem].file} has another text", remedy)
        if stem is None and row.content:
            continue
        if stem is None:
            findings.error(
                file, row.number, f"no text is called {shown(row.text)}", f"Give the name of a file in {desk.label}"
            )
        elif stem in seen:
            findings.error(file, row.number, f"row {seen[stem]} is of {shown(row.text)} too", "Keep one of them")
        elif (raw := _changed(desk, stem, _with_words(row, desk.sources[stem].text))) is not None:
            written[stem] = raw
            _check(desk, stem, raw, (file, row.number), findings, ids)
        if stem:
            seen.setdefault(stem, row.number)
    if findings.errors:
        raise ArchiveError(_said_once(findings.errors))
    return written


def _with_words(row: TableRow, text: str) -> TableRow:
    """Return a row in which a value that the text states, and that it writes otherwise, has the words of the text.

    “Alden, Henry” is “Henry Alden” in a text, and 1881-03-03 “3 March 1881”.
    """
    for value in (value for values in row.facts.values() for value in values or ()):
        said = value["value"]
        if value.get("stated") == said and said not in text:
            family, comma, given = said.partition(", ")
            turned = f"{given} {family}" if comma else ""
            value["stated"] = (turned if turned and turned in text else words_of_day(text, said)) or said
    return row


def _said_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems of a table, those that are alike but for what they quote as one that names the rows."""
    alike = gathered(((p.file, _shape(p.what)), p) for p in sorted(problems))
    for (file, _), found in alike.items():
        first, rows = found[0], list(dict.fromkeys(problem.line for problem in found))
        if len(rows) < _FEW_ROWS:
            yield from found
            continue
        what = f"{first.what}; and {counted(len(found) - 1, 'cell')} like it, in the rows {_ranges(rows)}"
        yield Problem(file, first.line, what, first.remedy)


def _shape(what: str) -> tuple[str, str]:
    """Return what is wrong without what it quotes, and the column, whose name it quotes first."""
    column, _, rest = what.partition(": ") if what.startswith("column ") else ("", "", what)
    return column, _QUOTED.sub("", rest)


def _ranges(rows: Sequence[int]) -> str:
    """Return numbers in order as people write them: “2–4, 7”."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _brought(desk: TableDesk, name: str, content: str, ids: dict[str, str]) -> str:
    """Put a text that a row brings on the desk, and its id among `ids`, those of all texts; return its stem.

    Raises:
        Fault: if it can't be called so.
    """
    stem = name.removesuffix(".txt")
    source = source_of(stem, content, desk.label)
    id = source.id
    if not addresses.is_id(id) or "/" in stem or "\\" in stem or stem.startswith("."):
        raise Fault(f"no text can be called {shown(name)}", "Give it the name of a file")
    if id in ids:
        raise Fault(f"the address of {shown(name)} is that of {ids[id]!r} too", "Rename one of them")
    ids[id] = source.name
    desk.sources[stem] = source
    return stem


def _words(text: str) -> list[str]:
    return text.removeprefix("\ufeff").split()


def _changed(desk: TableDesk, stem: str, row: TableRow) -> bytes | None:
    """Return a text's sidecar with what its row says; None if it says that already."""
    now = desk.facts.get(stem, {})
    new = {name: values for name, values in row.facts.items() if not _says(now.get(name), values)}
    order = row.order if row.order != desk.orders.get(stem, "") else ""
    if not new and not order:
        return None
    sidecar = desk.sidecars.get(stem)
    return with_facts(sidecar.raw if sidecar else b"", new, order)


def _says(now: list[WrittenFact] | None, values: list[WrittenFact] | None) -> bool:
    """Say whether a sidecar says already what a row says: a basis may be its word alone, as in catalogue.csv."""
    if now is None or values is None:
        return now is values
    return len(now) == len(values) and all(_alike(old, new) for old, new in zip(now, values, strict=True))


def _alike(old: WrittenFact, new: WrittenFact) -> bool:
    folded = {key: " ".join(text.split()) for key, text in old.items()}
    words = [key for key in new if key in _BASES]
    bare = len(new) == len(("value", BASIS)) and len(words) == 1 and new[words[0]] in {"", new["value"]}
    return folded == new or (bare and folded["value"] == new["value"] and words[0] in folded)


_BASES = frozenset(row.key for row in BASES.values())


def _check(
    desk: TableDesk, stem: str, raw: bytes, place: tuple[str, int], findings: Findings, ids: Collection[str]
) -> None:
    """Tell what is wrong with a sidecar as it would be, by the row and the column that it comes from."""
    if not can_have_a_sidecar(stem):
        findings.error(*place, no_sidecar(stem), "Rename the text, or leave its row without facts")
        return
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
        remedy = _STATE if column and problem.what.endswith("are not in the text") else problem.remedy
        findings.error(*place, where + problem.what.removeprefix(f"`{column}`: "), remedy)
