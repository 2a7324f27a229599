"""What a file's name in the seeds folder means, and what is wrong with it."""

import fnmatch
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum, auto
from functools import lru_cache, partial

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.problems import Findings, Problem, shown


class FileKind(Enum):
    """What a file is to the archive."""

    TEXT = auto()
    SIDECAR = auto()
    ARCHIVE_FILE = auto()
    LEFT_BY_A_TOOL = auto()
    UNKNOWN = auto()


ARCHIVE_FILES = frozenset({"archive.yml", "names.yml", "links.yml", "ledger.jsonl"})
ARCHIVE_FOLDERS = frozenset({"guide"})

_OF_WINDOWS = (
    "Thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "$RECYCLE.BIN",
    "System Volume Information",
    "*:Zone.Identifier",
    "*:encryptable",
    "~WRL*.tmp",
    "found.[0-9][0-9][0-9]",
)
_OF_DISKS = (
    *("@eaDir", "@tmp", "@Recycle", "#recycle", "Recycle.Bin", "Network Trash Folder", "Temporary Items"),
    *("#snapshot", "@Recently-Snapshot", "@sharebin"),
)
"""Of disks that a network shares: among them what was thrown away, and what stood there before."""
_OF_VERSION_CONTROL = ("_darcs", "_FOSSIL_", "_MTN", "_svn", "{arch}", "*,v")
LEFT_BY_A_TOOL = (
    *(".*", "*~", "~$*", "#*#", "Icon\r", "__MACOSX", "lost+found"),
    *(*_OF_VERSION_CONTROL, *_OF_WINDOWS, *_OF_DISKS),
)
"""Files and folders of editors, systems and git: passed over without a word, as is all that begins with a dot."""
_LEFT_BY_A_TOOL = re.compile("|".join(map(fnmatch.translate, LEFT_BY_A_TOOL)), re.IGNORECASE)
BY_WHAT_THEY_HOLD = {"CVS": "Entries", "RCS": "*,v", "SCCS": "s.*", "RECYCLER": "S-1-*", "RECYCLED": "INFO*"}
"""Folders that are passed over too, each with what it holds: of the name alone there may be one of texts."""

ORIGINALS = {
    **{f".{ending}": ending for ending in ("pdf", "docx", "odt", "rtf", "epub", "eml", "md", "doc")},
    **{f".{ending}": ending for ending in ("jpg", "jpeg", "png", "tif", "tiff", "webp")},
    **{f".{ending}": "txt" for ending in ("html", "htm")},
}
"""Endings of files that a text can have been extracted from, and what their addresses end in: a page of HTML is
published as plain text, since a browser would run what stands in it."""

PICTURES = frozenset({"jpg", "jpeg", "png", "webp"})
"""Endings of the pictures that every browser shows."""
_PAGE = re.compile(r"(?P<stem>.+?)[-_. ]+p(?:age|\.)?[-_. ]?(?P<number>\d{1,4})", re.IGNORECASE)
"""How the picture of a page is called beside its text: `letter-1-p2.jpg` beside `letter-1.txt`."""

_KINDS = ((".txt", FileKind.TEXT), (".yml", FileKind.SIDECAR))
"""By the name's ending, upper or lower case."""

INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories of what can't be seen in a name: controls, bidirectional marks, line separators."""


@lru_cache(1 << 15)
def file_kind(name: str) -> FileKind:
    """Return what the file called `name` is to the archive."""
    if _LEFT_BY_A_TOOL.match(name):
        return FileKind.LEFT_BY_A_TOOL
    if name in ARCHIVE_FILES:
        return FileKind.ARCHIVE_FILE
    return next((kind for ending, kind in _KINDS if name.lower().endswith(ending)), FileKind.UNKNOWN)


_VERSION = re.compile(r"(.+)\.v([2-9]|[1-9][0-9]+)", re.ASCII | re.DOTALL)


def version_of(stem: str, stems: Collection[str]) -> tuple[str, int]:
    """Return whose version a text is, and which: `letter.v2` beside `letter` is its second.

    `stems` are those of all texts, and of those whose first version needn't be here.
    """
    match = _VERSION.fullmatch(stem)
    return (match[1], int(match[2])) if match and match[1] in stems else (stem, 1)


def printable(name: str) -> str:
    """Return `name` as a message can print it: unchanged, or its `repr()` where a character could mislead.

    So does one that is not in Unicode's composed form: it looks like another name, and `ascii()` tells them apart.
    """
    if not unicodedata.is_normalized("NFC", name):
        return ascii(name)
    return repr(name) if holds_unseen(name) else name


