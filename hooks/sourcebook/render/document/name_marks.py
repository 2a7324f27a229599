"""Names marked in a document's text: quiet links, and the names of the whole document in a list."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from sourcebook import addresses
from sourcebook.model import Archive, Document, Name
from sourcebook.render.base.segments import Span
from sourcebook.render.browse.name_index import by_label
from sourcebook.render.document.text import NAME
from sourcebook.vocabulary.names import TYPES
from sourcebook.wording import capital, gettext


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
    count = Counter(mention.name for mention in archive.mentions_in[document.id])
    found = [(archive.names_by_id[id], number) for id, number in count.items()]
    found.sort(key=lambda entry: (-entry[1], by_label(entry[0])))
    grouped = [(type_.many, [entry for entry in found if entry[0].type == key]) for key, type_ in TYPES.items()]
    return [(capital(gettext(heading)), entries) for heading, entries in grouped if entries]
