"""Text → paragraphs: runs of lines between lines of only spaces and tabs; which have columns, and where lines meet."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from sys import intern

from sourcebook.model import Paragraph
from sourcebook.remembered import remembered
from sourcebook.scripts import UNSPACED

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
    for is_blank, lines in groupby(_lines(text), lambda line: not text[line[0] : line[1]].strip(_BLANK)):
        if not is_blank:
            start, end = next(lines)
            for _, end in lines:  # noqa: B007  the last one's
                pass
            yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line starts and ends, its line end excluded."""
    start = len(BOM) if text.startswith(BOM) else 0
    for line_end in _LINE_END.finditer(text, start):
        yield start, line_end.start()
        start = line_end.end()
    yield start, len(text)


WIDE = f"{UNSPACED}\u3001-\u303f\uff01-\uff9f"
"""Scripts without spaces, with their signs."""
SHARED = "“”‘’…—·"
"""Signs of Chinese and Japanese that other scripts have too: they count as theirs beside such a character."""
_MET = r"[ \t]*(?:\r\n|\r|\n)[ \t\u3000]*"
_JOINT = re.compile(
    rf"(?:(?<=[{WIDE}])|(?<=[{WIDE}][{SHARED}])|(?<=[{WIDE}][{SHARED}]{{2}}))"
    rf"{_MET}(?=[{SHARED}]{{,2}}[{WIDE}])|(?<=\u0f0b){_MET}(?=[\u0f40-\u0f6c])"
)
"""In Tibetan a point parts the syllables, and nothing the words."""


def joints(text: str, lines: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where lines of a script without spaces meet in a part of a text that flows: a browser would put one there.

    `lines` is what a document says of its lines; columns never flow.
    """
    if lines == "flow" and not has_columns(text[start:end]):
        found = (found.span() for found in _JOINT.finditer(text, start, end + 3))
        yield from (one for one in found if one[1] <= end)


def without_joints(words: str, lines: str) -> str:
    """Return words of a paragraph as they are read on: without the line ends that `joints` finds."""
    return _JOINT.sub("", words) if lines == "flow" and not has_columns(words) else words


FEWEST = 3
"""Lines of a table."""
MOST_OF = 0.6
"""Share of the lines that have a gap, and of these that have it in one place."""
_GAP = re.compile(r"(?<=[^\s.?!:;]) {2,}(?=\S)|(?<=[.?!:;]) {3,}(?=\S)")
"""Two spaces or more between words; after a full stop many people type two."""
_SET_OFF = ("  ", "\t", "....", "····", "____", "----", "……", ". .", "· ·", "|", "│", "┃", "║")
"""What has none of these, once all spaces are plain, has no columns."""
_SPACES = {**dict.fromkeys((0xA0, 0x202F, *range(0x2000, 0x200B)), " "), 0x3000: "  "}
_MARK_OF_A_LIST = re.compile(r" *(?:[*•‣◦▪●○■–-]|\(?(?:\d{1,3}|[^\W_]|[ivx]+|[IVX]+)[.)])")
"""What spaces follow before the words begin."""
_ANY_SPACES = re.compile("[ \u00a0\u202f\u2000-\u200a\u3000]{2}")
_LEADERS = re.compile(r"(?:[.·_-] ?){4,}|…{2,}")
"""Between a chapter and its page."""
_RULED = re.compile(r"\s*[|│┃║┌┏╔├┣╠└┗╚+].*[|│┃║┐┓╗┤┫╣┘┛╝+]\s*")
"""A line of a table that is drawn."""
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]"
)
"""What takes the room of two letters."""
_FIGURE = re.compile(
    r" *[-+−(]?[$£€¥]? ?(?P<number>(?P<whole>\d(?:[\d,'’ ]*\d)?)(?:[.,]\d+)?)[)%‰]?(?: ?[^\d\s].{0,15})?"
)
"""A line that is a number, and at most what is counted."""
_LINE_OVER_A_SUM = re.compile(r" *[-=_─═]{2,}")
_TAB = 8


def has_columns(text: str) -> bool:
    """Say whether lines of a paragraph have words one below another, behind gaps, dots that lead to them, or lines."""
    if not text.isascii() and _ANY_SPACES.search(text):
        text = text.translate(_SPACES)
    if not any(sign in text for sign in _SET_OFF):
        return False
    if not text.isascii():
        text = _WIDE.sub(r"\g<0>\g<0>", text)
    text = _LEADERS.sub(lambda found: " " * len(found[0]), text)
    lines = [line.expandtabs(_TAB).rstrip() for line in re.split(r"\r\n|[\n\r\f]", text) if line.strip()]
    starts, ends, rows, cells = Counter[int](), Counter[int](), 0, 0
    for line in lines:
        gaps = [gap for gap in _GAP.finditer(line) if not _MARK_OF_A_LIST.fullmatch(line, 0, gap.start())]
        rows += bool(gaps)
        starts.update({gap.end() for gap in gaps})
        ends.update({*(gap.start() for gap in gaps[1:]), len(line)} if gaps else ())
        cells += _ends_with_cell(line, gaps)
    if sum(bool(_RULED.fullmatch(line)) for line in lines) >= max(FEWEST, MOST_OF * len(lines)):
        return True
    if _is_column(lines):
        return True
    if cells * 2 < rows:
        for line in lines:
            del ends[len(line)]
    fewest = max(FEWEST, MOST_OF * rows)
    return rows >= max(FEWEST, MOST_OF * len(lines)) and max([*starts.values(), *ends.values()]) >= fewest


def _ends_with_cell(line: str, gaps: Sequence[re.Match[str]]) -> bool:
    """Say whether a line seems to end with a cell, and isn't one that is spread out to a margin."""
    return bool(gaps) and (len(gaps[-1][0]) > 2 or line[gaps[-1].end() :].strip("$£€¥%.,()- ").isdecimal())


def _is_column(lines: Sequence[str]) -> bool:
    """Say whether lines are numbers whose last digits, or points, stand below one another; some begin further in."""
    figures = [_FIGURE.fullmatch(line) for line in lines if not _LINE_OVER_A_SUM.fullmatch(line)]
    found = [figure for figure in figures[bool(figures) and not figures[0] :] if figure]  # a heading may stand above
    if len(found) < max(FEWEST, len(figures) - 1) or len({figure.start("number") for figure in found}) == 1:
        return False
    return any(len({figure.end(part) for figure in found}) == 1 for part in ("number", "whole"))
