"""A text as names are compared: one kind of space, one apostrophe, no broken word; case and letters as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcebook.text.fold import APOSTROPHES

_SAME = {ord(c): "'" for c in APOSTROPHES} | {
    ord(c): " " for c in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
}
_SAME |= dict.fromkeys(range(0x2000, 0x200B), " ")

_LINE_END = re.compile(r"(?<=[^\W\d_])[-‐\u00ad][ \t]*\r?\n[ \t]*(?=([^\W\d_]))")
"""Where a word is broken at the end of a line; before a capital the hyphen is its own."""


def evened(text: str) -> tuple[str, Sequence[int] | None]:
    """Return a text as aliases are compared, and where each of its characters stands; None if nothing moved."""
    plain = text.translate(_SAME)
    breaks = list(_LINE_END.finditer(text)) if "\n" in text else []
    if "  " not in plain and not breaks:
        return plain, None
    gone = {at for found in breaks for at in range(found.start() + found[1].isupper(), found.end())}
    kept = [at for at, c in enumerate(plain) if at not in gone and (c != " " or not at or plain[at - 1] != " ")]
    return "".join(plain[at] for at in kept), kept
