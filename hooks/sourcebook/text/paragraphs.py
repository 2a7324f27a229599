"""Text → paragraphs: runs of lines between lines of only spaces and tabs; where lines of flowing ones meet."""

import re
from collections.abc import Iterator
from itertools import islice
from sys import intern

from sourcebook.model import Paragraph
from sourcebook.rarely import rarely
from sourcebook.remembered import remembered
from sourcebook.scripts import UNSPACED
from sourcebook.text.kept_lines import keeps_lines, width_of

BOM = "\ufeff"

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = " \t"


@remembered
def split_paragraphs(text: str, most: int | None = None) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a decoded seed in order, with offsets in code points of `text` and anchors p1, p2, ….

    One leading byte order mark belongs to no paragraph. CRLF, CR and LF end a line; U+0085, U+2028 and the like don't.
    `most`: how many to return; what follows isn't looked at.
    """
    found = enumerate(islice(_runs(text), most), start=1)
    return tuple(Paragraph(intern(f"p{number}"), start, end) for number, (start, end) in found)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each run of lines starts and ends that hold more than spaces and tabs."""
    start = end = -1
    for first, last in _lines(text):
        if text[first:last].strip(_BLANK):
            start, end = first if start < 0 else start, last
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line starts and ends, its line end excluded."""
    start = len(BOM) if text.startswith(BOM) else 0
    if "\r" in text:
        for line_end in _LINE_END.finditer(text, start):
            yield start, line_end.start()
            start = line_end.end()
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(text)


WIDE = f"{UNSPACED}\u3001-\u303f\uff01-\uff9f"
"""Scripts without spaces, with their signs."""
SHARED = "“”‘’…—·"
"""Signs of Chinese and Japanese that other scripts have too: they count as theirs beside such a character."""
_MET = r"[ \t]*(?:\r\n|\r|\n)[ \t\u3000]*"
_ANY_END = re.compile(_MET)
_JOINT = rarely(
    rf"(?:(?<=[{WIDE}])|(?<=[{WIDE}][{SHARED}])|(?<=[{WIDE}][{SHARED}]{{2}}))"
    rf"{_MET}(?=[{SHARED}]{{,2}}[{WIDE}])|(?<=\u0f0b){_MET}(?=[\u0f40-\u0f6c])"
)
"""In Tibetan a point parts the syllables, and nothing the words."""


def line_ends(text: str, lines: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield where lines end in a paragraph that flows, and what is read there: a space, or nothing at a joint.

    A joint is where lines of a script without spaces meet: a browser would put a space there. `lines` is what a
    document says of its lines; those of columns and lists never flow.
    """
    if lines == "flow" and not keeps_lines(text[start:end], width_of(text)):
        joints = {found.start(): found.end() for found in _JOINT.finditer(text, start, end + 3)}
        for found in _ANY_END.finditer(text, start, end):
            joint = joints.get(found.start(), 0)
            yield found.start(), joint or found.end(), "" if joint else " "


def without_joints(words: str, lines: str, width: int = 0) -> str:
    """Return words of a paragraph as they are read on: without the line ends that are read as nothing.

    `width` says how long the lines of its text are, where all of the paragraph is given.
    """
    return _JOINT.sub("", words) if lines == "flow" and not keeps_lines(words, width) else words
