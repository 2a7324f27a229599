"""Quotation marks of a text: which words stand inside them.

In: a text and its paragraphs. Out: the quotations, as offsets of the words between the marks. Curly marks and
guillemets tell by their shape whether they open or close, straight ones by the white space around them; quotations may
nest. Each paragraph starts afresh, but a page break inside a sentence ends none. Where the marks of a paragraph don't
balance, its quotations are not `known`, and nothing is said of what stands in marks.

Single marks open a quotation only where they can't be apostrophes; between two possible starts there has to be one
possible end alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from sourcebook.link.rules import RULES
from sourcebook.model import Paragraph

_DOUBLE = re.compile('["“”„‟«»「」『』]')
_OPENS = {"„": "“”„", "‟": "”“", "「": "」", "『": "』"}
"""Marks that only open, and what closes them."""
_CLOSES = "」』"
_BEGINS_QUOTED = re.compile(r"\s*[\"“„«「]")
_SINGLE = re.compile(r"[‘’'](?:(?=\w)(?<!\w.)(?<!’)|(?!\w)(?<=[\w.,;:?!…].)(?<!‘))", re.DOTALL)
"""A single mark that may open, after no letter and before one, or close, before no letter."""
_BEFORE = re.compile(r"[\s(\[{—–\-‘“„«:]")
_AFTER = re.compile(r"[\s)\]}.,;:?!—–\-’”»…]")
_REAL_END = re.compile(r"[.?!:…。！？؟।][\"'”’»)\]」』]*\s*$|[\"”’»」』]\s*$")
_SENTENCE_END = re.compile(r"[.?!…]\s+$")


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Words between quotation marks."""

    start: int
    end: int
    """Both without the marks."""
    known: bool = True
    """Whether the marks of the paragraph balance, and the length can be believed."""
    single: bool = False
    outer: bool = True
    """Whether it stands in no other quotation."""


def joined_paragraphs(text: str, paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Return the paragraphs in runs: a break inside a sentence (a page's end, say) does not end a run.

    A break is real where the text before it ends a sentence or a quotation, or the text after it starts anew: with
    anything but a lower-case letter.
    """
    runs: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if runs and not _ends(text, runs[-1][-1], paragraph):
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
    return runs


def _ends(text: str, before: Paragraph, after: Paragraph) -> bool:
    return not text[after.start : after.start + 1].islower() or bool(
        _REAL_END.search(text, max(before.start, before.end - 20), before.end)
    )


def quotations(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in order of their start, the outer before the inner."""
    found: list[Quotation] = []
    runs = joined_paragraphs(text, paragraphs)
    for run, following in zip_longest(runs, runs[1:]):
        start, end = run[0].start, run[-1].end
        continues = following is not None and bool(
            _BEGINS_QUOTED.match(text, following[0].start, following[0].start + 8)
        )
        double = list(_double(text, start, end, continues))
        found += double
        found += _single(text, start, end, double)
    return tuple(_nested(sorted(found, key=lambda q: (q.start, -q.end))))


def _nested(found: Iterable[Quotation]) -> Iterator[Quotation]:
    """Yield quotations in order, those that begin inside another told from the outermost."""
    reached = -1
    for quotation in found:
        yield replace(quotation, outer=quotation.start >= reached)
        reached = max(reached, quotation.end)


def _double(text: str, start: int, end: int, continues: bool) -> Iterator[Quotation]:
    """Pair the double marks of one paragraph."""
    stack: list[tuple[str, int]] = []
    spans: list[tuple[int, int, str, bool]] = []
    balanced = True
    for match in _DOUBLE.finditer(text, start, end):
        mark, place = match[0], match.start()
        if _opens(mark, text, start, place, end, stack):
            if (
                stack
                and mark == stack[-1][0] == "“"
                and _SENTENCE_END.search(text, max(stack[-1][1], place - 9), place)
            ):
                # A closing mark was left out where the next quotation opens: either way the words stand in marks.
                opened = stack.pop()
                spans.append((opened[1], _trimmed(text, opened[1], place), mark, not stack))
            stack.append((mark, place + 1))
        elif stack:
            opened = stack.pop()
            spans.append((opened[1], place, opened[0], not stack))
        else:
            balanced = False
    if stack and continues and len(stack) == 1:
        spans.append((stack[0][1], end, stack[0][0], True))
    elif stack:
        balanced = False
        spans += [(opened, end, mark, depth == 0) for depth, (mark, opened) in enumerate(stack)]
    for first, last, mark, outer in spans:
        limit = RULES.quotation_straight if mark == '"' else RULES.quotation_curly
        # Six code points a word is a generous mean; counting words here would read every text twice.
        yield Quotation(first, last, known=balanced and last - first <= 6 * limit, outer=outer)


def _opens(mark: str, text: str, start: int, place: int, end: int, stack: list[tuple[str, int]]) -> bool:
    """Tell whether a double mark opens a quotation here."""
    last = stack[-1][0] if stack else ""
    before = place == start or bool(_BEFORE.match(text, place - 1))
    after = place + 1 == end or bool(_AFTER.match(text, place + 1))
    if mark in _OPENS.get(last, ""):
        opens = False
    elif mark in _OPENS or mark in _CLOSES or mark == "“":
        opens = mark not in _CLOSES
    elif mark == "”":
        opens = not stack and before and not after
    elif mark in "«»":
        opens = mark == last if last in ("«", "»") else mark == "«" or (before and not after)
    else:
        opens = before and not after if before != after else not stack
    return opens


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _single(text: str, start: int, end: int, double: Sequence[Quotation]) -> Iterator[Quotation]:
    """Pair the single marks of one paragraph: those outside double marks, and those inside each of them, apart.

    Where there are several possible ends (`the workers’ homes’`), it is not known which words stand in marks.
    """
    around = [q for q in double if q.outer]
    firsts = [q.start for q in around]
    opened: dict[int, int] = {}
    closers: dict[int, list[int]] = defaultdict(list)
    for match in _SINGLE.finditer(text, start, end):
        place = match.start()
        nearest = bisect_right(firsts, place) - 1
        where = nearest if nearest >= 0 and place < around[nearest].end else -1
        if match[0] == "’" or not (place == start or _BEFORE.match(text, place - 1)):
            closers[where].append(place)
            continue
        yield from _paired(opened.get(where), closers[where])
        opened[where], closers[where] = place, []
    for where, place in opened.items():
        yield from _paired(place, closers[where])


def _paired(opened: int | None, closers: Sequence[int]) -> Iterator[Quotation]:
    if opened is not None and closers:
        yield Quotation(opened + 1, closers[-1], known=len(closers) == 1, single=True)
