"""Words that stand elsewhere too, and names, marked in a document's text: each leads to the note beside it or a page.

The marks add no text. Anchors lie around the words, so that whoever arrives from another page sees exactly these lit;
within them the words are links, with a solid line where a text quotes the other and a broken one where none does.
What a quotation changes is marked again, and a caret without width stands where the other text has more words.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Archive, Document, Link, Name
from sourcebook.render.base.compared import Way
from sourcebook.render.base.context import Context, has_passage
from sourcebook.render.base.excerpt import end_in, gap, missing
from sourcebook.render.base.places import anchor_of
from sourcebook.render.base.segments import Span
from sourcebook.render.base.verdicts import changes
from sourcebook.render.browse.name_index import by_label
from sourcebook.render.document.margin import Margin
from sourcebook.render.document.other_texts import other_end
from sourcebook.render.document.text import AT, CHANGE, NAME, PASSAGE
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.vocabulary.names import TYPES
from sourcebook.wording import capital, gettext


def passage_marks(context: Context, document: Document, margin: Margin) -> list[Span]:
    """Return the spans that mark a document's links in its text.

    What has no note leads to the page of the passage, or to both texts side by side.
    """
    anchors = [
        Span(start, end, AT, "at", anchor_of(start, end)) for start, end in context.places.at.get(document.id, ())
    ]
    links = [link for link in context.archive.links_of[document.id] if has_passage(link)]
    return [
        *sorted(anchors, key=lambda span: (span.start, span.end)),
        *_stretches(context, document, links, margin),
        *_changes(document, [link for link in links if link.id in margin.of_link and KINDS[link.kind].in_marks]),
    ]


def _stretches(context: Context, document: Document, links: Sequence[Link], margin: Margin) -> Iterator[Span]:
    """Yield the words that are links, cut wherever a passage begins or ends; none overlaps another."""
    ends = [(end_in(link, document.id), link) for link in links]
    placed = context.places.at.get(document.id, frozenset())
    places = [(end.start, end.end, link) for end, link in ends if (end.start, end.end) in placed]
    places += [(place.start, place.end, link) for end, link in ends for place in end.also]
    bounds = sorted({at for start, end, _ in places for at in (start, end)})
    over = gathered(
        (number, link)
        for start, end, link in places
        for number in range(bisect_left(bounds, start), bisect_left(bounds, end))
    )
    last: Span | None = None
    for number in sorted(over):
        made = _stretch(context, document, over[number], margin)
        here = replace(made, start=bounds[number], end=bounds[number + 1])
        if last and last.end == here.start and _alike(last, here):
            last = replace(last, end=here.end)
            continue
        if last:
            yield last
            here = replace(here, is_passed_over=last.end == here.start and last.href == here.href)
        last = here
    if last:
        yield last


def _alike(one: Span, other: Span) -> bool:
    return (one.href, one.classes, one.title) == (other.href, other.classes, other.title)


def _stretch(context: Context, document: Document, links: Sequence[Link], margin: Margin) -> Span:
    """Return the mark for words that these links have in common: it leads to the one with the fewest words."""
    noted = [link for link in links if link.id in margin.of_link]
    best = min(noted or links, key=lambda link: (len(end_in(link, document.id).exact), link.id))
    is_quoted = any(KINDS[link.kind].in_marks for link in links)
    note = margin.of_link.get(best.id)
    here = addresses.document(document.id)
    href = f"#{note.id}" if note else addresses.relative_url(here, *_elsewhere(context, document, best))
    return Span(0, 0, PASSAGE, "sh" if is_quoted else "sh plain", href=href, title=note.words if note else "")


def _elsewhere(context: Context, document: Document, link: Link) -> Way:
    """Return where a link without a note is shown: with all witnesses of its passage, or with the two texts."""
    passage = context.passage_of.get(link.id)
    if passage and passage.is_cluster:
        return addresses.passage(passage.id), ""
    return context.compared.at(document.id, other_end(link, document).document)


def _changes(document: Document, links: Sequence[Link]) -> Iterator[Span]:
    """Yield what quotations have otherwise, in the words of this text; each place once."""
    found = {}
    for link in links:
        end = end_in(link, document.id)
        is_source = end is link.source
        for at in missing(link, of_source=is_source):
            found[at, at] = replace(gap(document, end, at), rank=CHANGE)
        for difference in changes(link):
            own = difference.source if is_source else difference.target
            if own.start < own.end:
                found[own.start, own.end] = Span(own.start, own.end, CHANGE, "chg")
    yield from (found[place] for place in sorted(found))


def name_marks(archive: Archive, document: Document, marks: Sequence[Span]) -> Iterator[Span]:
    """Yield a span for each name in a document's text: a link where a name first stands, and plain from there on.

    Within another link a name is none. Where it is plain the page knows which name it is, so that a reader can have
    every mention as a link.
    """
    origin = addresses.document(document.id)
    links = sorted((span.start, span.end) for span in marks if span.href)
    ends = [end for _, end in links]
    reached: set[str] = set()
    for mention in archive.mentions_in[document.id]:
        at = bisect_left(ends, mention.start + 1)
        is_free = at == len(links) or links[at][0] >= mention.end
        is_first = is_free and mention.name not in reached
        if is_first:
            reached.add(mention.name)
        href = addresses.relative_url(origin, addresses.name(mention.name)) if is_first else ""
        if is_free:
            yield Span(mention.start, mention.end, NAME, "name" if is_first else "", href=href, name=mention.name)


def names_in(archive: Archive, document: Document) -> list[tuple[str, list[tuple[Name, int]]]]:
    """Return the names in a document's text by type, those named most often first, with how often they are."""
    mentions = archive.mentions_in[document.id]
    if not mentions:
        return []
    count = Counter(mention.name for mention in mentions)
    found = [(archive.names_by_id[id], number) for id, number in count.items()]
    found.sort(key=lambda entry: (-entry[1], by_label(entry[0])))
    grouped = [(type_.many, [entry for entry in found if entry[0].type == key]) for key, type_ in TYPES.items()]
    return [(capital(gettext(heading)), entries) for heading, entries in grouped if entries]
