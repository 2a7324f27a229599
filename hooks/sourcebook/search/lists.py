"""Lists of places, coded: of each word, and of each pair of frequent words, in files of about the same size.

A frequent word has no list: the code of one byte by which it goes stands beside each place of every other word whose
neighbour it is. Where two of them follow each other, the pair has a list. So no phrase ever needs all places of `the`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import methodcaller

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.search.line import Numbers, Over

Bytes = NDArray[np.uint8]

FREQUENT = 8000
"""Places from which on a word is frequent."""
MOST_FREQUENT = 255
_BLOCK = 16_384
"""Places of one word or pair that lie together."""
_SELDOM = 0.002
"""Share of a frequent word's places up to which nobody looks for what is made of several and folded the same."""
_FILE = 12_500
"""Bytes of lists in a file, before they are packed."""
_FAMILY = 40_000
"""Bytes up to which the lists of a word and its other forms lie in one file, where they are a third of it at least."""
_AT_ONCE = 1 << 18
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


def make_lists(
    words: Numbers, over: Over, terms: Sequence[str], starts: Numbers, told: Mapping[str, str], write: Write
) -> Lists:
    """Code the places of all words.

    Args:
        words: the line, as numbers of words; 0 is the barrier.
        over: words made of several.
        terms: the words by number.
        starts: the place at which each text begins.
        told: what the vocabulary says of a word, behind its name.
        write: is given each file.
    """
    counts = np.bincount(words, minlength=len(terms))
    counts[0] = 0
    frequent = [term for term in np.argsort(-counts, kind="stable")[:MOST_FREQUENT].tolist() if counts[term] > FREQUENT]
    code_of = np.zeros(len(terms), dtype=np.uint8)
    code_of[frequent] = np.arange(1, len(frequent) + 1)
    codes = code_of[words]
    names, pair_of = _names(codes, terms, frequent, told)
    keys = _keys(words, codes, over, names, terms, pair_of)
    keys.sort()
    places = keys.astype(np.uint32)  # the lower half
    over_keys = _key(np.array([names[terms[term]] for term in over.terms.tolist()], dtype=np.uint64), over.places)
    kinds = np.zeros(len(keys), dtype=np.uint8)
    kinds[np.searchsorted(keys, over_keys)] = over.kinds
    keys >>= np.uint64(32)
    is_pair = np.zeros(len(names), dtype=np.bool_)
    is_pair[list(pair_of.values())] = True
    left, right = np.empty(len(keys), dtype=np.uint8), np.empty(len(keys), dtype=np.uint8)
    for at in range(0, len(keys), _AT_ONCE):
        here = slice(at, at + _AT_ONCE)
        left[here] = np.where(places[here] > 0, codes[np.maximum(places[here], 1) - 1], 0)
        spans = np.where(is_pair[keys[here]], 2, np.maximum(kinds[here] >> 4, 1))
        right[here] = codes[np.minimum(places[here] + spans, len(codes) - 1)]
    found = np.bincount(keys.view(np.int64), minlength=len(names))
    del keys, codes, over_keys
    firsts = _write_files(names, found, places, (left, right, kinds), told, write)
    of_frequent = []
    for term in frequent:
        texts = np.unique(np.searchsorted(starts, np.flatnonzero(words == term), "right") - 1).astype(np.uint32)
        of_frequent.append((terms[term], texts, _kinds(over.kinds[over.terms == term] & 15, int(counts[term]))))
    return Lists(firsts, of_frequent)


def _kinds(kinds: Bytes, places: int) -> int:
    """Return a bit for every kind of which a frequent word is made so often that its list is worth a request."""
    times = np.bincount(kinds, minlength=5)
    return sum(1 << kind for kind, count in enumerate(times.tolist()) if count > places * _SELDOM)


def _names(
    codes: Bytes, terms: Sequence[str], frequent: Sequence[int], told: Mapping[str, str]
) -> tuple[dict[str, int], dict[int, int]]:
    """Return the number of each word and pair in the order of the lists, and that of a pair by 256 * code + code."""
    at = np.flatnonzero((codes[:-1] > 0) & (codes[1:] > 0))
    pairs = {
        pair: f"{terms[frequent[(pair >> 8) - 1]]} {terms[frequent[(pair & 255) - 1]]}"
        for pair in np.unique(codes[at].astype(np.uint16) * 256 + codes[at + 1]).tolist()
    }
    ordered = sorted({*terms[1:], *told, *pairs.values()}, key=in_order)
    names = {name: number for number, name in enumerate(ordered)}
    return names, {pair: names[name] for pair, name in pairs.items()}


