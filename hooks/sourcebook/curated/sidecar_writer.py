"""Facts → the bytes of a sidecar, new or changed: whatever else a curator wrote in it, comments too, stays as it is."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from sourcebook.curated.marked_yaml import Node
from sourcebook.curated.table import WrittenFact

FACTS = "facts"
PROPOSED = "# Proposed from the text's own words. Take the “# ” away in front of what is right, and delete the rest.\n"
"""Above what a text may state of itself, as comments."""
_PROPOSAL = r"#   {}:.*\n(?:#    .*\n?)*"
_SHORT = 100
"""Characters of a fact that is written in one line."""


def facts_in(root: Node | None) -> dict[str, list[WrittenFact]]:
    """Return the facts of a sidecar as it writes them, by field; what isn't one is left out."""
    facts = (root.entries or {}).get(FACTS) if root else None
    found: dict[str, list[WrittenFact]] = {}
    for name, node in ((facts.entries or {}) if facts else {}).items():
        values = [_value(entry) for entry in (node.items or [node])]
        if all(values):
            found[name] = values
    return found


def _value(node: Node) -> WrittenFact:
    entries = node.entries or {}
    return {key: entry.text for key, entry in entries.items() if entry.text is not None} if "value" in entries else {}


def order_in(root: Node | None) -> str:
    """Return a text's place in lists, as its sidecar writes it; nothing where it has none."""
    node = (root.entries or {}).get("order") if root else None
    return (node.text or "") if node else ""


def with_facts(raw: bytes, facts: Mapping[str, Sequence[WrittenFact] | None], order: str = "") -> bytes:
    """Return a sidecar in which these facts stand, in the place of those of the same fields.

    A field whose facts are None is taken away; an `order` that is nothing leaves the text's place in lists as it is.
    """
    writer = _writer()
    text = _without_proposals(raw.decode("utf-8-sig"), facts)
    data = writer.load(text) if text.strip() else None
    data = CommentedMap() if data is None else data
    if order:
        data["order"] = order
    if any(values is not None for values in facts.values()) and not data.get(FACTS):
        data[FACTS] = CommentedMap()
    for name, values in facts.items():
        if values is None:
            data.get(FACTS, {}).pop(name, None)
        else:
            data[FACTS][name] = _written(values)
    written = io.StringIO()
    writer.dump(data, written)
    ends = "\r\n" if b"\r\n" in raw else "\n"
    return written.getvalue().replace("\n", ends).encode()


def _without_proposals(text: str, names: Iterable[str]) -> str:
    """Return a sidecar without what it proposes for fields that are decided now."""
    before, note, proposals = text.replace("\r\n", "\n").partition(PROPOSED)
    if not note:
        return text
    for name in names:
        proposals = re.sub(_PROPOSAL.format(re.escape(name)), "", proposals, flags=re.MULTILINE)
    return before + (note if proposals.startswith("#   ") else "") + proposals


def _writer() -> YAML:
    writer = YAML()
    writer.preserve_quotes = True
    writer.width = 1_000_000
    writer.indent(mapping=2, sequence=4, offset=2)
    return writer


def _written(values: Sequence[WrittenFact]) -> CommentedMap | CommentedSeq:
    found = [_fact(value) for value in values]
    return found[0] if len(found) == 1 else CommentedSeq(found)


def _fact(value: WrittenFact) -> CommentedMap:
    fact = CommentedMap(value)
    if sum(len(key) + len(text) for key, text in value.items()) < _SHORT:
        fact.fa.set_flow_style()
    return fact
