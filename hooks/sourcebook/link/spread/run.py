"""The steps in order, on parts: what `engine.link_archive` does, for an archive that no machine holds.

Whoever runs them holds a row a text (its id, its date), and in the end the links, which are put in order and given ids.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from msgspec import Struct

from sourcebook.link.curated import decide
from sourcebook.link.engine import Linked, Progress
from sourcebook.link.find.corpus import order_of
from sourcebook.link.find.furniture import Repeated, in_order
from sourcebook.link.find.recurring import publishers_of
from sourcebook.link.judge.build import with_ids
from sourcebook.link.judge.unsourced import linked_by, quotation_at
from sourcebook.link.spread import links, second, shared, words
from sourcebook.link.spread.sought import mark_sought
from sourcebook.link.spread.texts import StoredTexts
from sourcebook.link.spread.work import Runner, Step, Work
from sourcebook.model import Document, Link, LinkSettings, Source
from sourcebook.problems import Findings, Problem
from sourcebook.vocabulary.dates import read_date


class _Steps(Struct, frozen=True):
    """Takes steps, and tells how far they have come."""

    run: Runner
    work: Work
    progress: Progress

    def take(self, step: Step, told: str) -> list[Any]:
        """Take a step for all parts; return what each returned, in order of the parts."""
        results: dict[int, Any] = {}
        self.progress(told, 0, self.work.store.parts)
        for part, result in self.run(step, self.work):
            results[part] = result
            self.progress(told, len(results), self.work.store.parts)
        return [results[part] for part in sorted(results)]


def link_parts(
    work: Work, settings: LinkSettings, findings: Findings, run: Runner, progress: Progress
) -> tuple[Linked, Mapping[str, Document]]:
    """Find every link of an archive, part by part.

    Args:
        work: the archive.
        settings: what a curator decided.
        findings: told of each problem with a text, and of each entry of the settings that matches nothing.
        run: takes a step for every part.
        progress: told how far each step has come.

    Returns:
        What `link_archive` returns, and the documents by their ids, which are read as they are looked up.

    Raises:
        ArchiveError: if texts can't be read.
    """
    steps, store = _Steps(run, work, progress), work.store
    cut = steps.take(words.cut, "Reading texts and cutting them into words")
    _raise_if_any(cut, findings)
    about = [text for part in cut for text in part["texts"]]
    store.write("starts.json", np.cumsum([0, *(len(part["texts"]) for part in cut)]).tolist())
    order = order_of([(read_date(date), id, primary) for id, date, primary, _ in about])
    store.write("by-date.npy", order.by_date)
    store.write("by-kind.npy", order.by_kind)
    store.write("publishers.npy", publishers_of(publisher for *_, publisher in about))
    sample = sorted(word for part in cut for word in part["sample"]) or [""]
    store.write("splits.json", [sample[len(sample) * n // store.parts] for n in range(1, store.parts)])
    steps.take(words.deal, "Numbering words")
    words.lay_words(work, steps.take(words.number, "Numbering words"))
    steps.take(words.stand, "Looking for repeated lines")
    told = steps.take(words.furnish, "Looking for repeated lines")
    steps.take(words.finish, "Looking for repeated lines")
    steps.take(shared.group, "Finding shared words")
    steps.take(shared.cover, "Finding shared words")
    steps.take(shared.compare, "Comparing texts")
    steps.take(second.seek, "Looking for quotations a second time")
    mark_sought(work, "near")
    steps.take(second.stand_near, "Looking for quotations a second time")
    steps.take(second.meet_near, "Looking for quotations a second time")
    steps.take(second.look_again, "Looking for quotations a second time")
    steps.take(links.resolve, "Making links")
    steps.take(links.trace, "Making links")
    steps.take(links.keep, "Making links")
    steps.take(links.link, "Making links")
    texts = StoredTexts(store)
    numbers = {id: number for number, (id, *_) in enumerate(about)}
    named = _named(work, texts, numbers, settings, cut, findings)
    _send_linked(work, texts, numbers, named)
    steps.take(second.ask, "Looking for quotations from elsewhere")
    mark_sought(work, "unsourced")
    steps.take(second.stand_alike, "Looking for quotations from elsewhere")
    steps.take(second.meet_alike, "Looking for quotations from elsewhere")
    unsourced = steps.take(second.answer, "Looking for quotations from elsewhere")
    quotations = (quotation_at(texts[number], *words) for part in unsourced for number, *words in part)
    repeated = in_order(Repeated(line, documents) for part in told for line, documents in part)
    return Linked(named, tuple(sorted(quotations)), tuple(repeated)), StoredDocuments(texts, numbers)


def _raise_if_any(cut: list[Any], findings: Findings) -> None:
    for part in cut:
        findings.errors += [Problem(*problem) for problem in part["errors"]]
        findings.warnings += [Problem(*problem) for problem in part["warnings"]]
    findings.raise_if_any()


def _named(
    work: Work,
    texts: StoredTexts,
    numbers: Mapping[str, int],
    settings: LinkSettings,
    cut: list[Any],
    findings: Findings,
) -> tuple[Link, ...]:
    """Apply what a curator decided, put links in order, and give them ids."""
    ends = {end[0] for added in settings.added for end in (added.source, added.target)}
    looked_up = [texts[numbers[id]] for id in sorted(ends & numbers.keys())]
    met = {phrase for part in cut for phrase in part["met"]}
    withheld = {id for part in cut for id in part["withheld"]}
    return with_ids(decide(links.read_links(work), looked_up, settings, met, withheld, findings))


def _send_linked(work: Work, texts: StoredTexts, numbers: Mapping[str, int], named: tuple[Link, ...]) -> None:
    """Tell each part what of its texts is linked."""
    found = [(numbers[id], start, end) for id, spans in linked_by(named).items() for start, end in spans]
    rows = np.array(found, second.PLACE)
    work.store.write_rows("linked", 0, rows, texts.parts_of(rows["text"]))


class StoredDocuments(Mapping[str, Document]):
    """Documents by their ids, made from stored texts as they are looked up: with their facts, and no roles."""

    def __init__(self, texts: StoredTexts, numbers: Mapping[str, int]) -> None:
        self._texts, self._numbers = texts, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __getitem__(self, id: str) -> Document:
        """Return a document."""
        text = self._texts[self._numbers[id]]
        return Document(
            Source(text.id, "", "", text.letters, text.paragraphs, text.version), text.facts, version=text.version
        )
