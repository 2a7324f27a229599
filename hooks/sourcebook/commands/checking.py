"""`sourcebook check`: what a build checks before it begins, the ledger against an earlier one, what to look over."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import yaml
from pathspec import GitIgnoreSpec

from sourcebook import addresses
from sourcebook.check.guide_links import check_guide_links
from sourcebook.commands.options import seeds_option
from sourcebook.commands.telling import counted
from sourcebook.derive.proofs import Proofs, Spelling, proofs
from sourcebook.direction import visible
from sourcebook.intake.extract import words_in
from sourcebook.ledger.store import FILE, check_continues
from sourcebook.model import GuidePage
from sourcebook.pipeline import read_archive
from sourcebook.pipeline.reading import language_of, read_about_file
from sourcebook.problems import ArchiveError, Findings, named, readable, refusal, shown
from sourcebook.project import OUR_PAGES, OURS, SETTINGS, is_our_page, project_among
from sourcebook.publish.provenance import NoAnswer, committed
from sourcebook.read.folder import read_folder
from sourcebook.read.guide import read_guide
from sourcebook.read.guide_markup import check_own_page
from sourcebook.read.own_files import check_own_files, is_left_by_a_tool
from sourcebook.visibility.leaks import check_copied
from sourcebook.vocabulary.fields import FIELDS_BY_NAME

NEVER_PAGES = (".*", "/templates/", "/manual/")
"""What is no part of an archive's site, wherever it lies: the first two to the site's generator."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
NO_COMMIT = "0" * 40
"""How a host names the commit before the first."""
FEW = 8
"""Files and pairs that are named; of more it is said how many there are."""


@click.command()
@seeds_option
@click.option(
    "--base",
    metavar="REVISION",
    help="Compare with the ledger of this git revision, and fail on documents that aren't recorded.",
)
@click.option("--all", "is_long", is_flag=True, help="Name every file and pair of names that you may look over.")
def check(seeds: str, base: str | None, is_long: bool) -> None:
    """Check the seeds folder and its ledger as a build does; with --base, as a pull request must pass it.

    It fails where a strict build would: a warning is enough. It ends with what you may look over, though nothing is
    wrong: texts without a date, facts that no text states, names that look alike.
    """
    folder, label = Path(seeds), seeds.rstrip("/")
    findings = Findings()
    if base is not None:
        _compare(folder, label, base, findings)
    own = _check_guide(folder, label, findings)
    try:
        archive, warnings = read_archive(folder, label)
    except ArchiveError as error:
        _warn(findings)
        raise ArchiveError([*findings, *error.found]) from None
    findings.warnings += warnings
    notes = check_copied(archive, folder, own, "the site would go on showing them", words_in, findings)
    _warn(findings)
    new = [h for h in archive.holdings.values() if not h.is_recorded and not (h.withheld and h.withheld.day)]
    for holding in new if base else ():
        file = holding.current.source.file
        findings.error(file, 0, f"{holding.id} is not recorded in the ledger", "Run: sourcebook record")
    findings.raise_if_any()
    for note in (*archive.notes, *notes):
        click.echo(f"Note: {note}")
    for line in report(proofs(archive), len(archive.documents) if is_long else FEW):
        click.echo(line)
    count = sum(holding.is_recorded for holding in archive.holdings.values())
    click.echo(f"{count:,} of {len(archive.holdings):,} documents are recorded, and every promise is kept.")
    if findings.warnings:
        what = f"{counted(len(findings.warnings), 'warning')}, told above"
        click.echo(f"{what}: a strict build, as one that publishes is, would stop. Mend what they tell.", err=True)
        raise SystemExit(1)


def _warn(findings: Findings) -> None:
    for warning in readable(findings.warnings):
        click.echo(f"Warning: {warning}", err=True)


