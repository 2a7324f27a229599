"""Facets as pages: an overview, for each facet the list of its values, and for each value its documents."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document
from sourcebook.model.asked import Draft
from sourcebook.render.base.apart import SecondLine
from sourcebook.render.base.environment import fill
from sourcebook.render.base.facets import Facets, FacetValue, groups_of, most_common, with_pages
from sourcebook.render.base.listing import PAGE, Group, Jump, ListPage, by_title, document_list, in_pages
from sourcebook.render.base.page import Page
from sourcebook.vocabulary.facets import Facet
from sourcebook.vocabulary.fields import DATES, value_in_words
from sourcebook.wording import filled, gettext, in_sentence, ngettext

FEW_DOCUMENTS = 6
"""Documents that need no narrowing."""
MOST_CHIPS = 10
"""Values of a facet above a list; the facet's page has them all."""


def facets_start(facets: Facets) -> Markup:
    """Return the overview of all facets, without what people wrote above it; of one that no text states, nothing."""
    shown = [
        (facet, most_common(facets.values[facet.key]), len(facets.values[facet.key]))
        for facet in with_pages(facets.archive.about)
        if any(value.is_stated for value in facets.values[facet.key])
    ]
    return fill("facets.html", addresses.BY, facets=shown, decades=decades(facets))


def filters(facets: Facets, origin: str) -> Markup:
    """Return the values that a list can be narrowed to, as links: of each facet in which documents differ.

    A short list is taken in at a glance: it has the facets alone.
    """
    shown, others = [], []
    for facet in with_pages(facets.archive.about):
        values = facets.values[facet.key]
        if len(values) > 1 and not facet.is_asked:
            others.append((facet, len(values)))
        elif len(values) > 1:
            most = most_common(values, MOST_CHIPS)
            shown.append((facet, most, len(values) - len(most)))
    is_short = len(facets.archive.documents) <= FEW_DOCUMENTS
    ways = [
        filled(
            '<a href="{}">{}</a>', addresses.relative_url(origin, addresses.facet(facet.key)), in_sentence(facet.label)
        )
        for facet in [*(facet for facet, _, _ in shown), *(facet for facet, _ in others)]
    ]
    if not shown and not others:
        return Markup()
    years = decades(facets)
    return fill("filters.html", origin, facets=shown, others=others, decades=years, is_short=is_short, ways=ways)


def decades(facets: Facets) -> list[tuple[str, int, Jump]]:
    """Return each decade with the number of its documents and where it stands among the years; none for few years."""
    years = [value for value in facets.values["year"] if value.is_stated]
    if len(years) <= MOST_CHIPS:
        return []
    return [
        (label, sum(len(year.documents) for year in years if year.heading == label), jump)
        for label, jump in decade_jumps(facets).items()
    ]


def decade_jumps(facets: Facets) -> dict[str, Jump]:
    """Return by its words where each decade stands among the years, unless these are too few to jump."""
    jumps = in_pages(addresses.facet("year"), by_heading(facets.values["year"]))[0].jumps
    return {jump.label: jump for jump in jumps}


def facet_pages(facets: Facets) -> Iterator[Draft[Page]]:
    """Yield drafts: for each facet the list of its values, and for each value its documents, in pages."""
    for facet in with_pages(facets.archive.about):
        values = facets.values[facet.key]
        if not values:
            continue
        yield Draft(addresses.facet(facet.key), _list_of_values, facets, (facet, values))
        for value in values:
            yield Draft(value.address, _value_pages, facets, (value,))


def _as_known(value: FacetValue) -> list[Group[Document]]:
    """Return documents that lack a value: of those without a date, the ones of which something is known come first."""
    if not value.facet.is_of_time:
        return groups_of(value.facet, value.documents)
    known = gathered((any(map(document.first, DATES)), document) for document in value.documents)
    groups = ((gettext("Date known only as a range"), "bounded", True), (gettext("Undated"), "undated", False))
    return [
        Group(title, anchor, tuple(sorted(known[is_], key=by_title))) for title, anchor, is_ in groups if known[is_]
    ]


def _list_of_values(facets: Facets, facet: Facet, values: Sequence[FacetValue]) -> Iterator[Page]:
    for part in in_pages(addresses.facet(facet.key), by_heading(values)):
        content = fill("facet_values.html", part.address, part=part, title=part.titled(facet.many))
        description = gettext("The documents of this archive by {facet}, with counts.", facet=in_sentence(facet.label))
        title = gettext("Documents by {facet}", facet=in_sentence(facet.label))
        yield part.page(title, description, content, addresses.BY, short=facet.many)


def by_heading(values: Sequence[FacetValue]) -> list[Group[FacetValue]]:
    """Return values under the headings by which one jumps to them."""
    groups = gathered((value.heading, value) for value in values)
    return [Group(heading, found[0].anchor, tuple(found)) for heading, found in groups.items()]


def _to_whom(part: ListPage[Document]) -> dict[str, SecondLine]:
    """Return for each letter to whom it is addressed: of letters between two, that is what tells them apart."""
    return {d.id: SecondLine(", ".join(map(value_in_words, d.facts.get("addressee", ())))) for d in part.items}


def _value_pages(facets: Facets, value: FacetValue) -> Iterator[Page]:
    key, groups = value.facet.key, groups_of(value.facet, value.documents) if value.is_stated else _as_known(value)
    outer = [facets.labelled[key, value.within]] if (key, value.within) in facets.labelled and value.within else []
    # What no text states, all texts lack: a long list of these is the catalogue.
    is_all = not value.is_stated and len(groups) == 1 and len(value.documents) > PAGE and len(facets.values[key]) == 1
    for part in in_pages(value.address, [] if is_all else groups):
        content = fill(
            "facet_value.html",
            part.address,
            value=value,
            outer=outer,
            inner=facets.inner.get((key, value.label), []),
            part=part,
            list=document_list(part, value.title, _to_whom(part) if value.facet.is_of_two else facets.seconds),
        )
        description = ngettext(
            "{n} document of this archive. {value}.",
            "{n} documents of this archive. {value}.",
            len(value.documents),
            value=value.title,
        )
        yield part.page(value.title, description, content, addresses.BY)
