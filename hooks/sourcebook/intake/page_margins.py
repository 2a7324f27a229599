"""What stands at the head and the foot of a document's pages, of which Pandoc reads nothing: a letter's head, say.

Each line of it stands once, before and behind the text. What numbers pages is left out.
"""

import re
from collections.abc import Iterator, Mapping

_PARAGRAPH = re.compile(rb"<(w:p|text:[ph])(?:\s[^<>]*)?(?<!/)>(.*?)</\1>", re.DOTALL)
_NUMBERS_PAGES = re.compile(rb"\b(?:NUM|SECTION)?PAGES?\b|<text:page-(?:number|count)\b")
_NO_WORDS = re.compile(rb"<w:instrText\b[^<>]*>[^<]*</w:instrText>|<mc:Fallback\b.*?</mc:Fallback>", re.DOTALL)
"""What a field asks for; and a drawing once more, for older programs."""
_GAP = re.compile(rb"<(?:w:(?:tab|br|cr)|text:(?:tab|s|line-break))(?:\s[^<>]*)?/>")
_TAG = re.compile(rb"<[^<>]*>")
_MARGINS = {
    "docx": re.compile(rb"<w:(?P<where>hdr|ftr)\b(?P<inside>.*)</w:(?P=where)>", re.DOTALL),
    "odt": re.compile(
        rb"<style:(?P<where>header|footer)(?P<more>-left|-first)?(?:\s[^<>]*)?(?<!/)>(?P<inside>.*?)</style:(?P=where)(?P=more)?>",
        re.DOTALL,
    ),
}
_FILES = {"docx": re.compile(r"word/(?:header|footer)\d*\.xml"), "odt": re.compile(r"styles\.xml")}
_TEXT = {"docx": "word/document.xml", "odt": "content.xml"}
_BEGINS = re.compile(rb"<(?:w:body|office:text)(?:\s[^<>]*)?(?<!/)>")
_ENDS = re.compile(
    rb"(?:<w:sectPr\b(?:(?!<w:sectPr\b).)*?</w:sectPr>\s*|<w:sectPr\b[^<>]*/>\s*)?</(?:w:body|office:text)>", re.DOTALL
)
_MADE = {"docx": b'<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>', "odt": b"<text:p>%s</text:p>"}


def with_margins(parts: Mapping[str, bytes], form: str) -> dict[str, bytes]:
    """Return what of a document's files is another with those lines in its text; nothing where there are none.

    Args:
        parts: the files by their names.
        form: what Pandoc calls the document.
    """
    name = _TEXT.get(form, "")
    if name not in parts:
        return {}
    found: dict[bool, dict[bytes, None]] = {True: {}, False: {}}
    for file in sorted(filter(_FILES[form].fullmatch, parts)):
        for margin in _MARGINS[form].finditer(parts[file]):
            found[margin["where"] in {b"hdr", b"header"}] |= dict.fromkeys(_lines(margin["inside"]))
    above, below = (b"".join(_MADE[form] % line for line in lines) for lines in found.values())
    text = _BEGINS.sub(lambda begins: begins[0] + above, parts[name], count=1)
    ends = [*_ENDS.finditer(text)][-1:]
    for end in ends:
        text = text[: end.start()] + below + text[end.start() :]
    return {name: text} if above or below else {}


def _lines(margin: bytes) -> Iterator[bytes]:
    for paragraph in _PARAGRAPH.finditer(margin):
        if not _NUMBERS_PAGES.search(paragraph[0]):
            line = b" ".join(_TAG.sub(b"", _GAP.sub(b" ", _NO_WORDS.sub(b"", paragraph[2]))).split())
            if any(map(str.isalpha, line.decode(errors="replace"))):
                yield line
