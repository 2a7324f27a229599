"""What of a text is one word to some readers and several to others: `city’s`, `e-mail`, `U.N.`, `10,000`, `chil-⏎dren`.

The index has the parts, each at its place, and the word that they make beside the first of them, with the number of
places that it takes. `ways.js` does the same with the words of a query.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.pieces import split
from sourcebook.rarely import rarely
from sourcebook.scripts import MARKS, UNSPACED
from sourcebook.search.broken import ANY_LINE_END, BREAK, PAGE, without_line_ends
from sourcebook.text.fold import (
    APOSTROPHES,
    HYPHENS,
    LONGEST_WORD,
    NOTHING,
    NUMBERS_APART,
    OF_A_NOTE,
    PARTS_ARABIC,
    fold,
    with_plain_digits,
)

TOGETHER, HYPHEN, APOSTROPHE, NUMBER = 1, 2, 3, 4
"""What parts the word: nothing that counts (a capital, a name's particle, a line's end), or one of these marks."""

_GROUP, _PARTICLE = "\x03\x04"
"""Put into a text where white space stands within a word: between the digits of a number; after a name's particle."""
_OURS = re.compile("[\x01-\x04]")
_CAPITAL, _POINT = " ."
_SIGN = {BREAK: BREAK, _GROUP: _GROUP, _PARTICLE: _CAPITAL, "": _CAPITAL, _POINT: _POINT}
_SIGN |= dict.fromkeys(HYPHENS + PARTS_ARABIC, "-") | dict.fromkeys(APOSTROPHES, "’")
"""What stands between two parts of a word → the sign that stands for it."""
_KIND = {BREAK: TOGETHER, _CAPITAL: TOGETHER, "-": HYPHEN, _POINT: HYPHEN, "’": APOSTROPHE, _GROUP: NUMBER}
_MOST_PARTS, MOST_PLACES = 4, 15

_SPACE = " \u00a0\u2000-\u200a\u202f\u3000"
_MARK = f",.٬،，_{APOSTROPHES}"
_NEXT_LINE = rf"[{_SPACE}]*\r?\n[{_SPACE}]*"
_GROUPED = rarely(
    rf"(?<!\d)(?<!\d[.,])(?:[1-9]\d{{0,2}}([{_MARK}])(?:-?{_NEXT_LINE})?\d{{3}}(?:\1(?:-?{_NEXT_LINE})?\d{{3}})*"
    rf"|[1-9]\d{{0,2}}(?:[,.][{_SPACE}]000)+"
    rf"|(?<=[^\s\d] )[1-9]\d{{0,2}}(?: \d{{3}})*{_NEXT_LINE}\d{{3}}(?: \d{{3}})*(?=[^\w\n]+[^\W\d_])"
    rf"|[1-9]\d{{0,2}}([{_SPACE}])\d{{3}}(?:\2\d{{3}})*"
    r"|[1-9]\d?(?:,\d\d)+,\d{3}|(?!(?:1\d|20)\d\d\D)[1-9]\d{0,3}([,，'’])\d{4}(?:\3\d{4})*)(?!\d)"
)
"""10,000 and 10 000, also over the end of a line, within a sentence where nothing but a space parts it; 10,00,000 as in
India; 1,2345,6789 as in China and Japan, but not two years."""
_PARTICLES = ("d[aeiu]|l[ae]|al|el|mc|st", "de[lnr]|v[ao]n|der|te[nr]|ibn|bin|mac", "dela", "della")
_PARTICLED = rarely(
    r"[ \u00a0](?=[A-Z][^\W\d_])(?:" + "|".join(rf"(?<=\b(?:{alike})[ \u00a0])" for alike in _PARTICLES) + ")"
)
"""The space after a name's particle, which many leave out; what stands before it is looked for by length."""
_MAY_BE_GROUPED = re.compile(f"[0-9][{_MARK}{_SPACE}\r\n-]+[0-9][0-9]")
_RUN = re.compile(rf"(?:(?![{APOSTROPHES}])[^\W_{UNSPACED}]|[{MARKS}\u00ad\u200d\u2060])+")
"""Letters, digits, and what adds nothing to them."""
_RUN_OR_ALONE = rarely(rf"{_RUN.pattern}|(?P<alone>[{UNSPACED}]+)")
_NUMBER = re.compile(r"[^\W\d_]*(\d+)(?:[^\W\d_][^\W_]*)?")
"""One with letters set before or behind it: `RM10,000`, `10,000m3`, `1,2345원을`."""
_AMOUNT = re.compile(r"[^\W\d_]{1,3}(\d{3,})|(?!(?:1\d|20)\d\d\D)(\d{3,})[^\W\d_]{1,3}")
"""A number that nothing parts from the name of a currency or a measure: `RM500`, `200km`, but not `1950s`."""
_BEFORE_A_POINT = re.compile(r"[^\W\d_]{1,3}(\d+)")
_DECIMALS = re.compile(r"[.,]\d")
_IS_POINT = re.compile(r"\d[.,]")
_BEHIND_A_POINT = re.compile(r"(\d+)[^\W\d_]{1,3}")
"""The same beside its decimals, or behind their point, as in `R5.50` and `5.50km`."""
_APART = re.compile(f"[{NUMBERS_APART}]")
_LONGEST_UNIT = 3
"""Letters that make one word with a number set small behind them, as in `km²`, and not in `children²`."""
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
    text = OF_A_NOTE.sub(NOTHING, with_plain_digits(_OURS.sub(" ", text)))
    if ANY_LINE_END.search(text):
        text = without_line_ends(text)
    if _MAY_BE_GROUPED.search(text):
        text = _GROUPED.sub(lambda found: re.sub(r"\D+", _GROUP, found[0]), text)
    return split(_PARTICLED.sub(_PARTICLE, text))


