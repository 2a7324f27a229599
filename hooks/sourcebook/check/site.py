"""Every page of a built site, read as a browser would: its text against its source, its links against the site."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sourcebook import addresses
from sourcebook.check.sums import files_below
from sourcebook.model import Archive, Source
from sourcebook.problems import Findings

REMEDY = "This is a fault of Sourcebook and not of the text; please report it with the file"
MEND = "Mend it where the page is written"
LINKS = (("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("img[src]", "src"))
NOT_A_PAGE_OF_OURS = {"http", "https", "mailto", "data"}
"""Schemes that lead away from the site, and may."""


@dataclass(slots=True)
class _Place:
    """Where references lead to."""

    page: str
    """The file of the first, below the site's folder."""
    value: str
    """That one as it is written."""
    pages: int = 1
    """How many pages have one."""


def check_site(site: Path, archive: Archive, findings: Findings) -> None:
    """Parse every page below `site` again; tell every text that differs and every link that leads nowhere."""
    files = {*files_below(site)}
    expected = {addresses.file_of(address): source for address, source in _texts(archive)}
    leading_on = {addresses.file_of(address): wanted for address, wanted in _leading_on(archive)}
    for missing in sorted((expected.keys() | leading_on.keys()) - files):
        findings.error(missing, 0, "the document's page was not built", REMEDY)
    root = unquote(urlsplit(archive.site_url).path) or "/"
    anchors: dict[str, frozenset[str]] = {}
    places: dict[tuple[str, str], _Place] = {}
    for page in sorted(file for file in files if file.endswith(".html")):
        tree = LexborHTMLParser((site / page).read_bytes())
        anchors[page] = frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))
        for value, place in _references(page, tree, root, findings):
            if place in places:
                places[place].pages += 1
            else:
                places[place] = _Place(page, value)
        if page in expected:
            check_text(tree, expected[page], page, findings)
        if page in leading_on:
            _check_leading_on(tree, leading_on[page] - anchors[page], page, findings)
    _check_places(files, places, anchors, findings)


def _texts(archive: Archive) -> Iterator[tuple[str, Source]]:
    """Yield the address of every page that holds a source text, or would if it were shown, and that text."""
    for document in archive.documents:
        yield addresses.document(document.id), document.source
    for holding in archive.holdings.values():
        for version in filter(holding.is_frozen, holding.versions):
            yield addresses.version(holding.id, version.number), version.source


def _leading_on(archive: Archive) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the address of the short page of every version that is the document's text now, and its anchors."""
    for holding in archive.holdings.values():
        if not holding.is_frozen(holding.current):
            yield addresses.version(holding.id, holding.current.number), frozenset(holding.current.anchors)


def _check_leading_on(tree: LexborHTMLParser, missing: frozenset[str], page: str, findings: Findings) -> None:
    """Tell of a short page that holds a text, or lacks an anchor. That its links lead on is checked with all links."""
    if tree.css_first("[data-source-text]"):
        findings.error(page, 0, "the page holds a source text that stands on the document’s page", REMEDY)
    for anchor in sorted(missing):
        findings.error(page, 0, f"the page has no anchor {anchor}", REMEDY)


def check_text(tree: LexborHTMLParser, source: Source, page: str, findings: Findings) -> None:
    """Compare the paragraphs of a parsed page with those of its source, character by character."""
    holders = tree.css("[data-source-text]")
    if not source.is_whole:
        if holders:
            findings.error(page, 0, "the page holds a source text that must not be shown", REMEDY)
        return
    if len(holders) != 1:
        findings.error(page, 0, f"the page holds {len(holders)} source texts instead of one", REMEDY)
        return
    found = _paragraphs(holders[0], page, findings)
    wanted = [(p.id, source.shown(p.start, p.end)) for p in source.paragraphs]
    if len(found) != len(wanted):
        findings.error(page, 0, f"{len(found)} paragraphs instead of the {len(wanted)} of {source.file}", REMEDY)
    for built, meant in zip(found, wanted, strict=False):
        if built != meant:
            line = source.line_of(next(p.start for p in source.paragraphs if p.id == meant[0]))
            what = f"paragraph {meant[0]} differs from its source {source.file}:{line}"
            findings.error(page, 0, what, REMEDY)


