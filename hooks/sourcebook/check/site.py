"""Every page of a built site, read as a browser would: its text against its source, its links against the site."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sourcebook import addresses
from sourcebook.model import Archive, Source
from sourcebook.problems import Findings

REMEDY = "This is a fault of Sourcebook and not of the text; please report it with the file"
MEND = "Mend it where the page is written"
LINKS = (("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("img[src]", "src"))
NOT_A_PAGE_OF_OURS = {"http", "https", "mailto", "data"}
"""Schemes that lead away from the site, and may."""


@dataclass(frozen=True, slots=True)
class _Reference:
    page: str
    """The file it stands in, below the site's folder."""
    value: str
    target: str
    """The file it leads to, below the site's folder."""
    fragment: str


def check_site(site: Path, archive: Archive, findings: Findings) -> None:
    """Parse every page below `site` again; tell every text that differs and every link that leads nowhere."""
    expected = {addresses.file_of(address): source for address, source in _texts(archive)}
    for missing in sorted(expected.keys() - {path for path in expected if (site / path).is_file()}):
        findings.error(missing, 0, "the document's page was not built", REMEDY)
    anchors: dict[str, frozenset[str]] = {}
    references: list[_Reference] = []
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        tree = LexborHTMLParser(path.read_bytes())
        anchors[page] = frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))
        references += _references(page, tree, urlsplit(archive.site_url).path or "/", findings)
        if page in expected:
            check_text(tree, expected[page], page, findings)
    _check_references(site, references, anchors, findings)


def _texts(archive: Archive) -> Iterator[tuple[str, Source]]:
    """Yield the address of every page that holds a source text, or would if it were shown, and that text."""
    for document in archive.documents:
        yield addresses.document(document.id), document.source
    for holding in archive.holdings.values():
        for version in holding.versions:
            yield addresses.version(holding.id, version.number), version.source


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
    found = [(node.tag, node.attributes.get("id"), node.text(deep=True)) for node in _children(holders[0])]
    wanted = [("p", p.id, source.shown(p.start, p.end)) for p in source.paragraphs]
    if len(found) != len(wanted):
        findings.error(page, 0, f"{len(found)} paragraphs instead of the {len(wanted)} of {source.file}", REMEDY)
    for built, meant in zip(found, wanted, strict=False):
        if built != meant:
            line = source.line_of(next(p.start for p in source.paragraphs if p.id == meant[1]))
            what = f"paragraph {meant[1]} differs from its source {source.file}:{line}"
            findings.error(page, 0, what, REMEDY)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements directly below a node; text between them that isn't white space would be foreign to it."""
    for child in node.iter(include_text=True):
        if child.tag != "-text" or (child.text_content or "").strip():
            yield child


def _references(page: str, tree: LexborHTMLParser, root: str, findings: Findings) -> Iterator[_Reference]:
    for selector, attribute in LINKS:
        for node in tree.css(selector):
            value = node.attributes[attribute] or ""
            try:
                parts = urlsplit(value)
            except ValueError:  # a bracket out of place
                findings.error(page, 0, f"a link that is no address: {value!r}", MEND)
                continue
            if parts.scheme in NOT_A_PAGE_OF_OURS or parts.netloc:
                continue
            if parts.scheme:
                findings.error(page, 0, f"a link of an unknown kind: {value!r}", MEND)
                continue
            yield _Reference(page, value, _target(page, unquote(parts.path), root), unquote(parts.fragment))


def _target(page: str, path: str, root: str) -> str:
    """Return the file, below the site's folder, that a reference from `page` leads to."""
    if not path:
        return page
    if path.startswith("/"):
        full = path.removeprefix(root) if path.startswith(root) else f"..{path}"
    else:
        full = posixpath.join(posixpath.dirname(page), path)
    is_folder = not full or full.endswith(("/", "/.", "/..")) or full in {".", ".."}
    normal = posixpath.normpath(full)
    return posixpath.normpath(f"{normal}/index.html") if is_folder else normal


def _check_references(
    site: Path, references: list[_Reference], anchors: dict[str, frozenset[str]], findings: Findings
) -> None:
    """Tell each place that references lead to in vain once, with the page that has the first and how many more do."""
    by_place: defaultdict[tuple[str, str], list[_Reference]] = defaultdict(list)
    for reference in references:
        by_place[reference.target, reference.fragment].append(reference)
    for (target, fragment), (first, *others) in by_place.items():
        if target.startswith("..") or not _is_file(site / target):
            what = f"a link leads nowhere: {first.value!r}"
        elif fragment and target in anchors and fragment not in anchors[target]:
            what = f"a link leads to an anchor that isn't there: {first.value!r}"
        else:
            continue
        more = f" (and {len(others):,} more like it)" if others else ""
        findings.error(first.page, 0, what + more, MEND)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False
