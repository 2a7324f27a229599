"""`roles:` of a sidecar → what spans of the text are; down to part of a line, one within another, never crossing."""

from collections.abc import Iterable, Sequence

from sourcebook.curated.marked_yaml import Node
from sourcebook.describe.desk import Bounds, SidecarDesk
from sourcebook.model import Role
from sourcebook.problems import shown
from sourcebook.vocabulary.roles import ROLES, RoleRow
from sourcebook.vocabulary.values import nearest, text
from sourcebook.wording import gettext

KEYS = ["role", "text", "paragraph", "of", "by"]
SPAN_KEYS = ["from", "to"]
_WRITE = "Write {role: heading, text: “the words”}, or text: {from: “the first words”, to: “the last words”}"


def read_roles(node: Node, desk: SidecarDesk) -> tuple[Role, ...]:
    """Return the roles in the order of the text, the outer before the inner; all that is wrong is told."""
    if node.items is None:
        desk.error(node.line, "`roles` is not a list", f"Begin each with a hyphen. {_WRITE}")
        return ()
    found = [(role, entry.line) for entry in node.items if (role := _role(entry, desk))]
    found.sort(key=lambda placed: (placed[0].start, -placed[0].end, placed[1]))
    _check_overlaps(found, desk)
    return tuple(role for role, _ in found)


def _role(node: Node, desk: SidecarDesk) -> Role | None:
    if node.entries is None:
        desk.error(node.line, "a role that is not a mapping", _WRITE)
        return None
    before = desk.count
    entries = desk.keys(node, KEYS, "key in a role:")
    span = entries.pop("text", None)
    texts = desk.texts(entries)
    row = _row(node, texts, desk) if texts is not None else None
    if span is None:
        desk.error(node.line, "a role without `text`", _WRITE)
    place = _place(span, (texts or {}).get("paragraph", ""), desk) if span else None
    if place is None or row is None or texts is None or desk.count > before:
        return None
    name = text(texts.get(row.named_by, ""))
    return Role(row.name, *place, gettext(row.margin_named).format(name) if name else gettext(row.margin))


def _row(node: Node, texts: dict[str, str], desk: SidecarDesk) -> RoleRow | None:
    name = texts.get("role")
    if name is None:
        desk.error(node.line, "an entry without `role`", f"Add `role:`, one of: {', '.join(ROLES)}")
        return None
    row = ROLES.get(name)
    if row is None:
        desk.error(node.keys["role"], f"unknown role {shown(name)}", nearest(name, list(ROLES)))
        return None
    for key in ("of", "by"):
        if key in texts and key != row.named_by:
            owner = next(other.name for other in ROLES.values() if other.named_by == key)
            desk.error(node.keys[key], f"`{key}` goes with the role {owner}, not {name}", "Remove it")
    if row.is_always_named and row.named_by not in texts:
        desk.error(node.line, f"a role {name} without `{row.named_by}`", f"Add `{row.named_by}:`, {row.means}")
    return row


def _place(node: Node, paragraph: str, desk: SidecarDesk) -> Bounds | None:
    if node.text is not None:
        if not node.text.strip():
            desk.error(node.line, "`text` is empty", _WRITE)
            return None
        return desk.find(node.text, node.line, paragraph)
    entries = desk.keys(node, SPAN_KEYS, "key in `text`:")
    texts = desk.texts(entries)
    if node.entries is None or texts is None or len(texts) < len(SPAN_KEYS):
        if texts is not None:
            desk.error(node.line, "`text` is neither words nor `from` with `to`", _WRITE)
        return None
    first = desk.find(texts["from"], node.keys["from"], paragraph)
    last = desk.find(texts["to"], node.keys["to"], after=first[1]) if first else None
    return (first[0], last[1]) if first and last else None


def _check_overlaps(found: Iterable[tuple[Role, int]], desk: SidecarDesk) -> None:
    """Tell of roles that cross each other, and of a role directly within the same role; `found` is in order."""
    around: list[tuple[Role, int]] = []
    for role, line in found:
        while around and around[-1][0].end <= role.start:
            around.pop()
        if around and role.end > around[-1][0].end:
            outer, other_line = around[-1]
            first, second = sorted((line, other_line))
            what = f"the {role.role} and the {outer.role} of line {first} overlap, and neither holds the other"
            desk.error(second, what, "Let one end where the other begins, or put one within the other")
        elif (twin := _twin(role, around)) is not None:
            first, second = sorted((line, twin))
            what = f"a {role.role} within or the same as the {role.role} of line {first}"
            remedy = "Remove one of them; if the words are in the text twice, add `paragraph:`"
            desk.error(second, what, remedy)
        around.append((role, line))


def _twin(role: Role, around: Sequence[tuple[Role, int]]) -> int | None:
    """Return the line of the same role directly around a role, or in the very same place; None without one."""
    for steps, (outer, line) in enumerate(reversed(around)):
        if steps and (outer.start, outer.end) != (role.start, role.end):
            return None
        if outer.role == role.role:
            return line
    return None
