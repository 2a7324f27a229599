"""Paragraphs of a text → those of its corrected text that have their words.

First what is the same in both, in order (the longest common subsequence); then what is the same but was moved; then,
within what lies between, word by word: a paragraph's words are followed to the paragraphs in which they stand now,
which tells a corrected paragraph from one that was split or merged; last what differs in its words but is spelt alike.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

_NO_WORD = re.compile(r"\W+")
SHARE = 0.5
"""Of the words of either paragraph: where fewer are the same, in order, the one is not what became of the other."""
RUN = 2
"""Words in a row: single ones ("the", "of") are the same by chance."""
ALIKE = 60.0
"""How alike, of 100, the letters of two leftover paragraphs must be: "Introductoin", "Introduction"."""
MOST_COMPARED = 4_000_000
"""Pairs of leftover paragraphs that are compared letter by letter: what differs that much is another text."""


def heirs(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return for each old paragraph the indexes of the new ones that have its words, in order; none if it is gone."""
    stayed = list(_same(old, new))
    found: dict[int, set[int]] = defaultdict(set, {i: {j} for i, j in stayed})
    taken = {j for _, j in stayed}
    for i, j in _moved(old, new, set(found), taken):
        found[i].add(j)
        taken.add(j)
    for olds, news in _between([(-1, -1), *stayed, (len(old), len(new))], found, taken):
        for i, j in _sharing_words(old, new, olds, news):
            found[i].add(j)
    taken = {j for js in found.values() for j in js}
    left = [i for i in range(len(old)) if not found[i]], [j for j in range(len(new)) if j not in taken]
    for i, j in _alike(old, new, *left):
        found[i].add(j)
    return tuple(tuple(sorted(found[i])) for i in range(len(old)))


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    for block in Indel.opcodes(old, new) if len(old) * len(new) < 10**9 else Levenshtein.opcodes(old, new):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)


def _moved(old: Sequence[str], new: Sequence[str], kept: set[int], taken: set[int]) -> Iterator[tuple[int, int]]:
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for j, text in enumerate(new):
        if j not in taken:
            places[text].append(j)
    for i, text in enumerate(old):
        if i not in kept and places[text]:
            yield i, places[text].popleft()


def _between(
    stayed: Sequence[tuple[int, int]], found: Collection[int], taken: Collection[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the leftover paragraphs, old and new, of each stretch between two paragraphs that stayed in order."""
    for (i, j), (next_i, next_j) in pairwise(stayed):
        here = [k for k in range(i + 1, next_i) if k not in found]
        there = [k for k in range(j + 1, next_j) if k not in taken]
        if here and there:
            yield here, there


def _sharing_words(
    old: Sequence[str], new: Sequence[str], olds: list[int], news: list[int]
) -> Iterator[tuple[int, int]]:
    here = [(i, word) for i in olds for word in _folded(old[i])]
    there = [(j, word) for j in news for word in _folded(new[j])]
    shared: Counter[tuple[int, int]] = Counter()
    for block in Levenshtein.opcodes([word for _, word in here], [word for _, word in there]):
        if block.tag == "equal":
            pairs = zip(here[block.src_start : block.src_end], there[block.dest_start : block.dest_end], strict=True)
            runs = Counter((i, j) for (i, _), (j, _) in pairs)
            shared.update({pair: count for pair, count in runs.items() if count >= RUN})
    for (i, j), count in shared.items():
        if count >= SHARE * min(len(_folded(old[i])), len(_folded(new[j]))):
            yield i, j


def _folded(text: str) -> list[str]:
    """Return a paragraph's words without what corrections change most: capitals and punctuation."""
    return [_NO_WORD.sub("", word) or word for word in text.casefold().split()]


def _alike(old: Sequence[str], new: Sequence[str], olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of leftovers, the most alike first; each paragraph at most once."""
    if len(olds) * len(news) > MOST_COMPARED:
        return
    scored = ((fuzz.ratio(old[i].casefold(), new[j].casefold(), score_cutoff=ALIKE), i, j) for i in olds for j in news)
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, i, j in sorted((-score, i, j) for score, i, j in scored if score):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield i, j
