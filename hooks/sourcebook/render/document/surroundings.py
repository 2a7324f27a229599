"""Where a dated document stands among the other dated ones of its archive."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from sourcebook.model import Archive, Document
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


class Chronology:
    """The dated documents of an archive, to be asked what stands before one and what after it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        dates = [(document, when) for document in archive.documents if (when := date_of(document))]
        self.dated = len(dates)
        ends = [(when.latest, sort_key(when), d.id) for d, when in dates if when.is_certain and when.latest]
        starts = [(when.earliest, sort_key(when), d.id) for d, when in dates if when.is_certain and when.earliest]
        self._ends, self._starts = sorted(ends), sorted(starts)

    def around(self, document: Document) -> InTime:
        """Return where a dated document stands among the others."""
        when = date_of(document)
        by_id = self.archive.by_id
        is_placed = when is not None and when.is_certain
        first, last = (when.earliest, when.latest) if when and is_placed else (None, None)
        older = self._ends[: bisect_left(self._ends, (first,))] if first else []
        younger = self._starts[bisect_left(self._starts, (last, (True,))) :] if last else []
        return InTime(
            by_id[older[-1][2]] if older else None,
            by_id[younger[0][2]] if younger else None,
            len(younger) == self.dated - 1,
            len(older) == self.dated - 1,
        )
