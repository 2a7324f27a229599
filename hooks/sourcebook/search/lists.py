"""Lists of places, coded: of each word, and of each pair of frequent words, in files of about the same size.

A frequent word has no list: the code of one byte by which it goes stands beside each place of every other word whose
neighbour it is. Where two of them follow each other, the pair has a list. So no phrase ever needs all places of `the`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import methodcaller
from os.path import commonprefix

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.search.line import Line, Numbers

Bytes = NDArray[np.uint8]
Columns = tuple[Numbers, Bytes, Bytes, Bytes]
"""Places, the codes of what stands before and behind each, and its kind."""

FREQUENT = 8000
"""Places from which on a word is frequent."""
MOST_FREQUENT = 255
_BLOCK = 16_384
"""Places of one word or pair that lie together."""
_SELDOM = 0.002
"""Share of a frequent word's places up to which nobody looks for what is made of several and folded the same."""
_TWO_PLACES = np.uint8(2 << 4)
"""What a pair has in the place of a kind: it takes two places, and is made of nothing."""
_FILE = 12_500
"""Bytes of lists in a file, before they are packed."""
_AT_ONCE = 1 << 18
"""Numbers that are coded at once: what is needed meanwhile takes several times the memory of what is made."""
_FAMILY = 40_000
"""Bytes up to which the lists of a word and its other forms lie in one file, where they are a third of it at least."""


class Lists(Struct, frozen=True):
    """The lists of an archive."""

    firsts: list[tuple[str, int]]
    """The first word of each file, or as much of it as tells it from all before; from which place on its list goes on
    there; 0 if it begins there."""
    frequent: list[tuple[str, Numbers, int]]
    """The frequent words, in the order of their codes, from 1 on; the texts in which each stands, by number; a bit for
    every kind of word made of several that is folded the same: 1 << kind."""


in_order = methodcaller("encode", "utf-16-be")
"""What sorts words as scripts do."""

Write = Callable[..., None]
"""Is given the number of a file of lists, and what is in it, in parts, as soon as it is made."""


def make_lists(line: Line, told: Mapping[str, str], write: Write) -> Lists:
    """Code the places of all words.

    Args:
        line: the words.
        told: what the vocabulary says of a word, behind its name.
        write: is given each file.
    """
    words, over, terms = line.words, line.over, [*line.terms]
    counts = np.bincount(words, minlength=len(terms))
    counts[0] = 0
    frequent = [term for term in np.argsort(-counts, kind="stable")[:MOST_FREQUENT].tolist() if counts[term] > FREQUENT]
    code_of = np.zeros(len(terms), dtype=np.uint8)
    code_of[frequent] = np.arange(1, len(frequent) + 1)
    codes = code_of[words]
    pairs = np.flatnonzero((codes[:-1] > 0) & (codes[1:] > 0)).astype(np.uint32)
    follow = codes[pairs].astype(np.uint16) << 8 | codes[pairs + 1]
    of_code = ["", *(terms[term] for term in frequent)]
    met = np.flatnonzero(np.bincount(follow)).tolist()
    spelled = {pair: f"{of_code[pair >> 8]} {of_code[pair & 255]}" for pair in met}
    # Those of ASCII are sorted in a third of the time without a key, and what is sorted at once.
    listed = sorted(sorted({*terms[1:], *told, *spelled.values()}), key=in_order)
    names = dict(zip(listed, range(len(listed)), strict=True))
    number_of = np.array([0, *(names[term] for term in terms[1:])], dtype=np.uint32)
    number_of_pair = np.zeros(1 << 16, dtype=np.uint32)
    number_of_pair[[*spelled]] = [names[pair] for pair in spelled.values()]
    plain = np.flatnonzero((codes == 0) & (words != 0)).astype(np.uint32)
    # The number of a word or pair, a place and a kind in one, which sorts as these do: made in place, to save memory.
    numbers = number_of[words[plain]], number_of_pair[follow], number_of[over.terms]
    keys = np.concatenate(numbers, dtype=np.uint64)
    del follow, numbers
    keys <<= 32
    keys[: len(plain)] |= plain
    keys[len(plain) :] |= np.append(pairs, over.places)
    keys <<= 8
    keys[len(plain) :] |= np.append(np.full(len(pairs), _TWO_PLACES), over.kinds)
    del plain, pairs
    keys.sort()
    kinds = keys.astype(np.uint8)
    keys >>= 8
    places = keys.astype(np.uint32)
    keys >>= 32
    found = np.bincount(keys.view(np.int64), minlength=len(names))
    del keys
    # The line ends with a barrier: that is what stands before its first place, too.
    left, right = codes.take(places - 1, mode="clip"), codes[places + np.maximum(kinds >> 4, 1)]
    firsts = _write_files(names, found, (places, left, right, kinds), told, write)
    stands = np.zeros((len(line.starts), MOST_FREQUENT + 1), dtype=np.bool_)
    for row, (start, end) in enumerate(pairwise([*line.starts, line.end])):
        stands[row, codes[start:end]] = True
    made = np.bincount(code_of[over.terms] * np.uint16(16) + over.kinds % 16, minlength=1 << 12).reshape(-1, 16)
    of_frequent = []
    for code, term in enumerate(frequent, 1):
        often = np.flatnonzero(made[code] > counts[term] * _SELDOM).tolist()
        texts = np.flatnonzero(stands[:, code]).astype(np.uint32)
        of_frequent.append((terms[term], texts, sum(1 << kind for kind in often)))
    return Lists(firsts, of_frequent)


