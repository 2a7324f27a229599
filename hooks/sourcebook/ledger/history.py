"""The ledger's events, in order → what is promised now of every document."""

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from sourcebook.ledger.correction import as_given
from sourcebook.ledger.events import Event, EventKind
from sourcebook.ledger.store import Ledger
from sourcebook.model.holdings import FormerAddress, Turn
from sourcebook.problems import Findings


class Recorded(Struct, frozen=True):
    """One version of a document as the ledger recorded it."""

    version: int
    sha256: str
    hashes: Mapping[str, str]
    """Every anchor with its short hash, in the order of the text."""
    day: str
    reason: str
    line: int
    """Of the ledger, counted from 1."""
    changed: tuple[str, ...] = ()
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: int = 0
    original: Mapping[str, str] = field(default_factory=dict)
    """Both as in its event."""


class Withdrawal(Struct, frozen=True):
    """That a version's text was taken out of public view."""

    day: str
    reason: str
    line: int


class Promise(Struct, frozen=True):
    """Everything the ledger holds of one document."""

    id: str
    name: str
    """The name of its first version's file."""
    versions: tuple[Recorded, ...]
    line: int
    """Of its last event."""
    withdrawn: Mapping[int, Withdrawal] = field(default_factory=dict)
    """By version."""
    former: tuple[FormerAddress, ...] = ()
    turns: tuple[Turn, ...] = ()
    """In the order of the ledger."""

    @property
    def stem(self) -> str:
        """The name of its first version's file, without its ending."""
        return self.name[: -len(".txt")]

    @property
    def current(self) -> Recorded:
        """The newest version."""
        return self.versions[-1]

    @property
    def is_withdrawn(self) -> bool:
        """Whether the current text is withdrawn."""
        return self.current.version in self.withdrawn

    @property
    def anchors(self) -> tuple[str, ...]:
        """Every anchor this document ever had."""
        return tuple(sorted({anchor for version in self.versions for anchor in version.hashes}, key=as_given))

    def file(self, version: int) -> str:
        """Return the name of the file of a version."""
        return self.name if version == 1 else version_file(self.stem, version)

    def last_version_with(self, anchor: str) -> int:
        """Return the newest version in whose text an anchor stands."""
        return max(version.version for version in self.versions if anchor in version.hashes)

    def successors(self, anchor: str) -> tuple[str, ...]:
        """Return the anchors of the current text that have the words of an anchor that is gone; maybe none."""
        found: dict[str, None] = {}
        for heir in self.versions[self.last_version_with(anchor)].gone.get(anchor, ()):
            if heir in self.current.hashes:
                found[heir] = None
            else:
                found.update(dict.fromkeys(self.successors(heir)))
        return tuple(found)


def version_file(stem: str, version: int) -> str:
    """Return the name of the file that holds a version of the document whose first file is `<stem>.txt`."""
    return f"{stem}.txt" if version == 1 else f"{stem}.v{version}.txt"


class History(Struct, frozen=True):
    """What is promised, of every document."""

    ledger: Ledger
    promises: Mapping[str, Promise] = field(default_factory=dict)
    """By id, in the order of publication."""

    def by_stem(self) -> dict[str, Promise]:
        """Return the promises by the name of the first version's file, without its ending."""
        return {promise.stem: promise for promise in self.promises.values()}

    def ids(self) -> dict[str, str]:
        """Return the ids that are frozen, by the name of the first version's file without its ending."""
        return {stem: promise.id for stem, promise in self.by_stem().items()}

    def former(self) -> dict[str, Promise]:
        """Return the promises by the ids their documents had before."""
        return {former.id: promise for promise in self.promises.values() for former in promise.former}


def history_of(ledger: Ledger, findings: Findings) -> History:
    """Return what the events amount to; tell those that contradict the ones before."""
    promises: dict[str, Promise] = {}
    left: set[str] = set()
    for line, event in enumerate(ledger.events, start=1):
        id = event.was if event.event is EventKind.RENAME else event.id
        try:
            before = promises.get(id)
            after = happen(before, event, line)
            own = {former.id for former in before.former} if before else set()
            if event.id in left - own or (event.id != id and event.id in promises):
                raise ValueError("its address is promised to another document")
            if event.id != id:
                del promises[id]
                left = left - {event.id} | {id}
            promises[event.id] = after
        except ValueError as fault:
            remedy = "Put the ledger back as it was committed"
            findings.error(ledger.file, line, f"the event can't follow those before it: {fault}", remedy)
    return History(ledger, promises)


