"""`sourcebook compare-builds`: what an upgrade, or a change of the texts, would do to the site."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec import to_builtins

from sourcebook.check.builds import Comparison, compare_builds
from sourcebook.commands.telling import counted
from sourcebook.problems import refusal

FEW = 10
"""Of a kind that are named; of more it is said how many there are."""
_EXAMPLES = """\b
Before you take an upgrade:
  mkdocs build -d before                 with what you have
  pip install --upgrade sourcebook
  mkdocs build -d after
  sourcebook compare-builds before after
"""


@click.command("compare-builds", epilog=_EXAMPLES)
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything that differs, as JSON.")
@click.option("--all", "is_long", is_flag=True, help="Name everything that differs, not the first of each kind.")
def compare_builds_command(old: Path, new: Path, as_json: bool, is_long: bool) -> None:
    """Say what differs between two built sites, OLD and NEW: addresses, pages, links, records.

    It ends with 1 if an address of a document or of a paragraph is lost, else with 0.
    """
    for site in (old, new):
        if not (site / "index.html").is_file():
            raise refusal(str(site), "no built site", "Build it first: mkdocs build -d FOLDER")
    found = compare_builds(old, new)
    if as_json:
        click.echo(json.dumps({**to_builtins(found), "lost": found.lost}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(report(found, most=10**9 if is_long else FEW)))
    if found.lost:
        raise SystemExit(1)


def report(found: Comparison, most: int = FEW) -> Iterator[str]:
    """Yield what differs between two builds, a line each."""
    if found.is_same:
        yield f"Nothing differs: {counted(found.pages, 'page')}, every file the same."
        return
    pages = [
        f"/{address}: {'; '.join(f'“{change.old}” → “{change.new}”' for change in changes[:2])}"
        + (f" and {len(changes) - 2:,} more" if len(changes) > 2 else "")
        for address, changes in found.pages_changed.items()
    ]
    lost = dict.fromkeys(found.lost)
    yield from _section("Lost, though promised", [f"/{address}" for address in lost], most)
    yield from _section("Addresses gone", [f"/{a}" for a in found.addresses_gone if a not in lost], most)
    yield from _section("Addresses new", [f"/{address}" for address in found.addresses_new], most)
    yield from _section("Pages that read otherwise", pages, most)
    yield from _section("Links gone", found.links_gone, most)
    yield from _section("Links new", found.links_new, most)
    yield from _section("Links judged otherwise", found.links_changed, most)
    records = [f"{id}: {', '.join(keys)}" for id, keys in found.records_changed.items()]
    yield from _section("Records that say something else", records, most)
    if found.markup_changed:
        yield f"Pages with the same words, set otherwise: {found.markup_changed:,} of {found.pages:,}"
    yield from _section("Other files", found.files_changed, most)
    if not lost:
        yield "Every address of a document and of a paragraph still leads to its page."


def _section(heading: str, lines: Sequence[str], most: int) -> Iterator[str]:
    if lines:
        yield f"{heading}: {len(lines):,}"
        yield from (f"  {line}" for line in lines[:most])
        if len(lines) > most:
            yield f"  and {len(lines) - most:,} more (--all)"
