"""A copy of the site, a folder or an address, against its own sums, its own sources and, where they are given, ours."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from operator import index
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from sourcebook import addresses
from sourcebook.check.site import check_text
from sourcebook.check.sums import read_sums
from sourcebook.files import files_below
from sourcebook.gathered import gathered
from sourcebook.model import Paragraph, Source
from sourcebook.problems import ArchiveError, Findings, Problem, shown

REMEDY = "Take the file from another copy, or build the site again"
AT_ONCE = 8
"""Files that are asked of a host at one time."""
SECONDS = 60
_NOT_THERE = {404, 410}
_OF_A_DOCUMENT = {"index.html", "record.json", "source.txt"}
_NOT_SHOWN = {"withdrawn", "embargoed", "excerpt-only"}


class Copy(Protocol):
    """A copy of a site."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None if it isn't there."""

    def unknown(self, known: Iterable[str]) -> list[str]:
        """Return the files that are there but not known; none where they can't be listed."""


class FolderCopy(Struct, frozen=True, dict=True):
    """A copy in a folder."""

    folder: Path

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None if it isn't there."""
        file = self.folder / path
        return file.read_bytes() if file.is_file() else None

    def unknown(self, known: Iterable[str]) -> list[str]:
        """Return the files that are there but not known."""
        return sorted({*files_below(self.folder)} - {*known})


class WebCopy(Struct, frozen=True, dict=True):
    """A copy at an address, which ends in a slash."""

    address: str

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes as its host gives them; None if it says that there is none.

        Raises:
            ArchiveError: if it doesn't say so, either.
        """
        page = addresses.of_file(path)
        request = Request(self.address + quote(page), headers={"User-Agent": "sourcebook-verify"})  # noqa: S310  http(s)
        try:
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                content: bytes = answer.read()
        except HTTPError as fault:
            if fault.code in _NOT_THERE:
                return None
            raise ArchiveError([self._without_answer(path, f"{fault.code} {fault.reason}")]) from None
        except (OSError, HTTPException, ValueError) as fault:  # the last where no host can be called so
            reason = fault.reason if isinstance(fault, URLError) else fault
            raise ArchiveError([self._without_answer(path, str(reason) or type(fault).__name__)]) from None
        return content

    def _without_answer(self, path: str, why: str) -> Problem:
        what = f"{shown(self.address)} gives no answer that says whether the file is there: {why}"
        return Problem(path, 0, what, "Try again, or look at the address")

    def unknown(self, known: Iterable[str]) -> list[str]:
        """Return nothing: a host doesn't list its files."""
        return []


class Expected(Struct, frozen=True):
    """What must stand at a promised address."""

    sha256: str
    """Of the source's bytes."""
    is_shown: bool
    """Whether its text may be there; if not, it must not."""


class Verified(Struct, frozen=True):
    """What was looked at."""

    files: int
    texts: int


def verify_copy(copy: Copy, findings: Findings, expected: Mapping[str, Expected] | None = None) -> Verified:
    """Compare a copy with its sums, and each page's text with the source beside it; tell every difference.

    `expected`: what the seeds and the ledger say must stand, by the address of a document or a version of one.
    """
    listing = copy.read(addresses.SUMS)
    if listing is None:
        findings.error(
            addresses.SUMS, 0, "the list of sums is missing", "Give the root of a site that Sourcebook built"
        )
        return Verified(0, 0)
    sums = read_sums(listing, findings)
    for path in copy.unknown({*sums, addresses.SUMS}):
        findings.error(path, 0, "the file is not among those of the archive", "Remove it, or take another copy")
    folders = gathered((path.rpartition("/")[0], path) for path in sums).items()
    seen: dict[str, tuple[str, bool]] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = pool.map(lambda of_one: _check_folder(copy, of_one[0], of_one[1], sums), folders)
        for found, text in jobs:
            findings.errors.extend(found.errors)
            seen.update(text)
    if expected is not None:
        _check_expected(seen, expected, findings)
    return Verified(len(sums), sum(is_shown for _, is_shown in seen.values()))


def _check_folder(
    copy: Copy, folder: str, paths: Iterable[str], sums: Mapping[str, str]
) -> tuple[Findings, dict[str, tuple[str, bool]]]:
    """Check the files of one folder; return the document found there: its address, its sum, and whether it is shown."""
    findings = Findings()
    kept: dict[str, bytes] = {}
    for path in paths:
        try:
            content = copy.read(path)
        except ArchiveError as error:
            findings.errors.extend(error.found)
            continue
        if content is None:
            findings.error(path, 0, "the file is missing", REMEDY)
            continue
        if hashlib.sha256(content).hexdigest() != sums[path]:
            findings.error(path, 0, f"the file's sum is not the one in {addresses.SUMS}", REMEDY)
        if path.startswith(addresses.DOCUMENTS) and (name := path.rpartition("/")[2]) in _OF_A_DOCUMENT:
            kept[name] = content
    is_document = len(kept) == len(_OF_A_DOCUMENT)
    return findings, dict(_check_document(f"{folder}/", kept, findings)) if is_document else {}


def _check_document(
    address: str, files: Mapping[str, bytes], findings: Findings
) -> Iterator[tuple[str, tuple[str, bool]]]:
    try:
        record: dict[str, Any] = json.loads(files["record.json"])
        sha256, status = record["text"]["sha256"], record["status"]
        paragraphs = tuple(Paragraph(p["id"], index(p["start"]), index(p["end"])) for p in record["paragraphs"])
        is_shown = status not in _NOT_SHOWN
    except (ValueError, KeyError, TypeError, RecursionError):  # whatever a stranger's copy has there
        findings.error(f"{address}record.json", 0, "not a record", REMEDY)
        return
    if "formerly" in record:
        return
    yield address, (sha256, is_shown)
    if not is_shown:
        return
    raw = files["source.txt"]
    if hashlib.sha256(raw).hexdigest() != sha256:
        what = f"the source is not the one that {address}record.json describes"
        findings.error(f"{address}source.txt", 0, what, REMEDY)
        return
    page = LexborHTMLParser(files["index.html"])
    if page.css_first("[data-current-version]") and not page.css_first("[data-source-text]"):
        return  # the short page of a version that is the document's text
    source = Source("", "source.txt", f"{address}source.txt", raw.decode("utf-8", "replace"), paragraphs)
    told = Findings()
    check_text(page, source, f"{address}index.html", told)
    for problem in told:
        findings.error(problem.file, problem.line, problem.what, REMEDY)


def _check_expected(seen: Mapping[str, tuple[str, bool]], expected: Mapping[str, Expected], findings: Findings) -> None:
    for address, promise in expected.items():
        if address not in seen:
            findings.error(address, 0, "a promised address is missing from the copy", REMEDY)
            continue
        sha256, is_shown = seen[address]
        if sha256 != promise.sha256:
            findings.error(address, 0, "the text is not the one that the seeds folder holds", REMEDY)
        if is_shown and not promise.is_shown:
            findings.error(address, 0, "the text is shown, though it is withheld now", "Build the site again")
        if promise.is_shown and not is_shown:
            findings.error(address, 0, "the text is withheld, though it is public now", "Build the site again")
    for address in sorted(seen.keys() - expected.keys()):
        findings.error(address, 0, "the seeds folder holds no such document", "Build the site again, or name its seeds")
