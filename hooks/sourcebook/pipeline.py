"""The steps in order: read, describe, name, link, derive, render, export, check. Only this module knows the order."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from sourcebook import addresses, wording
from sourcebook.check.site import SiteCheck
from sourcebook.check.sums import sums_of
from sourcebook.cite.citing import cite_entries
from sourcebook.clock import today
from sourcebook.curated.archive_file import FILE as ABOUT_FILE
from sourcebook.curated.archive_file import read_about
from sourcebook.curated.links_file import FILE as LINKS_FILE
from sourcebook.curated.links_file import read_settings
from sourcebook.curated.marked_yaml import LARGEST
from sourcebook.curated.names_file import FILE as NAMES_FILE
from sourcebook.curated.names_file import read_names
from sourcebook.curated.publication import read_publication
from sourcebook.derive.bounds import with_bounds
from sourcebook.derive.passages import also_quoted, between_witnesses, passages
from sourcebook.derive.related import RULES as RELATED
from sourcebook.derive.related import RelatedRules, related
from sourcebook.derive.same import notes_on_same, same_texts
from sourcebook.describe import describe_source, describe_version
from sourcebook.direction import check_title
from sourcebook.export import exported_files
from sourcebook.export.curation import Found, as_json, lines_of, lines_of_phrases
from sourcebook.export.opensearch import opensearch
from sourcebook.export.sitemap import days_of_change, robots_txt, sitemap_files
from sourcebook.fingerprint import code_digest, digest, packages
from sourcebook.ledger.checking import check_originals
from sourcebook.ledger.history import History, history_of
from sourcebook.ledger.holding import hold
from sourcebook.ledger.store import FILE, read_ledger
from sourcebook.link.editorial import editorial_links
from sourcebook.link.engine import Linked, Progress, link_archive, silent
from sourcebook.link.find.furniture import repeated_lines
from sourcebook.link.find.recurring import recurring_passages
from sourcebook.link.rules import rule_tables
from sourcebook.model import (
    About,
    Archive,
    Basis,
    Document,
    GuidePage,
    Link,
    LinkSettings,
    NamesFile,
    Passage,
    Publication,
    Source,
    UnsourcedQuotation,
)
from sourcebook.model.asked import Answers, Draft
from sourcebook.model.holdings import Holding
from sourcebook.model.rules import thresholds
from sourcebook.names.candidates import Candidate, candidates
from sourcebook.names.descriptions import check_descriptions
from sourcebook.names.mentions import find_mentions, unused_aliases
from sourcebook.natural import natural
from sourcebook.problems import Findings, Problem
from sourcebook.publish.provenance import commit_of
from sourcebook.publish.replaceable import MARK
from sourcebook.publish.reuse import Reuse
from sourcebook.publish.writing import Writing
from sourcebook.read.file_names import not_on_windows
from sourcebook.read.folder import Reading, read_folder
from sourcebook.read.guide import read_guide
from sourcebook.read.originals import read_originals, read_pictures
from sourcebook.read.site_url import read_site_url
from sourcebook.read.texts import read_bytes, read_sidecars, read_sources, source_of
from sourcebook.remembered import as_before, table
from sourcebook.render.base.context import Context
from sourcebook.render.base.page import Page
from sourcebook.render.base.shell import Shell
from sourcebook.render.browse.catalogue import catalogue_pages
from sourcebook.render.browse.facet_pages import facet_pages
from sourcebook.render.browse.names import names_pages
from sourcebook.render.browse.passages import passages_pages
from sourcebook.render.compare.compare import compare_pages
from sourcebook.render.document.documents import document_pages
from sourcebook.render.document.versions import version_pages
from sourcebook.render.head.robots import unlisted
from sourcebook.render.time.timeline import timeline_pages
from sourcebook.search import write_search
from sourcebook.text.encodings import disguised
from sourcebook.visibility.access import EXCERPT_ONLY, as_published, excerpts_alone, held_as_shown, notes, opened
from sourcebook.visibility.leaks import check_written
from sourcebook.vocabulary.citable import entry_of


def read_archive(
    folder: Path, label: str, site_url: str = "", cache: Path | None = None, progress: Progress = silent
) -> tuple[Archive, list[Problem]]:
    """Read and check a whole seeds folder, before anything is written.

    Args:
        folder: the seeds folder.
        label: the folder as messages name it.
        site_url: the hosted address as the environment has it, or nothing.
        cache: a folder in which what takes long is kept from one build to the next, or none.
        progress: told how far each step has come.

    Returns:
        The archive, and what a curator should hear of though it stops nothing.

    Raises:
        ArchiveError: with every problem there is.
    """
    findings = Findings()
    progress("Reading the texts", 0, 0)
    hosted_at = read_site_url(site_url, findings)
    archive, reading, sources = read_documents(folder, label, findings, hosted_at)
    guide = read_guide(folder, reading, LARGEST, findings)
    uncopied = not_on_windows((Path(page.file).name, page.file) for page in guide)
    archive = replace(archive, notes=(*archive.notes, *uncopied))
    settings = read_link_settings(reading, findings, archive.about)
    names = read_names_file(reading, findings, archive.about)
    findings.raise_if_any()
    archive = with_names(archive, names, findings)
    archive = with_earlier(held_as_shown(with_links(archive, guide, settings, findings, cache, progress)))
    archive = as_remembered(archive)
    check_written(archive, sources, label, findings)
    findings.raise_if_any()
    return archive, findings.warnings


def read_documents(
    folder: Path, label: str, findings: Findings, hosted_at: str = ""
) -> tuple[Archive, Reading, Sequence[Source]]:
    """Read and describe the texts of a seeds folder; what can't be read, `findings` is told of."""
    reading = read_folder(folder, label, findings)
    about = read_about_file(reading, findings)
    wording.speak(wording.language(about.language_of_pages, order=about.language))
    history = read_history(reading, findings)
    sources, holdings, documents = describe_all(reading, about, history, today(findings), findings)
    archive = Archive(
        about,
        as_before("documents read", ((document.id, document) for document in in_order(documents))),
        hosted_at,
        holdings={holding.id: holding for holding in holdings},
        commit=commit_of(folder, findings),
        notes=(
            *notes(history, holdings),
            *notes_on_files(sources),
            *_in_english(about, reading),
        ),
    )
    archive = replace(archive, same=same_texts(archive.documents))
    check_titles(archive.documents, findings)
    archive = replace(archive, notes=(*archive.notes, *notes_on_same(archive.documents, archive.same)))
    return archive, reading, sources


