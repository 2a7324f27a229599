"""A file of any usual format → its text.

What makes the text is somebody else's: Pandoc for documents, trafilatura for the article of a web page, pypdf for the
text layer of a PDF, Python's own parser for mail. The file itself is kept beside the text, so nothing is lost.
"""

import logging
import re
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from types import ModuleType

from msgspec import Struct

from sourcebook.cite.pandoc import run_pandoc
from sourcebook.intake.mail import read_mail
from sourcebook.intake.office import FORMS, with_all_words
from sourcebook.intake.rich_text import with_numbers
from sourcebook.intake.unknown_encoding import decoded
from sourcebook.intake.web_page import article, plainer
from sourcebook.problems import Fault
from sourcebook.text.disguised import disguised

_LEAVES_OUT_NOTHING = Path(__file__).with_name("plain.lua")
SECONDS, PACKED = 20.0, 120.0
"""What Pandoc may take for one file, and for one that is packed, of which nobody sees how much there is to read."""
_IN_A_SECOND = 10_000
"""Bytes for which it may take a second more; it reads ten times as many."""
_BLANK = "\n\n"
TEXT = ".txt"


class Extracted(Struct, frozen=True):
    """The text of a file."""

    text: str
    """Ends of lines are LF."""
    by: str
    """What made it: “Pandoc 3.1”, “read as CP1252”; nothing for a text that is one already."""
    kind: str = TEXT
    """The ending that the file should have, by what it holds: a web page may be called `letter.txt`."""


def extract(path: Path, encoding: str = "") -> Extracted:
    """Return a file's text.

    Args:
        path: the file; its name's ending says what it is, unless what it holds says otherwise.
        encoding: of a plain text that is not in UTF-8; else it is told by the text, if it can be.

    Raises:
        OSError: if the file can't be read.
        Fault: if it gives no text.
    """
    raw = path.read_bytes()
    kind = _kind(raw, path.suffix.lower())
    reader = _READERS.get(kind)
    if reader is None:
        known = ", ".join(_READERS)
        raise Fault(f"a file that ends in {path.suffix} can't be read", f"Save it as one of {known}")
    try:
        extracted = reader(raw, kind, encoding)
    except Fault:
        raise
    except Exception as fault:  # a stranger's file makes a library raise whatever it may
        why = "it is nested too deep" if isinstance(fault, RecursionError) else fault or type(fault).__name__
        what = f"it can't be read ({why})"
        raise Fault(what, "Save it again, or as plain text in UTF-8") from None
    if not extracted.text.strip():
        raise Fault("there is no text in it", "If it is a scan, run text recognition (OCR) over it first")
    text = extracted.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return Extracted(text.strip("\n") + "\n", extracted.by, kind)


def words_in(path: Path) -> str | None:
    """Return the words of a document, a web page or a mail; None of what is none, or can't be read."""
    if path.suffix.lower() in {TEXT, ".md"}:
        return None
    try:
        return extract(path).text
    except (OSError, Fault):
        return None


def _kind(raw: bytes, ending: str) -> str:
    """Return the ending that says what a file is: its own, or what it begins like, if its own says no more than text.

    Word takes what is RTF or a web page, too, and whoever saves it may call it `letter.doc`.
    """
    kind, ending = disguised(raw), _SAME.get(ending, ending)
    return kind if kind == ".pdf" or (kind and (ending == TEXT or ending not in _READERS)) else ending or TEXT


def _plain(raw: bytes, kind: str, encoding: str) -> Extracted:
    text, by = decoded(raw, encoding)
    return Extracted(text, by)


def _by_pandoc(raw: bytes, kind: str, encoding: str) -> Extracted:
    form = _PANDOC[kind]
    if form == "rtf":
        raw = with_numbers(raw)
    elif form == "markdown":
        raw = decoded(raw, encoding)[0].encode()
    elif form in FORMS and (changed := with_all_words(raw, form)) != raw:
        try:
            return _asked_of_pandoc(changed, form)
        except Fault:
            pass  # boxes that stand where none is expected: the document as it is
    return _asked_of_pandoc(raw, form)


