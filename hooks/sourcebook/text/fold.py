"""The one way in which words are compared: text → folded words. `fold.js` does the same in the reader's browser.

Case, diacritics and the script of a digit don't matter, but signs that are as good as letters do, as in Indic scripts
(`कि` is not `का`); whatever is neither letter nor digit parts words, hyphens and apostrophes too (`city’s` is `city s`,
and so `city` finds it); what can't be seen is dropped; a capital after a small letter begins a word (`deBlasio` is `de
blasio`); in scripts that don't part words by spaces each letter is a word, so that a run of letters is found as a
phrase.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from sourcebook.rarely import rarely
from sourcebook.scripts import UNSPACED, ranges
from sourcebook.text.leftovers import TAG

LONGEST_WORD = 64
"""Letters of a folded word that count."""
NUMBERS_APART = "¹²³⁰⁴-⁹¼-¾⅐-⅟↉①-⒛⓪-⓿❶-➓№፩-፼"
"""What is a word by itself, though a letter or digit stands beside it, as a class of a pattern: small numbers (`km²`),
fractions (`2½` is not 21 2), № (`№10`), and Ethiopic numbers (`በ፲፱፻`)."""
ENDS_BEFORE_A_NOTE = ".,;:!?…”’»\"')\\]。、，」』）"
"""Signs behind which a small number is that of a note."""
NOTHING = "\u2060"
"""What adds nothing to a word and parts none."""
APOSTROPHES = "'’‘‚‛`´′‵ʹʺʻʼʽʾʿˀˁˈˊˋˮ΄՚ՙ׳״ߴߵ᾽᾿῾ꞋꞌɁɂʔʕʖʡʢ＇｀"
"""Every sign that is written as an apostrophe; Unicode calls some of them letters (`Qurʾān`, `Hawaiʻi`, `obʺem`,
`ʔaq̓am`)."""
HYPHENS = "-‐‑֊־᠆﹣－᐀⹀·‧⁃˗"
"""Every sign that is written as a hyphen, or as Catalan writes `col·legi`."""
LINE_HYPHENS = "-‐‑\u00ad¬⸗=~֊᠆﹣－᐀⹀⁃˗⸚⹝"
"""Signs that break a word at the end of a line; an equals sign does in old print, and in mail."""
MAQAF = "־"
"""It holds two words together, at the end of a line as elsewhere."""
LINE_DASHES = f"{MAQAF}‒–—―−﹘\u0640"
"""Signs that stand at the end of a line between two words, or in the place of a hyphen: only a reader can tell; and the
stroke that makes an Arabic word longer."""
LINE_HYPHEN = rf"\u00ad?[{LINE_HYPHENS}]\u00ad?"
"""One that breaks a word as a pattern: programs that typeset put a soft hyphen before or after it."""
LINE_SIGN = rf"\u00ad?[{LINE_HYPHENS}{LINE_DASHES}]\u00ad?"
"""The same, or a dash."""
LINE_ENDS = "\n\v\f\x85\u2028\u2029"

LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t"}
LETTERS |= {"ı": "i", "ς": "σ", "װ": "וו", "ױ": "וי", "ײ": "יי", "ی": "ي", "ى": "ي", "ک": "ك", "ڪ": "ك", "ٱ": "ا"}
LETTERS |= {"ꜳ": "aa", "ꜵ": "ao", "ꜷ": "au", "ꜹ": "av", "ꜽ": "ay", "ꝏ": "oo", "ꜩ": "tz", "ȣ": "ou", "ꝛ": "r", "ƿ": "w"}
LETTERS |= dict(zip("ɓɗƙƴŋɛɔəᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "bdkyneoeabcdefghijklmnoprstuvwyz", strict=True))
"""What Unicode doesn't take apart, though readers do."""
_ANY_OF_THE_LETTERS = rarely(f"[{''.join(LETTERS)}]")
_is = unicodedata.category
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_KANA = (0x3099, 0x309B)
_WITH_SIGNS = (
    (0x0900, 0x135D),
    (0x1360, 0x180B),
    (0x1810, 0x1AB0),
    (0x1B00, 0x1CD0),
    (0xA800, 0xAC00),
    (0x11000, 0x12000),
)
"""Where marks are vowels, tones and the like: Indic scripts, Thai, Khmer and others."""
_MARKS = [sign for bounds in (*_WITH_SIGNS, _KANA) for sign in map(chr, range(*bounds)) if _is(sign)[0] == "M"]
NUKTAS = "".join(sign for sign in _MARKS if "NUKTA" in unicodedata.name(sign))
"""Dots that many leave out."""
SIGNS = frozenset(_MARKS).difference(NUKTAS)
"""The marks that are kept."""
_SIGN = f"[{ranges(SIGNS)}]"

