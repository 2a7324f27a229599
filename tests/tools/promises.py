"""What a site promises, taken from its pages; and whether a later site keeps it, followed as a reader would."""

import functools
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

WITHHELD = ("withdrawn with the text on", "not shown before", "not among the passages that are shown")


def parsed(site: Path, address: str) -> LexborHTMLParser:
    """Return the page at an address."""
    path = site / address / "index.html"
    return _parsed(path, path.stat().st_mtime_ns)


@functools.cache
def _parsed(path: Path, written: int) -> LexborHTMLParser:
    """Parse a page once, however many promises stand on it; what was written later is another page."""
    return LexborHTMLParser(path.read_bytes())


def texts(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield every paragraph of a source text: the address of its page, its anchor, its words."""
    for path in sorted((site / "documents").rglob("index.html")):
        for node in LexborHTMLParser(path.read_bytes()).css("[data-source-text] p[id]"):
            yield path.parent.relative_to(site).as_posix() + "/", node.attributes["id"] or "", node.text(deep=True)


def led_to(address: str, href: str) -> tuple[str, str]:
    """Return the address and the anchor that a link on a page leads to."""
    parts = urlsplit(href)
    joined = posixpath.normpath(posixpath.join(address, unquote(parts.path)))
    return (joined if parts.path else address.rstrip("/")) + "/", unquote(parts.fragment)


@dataclass
class Promises:
    """Every address and anchor that was ever published, with the words that it had."""

    words: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def add(self, site: Path) -> None:
        """Take up what a site promises."""
        for address, anchor, words in texts(site):
            self.words.setdefault((address, anchor), set()).add(words)
            self.files |= {f"{address}{name}" for name in ("index.html", "source.txt", "record.json")}

    def check(self, site: Path) -> None:
        """Follow every promise on a site.

        Raises:
            AssertionError: naming the address whose promise is broken.
        """
        assert [name for name in sorted(self.files) if not (site / name).is_file()] == []
        for (address, anchor), published in self.words.items():
            for words in published:
                assert kept(site, address, anchor, words), f"/{address}#{anchor} doesn't lead to {words!r}"


def kept(site: Path, address: str, anchor: str, words: str) -> bool:
    """Say whether an address leads to words, or to a line that says what became of them and links them."""
    node = parsed(site, address).css_first(f'[id="{anchor}"]')
    if node is None:
        return False
    if node.tag == "p":
        corrected = node.css_first("a.corrected")
        return node.text(deep=True) == words or (corrected is not None and _is_published(site, address, anchor, words))
    said = node.text(deep=True)
    if any(phrase in said for phrase in WITHHELD):
        return "/v/" in address or not shows_text(site, address)
    if "left the text" in said:
        return _is_published(site, address, anchor, words)
    return any(kept(site, *led_to(address, href), words) for href in _links(node))


def shows_text(site: Path, address: str) -> bool:
    """Say whether a page shows a source text."""
    return parsed(site, address).css_first("[data-source-text]") is not None


def _is_published(site: Path, address: str, anchor: str, words: str) -> bool:
    """Say whether a version's page has words under an anchor, or says why it hasn't."""
    versions = sorted((site / address / "v").iterdir())
    return any(
        node.text(deep=True) == words or any(phrase in node.text(deep=True) for phrase in WITHHELD)
        for version in versions
        if (node := parsed(site, f"{address}v/{version.name}/").css_first(f'[id="{anchor}"]')) is not None
    )


def _links(node: LexborNode) -> Iterator[str]:
    yield from (link.attributes["href"] or "" for link in node.css("a[href]"))
