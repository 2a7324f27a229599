"""What of a text is one word to some readers and several to others: `city’s`, `e-mail`, `U.N.`, `10,000`, `chil-⏎dren`.

The index has the parts, each at its place, and the word that they make beside the first of them, with the number of
places that it takes. `joins.js` does the same with the words of a query, and where it marks what was found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.pieces import split
from sourcebook.scripts import MARKS, UNSPACED
from sourcebook.text.fold import (
    APOSTROPHES,
    HYPHENS,
    LINE_DASHES,
    LINE_ENDS,
    LINE_HYPHENS,
    LINE_SIGN,
    LONGEST_WORD,
    PARTS_ARABIC,
    fold,
    with_plain_digits,
)

TOGETHER, HYPHEN, APOSTROPHE, NUMBER = 1, 2, 3, 4
"""What parts the word: nothing that counts (a capital, a name's particle, a line's end), or one of these marks."""

_BREAK, _PAGE, _GROUP, _PARTICLE = "\x01\x02\x03\x04"
"""Put into a text where white space stands within a word: around the page number after a line's end, if there is one;
between the digits of a number; after a name's particle."""
_OURS = re.compile("[\x01-\x04]")
_CAPITAL, _POINT = " ."
_SIGN = {_BREAK: _BREAK, _GROUP: _GROUP, _PARTICLE: _CAPITAL, "": _CAPITAL, _POINT: _POINT}
_SIGN |= dict.fromkeys(HYPHENS + PARTS_ARABIC, "-") | dict.fromkeys(APOSTROPHES, "’")
"""What stands between two parts of a word → the sign that stands for it."""
_KIND = {_BREAK: TOGETHER, _CAPITAL: TOGETHER, "-": HYPHEN, _POINT: HYPHEN, "’": APOSTROPHE, _GROUP: NUMBER}
_MOST_PARTS, MOST_PLACES = 4, 15

_SPACES = rf"(?:[\u200b\ufeff]|[^\S\r{LINE_ENDS}])*"
_PAGE_NUMBER = r"[^\w\n]*(?:[A-Za-z]{1,6}\.? ?)?(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})[^\w\n]*"
_LINE_END = re.compile(
    rf"(?<=[^\W\d_]|[{MARKS}])(?:{LINE_SIGN}|(?<=[가-힣])(?=\s+[가-힣])){_SPACES}\r?[{LINE_ENDS}](?:({_PAGE_NUMBER}|{_SPACES})\r?\n)?{_SPACES}"
    r"(?=([^\W\d_]))"
)
"""Korean breaks words anywhere, and puts no hyphen."""
_ANY_LINE_END = re.compile(f"[{LINE_ENDS}]")
_HYPHEN_AT_END = re.compile(rf"([^\W\d_])[{MARKS}]*{LINE_SIGN}\s*\Z")
_IS_PAGE_NUMBER = re.compile(rf"{_PAGE_NUMBER}\Z")
_SPACE = " \u00a0\u2000-\u200a\u202f\u3000"
_MARK = f",.٬،，_{APOSTROPHES}"
_NEXT_LINE = rf"[{_SPACE}]*\r?\n[{_SPACE}]*"
_GROUPED = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:[1-9]\d{{0,2}}([{_MARK}])(?:-?{_NEXT_LINE})?\d{{3}}(?:\1(?:-?{_NEXT_LINE})?\d{{3}})*"
    rf"|(?<=[^\s\d] )[1-9]\d{{0,2}}(?: \d{{3}})*{_NEXT_LINE}\d{{3}}(?: \d{{3}})*(?=[^\w\n]+[^\W\d_])"
    rf"|[1-9]\d{{0,2}}([{_SPACE}])\d{{3}}(?:\2\d{{3}})*"
    r"|[1-9]\d?(?:,\d\d)+,\d{3}|(?!(?:1\d|20)\d\d\D)[1-9]\d{0,3}([,，'’])\d{4}(?:\3\d{4})*)(?!\d)"
)
"""10,000 and 10 000, also over the end of a line, within a sentence where nothing but a space parts it; 10,00,000 as in
India; 1,2345,6789 as in China and Japan, but not two years."""
_PARTICLES = ("d[aeiu]|l[ae]|al|el|mc|st", "de[lnr]|v[ao]n|der|te[nr]|ibn|bin|mac", "dela", "della")
_PARTICLED = re.compile(
    r"[ \u00a0](?=[A-Z][^\W\d_])(?:" + "|".join(rf"(?<=\b(?:{alike})[ \u00a0])" for alike in _PARTICLES) + ")"
)
"""The space after a name's particle, which many leave out; what stands before it is looked for by length."""
_MAY_BE_GROUPED = re.compile(f"[0-9][{_MARK}{_SPACE}\r\n-]+[0-9][0-9]")
_RUN = re.compile(rf"(?:(?![{APOSTROPHES}])[^\W_{UNSPACED}]|[{MARKS}\u00ad\u200d\u2060])+")
"""Letters, digits, and what adds nothing to them."""
_RUN_OR_ALONE = re.compile(rf"{_RUN.pattern}|(?P<alone>[{UNSPACED}]+)")
_NUMBER = re.compile(r"(\d+)[^\W\d_]+")
"""One with letters set behind it: `10,000m`, `1,2345원을`."""
_TWO_APOSTROPHES = re.compile(f"[{APOSTROPHES}]{{2}}")
_INVISIBLE = re.compile("[­ـ‌‍⁠]")
_LETTER = re.compile(r"[^\W\d_]")
_ARE_INITIALS = re.compile(r"[^\W\d_]\.[^\W\d_]{1,2}|[^\W\d_]{2}\.[^\W\d_]")
"""Two parts of `U.N.`, `Ph.D.` or `B.Sc.`"""


