"""Editorial pages: their place in the navigation, and their links to documents put in place once they are rendered."""

import re
from collections.abc import Sequence

from markupsafe import escape

from sourcebook import addresses
from sourcebook.model import Archive, GuidePage
from sourcebook.wording import gettext

_POINTER = re.compile(r'(<a\b[^>]*?) href="doc:[^"]*"')
Nav = list["str | dict[str, str | Nav]"]


def guide_nav(pages: Sequence[GuidePage]) -> Nav:
    """Return the navigation's entry for editorial pages: one section, which begins with index.md where there is one."""
    first = sorted(pages, key=lambda page: page.name != "index")
    return [{gettext("Guide"): [guide_file(page) for page in first]}] if pages else []


def guide_file(page: GuidePage) -> str:
    """Return the file that a page is to the site's generator."""
    return f"{addresses.GUIDE}{page.name}.md"


def guide_content(archive: Archive, page: GuidePage, html: str) -> str:
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
