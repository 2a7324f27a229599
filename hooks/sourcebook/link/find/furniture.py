"""Furniture that no role names: lines that stand letter for letter in many texts, known by where they stand.

A line in several texts of one publisher is furniture wherever it stands. Without a publisher, or in texts of several,
it is furniture where it stands at the edge of the texts that have it: above the first words of their own or below the
last. In the middle of otherwise different texts the same line is a passage, however many have it: an anecdote, a
sentence of the wire. A line in very many texts that is no furniture by these rules is told to the curator.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from sourcebook.link.find.meetings import Rows, standing_in
from sourcebook.link.rules import RULES
from sourcebook.model import Document, LinkSettings
from sourcebook.pieces import count_words
from sourcebook.problems import Problem

_ANY_MARK = re.compile('["“”„«»‹›「『〝]|``')
_RULE = re.compile(r"[-_=]{8,}|[-_=]{2,}$")


Lines = Rows
"""The lines of one text that may be furniture."""
LINE = np.dtype(
    [
        ("key", np.uint64),
        *((name, np.int32) for name in ("start", "end")),
        *((name, np.bool_) for name in ("ruled", "quoted")),
    ]
)
"""A number made of its letters, its offsets; whether it is a rule, or begins with one, of dashes, say; whether it is
one of quoted mail."""
_QUOTED = "> \t"
"""What a line of quoted mail begins with."""


class Repeated(Struct, frozen=True):
    """A line that stands in many texts and was taken for words of theirs."""

    words: str
    documents: int


def lines_of(text: str) -> Lines:
    """Return the lines of a text; the signs that lines of quoted mail begin with are no part of them."""
    digests, rows, start = [], [], 0
    for printed in text.replace("\r", "\n").split("\n"):
        end = start + len(printed)
        if line := (own := printed.strip()).lstrip(_QUOTED):
            digests.append(blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest())
            may_have_marks = '"' in line or not line.isascii() or "``" in line
            is_odd = not (may_have_marks and _ANY_MARK.search(line))
            rows.append((is_odd, start, end, line[0] in "-_=" and bool(_RULE.match(line)), own[0] == ">"))
        start = end + 1
    lines = np.array(rows, LINE)
    # The same in every process; the last bit says whether a line has no quotation marks.
    lines["key"] |= np.frombuffer(b"".join(digests), ">u8") & ~np.uint64(1)
    return lines


class Stand(NamedTuple):
    """Where a line stands that several texts have."""

    document: int
    """The number of its text."""
    line: int
    """Its number in that text."""
    words: int
    """How many it has."""
    publisher: Hashable
    """That of the text; what counts as false if it has none."""
    at_edge: bool | None
    """Whether hardly a word of the text's own stands above it, or below; None of a line of quoted mail."""


def furniture(
    documents: Sequence[Document], lines: Sequence[Lines]
) -> tuple[list[list[tuple[int, int]]], list[Repeated]]:
    """Return the spans of each document that are furniture, and the lines that a curator may want to call so."""
    spans: list[list[tuple[int, int]]] = [[] for _ in documents]
    repeated: list[Repeated] = []
    shared = in_several([np.array([*set(line["key"].tolist())], np.uint64) for line in lines])
    stands: dict[int, list[Stand]] = defaultdict(list)
    for number, (document, line) in enumerate(zip(documents, lines, strict=True)):
        publisher = document.value("publisher")
        for place, words, at_edge in shared_lines(document.source.text, line, shared):
            stands[int(line["key"][place])].append(Stand(number, place, words, publisher, at_edge))
    for found in stands.values():
        if is_furniture(found):
            for stand in found:
                line = lines[stand.document]
                spans[stand.document].append((int(line["start"][stand.line]), int(line["end"][stand.line])))
        elif is_told(found):
            first, line = found[0], lines[found[0].document]
            start, end = int(line["start"][first.line]), int(line["end"][first.line])
            repeated.append(repeated_line(documents[first.document].source.text[start:end], found))
    return spans, in_order(repeated)


