"""Scripts: which one a letter is of, and those whose words nothing parts, whose texts are measured in characters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a00-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u30ff\u3100-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff"
    "\U00011700-\U0001174f\U00016fe0-\U0001b2ff\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words, as ranges of a character class: Thai, Lao, Burmese, Khmer, Tai,
Buginese, Balinese, Javanese, kana, bopomofo, Yi, Tangut, and Chinese characters."""
_UNSPACED = re.compile(f"[{UNSPACED}]+")


def ranges(characters: Iterable[str]) -> str:
    """Return characters as ranges of a character class, which is compiled a hundred times as fast as a list of them."""
    found: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


def unspaced(text: str) -> int:
    """Return how many characters of a text are of such scripts, marks on others not counted."""
    if text.isascii():
        return 0
    found = Counter("".join(_UNSPACED.findall(text)))
    return sum(count for letters, count in found.items() if unicodedata.category(letters)[0] != "M")


def parted(text: str) -> int:
    """Return how many words a text has beside them, which spaces or such characters part."""
    return sum(any(map(str.isalnum, word)) for word in _UNSPACED.sub(" ", text).split())


def is_unspaced(text: str) -> bool:
    """Say whether most of a text is in such scripts, so that its characters are counted, and not its words."""
    return (found := unspaced(text)) > 0 and found > parted(text)


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Return the first word of a letter's name in Unicode, which is that of its script: `LATIN`, `CYRILLIC`, `CJK`."""
    return unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0]


@lru_cache(maxsize=1 << 14)
def main_script(text: str) -> str:
    """Return the script of most letters of a text, by letters from all over it; nothing for a text without letters.

    A text with kana is Japanese, and one with Hangul Korean, though it may have more Chinese characters; a few of them
    may stand in a name.
    """
    sample = text[:: len(text) // _SAMPLE + 1]
    if not any(map(str.isalpha, _BEYOND_ASCII.findall(sample))):  # which most texts are
        return "LATIN" if _ASCII_LETTER.search(sample) else ""
    found: Counter[str] = Counter()
    for letter, count in Counter(filter(str.isalpha, sample)).items():
        found[script_of(letter)] += count
    found["HIRAGANA"] += found.pop("KATAKANA", 0)
    for script in ("HIRAGANA", "HANGUL"):
        if found["CJK"] <= found[script] * _FEW:
            found[script] += found.pop("CJK", 0)
    return max(+found, key=found.__getitem__, default="")


_BEYOND_ASCII = re.compile("[^\0-\x7f]")
_ASCII_LETTER = re.compile("[A-Za-z]")
_SAMPLE = 500
_FEW = 20
"""Of so many Chinese characters, and letters of a script that stands beside them, one at least is of that script."""


_WITH_MARKS = chain(range(0x300, 0x3100), range(0xA66F, 0xAC00), range(0xFB1E, 0xFB50))
MARKS = ranges(c for c in map(chr, _WITH_MARKS) if unicodedata.category(c)[0] == "M" and not _UNSPACED.match(c))
"""The basic plane's combining marks, those of scripts without spaces left out."""
EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
