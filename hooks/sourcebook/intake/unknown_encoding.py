"""Bytes of a stranger's file → its letters: by the encoding that is named for it, that it tells, or that alone fits."""

import codecs

from sourcebook.problems import Fault
from sourcebook.text.encodings import likeliest
from sourcebook.text.paragraphs import BOM
from sourcebook.text.told_encoding import is_mostly_utf_8, told_encoding

_MEANT = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
"""What web pages and mails are in that declare an encoding which has less, by Python's names."""


def decoded(raw: bytes, named: str, declared: str = "") -> tuple[str, str]:
    """Return a text, and how it was read (“read as CP1252”; nothing for UTF-8).

    `named`: its encoding as a person says, unless it is in UTF-8; `declared`: as it says itself, which may be wrong.

    Raises:
        Fault: if none can be told.
    """
    told = told_encoding(raw)
    try:
        text, fault = raw.decode("utf-8-sig"), 0
    except UnicodeDecodeError as wrong:
        text, fault = "", wrong.start
    if not told and (text or not raw) and not (named and text.isascii()):
        return text, ""
    for name in filter(None, (named, told)):
        try:
            read = raw.decode(name)
        except (LookupError, UnicodeError) as wrong:
            raise Fault(f"not a text in {name} ({wrong})", "Name another with --encoding") from None
        if "\0" not in read:  # which is a half of a letter in UTF-16
            return read.removeprefix(BOM), f"read as {codecs.lookup(name).name.upper()}"
    if read := _as_declared(raw, declared):
        return read, f"read as {declared.upper()}"
    if not text and is_mostly_utf_8(raw, fault):
        raise Fault(f"byte {fault} (0x{raw[fault]:02x}) is not UTF-8, though what is around it is", "Fix it there")
    guess = likeliest(raw)
    if guess and not guess.others:
        try:
            return raw.decode(guess.name), f"read as {guess.label}"
        except UnicodeDecodeError:
            pass  # the guess leaves a last character apart
    of = [guess.label + (f" ({guess.words[0]})" if guess.words else ""), *guess.others] if guess else []
    what = f"its encoding can't be told{', for it may be ' if of else ''}{', '.join(of)}"
    raise Fault(what, f"Name it with --encoding, such as --encoding {guess.name if guess else 'cp1252'}")


def _as_declared(raw: bytes, declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
        return raw.decode(_MEANT.get(name, name))
    except (LookupError, UnicodeError):
        return ""
