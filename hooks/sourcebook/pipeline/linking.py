"""Links between texts, and what follows from them: for a whole archive, for its texts alone, for texts to come."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.derive.bounds import with_bounds
from sourcebook.derive.passages import also_quoted, between_witnesses, passages
from sourcebook.derive.same import notes_on_same, same_texts
from sourcebook.describe import describe_source
from sourcebook.halves import apart
from sourcebook.link.editorial import editorial_links
from sourcebook.link.engine import Linked, Progress, link_archive, silent
from sourcebook.link.find.furniture import repeated_lines
from sourcebook.link.find.recurring import recurring_passages
from sourcebook.model import Archive, Document, GuidePage, Link, LinkSettings, Passage, UnsourcedQuotation
from sourcebook.names.mentions import find_mentions
from sourcebook.pipeline.reading import as_listed, notes_on_files, read_documents, read_link_settings, read_names_file
from sourcebook.problems import Findings, Problem
from sourcebook.read.texts import source_of
from sourcebook.remembered import as_before, recalled, table
from sourcebook.visibility.access import EXCERPT_ONLY, excerpts_alone


class FoundLinks(Struct, frozen=True):
    """The links of a folder of texts."""

    documents: Mapping[str, Document]
    """By their ids."""
    links: tuple[Link, ...]
    passages: tuple[Passage, ...]
    unsourced: tuple[UnsourcedQuotation, ...]
    notes: tuple[Problem, ...]
    """What a curator should hear of."""


def find_links(folder: Path, label: str, cache: Path | None = None, progress: Progress = silent) -> FoundLinks:
    """Read the texts of a folder and link them, and nothing else: no names, no pages.

    Args:
        folder: a seeds folder, or any folder of texts.
        label: the folder as messages name it.
        cache: a folder for alignments, or none.
        progress: told how far each step has come.

    Raises:
        ArchiveError: with every problem there is.
    """
    findings = Findings()
    progress("Reading the texts", 0, 0)
    archive, reading, sources = read_documents(folder, label, findings)
    settings = read_link_settings(reading, findings, archive.about)
    findings.raise_if_any()
    # What the ledger promises, and how pages will look, is no matter of links.
    told_of_texts = (*notes_on_files(sources), *notes_on_same(archive.documents, archive.same))
    archive = linked(replace(archive, notes=told_of_texts), settings, findings, cache, progress)
    findings.raise_if_any()
    told = (*findings.warnings, *archive.notes)
    return FoundLinks(archive.by_id, archive.links, archive.passages, archive.unsourced, told)


def with_added(
    folder: Path, label: str, texts: Mapping[str, str], cache: Path | None = None, progress: Progress = silent
) -> tuple[Archive, frozenset[str]]:
    """Read an archive as if further texts were in it, with its names and links, to see what they share with it.

    Args:
        folder: the seeds folder, which may be empty still.
        label: the folder as messages name it.
        texts: what may be added, by the stems of the files that it will be.
        cache: a folder for alignments, or none.
        progress: told how far each step has come.

    Returns:
        The archive, and the ids of the texts that are new to it.

    Raises:
        ArchiveError: with every problem that the archive has as it is.
    """
    findings = Findings()
    has_texts = any(folder.rglob("*.txt"))
    archive, reading, _ = read_documents(folder, label, findings if has_texts else Findings())
    settings, names = (
        read_link_settings(reading, findings, archive.about),
        read_names_file(reading, findings, archive.about),
    )
    findings.raise_if_any()
    added = []
    for stem, text in texts.items():
        document = describe_source(source_of(stem, text, label), None, archive.about, findings, ())
        added += [document] if document else []
    archive = replace(archive, documents=as_listed((*archive.documents, *added)))
    archive = replace(archive, same=same_texts(archive.documents), names=names.names)
    archive = replace(archive, mentions=find_mentions(names.names, added))
    return linked(archive, settings, Findings(), cache, progress), frozenset(document.id for document in added)


def linked(
    archive: Archive, settings: LinkSettings, findings: Findings, cache: Path | None, progress: Progress = silent
) -> Archive:
    """Return the archive with the links between its texts, their passages, and quotations from outside."""
    found = _links_found(archive.documents, settings, findings, cache, progress)
    links, gathered = recalled(
        "passages of links",
        (archive.documents, found),
        lambda: between_witnesses(found.links, passages(archive.documents, found.links)),
    )
    told = (*repeated_lines(found.repeated, settings), *recurring_passages(gathered, archive.by_id, settings))
    return replace(
        archive,
        links=links,
        passages=gathered,
        unsourced=found.unsourced,
        notes=(*archive.notes, *told),
    )


def _links_found(
    documents: tuple[Document, ...], settings: LinkSettings, findings: Findings, cache: Path | None, progress: Progress
) -> Linked:
    """Return the links between texts: those of the last build of this program, if nothing they are found by changed."""
    (settings,) = as_before("link settings", [("all", settings)])
    known, key = table("links found"), (id(settings), *map(id, documents))
    before = known.get(key)

    def found_now() -> tuple[Linked, Findings]:
        told = Findings()
        found = link_archive(documents, settings, told, cache, progress)
        progress("", 0, 0)
        return found, told

    # What is found is small beside what it takes to find it, between which it would lie.
    found, told = (before[1], Findings()) if before else apart(len(documents), found_now)
    if not told.errors and not told.warnings:
        known[key] = (settings, documents), found
    findings.add(told)
    return found


def with_links(
    archive: Archive,
    guide: tuple[GuidePage, ...],
    settings: LinkSettings,
    findings: Findings,
    cache: Path | None,
    progress: Progress = silent,
) -> Archive:
    """Return the archive with its links and what follows from them.

    Of an excerpt-only document the ends of its links stay, and nothing that comes later sees more of it.
    """
    archive = linked(archive, settings, findings, cache, progress)
    found = archive.links
    derived = (
        excerpts_alone(document, found) if document.status == EXCERPT_ONLY else document
        for document in with_bounds(archive.documents, found)
    )
    documents = as_before("documents with links", ((document.id, document) for document in derived))
    whole = {document.id for document in documents if document.source.is_whole}
    promised = {holding.id: holding.promised for holding in archive.holdings.values()}
    editorial = editorial_links(guide, documents, findings, promised)
    findings.raise_if_any()
    return replace(
        archive,
        documents=documents,
        guide=guide,
        links=tuple(sorted((*found, *editorial))),
        also_quoted=also_quoted(found),
        unsourced=tuple(quotation for quotation in archive.unsourced if quotation.document in whole),
    )