def words_of(piece: str) -> tuple[list[str], list[Joined]]:
    """Return the folded words of a piece, and those that several of them make."""
    words = fold(piece)
    if not words or (len(words) == 1 and not _AMOUNT.fullmatch(words[0])) or not _RUN.search(piece):
        return words, []
    read: list[str] = []
    amounts: list[Joined] = []
    atoms: list[_Atom] = []
    signs: list[str] = []
    before, is_page, was_alone = 0, False, False
    for run in _RUN_OR_ALONE.finditer(piece):
        gap = piece[before : run.start()]
        before = run.end()
        folded = fold(run[0])
        is_page = (gap.startswith(BREAK) and PAGE in piece[before:]) or (is_page and not gap.endswith(PAGE))
        gap = _TWO_APOSTROPHES.sub("’", gap)
        sign = BREAK if gap.endswith(PAGE) else (_SIGN.get(gap, "") if gap else "")
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
                amount = _amount(word, piece[: run.start()][-2:], piece[before : before + 2])
                if len(folded) == 1 and amount and _GROUP not in (sign, piece[before : before + 1]):
                    amounts.append(Joined(amount, len(read), 1, NUMBER, "", has_forms=False))
                signs.append(sign)
                atoms.append(_Atom(word, len(read), run[0] if len(folded) == 1 else word))
            read.append(word)
            sign = "" if len(word) > _LONGEST_UNIT and _APART.search(run[0]) else _CAPITAL
    return words, [*amounts, *_joined(atoms, signs[1:])] if read == words else []


def _amount(word: str, before: str, following: str) -> str:
    """Return the number in a word that has letters too, by what stands before it and follows it; nothing for others."""
    behind = _BEHIND_A_POINT if _IS_POINT.fullmatch(before) else _AMOUNT
    found = (_BEFORE_A_POINT if _DECIMALS.match(following) else behind).fullmatch(word)
    return found[found.lastindex or 0] if found else ""


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
                    number = _NUMBER.fullmatch(made.word) if made.kind == NUMBER else None
                    if number and number[1] != made.word:
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
    shown = ("" if sign in (BREAK, _GROUP) else sign for sign in signs)
    form = atoms[0].word + "".join(f"{sign}{atom.word}" for sign, atom in zip(shown, atoms[1:], strict=True))
    if form == word and not (written := "".join(atom.written for atom in atoms)).isascii():
        form = _INVISIBLE.sub("", normalize("NFKC", written).lower())
    return Joined(word, atoms[0].place, places, max(kinds), "" if form == word else form, len(atoms[-1].word) > 2)
