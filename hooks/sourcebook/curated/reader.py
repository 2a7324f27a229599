"""One file that people write, being read: its keys, texts, lists and values, and what is wrong, by its line.

Every file is read by this, and every value by the reader of its kind (`vocabulary/values.py`): what one file refuses,
the others refuse in the same words.
"""

from collections.abc import Mapping, Sequence

from sourcebook.curated.marked_yaml import LARGEST, Node, read_yaml
from sourcebook.direction import REMEDY, control_in
from sourcebook.problems import Fault, FileFindings, Findings, shown
from sourcebook.vocabulary.values import ValueType, nearest

OF_THE_TEXT = frozenset({"exact", "from", "quote", "stated", "text", "to", "words", "a phrase", "an alias"})
"""Keys whose values are words of a text."""


class Reader(FileFindings):
    """What is wrong with one file, and reading its nodes with that at hand."""

    def keys(self, node: Node, known: Sequence[str], what: str = "key") -> dict[str, Node]:
        """Return the entries of a mapping that has a right to them; tell the unknown ones."""
        entries = node.entries or {}
        for key in entries:
            if key not in known and not self.is_full:
                self.error(node.keys[key], f"unknown {what} {shown(key)}", nearest(key, known))
        return {key: value for key, value in entries.items() if key in known}

    def mapping(
        self, node: Node, needed: Sequence[str], optional: Sequence[str] = (), what: str = "entry"
    ) -> dict[str, Node] | None:
        """Return the entries of a mapping; None, and an error, if it is none or lacks a needed key."""
        known = (*needed, *optional)
        if node.entries is None:
            self.error(node.line, f"this {what} is not a mapping", f"Write its keys and values: {', '.join(known)}")
            return None
        entries = self.keys(node, known)
        missing = [key for key in needed if key not in entries]
        for key in missing:
            self.error(node.line, f"`{key}` is missing", f"The keys are: {', '.join(known)}")
        return None if missing else entries

    def items(self, entries: Mapping[str, Node], key: str) -> list[Node]:
        """Return the entries of a list; none, and an error, if it is no list."""
        node = entries.get(key)
        if node is None:
            return []
        if node.items is None:
            remedy = "Write each entry on a line that begins with `- `, or several as [one, two]"
            self.error(node.line, f"`{key}` is not a list", remedy)
        return node.items or []

    def text(self, node: Node, what: str) -> str:
        """Return a text on one line; nothing, and an error, if there is none."""
        text = " ".join((node.text or "").split())
        self._check_direction(text, what.strip("`"), node.line)
        if not text:
            self.error(node.line, f"{what} is missing", "Write it here, in quotation marks")
        return text

    def texts(self, entries: Mapping[str, Node]) -> dict[str, str] | None:
        """Return entries as texts without white space at their ends; None, and errors, if one is empty or no text."""
        found = {key: self._plain(node, key) for key, node in entries.items()}
        texts = {key: text for key, text in found.items() if text is not None}
        return texts if len(texts) == len(entries) else None

    def value(self, node: Node, key: str, kind: ValueType) -> str | None:
        """Return a value as the record keeps it; None, and an error, if it isn't one of its kind."""
        text = self._plain(node, key)
        return None if text is None else self.read(text, key, kind, node.line)

    def read(self, text: str, key: str, kind: ValueType, line: int) -> str | None:
        """Return what a text is as a value of a kind; None, and an error at `line`, if it is none."""
        value = kind.read(text)
        if isinstance(value, Fault):
            self.error(line, f"`{key}`: {value.what}", value.remedy)
            return None
        return value

    def values(self, entries: Mapping[str, Node], kinds: Mapping[str, ValueType]) -> dict[str, str]:
        """Return the entries that have a kind and can be read as it; the others are told."""
        found = {key: self.value(node, key, kinds[key]) for key, node in entries.items() if key in kinds}
        return {key: value for key, value in found.items() if value is not None}

    def _plain(self, node: Node, key: str) -> str | None:
        if node.text is None:
            self.error(node.line, f"`{key}` is not plain text", f"Write `{key}: words`")
        elif not node.text.strip():
            self.error(node.line, f"`{key}` is empty", "Give it, or remove the key")
        else:
            self._check_direction(node.text, key, node.line)
            return node.text.strip()
        return None

    def _check_direction(self, text: str, key: str, line: int) -> None:
        """Warn of direction controls in what is ours to write; words of a text are given as they stand there."""
        if key not in OF_THE_TEXT and (control := control_in(text)):
            what = (
                f"`{key}` holds a direction control ({control}): its words may not read in the order they are written"
            )
            self.warn(line, what, REMEDY)


def read_sections(
    file: str, raw: bytes, known: Sequence[str], findings: Findings, largest: int = LARGEST
) -> tuple[Reader, dict[str, Node]]:
    """Return a file's reader, and what the file has at its top; nothing, and an error, if it can't be read."""
    reader = Reader(file, findings)
    root = read_yaml(file, raw, findings, largest)
    return reader, reader.keys(root, known) if root else {}
