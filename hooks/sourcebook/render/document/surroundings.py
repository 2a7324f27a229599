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
        if when is None or not when.is_certain:  # then it lies before none: each would be looked at
            return InTime(None, None, is_earliest=False, is_latest=False, is_alone=not others)
        _, first, last, _ = sort_key(when)
        older = range(bisect_left(ends, (first,)))
        younger = range(bisect_left(starts, (last, math.inf)), len(starts))
        before = (ends[at][-1] for at in reversed(older) if lies_before(dates[ends[at][-1]], when))
        after = (starts[at][-1] for at in younger if lies_before(when, dates[starts[at][-1]]))
        return InTime(
            self.archive.by_id.get(next(before, "")),
            self.archive.by_id.get(next(after, "")),
            len(younger) == others and all(lies_before(when, dates[starts[at][-1]]) for at in younger),
            len(older) == others and all(lies_before(dates[ends[at][-1]], when) for at in older),
            is_alone=not others,
        )
