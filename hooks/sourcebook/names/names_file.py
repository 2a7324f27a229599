"""`names.yml`, read and checked: the archive's authority file.

names:
  - id: <slug>                      # of the address /names/<slug>/
    type: person                    # or organisation, place
    label: "Family, Given"
    aliases: ["Given Family"]       # count wherever they stand
    aliases_with_full_name: ["Family"]   # count only in a text that has one of the aliases
    description: {value: "…", stated: "the words", document: <id>}
    authorities: {viaf: {address: https://…, checked: YYYY-MM-DD}}
ignored: ["a phrase that is no name"]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.curated.marked_yaml import FileFindings, Node, read_yaml
from sourcebook.model import Authority, Basis, Fact, Name
from sourcebook.problems import Findings, shown
from sourcebook.text.evened import evened
from sourcebook.vocabulary.bases import BASES, CURATORS
from sourcebook.vocabulary.names import AUTHORITIES, KEYS, NEEDED, TYPES

FILE = "names.yml"
RESERVED = frozenset({"page", "index"})
"""Ids that would stand where the list of names has pages of its own."""
LONGEST_ID = 100
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class NamesFile:
    """What the names file says."""

    names: tuple[Name, ...] = ()
    """In the order of the file."""
    ignored: tuple[str, ...] = ()
    """Phrases that a curator has judged to be no names."""
    file: str = ""
    """As messages name it."""


def read_names(file: str, raw: bytes, findings: Findings) -> NamesFile:
    """Read the names file.

    Args:
        file: the file as messages name it.
        raw: its bytes.
        findings: told what is wrong, with its line: an id or an alias given twice among it.
    """
    root = read_yaml(file, raw, findings)
    if root is None:
        return NamesFile(file=file)
    reader = _Reader(FileFindings(file, findings))
    sections = reader.mapping(root, (), ("names", "ignored"), "section") or {}
    found = [name for node in reader.entries(sections, "names") if (name := reader.name(node))]
    ignored = [text for node in reader.entries(sections, "ignored") if (text := reader.text(node, "a phrase"))]
    return NamesFile(tuple(found), tuple(ignored), file)


class _Reader:
    """Reads the nodes of one file, tells what is wrong with them, and remembers what must not come twice."""

    def __init__(self, problems: FileFindings) -> None:
        self.problems = problems
        self._ids: dict[str, int] = {}
        self._aliases: dict[str, tuple[str, int]] = {}

    def mapping(self, node: Node, needed: Sequence[str], optional: Sequence[str], what: str) -> dict[str, Node] | None:
        """Return the values of a mapping; None, and an error told, if it is none or a key is missing."""
        allowed = ", ".join((*needed, *optional))
        entries = node.entries
        if entries is None:
            self.problems.error(node.line, f"this {what} is not a mapping", f"Write its keys and values: {allowed}")
            return None
        for key in entries:
            if key not in needed and key not in optional:
                self.problems.error(node.keys[key], f"unknown key {shown(key)}", f"The keys are: {allowed}")
        missing = [key for key in needed if key not in entries]
        for key in missing:
            self.problems.error(node.line, f"`{key}` is missing", f"The keys are: {allowed}")
        return None if missing else {key: entries[key] for key in (*needed, *optional) if key in entries}

    def entries(self, entries: dict[str, Node], key: str) -> list[Node]:
        """Return the entries of a list; an error is told if it is none."""
        node = entries.get(key)
        if node is None:
            return []
        if node.items is None:
            remedy = "Write each entry on a line that begins with `- `, or several as [one, two]"
            self.problems.error(node.line, f"`{key}` is not a list", remedy)
        return node.items or []

    def text(self, node: Node, what: str) -> str:
        """Return a text on one line; nothing, and an error told, if there is none."""
        text = " ".join((node.text or "").split())
        if not text:
            self.problems.error(node.line, f"{what} is missing", "Write it here, in quotation marks")
        return text

    def name(self, node: Node) -> Name | None:
        """Return one entry; None, and every error in it told, if it is not sound."""
        optional = [key for key in KEYS if key not in NEEDED]
        entries = self.mapping(node, NEEDED, optional, "entry")
        if entries is None:
            return None
        id, type_, label = (self.text(entries[key], f"`{key}`") for key in ("id", "type", "label"))
        self._check_id(id, entries["id"].line)
        if type_ and type_ not in TYPES:
            self.problems.error(entries["type"].line, f"unknown type {shown(type_)}", f"Use one of: {', '.join(TYPES)}")
        aliases = self._names(entries, "aliases", id)
        if not aliases:
            remedy = "Give the words by which the texts name it"
            self.problems.error(entries["aliases"].line, "`aliases` has no entry", remedy)
        short = self._names(entries, "aliases_with_full_name", id)
        description = self._description(entries["description"]) if "description" in entries else None
        authorities = self._authorities(entries["authorities"]) if "authorities" in entries else ()
        return Name(id, type_, label, aliases, short, description, authorities, node.line)

    def _check_id(self, id: str, line: int) -> None:
        if not id:
            return
        if not _ID.fullmatch(id) or len(id) > LONGEST_ID:
            remedy = "Use small letters a to z, digits and single hyphens"
            self.problems.error(line, f"the id {shown(id)} can't be an address", remedy)
        elif id in RESERVED:
            self.problems.error(line, f"the id {shown(id)} is an address of the site itself", "Give another id")
        elif id in self._ids:
            what = f"the id {shown(id)} is used twice: in line {self._ids[id]} already"
            self.problems.error(line, what, "Make the two one entry, or give one of them another id")
        self._ids.setdefault(id, line)

    def _names(self, entries: dict[str, Node], key: str, id: str) -> tuple[str, ...]:
        found = []
        for node in self.entries(entries, key):
            if not (alias := self.text(node, "an alias")):
                continue
            owner, line = self._aliases.setdefault(evened(alias)[0], (id, node.line))
            if line != node.line or owner != id or alias in found:
                of = "this name" if owner == id else shown(owner)
                what = f"the alias {shown(alias)} is given twice: in line {line} already, of {of}"
                self.problems.error(node.line, what, "An alias has one name: keep it where it belongs, or lengthen it")
            found.append(alias)
        return tuple(found)

    def _description(self, node: Node) -> Fact | None:
        keys = dict.fromkeys(key for row in BASES.values() for key in (*row.name_needs, *row.name_takes))
        entries = self.mapping(node, ("value",), (*CURATORS, *keys), "description")
        if entries is None:
            return None
        bases = [basis for basis in CURATORS if basis in entries]
        if len(bases) != 1:
            what = "a description needs one basis"
            self.problems.error(node.line, what, f"Say how we know, by one of: {', '.join(CURATORS)}")
            return None
        basis = bases[0]
        row = BASES[Basis(basis)]
        if self.mapping(node, ("value", basis, *row.name_needs), row.name_takes, f"description ({basis})") is None:
            return None
        texts = {key: self.text(entry, f"`{key}`") for key, entry in entries.items()}
        if not all(texts.values()) or ("checked" in texts and not self._is_day(texts["checked"], entries["checked"])):
            return None
        if ("quote" in texts) != ("document" in texts) and basis != Basis.STATED:
            self.problems.error(node.line, "`quote` and `document` go together", "Give both, or neither")
            return None
        words = texts[basis] if basis == Basis.STATED else texts.get("quote", "")
        return Fact(
            "description",
            texts["value"],
            Basis(basis),
            note=texts[basis] if basis in {Basis.INFERRED, Basis.EDITOR} else "",
            quote=words,
            document=texts.get("document", ""),
            address=texts[basis] if basis == Basis.EXTERNAL else "",
            checked=texts.get("checked", ""),
        )

    def _authorities(self, node: Node) -> tuple[Authority, ...]:
        entries = self.mapping(node, (), tuple(AUTHORITIES), "list of authority files")
        return tuple(a for key, entry in (entries or {}).items() if (a := self._authority(key, entry)))

    def _authority(self, key: str, node: Node) -> Authority | None:
        entries = self.mapping(node, ("address", "checked"), (), f"address in {AUTHORITIES[key].label}")
        if entries is None:
            return None
        address, checked = (self.text(entries[name], f"`{name}`") for name in ("address", "checked"))
        if address and not re.fullmatch(AUTHORITIES[key].pattern, address, re.ASCII):
            what = f"{shown(address)} is not an address in {AUTHORITIES[key].label}"
            self.problems.error(entries["address"].line, what, f"It looks like {AUTHORITIES[key].example}")
            return None
        return Authority(key, address, checked) if checked and self._is_day(checked, entries["checked"]) else None

    def _is_day(self, text: str, node: Node) -> bool:
        try:
            if _DAY.fullmatch(text) and date.fromisoformat(text):
                return True
        except ValueError:
            pass
        self.problems.error(node.line, f"{shown(text)} is not a day", "Write it like 2020-10-09")
        return False
