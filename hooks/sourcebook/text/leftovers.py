"""What is left over of web pages and of TeX in a text: tags, entities that stand for a sign, commands that quote.

And signs that a program took for three letters, when it read UTF-8 as Windows-1252 or Latin-1: `â€œ` for `“`.

In: a text. Out: the text with something else in their place, each as long as it was, so that offsets hold.
"""

import html
import re
from functools import lru_cache

_ENTITY = re.compile(
    r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});|â(?:€[œ\x9d™˜“”¦]?|\x80[\x93\x94\x98\x99\x9c\x9d¦])"
)
_MISREAD = {
    **dict.fromkeys(("œ", "\x9c"), "“"),
    **dict.fromkeys(("\x9d", ""), "”"),
    **dict.fromkeys(("™", "\x99"), "’"),
    **dict.fromkeys(("˜", "\x98"), "‘"),
    **dict.fromkeys(("“", "\x93"), "–"),
    **dict.fromkeys(("”", "\x94"), "—"),
    "¦": "…",
}
"""The last of three such letters, or nothing where it was lost, and the sign that they are."""
TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|cb|center|cite|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|lb|li|ol|p|pb|pre|q|s|small|span"
    r"|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>=]{0,200}=[^<>]{0,400})?\s*/?>",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\\(?:enquote|textquote|textcquote|say)\*?(?:\[[^][{}]{0,200}\]|\{[\w:.-]{1,80}\}(?=\{)){0,3}\{")
"""What a word or more in braces is quoted by in TeX: with a star, with what is cited, or bare."""
_TYPED_TWICE = (re.compile(r'""(?=[\w(])'), re.compile(r'(?<=[\w.,;:?!…)])""'))
_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›")
_OPENS_BEHIND = re.compile(r"[\s(\[{—–\-‘“„«:;>]")


def without_leftovers(text: str) -> str:
    """Return the text with spaces in the place of tags and entities: they are no words."""
    if "<" in text:
        text = TAG.sub(lambda found: " " * len(found[0]), text)
    return _ENTITY.sub(_blank, text) if "&" in text or "â" in text else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0]) if _sign(found[0]) else found[0]


def with_signs(text: str) -> str:
    """Return the text with what stands for a quotation mark read as the sign: an entity, a command of TeX, `""`.

    What remains of its length is spaces outside the quotation. Inside a word it is an apostrophe, and read as letters.
    """
    if '""' in text and len({len(sign.findall(text)) for sign in _TYPED_TWICE}) == 1:
        text = _TYPED_TWICE[1].sub('" ', _TYPED_TWICE[0].sub(' "', text))
    if "\\" in text:
        text = _with_commands(text)
    return _ENTITY.sub(_read, text) if "&" in text or "â" in text else text


def _with_commands(text: str) -> str:
    """Put marks in the place of each command that quotes, and of the brace that ends its words."""
    letters = list(text)
    for found in _COMMAND.finditer(text):
        depth, end = 1, found.end()
        while depth and end < len(text) and end - found.end() < _LONGEST:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        if not depth:
            letters[found.start() : found.end()] = " " * (found.end() - found.start() - 1) + "“"
            letters[end - 1] = "”"
    return "".join(letters)


_LONGEST = 10_000
"""Characters that such a command may have, that one without an end costs no more."""


def _read(found: re.Match[str]) -> str:
    sign, text = _sign(found[0]), found.string
    if sign not in _MARKS:
        return found[0] if found[0].startswith("&") else _blank(found)
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    rest = len(found[0]) - 1
    if sign in "'’‘" and before.isalnum() and after.isalnum():
        return "x" * (rest + 1)
    opens = not before or bool(_OPENS_BEHIND.match(before))
    return " " * rest + sign if opens else sign + " " * rest


@lru_cache(maxsize=1024)
def _sign(entity: str) -> str:
    """Return the sign that an entity stands for; "" if it stands for none."""
    if entity.startswith("â"):
        return _MISREAD[entity[2:]]
    sign = html.unescape(entity)
    return sign if sign != entity else ""