def _write_files(
    names: Mapping[str, int], counts: NDArray[np.int64], columns: Columns, told: Mapping[str, str], write: Write
) -> list[tuple[str, int]]:
    places, left, right, kinds = columns
    blocks = np.maximum(-(-counts // _BLOCK), 1)
    number = np.repeat(np.arange(len(names)), blocks)
    firsts_of = np.cumsum(blocks) - blocks
    inside = np.arange(len(number)) - firsts_of[number]
    bounds = np.append((np.cumsum(counts) - counts)[number] + inside * _BLOCK, len(places))
    start, end = bounds[:-1], bounds[1:]
    steps = places.copy()
    steps[1:] -= places[:-1]
    begins = start[end > start]
    steps[begins] = places[begins]
    coded, at = varints(steps)
    del steps
    flags = np.diff(np.searchsorted(np.flatnonzero(kinds & 15), bounds)) > 0
    letters = np.array([len(name) + len(told.get(name, "")) for name in names])
    sizes = (at[end].astype(np.int64) - at[start] + (end - start) * 2 + letters[number]).tolist()
    ordered, first_of = [*names], firsts_of.tolist()
    named = [ordered[one] for one in number.tolist()]
    kin = ((name, *said.split("\t")[1].split()) for name, said in told.items())
    families = ([first_of[names[one]] for one in family] for family in kin)
    firsts: list[tuple[str, int]] = []
    counted, count_at = varints(((end - start) * 2 + flags).astype(np.uint32))
    for first, last in _cut(named, sizes, families):
        here = slice(*bounds[[first, last]])
        counts_and_steps = counted[count_at[first] : count_at[last]], coded[at[here.start] : at[here.stop]]
        made = (kinds[start[one] : end[one]] for one in range(first, last) if flags[one])
        header = "\n".join(f"{name}{told.get(name, '')}" for name in named[first:last])
        parts = counts_and_steps, (left[here], right[here], *made)
        write(len(firsts), f"{header}\0".encode(), *(np.concatenate(part).tobytes() for part in parts))
        firsts.append((_telling(named, first), int(places[here.start]) if inside[first] else 0))
    return firsts


def _cut(names: Sequence[str], sizes: Sequence[int], families: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches of about the size of a file, those that little tells from what comes before.

    A word and its other forms are not parted where little else lies between them: who asks for one asks for all.
    """
    summed = [0, *accumulate(sizes)]
    ends, within = np.array(summed), [0] * len(summed)
    for family in families:
        first, after = min(family), max(family) + 1
        if summed[after] - summed[first] <= min(_FAMILY, 3 * sum(sizes[one] for one in family)):
            within[first + 1] += 1
            within[after] -= 1
    possible = np.flatnonzero(np.cumsum(within) == 0)
    sums, first = ends[possible], 0
    while first < len(names):
        shortest, longest = np.searchsorted(sums, ends[first] + np.array([_FILE * 3 // 4, _FILE + 1])).tolist()
        longest = max(longest, int(np.searchsorted(possible, first + 1)) + 1)
        afters = possible[min(shortest, longest - 1) : longest].tolist()
        after = min(reversed(afters), key=lambda at: len(_telling(names, at)))
        yield first, after
        first = after


def _telling(names: Sequence[str], at: int) -> str:
    """Return as many letters of a name as tell that it comes after the one before, or all; nothing after the last."""
    before, name = names[at - 1] if at else "", names[at] if at < len(names) else ""
    return name[: len(commonprefix([before, name])) + 1]  # noqa: RUF071  no paths


def varints(values: Numbers) -> tuple[Bytes, Numbers]:
    """Return numbers coded with seven bits a byte, the lowest first, and where each begins; then where all end."""
    lengths = sum((values >= 1 << bits for bits in (7, 14, 21, 28)), np.ones(len(values), np.uint8))
    at = np.zeros(len(values) + 1, np.uint32)
    np.cumsum(lengths, out=at[1:])
    coded = np.empty(at[-1], np.uint8)
    for first in range(0, len(values), _AT_ONCE):
        here = slice(first, first + _AT_ONCE)
        places, rests = at[:-1][here], values[here]
        while len(rests):
            goes_on = rests > 127
            coded[places] = rests.astype(np.uint8) | goes_on.view(np.uint8) << 7
            places, rests = places[goes_on] + 1, rests[goes_on] >> np.uint32(7)
    return coded, at
