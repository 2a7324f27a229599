"""Lists of places, coded: of each word, and of each pair of frequent words, in files of about the same size.

A frequent word has no list: the code of one byte by which it goes stands beside each place of every other word whose
neighbour it is. Where two of them follow each other, the pair has a list. So no phrase ever needs all places of `the`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import methodcaller

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.search.line import Line, Numbers

Bytes = NDArray[np.uint8]

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
_FAMILY = 40_000
"""Bytes up to which the lists of a word and its other forms lie in one file, where they are a third of it at least."""
_SEVENS = np.arange(0, 35, 7, dtype=np.uint32)[:, np.newaxis]
"""Bits before each byte of a number."""
_AT_ONCE = 1 << 16
"""Numbers that are worked on at once: what is needed meanwhile takes many times the memory of what is kept."""


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

Write = Callable[[int, bytes], None]
"""Is given the number of a file of lists, and what is in it, as soon as it is made."""


def make_lists(line: Line, told: Mapping[str, str], write: Write) -> Lists:
    """Code the places of all words.

    Args:
        line: the words.
        told: what the vocabulary says of a word, behind its name.
        write: is given each file.
    """
    words, over, terms, starts = line.words, line.over, [*line.terms], np.array(line.starts)
    counts = np.bincount(words, minlength=len(terms))
    counts[0] = 0
    frequent = [term for term in np.argsort(-counts, kind="stable")[:MOST_FREQUENT].tolist() if counts[term] > FREQUENT]
    code_of = np.zeros(len(terms), dtype=np.uint8)
    code_of[frequent] = np.arange(1, len(frequent) + 1)
    codes = code_of[words]
    pairs = np.flatnonzero((codes[:-1] > 0) & (codes[1:] > 0)).astype(np.uint32)
    follow = codes[pairs].astype(np.uint16) << 8 | codes[pairs + 1]
    spelled = {
        pair: f"{terms[frequent[(pair >> 8) - 1]]} {terms[frequent[(pair & 255) - 1]]}"
        for pair in np.unique(follow).tolist()
    }
    names = {name: at for at, name in enumerate(_sorted({*terms[1:], *told, *spelled.values()}))}
    number_of = np.array([0, *(names[term] for term in terms[1:])], dtype=np.uint32)
    number_of_pair = np.zeros(1 << 16, dtype=np.uint32)
    number_of_pair[[*spelled]] = [names[pair] for pair in spelled.values()]
    plain = np.flatnonzero((codes == 0) & (words != 0)).astype(np.uint32)
    parts = (
        (number_of[words[plain]], plain, np.uint8(0)),
        (number_of_pair[follow], pairs, _TWO_PLACES),
        (number_of[over.terms], over.places.astype(np.uint32), over.kinds),
    )
    keys = _keys(parts)
    del plain, pairs, follow, parts
    keys.sort()
    kinds = keys.astype(np.uint8)
    keys >>= np.uint64(8)
    places = keys.astype(np.uint32)
    keys >>= np.uint64(32)
    found = np.bincount(keys.view(np.int64), minlength=len(names))
    del keys
    # The line ends with a barrier: that is what stands before its first place, too.
    left, right = codes.take(places - 1, mode="clip"), codes[places + np.maximum(kinds >> 4, 1)]
    firsts = _write_files(names, found, places, (left, right, kinds), told, write)
    of_frequent = []
    for term in frequent:
        texts = np.unique(np.searchsorted(starts, np.flatnonzero(words == term), "right") - 1).astype(np.uint32)
        of_frequent.append((terms[term], texts, _kinds(over.kinds[over.terms == term] & 15, int(counts[term]))))
    return Lists(firsts, of_frequent)


def _sorted(words: Collection[str]) -> list[str]:
    """Return words in order: those of ASCII first without a key, which takes a third of the time, then all in runs."""
    plain, others = sorted(filter(str.isascii, words)), (word for word in words if not word.isascii())
    return sorted([*plain, *sorted(others, key=in_order)], key=in_order)


def _keys(parts: Sequence[tuple[Numbers, Numbers, Bytes | np.uint8]]) -> NDArray[np.uint64]:
    """Return the number of a word or pair, a place and a kind in one, which sorts as these do."""
    keys = np.concatenate([numbers for numbers, _, _ in parts], dtype=np.uint64)
    end = 0
    for numbers, places, kinds in parts:
        part = keys[end : (end := end + len(numbers))]
        part <<= np.uint64(32)
        part |= places
        part <<= np.uint64(8)
        part |= kinds
    return keys


def _kinds(kinds: Bytes, places: int) -> int:
    """Return a bit for every kind of which a frequent word is made so often that its list is worth a request."""
    times = np.bincount(kinds, minlength=5)
    return sum(1 << kind for kind, count in enumerate(times.tolist()) if count > places * _SELDOM)


def _write_files(
    names: Mapping[str, int],
    counts: NDArray[np.int64],
    places: Numbers,
    beside: Sequence[Bytes],
    told: Mapping[str, str],
    write: Write,
) -> list[tuple[str, int]]:
    blocks = np.maximum(-(-counts // _BLOCK), 1)
    number = np.repeat(np.arange(len(names)), blocks)
    firsts_of = np.cumsum(blocks) - blocks
    inside = np.arange(len(number)) - firsts_of[number]
    bounds = np.append((np.cumsum(counts) - counts)[number] + inside * _BLOCK, len(places))
    start, end = bounds[:-1], bounds[1:]
    steps = np.diff(places, prepend=np.uint32(0))
    begins = start[end > start]
    steps[begins] = places[begins]
    coded, at = varints(steps)
    left, right, kinds = beside
    flags = np.diff(np.searchsorted(np.flatnonzero(kinds & 15), bounds)) > 0
    letters = np.array([len(name) + len(told.get(name, "")) for name in names])
    sizes = (at[end].astype(np.int64) - at[start] + (end - start) * 2 + letters[number]).tolist()
    ordered, first_of = [*names], firsts_of.tolist()
    named = [ordered[one] for one in number.tolist()]
    families = (
        [first_of[names[one]] for one in (name, *others.split())]
        for name, (_, others, *_) in ((name, said.split("\t")) for name, said in told.items())
        if others
    )
    firsts: list[tuple[str, int]] = []
    for first, last in _cut(named, sizes, families):
        here = slice(*bounds[[first, last]])
        made = [kinds[start[one] : end[one]] for one in range(first, last) if flags[one]]
        counted, _ = varints(((end - start) * 2 + flags)[first:last].astype(np.uint32))
        columns = [counted, coded[at[here.start] : at[here.stop]], left[here], right[here], *made]
        header = "\n".join(f"{name}{told.get(name, '')}" for name in named[first:last]).encode() + b"\0"
        write(len(firsts), header + np.concatenate(columns).tobytes())
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
    name, before = names[at] if at < len(names) else "", in_order(names[at - 1] if at else "")
    return next((name[:length] for length in range(1, len(name)) if in_order(name[:length]) > before), name)


def varints(values: Numbers) -> tuple[Bytes, Numbers]:
    """Return numbers coded with seven bits a byte, the lowest first, and where each begins; then where all end."""
    coded, lengths = [], [np.zeros(1, dtype=np.uint8)]
    for some in np.array_split(values, len(values) // _AT_ONCE + 1):
        rests = some >> _SEVENS
        has = np.vstack([np.ones_like(some, dtype=np.bool_), rests[1:] > 0])
        follows = np.vstack([has[1:], np.zeros_like(some, dtype=np.bool_)])
        coded.append((rests & 127 | follows * np.uint32(128)).astype(np.uint8).T[has.T])
        lengths.append(has.sum(axis=0, dtype=np.uint8))
    return np.concatenate(coded), np.cumsum(np.concatenate(lengths), dtype=np.uint32)
