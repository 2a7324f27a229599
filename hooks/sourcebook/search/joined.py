"""What of a text is one word to some readers and several to others: `city’s`, `e-mail`, `U.N.`, `10,000`, `chil-⏎dren`.

The index has the parts, each at its place, and the word that they make beside the first of them, with the number of
places that it takes. `ways.js` does the same with the words of a query.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.rarely import rarely
from sourcebook.scripts import MARKS, UNSPACED
from sourcebook.search.broken import BREAK, PAGE, broken_words, without_line_ends
from sourcebook.text.fold import (
    APOSTROPHES,
    HYPHENS,
    LINE_ENDS,
    LONGEST_WORD,
    NUMBERS_APART,
    PARTS_ARABIC,
    fold,
    with_plain_digits,
    without_notes,
)
from sourcebook.text.signs import Signs

TOGETHER, HYPHEN, APOSTROPHE, NUMBER, READ_ALOUD = 1, 2, 3, 4, 5
"""What parts the word: nothing that counts (a capital, a name's particle, a line's end), one of these marks,
or nothing: a word with what says how it is read."""

_GROUP, _PARTICLE = "\x03\x04"
"""Put into a text where white space stands within a word: between the digits of a number; after a name's particle."""
_OURS = re.compile("[\1-\5]")
_APOSTROPHE_OF_MARKUP = re.compile(r"(?<=[^\W\d_])&(?:apos|[lr]squo|#39|#821[67]);(?=[^\W\d_])", re.IGNORECASE)
"""One that a page of the web writes out, within a word."""
_BROKEN_IN_TEI = re.compile(r"[-‐]?\s*<[lpc]b\b(?=[^<>]*\sbreak=[\"']no)[^<>]*/>\s*", re.IGNORECASE)
"""The beginning of a line, a page or a column within a word, as transcriptions in TEI mark it."""
_CAPITAL, _POINT = " ."
_MAY_BREAK = "\\-"
"""Where TeX may break a word, as it is typed there."""
_SIGN = {BREAK: BREAK, _MAY_BREAK: BREAK, _GROUP: _GROUP, _PARTICLE: _CAPITAL, _POINT: _POINT}
_SIGN |= dict.fromkeys(HYPHENS + PARTS_ARABIC, "-") | dict.fromkeys(APOSTROPHES, "’")
"""What stands between two parts of a word → the sign that stands for it."""
_KIND = {BREAK: TOGETHER, _CAPITAL: TOGETHER, "-": HYPHEN, _POINT: HYPHEN, "’": APOSTROPHE, _GROUP: NUMBER}
_MOST_PARTS, MOST_PLACES = 4, 15

