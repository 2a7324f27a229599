"""What of the holdings may be shown: embargoes, excerpts, and notes on what isn't promised yet. For the pipeline alone.

What may not be shown is taken out here, before any other step sees it: no page, link, search or file can hold it then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from sourcebook.addresses import document as document_at
from sourcebook.addresses import is_device
from sourcebook.describe.titles import file_name, first_line
from sourcebook.ledger.history import History
from sourcebook.ledger.holding import show_excerpts_only, withhold
from sourcebook.model import Archive, Document, Link, Original, Publication
from sourcebook.model.holdings import Holding, Withheld
from sourcebook.problems import Problem, named, shown

EXCERPT_ONLY = "excerpt-only"
EMBARGOED = "embargoed"


def opened(holdings: Iterable[Holding], published: Mapping[str, Publication], day: date) -> tuple[Holding, ...]:
    """Return the holdings with no more of their texts than may be shown on a day.

    `published`: what sidecars say of publishing, by the stem of the text's first file.

    Returns:
        The holdings; the current text of an excerpt-only one is still there, for `excerpts_alone` to take from.
    """
    return tuple(_opened(holding, published.get(holding.stem, Publication()), day) for holding in holdings)


def _opened(holding: Holding, publication: Publication, day: date) -> Holding:
    if publication.embargo and day < publication.embargo:
        return withhold(holding, Withheld(EMBARGOED, publication.embargo.isoformat(), publication.reason))
    return (
        show_excerpts_only(holding, Withheld(EXCERPT_ONLY, reason=publication.reason))
        if publication.excerpt_only
        else holding
    )


def as_published(
    document: Document,
    holding: Holding,
    publication: Publication,
    original: Original | None = None,
    pictures: tuple[Original, ...] = (),
) -> Document:
    """Return a document with its version, its status, its original, and whether search engines may have it.

    An original, and the pictures of its pages, are shown as the text is: whole, or not at all.
    """
    status = holding.withheld.status if holding.withheld else "published"
    shown, seen = (None, ()) if holding.withheld else (original, pictures)
    number, noindex = holding.current.number, publication.noindex
    return replace(document, version=number, status=status, noindex=noindex, original=shown, pictures=seen)


def excerpts_alone(document: Document, links: Iterable[Link]) -> Document:
    """Return an excerpt-only document with nothing of its text but the ends of its links.

    Its facts stay, without the words that they rest on; a title that was taken from the text doesn't.
    """
    ends = (end for link in links for end in (link.source, link.target))
    own = [end for end in ends if end.document == document.id and not end.page]
    spans = [(end.start, end.end) for end in own] + [(also.start, also.end) for end in own for also in end.also]
    source = document.source.reduced_to(spans)
    first = first_line(document.source, document.roles)
    facts = {
        name: tuple(file_name(source) if fact == first else fact.without_words() for fact in found)
        for name, found in document.facts.items()
    }
    return replace(document, source=source, facts=facts, roles=())


def held_as_shown(archive: Archive) -> Archive:
    """Return an archive whose holdings have no more of a current text than its document has."""
    holdings = dict(archive.holdings)
    for document in archive.documents:
        holding = holdings.get(document.id)
        if holding and holding.current.source.is_whole and not document.source.is_whole:
            current = replace(holding.current, source=document.source)
            holdings[document.id] = replace(holding, versions=(*holding.versions[:-1], current))
    return replace(archive, holdings=holdings)


def notes(history: History, holdings: Sequence[Holding]) -> Iterator[Problem]:
    """Yield what a curator may like to know of the ledger, though nothing is wrong."""
    file = history.ledger.file
    new = [holding.id for holding in holdings if not holding.is_recorded]
    closed = [holding.id for holding in holdings if holding.withheld and holding.withheld.status == EMBARGOED]
    if not history.ledger.exists:
        yield Problem(file, 0, "there is no ledger yet, so no address is promised", "sourcebook record begins one")
    elif recordable := [id for id in new if id not in closed]:
        count = "1 document is" if len(recordable) == 1 else f"{len(recordable):,} documents are"
        what = f"{count} not recorded yet, and not promised: {named(recordable)}"
        yield Problem(file, 0, what, "Record with: sourcebook record")
    for id, promise in {**history.promises, **history.former()}.items():
        if is_device(id):
            what = f"Windows keeps the name {shown(id)} for a device: a copy of the site there lacks /{document_at(id)}"
            yield Problem(file, promise.line, what, "Leave it, since the address is promised; copy the site elsewhere")
    for holding in holdings:
        if holding.id in closed and holding.withheld:
            what = f"the text of {holding.id} is not published before {holding.withheld.day}"
            yield Problem(file.rpartition("/")[0], 0, what, "Build again on that day")
