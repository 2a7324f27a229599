"""The link engine's steps in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from msgspec import Struct

from sourcebook.gathered import gathered
from sourcebook.link.compare import compared
from sourcebook.link.curated import decide
from sourcebook.link.find.cache import Alignments
from sourcebook.link.find.candidates import find_runs
from sourcebook.link.find.corpus import Corpus, lay_out
from sourcebook.link.find.furniture import Repeated
from sourcebook.link.find.near import Near, Place, near
from sourcebook.link.find.parts import Part, Prepared, parts_of, prepared, read_part, without_furniture
from sourcebook.link.find.runs import Runs
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.accept import garbled
from sourcebook.link.judge.build import links_of, with_ids
from sourcebook.link.judge.choose import best_places, longest_run, one_source, without_explained
from sourcebook.link.judge.direction import Directed, direct
from sourcebook.link.judge.evidence import evidence
from sourcebook.link.judge.references import references
from sourcebook.link.judge.short_quotations import short_quotations
from sourcebook.link.judge.unsourced import linked_by, matched_by, unlinked, without_source
from sourcebook.link.rules import RULES
from sourcebook.model import Document, Link, LinkSettings, UnsourcedQuotation
from sourcebook.problems import Findings
from sourcebook.remembered import recalled, remembered, remembers
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.tokens import Numbers


class Linked(Struct, frozen=True):
    """What the engine finds in an archive."""

    links: tuple[Link, ...]
    """Sorted, each with its id."""
    unsourced: tuple[UnsourcedQuotation, ...]
    """Quoted words that stand in no other text here, sorted."""
    repeated: tuple[Repeated, ...] = ()
    """Lines in very many texts that were taken for words of theirs, the most frequent first."""


Progress = Callable[[str, int, int], None]
"""Told of a step: its name, how much of it is done, and how much there is to do; 0 where nobody knows."""


def silent(step: str, done: int, of: int) -> None:
    """Tell nobody."""


def link_archive(
    documents: Sequence[Document],
    settings: LinkSettings,
    findings: Findings,
    cache: Path | None = None,
    progress: Progress = silent,
) -> Linked:
    """Find every link between documents, and the quotations without one; the order of documents makes no difference.

    Args:
        documents: what is linked.
        settings: what a curator decided.
        findings: told of each entry of the settings that matches nothing.
        cache: a folder for alignments, kept by content, or None: then nothing is written. Whether a passage is believed
            is decided anew each time.
        progress: told how far each step has come.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    ready = read(ordered, settings, progress)
    words = ready.words
    texts, runs, frequency = _shared(ready.texts, progress)
    found = list(_passages(texts, words, runs, frequency, Alignments(cache, words.words), progress))
    del runs, frequency
    progress("Looking for quotations a second time", 0, 0)
    again, doubtful = _second_look(texts, words, found)
    passages = without_explained(one_source([*found, *again]))
    links = links_of([*passages, *short_quotations(passages)])
    links += references(texts, words, links)
    withheld = {document.id for document in ordered if not document.source.is_whole}
    named = with_ids(decide(links, texts, settings, ready.met, withheld, findings))
    unsourced = without_source(texts, linked_by(named), doubtful)
    return Linked(named, unsourced, ready.repeated)


def read(ordered: Sequence[Document], settings: LinkSettings, progress: Progress = silent) -> Prepared:
    """Cut the documents into words and look up what makes no links."""
    parts: list[Part] = []
    for part in parts_of(ordered):
        progress("Cutting texts into words", sum(len(known.documents) for known in parts), len(ordered))
        parts.append(read_part(part))
    return prepared(parts, [phrase.words for phrase in settings.ignored])


def _shared(texts: Sequence[Text], progress: Progress) -> tuple[tuple[Text, ...], Runs, list[Numbers]]:
    """Return the texts without what recurs in those of one publisher, their common runs, and what `compared` asks."""
    progress("Finding shared words", 0, 0)
    corpus = lay_out(texts)
    given = _told(corpus, texts) if remembers() else ()
    runs, frequency, recurring = recalled("runs", given, lambda: find_runs(corpus, texts))
    kept = [
        without_furniture(text, tuple(text.extent(*words) for words in recurring.get(number, ())))
        for number, text in enumerate(texts)
    ]
    bounds = zip(corpus.base.tolist(), corpus.length.tolist(), strict=True)
    return tuple(kept), runs, [frequency[first : first + length] for first, length in bounds]


def _told(corpus: Corpus, texts: Iterable[Text]) -> tuple[bytes, ...]:
    """Return what stands for all that runs are found by."""
    order = corpus.order.by_date, corpus.order.by_kind, corpus.primary, corpus.publisher
    return (*(column.tobytes() for column in order), *map(_words_told, texts))


@remembered
def _words_told(text: Text) -> bytes:
    words = text.tokens
    columns = words.numbers, words.starts, words.ends
    flags = text.quoted >= 0, text.excluded, text.discounted, text.content, text.capital
    return sha256(b"".join(column.tobytes() for column in (*columns, *flags))).digest()


def _passages(
    texts: Sequence[Text],
    words: Lexicon,
    runs: Runs,
    frequency: Sequence[Numbers],
    alignments: Alignments,
    progress: Progress,
) -> Iterator[Directed]:
    """Yield the passages that are believed, pair by pair."""
    for one, passages in compared(texts, words, runs, frequency, alignments):
        progress("Comparing texts", one, len(texts))
        yield from passages
    alignments.save()


def _second_look(
    texts: Sequence[Text], words: Lexicon, found: Sequence[Directed]
) -> tuple[list[Directed], frozenset[Place]]:
    """Look once more for quotations that nothing was found for.

    Returns the passages that are believed after all, and the quotations of which something like them stands here.
    """
    seen = list(near(texts, unlinked(texts, matched_by(found), RULES.near_words), words))
    passages = best_of_pairs(passage for look in seen for passage in certain(look, words))
    return passages, frozenset(look.quotation for look in seen)


def certain(look: Near, words: Lexicon) -> Iterator[Directed]:
    """Yield what a second look found, if it is believed; words in a row were seen, and judged, at the first look."""
    if look.segment is None or longest_run(look.segment) >= RULES.seed:
        return
    once, other_once = (np.ones(len(text.tokens), dtype=np.int32) for text in (look.segment.one, look.segment.other))
    if garbled(evidence(look.segment, words, once, other_once), look.alike):
        passage = direct(look.segment)
        # Two texts that quote or say nearly the same in a few words may do so by chance.
        if passage.directed or len(look.segment.places) >= RULES.near_apart:
            yield passage


def best_of_pairs(passages: Iterable[Directed]) -> list[Directed]:
    """Return the best places of each two texts, in order of the pairs."""
    by_pair = gathered(((min(passage.ids), max(passage.ids)), passage) for passage in passages)
    return [passage for pair in sorted(by_pair) for passage in best_places(by_pair[pair])]
