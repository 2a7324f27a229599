"""What is left over of web pages in a text: tags, and entities that stand for a sign, such as `&rsquo;`.

In: a text. Out: the text with something else in their place, each as long as it was, so that offsets hold.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|q|s|small|span"
    r"|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›")
_OPENS_BEHIND = re.compile(r"[\s(\[{—–\-‘“„«:;>]")


def without_leftovers(text: str) -> str:
    """Return the text with spaces in the place of tags and entities: they are no words."""
    if "<" in text:
        text = _TAG.sub(lambda found: " " * len(found[0]), text)
    return _ENTITY.sub(_blank, text) if "&" in text else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0]) if _sign(found[0]) else found[0]


def with_signs(text: str) -> str:
    """Return the text with each entity that is a quotation mark read as the sign it stands for.

    What remains of its length is spaces outside the quotation. Inside a word it is an apostrophe, and read as letters.
    """
    return _ENTITY.sub(_read, text) if "&" in text else text


def _read(found: re.Match[str]) -> str:
    sign, text = _sign(found[0]), found.string
    if sign not in _MARKS:
        return found[0]
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    rest = len(found[0]) - 1
    if sign in "'’‘" and before.isalnum() and after.isalnum():
        return "x" * (rest + 1)
    opens = not before or bool(_OPENS_BEHIND.match(before))
    return " " * rest + sign if opens else sign + " " * rest


@lru_cache(maxsize=1024)
def _sign(entity: str) -> str:
    """Return the sign that an entity stands for; "" if it stands for none."""
    sign = html.unescape(entity)
    return sign if sign != entity else ""
