"""The table of quotation marks: which signs open a quotation and which close it. A language's usage is one row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Signs around a quotation."""

    opens: str
    closes: str
    usage: str
    """Where it is met."""


PAIRS = (
    Pair("“", "”", "English, Chinese, Portuguese, Turkish"),
    Pair("„", "“", "German, Czech, Slovak, Bulgarian, Icelandic"),
    Pair("„", "”", "Polish, Hungarian, Romanian, Dutch of old"),
    Pair("”", "”", "Swedish, Finnish"),
    Pair("‟", "”", "typefaces with a raised opening mark"),
    Pair("«", "»", "French, Russian, Ukrainian, Italian, Spanish, Greek, Arabic"),
    Pair("»", "«", "Danish, German and Slovene books"),
    Pair("»", "»", "Swedish and Finnish books"),
    Pair("‹", "›", "Swiss, within «…»"),
    Pair("›", "‹", "German and Danish books, within »…«"),
    Pair("‚", "‘", "German, within „…“"),
    Pair("‚", "’", "Polish, Dutch"),
    Pair("「", "」", "Japanese, Chinese"),
    Pair("『", "』", "Japanese, Chinese, within 「…」"),
    Pair("｢", "｣", "Japanese, of half width"),
    Pair("〝", "〞", "Chinese, Japanese newspapers"),
    Pair("〝", "〟", "Japanese"),
    Pair("﹁", "﹂", "Chinese, in columns"),
    Pair("❝", "❞", "ornaments"),
    Pair('"', '"', "typed"),
    Pair("＂", "＂", "typed, of full width"),
    Pair("``", "''", "TeX, and transcriptions made with it"),
    Pair("``", '"', "the same, half converted"),
    Pair("''", "''", "typed as two apostrophes"),
    Pair(",,", "''", "typewriters: German, Dutch, Polish"),
    Pair(",,", "``", "the same"),
    Pair(",,", "“", "the same, half converted"),
    Pair(",,", "”", "the same"),
    Pair(",,", '"', "the same"),
    Pair("<<", ">>", "typed for «…»"),
    Pair("&quot;", "&quot;", "left over from a web page"),
    Pair("&ldquo;", "&rdquo;", "left over from a web page"),
    Pair("&bdquo;", "&ldquo;", "left over from a web page"),
    Pair("&laquo;", "&raquo;", "left over from a web page"),
    Pair("&#34;", "&#34;", "left over from a web page"),
    Pair("&#8220;", "&#8221;", "left over from a web page"),
    Pair("&#x201C;", "&#x201D;", "left over from a web page"),
    Pair("&#x201c;", "&#x201d;", "left over from a web page"),
    Pair("&#147;", "&#148;", "left over from a web page of old"),
    Pair("&#171;", "&#187;", "left over from a web page"),
    Pair("<q>", "</q>", "left over from a web page"),
    Pair("´´", "´´", "typed as two accents"),
)

DASHES = ("—", "―", "–", "--")
"""What begins a speech where a paragraph begins with it and a space: French, Spanish, Polish, Russian and others."""


def closing() -> dict[str, frozenset[str]]:
    """Return, for each sign that opens, those that close what it opens."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in PAIRS:
        found[pair.opens].add(pair.closes)
    return {opens: frozenset(closes) for opens, closes in found.items()}
