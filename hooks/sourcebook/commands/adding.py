"""`sourcebook add`: files of any usual format become texts of the archive; sidecars propose what they state."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from sourcebook import addresses
from sourcebook.commands.sharing import shared
from sourcebook.commands.workspace import counted, glimpse, refusal, seeds_option, yes_option
from sourcebook.curated.sidecar_writer import with_facts
from sourcebook.describe.propose import Proposal, propose
from sourcebook.intake.extract import Extracted, ExtractionError, extract
from sourcebook.problems import Findings

TEXT, SIDECAR = ".txt", ".yml"
_NOTE = "# Proposed from the text's own words. Take the “# ” away in front of what is right, and delete the rest.\n"


@dataclass(frozen=True, slots=True)
class Addition:
    """A file, and what becomes of it."""

    path: Path
    stem: str
    extracted: Extracted
    proposals: list[Proposal]

    @property
    def is_text(self) -> bool:
        """Whether the file is a text in UTF-8 already, and is taken as it is."""
        return not self.extracted.by and self.path.suffix.lower() == TEXT


@click.command("add")
@seeds_option
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--encoding", default="", help="Of plain texts that are not in UTF-8, such as cp1252.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and add nothing.")
@click.option("--alone", is_flag=True, help="Don't look for names and passages shared with the archive.")
@yes_option
def add(seeds: str, files: tuple[Path, ...], encoding: str, dry_run: bool, alone: bool, yes: bool) -> None:
    """Add FILES to the archive: texts, Markdown, HTML, DOCX, ODT, RTF, EPUB, EML and PDF; of folders all in them.

    Before anything is written it says what was read, what each text seems to state of itself, and which names and
    passages it shares with what is there.
    """
    folder, label = Path(seeds), seeds.rstrip("/") or seeds
    if not folder.is_dir():
        raise refusal(label, "there is no such folder", "Make it, or name another with --seeds")
    additions = list(_additions(folder, label, files, encoding))
    shares = {} if alone else shared(folder, label, {addition.stem: addition.extracted.text for addition in additions})
    for addition in additions:
        _tell(label, addition, shares.get(addition.stem, ()))
    if dry_run or not additions:
        return
    if not yes:
        click.confirm(f"Add {counted(len(additions), 'text')} to {label}?", abort=True)
    for addition in additions:
        _write(folder, addition)
    click.echo(f"{label}: {counted(len(additions), 'text')} added. Read them through, then: sourcebook check")


def _additions(folder: Path, label: str, files: tuple[Path, ...], encoding: str) -> Iterator[Addition]:
    """Yield what is to be added.

    Raises:
        ArchiveError: with every file that can't be, and why; then none is.
    """
    findings, stems = Findings(), dict[str, Path]()
    there = {addresses.document_id(path.relative_to(folder).as_posix()[:-4]): path for path in folder.rglob(f"*{TEXT}")}
    found: list[Addition] = []
    for path in _walk(files):
        stem = path.stem
        if (folder / f"{stem}{TEXT}").exists():
            findings.error(str(path), 0, f"{label}/{stem}{TEXT} is there already", "Rename the file, or leave it out")
        elif not addresses.is_id(addresses.document_id(stem)):
            findings.error(str(path), 0, "no address can be made of the file's name", "Rename the file")
        elif (other := there.get(addresses.document_id(stem))) is not None:
            findings.error(str(path), 0, f"its address is that of {label}/{other.name} already", "Rename the file")
        elif stem in stems:
            findings.error(str(path), 0, f"{stems[stem]} would have the same name", "Rename one of them")
        else:
            stems[stem] = path
            try:
                extracted = extract(path, encoding)
            except ExtractionError as fault:
                findings.error(str(path), 0, str(fault), fault.remedy)
            except OSError as fault:
                findings.error(str(path), 0, f"the file can't be read ({fault.strerror})", "Look at its permissions")
            else:
                found.append(Addition(path, stem, extracted, propose(extracted.text)))
    findings.raise_if_any()
    yield from found


def _walk(files: tuple[Path, ...]) -> Iterator[Path]:
    """Yield every file, those of folders in the order of their names; what begins with a dot is passed over."""
    for path in files:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            yield from (
                file for file in inside if not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        else:
            yield path


def _tell(label: str, addition: Addition, shares: Iterable[str]) -> None:
    by = f", {addition.extracted.by}" if addition.extracted.by else ""
    words = len(addition.extracted.text.split())
    click.echo(f"{label}/{addition.stem}{TEXT} from {addition.path}{by}: {words:,} words")
    click.echo(f"    {glimpse(addition.extracted.text[:400])}")
    for proposal in addition.proposals:
        click.echo(f"    proposed: {proposal.field}: {proposal.fact['value']}")
    for line in shares:
        click.echo(f"    {line}")


def _write(folder: Path, addition: Addition) -> None:
    text = folder / f"{addition.stem}{TEXT}"
    if addition.is_text:
        shutil.copyfile(addition.path, text)
    else:
        text.write_text(addition.extracted.text, encoding="utf-8", newline="")
        if addition.path.suffix.lower() != TEXT:
            shutil.copyfile(addition.path, folder / addition.path.name)
    sidecar = folder / f"{addition.stem}{SIDECAR}"
    if not sidecar.exists():
        sidecar.write_bytes(sidecar_of(addition))


def sidecar_of(addition: Addition) -> bytes:
    """Return the sidecar of what is added: how the text was obtained, and the proposals as comments."""
    facts = {}
    if not addition.is_text:
        note = f"by {addition.extracted.by}, from {addition.path.name}" if addition.extracted.by else addition.path.name
        facts["obtained"] = [{"value": "extracted", "editor": note}]
    raw = with_facts(b"", facts) if facts else b"facts:\n"
    lines = [line for proposal in addition.proposals for line in _commented(proposal)]
    return (raw.decode() + (_NOTE + "".join(lines) if lines else "")).encode() if facts or lines else b""


def _commented(proposal: Proposal) -> Iterator[str]:
    written = with_facts(b"", {proposal.field: [proposal.fact]}).decode().splitlines()[1:]
    yield from (f"# {line}\n" for line in written)
