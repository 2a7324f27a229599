"""What a build is about to publish, against what is promised. Each problem names the address and what resolves it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from unicodedata import normalize

from sourcebook import addresses
from sourcebook.ledger.events import short_hash
from sourcebook.ledger.history import History, Promise, Recorded, version_file
from sourcebook.ledger.record import hashes_of, shown_paragraphs
from sourcebook.ledger.store import keep_line_ends
from sourcebook.model import Original, Source
from sourcebook.problems import Findings, named

Versions = Mapping[int, Source]
"""The sources of one document, by version."""


def check_promises(history: History, found: Mapping[str, Versions], folder: str, findings: Findings) -> set[str]:
    """Tell every promised address that would vanish, and every anchor that would hold other words.

    Args:
        history: what is promised.
        found: what stands in the seeds folder: by the name of the first version's file without its ending.
        folder: the seeds folder as messages name it.
        findings: told each, with the line of the ledger that holds the promise. A file that it says something of
            already is not gone.

    Returns:
        The documents concerned, named as in `found`.
    """
    unread = {problem.file for problem in findings.errors}
    stems = history.by_stem()
    strays = [source for stem in found.keys() - stems.keys() for source in found[stem].values()]
    broken: set[str] = set()
    converted: list[tuple[Recorded, Source]] = []
    for stem, promise in stems.items():
        before = len(findings.errors), len(converted)
        versions = found.get(stem, {})
        for recorded in promise.versions:
            if recorded.version in promise.withdrawn:
                continue
            source = versions.get(recorded.version)
            if source is None and f"{folder}/{promise.file(recorded.version)}" in unread:
                broken.add(stem)
            elif source is None:
                _report_missing(history, promise, recorded, strays, folder, findings)
            elif source.sha256 != recorded.sha256 and differs_in_line_ends(source.raw, recorded.sha256):
                converted.append((recorded, source))
            else:
                _check_version(history, promise, recorded, source, folder, findings)
        _check_corrections(promise, versions, findings)
        if (len(findings.errors), len(converted)) > before:
            broken.add(stem)
    if converted:
        _report_converted(history, converted, folder, findings)
    return broken


def check_new(history: History, found: Mapping[str, Versions], findings: Findings) -> set[str]:
    """Tell what is new and stands in the way: an address that is promised, a correction without the one before it.

    Returns:
        The documents concerned, named as in `found`.
    """
    promised, former, stems = history.promises, history.former(), history.by_stem()
    broken: set[str] = set()
    for stem, versions in found.items():
        if stem in stems:
            continue
        newest = versions[max(versions)]
        missing = next((number for number in range(1, newest.version) if number not in versions), None)
        if missing:
            what = f"version {newest.version} of a text without version {missing}"
            what += f": there is no {version_file(stem, missing)}"
            findings.error(newest.file, 0, what, "Add it, or rename the file")
            broken.add(stem)
        owner = promised.get(newest.id) or former.get(newest.id)
        if owner:
            place = f"{history.ledger.file}:{owner.line}"
            what = f"its address /{addresses.document(newest.id)} is promised to {owner.name} ({place})"
            remedy = f"Rename the file, or, if it is that document under another name: {_rename(owner, stem)}"
            findings.error(newest.file, 0, what, remedy)
            broken.add(stem)
    return broken


def _address(promise: Promise, recorded: Recorded) -> str:
    current = recorded.version == promise.current.version
    return "/" + (addresses.document(promise.id) if current else addresses.version(promise.id, recorded.version))


def _rename(promise: Promise, stem: str) -> str:
    return f"sourcebook rename {promise.id} --file {version_file(stem, 1)}"


def _report_missing(
    history: History, promise: Promise, recorded: Recorded, strays: Iterable[Source], folder: str, findings: Findings
) -> None:
    file = promise.file(recorded.version)
    what = f"{_address(promise, recorded)} is promised and would vanish: {folder}/{file} is gone"
    moved = next((stray for stray in strays if stray.sha256 == recorded.sha256), None)
    if moved:
        remedy = f"{moved.file} has its bytes. If it was renamed, run: {_rename(promise, moved.stem)}"
    else:
        scope = "" if recorded.version == promise.current.version else f" --version {recorded.version}"
        remedy = f"Put the file back, or run: sourcebook withdraw {promise.id}{scope}"
    findings.error(history.ledger.file, recorded.line, what, remedy)


def differs_in_line_ends(raw: bytes, sha256: str) -> bool:
    """Say whether a file that isn't the recorded one is but for its line ends: LF for CRLF, or CRLF for LF."""
    plain = raw.replace(b"\r\n", b"\n")
    return any(hashlib.sha256(form).hexdigest() == sha256 for form in (plain, plain.replace(b"\n", b"\r\n")))


