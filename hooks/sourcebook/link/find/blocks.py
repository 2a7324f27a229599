"""What is set off as quoted without quotation marks: block quotations, and speeches that begin with a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcebook.model import Paragraph
from sourcebook.vocabulary.quotation_marks import DASHES

_BEHIND_ANGLES = re.compile(r"[ \t]*>")
_INDENTED = re.compile(r"(?: {2,}|[ ]*\t)[ \t]*\S")
_INTRODUCES = re.compile(r"[:：][ \t]*[—–-]?\s*$")
_DASH = re.compile(rf"\s*(?:{'|'.join(map(re.escape, DASHES))})[ \u00a0\u202f]+(?=\w)")
_MOST_INDENTED = 0.5
"""Share of a text's paragraphs that may be indented for an indent to mean anything."""


def blocks(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the block quotations of a text, as offsets; paragraphs that follow one another are one block.

    A block is what stands behind `>` on every line; or what is indented on every line in a text that else isn't, after
    a paragraph that ends with a colon.
    """
    indented = [_INDENTED.match(text, p.start) is not None and _is_all(text, p, _INDENTED) for p in paragraphs]
    tells = sum(indented) <= _MOST_INDENTED * len(paragraphs)
    start = end = -1
    within = ""
    for number, paragraph in enumerate(paragraphs):
        kind = ""
        if _BEHIND_ANGLES.match(text, paragraph.start) and _is_all(text, paragraph, _BEHIND_ANGLES):
            kind = ">"
        elif tells and indented[number] and (within == "indent" or _is_introduced(text, paragraphs, number)):
            kind = "indent"
        if within and kind != within:
            yield start, end
        if kind and kind != within:
            start = paragraph.start
        within, end = kind, paragraph.end
    if within:
        yield start, end


def _is_all(text: str, paragraph: Paragraph, pattern: re.Pattern[str]) -> bool:
    return all(pattern.match(line) for line in text[paragraph.start : paragraph.end].splitlines())


def _is_introduced(text: str, paragraphs: Sequence[Paragraph], number: int) -> bool:
    before = paragraphs[number - 1] if number else None
    return before is not None and bool(_INTRODUCES.search(text, max(before.start, before.end - 8), before.end))


def speeches(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that begin with a dash, without it: somebody speaks there."""
    for paragraph in paragraphs:
        if dash := _DASH.match(text, paragraph.start, paragraph.end):
            yield dash.end(), paragraph.end
