"""Which paragraphs have columns, as tables and lists of numbers do."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, starmap
from operator import add

from sourcebook.rarely import rarely
from sourcebook.text.drawings import BOARD, SIGNS, is_drawn

_FEWEST = 3
"""Lines of a table."""
_MOST_OF = 0.6
"""Share of the lines that have a gap, and of these that have it in one place."""
_GAP = re.compile(r"(?<=[^\s.?!:;]) {2,}(?=\S)|(?<=[.?!:;]) {3,}(?=\S)|(?<=[^\W_]\.)  (?=[\da-z])")
"""Two spaces or more between words; after a full stop, before a sentence, many people type two."""
_SET_OFF = (*SIGNS, "\t", "....", "····", "____", "……", ". .", "· ·")
"""What has none of these, once all spaces are plain, has no columns."""
_SPACES = {**dict.fromkeys((0xA0, 0x202F, *range(0x2000, 0x200B)), " "), 0x3000: "  "}
MARK_OF_A_LIST = rarely(r" *(?:[*•‣◦▪●○■–-]|\(?(?:\d{1,3}|[^\W_]|[ivx]+|[IVX]+)[.)]|\[[ xX✓]?\])")
"""What spaces follow before the words begin."""
_ANY_SPACES = re.compile("[ \u00a0\u202f\u2000-\u200a\u3000]{2}")
_LEADERS = re.compile(r"(?:[.·_-] ?){4,}|…{2,}")
"""Between a chapter and its page."""
WIDE = rarely(
    "[\u1100-\u115f\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]"
)
"""What takes the room of two letters."""
_NO_ROOM = frozenset({"Mn", "Me", "Cf"})
"""Categories of what takes none: it stands over or under the letter before it, or can't be seen."""
_FIGURE = rarely(
    r" *[-+−×x÷*(]?[$£€¥]? *(?P<number>(?P<whole>\d(?:[\d,'’ ]*\d)?|(?:[IVXLC]+|[ivxlc]+)(?![^\W_]))(?:[.,]\d+)?)[)%‰]?"
    r"(?: ?[^\d\s].{0,15})?"
)
"""A line that is a number, and at most what is counted."""
_LINE_OVER_A_SUM = re.compile(r" *[-=_─═]{2,}")
_FEWEST_CELLS = 6
"""Of lines that all have as many: three in each of two, or two in each of three."""
_TAB = 8
_WORD = re.compile(r"\S+")
_COUNTER = re.compile(r" *(?:§+ ?)?\(?(?:\d{1,3}|[^\W\d_]|[ivxlc]+|[IVXLC]+)[.):]?")
ENDS_A_SENTENCE = re.compile(r"[.?!…。？！][\"'”’»)]*\Z")


def may_have_columns(text: str) -> bool:
    """Say whether a text has anything of what sets columns off: of most, no paragraph need be looked at."""
    if _is_set_off(text):
        return True
    is_spaced = not text.isascii() and any(map(text.__contains__, map(chr, _SPACES)))
    return is_spaced and bool(_ANY_SPACES.search(text))


def _is_set_off(text: str) -> bool:
    """Say whether a text has one of those signs, or a board: that a letter isn’t there is found at once."""
    return any(sign[0] in text and sign in text for sign in _SET_OFF) or bool(BOARD.search(f"\n{text}"))


def has_columns(text: str) -> bool:
    """Say whether lines of a paragraph have words one below another, behind gaps, dots that lead to them, or lines."""
    if not text.isascii() and _ANY_SPACES.search(text):
        text = text.translate(_SPACES)
    if not _is_set_off(text):
        return False
    if not text.isascii():
        text = WIDE.sub(r"\g<0>\g<0>", "".join(sign for sign in text if unicodedata.category(sign) not in _NO_ROOM))
    typed = [line.expandtabs(_TAB).rstrip() for line in lines_of(text)]
    if is_drawn(typed):
        return True
    lines = [line for line in map(_without_leaders, typed) if line]
    starts, ends, rows, cells = Counter[int](), Counter[int](), 0, 0
    gaps_of = [_gaps(line) for line in lines]
    for line, gaps in zip(lines, gaps_of, strict=True):
        rows += bool(gaps)
        starts.update({gap.end() for gap in gaps})
        ends.update({*(gap.start() for gap in gaps[1:]), len(line)} if gaps else ())
        cells += _ends_with_cell(line, gaps)
    if _is_column(lines) or sum(starmap(_stand_below, pairwise(lines))) * 3 >= len(lines):
        return True
    if is_talk(lines):
        return False
    if (are_rows := _are_rows(lines, gaps_of)) or _are_spread_out(lines):
        return are_rows
    if cells * 2 < rows:
        for line in lines:
            del ends[len(line)]
    fewest = max(_FEWEST, _MOST_OF * rows)
    return rows >= max(_FEWEST, _MOST_OF * len(lines)) and max([*starts.values(), *ends.values()]) >= fewest


