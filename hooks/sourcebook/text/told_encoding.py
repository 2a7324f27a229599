"""Encodings that a file tells of itself, by a mark, by its NULs, or by signs between which it is ASCII.

What it doesn't tell is guessed by its words (`encodings.py`).
"""

import codecs
from collections import Counter

from sourcebook.scripts import EAST_ASIAN, script_of

MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
"""Byte order marks and the encodings they stand for, the longer before those they begin with."""

UTF_7, HZ = "UTF-7", "HZ"
SIGNS = {b"\x1b$)C": "ISO-2022-KR", b"\x1b$": "ISO-2022-JP-2", b"~{": HZ, b"+": UTF_7}
"""With what the encodings that need only ASCII turn to other characters (RFC 1554, 1557, 1843, 2152)."""

SAMPLE = 64 * 1024
"""Bytes around the fault that are looked at to say what encoding a file seems to have."""


def told_encoding(raw: bytes) -> str:
    """Return what iconv and Python call the encoding that a file tells; nothing where it tells none."""
    marked = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), "")
    return marked or _by_its_nuls(raw) or _in_ascii(raw)


def _by_its_nuls(raw: bytes) -> str:
    """Return UTF-16 or UTF-32 without a byte order mark: NULs stand in it at least in spaces and at ends of lines."""
    sample = raw[:SAMPLE]
    if b"\0" not in sample:
        return ""
    encodings = (f"UTF-{8 * width}{end}" for width in (4, 2) for end in ("LE", "BE"))
    return next((encoding for encoding in encodings if _reads_as_text(sample, encoding)), "")


def _in_ascii(raw: bytes) -> str:
    """Return the encoding that writes other characters as ASCII between signs of its own; nothing if none does."""
    found = (
        encoding for sign, encoding in SIGNS.items() if sign[:1] in raw and sign in raw
    )  # one byte is found sooner
    return next((encoding for encoding in found if _writes_more(raw, encoding)), "")


def _writes_more(raw: bytes, encoding: str) -> bool:
    try:
        others = {letter for letter in raw.decode(encoding) if not letter.isascii()}
    except UnicodeDecodeError:
        return False
    if encoding != UTF_7:
        return bool(others)
    scripts = {*map(script_of, filter(str.isalpha, others))}  # a mail to `ann+tag@…` has a letter of Korean for `+tag`
    return (len(others) >= _SOME or scripts == {"LATIN"}) and _reads_as_text(raw[:SAMPLE], encoding)


def _reads_as_text(sample: bytes, encoding: str) -> bool:
    """Say whether a sample can be read so, in two scripts at most; in Chinese, Japanese or Korean characters in use.

    Pairs of bytes of any other text read as rare Chinese characters, and as letters of many scripts.
    """
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)  # which may be cut within a character
    except UnicodeDecodeError:
        return False
    if not text or not all(character.isprintable() or character in "\t\n\r\f\xa0\u3000\ufeff" for character in text):
        return False
    scripts = [(letter, script_of(letter)) for letter in text if letter.isalpha()]
    east_asian = "".join(letter for letter, script in scripts if script in EAST_ASIAN)
    found = Counter("CJK" if script in EAST_ASIAN else script for _, script in scripts)
    return _are_most(sum(count for _, count in found.most_common(2)), len(scripts)) and any(
        _are_most(len(east_asian.encode(name, "ignore").decode(name)), len(east_asian)) for name in _IN_USE
    )


def _are_most(number: int, of_all: int) -> bool:
    return number >= of_all * _NEARLY_ALL


_SOME = 3
_NEARLY_ALL = 0.9
_IN_USE = ("gb2312", "big5", "shift_jis", "euc_kr")
"""Encodings that have the characters in use in a country, and few others."""


def is_mostly_utf_8(raw: bytes, fault: int) -> bool:
    """Say whether most of what is beyond ASCII around a byte is UTF-8 all the same."""
    text = around(raw, fault).decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - wrong >= wrong


def around(raw: bytes, fault: int) -> bytes:
    """Return the bytes around one."""
    start = max(0, fault - SAMPLE // 2)
    return raw[start : start + SAMPLE]
