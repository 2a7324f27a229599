"""Page breaks inside a sentence: the number and the running head that stand between its halves are no words of it."""

import re

from sourcebook.rarely import rarely

_PAGE_LINE = rarely(
    r"\n[ \t\f]*(?:(?P<number>[-–—\[({*~]{0,2}[ ]?(?:[^\W\d_]{1,6}\.?[ ])?(?:\d{1,4}[abrv]?|[ivxlcIVXLC]{1,7})"
    r"(?:[ ]?(?:/|[^\W\d_]{1,5})[ ]?\d{1,4})?[ ]?[-–—\])}*~]{0,2})"
    r"|(?P<head>(?:\d{1,4}[ \t|]+)?[^\W\d_a-zß-öø-ÿ](?:[^\W_a-zß-öø-ÿ]|[ .,’'&:|*-]){2,60}?(?:[ \t|]+\d{1,4})?)"
    r"|(?P<numbered>(?:\d{1,4}(?:[ ]{2,}|[ ]*[\t|][ ]*)\S.{2,80}"
    r"|(?=.*\d[ \t\f]*\r?$)\S.{2,80}\S(?:[ ]{2,}|[ ]*[\t|][ ]*)\d{1,4}))"
    r"|(?P<feed>\f))[ \t\f]*\r?$",
    re.MULTILINE,
)
"""A line that holds nothing but the number of a page, or a running head: in capitals, or apart from such a number.

The line's end before it is part of the pattern: looking for one is quick, and for where lines begin it isn't."""
_GOES_ON = re.compile(r"\n\s*[^\W\d_A-Z]")
"""A line that may begin in lower case: where none does, no page breaks a sentence."""
_LINE_BEFORE = re.compile(r"\n\r?\n(?P<line>[ \t]{0,3}[^\W_a-zß-öø-ÿ][^\r\n“”\"„«»]{2,60})\r?\n\r?\n\Z")
_LINE_AFTER = re.compile(r"\s*?\n\r?\n(?P<line>[ \t]{0,3}[^\W_a-zß-öø-ÿ][^\r\n“”\"„«»]{2,60})(?=\r?\n\r?\n)")
"""A line by itself, beside the number of a page: a running head in small letters."""
_PROSE = re.compile(r"(?:[^\s\d|]+[ \t\u00a0]+){4,}[^\s|]+")
"""Words in a line, so many that it is no row of a table or list."""
_ENDS_NO_SENTENCE = re.compile(r"[^\W_]['’,;–—-]?[ \t]*\Z|,[ \t]*\Z")


def page_breaks(text: str) -> list[tuple[int, int]]:
    """Return where pages break inside a sentence, as offsets of what stands between its halves, in order.

    The text before has to end without a sentence's end, and the text after to go on with a small letter. What stands
    between has to have a form feed, or a number between dashes, or blank lines around it, or be a number between two
    lines of prose, with a running head or without: else it may be a table's. A line in small letters is a running head
    only beside a number.
    """
    found: list[tuple[int, int]] = []
    if not _GOES_ON.search(text):
        return found
    start = end = -1
    certain = False
    for match in _PAGE_LINE.finditer(f"\n{text}"):
        if end < 0 or text[end : match.start()].strip():
            found += _interrupting(text, start, end, certain=certain)
            start, certain = match.start(), False
        end = match.end() - 1
        certain |= (
            "\f" in match[0] or (match["number"] or "")[:1] in tuple("-–—[({*~") or _is_amid_prose(text, start, end)
        )
    return [*found, *_interrupting(text, start, end, certain=certain)]


def _is_amid_prose(text: str, start: int, end: int) -> bool:
    """Tell whether lines with a number in them stand right between two lines of prose."""
    if not any(c.isdigit() for c in text[start:end]):
        return False
    before = text[max(0, start - 200) : start].rstrip("\r\n").rpartition("\n")[2]
    after = text[end : end + 200].lstrip("\r\n").partition("\n")[0]
    return bool(_PROSE.search(before) and _PROSE.match(after))


def _interrupting(text: str, start: int, end: int, *, certain: bool) -> list[tuple[int, int]]:
    if end < 0:
        return []
    after = text[end : end + 80].lstrip(" \t\r")
    apart = text[max(0, start - 4) : start].endswith(("\n\n", "\n\r\n")) and after.startswith(("\n\n", "\n\r\n"))
    if not certain and not apart:
        return []
    before = _LINE_BEFORE.search(text, max(0, start - 80), start) if apart else None
    behind = _LINE_AFTER.match(text, end, end + 160) if apart else None
    spans = [(before.start("line"), end)] if before else []
    spans += [(start, behind.end("line"))] if behind else []
    return [span for span in (*spans, (start, end)) if interrupts(text, *span)][:1]


def interrupts(text: str, start: int, end: int) -> bool:
    """Tell whether what stands at `[start, end)` parts the halves of a sentence: the second begins in lower case."""
    before, after = text[max(0, start - 80) : start].rstrip(), text[end : end + 80].lstrip()
    return after[:1].islower() and bool(_ENDS_NO_SENTENCE.search(before))
