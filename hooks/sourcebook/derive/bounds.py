"""The bounds of dates that follow from links: a text is no older than a dated one that it quotes.

In: documents and links. Out: the documents with derived facts added. Nothing overrides what a text states of itself.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.model import Basis, Document, Fact, Link
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.dates import When, as_bound, lies_before, read_date, stated_date
from sourcebook.vocabulary.fields import FIELDS
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import gettext


def with_bounds(documents: Sequence[Document], links: Iterable[Link]) -> tuple[Document, ...]:
    """Add to each undated document the bounds that its links give: it is no older than a dated text it quotes.

    A document that has a date, or whose record has the bound already, is left as it is. Each derived fact names the
    document it rests on.
    """
    by_id = {document.id: document for document in documents}
    earliest: dict[str, list[_Bound]] = defaultdict(list)
    latest: dict[str, list[_Bound]] = defaultdict(list)
    for link in links:
        kind = KINDS[link.kind]
        if not link.directed or kind.is_editorial:
            continue
        source, target = by_id.get(link.source.document), by_id.get(link.target.document)
        if source is None or target is None:
            continue
        if (date := stated_date(source)) and date.earliest:
            note = gettext("this text {verb} one that bears this date", verb=gettext(kind.verb))
            earliest[target.id].append(_Bound(date, date.earliest, as_bound(date, date.earliest), source.id, note))
        if (date := stated_date(target)) and date.latest:
            note = gettext("a text that bears this date {verb} this one", verb=gettext(kind.verb))
            latest[source.id].append(_Bound(date, date.latest, as_bound(date, date.latest), target.id, note))
    return tuple(_bounded(document, earliest[document.id], latest[document.id]) for document in documents)


class _Bound(Struct, frozen=True):
    """Before or after which day a text can't be, by the date of another."""

    when: When
    day: Day
    value: str
    """In EDTF, as a record has it."""
    document: str
    note: str


def _bounded(document: Document, earliest: Sequence[_Bound], latest: Sequence[_Bound]) -> Document:
    if document.facts.get("date"):
        return document
    facts = dict(document.facts)
    # Of two bounds the one that says more counts; of two that say the same, the narrower date, then the smaller id.
    lower = min(earliest, key=lambda b: (_negated(b.day), b.when.latest or _NEVER, b.document), default=None)
    upper = min(latest, key=lambda b: (b.day, _negated(b.when.earliest), b.document), default=None)
    for name, found in (("date_earliest", lower), ("date_latest", upper)):
        if found is not None and not facts.get(name) and _is_possible(facts, name, found.when):
            facts[name] = (Fact(name, found.value, Basis.DERIVED, note=found.note, document=found.document),)
    in_order = {field.name: facts[field.name] for field in FIELDS if field.name in facts}
    return replace(document, facts={**in_order, **facts})


_NEVER = (math.inf,)


def _negated(day: Day | None) -> tuple[float, ...]:
    return tuple(-part for part in day) if day else _NEVER


def _is_possible(facts: Mapping[str, tuple[Fact, ...]], name: str, when: When) -> bool:
    """Tell whether a bound does not contradict the other bound of the record: then neither is to be trusted."""
    other = facts.get("date_latest" if name == "date_earliest" else "date_earliest", ())
    others = read_date(other[0].value) if other else None
    first, last = (when, others) if name == "date_earliest" else (others, when)
    return not lies_before(last, first)
