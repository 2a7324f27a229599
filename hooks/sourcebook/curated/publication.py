"""`publish:` of a sidecar → what of a document may be shown, when, and to whom."""

import re
from datetime import date

from sourcebook.curated.marked_yaml import Node, read_yaml
from sourcebook.curated.reader import Reader
from sourcebook.model import Publication, Sidecar
from sourcebook.problems import Findings
from sourcebook.vocabulary.values import DAY, TEXT, YES_OR_NO, ValueType, one_of

PUBLISH = "publish"
"""The section's key."""
WHOLE, EMBARGOED, EXCERPT_ONLY = STATUSES = ("whole", "embargoed", "excerpt-only")
SWITCHES: dict[str, ValueType] = {
    "status": ValueType("status", one_of(STATUSES), TEXT.show),
    "until": DAY,
    "reason": TEXT,
    "noindex": YES_OR_NO,
    "embargo": DAY,
    "excerpt_only": YES_OR_NO,
}
"""What `publish:` may say. `embargo: <day>` says in one what `status: embargoed` and `until: <day>` say in two, and
`excerpt_only: yes` what `status: excerpt-only` says."""
_HAS_SECTION = re.compile(rb"^[\"']?publish[\"']?\s*:", re.MULTILINE)
"""Most sidecars have none, and needn't be read twice."""


def read_publication(sidecar: Sidecar, findings: Findings) -> Publication:
    """Return what a sidecar says of publishing its text; all that is wrong with that section is told.

    A sidecar that can't be read says nothing here: describing it tells why.
    """
    root = read_yaml(sidecar.file, sidecar.raw, Findings()) if _HAS_SECTION.search(sidecar.raw) else None
    node = root.entries.get(PUBLISH) if root and root.entries else None
    return _read(node, Reader(sidecar.file, findings)) if node else Publication()


def _read(node: Node, reader: Reader) -> Publication:
    if node.entries is None:
        remedy = f"Write lines like `noindex: yes`; it may have {', '.join(SWITCHES)}"
        reader.error(node.line, f"`{PUBLISH}` is not a mapping of switches", remedy)
        return Publication()
    said = reader.values(reader.keys(node, list(SWITCHES), "switch"), SWITCHES)
    status = said.get("status", EXCERPT_ONLY if said.get("excerpt_only") == "yes" else "")
    until = said.get("until") or said.get("embargo")
    if status == EMBARGOED and "until" not in node.keys:
        reader.error(node.keys["status"], "an embargo without `until`", "Add `until: day`, the first day it is shown")
    if "until" in node.keys and status != EMBARGOED and "status" in node.keys:
        reader.error(node.keys["until"], f"`until` goes with `status: {EMBARGOED}`", "Remove one of the two")
    return Publication(
        noindex=said.get("noindex") == "yes",
        embargo=date.fromisoformat(until) if until else None,
        excerpt_only=status == EXCERPT_ONLY,
        reason=said.get("reason", ""),
    )
