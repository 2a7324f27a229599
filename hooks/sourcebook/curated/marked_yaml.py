"""YAML that people write → nodes that know their line: every scalar a string, and nothing but text, lists and mappings.

What YAML can do beyond that is a problem here, told with file and line: anchors, aliases, tags, several documents,
keys that are not text, a key given twice. Reading is bounded in time and memory by the limits below, whatever the
bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Protocol

import yaml
from msgspec import Struct, field

from sourcebook.problems import Fault, FileFindings, Findings, shown
from sourcebook.text.stand_ins import CHOOSE, CONFLICT, conflict_in

LARGEST = 1024 * 1024
"""Bytes a YAML file may have."""
DEEPEST = 16
"""How many lists and mappings may stand within one another."""

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where PyYAML was built with it: about ten times as fast."""
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Node(Struct, frozen=True):
    """A value of a YAML file, with the line it begins on."""

    value: str | list[Node] | dict[str, Node]
    line: int
    """Counted from 1."""
    keys: dict[str, int] = field(default_factory=dict)
    """The line of each key of a mapping, counted from 1."""

    @property
    def text(self) -> str | None:
        """The scalar as a string; None for a list or a mapping."""
        return self.value if isinstance(self.value, str) else None

    @property
    def items(self) -> list[Node] | None:
        """The entries of a list; None for anything else."""
        return self.value if isinstance(self.value, list) else None

    @property
    def entries(self) -> dict[str, Node] | None:
        """The values of a mapping by their keys; None for anything else."""
        return self.value if isinstance(self.value, dict) else None


def read_yaml(file: str, raw: bytes, findings: Findings, largest: int = LARGEST) -> Node | None:
    """Return the mapping that a YAML file holds.

    Args:
        file: the file as messages name it.
        raw: its bytes, UTF-8.
        findings: told everything that is wrong, with its line.
        largest: how many bytes the file may have.

    Returns:
        The mapping at the top, or None where the file can't be read as one. Of a key given twice the first counts.
    """
    problems = FileFindings(file, findings)
    if len(raw) > largest:
        problems.error(0, f"the file has {len(raw):,} bytes; the limit is {largest:,}", "Make it shorter")
        return None
    text = _decoded(raw, problems)
    if text is None:
        return None
    root = _Builder(text, problems).build()
    if root is not None and root.entries is None:
        problems.error(root.line, "the file is not a mapping of keys to values", "Write lines like `key: value`")
        return None
    return root


def _decoded(raw: bytes, problems: FileFindings) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        problems.error(line, f"byte {fault.start} is not UTF-8", "Save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if conflict := conflict_in(text):
        problems.error(conflict, CONFLICT, CHOOSE)
        return None
    if bad := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        problems.error(line, f"a character that can't be printed, U+{ord(bad[0]):04X}", "Remove it")
        return None
    return text


class _Mark(Protocol):
    """A place in the text, as either of PyYAML's parsers gives it."""

    index: int


class _Builder:
    """Makes nodes of the parser's events, one at a time: no recursion, so depth costs nothing."""

    def __init__(self, text: str, problems: FileFindings) -> None:
        self._text = text
        self._problems = problems
        self._line_ends = [match.start() for match in re.finditer("\n", text)]
        self._root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[tuple[str, int] | None] = []
        """For each open collection the key whose value comes next."""
        self._is_whole = True
        self._here = 0
        """The line of what is being taken."""

    def build(self) -> Node | None:
        """Return the root, or None if something in the file can't be taken for a plain value."""
        try:
            self._take_all()
        except Fault as fault:
            self._refuse(fault.what, fault.remedy)
        except yaml.MarkedYAMLError as fault:
            self._is_whole = False
            # What is never closed is found out at the end of the file; the mistake is where it was opened.
            is_at_end = fault.problem_mark is not None and fault.problem_mark.index >= len(self._text)
            mark = fault.context_mark if is_at_end and fault.context_mark else fault.problem_mark
            if mark is not None and self._text[mark.index : mark.index + 1] == "\t":
                self._problems.error(self._line(mark), "a tab where only spaces are allowed", "Indent with spaces")
            else:
                what = f"the YAML is broken {fault.context or 'here'}: {fault.problem}"
                self._problems.error(self._line(mark), what, _MEND)
        except yaml.YAMLError:
            self._is_whole = False
            self._problems.error(0, "the YAML is broken", _MEND)
        if self._is_whole and (self._root is None or self._root.text == ""):
            self._is_whole = False
            self._problems.error(0, "the file says nothing", "Write lines like `key: value`, or remove the file")
        return self._root if self._is_whole else None

    def _take_all(self) -> None:
        documents = 0
        for event in yaml.parse(self._text, Loader=_LOADER):
            self._here = self._line(event.start_mark)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise Fault("a second YAML document begins here", "Remove the line `---` before it")
            if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                self._take(event)
            if len(self._open) > DEEPEST:
                raise Fault("the values are nested too deeply", f"Use at most {DEEPEST} levels")
            if self._problems.is_full:
                self._is_whole = False
                return

    def _take(self, event: yaml.NodeEvent | yaml.CollectionEndEvent) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
            return
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                f"an alias ({shown(event.anchor or '')})",
                "Write the value itself, or put a text in quotation marks",
            )
            self._add(Node("", self._here))
        elif isinstance(event, yaml.ScalarEvent):
            self._check(event)
            self._add(Node(event.value, self._here))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check(event)
            self._add(node := Node({} if isinstance(event, yaml.MappingStartEvent) else [], self._here))
            self._open.append(node)
            self._keys.append(None)

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(f"an anchor ({shown(event.anchor)})", "Remove it, or put a text in quotation marks")
        if event.tag is not None:
            self._refuse(f"a tag ({shown(event.tag)})", "Remove it, or put a text in quotation marks")
        if isinstance(event, yaml.ScalarEvent) and (bad := _UNPRINTABLE.search(event.value)):
            self._refuse(f"a character that can't be printed, U+{ord(bad[0]):04X}", "Remove it")

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent, key = self._open[-1], self._keys[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict) and key is not None:
            self._keys[-1] = None
            if key[0] in parent.value:
                what = f"the key {shown(key[0])} is given twice: in line {parent.keys[key[0]]} already"
                self._problems.error(key[1], what, "Keep one of the two; several values make a list")
            else:
                parent.value[key[0]] = node
                parent.keys[key[0]] = key[1]
        elif isinstance(node.value, str):
            self._keys[-1] = (node.value, node.line)
        else:
            raise Fault("a key that is not plain text", "Write keys as plain words: `key: value`")

    def _refuse(self, what: str, remedy: str) -> None:
        self._is_whole = False
        self._problems.error(self._here, what, remedy)

    def _line(self, mark: _Mark | None) -> int:
        """Return the line as editors count it; YAML itself also breaks lines at U+0085, U+2028 and U+2029."""
        return bisect_left(self._line_ends, mark.index) + 1 if mark else 0


_MEND = "Fix the line; a text that holds `: ` or ` #`, or begins with a sign, goes in quotation marks"
