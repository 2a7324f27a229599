"""The columns of a list of documents: those in which all documents are alike are left out, and named."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import methodcaller

from msgspec import Struct

from sourcebook.model import About
from sourcebook.render.base.summary import Summary
from sourcebook.vocabulary.facets import facets_of
from sourcebook.wording import N_, gettext, in_sentence

NOT_STATED = N_("not stated")


class Column(Struct, frozen=True):
    """One column beside that of the titles."""

    key: str
    label: str
    value: Callable[[Summary], str]
    """In words; empty where our copy doesn't state it."""

    @property
    def is_usual(self) -> bool:
        """Whether every list may have it: its values tell by themselves what they are."""
        return self in COLUMNS


COLUMNS = (
    Column("author", N_("Author"), lambda row: row.author),
    Column("date", N_("Date"), lambda row: row.when),
    Column("kind", N_("Kind"), lambda row: row.kind),
    Column("publisher", N_("Publisher"), lambda row: row.publisher),
)
"""In the order of a table."""
MOST = 5
"""Columns of a table that has those of further facets too."""
SHARE = 2 / 3
"""Of the documents that state something in such a column, at the least."""


def columns_for(about: About) -> tuple[Column, ...]:
    """Return the columns of a table that is sorted by any facet: the usual ones first, then those of the others."""
    usual = {column.key for column in COLUMNS}
    others = (facet for facet in facets_of(about) if facet.field and not facet.is_of_time and facet.key not in usual)
    return (*COLUMNS, *(Column(facet.key, facet.label, methodcaller("value", facet.field)) for facet in others))


class Columns(Struct, frozen=True):
    """Which columns a list has."""

    shown: tuple[Column, ...]
    alike: tuple[str, ...]
    """What is the same of every document: “kind (letter)”, “date (not stated)”."""
    known: Mapping[str, str]
    """By the key of a column, how all of its values are known, if not by the texts: said once, beside the list."""


def columns_of(rows: Iterable[Summary], columns: Sequence[Column] = COLUMNS) -> Columns:
    """Return the columns in which documents differ; a single document has those in which something is known.

    In the usual columns it is told where all are alike; of the others, the first that there is room for are shown,
    if most documents state something in them.
    """
    found = list(rows)
    shown, alike = [], []
    for column in columns:
        listed = [column.value(row) for row in found]
        values = set(listed)
        if column not in COLUMNS and (len(values) == 1 or len(list(filter(None, listed))) < SHARE * len(found)):
            continue
        if len(values) > 1 or (len(found) == 1 and values != {""}):
            shown.append(column)
        elif found:
            alike.append(_alike(column, column.value(found[0])))
    del shown[MOST:]
    known = {column.key: how for column in shown if (how := _known(column, found))}
    return Columns(tuple(shown), tuple(alike), known)


def _known(column: Column, rows: Sequence[Summary]) -> str:
    """Return how all values of a column are known, if there are several and they are known in one way."""
    bases = {row.known(column.key) for row in rows if column.value(row)}
    one = bases.pop() if len(bases) == 1 and len(rows) > 1 else ()
    return one[0][1] if len(one) == 1 else ""


def _alike(column: Column, value: str) -> str:
    said = in_sentence(value) if column.key == "kind" else value
    return f"{in_sentence(gettext(column.label))} ({said or gettext(NOT_STATED)})"
