"""The home page's part that comes from the archive: a worked example, what can be done, the archive at a glance."""

import re
from collections import Counter
from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.columns import columns_of
from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import fill
from sourcebook.render.base.lengths import length_of, whole_length
from sourcebook.render.base.listing import chronological
from sourcebook.render.base.naming import Names
from sourcebook.render.base.summary import summarise
from sourcebook.render.browse.facet_pages import filters
from sourcebook.render.browse.flow import Flow, flow_of
from sourcebook.render.browse.flow_picture import flow_picture
from sourcebook.render.browse.name_index import in_natural_order
from sourcebook.render.browse.worked import most_repeated, worked_example
from sourcebook.vocabulary.date_words import day_in_words
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import capital, ngettext, number_in_words

SHOWN = 12
"""Documents listed at home, the newest; the catalogue has them all."""
MOST_QUOTED = 5
NAMES = 12
SHORT = 200
"""Characters of an introduction that stands under the title; a longer one has a section of its own."""


class Quoted(Struct, frozen=True):
    """One of the most quoted documents."""

    document: Document
    texts: int
    passages: int


def home(context: Context) -> Markup:
    """Return the archive at a glance; every figure is counted when the site is built."""
    archive, naming, names, compared = context.archive, context.naming, context.names, context.compared
    days = _days(archive)
    shown = _shown(archive, days)
    paragraphs = [part for part in re.split(r"\n\s*\n", archive.about.introduction) if part.strip()]
    is_short = len(paragraphs) == 1 and len(paragraphs[0]) <= SHORT
    most_named = sorted(naming.listed, key=lambda n: (-len(naming.documents[n.id]), -len(naming.mentions[n.id])))
    flow = flow_of(archive, compared)
    rows = [summarise(document) for document in archive.documents]
    by_id = {row.id: row for row in rows}
    return fill(
        "home.html",
        addresses.HOME,
        about=archive.about,
        tagline=paragraphs[0] if is_short else "",
        introduction=() if is_short else paragraphs,
        guide=archive.guide[0] if archive.guide else None,
        example=worked_example(archive, compared),
        names=names,
        flow=flow,
        flow_name=names.there(flow.document) if flow else "",
        flow_sentence=_repeats(flow, names) if flow else "",
        picture=flow_picture(flow, addresses.HOME) if flow else "",
        rows=[by_id[document.id] for document in shown],
        columns=columns_of(rows),
        seconds=context.facets.seconds,
        last_day=day_in_words(max(days.values())) if days else "",
        count=len(archive.documents),
        whole=sum(document.source.is_whole for document in archive.documents),
        length=whole_length(length_of(document.source) for document in archive.documents),
        passages=len(archive.passages),
        most_quoted=_most_quoted(archive),
        most_named=[(name, in_natural_order(name), len(naming.documents[name.id])) for name in most_named[:NAMES]],
        names_count=len(most_named),
        filters=filters(context.facets, addresses.HOME),
    )


def _days(archive: Archive) -> dict[str, str]:
    """Return the day on which each document came into the archive, by its id; none of what the ledger doesn't have."""
    first = {id: holding.versions[0].day for id, holding in archive.holdings.items() if holding.versions}
    return {document.id: day for document in archive.documents if (day := first.get(document.id))}


def _shown(archive: Archive, days: Mapping[str, str]) -> list[Document]:
    """Return the documents that are listed: all of few in their order in time, of many those that came last."""
    if len(archive.documents) <= SHOWN:
        return sorted(archive.documents, key=chronological)
    return sorted(archive.documents, key=lambda document: days.get(document.id, ""), reverse=True)[:SHOWN]


def _most_quoted(archive: Archive) -> list[Quoted]:
    """Return the documents that most others quote, where there is more than one: the picture shows the first."""
    best = most_repeated(archive.links)[:MOST_QUOTED]
    found = []
    for id in best:
        links = [n for n in archive.links_of[id] if KINDS[n.kind].in_marks and n.source.document == id]
        found.append(Quoted(archive.by_id[id], len({n.target.document for n in links}), len(links)))
    return found if len(found) > 1 else []


def _repeats(flow: Flow, names: Names) -> str:
    """Return how many texts have words of the one that the picture shows, in a sentence."""
    number = len(flow.takers) + flow.more[0]

    def said(n: int) -> dict[str, str]:
        return {"number": capital(number_in_words(n)), "text": names.there(flow.document)}

    if not flow.is_directed:
        return ngettext(
            "One text shares passages with {text}.",
            "{number} texts share passages with {text}.",
            number,
            **said(number),
        )
    plain = Counter(all(taken.way == "plain" for taken in taker.taken) for taker in flow.takers)
    if flow.more[0] or not plain[True]:
        return ngettext("One text quotes {text}.", "{number} texts quote {text}.", number, **said(number))
    if not plain[False]:
        return ngettext(
            "One text reuses words of {text} without quotation marks.",
            "{number} texts reuse words of {text} without quotation marks.",
            plain[True],
            **said(plain[True]),
        )
    quote = ngettext("One text quotes {text}", "{number} texts quote {text}", plain[False], **said(plain[False]))
    reuse = ngettext(
        "one reuses its words without quotation marks",
        "{number} reuse its words without quotation marks",
        plain[True],
        number=number_in_words(plain[True]),
    )
    return f"{quote}; {reuse}."
