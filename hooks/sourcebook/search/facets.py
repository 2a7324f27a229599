"""The table of facets: kind, publisher and year of every document, so that the browser counts them under any query.

The search engine's own filters count wrongly under quoted queries, and differ from build to build.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sourcebook.search.documents import Searched

FACETS: tuple[tuple[str, str, Callable[[Searched], str]], ...] = (
    ("kind", "Kind", lambda document: document.kind),
    ("publisher", "Publisher", lambda document: document.publisher),
    ("year", "Year", lambda document: document.year),
)
"""Key in the address, label, and the value: nothing where it is not stated in our copy."""


def facet_table(rows: Sequence[Searched]) -> dict[str, object]:
    """Return the table: a row for each document, in the order of the index's own list of them.

    Returns:
        `facets`: for each its key, label, values in order, and for each row the number of its value, counted from 1 (0:
        not stated); `lent`: for rows whose words other documents took, how many took them.
    """
    return {
        "lent": {number: count for number, row in enumerate(rows) if (count := _takers(row))},
        "facets": [_facet(key, label, [value_of(row) for row in rows]) for key, label, value_of in FACETS],
    }


def _takers(document: Searched) -> int:
    return len({kin.other for kin in document.kin if kin.way == "to"})


def _facet(key: str, label: str, values: list[str]) -> dict[str, object]:
    distinct = sorted(set(values) - {""}, key=lambda value: (value.casefold(), value))
    number = {"": 0} | {value: at for at, value in enumerate(distinct, start=1)}
    return {"key": key, "label": label, "values": distinct, "rows": [number[value] for value in values]}


def days(rows: Sequence[Searched]) -> list[int]:
    """Return what sorts the rows by date: the first day each can be of, as the number YYYYMMDD; 0 where undated."""
    return [_number(row.day) for row in rows]


def _number(day: tuple[int, int, int] | None) -> int:
    """Return the day as a number that sorts as days do, years before 1 too."""
    return 0 if day is None else day[0] * 10_000 + day[1] * 100 + day[2] or 1
