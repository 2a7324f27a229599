"""What became of a version's words: place by place, word by word, as one reads from it to the current text."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Indel, Levenshtein

from sourcebook.gathered import gathered
from sourcebook.ledger.history import Promise
from sourcebook.model import Source
from sourcebook.model.holdings import Change

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SPACE_AT_THE_END = re.compile(r"\s+\Z")
_FINE = 10**8
"""Pairs of words up to which the finer comparison is affordable."""
GAP = "\n\n"
"""Between the paragraphs of one place."""


def changes_between(promise: Promise, older: Source, current: Source) -> tuple[Change, ...]:
    """Return every place in which two versions of a document differ, in the order of the older text.

    A paragraph that stands before others than it did is such a place, though its words may be the same.

    The paragraphs of both sources are under the anchors they were published with.
    """
    before, after = _by_anchor(older), _by_anchor(current)
    moved = _moved([anchor for anchor in before if anchor in after], [anchor for anchor in after if anchor in before])
    found: list[Change] = []
    for olds, news in _places(promise, before, after):
        was, now = GAP.join(before[a] for a in olds), GAP.join(after[a] for a in news)
        is_moved = not moved.isdisjoint(olds)
        if was != now or is_moved:
            found.append(Change(olds, news, tuple(_word_by_word(was, now)), is_moved))
    return tuple(found)


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the fewest of some anchors that need to move for one order to become the other."""
    gone = (block for block in Indel.opcodes(before, after) if block.tag == "delete")
    return {anchor for block in gone for anchor in before[block.src_start : block.src_end]}


def _by_anchor(source: Source) -> dict[str, str]:
    return {paragraph.id: source.shown(paragraph.start, paragraph.end) for paragraph in source.paragraphs}


def _places(
    promise: Promise, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the anchors, of the one text and of the other, that belong together: those that share an heir."""
    heirs = {anchor: (anchor,) if anchor in after else promise.successors(anchor) for anchor in before}
    sources = gathered((heir, anchor) for anchor, found in heirs.items() for heir in found)
    done: set[str] = set()
    was_at = {anchor: number for number, anchor in enumerate(before)}
    place_of = {anchor: number for number, anchor in enumerate(after)}
    inserted = [anchor for anchor in after if anchor not in sources]
    reached = -1
    for anchor in before:
        if anchor in done:
            continue
        olds, news = {anchor}, set[str]()
        while fresh := {heir for old in olds for heir in heirs[old]} - news:
            news |= fresh
            olds |= {other for heir in fresh for other in sources[heir]}
        done |= olds
        first = min((place_of[heir] for heir in news), default=reached)
        while inserted and place_of[inserted[0]] < first:
            yield (), (inserted.pop(0),)
        reached = max(reached, first)
        yield tuple(sorted(olds, key=was_at.__getitem__)), tuple(sorted(news, key=place_of.__getitem__))
    for anchor in inserted:
        yield (), (anchor,)


def _word_by_word(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a change; of words that were replaced, first those that went and then those that came."""
    here, there = _TOKEN.findall(was), _TOKEN.findall(now)
    measure = Indel if len(here) * len(there) <= _FINE else Levenshtein
    went, came = "", ""
    for block in measure.opcodes(here, there):
        deleted = "".join(here[block.src_start : block.src_end])
        inserted = "".join(there[block.dest_start : block.dest_end])
        if block.tag != "equal" or ((went.strip() or came.strip()) and not deleted.strip()):
            went, came = went + deleted, came + inserted
            continue
        yield from _changed(went, came)
        yield "same", deleted
        went, came = "", ""
    yield from _changed(went, came)


def _changed(went: str, came: str) -> Iterator[tuple[str, str]]:
    """Yield what differs in one spot; white space that both end in belongs to what follows, and is the same."""
    tail = _SPACE_AT_THE_END.search(went)
    shared = tail[0] if tail and came.endswith(tail[0]) else ""
    went, came = went.removesuffix(shared), came.removesuffix(shared)
    pieces = (("deleted", went), ("inserted", came), ("same", shared))
    yield from (piece for piece in pieces if piece[1])
