"""`sourcebook links`: who quotes whom in a folder of texts, as data, without a site."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import click

from sourcebook.commands.on_dask import dask
from sourcebook.commands.options import named_or_found
from sourcebook.commands.outputs import check_output, in_one_step
from sourcebook.commands.telling import counted
from sourcebook.export.links import link_as_data, passage_as_data, unsourced_as_data
from sourcebook.link.rules import VERSION
from sourcebook.locks import temporary_folder
from sourcebook.pipeline.linking import FoundLinks, find_links
from sourcebook.progress import Progress
from sourcebook.project import SEEDS_VARIABLE
from sourcebook.spread import links_in_parts

_EXAMPLES = """\b
Examples:
  sourcebook links letters/                      every link, one a line
  sourcebook links letters/ -o links.jsonl       into a file, progress on the terminal
  sourcebook links letters/ | grep '"quotation"' who quotes whom
  sourcebook links letters/ --cache .links       faster the next time
  sourcebook links letters/ --on dask            in parts, on all processors of this machine
  sourcebook links /data/letters --on tcp://10.0.0.5:8786 --cache /data/links
"""


@click.command("links", epilog=_EXAMPLES)
@click.argument("folder", envvar=SEEDS_VARIABLE, required=False, callback=partial(named_or_found, aside=True))
@click.option("--output", "-o", type=click.Path(path_type=Path), default="-", help="A file to write.")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help="A folder that keeps what takes long.")
@click.option(
    "--on", metavar="dask|ADDRESS", help="Work in parts, on a Dask cluster: one that is started here, or yours."
)
@click.option("--parts", type=click.IntRange(1), help="In how many parts; else a part has 512 texts, or 16 MB.")
def links(folder: str, output: Path, cache: Path | None, on: str | None, parts: int | None) -> None:
    """Find who quotes whom in FOLDER, and write it as JSON Lines.

    FOLDER is a seeds folder, or any folder of plain texts; without one, it is the archive you stand in. Sidecars, roles
    and links.yml count where there are any, and nothing in it is changed or published. Each line is an object with a
    `type`: `rules` once, then every `link` as in links.json, every `passage` with its witnesses, and every `unsourced`
    quotation, whose words stand in no other text of the folder.

    With --on, texts are read in parts that any number of processes work on, none of which holds all of them; what is
    written is the same. `--on dask` starts a process for each processor of this machine. An address is that of the
    scheduler of a cluster, whose machines have to reach FOLDER and the --cache folder by the same paths. The work of a
    process that is lost is done by another; after a run that was stopped, the same command goes on where it was.
    """
    if parts and on is None:
        raise click.UsageError("--parts tells how to work on a cluster: say --on dask, too")
    if on not in (None, "dask") and cache is None:
        raise click.UsageError("a cluster of yours asks for --cache: a folder that all its machines reach by one path")
    place = nullcontext(output) if (is_told := str(output) == "-") else in_one_step(output)
    if not is_told:
        check_output(output, Path(folder), (".jsonl", ".json"))
    told = Progress(sys.stderr, partial(click.echo, err=True))
    with _found(folder, cache, on, parts or 0, told) as found:
        told.end()
        for note in sorted(found.notes, key=str):
            click.echo(f"Note: {note}", err=True)
        with place as written, click.open_file(str(written), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in _entries(found))
    counts = ((found.links, "link"), (found.passages, "passage"), (found.unsourced, "quotation"))
    links, passages, quotations = (counted(len(those), noun) for those, noun in counts)
    texts = counted(len(found.documents), "text")
    click.echo(f"{texts}: {links}, {passages}, {quotations} from elsewhere.", err=True)


@contextmanager
def _found(folder: str, cache: Path | None, on: str | None, parts: int, told: Progress) -> Iterator[FoundLinks]:
    label = folder.rstrip("/")
    if on is None:
        yield find_links(Path(folder), label, cache, told)
        return
    with ExitStack() as stack:
        kept = cache or stack.enter_context(temporary_folder("sourcebook-links"))  # removed when nobody writes there
        run = stack.enter_context(dask("" if on == "dask" else on))
        yield stack.enter_context(links_in_parts(Path(folder).resolve(), label, kept, run, told, parts))


def _entries(found: FoundLinks) -> Iterator[dict[str, Any]]:
    yield {"type": "rules", "rules": VERSION}
    yield from ({"type": "link", **link_as_data(link)} for link in found.links)
    yield from ({"type": "passage", **passage_as_data(passage)} for passage in found.passages)
    yield from (
        {"type": "unsourced", **unsourced_as_data(quotation, found.documents[quotation.document])}
        for quotation in found.unsourced
    )
