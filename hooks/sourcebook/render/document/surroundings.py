"""Where a dated document stands among the other dated ones of its archive."""

from bisect import bisect_left
from dataclasses import dataclass

from sourcebook.model import Archive, Document
from sourcebook.model.asked import asked, asked_for_each
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.dates import date_of, sort_key


@dataclass(frozen=True, slots=True)
class InTime:
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


Placed = tuple[Day, tuple[bool, Day, Day, str], str]
"""A day, what sorts dates of one day, and the id of the document."""


class Chronology:
    """The dated documents of an archive, to be asked what stands before one and what after it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @asked
    def _dates(self) -> tuple[list[Placed], list[Placed], int]:
        """When dated documents end, and when they begin, each in order; and how many are dated."""
        dates = [(document, when) for document in self.archive.documents if (when := date_of(document))]
        ends = [(when.latest, sort_key(when), d.id) for d, when in dates if when.is_certain and when.latest]
        starts = [(when.earliest, sort_key(when), d.id) for d, when in dates if when.is_certain and when.earliest]
        return sorted(ends), sorted(starts), len(dates)

    def around(self, document: Document) -> InTime:
        """Return where a dated document stands among the others."""
        return self._around[document.id]

    @asked_for_each
    def _around(self, id: str) -> InTime:
        by_id = self.archive.by_id
        ends, starts, dated = self._dates
        when = date_of(by_id[id])
        is_placed = when is not None and when.is_certain
        first, last = (when.earliest, when.latest) if when and is_placed else (None, None)
        older = ends[: bisect_left(ends, (first,))] if first else []
        younger = starts[bisect_left(starts, (last, (True,))) :] if last else []
        return InTime(
            by_id[older[-1][2]] if older else None,
            by_id[younger[0][2]] if younger else None,
            len(younger) == dated - 1,
            len(older) == dated - 1,
            is_alone=dated == 1,
        )
