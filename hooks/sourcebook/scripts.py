"""Scripts: which one a letter is of, and those whose words nothing parts, whose texts are measured in characters."""

import re
import unicodedata
from collections import Counter

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a00-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u30ff\u3100-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff"
    "\U00011700-\U0001174f\U00016fe0-\U0001b2ff\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words, as ranges of a character class: Thai, Lao, Burmese, Khmer, Tai,
Buginese, Balinese, Javanese, kana, bopomofo, Yi, Tangut, and Chinese characters."""
_UNSPACED = re.compile(f"[{UNSPACED}]+")


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


def script_of(letter: str) -> str:
    """Return the first word of a letter's name in Unicode, which is that of its script: `LATIN`, `CYRILLIC`, `CJK`."""
    return unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0]


def main_script(text: str) -> str:
    """Return the script of most letters of a text, by letters from all over it; nothing for a text without letters.

    A text with kana is Japanese, though it may have more Chinese characters.
    """
    sample = Counter(filter(str.isalpha, text[:: len(text) // _SAMPLE + 1]))
    found: Counter[str] = Counter()
    for letter, count in sample.items():
        found[script_of(letter)] += count
    if found["CJK"] and found["HIRAGANA"]:
        found["HIRAGANA"] += found.pop("CJK")
    return max(found, key=found.__getitem__, default="")


_SAMPLE = 500


def _combining_marks() -> str:
    """Return the basic plane's combining marks as ranges of a character class, scripts without spaces left out."""
    unspaced = re.compile(f"[{UNSPACED}]")
    marks = [c for c in range(0x300, 0xFB50) if unicodedata.category(chr(c))[0] == "M" and not unspaced.match(chr(c))]
    ranges: list[list[int]] = []
    for mark in marks:
        if ranges and ranges[-1][1] == mark - 1:
            ranges[-1][1] = mark
        else:
            ranges.append([mark, mark])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = _combining_marks()
