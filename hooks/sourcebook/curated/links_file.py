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

from sourcebook.curated.marked_yaml import LARGEST, Node
from sourcebook.curated.reader import Reader, read_sections
from sourcebook.model import Added, LinkSettings, Phrase, Veto
from sourcebook.problems import Findings, shown
from sourcebook.vocabulary.bases import CURATORS
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.vocabulary.values import nearest

FILE = "links.yml"


def read_settings(file: str, raw: bytes, findings: Findings, largest: int = LARGEST) -> LinkSettings:
    """Return what a curator decided; of what is wrong with the file, with its lines, `findings` is told."""
    reader, sections = read_sections(file, raw, ("vetoes", "ignored", "added"), findings, largest)
    vetoes = [veto for node in reader.items(sections, "vetoes") if (veto := _veto(reader, node))]
    ignored = [Phrase(reader.text(node, "a phrase"), node.line) for node in reader.items(sections, "ignored")]
    added = [link for node in reader.items(sections, "added") if (link := _added(reader, node))]
    return LinkSettings(tuple(vetoes), tuple(phrase for phrase in ignored if phrase.words), tuple(added), file)


def _veto(reader: Reader, node: Node) -> Veto | None:
    entries = reader.mapping(node, ("documents", "words"), ("reason",), "veto")
    if entries is None:
        return None
    ids = [reader.text(item, "an id") for item in entries["documents"].items or []]
    words = reader.text(entries["words"], "`words`")
    if len(ids) != 2 or ids[0] == ids[1]:
        reader.error(node.line, "a veto needs two documents", "Write `documents: [<id>, <id>]`")
        return None
    return Veto((min(ids), max(ids)), words, node.line) if words and all(ids) else None


def _added(reader: Reader, node: Node) -> Added | None:
    bases = [basis for basis in CURATORS if basis in (node.entries or {})]
    entries = reader.mapping(node, ("kind", "source", "target"), CURATORS, "link")
    if entries is None:
        return None
    if len(bases) != 1:
        reader.error(node.line, "a link needs one basis", f"Say how we know, by one of: {', '.join(CURATORS)}")
        return None
    kind, reason = reader.text(entries["kind"], "`kind`"), reader.text(entries[bases[0]], f"`{bases[0]}`")
    kinds = [kind.name for kind in KINDS.values() if not kind.is_editorial]
    if kind not in kinds:
        reader.error(entries["kind"].line, f"unknown kind {shown(kind)}", nearest(kind, kinds))
        return None
    ends = [_added_end(reader, entries[name]) for name in ("source", "target")]
    if ends[0] is None or ends[1] is None or not reason:
        return None
    return Added(kind, ends[0], ends[1], bases[0], reason, node.line)


def _added_end(reader: Reader, node: Node) -> tuple[str, str] | None:
    entries = reader.mapping(node, ("document", "words"), what="end of a link")
    if entries is None:
        return None
    document, words = reader.text(entries["document"], "`document`"), reader.text(entries["words"], "`words`")
    return (document, words) if document and words else None
