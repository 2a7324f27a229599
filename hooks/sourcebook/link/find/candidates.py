"""Where two texts have words in a row in common: the places from which passages are aligned.

In: the words of all texts as numbers. Out: runs, each so many words from a place in one text and a place in another.
Method: hashes of word shingles, sorted; equal neighbours are candidates, and the words are compared before one is
believed.
"""

from collections.abc import Sequence

import numpy as np

from sourcebook.link.find.corpus import Corpus, Integers
from sourcebook.link.find.groups import batched, grouped, paired, spread_over_words
from sourcebook.link.find.recurring import stretches
from sourcebook.link.find.runs import Pairs, Runs, merged, telling, unpacked, worthwhile
from sourcebook.link.find.shingles import Counts, repeated, shingles
from sourcebook.link.find.texts import Text
from sourcebook.link.rules import RULES

Spans = dict[int, list[tuple[int, int]]]
"""For some texts, by their index, stretches of words, from the first to the last."""
_AT_ONCE = 1 << 16
"""Pairs of places whose words are compared together, if there are so many."""


def find_runs(corpus: Corpus, texts: Sequence[Text]) -> tuple[Runs, Counts, Spans]:
    """Find the runs that texts share.

    Also returns, for each place, in how many documents the most common shingle that has the word in it stands outside
    quotation marks: what many quote is a finding, what many write is a formula. And the words that recur in texts
    of one publisher alone: no run has any of them.
    """
    pairs, frequency, recurring = _worthwhile_pairs(corpus, texts)
    covering = spread_over_words(frequency)
    runs = merged(corpus, pairs)
    del pairs  # Of many texts they take as much memory as the words.
    return telling(corpus, runs, covering), covering, recurring


def _worthwhile_pairs(corpus: Corpus, texts: Sequence[Text]) -> tuple[Pairs, Counts, Spans]:
    """Return the pairs of places whose words are equal; for each place how frequent its shingle is; what recurs."""
    frequency: Counts = np.ones(len(corpus.numbers), dtype=np.int16 if len(corpus.base) < 1 << 15 else np.int32)
    recurring = [np.zeros(0, dtype=np.int32)]
    none = np.zeros(0, dtype=np.int64)
    pairs: dict[int, list[Pairs]] = {RULES.seed: [none], RULES.common_seed: [none]}
    for places, fresh in repeated(lambda: shingles(corpus.numbers), corpus.texts_at, len(corpus.numbers)):
        document, quoted = corpus.texts_at(places), corpus.quoted[places]
        groups = grouped(fresh, document, quoted, corpus.publisher)
        frequency[places] = groups.frequency
        recurring.append(places[groups.recurring])
        kept = places[groups.kept]
        in_turn = paired(groups, document[groups.kept], quoted[groups.kept], corpus.order)
        for one, other, seed in batched(in_turn, _AT_ONCE):
            pairs[seed].append(worthwhile(corpus, kept[one], kept[other], seed))
    spans = _recurring(corpus, texts, np.sort(np.concatenate(recurring)))
    if spans:  # What recurs is blanked out by now, and no pair may have a word of it.
        for seed, of_seed in pairs.items():
            pairs[seed] = [worthwhile(corpus, *unpacked(some), seed) for some in of_seed]
    return np.concatenate([some for of_seed in pairs.values() for some in of_seed]), frequency, spans


def _recurring(corpus: Corpus, texts: Sequence[Text], places: Integers) -> Spans:
    """Return, of texts, the words that recur where these shingles stand, and blank them out."""
    found: Spans = {}
    having, starts = np.unique(corpus.texts_at(places), return_index=True)
    for number, here in zip(having.tolist(), np.split(places, starts[1:]), strict=False):
        base, tokens = int(corpus.base[number]), texts[number].tokens
        if spans := stretches(here - base, tokens.starts, tokens.ends):
            found[number] = spans
        for first, last in spans:
            corpus.numbers[base + first : base + last + 1] = -1
    return found
