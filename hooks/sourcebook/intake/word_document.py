"""A Word document → one of which Pandoc reads all words.

Pandoc passes over what simple fields show (a letter's date may be one), boxes of text, characters that are printed with
how they are read, and words whose direction is set.
"""

import re
import zipfile
from io import BytesIO

_TEXTS = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml")
_AROUND = re.compile(rb"</?w:(?:fldSimple|bdo|dir)(?:\s[^>]*)?>")
_DRAWING = re.compile(rb"<(mc:AlternateContent|w:pict)\b.*?</\1>", re.DOTALL)
_BOX = re.compile(rb"<w:txbxContent\b[^>]*>(.*?)</w:txbxContent>", re.DOTALL)
_READ_ALOUD = re.compile(
    rb"<w:ruby>.*?<w:rt>(?P<reading>.*?)</w:rt>\s*<w:rubyBase>(?P<words>.*?)</w:rubyBase>\s*</w:ruby>", re.DOTALL
)
_OPENS, _ENDS = (f"<w:r><w:t>{sign}</w:t></w:r>".encode() for sign in "（）")


def with_all_words(raw: bytes) -> bytes:
    """Return a Word document with its words where Pandoc reads them; as it is if it has none elsewhere.

    Raises:
        zipfile.BadZipFile: if it is none; and what else the library raises where one is broken.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed:
        parts = {name: given.read(name) for name in given.namelist()}
        texts = {name: _in_paragraphs(part) for name, part in parts.items() if _TEXTS.fullmatch(name)}
        for name, part in (parts | texts).items():
            changed.writestr(name, part)
    return made.getvalue() if any(parts[name] != text for name, text in texts.items()) else raw


def _in_paragraphs(part: bytes) -> bytes:
    part = _DRAWING.sub(_out_of_box, _AROUND.sub(b"", part))
    return _READ_ALOUD.sub(rb"</w:r>\g<words>" + _OPENS + rb"\g<reading>" + _ENDS + b"<w:r>", part)


def _out_of_box(drawing: re.Match[bytes]) -> bytes:
    """Return what is written in a drawing as paragraphs of its own, between the halves of the one that it stands in."""
    chosen, *_ = drawing[0].split(b"<mc:Fallback", 1)  # the same for older programs follows
    written = b"".join(_BOX.findall(chosen))
    return b"</w:r></w:p>" + written + b"<w:p><w:r>" if written else drawing[0]
