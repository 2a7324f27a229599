"""A web page → its article, and what is read past or wrongly where a page is read.

What finds the article is trafilatura. It leaves out what pages seldom have in one, in the middle of a sentence too, and
takes an end of a line within a paragraph for the paragraph's: so it is given a page that has none of either.
"""

import html
import re
from types import ModuleType
from typing import Any

_BLOCK = re.compile(
    "address|article|aside|blockquote|center|d[dlt]|details|div|figcaption|footer|form|h[1-6r]|header|li|main|nav|[ou]l|p"
    "|pre|section|table"
)
_WITHIN_LINES = re.compile(
    r"</?(?:bdi|button|data|label|meter|output|rb|rtc|ruby|time|wbr)(?:\s[^<>]*)?>|<rp\b[^<>]*>[^<]*</rp\s*>",
    re.IGNORECASE,
)
"""Elements of a sentence whose words would be left out, or taken for a paragraph; and brackets around what is read."""
_READING = re.compile(r"<(/?)rt(?:\s[^<>]*)?>", re.IGNORECASE)
_LOST_ALONE = ("center", "div", "figcaption", "section")
"""Those whose words would be, where no paragraph is around them."""
_PREFORMATTED = re.compile(r"(<(pre|textarea)\b(?:(?!<\2\b).)*?</\2\s*>)", re.IGNORECASE | re.DOTALL)


def plainer(page: str) -> str:
    """Return a web page without what is read wrongly in its sentences; how characters are read stands in brackets."""
    return _READING.sub(lambda found: "）" if found[1] else "（", _WITHIN_LINES.sub("", page))


def article(page: str, trafilatura: ModuleType) -> tuple[str, str]:
    """Return the heading of a web page, and the article that it has with a paragraph in each line; nothing without."""
    parts = _PREFORMATTED.split(page)
    parts[::3] = [" ".join(part.splitlines()) for part in parts[::3]]
    parts[2::3] = [""] * len(parts[2::3])
    whole = "".join(parts)
    tree = trafilatura.load_html(whole)
    if tree is None:
        return "", ""
    _in_paragraphs(tree)
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, output_format="txt")
    told = trafilatura.extract_metadata(whole) if "<h1" in whole.lower() else None
    return " ".join(html.unescape((told and told.title) or "").split()), text or ""


def _in_paragraphs(tree: Any) -> None:
    """Put all words of a page into paragraphs, and take them out of what is read past."""
    for quoted in [*tree.iter("q")]:
        quoted.text = f"“{quoted.text or ''}"
        quoted.tail = f"”{quoted.tail or ''}"
        quoted.drop_tag()
    for figure in tree.iter("figure"):
        figure.tag = "div"
    for element in [*tree.iter(*_LOST_ALONE)]:
        has_blocks = any(_BLOCK.fullmatch(str(child.tag)) for child in element)
        if not has_blocks and element.text_content().strip():
            element.tag = "p"
        elif (element.text or "").strip():
            before = element.makeelement("p")
            before.text, element.text = element.text, None
            element.insert(0, before)
