"""Which archive a command works on: the one that its user stands in or below, or the folder that somebody names."""

import os
from pathlib import Path

import click
from click.core import ParameterSource

from sourcebook.problems import refusal
from sourcebook.project import SEEDS, SEEDS_VARIABLE, SETTINGS, project_among
from sourcebook.read.file_names import ARCHIVE_FILES
from sourcebook.read.folder import EVERYTHING, holds_everything


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
    if holds_everything(Path(value)):
        raise refusal(value, *EVERYTHING)
    why, where = "", f"with {parameter.opts[0]}" if parameter.opts[0].startswith("-") else ""
    if source is ParameterSource.ENVIRONMENT:
        why, where = f", as {SEEDS_VARIABLE} says", f"in {SEEDS_VARIABLE}"
    if not Path(value).is_dir():
        raise refusal(value, "there is no such folder", f"Make it, or name another {where}".rstrip())
    click.echo(f"Folder: {value}{why}", err=aside)
    return value
