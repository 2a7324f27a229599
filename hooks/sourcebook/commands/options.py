"""The options that commands share; and which archive they work on: the one stood in or below, or the folder named."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct

from sourcebook.ledger.events import is_one_line
from sourcebook.problems import Fault, refusal
from sourcebook.project import SEEDS, SEEDS_VARIABLE, SETTINGS, project_among
from sourcebook.read.file_names import ARCHIVE_FILES
from sourcebook.read.folder import wrong_folder
from sourcebook.vocabulary.values import day


def archive_from(here: Path) -> Path | None:
    """Return the seeds folder of the archive that a folder is part of, or None.

    Going up from `here`, it is the first folder that holds a file of an archive (archive.yml, ledger.jsonl, …), or the
    `seeds/` of the first that has one beside mkdocs.yml.
    """
    for folder in (here, *here.parents):
        if any((folder / name).is_file() for name in ARCHIVE_FILES):
            return folder
        if (folder / SEEDS).is_dir() and (folder == here or (folder / SETTINGS).is_file()):
            return folder / SEEDS
    return None


def beside_settings(name: str, here: Path) -> Path:
    """Return where a name of the environment leads: as for a build, it is seen from the folder of mkdocs.yml."""
    project = project_among((here, *here.parents)) or here
    return next((folder / name for folder in (project, here) if (folder / name).is_dir()), Path(name))


def seen_from(folder: Path, here: Path) -> str:
    """Return a folder as messages name it: the way to it from where one stands."""
    return Path(os.path.relpath(folder, here)).as_posix() if folder.is_absolute() else folder.as_posix()


def named_or_found(
    context: click.Context, parameter: click.Parameter, value: str | None, *, aside: bool = False
) -> str:
    """Return the folder that a command is about to work on, and name it, with where that name comes from.

    Args:
        context: how the command was called.
        parameter: the one that names the folder.
        value: what it says; None where nobody said anything.
        aside: whether the command's output is data: then the folder is named beside it.

    Raises:
        ArchiveError: if nobody names one and there is none here or above, or it isn't there, or is a whole disk.
    """
    here, source = Path.cwd(), context.get_parameter_source(parameter.name or "")
    if value is None:
        found = archive_from(here)
        if found is None:
            remedy = f"Go into its folder, name its {SEEDS} folder, or make one: sourcebook new FOLDER"
            raise refusal(SEEDS, "there is no archive here, nor in a folder above", remedy)
        value = seen_from(found, here)
    elif source is ParameterSource.ENVIRONMENT and not Path(value).is_absolute():
        value = seen_from(beside_settings(value, here), here)
    if wrong := wrong_folder(Path(value)):
        raise refusal(value, *wrong)
    why, where = "", f"with {parameter.opts[0]}" if parameter.opts[0].startswith("-") else ""
    if source is ParameterSource.ENVIRONMENT:
        why, where = f", as {SEEDS_VARIABLE} says", f"in {SEEDS_VARIABLE}"
    if not Path(value).is_dir():
        raise refusal(value, "there is no such folder", f"Make it, or name another {where}".rstrip())
    click.echo(f"Folder: {value}{why}", err=aside)
    return value


class How(Struct, frozen=True):
    """How a command that writes was asked to do so."""

    seeds: str
    day: str | None
    """YYYY-MM-DD; None for this day."""
    yes: bool
    """Not to ask."""


Decorated = Callable[..., Any]


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and isinstance(day(value), Fault):
        raise click.BadParameter("a day is written YYYY-MM-DD")
    return value


def _reason(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not is_one_line(value):
        raise click.BadParameter("a reason is one line, and its direction is not turned")
    return value.strip()


def _needed_reason(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not (value := _reason(context, parameter, value)):
        raise click.BadParameter("a reason can't be empty: it is shown on the page")
    return value


seeds_option = click.option(
    "--seeds",
    envvar=SEEDS_VARIABLE,
    callback=named_or_found,
    metavar="FOLDER",
    help=f"The seeds folder; {SEEDS_VARIABLE} names it too. Unless named, it is that of the archive you stand in.",
)
day_option = click.option(
    "--day", callback=_day, metavar="YYYY-MM-DD", help="The day the line bears, instead of today."
)
yes_option = click.option("--yes", "-y", is_flag=True, help="Don't ask.")
reason_option = click.option("--reason", default="", callback=_reason, help="Why; it is written into the ledger.")
needed_reason_option = click.option(
    "--reason", required=True, callback=_needed_reason, help="Why; it is written into the ledger and shown on the page."
)


def writing(command: Decorated) -> Decorated:
    """Give a command the options of those that write a line, as its argument `how`."""

    @functools.wraps(command)
    def with_how(*arguments: Any, seeds: str, day: str | None, yes: bool, **options: Any) -> Any:
        return command(*arguments, how=How(seeds, day, yes), **options)

    for option in (yes_option, day_option, seeds_option):
        with_how = option(with_how)
    return with_how
