"""`sourcebook verify`: is this copy the archive?"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click

from sourcebook import addresses
from sourcebook.check.copy import Copy, Expected, FolderCopy, Verified, WebCopy, verify_copy
from sourcebook.commands.telling import counted
from sourcebook.model import Archive
from sourcebook.pipeline import read_archive
from sourcebook.problems import Findings, refusal


@click.command()
@click.argument("site")
@click.option(
    "--seeds",
    metavar="FOLDER",
    help="Compare with this seeds folder and its ledger too, not with the copy itself alone.",
)
def verify(site: str, seeds: str | None) -> None:
    """Say whether SITE, a folder or an http(s) address, is the archive: every sum, every page's text.

    Without --seeds a copy is held against its own sums and sources: that finds what was damaged or altered, not a copy
    that was made to agree with itself.
    """
    copy = _copy(site)
    findings = Findings()
    archive = read_archive(Path(seeds), seeds.rstrip("/"))[0] if seeds else None
    verified = verify_copy(copy, findings, dict(expected(archive)) if archive else None)
    findings.raise_if_any()
    click.echo(report(verified, site, seeds))


def report(verified: Verified, site: str, seeds: str | None) -> str:
    """Return what was found to be well, as a sentence."""
    against = f", which are those of {seeds}" if seeds else " (held against themselves; --seeds names others)"
    files, texts = counted(verified.files, "file"), counted(verified.texts, "text")
    return f"{site}: {files} with the right sum, {texts} as in their sources{against}."


def expected(archive: Archive) -> Iterator[tuple[str, Expected]]:
    """Yield what must stand at each address of a document, or of a version that has a text of its own."""
    for holding in archive.holdings.values():
        current = holding.current
        yield addresses.document(holding.id), Expected(current.source.sha256, current.withheld is None)
        for version in filter(holding.has_files, holding.versions):
            address = addresses.version(holding.id, version.number)
            yield address, Expected(version.source.sha256, version.withheld is None)


def _copy(site: str) -> Copy:
    try:
        parts = urlsplit(site)
    except ValueError:  # brackets around what is no address
        parts = urlsplit("")
    if parts.scheme in {"http", "https"} and parts.netloc:
        return WebCopy(site if site.endswith("/") else f"{site}/")
    folder = Path(site)
    if not folder.is_dir():
        raise refusal(
            site, "neither a folder nor an http(s) address", "Give a site's folder, or the address of its home page"
        )
    return FolderCopy(folder)