_SPACE = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
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
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_UNSEEN_IN_A_NUMBER = rarely(rf"(?<=\d)[{_UNSEEN}]+(?=[{_MARK}]\d)|(?<=\d[{_MARK}])[{_UNSEEN}]+(?=\d)")
_MAY_BE_GROUPED = re.compile(f"[0-9][{_MARK}{_SPACE}{_UNSEEN}\r\n-]+[0-9][0-9]")
_RUN = re.compile(rf"(?:(?![{APOSTROPHES}])[^\W_{UNSPACED}]|[{MARKS}\u00ad\u200d\u2060])+")
"""Letters, digits, and what adds nothing to them."""
_RUN_OR_PAGE = re.compile(rf"{BREAK}[^{BREAK}{PAGE}]*{PAGE}|(?P<run>{_RUN.pattern})")
_NUMBER = re.compile(r"[^\W\d_]*(\d+)(?:[^\W\d_][^\W_]*)?")
"""One with letters set before or behind it: `RM10,000`, `10,000m3`, `1,2345원을`."""
_UNIT = r"[^\W\d_]{1,3}"
_AMOUNT = rarely(
    rf"{_UNIT}(\d{{3,}}) |(?!(?:1\d|20)\d\d\D)(\d{{3,}}){_UNIT} |{_UNIT}(\d+) [.,]\d|(?<=\d[.,] )(\d+){_UNIT} "
)
"""A number that nothing parts from the name of a currency or a measure, between spaces: `RM500`, `200km`, but not
`1950s`; a shorter one before its decimals, or behind their point: `R5.50`, `5.50km`."""
_APART = re.compile(f"[{NUMBERS_APART}]")
_LONG_NUMBER = 10
"""Digits that hyphens part and that are one number all the same: of a book or a telephone, and of no day."""
_LONGEST_UNIT = 3
"""Letters that make one word with a number set small behind them, as in `km²`, and not in `children²`."""
_GERSHAYIM = re.compile('["”“](?<=[א-ת].)(?=[א-ת])')
"""Quotation marks that Hebrew keyboards have instead of the sign in `צה״ל`."""
_STUCK = rarely(r"\d{1,3}(\D{2,})|(\D{3,})\d{1,3}")
"""A word that nothing parts from the number of a verse or a note: `3And`, `16that`, `winters2`. One of two letters has
a capital: in `3rd` there is none."""
_RUBY = rarely("[々㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff][《（(]([ぁ-ゖゝゞァ-ヺー]{1,14})[》）)]")
"""A Chinese character and, behind the word that it ends, how that is read."""
_TWO_APOSTROPHES = re.compile(f"[{APOSTROPHES}]{{2}}")
_INVISIBLE = re.compile("[­ـ‌‍⁠]")
_LETTER = re.compile(r"[^\W\d_]")
_ARE_INITIALS = re.compile(r"[^\W\d_]\.[^\W\d_]{1,2}|[^\W\d_]{2}\.[^\W\d_]")
"""Two parts of `U.N.`, `Ph.D.` or `B.Sc.`"""


class _Atom(NamedTuple):
    sign: str
    """What stands before it, where that parts no word."""
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
    return with_particles(prepared(text)).split()


@cache
def seldom() -> Signs:
    """Return the signs for which a text has to be prepared: most paragraphs have none of them."""
    everything = "".join(map(chr, range(1 << 16)))  # of what is beyond all is looked at
    return Signs(re.findall(rf"[\1-\5<&\d¹²³⁰⁴-⁹{LINE_ENDS}\uffff]", everything))


def prepared(text: str) -> str:
    """Return a text without notes, with signs of ours where what stands between two parts of a word is none of it."""
    if "&" in text:
        text = _APOSTROPHE_OF_MARKUP.sub("’", text)
    if "<" in text:
        text = _BROKEN_IN_TEI.sub("-\n", text)
    text = without_notes(with_plain_digits(text))
    if not text.isprintable():
        text = without_line_ends(_OURS.sub(" ", text))
    if _MAY_BE_GROUPED.search(text):
        text = _GROUPED.sub(lambda found: re.sub(r"\D+", _GROUP, found[0]), _UNSEEN_IN_A_NUMBER.sub("", text))
    return text


def with_particles(text: str) -> str:
    """Return a text with a sign of ours between the particle of a name and what it belongs to."""
    return _PARTICLED.sub(_PARTICLE, text)


