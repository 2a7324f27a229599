"""Words in a row that texts share: shingles grouped by receivers, pairs of texts compared by the first one's part."""

from collections.abc import Iterator

import numpy as np

from sourcebook.link.compare import compared
from sourcebook.link.find.cache import Alignments
from sourcebook.link.find.corpus import Corpus, Order, lay_out
from sourcebook.link.find.groups import grouped, paired, spread_over_words
from sourcebook.link.find.recurring import stretches
from sourcebook.link.find.runs import Runs, merged, telling, worthwhile
from sourcebook.link.find.shingles import repeated
from sourcebook.link.judge.direction import Directed
from sourcebook.link.rules import RULES
from sourcebook.link.spread.passages import write_passages
from sourcebook.link.spread.store import Rows, together
from sourcebook.link.spread.texts import WORD, StoredTexts, excluded, stored_lexicon
from sourcebook.link.spread.words import SHINGLE
from sourcebook.link.spread.work import Work

_PAIR = np.dtype([(name, np.int32) for name in ("one", "start", "other", "other_start", "seed")])
_OFTEN = np.dtype([("text", np.int32), ("place", np.int32), ("documents", np.int32), ("recurring", np.bool_)])


def group(work: Work, receiver: int) -> None:
    """Group the shingles of a receiver: send on which places are equal, and which shingles many texts have."""
    store, texts = work.store, StoredTexts(work.store)
    rows = store.all_rows("shingles", receiver, SHINGLE)
    hashed = rows["hash"], np.arange(len(rows), dtype=np.int32)
    several = list(repeated(lambda: [hashed], rows["text"].__getitem__, len(rows)))
    fresh = np.concatenate([firsts for _, firsts in several])
    rows = rows[np.concatenate([places for places, _ in several])]
    groups = grouped(fresh, rows["text"], rows["quoted"], store.read("publishers.npy"))
    often = np.zeros(int((groups.frequency > 1).sum()), _OFTEN)
    for name, values in (("documents", groups.frequency), ("recurring", groups.recurring)):
        often[name] = values[groups.frequency > 1]
    often["text"], often["place"] = (rows[name][groups.frequency > 1] for name in ("text", "place"))
    store.write_rows("often", receiver, often, texts.parts_of(often["text"]))
    rows = rows[groups.kept]
    order = Order(store.read("by-date.npy"), store.read("by-kind.npy"))
    pairs = []
    for one, other, seed in paired(groups, rows["text"], rows["quoted"], order):
        differs = rows["text"][one] != rows["text"][other]
        first, second = rows[one[differs]], rows[other[differs]]
        found = np.zeros(len(first), _PAIR)
        found["one"], found["start"], found["seed"] = first["text"], first["place"], seed
        found["other"], found["other_start"] = second["text"], second["place"]
        pairs.append(found)
    found = together(pairs, _PAIR)
    store.write_rows("pairs", receiver, found, texts.parts_of(found["one"]))


def cover(work: Work, part: int) -> None:
    """Put together, for each word of a part, in how many texts the words in a row stand that it is of.

    What recurs in texts of one publisher alone is marked in the words of the texts.
    """
    store, texts = work.store, StoredTexts(work.store)
    often = store.all_rows("often", part, _OFTEN)
    words = [store.rows("text-words", part, place, WORD) for place in range(len(texts.of_part(part)))]
    often = often[np.argsort(often["text"], kind="stable")]
    bounds = np.searchsorted(often["text"], [*texts.of_part(part), texts.starts[part + 1]])
    covering = []
    for place, of_words in enumerate(words):
        of_text = often[bounds[place] : bounds[place + 1]]
        frequency = np.ones(len(of_words), np.int32)
        frequency[of_text["place"]] = of_text["documents"]
        covering.append(spread_over_words(frequency))
        recurring = np.sort(of_text["place"][of_text["recurring"]])
        for first, last in stretches(recurring, of_words["start"], of_words["end"]):
            words[place] = excluded(words[place], first, last)
    store.write_each("covering", part, covering, np.int32)
    store.write_each("text-words", part, words, WORD)


def compare(work: Work, part: int) -> None:
    """Compare the texts of a part with those that come after them, and send on the passages that are believed."""
    texts = StoredTexts(work.store)
    write_passages(work, "found", part, texts, _passages(work, part, texts))


def _passages(work: Work, part: int, texts: StoredTexts) -> Iterator[Directed]:
    words = stored_lexicon(work.store)
    pairs = work.store.all_rows("pairs", part, _PAIR)
    others = texts.parts_of(pairs["other"])
    for of_other in np.unique(others).tolist():
        here = pairs[others == of_other]
        numbers = np.unique(np.concatenate((here["one"], here["other"])))
        involved = [texts[number] for number in numbers.tolist()]
        frequency = [_covering(work, texts, number) for number in numbers.tolist()]
        runs = _runs(lay_out(involved), numbers, here, frequency)
        for _, passages in compared(involved, words, runs, frequency, Alignments(None, words.words)):
            yield from passages


def _covering(work: Work, texts: StoredTexts, number: int) -> Rows:
    part = texts.part_of(number)
    return work.store.rows("covering", part, number - texts.starts[part], np.int32)


def _runs(corpus: Corpus, numbers: Rows, pairs: Rows, frequency: list[Rows]) -> Runs:
    """Return the runs of equal words behind pairs of equal shingles; `numbers`: those of the texts in the corpus."""
    one = corpus.base[np.searchsorted(numbers, pairs["one"])] + pairs["start"]
    other = corpus.base[np.searchsorted(numbers, pairs["other"])] + pairs["other_start"]
    kept = [
        worthwhile(corpus, one[pairs["seed"] == seed], other[pairs["seed"] == seed], seed)
        for seed in (RULES.seed, RULES.common_seed)
    ]
    covering = np.ones(len(corpus.numbers), np.int32)
    for first, of_text in zip(corpus.base.tolist(), frequency, strict=True):
        covering[first : first + len(of_text)] = of_text
    return telling(corpus, merged(corpus, np.concatenate(kept)), covering)