def happen(promise: Promise | None, event: Event, line: int = 0) -> Promise:
    """Return what is promised of a document after an event; `promise` is what was before it, if anything.

    Raises:
        ValueError: if the event can't follow, with the reason.
    """
    return _STEPS[event.event](promise, event, line)


def _publish(promise: Promise | None, event: Event, line: int) -> Promise:
    if promise:
        raise ValueError(f"{event.id} is published already")
    if event.version != 1 or not event.file.lower().endswith(".txt") or len(event.file) == len(".txt"):
        raise ValueError("a document begins with version 1 and a .txt file")
    hashes = {anchor: event.anchors[anchor] for anchor in sorted(event.anchors, key=as_given)}
    first = Recorded(1, event.sha256, hashes, event.day, event.reason, line, form=event.form, original=event.original)
    return Promise(event.id, event.file, (first,), line)


def _correct(promise: Promise | None, event: Event, line: int) -> Promise:
    promise = _published(promise, event)
    if promise.is_withdrawn:
        raise ValueError(f"{event.id} is withdrawn")
    if event.version != promise.current.version + 1:
        raise ValueError(f"version {event.version} doesn't follow version {promise.current.version}")
    if set(event.order) != set(event.anchors) or len(event.order) != len(event.anchors):
        raise ValueError("its order doesn't name each of its anchors once")
    if lost := set(promise.current.hashes) - set(event.order) - set(event.gone):
        raise ValueError(f"it doesn't say what became of {min(lost, key=as_given)}")
    if event.file != promise.file(event.version):
        raise ValueError(f"the file of version {event.version} is {promise.file(event.version)}")
    hashes = {anchor: event.anchors[anchor] for anchor in event.order}
    became = (event.changed, dict(event.gone), event.form)
    made = Recorded(event.version, event.sha256, hashes, event.day, event.reason, line, *became)
    return replace(promise, versions=(*promise.versions, made), line=line)


def _rename(promise: Promise | None, event: Event, line: int) -> Promise:
    promise = _current(promise, event)
    ending = version_file("", event.version)
    if not event.file.endswith(ending) or event.file == ending:
        raise ValueError(f"the file of version {event.version} ends in {ending}")
    renamed = replace(promise, id=event.id, name=f"{event.file.removesuffix(ending)}.txt", line=line)
    if event.id == event.was:
        return renamed
    left = FormerAddress(event.was, event.day, promise.current.version, promise.anchors)
    others = (former for former in promise.former if former.id != event.id)  # it may come back to one that it had
    return replace(renamed, former=(*others, left))


def _withdraw(promise: Promise | None, event: Event, line: int) -> Promise:
    promise = _current(promise, event)
    if not event.versions or not set(event.versions) <= {version.version for version in promise.versions}:
        raise ValueError("it doesn't name versions that were published")
    why = Withdrawal(event.day, event.reason, line)
    withdrawn = {**promise.withdrawn, **dict.fromkeys(event.versions, why)}
    return replace(promise, withdrawn=withdrawn, turns=(*promise.turns, _turn("withdrawn", event)), line=line)


def _restore(promise: Promise | None, event: Event, line: int) -> Promise:
    promise = _current(promise, event)
    if not event.versions or not set(event.versions) <= set(promise.withdrawn):
        raise ValueError("it doesn't name versions that are withdrawn")
    left = {version: why for version, why in promise.withdrawn.items() if version not in event.versions}
    return replace(promise, withdrawn=left, turns=(*promise.turns, _turn("restored", event)), line=line)


def _turn(status: str, event: Event) -> Turn:
    return Turn(status, event.day, event.reason, max(event.versions))


def _published(promise: Promise | None, event: Event) -> Promise:
    if promise is None:
        raise ValueError(f"{event.was or event.id} was not published")
    return promise


def _current(promise: Promise | None, event: Event) -> Promise:
    promise = _published(promise, event)
    if event.version != promise.current.version:
        raise ValueError(f"it names version {event.version}; the current one is version {promise.current.version}")
    return promise


_STEPS: Mapping[EventKind, Callable[[Promise | None, Event, int], Promise]] = {
    EventKind.PUBLISH: _publish,
    EventKind.CORRECT: _correct,
    EventKind.RENAME: _rename,
    EventKind.WITHDRAW: _withdraw,
    EventKind.RESTORE: _restore,
}
