"""The link engine's steps in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.link.curated import decide
from sourcebook.link.find.align import chained
from sourcebook.link.find.cache import Alignments
from sourcebook.link.find.candidates import find_runs, lay_out
from sourcebook.link.find.excluded import Phrases, furniture_spans
from sourcebook.link.find.forms import is_form
from sourcebook.link.find.segments import segments
from sourcebook.link.find.texts import Text, prepare
from sourcebook.link.judge.accept import evidence, promising
from sourcebook.link.judge.build import links_of, with_ids
from sourcebook.link.judge.choose import Judged, believed, best_places, one_source, without_explained
from sourcebook.link.judge.direction import Directed, direct
from sourcebook.link.judge.references import references
from sourcebook.link.judge.short_quotations import few_words
from sourcebook.link.judge.unsourced import without_source
from sourcebook.model import Document, Link, LinkSettings, LooseQuotation
from sourcebook.problems import Findings
from sourcebook.text.tokens import Lexicon, Vocabulary, lexicon, tokenise


@dataclass(frozen=True, slots=True)
class Linked:
    """What the engine finds in an archive."""

    links: tuple[Link, ...]
    """Sorted, each with its id."""
    loose: tuple[LooseQuotation, ...]
    """Quoted words that stand in no other text here, sorted."""


def link_archive(
    documents: Sequence[Document], settings: LinkSettings, findings: Findings, cache: Path | None = None
) -> Linked:
    """Find every link between documents, and the quotations without one; the order of documents makes no difference.

    Args:
        documents: what is linked.
        settings: what a curator decided.
        findings: told of each entry of the settings that matches nothing.
        cache: a folder for alignments, kept by content, or None: then nothing is written. Whether a passage is believed
            is decided anew each time.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    vocabulary = Vocabulary()
    texts, phrases = prepared(ordered, settings, vocabulary)
    words = lexicon(vocabulary)
    found = list(_passages(texts, words, Alignments(cache, vocabulary.words)))
    passages = without_explained(one_source(found))
    links = links_of([*passages, *few_words(passages, words)])
    links += references(texts, vocabulary, links)
    named = with_ids(decide(links, ordered, settings, phrases.met, findings))
    return Linked(named, without_source(texts, words, named))


def link_documents(
    documents: Sequence[Document], settings: LinkSettings, findings: Findings, cache: Path | None = None
) -> tuple[Link, ...]:
    """Find every link between documents: the links of `link_archive`."""
    return link_archive(documents, settings, findings, cache).links


def loose_quotations(documents: Sequence[Document], links: Iterable[Link]) -> tuple[LooseQuotation, ...]:
    """Find the quotations without a link: those of `link_archive`, for links that are known already."""
    vocabulary = Vocabulary()
    ordered = sorted(documents, key=lambda document: document.id)
    texts, _ = prepared(ordered, LinkSettings(), vocabulary)
    return without_source(texts, lexicon(vocabulary), links)


def prepared(ordered: Sequence[Document], settings: LinkSettings, vocabulary: Vocabulary) -> tuple[list[Text], Phrases]:
    """Cut the documents into words and look up what makes no links."""
    tokens = [tokenise(document.source.text, vocabulary) for document in ordered]
    phrases = Phrases([phrase.words for phrase in settings.ignored], vocabulary)
    furniture = furniture_spans(ordered)
    texts = [
        prepare(document, words, furniture[document.id], phrases.flags(words))
        for document, words in zip(ordered, tokens, strict=True)
    ]
    return texts, phrases


def _passages(texts: Sequence[Text], words: Lexicon, alignments: Alignments) -> Iterator[Directed]:
    """Yield the passages that are believed, pair by pair."""
    corpus = lay_out(texts, words)
    runs, frequency = find_runs(corpus)
    primary = corpus.primary.tolist()
    bases = corpus.base.tolist()
    del corpus
    for one, other, chains in chained(runs):
        pair = texts[one], texts[other]
        common, other_common = (
            frequency[bases[index] : bases[index] + len(texts[index].tokens)] for index in (one, other)
        )
        is_primary = primary[one] or primary[other]
        aligned = [blocks for blocks in alignments.of(pair, chains) if promising(blocks, *pair, common)]
        judged: list[Judged] = [
            (segment, evidence(segment, words, common, other_common, is_primary), number)
            for number, blocks in enumerate(aligned)
            for segment in segments(blocks, *pair, words)
        ]
        passages = best_places(direct(segment) for segment in believed(judged))
        if any(not passage.directed for passage in passages) and is_form(aligned, *pair, words):
            passages = [passage for passage in passages if passage.directed]
        yield from passages
    alignments.save()
