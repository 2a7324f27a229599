"""What a text sets off as quoted: words inside quotation marks, blocks, and speeches that begin with a dash.

In: a text and its paragraphs. Out: the quotations, as offsets of the words between the marks. Which signs are marks
says `vocabulary.quotation_marks`. Curly marks and guillemets tell by their shape whether they open or close, straight
ones by the white space around them; quotations may nest. Each paragraph starts afresh, but a page break inside a
sentence ends none. Where the marks of a paragraph don't balance, its quotations are not `known`, and nothing is said of
what stands in marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.link.find.blocks import blocks, speeches
from sourcebook.link.find.single_marks import BEFORE, SINGLE, emphases, single_marks
from sourcebook.link.rules import RULES
from sourcebook.model import Paragraph
from sourcebook.rarely import rarely
from sourcebook.text.leftovers import with_signs
from sourcebook.text.signs import Signs
from sourcebook.vocabulary.quotation_marks import CLOSING, PAIRS

_CLOSES = frozenset(pair.closes for pair in PAIRS)
_ONLY_OPENS = frozenset(CLOSING) - _CLOSES
_ONLY_CLOSES = _CLOSES - frozenset(CLOSING) - frozenset("‘’")
_ANGLES = ("«»", "‹›")
_SIGNS = sorted((frozenset(CLOSING) | _CLOSES) - frozenset("‘’"), key=lambda sign: (-len(sign), sign))
_BESIDE_WORDS = {
    ",,": r"(?<![,\w]),,(?=[\w(])",
    "<<": r"<<(?=[\w(])",
    ">>": r"(?<=[\w.,;:?!…)])>>",
    **{sign: rf"(?<![\w{sign}]){sign}(?=[\w(])|(?<=[^\W\d]){sign}(?!\w)|(?<=[.,;:?!…)]){sign}(?!\w)" for sign in "′″"},
    "״": r"(?<!\w)״|״(?!\w)",
    '"': r'(?<![א-ת])"|"(?![א-ת])',
}
"""Signs that are marks only beside a word: else they may be commas, shift bits, minutes, or abbreviate in Hebrew."""
_LOW_SINGLE = "‚"
"""Where a text has it, the signs that close it are looked at, which are apostrophes elsewhere."""


_COMMAS = ",,"
_ANY_SIGN = Signs({sign[0] for sign in _SIGNS if sign != _COMMAS}.union(SINGLE))


@lru_cache(maxsize=256)
def _any_of(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern for some of the signs: few texts have more than two or three of them."""
    single = "".join(sign for sign in signs if len(sign) == 1 and sign not in _BESIDE_WORDS)
    found = [_BESIDE_WORDS.get(sign, re.escape(sign)) for sign in signs if len(sign) > 1 or sign in _BESIDE_WORDS]
    found += [f"[{single}]"] if single else []
    return re.compile("|".join([*found, *(["‘|’(?!\\w)"] if _LOW_SINGLE in signs else [])]))


_TWICE = re.compile(r"([“„«‟])\1(?=[\w(])")
"""Marks that open, typed twice, where one of them closes."""
_BEGINS_QUOTED = re.compile(rf"\s*(?:{'|'.join(map(re.escape, sorted(CLOSING)))})")
_RUNNING = rarely(
    r"""(?:[«“„]|(?<![^\s(])"(?=\w))[^«»“”„"\n]+(?:\n[ \t]*(?P<mark>[«»“„"])(?=[ \t]*\w)[^«»“”„"\n]+)"""
    r"""(?:\n[ \t]*(?P=mark)(?=[ \t]*\w)[^«»“”„"\n]+){0,60}[»”“"]"""
)
"""A quotation in which each line begins with a mark, as printers had it once."""
_LINE_BEGINS_QUOTED = re.compile(r"\n[ \t]*[«»“„\"]")
_LINE_BEGINS = re.compile(r"(?<=\n)([ \t]*)[«»“„\"]")
_AFTER = re.compile(r"[\s)\]}.,;:?!—–\-’”»…]")
_REAL_END = rarely(r"[.?!:…。！？؟।][\"'”’»)\]」』]*\s*$|[\"”’»」』]\s*$")
_SENTENCE_END = re.compile(r"[.?!…]\s+$")


