"""A judge that knows nothing of the engine: which words in a row do two texts have in common, and do links cover them?

It cuts words by one expression, looks at every twelve in a row, and follows each as far as it goes. Left out, by rule:
runs of function words (fewer than `CONTENT` different words that aren't among the `FREQUENT` most frequent of the
corpus), lines that `FURNITURE` texts or more have letter for letter, or that are the first or the last of two texts of
one publisher, words that `RECURRING` texts or more of one publisher have and no other text, and web or mail addresses.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcebook.model import Document, Link, Passage

LEAST = 12
CONTENT = 5
FREQUENT = 150
FURNITURE = 4
RECURRING = 3
MOST = 30
"""Texts that have twelve words, at most, for each two of them to be a pair; of more, each and the first."""
COVERED = 0.8
_WORD = re.compile(r"[^\s.,;:?!\"'“”‘’`()\[\]<>*_/|=+-]+")
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_ADDRESS = re.compile(r"@|https?:|www\.")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that two texts have: offsets in both."""

    one: str
    start: int
    end: int
    other: str
    other_start: int
    other_end: int


def exact_runs(documents: Sequence[Document]) -> Iterator[Run]:
    """Yield every run of at least `LEAST` words that two texts share, but for those that the rule leaves out."""
    cut = [[(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(d.source.text)] for d in documents]
    words = [[word for word, _, _ in text] for text in cut]
    frequent = {word for word, _ in Counter(word for text in words for word in text).most_common(FREQUENT)}
    furniture = _furniture(documents)
    places: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(words):
        for at in range(len(text) - LEAST + 1):
            places[tuple(text[at : at + LEAST])].append((number, at))
    publishers = [document.value("publisher") for document in documents]
    recurring = {twelve for twelve, found in places.items() if _of_one_publisher(found, publishers)}
    seen: set[tuple[int, int, int, int]] = set()
    for found in places.values():
        for (one, at), (other, there) in _pairs(found):
            if one == other or (one, other, at - 1, there - 1) in seen:
                seen.add((one, other, at, there))
                continue
            seen.add((one, other, at, there))
            if at and there and words[one][at - 1] == words[other][there - 1]:
                continue
            size = LEAST
            while at + size < len(words[one]) and there + size < len(words[other]):
                if words[one][at + size] != words[other][there + size]:
                    break
                size += 1
            start, end = cut[one][at][1], cut[one][at + size - 1][2]
            telling = {word for word in words[one][at : at + size] if word not in frequent and not word.isdigit()}
            letters = documents[one].source.text[start:end]
            twelves = [tuple(words[one][first : first + LEAST]) for first in range(at, at + size - LEAST + 1)]
            if 2 * sum(twelve in recurring for twelve in twelves) > len(twelves):
                continue
            if len(telling) >= CONTENT and not _ADDRESS.search(letters) and not _is_in(furniture[one], start, end):
                other_start, other_end = cut[other][there][1], cut[other][there + size - 1][2]
                yield Run(documents[one].id, start, end, documents[other].id, other_start, other_end)


def _pairs(found: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    texts = {number for number, _ in found}
    firsts = found if len(texts) <= MOST else found[:1]
    for one in firsts:
        yield from ((one, other) for other in found if one[0] < other[0])


def _of_one_publisher(found: list[tuple[int, int]], publishers: Sequence[str]) -> bool:
    """Tell whether enough texts of one publisher have some words, and no other text."""
    texts = {number for number, _ in found}
    of = {publishers[number] for number in texts}
    return len(texts) >= RECURRING and len(of) == 1 and "" not in of


def _furniture(documents: Sequence[Document]) -> list[list[tuple[int, int]]]:
    """Return the spans of each text that are furniture, line by line."""
    found = [[(line[0].strip(), line.span()) for line in _LINE.finditer(d.source.text)] for d in documents]
    of_all = Counter(line for lines in found for line in {line for line, _ in lines})
    publishers = [document.value("publisher") for document in documents]
    ends = [(lines[0][0], lines[-1][0]) if lines and of else () for lines, of in zip(found, publishers, strict=True)]
    at_end = Counter((of, n, line) for of, pair in zip(publishers, ends, strict=True) for n, line in enumerate(pair))
    kept = [
        {line for n, line in enumerate(pair) if at_end[of, n, line] > 1}
        for of, pair in zip(publishers, ends, strict=True)
    ]
    return [
        [span for line, span in lines if of_all[line] >= FURNITURE or line in own]
        for lines, own in zip(found, kept, strict=True)
    ]


def _is_in(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether furniture takes up half of a stretch, or more."""
    return 2 * sum(max(0, min(end, stop) - max(start, first)) for first, stop in spans) >= end - start


def covered(runs: Iterable[Run], links: Iterable[Link], passages: Iterable[Passage]) -> tuple[int, int]:
    """Return how many runs a link, or a passage with many witnesses, covers at both ends, and how many there are.

    Two texts that both have the words from a third, or share them with it, are covered by their links with that one:
    the engine makes no link of "also quoted in".
    """
    joined: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        for end, other in ((link.source, link.target), (link.target, link.source)):
            spans = [(end.start, end.end), *((also.start, also.end) for also in end.also)]
            joined[end.document, other.document] += spans
    of: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for passage in passages:
        for witness in passage.witnesses if passage.is_cluster else ():
            of[witness.document].append((witness.start, witness.end, passage.id))
    by_one: defaultdict[str, set[str]] = defaultdict(set)
    for document, other_document in joined:
        by_one[document].add(other_document)
    count = total = 0
    for run in runs:
        total += 1
        one = _share(joined[run.one, run.other], run.start, run.end)
        other = _share(joined[run.other, run.one], run.other_start, run.other_end)
        thirds = (by_one[run.one] & by_one[run.other]) - {run.one, run.other}
        by_third = any(
            _share(joined[run.one, third], run.start, run.end) >= COVERED
            and _share(joined[run.other, third], run.other_start, run.other_end) >= COVERED
            for third in thirds
        )
        within = [{p for s, e, p in of[id] if s <= at and e >= at} for id, at in _middles(run)]
        count += (one >= COVERED and other >= COVERED) or by_third or bool(within[0] & within[1])
    return count, total


def _middles(run: Run) -> tuple[tuple[str, int], tuple[str, int]]:
    return (run.one, (run.start + run.end) // 2), (run.other, (run.other_start + run.other_end) // 2)


def _share(spans: Sequence[tuple[int, int]], start: int, end: int) -> float:
    found = reached = 0
    for first, stop in sorted(spans):
        found += max(0, min(stop, end) - max(first, start, reached))
        reached = max(reached, stop)
    return found / max(1, end - start)
