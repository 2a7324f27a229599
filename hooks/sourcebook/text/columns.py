"""Text set in columns with spaces or tabs: only what certainly is, since it is shown in type of one width."""

from __future__ import annotations

import re
from collections import Counter

FEWEST = 3
"""Lines of a table."""
MOST_OF = 0.6
"""Share of the lines that have a gap, and of these that have it in one place."""
_GAP = re.compile(r"(?<=[^\s.?!:;]) {2,}(?=\S)|(?<=[.?!:;]) {3,}(?=\S)")
"""Two spaces or more between words; after a full stop many people type two."""
_TAB = 8


def has_columns(text: str) -> bool:
    """Say whether the lines of a paragraph have words one below another, with gaps of spaces or tabs before them."""
    if "  " not in text and "\t" not in text:
        return False
    lines = [line.expandtabs(_TAB).rstrip() for line in re.split(r"\r\n|[\n\r\f]", text) if line.strip()]
    starts, ends, rows = Counter[int](), Counter[int](), 0
    for line in lines:
        gaps = list(_GAP.finditer(line))
        rows += bool(gaps)
        starts.update({gap.end() for gap in gaps})
        ends.update({*(gap.start() for gap in gaps[1:]), len(line)} if gaps else ())
    fewest = max(FEWEST, MOST_OF * rows)
    return rows >= max(FEWEST, MOST_OF * len(lines)) and max([*starts.values(), *ends.values()]) >= fewest
