"""Two linked documents side by side: each passage beside its partner, and what lies between them folded away."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sourcebook import addresses
from sourcebook.model import Document, Link
from sourcebook.model.asked import Draft
from sourcebook.render.base.compared import MOST
from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import fill
from sourcebook.render.base.naming import LONGEST_NAME, clipped, in_one_line
from sourcebook.render.base.page import Page
from sourcebook.render.base.verdicts import verdict
from sourcebook.render.compare.rows import SIDES, ComparedText, ComparisonRow, comparison_row, rest_of
from sourcebook.render.compare.slices import Passed, in_pieces
from sourcebook.vocabulary.fields import first_in_words
from sourcebook.vocabulary.kinds import genre_of
from sourcebook.vocabulary.languages import lang_of
from sourcebook.vocabulary.link_kinds import KINDS, reason
from sourcebook.wording import N_, capital, comma, gettext, ngettext, number_in_words, quoted

STRIP = 6
"""Passages from which on a strip of their numbers leads to each."""


def compare_pages(context: Context) -> Iterator[Draft[Page]]:
    """Yield a draft of the page of every pair of documents that it tells more of than their own pages do."""
    for (one, other), links in context.compared.pairs():
        sides = context.document(one), context.document(other)
        yield Draft(addresses.comparison(one, other), _page, context, (*sides, links))


def _page(context: Context, one: Document, other: Document, links: Sequence[Link]) -> Iterator[Page]:
    tied = sorted(links, key=lambda link: (link.source.start - link.source.end, link.id))[:MOST]
    left, right = _order(one, other, links)
    names = _names(context, left, right)
    sides = tuple(
        ComparedText(side, document, name, in_one_line(document), lang_of(document))
        for side, document, name in zip(SIDES, (left, right), names, strict=True)
    )
    begun: set[str] = set()
    pieces = [
        comparison_row(context, sides, piece, begun) if isinstance(piece, Passed) else rest_of(sides, piece, begun)
        for piece in in_pieces(left.source, right.source, tied)
    ]
    rows = [piece for piece in pieces if isinstance(piece, ComparisonRow)]
    address = addresses.comparison(one.id, other.id)
    reasons = dict.fromkeys(reason(link.rule) for link in links)
    content = fill(
        "compare.html",
        address,
        sides=sides,
        letters=names == _letters(),
        sentence=_sentence(sides, links),
        pieces=pieces,
        rows=rows,
        strip=rows if len(rows) > STRIP else (),
        differing=sum(row.differs for row in rows),
        hidden=len(links) - len(tied),
        reasons=list(reasons),
        is_directed=any(link.directed for link in links),
    )
    titles = {"one": left.title.strip("[]"), "other": right.title.strip("[]")}
    title = gettext("{one} and {other}, side by side", **titles)
    about = context.archive.about.title
    description = gettext("Two texts of {archive} side by side: what they share, and what differs.", archive=about)
    yield Page(
        address,
        title,
        description,
        content,
        skips=(("passages", N_("Skip to the passages")),),
        section=addresses.PASSAGES,
    )


def _order(one: Document, other: Document, links: Sequence[Link]) -> tuple[Document, Document]:
    """Return the document that the words come from first; where that isn't known, the one with the smaller id."""
    sources = Counter(link.source.document for link in links if link.directed)
    return (other, one) if sources[other.id] > sources[one.id] else (one, other)


def _names(context: Context, left: Document, right: Document) -> tuple[str, str]:
    """Return what the page calls the two texts: by kind or publisher where these tell them apart."""
    kinds = [genre_of(document) for document in (left, right)]
    if all(kinds) and kinds[0] != kinds[1]:
        one, other = (
            gettext("the {kind}", kind=kind, title=quoted(clipped(document.title.strip("[]"), LONGEST_NAME)))
            for kind, document in zip(kinds, (left, right), strict=True)
        )
        return one, other
    publishers = [first_in_words(document, "publisher") for document in (left, right)]
    if all(publishers) and publishers[0] != publishers[1]:
        one, other = (gettext("the {publisher} text", publisher=publisher) for publisher in publishers)
        return one, other
    return _letters()


def _letters() -> tuple[str, str]:
    return gettext("text A"), gettext("text B")


def _sentence(sides: Sequence[ComparedText], links: Sequence[Link]) -> str:
    """Return what one text does with the other's words, and what became of them, in a sentence or two."""
    by_kind: Counter[tuple[str, bool]] = Counter()
    for link in links:
        by_kind[link.kind, link.source.document == sides[0].document.id] += 1
    parts = []
    for (kind, is_left), number in sorted(by_kind.items()):
        source, target = (sides[0].name, sides[1].name) if is_left else (sides[1].name, sides[0].name)
        parts.append(_done(kind, source, target, number))
    said = "; ".join(parts)
    return f"{capital(said)}. {_outcome(links)}"


def _done(kind: str, source: str, target: str, number: int) -> str:
    spelled = {"number": number_in_words(number)}
    twice = gettext("twice")
    times = twice if number == 2 else ngettext("once", "{number} times", number, **spelled)
    passages = ngettext("one passage", "{number} passages", number, **spelled)
    row = KINDS[kind]
    values = {"source": source, "target": target, "verb": gettext(row.verb), "times": times, "passages": passages}
    return gettext(row.pair, **values)


def _outcome(links: Sequence[Link]) -> str:
    found = [verdict(link) for link in links]
    differing = list(dict.fromkeys(one.in_sentence for one in found if not one.is_exact))
    same = sum(one.is_exact for one in found)
    number = len(found) - same
    if not number:
        both = gettext("Both are word for word.")
        return both if same == 2 else ngettext("It is word for word.", "All are word for word.", same)
    if len(found) == 1:
        return f"{capital(differing[0])}."
    told = f" ({'; '.join(differing)})" if len(differing) <= 3 else ""
    if not same:
        both = gettext("Both differ{verdicts}.", verdicts=told)
        return both if number == 2 else gettext("All differ{verdicts}.", verdicts=told)
    exact = ngettext("one is word for word", "{number} are word for word", same, number=number_in_words(same))
    differ = ngettext("one differs", "{number} differ", number, number=number_in_words(number))
    return f"{capital(exact)}{comma()}{differ}{told}."
