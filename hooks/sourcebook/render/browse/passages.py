"""Passages as pages: the most repeated of them in a list, and each with all its witnesses, collated."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup
from msgspec import Struct

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Archive, Document, Link, Marks, Passage, Witness
from sourcebook.model.asked import Draft
from sourcebook.render.base.compared import Compared, Way, tells_more
from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import fill
from sourcebook.render.base.listing import Group, ListPage, in_pages
from sourcebook.render.base.naming import clipped, in_one_line, paragraphs_in_words
from sourcebook.render.base.page import Neighbour, Page
from sourcebook.render.browse.apparatus import variants, variations
from sourcebook.text.collation import Locus, collate, sigla
from sourcebook.text.paragraphs import without_joints
from sourcebook.vocabulary.dates import lies_before, read_date
from sourcebook.wording import N_, gettext, grouped, listed, marked, ngettext, quoted

MOST_WITNESSES = 400
"""Witnesses on a page; of more, links.json has them all."""
MANY = 20
"""Witnesses from which on they are grouped by how they read."""
MOST_COLUMNS = 6
"""Witnesses that stand beside one another in a table."""
MOST_WORDS = 3000
"""Of a passage that is collated."""
SHOWN = 2000
"""Characters of a passage at the head of its page."""
TITLE = 70
MOST_COMPARISONS = 20
IN_ORDER = N_("Dated, the earliest first")
OVERLAPPING = N_("Dated; texts whose dates overlap are listed in no particular order")


class Listed(Struct, frozen=True):
    """A passage in the list."""

    together: Way
    """Where it is seen with all who have it."""
    words: str
    documents: int
    first: Document
    line: str
    is_source: bool
    """Whether a link says that the words come from the first witness."""


class WitnessRow(Struct, frozen=True):
    """A witness."""

    siglum: str
    document: Document
    line: str
    paragraphs: str
    anchor: str
    in_marks: Marks
    variants: tuple[Markup, ...]


def passages_start(context: Context) -> Markup:
    """Return the first page of the list, without what people wrote above it."""
    archive = context.archive
    return _list(archive, context.compared, _parts(archive)[0], _sources(archive.links))


def passages_pages(context: Context) -> Iterator[Draft[Page]]:
    """Yield drafts of the list's second page and those after it, then of the page of every passage that has one."""
    yield Draft(addresses.PASSAGES, _list_pages, context)
    shown = [passage for passage in context.archive.passages if tells_more(passage)]
    places = [Neighbour(addresses.passage(p.id), _title(context.archive, p)) for p in shown]
    for passage, previous, following in zip(shown, [None, *places][:-1], [*places, None][1:], strict=True):
        yield Draft(addresses.passage(passage.id), _page, context, (passage, previous, following))


def _list_pages(context: Context) -> Iterator[Page]:
    archive = context.archive
    sources = _sources(archive.links)
    for part in _parts(archive)[1:]:
        first, count = grouped(part.start + 1), grouped(part.count)
        description = gettext("Shared passages from {first} of {all}.", first=first, all=count)
        content = _list(archive, context.compared, part, sources)
        yield part.page(gettext("Shared passages"), description, content, addresses.PASSAGES)


def _parts(archive: Archive) -> list[ListPage[Passage]]:
    return in_pages(addresses.PASSAGES, [Group("", "", tuple(archive.passages))])


def _list(archive: Archive, compared: Compared, part: ListPage[Passage], sources: frozenset[tuple[str, str]]) -> Markup:
    passages = [_listed(archive, compared, passage, sources) for passage in part.items]
    return fill("passages.html", part.address, part=part, passages=passages)


def _listed(archive: Archive, compared: Compared, passage: Passage, sources: frozenset[tuple[str, str]]) -> Listed:
    first = passage.witnesses[0]
    return Listed(
        compared.passage(passage),
        clipped(_words(archive, first), 280),
        _documents(passage),
        archive.by_id[first.document],
        in_one_line(archive.by_id[first.document]),
        _is_source(passage, sources),
    )


def _documents(passage: Passage) -> int:
    return len({witness.document for witness in passage.witnesses})


def _sources(links: Sequence[Link]) -> frozenset[tuple[str, str]]:
    """Return which documents which links say the words come from: id of the link, id of the document."""
    return frozenset((link.id, link.source.document) for link in links if link.directed)


def _is_source(passage: Passage, sources: frozenset[tuple[str, str]]) -> bool:
    first = passage.witnesses[0].document
    return any((link, first) in sources for link in passage.links)


def _title(archive: Archive, passage: Passage) -> str:
    return quoted(clipped(_words(archive, passage.witnesses[0]), TITLE))


