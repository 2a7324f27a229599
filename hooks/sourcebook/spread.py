"""The links of a folder that is too large for one machine: read in parts and linked by many processes.

Every process reaches the folder of texts, and a second one, in which a step leaves what the steps after it read.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sourcebook import addresses, page_language
from sourcebook.clock import today
from sourcebook.derive.passages import between_witnesses, passages_among
from sourcebook.derive.same import notes_on_same, same_among, seen_of
from sourcebook.fingerprint import code_digest, digest
from sourcebook.kept import kept_as
from sourcebook.ledger.history import History
from sourcebook.ledger.store import FILE
from sourcebook.link.engine import Progress
from sourcebook.link.find.furniture import repeated_lines
from sourcebook.link.find.recurring import recurring_passages
from sourcebook.link.rules import RULES
from sourcebook.link.spread.run import link_parts
from sourcebook.link.spread.store import Store
from sourcebook.link.spread.work import ReadPart, Runner, Work
from sourcebook.locks import give_back, take
from sourcebook.model import About
from sourcebook.pipeline.linking import FoundLinks
from sourcebook.pipeline.reading import (
    as_listed,
    check_titles,
    describe_all,
    language_of,
    notes_on_files,
    read_first,
    read_history,
    read_link_settings,
)
from sourcebook.problems import Findings, Problem, refusal
from sourcebook.read.file_names import FileKind, file_kind, version_of
from sourcebook.read.folder import Reading

_PART_BYTES = 16 * 1024 * 1024
"""Of texts that are read together, at most: a part of long texts has fewer of them."""


@contextmanager
def links_in_parts(
    folder: Path, label: str, cache: Path, run: Runner, progress: Progress, parts: int = 0
) -> Iterator[FoundLinks]:
    """Read the texts of a folder part by part and link them: yield what `pipeline.find_links` finds.

    Args:
        folder: a seeds folder, or any folder of texts, by a path that all processes know it by.
        label: the folder as messages name it.
        cache: likewise, a folder for what steps leave to one another. What is there of a run that was stopped isn't
            done again, if texts and code are the same. Once the links were used, it is removed.
        run: takes a step for every part.
        progress: told how far each step has come.
        parts: in how many parts the texts are read; as many as texts of that number and size need, if 0.

    Raises:
        ArchiveError: with every problem there is.
    """
    findings = Findings()
    progress("Reading the folder", 0, 0)
    reading, about, history = read_first(folder, label, findings)
    settings = read_link_settings(reading, findings, about)
    dealt = _parts(_by_document(reading, history), reading, parts)
    if not dealt:  # then there is an error: no text
        findings.raise_if_any()
    day = today(findings)
    with _folder_for(cache, reading, day, len(dealt)) as kept:
        store = Store(kept, len(dealt))
        store.write("ids.json", [list(part) for part in dealt])
        names = [[name for files in part.values() for name in files] for part in dealt]
        lines = ((n, (name, str(reading.files[name]))) for n, of in enumerate(names) for name in of)
        store.write_lines("files", 0, lines)
        reader = _Reader(store, label, about, day, reading.files.get(FILE))
        work = Work(store, reader, tuple(phrase.words for phrase in settings.ignored))
        found, documents = link_parts(work, settings, findings, run, progress)
        findings.raise_if_any()
        progress("Putting links in order", 0, 0)
        links, gathered = between_witnesses(found.links, passages_among(documents, found.links))
        notes = (*repeated_lines(found.repeated, settings), *recurring_passages(gathered, documents, settings))
        told = (*findings.warnings, *_notes_on_same(reader, store), *notes)
        yield FoundLinks(documents, links, gathered, found.unsourced, told)
        shutil.rmtree(kept, ignore_errors=True)


def _notes_on_same(reader: _Reader, store: Store) -> Iterator[Problem]:
    """Yield what is said of texts that are the same; parts that have such are read again."""
    seen = [[(digest, id) for digest, id in store.read(f"seen/{part}.json")] for part in range(store.parts)]
    same = same_among(pair for of_part in seen for pair in of_part)
    parts = [part for part, of_part in enumerate(seen) if any(id in same for _, id in of_part)]
    twins = [document for part in parts for document in reader(part).documents if document.id in same]
    yield from notes_on_same(as_listed(twins), same)


def _by_document(reading: Reading, history: History) -> dict[str, list[str]]:
    """Return the names of the files of each document, by its id, in order of the ids.

    What belongs to none is read with the first, and told there.
    """
    frozen = history.ids()
    texts = [name[: -len(".txt")] for name in reading.files if file_kind(name) is FileKind.TEXT]
    stems = {*texts, *frozen}
    ids = {stem: frozen.get(stem) or addresses.document_id(stem) for stem in stems}
    found: defaultdict[str, list[str]] = defaultdict(list, {ids[stem]: [] for stem in frozen})
    others: list[str] = []
    for name in reading.files:
        kind = file_kind(name)
        if kind is FileKind.ARCHIVE_FILE:
            continue
        stem = name.rpartition(".")[0]
        first = version_of(stem, stems)[0]
        if first in ids:
            found[ids[first]].append(name)
        else:
            others.append(name)
    ordered = {id: found[id] for id in sorted(found)}
    for id in list(ordered)[:1]:
        ordered[id] += others
    return ordered


def _parts(documents: Mapping[str, Sequence[str]], reading: Reading, parts: int) -> list[dict[str, Sequence[str]]]:
    """Deal documents out in order of their ids."""
    if parts:
        size = -(-len(documents) // parts)
        ids = list(documents)
        return [{id: documents[id] for id in ids[first : first + size]} for first in range(0, len(ids), size)]
    dealt: list[dict[str, Sequence[str]]] = []
    held = 0
    for id, names in documents.items():
        size = sum(reading.files[name].stat().st_size for name in names)
        if not dealt or len(dealt[-1]) >= RULES.part or held + size > _PART_BYTES:
            dealt.append({})
            held = 0
        dealt[-1][id] = names
        held += size
    return dealt


@contextmanager
def _folder_for(cache: Path, reading: Reading, day: date, parts: int) -> Iterator[Path]:
    """Yield the folder for what is made of these files, by this code, in so many parts, and hold it meanwhile.

    Those of others are removed, unless a command is at work there.
    """
    files = [(name, path.stat()) for name, path in sorted(reading.files.items())]
    told = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in files]
    folder = cache.resolve() / f"parts-{digest(code_digest(), day, parts, told)[:16]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _held(folder) as is_ours:
        if not is_ours:
            what, remedy = "another command is at work there", "Wait until it has ended, or name another with --cache"
            raise refusal(str(folder), what, remedy)
        for other in kept_as("parts", cache):
            with _held(other) as is_left:  # which `folder` is not
                if is_left:
                    shutil.rmtree(other, ignore_errors=True)
        yield folder


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Yield whether nobody else holds a folder, and hold it then."""
    lock = take(folder.with_suffix(".lock"), 0)
    try:
        yield lock is not None
    finally:
        if lock:
            give_back(lock)


class _Reader(Struct, frozen=True):
    """Reads the documents of a part, in whatever process."""

    store: Store
    label: str
    about: About
    day: date
    ledger: Path | None

    def __call__(self, part: int) -> ReadPart:
        findings = Findings()
        page_language.speak(language_of(self.about))
        reading = Reading(self.label, {name: Path(path) for name, path in self.store.lines("files", 0, part)})
        ids = self.store.read("ids.json")
        history, known = self._history({*ids[part]}), {id for of_part in ids for id in of_part}
        sources, _, documents = describe_all(reading, self.about, history, self.day, findings, known)
        check_titles(documents, findings)
        findings.warnings += notes_on_files(sources)
        self.store.write(f"seen/{part}.json", list(seen_of(documents)))
        documents.sort(key=lambda document: document.id)
        withheld = tuple(document.id for document in documents if not document.source.is_whole)
        return ReadPart(tuple(documents), withheld, findings)

    def _history(self, ids: Set[str]) -> History:
        """Return what is promised of some documents; what is wrong with the ledger was told before."""
        files = {FILE: self.ledger} if self.ledger else {}
        whole = read_history(Reading(self.label, files), Findings())
        return replace(whole, promises={id: promise for id, promise in whole.promises.items() if id in ids})