class Quotation(Struct, frozen=True, order=True):
    """Words that are set off as quoted."""

    start: int
    end: int
    """Both without the marks."""
    known: bool = True
    """Whether the marks of the paragraph balance, and the length can be believed."""
    single: bool = False
    """Whether its marks are single ones, or italics: signs that may mean something else."""
    outer: bool = True
    """Whether it stands in no other quotation."""
    block: bool = False
    """Whether it is a block of its own, without marks."""
    speech: bool = False
    """Whether a dash begins it: where it ends, nothing says."""


class SetOff(Struct, frozen=True):
    """What a text sets off."""

    quotations: tuple[Quotation, ...]
    starts: tuple[int, ...]
    """Where its paragraphs begin; what a page's end interrupts begins no new one."""


def set_off_in(text: str, paragraphs: Sequence[Paragraph], breaks: Sequence[tuple[int, int]]) -> SetOff:
    """Find what a text sets off; `breaks`: what stands inside a sentence where a page ends, as offsets."""
    runs = joined_paragraphs(text, paragraphs, breaks)
    return SetOff(quotations(text, paragraphs, runs), tuple(run[0].start for run in runs))


def joined_paragraphs(
    text: str, paragraphs: Sequence[Paragraph], breaks: Sequence[tuple[int, int]] = ()
) -> list[list[Paragraph]]:
    """Return the paragraphs in runs: a break inside a sentence (a page's end, say) does not end a run.

    A break is real where the text before it ends a sentence or a quotation, or the text after it starts anew: with
    anything but a lower-case letter. `breaks` are the offsets of page numbers and running heads inside a sentence.
    """
    runs: list[list[Paragraph]] = []
    starts = [start for start, _ in breaks]
    interrupted = False
    for paragraph in paragraphs:
        number = bisect_right(starts, paragraph.start) - 1
        if runs and number >= 0 and paragraph.end <= breaks[number][1] + 1:
            interrupted = True
            continue
        if runs and (interrupted or not _ends(text, runs[-1][-1], paragraph)):
            runs[-1].append(paragraph)
        else:
            runs.append([paragraph])
        interrupted = False
    return runs


def _ends(text: str, before: Paragraph, after: Paragraph) -> bool:
    return not text[after.start : after.start + 1].islower() or bool(
        _REAL_END.search(text, max(before.start, before.end - 20), before.end)
    )


