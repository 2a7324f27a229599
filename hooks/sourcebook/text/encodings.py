"""What encoding a file that is no text in UTF-8 is in most plausibly, and how its words read in it.

A library guesses by statistics, which a handful of curly apostrophes in an English letter mislead: their bytes are good
Japanese too. Words decide first. One that mixes scripts, or has a capital or a sign in its middle, is hardly a word.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from sourcebook.rarely import rarely
from sourcebook.scripts import EAST_ASIAN, script_of
from sourcebook.text.alphabets import encodings

_GREEK, _RARE = "iso8859_7", "iso8859_16"
"""The second has the letters of CP1250 for Romanian, and hardly any file is in it."""
SHOWN, LONGEST = 3, 40
"""Words that show how a text would read, and characters of one."""
FEW, FEW_LATIN, OTHERS = 16, 8, 5
"""Letters beyond ASCII that are too few to tell an encoding from others as plausible, without and beside ASCII letters;
and how many others are named."""
_SOUND = 10
"""Of so many words, and letters, one at most may be odd: a text in an encoding that isn't among these has more."""
ENOUGH = 20
"""Letters that aren't Latin and are all small, or all capitals: those of Hebrew are, read as Russian."""
_LATIN = re.compile("[\0-\u024f]+")
_WORD = re.compile(r"\S*[^\x00-\x7f\s]\S*")
_FITTING = rarely(
    r"(?<=[A-Za-z])’(?=(?:[dmst]|em|ll|re|ve)(?![A-Za-z]))|(?<![A-Za-z])(?:[A-Za-z]{0,5}(?:[cdjlmnst]|qu))’(?=[^\W\d_])|(?<!\S)[“‘„«](?=\w)|(?<=[A-Za-z\d.,!?])[”’»](?!\w)|(?<!\S)«(?=\s\w)|(?<=[a-z\d.,!?]\s)»(?!\w)|(?<=\s)[–—](?=\s)|(?<=[a-z\d])[–—](?=[a-z\d])"
    r"|[£€](?=\s?\d)|[©§¶](?=\s?[\dA-Z])|(?<=\d)\s?[°½¼¾](?!\w)|(?<!\S)[½¼¾](?=\s)"
    r"|(?<!\S)[─-▟]?([─═░▒▓█▄▀])\1|(?<=[A-Za-z])™(?!\w)|(?<![A-Za-z])[A-Z]\w*®(?!\w)|(?<=[No\d])[ºª](?!\w)|(?<=\d)\s?[×÷±]|[×÷±](?=\s?\d)"
)
"""Signs in the places where they belong."""
_MISPLACED = rarely(
    "[ฃฅ๏๚๛｡-ﾟ]|[ก-ฮ]{10}|(?<![ก-๎])[ก-ฮ]{5,}(?![ก-๎])|…(?=[A-Z]{2})|(?<![ء-ي])ء(?=[ء-ي])|(?<=[ء-ي])(?<![ابسفكلو])إ|[ةى](?=[ء-ي])|[ΆΈΉΊΌΎΏΪΫ]{2}|[ςךםןףץ](?=\\w)|[ºª§¶](?=[^\\W\\dA-Z])|(?<=[^\\W\\d_])[¼½¾†‡‰]"
    "|(?<![ก-๎])[ะาำ]|[¿¡](?!\\w)|(?<=[^\\W\\d_])[©§¶]"
    "|[€¤¬®™](?=[^\\W\\d_])|(?<=\\d)[א-תء-يก-๎](?=\\d)"
    "|(?<=[α-ωά-ώ])[βγδζθκλμπσφχψ](?![\\w’'.])|[†‡](?=[^\\W\\d_])"
    "|(?<=[Α-ΩΆ-Ώ])[ΒΓΔΖΘΚΛΜΠΤΦΧ](?![\\w’'.])|(?<=[бвгджзйклмнпрстфхцчшщьБВГДЖЗЙКЛМНПРСТФХЦЧШЩЬ])[ўїЎЇ]"
    "|(?<!\\w)(?!(?:\\w{1,2}[рР]\\w{1,2})(?!\\w))(?:[бвгджзйклмнпрстфхцчшщь]{3,}|[БВГДЖЗЙКЛМНПРСТФХЦЧШЩЬ]{3,})(?!\\w)"
    "|([^\\W\\d_\x00-\x7f])\\1{3}|[°±²](?=[^\\W\\d_\x00-\x7f])"
)
"""What hardly anybody writes: letters that Russian has where it is read as Thai, Japanese or Arabic; letters for the
ends of words within them, and ends and beginnings that none have; consonants of Thai alone; signs beside a letter that
belong to numbers; Belarusian and Ukrainian vowels behind consonants; Russian words that have no vowel, but for what is
one in Bulgarian and Serbian; a letter four times, as frames drawn in DOS are read."""
_QUOTES_BEGIN, _QUOTES_END = re.compile(r"(?<!\S)[“”„«»](?=\w)"), re.compile(r"(?<=[\w.,!?…])[“”«»](?!\w)")
_TONELESS = re.compile(r"(?<![aăâeêioôơuưy])[\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
"""A tone of Vietnamese, which stands behind its vowel, where there is none."""
_ASCII_LETTER, _PARTED = re.compile("[A-Za-z]"), re.compile("[-/]")
_NARROW_KANA, _HIRAGANA = re.compile("[｡-ﾟ]"), re.compile("[ぁ-ん]")
_FRAME = re.compile(r"(?<!\S)[─-▟]?(?:([─═░▒▓█▄▀])\1+[─-▟]{0,2})+(?!\S)|(?<!\S)[│║]|[│║](?!\S)")
"""Of what DOS drew, words by themselves, and the sides of a frame around others."""
_CLUSTER = rarely(
    "(?<=[CC])[CC](?=[CC])".replace("CC", "бвгджзйклмнпрстфхцчшщђјљњћџѓѕќґғқңһβγδζθκλμνξπρσςτφχψ"), re.IGNORECASE
)
_LETTERS_A_CLUSTER = 6
"""A consonant between two others, and letters of a text among which is one at most."""
_TAG = re.compile(rb"<[^<>]*>")
_WITHIN = "’ʼ–—…\u00a0"
"""Signs that stand between two letters of a word, or where a space was lost; `·` does between two l of Catalan."""
_TOGETHER = EAST_ASIAN - {"HANGUL"}
"""Scripts of one language."""
_SIGNS = frozenset("’‘“”„‚«»‹›–—…•·§¶©®™°ºª×÷±£€¢¥µ№ \u00a0-")
"""Signs that stand in texts of many languages."""


class Guess(Struct, frozen=True):
    """An encoding that a text may be in."""

    name: str
    """Python's."""
    label: str
    """What iconv calls it."""
    words: tuple[str, ...]
    """Some of the words that read differently in others, as they read in it."""
    others: tuple[str, ...] = ()
    """Others that are no less plausible, of a text too short to tell, each with a word as it reads in it."""


def likeliest(raw: bytes) -> Guess | None:
    """Return the most plausible encoding of bytes that aren't UTF-8; None if they make words in none."""
    raw = _TAG.sub(b" ", raw)
    found = {name: text for name in encodings().names if (text := _decoded(raw, name))}
    if not any(script_of(letter) == "GREEK" for letter in found.get(_GREEK, "")):
        found.pop(_GREEK, "")  # it has its quotation marks where others have letters
    if not found:
        return None
    found = {name: text for name, text in found.items() if _words(text)} or found
    ranks = {
        name: (
            _oddity(text) + _is_all(str.islower, text),
            _unusual(text, encodings().letters(name)) + _rare(name, text),
            _is_all(str.isupper, text),
            2 * _unpaired(text) - sum(1 for _ in _FITTING.finditer(text)),
            max(0, _LETTERS_A_CLUSTER * len(_CLUSTER.findall(text)) - len(text)),
        )
        for name, text in found.items()
    }
    best = min(ranks.values())
    by_statistics = _by_statistics(raw)
    name = next((name for name in by_statistics if ranks.get(name) == best), "")
    name = name or next(name for name, rank in ranks.items() if rank == best)
    letters = sum(letter.isalpha() and not letter.isascii() for letter in found[name])
    strange = _unusual(found[name], ["".join(encodings().letters(name))]) + _rare(name, found[name])
    if _oddity(found[name]) * _SOUND > len(_WORD.findall(found[name])) or strange * _SOUND > letters:
        return None  # in none of them does it read as a text
    words = _words(found[name])
    others: dict[str, str] = {}
    # Where signs alone are read, what fits beside them counts; dashes may as well be the letters of an old Mac.
    alike = 3 if letters or {"–", "—"}.issuperset(sign[0] for sign in _FITTING.finditer(found[name])) else 4
    few = FEW_LATIN if any("A" <= letter <= "z" for letter in found[name]) else FEW
    for other, text in found.items():
        if ranks[other][:alike] == best[:alike] and min(letters, _unlike(text, found[name])) <= few:
            word = next((word for word in _words(text) if word not in words), "")
            if word:
                others.setdefault(word, encodings().names[other])
    told = (f"{label} ({word})" for word, label in others.items())
    return Guess(name, encodings().names[name], tuple(words[:SHOWN]), tuple(told)[:OTHERS])


def _unlike(one: str, other: str) -> int:
    """Return in how many places two readings of the same bytes differ."""
    return sum(a != b for a, b in zip(one, other, strict=False))


def _words(text: str) -> list[str]:
    """Return the words of a text that read differently in other encodings, each once; none too long to show."""
    words = (word.strip(',;()[]"') for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in words if word.isprintable() and len(word) <= LONGEST))


