"""Which paragraphs keep their lines in a text that flows: columns, talk, lists, mail, verse, addresses."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sourcebook.rarely import rarely
from sourcebook.scripts import UNSPACED
from sourcebook.text.columns import ENDS_A_SENTENCE, MARK_OF_A_LIST, WIDE, has_columns, is_talk, lines_of

_QUOTED = re.compile(
    r"\s*(?:[>|:]|[A-Z]{1,3}>)(?!\S*\w\S*\|)|\s*\d{1,4}([./-])\d{1,2}\1\d{1,4},? \d{1,2}[:.]\d\d(?!\d)"
)
"""A line of a mail that another quotes; one of a chat, with day and time."""
_OF_SUBTITLES = re.compile(r"\s*(?:\d+:)?\d\d:\d\d[,.]\d{3} -->")
"""From when to when a line is shown."""
_DASH = re.compile(r"\s*[—–―-]\s?(?=[^\s\d—–―-])")
_MARK = rarely(
    rf"{MARK_OF_A_LIST.pattern}[ \t]"
    r"|\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}[、）)．]|第\S{1,4}[条條章节節項项]\s"
    r"|[→⇒►➤★☆✓✔✗✘℣℟—―+#][ \t]|[・●■①-⓿㈠-㈩]|[\[<][^\]>]{1,30}[\]>][ :]"
    r"|(?:(?:§+|#|№|(?:Art|No|Nr|Ch|Sec|Abs|п|ст)\.) ?)?\d{1,3}(?:\.\d{1,3})*[.):-]{0,2}[ \t](?=[^\W\d_]))"
)
"""A point of a list, a clause, who speaks and when."""
_LABEL = rarely(
    r"[_*]{0,2}(?:(?P<words>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}) ?[:：]|(?P<capitals>[^\W\d_]{2,})\.[_*]{0,2} "
    r"|[^\W\d_]{1,8}[「『])"
)
"""Who speaks, or what a line of a mail’s head gives."""
_NUMBER = re.compile(r"\s*\d{1,4}(?:[.:]\d{1,3})?[.:]?[ \t]\S")
"""The number of a verse, a year, or how much of what is needed."""
_FIRST_WORD = re.compile(rf"[{UNSPACED}]|\S+")
_STEP = 2
"""Spaces that a line of a program stands further in than the one it belongs to, or more."""
_FEWEST = 10
"""Lines from which a text tells how wide it is set."""
_SHORT = 0.75
"""The share of that width that a line has at most which ends where it was meant to."""
_MANY, _ALIKE = 5, 0.8
_ROOM, _NARROWEST, _MOST_OF = 0.9, 24, 0.5
"""The share of the longest line that is sure to be filled, and what it is at least; the lines that must leave some."""


def keeps_lines(text: str, width: int = 0) -> bool:
    """Say whether a paragraph keeps its lines in a text that is set as `width` says, or 0 where that isn't known."""
    lines = lines_of(text)
    return len(lines) > 1 and (
        has_columns(text)
        or is_talk(lines)
        or sum(bool(_QUOTED.match(line)) for line in lines) > 1
        or _are_marked([bool(_MARK.match(line)) or _is_labelled(line) for line in lines], lines)
        or all(map(_NUMBER.match, lines))
        or any(map(_OF_SUBTITLES.match, lines))
        or _begin_anew(lines)
        or _end_early(lines, width)
    )


def _are_marked(marks: list[bool], lines: Sequence[str]) -> bool:
    """Say whether all lines begin a point, or go on with one further in; something else may announce them."""
    if sum(marks) > 1 and marks[0]:
        marks = [mark or _indent(line) > _indent(lines[0]) for mark, line in zip(marks, lines, strict=True)]
    return any(marks) and all(marks[1:]) and len(lines) > 1 + (not marks[0])


def _begin_anew(lines: Sequence[str]) -> bool:
    """Say whether several lines, each behind the end of a sentence, begin what somebody says, an entry or a paragraph.

    The other lines of an entry stand further in; those of a paragraph, less far. Entries may end without a full stop
    where none begins with a small letter and each goes on in a second line. What has three margins or more is a
    program, or set as one.
    """
    indents = {_indent(line) for line in lines}
    if len({indent // _STEP for indent in indents}) > 2:
        return True
    margin = _indent(lines[0]) if len(indents) > 1 else -1
    begin = [bool(_DASH.match(line)) or _is_labelled(line) or _indent(line) == margin for line in lines]
    is_after = [True, *(bool(ENDS_A_SENTENCE.search(line.rstrip())) for line in lines)]
    if len(indents) == 2 and margin + _STEP <= max(indents):
        further_in = [*(_indent(line) > margin for line in lines[1:]), True]
        is_after = [goes_on and not line[margin].islower() for line, goes_on in zip(lines, further_in, strict=True)]
    return begin[0] and sum(begin) > 1 and all(after for after, begins in zip(is_after, begin, strict=False) if begins)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_labelled(line: str) -> bool:
    """Say whether a line begins with a name: words with capitals before a colon, capitals alone before a point."""
    if not (found := _LABEL.match(line)):
        return False
    words, capitals = found["words"] or "", found["capitals"] or ""
    return not any(word[0].islower() for word in words.split()) and capitals == capitals.upper()


def _end_early(lines: Sequence[str], width: int) -> bool:
    """Say whether lines end where they were meant to, as in verse and addresses: the next word would have found room.

    All of them do if they are much shorter than those of the text; else most, beside the longest of the paragraph. One
    that is longer than those of the text has a word, such as a web address, that found no end of a line.
    """
    needed = [_length(one) + _length((_FIRST_WORD.search(two) or [""])[0]) for one, two in pairwise(lines)]
    if width and max(needed) <= width * _SHORT:
        lengths = [*map(_length, lines[:-1])]
        return len(lengths) < _MANY or min(lengths) < _ALIKE * max(lengths)  # else a column that is set narrower
    longest = max(map(_length, lines))
    room = (min(longest, width) if width else longest) * _ROOM
    return room >= _NARROWEST and sum(one <= room for one in needed) > max(1, len(needed) * _MOST_OF)


def _length(line: str) -> int:
    """Return how long a line is as it is seen: Chinese letters take the room of two others."""
    seen = line.rstrip()
    return len(seen) if seen.isascii() else len(seen) + len(WIDE.findall(seen))


@lru_cache(maxsize=16)
def width_of(text: str) -> int:
    """Return how long the lines of a text are where it is set in lines of one width; 0 where that can't be told."""
    lengths = sorted(_length(one) for one, two in pairwise(text.splitlines()) if one.strip() and two.strip())
    return lengths[len(lengths) * 9 // 10] if len(lengths) >= _FEWEST else 0