def hidden(character: str) -> bool:
    """Say whether a character can't be seen, or (a lone surrogate) isn't one."""
    return unicodedata.category(character) in INVISIBLE or "\ud800" <= character <= "\udfff"


def holds_unseen(name: str) -> bool:
    """Say whether a name holds such a character."""
    return not (name.isascii() and name.isprintable()) and any(map(hidden, name))


_JOINED = re.compile("(?<=[^\x00-\xa0])[\u200c\u200d](?=[^\x00-\xa0])")
"""What joins letters or keeps them apart as Persian, Sinhala and some emoji are written, where it is between two."""


def holds_hidden(name: str) -> bool:
    """Say whether a name holds a character that can't be seen, where no script needs one."""
    return holds_unseen(_JOINED.sub("", name))


def check_name(name: str, file: str, findings: Findings) -> bool:
    """Say whether a name can be used at all; if not, tell why."""
    if not name.isascii() and sys.getfilesystemencoding() != "utf-8":
        what = f"the locale has the file's name read in {sys.getfilesystemencoding()}, and archives are in UTF-8"
        findings.error(file, 0, what, "Set PYTHONUTF8=1, or a locale of UTF-8, and run this again")
    elif any("\ud800" <= character <= "\udfff" for character in name):
        findings.error(file, 0, "the file's name is not UTF-8", "Rename the file")
    elif holds_hidden(name):
        what = "the file's name holds a character that can't be seen (a control, line or direction character)"
        findings.error(file, 0, what, "Rename the file")
    elif not addresses.is_below(name):
        what = "the file's name leads elsewhere on Windows: a copy of it could be written outside its folder"
        findings.error(file, 0, what, "Rename the file")
    else:
        return True
    return False


def check_found(name: str, file: str, findings: Findings) -> bool:
    """Say whether reading the seeds folder finds a text that is to get a name; if it doesn't, tell why."""
    own, *folders = reversed(name.split("/"))
    if not ARCHIVE_FOLDERS.isdisjoint(folders[-1:]) or any(
        file_kind(p) is FileKind.LEFT_BY_A_TOOL for p in (own, *folders)
    ):
        what = "a text of that name would be passed over, as pages of the guide and what tools leave are"
        findings.error(file, 0, what, "Rename the file")
        return False
    return check_name(name, file, findings)


_CONFLICTING = re.compile(r"\.sync-conflict-\d{8}-\d{6}|\(.*conflicted copy.*\)", re.IGNORECASE)


def is_conflicting_copy(stem: str) -> bool:
    """Say whether a text is called as Dropbox, Nextcloud and Syncthing call what they can't bring together."""
    return bool(_CONFLICTING.search(stem))


def can_have_a_sidecar(stem: str) -> bool:
    """Say whether a sidecar can stand beside the text of that name: that of `archive.txt` is the archive's own file."""
    return f"{stem.lower()}.yml" not in ARCHIVE_FILES


def no_sidecar(stem: str) -> str:
    """Return what is wrong with the name of a text that can have none."""
    return f"a text of that name can have no sidecar: {stem.lower()}.yml is a file of the whole archive"


def check_on_windows(name: str, id: str, file: str, findings: Findings, how: str = "") -> None:
    """Tell of a name that Windows keeps for a device, with the rename that helps: no copy of it can be made there.

    `how`: with what to rename it, or before when. The name may have folders before it; `id` stands for it in an
    address, a folder of the site. It is a warning: the archive builds here.
    """
    folders, slash, own = name.rpartition("/")
    if addresses.is_device(own) or addresses.is_device(id):
        kept = own if addresses.is_device(own) else id
        what = f"Windows keeps the name {shown(kept)} for a device, and can make no file or folder called so"
        better = printable(f"{folders}{slash}{_of_no_device(own, '-text')}")
        findings.warn(file, 0, what, f"Rename the file{how}, for example to {better}")


def _of_no_device(name: str, more: str) -> str:
    """Return a name with more before its first point: what stands there makes it a device's, as in `con.v2.txt`."""
    first, point, rest = name.partition(".")
    return f"{first.rstrip()}{more}{point}{rest}"


def refused_on_windows(name: str, id: str, file: str) -> Iterator[Problem]:
    """Yield why a file that is to get a name could not be copied to Windows; `id` as in `check_on_windows`."""
    told = Findings()
    check_on_windows(name, id, file, told)
    yield from (*told.warnings, *not_on_windows([(name, file)]))


