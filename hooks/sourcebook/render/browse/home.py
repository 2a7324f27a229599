"""The home page's part that comes from the archive: what it is, what can be done here, and the archive at a glance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import PAGED, Facets, most_common
from sourcebook.render.base.summary import summarise
from sourcebook.render.browse.name_index import Naming, in_natural_order
from sourcebook.render.document.history import day_in_words
from sourcebook.render.time.chronology import arcs
from sourcebook.render.time.timeline import small_timeline

SHOWN = 12
"""Documents listed at home, the newest; the catalogue has them all."""
MOST_QUOTED = 5
NAMES = 12
VALUES = 6
"""Values of each facet."""


@dataclass(frozen=True, slots=True)
class Way:
    """Something a reader can do here."""

    label: str
    address: str
    figure: str
    says: str


def home(archive: Archive) -> Markup:
    """Return the archive at a glance; every figure is counted when the site is built."""
    naming, facets = Naming(archive), Facets(archive)
    days = _days(archive)
    newest = sorted(archive.documents, key=lambda document: days.get(document.id, ""), reverse=True)
    paragraphs = [part for part in re.split(r"\n\s*\n", archive.about.introduction) if part.strip()]
    names = sorted(naming.listed, key=lambda name: (-len(naming.documents[name.id]), -len(naming.mentions[name.id])))
    return fill(
        "home.html",
        addresses.HOME,
        about=archive.about,
        introduction=paragraphs,
        ways=_ways(archive, naming),
        documents=[summarise(document) for document in newest[:SHOWN]],
        last_day=day_in_words(days[newest[0].id]) if days else "",
        count=len(archive.documents),
        words=sum(document.source.words for document in archive.documents),
        most_quoted=_most_quoted(archive),
        timeline=small_timeline(archive, addresses.HOME),
        names=[(name, in_natural_order(name), len(naming.documents[name.id])) for name in names[:NAMES]],
        names_count=len(names),
        facets=[(facet, most_common(facets.values[facet.key], VALUES)) for facet in PAGED],
    )


def _ways(archive: Archive, naming: Naming) -> Iterator[Way]:
    """Yield what can be done here; what there is nothing of is left out."""
    counts = {
        "Documents": (addresses.DOCUMENTS, len(archive.documents), "read each letter for letter; see where it is from"),
        "Passages": (addresses.PASSAGES, len(archive.passages), "see where the same words stand in several texts"),
        "Names": (addresses.NAMES, len(naming.listed), "find every mention of a person, organisation or place"),
    }
    yield from (Way(label, address, f"{n:,}", says) for label, (address, n, says) in counts.items() if n)
    dated = sum(1 for document in archive.documents if document.first("date"))
    says = "see what is known of when each text was made, and who repeats whom"
    yield Way("Timeline", addresses.TIMELINE, f"{dated:,} dated", says)


def _days(archive: Archive) -> dict[str, str]:
    """Return the day on which each document came into the archive, by its id; none of what the ledger doesn't have."""
    first = {id: holding.versions[0].day for id, holding in archive.holdings.items() if holding.versions}
    return {document.id: day for document in archive.documents if (day := first.get(document.id))}


def _most_quoted(archive: Archive) -> list[tuple[Document, int, int]]:
    """Return the documents that most others repeat, with how many do, and in how many passages."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    passages: defaultdict[str, int] = defaultdict(int)
    for arc in arcs(archive):
        texts[arc.source].add(arc.target)
        passages[arc.source] += arc.passages
    best = sorted(texts, key=lambda id: (-len(texts[id]), -passages[id], id))[:MOST_QUOTED]
    return [(archive.by_id[id], len(texts[id]), passages[id]) for id in best]
