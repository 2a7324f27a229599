"""Bytes → text: strict UTF-8, nothing changed; or one line that says what the file looks like and how to convert it."""

from sourcebook.problems import Findings
from sourcebook.text.encodings import likeliest
from sourcebook.text.paragraphs import BOM
from sourcebook.text.stand_ins import CHOOSE, CONFLICT, conflict_in
from sourcebook.text.told_encoding import HZ, SAMPLE, around, is_mostly_utf_8, told_encoding


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
    if encoding := told_encoding(raw):
        findings.error(file, 1, f"the file is ASCII, and looks like {encoding}", _conversion(encoding))
        return None
    if not text.removeprefix(BOM).strip():
        findings.error(file, 0, "the file holds no text", "Put the text in, or remove the file")
        return None
    warn_of_conflict(text, file, findings)
    return text


def warn_of_conflict(text: str, file: str, findings: Findings) -> None:
    """Warn of the first place where git has left two versions."""
    if line := conflict_in(text):
        findings.warn(file, line, CONFLICT, CHOOSE)


def _report_what_it_looks_like(raw: bytes, fault: int, file: str, findings: Findings) -> None:
    line = raw.count(b"\n", 0, fault) + 1
    place = f"byte {fault} (0x{raw[fault]:02x})"
    if encoding := told_encoding(raw):
        what, remedy = f"is not UTF-8: the file looks like {encoding}", _conversion(encoding)
    elif kind := _file_type(raw):
        what, remedy = f"can't be text: the file begins like a {kind} file", "Save its text as plain UTF-8"
    elif b"\0" in raw:
        what = "can't be in a text: the file looks binary, or holds a stray NUL"
        remedy = "Take the NUL out, or save the text as plain UTF-8"
    elif is_mostly_utf_8(raw, fault):
        what, remedy = "is not UTF-8, though what is around it is", "Fix the character there"
    elif guess := likeliest(around(raw, fault)):
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
