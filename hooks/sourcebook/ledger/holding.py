"""Sources and what is promised → what the archive holds of each document over time, every text under its anchors."""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sourcebook.ledger.changes import changes_between
from sourcebook.ledger.checking import Versions, check_new, check_promises
from sourcebook.ledger.events import FORM
from sourcebook.ledger.history import History, Promise, Recorded
from sourcebook.ledger.record import draft
from sourcebook.model import Measures, Source
from sourcebook.model.holdings import Holding, Stub, Version, Withheld
from sourcebook.problems import Findings
from sourcebook.remembered import remembered


def hold(sources: Iterable[Source], history: History, folder: str, findings: Findings) -> tuple[Holding, ...]:
    """Return what the archive holds, in the order of the first versions' file names.

    Args:
        sources: every version of every document, each with the id that the ledger froze for it.
        history: what is promised.
        folder: the seeds folder as messages name it.
        findings: told every promise that would be broken. A document with one is left out, so that the steps that
            follow can tell what else is wrong.
    """
    found: defaultdict[str, dict[int, Source]] = defaultdict(dict)
    for source in sources:
        found[source.stem][source.version] = source
    broken = check_promises(history, found, folder, findings) | check_new(history, found, findings)
    promised = {stem: promise for stem, promise in history.by_stem().items() if stem not in broken}
    recorded = [_holding(promise, found.get(stem, {}), folder) for stem, promise in promised.items()]
    done = broken | promised.keys()
    new = [_unrecorded(tuple(of_one.values())) for stem, of_one in found.items() if stem not in done]
    return tuple(sorted([*recorded, *new], key=lambda holding: os.fsencode(f"{holding.stem}.txt")))


@remembered
def _unrecorded(sources: tuple[Source, ...]) -> Holding:
    ordered = sorted(sources, key=lambda source: source.version)
    versions = {source.version: source for source in sources}
    return replace(_holding(draft(ordered), versions, ""), is_recorded=False)


def _holding(promise: Promise, found: Versions, folder: str) -> Holding:
    sources = {
        recorded.version: _source(promise, recorded, found.get(recorded.version), folder)
        for recorded in promise.versions
    }
    withheld = {version: Withheld("withdrawn", why.day, why.reason) for version, why in promise.withdrawn.items()}
    current = promise.current.version
    versions = [
        Version(
            recorded.version,
            sources[recorded.version],
            recorded.day,
            recorded.reason,
            withheld.get(recorded.version),
            ()
            if {recorded.version, current} & withheld.keys() or recorded.version == current
            else changes_between(promise, sources[recorded.version], sources[current]),
            tuple(recorded.hashes),
            recorded.form < FORM,
        )
        for recorded in promise.versions
    ]
    return Holding(
        promise.id,
        promise.stem,
        tuple(versions),
        _stubs(promise),
        promise.former,
        _corrected(promise),
        promise.turns,
        is_recorded=True,
    )


def _source(promise: Promise, recorded: Recorded, source: Source | None, folder: str) -> Source:
    """Return a version's source under its anchors; an empty one where the version is withdrawn."""
    if source is None or recorded.version in promise.withdrawn:
        name = promise.file(recorded.version)
        empty = Measures(recorded.sha256)
        return Source(promise.id, name, f"{folder}/{name}", "", (), recorded.version, empty)
    if [*recorded.hashes] == [paragraph.id for paragraph in source.paragraphs]:
        return source
    anchored = zip(recorded.hashes, source.paragraphs, strict=True)
    return replace(source, paragraphs=tuple(replace(paragraph, id=anchor) for anchor, paragraph in anchored))


def _stubs(promise: Promise) -> tuple[Stub, ...]:
    left = [anchor for anchor in promise.anchors if anchor not in promise.current.hashes]
    last = {anchor: promise.last_version_with(anchor) for anchor in left}
    return tuple(
        Stub(anchor, promise.successors(anchor), last[anchor], promise.versions[last[anchor]].day) for anchor in left
    )


def _corrected(promise: Promise) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for recorded in promise.versions[:-1]:
        for anchor, was in recorded.hashes.items():
            if promise.current.hashes.get(anchor, was) != was:
                found[anchor] = recorded.version
    return found


def withhold(holding: Holding, why: Withheld) -> Holding:
    """Return a holding of which no version has a text any more; `why` is the reason for those that still had one."""
    versions = (
        replace(version, source=version.source.without_text(), withheld=version.withheld or why, changes=())
        for version in holding.versions
    )
    return replace(holding, versions=tuple(versions), corrected={})


def show_excerpts_only(holding: Holding, why: Withheld) -> Holding:
    """Return a holding of which only the current text is left, for excerpts to be taken from it."""
    if holding.withheld:
        return holding
    emptied = withhold(holding, why)
    current = replace(holding.current, withheld=why)
    return replace(emptied, versions=(*emptied.versions[:-1], current))
