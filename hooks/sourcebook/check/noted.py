"""What a page of ours says of itself, noted from its HTML as it is written, without a parser.

Whatever an archive brings to a page is escaped, so that no text has a quotation mark or a bracket of its own; and the
templates put every attribute in double quotes. What looks wrong here is read by the parser, which has the last word.
"""

import re
from html import unescape

from sourcebook.model import Source

_TAG = re.compile(r"<[^>]*>")
_TEXT = " data-source-text"
_PARAGRAPH = '<p id="p'
_BEFORE_ID = len('<p id="')
_REFERENCES, _IDS = (re.compile(rf' (?:{names})="([^"]*)"') for names in ("href|src", "id"))
_AFTER = "</section>"
"""What ends the part of a page that a text stands in; nothing within the text does."""
_TAKEN_OUT = "<p>"
"""What stands for a paragraph where one looks at what is beside it."""
_PARTS = re.compile(rf"({_TAKEN_OUT}|</?div[^>]*>)")


def references(html: str) -> dict[str, None]:
    """Return what a page leads to or loads, each once, in the order of the page."""
    return dict.fromkeys(_values(html, _REFERENCES))


def anchors(html: str) -> frozenset[str]:
    """Return the ids of a page's elements."""
    return frozenset(_values(html, _IDS))


def has_text(html: str) -> bool:
    """Say whether a page holds a source text, or may."""
    return _TEXT in html


def has_text_of(html: str, source: Source) -> bool:
    """Say whether a page holds one source text, and its paragraphs are those of the source to the letter."""
    _, _, text = html.partition(_TEXT)
    if not text or has_text(text):
        return False
    text, _, after = text.partition(_AFTER)
    at = text.find(">") + 1
    beside: list[str] = []
    for paragraph in source.paragraphs:
        tag = text.find(_PARAGRAPH, at)
        start = text.find(">", tag) + 1
        end = text.find("</p>", start)
        id = text[tag + _BEFORE_ID : start].partition('"')[0]
        words = unescape(_TAG.sub("", text[start:end]))
        if tag < 0 or id != paragraph.id or words != source.shown(paragraph.start, paragraph.end):
            return False
        beside.append(text[at:tag])
        at = end + len("</p>")
    beside.append(text[at:])
    return _PARAGRAPH not in beside[-1] + after and _says_nothing(_TAKEN_OUT.join(beside), len(source.paragraphs))


def _says_nothing(html: str, paragraphs: int) -> bool:
    """Say whether the rest of a text, up to the end of its element, has its paragraphs and no words but in notes."""
    depth, note = 1, 0  # how many elements are open, and at which of them a note began
    first, *parts = _PARTS.split(html)
    if first.strip():
        return False
    for tag, words in zip(parts[::2], parts[1::2], strict=True):
        if tag == _TAKEN_OUT:
            if note:
                return False
            paragraphs -= 1
        elif tag == "</div>":
            note *= depth != note
            depth -= 1
            if not depth:
                break
        else:
            depth += 1
            note = note or depth * (" data-note" in tag)
        if not note and _TAG.sub("", words).strip():
            return False
    return not paragraphs and not depth


def _values(html: str, attributes: re.Pattern[str]) -> list[str]:
    return [unescape(value) if "&" in value else value for value in attributes.findall(html)]
