"""Pandoc, which holds the citation processor: documents of its own in, runs of text out.

Everything is handed over as Pandoc's parsed document, and nothing as markup: what looks like markup in a title is text.
"""

import base64
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from sourcebook.halves import run_program
from sourcebook.model import Run
from sourcebook.problems import ArchiveError, refusal
from sourcebook.vocabulary.citable import CslItem
from sourcebook.wording import N_, gettext

PandocNode = dict[str, Any]
Typeset = tuple[Run, ...]
API = [1, 23, 1]
"""The version of Pandoc's document format that is written here."""
PATIENCE = 120.0
"""Seconds that Pandoc may take, and one more for each item; it takes a few hundredths."""

_SMALL_HEAP = ("+RTS", "-H1m", "-A1m", "-RTS")
"""Of Haskell's runtime: the heap begins small. By itself Pandoc asks for 64 MB, whatever it has to do."""
_SPACES = {"Space", "SoftBreak", "LineBreak"}
_HOLDERS = {"Para", "Plain", "Note", "Emph", "Strong", "SmallCaps", "Superscript", "Subscript"}
_WITH_ATTRIBUTES = {"Cite", "Span", "Div", "Link"}
_MARKS = {"SingleQuote": N_("‘{words}’"), "DoubleQuote": N_("“{words}”")}
_QUOTED = re.compile(r"(?<!\w)(?:“(?P<double>[^“”]+)”|‘(?P<single>(?:[^‘’]|(?<=\w)’(?=\w))+)’(?!\w))")
"""A passage in quotation marks; an apostrophe within a word doesn't end it."""


class Asked(NamedTuple):
    """What is to be cited in one style."""

    sheet: bytes
    """The style, in the Citation Style Language; without a bibliography of its own it gives no entries."""
    language: str
    """Of the words that the style adds."""
    items: Sequence[CslItem]
    """Of CSL-JSON."""
    suffixes: Sequence[str]
    """What follows in each citation; in braces what is its locator."""


def cite(asked: Sequence[Asked]) -> list[tuple[list[Typeset], list[Typeset]]]:
    """Return of each style every item's citation in a note or in the text, and every one's entry in the works cited.

    Raises:
        ArchiveError: if Pandoc can't be run, or fails.
    """
    documents = [_document(one) for one in asked]
    meta = {"documents": _list({"t": "MetaMap", "c": meta} for meta, _ in documents)}
    blocks = [{"t": "Div", "c": [["", [], []], blocks]} for _, blocks in documents]
    seconds = PATIENCE + sum(len(one.items) for one in asked)
    answers = _run({"pandoc-api-version": API, "meta": meta, "blocks": blocks}, seconds)
    return [_answer(answer["c"][1], len(one.items)) for answer, one in zip(answers, asked, strict=True)]


def _document(asked: Asked) -> tuple[PandocNode, list[PandocNode]]:
    numbered = [item | {"id": str(number)} for number, item in enumerate(asked.items)]
    meta = {
        "csl": _string(f"data:application/xml;base64,{base64.b64encode(asked.sheet).decode()}"),
        "lang": _string(asked.language),
        "references": _list(map(_reference, numbered)),
    }
    return meta, [_citation(item["id"], suffix) for item, suffix in zip(numbered, asked.suffixes, strict=True)]


def _answer(blocks: Sequence[PandocNode], items: int) -> tuple[list[Typeset], list[Typeset]]:
    entries = dict(_entries(blocks[items:]))
    return [_text(block) for block in blocks[:items]], [entries.get(str(number), ()) for number in range(items)]


def _run(document: PandocNode, seconds: float) -> list[PandocNode]:
    """Return the blocks that Pandoc answers with."""
    asked = ["--from=json", "--to=json", f"--lua-filter={Path(__file__).parent / 'citeproc.lua'}", *_SMALL_HEAP]
    try:
        done = run_pandoc(asked, json.dumps(document).encode(), seconds)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise _failed(f"it failed ({said or done.returncode})")
        blocks: list[PandocNode] = json.loads(done.stdout)["blocks"]
    except subprocess.TimeoutExpired:
        raise _failed(f"it gave no answer within {seconds:,.0f} seconds") from None
    except OSError as fault:
        raise _failed(f"it can't be run ({fault.strerror or fault}: {program()})") from None
    except (ValueError, KeyError, TypeError):
        raise _failed("its answer can't be read") from None
    return blocks


