"""`sourcebook bag`: seeds and site in one BagIt bag (RFC 8493), to be deposited elsewhere."""

import os
import shutil
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType

import click

from sourcebook import __version__
from sourcebook.check.copy import FolderCopy, verify_copy
from sourcebook.clock import today
from sourcebook.commands.options import seeds_option
from sourcebook.commands.verifying import expected
from sourcebook.model import Archive
from sourcebook.pipeline import read_archive
from sourcebook.problems import Findings, refusal
from sourcebook.publish.staging import Staging
from sourcebook.read.file_names import FileKind, check_name, file_kind, printable
from sourcebook.read.folder import leads_to_a_file
from sourcebook.visibility.leaks import check_copied, files_in, withheld_files

BUILT_ANEW = "Build the site again: make site"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@seeds_option
@click.option("--site", metavar="FOLDER", help="The built site; unless named, site/ beside the seeds folder.")
def bag(folder: Path, seeds: str, site: str | None) -> None:
    """Write a BagIt bag of the seeds and the built site to FOLDER, which must not exist yet.

    The site must be built from these seeds. A text that isn't shown is left out of the bag, and so is its sidecar.
    """
    if folder.exists():
        raise refusal(str(folder), "it exists already", "Name a folder that doesn't")
    site = site or next((str(path) for path in (Path("site"), Path(seeds).parent / "site") if path.is_dir()), "site")
    if not Path(site).is_dir():
        raise refusal(site, "there is no such folder", BUILT_ANEW)
    archive, _ = read_archive(Path(seeds), seeds.rstrip("/"))
    findings = Findings()
    verify_copy(FolderCopy(Path(site)), findings, dict(expected(archive)))
    _check_entries(Path(seeds), seeds.rstrip("/"), findings)
    written = {f"{seeds.rstrip('/')}/{name}": Path(seeds, name) for name in _written(Path(seeds), archive)}
    check_copied(archive, Path(seeds), written, "whoever gets the copy would have them", lambda _: None, findings)
    findings.raise_if_any()
    staging = Staging(folder, [Path(seeds), Path(site)], is_copy=True)
    try:
        with staging.faults_told():
            left_out = _copy_seeds(Path(seeds), staging.folder / "seeds", archive)
            shutil.copytree(site, staging.folder / "site")
            _make(staging.folder, archive)
        staging.take_place()
    finally:
        staging.discard()
    click.echo(f"{folder}: a bag of {seeds} and {site}; bagit's validator accepts it.")
    if left_out:
        click.echo(f"Left out, since their texts aren't shown: {', '.join(left_out)}")


def _copy_seeds(seeds: Path, target: Path, archive: Archive) -> list[str]:
    """Copy the seeds folder without what isn't shown; return the names of what was left out."""
    hidden = withheld_files(archive, files_in(seeds))

    def ignored(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(seeds)
        return {name for name in names if (inside / name).as_posix() in hidden or not _is_copied(Path(folder, name))}

    shutil.copytree(seeds, target, ignore=ignored)
    return sorted(hidden)


def _is_copied(path: Path) -> bool:
    """Say whether an entry of the seeds folder belongs in a bag; a link to a folder may lead in a circle."""
    return file_kind(path.name) is not FileKind.LEFT_BY_A_TOOL and not (path.is_symlink() and path.is_dir())


def _check_entries(seeds: Path, label: str, findings: Findings) -> None:
    """Tell of every entry that no bag can hold, or that leads out of the folder, in folders without a text too."""
    for place, folders, names in os.walk(seeds):
        folders[:] = [name for name in folders if _is_copied(Path(place, name))]
        for path in (Path(place, name) for name in names if file_kind(name) is not FileKind.LEFT_BY_A_TOOL):
            file = f"{label}/{printable(path.relative_to(seeds).as_posix())}"
            if check_name(path.name, file, findings):
                leads_to_a_file(path, seeds, file, findings)


def _written(seeds: Path, archive: Archive) -> list[str]:
    """Return the files of the bag in which people wrote about the texts."""
    names = [name for name in files_in(seeds) if name.lower().endswith((".yml", ".md"))]
    return sorted({*names} - withheld_files(archive, names))


class _OwnVersion(ModuleType):
    """In the place of pkg_resources, which is gone from newer releases of setuptools."""

    DistributionNotFound = PackageNotFoundError

    @staticmethod
    def get_distribution(name: str) -> Distribution:
        return distribution(name)


def _make(folder: Path, archive: Archive) -> None:
    # All that bagit wants of pkg_resources is its own version.
    sys.modules.setdefault("pkg_resources", _OwnVersion("pkg_resources"))
    import bagit  # type: ignore[import-untyped]  # noqa: PLC0415  # for this command alone

    info = {
        "Source-Organization": archive.about.name,
        "Contact-Email" if "@" in archive.about.contact else "Contact-Name": archive.about.contact,
        "External-Identifier": archive.site_url,
        "Internal-Sender-Identifier": archive.commit,
        "Internal-Sender-Description": "The seeds of an archive, with its ledger, and the site built from them.",
        "Bagging-Date": today().isoformat(),
        "Bag-Software-Agent": f"Sourcebook {__version__}, bagit-python {bagit.VERSION}",
    }
    try:
        made = bagit.make_bag(str(folder), {key: value for key, value in info.items() if value}, checksums=["sha256"])
        made.validate()
    except bagit.BagError as fault:
        raise refusal(str(folder), f"bagit doesn't accept the bag: {fault}", "Please report this") from None