def _check_guide(folder: Path, label: str, findings: Findings) -> dict[str, Path]:
    """Tell what is wrong with files in docs/, and links between pages that lead nowhere; return those files by name.

    What else is wrong with a page of the guide, reading the archive tells.
    """
    reading = read_folder(folder, label, Findings())
    pages = {f"{addresses.GUIDE}{page.name}.md": page for page in read_guide(folder, reading, Findings())}
    here = Path.cwd()
    own, left_out = _own_pages(project_among((*folder.resolve().parents, here, *here.parents)) or OURS)
    files = {path.relative_to(own).as_posix(): path for path in sorted(own.rglob("*")) if not path.is_dir()}
    files = {uri: path for uri, path in files.items() if not is_left_by_a_tool(uri)}
    files = {uri: path for uri, path in files.items() if not left_out.match_file(uri) and not is_our_page(path)}
    check_own_files(((uri, str(path)) for uri, path in files.items()), own, folder, label, findings)
    for uri, path in files.items():
        if uri.endswith(".md") and path.is_file() and os.access(path, os.R_OK):
            name = os.path.relpath(path)
            text = check_own_page(path.read_bytes(), name, lambda text: _FRONT_MATTER.sub("", text), findings)
            pages.setdefault(uri, GuidePage(path.stem, name, text))
    about = read_about_file(reading, Findings())
    language = language_of(about)
    places = [*(OUR_PAGES / tag for tag in reversed(language.fallbacks)), OUR_PAGES]

    def text_of(uri: str) -> str | None:
        if left_out.match_file(uri):
            return None
        if uri not in pages and (own / uri).is_file() and not is_our_page(own / uri):
            return ""  # a picture, say
        path = next((place / uri for place in places if (place / uri).is_file()), None)
        if path is None:
            return None
        return path.read_text(encoding="utf-8", errors="replace") if path.suffix == ".md" else ""

    check_guide_links(pages, text_of, findings)
    return {os.path.relpath(path): path for path in files.values() if path.is_file() and os.access(path, os.R_OK)}


def _own_pages(project: Path) -> tuple[Path, GitIgnoreSpec]:
    """Return the folder in which a project keeps pages of its own, and what of it is no part of the site."""
    try:
        settings = yaml.load((project / SETTINGS).read_bytes(), yaml.BaseLoader)  # noqa: S506  one that makes but text
        given = settings.items() if isinstance(settings, dict) else ()
        said = {key: value for key, value in given if isinstance(value, str)}  # no list that stands for a variable
        patterns = [line for key in ("exclude_docs", "draft_docs") for line in said.get(key, "").splitlines()]
        excluded = GitIgnoreSpec.from_lines([*NEVER_PAGES, *patterns])
    except (yaml.YAMLError, RecursionError, ValueError):  # which a build tells
        said, excluded = {}, GitIgnoreSpec.from_lines(NEVER_PAGES)
    return project / (said.get("docs_dir") or "docs"), excluded


def report(found: Proofs, most: int = FEW) -> Iterator[str]:
    """Yield what may be looked over, a line each."""
    lines = [*_on_facts(found, most)]
    if found.alike:
        lines.append(f"{counted(len(found.alike), 'pair')} of names look alike:")
        lines += [f"    {_spelled(one)} and {_spelled(other)}" for one, other in found.alike[:most]]
        if (more := len(found.alike) - most) > 0:
            lines.append(f"    and {more:,} more: sourcebook check --all")
    if lines:
        yield "You may look over:"
        yield from (f"  {line}" for line in lines)


def _on_facts(found: Proofs, most: int) -> Iterator[str]:
    """Yield what texts don't state: what none does on one line, what some do with the files that don't."""
    lacking = {
        "date or range of dates": found.undated,
        **{FIELDS_BY_NAME[name].label.lower(): files for name, files in found.lacking.items()},
    }
    if nowhere := [label for label, files in lacking.items() if len(files) == found.count]:
        yield f"Stated in no text: {', '.join(nowhere)}"
    for label, files in lacking.items():
        if 0 < len(files) < found.count:
            yield f"Without {label}: {len(files):,} of {counted(found.count, 'text')}: {named(files, most)}"


def _spelled(name: Spelling) -> str:
    others = f" and {len(name.files) - 1:,} more" if len(name.files) > 1 else ""
    return f"“{visible(name.value)}” ({name.files[0]}{others})"


def _compare(folder: Path, label: str, base: str, findings: Findings) -> None:
    if base == NO_COMMIT:
        click.echo("Nothing was published before: the ledger is compared with nothing.")
        return
    file = f"{label}/{FILE}"
    if not base:
        raise refusal(file, "--base names no revision", "Name one: --base origin/main")
    path = folder / FILE
    now = path.read_bytes() if path.is_file() else b""
    try:
        before = committed(folder, FILE, base, now)
    except LookupError as fault:
        what, remedy = f"can't be compared with {shown(base)}: {fault}", "Fetch that revision, or name another"
        if isinstance(fault, NoAnswer):
            remedy = "Do what git says, then run this again"
        raise refusal(file, what, remedy) from None
    compared = [Findings() for _ in before]
    for earlier, report in zip(before, compared, strict=True):
        check_continues(earlier, now, base, file, report)
    if all(report.errors for report in compared):
        findings.errors += [error for report in compared[:1] for error in report.errors]
