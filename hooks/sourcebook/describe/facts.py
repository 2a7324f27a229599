"""`facts:` of a sidecar → facts, each with one basis, and with its words found in the text."""

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from sourcebook.curated.marked_yaml import Node
from sourcebook.describe.desk import NOWHERE, Bounds, SidecarDesk
from sourcebook.model import Basis, Fact
from sourcebook.problems import shown
from sourcebook.rarely import rarely
from sourcebook.vocabulary.bases import BASES, BasisRow
from sourcebook.vocabulary.dates import lies_before, read_date
from sourcebook.vocabulary.fields import Field
from sourcebook.vocabulary.values import ADDRESS, DAY, nearest, text

AGENT_KEYS = ("office", "type")
PERSON = "person"
TYPES = (PERSON, "organisation")
_BASES = [row.key for row in BASES.values()]
FACT_KEYS = list(
    dict.fromkeys(["value", *_BASES, *(key for row in BASES.values() for key in (*row.needs, *row.takes)), *AGENT_KEYS])
)
"""Every key that a fact in a sidecar may have."""
_WRITE = "Write {{value: {}, stated: “the words”}}, or derived, inferred, external or editor instead of stated"

Facts = dict[str, tuple[Fact, ...]]
Texts = dict[str, str]


def read_facts(node: Node, desk: SidecarDesk) -> Facts:
    """Return the facts by field, in the order of the table of fields; all that is wrong is told."""
    if node.entries is None and not node.items and not node.text:
        return {}  # all that stands below it is a comment
    if node.entries is None:
        desk.error(node.line, "`facts` is not a mapping of fields", "Write lines like `date: {value: …, …}`")
        return {}
    fields = desk.keys(node, list(desk.fields), "field")
    found = {name: tuple(_facts(desk.fields[name], value, fields, desk)) for name, value in fields.items()}
    _check_bounds(found, fields, desk)
    return {name: found[name] for name in desk.fields if found.get(name)}


def _facts(field: Field, node: Node, fields: Collection[str], desk: SidecarDesk) -> Iterator[Fact]:
    nodes = [node] if node.items is None else node.items
    if not nodes:
        desk.error(node.line, f"`{field.name}` has no value", "Give one, or remove the key")
    if len(nodes) > 1 and not field.repeats:
        desk.error(nodes[1].line, f"a second value of `{field.name}`, which has one", "Keep one of them")
    for entry in nodes:
        if fact := _fact(field, entry, fields, desk):
            yield fact


def _fact(field: Field, node: Node, fields: Collection[str], desk: SidecarDesk) -> Fact | None:
    """Return one fact; None, and every error in it told, if anything is wrong with it."""
    if node.entries is None:
        what = f"a value of `{field.name}` without a basis"
        desk.error(node.line, what, _WRITE.format(shown(node.text)[1:-1] if node.text else "…"))
        return None
    entries = desk.keys(node, FACT_KEYS, f"key in `{field.name}`:")
    entries.pop(Basis.DERIVED, None)
    sources = _derived_from(field, node, fields, desk)
    texts = desk.texts(entries)
    row = _basis(field, node, desk)
    if texts is None or row is None or sources is None or len(texts) + bool(sources) < len(node.keys):
        return None
    sound = [check(field, row, node, texts, desk) for check in (_check_keys, _check_agent, _check_elsewhere)]
    value = _value(field, node, texts, desk)
    place = _place(row, node, texts, desk)
    if value is None or place is None or not all(sound):
        return None
    fact = Fact(
        field.name,
        value,
        row.basis,
        note=_note(row, texts, sources),
        document=texts.get("document", ""),
        office=text(texts.get("office", "")),
        type="" if texts.get("type") == PERSON else texts.get("type", ""),
        address=texts.get(Basis.EXTERNAL, ""),
        checked=texts.get("checked", ""),
        own=desk.own.get(field.name, ""),
    )
    return fact if place == NOWHERE else fact.standing_at(desk.source, *place)


def _derived_from(field: Field, node: Node, fields: Collection[str], desk: SidecarDesk) -> list[str] | None:
    """Return the fields that a value names as what it follows from; None, and an error, if it names none that are."""
    derived = (node.entries or {}).get(Basis.DERIVED)
    if derived is None:
        return []
    named = [entry.text for entry in derived.items] if derived.items is not None else (derived.text or "").split(",")
    names = [name.strip() for name in named if name and name.strip()]
    if not names or len(names) < len(named):
        what = "`derived` doesn't name what the value follows from"
        desk.error(derived.line, what, "Write `derived: date`, or several: `derived: [date, publisher]`")
        return None
    of_another = "document" in node.keys
    known = [name for name in (desk.fields if of_another else fields) if of_another or name != field.name]
    for name in names:
        if name not in known:
            whose = "a field" if of_another else "another field of this record"
            what = f"`{field.name}` is derived from {shown(name)}, which is not {whose}"
            desk.error(derived.line, what, nearest(name, known) if known else "Add that field")
            return None
    return names


