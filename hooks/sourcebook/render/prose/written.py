"""Pages that people write, once they are rendered: links to documents are put in place, and ours follows theirs."""

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from sourcebook import addresses
from sourcebook.model import Archive, GuidePage
from sourcebook.render.base.context import Context
from sourcebook.render.browse.catalogue import catalogue_start
from sourcebook.render.browse.facet_pages import facets_start
from sourcebook.render.browse.home import home
from sourcebook.render.browse.names import names_start
from sourcebook.render.browse.passages import passages_start
from sourcebook.render.prose.about import contact, copies, in_english, link_rules, made_from
from sourcebook.render.prose.search import check_page, search_page
from sourcebook.render.time.timeline import timeline_start
from sourcebook.wording import comma, gettext

_POINTER = re.compile(r'(<a\b[^>]*?) href="doc:[^"]*"')
_TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table>", re.DOTALL)
_ALIGNED = re.compile(r'(<t[hd]\b[^>]*) style="text-align: (left|right|center);"')
"""As Markdown writes it; the policy of the site lets no style stand in an element."""
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
FRAGMENTS: dict[str, Callable[[Context], object]] = {
    "index.md": home,
    "documents/index.md": lambda context: catalogue_start(context.facets),
    "search.md": lambda context: search_page(context.archive),
    "check.md": lambda context: check_page(context.archive),
    "passages/index.md": passages_start,
    "names/index.md": lambda context: names_start(context.naming),
    "timeline/index.md": lambda context: timeline_start(context.facets),
    "by/index.md": lambda context: facets_start(context.facets),
    "about/links.md": lambda context: link_rules(context.archive),
    "about/index.md": lambda context: made_from(context.archive),
    "about/addresses.md": lambda context: copies(context.archive),
    "about/rights.md": lambda context: contact(context.archive),
}
"""Pages on which a part made from the archive follows what people wrote, and what makes it."""
Nav = list["str | dict[str, str | Nav]"]


def guide_nav(pages: Sequence[GuidePage]) -> Nav:
    """Return the navigation's entry for editorial pages: one section, which begins with index.md where there is one."""
    first = sorted(pages, key=lambda page: page.name != "index")
    return [{gettext("Guide"): [guide_file(page) for page in first]}] if pages else []


def guide_file(page: GuidePage) -> str:
    """Return the file that a page is to the site's generator."""
    return f"{addresses.GUIDE}{page.name}.md"


def written_content(context: Context, uri: str, html: str, title: str, *, is_english: bool) -> str:
    """Return what stands on a page that people wrote, with what is made from the archive after it.

    Args:
        context: what it is made from.
        uri: the file that the page is to the generator.
        html: what was made of the Markdown.
        title: the page's, in the language of the others.
        is_english: it is one of ours that nobody has put into that language; then it is said to be English.
    """
    html = _TABLE.sub(_scrolled, html)
    for page in context.archive.guide:
        if guide_file(page) == uri:
            return _guide_content(context.archive, page, html)
    if is_english and "</h1>" in html:
        words = html.partition("</h1>")[2].strip()
        said = f'<p class="fine">{in_english()}</p>\n<div lang="en" dir="ltr">{words}</div>\n' if words else ""
        html = f"<h1>{escape(title)}</h1>\n{said}"
    fragment = FRAGMENTS.get(uri)
    return html + str(fragment(context)) if fragment else html  # no Markup: it would be escaped


def _scrolled(table: re.Match[str]) -> str:
    """Return a table in a region that is scrolled where it is too wide, by keyboard too; its first row is its name."""
    first, _, _ = table[0].partition("</tr>")
    cells = (Markup(cell).striptags() for cell in _CELL.findall(first))  # noqa: S704  only its words are taken
    label = escape(comma().join(filter(None, cells)))
    aligned = _ALIGNED.sub(r'\1 data-align="\2"', table[0])
    return f'<div class="table" role="region" aria-label="{label}" tabindex="0">\n{aligned}\n</div>'


def _guide_content(archive: Archive, page: GuidePage, html: str) -> str:
    """Return a rendered page with each link to a document in place, and its anchor: the way back leads there.

    A pointer that was not found when the archive was read keeps its `doc:`, which the check of the site tells.
    """
    address = addresses.guide(page.name)
    pointers = iter(sorted((n for n in archive.links if n.target.page == address), key=lambda link: link.target.start))

    def placed(match: re.Match[str]) -> str:
        link = next(pointers, None)
        if link is None:
            return match[0]
        anchor = link.source.paragraphs[0] if link.source.paragraphs else ""
        href = addresses.relative_url(address, addresses.document(link.source.document), anchor)
        return f'{match[1]} class="at" id="at-{link.id}" href="{escape(href)}"'

    return _POINTER.sub(placed, html)