def _key(number: NDArray[np.uint64], places: NDArray[np.integer]) -> NDArray[np.uint64]:
    key: NDArray[np.uint64] = number << np.uint64(32) | places.astype(np.uint64)
    return key


def _keys(
    words: Numbers, codes: Bytes, over: Over, names: Mapping[str, int], terms: Sequence[str], pair_of: Mapping[int, int]
) -> NDArray[np.uint64]:
    """Return the number of a word and a place in one, for all places that are listed."""
    number_of = np.array([0, *(names[term] for term in terms[1:])], dtype=np.uint64)
    number_of_pair = np.zeros(1 << 16, dtype=np.uint64)
    for pair, number in pair_of.items():
        number_of_pair[pair] = number
    plain = np.flatnonzero((codes == 0) & (words != 0)).astype(np.uint32)
    pairs = np.flatnonzero((codes[:-1] > 0) & (codes[1:] > 0))
    follow = codes[pairs].astype(np.uint32) * 256 + codes[pairs + 1]
    keys = np.empty(len(plain) + len(pairs) + len(over.places), dtype=np.uint64)
    for at in range(0, len(plain), _AT_ONCE):
        here = plain[at : at + _AT_ONCE]
        keys[at : at + len(here)] = _key(number_of[words[here]], here)
    keys[len(plain) : len(plain) + len(pairs)] = _key(number_of_pair[follow], pairs)
    keys[len(plain) + len(pairs) :] = _key(number_of[over.terms], over.places)
    return keys


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
    inside = np.arange(len(number)) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    start = np.repeat(np.cumsum(counts) - counts, blocks) + inside * _BLOCK
    end = np.minimum(start + _BLOCK, np.repeat(np.cumsum(counts), blocks))
    steps = np.diff(places, prepend=np.uint32(0))
    begins = start[end > start]
    steps[begins] = places[begins]
    coded, at = varints(steps)
    has_kinds = np.flatnonzero(beside[2])
    flags = (np.searchsorted(has_kinds, end) > np.searchsorted(has_kinds, start)).astype(np.int64)
    letters = np.array([len(name) + len(told.get(name, "")) for name in names])
    ordered, ends_of = list(names), np.cumsum(blocks)
    sizes = (at[end].astype(np.int64) - at[start] + (end - start) * 2 + letters[number]).tolist()
    firsts: list[tuple[str, int]] = []
    named = [ordered[one] for one in number.tolist()]
    families = (
        [int(ends_of[names[one]]) - 1 for one in (name, *said.split("\t")[1].split())] for name, said in told.items()
    )
    for first, last in _cut(named, sizes, families):
        span = slice(int(start[first]), int(end[last - 1]))
        counted, _ = varints(((end - start)[first:last] * 2 + flags[first:last]).astype(np.uint32))
        flagged = [beside[2][start[one] : end[one]].tobytes() for one in range(first, last) if flags[one]]
        parts = [counted, coded[at[span.start] : at[span.stop]], beside[0][span], beside[1][span]]
        header = "\n".join(f"{name}{told.get(name, '')}" for name in named[first:last]).encode() + b"\0"
        write(len(firsts), header + b"".join(part.tobytes() for part in parts) + b"".join(flagged))
        firsts.append((_telling(named, first), int(places[start[first]]) if inside[first] else 0))
    return firsts


def _cut(names: Sequence[str], sizes: Sequence[int], families: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches of about the size of a file, those that little tells from what comes before.

    A word and its other forms are not parted where little else lies between them: who asks for one asks for all.
    """
    ends = np.cumsum([0, *sizes])
    within = np.zeros(len(names) + 1, dtype=np.int32)
    for family in families:
        first, after = min(family), max(family) + 1
        if ends[after] - ends[first] <= min(_FAMILY, 3 * sum(sizes[one] for one in family)):
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
    at = np.zeros(len(values) + 1, dtype=np.uint32)
    coded = [np.zeros(0, dtype=np.uint8)]
    for first in range(0, len(values), _AT_ONCE):
        some = values[first : first + _AT_ONCE]
        lengths = np.ones(len(some), dtype=np.uint8)
        for bits in (7, 14, 21, 28):
            lengths += some >= 1 << bits
        ends = np.cumsum(lengths, dtype=np.uint32)
        begins, bytes_of = ends - lengths, np.zeros(int(ends[-1]), dtype=np.uint8)
        for byte in range(5):
            has = lengths > byte
            more = (lengths[has] > byte + 1).astype(np.uint32) << 7
            bytes_of[begins[has] + np.uint32(byte)] = (some[has] >> np.uint32(7 * byte)) & np.uint32(127) | more
        at[first + 1 : first + 1 + len(some)] = ends + at[first]
        coded.append(bytes_of)
    return np.concatenate(coded), at
