"""Two texts cut into what they share and what lies between: every word of either stands in one of the pieces.

The passages follow the text on the left. Those that the right text has in the same order hold the two together: what
lies between two of them stands side by side. A passage that the right text has elsewhere is shown at its place in the
left one, and led to from where the right one has it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sourcebook.model import Link, LinkEnd, Paragraph, Source
from sourcebook.render.base.excerpt import Bounds, end_in
from sourcebook.text.sentences import around

CONTEXT = 160
"""Characters of the sentences around a passage, on either side."""


class Passed(Struct, frozen=True):
    """A passage, with the sentences that hold it."""

    number: int
    """Counted from 1, in the order of the left text."""
    link: Link
    left: Bounds
    right: Bounds
    is_aligned: bool
    """Whether it comes in the same order in both texts."""


class Between(Struct, frozen=True):
    """What stands between two passages; empty bounds where a text has nothing there."""

    left: Bounds
    right: Bounds
    passages: tuple[Passed, ...]
    """Those of the right text that stand in it and are shown elsewhere."""


def in_pieces(left: Source, right: Source, links: Sequence[Link]) -> Iterator[Passed | Between]:
    """Yield both texts in pieces, from their beginnings to their ends.

    `left` sets the order.
    """
    ordered = sorted(links, key=lambda n: (_at(n, left.id), _at(n, right.id), n.id))
    kept = _in_same_order([_at(link, right.id)[0] for link in ordered])
    passed = [
        Passed(
            at + 1, link, _sentences(left, end_in(link, left.id)), _sentences(right, end_in(link, right.id)), at in kept
        )
        for at, link in enumerate(ordered)
    ]
    elsewhere = [one for one in passed if not one.is_aligned]
    at_left = at_right = 0
    for one in passed:
        right_to = one.right[0] if one.is_aligned else at_right
        yield from _between(left, right, (at_left, one.left[0]), (at_right, right_to), elsewhere)
        yield one
        at_left = max(at_left, one.left[1])
        at_right = max(at_right, one.right[1]) if one.is_aligned else at_right
    yield from _between(left, right, (at_left, len(left.text)), (at_right, len(right.text)), elsewhere)


def paragraphs_in(source: Source, bounds: Bounds) -> list[Paragraph]:
    """Return the paragraphs within bounds; of one that reaches beyond them, what lies within."""
    start, end = bounds
    pieces = (Paragraph(p.id, max(p.start, start), min(p.end, end)) for p in source.touched_by(start, end))
    return [piece for piece in pieces if source.text[piece.start : piece.end].strip()]


def _at(link: Link, document: str) -> Bounds:
    end = end_in(link, document)
    return end.start, end.end


def _in_same_order(places: Sequence[int]) -> frozenset[int]:
    """Return which of some places belong to a longest series that never goes back, by their index."""
    tails: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(tails, place + 1)
        before.append(heads[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        heads[length : length + 1] = [at]
    kept = set()
    at = heads[-1] if heads else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(kept)


def _sentences(source: Source, end: LinkEnd) -> Bounds:
    here = paragraphs_in(source, (end.start, end.end))
    whole = {paragraph.id: paragraph for paragraph in source.paragraphs}
    if not here:
        return end.start, end.end
    return around(source.text, end.start, end.end, (whole[here[0].id].start, whole[here[-1].id].end), CONTEXT)


def _between(
    left: Source, right: Source, on_left: Bounds, on_right: Bounds, elsewhere: Sequence[Passed]
) -> Iterator[Between]:
    on_left, on_right = _filled(left, on_left), _filled(right, on_right)
    if on_left[0] < on_left[1] or on_right[0] < on_right[1]:
        here = (one for one in elsewhere if one.right[0] < on_right[1] and one.right[1] > on_right[0])
        yield Between(on_left, on_right, tuple(here))


def _filled(source: Source, bounds: Bounds) -> Bounds:
    """Return bounds, or empty ones where nothing but white space lies within them."""
    start, end = bounds
    return bounds if source.text[start:end].strip() else (start, start)
