"""archive.yml → what the archive says of itself, and the fields of its own."""

import re

from sourcebook.addresses import is_device
from sourcebook.curated.marked_yaml import Node
from sourcebook.curated.reader import Reader, read_sections
from sourcebook.direction import in_order
from sourcebook.model import About, OwnField
from sourcebook.problems import Findings, shown
from sourcebook.vocabulary import values
from sourcebook.vocabulary.facets import FACETS
from sourcebook.vocabulary.fields import FIELDS_BY_NAME, OWN_VALUES
from sourcebook.vocabulary.styles import STYLES
from sourcebook.vocabulary.values import NUMBER, TEXT, ValueType, one_of

FILE = "archive.yml"
KEYS: dict[str, ValueType] = {
    "title": TEXT,
    "introduction": values.PARAGRAPHS,
    "contact": values.CONTACT,
    "language": values.LANGUAGE,
    "page_language": values.LANGUAGE,
    "rights": values.RIGHTS_STATEMENT,
    "rights_note": values.PARAGRAPHS,
    "copies": values.PARAGRAPHS,
    "largest_text": NUMBER,
    "largest_names": NUMBER,
    "lines": values.LINES,
}
"""What archive.yml may say, and what each value is."""
STYLES_OFFERED = "styles"
"""The key of the citation styles that the archive offers: a list."""
OWN_FIELDS = "fields"
"""The key of the fields that an archive has of its own, by their names."""
OWN_FIELD: dict[str, ValueType] = {
    "label": TEXT,
    "means": TEXT,
    "value": ValueType("kind of value", one_of(OWN_VALUES), TEXT.show),
    "facet": values.YES_OR_NO,
    "many": TEXT,
    "repeats": values.YES_OR_NO,
}
"""What each of them may say."""
_STYLE = ValueType("citation style", one_of(style.key for style in STYLES), TEXT.show)
_WRITE = "Write lines like `ship: {label: Ship, facet: yes}`"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_about(file: str, raw: bytes, findings: Findings) -> About:
    """Return what archive.yml says; of what is wrong with it, with its lines, `findings` is told."""
    reader, entries = read_sections(file, raw, [*KEYS, STYLES_OFFERED, OWN_FIELDS], findings)
    said = reader.values(entries, KEYS)
    sizes = {key: int(value) for key, value in said.items() if KEYS[key] is NUMBER}
    fields = _own_fields(reader, entries[OWN_FIELDS]) if OWN_FIELDS in entries else ()
    named = [reader.value(node, STYLES_OFFERED, _STYLE) for node in reader.items(entries, STYLES_OFFERED)]
    styles = tuple(dict.fromkeys(style for style in named if style))
    return About(**{**said, **sizes}, styles=styles, fields=fields)  # type: ignore[arg-type]  # each key is a field of it


def _own_fields(reader: Reader, node: Node) -> tuple[OwnField, ...]:
    if node.entries is None:
        reader.error(node.line, f"`{OWN_FIELDS}` is not a mapping", _WRITE)
        return ()
    labels = {field.label.casefold(): field.name for field in FIELDS_BY_NAME.values()}
    found = []
    for name, entry in node.entries.items():
        field = _own_field(reader, name, entry, node.keys[name])
        if field and (other := labels.setdefault(field.label.casefold(), name)) != name:
            what = f"the label {shown(field.label)} is that of the field `{other}` too"
            reader.error(node.keys[name], what, "Give it a label of its own")
        elif field:
            found.append(field)
    return tuple(found)


def _own_field(reader: Reader, name: str, node: Node, line: int) -> OwnField | None:
    if not _NAME.fullmatch(name):
        reader.error(line, f"{shown(name)} can't be the name of a field", "Use small letters, digits and `_`")
        return None
    if name in FIELDS_BY_NAME or any(facet.key == name for facet in FACETS):
        reader.error(line, f"there is a field or a facet {shown(name)} already", "Give yours another name")
        return None
    entries = reader.mapping(node, ("label",), [key for key in OWN_FIELD if key != "label"], "field")
    if entries is None:
        return None
    said = reader.values(entries, OWN_FIELD)
    if len(said) < len(entries):
        return None
    if said.get("facet") == "yes" and is_device(name):
        what = f"Windows keeps the name {shown(name)} for a device, and can make no folder called so"
        reader.warn(line, what, f"Give the field another name, such as {name}_field")
    return OwnField(
        name,
        in_order(said["label"]),
        said.get("value", "text"),
        means=in_order(said.get("means", "")),
        many=in_order(said.get("many", said["label"])),
        is_facet=said.get("facet") == "yes",
        repeats=said.get("repeats", "yes") == "yes",
    )
