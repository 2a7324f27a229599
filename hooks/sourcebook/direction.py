"""Direction controls: characters that can't be seen, and make others read in another order than they are written."""

import re
from unicodedata import bidirectional

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""All that Unicode has: marks, embeddings, overrides and isolates."""
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What makes a terminal do something else than show it, or can't be shown."""
_MARKS = "\u061c\u200e\u200f"
_CLOSED_BY = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
"""What opens a run in one direction: embeddings and isolates. Overrides turn letters round, and nobody writes so."""
REMEDY = "Remove it, or make sure that the words read as they are written"


def without_controls(text: str) -> str:
    """Return a text without direction controls: for places that nothing sets apart, such as a window's title."""
    return text if text.isascii() else _CONTROLS.sub("", text)


def has_right_to_left(text: str) -> bool:
    """Say whether a text has letters that are read from right to left."""
    return any(bidirectional(letter) in {"R", "AL"} for letter in text)


def in_order(text: str) -> str:
    """Return a text as it may stand among other words, where nothing sets it apart: none of its controls turns them."""
    return without_controls(text) if control_in(text) else text


def visible(text: str) -> str:
    """Return a text as a terminal may show it: what steers it, or turns what follows, is written out."""
    for signs in (_STEERING, _CONTROLS) if control_in(text) else (_STEERING,):
        text = signs.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)
    return text


def control_in(text: str) -> str:
    """Return the first direction control that is out of place, as Unicode names it (`U+202E`); nothing if none is.

    Beside letters that are read from right to left, marks and what is opened and closed again are how one writes.
    """
    if _CONTROLS.search(text) is None:
        return ""
    if not has_right_to_left(without_controls(text)):
        return _named(text)
    opened: list[str] = []
    for control in _CONTROLS.findall(text):
        if control in _CLOSED_BY:
            opened.append(control)
        elif opened and control == _CLOSED_BY[opened[-1]]:
            opened.pop()
        elif control not in _MARKS:
            return _named(control)
    return _named("".join(opened))


def _named(text: str) -> str:
    found = _CONTROLS.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