def _words(archive: Archive, witness: Witness) -> str:
    """Return the words of a witness as they are read on: without the ends of lines where nothing parts two of them."""
    return without_joints(witness.exact, archive.by_id[witness.document].lines)


def _page(
    context: Context, passage: Passage, previous: Neighbour | None, following: Neighbour | None
) -> Iterator[Page]:
    witnesses = passage.witnesses[:MOST_WITNESSES]
    first = witnesses[0]
    is_short = max(len(witness.exact.split()) for witness in witnesses) <= MOST_WORDS
    places = collate([_words(context.archive, witness) for witness in witnesses]) if is_short else ()
    letters = sigla(len(witnesses))
    links = [context.link[id] for id in passage.links]
    is_source = any(link.directed and link.source.document == first.document for link in links)
    rows = [_row(context, witness, letters[n], places, n) for n, witness in enumerate(witnesses)]
    groups = _grouped(rows, witnesses, is_source=is_source)
    address = addresses.passage(passage.id)
    words = _words(context.archive, first)
    content = fill(
        "passage.html",
        address,
        words=words if len(words) <= SHOWN else clipped(words, SHOWN),
        is_cut=len(words) > SHOWN,
        first=rows[0],
        is_source=is_source,
        documents=_documents(passage),
        groups=groups,
        readings=_by_reading(rows, letters[0]) if len(rows) > MANY else (),
        count=len(passage.witnesses),
        hidden=len(passage.witnesses) - len(witnesses),
        places=places if len(witnesses) <= MOST_COLUMNS else (),
        rows=rows,
        variations=variations(places, letters),
        is_short=is_short,
        comparisons=_comparisons(context, rows, links),
    )
    title = context.archive.about.title
    description = ngettext(
        "A passage shared by {n} text of {archive}, with every place and every difference.",
        "A passage shared by {n} texts of {archive}, with every place and every difference.",
        _documents(passage),
        archive=title,
    )
    yield Page(
        address,
        _title(context.archive, passage),
        description,
        content,
        skips=(("passage", N_("Skip to the passage")),),
        previous=previous,
        next=following,
        section=addresses.PASSAGES,
    )


def _row(context: Context, witness: Witness, siglum: str, places: Sequence[Locus], number: int) -> WitnessRow:
    document = context.document(witness.document)
    return WitnessRow(
        siglum,
        document,
        in_one_line(document),
        paragraphs_in_words(witness.paragraphs),
        context.places.anchor(witness.document, witness.start, witness.end),
        witness.in_marks,
        tuple(variants(places, number)),
    )


def _grouped(
    rows: Sequence[WitnessRow], witnesses: Sequence[Witness], *, is_source: bool
) -> list[tuple[str, list[WitnessRow]]]:
    """Return the witnesses under headings: the source of the words, those with a stated date in order, the others."""
    source = list(rows[:1]) if is_source else []
    rest = list(zip(rows, witnesses, strict=True))[len(source) :]
    dated = [(row, read_date(witness.date)) for row, witness in rest if witness.date]
    undated = [row for row, witness in rest if not witness.date]
    is_ordered = all(lies_before(one, other) for (_, one), (_, other) in pairwise(dated))
    groups = [
        (gettext("Where the words come from"), source),
        (gettext(IN_ORDER if is_ordered else OVERLAPPING), [row for row, _ in dated]),
        (gettext("Date not stated"), undated),
    ]
    return [(heading, found) for heading, found in groups if found]


def _by_reading(rows: Sequence[WitnessRow], first: str) -> list[tuple[Markup, list[WitnessRow]]]:
    """Return many witnesses by how they read, with what is said of each group; those that read as the first lead."""
    groups = gathered((row.variants, row) for row in rows)
    ordered = sorted(groups.items(), key=lambda group: (group[0] != (), -len(group[1]), group[0]))
    same = marked("word for word as in {text}", text=first)
    return [(Markup("; ").join(variants) if variants else same, found) for variants, found in ordered]


def _comparisons(context: Context, rows: Sequence[WitnessRow], links: Sequence[Link]) -> list[tuple[str, str, str]]:
    """Return the pairs of documents that links of the passage join, as many as a page can hold, by their letters."""
    letters: dict[str, str] = {}
    for row in rows:
        letters.setdefault(row.document.id, row.siglum)
    pairs = {(link.source.document, link.target.document) for link in links}
    shown = [pair for pair in pairs if context.compared.has_page(*pair)]
    known = [(one, other) for one, other in shown if one in letters and other in letters]
    order = list(letters)
    named = sorted(sorted(pair, key=order.index) for pair in known)
    named.sort(key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    return [(one, other, listed([letters[one], letters[other]])) for one, other in named[:MOST_COMPARISONS]]
