"""Where the links of a site lead: each to a file that is there, and to an anchor that this file has."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import numpy as np
from msgspec import Struct

from sourcebook.problems import Findings, shown

MEND = "Fix it where the page is written"
NOT_A_PAGE_OF_OURS = {"http", "https", "mailto", "data"}
"""Schemes that lead away from the site, and may."""


Place = tuple[str, str]
"""A file and an anchor in it, or nothing for its beginning, as where no anchors are looked for: in what is no page."""
_FOLDER = "\0/"
"""Stands for a folder above a page: from all that stand as deep, and are called the same, a reference leads alike."""
_ALIKE = 4096
"""References of which it is remembered where they lead: what frames a page is the same on all that stand as deep."""


_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-]+/)*)", re.ASCII)
"""The way to a folder, as nearly all are: nothing in it has to be read as an address."""


class Noted(Struct, frozen=True):
    """Where a page leads to, and the places in it, each as its hash: the pages of an archive have millions.

    That two places have the same is less likely, by far, than that the machine errs.
    """

    leads: array[int]
    anchors: array[int]


class Links:
    """The links of a site, page by page; when all pages are known, where they lead."""

    def __init__(self, root: str, findings: Findings) -> None:
        """Take links to `root`, a path of the host, for links to the site; tell `findings` of those that are none."""
        self._root = root
        self._findings = findings
        self.pages: dict[str, Noted] = {}
        """What was noted of each page, by its file."""

    def noted(self, page: str, values: Iterable[str], anchors: frozenset[str]) -> Noted:
        """Return where a page leads to.

        Args:
            page: its file, below the site's folder.
            values: what it refers to, as it is written, each once.
            anchors: its own.
        """
        leads = {hash(place) for place, _ in self.leads(page, values, anchors, self._findings)}
        return Noted(array("q", leads), array("q", [hash((page, anchor)) for anchor in anchors]))

    def leads(
        self, page: str, values: Iterable[str], anchors: Container[str], findings: Findings
    ) -> Iterator[tuple[Place, str]]:
        """Yield each place that a page leads to, but for its own anchors, and how it is written there."""
        *folders, name = page.split("/")
        as_deep = f"{_FOLDER * len(folders)}{name}"
        for value in values:
            if value[:1] == "#" and value[1:] in anchors:
                continue
            try:
                place = _lead(as_deep, value, self._root)
            except ValueError as fault:
                findings.error(page, 0, f"{fault}: {shown(value)}", MEND)
                continue
            if place:
                file, anchor = place
                if above := file.count(_FOLDER):
                    file = "/".join((*folders[:above], file[above * len(_FOLDER) :]))
                yield (file, anchor), value

    def add(self, page: str, noted: Noted) -> None:
        """Take in what was noted of the page in a file."""
        self.pages[page] = noted

    def check(self, files: Collection[str], references: Callable[[str], Iterable[str]]) -> None:
        """Tell each place that links lead to in vain once, with the page that has the first and how many more do.

        `references` returns what the page in a file refers to: it is asked of pages that lead somewhere in vain.
        """
        there = np.array([hash((file, "")) for file in files], dtype=np.int64)
        pages = self.pages.values()
        leads = np.concatenate([there[:0], *(np.frombuffer(noted.leads, np.int64) for noted in pages)])
        places = np.concatenate([there, *(np.frombuffer(noted.anchors, np.int64) for noted in pages)])
        in_vain = {*np.setdiff1d(leads, places).tolist()}
        found: dict[Place, list[tuple[str, str]]] = {}
        for page, noted in sorted(self.pages.items()) if in_vain else ():
            again = {} if in_vain.isdisjoint(noted.leads) else self._again(page, references(page))
            for place, value in again.items():
                if hash(place) in in_vain:
                    found.setdefault(place, []).append((page, value))
        for (file, _), of_place in found.items():
            (page, value), more = of_place[0], len(of_place) - 1
            what = "to an anchor that isn't there" if file in files else "nowhere"
            further = f" (and {more:,} more pages have one like it)" if more else ""
            self._findings.error(page, 0, f"a link leads {what}: {shown(value)}{further}", MEND)

    def _again(self, page: str, values: Iterable[str]) -> dict[Place, str]:
        """Return the places that a page leads to with how each is written first."""
        written: dict[Place, str] = {}
        for place, value in self.leads(page, values, (), Findings()):
            written.setdefault(place, value)
        return written


@lru_cache(_ALIKE)
def _lead(page: str, value: str, root: str) -> Place | None:
    """Return where a page leads to by a reference; None if it leads out of the site.

    Raises:
        ValueError: as `_target` does.
    """
    path, _, fragment = value.partition("#")
    target = _target(page, path, root)
    if target is None:
        return None
    file = target or page
    return file, unquote(fragment) if file.endswith(".html") else ""


@lru_cache(_ALIKE)
def _target(page: str, path: str, root: str) -> str | None:
    """Return the file, below the site's folder, that a link without its anchor leads to; None if it leads elsewhere.

    The file is nothing where it is the page itself.

    Raises:
        ValueError: if it is no address, or one of an unknown kind; the message says which.
    """
    if path and (plain := _PLAIN.fullmatch(path)) and (above := len(plain[1]) // len("../")) <= page.count("/"):
        return "/".join([*page.split("/")[: page.count("/") - above], f"{plain[2]}index.html"])
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
    full = path.removeprefix(root) if path.startswith("/") else posixpath.join(posixpath.dirname(page), path)
    is_folder = posixpath.basename(full) in {"", ".", ".."}
    normal = posixpath.normpath(full)
    return posixpath.normpath(f"{normal}/index.html") if is_folder else normal
