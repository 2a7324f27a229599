"""Texts with words in common, compared two by two: the passages that are believed.

Many pairs are taken together through one step after another: to take each through all of them costs a quarter more,
for what a step needs has left the processor's cache when it is needed again.
"""

import hashlib
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from sourcebook.link.find.align import Block, chained
from sourcebook.link.find.between import between
from sourcebook.link.find.cache import Alignments
from sourcebook.link.find.forms import form_of
from sourcebook.link.find.runs import Runs
from sourcebook.link.find.segments import Segment, segments
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.accept import frames, is_formula, may_stand, promising, stands_between
from sourcebook.link.judge.choose import Judged, are_kin, believed, best_places
from sourcebook.link.judge.direction import Directed, direct
from sourcebook.link.judge.evidence import evidence, evidence_of
from sourcebook.link.rules import RULES
from sourcebook.remembered import remembers, table
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.tokens import Numbers

_AT_ONCE = 256
_WORDS_AT_ONCE = 1 << 15
"""Pairs of texts, and the words that they have in common."""


class Pair(Struct, frozen=True):
    """Two texts with runs in common."""

    texts: tuple[Text, Text]
    frequency: tuple[Numbers, Numbers]
    """For each text, for each of its words, in how many documents the words in a row stand that it is of."""
    chains: Sequence[Sequence[Block]]


def compared(
    texts: Sequence[Text], words: Lexicon, runs: Runs, frequency: Sequence[Numbers], alignments: Alignments
) -> Iterator[tuple[int, list[Directed]]]:
    """Yield, for each pair of texts with runs in common, the index of the first, and the passages that are believed.

    `frequency`: for each text what `Pair` has.
    """
    again = remembers()
    states = [_state(text, words, of_text) for text, of_text in zip(texts, frequency, strict=True)] if again else []
    for some in _batches(runs):
        known = table("passages")
        keys: list[Hashable] = [
            (states[one], states[other], tuple(map(tuple, chains))) if again else (one, other)
            for one, other, chains in some
        ]
        pairs = {
            key: Pair((texts[one], texts[other]), (frequency[one], frequency[other]), chains)
            for key, (one, other, chains) in zip(keys, some, strict=True)
            if known.get(key) is None
        }
        for key, passages in zip(pairs, believed_of(list(pairs.values()), words, alignments), strict=True):
            known[key] = pairs[key].texts, passages
        if len(pairs) < len(some):
            alignments.pass_over()
        for key, (one, _, _) in zip(keys, some, strict=True):
            yield one, known[key][1]


def _batches(runs: Runs) -> Iterator[list[tuple[int, int, list[list[Block]]]]]:
    """Yield the pairs of texts with their chains of runs, some at once."""
    some, words = [], 0
    for pair in chained(runs):
        some.append(pair)
        words += sum(length for chain in pair[2] for _, _, length in chain)
        if len(some) == _AT_ONCE or words >= _WORDS_AT_ONCE:
            yield some
            some, words = [], 0
    if some:
        yield some


def _state(text: Text, words: Lexicon, frequency: Numbers) -> tuple[int, bytes]:
    """Return what stands for a text with all that it is judged by: while it is remembered, no other has its id."""
    judged_by = frequency.tobytes() + words.bits[text.tokens.numbers[text.content]].tobytes()
    return id(text), hashlib.sha256(judged_by).digest()


def believed_of(pairs: Sequence[Pair], words: Lexicon, alignments: Alignments) -> list[list[Directed]]:
    """Return the passages that are believed of each pair."""
    aligned = [list(alignments.of(pair.texts, pair.chains)) for pair in pairs]
    aligned = _that_may_stand(pairs, aligned)
    cut = [_cut(pair, of_pair) for pair, of_pair in zip(pairs, aligned, strict=True)]
    weighed = iter(
        evidence_of([(s, pair.frequency) for pair, of in zip(pairs, cut, strict=True) for s, _ in of], words)
    )
    judged = [[(segment, next(weighed), number) for segment, number in of_pair] for of_pair in cut]
    chosen = [_chosen(pair, of_pair, words) for pair, of_pair in zip(pairs, judged, strict=True)]
    directed = [best_places(direct(segment, of_pair) for segment in of_pair) for of_pair in chosen]
    return [
        _apart_from_form(pair, passages, of_pair, words)
        for pair, passages, of_pair in zip(pairs, directed, aligned, strict=True)
    ]


def _that_may_stand(pairs: Sequence[Pair], aligned: Sequence[Sequence[list[Block]]]) -> list[list[list[Block]]]:
    """Return of each pair the alignments that are looked at: none, if no passage may be believed for its own sake."""
    found = [
        [blocks for blocks in of_pair if promising(blocks, *pair.texts, pair.frequency[0])]
        for pair, of_pair in zip(pairs, aligned, strict=True)
    ]
    each = [(blocks, p.texts, p.frequency) for p, of_pair in zip(pairs, found, strict=True) for blocks in of_pair]
    may = iter(may_stand(each))
    return [of_pair if any(tuple(islice(may, len(of_pair)))) else [] for of_pair in found]


def _cut(pair: Pair, aligned: Sequence[list[Block]]) -> list[tuple[Segment, int]]:
    """Return the segments of a pair's alignments that are no formula, each with the number of its alignment."""
    return [
        (segment, number)
        for number, blocks in enumerate(aligned)
        for segment in segments(blocks, *pair.texts)
        if not is_formula(segment, *pair.frequency)
    ]


def _chosen(pair: Pair, judged: Sequence[Judged], words: Lexicon) -> list[Segment]:
    """Return the segments that are believed, and what is between them in two texts that run parallel."""
    chosen = believed(judged)
    if all(map(frames, chosen)):
        return []
    if are_kin(chosen):
        chosen += [
            segment
            for segment, beyond in between(chosen)
            if stands_between(evidence(segment, words, *pair.frequency), beyond=beyond)
        ]
    return chosen


def _apart_from_form(
    pair: Pair, passages: list[Directed], aligned: Sequence[list[Block]], words: Lexicon
) -> list[Directed]:
    """Return the passages that a form which both texts filled in doesn't explain."""
    if all(passage.directed for passage in passages) or (form := form_of(aligned, *pair.texts, words)) is None:
        return passages
    # One without a direction has the same text first as the pair.
    apart = (len(p.segment.places) >= RULES.form_apart and not form[p.segment.places].any() for p in passages)
    return [passage for passage, is_apart in zip(passages, apart, strict=True) if passage.directed or is_apart]
