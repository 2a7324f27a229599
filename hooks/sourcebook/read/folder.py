"""A folder → its texts, sidecars and archive-wide files."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Sidecar, Source
from sourcebook.problems import Findings
from sourcebook.read.decoding import decode
from sourcebook.read.file_names import (
    ARCHIVE_FILES,
    ARCHIVE_FOLDERS,
    OF_VERSION_CONTROL,
    Part,
    can_have_a_sidecar,
    check_name,
    check_on_windows,
    check_twins,
    is_conflicting_copy,
    no_sidecar,
    part_of,
    printable,
    stems_of_texts,
    texts_of,
    version_of,
)
from sourcebook.remembered import as_before
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.text.stand_ins import FETCH, NOT_FETCHED, is_pointer

MOST_PARAGRAPHS = 200_000
"""Of one text; a page of so many takes a browser seconds, and a build half a gigabyte."""
_TEXT_TOO_LARGE = "Split it, or raise the limit with largest_text: in archive.yml"


def source_of(stem: str, text: str, label: str) -> Source:
    """Return a text that is no file yet, as one of that name in a folder that messages call `label` would be."""
    file = f"{stem}.txt"
    return Source(addresses.document_id(stem), file, f"{label}/{file}", text.encode(), text, split_paragraphs(text))


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a seeds folder holds, read once."""

    folder: str
    """As messages name it."""
    files: dict[str, Path] = field(default_factory=dict)
    """Texts, sidecars and archive-wide files that can be read, by name."""

    def label(self, name: str) -> str:
        """Return a file of the folder as messages name it."""
        return f"{self.folder}/{printable(name)}"


def read_folder(folder: Path, label: str, findings: Findings) -> Reading:
    """List what the seeds folder holds and tell what can't be used."""
    reading = Reading(label)
    if holds_everything(folder):
        findings.error(label, 0, *EVERYTHING)
        return reading
    try:
        paths = {path.relative_to(folder).as_posix(): path for path in _entries(folder, folder)}
    except OSError as fault:
        where = Path(fault.filename or folder)
        reason = "there is no such folder" if isinstance(fault, FileNotFoundError) else fault.strerror
        if where == folder:
            place, remedy = label, "Make it, or name another in ARCHIVE_SEEDS"
        else:
            place, remedy = reading.label(where.relative_to(folder).as_posix()), "Give the reader the right to read it"
        findings.error(place, 0, f"the folder can't be read: {reason}", remedy)
        return reading
    texts = stems_of_texts(paths)
    usable = {
        name: path
        for name, path in paths.items()
        if _usable(name, path, folder, reading.label(name), findings, is_original=not texts.isdisjoint(texts_of(name)))
    }
    twins = check_twins(((name, reading.label(name)) for name in usable), findings)
    reading.files.update({name: path for name, path in usable.items() if name not in twins})
    if not findings.errors and not any(part_of(name) is Part.TEXT for name in reading.files):
        findings.error(
            label, 0, "the folder holds no text", "Put a .txt file in, or name another folder in ARCHIVE_SEEDS"
        )
    return reading


EVERYTHING = "the folder is a whole disk, or holds the home of its user", "Name the folder that the texts are in"


def holds_everything(folder: Path) -> bool:
    """Say whether a folder is the disk, or holds more than its user's home: to read it would take hours."""
    folder, home = (Path(os.path.realpath(path)) for path in (folder, os.path.expanduser("~")))  # noqa: PTH111  Path's may fail
    return folder == folder.parent or folder in home.parents


def _entries(folder: Path, root: Path) -> Iterator[Path]:
    """Yield what a folder holds, in the order of the bytes of the names, and what its subfolders with texts hold."""
    for path in sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name)):
        is_ours = folder == root and path.name in ARCHIVE_FOLDERS
        is_old = path.name in OF_VERSION_CONTROL and any(path.glob(OF_VERSION_CONTROL[path.name]))
        if is_ours or is_old or part_of(path.name) is Part.LEFT_BY_A_TOOL:
            continue
        if path.is_dir() and not path.is_symlink() and _holds_texts(path):
            yield from _entries(path, root)
        else:
            yield path


