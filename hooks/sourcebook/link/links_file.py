"""`links.yml`, read and checked: what a curator decided about links.

vetoes:
  - {documents: [<id>, <id>], words: "words of the link", reason: "why it is none"}
ignored:
  - "a phrase that makes no passage"
added:
  - kind: reference
    source: {document: <id>, words: "where the words come from"}
    target: {document: <id>, words: "the words that point to it"}
    editor: "how we know"
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.curated.marked_yaml import Node, read_yaml
from sourcebook.link.curated import Added, LinkSettings, Phrase, Veto
from sourcebook.problems import Findings
from sourcebook.vocabulary.bases import CURATORS
from sourcebook.vocabulary.link_kinds import KINDS


class _Reader:
    """Reads the nodes of one file and tells what is wrong with them."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file = file
        self.findings = findings

    def wrong(self, line: int, what: str, remedy: str) -> None:
        self.findings.error(self.file, line, what, remedy)

    def items(self, root: Node, key: str) -> list[Node]:
        node = (root.entries or {}).get(key)
        if node is None:
            return []
        if node.items is None:
            self.wrong(
                node.line, f"`{key}` is not a list", f"Write each entry of `{key}` on a line that begins with `- `"
            )
        return node.items or []

    def mapping(self, node: Node, keys: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Node] | None:
        """Return the values of a mapping that has exactly these keys."""
        entries, allowed = node.entries, ", ".join((*keys, *optional))
        if entries is None:
            self.wrong(node.line, "this entry is not a mapping", f"Write its keys and values: {allowed}")
            return None
        unknown = [key for key in entries if key not in keys and key not in optional]
        missing = [key for key in keys if key not in entries]
        for key in unknown:
            self.wrong(node.keys[key], f"unknown key `{key}`", f"The keys are: {allowed}")
        for key in missing:
            self.wrong(node.line, f"`{key}` is missing", f"The keys are: {allowed}")
        return None if unknown or missing else entries

    def text(self, node: Node) -> str:
        text = " ".join((node.text or "").split())
        if not text:
            self.wrong(node.line, "words are missing", "Write them here, in quotation marks")
        return text


def read_settings(file: str, raw: bytes, findings: Findings) -> LinkSettings:
    """Read `links.yml`.

    Args:
        file: the file as messages name it.
        raw: its bytes.
        findings: told what is wrong, with its line.
    """
    root = read_yaml(file, raw, findings)
    reader = _Reader(file, findings)
    if root is None or reader.mapping(root, (), ("vetoes", "ignored", "added")) is None:
        return LinkSettings(file=file)
    vetoes = [veto for node in reader.items(root, "vetoes") if (veto := _veto(reader, node))]
    ignored = [Phrase(reader.text(node), node.line) for node in reader.items(root, "ignored")]
    added = [link for node in reader.items(root, "added") if (link := _added(reader, node))]
    return LinkSettings(tuple(vetoes), tuple(phrase for phrase in ignored if phrase.words), tuple(added), file)


def _veto(reader: _Reader, node: Node) -> Veto | None:
    entries = reader.mapping(node, ("documents", "words"), ("reason",))
    if entries is None:
        return None
    ids = [reader.text(item) for item in entries["documents"].items or []]
    words = reader.text(entries["words"])
    if len(ids) != 2 or ids[0] == ids[1]:
        reader.wrong(node.line, "a veto needs two documents", "Write `documents: [<id>, <id>]`")
        return None
    return Veto((min(ids), max(ids)), words, node.line) if words and all(ids) else None


def _added(reader: _Reader, node: Node) -> Added | None:
    bases = [basis for basis in CURATORS if basis in (node.entries or {})]
    entries = reader.mapping(node, ("kind", "source", "target"), CURATORS)
    if entries is None:
        return None
    if len(bases) != 1:
        reader.wrong(node.line, "a link needs one basis", f"Say how we know, by one of: {', '.join(CURATORS)}")
        return None
    kind, reason = reader.text(entries["kind"]), reader.text(entries[bases[0]])
    kinds = [kind.name for kind in KINDS.values() if not kind.is_editorial]
    if kind not in kinds:
        reader.wrong(entries["kind"].line, f"unknown kind `{kind}`", f"The kinds are: {', '.join(kinds)}")
        return None
    ends = [_added_end(reader, entries[name]) for name in ("source", "target")]
    if ends[0] is None or ends[1] is None or not reason:
        return None
    return Added(kind, ends[0], ends[1], bases[0], reason, node.line)


def _added_end(reader: _Reader, node: Node) -> tuple[str, str] | None:
    entries = reader.mapping(node, ("document", "words"))
    if entries is None:
        return None
    document, words = reader.text(entries["document"]), reader.text(entries["words"])
    return (document, words) if document and words else None
