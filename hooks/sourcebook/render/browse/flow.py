"""Which sentences of one text went where.

The text is the one that most others quote; where no link has a direction, the one that shares wording with most. Texts
that have its words follow, those with the most passages first; what is more than a picture can hold is counted.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from sourcebook.model import Archive, Document, Link
from sourcebook.render.base.compared import Compared, Way
from sourcebook.render.base.excerpt import end_in
from sourcebook.render.base.naming import clipped, in_one_line, paragraphs_in_words
from sourcebook.render.base.verdicts import changes, summary, verdict
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import gettext, ngettext

MOST_TEXTS = 6
"""Texts on the right; more are counted."""


class Taken(Struct, frozen=True):
    """A passage on the right."""

    link: Link
    label: str
    told: str
    """Where it stands in both texts, and what became of it."""
    way: str
    """`same`, `differs`, `plain` for words without quotation marks: names a class of the stylesheet."""


class Taker(Struct, frozen=True):
    """A text that has words of the one on the left."""

    document: Document
    line: str
    """Who published or wrote it, and when."""
    sentence: str
    """“5 quotations: 3 word for word, 2 differ”."""
    taken: tuple[Taken, ...]
    together: Way
    """Where it is seen beside the one on the left."""
    is_compared: bool
    """Whether that is a page on which the two stand side by side."""


class Flow(Struct, frozen=True):
    """Where the words of one text went."""

    document: Document
    is_directed: bool
    takers: tuple[Taker, ...]
    more: tuple[int, int]
    """Texts beyond those, and their passages."""

    def has(self, way: str) -> bool:
        """Say whether any passage is drawn in a way."""
        return any(taken.way == way for taker in self.takers for taken in taker.taken)


def flow_of(archive: Archive, compared: Compared) -> Flow | None:
    """Return where the words of the archive's most repeated text went; nothing where no two texts share any."""
    by_source: defaultdict[str, defaultdict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    passages = [link for link in archive.links if KINDS[link.kind].is_passage]
    is_directed = any(link.directed for link in passages)
    for link in passages:
        if link.directed:
            by_source[link.source.document][link.target.document].append(link)
        elif not is_directed:
            by_source[link.source.document][link.target.document].append(link)
            by_source[link.target.document][link.source.document].append(link)
    shown = [id for id in by_source if archive.by_id[id].is_shown and archive.by_id[id].source.is_whole]
    if not shown:
        return None
    id = min(shown, key=lambda id: (-len(by_source[id]), -sum(map(len, by_source[id].values())), id))
    weights = {other: sum(KINDS[link.kind].in_marks for link in links) for other, links in by_source[id].items()}
    texts = sorted(by_source[id].items(), key=lambda taker: (-weights[taker[0]], -len(taker[1]), taker[0]))
    takers = tuple(_taker(archive, compared, archive.by_id[id], other, links) for other, links in texts[:MOST_TEXTS])
    rest = texts[MOST_TEXTS:]
    return Flow(archive.by_id[id], is_directed, takers, (len(rest), sum(len(links) for _, links in rest)))


def _taker(archive: Archive, compared: Compared, source: Document, other: str, links: Sequence[Link]) -> Taker:
    ordered = sorted(links, key=lambda link: (end_in(link, other).start, link.id))
    return Taker(
        archive.by_id[other],
        in_one_line(archive.by_id[other]),
        _sentence(ordered),
        tuple(_taken(link, other) for link in ordered),
        compared.at(source.id, other),
        compared.has_page(source.id, other),
    )


def _sentence(links: Sequence[Link]) -> str:
    if not all(_is_plain(link) for link in links):
        return summary(links)
    differing = sum(bool(changes(link)) for link in links)
    n = len(links)
    said = ngettext("{n} passage without quotation marks", "{n} passages without quotation marks", n)
    if not differing:
        return said
    return ngettext("{passages}, {n} with differences", "{passages}, {n} with differences", differing, passages=said)


def _is_plain(link: Link) -> bool:
    """Say whether words were taken over without quotation marks."""
    return link.directed and not KINDS[link.kind].in_marks


def _taken(link: Link, other: str) -> Taken:
    own = next(end for end in (link.source, link.target) if end.document != other)
    there = paragraphs_in_words(end_in(link, other).paragraphs)
    differs = bool(changes(link)) and link.directed
    way = "plain" if _is_plain(link) else "differs" if differs else "same"
    found = verdict(link)
    said = found.in_sentence
    places = {"here": paragraphs_in_words(own.paragraphs), "there": there, "verdict": said}
    return Taken(
        link,
        f"{there}, {clipped(found.brief or said, 24)}" if differs else there,
        gettext("{here} in its {there}, {verdict}", **places)
        if differs
        else gettext("{here} in its {there}", **places),
        way,
    )