def _holds_texts(folder: Path) -> bool:
    """Say whether a text stands anywhere below a folder; a part of it that can't be read is an OSError."""

    def refuse(fault: OSError) -> None:
        raise fault

    return any(part_of(name) is Part.TEXT for _, _, names in os.walk(folder, onerror=refuse) for name in names)


def _usable(name: str, path: Path, root: Path, file: str, findings: Findings, *, is_original: bool) -> bool:
    """Say whether an entry belongs to the archive and can be read; tell what is wrong with it if not.

    `is_original`: whether it is called like a text that is here, and can be what that was extracted from.
    """
    if not check_name(name, file, findings):
        return False
    if part_of(name) is Part.ARCHIVE_FILE and path.is_dir():
        findings.error(
            file, 0, "a folder of the name of a file of the whole archive", "Rename it, or move it elsewhere"
        )
        return False
    if not leads_to_a_file(path, root, file, findings):
        return False
    if part_of(name) is Part.UNKNOWN and name.lower() in ARCHIVE_FILES:
        findings.error(file, 0, f"the archive's own file is called {name.lower()}", "Rename it: case counts")
        return False
    if part_of(name) is Part.UNKNOWN and not is_original:
        findings.warn(file, 0, "neither a text (.txt) nor a file of the archive; left out", "Move it elsewhere")
        return False
    return True


def leads_to_a_file(path: Path, root: Path, file: str, findings: Findings) -> bool:
    """Say whether an entry of a folder is a file that may be published; tell what is wrong with it if not.

    `root`: the folder that a link may not lead out of.
    """
    try:
        target = path.resolve()
        mode = target.stat().st_mode
    except (OSError, RuntimeError):
        if path.is_symlink():
            what, remedy = "the link leads nowhere, or in a circle", "Put the file itself here, or remove the link"
        else:
            what, remedy = "the file was removed while the folder was read", "Try again"
        findings.error(file, 0, what, remedy)
        return False
    if path.is_symlink() and not target.is_relative_to(root.resolve()):
        findings.error(file, 0, "the link leads out of the folder", "Put the file itself here, or remove the link")
    elif stat.S_ISDIR(mode):
        findings.warn(file, 0, "a folder without a text (.txt); left out", "Put a text in, or move it elsewhere")
    elif not stat.S_ISREG(mode):
        findings.error(file, 0, "neither a file nor a folder (a pipe, a socket, a device)", "Remove it")
    else:
        return True
    return False


def read_sources(
    reading: Reading, largest: int, findings: Findings, frozen: Mapping[str, str] | None = None
) -> tuple[Source, ...]:
    """Read every text, in the order of the file names; a corrected text has the id of the one it corrects.

    `largest`: the most bytes a text may have. `frozen`: the ids that the ledger holds, by the stem of the first
    version.
    """
    frozen = frozen or {}
    texts = {name[: -len(".txt")]: name for name in reading.files if part_of(name) is Part.TEXT}
    stems = texts.keys() | frozen.keys()
    sources: list[Source] = []
    for own_stem, name in texts.items():
        stem, version = version_of(own_stem, stems)
        file, id = reading.label(name), frozen.get(stem) or addresses.document_id(stem)
        if not _can_be_an_address(id, file, findings):
            continue
        if stem not in frozen:
            check_on_windows(name, id, file, findings)
            if not can_have_a_sidecar(stem):
                remedy = f"Rename the file before it is recorded, for example to {stem}-text.txt"
                findings.warn(file, 0, no_sidecar(stem), remedy)
            if is_conflicting_copy(stem):
                what = "it is called as a copy is that a program made where two people changed one file"
                findings.warn(file, 0, what, "Keep one of the two, under the text's own name")
        raw = read_bytes(reading.files[name], file, largest, findings, _TEXT_TOO_LARGE)
        text = decode(raw, file, findings) if raw is not None else None
        if raw is None or text is None:
            continue
        paragraphs = split_paragraphs(text, MOST_PARAGRAPHS + 1)
        if len(paragraphs) > MOST_PARAGRAPHS:
            what = f"the text has more than the {MOST_PARAGRAPHS:,} paragraphs that a page can hold"
            findings.error(file, 0, what, "Split it into several texts")
            continue
        sources.append(Source(id, name, file, raw, text, paragraphs, version))
    _check_ids(sources, findings)
    return as_before("sources", ((source.file, source) for source in sources))


