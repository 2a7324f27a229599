"""What is set off as quoted without quotation marks: block quotations, and speeches that begin with a dash."""

import re
from collections.abc import Iterator, Sequence

from sourcebook.model import Paragraph
from sourcebook.vocabulary.quotation_marks import BLOCKS, DASHES

INITIALS = r"(?:[^\W\d_]\.?){1,10}"
"""What some mail programs put before the sign, of who wrote the line: `JH> `, `Joe> `."""
_BEHIND_ANGLES = re.compile(rf"[ \t]*(?:(?:{INITIALS})?>[ \t]*)+|[ \t]*(?:\|[ \t]+)+(?![^\r\n]*\|)")
"""Or behind bars, as some mail programs quote; a line with another bar in it is a table's."""
_DELIMITED = [
    re.compile(
        rf"{re.escape(opens)}{'[^]>}]{0,200}[]>}]?' if opens[-1].isalpha() else ''}(?P<words>.*?){re.escape(closes)}",
        re.DOTALL | re.IGNORECASE,
    )
    for opens, closes in BLOCKS
]
_OPEN = {opens[0] for opens, _ in BLOCKS}
_LINE = re.compile(r"[^\r\n]+")
_INDENTED = re.compile(r"(?: {2,}|[ ]*\t)[ \t]*\S")
_INTRODUCES = re.compile(r"[:：][ \t]*[—–-]?\s*$")
_ATTRIBUTION = re.compile(r"[ \t]*(?:—|–|―|--)[ \t]?[^\W\d_a-zß-öø-ÿ][^\r\n]{1,80}\s*\Z")
"""Who wrote the words above: a line by itself, with a dash."""
_DASH = re.compile(
    rf"\s*(?:(?:{'|'.join(map(re.escape, DASHES))})[ \u00a0\u202f]+(?=[\w¿¡])|[—―](?=[\w¿¡].*\s[—―]\w))", re.DOTALL
)
"""With a space behind it; or without, as in Spanish, where a second one brings in who speaks."""
_MOST_INDENTED = 0.5
"""Share of a text's paragraphs that may be indented for an indent to mean anything."""


def blocks(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the block quotations of a text, as offsets; paragraphs that follow one another are one block.

    A block is lines behind as many `>` or bars each; what stands between the signs of the table `BLOCKS`; or what is
    indented on every line in a text that else isn't, after a paragraph that ends with a colon, or above a line that
    says who wrote it.
    """
    indented = [text[p.start] in " \t" and _is_all(text, p, _INDENTED) for p in paragraphs]
    tells = 0 < sum(indented) <= _MOST_INDENTED * len(paragraphs)
    start = end = -1
    for number, paragraph in enumerate(paragraphs) if tells else ():
        is_block = indented[number] and (
            start >= 0 or _is_introduced(text, paragraphs, number) or _is_attributed(text, paragraphs, number)
        )
        if start >= 0 and not is_block:
            yield start, end
            start = -1
        if is_block:
            start, end = paragraph.start if start < 0 else start, paragraph.end
    if start >= 0:
        yield start, end
    if ">" in text or "|" in text:
        yield from _behind_angles(text, paragraphs)
    for pattern, (opens, _) in zip(_DELIMITED, BLOCKS, strict=True) if any(sign in text for sign in _OPEN) else ():
        if opens[:2] in text:
            yield from (match.span("words") for match in pattern.finditer(text))


def _behind_angles(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield runs of lines behind as many angles, each run with the first line's; empty lines end none."""
    start = end = -1
    depth = 0
    for paragraph in paragraphs:
        for line in _LINE.finditer(text, paragraph.start, paragraph.end):
            angles = _BEHIND_ANGLES.match(line[0])
            if angles and angles.end() == len(line[0].rstrip()):
                continue
            here = angles[0].count(">") + angles[0].count("|") if angles else 0
            if depth and here != depth:
                yield start, end
            if here and here != depth:
                start = line.start()
            depth, end = here, line.end()
    if depth:
        yield start, end


def _is_all(text: str, paragraph: Paragraph, pattern: re.Pattern[str]) -> bool:
    return all(pattern.match(line) for line in text[paragraph.start : paragraph.end].splitlines())


def _is_introduced(text: str, paragraphs: Sequence[Paragraph], number: int) -> bool:
    before = paragraphs[number - 1] if number else None
    return before is not None and bool(_INTRODUCES.search(text, max(before.start, before.end - 8), before.end))


def _is_attributed(text: str, paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Tell whether the last line of a paragraph, or one alone that follows it, says who wrote it."""
    following = paragraphs[number + 1 : number + 2]
    own = text.rfind("\n", paragraphs[number].start, paragraphs[number].end) + 1
    return bool(own and _ATTRIBUTION.match(text[own : paragraphs[number].end])) or any(
        _ATTRIBUTION.match(text[p.start : p.end]) for p in following
    )


def speeches(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that begin with a dash, without it: somebody speaks there."""
    for paragraph in paragraphs if any(dash in text for dash in DASHES) else ():
        if dash := _DASH.match(text, paragraph.start, paragraph.end):
            yield dash.end(), paragraph.end