def describe_all(
    reading: Reading, about: About, history: History, day: date, findings: Findings, ids: Collection[str] = ()
) -> tuple[tuple[Source, ...], tuple[Holding, ...], list[Document]]:
    """Read and describe the texts that are listed.

    Args:
        reading: what a folder holds, or a part of it.
        about: what archive.yml says.
        history: what is promised of these texts.
        day: the day, by which embargoes end.
        findings: told what can't be read.
        ids: those of all documents, where these are a part of them.

    Returns:
        Every version of every text, what is held of each document, and the documents.
    """
    sources = read_sources(reading, about.largest_text, findings, history.ids())
    sidecars = read_sidecars(reading, LARGEST, findings, history.ids())
    published = {stem: read_publication(sidecar, findings) for stem, sidecar in sidecars.items()}
    originals = read_originals(reading, findings)
    pictures = read_pictures(reading, findings)
    check_originals(history, originals, reading.folder, findings)
    holdings = opened(hold(sources, history, reading.folder, findings), published, day)
    known = ids or {holding.id for holding in holdings}
    described = [
        (holding, describe_source(holding.current.source, sidecars.get(holding.stem), about, findings, known))
        for holding in holdings
    ]
    documents = [
        as_published(
            document,
            holding,
            published.get(holding.stem, Publication()),
            originals.get(holding.stem),
            pictures.get(holding.stem, ()),
        )
        for holding, document in described
        if document is not None
    ]
    return sources, holdings, documents


def _in_english(about: About, reading: Reading) -> Iterator[Problem]:
    """Yield a note where nobody has put our words into the language that the archive asks for."""
    asked, given = about.language_of_pages, wording.spoken().tag
    if asked and given == wording.ENGLISH and asked.partition("-")[0] != wording.ENGLISH:
        known = ", ".join([wording.ENGLISH, *wording.catalogues()])
        remedy = f"Nothing need be done; `page_language:` chooses another of {known}"
        yield Problem(
            reading.label(ABOUT_FILE), 0, f"the pages are in English: there is no catalogue for {asked}", remedy
        )


@dataclass(frozen=True, slots=True)
class FoundLinks:
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


def notes_on_files(sources: Sequence[Source]) -> Iterator[Problem]:
    """Yield a note on each text whose file Windows can't have, or that is a file of another kind, called a text.

    Of such a file the markup is published as words.
    """
    yield from not_on_windows((source.name, source.file) for source in sources)
    for source in sources:
        if ending := disguised(source.raw):
            remedy = f"If only its words are meant, move it out, call it {source.stem}{ending}, and run: sourcebook add"
            yield Problem(source.file, 0, f"it begins like a file that ends in {ending}", remedy)


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
    archive = replace(archive, documents=in_order((*archive.documents, *added)))
    archive = replace(archive, same=same_texts(archive.documents), names=names.names)
    archive = replace(archive, mentions=find_mentions(names.names, added))
    return linked(archive, settings, Findings(), cache, progress), frozenset(document.id for document in added)


