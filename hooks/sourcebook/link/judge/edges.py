"""One side of a quotation, from the words of its passage to its mark: what the source has in the place of those words.

They are the source's, changed; or they stand further on in it, behind an ellipsis; or, where its sentence has nothing
there, they were moved into the marks. Before words are said to be not the source's, the whole source is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

import numpy as np
from msgspec import Struct
from rapidfuzz.distance import LCSseq

from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import ELLIPSIS, Text
from sourcebook.link.judge.differences import extent_of
from sourcebook.link.judge.gaps import notes_among
from sourcebook.link.rules import RULES
from sourcebook.model import Difference, Extent

_BRACKETS = re.compile(r"\[[^\][]*\]")
Pairs = list[tuple[int, int]]
"""A matched word of the source and one of the target, in order."""


class Edge(Struct, frozen=True):
    """What was found on one side of a passage, or on both."""

    pairs: Pairs
    source: tuple[int, ...] = ()
    """Words of the source to which its end reaches."""
    target: tuple[int, ...] = ()
    differences: tuple[Difference, ...] = ()
    respaced: int = 0
    """Words of the source there that differ in their spaces alone."""

    def with_other(self, after: Edge) -> Edge:
        """Return what was found on this side and then on the other."""
        return Edge(
            after.pairs,
            self.source + after.source,
            self.target + after.target,
            self.differences + after.differences,
            self.respaced + after.respaced,
        )


class Side(Struct, frozen=True):
    """One side of a passage: step -1 before it, 1 after it."""

    segment: Segment
    step: int
    claimed: Set[int]
    """The words of the target that some passage has matched."""
    tells: bool
    """Whether something is said of words that match nothing."""

    def widened(self, pairs: Pairs, words: range) -> Edge:
        """Compare the words of the target up to its mark with what stands there in the source."""
        words = words and self._without_additions(words)
        if not words or not self.claimed.isdisjoint(words):
            return Edge(pairs)
        pieces = self._pieces(words) if self.tells else [words]
        if pieces and not self._is_cut_off(pairs, pieces[0]):
            beside = self._beside(pairs)
            if same := self._respaced(pairs, pieces[0], beside):
                return same
            pairs, rest = self._aligned(pairs, pieces[0], beside)
            if rest:
                return self._told(pairs, rest) if len(pieces) == 1 else Edge(pairs)
            pieces = pieces[1:]
        for piece in pieces:
            place = self._further_on(pairs, piece)
            if place is None:
                return self._told(pairs, piece) if piece is pieces[-1] else Edge(pairs)
            pairs = self._joined(pairs, list(zip(range(place, place + len(piece)), piece, strict=True)))
        return Edge(pairs)

    def _without_additions(self, words: range) -> range:
        """Leave out, next to the mark, the number of a footnote, and whole words that an editor has put in brackets."""
        target = self.segment.other
        notes = notes_among(target, words)
        while words and words[-1] in notes:
            words = words[:-1]
        while words and len(rest := self._without_brackets(words)) < len(words):
            words = rest
        return words

    def _without_brackets(self, words: range) -> range:
        """Leave out the words next to the mark that stand between brackets; of `[T]he`, none."""
        letters, starts, ends = (
            self.segment.other.letters,
            self.segment.other.tokens.starts,
            self.segment.other.tokens.ends,
        )
        first, last = int(starts[words[0]]), int(ends[words[-1]])
        around = [m.span() for m in _BRACKETS.finditer(letters, first - 1, last + 3) if _is_whole(letters, *m.span())]
        if self.step < 0 and around and around[0][0] == first - 1:
            return range(words.start + int((starts[words] < around[0][1]).sum()), words.stop)
        if self.step > 0 and around and around[-1][1] > last:
            return range(words.start, words.stop - int((starts[words] > around[-1][0]).sum()))
        return words

    def _pieces(self, words: range) -> list[range]:
        """Cut words at ellipses; the piece nearest to the passage comes first."""
        target = self.segment.other
        cuts = [word for word in words[1:] if target.ellipsis_behind(word - 1)]
        bounds = [words.start, *cuts, words.stop]
        pieces = [range(first, last) for first, last in pairwise(bounds)]
        return pieces[:: self.step]

    def _is_cut_off(self, pairs: Pairs, piece: range) -> bool:
        """Tell whether an ellipsis parts a piece from the passage."""
        target = self.segment.other
        near, far = (piece[-1], pairs[0][1]) if self.step < 0 else (pairs[-1][1], piece[0])
        return bool(ELLIPSIS.search(target.letters, int(target.tokens.ends[near]), int(target.tokens.starts[far])))

    def _joined(self, pairs: Pairs, more: Pairs) -> Pairs:
        return [*more, *pairs] if self.step < 0 else [*pairs, *more]

    def _beside(self, pairs: Pairs) -> list[int]:
        """Return the words of the source from the passage to its sentence's end or beginning, the nearest first."""
        source, step = self.segment.one, self.step
        word = pairs[0][0] if step < 0 else pairs[-1][0]
        found: list[int] = []
        while len(found) < RULES.beside_words:
            last = word + step if step < 0 else word
            if not 0 <= word + step < len(source.tokens) or source.ends_sentence(last) or source.excluded[word + step]:
                break
            if source.ends_block(last):
                break
            word += step
            found.append(word)
        return found

    def _respaced(self, pairs: Pairs, piece: range, beside: list[int]) -> Edge | None:
        """Return the words beside the passage that have the letters of a piece, with other spaces between them."""
        source, target = self.segment.one, self.segment.other
        letters = target.spelled(piece)
        for size in range(1, len(beside) + 1):
            there = range(min(beside[:size]), max(beside[:size]) + 1)
            spelled = source.spelled(there)
            if len(spelled) > len(letters):
                break
            if spelled == letters:
                difference = Difference("spacing", extent_of(source, there), extent_of(target, piece))
                return Edge(pairs, (there[0], there[-1]), (piece[0], piece[-1]), (difference,), size)
        return None

    def _aligned(self, pairs: Pairs, piece: range, here: list[int]) -> tuple[Pairs, range]:
        """Match words of a piece with those beside the passage; return what is left beyond the last that matches."""
        source, target = self.segment.one, self.segment.other
        there = list(piece)[:: self.step]
        words = source.tokens.numbers[here].tolist()
        sought = target.tokens.numbers[there].tolist()
        best = LCSseq.similarity(sought, words)
        size = next(k for k in range(len(words) + 1) if LCSseq.similarity(sought, words[:k]) == best)
        more = [
            (here[code.dest_start + shift], there[code.src_start + shift])
            for code in LCSseq.opcodes(sought, words[:size])
            if code.tag == "equal"
            for shift in range(code.src_end - code.src_start)
        ]
        telling = any(source.content[place] for place, _ in more)
        telling |= 2 * len(more) >= len(piece) or len(here) <= 2 * len(piece)
        if not more or not telling or len(piece) > RULES.foreign_words:
            return pairs, piece
        more = self._without_chance(more, here[-1], there[-1])
        if not more:
            return pairs, piece
        matched = self._joined(pairs, more[:: self.step])
        reached = more[-1][1]
        rest = range(piece.start, reached) if self.step < 0 else range(reached + 1, piece.stop)
        return matched, rest

    def _without_chance(self, more: Pairs, furthest: int, edge: int) -> Pairs:
        """Leave out the last word that matches if it says little and its sentence ends there, while words follow here.

        They would be called none of the source's, where the sentence begins or ends otherwise.
        """
        place, other = more[-1]
        alone = len(more) < 2 or abs(more[-2][1] - other) > 1
        by_chance = place == furthest and other != edge and alone and not self.segment.one.content[place]
        return more[:-1] if by_chance else more

    def _told(self, pairs: Pairs, piece: range) -> Edge:
        """Say of words at the edge what they are: the source's, changed, or none of the source's."""
        few = len(piece) <= min(RULES.foreign_words, len(pairs) // 2)
        if not (few and self.tells) or _stands_somewhere(self.segment.one, self.segment.other, piece):
            return Edge(pairs)
        source, target = self.segment.one, self.segment.other
        beside = [] if self._is_cut_off(pairs, piece) else self._beside(pairs)
        if len(beside) > RULES.changed_longer * len(piece) + 1:
            # Before a quotation may stand whatever its text likes; but where the source goes on, its end was changed.
            beside = beside[: len(piece)] if self.step > 0 else []
        extent = extent_of(target, piece)
        if beside:
            there = range(min(beside), max(beside) + 1)
            difference = Difference("replace", extent_of(source, there), extent)
            return Edge(pairs, (there[0], there[-1]), (piece[0], piece[-1]), (difference,))
        at = int(source.tokens.starts[pairs[0][0]] if self.step < 0 else source.tokens.ends[pairs[-1][0]])
        difference = Difference("moved-into-marks", Extent(at, at, ""), extent)
        return Edge(pairs, (), (piece[0], piece[-1]), (difference,))

    def _further_on(self, pairs: Pairs, piece: range) -> int | None:
        """Return where the source has a piece word for word, beyond the passage and nearest to it."""
        source, target = self.segment.one, self.segment.other
        found = list(_places(source, target.tokens.numbers[piece.start : piece.stop].tolist()))
        if self.step < 0:
            return max((p for p in found if p + len(piece) <= pairs[0][0] <= p + RULES.left_out_words), default=None)
        return min((p for p in found if pairs[-1][0] < p <= pairs[-1][0] + RULES.left_out_words), default=None)


def _is_whole(letters: str, start: int, end: int) -> bool:
    """Tell whether no letter touches what stands at `[start, end)`."""
    return not (letters[max(0, start - 1) : start].isalnum() or letters[end : end + 1].isalnum())


def _places(source: Text, words: Sequence[int]) -> Iterator[int]:
    """Yield the places where a text has these words in a row, and none that makes no links."""
    numbers = source.tokens.numbers
    starts = np.arange(max(0, len(numbers) - len(words) + 1), dtype=np.int64)
    for shift, number in enumerate(words):
        starts = starts[numbers[starts + shift] == number]
    yield from (place for place in starts.tolist() if not source.excluded[place])


def _stands_somewhere(source: Text, target: Text, piece: range) -> bool:
    """Tell whether words that would be called none of the source's stand in it after all, somewhere else."""
    if len(piece) < RULES.part_words or not target.content[piece.start : piece.stop].any():
        return False
    return any(True for _ in _places(source, target.tokens.numbers[piece.start : piece.stop].tolist()))
