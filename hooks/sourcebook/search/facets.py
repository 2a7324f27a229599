"""The values of each facet and document, so that the browser counts under any query.

The search engine's own filters count wrongly under quoted queries, and differ from build to build.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.natural import natural
from sourcebook.search.documents import Searched
from sourcebook.vocabulary.facets import FACETS, Facet


def facet_table(rows: Sequence[Searched], facets: Sequence[Facet] = FACETS) -> dict[str, object]:
    """Return the table: a row for each document, in the order of the index's own list of them.

    Returns:
        `facets`: for each its key, label, values in order, and for each row the numbers of its values, counted from 1
        (0: not stated); a list of them unless there is just one; `lent`: for rows whose words other documents took, how
        many took them.
    """
    return {
        "lent": {number: count for number, row in enumerate(rows) if (count := _takers(row))},
        "facets": [_column(facet, [row.facets[facet.key] for row in rows]) for facet in facets],
    }


def _takers(document: Searched) -> int:
    return len({kin.other for kin in document.kin if kin.way == "to"})


def _column(facet: Facet, rows: Sequence[tuple[str, ...]]) -> dict[str, object]:
    distinct = sorted({value for values in rows for value in values}, key=natural)
    number = {value: at for at, value in enumerate(distinct, start=1)}
    none = [0] if facet.is_asked else []
    numbers = [[number[value] for value in values] or none for values in rows]
    shown = [found[0] if len(found) == 1 else found for found in numbers]
    return {"key": facet.key, "label": facet.label, "values": distinct, "rows": shown}


def days(rows: Sequence[Searched]) -> list[int]:
    """Return what sorts the rows by date: the first day each can be of, as the number YYYYMMDD; 0 where undated."""
    return [_number(row.day) for row in rows]


def _number(day: tuple[int, int, int] | None) -> int:
    """Return the day as a number that sorts as days do, years before 1 too."""
    return 0 if day is None else day[0] * 10_000 + day[1] * 100 + day[2] or 1
