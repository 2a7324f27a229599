"""Many texts cut into words at once, as arrays: what `tokenise` finds in each, in a third of the time.

In: texts. Out: the words of each. A table tells letters, digits and apostrophes from
other signs: where such signs begin and end, words do. Where a point, a comma or a line's end may join two, the pattern
is asked that knows; and of a whole text where much is in doubt: scripts without spaces, marks on letters, letters in
brackets.

Words are told apart by hashes of 64 bits; only where one is met first, it becomes a string.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sourcebook.pieces import SIZE
from sourcebook.scripts import MARKS, UNSPACED
from sourcebook.text.fold import APOSTROPHES, LINE_HYPHENS
from sourcebook.text.hashes import KnownWords
from sourcebook.text.tokens import LONG, Tokens, Vocabulary, capitals, split_lost_spaces, tokenise
from sourcebook.text.word_patterns import INVISIBLE, has_brackets, joining, without_what_is_no_word

Places = NDArray[np.integer]

_AT_ONCE = 1 << 18
"""Characters that are looked at together: more leave the processor's cache."""
_TOLD = (*range(0x3000), *range(0xFB00, 0xFB07))
"""The signs of the table, ligatures among them; all others are in doubt."""
_LETTER, _APOSTROPHE, _POINT, _HYPHEN, _DOUBT = range(1, 6)
_WHITE = np.array([ord(sign) for sign in " \t\r\n"], np.uint16)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return for each code unit what it is to a word; 0 for what parts words."""
    kinds = np.full(1 << 16, _DOUBT, dtype=np.uint8)
    signs = "".join(map(chr, _TOLD))
    kinds[list(_TOLD)] = np.fromiter(map(str.isalnum, signs), dtype=np.bool_, count=len(signs))
    for pattern, kind in ((APOSTROPHES, _APOSTROPHE), (".,", _POINT), (LINE_HYPHENS, _HYPHEN)):
        codes = np.array([ord(sign) for sign in re.findall(f"[{pattern}]", signs)])
        kinds[codes[kinds[codes] != _LETTER]] = kind
    kinds[[ord(sign) for sign in re.findall(f"[{UNSPACED}{MARKS}{INVISIBLE}]", signs)]] = _DOUBT
    return kinds


def cut(texts: Iterable[str], vocabulary: Vocabulary) -> Iterator[Tokens]:
    """Cut texts into words, adding new ones to the vocabulary; yield those of each."""
    known = KnownWords(vocabulary)
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(without_what_is_no_word(text))
        size += len(text)
        if size >= _AT_ONCE:
            yield from _cut_together(held, vocabulary, known)
            held, size = [], 0
    yield from _cut_together(held, vocabulary, known)


_GAP = ("\n" * 8).encode("utf-16-le")
"""What stands before, between and behind texts that are looked at together."""


def _cut_together(texts: Sequence[str], vocabulary: Vocabulary, known: KnownWords) -> Iterator[Tokens]:
    """Yield the words of some texts, one behind the other in memory."""
    encoded = [text.encode("utf-16-le", "surrogatepass") if len(text) <= SIZE else b"" for text in texts]
    apart = {n for n, (code, text) in enumerate(zip(encoded, texts, strict=True)) if len(code) != 2 * len(text)}
    encoded = [b"" if number in apart else code for number, code in enumerate(encoded)]
    codes = np.frombuffer(_GAP.join([b"", *encoded, b""]), np.uint16)
    length = np.array([len(code) // 2 for code in encoded], dtype=np.int64)
    base = np.cumsum(length + len(_GAP) // 2) - length
    kind = _kinds().take(codes)
    doubts = np.searchsorted(base, np.nonzero(kind == _DOUBT)[0], side="right") - 1
    apart.update(np.unique(doubts).tolist(), (number for number, text in enumerate(texts) if has_brackets(text)))
    for number in apart:
        kind[base[number] : base[number] + length[number]] = 0
    starts, ends = _words(kind)
    joints = _joints(codes, kind)
    if len(joints):
        starts, ends = _joined(texts, base, kind, (starts, ends), joints)
    numbers = known.numbers(codes, starts, ends)
    if numbers.min(initial=0) < 0:
        numbers, starts, ends = split_lost_spaces(numbers, starts, ends, vocabulary)
    upper = capitals()
    capital = upper.take(codes.take(starts)) & ~upper.take(codes.take(starts + 1))
    bounds = np.searchsorted(starts, [*base.tolist(), len(codes)])
    shift = np.repeat(base, np.diff(bounds))
    offsets = np.uint16 if length.max(initial=0) < LONG else np.int32
    starts, ends = (starts - shift).astype(offsets), (ends - shift).astype(offsets)
    for number, (first, end) in enumerate(pairwise(bounds.tolist())):
        if number in apart:
            yield tokenise(texts[number], vocabulary)
        else:
            yield Tokens(numbers[first:end], starts[first:end], ends[first:end], capital[first:end])


def _words(kind: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Return where runs of letters begin and end, an apostrophe between two letters among them."""
    word = np.zeros(len(kind), dtype=np.bool_)
    np.equal(kind, _LETTER, out=word)
    apostrophes = np.nonzero(kind == _APOSTROPHE)[0]
    word[apostrophes[word[apostrophes - 1] & word[apostrophes + 1]]] = True
    edges = np.nonzero(word[1:] != word[:-1])[0] + 1
    return edges[::2], edges[1::2]


def _joints(codes: NDArray[np.uint16], kind: NDArray[np.uint8]) -> Places:
    """Return where letters end and the word may go on: at a point or comma before others, or at a line's end."""
    points, hyphens = (np.nonzero(kind == sign)[0] for sign in (_POINT, _HYPHEN))
    points = points[kind[points + 1] == _LETTER]
    hyphens = hyphens[np.isin(codes[hyphens + 1], _WHITE)]
    joints = np.sort(np.concatenate((points, hyphens)))
    found: Places = joints[kind[joints - 1] == _LETTER]
    return found


def _joined(
    texts: Sequence[str], base: Places, kind: NDArray[np.uint8], words: tuple[Places, Places], joints: Places
) -> tuple[Places, Places]:
    """Join letters and digits to words where the pattern does: `U.S.`, `25,000`, `break-` and `water`."""
    starts, ends = words
    kept = np.ones(len(starts), dtype=np.bool_)
    of_text = (np.searchsorted(base, joints, side="right") - 1).tolist()
    for place, number in zip(np.searchsorted(ends, joints).tolist(), of_text, strict=True):
        found = joining().match(texts[number], int(starts[place] - base[number])) if kept[place] else None
        if not found:
            continue
        end = ends[place] = base[number] + found.end()
        while (place := place + 1) < len(starts) and starts[place] < end:
            if ends[place] > end:
                # What is left begins a word, but an apostrophe doesn't.
                starts[place] = end + (kind[end] != _LETTER)
            else:
                kept[place] = False
    return starts[kept], ends[kept]
