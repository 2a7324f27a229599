"""A text as names are compared: one kind of space, one apostrophe; case and letters as they are."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.text.fold import APOSTROPHES

_SAME = {ord(c): "'" for c in APOSTROPHES} | {
    ord(c): " " for c in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
}
_SAME |= dict.fromkeys(range(0x2000, 0x200B), " ")


def evened(text: str) -> tuple[str, Sequence[int] | None]:
    """Return a text as aliases are compared, and where each of its characters stands; None if nothing moved."""
    plain = text.translate(_SAME)
    if "  " not in plain:
        return plain, None
    kept = [at for at, c in enumerate(plain) if c != " " or not at or plain[at - 1] != " "]
    return "".join(plain[at] for at in kept), kept
