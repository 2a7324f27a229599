"""`sourcebook names`: phrases that may be names, and that the names file doesn't know."""

from pathlib import Path

import click

from sourcebook.commands.options import seeds_option
from sourcebook.commands.telling import counted
from sourcebook.direction import visible
from sourcebook.names.candidates import candidates
from sourcebook.pipeline import read_archive


@click.command("names")
@seeds_option
@click.option("--least", default=2, show_default=True, help="How often a phrase has to occur in the texts.")
@click.option("--most", default=100, show_default=True, help="How many phrases to print.")
def names(seeds: str, least: int, most: int) -> None:
    """Print capitalised phrases that recur and that names.yml doesn't know; none is published by itself."""
    folder, label = Path(seeds), seeds.rstrip("/")
    archive, _ = read_archive(folder, label)
    found = candidates(archive.documents, archive.mentions, archive.no_names, least)
    for candidate in found[:most]:
        click.echo(f"{candidate.count:>6,} in {counted(len(candidate.documents), 'text')}: {visible(candidate.words)}")
        click.echo(f"       … {visible(candidate.around)} …")
    if len(found) > most:
        click.echo(f"And {len(found) - most:,} more: sourcebook names --most {len(found)}")
    click.echo(f"Phrases found: {len(found):,}. Names known: {len(archive.names):,}.")
    click.echo(f"Add names to {label}/names.yml, other phrases to its list `ignored`.")