def _decoded(raw: bytes, name: str) -> str:
    """Return a text as it reads in an encoding, its last character apart, which may be cut; nothing if it can't."""
    for end in (len(raw), len(raw) - 1):
        try:
            text = raw[:end].decode(name)
        except UnicodeDecodeError:
            continue
        return "" if any("\x7f" <= letter <= "\x9f" for letter in text) else text
    return ""


def _by_statistics(raw: bytes) -> list[str]:
    """Return the encodings that the library holds for the likeliest; of equals, those that are met most first."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  for what is no text in UTF-8

    matches = from_bytes(raw, cp_isolation=[name for name in encodings().names if name != _RARE])
    best = matches.best()
    if not best:
        return []
    equal = [match for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    possible = {name for match in equal for name in match.could_be_from_charset}
    return [name for name in encodings().names if name in possible]


def _oddity(text: str) -> int:
    """Return how many words of a text are hardly any; Latin ones may stand within a text in East Asian letters.

    So may kana of half a width (`ﾃﾚﾋﾞ`) within Japanese, where hiragana show that it is.
    """
    east_asian = sum(script_of(letter) in EAST_ASIAN for letter in text if not letter.isascii())
    if 2 * east_asian > len(_ASCII_LETTER.findall(text)):
        text = _ASCII_LETTER.sub("", text)
    if len(_NARROW_KANA.findall(text)) < len(_HIRAGANA.findall(text)):
        text = _NARROW_KANA.sub("", text)
    return sum(map(_is_odd, _WORD.findall(_FRAME.sub(" ", text))))


def _unpaired(text: str) -> int:
    """Return how many quotation marks have no mate: what begins words ends others."""
    return abs(len(_QUOTES_BEGIN.findall(text)) - len(_QUOTES_END.findall(text)))


def _is_all(is_so: Callable[[str], bool], text: str) -> bool:
    """Say whether all letters of a text that aren't Latin, and can be small or capitals, are one of these."""
    others = [letter for letter in _LATIN.sub("", text) if letter.islower() or letter.isupper()]
    return len(others) >= ENOUGH and all(map(is_so, others))


