"""Sources → the events that record them. The commands append these; a build uses them for what isn't recorded yet."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from sourcebook.ledger.correction import Correction, corrected
from sourcebook.ledger.events import FORM, Event, EventKind, short_hash
from sourcebook.ledger.history import Promise, happen, version_file
from sourcebook.model import Original, Source


def shown_paragraphs(source: Source) -> list[str]:
    """Return a source's paragraphs as a page shows them, in order."""
    return [source.shown(paragraph.start, paragraph.end) for paragraph in source.paragraphs]


def hashes_of(source: Source) -> list[str]:
    """Return the short hash of each paragraph, in order."""
    return [short_hash(shown) for shown in shown_paragraphs(source)]


def publish_event(source: Source, day: str, reason: str = "", original: Original | None = None) -> Event:
    """Return the event of a new document, from the source of its first version."""
    anchors = [paragraph.id for paragraph in source.paragraphs]
    return Event(
        event=EventKind.PUBLISH,
        id=source.id,
        version=1,
        file=source.name,
        sha256=source.sha256,
        anchors=dict(zip(anchors, hashes_of(source), strict=True)),
        day=day,
        reason=reason,
        original={"file": original.name, "sha256": original.sha256} if original else {},
        form=FORM,
    )


def correct_event(promise: Promise, old: Source, new: Source, day: str, reason: str) -> tuple[Event, Correction]:
    """Return the event of a correction, and what it does to the anchors.

    `old` is the source of its current version, `new` the corrected one.
    """
    order = tuple(promise.current.hashes)
    left = {version.hashes[a]: a for version in promise.versions for a in version.hashes if a not in order}
    correction = corrected(order, shown_paragraphs(old), shown_paragraphs(new), promise.anchors, left)
    event = replace(
        later_event(EventKind.CORRECT, promise, day, reason),
        version=promise.current.version + 1,
        file=version_file(promise.stem, promise.current.version + 1),
        sha256=new.sha256,
        anchors=dict(zip(correction.order, hashes_of(new), strict=True)),
        order=correction.order,
        changed=correction.changed,
        gone=correction.gone,
        form=FORM,
    )
    return event, correction


def later_event(kind: EventKind, promise: Promise, day: str, reason: str, *, versions: Sequence[int] = ()) -> Event:
    """Return an event that leaves a document's texts as they are, such as that versions are withdrawn or restored."""
    return Event(
        event=kind,
        id=promise.id,
        version=promise.current.version,
        file=promise.file(promise.current.version),
        sha256=promise.current.sha256,
        anchors=dict(promise.current.hashes),
        day=day,
        reason=reason,
        versions=tuple(versions),
    )


def rename_event(promise: Promise, id: str, stem: str, day: str, reason: str) -> Event:
    """Return the event that gives a document another id, its files another name, or both."""
    event = later_event(EventKind.RENAME, promise, day, reason)
    return replace(event, id=id, file=version_file(stem, promise.current.version), was=promise.id)


def draft(versions: Sequence[Source]) -> Promise:
    """Return what recording a document's versions would promise, given the first one first; its days are empty."""
    promise = happen(None, publish_event(versions[0], ""))
    for old, new in pairwise(versions):
        event, _ = correct_event(promise, old, new, "", "")
        promise = happen(promise, event)
    return promise
