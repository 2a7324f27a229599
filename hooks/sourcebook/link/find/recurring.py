"""Words in a row that many texts of one publisher have amid words of their own, and no other text: furniture.

An advertisement, a plea, a note on the author stands anywhere, within a paragraph too, as a page was taken from the
web. What texts of several publishers have is none: a story of the wire, an anecdote; nor is what a letter, a speech or
another primary source has, or what more than a few have in quotation marks.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.rules import RULES
from sourcebook.model import Document, LinkSettings, Passage
from sourcebook.problems import Problem

Integers = NDArray[np.integer]


def publishers_of(named: Iterable[str]) -> Integers:
    """Return a number for the publisher of each text, by its name; 0 where no name is given."""
    numbers = {"": 0}
    return np.array([numbers.setdefault(name, len(numbers)) for name in named], dtype=np.int32)


def recurs(fresh: NDArray[np.bool_], publisher: Integers, documents: Integers, texts: Integers) -> NDArray[np.bool_]:
    """Tell which shingles stand in many texts of one publisher and in no other.

    Args:
        fresh: for each place, those of one shingle together, whether it is the first of its shingle.
        publisher: for each place, the publisher of its text.
        documents: for each shingle, how many texts have it.
        texts: for each publisher, how many texts it has.
    """
    first = np.nonzero(fresh)[0]
    if len(texts) == 1 or not len(first):
        return np.zeros(len(first), dtype=np.bool_)
    lowest, highest = np.minimum.reduceat(publisher, first), np.maximum.reduceat(publisher, first)
    most = (documents >= RULES.recurring_documents) & (documents >= RULES.recurring_share * texts[lowest])
    found: NDArray[np.bool_] = (lowest == highest) & (lowest > 0) & (most | (documents >= RULES.recurring_many))
    return found


def stretches(places: Integers, starts: Integers, ends: Integers) -> list[tuple[int, int]]:
    """Return the first and the last word of each stretch of a text that is furniture.

    A text that is mostly such may be a copy of another: of it, nothing is. A character of a script without spaces is
    half a word.

    Args:
        places: where recurring shingles begin in the text, ascending.
        starts: the offset of each word of the text.
        ends: where it ends.
    """
    runs = np.split(places, np.nonzero(np.diff(places) != 1)[0] + 1) if len(places) else []
    found = [(int(run[0]), int(run[-1]) + RULES.shingle - 1) for run in runs]
    touching = [int((starts[first + 1 : last + 1] == ends[first:last]).sum()) for first, last in found]
    words = [last - first + 1 - touch / 2 for (first, last), touch in zip(found, touching, strict=True)]
    kept = [span for span, count in zip(found, words, strict=True) if count >= RULES.recurring_words]
    return kept if sum(last - first + 1 for first, last in kept) <= RULES.recurring_most * len(starts) else []


def recurring_passages(
    passages: Iterable[Passage], documents: Mapping[str, Document], settings: LinkSettings
) -> Iterator[Problem]:
    """Yield which passages that are linked may be furniture after all: many texts of one publisher alone have them."""
    ignored = {phrase.words for phrase in settings.ignored}
    told = 0
    for passage in passages:
        texts = {witness.document for witness in passage.witnesses}
        words = " ".join(passage.witnesses[0].exact.split())
        if len(texts) < RULES.recurring_documents or told == RULES.repeated_told or words in ignored:
            continue
        if passage.words > RULES.furniture_edge_words or any(witness.in_marks for witness in passage.witnesses):
            continue
        publishers = {documents[id].value("publisher") for id in texts}
        if len(publishers) == 1 and "" not in publishers:
            told += 1
            what = f"this passage stands in {len(texts):,} texts of {publishers.pop()}, and in no other: “{words}”"
            yield Problem(settings.file, 0, what, f'If it is furniture, add it to `ignored:` with: - "{words}"')