class _Atom(NamedTuple):
    word: str
    place: int
    written: str


class Joined(Struct, frozen=True):
    """A word that several make."""

    word: str
    first: int
    """The first of its parts, counted among the words around it."""
    places: int
    """How many places it takes."""
    kind: int
    form: str
    """How it is written; empty where that is as the word itself."""
    has_forms: bool
    """Whether it has other forms, as `e-mails` has and `city’s` has not."""


def in_pieces(text: str) -> Iterable[str]:
    """Return what of a text stands between spaces; what is one word over spaces is one piece."""
    text = with_plain_digits(_OURS.sub(" ", text))
    if _ANY_LINE_END.search(text):
        text = _LINE_END.sub(_without_line_end, text)
    if _MAY_BE_GROUPED.search(text):
        text = _GROUPED.sub(lambda found: re.sub(r"\D+", _GROUP, found[0]), text)
    return split(_PARTICLED.sub(_PARTICLE, text))


def _without_line_end(found: re.Match[str]) -> str:
    text, (page, following) = found.string, found.groups()
    last = next(at for at in range(found.start() - 1, -1, -1) if text[at].isalpha())
    if not _goes_on(text[last], following):
        return found[0]
    return f"{_BREAK}{re.sub(r'[^0-9a-zA-Z]+', '.', page)}{_PAGE}" if page else _BREAK


def _goes_on(before: str, following: str) -> bool:
    """Say whether a word goes on in the next line: a capital goes on with one that is all in capitals."""
    return before.isupper() or not following.isupper()


def words_of(piece: str) -> tuple[list[str], list[Joined]]:
    """Return the folded words of a piece, and those that several of them make."""
    words = fold(piece)
    if len(words) < 2 or not _RUN.search(piece):
        return words, []
    read: list[str] = []
    atoms: list[_Atom] = []
    signs: list[str] = []
    before, is_page, was_alone = 0, False, False
    for run in _RUN_OR_ALONE.finditer(piece):
        gap = piece[before : run.start()]
        before = run.end()
        folded = fold(run[0])
        is_page = (gap.startswith(_BREAK) and _PAGE in piece[before:]) or (is_page and not gap.endswith(_PAGE))
        gap = _TWO_APOSTROPHES.sub("’", gap)
        sign = _BREAK if gap.endswith(_PAGE) else (_SIGN.get(gap, "") if gap else "")
        is_alone = run["alone"] is not None
        if is_alone or was_alone:
            sign = ""
        was_alone = is_alone
        if is_alone:
            read += folded
            continue
        if sign == _POINT and not (atoms and folded and _ARE_INITIALS.fullmatch(f"{atoms[-1][0]}.{folded[0]}")):
            sign = ""
        for word in folded:
            if not is_page:
                signs.append(sign)
                atoms.append(_Atom(word, len(read), run[0] if len(folded) == 1 else word))
            read.append(word)
            sign = _CAPITAL
    return words, list(_joined(atoms, signs[1:])) if read == words else []


def _joined(atoms: list[_Atom], signs: list[str]) -> Iterator[Joined]:
    """Yield what each few parts make that nothing but a sign stands between, and what all of them make."""
    begun = 0
    for first, sign in enumerate(signs):
        if first and not signs[first - 1]:
            begun = first
        for last in range(first + 1, min(len(signs), first + MOST_PLACES) + 1):
            if not signs[last - 1]:
                break
            is_whole = first == begun and (last == len(signs) or not signs[last])
            if last - first < _MOST_PARTS or is_whole:
                cut = [*signs[max(first - 1, 0) : first], *signs[last : last + 1]]
                if sign == _GROUP and _GROUP in cut:
                    continue  # a part of a number is no number
                if made := _made(atoms[first : last + 1], signs[first:last]):
                    yield made
                    if made.kind == NUMBER and (number := _NUMBER.fullmatch(made.word)):
                        yield replace(made, word=number[1], form="")


def _made(atoms: list[_Atom], signs: list[str]) -> Joined | None:
    word = "".join(atom.word for atom in atoms)
    places = atoms[-1].place - atoms[0].place + 1
    kinds = {_KIND[sign] for sign in signs}
    is_number = kinds == {NUMBER}
    if len(word) > LONGEST_WORD or places > MOST_PLACES:
        return None
    if not is_number and (NUMBER in kinds or not _LETTER.search(word)):
        return None
    shown = ("" if sign in (_BREAK, _GROUP) else sign for sign in signs)
    form = atoms[0].word + "".join(f"{sign}{atom.word}" for sign, atom in zip(shown, atoms[1:], strict=True))
    if form == word and not (written := "".join(atom.written for atom in atoms)).isascii():
        form = _INVISIBLE.sub("", normalize("NFKC", written).lower())
    return Joined(word, atoms[0].place, places, max(kinds), "" if form == word else form, len(atoms[-1].word) > 2)


def over_paragraphs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, by number, in which a word begins and ends that is broken at the end of a page."""
    for first, text in enumerate(texts):
        if text.rstrip()[-1:] not in LINE_HYPHENS + LINE_DASHES or not (end := _HYPHEN_AT_END.search(text)):
            continue
        last = first + 1
        if last < len(texts) and (_IS_PAGE_NUMBER.match(texts[last]) or not texts[last].strip()):
            last += 1
        following = texts[last].lstrip() if last < len(texts) else ""
        if following[:1].isalpha() and _goes_on(end[1], following[0]):
            yield first, last
