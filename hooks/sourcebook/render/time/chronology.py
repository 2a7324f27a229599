"""What is known of when each document was made, and who repeats whom: what the pictures of time are drawn from."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.model import Archive, Basis, Document, Fact
from sourcebook.render.base.listing import by_title, chronological
from sourcebook.vocabulary.bases import BASES, note_in_words
from sourcebook.vocabulary.date_bounds import Day
from sourcebook.vocabulary.date_words import day_in_words, with_article
from sourcebook.vocabulary.dates import read_date
from sourcebook.vocabulary.fields import BOUNDS, value_in_words
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import comma, gettext


class Reason(Struct, frozen=True):
    """One thing that is known of a date, and how."""

    words: str
    """“9 October 2020”, “not before 2014”."""
    basis: Basis
    label: str
    """What a page calls the basis."""
    note: str
    """Why, in words."""
    quote: str
    paragraph: str
    document: str
    """The id of another document that it rests on."""


class DateEdge(Struct, frozen=True):
    """A day on which the time that a document can be of begins or ends."""

    day: Day
    words: str
    """What a scale calls it."""
    is_exact: bool
    """Whether the words mean that one day."""


class TimelineEntry(Struct, frozen=True):
    """Where a document stands in time."""

    document: Document
    state: str
    """`dated`; `bounded`, if only bounds are known; `undated`, if nothing is."""
    first: DateEdge | None
    """None where it has no known beginning."""
    last: DateEdge | None
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> str:
        """What is known, in words; for an undated document that nothing is."""
        return comma().join(reason.words for reason in self.reasons) or gettext("date not stated in our copy")


class Arc(Struct, frozen=True, order=True):
    """One document repeats another."""

    source: str
    """The id of the document that the words come from."""
    target: str
    kind: str
    passages: int

    @property
    def verb(self) -> str:
        """What the target does with the source."""
        return gettext(KINDS[self.kind].verb)

    @property
    def line(self) -> str:
        """How it is drawn."""
        return KINDS[self.kind].line


def timeline_entry(document: Document) -> TimelineEntry:
    """Return where a document stands in time."""
    date = document.first("date")
    earliest, latest = (date or document.first(name) for name in BOUNDS)
    reasons = tuple(_reason(fact) for fact in dict.fromkeys((earliest, latest)) if fact)
    state = "dated" if date else "bounded" if reasons else "undated"
    return TimelineEntry(document, state, _edge(earliest), _edge(latest, is_end=True), reasons)


def _edge(fact: Fact | None, *, is_end: bool = False) -> DateEdge | None:
    when = read_date(fact.value) if fact else None
    day = (when.latest if is_end else when.earliest) if when else None
    if fact is None or when is None or day is None:
        return None
    is_exact = when.earliest == when.latest
    words = value_in_words(fact)
    if is_end and not is_exact:
        words = gettext("end of {date}", date=with_article(words))
    return DateEdge(day, words, is_exact)


def _reason(fact: Fact) -> Reason:
    before = f"{gettext(BOUNDS[fact.name])} " if fact.name in BOUNDS else ""
    note = note_in_words(replace(fact, checked=day_in_words(fact.checked))) or (
        "" if fact.basis is Basis.STATED else gettext(BASES[fact.basis].means)
    )
    words = " ".join(fact.quote.split())
    return Reason(
        f"{before}{value_in_words(fact)}",
        fact.basis,
        gettext(BASES[fact.basis].label),
        note,
        words,
        fact.paragraph,
        fact.document,
    )


def arcs(archive: Archive) -> tuple[Arc, ...]:
    """Return who repeats whom, as far as links have a direction."""
    count = Counter(
        (link.source.document, link.target.document, link.kind)
        for link in archive.links
        if link.directed and KINDS[link.kind].has_arc
    )
    return tuple(sorted(Arc(*key, passages) for key, passages in count.items()))


def in_order(entries: Iterable[TimelineEntry]) -> list[tuple[str, list[TimelineEntry]]]:
    """Return documents in the groups that a picture sets apart: dated ones by date, then the others.

    Within bounds the order is that of the bounds, and says nothing of which document is older.
    """
    found = list(entries)
    return [
        (state, rows)
        for state in ("dated", "bounded", "undated")
        if (rows := sorted((s for s in found if s.state == state), key=_order))
    ]


def _order(one: TimelineEntry) -> tuple[object, ...]:
    if one.state == "dated":
        return chronological(one.document)
    edges = [edge.day for edge in (one.first, one.last) if edge]
    return (edges[:1] or [(0, 0, 0)], edges[-1:], *by_title(one.document))


def edges(entries: Iterable[TimelineEntry]) -> Iterator[DateEdge]:
    """Yield every day on which something known begins or ends, in order, each once, in its most exact words."""
    by_day: dict[Day, DateEdge] = {}
    for one in entries:
        for edge in (one.first, one.last):
            if edge and (edge.day not in by_day or (edge.is_exact and not by_day[edge.day].is_exact)):
                by_day[edge.day] = edge
    yield from (by_day[day] for day in sorted(by_day))
