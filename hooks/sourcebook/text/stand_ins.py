"""What git leaves in the place of a text: the marks of a conflict, and pointers to what Git LFS keeps elsewhere."""

import re

_POINTER = b"version https://git-lfs.github.com/spec/"
NOT_FETCHED = "is a stand-in of Git LFS: what it stands for was not fetched"
FETCH = "Fetch it: git lfs pull (on GitHub: `lfs: true` for actions/checkout)"
CONFLICT = "git could not merge two versions here"
CHOOSE = "Keep one of the two, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
_OURS, _MIDDLE, _THEIRS = (
    re.compile(pattern, re.MULTILINE) for pattern in (r"^<{7} \S.*$", r"^={7}\r?$", r"^>{7} \S.*$")
)


def is_pointer(raw: bytes) -> bool:
    """Say whether a file is what Git LFS puts in the place of one that it has not fetched."""
    return raw.startswith(_POINTER)


def conflict_in(text: str) -> int:
    """Return the line, from 1, on which git marks the beginning of a conflict; 0 if it marks none."""
    begin = _OURS.search(text)
    middle = begin and _MIDDLE.search(text, begin.end())
    end = middle and _THEIRS.search(text, middle.end())
    return text.count("\n", 0, begin.start()) + 1 if begin and end else 0