def run_pandoc(arguments: Sequence[str], given: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Let Pandoc work on what it is given; it writes no file, and reads nothing of a user's own settings.

    Raises:
        OSError: if it can't be run.
        subprocess.TimeoutExpired: if it takes more than so many seconds.
    """
    return run_program([program(), "--sandbox", f"--data-dir={Path(__file__).parent}", *arguments], given, seconds)


def _failed(why: str) -> ArchiveError:
    remedy = "Set up the environment again: make clean, then make site"
    return refusal("Pandoc", f"citations can't be set: {why}", remedy)


def program() -> str:
    """Return the path of the Pandoc that the locked package carries: no other version, whatever else is installed."""
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    try:
        return str(distribution("pypandoc_binary").locate_file(f"pypandoc/files/{name}"))
    except PackageNotFoundError:
        raise _failed("the package pypandoc_binary is missing") from None


# What goes in: values as Pandoc's metadata.


def _reference(item: CslItem) -> PandocNode:
    values = {key: _value(value) for key, value in item.items()}
    if "status" in item:  # stands in the place of a date, and styles would write its months small
        values["status"] = {"t": "MetaInlines", "c": [_as_it_is(_inlines(item["status"]))]}
    if "title" in item:
        values["title"] = {"t": "MetaInlines", "c": with_quotations(item["title"])}
    return {"t": "MetaMap", "c": values}


def _value(value: object) -> PandocNode:
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, Mapping):
        return _reference(dict(value))
    if isinstance(value, list):
        return _list(_value(part) for part in value)
    return {"t": "MetaInlines", "c": [{"t": "Str", "c": str(value)}]}


def _list(values: Iterable[PandocNode]) -> PandocNode:
    return {"t": "MetaList", "c": list(values)}


def _string(value: str) -> PandocNode:
    return {"t": "MetaString", "c": value}


def with_quotations(text: str) -> list[PandocNode]:
    """Return a text with its passages in quotation marks known as such, so that a style can turn their marks."""
    pieces: list[PandocNode] = []
    at = 0
    for found in _QUOTED.finditer(text):
        kind = "DoubleQuote" if found["double"] else "SingleQuote"
        inner = with_quotations(found["double"] or found["single"])
        pieces += [*_words(text[at : found.start()]), {"t": "Quoted", "c": [{"t": kind}, inner]}]
        at = found.end()
    return [*pieces, *_words(text[at:])]


def _words(text: str) -> Iterator[PandocNode]:
    """Yield a text in pieces; those to which styles would give a capital that nobody writes are kept as they are."""
    for number, piece in enumerate(_SMALL.split(text)):
        yield _as_it_is([{"t": "Str", "c": piece}]) if number % 2 else {"t": "Str", "c": piece}


_SMALL = re.compile(
    r"(\[sic!?\]|(?<=\w) vs\.(?= )|(?:(?<=\b[A-Z]\.)|(?<=\b[A-Z][a-z]\.)|(?<=\b[A-Z][a-z]{2}\.))"
    r" (?:an?|and|as|at|but|by|for|from|in|n?or|of|on|the|to|vs?\.?|with)(?= ))"
)
"""In the middle of a title, and after initials and what is abbreviated to three letters, which the processor takes for
the end of a sentence: “U.S. and”, “Mr. and Mrs.”."""


def _as_it_is(inlines: Iterable[PandocNode]) -> PandocNode:
    """Return words of which no style may change a letter’s case."""
    return {"t": "Span", "c": [["", ["nocase"], []], list(inlines)]}


def _inlines(text: str) -> Iterator[PandocNode]:
    for number, word in enumerate(text.split(" ")):
        if number:
            yield {"t": "Space"}
        if word:
            yield {"t": "Str", "c": word}


def _citation(id: str, suffix: str) -> PandocNode:
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


def _entries(blocks: Sequence[PandocNode]) -> Iterator[tuple[str, Typeset]]:
    """Yield the list of works cited: each entry's id and its text."""
    for block in blocks:
        for entry in block["c"][1]:
            (name, *_), content = entry["c"]
            yield name.removeprefix("ref-"), _text(content)


def _text(content: object) -> Typeset:
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
        marks = _MARKS[inner[0]["t"]]
        opening, closing = gettext(marks).split("{words}")
        found.append((is_italic, opening))
        _gather(inner[1], is_italic, found)
        found.append((is_italic, closing))
    else:
        raise _failed(f"its answer holds something unknown: {kind}")
