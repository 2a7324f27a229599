"""What an editorial page may hold, once it is rendered: short lists of elements, attributes and schemes of addresses.

Markdown lets raw HTML through, and `{: onclick=… }` too. A page is rendered as the site will render it, and judged by
two parsers, one of them a browser's: entities, white space and case within a scheme, and links by reference hide
nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from itertools import groupby
from urllib.parse import urlsplit

from markdown import Markdown
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from sourcebook.addresses import AS_ESCAPE, NO_ESCAPE
from sourcebook.direction import REMEDY, control_in
from sourcebook.problems import LINES, FileFindings, Findings, shown
from sourcebook.read.decoding import decode
from sourcebook.text.paragraphs import BOM

EXTENSIONS = ("toc", "tables", "fenced_code", "admonition", "attr_list", "footnotes", "pymdownx.details")
"""Of Markdown: those that mkdocs.yml names, and those that the site's generator has always."""

_ELEMENTS = """
a abbr b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup
table tbody td tfoot th thead tr u ul var wbr
"""
ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = frozenset({"class", "dir", "id", "lang", "title"})
"""Of any element."""
ATTRIBUTES_OF = {
    "a": {"href", "rel", "rev"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "headers", "rowspan", "style"},
    "th": {"colspan", "headers", "rowspan", "scope", "style"},
}
SCHEMES = frozenset({"doc", "http", "https", "mailto"})
"""Of addresses; `doc:` leads to a document of the archive. Others are written relative to the page."""

_ADDRESSES = frozenset({"cite", "href", "src"})
_ALIGNED = re.compile(r"text-align: (?:left|right|center);")
"""The one style there may be: what Markdown writes for a column of a table."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_REMEDY = "Remove it; what a page may hold is told on /about/describing/"


class Barred(Struct, frozen=True, order=True):
    """Something that a page may not hold, or (a warning) had better not."""

    what: str
    remedy: str = _REMEDY
    is_warning: bool = False


def check_own_page(raw: bytes, label: str, body_of: Callable[[str], str], findings: Findings) -> str:
    """Hold a page that an archive has of its own in docs/ to what its guide is held to, and return its text.

    `body_of` returns the text of a page without its front matter. An empty page is one.
    """
    text = (decode(raw, label, findings) or "").removeprefix(BOM).replace("\r\n", "\n") if raw.strip() else ""
    body = body_of(text)
    check_markup("\n" * text.removesuffix(body).count("\n") + body, label, findings)
    return text


def check_markup(text: str, file: str, findings: Findings) -> None:
    """Tell everything that an editorial page may not hold, with its line; warn of a direction control out of place."""
    problems = FileFindings(file, findings)
    if any(_left_open(text)):
        for line, barred in _left_open(_FENCED.sub(lambda code: "\n" * code[0].count("\n"), text)):
            problems.error(line, barred.what, barred.remedy)
    if problems.count:  # and nothing else is looked for: that would take as long
        return
    try:
        for line, barred in _placed(text, Counter(_faults(text))):
            (problems.warn if barred.is_warning else problems.error)(line, barred.what, barred.remedy)
    except RecursionError:
        remedy = "Write it with fewer lists and quotations in one another"
        problems.error(0, "the page is nested too deep to be rendered", remedy)


_MOST_LOOKED_THROUGH = 20_000_000
"""Characters that are looked through for the ends of a paragraph's signs, which takes some seconds."""
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
"""Code, in which no sign is looked for."""


def _left_open(text: str) -> Iterator[tuple[int, Barred]]:
    """Yield paragraphs with so many signs that nothing closes that rendering looks for their ends for minutes."""
    line = 1
    for _, lines in groupby(StringIO(text), str.isspace):
        paragraph = "".join(lines)
        for sign, end in ("[]", "()", "<>"):
            count = 0
            for found in re.findall(rf"\\.|[\{sign}\{end}]", paragraph):
                count = max(0, count + (found == sign) - (found == end))
            if count * len(paragraph) > _MOST_LOOKED_THROUGH:
                what = f"a paragraph with {count:,} signs {sign} that nothing closes: to render it would take minutes"
                yield line, Barred(what, f"Close them, or write \\{sign}")
        line += paragraph.count("\n")


_MOST_RENDERED = 2_000_000
"""Characters that are rendered again to find lines; of a page that takes more, the other faults are told without."""


def _placed(text: str, found: Counter[Barred]) -> Iterator[tuple[int, Barred]]:
    """Yield what a page may not hold with its line: that of the shortest beginning of the page that has it as often.

    Halves are looked at from the top, and only as many as it takes to know the lines that can be told.
    """
    lines = [*StringIO(text, newline="")]  # those that an editor counts: no form feed or U+2028 ends one
    left, rendered = found.copy(), 0
    halves = [(0, len(lines), Counter[Barred](), found)]
    while halves:
        above, end, before, after = halves.pop()
        new = (after - before) & left
        if new and end - above > 1 and rendered < _MOST_RENDERED and found.total() - left.total() < LINES:
            middle = (above + end) // 2
            beginning = "".join(lines[:middle])
            rendered += len(beginning)
            half = Counter(_faults(beginning)) & found
            halves += [(middle, end, half, after), (above, middle, before, half)]
        else:
            left -= new
            line = above + 1 if rendered < _MOST_RENDERED or end - above == 1 else 0
            yield from ((line, barred) for barred in new.elements())