def _unusual(text: str, alphabets: Sequence[str]) -> int:
    """Return how many letters of a text are in none of these Latin alphabets, or of the Cyrillic ones.

    Of each script that counts which has most of them.
    """
    found = Counter(text.lower())
    others = [(c, script_of(c), times) for c, times in found.items() if not c.isascii() and c.isalpha()]
    fewest = (
        min(sum(times for c, of, times in others if of == script and c not in alphabet) for alphabet in known)
        for script, known in (("LATIN", alphabets), ("CYRILLIC", encodings().cyrillic))
    )
    return sum(fewest) + len(_TONELESS.findall(text))


def _rare(name: str, text: str) -> int:
    """Return how many Chinese, Japanese or Korean characters of a text are rare where an encoding is used."""
    tables = _IN_USE.get(name, ())
    east_asian = [c for c in text if script_of(c) in EAST_ASIAN] if tables else []
    return sum(not any(_is_in(table, c) for table in tables) for c in east_asian)


def _is_in(table: tuple[str, int, int], character: str) -> bool:
    name, first, last = table
    encoded = character.encode(name, "ignore")
    return len(encoded) == 2 and first <= encoded[0] <= last


_CHINESE, _OLD_FORMS = ("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)
_JAPANESE = ("euc_jp", 0xA1, 0xCF)
_IN_USE = {
    "gb18030": (_CHINESE, _OLD_FORMS),
    "big5": (_OLD_FORMS,),
    "cp932": (_JAPANESE, _OLD_FORMS),
    "euc_jp": (_JAPANESE, _OLD_FORMS),
    "cp949": (("euc_kr", 0xB0, 0xC8), _OLD_FORMS),
}
"""By first bytes, the characters of each that are in daily use: kana, Hangul, the first of the levels of Chinese."""


@lru_cache(maxsize=4096)
def _is_odd(word: str) -> bool:
    """Say whether a word mixes scripts, has a capital or a sign in its middle, begins with a mark, or has odd signs."""
    if any(map(_mixes_scripts, _PARTED.split(word))):
        return True
    if _is_mark(word[0]):
        return True
    if _MISPLACED.search(word) or any(_are_odd_neighbours(one, two) for one, two in pairwise(word)):
        return True
    threes = zip(word, word[1:], word[2:], strict=False)
    within = (two for one, two, three in threes if _is_cased(one + three) and one + two + three not in {"l·l", "L·L"})
    if any(not (sign.isascii() or sign.isalpha() or sign in _WITHIN or _is_mark(sign)) for sign in within):
        return True
    return any(not (c.isascii() or c.isalnum() or c in _SIGNS or unicodedata.category(c)[0] in "MP") for c in word)


def _mixes_scripts(part: str) -> bool:
    letters = (letter for letter in part if (letter.isalpha() or _is_mark(letter)) and letter not in _SIGNS)
    scripts = {script_of(letter) for letter in letters} - {"COMBINING"}
    return len(scripts - _TOGETHER) + bool(scripts & _TOGETHER) > 1


def _are_odd_neighbours(one: str, two: str) -> bool:
    is_late_capital = one.islower() and two.isupper() and not (one.isascii() and two.isascii())
    is_before_digit = two.isdigit() and not one.isascii() and (one.islower() or one.isupper())
    return is_late_capital or is_before_digit or (one in "¼½¾" and two.isalpha())


def _is_cased(letters: str) -> bool:
    return all(letter.isupper() or letter.islower() for letter in letters)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")
