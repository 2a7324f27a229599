"""What a seeds folder holds, read and described: the first steps of whoever wants texts."""

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sourcebook import page_language
from sourcebook.clock import today
from sourcebook.curated.archive_file import FILE as ABOUT_FILE
from sourcebook.curated.archive_file import read_about
from sourcebook.curated.links_file import FILE as LINKS_FILE
from sourcebook.curated.links_file import read_settings
from sourcebook.curated.marked_yaml import LARGEST
from sourcebook.curated.names_file import FILE as NAMES_FILE
from sourcebook.curated.names_file import read_names
from sourcebook.curated.publication import read_publication
from sourcebook.derive.same import notes_on_same, same_texts
from sourcebook.describe import describe_source
from sourcebook.direction import control_in
from sourcebook.ledger.checking import check_originals
from sourcebook.ledger.history import History, history_of
from sourcebook.ledger.holding import hold
from sourcebook.ledger.store import FILE, read_ledger
from sourcebook.model import (
    About,
    Archive,
    Basis,
    Document,
    LinkSettings,
    NamesFile,
    Original,
    Publication,
    Sidecar,
    Source,
)
from sourcebook.model.holdings import Holding
from sourcebook.natural import natural
from sourcebook.problems import Findings, Problem
from sourcebook.publish.provenance import commit_of
from sourcebook.read.file_names import not_on_windows
from sourcebook.read.folder import Reading, read_folder
from sourcebook.read.originals import read_originals, read_pictures
from sourcebook.read.texts import read_bytes, read_sidecars, read_sources
from sourcebook.remembered import as_before
from sourcebook.text.disguised import disguised
from sourcebook.visibility.access import as_published, notes, opened


def language_of(about: About) -> page_language.Language:
    """Return the language of an archive's pages, whose lists are sorted by the archive's own."""
    return page_language.language(about.language_of_pages, order=about.language)


def read_documents(
    folder: Path, label: str, findings: Findings, hosted_at: str = ""
) -> tuple[Archive, Reading, Sequence[Source]]:
    """Read and describe the texts of a seeds folder; what can't be read, `findings` is told of."""
    reading, about, history = read_first(folder, label, findings)
    page_language.speak(language_of(about))
    sources, holdings, documents = describe_all(reading, about, history, today(findings), findings)
    archive = Archive(
        about,
        as_before("documents read", ((document.id, document) for document in as_listed(documents))),
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


class Files(Struct, frozen=True):
    """The files of documents, read: texts, and by the stem of the first version what stands beside them."""

    sources: tuple[Source, ...]
    """Every version of every text."""
    sidecars: dict[str, Sidecar]
    published: dict[str, Publication]
    """What sidecars say of publishing."""
    originals: dict[str, Original]
    """What texts were extracted from."""


def read_first(folder: Path, label: str, findings: Findings) -> tuple[Reading, About, History]:
    """List what a seeds folder holds, and read what all else is read by: archive.yml, and what the ledger promises."""
    reading = read_folder(folder, label, findings)
    return reading, read_about_file(reading, findings), read_history(reading, findings)


def read_files(reading: Reading, about: About, history: History, findings: Findings) -> Files:
    """Read the files of the documents that are listed."""
    sidecars = read_sidecars(reading, findings, history.ids())
    return Files(
        read_sources(reading, about.largest_text, findings, history.ids()),
        sidecars,
        {stem: read_publication(sidecar, findings) for stem, sidecar in sidecars.items()},
        read_originals(reading, findings),
    )


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
    files = read_files(reading, about, history, findings)
    pictures = read_pictures(reading, findings)
    check_originals(history, files.originals, reading.folder, findings)
    holdings = opened(hold(files.sources, history, reading.folder, findings), files.published, day)
    known = ids or {holding.id for holding in holdings}
    described = [
        (holding, describe_source(holding.current.source, files.sidecars.get(holding.stem), about, findings, known))
        for holding in holdings
    ]
    documents = [
        as_published(
            document,
            holding,
            files.published.get(holding.stem, Publication()),
            files.originals.get(holding.stem),
            pictures.get(holding.stem, ()),
        )
        for holding, document in described
        if document is not None
    ]
    return files.sources, holdings, documents


def _in_english(about: About, reading: Reading) -> Iterator[Problem]:
    """Yield a note where nobody has put our words into the language that the archive asks for."""
    asked, given = about.language_of_pages, page_language.spoken().tag
    if asked and given == page_language.ENGLISH and asked.partition("-")[0] != page_language.ENGLISH:
        known = ", ".join([page_language.ENGLISH, *page_language.catalogues()])
        remedy = f"Nothing need be done; `page_language:` chooses another of {known}"
        yield Problem(
            reading.label(ABOUT_FILE), 0, f"the pages are in English: there is no catalogue for {asked}", remedy
        )


def notes_on_files(sources: Sequence[Source]) -> Iterator[Problem]:
    """Yield a note on each text whose file Windows can't have, or that is a file of another kind, called a text.

    Of such a file the markup is published as words.
    """
    yield from not_on_windows((source.name, source.file) for source in sources)
    for source in sources:
        if ending := disguised(source.raw):
            remedy = f"If only its words are meant, move it out, call it {source.stem}{ending}, and run: sourcebook add"
            yield Problem(source.file, 0, f"it begins like a file that ends in {ending}", remedy)


def check_titles(documents: Iterable[Document], findings: Findings) -> None:
    """Warn of every title that holds a direction control and is a line of its text; others were checked as read."""
    for document in documents:
        title = document.facts["title"][0]
        if title.start >= 0 and title.basis is Basis.INFERRED and (control := control_in(title.value)):
            file, line = document.source.file, document.source.line_of(title.start)
            what = f"the line that serves as the title holds a direction control ({control})"
            findings.warn(file, line, what, "Give the text a title without it in its sidecar")


def as_listed(documents: Iterable[Document]) -> tuple[Document, ...]:
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


def read_history(reading: Reading, findings: Findings) -> History:
    """Return what the folder's ledger promises; nothing where there is no ledger."""
    raw = _bytes_of(reading, FILE, sys.maxsize, findings)
    return history_of(read_ledger(raw, reading.label(FILE), findings), findings)


def _bytes_of(reading: Reading, name: str, largest: int, findings: Findings) -> bytes | None:
    path, remedy = reading.files.get(name), "Make it shorter"
    if name in {NAMES_FILE, LINKS_FILE}:
        remedy += f", or raise the limit with largest_names: in {ABOUT_FILE}"
    return read_bytes(path, reading.label(name), largest, findings, remedy) if path else None
