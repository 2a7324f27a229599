"""`publish:` of a sidecar → what of a document may be shown, when, and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sourcebook.curated.marked_yaml import Node, read_yaml
from sourcebook.model import Sidecar
from sourcebook.problems import Findings, shown
from sourcebook.vocabulary.values import nearest

PUBLISH = "publish"
"""The section's key."""
_HAS_SECTION = re.compile(rb"^[\"']?publish[\"']?\s*:", re.MULTILINE)
"""Most sidecars have none, and needn't be read twice."""


@dataclass(frozen=True, slots=True)
class Publication:
    """How a document is published; as all others, if its sidecar says nothing."""

    noindex: bool = False
    """Search engines are asked to leave its pages out."""
    embargo: date | None = None
    """The first day on which its text is shown."""
    excerpt_only: bool = False
    """Of its text, only the passages are shown that other texts quote or share."""


def _yes_or_no(value: str) -> bool:
    if value not in {"yes", "no"}:
        raise ValueError("Write yes or no")
    return value == "yes"


def _day(value: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("Give the first day on which the text may be shown, as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("Give a day that the calendar has, as YYYY-MM-DD") from None


SWITCHES: dict[str, Callable[[str], bool | date]] = {"noindex": _yes_or_no, "embargo": _day, "excerpt_only": _yes_or_no}
"""What `publish:` may say, and how each value is read."""


def read_publication(sidecar: Sidecar, findings: Findings) -> Publication:
    """Return what a sidecar says of publishing its text; all that is wrong with that section is told.

    A sidecar that can't be read says nothing here: describing it tells why.
    """
    root = read_yaml(sidecar.file, sidecar.raw, Findings()) if _HAS_SECTION.search(sidecar.raw) else None
    node = root.entries.get(PUBLISH) if root and root.entries else None
    if node is None:
        return Publication()
    if node.entries is None:
        what = f"`{PUBLISH}` is not a mapping of switches"
        remedy = f"Write lines like `noindex: yes`; it may have {', '.join(SWITCHES)}"
        findings.error(sidecar.file, node.line, what, remedy)
        return Publication()
    read = {key: _read(key, node, sidecar.file, findings) for key in node.entries}
    return Publication(**{key: value for key, value in read.items() if value is not None})  # type: ignore[arg-type]


def _read(key: str, section: Node, file: str, findings: Findings) -> bool | date | None:
    value = (section.entries or {})[key]
    if key not in SWITCHES:
        findings.error(file, section.keys[key], f"unknown switch {shown(key)}", nearest(key, list(SWITCHES)))
        return None
    try:
        return SWITCHES[key](value.text if value.text is not None else "")
    except ValueError as wanted:
        what = f"`{key}` is {shown(value.text)}" if value.text is not None else f"`{key}` is not a plain value"
        findings.error(file, value.line, what, str(wanted))
        return None