def _paragraphs(holder: LexborNode, page: str, findings: Findings) -> list[tuple[str, str]]:
    """Return the paragraphs of a source text, at any depth; beside them only numbers and notes may say anything.

    A paragraph is taken whole, numbers and notes in it too: these must add nothing to it.
    """
    if holder.css("[data-note] p[id], p[id] p[id]"):
        findings.error(page, 0, "a paragraph of the text stands within a note, or within another", REMEDY)
    if rest := " ".join("".join(_beside(holder)).split()):
        findings.error(page, 0, f"between the paragraphs of the text stands what is none of it: {rest[:60]!r}", REMEDY)
    return [(node.attributes["id"] or "", node.text(deep=True)) for node in holder.css("p[id]")]


def _beside(node: LexborNode) -> Iterator[str]:
    """Yield what stands in a text outside its paragraphs, numbers and notes."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif "data-note" not in child.attributes and not (child.tag == "p" and "id" in child.attributes):
            yield from _beside(child)


def _references(
    page: str, tree: LexborHTMLParser, root: str, findings: Findings
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield every link of a page to the site itself, once: as it is written, and the file and anchor it leads to."""
    found = {node.attributes[attribute] or "": None for selector, attribute in LINKS for node in tree.css(selector)}
    up = "../" * page.count("/")
    for value in found:
        # Nearly all links go up to the site's root first, and so lead to the same place from every page.
        goes_to_root = up and value.startswith(up)
        try:
            target = _target("", f"./{value.removeprefix(up)}", root) if goes_to_root else _target(page, value, root)
        except ValueError as fault:
            findings.error(page, 0, f"{fault}: {value!r}", MEND)
            continue
        if target:
            yield value, (target[0] or page, target[1])


@lru_cache(maxsize=65536)
def _target(page: str, value: str, root: str) -> tuple[str, str] | None:
    """Return the file, below the site's folder, and the anchor that a link leads to; None if it leads elsewhere.

    The file is nothing where it is the page itself.

    Raises:
        ValueError: if it is no address, or one of an unknown kind; the message says which.
    """
    try:
        parts = urlsplit(value)
    except ValueError:  # a bracket out of place
        raise ValueError("a link that is no address") from None
    if parts.scheme in NOT_A_PAGE_OF_OURS or parts.netloc:
        return None
    if parts.scheme:
        raise ValueError("a link of an unknown kind")
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if not path:
        return "", fragment
    if path.startswith("/"):
        full = path.removeprefix(root) if path.startswith(root) else f"..{path}"
    else:
        full = posixpath.join(posixpath.dirname(page), path)
    is_folder = not full or full.endswith(("/", "/.", "/..")) or full in {".", ".."}
    normal = posixpath.normpath(full)
    return posixpath.normpath(f"{normal}/index.html") if is_folder else normal, fragment


def _check_places(
    files: Container[str],
    places: Mapping[tuple[str, str], _Place],
    anchors: Mapping[str, frozenset[str]],
    findings: Findings,
) -> None:
    """Tell each place that links lead to in vain once, with the page that has the first and how many more do."""
    for (target, fragment), place in places.items():
        if target not in files:
            what = f"a link leads nowhere: {place.value!r}"
        elif fragment and target in anchors and fragment not in anchors[target]:
            what = f"a link leads to an anchor that isn't there: {place.value!r}"
        else:
            continue
        more = f" (and {place.pages - 1:,} more pages have one like it)" if place.pages > 1 else ""
        findings.error(place.page, 0, what + more, MEND)