def read_sidecars(
    reading: Reading, largest: int, findings: Findings, published: Collection[str] = ()
) -> dict[str, Sidecar]:
    """Read every sidecar: by the stem of the text it stands beside.

    One without a text is an error, but for texts that were `published`: a withdrawn one needn't be here.
    """
    stems = {name[: -len(".txt")] for name in reading.files if part_of(name) is Part.TEXT} | {*published}
    sidecars: dict[str, Sidecar] = {}
    for name, path in reading.files.items():
        if part_of(name) is not Part.SIDECAR:
            continue
        stem, file = name[: -len(".yml")], reading.label(name)
        if stem not in stems:
            what = f"a sidecar without its text: there is no {printable(stem)}.txt"
            findings.error(file, 0, what, "Add the text, rename the sidecar, or remove it")
        elif version_of(stem, stems)[1] > 1:
            first = f"{printable(version_of(stem, stems)[0])}.yml"
            what = "a sidecar of a corrected text: a document has one record, which is checked against its current text"
            findings.error(file, 0, what, f"Put what it says into {first}, and remove it")
        elif (raw := read_bytes(path, file, largest, findings)) is not None:
            sidecars[stem] = Sidecar(file, raw)
    return sidecars


def read_bytes(
    path: Path, file: str, largest: int, findings: Findings, too_large: str = "Make it shorter"
) -> bytes | None:
    """Return a file's bytes; None, and an error told, if it is larger than `largest` bytes or can't be read.

    `too_large` is what to do about the first.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            what = f"the file has {size:,} bytes; the limit is {largest:,}"
            findings.error(file, 0, what, too_large)
            return None
        raw = path.read_bytes()
    except OSError as fault:
        remedy = "Give the reader the right to read it"
        if isinstance(fault, FileNotFoundError):
            remedy = "It was removed while the folder was read: try again"
        findings.error(file, 0, f"the file can't be read ({fault.strerror})", remedy)
        return None
    if len(raw) != size:
        what = f"the file changed while it was read, from {size:,} to {len(raw):,} bytes"
        findings.error(file, 0, what, "Try again when it is no longer being written")
        return None
    if is_pointer(raw):
        findings.error(file, 0, f"the file {NOT_FETCHED}", FETCH)
        return None
    return raw


def _can_be_an_address(id: str, file: str, findings: Findings) -> bool:
    length = len(id.encode())
    if not id:
        what, remedy = "no address can be made of the file's name: it has no letter and no digit", "Rename the file"
    elif id in addresses.RESERVED:
        what = f"its address would be /{addresses.document(id)}, which the site itself uses"
        remedy = "Rename the file"
    elif length > addresses.LONGEST_ID:
        what = f"its address would be {length} bytes long; the limit is {addresses.LONGEST_ID}"
        remedy = "Give the file a shorter name"
    else:
        return True
    findings.error(file, 0, what, remedy)
    return False


def _check_ids(sources: Iterable[Source], findings: Findings) -> None:
    for first, *others in gathered((source.id, source) for source in sources if source.version == 1).values():
        for other in others:
            what = f"its address /{addresses.document(other.id)} is that of {first.file} too"
            findings.error(other.file, 0, what, "Rename one of the two")
