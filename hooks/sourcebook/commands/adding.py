"""`sourcebook add`: files of any usual format become texts of the archive; sidecars propose what they state."""

import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path

import click

from sourcebook import page_language
from sourcebook.commands.additions import Addition, additions, is_in_place
from sourcebook.commands.options import seeds_option, yes_option
from sourcebook.commands.outputs import in_one_step
from sourcebook.commands.sharing import shared
from sourcebook.commands.telling import agree, counted, glimpse
from sourcebook.curated.sidecar_writer import PROPOSED, with_facts
from sourcebook.describe.propose import by_field
from sourcebook.direction import has_right_to_left, visible
from sourcebook.intake.extract import TEXT
from sourcebook.pipeline.reading import language_of, read_about_file
from sourcebook.problems import Findings, readable
from sourcebook.read.folder import read_folder
from sourcebook.scripts import is_unspaced, unspaced

SIDECAR = ".yml"


@click.command("add")
@seeds_option
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--encoding", default="", help="Of plain texts that are not in UTF-8, such as cp1252.")
@click.option("--leave-out", is_flag=True, help="Leave out what can't be added, and add the rest.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and add nothing.")
@click.option("--alone", is_flag=True, help="Don't look for names and passages shared with the archive.")
@yes_option
def add(seeds: str, files: tuple[Path, ...], encoding: str, yes: bool, **asked: bool) -> None:
    """Add FILES to the archive: texts, Markdown, HTML, DOCX, ODT, RTF, EPUB, EML and PDF; of folders all in them.

    Each file stays beside its text as its original, and so do pictures that lie beside a text: letter.jpg, or
    letter-p1.jpg, letter-p2.jpg, beside letter.txt.

    Before anything is written it says what was read, what each text seems to state of itself, and which names and
    passages it shares with what is there.
    """
    folder, label = Path(seeds), seeds.rstrip("/") or seeds
    about = read_about_file(read_folder(folder, label, Findings()), Findings())
    page_language.speak(language_of(about))  # titles are proposed in it
    found, findings = additions(folder, label, files, encoding)
    if findings.errors and not asked["leave_out"]:
        if found:
            click.echo("Nothing was added. To add the rest, run this again with --leave-out.", err=True)
        findings.raise_if_any()
    for problem in readable(findings.errors):
        click.echo(f"Left out: {problem}", err=True)
    shares = (
        {} if asked["alone"] else shared(folder, label, {addition.stem: addition.extracted.text for addition in found})
    )
    for addition in found:
        _report(label, addition, shares.get(addition.stem, ()))
    if asked["dry_run"] or not found:
        return
    if not yes:
        agree(f"Add {counted(len(found), 'text')} to {label}?")
    _write(folder, found)
    click.echo(f"{label}: {counted(len(found), 'text')} added. Read them through, then: sourcebook check")


def _report(label: str, addition: Addition, shares: Iterable[str]) -> None:
    by = f", {addition.extracted.by}" if addition.extracted.by else ""
    text = addition.extracted.text
    length = counted(unspaced(text), "character") if is_unspaced(text) else counted(len(text.split()), "word")
    click.echo(f"{label}/{addition.stem}{TEXT} from {addition.path}{by}: {length}")
    click.echo(f"    {glimpse(text[:400])}")
    if addition.scan:
        click.echo(f"    its original: {addition.scan}")
    elif addition.pictures:
        click.echo(f"    its original: {counted(len(addition.pictures), 'picture')} of pages")
    elif addition.path.suffix.lower() == TEXT and addition.extracted.kind != TEXT:
        click.echo(f"    called {TEXT}, but it is a file of the kind {addition.extracted.kind}")
    if addition.extracted.kind == ".pdf" and has_right_to_left(text):
        click.echo(
            "    it runs from right to left: see whether its words are in their order, which a PDF need not tell"
        )
    for proposal in addition.proposals:
        click.echo(f"    proposed: {proposal.field}: {visible(proposal.fact['value'])}")
    for line in shares:
        click.echo(f"    {line}")


def _write(folder: Path, found: Collection[Addition]) -> None:
    """Write texts and what belongs to them: all, or none if one can't be written.

    The texts take their places last: a run that was killed before goes on.
    """
    with ExitStack() as stack:  # what is entered last takes its place first

        def beside(name: str) -> Path:
            return stack.enter_context(in_one_step(folder / name))

        for addition in found:
            if addition.is_text:
                shutil.copyfile(addition.path, beside(f"{addition.stem}{TEXT}"))
            else:
                beside(f"{addition.stem}{TEXT}").write_text(addition.extracted.text, encoding="utf-8", newline="")
        for addition in found:
            sidecar = f"{addition.stem}{SIDECAR}"
            if (content := sidecar_of(addition)) and not os.path.lexists(folder / sidecar):
                beside(sidecar).write_bytes(content)
            for file, name in addition.kept:
                if not is_in_place(folder / name, file):
                    shutil.copyfile(file, beside(name))


def sidecar_of(addition: Addition) -> bytes:
    """Return the sidecar of what is added: how the text was obtained, and the proposals as comments."""
    facts = {}
    if not addition.is_text:
        note = f"by {addition.extracted.by}, from {addition.path.name}" if addition.extracted.by else addition.path.name
        facts["obtained"] = [{"value": "extracted", "editor": note}]
    raw = with_facts(b"", facts) if facts else b"facts:\n"
    proposed = [with_facts(b"", {name: values}).decode() for name, values in by_field(addition.proposals).items()]
    lines = [f"# {line}\n" for written in proposed for line in written.splitlines()[1:]]
    return (raw.decode() + (PROPOSED + "".join(lines) if lines else "")).encode() if facts or lines else b""
