"""Where a dated document stands among the other dated ones of its archive."""

import math
from bisect import bisect_left
from collections.abc import Mapping

from msgspec import Struct

from sourcebook.model import Archive, Document
from sourcebook.model.asked import asked, asked_for_each
from sourcebook.vocabulary.dates import When, date_of, lies_before, sort_key


class InTime(Struct, frozen=True):
    """A dated document among the other dated ones: only what no overlap of their dates leaves open."""

    before: Document | None
    """The last of those that are older."""
    after: Document | None
    """The first of those that are younger."""
    is_earliest: bool
    """Whether all others are younger."""
    is_latest: bool
    """Whether all others are older."""
    is_alone: bool = False
    """Whether there are no others."""


PlacedDay = tuple[float, float, str, str]
"""The moment that an order goes by, the other bound, the date as written, and the id of the document."""


class Chronology:
    """The dated documents of an archive, to be asked what stands before one and what after it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @asked
    def _dates(self) -> tuple[list[PlacedDay], list[PlacedDay], Mapping[str, When]]:
        """When dated documents end, and when they begin, each in order; and the dates, by the id of the document."""
        dates = {document.id: when for document in self.archive.documents if (when := date_of(document))}
        certain = [(*sort_key(when)[1:], id) for id, when in dates.items() if when.is_certain]
        ends = [(last, first, text, id) for first, last, text, id in certain if dates[id].latest]
        return sorted(ends), sorted(one for one in certain if dates[one[-1]].earliest), dates

    def around(self, document: Document) -> InTime:
        """Return where a dated document stands among the others."""
        return self._around[document.id]

    @asked_for_each
    def _around(self, id: str) -> InTime:
        ends, starts, dates = self._dates
        when, others = dates.get(id), len(dates) - 1
        _, first, last, _ = sort_key(when)
        older = ends[: bisect_left(ends, (first,))]
        younger = starts[bisect_left(starts, (last, math.inf)) :]
        before = next((other for *_, other in reversed(older) if lies_before(dates[other], when)), "")
        after = next((other for *_, other in younger if lies_before(when, dates[other])), "")
        return InTime(
            self.archive.by_id.get(before),
            self.archive.by_id.get(after),
            len(younger) == others and all(lies_before(when, dates[other]) for *_, other in younger),
            len(older) == others and all(lies_before(dates[other], when) for *_, other in older),
            is_alone=not others,
        )
