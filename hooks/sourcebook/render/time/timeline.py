"""The timeline: what is known of when each document was made, as a picture and as a table of the same facts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.model.asked import Draft
from sourcebook.render.base.compared import Compared, Way
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import NOT_STATED_SLUG, Facets
from sourcebook.render.base.listing import Group, ListPage, in_pages
from sourcebook.render.base.page import Page
from sourcebook.render.time.calendar import MOST_ARCS, YEARS, Calendar, PeriodRow, calendar_picture
from sourcebook.render.time.chronology import Arc, TimelineEntry, arcs, in_order, timeline_entry
from sourcebook.render.time.picture import HEADINGS, picture
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import capital, gettext, ngettext, number_in_words

MOST_ROWS = 40
"""Documents that have a row of their own; more are grouped by year and month."""


class Repeats(Struct, frozen=True):
    """What a document repeats: a cell of the table."""

    verb: str
    id: str
    title: str
    passages: int
    together: Way


def timeline_start(facets: Facets) -> Markup:
    """Return the timeline, or its first page, without what people wrote above it."""
    if len(facets.archive.documents) <= MOST_ROWS:
        return _detailed(facets.archive)
    calendar = Calendar(facets, arcs(facets.archive))
    return _grouped(calendar, _parts(calendar)[0])


def timeline_pages(facets: Facets) -> Iterator[Draft[Page]]:
    """Yield a draft of the second page of the timeline and those after it."""
    yield Draft(addresses.TIMELINE, _pages, facets)


def _pages(facets: Facets) -> Iterator[Page]:
    if len(facets.archive.documents) <= MOST_ROWS:
        return
    calendar = Calendar(facets, arcs(facets.archive))
    for part in _parts(calendar)[1:]:
        description = gettext(
            "The documents of this archive by {unit} and {part}.", unit=calendar.unit, part=calendar.part
        )
        yield part.page(gettext("Timeline"), description, _grouped(calendar, part), addresses.TIMELINE)


def _detailed(archive: Archive) -> Markup:
    entries = [timeline_entry(document) for document in archive.documents]
    compared = Compared(archive)
    found = arcs(archive)
    repeats: dict[str, list[Repeats]] = {document.id: [] for document in archive.documents}
    for arc in found:
        title, together = archive.by_id[arc.source].title, compared.at(arc.source, arc.target)
        repeats[arc.target].append(Repeats(arc.verb, arc.source, title, arc.passages, together))
    return fill(
        "timeline.html",
        addresses.TIMELINE,
        picture=picture(addresses.TIMELINE, entries, found, compared.at),
        groups=[(gettext(HEADINGS[state]), rows) for state, rows in in_order(entries)],
        states=_states(entries),
        known=_known(_states(entries)),
        arcs=[
            (kind.line, gettext(kind.verb)) for kind in KINDS.values() if any(arc.kind == kind.name for arc in found)
        ],
        repeats=repeats,
        titles={document.id: document.title for document in archive.documents},
        signs=_signs(entries, found),
    )


def _known(states: Mapping[str, int]) -> str:
    """Return how many texts are dated, and what is known of the others, in a sentence."""
    dated = states.get("dated", 0)
    said = [ngettext("one text is dated", "{number} texts are dated", dated, number=number_in_words(dated))]
    if bounded := states.get("bounded", 0):
        number = number_in_words(bounded)
        said.append(
            ngettext("for one we know only a range", "for {number} we know only a range", bounded, number=number)
        )
    if undated := states.get("undated", 0):
        said.append(ngettext("one is undated", "{number} are undated", undated, number=number_in_words(undated)))
    return f"{capital('; '.join(said))}."


def _signs(entries: Sequence[TimelineEntry], found: Sequence[Arc]) -> frozenset[str]:
    signs = {arc.kind for arc in found}
    for one in entries:
        is_closed = one.first is not None and one.last is not None
        is_day = is_closed and one.first == one.last
        signs.add("day" if is_day else f"{one.state}-{'closed' if is_closed else 'open'}")
    return frozenset(signs)


def _states(entries: Sequence[TimelineEntry]) -> dict[str, int]:
    return dict(Counter(one.state for one in entries))


def _parts(calendar: Calendar) -> list[ListPage[PeriodRow]]:
    return in_pages(addresses.TIMELINE, [Group("", "", calendar.rows)], YEARS)


def _grouped(calendar: Calendar, part: ListPage[PeriodRow]) -> Markup:
    shown = {row.label for row in part.items}
    spans = [span for span in calendar.spans if span.target in shown]
    facets = calendar.facets
    entries = [timeline_entry(document) for document in facets.archive.documents] if part.number == 1 else []
    dated = sum(len(value.documents) for value in facets.values["year"] if value.is_stated)
    return fill(
        "timeline_years.html",
        part.address,
        part=part,
        calendar=calendar,
        picture=calendar_picture(part.address, calendar, part.items),
        rows=[(row, [span for span in spans[:MOST_ARCS] if span.target == row.label]) for row in part.items],
        spans=spans,
        hidden=max(0, len(spans) - MOST_ARCS),
        undated=_states(entries).get("undated", 0),
        dated=dated,
        count=len(facets.archive.documents),
        not_stated=addresses.facet_value("year", NOT_STATED_SLUG),
    )
