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

from sourcebook.describe.date_bounds import Day, bounds
from sourcebook.describe.date_shapes import Shape, parse_shape

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
    if not text.isascii() or len(text) > LONGEST or not _is_edtf(text):
        return None
    shape = parse_shape(text)
    found = bounds(shape) if shape else None
    return When(text, shape, *found) if shape and found else None


def sort_key(when: When | None) -> tuple[bool, Day, Day, str]:
    """Return what sorts dates: by the first day meant, then the last, undated ones at the end.

    A date without a beginning sorts by its end, and one without an end by its beginning.
    """
    if when is None or not (first := when.earliest or when.latest) or not (last := when.latest or when.earliest):
        return (True, (0, 0, 0), (0, 0, 0), "")
    return (False, first, last, when.text)


def _is_edtf(text: str) -> bool:
    try:
        if date.fromisoformat(text).isoformat() == text:
            return True  # What most dates are; the whole grammar takes milliseconds a date.
    except ValueError:
        pass
    if text != text.strip():
        return False
    try:
        # `edtf` 5.0.2 breaks off with an AttributeError at some months with an unspecified digit, such as 1984-1X.
        return parse_edtf(_UNSPECIFIED_MONTH.sub("10", text)) is not None
    except EDTFParseException:
        return False


_UNSPECIFIED_MONTH = re.compile(r"(?<=[\dX]{4}-)(?:[01]X|X[\dX])(?![\dX])")
