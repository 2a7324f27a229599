"""What a page of ours says of itself, noted from its HTML as it is written, without a parser.

Whatever an archive brings to a page is escaped, so that no text has a quotation mark or a bracket of its own; and the
templates put every attribute in double quotes. What looks wrong here is read by the parser, which has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sourcebook.model import Source

_TAG = re.compile(r"<[^>]*>")
_TEXT = " data-source-text"
_PARAGRAPH = '<p id="p'


def references(html: str) -> dict[str, None]:
    """Return what a page leads to or loads, each once, in the order of the page."""
    return dict.fromkeys([*_values(html, "href"), *_values(html, "src")])


def anchors(html: str) -> frozenset[str]:
    """Return the ids of a page's elements."""
    return frozenset(_values(html, "id"))


def has_text(html: str) -> bool:
    """Say whether a page holds a source text, or may."""
    return _TEXT in html


def has_text_of(html: str, source: Source) -> bool:
    """Say whether a page holds one source text, and its paragraphs are those of the source to the letter."""
    _, _, text = html.partition(_TEXT)
    if not text or has_text(text):
        return False
    wanted = [(paragraph.id, source.shown(paragraph.start, paragraph.end)) for paragraph in source.paragraphs]
    return [*_paragraphs(text)] == wanted


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    for piece in text.split(_PARAGRAPH)[1:]:
        number, _, rest = piece.partition('"')
        content = rest.partition(">")[2].partition("</p>")[0]
        yield f"p{number}", unescape(_TAG.sub("", content))


def _values(html: str, attribute: str) -> Iterator[str]:
    for piece in html.split(f' {attribute}="')[1:]:
        value = piece.partition('"')[0]
        yield unescape(value) if "&" in value else value