def _basis(field: Field, node: Node, desk: SidecarDesk) -> BasisRow | None:
    given = [key for key in node.keys if key in _BASES]
    if len(given) == 1:
        return BASES[Basis(given[0])]
    if given:
        what = f"a value of `{field.name}` with {len(given)} bases: {', '.join(given)}"
        desk.error(node.keys[given[1]], what, "Keep the one that the value rests on")
    else:
        what = f"a value of `{field.name}` without a basis"
        desk.error(node.line, what, f"Add one of: {', '.join(_BASES)}")
    return None


def _check_keys(field: Field, row: BasisRow, node: Node, texts: Texts, desk: SidecarDesk) -> bool:
    """Say whether the keys go with the basis and the field, and none is missing."""
    before = desk.count
    allowed = {"value", row.key, *row.keys, *(AGENT_KEYS if field.reads.is_agent else ())}
    for key in texts:
        if key not in allowed:
            owners = [other.key for other in BASES.values() if key in other.keys]
            whose = f"a basis of {' or '.join(owners)}" if owners else "persons and organisations"
            desk.error(node.keys[key], f"`{key}` in `{field.name}` goes with {whose}", "Remove it")
    for key in row.needs:
        if key not in texts:
            what = f"a value of `{field.name}` that is {row.key} without `{key}`"
            desk.error(node.keys[row.key], what, _MISSING[key])
    if "paragraph" in texts and not texts.get("quote", texts.get(Basis.STATED)):
        desk.error(node.keys["paragraph"], "`paragraph` without words to look for in it", "Add `quote: words`")
    return desk.count == before


_MISSING = {
    "quote": "Add `quote: words`, the words of the text that it rests on",
    "checked": "Add `checked: day`, the day you looked, such as 2020-10-09",
}


_FAMILY_FIRST = rarely("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A name in Chinese characters, kana or hangul, which is written without spaces, the family's name first."""

_LOOSE_COMMA = rarely(r"^,|,(?! [^,])")


def _check_agent(field: Field, _: BasisRow, node: Node, texts: Texts, desk: SidecarDesk) -> bool:
    kind, value = texts.get("type", ""), texts.get("value", "")
    if kind and kind not in TYPES:
        desk.error(node.keys["type"], f"unknown type {shown(kind)}", nearest(kind, list(TYPES)))
        return False
    remedy = "Write “Family, Given”, or add `type: organisation`; for a person of one name `type: person`"
    if field.reads.is_agent and not kind and "," not in texts.get("value", ",") and not _FAMILY_FIRST.fullmatch(value):
        desk.warn(node.line, f"{shown(value)} in `{field.name}` has no comma and no type", remedy)
    if field.reads.is_agent and kind != TYPES[1] and _LOOSE_COMMA.search(text(value)):
        desk.warn(
            node.line, f"{shown(value)} in `{field.name}` has a comma without a space, or nothing beside it", remedy
        )
    return True


def _check_elsewhere(_: Field, row: BasisRow, node: Node, texts: Texts, desk: SidecarDesk) -> bool:
    """Say whether what lies outside the text is named well: an address, the day it was checked, another document."""
    before = desk.count
    for key, kind in ((Basis.EXTERNAL, ADDRESS), ("checked", DAY)):
        if key in texts and row.basis is Basis.EXTERNAL:
            desk.read(texts[key], key, kind, node.keys[key])
    other = texts.get("document")
    if other is not None and (other == desk.source.id or other not in desk.ids):
        what = "`document` names this document" if other == desk.source.id else f"there is no document {shown(other)}"
        desk.error(node.keys["document"], what, "Give the id of another document, the last part of its address")
    return desk.count == before


def _value(field: Field, node: Node, texts: Texts, desk: SidecarDesk) -> str | None:
    if "value" not in texts:
        desk.error(node.line, f"`{field.name}` has no `value`", "Add `value: …`")
        return None
    return desk.read(texts["value"], field.name, field.reads, node.keys["value"])


def _place(row: BasisRow, node: Node, texts: Texts, desk: SidecarDesk) -> Bounds | None:
    """Return where the words stand that a value rests on; (-1, -1) without words; None if they are not in the text."""
    key = row.key if row.basis is Basis.STATED else "quote"
    if key not in texts:
        return NOWHERE
    return desk.find(texts[key], node.keys[key], texts.get("paragraph", ""))


def _note(row: BasisRow, texts: Texts, sources: list[str]) -> str:
    """Return what a page says of the basis: reason, editor's note or what it follows from, then any further note."""
    reason = {
        Basis.DERIVED: f"computed from: {', '.join(sources)}",
        Basis.INFERRED: texts.get(Basis.INFERRED, ""),
        Basis.EDITOR: texts.get(Basis.EDITOR, ""),
    }.get(row.basis, "")
    return "; ".join(text(part) for part in (reason, texts.get("note", "")) if part)


def _check_bounds(found: Facts, fields: Mapping[str, Node], desk: SidecarDesk) -> None:
    """Tell of a date, or a latest date, that lies before what it can't lie before."""
    dates = {name: read_date(found[name][0].value) for name in _IN_ORDER if found.get(name)}
    for (name, first), (later, last) in combinations(dates.items(), 2):
        if first and last and lies_before(last, first):
            what = f"`{later}` {last.text} lies before `{name}` {first.text}"
            desk.error(fields[later].line, what, "Correct one of them")


_IN_ORDER = ("date_earliest", "date", "date_latest")
