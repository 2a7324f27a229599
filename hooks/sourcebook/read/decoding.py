"""Bytes → text: strict UTF-8, nothing changed; or one line that says what the file looks like and how to convert it."""

import codecs
from collections import Counter

from sourcebook.problems import Findings
from sourcebook.scripts import script_of
from sourcebook.text.encodings import likeliest
from sourcebook.text.paragraphs import BOM
from sourcebook.text.stand_ins import CHOOSE, CONFLICT, conflict_in

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


def decode(raw: bytes, file: str, findings: Findings) -> str | None:
    """Return the text of a seed, its byte order mark and line ends kept; None, and an error told, if it has none."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        _report_what_it_looks_like(raw, fault.start, file, findings)
        return None
    if (nul := text.find("\0")) >= 0:
        _report_what_it_looks_like(raw, len(text[:nul].encode()), file, findings)
        return None
    if encoding := _encoding_in_ascii(raw):
        findings.error(file, 1, f"the file is ASCII, and looks like {encoding}", _conversion(encoding))
        return None
    if not text.removeprefix(BOM).strip():
        findings.error(file, 0, "the file holds no text", "Put the text in, or remove the file")
        return None
    if line := conflict_in(text):
        findings.warn(file, line, CONFLICT, CHOOSE)
    return text


def _report_what_it_looks_like(raw: bytes, fault: int, file: str, findings: Findings) -> None:
    line = raw.count(b"\n", 0, fault) + 1
    place = f"byte {fault} (0x{raw[fault]:02x})"
    marked = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), "")
    if encoding := marked or _encoding_by_its_nuls(raw):
        what, remedy = f"is not UTF-8: the file looks like {encoding}", _conversion(encoding)
    elif kind := _file_type(raw):
        what, remedy = f"can't be text: the file begins like a {kind} file", "Save its text as plain UTF-8"
    elif b"\0" in raw:
        what = "can't be in a text: the file looks binary, or holds a stray NUL"
        remedy = "Take the NUL out, or save the text as plain UTF-8"
    elif _is_mostly_utf_8(raw, fault):
        what, remedy = "is not UTF-8, though what is around it is", "Fix the character there"
    elif guess := likeliest(_around(raw, fault)):
        what = f"is not UTF-8: the file looks like {guess.label}"
        reads = f" (it would have: {', '.join(guess.words)})" if guess.words else ""
        others = f", or from {', '.join(guess.others)}, for there are too few words to tell" if guess.others else ""
        remedy = f"{_conversion(guess.label)}{others}; then read it through{reads}"
    else:
        what, remedy = "is not UTF-8", "Save the text as plain UTF-8"
    findings.error(file, line, f"{place} {what}", remedy)


def _conversion(encoding: str) -> str:
    if encoding == HZ:  # which not every iconv knows
        return "Take it in with `sourcebook add --encoding hz`"
    return f"Convert it: iconv -f {encoding} -t UTF-8 OLD > NEW"


def _encoding_by_its_nuls(raw: bytes) -> str:
    """Return UTF-16 or UTF-32 without a byte order mark: NULs stand in it at least in spaces and at ends of lines."""
    sample = raw[:SAMPLE]
    if b"\0" not in sample:
        return ""
    encodings = (f"UTF-{8 * width}{end}" for width in (4, 2) for end in ("LE", "BE"))
    return next((encoding for encoding in encodings if _reads_as_text(sample, encoding)), "")


def _encoding_in_ascii(raw: bytes) -> str:
    """Return the encoding that writes other characters as ASCII between signs of its own; nothing if none does."""
    found = (encoding for sign, encoding in SIGNS.items() if sign in raw)
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
    east_asian = "".join(letter for letter, script in scripts if script in _EAST_ASIAN)
    found = Counter("CJK" if script in _EAST_ASIAN else script for _, script in scripts)
    return _are_most(sum(count for _, count in found.most_common(2)), len(scripts)) and any(
        _are_most(len(east_asian.encode(name, "ignore").decode(name)), len(east_asian)) for name in _IN_USE
    )


def _are_most(number: int, of_all: int) -> bool:
    return number >= of_all * _NEARLY_ALL


_SOME = 3
_NEARLY_ALL = 0.9
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
_IN_USE = ("gb2312", "big5", "shift_jis", "euc_kr")
"""Encodings that have the characters in use in a country, and few others."""


def _file_type(raw: bytes) -> str:
    """Return the name endings of the kinds of file that begin with these bytes; nothing if none is known."""
    try:
        import puremagic  # noqa: PLC0415  for what is no text

        matches = puremagic.magic_string(raw[:SAMPLE])
    except Exception:  # it raises whatever its parts raise
        return ""
    enough = 3 if b"\0" in raw[:SAMPLE] else 4
    sure = (match for match in matches if match.extension and len(match.byte_match) >= enough)
    endings = dict.fromkeys(f".{match.extension.lstrip('.')}" for match in sure)
    return ", ".join(list(endings)[:3]) + (", …" if len(endings) > 3 else "")


def _is_mostly_utf_8(raw: bytes, fault: int) -> bool:
    text = _around(raw, fault).decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - wrong >= wrong


def _around(raw: bytes, fault: int) -> bytes:
    start = max(0, fault - SAMPLE // 2)
    return raw[start : start + SAMPLE]
