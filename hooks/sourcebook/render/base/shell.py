"""The theme's page around ours, rendered once for each depth of address and filled in for every page.

The theme renders one page with slots in the places of title, content and the rest; it is cut at the slots once, and
filling is joining. That costs a fraction of rendering the theme for each page, and the slots can't be confused with
anything that stands in a text, since a text is never searched for them.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.direction import without_controls
from sourcebook.page_language import spoken
from sourcebook.problems import refusal
from sourcebook.render.base.environment import fill
from sourcebook.render.base.page import Page
from sourcebook.wording import filled, written

_SLOT = re.compile(r"%%sourcebook:(\w+)%%")
_MARGIN = re.compile(r"\n\s+")
"""Empty lines and margins of the theme: nothing in it is set as it is typed, and every page would carry them."""


def _canonical(page: Page, site_url: str) -> str:
    if not site_url:
        return ""
    address = addresses.absolute(site_url, page.canonical or page.address)
    return filled('<link rel="canonical" href="{0}">\n  <meta property="og:url" content="{0}">', address)


def _pager(page: Page, _: str) -> str:
    if not (page.previous or page.next):
        return ""
    return fill("pager.html", page.address, previous=page.previous, next=page.next)


@lru_cache(maxsize=512)
def _skips(skips: tuple[tuple[str, str], ...], _: str) -> Markup:
    """Return the links that skip to what a reader may come for, in the language of that digest."""
    return fill("skips.html", "", skips=skips)


SLOTS: dict[str, Callable[[Page, str], str]] = {
    "title": lambda page, site_url: written(without_controls(page.title)),
    "description": lambda page, site_url: written(without_controls(page.description)),
    "type": lambda page, site_url: "article" if page.is_article else "website",
    # Of a text Zotero would take it for the newspaper: there it has a name of ours.
    "site": lambda page, site_url: "archive" if page.is_article else "site_name",
    "canonical": _canonical,
    "address": lambda page, site_url: written(addresses.absolute(site_url, page.address)),
    "skip": lambda page, site_url: _skips(page.skips, spoken().digest),
    "head": lambda page, site_url: page.head,
    "content": lambda page, site_url: page.content,
    "contents": lambda page, _: fill("contents.html", page.address, headings=page.headings) if page.headings else "",
    "pager": _pager,
}
"""What the theme's shell leaves open, and what of a page goes there."""


class Shell:
    """A page of the theme, cut at its slots."""

    def __init__(self, html: str) -> None:
        """Cut `html`, a whole page in which slots stand as `%%sourcebook:title%%`.

        Raises:
            ArchiveError: if it names a slot that there isn't, or lacks the one for the content.
        """
        pieces = _SLOT.split(_MARGIN.sub("\n", html))
        self.html = html
        self._theme, self._slots = pieces[0::2], pieces[1::2]
        self._each = set(self._slots)
        unknown = self._each - SLOTS.keys()
        if unknown or "content" not in self._slots:
            what = f"the page around ours has wrong slots: {', '.join(sorted(unknown)) or 'none for the content'}"
            raise refusal("shell.html", what, "Mend the template of yours that it extends, or leave that out")

    def fill(self, page: Page, site_url: str) -> str:
        """Return the whole page as HTML."""
        made = {name: SLOTS[name](page, site_url) for name in self._each}
        ours = [made[name] for name in self._slots]
        return "".join([self._theme[0], *chain.from_iterable(zip(ours, self._theme[1:], strict=True))])
