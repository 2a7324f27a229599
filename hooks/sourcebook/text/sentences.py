"""Where a sentence begins and ends: enough of a text around some words to be read, and no more."""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s")
_END = re.compile(r"""(?:[.?!…]+["'”’»)\]]*(?=\s)|[。！？।؟]["'”’»」』)\]]*)\s*""")
"""The end of a sentence with the white space after it."""
_NO_END = re.compile(
    r"(?:^|[\s(\[“\"‘'])"
    r"(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]|Mr|Mrs|Ms|Dr|St|Sr|Jr|Sen|Rep|Gov|Gen|Col|Lt|Capt|Prof|Rev|Hon|No|Nos|Vol|pp?"
    r"|cf|ed|eds|vs|etc|ca|fol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
"""A full stop after an initial, a title or another abbreviation ends no sentence."""
_LOOK_BACK = 24
"""Characters before a full stop in which an abbreviation is looked for."""


def around(text: str, start: int, end: int, within: tuple[int, int], most: int) -> tuple[int, int]:
    """Return the bounds of the sentences that hold `[start, end)` of a text.

    Args:
        text: the text.
        start: where the words begin.
        end: where they end.
        within: the bounds of what may be shown: a paragraph's.
        most: characters before and after the words. A sentence that goes on for longer is cut between two words.

    Returns:
        The bounds; white space at the edges is left out.
    """
    low, high = max(within[0], start - most), min(within[1], end + most)
    before = _breaks(text, low, start)
    first = before[-1] if before else low if low == within[0] else _next_word(text, low, start)
    stop = next(iter(_breaks(text, max(start, end - 1), high)), None)
    last = stop if stop is not None and stop >= end else high if high == within[1] else _word_before(text, end, high)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _breaks(text: str, low: int, high: int) -> list[int]:
    """Return where, from `low` to `high`, a sentence begins after another has ended."""
    found = []
    for match in _END.finditer(text, low, high):
        if text[match.end() : match.end() + 1].islower():
            continue
        stop = match.start()
        if text[stop] != "." or not _NO_END.search(text, max(0, stop - _LOOK_BACK), stop + 1):
            found.append(match.end())
    return found


def _next_word(text: str, low: int, start: int) -> int:
    space = _SPACE.search(text, low, start)
    return space.end() if space else low


def _word_before(text: str, end: int, high: int) -> int:
    at = high
    while at > end and not text[at - 1].isspace():
        at -= 1
    return at if at > end else high
