"""The table of quotation marks: which signs open a quotation and which close it. A language's usage is one row."""

from msgspec import Struct

from sourcebook.gathered import gathered


class Pair(Struct, frozen=True):
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
    Pair("﹃", "﹄", "Chinese, in columns, within ﹁…﹂"),
    Pair("《", "》", "Korean; titles in Chinese"),
    Pair("〈", "〉", "Korean, within 《…》"),
    Pair("❝", "❞", "ornaments"),
    Pair("❛", "❜", "ornaments, within ❝…❞"),
    Pair('"', '"', "typed"),
    Pair("＂", "＂", "typed, of full width"),
    Pair("″", "″", "typed with the sign for seconds"),
    Pair("′", "′", "typed with the sign for minutes"),
    Pair("״", "״", "Hebrew"),
    Pair("``", "''", "TeX, and transcriptions made with it"),
    Pair("``", '"', "the same, half converted"),
    Pair("''", "''", "typed as two apostrophes"),
    Pair("\\og", "\\fg", "TeX, French"),
    Pair("\\glqq", "\\grqq", "TeX, German"),
    Pair("\\flqq", "\\frqq", "TeX, Swiss"),
    Pair("\\frqq", "\\flqq", "TeX, German books"),
    Pair("\\textquotedblleft", "\\textquotedblright", "TeX, spelled out"),
    Pair(",,", "''", "typewriters: German, Dutch, Polish"),
    Pair(",,", "``", "the same"),
    Pair(",,", "“", "the same, half converted"),
    Pair(",,", "”", "the same"),
    Pair(",,", '"', "the same"),
    Pair("<<", ">>", "typed for «…»"),
    Pair("<q>", "</q>", "left over from a web page"),
    Pair("´´", "´´", "typed as two accents"),
    Pair("‘‘", "’’", "typed as two single marks"),
    Pair("‚‚", "‘‘", "the same, in German"),
    Pair("’’", "’’", "the same, in Swedish and Finnish"),
)

BLOCKS = (
    ("<blockquote", "</blockquote>"),
    ("[quote", "[/quote]"),
    ("{quote", "{quote}"),
    ("{{quote|", "}}"),
    ("{{quotation|", "}}"),
    ("{{blockquote|", "}}"),
    ("{{zitat|", "}}"),
    ("{{citation|", "}}"),
    ("{{cita|", "}}"),
    ("\\begin{quote}", "\\end{quote}"),
    ("\\begin{quotation}", "\\end{quotation}"),
)
"""What begins and what ends a block that is quoted, in texts made from pages of the web, forums, wikis and TeX."""

_ANNOUNCING = """
announced announces declared declares explained explains follows quote quoted quoting read reads replied said says
stated states telegraphed thus told verbatim writes written wrote
antwortete erklärte folgendermaßen folgendes folgt hieß lautet lautete sagte schreibt schrieb wörtlich
disait dit déclara déclare suit suivants suivantes termes écrit écrivait écrivit
decía dice dijo escribe escribió siguiente siguientes sigue
disse escreve escreveu seguinte seguintes segue scrisse scrive seguenti
schreef schrijft volgt zei följande följer lyder löd skrev skriver sade følgende følger sagde
napisał pisze следующее писал пишет написал
"""
ANNOUNCING = frozenset(_ANNOUNCING.split())
"""Words before a colon that announce somebody's words: what follows as a paragraph by itself is quoted."""

DASHES = ("—", "―", "–", "--")
"""What begins a speech where a paragraph begins with it and a space: French, Spanish, Polish, Russian and others."""


def closing() -> dict[str, frozenset[str]]:
    """Return, for each sign that opens, those that close what it opens."""
    found = gathered((pair.opens, pair.closes) for pair in PAIRS)
    return {opens: frozenset(closes) for opens, closes in found.items()}