def check_titles(documents: Iterable[Document], findings: Findings) -> None:
    """Warn of every title that holds a direction control and is a line of its text; others were checked as read."""
    for document in documents:
        title = document.facts["title"][0]
        if title.start >= 0 and title.basis is Basis.INFERRED:
            check_title(document.source.file, document.source.line_of(title.start), title.value, findings)


def linked(
    archive: Archive, settings: LinkSettings, findings: Findings, cache: Path | None, progress: Progress = silent
) -> Archive:
    """Return the archive with the links between its texts, their passages, and quotations from outside."""
    found = _links_found(archive.documents, settings, findings, cache, progress)
    links, gathered = between_witnesses(found.links, passages(archive.documents, found.links))
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
    told = Findings()
    before = known.get(key)
    found = before[1] if before else link_archive(documents, settings, told, cache, progress)
    if not told.errors and not told.warnings:
        known[key] = (settings, documents), found
    findings.add(told)
    return found


def in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents in the order of lists: those that a curator gave a place, then the others by file name."""
    return tuple(sorted(documents, key=lambda d: (not d.order, natural(d.order), natural(d.source.stem), d.id)))


def read_about_file(reading: Reading, findings: Findings) -> About:
    """Return what archive.yml says; the defaults where there is no such file."""
    raw = _bytes_of(reading, ABOUT_FILE, LARGEST, findings)
    return read_about(reading.label(ABOUT_FILE), raw, findings) if raw is not None else About()


def read_names_file(reading: Reading, findings: Findings, about: About) -> NamesFile:
    """Return the names file; one without names where there is none."""
    file, raw = reading.label(NAMES_FILE), _bytes_of(reading, NAMES_FILE, about.largest_names, findings)
    return read_names(file, raw, findings, about.largest_names) if raw is not None else NamesFile(file=file)


def read_link_settings(reading: Reading, findings: Findings, about: About) -> LinkSettings:
    """Return what a curator decided about links; nothing where there is no such file."""
    file, raw = reading.label(LINKS_FILE), _bytes_of(reading, LINKS_FILE, about.largest_names, findings)
    return read_settings(file, raw, findings, about.largest_names) if raw is not None else LinkSettings(file=file)


def _bytes_of(reading: Reading, name: str, largest: int, findings: Findings) -> bytes | None:
    path, remedy = reading.files.get(name), "Make it shorter"
    if name in {NAMES_FILE, LINKS_FILE}:
        remedy += f", or raise the limit with largest_names: in {ABOUT_FILE}"
    return read_bytes(path, reading.label(name), largest, findings, remedy) if path else None


def with_names(archive: Archive, found: NamesFile, findings: Findings) -> Archive:
    """Return the archive with its names, and where the texts name them.

    Raises:
        ArchiveError: if words that a description rests on don't stand where it says.
    """
    names = check_descriptions(found, archive.documents, findings)
    findings.raise_if_any()
    mentions = find_mentions(names, archive.documents)
    notes = (*archive.notes, *unused_aliases(found, archive.documents, mentions))
    return replace(archive, names=names, no_names=found.ignored, mentions=mentions, notes=notes)


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
    progress("Seeing which texts are alike", 0, 0)
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
        related=related(documents),
    )


def with_earlier(archive: Archive) -> Archive:
    """Return the archive with the record of every version that isn't current."""
    earlier = {
        (document.id, version.number): describe_version(document, version)
        for document in archive.documents
        for version in archive.holdings[document.id].versions[:-1]
    }
    return replace(archive, earlier=earlier, rules=rule_tables(thresholds(RelatedRules, RELATED)))


def as_remembered(archive: Archive) -> Archive:
    """Return the archive with every record that is as the last build of this program had it in that one's place."""
    return replace(
        archive,
        documents=as_before("documents", ((document.id, document) for document in archive.documents)),
        links=as_before("links", ((link.id, link) for link in archive.links)),
        earlier=dict(zip(archive.earlier, as_before("earlier", archive.earlier.items()), strict=True)),
    )


def read_history(reading: Reading, findings: Findings) -> History:
    """Return what the folder's ledger promises; nothing where there is no ledger."""
    raw = _bytes_of(reading, FILE, sys.maxsize, findings)
    return history_of(read_ledger(raw, reading.label(FILE), findings), findings)


