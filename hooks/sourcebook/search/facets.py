"""Facets and dates of each text, as columns: so the browser counts and narrows under any query."""

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct

from sourcebook.natural import natural
from sourcebook.search.documents import Between, Searched
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.dates import When, sort_key
from sourcebook.vocabulary.facets import FACETS, Facet

_EVER = 10**8
"""Stands for the end of a date that has none, and with a minus for the beginning."""


class FacetRow(Struct, frozen=True):
    """What the columns have of one text."""

    values: tuple[tuple[str, ...], ...]
    """Of each facet, in the order of the table of facets."""
    takers: int
    """How many other texts took words of it."""
    when: When | None
    between: Between | None


def row_of(document: Searched, facets: Sequence[Facet] = FACETS) -> FacetRow:
    """Return what the columns have of a document."""
    takers = len({one.other for one in document.shared_words if one.way == "to"})
    return FacetRow(tuple(document.facets[facet.key] for facet in facets), takers, document.when, document.between)


def facet_table(
    rows: Sequence[FacetRow], facets: Sequence[Facet] = FACETS
) -> tuple[list[dict[str, object]], list[list[int]]]:
    """Return the facets that any text has a value of, or that are asked of all, and their columns.

    Returns:
        For each its key, label, and values in order. Then how many of its values each text has, facet by facet, in one
        column; and, in a column a facet, the numbers of these values, counted from 1 (0: not stated).
    """
    told, counts, columns = list[dict[str, object]](), list[int](), list[list[int]]()
    for at, facet in enumerate(facets):
        distinct = sorted({value for row in rows for value in row.values[at]}, key=natural)
        if distinct or facet.is_asked:
            number = {value: n for n, value in enumerate(distinct, start=1)}
            of_time: dict[str, object] = {"isOfTime": True} if facet.is_of_time else {}
            told.append({"key": facet.key, "label": facet.label, "values": distinct, **of_time})
            none = [0] if facet.is_asked else []
            of_rows = [[number[value] for value in row.values[at]] or none for row in rows]
            counts += map(len, of_rows)
            columns.append([*chain(*of_rows)])
    return told, [counts, *columns]


def days(rows: Sequence[FacetRow]) -> dict[str, list[int]]:
    """Return the days of the texts as numbers, YYYYMMDD, that compare as days do, years before 1 too; 0 where unknown.

    Returns:
        `sorted`: the places of the texts in the order of their dates; `first` and `last`: between which the date lies.
    """
    keys = [sort_key(row.when) for row in rows]
    place = {key: at for at, key in enumerate(sorted(set(keys)), start=1)}
    return {
        "sorted": [0 if row.when is None else place[key] for row, key in zip(rows, keys, strict=True)],
        "first": [_number(row.between[0], -_EVER) if row.between else 0 for row in rows],
        "last": [_number(row.between[1], _EVER) if row.between else 0 for row in rows],
    }


def _number(day: Day | None, ever: int) -> int:
    return ever if day is None else day[0] * 10_000 + day[1] * 100 + day[2] or 1
