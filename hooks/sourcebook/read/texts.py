"""What a seeds folder holds, read: texts in Unicode and paragraphs, sidecars in bytes."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from sourcebook import addresses
from sourcebook.curated.marked_yaml import LARGEST
from sourcebook.gathered import gathered
from sourcebook.model import Sidecar, Source
from sourcebook.problems import Findings
from sourcebook.read.decoding import decode, warn_of_conflict
from sourcebook.read.file_names import (
    FileKind,
    can_have_a_sidecar,
    check_on_windows,
    file_kind,
    is_conflicting_copy,
    no_sidecar,
    printable,
    version_of,
)
from sourcebook.read.folder import Reading
from sourcebook.remembered import table
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.text.stand_ins import stand_in

MOST_PARAGRAPHS = 200_000
"""Of one text; a page of so many takes a browser seconds, and a build half a gigabyte."""
_TEXT_TOO_LARGE = "Split it, or raise the limit with largest_text: in archive.yml"


def source_of(stem: str, text: str, label: str) -> Source:
    """Return a text that is no file yet, as one of that name in a folder that messages call `label` would be."""
    file = f"{stem}.txt"
    return Source(addresses.document_id(stem), file, f"{label}/{file}", text, split_paragraphs(text))


def read_sources(
    reading: Reading, largest: int, findings: Findings, frozen: Mapping[str, str] | None = None
) -> tuple[Source, ...]:
    """Read every text, in the order of the file names; a corrected text has the id of the one it corrects.

    `largest`: the most bytes a text may have. `frozen`: the ids that the ledger holds, by the stem of the first
    version.
    """
    frozen = frozen or {}
    texts = {name[: -len(".txt")]: name for name in reading.files if file_kind(name) is FileKind.TEXT}
    stems = texts.keys() | frozen.keys()
    sources: list[Source] = []
    known = table("sources")
    for own_stem, name in texts.items():
        stem, version = version_of(own_stem, stems)
        file, id = reading.label(name), frozen.get(stem) or addresses.document_id(stem)
        if not _can_be_an_address(id, file, findings):
            continue
        if stem in frozen:
            check_on_windows(name, "", file, findings, " with `sourcebook rename`, which keeps the address")
        else:
            check_on_windows(name, id, file, findings, " before it is recorded")
            if not can_have_a_sidecar(stem):
                remedy = f"Rename the file before it is recorded, for example to {stem}-text.txt"
                findings.warn(file, 0, no_sidecar(stem), remedy)
            if is_conflicting_copy(stem):
                what = "it is called as a copy is that a program made where two people changed one file"
                findings.warn(file, 0, what, "Keep one of the two, under the text's own name")
        raw = read_bytes(reading.files[name], file, largest, findings, _TEXT_TOO_LARGE)
        before = known.get(file)
        if before and before.raw == raw and (before.id, before.version) == (id, version):
            warn_of_conflict(before.text, file, findings)
            sources.append(before)
            continue
        text = decode(raw, file, findings) if raw is not None else None
        if text is None:
            continue
        paragraphs = split_paragraphs(text, MOST_PARAGRAPHS + 1)
        if len(paragraphs) > MOST_PARAGRAPHS:
            what = f"the text has more than the {MOST_PARAGRAPHS:,} paragraphs that a page can hold"
            findings.error(file, 0, what, "Split it into several texts")
            continue
        known[file] = Source(id, name, file, text, paragraphs, version)
        sources.append(known[file])
    _check_ids(sources, findings)
    return tuple(sources)


def read_sidecars(reading: Reading, findings: Findings, published: Collection[str] = ()) -> dict[str, Sidecar]:
    """Read every sidecar: by the stem of the text it stands beside.

    One without a text is an error, but for texts that were `published`: a withdrawn one needn't be here.
    """
    stems = {name[: -len(".txt")] for name in reading.files if file_kind(name) is FileKind.TEXT} | {*published}
    sidecars: dict[str, Sidecar] = {}
    for name, path in reading.files.items():
        if file_kind(name) is not FileKind.SIDECAR:
            continue
        stem, file = name[: -len(".yml")], reading.label(name)
        if stem not in stems:
            what = f"a sidecar without its text: there is no {printable(stem)}.txt"
            findings.error(file, 0, what, "Add the text, rename the sidecar, or move it elsewhere")
        elif version_of(stem, stems)[1] > 1:
            first = f"{printable(version_of(stem, stems)[0])}.yml"
            what = "a sidecar of a corrected text: a document has one record, which is checked against its current text"
            findings.error(file, 0, what, f"Put what it says into {first}, and remove it")
        elif (raw := read_bytes(path, file, LARGEST, findings)) is not None:
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
    if wrong := stand_in(raw):
        findings.error(file, 0, *wrong)
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