_ASCII_WORD = re.compile("[a-z0-9]+")
_LETTER = rf"[^\W_{UNSPACED}]"
_WORD = rarely(rf"{_LETTER}+(?:{_SIGN}+{_LETTER}*)*|(?=[^\W_])[{UNSPACED}]{_SIGN}*")
"""In scripts without spaces it is a letter."""
_LETTERS_ALONE = re.compile(r"[^\W\d_]+")
_APART = re.compile(f"[{NUMBERS_APART}]")
_SMALL_NUMBER = rarely(rf"[¹²³⁰⁴-⁹](?:(?<=[^\W\d_]{{4}}.)|(?<=[{ENDS_BEFORE_A_NOTE}{UNSPACED}].))[¹²³⁰⁴-⁹]*")
"""The number of a note: behind four letters, since fewer are a measure (`km²`), a sign, or a letter that is a word."""
_NUMBER_IN_BRACKETS = re.compile(rf"\[(?:(?<=[^\W\d_].)|(?<=[{ENDS_BEFORE_A_NOTE}].))\d{{1,3}}\](?!-\s)")
"""The same as many pages of the web have it, but within a word that a line's end breaks."""
MARKUP = rf"{TAG.pattern}|&(?:amp|apos|gt|hellip|[lr][ds]quo|lt|[mn]dash|nbsp|quot|#\d{{2,5}});"
_MARKUP = rarely(MARKUP, re.IGNORECASE)
"""Tags of a web page, and entities of it that stand for signs."""
_USUAL = re.compile("[“”‘’–—…]")
"""What parts words in most texts, and nothing else."""
_ANY_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_STROKE = "\u0640"
"""It makes an Arabic word longer; Unicode calls it a letter."""
_SELDOM = rarely(rf"(?:[^\w\0-\u00ac\u00ae-\u02ff\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2100-\u2bff]|{_STROKE})+")
"""Where invisible signs and marks are: all but letters, digits and usual punctuation."""
_ASCII_CAPITAL_WITHIN = re.compile("[A-Z](?<=[a-z].)")
_WITHIN_A_WORD = f"{_STROKE}\u055b\u055c\u055e"
"""That stroke, and the signs of a question or a call, which Armenian sets in a word."""
_ZERO_WIDTH_SPACE = "\u200b"
"""The one invisible sign that parts words everywhere."""
PARTS_ARABIC = "\u200c"
"""The zero-width non-joiner: in Arabic script it stands between the parts of a word, as a hyphen does elsewhere."""
_CIRCLE_FIRST = rarely("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])")
"""The circle of a Thai or Lao vowel before a tone, where others have it behind: `นํ้า` is `น้ำ`."""
_BETWEEN_PARTS = re.compile(f"(?<=[\u0600-\u06ff]){PARTS_ARABIC}")
_OF_MANY_TEXTS = 40
"""Signs between two spaces up to which it is worth while to remember how they are folded."""


def fold(text: str) -> list[str]:
    """Return the folded words of a text in order."""
    text = without_notes(text)
    if not text.isascii():
        text = _USUAL.sub(" ", text)
    if text.isascii():
        return _folded_ascii(text)
    words = []
    for piece in text.split():
        if piece.isascii():
            words += _folded_ascii(piece)
        else:
            words += _remembered(piece) if len(piece) < _OF_MANY_TEXTS else _folded(piece)
    return words


def without_notes(text: str) -> str:
    """Return a text without the numbers of its notes and what is left of a web page, which are no words."""
    if "<" in text or "&" in text:
        text = _MARKUP.sub(" ", text)
    if "[" in text:
        text = _NUMBER_IN_BRACKETS.sub(" ", text)
    return text if text.isascii() else _SMALL_NUMBER.sub(NOTHING, text)


def _folded_ascii(text: str) -> list[str]:
    if text.isalpha() and text[1:].islower() and len(text) <= LONGEST_WORD:
        return [text.lower()]
    words = _ASCII_WORD.findall(_ASCII_CAPITAL_WITHIN.sub(r" \g<0>", text).lower())
    return words if len(text) <= LONGEST_WORD else [word[:LONGEST_WORD] for word in words]


def _folded(text: str) -> tuple[str, ...]:
    if PARTS_ARABIC in text:
        text = _BETWEEN_PARTS.sub(" ", text)
    text = _SELDOM.sub(_without_invisible, _APART.sub(r" \g<0> ", text))
    text = _CIRCLE_FIRST.sub(r"\2\1", unicodedata.normalize("NFKD", text))
    text = _ANY_APOSTROPHE.sub("'", text)
    text = _LETTERS_ALONE.sub(_parted_at_capitals, _SELDOM.sub(_without_marks, text))
    text = _ASCII_CAPITAL_WITHIN.sub(r" \g<0>", text).lower()
    if not text.isascii():
        text = _ANY_OF_THE_LETTERS.sub(lambda found: LETTERS[found[0]], with_plain_digits(text))
        return tuple(word[:LONGEST_WORD] for word in _WORD.findall(text))
    return tuple(word[:LONGEST_WORD] for word in _ASCII_WORD.findall(text))


_remembered = lru_cache(maxsize=1 << 16)(_folded)


def with_plain_digits(text: str) -> str:
    """Return a text with 0 to 9 for the digits of every script: `१९४७` is 1947."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def _without_invisible(found: re.Match[str]) -> str:
    return "".join(" " if sign == _ZERO_WIDTH_SPACE else sign for sign in found[0] if not _is_invisible(sign))


def _is_invisible(sign: str) -> bool:
    return sign in _WITHIN_A_WORD or (_is(sign) == "Cf" and sign != _ZERO_WIDTH_SPACE)


def _without_marks(found: re.Match[str]) -> str:
    return "".join(sign for sign in found[0] if _is(sign)[0] != "M" or sign in SIGNS)


def _parted_at_capitals(found: re.Match[str]) -> str:
    letters = found[0]
    if letters.isascii() or letters[1:] == letters[1:].lower():
        return letters
    parted = (f" {two}" if _is(one) == "Ll" and _is(two) == "Lu" else two for one, two in pairwise(letters))
    return letters[0] + "".join(parted)