def not_on_windows(files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a note on each file that can't be copied to Windows under its name: (name, file as messages name it).

    The name may have folders before it. One that is a device's is for `check_on_windows`.
    """
    for name, file in files:
        *folders, own = name.split("/")
        better = "/".join((*(_on_windows(folder, is_folder=True) for folder in folders), _on_windows(own)))
        if better != name:
            what = f"the file can't be copied to Windows, where {_NO_NAME}"
            yield Problem(file, 0, what, f"To let it be copied, rename it, for example to {printable(better)}")


def _on_windows(name: str, *, is_folder: bool = False) -> str:
    better = "".join("-" if character in NOT_ON_WINDOWS else character for character in name)
    if is_folder:
        better = better.rstrip(" .") or "folder"
        return _of_no_device(better, "-texts") if addresses.is_device(better) else better
    return better


LONGEST_PATH = 220
"""Characters of a path below the site's folder: Windows ends at 260, with the folder, unless it is told otherwise."""


def too_far_down(files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a note if Windows can't make files of the site since texts have long names: by path, the file of a text."""
    if too_long := sorted(path for path in files if len(path) > LONGEST_PATH):
        first = too_long[0]
        what = (
            f"Windows makes no file whose path is as long as that of {first} ({len(first)} characters below the site)"
        )
        more = f", and {len(too_long) - 1:,} more like it" if len(too_long) > 1 else ""
        yield Problem(files[first], 0, f"{what}{more}", "To let a copy of the site be made there, give shorter names")


NOT_ON_WINDOWS = '<>:"|?*\\'
_NO_NAME = f"no name holds one of {NOT_ON_WINDOWS}, and no folder's ends in a space or a point, or is a device's (con)"


def check_twins(files: Iterable[tuple[str, str]], findings: Findings) -> set[str]:
    """Tell of names that differ by case or by Unicode normalisation only: (name, file as messages name it).

    Returns the names concerned. On some hosts they would be one file, on others two.
    """
    normal = partial(unicodedata.normalize, "NFC")
    groups = gathered((normal(normal(name).casefold()), (name, file)) for name, file in files)
    twins: set[str] = set()
    for (_, first), *others in (group for group in groups.values() if len(group) > 1):
        for name, file in others:
            what = f"the name differs from {first} by case or by Unicode normalisation only ({name!a})"
            findings.error(file, 0, what, "Rename one of the two")
            twins.add(name)
    return twins


def check_form(name: str, file: str, forms: Mapping[str, str], findings: Findings) -> bool:
    """Say whether a file is called as the text is that it belongs to; tell of one whose name only looks so.

    `forms`: the stems of all texts, by themselves in Unicode's composed form.
    """
    for owner in () if name.isascii() else owners(name):
        text = forms.get(unicodedata.normalize("NFC", owner), owner)
        if text != owner:
            what = f"the name looks like that of {text!a}, but its marks are composed otherwise ({name!a})"
            findings.error(
                file, 0, what, "Give both one spelling: copy the text's name without its ending, and paste it"
            )
            return False
    return True


def owners(name: str) -> list[str]:
    """Return the stems of the texts that a file can belong to, by its name: as a version, a sidecar, an original."""
    stem, kind = name[: -len(".txt")], file_kind(name)
    if kind is FileKind.TEXT:
        return [match[1]] if (match := _VERSION.fullmatch(stem)) else []
    return [stem] if kind is FileKind.SIDECAR else texts_of(name)


def stems_of_texts(names: Iterable[str]) -> set[str]:
    """Return the names of texts without their endings."""
    return {name[: -len(".txt")] for name in names if file_kind(name) is FileKind.TEXT}


def texts_of(name: str) -> list[str]:
    """Return the stems of the texts that a file can be the original of, or picture a page of, by its name."""
    stem, point, ending = name.rpartition(".")
    if f"{point}{ending.lower()}" not in ORIGINALS:
        return []
    page = page_of(name)
    return [stem, page[0]] if page else [stem]


def page_of(name: str) -> tuple[str, int] | None:
    """Return the stem of the text of whose original a file can picture a page, and the number of the page."""
    stem, _, ending = name.rpartition(".")
    found = _PAGE.fullmatch(stem) if ending.lower() in PICTURES else None
    return (found["stem"], int(found["number"])) if found else None
