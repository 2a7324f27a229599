"""The folder guide/ → the archive's editorial pages, as Markdown."""

import re
from pathlib import Path

from sourcebook import addresses
from sourcebook.curated.marked_yaml import LARGEST
from sourcebook.model import GuidePage
from sourcebook.natural import natural
from sourcebook.problems import Findings
from sourcebook.read.decoding import decode
from sourcebook.read.file_names import FileKind, check_name, check_on_windows, check_twins, file_kind, printable
from sourcebook.read.folder import Reading, leads_to_a_file
from sourcebook.read.guide_markup import check_markup
from sourcebook.read.texts import read_bytes
from sourcebook.text.paragraphs import BOM

FOLDER = "guide"
ENDING = ".md"
_KEY = r"\w[\w -]*:(?:[ \t].*)?\n"
_FRONT_MATTER = re.compile(
    rf"---[ \t]*\n(?:[ \t#].*\n|\n)*{_KEY}(?:{_KEY}|[ \t#-].*\n|\n)*(?:---|\.\.\.)[ \t]*$"
    r"|\+{3}[ \t]*\n(?:\w[^=\n]*=.*\n|[ \t#\[].*\n|\n)+\+{3}[ \t]*$",
    re.MULTILINE,
)
"""Between two rules nothing but lines such as `title: x`, and what belongs to them; or between `+++`, `title = "x"`."""


def read_guide(folder: Path, reading: Reading, findings: Findings) -> tuple[GuidePage, ...]:
    """Read every editorial page, in the natural order of the file names."""
    guide = folder / FOLDER
    pages: dict[str, GuidePage] = {}
    try:
        if not guide.is_dir():
            return ()
        paths = {path.name: path for path in sorted(guide.iterdir(), key=lambda path: natural(path.stem))}
    except OSError as fault:
        what = f"the folder can't be read ({fault.strerror})"
        findings.error(reading.label(FOLDER), 0, what, "Give the reader the right to read it, or try again")
        return ()
    labels = {name: f"{reading.label(FOLDER)}/{printable(name)}" for name in paths}
    usable = {name: path for name, path in paths.items() if _is_a_page(path, labels[name], findings)}
    twins = check_twins(((name, labels[name]) for name in usable), findings)
    for name, path in usable.items():
        if name in twins:
            continue
        page = _read(path, labels[name], findings)
        if page is None:
            continue
        if page.name in pages:
            what = f"its address /{addresses.guide(page.name)} is that of {pages[page.name].file} too"
            findings.error(page.file, 0, what, "Rename one of the two")
        pages.setdefault(page.name, page)
    return tuple(pages.values())


def _is_a_page(path: Path, file: str, findings: Findings) -> bool:
    if file_kind(path.name) is FileKind.LEFT_BY_A_TOOL or not check_name(path.name, file, findings):
        return False
    if path.name.lower().endswith(ENDING):
        return leads_to_a_file(path, path.parent, file, findings)
    findings.warn(file, 0, "not a Markdown page (.md); left out", "Move it elsewhere")
    return False


def _read(path: Path, file: str, findings: Findings) -> GuidePage | None:
    name = addresses.document_id(path.name[: -len(ENDING)])
    if not name:
        what = "no address can be made of the file's name: it has no letter and no digit"
        findings.error(file, 0, what, "Rename the file")
        return None
    check_on_windows(path.name, name, file, findings)
    raw = read_bytes(path, file, LARGEST, findings)
    text = decode(raw, file, findings) if raw is not None else None
    if text is None:
        return None
    text = text.removeprefix(BOM)
    if _FRONT_MATTER.match(text.replace("\r\n", "\n")):
        what = "it begins with front matter, which would be shown as words of the page"
        findings.warn(file, 1, what, "Remove it: the first heading is the page's title")
    check_markup(text, file, findings)
    return GuidePage(name, file, text)