def _faults(text: str) -> list[Barred]:
    """Return the faults of a page, or of its beginning: each as often as the parser that sees it more often does."""
    html = Markdown(extensions=list(EXTENSIONS)).convert(text)
    tree = LexborHTMLParser(f'<body><div id="{_PAGE}">{html}</div><hr id="{_PAGE}-end"></body>')
    tags = _Tags()
    try:
        tags.feed(html)
        tags.close()
    except AssertionError as fault:  # its way to say so of `<![x]>`
        tags.faults.append(Barred(f"a declaration that can't be read: {fault}"))
    found = Counter(_in_tree(tree)) | Counter(tags.faults)
    if control := control_in(unescape(html)):  # however it is written, and in a title or an address too
        what = f"the page holds a direction control ({control}): its words may not read in the order they are written"
        found[Barred(what, REMEDY, is_warning=True)] = 1
    return [fault for fault, times in found.items() for _ in range(times)]


_PAGE = "sourcebook-page"
_OURS = ("content", "sb-search")
"""The anchors of the page that the theme puts around a page of the guide."""
_UNBALANCED = Barred(
    "an element is not closed, or closed without having been opened", "Write each element with its end"
)
_ENDLESS = "br col colgroup dd dt hr img li p rp rt tbody td tfoot th thead tr wbr"
_WITHOUT_END = frozenset(_ENDLESS.split())
"""Elements whose end may be left out, or that have none."""


def _in_tree(tree: LexborHTMLParser) -> Iterator[Barred]:
    """Yield what a browser would make of a page that it may not hold."""
    for node in tree.root.traverse() if tree.root else ():
        tag = str(node.tag or "?")
        if tag == "-comment":
            yield from _comment(str(node.comment_content))
        elif tag in _FRAME:
            yield from (_attribute(tag, name) for name in node.attributes)
        else:
            yield from _of_element(tag, dict(node.attributes))
    named = Counter(filter(None, (node.id for node in tree.css("[id]"))))
    for anchor, times in (named + Counter(_OURS)).items():
        if times > 1:
            what = f"a second place of the page has the anchor {shown(anchor)}: a link to it leads to the first"
            yield Barred(what, "Give one of them another, as in: ## Heading {: #another }", is_warning=True)
    page = tree.css_first(f"#{_PAGE}")
    after = page.next if page else None
    if after is None or after.id != f"{_PAGE}-end":
        yield _UNBALANCED


_FRAME = frozenset({"html", "head", "body"})


class _Tags(HTMLParser):
    """The tags of a page as they are written, whatever a browser would make of them."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Barred] = []
        self._open: list[str] = []
        self._told: set[str] = set()
        """Elements that may not stand: with their beginnings their ends are told too."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults += _of_element(tag, dict(attrs))
        if tag not in ELEMENTS:
            self._told.add(tag)
        elif tag not in _WITHOUT_END:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open[-1:]:
            self._open.pop()
        elif tag not in _WITHOUT_END | self._told:
            self.faults.append(_UNBALANCED)

    def close(self) -> None:
        super().close()
        self.faults += [_UNBALANCED for _ in self._open]

    def handle_comment(self, data: str) -> None:
        self.faults += _comment(data)

    def handle_decl(self, decl: str) -> None:
        self.faults.append(Barred(f"a declaration, {shown(f'<!{decl}>')}"))

    def handle_pi(self, data: str) -> None:
        self.faults.append(Barred(f"a processing instruction, {shown(f'<?{data}>')}"))

    def unknown_decl(self, data: str) -> None:
        self.faults.append(Barred(f"a declaration, {shown(f'<![{data}]>')}"))


def _comment(words: str) -> Iterator[Barred]:
    if "<" in words or ">" in words or "--" in words:
        yield Barred("a comment with markup in it", "Remove it: browsers differ on where it ends")


def _of_element(tag: str, attributes: dict[str, str | None]) -> Iterator[Barred]:
    if tag not in ELEMENTS:
        yield Barred(f"an element <{tag}>, which a page may not hold")
        return
    for name, given in attributes.items():
        value = given or ""
        is_known = name in ATTRIBUTES or name in ATTRIBUTES_OF.get(tag, ())
        if not is_known or (name == "style" and not _ALIGNED.fullmatch(value)):
            yield _attribute(tag, name)
        elif name in _ADDRESSES and (why := _wrong_address(value, is_picture=tag == "img")):
            yield Barred(f"an address {shown(value)} that a page may not hold", why)


def _attribute(tag: str, name: str) -> Barred:
    return Barred(f"an attribute {shown(name)} of <{tag}>, which a page may not hold")


def _wrong_address(address: str, *, is_picture: bool) -> str:
    """Return what to write instead of an address; nothing if it may stand."""
    scheme = _SCHEME.match(address)
    faults = (
        (
            _TURNED.search(address),
            "Write it without spaces, line ends, backslashes and other characters that browsers pass over or turn",
        ),
        (NO_ESCAPE.search(address), AS_ESCAPE),
        (address.startswith("//"), "Write it whole: https://host/path"),
        (is_picture and scheme, "Show a picture of the site's own: readers' browsers ask no third party for anything"),
        (not _has_a_host(address), "Write the address of a host, without a user's name, such as https://host/path"),
        (
            scheme and scheme[1].lower() not in SCHEMES,
            "Write https:, http:, mailto: or doc:, or an address relative to the page",
        ),
        (scheme and scheme[1].lower() == "doc" != scheme[1], "Write doc: in small letters"),
    )
    return next((remedy for is_so, remedy in faults if is_so), "")


_TURNED = re.compile(r"[\0- \x7f-\x9f\\]")
"""What browsers pass over in an address, or turn into something else."""


def _has_a_host(address: str) -> bool:
    """Say whether an address that needs one names a host, as all browsers read it, and nobody before it."""
    try:
        parts = urlsplit(address)
        return parts.username is None and (
            parts.scheme not in {"http", "https"} or bool(parts.hostname and parts.port != 0)
        )
    except ValueError:  # a bracket out of place, or no number of a port
        return False
