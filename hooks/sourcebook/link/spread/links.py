"""From passages to links: those of one target are judged together, in the part that the target is in."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from msgspec import to_builtins

from sourcebook.link.engine import best_of_pairs
from sourcebook.link.judge.build import link_of, words_matched
from sourcebook.link.judge.choose import Origins, by_target, explained, one_source, origins
from sourcebook.link.judge.direction import Directed
from sourcebook.link.judge.naming import Designation
from sourcebook.link.judge.references import Index, references_from
from sourcebook.link.judge.short_quotations import short_quotations
from sourcebook.link.spread.passages import read_passages, write_passages
from sourcebook.link.spread.store import together
from sourcebook.link.spread.texts import StoredTexts, StoredWords
from sourcebook.link.spread.work import Work
from sourcebook.model import Difference, Extent, Link, LinkEnd, Occurrence, WordCount

_Key = tuple[int, int, int, int]


def resolve(work: Work, part: int) -> None:
    """Take the direction from quotations of a part's texts that may come from several."""
    texts = StoredTexts(work.store)
    found = read_passages(work, "found", part, texts)
    found += best_of_pairs(read_passages(work, "again", part, texts))
    write_passages(work, "resolved", part, texts, one_source(_into(found, texts, part)))


def _into(passages: Iterable[Directed], texts: StoredTexts, part: int) -> list[Directed]:
    """Return the passages of which the target, or of two texts the one with the greater id, is in a part."""
    own = texts.of_part(part)
    return [passage for passage in passages if texts.number_of[passage.segment.other.id] in own]


def trace(work: Work, part: int) -> None:
    """Send what the first text's words of a passage without direction come from, to the part of its other text."""
    texts = StoredTexts(work.store)
    passages = read_passages(work, "resolved", part, texts)
    own, to = texts.of_part(part), by_target(passages)
    traced: list[tuple[int, tuple[_Key, dict[str, list[int]]]]] = []
    for passage in passages:
        one, other, *_ = key = _key(passage, texts)
        if passage.directed or one not in own:
            continue
        if left := origins(to[passage.segment.one.id], passage.segment.range):
            traced.append((texts.part_of(other), (key, {source: sorted(words) for source, words in left.items()})))
    work.store.write_lines("traced", part, traced)


def _key(passage: Directed, texts: StoredTexts) -> _Key:
    """Return what tells a passage from all others: its texts, and where it begins in both."""
    one, other = (texts.number_of[id] for id in passage.ids)
    return one, other, passage.segment.range[0], passage.segment.other_range[0]


def keep(work: Work, part: int) -> None:
    """Drop passages that a third document explains, and add short quotations."""
    texts = StoredTexts(work.store)
    passages = _into(read_passages(work, "resolved", part, texts), texts, part)
    traced = {tuple(key): sources for key, sources in work.store.all_lines("traced", part)}
    to = by_target(passages)

    def is_explained(passage: Directed) -> bool:
        left: Origins = {source: set(words) for source, words in traced.get(_key(passage, texts), {}).items()}
        right = origins(to[passage.segment.other.id], passage.segment.other_range)
        return explained(len(passage.segment.places), left, right)

    kept = [passage for passage in passages if passage.directed or not is_explained(passage)]
    write_passages(work, "kept", part, texts, [*kept, *short_quotations(kept)])


def link(work: Work, part: int) -> None:
    """Make links of the passages of a part, and find the references that its texts make."""
    texts = StoredTexts(work.store)
    passages = read_passages(work, "kept", part, texts)
    claimed = words_matched(passages)
    links = [
        link_of(passage, claimed.get(passage.segment.other.id, frozenset())) for passage in _into(passages, texts, part)
    ]
    own = [texts[number] for number in texts.of_part(part)]
    words = np.unique(together((text.tokens.numbers for text in own), np.int32)).tolist()
    names = (
        [Designation(fact, tuple(said), capitals) for fact, said, capitals in of_text]
        for of_part in work.store.all_lines("names", 0)
        for of_text in of_part
    )
    links += references_from(own, Index(texts, names, StoredWords(work.store).of(words)), links)
    work.store.write_lines("links", part, ((0, to_builtins(link)) for link in links), 1)


def read_links(work: Work) -> Iterator[Link]:
    """Yield the links of all parts."""
    return (link_from(data) for data in work.store.all_lines("links", 0))


def link_from(data: dict[str, Any]) -> Link:
    """Return a link from what `to_builtins` made of it."""
    ends = {name: _end_from(data[name]) for name in ("source", "target")}
    sides = ((d["type"], Extent(**d["source"]), Extent(**d["target"])) for d in data["differences"])
    differences = tuple(Difference(*difference) for difference in sides)
    return Link(**data | ends | {"words": WordCount(**data["words"]), "differences": differences})


def _end_from(data: dict[str, Any]) -> LinkEnd:
    also = tuple(Occurrence(one["start"], one["end"], tuple(one["paragraphs"])) for one in data["also"])
    return LinkEnd(**data | {"paragraphs": tuple(data["paragraphs"]), "also": also})
