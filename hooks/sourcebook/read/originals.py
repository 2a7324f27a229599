"""What lies beside a text: the file that it was extracted from, and the pictures of the original's pages."""

import hashlib
from collections import defaultdict
from pathlib import Path

from sourcebook.model import Original
from sourcebook.problems import Findings
from sourcebook.read.file_names import ORIGINALS, FileKind, file_kind, page_of, printable, stems_of_texts
from sourcebook.read.folder import Reading
from sourcebook.text.stand_ins import stand_in

_BEGINNING = 64
"""Bytes of a file that tell whether it is one, or stands for one."""


def read_originals(reading: Reading, findings: Findings) -> dict[str, Original]:
    """Return the file that each text was extracted from, by the text's stem; a second one is told of, and left out."""
    found: dict[str, Original] = {}
    texts = stems_of_texts(reading.files)
    for name, path in reading.files.items():
        stem = name.rpartition(".")[0]
        if file_kind(name) is not FileKind.UNKNOWN or stem not in texts:
            continue
        if stem in found:
            what = f"the original of {printable(stem)}.txt is {found[stem].name} already; left out"
            findings.warn(reading.label(name), 0, what, "Keep one of the two beside the text")
        elif original := _read(reading, name, path, findings):
            found[stem] = original
    return found


def read_pictures(reading: Reading, findings: Findings) -> dict[str, tuple[Original, ...]]:
    """Return the pictures of the original's pages, in their order, by the stem of the text that they lie beside."""
    texts = stems_of_texts(reading.files)
    pages: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for name in reading.files:
        if file_kind(name) is not FileKind.UNKNOWN or name.rpartition(".")[0] in texts or not (page := page_of(name)):
            continue
        stem, number = page
        if number in pages[stem]:
            what = f"page {number} of the original of {printable(stem)}.txt is {pages[stem][number]} already; left out"
            findings.warn(reading.label(name), 0, what, "Keep one of the two beside the text")
        pages[stem].setdefault(number, name)
    return {
        stem: tuple(
            picture
            for _, name in sorted(of.items())
            if (picture := _read(reading, name, reading.files[name], findings))
        )
        for stem, of in pages.items()
    }


def _read(reading: Reading, name: str, path: Path, findings: Findings) -> Original | None:
    try:
        with path.open("rb") as file:
            if wrong := stand_in(file.read(_BEGINNING)):
                findings.error(reading.label(name), 0, *wrong)
                return None
            file.seek(0)
            sha256 = hashlib.file_digest(file, hashlib.sha256).hexdigest()
            return Original(name, path, sha256, file.tell(), ORIGINALS[f".{name.rpartition('.')[2].lower()}"])
    except OSError as fault:
        remedy = "Give the reader the right to read it"
        findings.error(reading.label(name), 0, f"the file can't be read ({fault.strerror})", remedy)
    return None
