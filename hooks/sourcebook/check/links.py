"""Where the links of a site lead: each to a file that is there, and to an anchor that this file has."""

import posixpath
from collections.abc import Container, Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from sourcebook.problems import Findings, shown

MEND = "Fix it where the page is written"
NOT_A_PAGE_OF_OURS = {"http", "https", "mailto", "data"}
"""Schemes that lead away from the site, and may."""


_Lead = tuple[tuple[str, str], str]
"""A file and an anchor in it, or none; and how a page writes it."""


class _Destination(Struct):
    """Where references lead to."""

    page: str
    """The file of the first, below the site's folder."""
    value: str
    """That one as it is written."""
    pages: int = 1
    """How many pages have one."""


class Noted(Struct, frozen=True):
    """Where a page leads to, and where one is led to in it."""

    leads: tuple[_Lead, ...]
    anchors: frozenset[str]


class Links:
    """The links of a site, page by page; when all pages are known, where they lead."""

    def __init__(self, root: str, findings: Findings) -> None:
        """Take links to `root`, a path of the host, for links to the site; tell `findings` of those that are none."""
        self._root = root
        self._findings = findings
        self._anchors: dict[str, frozenset[str]] = {}
        self._places: dict[tuple[str, str], _Destination] = {}

    def noted(self, page: str, values: Iterable[str], anchors: frozenset[str]) -> Noted:
        """Return where a page leads to.

        Args:
            page: its file, below the site's folder.
            values: what it refers to, as it is written, each once.
            anchors: its own.
        """
        leads = []
        to_root = "../" * page.count("/")
        as_deep = f"{'-/' * page.count('/')}index.html"
        for value in values:
            if value.startswith("#") and value[1:] in anchors:
                continue
            # What leads by way of the root leads to the same from all pages that stand as deep.
            begins = as_deep if to_root and f"{value}/".startswith(to_root) else page
            try:
                lead = _lead(begins, value, self._root)
            except ValueError as fault:
                self._findings.error(page, 0, f"{fault}: {shown(value)}", MEND)
                continue
            if lead:
                leads.append(lead)
        return Noted(tuple(leads), anchors)

    def add(self, page: str, noted: Noted) -> None:
        """Take in what was noted of the page in a file."""
        self._anchors[page] = noted.anchors
        for place, value in noted.leads:
            if place in self._places:
                self._places[place].pages += 1
            else:
                self._places[place] = _Destination(page, value)

    def check(self, files: Container[str]) -> None:
        """Tell each place that links lead to in vain once, with the page that has the first and how many more do."""
        for (target, fragment), place in self._places.items():
            if target not in files:
                what = f"a link leads nowhere: {shown(place.value)}"
            elif fragment and target in self._anchors and fragment not in self._anchors[target]:
                what = f"a link leads to an anchor that isn't there: {shown(place.value)}"
            else:
                continue
            more = f" (and {place.pages - 1:,} more pages have one like it)" if place.pages > 1 else ""
            self._findings.error(place.page, 0, what + more, MEND)


@lru_cache(maxsize=65536)
def _lead(page: str, value: str, root: str) -> _Lead | None:
    """Return where a page leads to by a reference; None if it leads out of the site.

    Raises:
        ValueError: as `_target` does.
    """
    path, _, fragment = value.partition("#")
    target = _target(page, path, root)
    return None if target is None else ((target or page, unquote(fragment)), value)


@lru_cache(maxsize=65536)
def _target(page: str, path: str, root: str) -> str | None:
    """Return the file, below the site's folder, that a link without its anchor leads to; None if it leads elsewhere.

    The file is nothing where it is the page itself.

    Raises:
        ValueError: if it is no address, or one of an unknown kind; the message says which.
    """
    try:
        parts = urlsplit(path)
    except ValueError:  # a bracket out of place
        raise ValueError("a link that is no address") from None
    if parts.scheme in NOT_A_PAGE_OF_OURS or parts.netloc:
        return None
    if parts.scheme:
        raise ValueError("a link of an unknown kind")
    path = unquote(parts.path)
    if not path:
        return ""
    if path.startswith("/"):
        full = path.removeprefix(root) if path.startswith(root) else f"..{path}"
    else:
        full = posixpath.join(posixpath.dirname(page), path)
    is_folder = not full or full.endswith(("/", "/.", "/..")) or full in {".", ".."}
    normal = posixpath.normpath(full)
    return posixpath.normpath(f"{normal}/index.html") if is_folder else normal
