"""Dates in the Extended Date/Time Format of the Library of Congress (EDTF, 2019, levels 0 to 2).

A string in, a `When` out: its parts as written, and the first and last day that it can mean. The grammar is that of the
library `edtf`. Its bounds are not used: they pass over what a calendar knows (29 February), give ten years to an end
that is unknown, and one month to a winter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from sourcebook.vocabulary.date_bounds import Day, bounds
from sourcebook.vocabulary.date_shapes import Shape, parse_shape

LONGEST = 120
"""Characters a date may have; the grammar's time grows with the square of a set's length."""


@dataclass(frozen=True, slots=True)
class When:
    """A date that was read."""

    text: str
    shape: Shape
    earliest: Day | None
    """The first day it can mean; None where it has no known beginning."""
    latest: Day | None
    """The last day it can mean; None where it has no known end."""

    @property
    def year(self) -> int | None:
        """The year it lies in; None where that may be one of several."""
        if self.earliest and self.latest and self.earliest[0] == self.latest[0]:
            return self.earliest[0]
        return None


@lru_cache(maxsize=4096)
def read_date(text: str) -> When | None:
    """Return the date that an EDTF string means, or None if it is none: not EDTF, or not in the calendar."""
    if not text or not text.isascii() or len(text) > LONGEST:
        return None
    shape = parse_shape(text)
    if shape is None or not all(_is_edtf(part) for part in _BETWEEN.split(text) if part):
        return None
    found = bounds(shape)
    return When(text, shape, *found) if found else None


def sort_key(when: When | None) -> tuple[bool, Day, Day, str]:
    """Return what sorts dates: by the first day meant, then the last, undated ones at the end.

    A date without a beginning sorts by its end, and one without an end by its beginning.
    """
    if when is None or not (first := when.earliest or when.latest) or not (last := when.latest or when.earliest):
        return (True, (0, 0, 0), (0, 0, 0), "")
    return (False, first, last, when.text)


_BETWEEN = re.compile(r"[][{},/]|\.\.")
"""What joins the moments of an interval or a set."""


def _is_edtf(moment: str) -> bool:
    """Say whether the grammar has a moment; its unspecified digits are put in, since `edtf` 5.0.2 fails on some."""
    try:
        if date.fromisoformat(moment).isoformat() == moment:
            return True  # What most dates are; the whole grammar takes milliseconds a date.
    except ValueError:
        pass
    specified = _MONTH_OR_DAY.sub(lambda found: "10" if "X" in found[0] else found[0], moment).replace("X", "1")
    try:
        return parse_edtf(specified) is not None
    except EDTFParseException:
        return False


_MONTH_OR_DAY = re.compile(r"(?<![\dX])[\dX]{2}(?![\dX])")