def _report_converted(
    history: History, converted: Sequence[tuple[Recorded, Source]], folder: str, findings: Findings
) -> None:
    """Tell once of all texts whose line ends a tool has converted: they were not changed, and need no correction."""
    count = "1 text differs" if len(converted) == 1 else f"{len(converted):,} texts differ"
    files = named([source.file for _, source in converted])
    what = f"{count} from what was recorded only in the line ends (CRLF, LF): {files}"
    findings.error(history.ledger.file, converted[0][0].line, what, keep_line_ends(folder))


def _check_version(
    history: History, promise: Promise, recorded: Recorded, source: Source, folder: str, findings: Findings
) -> None:
    anchors = ["#" + anchor for anchor in _other_words(recorded, source)]
    address = _address(promise, recorded)
    in_form = bool(anchors) and _is_in_another_form(recorded, source)
    other = "the same words in another form of Unicode" if in_form else "other words or spaces"
    differs = [f"{other} at {named(anchors)}"] if anchors else []
    if (more := len(source.paragraphs) - len(recorded.hashes)) > 0:
        differs.append(f"{more:,} paragraph{'s' * (more != 1)} more at its end")
    would = f"{address} would hold {' and '.join(differs)}"
    if source.sha256 != recorded.sha256:
        what = f"{source.file} was changed in place: {would}"
        beside = version_file(promise.stem, promise.current.version + 1)
        remedy = (
            "Put the recorded file back, also where a program has trimmed or added nothing but spaces; a corrected "
            f"text goes beside it, as {beside}, and is recorded by: sourcebook correct {promise.id}"
        )
        if in_form:
            remedy = "Put the recorded file back: a program has put letters and their accents together, or apart"
        if not differs:
            same = "its paragraphs are the same, its line ends, blank lines or byte order mark are not"
            what = f"{source.file} isn't the file that {address} promises: {same}"
            remedy = f"Put the recorded file back. {keep_line_ends(folder)}"
    elif differs:
        what = f"{would} without a recorded correction, though {source.file} is as it was recorded"
        remedy = "Build with the Sourcebook that recorded it, or run: sourcebook check, and report what it says"
    else:
        return
    findings.error(history.ledger.file, recorded.line, what, remedy)


def _other_words(recorded: Recorded, source: Source) -> Iterator[str]:
    """Yield the anchors whose words differ, or that have none any more."""
    now = hashes_of(source)
    for number, (anchor, recorded_hash) in enumerate(recorded.hashes.items()):
        if number >= len(now) or now[number] != recorded_hash:
            yield anchor


def _is_in_another_form(recorded: Recorded, source: Source) -> bool:
    """Say whether the paragraphs are the recorded ones but for how their accents are encoded."""
    now = shown_paragraphs(source)
    return len(now) >= len(recorded.hashes) and all(
        was in {short_hash(text), *(short_hash(normalize(form, text)) for form in ("NFC", "NFD"))}
        for was, text in zip(recorded.hashes.values(), now, strict=False)
    )


def check_originals(history: History, found: Mapping[str, Original], folder: str, findings: Findings) -> None:
    """Tell of every recorded original that is missing or has other bytes; a withdrawn text's needn't be there."""
    for stem, promise in history.by_stem().items():
        recorded = promise.versions[0].original
        if not recorded or promise.is_withdrawn:
            continue
        now = found.get(stem)
        if not now or now.sha256 != recorded["sha256"]:
            what = f"the original isn't the file that {history.ledger.file}:{promise.versions[0].line} records"
            remedy = "Put the recorded file back"
            with suppress(OSError):  # which reading it tells
                if now and differs_in_line_ends(now.path.read_bytes(), recorded["sha256"]):
                    what, remedy = f"{what}: only the line ends differ", keep_line_ends(folder)
            findings.error(f"{folder}/{recorded['file']}", 0, what, remedy)


def _check_corrections(promise: Promise, versions: Versions, findings: Findings) -> None:
    for number in sorted(versions):
        if number > promise.current.version:
            what = f"a correction of /{addresses.document(promise.id)} that isn't recorded"
            first = f"sourcebook restore {promise.id}, then: " if promise.is_withdrawn else ""
            remedy = f"Run: {first}sourcebook correct {promise.id}; or take the file away"
            findings.error(versions[number].file, 0, what, remedy)