def words_of(piece: str) -> tuple[list[str], list[Joined]]:
    """Return the folded words of a piece, and those that several of them make."""
    words = fold(piece)
    if not words or (len(words) == 1 and words[0].isalpha()):
        return words, []
    read, made, atoms = list[str](), list[Joined](), list[_Atom]()
    if not piece.isascii():
        piece = _GERSHAYIM.sub("״", piece)
        made += _read_aloud(piece)
        if not _RUN.search(piece):
            return words, made
    before = 0
    for found in _RUN_OR_PAGE.finditer(piece):
        if not (run := found["run"]):
            continue
        gap, before = piece[before : found.start()], found.end()
        folded = fold(run)
        sign = BREAK if gap.startswith(BREAK) else _SIGN.get(_TWO_APOSTROPHES.sub("’", gap), "")
        if sign == _POINT and not (atoms and folded and _ARE_INITIALS.fullmatch(f"{atoms[-1].word}.{folded[0]}")):
            sign = ""
        read += fold(gap)
        if len(folded) == 1 and not folded[0].isalpha() and _GROUP not in (sign, piece[before : before + 1]):
            around = piece[max(found.start() - 2, 0) : found.start()], piece[before : before + 2]
            if amount := _AMOUNT.match(" ".join((around[0], folded[0], around[1])), len(around[0]) + 1):
                made.append(Joined(amount[amount.lastindex or 0], len(read), 1, NUMBER, "", has_forms=False))
            stuck = _STUCK.fullmatch(run)
            letters = stuck[stuck.lastindex or 0] if stuck else ""
            if len(letters) > 2 or letters[:1].isupper():
                made += (Joined(word, len(read), 1, TOGETHER, "", has_forms=True) for word in fold(letters)[:1])
        for word in folded:
            atoms.append(_Atom(sign, word, len(read), run if len(folded) == 1 else word))
            read.append(word)
            sign = "" if len(word) > _LONGEST_UNIT and _APART.search(run) else _CAPITAL
    read += fold(piece[before:])
    return words, [*made, *_joined(atoms)] if read == words else []


def _read_aloud(piece: str) -> Iterator[Joined]:
    """Yield the last of some Chinese characters with how they are read behind it, over which a phrase goes on."""
    at = place = 0
    for found in _RUBY.finditer(piece):
        place += len(fold(piece[at : found.start()]))
        at = found.start()
        word, *reading = fold(found[0])
        yield Joined(word, place, 1 + len(reading), READ_ALOUD, "", has_forms=False)


def over_paragraphs(texts: Sequence[str]) -> Iterator[tuple[int, Joined]]:
    """Yield what the last words of a paragraph make with the first of those behind it, where a page ends within a word.

    Each comes with the number of that paragraph, and its `first` counts from the end of it: it is below 0.
    """
    for number, end, following in broken_words(texts):
        piece, *_ = in_pieces(end + following)
        behind = len(fold(end))
        found = (replace(one, first=one.first - behind) for one in words_of(piece)[1])
        yield from ((number, one) for one in found if one.first < 0 < one.first + one.places)


def _joined(atoms: list[_Atom]) -> Iterator[Joined]:
    """Yield what each few parts make that nothing but a sign stands between, and what all of them make."""
    begun = 0
    for first, atom in enumerate(atoms):
        begun = begun if atom.sign else first
        for last in range(first + 1, min(len(atoms), first + MOST_PLACES + 1)):
            if not atoms[last].sign:
                break
            before_it, behind_it = atom.sign, atoms[last + 1].sign if last + 1 < len(atoms) else ""
            if last - first >= _MOST_PARTS and (first != begun or behind_it):
                continue
            if atoms[first + 1].sign == _GROUP and _GROUP in (before_it, behind_it):
                continue  # a part of a number is no number
            if made := _made(atoms[first : last + 1]):
                yield made
                number = _NUMBER.fullmatch(made.word) if made.kind == NUMBER else None
                if number and number[1] != made.word:
                    yield replace(made, word=number[1], form="")


def _made(atoms: list[_Atom]) -> Joined | None:
    word = "".join(atom.word for atom in atoms)
    places = atoms[-1].place - atoms[0].place + 1
    kinds = {_KIND[atom.sign] for atom in atoms[1:]}
    is_word = NUMBER not in kinds and (_LETTER.search(word) or len(word) >= _LONG_NUMBER)
    if len(word) > LONGEST_WORD or places > MOST_PLACES or not (is_word or kinds == {NUMBER}):
        return None
    shown = (("" if atom.sign in (BREAK, _GROUP) else atom.sign) + atom.word for atom in atoms[1:])
    form = "".join((atoms[0].word, *shown))
    if form == word and not (written := "".join(atom.written for atom in atoms)).isascii():
        form = _INVISIBLE.sub("", normalize("NFKC", written).lower())
    return Joined(word, atoms[0].place, places, max(kinds), "" if form == word else form, len(atoms[-1].word) > 2)
