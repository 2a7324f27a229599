"""The steps in order: read, describe, render, export, check. Only this module knows what comes after what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sourcebook import addresses
from sourcebook.check import check_site
from sourcebook.describe import describe_source
from sourcebook.export import exported_files
from sourcebook.export.sitemap import sitemap
from sourcebook.model import Archive
from sourcebook.problems import Findings, Problem
from sourcebook.read import read_folder
from sourcebook.read.archive_file import LARGEST, read_about
from sourcebook.read.folder import read_sidecars, read_sources
from sourcebook.render import Page, Shell, catalogue_pages, document_pages


def read_archive(folder: Path, label: str, site_url: str = "") -> tuple[Archive, list[Problem]]:
    """Read and check a whole seeds folder, before anything is written.

    Args:
        folder: the seeds folder.
        label: the folder as messages name it.
        site_url: the hosted address, or nothing.

    Returns:
        The archive, and what a curator should hear of though it stops nothing.

    Raises:
        ArchiveError: with every problem there is.
    """
    findings = Findings()
    reading = read_folder(folder, label, findings)
    about = read_about(reading, findings)
    sources = read_sources(reading, about.largest_text, findings)
    sidecars = read_sidecars(reading, LARGEST, findings)
    described = [describe_source(source, sidecars.get(source.stem), about, findings) for source in sources]
    findings.raise_if_any()
    documents = tuple(document for document in described if document is not None)
    return Archive(about, documents, site_url and site_url.rstrip("/") + "/"), findings.warnings


def publish_archive(archive: Archive, shells: Mapping[int, Shell], site: Path) -> None:
    """Write everything that comes from the archive into a site folder that holds the theme's pages, then check it all.

    Args:
        archive: what to publish.
        shells: the theme's page by depth of address.
        site: a folder beside the published site: what fails here harms nobody.

    Raises:
        ArchiveError: if a page differs from its source, or a link leads nowhere.
    """
    for page in pages(archive):
        html = shells[addresses.depth(page.address)].fill(page, archive.site_url)
        _write(site / addresses.file_of(page.address), html.encode())
    for address, content in exported_files(archive):
        _write(site / address, content)
    if archive.site_url:
        html_files = (path.relative_to(site).as_posix() for path in site.rglob("index.html"))
        _write(site / addresses.SITEMAP, sitemap(archive.site_url, map(addresses.of_file, html_files)))
    findings = Findings()
    check_site(site, archive, findings)
    findings.raise_if_any()


def pages(archive: Archive) -> Iterator[Page]:
    """Yield every page that the library makes whole.

    The home page and the first page of the catalogue are not among them, since prose stands on them too.
    """
    yield from document_pages(archive)
    yield from catalogue_pages(archive)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
