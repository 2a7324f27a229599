"""What the pages must give back, and what they give: written anew from CONTRIBUTING.md, with nothing of the library."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from tests.tools.runtimes import npm_package

BOM = "\ufeff"


def paragraphs_of(raw: bytes) -> list[str]:
    """Return the paragraphs that a page of this seed must show."""
    text = raw.decode("utf-8").removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip(" \t"):
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(lines) for lines in paragraphs if lines]


def can_be_published(text: str) -> bool:
    """Say whether a text has anything to show, and nothing that HTML can't carry."""
    return bool(text.removeprefix(BOM).strip()) and "\0" not in text


def shown_in(html: str) -> list[tuple[str | None, str]]:
    """Return id and text of the paragraphs in the source text of a page or of a part of one, as html5lib parses it."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    (holder,) = (element for element in tree.iter() if "data-source-text" in element.attrib)
    found: list[tuple[str | None, str]] = []
    outside = "".join(_outside(holder, found))
    assert not outside.strip(), f"text outside the paragraphs and the notes: {outside.strip()!r}"
    return found


def _outside(element: Element, found: list[tuple[str | None, str]]) -> Iterator[str]:
    """Yield the text of an element that stands in no paragraph and no note; add the paragraphs to `found`."""
    yield element.text or ""
    for child in element:
        if child.tag == "p" and "data-note" not in child.attrib:
            found.append((child.get("id"), _text_of(child)))
        elif "data-note" not in child.attrib:
            yield from _outside(child, found)
        yield child.tail or ""


def _text_of(element: Element) -> str:
    return "".join(element.itertext())


def numbered(paragraphs: list[str]) -> list[tuple[str | None, str]]:
    """Return paragraphs with their anchors, as `shown_in` gives them."""
    return [(f"p{number}", text) for number, text in enumerate(paragraphs, start=1)]


def commonmark_examples() -> Iterator[str]:
    """Yield the examples of the CommonMark specification."""
    spec = (npm_package("commonmark-spec") / "spec.txt").read_text(encoding="utf-8")
    for example in re.finditer(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", spec, re.DOTALL | re.MULTILINE):
        yield example[1].replace("→", "\t")


def naughty_strings() -> list[str]:
    """Return the Big List of Naughty Strings."""
    strings: list[str] = json.loads((npm_package("blns") / "resources" / "blns.json").read_text(encoding="utf-8"))
    return strings


def texts_in(folder: Path) -> dict[str, bytes]:
    """Return the texts of a seeds folder: bytes by file name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
