"""Which lines are drawn in type of one width: boxes, trees, boards, bars, fractions, signs over words."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from sourcebook.rarely import rarely

_FEWEST = 3
_MOST_OF = 0.6
"""Lines that are ruled, and their share of all."""
SIGNS = ("  ", "|", "----", "====", "~", "#", "**", "│", "┃", "║", "──", "■", "▇", "█", "□", "▪")
"""What has none of these is no drawing, unless it is a `BOARD`."""
_CORNERS = "┌┏╔╭├┣╠└┗╚╰"
_LAST_CORNERS = "┐┓╗╮┤┫╣┘┛╝╯"
_RULED = rarely(rf"\s*[^\W\d_]{{0,2}}[|│┃║{_CORNERS}+].*[|│┃║{_LAST_CORNERS}+]\s*")
"""A line of a table that is drawn, or of a string or a drum in a tablature."""
_UNDER_A_HEAD = re.compile(r"[ :-]*-{2,}[ :-]*(?:[|+][ :-]*-{2,}[ :-]*)+")
"""The line under the head of a table whose cells nothing but `|` parts."""
_UNDER_EACH_HEAD = re.compile(r" *(?:-{2,}|={2,})(?: +(?:-{2,}|={2,}))+")
"""The same, where nothing but spaces parts them."""
_BRANCH = rarely(r"[ |│]*(?:[|+`\\]-{1,3} |[├└╰┣┗][─═]* ?)\S")
_SIGNS_ALONE = rarely(r"(?=.*[|/\\│┌┐└┘├┤┬┴┼╭╮╰╯])(?: {3,}|(?=.*\S.*\S)(?=.*[-─_+= ]).)[-|/\\_+=<>^~─│┌┐└┘├┤┬┴┼╭╮╰╯ ]+")
_CHORD = r"[(\[|]*[A-H][#b♯♭]?(?:m|maj|min|dim|aug|sus|add|M|\+|°|\d|[#b♯♭]\d)*(?:/[A-H][#b♯♭]?)?[)\]|*.]*"
_OVER_WORDS = rarely(rf"\s*{_CHORD}(?:\s+{_CHORD})*\s*|(?=.*[-–—¯_/´])(?=.*[u˘⏑x×])[-–—¯_/´u˘⏑x×|‖ ]+")
"""Chords, or long and short syllables."""
BOARD = re.compile(r"\n *(?:\S{1,3}(?: +\S{1,3}){2,}|[XxOo.*+-]{4,}) *[\r\n]")
"""A line of a chessboard, a calendar, a square of numbers, a pattern to knit; between the ends of two lines."""
_BETWEEN_FIELDS = re.compile(r"[-─=+┼|│ ]+")
_FEWEST_FIELDS = 9
_LONGEST_FIELD = 3
_FEWEST_SIGNS = 4
_OF_A_WORD = re.compile(r"[^\W_XxOo0]")
_BAR = rarely(r"[^\W_].*?[ |:]\s*(?P<bar>(?P<sign>[#*=+█▇▆▓▒░■▪●])(?P=sign)*)(?:\s*[\[(]?\d[\d.,]*%?[\])]?)?")
_LINE_OF_A_FRACTION = re.compile(r"(?<=\s)(?:-{3,}|─{2,}|_{3,})(?=\s|$)")


def is_drawn(lines: Sequence[str]) -> bool:
    """Say whether lines, with spaces for tabs and none at their ends, are a drawing or have one in them."""
    text = "\n".join(lines)
    return any(any(sign in text for sign in signs) and is_one(lines) for is_one, signs in _KINDS)


def _is_ruled(lines: Sequence[str]) -> bool:
    ruled = sum(bool(_RULED.fullmatch(line)) for line in lines)
    if any("|" in line and _UNDER_A_HEAD.fullmatch(line) for line in lines):
        ruled = sum("|" in line for line in lines)
    return ruled >= max(_FEWEST, _MOST_OF * len(lines)) or _has_a_line_down(lines)


def _has_a_line_down(lines: Sequence[str]) -> bool:
    """Say whether a line leads down between words of all lines."""
    downs = [{at for at, sign in enumerate(line) if at and sign in "|│┃║" and line[:at].strip()} for line in lines]
    return len(lines) >= _FEWEST and bool(set.intersection(*downs))


def _has_heads(lines: Sequence[str]) -> bool:
    """Say whether a line under its head stands over each of some columns."""
    others = [line for line in lines if not _UNDER_EACH_HEAD.fullmatch(line)]
    for ruler in filter(_UNDER_EACH_HEAD.fullmatch, lines):
        starts = [one.start() for one in re.finditer(r"\S+", ruler)][1:]
        cells = [line[at - 1 : at + 1] for line in others for at in starts]
        if any(cell.strip() for cell in cells) and all(cell[:1] in {"", " "} for cell in cells):
            return True
    return False


def _is_tree(lines: Sequence[str]) -> bool:
    """Say whether lines are a tree or another picture of signs: some lead to a name, or are signs alone."""
    return sum(bool(_BRANCH.match(line)) for line in lines) >= 2 or any(map(_SIGNS_ALONE.fullmatch, lines))


def _has_signs_over_words(lines: Sequence[str]) -> bool:
    """Say whether chords stand over the words of a song, or the signs of a metre over a verse."""
    return any(
        "  " in one and len(one.strip(" .|()[]")) > 1 and _OVER_WORDS.fullmatch(one) and not _OVER_WORDS.fullmatch(two)
        for one, two in pairwise(lines)
    )


def _is_board(lines: Sequence[str]) -> bool:
    """Say whether lines have fields of a few signs that stand below one another; a heading may stand above."""
    rows = [line for line in lines if not _BETWEEN_FIELDS.fullmatch(line)]
    return any(len(some) >= _FEWEST and (_are_fields(some) or _are_signs(some)) for some in (rows, rows[1:]))


def _are_fields(lines: Sequence[str]) -> bool:
    signs = " ".join(lines).split()
    if len(signs) < _FEWEST_FIELDS or max(map(len, signs)) > _LONGEST_FIELD:
        return False
    fields = [[*re.finditer(r"\S+", line)] for line in lines]
    widest = max(fields, key=len)
    return sum(len(one) == 1 or one.isdecimal() for one in signs) * 2 >= len(signs) and any(
        all({end(one) for one in row} <= {end(one) for one in widest} for row in fields)
        for end in (re.Match.start, re.Match.end)
    )


def _are_signs(lines: Sequence[str]) -> bool:
    """Say whether lines of one width have no words."""
    width = len(lines[0])
    return width >= _FEWEST_SIGNS and all(len(line) == width and not _OF_A_WORD.search(line) for line in lines)


def _has_bars(lines: Sequence[str]) -> bool:
    """Say whether lines have bars that begin below one another, some longer than others."""
    bars = [_BAR.fullmatch(line) for line in lines]
    found = [bar for bar in bars if bar]
    return (
        len(found) >= max(_FEWEST, len(lines) - 1)
        and len({bar.start("bar") for bar in found}) == 1
        and len({len(bar["bar"]) for bar in found}) > 1
    )


def _has_a_fraction(lines: Sequence[str]) -> bool:
    """Say whether a line parts what stands over it from what stands under it, and is as wide as the wider of both."""
    for over, line, under in zip(lines, lines[1:], lines[2:], strict=False):
        for found in _LINE_OF_A_FRACTION.finditer(line):
            start, end = found.span()
            above, below = over[start:end].strip(), under[start:end].strip()
            beside = [over[:start], over[end:], under[end:], *([under[:start]] if line[start] != "_" else [])]
            if above and below and not any(map(str.strip, beside)) and " " in over[start] + under[start]:
                return True
    return False


_KINDS: tuple[tuple[Callable[[Sequence[str]], bool], Sequence[str]], ...] = (
    (_is_ruled, f"|│┃║+{_CORNERS}"),
    (_has_heads, ("-- ", "== ")),
    (_is_tree, "|/\\`├└╰┣┗│┌┐┘┤┬┴┼╭╮╯"),
    (_has_signs_over_words, ("  ",)),
    (_is_board, ("",)),
    (_has_bars, ("##", "**", "==", "++", *"█▇▆▓▒░■▪●")),
    (_has_a_fraction, ("---", "──", "___")),
)
"""What each kind of drawing has one of."""
