"""RTF: letters by the code page of a file and of its fonts → letters by their numbers in Unicode, which Pandoc reads.

Pandoc takes every file for one in the code page of western Europe.
"""

import codecs
import re

_PAGES = {77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254"}
_PAGES |= {163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}
"""By the number of a font's set of characters."""
_WESTERN = "cp1252"
_OF_FILE = re.compile(rb"\\ansicpg(\d+)")
_OF_FONT = re.compile(rb"\\f(\d+)(?:\\(?!fcharset|f\d)[a-z]+-?\d*|[\s{*])*\\fcharset(\d+)")
_UNICODE = re.compile(rb"(?<!\\)((?:\\\\)*\\u-?\d+)(?=[^\s\d])")
"""A letter by its number with what older programs show in its place right behind it: `\\u228?`."""
_TOKEN = re.compile(
    rb"\\[\\{}]|\\u-?\d+ ?(?:\\'[0-9a-fA-F]{2})?|(?P<bytes>(?:\\'[0-9a-fA-F]{2}[\r\n]*)+)(?P<next>[^\\{}\r\n]?)"
    rb"|\\f(?P<font>\d+)|(?P<plain>\\plain(?![a-z]))|(?P<opens>\{)|(?P<closes>\})"
)


def with_numbers(raw: bytes) -> bytes:
    """Return RTF with the letters beyond ASCII by their numbers in Unicode, where it isn't in Pandoc's code page."""
    of_file = _OF_FILE.search(raw)
    page = _known(f"cp{int(of_file[1])}") if of_file else _WESTERN
    fonts = {int(font): _PAGES[int(number)] for font, number in _OF_FONT.findall(raw) if int(number) in _PAGES}
    if page != _WESTERN or fonts:
        raw = _numbered(raw, page, fonts)
    return _UNICODE.sub(rb"\1 ", raw)  # Pandoc passes over one letter too many where no space stands between


def _known(page: str) -> str:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return _WESTERN


def _numbered(raw: bytes, page: str, fonts: dict[int, str]) -> bytes:
    pages = [page]
    """In each group that is open."""

    def number(found: re.Match[bytes]) -> bytes:
        if found["opens"]:
            pages.append(pages[-1])
        elif found["closes"]:
            pages[1:] = pages[1:-1]
        elif found["font"]:
            pages[-1] = fonts.get(int(found["font"]), page)
        elif found["plain"]:
            pages[-1] = page
        elif found["bytes"]:
            return _by_number(
                bytes.fromhex(re.sub(rb"[\\'\s]", b"", found["bytes"]).decode()), found["next"], pages[-1]
            )
        return found[0]

    return _TOKEN.sub(number, raw)


def _by_number(letters: bytes, following: bytes, page: str) -> bytes:
    """Return letters by their numbers; the last one's second half may be what follows them in ASCII."""
    try:
        text = letters.decode(page)
    except UnicodeDecodeError:
        text, following = (letters + following).decode(page, "replace"), b""
    units = text.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return b"".join(rb"\u%d ?" % number for number in numbers) + following
