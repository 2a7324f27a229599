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

import re

from sourcebook.addresses import is_device
from sourcebook.curated.marked_yaml import LARGEST, Node
from sourcebook.curated.reader import Reader, read_sections
from sourcebook.model import Authority, Basis, Fact, Name, NamesFile
from sourcebook.problems import Findings, shown
from sourcebook.text.evened import evened
from sourcebook.vocabulary.bases import BASES, CURATORS
from sourcebook.vocabulary.names import AUTHORITIES, KEYS, NEEDED, TYPES
from sourcebook.vocabulary.values import ADDRESS, DAY, ValueType, nearest

FILE = "names.yml"
RESERVED = frozenset({"page", "index"})
"""Ids that would stand where the list of names has pages of its own."""
LONGEST_ID = 100
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_names(file: str, raw: bytes, findings: Findings, largest: int = LARGEST) -> NamesFile:
    """Read the names file.

    An id or an alias given twice is an error.
    """
    reader, sections = read_sections(file, raw, ("names", "ignored"), findings, largest)
    entries = _Entries(reader)
    found = [name for node in reader.items(sections, "names") if (name := entries.name(node))]
    ignored = [text for node in reader.items(sections, "ignored") if (text := reader.text(node, "a phrase"))]
    return NamesFile(tuple(found), tuple(ignored), file)


class _Entries:
    """Reads the entries of one file, and remembers what must not come twice."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._ids: dict[str, int] = {}
        self._aliases: dict[str, tuple[str, int]] = {}

    def name(self, node: Node) -> Name | None:
        """Return one entry; None, and every error in it told, if it is not sound."""
        optional = [key for key in KEYS if key not in NEEDED]
        entries = self.reader.mapping(node, NEEDED, optional, "entry")
        if entries is None:
            return None
        id, type_, label = (self.reader.text(entries[key], f"`{key}`") for key in ("id", "type", "label"))
        self._check_id(id, entries["id"].line)
        if type_ and type_ not in TYPES:
            self.reader.error(entries["type"].line, f"unknown type {shown(type_)}", nearest(type_, list(TYPES)))
        aliases = self._names(entries, "aliases", id)
        if not aliases:
            remedy = "Give the words by which the texts name it"
            self.reader.error(entries["aliases"].line, "`aliases` has no entry", remedy)
        short = self._names(entries, "aliases_with_full_name", id)
        description = self._description(entries["description"]) if "description" in entries else None
        authorities = self._authorities(entries["authorities"]) if "authorities" in entries else ()
        return Name(id, type_, label, aliases, short, description, authorities, node.line)

    def _check_id(self, id: str, line: int) -> None:
        if not id:
            return
        if not _ID.fullmatch(id) or len(id) > LONGEST_ID:
            remedy = "Use small letters a to z, digits and single hyphens"
            self.reader.error(line, f"the id {shown(id)} can't be an address", remedy)
        elif id in RESERVED:
            self.reader.error(line, f"the id {shown(id)} is an address of the site itself", "Give another id")
        elif id in self._ids:
            what = f"the id {shown(id)} is used twice: in line {self._ids[id]} already"
            self.reader.error(line, what, "Make the two one entry, or give one of them another id")
        elif is_device(id):
            what = f"Windows keeps the name {shown(id)} for a device, and can make no folder called so"
            self.reader.warn(line, what, f"Give another id, such as {id}-name")
        self._ids.setdefault(id, line)

    def _names(self, entries: dict[str, Node], key: str, id: str) -> tuple[str, ...]:
        found = []
        for node in self.reader.items(entries, key):
            if not (alias := self.reader.text(node, "an alias")):
                continue
            owner, line = self._aliases.setdefault(evened(alias)[0], (id, node.line))
            if line != node.line or owner != id or alias in found:
                of = "this name" if owner == id else shown(owner)
                what = f"the alias {shown(alias)} is given twice: in line {line} already, of {of}"
                self.reader.error(node.line, what, "An alias has one name: keep it where it belongs, or lengthen it")
            found.append(alias)
        return tuple(found)

    def _description(self, node: Node) -> Fact | None:
        keys = dict.fromkeys(key for row in BASES.values() for key in (*row.name_needs, *row.name_takes))
        entries = self.reader.mapping(node, ("value",), (*CURATORS, *keys), "description")
        if entries is None:
            return None
        bases = [basis for basis in CURATORS if basis in entries]
        if len(bases) != 1:
            what = "a description needs one basis"
            self.reader.error(node.line, what, f"Say how we know, by one of: {', '.join(CURATORS)}")
            return None
        basis = bases[0]
        row = BASES[Basis(basis)]
        if (
            self.reader.mapping(node, ("value", basis, *row.name_needs), row.name_takes, f"description ({basis})")
            is None
        ):
            return None
        texts = {key: self.reader.text(entry, f"`{key}`") for key, entry in entries.items()}
        sound = [self._read(entries[key], key, kind) for key, kind in _KINDS.items() if key in entries]
        if not all(texts.values()) or not all(sound):
            return None
        if ("quote" in texts) != ("document" in texts) and basis != Basis.STATED:
            self.reader.error(node.line, "`quote` and `document` go together", "Give both, or neither")
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
        entries = self.reader.mapping(node, (), tuple(AUTHORITIES), "list of authority files")
        return tuple(a for key, entry in (entries or {}).items() if (a := self._authority(key, entry)))

    def _authority(self, key: str, node: Node) -> Authority | None:
        entries = self.reader.mapping(node, ("address", "checked"), (), f"address in {AUTHORITIES[key].label}")
        if entries is None:
            return None
        address, checked = (self.reader.text(entries[name], f"`{name}`") for name in ("address", "checked"))
        if address and not re.fullmatch(AUTHORITIES[key].pattern, address, re.ASCII):
            what = f"{shown(address)} is not an address in {AUTHORITIES[key].label}"
            self.reader.error(entries["address"].line, what, f"It looks like {AUTHORITIES[key].example}")
            return None
        return Authority(key, address, checked) if self._read(entries["checked"], "checked", DAY) else None

    def _read(self, node: Node, key: str, kind: ValueType) -> str | None:
        return self.reader.value(node, key, kind) if node.text else None


_KINDS = {Basis.EXTERNAL: ADDRESS, "checked": DAY}
"""What the values of a description's keys are, beside plain words."""
