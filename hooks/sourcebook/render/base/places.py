"""Where the ends of links stand in their documents: the anchors that lead to the very words.

The anchor of words is made of their offsets, `at-512-634`, so that whoever has links.json can make it too. Anchors
nest, and browsers stop nesting at some depth: where very many ends crowd in one place, the shorter ones among them
lead to their paragraph instead.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sourcebook.model import Archive, LinkEnd
from sourcebook.model.asked import asked
from sourcebook.vocabulary.link_kinds import KINDS

DEEPEST = 12
"""Anchors that may stand within one another."""
MOST = 300
"""Anchors of words in one document."""

Bounds = tuple[int, int]


class Places(Struct, frozen=True, dict=True):
    """The anchors of an archive."""

    archive: Archive

    @asked
    def at(self) -> Mapping[str, frozenset[Bounds]]:
        """By the id of a document, the stretches of it that have an anchor."""
        wanted: defaultdict[str, set[Bounds]] = defaultdict(set)
        for link in self.archive.links:
            ends = (link.source, link.target) if not KINDS[link.kind].is_editorial else ()
            for end in ends:
                wanted[end.document].add((end.start, end.end))
        for quotation in self.archive.unsourced:
            wanted[quotation.document].add((quotation.start, quotation.end))
        return {id: _nestable(extents) for id, extents in wanted.items()}

    def anchor(self, document: str, start: int, end: int) -> str:
        """Return the anchor that leads to `[start, end)` of a document, or as near to it as one gets."""
        anchor = self.archive.by_id[document].source.anchor_at(start)
        if anchor and (start, end) in self.at.get(document, ()):
            return anchor_of(start, end)
        return anchor if anchor and end else "text"

    def of(self, end: LinkEnd) -> str:
        """Return the anchor that leads to the end of a link in a document."""
        if end.paragraphs and (end.start, end.end) in self.at.get(end.document, ()):
            return anchor_of(end.start, end.end)
        return self.anchor(end.document, end.start, end.end)


def anchor_of(start: int, end: int) -> str:
    """Return the anchor of the words at `[start, end)`."""
    return f"at-{start}-{end}"


def _nestable(extents: Iterable[Bounds]) -> frozenset[Bounds]:
    """Return the extents, the longest first, that fit into so many layers in which none overlaps another."""
    layers: list[list[Bounds]] = []
    kept: list[Bounds] = []
    for extent in sorted(extents, key=lambda extent: (extent[0] - extent[1], extent)):
        if extent[0] >= extent[1] or len(kept) == MOST:
            continue
        for layer in layers:
            at = bisect_left(layer, extent)
            if (at == 0 or layer[at - 1][1] <= extent[0]) and (at == len(layer) or layer[at][0] >= extent[1]):
                layer.insert(at, extent)
                kept.append(extent)
                break
        else:
            if len(layers) < DEEPEST:
                layers.append([extent])
                kept.append(extent)
    return frozenset(kept)
