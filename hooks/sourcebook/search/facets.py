"""Facets and dates of each text, as columns: so the browser counts and narrows under any query."""

from collections.abc import Sequence
from itertools import chain

from sourcebook.natural import natural
from sourcebook.search.documents import Searched
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.dates import date_of, sort_key
from sourcebook.vocabulary.facets import FACETS, Facet

_EVER = 10**8
"""Stands for the end of a date that has none, and with a minus for the beginning."""


def facet_table(
    documents: Sequence[Searched], facets: Sequence[Facet] = FACETS
) -> tuple[list[dict[str, object]], list[list[int]]]:
    """Return the facets that any text has a value of, or that are asked of all, and their columns.

    Returns:
        For each its key, label, and values in order. Then how many of its values each text has, facet by facet, in one
        column; and, in a column a facet, the numbers of these values, counted from 1 (0: not stated).
    """
    told, counts, columns = list[dict[str, object]](), list[int](), list[list[int]]()
    for facet in facets:
        distinct = sorted({value for one in documents for value in one.facets[facet.key]}, key=natural)
        if distinct or facet.is_asked:
            number = {value: n for n, value in enumerate(distinct, start=1)}
            of_time = {"isOfTime": True} if facet.is_of_time else {}
            told.append({"key": facet.key, "label": facet.label, "values": distinct, **of_time})
            of_each = [[number[value] for value in one.facets[facet.key]] or [0] * facet.is_asked for one in documents]
            counts += map(len, of_each)
            columns.append([*chain(*of_each)])
    return told, [counts, *columns]


def days(documents: Sequence[Searched]) -> dict[str, list[int]]:
    """Return the days of the texts as numbers, YYYYMMDD, that compare as days do, years before 1 too; 0 where unknown.

    Returns:
        `sorted`: the places of the texts in the order of their dates; `first` and `last`: between which the date lies.
    """
    dates = [date_of(one.document) for one in documents]
    place = {key: at for at, key in enumerate(sorted({sort_key(when) for when in dates}), start=1)}
    between = [one.days for one in documents]
    return {
        "sorted": [place[sort_key(when)] if when else 0 for when in dates],
        "first": [_number(one[0], -_EVER) if one else 0 for one in between],
        "last": [_number(one[1], _EVER) if one else 0 for one in between],
    }


def _number(day: Day | None, ever: int) -> int:
    return ever if day is None else day[0] * 10_000 + day[1] * 100 + day[2] or 1
