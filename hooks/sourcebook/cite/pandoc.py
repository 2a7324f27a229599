"""Pandoc, which holds the citation processor: documents of its own in, runs of text out.

Everything is handed over as Pandoc's parsed document, and nothing as markup: what looks like markup in a title is text.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import distribution
from itertools import groupby
from pathlib import Path
from typing import Any

from sourcebook.model import Run
from sourcebook.vocabulary.citable import CslItem

Node = dict[str, Any]
Text = tuple[Run, ...]
API = [1, 23, 1]
"""The version of Pandoc's document format that is written here."""

_SPACES = {"Space", "SoftBreak", "LineBreak"}
_HOLDERS = {"Para", "Plain", "Note", "Emph", "Strong", "SmallCaps", "Superscript", "Subscript"}
_WITH_ATTRIBUTES = {"Cite", "Span", "Div", "Link"}
_MARKS = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_QUOTED = re.compile(r"(?<!\w)(?:“(?P<double>[^“”]+)”|‘(?P<single>(?:[^‘’]|(?<=\w)’(?=\w))+)’(?!\w))")
"""A passage in quotation marks; an apostrophe within a word doesn't end it."""


def cite(
    sheet: bytes, language: str, items: Sequence[CslItem], suffixes: Sequence[str]
) -> tuple[list[Text], list[Text]]:
    """Return each item's citation in a note or in the text, and each one's entry in the list of works cited.

    Args:
        sheet: a style in the Citation Style Language; without a bibliography of its own it gives no entries.
        language: of the words that the style adds.
        items: of CSL-JSON.
        suffixes: what follows in each citation; in braces what is its locator.

    Raises:
        RuntimeError: with Pandoc's message, if it fails.
    """
    numbered = [item | {"id": str(number)} for number, item in enumerate(items)]
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        file = Path(folder, "style.csl")
        file.write_bytes(sheet)
        meta = {
            "csl": _string(str(file)),
            "lang": _string(language),
            "references": _list(map(_reference, numbered)),
        }
        blocks = [_citation(item["id"], suffix) for item, suffix in zip(numbered, suffixes, strict=True)]
        answer = _run({"pandoc-api-version": API, "meta": meta, "blocks": blocks}, folder)["blocks"]
    entries = dict(_entries(answer[len(items) :]))
    return [_text(block) for block in answer[: len(items)]], [entries.get(item["id"], ()) for item in numbered]


def _run(document: Node, folder: str) -> Node:
    command = [program(), "--from=json", "--to=json", "--citeproc", f"--data-dir={folder}"]
    done = subprocess.run(command, input=json.dumps(document).encode(), capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Pandoc failed: {done.stderr.decode(errors='replace').strip()}")
    answer: Node = json.loads(done.stdout)
    return answer


def program() -> str:
    """Return the path of the Pandoc that the locked package carries: no other version, whatever else is installed."""
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return str(distribution("pypandoc_binary").locate_file(f"pypandoc/files/{name}"))


# What goes in: values as Pandoc's metadata.


def _reference(item: CslItem) -> Node:
    values = {key: _value(value) for key, value in item.items()}
    if "status" in item:  # stands in the place of a date, and styles would write its months small
        values["status"] = {
            "t": "MetaInlines",
            "c": [{"t": "Span", "c": [["", ["nocase"], []], list(_inlines(item["status"]))]}],
        }
    if "title" in item:
        values["title"] = {"t": "MetaInlines", "c": quoted(item["title"])}
    return {"t": "MetaMap", "c": values}


def _value(value: object) -> Node:
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, Mapping):
        return _reference(dict(value))
    if isinstance(value, list):
        return _list(_value(part) for part in value)
    return {"t": "MetaInlines", "c": [{"t": "Str", "c": str(value)}]}


def _list(values: Iterable[Node]) -> Node:
    return {"t": "MetaList", "c": list(values)}


def _string(value: str) -> Node:
    return {"t": "MetaString", "c": value}


def quoted(text: str) -> list[Node]:
    """Return a text with its passages in quotation marks known as such, so that a style can turn their marks."""
    pieces: list[Node] = []
    at = 0
    for found in _QUOTED.finditer(text):
        kind = "DoubleQuote" if found["double"] else "SingleQuote"
        inner = quoted(found["double"] or found["single"])
        pieces += [{"t": "Str", "c": text[at : found.start()]}, {"t": "Quoted", "c": [{"t": kind}, inner]}]
        at = found.end()
    return [*pieces, {"t": "Str", "c": text[at:]}]


def _inlines(text: str) -> Iterator[Node]:
    for number, word in enumerate(text.split(" ")):
        if number:
            yield {"t": "Space"}
        if word:
            yield {"t": "Str", "c": word}


def _citation(id: str, suffix: str) -> Node:
    cited = {
        "citationId": id,
        "citationPrefix": [],
        "citationSuffix": list(_inlines(suffix)),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[cited], []]}]}


# What comes out: Pandoc's blocks as runs.


def _entries(blocks: Sequence[Node]) -> Iterator[tuple[str, Text]]:
    """Yield the list of works cited: each entry's id and its text."""
    for block in blocks:
        for entry in block["c"][1]:
            (name, *_), content = entry["c"]
            yield name.removeprefix("ref-"), _text(content)


def _text(content: object) -> Text:
    """Return the runs of a piece of a document, neighbours of one kind as one."""
    found: list[tuple[bool, str]] = []
    _gather(content, False, found)
    return tuple(
        Run("".join(text for _, text in same), is_italic)
        for is_italic, same in groupby(found, key=lambda piece: piece[0])
    )


def _gather(content: Any, is_italic: bool, found: list[tuple[bool, str]]) -> None:
    """Add the text of a piece of a document to `found`, in order, with whether it is italic."""
    if isinstance(content, list):
        for part in content:
            _gather(part, is_italic, found)
        return
    kind: str = content["t"]
    inner: Any = content.get("c")
    if kind == "Str":
        found.append((is_italic, inner))
    elif kind in _SPACES:
        found.append((is_italic, " "))
    elif kind in _HOLDERS:
        _gather(inner, is_italic ^ (kind == "Emph"), found)
    elif kind in _WITH_ATTRIBUTES:
        _gather(inner[1], is_italic, found)
    elif kind == "Quoted":
        opening, closing = _MARKS[inner[0]["t"]]
        found.append((is_italic, opening))
        _gather(inner[1], is_italic, found)
        found.append((is_italic, closing))
    else:
        raise RuntimeError(f"Pandoc answered with something unknown: {kind}")
