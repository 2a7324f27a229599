"""Where words that two texts share are seen together: on a page of their own only if it tells more than the texts' own.

On its own page a text has, beside each passage, the other text's words with what differs. That is enough for a single
short passage between two texts, and for a passage that only two texts have.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Archive, Link, Passage
from sourcebook.model.asked import asked
from sourcebook.render.base.excerpt import LONGEST, end_in
from sourcebook.render.base.places import Places
from sourcebook.vocabulary.link_kinds import KINDS

MOST_DIFFERENCES = 6
"""Differences that are told in words, beside a passage of a text and where two texts stand side by side."""
MOST = 200
"""Passages of one pair that are shown side by side; of more, the longest are."""

TextPair = tuple[str, str]
"""Two documents by their ids, the smaller first."""
Way = tuple[str, str]
"""An address, and an anchor there or nothing."""
Together = Callable[[str, str], Way]
"""Says where two documents are seen together, by their ids."""


class Compared:
    """The pairs of an archive's documents that share words."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.places = Places(archive)

    @asked
    def between(self) -> Mapping[TextPair, list[Link]]:
        """The links whose ends are words that match, by their documents."""
        passages = (link for link in self.archive.links if KINDS[link.kind].is_passage)
        return gathered((_pair(link.source.document, link.target.document), link) for link in passages)

    def pairs(self) -> Iterator[tuple[TextPair, list[Link]]]:
        """Yield the pairs that have a page on which the two texts stand side by side, with their passages."""
        yield from ((pair, links) for pair, links in sorted(self.between.items()) if _tells_more(links))

    def has_page(self, one: str, other: str) -> bool:
        """Say whether two documents have such a page."""
        return _tells_more(self.between[_pair(one, other)])

    def at(self, one: str, other: str, link: str = "") -> Way:
        """Return where two linked documents are seen together: side by side, or where `other` has the words.

        `link` is the id of a passage of theirs that is meant; without it all are.
        """
        links = self.between[_pair(one, other)]
        if _tells_more(links):
            return addresses.comparison(one, other), f"a-{link}" if link and len(links) <= MOST else ""
        (only,) = links
        end = end_in(only, other)
        return addresses.document(other), self.places.of(end)

    def passage(self, passage: Passage) -> Way:
        """Return where a passage is seen with all who have it."""
        if tells_more(passage):
            return addresses.passage(passage.id), ""
        one, other = (witness.document for witness in passage.witnesses)
        return self.at(one, other, passage.links[0])


def tells_more(passage: Passage) -> bool:
    """Say whether a passage has a page of its own: all do but those that two texts have once each."""
    return len(passage.witnesses) != 2 or passage.witnesses[0].document == passage.witnesses[1].document


def _tells_more(links: Sequence[Link]) -> bool:
    return len(links) > 1 or any(
        len(link.differences) > MOST_DIFFERENCES
        or max(end.end - end.start for end in (link.source, link.target)) > LONGEST
        for link in links
    )


def _pair(one: str, other: str) -> TextPair:
    return min(one, other), max(one, other)