def _asked_of_pandoc(raw: bytes, form: str) -> Extracted:
    asked = [f"--from={form}", "--to=plain", "--wrap=none", f"--lua-filter={_LEAVES_OUT_NOTHING}"]
    asked += ["--metadata=has_head=true"] if form in _WITH_HEAD else []
    seconds = (PACKED if form in FORMS else SECONDS) + len(raw) / _IN_A_SECOND
    try:
        done = run_pandoc(asked, raw, seconds)
    except (OSError, subprocess.TimeoutExpired) as fault:
        why = fault.strerror if isinstance(fault, OSError) else f"it gave no answer within {seconds:,.0f} seconds"
        raise Fault(f"Pandoc could not read it ({why})", "Save it as plain text in UTF-8") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise Fault(f"Pandoc could not read it ({' '.join(told[-1:])})", "Make sure that it is what its name says")
    return Extracted(done.stdout.decode(), _pandoc_version())


@cache
def _pandoc_version() -> str:
    told = run_pandoc(["--version"], b"", SECONDS)
    return " ".join(told.stdout.decode(errors="replace").split()[:2]).capitalize()


_HAS_PARTS = re.compile(r"<(?:article|main|nav|aside|header|footer|form)\b|\brole=|\bclass=", re.IGNORECASE)
"""What pages have that are more than an article. Of a page without, the reader of articles may lose what it has."""


_DECLARED = re.compile(rb"""(?:<meta[^>]*\bcharset|<\?xml[^>]*\bencoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def _html(raw: bytes, kind: str, encoding: str) -> Extracted:
    """Return the article of a web page; the whole page where there is none, or nothing that says what isn't of it."""
    declared = _DECLARED.search(raw[:4096])
    page = plainer(decoded(raw, encoding, declared[1].decode("ascii", "replace") if declared else "")[0])
    heading, text = article(page, _optional("trafilatura", "web pages")) if _HAS_PARTS.search(page) else ("", "")
    if not text:
        return _by_pandoc(page.encode(), ".html", "")
    whole = text if text.startswith(heading) else f"{heading}{_BLANK}{text}"
    return Extracted(_paragraphs(whole), f"trafilatura {version('trafilatura')}")


_DRAWN_AS_ONE = {
    code: "".join(chr(int(letter, 16)) for letter in unicodedata.decomposition(chr(code)).split()[1:])
    for code in range(0xFB00, 0xFB07)
}
"""Letters that a font draws as one, ﬃ: a PDF tells what was drawn, and nobody wrote them so."""


def _pdf(raw: bytes, kind: str, encoding: str) -> Extracted:
    pypdf = _optional("pypdf", "PDF")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it can't read it raises, too
    pages = [page.extract_text().translate(_DRAWN_AS_ONE) for page in pypdf.PdfReader(BytesIO(raw)).pages]
    text = "\n\f".join(page.strip("\n") + "\n" for page in pages)
    return Extracted(text if text.strip("\n\f") else "", f"pypdf {version('pypdf')}")


def _mail(raw: bytes, kind: str, encoding: str) -> Extracted:
    text = read_mail(raw, encoding, lambda page: _by_pandoc(page.encode(), ".html", "").text)
    return Extracted(text, "Python’s reader of e-mail")


def _paragraphs(text: str) -> str:
    """Return a text whose paragraphs stand a line each with a blank line between them."""
    return _BLANK.join(line for line in text.split("\n") if line.strip())


def _optional(name: str, what: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as fault:
        is_there = fault.name != name
        why = f"can’t be loaded ({' '.join(str(fault).split())})" if is_there else "isn’t installed"
        raise Fault(f"{what} are read by {name}, which {why}", 'Run: pip install "sourcebook[add]"') from None


_PANDOC = {".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".epub": "epub", ".html": "html", ".md": "markdown"}
_WITH_HEAD = {"docx", "markdown"}
"""Of these a title is part of the text, and Pandoc takes it out."""
_READERS: dict[str, Callable[[bytes, str, str], Extracted]] = {
    TEXT: _plain,
    ".md": _by_pandoc,
    ".docx": _by_pandoc,
    ".odt": _by_pandoc,
    ".rtf": _by_pandoc,
    ".epub": _by_pandoc,
    ".html": _html,
    ".htm": _html,
    ".eml": _mail,
    ".pdf": _pdf,
}
"""By the ending of a file's name, what reads it."""
_SAME = {".markdown": ".md", ".xhtml": ".html"}
"""Other endings of the same."""
