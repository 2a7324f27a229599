"""Furniture that no role names: lines that stand letter for letter in many texts, known by where they stand.

A line in several texts of one publisher is furniture wherever it stands. Without a publisher, or in texts of several,
it is furniture where it stands at the edge of the texts that have it: above the first words of their own or below the
last. In the middle of otherwise different texts the same line is a passage, however many have it: an anecdote, a
sentence of the wire. A line in very many texts that is no furniture by these rules is told to the curator.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.rules import RULES
from sourcebook.model import Document, LinkSettings
from sourcebook.problems import Problem

_LINE = re.compile(r"[^\r\n]+")
_ANY_MARK = re.compile('["“”„«»‹›「『〝]|``')
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one text that may be furniture."""

    keys: NDArray[np.uint64]
    """For each line, a number made of its letters."""
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    words: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A line that stands in many texts and was taken for words of theirs."""

    words: str
    documents: int


def lines_of(text: str) -> Lines:
    """Return the lines of a text; of one that is too long to be furniture, or has quotation marks, no key."""
    found = [(*match.span(), line) for match in _LINE.finditer(text) if (line := match[0].strip())]
    counts = [len(line.split()) for _, _, line in found]
    keys = [
        _key(line) if count <= RULES.furniture_edge_words and not _ANY_MARK.search(line) else 0
        for (_, _, line), count in zip(found, counts, strict=True)
    ]
    starts, ends = [start for start, _, _ in found], [end for _, end, _ in found]
    return Lines(
        np.array(keys, np.uint64), np.array(starts, np.int32), np.array(ends, np.int32), np.array(counts, np.int32)
    )


def _key(line: str) -> int:
    """Return a number above 0 for a line, the same in every process."""
    return int.from_bytes(blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | 1


def furniture(documents: Sequence[Document], lines: Sequence[Lines]) -> tuple[list[list[Span]], list[Repeated]]:
    """Return the spans of each document that are furniture, and the lines that a curator may want to call so."""
    spans: list[list[Span]] = [[] for _ in documents]
    holders = _holders(lines)
    publishers = [fact.value if (fact := document.first("publisher")) else "" for document in documents]
    repeated: list[Repeated] = []
    edges = [_at_edge(line, holders) for line in lines]
    for places in holders.values():
        kind = _is_furniture(places, publishers, lines, edges)
        first, at = places[0]
        if kind:
            for number, place in places:
                line = lines[number]
                spans[number].append((int(line.starts[place]), int(line.ends[place])))
        elif lines[first].words[at] >= RULES.repeated_words and len(set(dict(places))) >= RULES.repeated_documents:
            line = lines[first]
            text = documents[first].source.text[int(line.starts[at]) : int(line.ends[at])]
            repeated.append(Repeated(" ".join(text.split()), len({number for number, _ in places})))
    return spans, sorted(repeated, key=lambda line: (-line.documents, line.words))


def _holders(lines: Sequence[Lines]) -> dict[int, list[tuple[int, int]]]:
    """Return, for each line that stands in several texts, where: the numbers of text and line."""
    keys = [np.unique(line.keys) for line in lines]
    together, counts = np.unique(np.concatenate(keys), return_counts=True) if keys else (np.zeros(0), np.zeros(0))
    least = together[(counts >= RULES.furniture_documents) & (together > 0)]
    holders: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        for place in np.nonzero(np.isin(line.keys, least))[0].tolist():
            holders[int(line.keys[place])].append((number, place))
    return holders


def _at_edge(line: Lines, holders: Iterable[int]) -> frozenset[int]:
    """Return which lines of a text stand at its edge: hardly a word of its own stands above them, or below.

    None, where lines that others have too make up most of the text: then it is a copy.
    """
    shared = np.isin(line.keys, np.fromiter(holders, np.uint64))
    own = np.where(shared, 0, line.words)
    if line.words[shared].sum() > RULES.furniture_share * line.words.sum():
        return frozenset()
    above, below = np.cumsum(own), np.cumsum(own[::-1])[::-1]
    return frozenset(np.nonzero(shared & (np.minimum(above, below) <= RULES.furniture_above))[0].tolist())


def _is_furniture(
    places: Sequence[tuple[int, int]],
    publishers: Sequence[str],
    lines: Sequence[Lines],
    edges: Sequence[frozenset[int]],
) -> bool:
    number, place = places[0]
    by_publisher: dict[str, set[int]] = defaultdict(set)
    for document, _ in places:
        by_publisher[publishers[document]].add(document)
    documents = {document for document, _ in places}
    of_one = max((len(found) for publisher, found in by_publisher.items() if publisher), default=0)
    if of_one >= RULES.furniture_documents and lines[number].words[place] <= RULES.furniture_words:
        return of_one * 2 >= len(documents)
    at_edge = len({document for document, line in places if line in edges[document]})
    return len(documents) >= RULES.furniture_anywhere and at_edge >= RULES.furniture_mostly * len(documents)


def repeated_lines(repeated: Sequence[Repeated], settings: LinkSettings) -> Iterator[Problem]:
    """Yield what a curator may like to know of lines in very many texts: they may be furniture, or worth a link."""
    ignored = {phrase.words for phrase in settings.ignored}
    told = [line for line in repeated if line.words not in ignored]
    for line in told[: RULES.repeated_told]:
        what = f"these words are a line of their own in {line.documents:,} texts: “{line.words}”"
        yield Problem(settings.file, 0, what, f'If they are furniture, add them to `ignored:` with: - "{line.words}"')
