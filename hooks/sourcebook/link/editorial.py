"""Editorial pages that point to documents: `[the letter](doc:<id>#p8)` in Markdown, resolved and checked.

Each pointer becomes a link from the document (what is pointed at) to the page, with the sentence around it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote

from markdown import Markdown
from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.link.judge.build import with_ids
from sourcebook.model import Document, GuidePage, Link, LinkEnd, WordCount
from sourcebook.problems import Findings, shown
from sourcebook.text.sentences import around

SCHEME = "doc:"
EXTENSIONS = ("admonition", "attr_list", "fenced_code", "footnotes", "tables")
"""Of Markdown: those that decide where a paragraph of an editorial page ends."""
LONGEST_CONTEXT = 300
"""Characters of a sentence that are kept before and after the words that point."""

_POINTER = re.compile(r"doc:[^\s)>\"\]]*")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
"""The beginning of a line that says where links such as `[the letter][1]`, of any place of the page, lead."""
_BLOCKS = frozenset(
    {"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "body"}
)


class _Pointer(Struct, frozen=True):
    """One link of a page to a document."""

    target: str
    """As it is written: `doc:<id>#pN`."""
    line: int
    words: str
    """The sentence around it, the words that point included."""


def editorial_links(
    pages: Iterable[GuidePage],
    documents: Iterable[Document],
    findings: Findings,
    promised: Mapping[str, Collection[str]] | None = None,
) -> tuple[Link, ...]:
    """Return the links that editorial pages make, sorted by page and place.

    Args:
        pages: the archive's editorial pages.
        documents: what they can point to.
        promised: by document, the anchors that lead to a line where they don't lead to a paragraph: they can be pointed
            to like others, so that no correction and no withdrawal breaks a page.
        findings: told of each pointer whose document or paragraph doesn't exist, with file and line.
    """
    by_id = {document.id: document for document in documents}
    found = [
        (page, number, link)
        for page in pages
        for number, pointer in enumerate(_pointers(page))
        if (link := _link(page, pointer, by_id, promised or {}, findings))
    ]
    named = with_ids(_numbered(link, number) for _, number, link in found)
    return tuple(sorted(named, key=lambda link: (link.target.page, link.target.start)))


def _numbered(link: Link, number: int) -> Link:
    """Return the link with its place among the page's pointers as the offset of its end there."""
    end = LinkEnd("", number, number, link.target.exact, page=link.target.page)
    return Link(link.source, end, link.kind, link.directed, link.rule, link.words)


def _pointers(page: GuidePage) -> Iterator[_Pointer]:
    """Yield the pointers of a page in order: those that are links once the page is rendered, not those in code."""
    tree = LexborHTMLParser(Markdown(extensions=list(EXTENSIONS)).convert(page.text))
    read, places = 0, gathered((unquote(place[0]), place) for place in _POINTER.finditer(page.text))
    for node in tree.css(f'a[href^="{SCHEME}"]'):
        target = unquote(node.attributes["href"] or "")
        of_it = places[target]
        place = next((place for place in of_it if place.start() >= read), of_it[0] if of_it else None)
        line = page.text.count("\n", 0, place.start()) + 1 if place else 0
        if place and not _DEFINITION.match(page.text, page.text.rfind("\n", 0, place.start()) + 1):
            read = place.end()
        yield _Pointer(target, line, _sentence(node))


def _sentence(node: LexborNode) -> str:
    """Return the sentence of a page that holds a link, with white space as it is shown."""
    block = node
    while block.parent is not None and block.tag not in _BLOCKS:
        block = block.parent
    before, words, after = "", "", ""
    seen = False
    for part in block.traverse(include_text=True):
        if part.tag != "-text":
            continue
        if _is_within(part, node):
            words += part.text_content or ""
            seen = True
        elif seen:
            after += part.text_content or ""
        else:
            before += part.text_content or ""
    before, words, after = (re.sub(r"\s+", " ", piece) for piece in (before.lstrip(), words, after.rstrip()))
    text = before + words + after
    start, end = around(text, len(before), len(before) + len(words), (0, len(text)), LONGEST_CONTEXT)
    return text[start:end]


def _is_within(node: LexborNode, ancestor: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == ancestor.mem_id:
            return True
        above = above.parent
    return False


def _link(
    page: GuidePage,
    pointer: _Pointer,
    by_id: Mapping[str, Document],
    promised: Mapping[str, Collection[str]],
    findings: Findings,
) -> Link | None:
    id, _, anchor = pointer.target.removeprefix(SCHEME).partition("#")
    document = by_id.get(id)
    if document is None:
        remedy = "Correct the id: it is the document's address without /documents/"
        findings.error(page.file, pointer.line, f"there is no document {shown(id)}", remedy)
        return None
    source = _pointed_at(document, anchor, promised.get(id, ()))
    if source is None:
        anchors = [paragraph.id for paragraph in document.source.paragraphs]
        choice = f"Write #{anchors[0]} to #{anchors[-1]}, or leave" if anchors else "Leave"
        what = f"the document {id} has no paragraph {shown(anchor)}"
        findings.error(page.file, pointer.line, what, f"{choice} it out to point to the whole")
        return None
    target = LinkEnd("", 0, 0, pointer.words, page=addresses.guide(page.name))
    return Link(source, target, "editorial", directed=True, rule="editorial", words=WordCount(0, 0, 0))


def _pointed_at(document: Document, anchor: str, promised: Collection[str]) -> LinkEnd | None:
    """Return a paragraph as the end of a link, or the document as a whole if no paragraph is named."""
    if not anchor:
        return _end_of(document, 0, 0)
    paragraph = next((p for p in document.source.paragraphs if p.id == anchor), None)
    if paragraph is None:
        return replace(_end_of(document, 0, 0), paragraphs=(anchor,)) if anchor in promised else None
    return _end_of(document, paragraph.start, paragraph.end)


def _end_of(document: Document, start: int, end: int) -> LinkEnd:
    source = document.source
    paragraphs = tuple(paragraph.id for paragraph in source.touched_by(start, end))
    return LinkEnd(document.id, start, end, source.text[start:end], paragraphs, document.version, source.sha256)
