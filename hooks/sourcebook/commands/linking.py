"""`sourcebook links`: who quotes whom in a folder of texts, as data, without a site."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from sourcebook.commands.finding import VARIABLE, named_or_found
from sourcebook.commands.progress import Progress
from sourcebook.export.links import link_as_data, passage_as_data, unsourced_as_data
from sourcebook.model import Archive
from sourcebook.pipeline import find_links

_EXAMPLES = """\b
Examples:
  sourcebook links letters/                      every link, one a line
  sourcebook links letters/ -o links.jsonl       into a file, progress on the terminal
  sourcebook links letters/ | grep '"quotation"' who quotes whom
  sourcebook links letters/ --cache .links       faster the next time
"""


@click.command("links", epilog=_EXAMPLES)
@click.argument(
    "folder",
    type=click.Path(exists=True, file_okay=False),
    envvar=VARIABLE,
    required=False,
    callback=partial(named_or_found, aside=True),
)
@click.option("--output", "-o", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="A file to write.")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help="A folder that keeps what takes long.")
def links(folder: str, output: TextIO, cache: Path | None) -> None:
    """Find who quotes whom in FOLDER, and write it as JSON Lines.

    FOLDER is a seeds folder, or any folder of plain texts; without one, it is the archive you stand in. Sidecars, roles
    and links.yml count where there are any, and nothing in it is changed or published. Each line is an object with a
    `type`: `rules` once, then every `link` as in links.json, every `passage` with its witnesses, and every `unsourced`
    quotation, whose words stand in no other text of the folder.
    """
    told = Progress(sys.stderr)
    archive, warnings = find_links(Path(folder), folder.rstrip("/"), cache, told)
    told.end()
    for warning in (*warnings, *archive.notes):
        click.echo(f"Note: {warning}", err=True)
    output.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in _entries(archive))
    counts = f"{len(archive.documents):,} texts: {len(archive.links):,} links, {len(archive.passages):,} passages"
    click.echo(f"{counts}, {len(archive.loose):,} quotations from elsewhere.", err=True)


def _entries(archive: Archive) -> Iterator[dict[str, Any]]:
    yield {"type": "rules", "rules": archive.rules.version}
    yield from ({"type": "link", **link_as_data(link)} for link in archive.links)
    yield from ({"type": "passage", **passage_as_data(passage)} for passage in archive.passages)
    yield from (
        {"type": "unsourced", **unsourced_as_data(quotation, archive.by_id[quotation.document])}
        for quotation in archive.loose
    )
