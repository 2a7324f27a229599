"""The home page's part that comes from the archive: what it is, what can be done here, and the archive at a glance."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.chronology import arcs
from sourcebook.render.environment import fill
from sourcebook.render.facets import FACETS, Facets, most_common
from sourcebook.render.names import Naming, in_natural_order
from sourcebook.render.summary import summarise
from sourcebook.render.timeline import small_timeline

SHOWN = 12
"""Documents listed at home; the catalogue has them all."""
FEW = 5
"""Newest documents, and most quoted ones."""
NAMES = 12
VALUES = 6
"""Values of each facet."""


@dataclass(frozen=True, slots=True)
class Way:
    """Something a reader can do here."""

    label: str
    address: str
    figure: int
    says: str


def home(archive: Archive) -> Markup:
    """Return the archive at a glance; every figure is counted when the site is built."""
    naming, facets = Naming(archive), Facets(archive)
    paragraphs = [part for part in re.split(r"\n\s*\n", archive.about.introduction) if part.strip()]
    names = sorted(naming.listed, key=lambda name: (-len(naming.documents[name.id]), -len(naming.mentions[name.id])))
    return fill(
        "home.html",
        addresses.HOME,
        about=archive.about,
        introduction=paragraphs,
        ways=_ways(archive, naming),
        documents=[summarise(document) for document in archive.documents[:SHOWN]],
        count=len(archive.documents),
        words=sum(document.source.words for document in archive.documents),
        newest=_newest(archive) if len(archive.documents) > SHOWN else [],
        most_quoted=_most_quoted(archive),
        timeline=small_timeline(archive, addresses.HOME),
        names=[(name, in_natural_order(name), len(naming.documents[name.id])) for name in names[:NAMES]],
        names_count=len(names),
        facets=[(facet, most_common(facets.values[facet.key], VALUES)) for facet in FACETS],
    )


def _ways(archive: Archive, naming: Naming) -> list[Way]:
    """Return what can be done here; what there is nothing of is left out."""
    dated = sum(1 for document in archive.documents if document.first("date"))
    found = (
        Way(
            "Documents",
            addresses.DOCUMENTS,
            len(archive.documents),
            "read each letter for letter; see where it is from",
        ),
        Way("Passages", addresses.PASSAGES, len(archive.passages), "see where the same words stand in several texts"),
        Way("Names", addresses.NAMES, len(naming.listed), "find every mention of a person, organisation or place"),
        Way(
            "Timeline", addresses.TIMELINE, dated, "with a date; see what is known of the others, and who repeats whom"
        ),
    )
    return [way for way in found if way.figure or way.address == addresses.TIMELINE]


def _newest(archive: Archive) -> list[tuple[Document, str]]:
    """Return the documents that came into the archive last, by the ledger; none where nothing is recorded."""
    days = [
        (holding.versions[0].day, id)
        for id, holding in archive.holdings.items()
        if id in archive.by_id and holding.versions and holding.versions[0].day
    ]
    return [(archive.by_id[id], day) for day, id in sorted(days, reverse=True)[:FEW]]


def _most_quoted(archive: Archive) -> list[tuple[Document, int, int]]:
    """Return the documents that most others repeat, with how many do, and in how many passages."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    passages: defaultdict[str, int] = defaultdict(int)
    for arc in arcs(archive):
        texts[arc.source].add(arc.target)
        passages[arc.source] += arc.passages
    best = sorted(texts, key=lambda id: (-len(texts[id]), -passages[id], id))[:FEW]
    return [(archive.by_id[id], len(texts[id]), passages[id]) for id in best]
