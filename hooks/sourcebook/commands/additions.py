"""What files can become texts of the archive: each with what was read of it, and why the others can't."""

import filecmp
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from sourcebook import addresses
from sourcebook.describe.propose import Proposal, propose
from sourcebook.gathered import gathered
from sourcebook.intake.extract import TEXT, Extracted, extract
from sourcebook.problems import Fault, Findings
from sourcebook.read.file_names import (
    ORIGINALS,
    FileKind,
    can_have_a_sidecar,
    check_found,
    file_kind,
    no_sidecar,
    page_of,
    printable,
    refused_on_windows,
    texts_of,
)
from sourcebook.read.folder import leads_to_a_file


class Addition(Struct, frozen=True):
    """A file, and what becomes of it."""

    path: Path
    stem: str
    extracted: Extracted
    proposals: list[Proposal]
    scan: Path | None = None
    """A picture or another file that the text was copied from, which lies beside it under the same name."""
    pictures: tuple[Path, ...] = ()
    """Of the original's pages, which lie beside the text: `letter-p1.jpg`, `letter-p2.jpg`."""

    @property
    def kept(self) -> list[tuple[Path, str]]:
        """What is kept beside the text: the original and the pictures of its pages, each with its name there."""
        original = [self.original] if self.original else []
        return original + [(picture, picture.name) for picture in self.pictures]

    @property
    def is_text(self) -> bool:
        """Whether the file is a text in UTF-8 already, and is taken as it is."""
        return not self.extracted.by and self.path.suffix.lower() == TEXT

    @property
    def original(self) -> tuple[Path, str] | None:
        """The file that is kept beside the text, and its name there; None for a plain text."""
        if self.scan:
            return self.scan, self.scan.name
        if self.extracted.kind == TEXT:
            return None
        ending = self.path.suffix if self.path.suffix.lower() in ORIGINALS else self.extracted.kind
        return self.path, f"{self.stem}{ending}"


def additions(folder: Path, label: str, files: tuple[Path, ...], encoding: str) -> tuple[list[Addition], Findings]:
    """Return what is to be added, and every file that can't be, with why."""
    findings, stems = Findings(), dict[str, Path]()
    there = {addresses.document_id(path.relative_to(folder).as_posix()[:-4]): path for path in folder.rglob(f"*{TEXT}")}
    found: list[Addition] = []
    paths = list(_walk(files, findings))
    texts = {path.with_suffix("") for path in paths if path.suffix.lower() == TEXT}
    scans = {path.with_suffix(""): path for path in paths if path.suffix.lower() in ORIGINALS}
    pages = gathered((path.with_name(page[0]), path) for path in paths if (page := page_of(path.name)))
    for path in paths:
        if not texts.isdisjoint(path.with_name(text) for text in texts_of(path.name)):
            continue
        if wrong := next(_faults(path, folder, label, there, stems), None):
            findings.error(printable(str(path)), 0, *wrong)
            continue
        try:
            extracted = extract(path, encoding)
        except Fault as fault:
            findings.error(printable(str(path)), 0, str(fault), fault.remedy)
        except OSError as fault:
            what = f"the file can't be read ({fault.strerror})"
            findings.error(printable(str(path)), 0, what, "Look at its permissions")
        else:
            stems[path.stem] = path
            is_text = path.suffix.lower() == TEXT
            scan = scans.get(path.with_suffix("")) if is_text else None
            pictures = tuple(pages.get(path.with_suffix(""), ())) if is_text else ()
            addition = Addition(path, path.stem, extracted, propose(extracted.text), scan, pictures)
            if _has_room(folder, label, addition, findings):
                found.append(addition)
    return found, findings


def _faults(
    path: Path, folder: Path, label: str, there: Mapping[str, Path], stems: Mapping[str, Path]
) -> Iterator[tuple[str, str]]:
    """Yield why no text can be made of a file, by its name or its kind, and what to do.

    `there`: the texts of the archive, by their ids; `stems`: the files to be added, by the names of their texts.
    """
    stem, id = path.stem, addresses.document_id(path.stem)
    another = f"Rename the file, for example to {stem}-text{path.suffix}"
    if os.path.lexists(folder / f"{stem}{TEXT}"):
        yield f"{label}/{stem}{TEXT} is there already", "Rename the file, or leave it out"
    if id in addresses.RESERVED:
        yield f"the site itself uses the address /{addresses.document(id)}", another
    if not addresses.is_id(id):
        yield "no address can be made of the file's name", "Rename the file"
    told = Findings()
    check_found(f"{stem}{TEXT}", label, told)
    yield from ((problem.what, problem.remedy) for problem in (*told, *refused_on_windows(path.name, id, label)))
    if not can_have_a_sidecar(stem):
        yield no_sidecar(stem), another
    if (other := there.get(id)) is not None:
        yield f"its address is that of {label}/{other.name} already", "Rename the file"
    if stem in stems:
        yield f"{stems[stem]} would have the same name", "Rename one of them"
    if not path.is_file():
        yield "neither a file nor a folder (a pipe, a socket, a device)", "Leave it out"


def _walk(files: tuple[Path, ...], findings: Findings) -> Iterator[Path]:
    """Yield every file, those of folders in the order of their names, but for what editors and systems leave in them.

    A link in a folder that leads out of it is told: whoever made the folder may not be its reader.
    """
    for path in files:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            yield from (
                file
                for file in inside
                if not any(file_kind(part) is FileKind.LEFT_BY_A_TOOL for part in file.relative_to(path).parts)
                and leads_to_a_file(file, path, printable(str(file)), findings)
            )
        else:
            yield path


def is_in_place(there: Path, file: Path) -> bool:
    """Say whether a file that is kept stands where it is to be kept, with the bytes it is to have."""
    return there.is_file() and (there.samefile(file) or filecmp.cmp(there, file, shallow=False))


def _has_room(folder: Path, label: str, addition: Addition, findings: Findings) -> bool:
    """Say whether no other file stands where what is kept of the original would be; tell of one that does."""
    for file, name in addition.kept:
        if os.path.lexists(folder / name) and not is_in_place(folder / name, file):
            what = f"{label}/{name}, where its original would be kept, is there already"
            findings.error(printable(str(addition.path)), 0, what, "Rename the file, or move away what is there")
            return False
    return True
