"""The steps in order: read, describe, name, link, derive, render, export, check. Only this part knows the order."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sourcebook import addresses, page_language
from sourcebook.check.links import Noted
from sourcebook.check.site import SiteCheck
from sourcebook.check.sums import sums_of
from sourcebook.cite.citing import cite_entries
from sourcebook.derive.related import RULES as RELATED
from sourcebook.derive.related import RelatedRules, related
from sourcebook.describe import describe_version
from sourcebook.export import exported_files
from sourcebook.export.search_engines import days_of_change, opensearch, robots_txt, sitemap_files
from sourcebook.fingerprint import code_digest, digest, packages
from sourcebook.halves import apart, in_halves, meanwhile, pays
from sourcebook.heap import forget_answers, give_memory_back
from sourcebook.link.engine import Progress, silent
from sourcebook.link.rules import rule_tables
from sourcebook.model import Archive, NamesFile, Related
from sourcebook.model.answers import Answers
from sourcebook.model.asked import Draft
from sourcebook.model.rules import thresholds
from sourcebook.names.mentions import check_descriptions, find_mentions, unused_aliases
from sourcebook.pipeline.linking import with_links
from sourcebook.pipeline.reading import read_documents, read_link_settings, read_names_file
from sourcebook.problems import Findings, Problem
from sourcebook.publish.replaceable import MARK
from sourcebook.publish.reuse import Place, Reuse, Told
from sourcebook.publish.writing import Writing
from sourcebook.read.file_names import LONGEST_PATH, not_on_windows, too_far_down
from sourcebook.read.guide import read_guide
from sourcebook.read.site_url import read_site_url
from sourcebook.remembered import as_before
from sourcebook.render.base.context import Context
from sourcebook.render.base.listing import by_title
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
from sourcebook.visibility.access import held_as_shown
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
    guide = read_guide(folder, reading, findings)
    uncopied = not_on_windows((Path(page.file).name, page.file) for page in guide)
    archive = replace(archive, notes=(*archive.notes, *uncopied))
    settings = read_link_settings(reading, findings, archive.about)
    names = read_names_file(reading, findings, archive.about)
    findings.raise_if_any()
    archive = with_names(archive, names, findings)
    progress("Seeing which texts are alike", 0, 0)
    alike, given = known_without_links(archive, cache), archive.documents
    archive = with_links(archive, guide, settings, findings, cache, progress)
    pairs = zip(archive.documents, given, strict=True)
    is_same = all(one.source is other.source and one.roles is other.roles for one, other in pairs)
    # Of an excerpt no more is told than it shows.
    archive = replace(archive, related=alike if is_same else related(archive.documents))
    forget_answers()
    archive = with_earlier(held_as_shown(archive))
    archive = as_remembered(archive)
    check_written(archive, sources, label, findings)
    findings.raise_if_any()
    return archive, findings.warnings


def known_without_links(archive: Archive, cache: Path | None) -> tuple[Related, ...]:
    """Return the related documents; of a large archive cite all meanwhile, which is found in the cache later.

    While links are looked for, both would come on top of the memory that these take.
    """

    def cited() -> None:
        if cache:
            with_citations(archive, cache)

    size = len(archive.documents)
    with meanwhile(size, cited) as ended:
        alike = apart(size, partial(related, archive.documents))
        if pays(size):
            ended()
    return alike


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


def context_of(archive: Archive, cache: Path | None = None, progress: Progress = silent) -> Context:
    """Return what all pages of a site ask: the archive, cited, and what is derived from it."""
    progress("Citing the texts", 0, 0)
    return Context(with_citations(archive, cache))


def notes_on_pages(context: Context) -> Iterator[Problem]:
    """Yield what a curator should hear of the pages that will be made, though it stops nothing."""
    if any(len(document.id) > LONGEST_PATH // 3 for document in context.archive.documents):
        files = {
            addresses.file_of(addresses.comparison(one, other)): context.document(one).source.file
            for (one, other), _ in context.compared.pairs()
        }
        yield from too_far_down(files)


def publish_archive(
    context: Context,
    shells: Mapping[tuple[str, int], Shell],
    place: Place,
    progress: Progress = silent,
    *,
    texts_alone: bool = False,
) -> Reuse:
    """Write everything that comes from the archive beside the theme's pages, then check it all.

    Args:
        context: of the archive that is published.
        shells: the theme's page by the address of its section and the depth of its own.
        place: where the site is written; its folder holds the theme's pages.
        progress: told how far each step has come.
        texts_alone: write the pages of texts, for which a reader waits; all of it is to follow. Each page is held
            against its source; where links lead is not yet looked at.

    Returns:
        What was made of what: to be kept once the site is in its place.

    Raises:
        ArchiveError: if a page differs from its source, or a link leads nowhere.
    """
    archive, findings = context.archive, Findings()
    theme = sorted((section, shell.html) for section, shell in shells.items())
    language = page_language.spoken()
    base = digest(code_digest(), packages(), theme, archive.site_url, language.tag, language.order, language.digest)
    reuse = Reuse(place, Answers(context.answering), base)
    checking = SiteCheck(archive, findings)
    of_pages = [
        Draft(draft.name, partial(_filled, shells, archive.site_url, draft.make), draft.context, draft.given)
        for draft in (pages_of_texts(context) if texts_alone else pages(context))
    ]
    drafts = of_pages if texts_alone else [*of_pages, *exported_files(archive)]
    for document in () if texts_alone else archive.documents:
        by_title(document)  # is asked for by lists, which either process makes: now both know it

    def write(numbers: Iterable[int]) -> tuple[Told, dict[str, Noted], Findings]:
        are_pages = True
        for number in numbers:
            if are_pages and number > len(of_pages):
                are_pages = False
                forget_answers()  # what lists of documents ask of each, data ask no more
            if number:
                files = reuse.write(drafts[number - 1])
                for file, read in files if number <= len(of_pages) else ():
                    checking.page(file, reuse.writing.sums[file], read)
            elif not texts_alone:  # what takes longest, first
                write_search(archive, place.folder, place.published)
        give_memory_back()  # for what tells the other process of it
        return reuse.told(), checking.links.pages, findings

    def tell(number: int) -> None:
        if 0 < number <= len(of_pages):
            progress("Making pages", number - 1, len(of_pages))
        elif not texts_alone:
            progress("Writing data" if number else "Making the search", 0, 0)

    for told, noted, found in in_halves(1 + len(drafts), write, tell)[1:]:
        reuse.take(told)
        checking.links.pages |= noted
        findings.add(found)
    if not texts_alone:
        _write_lists(archive, reuse.writing)
        progress("Checking the site", 0, 0)
        written = reuse.writing.files()
        reuse.writing.write(addresses.SUMS, sums_of(place.folder, reuse.writing.sums, written))
        checking.end(place.folder, {*written, addresses.SUMS}, place.published)
    findings.raise_if_any()
    return reuse


def _write_lists(archive: Archive, writing: Writing) -> None:
    """Write what tells search engines, browsers and later builds of the site that is written."""
    writing.write(addresses.ROBOTS, robots_txt(archive.site_url))
    if archive.site_url:
        listed = {addresses.of_file(file) for file in writing.files() if f"/{file}".endswith("/index.html")}
        for file, content in sitemap_files(archive.site_url, listed - {*unlisted(archive)}, days_of_change(archive)):
            writing.write(file, content)
        writing.write(addresses.OPENSEARCH, opensearch(archive))
    writing.write(addresses.MARK, MARK.encode())


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
    cited = cite_entries([*entries, *earlier], cache, archive.about.styles)
    del entries, earlier
    give_memory_back()
    return replace(archive, citations=cited)


def pages_of_texts(context: Context) -> Iterator[Draft[Page]]:
    """Yield drafts of the pages on which texts stand, one or two of them."""
    yield from document_pages(context)
    yield from version_pages(context)
    yield from compare_pages(context)


def pages(context: Context) -> Iterator[Draft[Page]]:
    """Yield drafts of all pages that the library makes whole.

    The home page and the first page of the catalogue are not among them, since prose stands on them too.
    """
    yield from pages_of_texts(context)
    yield from catalogue_pages(context.facets)
    yield from passages_pages(context)
    yield from names_pages(context.naming)
    yield from timeline_pages(context.facets)
    yield from facet_pages(context.facets)
