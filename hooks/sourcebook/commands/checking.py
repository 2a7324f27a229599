"""`sourcebook check`: everything that a build checks before it begins, and the ledger against an earlier one."""

from __future__ import annotations

from pathlib import Path

import click

from sourcebook.commands.workspace import refusal, seeds_option
from sourcebook.ledger.store import FILE, check_continues
from sourcebook.pipeline import read_archive
from sourcebook.problems import ArchiveError, Findings, readable
from sourcebook.publish.provenance import committed

NO_COMMIT = "0" * 40
"""How a host names the commit before the first."""


@click.command()
@seeds_option
@click.option(
    "--base",
    metavar="REVISION",
    help="Compare with the ledger of this git revision, and fail on documents that aren't recorded.",
)
def check(seeds: str, base: str | None) -> None:
    """Check the seeds folder and its ledger as a build does; with --base, as a pull request must pass it."""
    folder, label = Path(seeds), seeds.rstrip("/")
    findings = Findings()
    if base:
        _compare(folder, label, base, findings)
    try:
        archive, warnings = read_archive(folder, label)
    except ArchiveError as error:
        raise ArchiveError([*findings, *error.problems]) from None
    for warning in readable(warnings):
        click.echo(f"Warning: {warning}", err=True)
    new = [h for h in archive.holdings.values() if not h.is_recorded and not (h.withheld and h.withheld.day)]
    for holding in new if base else ():
        file = holding.current.source.file
        findings.error(file, 0, f"{holding.id} is not recorded in the ledger", "Run: sourcebook record")
    findings.raise_if_any()
    for note in archive.notes:
        click.echo(f"Note: {note}")
    count = sum(holding.is_recorded for holding in archive.holdings.values())
    click.echo(f"{count:,} of {len(archive.holdings):,} documents are recorded, and every promise is kept.")


def _compare(folder: Path, label: str, base: str, findings: Findings) -> None:
    if base == NO_COMMIT:
        click.echo("Nothing was published before: the ledger is compared with nothing.")
        return
    file = f"{label}/{FILE}"
    try:
        before = committed(folder, FILE, base)
    except LookupError as fault:
        raise refusal(file, f"can't be compared with {base}: {fault}", "Fetch that revision, or name another") from None
    path = folder / FILE
    check_continues(before or b"", path.read_bytes() if path.is_file() else b"", base, file, findings)