def in_several(keys: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return the keys of lines that stand in texts enough; `keys`: of each text the different ones that it has."""
    if not keys:
        return np.zeros(0, np.uint64)
    together, counts = np.unique(np.concatenate(keys), return_counts=True)
    return together[counts >= RULES.furniture_documents]


def shared_lines(text: str, line: Lines, shared: NDArray[np.uint64]) -> Iterator[tuple[int, int, bool | None]]:
    """Yield which lines of a text several have, how many words each has, and whether it stands at the text's edge.

    It does where hardly a word of the text's own stands beyond it. Lines that are too long to be furniture are its own.
    A line of quoted mail tells nothing of that: it is furniture if it is where nobody quotes it.

    Behind a rule at the foot, as mail has it, all do, beside words of its own. Else none does where lines that others
    have too make up much of the text: then it may be a copy.
    """
    has = standing_in(shared, line["key"])
    if not has.any():
        return
    bounds = zip(line["start"].tolist(), line["end"].tolist(), strict=True)
    words = np.array([count_words(text[start:end].strip().lstrip(_QUOTED)) for start, end in bounds])
    has &= words <= RULES.furniture_edge_words
    own = np.where(has, 0, words)
    above, below, rest = np.cumsum(own), *(np.cumsum(count[::-1])[::-1] for count in (own, words))
    is_copy = words[has].sum() > RULES.furniture_share * words.sum()
    at_edge = (np.minimum(above, below) <= RULES.furniture_above) & (not is_copy)
    is_foot = line["ruled"] & (rest <= RULES.furniture_edge_words) & (own.sum() > RULES.furniture_above)
    foot = (np.cumsum(is_foot) > 0) & (words <= RULES.furniture_words)
    at_edge |= foot
    # What has quotation marks may be a quotation anywhere else.
    places = np.nonzero(has & (foot | (line["key"] % np.uint64(2) > 0)))[0]
    for place in places.tolist():
        yield place, int(words[place]), None if line["quoted"][place] else bool(at_edge[place])


def is_furniture(stands: Sequence[Stand]) -> bool:
    """Tell whether a line is furniture, by all places where it stands."""
    by_publisher: dict[Hashable, set[int]] = defaultdict(set)
    for stand in stands:
        if stand.at_edge is not None:
            by_publisher[stand.publisher].add(stand.document)
    documents = set().union(*by_publisher.values())
    of_one = max((len(found) for publisher, found in by_publisher.items() if publisher), default=0)
    if of_one >= RULES.furniture_documents and stands[0].words <= RULES.furniture_words:
        return of_one * 2 >= len(documents)
    at_edge = len({stand.document for stand in stands if stand.at_edge})
    return len(documents) >= RULES.furniture_anywhere and at_edge >= RULES.furniture_mostly * len(documents)


def is_told(stands: Sequence[Stand]) -> bool:
    """Tell whether a curator may want to know of a line that is no furniture."""
    return (
        stands[0].words >= RULES.repeated_words
        and len({stand.document for stand in stands}) >= RULES.repeated_documents
    )


def repeated_line(letters: str, stands: Sequence[Stand]) -> Repeated:
    """Return what a curator is told of a line."""
    return Repeated(" ".join(letters.split()), len({stand.document for stand in stands}))


def in_order(repeated: Iterable[Repeated]) -> list[Repeated]:
    """Return lines in the order in which they are told: the most frequent first."""
    return sorted(repeated, key=lambda line: (-line.documents, line.words))


def repeated_lines(repeated: Sequence[Repeated], settings: LinkSettings) -> Iterator[Problem]:
    """Yield what a curator may like to know of lines in very many texts: they may be furniture, or worth a link."""
    ignored = {phrase.words for phrase in settings.ignored}
    told = [line for line in repeated if line.words not in ignored]
    for line in told[: RULES.repeated_told]:
        what = f"these words are a line of their own in {line.documents:,} texts: “{line.words}”"
        yield Problem(settings.file, 0, what, f'If they are furniture, add them to `ignored:` with: - "{line.words}"')