def quotations(
    text: str, paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Paragraph]]
) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in order of their start, the outer before the inner.

    `runs` are its paragraphs as `joined_paragraphs` has them.
    """
    found: list[Quotation] = []
    text = with_signs(text)
    places = _ANY_SIGN.places(text)
    if len(places) and _LINE_BEGINS_QUOTED.search(text):
        text = _RUNNING.sub(lambda match: _LINE_BEGINS.sub(r"\1 ", match[0]), text)
        places = _ANY_SIGN.places(text)
    standing = {*map(text.__getitem__, places.tolist()), *([","] if _COMMAS in text else ())}
    present = tuple(sign for sign in _SIGNS if sign[0] in standing and sign in text) if standing else ()
    # Where none of the signs stands, nothing is set off.
    starts = [run[0].start for run in runs]
    having = sorted({bisect_right(starts, place) - 1 for place in places.tolist()})
    opened = -1
    for number in range(len(runs)) if _COMMAS in present else [number for number in having if number >= 0]:
        run, following = runs[number], next(iter(runs[number + 1 : number + 2]), None)
        start, end = run[0].start, run[-1].end
        continues = following is not None and bool(
            _BEGINS_QUOTED.match(text, following[0].start, following[0].start + 8)
        )
        double = list(_double(text, start, end, continues, _any_of(present))) if present else []
        if not all(q.known for q in double) and _TWICE.search(text, start, end):
            single = _TWICE.sub(r" \1", text[start:end])
            again = list(_double(f"{' ' * start}{single}", start, end, continues, _any_of(present)))
            double = again if all(q.known for q in again) else double
        if opened >= 0 and double and not double[-1].known and min(q.start for q in double) == start:
            # Opened in a paragraph above, and closed here: what stands between may be quoted.
            closed = min(q.end for q in double)
            found += [Quotation(opened, closed, known=False)] if closed - opened <= 6 * RULES.quotation_curly else []
            opened = -1
        left = [q.start for q in double if not q.known and q.end == end]
        opened = min(left, default=opened)
        found += double
        around = [(q.start, q.end) for q in double if q.outer]
        found += (Quotation(*pair, single=True) for pair in single_marks(text, start, end, around))
    found += [
        Quotation(start, end, known, single=True)
        for start, end, known in emphases(text)
        if not any(q.start < end and q.end > start for q in found)
    ]
    found += [Quotation(start, end, block=True) for start, end in blocks(text, paragraphs)]
    found += [Quotation(start, end, speech=True) for start, end in speeches(text, paragraphs)]
    return tuple(_nested(sorted(found, key=lambda q: (q.start, -q.end))))


def _nested(found: Iterable[Quotation]) -> Iterator[Quotation]:
    """Yield quotations in order, those that begin inside another told from the outermost."""
    reached = -1
    for quotation in found:
        yield replace(quotation, outer=quotation.start >= reached)
        reached = max(reached, quotation.end)


def _double(text: str, start: int, end: int, continues: bool, marks: re.Pattern[str]) -> Iterator[Quotation]:
    """Pair the double marks of one paragraph."""
    stack: list[tuple[str, int]] = []
    spans: list[tuple[int, int, str, bool]] = []
    pairs: dict[int, set[str]] = {}  # by where a span begins, its marks, if they belong together
    alone: set[str] = set()
    for match in marks.finditer(text, start, end):
        mark, place = match[0], match.start()
        if mark in "‘’" and not (stack and stack[-1][0] == "‚"):
            continue
        if _opens(mark, text, (start, place, match.end(), end), stack):
            if (
                stack
                and mark == stack[-1][0] == "“"
                and _SENTENCE_END.search(text, max(stack[-1][1], place - 9), place)
            ):
                # A closing mark was left out where the next quotation opens: either way the words stand in marks.
                opened = stack.pop()
                spans.append((opened[1], _trimmed(text, opened[1], place), mark, not stack))
            stack.append((mark, match.end()))
        elif stack:
            opened = stack.pop()
            spans.append((opened[1], place, opened[0], not stack))
            if mark in CLOSING[opened[0]]:
                pairs[opened[1]] = {opened[0], mark}
        else:
            # It closes what was opened above, or its other half is lost: the words before it may be quoted.
            alone.add(mark)
            spans.append((spans[-1][1] + 1 if spans else start, place, mark, True))
    if stack and continues and len(stack) == 1:
        spans.append((stack[0][1], end, stack[0][0], True))
    elif stack:
        alone |= {mark for mark, _ in stack}
        spans += [(opened, end, mark, depth == 0) for depth, (mark, opened) in enumerate(stack)]
    for first, last, mark, outer in spans:
        limit = RULES.quotation_straight if mark in CLOSING.get(mark, ()) else RULES.quotation_curly
        # Where another mark has lost its half, a pair of other marks is a pair still.
        known = not alone or (first in pairs and alone.isdisjoint(pairs[first]))
        # Six code points a word is a generous mean; counting words here would read every text twice.
        yield Quotation(first, last, known=known and last - first <= 6 * limit, outer=outer)


def _opens(mark: str, text: str, bounds: tuple[int, int, int, int], stack: list[tuple[str, int]]) -> bool:
    """Tell whether a double mark opens a quotation here; `bounds`: of the paragraph, with those of the mark within."""
    start, place, after_mark, end = bounds
    last = stack[-1][0] if stack else ""
    before = place == start or bool(BEFORE.match(text, place - 1))
    after = after_mark == end or bool(_AFTER.match(text, after_mark))
    beside_space = before and not after
    family = next((angles for angles in _ANGLES if mark in angles), "")
    if last in _ONLY_OPENS and mark in CLOSING[last]:
        opens = False
    elif mark in _ONLY_OPENS or mark in _ONLY_CLOSES or mark == "“":
        opens = mark not in _ONLY_CLOSES
    elif mark == "”":
        opens = beside_space and mark not in CLOSING.get(last, ())
    elif family:
        opens = (mark == last and beside_space) if last and last in family else mark == family[0] or beside_space
    else:
        opens = beside_space if before != after else not stack
    return opens


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
