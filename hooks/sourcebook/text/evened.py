"""A text as names are compared: one kind of space, mark and hyphen, no broken word; case and letters as they are.

What can't be seen and what may be left out (Hebrew points, Arabic vowel signs) don't count, nor does a line's end in a
script without spaces.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain

from sourcebook.rarely import rarely
from sourcebook.scripts import MARKS, UNSPACED
from sourcebook.text.fold import APOSTROPHES, HYPHENS, LINE_DASHES, LINE_HYPHENS, LINE_SIGN, MAQAF

_SAME = {ord(c): "'" for c in f'{APOSTROPHES}"“”„‟'} | {ord(c): "-" for c in f"{HYPHENS}・･゠＝"} | {ord("༌"): "་"}
_SAME |= {ord(c): " " for c in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1361\u1680\u2028\u2029\u202f\u205f\u3000"}
_SAME |= dict.fromkeys(range(0x2000, 0x200B), " ")

_LINE_END = rarely(
    rf"(?<=[^\W\d_]|[{MARKS}]){LINE_SIGN}[ \t]*\r?\n[ \t]*(?=([^\W\d_]))|(?<=[{UNSPACED}])\r?\n[ \t]*(?=[{UNSPACED}])"
)
"""Where a word is broken at the end of a line; before a capital the hyphen is its own, and a maqaf always is."""
_MAY_BREAK = rarely(f"[{LINE_HYPHENS}{LINE_DASHES}{UNSPACED}]")
"""What a line ends with that may break a word: hardly a line does, and to look behind every letter takes long."""
_LOOSE = rarely(r"['.] (?:(?<=\b[DdLlO]' )(?=[^\W\d_])|(?<=\b[^\W\d_]\. )(?=[^\W\d_]\.))")
"""What stands before a space, and the space, that some set within a name: `d’ Arc`, `J. R. R. Tolkien`."""
_QUOTED = rarely(r"(?<=\n)>[> ]*(?=\S)")
"""What a mail quotes a line by, which may stand within a name."""
_TWICE = (re.compile("  +"), re.compile("''+"))
_LEFT_OUT = rarely(
    "[\u00ad\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u2060\ufeff]"
    "|\u0301(?<=[\u0400-\u04ff].)"
)
"""What can't be seen, and the signs of Hebrew and Arabic, and of Cyrillic stress, that most texts leave out."""


def evened(text: str) -> tuple[str, Sequence[int] | None]:
    """Return a text as aliases are compared, and where each of its characters stands; None if nothing moved."""
    text, places = (text, None) if unicodedata.is_normalized("NFC", text) else _taken_apart(text)
    plain = text.translate(_SAME) if text.isascii() else _with_same(text)
    last = {line.rstrip(" \t\r")[-1:] for line in text.split("\n")[:-1]}
    breaks = list(_LINE_END.finditer(text)) if any(map(_MAY_BREAK.match, last)) else []
    left_out = [] if text.isascii() else [found.start() for found in _LEFT_OUT.finditer(text)]
    quoted = [at for found in _QUOTED.finditer(text) for at in range(*found.span())] if "\n>" in text else []
    loose = [found.end() - 1 for found in _LOOSE.finditer(plain)]
    gone = {at for found in breaks for at in range(found.start() + _keeps_its_sign(found), found.end())}
    twice = [found.span() for pattern in _TWICE for found in pattern.finditer(plain)]
    gone.update(left_out, quoted, loose, *(range(start + 1, end) for start, end in twice))
    if not gone:
        return plain, places
    bounds = sorted(gone)
    starts, ends = [0, *(at + 1 for at in bounds)], [*bounds, len(plain)]  # of what is kept
    kept = [*chain.from_iterable(map(range, starts, ends))]
    even = "".join(plain[start:end] for start, end in zip(starts, ends, strict=True))
    return even, kept if places is None else [places[at] for at in kept]


def _with_same(text: str) -> str:
    """Return what `translate` does: beyond ASCII, that asks the table for every letter."""
    for sign, same in _SAME.items():
        text = text.replace(chr(sign), same)
    return text


def _keeps_its_sign(found: re.Match[str]) -> bool:
    return found[0][0] == MAQAF or (found[1] or "").isupper()


def _taken_apart(text: str) -> tuple[str, list[int]]:
    """Return a text in which some accents stand by themselves as one in which all do, and where each sign stands."""
    pieces, places = [], []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            piece = unicodedata.normalize("NFD", text[start:end])
            pieces.append(piece)
            places += [start, *[end - 1] * (len(piece) - 1)]
            start = end
    return "".join(pieces), places
