"""Search: what the reader's browser needs to find a sentence. Documents in, files below `search/index/` out.

An index of places, our own: which word stands at which place of all texts. What it is made of is said in `line`,
`lists` and `shown`; the browser's half is in the theme's scripts for the search.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.search.documents import searched
from sourcebook.search.facets import Row, days, facet_table, row_of
from sourcebook.search.line import Line
from sourcebook.search.lists import Lists, make_lists
from sourcebook.search.opensearch import opensearch
from sourcebook.search.shown import BLOCK, Blocks, facts_of
from sourcebook.search.stems import endings
from sourcebook.search.vocabulary import told_of_words
from sourcebook.vocabulary.facets import facets_of

__all__ = ["opensearch", "write_search"]

PACKED = ".packed"
"""The ending of a gzip file that we unpack ourselves: some servers unpack `.gz` on the way, and some don't."""
STEMS_OF = "en"
"""Whose rules for stems are used for texts that state no language: they only add other forms after exact words."""
_REVERSED = 2000
"""Words of a file that lists words by their ends."""
_NAMES = 400
"""Names of a file."""


def write_search(archive: Archive, site: Path) -> None:
    """Write the index below the site's folder.

    All of it but the manifest stands in a folder named by what is in it, so that a browser that kept some files never
    mixes two builds. The manifest has what every query needs: one request is quicker than three.
    """
    target = site / addresses.SEARCH_INDEX
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as made:
        folder = Path(made, "index")
        manifest = _write(archive, folder)
        name = _digest(folder)
        folder.rename(target / name)
    _pack(target / "manifest", _json({"folder": name, **manifest}))


def _write(archive: Archive, folder: Path) -> dict[str, object]:
    """Write the index into a folder, and return what a browser needs to find its way in it, with the facets."""
    facets = facets_of(archive.about)
    line, rows, listed = Line(), list[Row](), list[list[str]]()
    blocks = Blocks(lambda number, block: _pack(folder / "texts" / str(number), _json(block)))
    for row, document in enumerate(searched(archive)):
        texts = [text for _, text in document.paragraphs]
        start = line.end
        places = line.add(document.title, texts, document.language or STEMS_OF)
        blocks.add(row, document, start, places)
        rows.append(row_of(document, facets))
        listed.append([document.id, document.title, *facts_of(document)])
    blocks.end()
    _pack(folder / "days", _json(days(rows)))
    _pack(folder / "documents", _json(listed))
    _write_names(archive, folder)
    lists = _write_words(archive, line, folder)
    return {
        "block": BLOCK,
        "lengths": np.diff([*line.starts, line.end]).tolist(),
        "firsts": [word for word, _ in lists.firsts],
        "goesOn": {number: place for number, (_, place) in enumerate(lists.firsts) if place},
        "frequent": list(zip(lists.frequent, lists.frequent_texts, lists.frequent_over, strict=True)),
        "ends": _write_ends(line, folder),
        "names": _NAMES,
        "facets": facet_table(rows, facets),
    }


def _write_words(archive: Archive, line: Line, folder: Path) -> Lists:
    words, over = line.words(), line.over()
    counts = np.bincount(np.append(words, over.terms), minlength=len(line.terms)).tolist()
    languages = line.languages()
    told = told_of_words(line, languages, counts, archive.names)
    terms = list(line.terms)
    lists = make_lists(words, over, terms, np.array(line.starts, dtype=np.uint32), told)
    for number, content in enumerate(lists.files):
        _pack(folder / "lists" / str(number), content)
    for number, bitmap in enumerate(lists.bitmaps):
        _pack(folder / "frequent" / str(number), bitmap)
    tables = {  # of words as they are written: the rules of a language go by its accents
        language: endings(language, [min(written.get(word, ()), default=terms[word]) for word in found])
        for language, (found, written) in languages.items()
    }
    _pack(folder / "endings", _json({language: table for language, table in tables.items() if table}))
    return lists


def _write_ends(line: Line, folder: Path) -> list[str]:
    """Write the words in the order of their ends, and return the first of each file."""
    ends = sorted(word[::-1] for word in line.terms if word[:1].isalnum())
    for number, at in enumerate(range(0, len(ends), _REVERSED)):
        _pack(folder / "ends" / str(number), "\n".join(ends[at : at + _REVERSED]).encode())
    return ends[::_REVERSED]


def _write_names(archive: Archive, folder: Path) -> None:
    texts_of: dict[str, set[str]] = {}
    for mention in archive.mentions:
        texts_of.setdefault(mention.name, set()).add(mention.document)
    named = [[name.id, name.label, len(texts_of.get(name.id, ()))] for name in archive.names]
    for number, at in enumerate(range(0, len(named), _NAMES)):
        _pack(folder / "names" / str(number), _json(named[at : at + _NAMES]))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _pack(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(path.name + PACKED).write_bytes(gzip.compress(content, 6, mtime=0))


def _digest(folder: Path) -> str:
    """Return ten hexadecimal digits that stand for all that is in a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]
