"""Text → paragraphs: runs of lines between lines of only spaces and tabs, and nothing else taken for a break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.model import Paragraph

BOM = "\ufeff"

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = " \t"


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a decoded seed in order, with offsets in code points of `text` and anchors p1, p2, ….

    One leading byte order mark belongs to no paragraph. CRLF, CR and LF end a line; U+0085, U+2028 and the like don't.
    """
    spans: list[tuple[int, int]] = []
    within = False
    for start, end in _lines(text):
        if not text[start:end].strip(_BLANK):
            within = False
        elif within:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
            within = True
    return tuple(Paragraph(f"p{number}", start, end) for number, (start, end) in enumerate(spans, start=1))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line starts and ends, its line end excluded."""
    start = len(BOM) if text.startswith(BOM) else 0
    for line_end in _LINE_END.finditer(text, start):
        yield start, line_end.start()
        start = line_end.end()
    yield start, len(text)
