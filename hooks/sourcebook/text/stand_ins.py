"""What git leaves in the place of a text: marks of a conflict, and what stands for a file that it keeps elsewhere."""

import re

_ANNEX = "/annex/objects/"
_STAND_INS = {
    b"version https://git-lfs.github.com/spec/": (
        "the file is a stand-in of Git LFS: what it stands for was not fetched",
        "Fetch it: git lfs pull (on GitHub: `lfs: true` for actions/checkout)",
    ),
    _ANNEX.encode(): (
        "the file is a stand-in of git-annex: what it stands for was not fetched",
        "Fetch it: git annex get",
    ),
}
"""By how each begins, what is wrong and what to do."""
UNLOCK = "It is a link of git-annex: put the file itself here (git annex get FILE, then git annex unlock FILE)"
CONFLICT = "git could not merge two versions here"
CHOOSE = "Keep one of the two, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
_OURS, _MIDDLE, _THEIRS = (
    re.compile(pattern, re.MULTILINE) for pattern in (r"^<{7} \S.*$", r"^={7}\r?$", r"^>{7} \S.*$")
)


def stand_in(raw: bytes) -> tuple[str, str] | None:
    """Return what is wrong with a file that stands for one that was not fetched, and what to do; None for any other."""
    return next((told for beginning, told in _STAND_INS.items() if raw.startswith(beginning)), None)


def instead_of_link(target: str) -> str:
    """Return what to do about a link of a folder that can't be followed, by where it leads."""
    return UNLOCK if _ANNEX in target else "Put the file itself here, or remove the link"


def conflict_in(text: str) -> int:
    """Return the line, from 1, on which git marks the beginning of a conflict; 0 if it marks none."""
    begin = _OURS.search(text) if "<<<<<<< " in text else None
    middle = begin and _MIDDLE.search(text, begin.end())
    end = middle and _THEIRS.search(text, middle.end())
    return text.count("\n", 0, begin.start()) + 1 if begin and end else 0
