"""Signs that may set off a quotation, and may mean something else: single marks, and italics as they are typed.

Single marks open a quotation only where they can't be apostrophes; between two possible starts there has to be one
possible end alone. In Swedish and Finnish one sign opens and closes: ’…’ is a quotation behind a colon, a comma, a dash
or another mark, or where a line begins. Words in italics are a quotation where a colon announces them; elsewhere they
may be one.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sourcebook.scripts import UNSPACED

Found = tuple[int, int, bool]
"""Where words begin and end, without the signs; and whether they are known to be quoted."""

SINGLE = "‘’'`‛´"
_UNPARTED = f"[{UNSPACED}가-힣]"
_STOPS = ".,;:?!…。！？，、"
_SINGLE = re.compile(
    rf"[{SINGLE}](?<!['`´].)(?!['`´])(?:(?=\w)(?<!\w.)|(?!\w)(?<=[\w{_STOPS}].)(?<![‘‛])"
    rf"|(?={_UNPARTED})(?:(?<=‘)|(?<=['’])(?<=[{UNSPACED}가-힣{_STOPS}].)))",
    re.DOTALL,
)
"""A single mark that may open, after no letter and before one, or close, before no letter; where no spaces part words
from what follows, as in Korean and Chinese, it opens and closes by its shape alone."""
_BEFORE_UNPARTED = re.compile(f".{_UNPARTED}")
_ELISION = re.compile(
    r"’(?:tis|twas|twere|twill|twould|em|til|till|cause|round|bout|cos|neath|gainst|mid|tween|n)\b", re.IGNORECASE
)
_MAY_OPEN_AGAIN = re.compile(r"(?:^|[:,—–“”\"(«\n])\s*\Z")
"""What stands before a sign that else closes, where it opens."""
_EMPHASIS = re.compile(
    r"(?<![\w*_/])(?P<sign>\*{1,3}|_{1,3}|//)(?=[^\s*_/])(?P<words>[^*]{30,4000}?)(?<=[^\s*_/])(?P=sign)(?![\w*_/])"
    r"|<(?P<tag>i|em|cite|b|strong)>(?P<tagged>.{30,4000}?)</(?P=tag)>",
    re.DOTALL | re.IGNORECASE,
)
_ANNOUNCED = re.compile(r":\s*\Z")
BEFORE = re.compile(r"[\s(\[{—–\-‘“„«:]")
_PUNCTUATION = tuple(_STOPS)


def single_marks(text: str, start: int, end: int, around: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Pair the single marks of one paragraph: those outside double marks, and those inside each of them, apart.

    `around` are the quotations in double marks. Where there are several possible ends (`the workers’ homes’`), it is
    not known which words stand in marks.
    """
    firsts = [first for first, _ in around]
    opened: dict[int, int] = {}
    closers: dict[int, list[int]] = defaultdict(list)
    for match in _SINGLE.finditer(text, start, end):
        place = match.start()
        nearest = bisect_right(firsts, place) - 1
        where = nearest if nearest >= 0 and place < around[nearest][1] else -1
        same = match[0] == "’"
        unparted = bool(_BEFORE_UNPARTED.match(text, place))
        opens_again = same and bool(_MAY_OPEN_AGAIN.search(text[max(start, place - 12) : place]))
        if not text[place + 1 : place + 2].isalnum() or (same and unparted and not opens_again):
            closers[where].append(place)
        elif same and (_ELISION.match(text, place) or not opens_again):
            continue
        elif same or (unparted and match[0] == "‘") or place == start or BEFORE.match(text, place - 1):
            yield from _paired(text, opened.get(where), closers[where])
            opened[where], closers[where] = place, []
        else:
            closers[where].append(place)
    for where, place in opened.items():
        yield from _paired(text, place, closers[where])


def _paired(text: str, opened: int | None, closers: Sequence[int]) -> Iterator[Found]:
    """Yield what two single marks hold: after punctuation stands no apostrophe, so a mark there is the end."""
    if opened is None or not closers:
        return
    ends = [place for place in closers if text[place - 1] in _PUNCTUATION]
    if text[opened] == "’":
        # What opens may be an apostrophe as well: then nothing closes it.
        ends = ends or [place for place in closers if text[place + 1 : place + 2] in _PUNCTUATION]
        closers = ends
    elif len(closers) == 1:
        ends = list(closers)
    if closers:
        yield opened + 1, (ends or closers)[-1], len(ends) == 1


def emphases(text: str) -> Iterator[Found]:
    """Yield the longer stretches that are set off by italics, as they are typed: `*…*`, `_…_`, `<i>…</i>`."""
    if not any(sign in text for sign in "*_</"):
        return
    for match in _EMPHASIS.finditer(text):
        start, end = match.span("words" if match["sign"] else "tagged")
        before = text[max(0, match.start() - 40) : match.start()]
        if "\n\n" not in match[0].replace("\r", ""):
            yield start, end, bool(_ANNOUNCED.search(before))
