"""Numbers that are written in letters, as figures: `Letter IX` is `Letter 9`, 第十四封 is 第14封, 제이장 is 제2장."""

import re
import unicodedata
from functools import lru_cache

from sourcebook.number_words import words_as_figures

_HAN = "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]"
_HAN_FIGURES = "〇零○一二三四五六七八九十百千万萬亿億两兩廿卅卌壹壱贰貳弐叁參参肆伍陆陸柒捌玖拾佰仟"
_COUNTED = "章回节節卷巻編编封号號篇條条课課集期年月日世部冊册话話番通信件首幕場场则則页頁"
_HAN_NUMBER = re.compile(
    rf"(?P<before>[第卷其之])?(?P<number>[{_HAN_FIGURES}]{{1,99}}|元(?=年)|正(?=月(?![報报刊])))"
    rf"(?(before)|(?=[{_COUNTED}]|(?!{_HAN})))"
)
"""A number and not a part of another word, as in 一般: after a word for a place in a row, before one for what is
counted, or at the end of a word; the first year of a reign and the first month have words of their own."""
_IN_A_ROW = {"上": 1, "中": 2, "下": 3, "前": 1, "後": 3, "后": 3, "初": 1} | {
    stem: number for number, stem in enumerate("甲乙丙丁戊己庚辛壬癸", start=1)
}
_PART_OF_A_ROW = re.compile(
    rf"(?<=[第卷巻冊册編编篇集部之(])[{''.join(_IN_A_ROW)}](?!{_HAN})|[上中下前後后初](?=[卷巻冊册編编篇集](?!{_HAN}))"
)
"""The first, middle and last of two or three volumes; the ten stems, as elsewhere A, B, C."""
_REIGNS = {
    "慶応": 1864,
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "民國": 1911,
    "民国": 1911,
}
_YEAR_OF_A_REIGN = re.compile(rf"({'|'.join(_REIGNS)})(\d{{1,2}})(?=年)")
"""The year before the first of each reign of which titles count years today."""
_HEBREW = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", [*range(1, 10), *range(10, 100, 10), *range(100, 500, 100)], strict=True))
_HEBREW_NUMBER = re.compile("(?<![א-ת])(?:([א-ת]{1,4})[״\"”]([א-ת])|([א-ת])[׳'’])(?![א-ת])")
_GREEK = {letter: value for value, letter in enumerate("αβγδεϛζηθ", start=1)} | dict(
    zip("ικλμνξοπϟρστυφχψωϡ", [*range(10, 100, 10), *range(100, 1000, 100)], strict=True)
)
_GREEK_NUMBER = re.compile(r"(?<![^\W_])((?:[Α-Ωα-ωϚϛϞϟϠϡ]|ΣΤ|στ){1,4})(?:[ʹʹ΄´'’]| \u0301)(?![^\W_])")
_KOREAN = str.maketrans("일이삼사오육륙칠팔구십백천", "一二三四五六六七八九十百千")
_KOREAN_ORDINALS = ["첫", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열"]
_KOREAN_NUMBER = re.compile(
    "(?<=제)([일이삼사오육륙칠팔구십백천]+)(?=\\s?[장권회편호부절과막화신조항차집번](?![가-힣]))"
    f"|({'|'.join(_KOREAN_ORDINALS)})(?=째)"
)
_OTHER_SCRIPTS = re.compile("[\u0370-\u05ff\u25cb\u3005-\u9fff\uac00-\ud7a3]")
"""What each of those has: signs of print such as “…” stand in titles of any script."""
_LATER = "bis ter quater quinquies sexies septies octies novies decies undecies duodecies"
_PUT_IN = {
    way: str(number)
    for number, word in enumerate(_LATER.split(), start=2)
    for way in (word, word.capitalize(), word.upper())
}
_PUT_IN_LATER = re.compile(rf"(?<=\d)[ ._-]?({'|'.join(_PUT_IN)})(?![^\W_])(?! \d)")
"""What was put in behind a number later: `Art. 3 bis`, and no `3 bis 5`."""
_TWO_LETTERS = re.compile(
    r"(?<![^\W_])((?:exhibit|appendix|annexe?|schedule|attachment|tab|anlage|anhang|pièce|allegato|anexo)[ _-])"
    r"(?=(?-i:[A-Z]{2}|([a-z])\2)(?![^\W_]))",
    re.IGNORECASE,
)
"""What is counted by letters, which goes on behind Z with AA."""
_GROUPS = re.compile(r"(?<=\d)[,'’٬](?=\d{3}(?!\d))")
_ROMAN = re.compile(
    r"(?<![^\W_])(?<![^\W_]['’.])(?:(?:[IVXLCDMХІ]+|[ivx]+|[ivxlc]{3,}|[lc]x|x[lc])(?![^\W_]|['’][^\W_])"
    r"|(?:[IVXLCDMХІ]{2,}|I(?=er)|[VX](?=(?:e|th)(?:\s*$|[^\w\s])))(?=[a-zè]{1,3}(?![^\W_]|['’][^\W_])))"
)
"""Alone, or with letters behind it, as in `IIa`, `XIth`, `Ier` and `IIème`; Turkish has a word `Ve`."""
_WELL_FORMED = re.compile("M{0,4}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CYRILLIC = str.maketrans("ХІ", "XI")
_ENDS = re.compile(r"[^\w\s'’.&]|_|\s*$|\s+[^\w\s&]")
_WORDS_BEFORE = """
    after although am and as because before but can did do had have how if may must once or shall should since so than
    that the then think though till until what when where which while who whom why will would yet
"""
_PRONOUN_AFTER = frozenset(_WORDS_BEFORE.split())
"""Words before an “I” that says who speaks."""


@lru_cache(maxsize=1 << 14)
def with_figures(text: str) -> str:
    """Return a text with figures for numbers in words and in other numerals, where they hardly can be anything else.

    It is for sorting alone. A letter by itself is a number where it ends a part of a title (`Part V: Home`), an “I”
    within one only after what it may count (`Elizabeth I of`, not `What I saw`); C, D, L and M are letters.
    """
    text = _PUT_IN_LATER.sub(lambda found: f" {_PUT_IN[found[1]]}", _GROUPS.sub("", text))
    if _OTHER_SCRIPTS.search(text):
        text = _KOREAN_NUMBER.sub(_of_korean, _GREEK_NUMBER.sub(_of_greek, text))
        text = _HEBREW_NUMBER.sub(_of_hebrew, _PART_OF_A_ROW.sub(lambda found: f"{_IN_A_ROW[found[0]]}", text))
        text = _HAN_NUMBER.sub(lambda found: f"{found['before'] or ''}{value_of(found['number'])}", text)
        text = _YEAR_OF_A_REIGN.sub(lambda found: str(_REIGNS[found[1]] + int(found[2])), text)
    return words_as_figures(_TWO_LETTERS.sub(r"\1Z", _ROMAN.sub(_in_figures, text)))


def value_of(figures: str) -> int:
    """Return a number in figures of any script: “12”, “１２”, “十二”, “二〇二四”, “廿三”, “一百零五”."""
    total = section = last = 0
    for figure in figures.translate(_SPECIAL):
        value = int(unicodedata.numeric(figure, 0))
        if value < 10:
            last = last * 10 + value
        elif value < 10_000:
            section, last = section + (value if value in _TENS else (last or 1) * value), 0
        else:
            total, section, last = total + ((section + last) or 1) * value, 0, 0
    return total + section + last


_SPECIAL = str.maketrans({"元": "一", "正": "一", "两": "二", "兩": "二"})
_TENS = {20, 30, 40}


def _of_hebrew(found: re.Match[str]) -> str:
    values = [_HEBREW.get(letter, 0) for letter in "".join(filter(None, found.groups()))]
    return str(sum(values)) if 0 not in values and values == sorted(values, reverse=True) else found[0]


def _of_greek(found: re.Match[str]) -> str:
    values = [_GREEK.get(letter, 0) for letter in found[1].lower().replace("στ", "ϛ").replace("ς", "ϛ")]
    return str(sum(values)) if 0 not in values and values == sorted({*values}, reverse=True) else found[0]


def _of_korean(found: re.Match[str]) -> str:
    return str(value_of(found[1].translate(_KOREAN)) if found[1] else _KOREAN_ORDINALS.index(found[2]) + 1)


def _in_figures(found: re.Match[str]) -> str:
    letters, before, after = found[0], found.string[: found.start()], found.string[found.end() :]
    numeral = letters.upper().translate(_CYRILLIC)
    if not _WELL_FORMED.fullmatch(numeral) or not _is_number(letters, before, after):
        return letters
    values = [_VALUES[letter] for letter in numeral]
    return str(sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True)))


def _is_number(letters: str, before: str, after: str) -> bool:
    is_end = bool(_ENDS.match(after))
    if letters.islower():
        return bool(before.strip()) and is_end
    if len(letters) > 1:
        return (len(letters) > 2 or bool({*letters} - {*"CDM"})) and (bool(before) or not after.startswith(","))
    if letters not in {"I", "V", "X"}:
        return False
    if after.startswith("."):
        return "," not in before and not before.endswith(". ")  # else an initial
    words = re.findall(r"\w+", before[-20:])
    return is_end or (letters != "I" if not words else words[-1].casefold() not in _PRONOUN_AFTER)
