"""Direction controls: characters that can't be seen, and make others read in another order than they are written."""

from __future__ import annotations

import re

from sourcebook.problems import Findings

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""All that Unicode has: marks, embeddings, overrides and isolates."""
REMEDY = "Remove it, or make sure that the words read as they are written"


def without_controls(text: str) -> str:
    """Return a text without direction controls: for places that nothing sets apart, such as a window's title."""
    return _CONTROLS.sub("", text)


def control_in(text: str) -> str:
    """Return the first direction control of a text as Unicode names it (`U+202E`); nothing if it has none."""
    found = _CONTROLS.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def check_title(file: str, line: int, title: str, findings: Findings) -> None:
    """Warn of a title in a text's own words, which stand at `line` of `file`, if it holds a direction control."""
    if control := control_in(title):
        what = f"the line that serves as the title holds a direction control ({control})"
        findings.warn(file, line, what, "Give the text a title without it in its sidecar")
