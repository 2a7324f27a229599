"""Every page of a built site: its text against its source, its links against the site.

Pages are looked at as they are written, by what is noted of them; a parser that is not ours, which reads as a browser
does, reads a sample of them, whatever looks wrong, and all that nobody handed over. Of a small archive it reads all.
"""

from collections.abc import Callable, Collection, Iterator, Set
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zlib import crc32

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sourcebook import addresses
from sourcebook.check.links import Links, Noted
from sourcebook.check.noted import anchors, has_text, has_text_of, references
from sourcebook.files import files_below
from sourcebook.model import Archive, Source
from sourcebook.problems import Findings
from sourcebook.remembered import recalled

REMEDY = "This is a fault of Sourcebook and not of the text; please report it with the file"
LINKS = (("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("img[src]", "src"))
SAMPLE = 100
"""Documents up to which the parser reads every page; of more, as large a part of all pages."""
LARGEST = 4_000_000
"""Characters of a page up to which it may be in the sample: the parser takes fifteen bytes for each."""


class SiteCheck:
    """The check of one site."""

    def __init__(self, archive: Archive, findings: Findings, one_in: int = 0) -> None:
        """Check against an archive.

        Args:
            archive: what the site is to hold.
            findings: told of every text that differs and every link that leads nowhere.
            one_in: of how many pages the parser reads one, at least; by itself as many as the archive is large.
        """
        self._findings = findings
        self._expected = {addresses.file_of(address): source for address, source in _texts(archive)}
        self._leading_on = {addresses.file_of(address): wanted for address, wanted in _leading_on(archive)}
        self.links = Links(unquote(urlsplit(archive.site_url).path) or "/", findings)
        self._one_in = one_in or max(1, len(archive.documents) // SAMPLE)

    def page(self, file: str, digest: str, read: Callable[[], bytes]) -> None:
        """Look at a page that is written; if it is the same as in the last build of this program, it isn't read.

        Args:
            file: below the site's folder.
            digest: its SHA-256.
            read: gives what is in it.
        """
        given = file, digest, self._expected.get(file), self._leading_on.get(file)
        self.links.add(file, recalled("pages checked", given, lambda: self._noted(file, read().decode())))

    def _noted(self, file: str, html: str) -> Noted:
        there = anchors(html)
        is_passed_over = len(html) > LARGEST or crc32(file.encode()) % self._one_in
        if is_passed_over and self._looks_right(file, html, there):
            return self.links.noted(file, references(html), there)
        return self._parse(file, LexborHTMLParser(html))

    def _looks_right(self, file: str, html: str, there: frozenset[str]) -> bool:
        source, wanted = self._expected.get(file), self._leading_on.get(file)
        if source and source.is_whole:
            return has_text_of(html, source)
        is_without = source is None and wanted is None
        return is_without or (not has_text(html) and there.issuperset(wanted or ()))

    def end(self, site: Path, files: Collection[str] = (), before: Path | None = None) -> None:
        """Look at the pages below `site` that nobody handed over, and at where all links lead.

        `files`: those that the site will have, where not all are below the folder: the others are below `before`.
        """
        files = {*(files or files_below(site))}
        for missing in sorted((self._expected.keys() | self._leading_on.keys()) - files):
            self._findings.error(missing, 0, "the document's page was not built", REMEDY)
        for file in sorted(file for file in files - self.links.pages.keys() if file.endswith(".html")):
            self.links.add(file, self._parse(file, LexborHTMLParser((site / file).read_bytes())))

        def again(file: str) -> Collection[str]:
            path = site / file
            return _references(LexborHTMLParser((path if path.exists() or not before else before / file).read_bytes()))

        self.links.check(files, again)

    def _parse(self, file: str, tree: LexborHTMLParser) -> Noted:
        there = frozenset(node.attributes["id"] or "" for node in tree.css("[id]"))
        if file in self._expected:
            check_text(tree, self._expected[file], file, self._findings)
        if file in self._leading_on:
            _check_leading_on(tree, {*self._leading_on[file]} - there, file, self._findings)
        return self.links.noted(file, _references(tree), there)


def _references(tree: LexborHTMLParser) -> dict[str, None]:
    """Return what a page leads to or loads, each once."""
    return {node.attributes[attribute] or "": None for selector, attribute in LINKS for node in tree.css(selector)}


def _texts(archive: Archive) -> Iterator[tuple[str, Source]]:
    """Yield the address of every page that holds a source text, or would if it were shown, and that text."""
    for document in archive.documents:
        yield addresses.document(document.id), document.source
    for holding in archive.holdings.values():
        for version in filter(holding.is_frozen, holding.versions):
            yield addresses.version(holding.id, version.number), version.source


def _leading_on(archive: Archive) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the address of the short page of every version that is the document's text now, and its anchors."""
    for holding in archive.holdings.values():
        if not holding.is_frozen(holding.current):
            yield addresses.version(holding.id, holding.current.number), holding.current.anchors


def _check_leading_on(tree: LexborHTMLParser, missing: Set[str], page: str, findings: Findings) -> None:
    """Tell of a short page that holds a text, or lacks an anchor. That its links lead on is checked with all links."""
    if tree.css_first("[data-source-text]"):
        findings.error(page, 0, "the page holds a source text that belongs on the document’s page", REMEDY)
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
        findings.error(page, 0, "a paragraph of the text is within a note, or within another", REMEDY)
    if rest := " ".join("".join(_beside(holder)).split()):
        findings.error(page, 0, f"between the paragraphs of the text is what is none of it: {rest[:60]!r}", REMEDY)
    return [(node.attributes["id"] or "", node.text(deep=True)) for node in holder.css("p[id]")]


def _beside(node: LexborNode) -> Iterator[str]:
    """Yield what stands in a text outside its paragraphs, numbers and notes."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif "data-note" not in child.attributes and not (child.tag == "p" and "id" in child.attributes):
            yield from _beside(child)
