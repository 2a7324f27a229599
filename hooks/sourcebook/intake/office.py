"""A document of Word or LibreOffice, or a book → one of which Pandoc reads all words.

Pandoc passes over what fields show (a letter's date may be one), boxes of text, characters that are printed with how
they are read, words whose direction is set, and what stands at the head and the foot of pages.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from sourcebook.intake.page_margins import with_margins
from sourcebook.intake.web_page import plainer

_LARGEST = 1 << 28
"""Bytes of a document's files, unpacked: of more, nothing is taken out here."""
_AROUND = re.compile(rb"</?w:(?:fldSimple|bdo|dir)(?:\s[^<>]*)?>")
_DRAWING = re.compile(rb"<(mc:AlternateContent|w:pict)\b(?:(?!<\1\b).)*?</\1>", re.DOTALL)
_BOX = re.compile(rb"<w:txbxContent\b[^<>]*>((?:(?!<w:txbxContent\b).)*?)</w:txbxContent>", re.DOTALL)
_READ_ALOUD = re.compile(
    rb"<w:ruby>(?:(?!<w:ruby>).)*?<w:rt>(?P<reading>(?:(?!<w:ruby>).)*?)</w:rt>\s*"
    rb"<w:rubyBase>(?P<words>(?:(?!<w:ruby>).)*?)</w:rubyBase>\s*</w:ruby>",
    re.DOTALL,
)
_OPENS, _ENDS = (f"<w:r><w:t>{sign}</w:t></w:r>".encode() for sign in "（）")

_SHOWN = (
    rb"author-[a-z]+|chapter|conditional-text|(?:creation|modification|print)-(?:date|time)|creator|database-[a-z]+|date"
    rb"|description|drop-down|expression|file-name|index-(?:body|title)|initial-creator|keywords|meta|meta-field"
    rb"|numbered-paragraph|page-(?:count|number)|placeholder|sender-[a-z]+|subject|text-input|time|title|user-[a-z-]+"
    rb"|variable-[a-z]+|(?:table-of-content|[a-z]+-index)"
)
_AROUND_IN_ODT = re.compile(
    rb"</?text:(?:"
    + _SHOWN
    + rb")(?:\s[^<>]*)?>|<text:([a-z-]+-source)\b(?:(?!<text:\1\b).)*?</text:\1>|</?draw:(?:frame|g)(?:\s[^<>]*)?>",
    re.DOTALL,
)
_BOX_IN_ODT = re.compile(rb"<(/)?draw:(?:text-box|custom-shape)(?:\s(?:[^<>]*[^/<>])?)?>")
_READING_IN_ODT = re.compile(rb"<text:ruby-text\b[^<>]*>([^<]*)</text:ruby-text>|</?text:ruby(?:-base)?(?:\s[^<>]*)?>")


def with_all_words(raw: bytes, form: str) -> bytes:
    """Return a document with its words where Pandoc reads them; as it is if it has none elsewhere, or is too large.

    `form`: what Pandoc calls it, one of `FORMS`.

    Raises:
        zipfile.BadZipFile: if it is none; and what else the library raises where one is broken.
    """
    names, change = FORMS[form]
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as given, zipfile.ZipFile(made, "w") as changed:
        if sum(part.file_size for part in given.infolist()) > _LARGEST:
            return raw
        parts = {name: given.read(name) for name in given.namelist()}
        texts = {name: change(part) for name, part in parts.items() if names.fullmatch(name)}
        texts |= with_margins(parts | texts, form)
        for name, part in (parts | texts).items():
            changed.writestr(name, part)
    return made.getvalue() if any(parts[name] != text for name, text in texts.items()) else raw


def _in_word(part: bytes) -> bytes:
    part = _DRAWING.sub(_out_of_box, _AROUND.sub(b"", part))
    return _READ_ALOUD.sub(rb"</w:r>\g<words>" + _OPENS + rb"\g<reading>" + _ENDS + b"<w:r>", part)


def _out_of_box(drawing: re.Match[bytes]) -> bytes:
    """Return what is written in a drawing as paragraphs of its own, between the halves of the one that it stands in."""
    chosen, *_ = drawing[0].split(b"<mc:Fallback", 1)  # the same for older programs follows
    written = b"".join(_BOX.findall(chosen))
    return b"</w:r></w:p>" + written + b"<w:p><w:r>" if written else drawing[0]


def _in_odt(part: bytes) -> bytes:
    part = _BOX_IN_ODT.sub(lambda found: b"<text:p>" if found[1] else b"</text:p>", _AROUND_IN_ODT.sub(b"", part))
    return _READING_IN_ODT.sub(lambda found: f"（{found[1].decode()}）".encode() if found[1] else b"", part)


def _in_book(part: bytes) -> bytes:
    return plainer(part.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


FORMS: dict[str, tuple[re.Pattern[str], Callable[[bytes], bytes]]] = {
    "docx": (re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml"), _in_word),
    "odt": (re.compile(r"content\.xml"), _in_odt),
    "epub": (re.compile(r".+\.x?html?", re.IGNORECASE), _in_book),
}
"""The names of the files that a document's words stand in, and what changes them."""
