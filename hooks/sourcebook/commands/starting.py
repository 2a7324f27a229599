"""`sourcebook new`: an archive of one's own, that uses Sourcebook as an installed package."""

import json
import re
import shutil
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from shlex import quote

import click
from babel import Locale

from sourcebook import __version__, page_language
from sourcebook.problems import Fault, refusal
from sourcebook.vocabulary import values

TEMPLATE = Path(__file__).with_name("new_archive")
_HIDDEN = re.compile("^dot-")
"""Begins the names of files whose own begin with a dot."""


def _tag(_: click.Context, __: click.Parameter, value: str) -> str:
    if isinstance(fault := values.language(value), Fault):
        raise click.BadParameter(f"{fault.what}. {fault.remedy}.")
    return value


def _in_english(tag: str) -> str:
    return str(Locale("en").languages.get(tag.split("-", maxsplit=1)[0].lower(), tag))


@click.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="A new archive", show_default=True, help="What the archive is called.")
@click.option(
    "--language", callback=_tag, default="en", show_default=True, help="Of the texts and the pages, such as de."
)
def new(folder: Path, title: str, language: str) -> None:
    """Make FOLDER, an archive with an example text, to be filled with your own."""
    if folder.exists() and any(folder.iterdir()):
        raise refusal(str(folder), "the folder isn't empty", "Name another; nothing was written")
    title = " ".join(title.split()) or "A new archive"
    was_there = folder.exists()
    try:
        _make(folder, title, language)
    except OSError:
        for made in (*folder.iterdir(),) if folder.is_dir() else ():
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        if not was_there and folder.is_dir():
            folder.rmdir()
        raise
    pages = str(page_language.language(language).locale.language)
    click.echo(
        f"Texts are in {_in_english(language)} where nothing else is said, and the pages are in {_in_english(pages)}."
    )
    click.echo(f"{folder}: a new archive. {folder / 'README.md'} says how to go on; the first step:")
    click.echo(f"    cd {quote(str(folder))} && mkdocs serve")


def _make(folder: Path, title: str, language: str) -> None:
    for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        target = folder.joinpath(*(_HIDDEN.sub(".", part) for part in source.relative_to(TEMPLATE).parts))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    _fill(folder / "requirements.txt", "{requirement}", requirement())
    _fill(folder / "README.md", "{title}", title)
    _fill(folder / "seeds" / "archive.yml", "title: A new archive", f"title: {json.dumps(title, ensure_ascii=False)}")
    _fill(folder / "seeds" / "archive.yml", "language: en", f"language: {language}")


def _fill(file: Path, slot: str, value: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(slot, value, 1), encoding="utf-8", newline="\n")


def requirement() -> str:
    """Return how this Sourcebook is asked for: by its version, or from where it was installed (PEP 610)."""
    try:
        told = distribution("sourcebook").read_text("direct_url.json")
        origin = json.loads(told) if told else {}
    except PackageNotFoundError:
        origin = {}
    if not origin.get("url"):
        return f"sourcebook=={__version__}"
    vcs = origin.get("vcs_info", {})
    url = f"{vcs['vcs']}+{origin['url']}@{vcs['commit_id']}" if vcs else origin["url"]
    return f"sourcebook @ {url}"
