"""A title for a document whose record has none: the first line of the text, and nothing made up."""

import re
import unicodedata
from collections.abc import Sequence

from sourcebook.direction import control_in
from sourcebook.model import Basis, Fact, Role, Source
from sourcebook.remembered import remembered
from sourcebook.text.days import dateline
from sourcebook.text.leftovers import without_leftovers
from sourcebook.text.letters import salutation
from sourcebook.text.paragraphs import BOM
from sourcebook.vocabulary.roles import NOT_A_TITLE
from sourcebook.wording import N_

FIRST = N_("the first line of the text")
FIRST_WITH_WORDS = N_("the first line of the text with words of its own")
AFTER_DATELINE = N_("the first line of the text after its place and day")
LONGEST, _HEADING = 200, 100
"""Characters of a first line that a title keeps, and of one that may be a heading below a place and a day."""

_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters to Unicode that nobody sees."""
_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_CHARACTER = re.compile(f"\x1b\\[[\\d;]*[A-Za-z]|[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef{_LAST_OF_PLANES}]")
"""Controls, with what they begin for a terminal (`ESC[1m`), and what is no character to Unicode: a page may hold them
only where it shows a text letter for letter."""
_LINE = re.compile(r"[^\r\n]+")
_GOES_ON = ",:;،؛，：；、"
"""Marks after which a line goes on: no title ends in one ("Gentlemen of the Senate:")."""
_SAYS_SOMETHING = re.compile(r"[^\W\d_]|\d{4}")
"""A letter, or what may be a year: other numbers are a page's, a line's or a subtitle's, and its times."""
_PAGE = re.compile(
    r"<[!?][^<>]*>|</?(?:html|head|title|body|meta|link)\b[^<>]*>|!\[[^][]*\]\([^()\s]*\)|\[\[\w+:[^][]*\]\]"
    r"|^(?:-{5}BEGIN [A-Z ]+-{5}|Hash: [\w, -]+|WEBVTT\b.*)$",
    re.IGNORECASE,
)
"""What is left over of a web page beside the tags within a text: comments, and what stands around it; pictures of
Markdown and wikis; and how a signed message and a file of subtitles begin."""
_TEX = re.compile(r"^%.*|\\(?:documentclass|usepackage|begin|maketitle|input)\b\*?(?:\[[^][]*\]|\{[^{}]*\})*")
"""Comments of TeX, and what it asks for before a text begins."""
_BARS = frozenset("|│┃║")
_ORNAMENT = re.compile(r"\W*(\w)(?:\1|\W){2,20}|\W*p(?:age|p?\.) ?\d+\W*", re.IGNORECASE)
"""A letter over and over (`oOo`), or the number of a page: a title only of a text that has no other line."""


@remembered
def first_line(source: Source, roles: Sequence[Role]) -> Fact:
    """Return the title that a document has without a curator's.

    A line that begins in a comment, a caption, furniture … is passed over.

    Returns:
        An inferred title with the words it is made of, which have a letter or a year beside tags: a heading, where the
        first line is but a place and a day; for a text without such a line of its own, its first number, or its name.
    """
    barred = [role for role in roles if role.role in NOT_A_TITLE]
    is_first, is_tex = True, "\\begin{document}" in source.text
    headed: Fact | None = None
    number: Fact | None = None
    for line in _LINE.finditer(source.text):
        start, end = _unframed(source.text, *_visible(source.text, line.start(), line.end()))
        shown = without_leftovers(_PAGE.sub(" ", source.text[start:end]))
        shown = _TEX.sub(" ", shown) if is_tex else shown
        has_words = any(map(_is_of_a_word, shown))
        if has_words and not any(role.start < end and role.end > start for role in barred):
            if headed:
                return _title(source, start, end, AFTER_DATELINE) if _is_heading(source, start, end) else headed
            found = _title(source, start, end, FIRST if is_first else FIRST_WITH_WORDS)
            if not _SAYS_SOMETHING.search(shown) or _ORNAMENT.fullmatch(shown):
                number = number or found
            elif dateline(source.text[start:end]):
                headed = found
            else:
                return found
        is_first = is_first and start >= end
    return headed or number or file_name(source)


def _is_heading(source: Source, start: int, end: int) -> bool:
    """Say whether a line is a paragraph by itself, short, and neither a sentence nor a salutation."""
    line, paragraph = source.text[start:end], source.paragraph_at(start)
    is_alone = paragraph is not None and source.text[paragraph.start : paragraph.end].strip() == line
    return (
        is_alone
        and len(line) <= _HEADING
        and line[-1] not in f".。{_GOES_ON}"
        and not salutation(line)
        and not dateline(line)
    )


def file_name(source: Source) -> Fact:
    """Return the title of a document whose text has none that can be shown."""
    return Fact("title", source.name, Basis.DERIVED, note=N_("the name of the file"))


def _title(source: Source, start: int, end: int, note: str) -> Fact:
    end = start + len(source.text[start:end].rstrip(f"{_GOES_ON} \xa0\u202f"))
    cut = _cut(source.text, start, end)
    words = filter(None, (_NO_CHARACTER.sub("", word) for word in source.text[start:cut].split()))
    return Fact("title", " ".join(words) + ("…" if cut < end else ""), Basis.INFERRED, note).standing_at(
        source, start, cut
    )


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the line without what can't be seen at its ends; nothing of it if nothing can be seen.

    What opens a run in one direction stays with what closes it.
    """
    visible, other = (_trimmed(text, start, end, kinds) for kinds in ("CZ", "Z"))
    return other if control_in(text[slice(*visible)]) and not control_in(text[slice(*other)]) else visible


def _unframed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a line without the bars of a frame at both its ends."""
    if start == end or not _BARS.issuperset((text[start], text[end - 1])):
        return start, end
    within = _visible(text, start + 1, end - 1)
    return within if within[0] < within[1] else (start, end)


def _trimmed(text: str, start: int, end: int, kinds: str) -> tuple[int, int]:
    """Return a line without characters of such categories, and byte order marks, at its ends."""
    while start < end and (unicodedata.category(text[start])[0] in kinds or text[start] == BOM):
        start += 1
    while end > start and (unicodedata.category(text[end - 1])[0] in kinds or text[end - 1] == BOM):
        end -= 1
    return start, end


def _is_of_a_word(character: str) -> bool:
    """Say whether a character is a letter or a digit: rules are drawn of what lengthens or marks one (`ـــ`)."""
    return character.isalnum() and unicodedata.category(character) != "Lm" and character not in _FILLERS


def _cut(text: str, start: int, end: int) -> int:
    """Return where a long line is cut: at the end of a word, or at a letter where one word is longer than all."""
    if end - start <= LONGEST:
        return end
    cut = start + LONGEST
    gap = next((at for at in range(cut, start, -1) if text[at].isspace()), cut)
    while gap > start + 1 and (text[gap - 1].isspace() or (gap == cut and unicodedata.combining(text[gap]))):
        gap -= 1
    return gap