def lines_of(text: str) -> list[str]:
    """Return the lines that have words."""
    return [line for line in re.split(r"\r\n|[\n\r\f]", text) if line.strip()]


def _gaps(line: str) -> list[re.Match[str]]:
    return [gap for gap in _GAP.finditer(line) if not MARK_OF_A_LIST.fullmatch(line, 0, gap.start())]


def _without_leaders(line: str) -> str:
    """Return a line with spaces for what leads from word to word; as it is where gaps part lines to be filled in."""
    return _LEADERS.sub(lambda found: " " * len(found[0]), line).rstrip() or (line if "  " in line.lstrip() else "")


def _stand_below(one: str, two: str) -> bool:
    """Say whether each word of a line, three or more, begins below one of another line, with a gap between some."""
    if not _FEWEST <= len(one.split()) == len(two.split()) or not any("  " in line.lstrip() for line in (one, two)):
        return False
    return [word.start() for word in _WORD.finditer(one)] == [word.start() for word in _WORD.finditer(two)]


def _are_rows(lines: Sequence[str], gaps_of: Sequence[Sequence[re.Match[str]]]) -> bool:
    """Say whether all lines have as many cells, which begin, end or have their middles below one another."""
    rows = [
        [*pairwise([len(line) - len(line.lstrip()), *(at for gap in gaps for at in gap.span()), len(line)])][::2]
        for line, gaps in zip(lines, gaps_of, strict=True)
    ]
    if len({*map(len, rows)}) != 1 or len(rows) * len(rows[0]) < _FEWEST_CELLS or len(rows[0]) == 1:
        return False
    return all(
        any(max(at) - min(at) <= apart for at, apart in ((starts, 0), (ends, 0), ([*map(add, starts, ends)], 2)))
        for starts, ends in (zip(*column, strict=True) for column in zip(*rows, strict=True))
    )


def _are_spread_out(lines: Sequence[str]) -> bool:
    """Say whether all lines but the last end at a margin, with as many spaces between their words, or one more."""
    *filled, _ = lines
    spaces = [[len(gap) for gap in re.findall(" +", line.strip())] for line in filled]
    return len({*map(len, filled)}) == 1 and all(one and max(one) - min(one) <= 1 for one in spaces)


def is_talk(lines: Sequence[str]) -> bool:
    """Say whether lines are talk, clauses or the like: behind a mark, a number or a name, a gap, and words.

    The words are sentences, or several where the marks are numbers; these are as wide as each other, or come again.
    """
    cut = [(line[: gaps[0].start()], line[gaps[0].end() :]) for line in lines if (gaps := _gaps(line))]
    if len(cut) < max(2, _MOST_OF * len(lines)) or any(_GAP.search(words) for _, words in cut):
        return False
    marks = [mark for mark, _ in cut]
    are_numbers = all(map(_COUNTER.fullmatch, marks))
    if sum(bool(ENDS_A_SENTENCE.search(words)) for _, words in cut) * 2 >= len(cut):
        return are_numbers or len({*map(len, marks)}) == 1 or len({*marks}) * 3 <= len(marks) * 2
    return are_numbers and sum(len(words.split()) for _, words in cut) > 2 * len(cut)


def _ends_with_cell(line: str, gaps: Sequence[re.Match[str]]) -> bool:
    """Say whether a line seems to end with a cell, and isn't one that is spread out to a margin."""
    return bool(gaps) and (len(gaps[-1][0]) > 2 or line[gaps[-1].end() :].strip("$£€¥%.,()- ").isdecimal())


def _begins(figure: re.Match[str]) -> tuple[int, int]:
    """Return where a line with a figure begins, and where the figure itself does."""
    return len(figure[0]) - len(figure[0].lstrip()), figure.start("number")


def _is_column(lines: Sequence[str]) -> bool:
    """Say whether lines are numbers whose last digits, or points, stand below one another; some begin further in."""
    figures = [_FIGURE.fullmatch(line) for line in lines if not _LINE_OVER_A_SUM.fullmatch(line)]
    found = [figure for figure in figures[bool(figures) and not figures[0] :] if figure]  # a heading may stand above
    if len(found) < max(_FEWEST, len(figures) - 1) or len({*map(_begins, found)}) == 1:
        return False
    return any(len({figure.end(part) for figure in found}) == 1 for part in ("number", "whole"))