def publish_archive(
    archive: Archive,
    shells: Mapping[tuple[str, int], Shell],
    site: Path,
    cache: Path | None = None,
    progress: Progress = silent,
    place: Path | None = None,
) -> Reuse:
    """Write everything that comes from the archive into a site folder that holds the theme's pages, then check it all.

    Args:
        archive: what to publish.
        shells: the theme's page by the address of its section and the depth of its own.
        site: a folder beside the published site: what fails here harms nobody.
        cache: a folder in which what takes long is kept from one build to the next, or none.
        progress: told how far each step has come.
        place: where the site will stand, if what is the same there need not be written again.

    Returns:
        What was made of what: to be kept once the site is in its place.

    Raises:
        ArchiveError: if a page differs from its source, or a link leads nowhere.
    """
    progress("Citing the texts", 0, 0)
    archive = with_citations(archive, cache)
    writing, findings, context = Writing(site), Findings(), Context(archive)
    checking, answers = SiteCheck(archive, findings), Answers(context.answering)
    theme = sorted((place, shell.html) for place, shell in shells.items())
    language = wording.spoken()
    base = digest(code_digest(), packages(), theme, archive.site_url, language.tag, language.order, language.digest)
    reuse = Reuse(writing, answers, base, cache, place)
    drafts = list(pages(context))
    for done, draft in enumerate(drafts):
        progress("Making pages", done, len(drafts))
        fill = partial(_filled, shells, archive.site_url, draft.make)
        for file, read in reuse.write(Draft(draft.name, fill, draft.context, draft.given)):
            checking.page_as_before(file, writing.sums[file], read)
    progress("Writing data", 0, 0)
    for files in exported_files(context.archive):
        reuse.write(files)
    writing.write(addresses.ROBOTS, robots_txt(archive.site_url))
    if archive.site_url:
        listed = {addresses.of_file(file) for file in writing.files() if f"/{file}".endswith("/index.html")}
        for file, content in sitemap_files(archive.site_url, listed - {*unlisted(archive)}, days_of_change(archive)):
            writing.write(file, content)
        writing.write(addresses.OPENSEARCH, opensearch(archive))
    progress("Making the search", 0, 0)
    write_search(archive, site, place)
    progress("Checking the site", 0, 0)
    writing.write(addresses.MARK, MARK.encode())
    written = writing.files()
    writing.write(addresses.SUMS, sums_of(site, writing.sums, written))
    checking.end(site, {*written, addresses.SUMS})
    findings.raise_if_any()
    return reuse


def _filled(
    shells: Mapping[tuple[str, int], Shell], site_url: str, make: Callable[..., Iterable[Page]], *given: Any
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of pages: each page in the shell of its section and depth."""
    for page in make(*given):
        html = shells[page.section, addresses.depth(page.address)].fill(page, site_url)
        yield addresses.file_of(page.address), html.encode()


def with_citations(archive: Archive, cache: Path | None = None) -> Archive:
    """Return the archive with every document, and every earlier version of one, cited in every style it offers."""
    entries = [entry_of(archive, document) for document in archive.documents]
    earlier = [
        entry_of(archive, described, addresses.version_id(id, number))
        for (id, number), described in archive.earlier.items()
    ]
    cited = cite_entries([*entries, *earlier], cache)
    if offered := archive.about.styles:
        cited = {id: tuple(one for one in found if one.style_key in offered) for id, found in cited.items()}
    return replace(archive, citations=cited)


class Curation:
    """Lines for what a curator writes, made while an archive is previewed: for a page when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def _phrases(self) -> list[Candidate]:
        return candidates(self._archive.documents, self._archive.mentions, self._archive.no_names)

    def of_document(self, id: str) -> bytes | None:
        """Return the lines for a document's page, as JSON; None if there is no such document, or no text of it."""
        document = self._archive.by_id.get(id)
        if document is None or document.status != "published":
            return None
        from sourcebook.describe.propose import propose  # noqa: PLC0415  large patterns, for the preview alone

        proposals = (Found(p.field, p.fact) for p in propose(document.source.text) if p.field not in document.facts)
        phrases = (Found(phrase.words) for phrase in self._phrases if id in phrase.documents)
        return as_json(lines_of(self._archive, document, proposals, phrases))

    def of_names(self) -> bytes:
        """Return the lines for the list of names: of every phrase that may be one, the most frequent first."""
        return as_json({"names": lines_of_phrases(Found(phrase.words) for phrase in self._phrases)})


def pages(context: Context) -> Iterator[Draft[Page]]:
    """Yield drafts of all pages that the library makes whole.

    The home page and the first page of the catalogue are not among them, since prose stands on them too.
    """
    yield from document_pages(context)
    yield from version_pages(context)
    yield from catalogue_pages(context.facets)
    yield from compare_pages(context)
    yield from passages_pages(context)
    yield from names_pages(context.naming)
    yield from timeline_pages(context.facets)
    yield from facet_pages(context.facets)
