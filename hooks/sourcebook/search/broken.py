"""Words that the end of a line or of a page breaks: `chil-⏎dren`, `bar-⏎12⏎THE TIMES⏎rels`.

Page numbers, headlines and the number of a note may stand between the pieces, in one paragraph or in several.
"""

import re
from collections.abc import Iterator, Sequence

from sourcebook.rarely import rarely
from sourcebook.scripts import MARKS
from sourcebook.text.fold import LINE_DASHES, LINE_ENDS, LINE_HYPHENS, NOTHING

BREAK, PAGE = "\x01\x02"
"""Put in the place of what stands between the pieces: around the words of the page, if there are any."""
_SPACES = rf"(?:[\u200b-\u200f\u2060\ufeff]|[^\S\r{LINE_ENDS}])*"
_NOTE = r"(?:[ \t]+\d{1,4}|[(\[]?\d{1,3}[)\]]|[¹²³⁰⁴-⁹]{1,3}|[*_/†‡§\"'”’»)]{1,2})?"
_NOTES = ("", NOTHING, "[*†‡§]", "[¹²³⁰⁴-⁹]", "[¹²³⁰⁴-⁹]{2}", r"\[\d\]", r"\[\d\d\]")
_SIGNS_OF_NOTES = f"{NOTHING}*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹[]0123456789"
"""The number of a note before the hyphen."""
_SIGN = f"[{LINE_HYPHENS}{LINE_DASHES}]"
_BEHIND_A_WORD = "|".join(rf"(?<=(?:[^\W\d_]|[{MARKS}]){note}.)" for note in _NOTES)
_LINE_END = rarely(
    rf"{_SIGN}(?:{_BEHIND_A_WORD})"
    rf"(?:(?<=\u00ad){_SIGN})?[\u00ad¬]?(?P<note>{_NOTE}){_SPACES}\r?[{LINE_ENDS}]"
)
"""Programs that typeset put a soft hyphen before or after the hyphen, and some that read print a `¬`. What stands
before is looked at last: so most letters of a text cost nothing."""
_IN_KOREAN = rarely(rf"(?<=[가-힣]){_SPACES}\r?[{LINE_ENDS}]{_SPACES}(?=[가-힣])")
"""Korean breaks words anywhere, and puts no hyphen."""
_NUMBER_OF_A_LINE = r"[(\[]?\d{1,4}[\])]?[.:]?[ \t]+"
_GOES_ON = rarely(rf"{_SPACES}(?:{_NUMBER_OF_A_LINE})?(?:[>|#_/“”„«»\"‚‘’']{_SPACES}){{0,3}}[-‐‑]?(?=[^\W\d_])")
"""What may stand in the next line before the rest of a word: its number, marks of a quotation, the hyphen again."""
_BEFORE_A_CAPITAL = rarely(rf"[-‐‑]{_SPACES}\r?[{LINE_ENDS}]{_SPACES}(?=[^\W\d_])")
_PAGE_NUMBER = re.compile(
    r"[^\w\n]*(?:[A-Za-z]{1,6}\.? ?)?(?:\d{1,4}[rv]?(?: ?(?:/|[a-z]{2,3}) ?\d{1,4})?|[ivxlc]{1,7}|[IVXLC]{1,7})[^\w\n]*"
)
_MAY_BE_BROKEN = re.compile(rf"[{LINE_HYPHENS}{LINE_DASHES}\d¹²³⁰-⁹*†‡§\"'”’»)\]\sA-Z]")
"""The last letter of a paragraph that may end with a page."""
_MOST_LINES, _LONGEST_LINE, _MOST_PARAGRAPHS = 6, 80, 4
"""Of a headline, a page number, and what parts them from the text; how many paragraphs they are with what follows."""
_REACH = _MOST_LINES * (_LONGEST_LINE + 1)
"""Letters of a paragraph that may belong to a page, and some of what follows."""
_ASIDE = tuple("[{<*†‡§")
"""What begins a line that is no text: a picture’s place, a note; so does what stands in round brackets as a whole."""
ANY_LINE_END = re.compile(f"[{LINE_ENDS}]")


def without_line_ends(text: str) -> str:
    """Return a text with `BREAK` for what breaks a word, and behind it the words of a page between its pieces."""
    if not text.isascii():
        text = _IN_KOREAN.sub(BREAK, text)
    pieces, at = [], 0
    for found in _LINE_END.finditer(text):
        if found.start() >= at and (goes_on := _rest_of_word(text, found)):
            word = text[at : found.start()].rstrip(_SIGNS_OF_NOTES)
            note = text[at + len(word) : found.start()] + found["note"]
            page = re.sub(r"\s+", ".", note + text[found.end() : goes_on])
            pieces += [word, BREAK, f"{page}{PAGE}" if any(map(str.isalnum, page)) else ""]
            at = goes_on
        elif found.start() >= at and (capital := _BEFORE_A_CAPITAL.match(text, found.start())):
            pieces.append(text[at : found.start() + 1])  # a hyphen that stands within a line, too: Saint-Paul
            at = capital.end()
    return "".join([*pieces, text[at:]])


def _rest_of_word(text: str, found: re.Match[str]) -> int:
    """Return where a word goes on that a line's end breaks; 0 where none does."""
    last = next((text[at] for at in range(found.start() - 1, -1, -1) if text[at].isalpha()), "")
    return _next_line(text, found.end(), last, _MOST_LINES)


def _next_line(text: str, at: int, last: str, most: int) -> int:
    line_end = ANY_LINE_END.search(text, at) if most else None
    is_of_a_page = line_end and _is_of_a_page(text[at : line_end.start()].strip(), last)
    if is_of_a_page and line_end and (further := _next_line(text, line_end.end(), last, most - 1)):
        return further
    begins = _GOES_ON.match(text, at)
    # A capital goes on with a word that is all in capitals.
    return begins.end() if begins and (last.isupper() or not text[begins.end()].isupper()) else 0


def _is_of_a_page(line: str, last: str) -> bool:
    """Say whether a line is a page number, a headline in capitals or with a number, a note, or is empty.

    What begins with a capital is no headline where the letter before it is none that goes on with a small one.
    """
    if len(line) > _LONGEST_LINE:
        return False
    if _PAGE_NUMBER.fullmatch(line):
        return True
    if (begins := _GOES_ON.match(line)) and line[begins.end()].islower():
        return False
    if line[:1] in _ASIDE or (line[:1] == "(" and line[-1] == ")"):
        return True
    if not line[:1].isalpha() or (line[0].isupper() and last.islower()):
        has_number = any(map(str.isdigit, line))
        return has_number or all(one.isupper() and last.islower() for one in line if one.isalpha())
    return False


def broken_words(texts: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield each paragraph in which a page ends within a word: its number, the first part of the word, what follows.

    What follows is in the next paragraphs.
    """
    for number, text in enumerate(texts):
        if not _MAY_BE_BROKEN.match(text, len(text) - 1):
            continue
        end = f"{text[-_REACH:]}\n"
        for found in reversed([*_LINE_END.finditer(end)]):
            following = "\n".join(text[:_REACH] for text in texts[number + 1 : number + 1 + _MOST_PARAGRAPHS])
            if _rest_of_word(end + following, found) >= len(end):
                yield number, end[found.start() - len(end[: found.start()].rsplit(maxsplit=1)[-1]) :], following
                break
