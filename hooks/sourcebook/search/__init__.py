"""Search: what the reader's browser needs to find a sentence. Documents in, files below `search/index/` out.

An index of places, our own: which word stands at which place of all texts. What it is made of is said in `line`,
`lists` and `shown`; the browser's half is in the theme's scripts for the search.
"""

import hashlib
import os
import struct
import tempfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import pairwise
from os.path import commonprefix
from pathlib import Path

import numpy as np
from msgspec import json
from numpy.typing import NDArray

from sourcebook import addresses
from sourcebook.heap import give_memory_back
from sourcebook.model import Archive
from sourcebook.remembered import as_before, recalled, remembers, table
from sourcebook.search.documents import Searched, searched
from sourcebook.search.facets import days, facet_table
from sourcebook.search.line import STEP, Line
from sourcebook.search.lists import Lists, make_lists, varints
from sourcebook.search.shown import BLOCK, blocks
from sourcebook.search.stems import endings
from sourcebook.search.vocabulary import told_of_words
from sourcebook.vocabulary.facets import facets_of

__all__ = ["write_search"]

PACKED = ".packed"
"""The ending of a gzip file that we unpack ourselves: some servers unpack `.gz` on the way, and some don't."""
_GZIP = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""What such a file begins with: nothing in it tells when or where it was made."""
_LEVEL = 4
"""How hard zlib tries: harder, it takes half as long again for a hundredth of the bytes."""
_WINDOW_KEPT = 262
"""Bytes of a window in which zlib finds nothing."""
STEMS_OF = "en"
"""Whose rules for stems are used for texts that state no language: they only add other forms after exact words."""
_REVERSED = 2000
"""Words of a file that lists words by their ends."""
_NAMES = 400
"""Names of a file."""
_FREQUENT = 8
"""Frequent words of a file that says in which texts they stand."""


def write_search(archive: Archive, site: Path, published: Path | None = None) -> None:
    """Write the index below the site's folder.

    All of it but the manifest stands in a folder named by what is in it, so that a browser that kept some files never
    mixes two builds. The manifest has what every query needs: one request is quicker than three.

    `published`: where the site will stand, if this program may build it there once more.
    """
    target = site / addresses.SEARCH_INDEX
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as made:
        folder = _Folder(Path(made, "index"))
        head, numbers = _write(archive, folder)
        name = folder.digest()
        folder.path.rename(target / name)
    if published:
        folder.remember(published / addresses.SEARCH_INDEX / name)
    give_memory_back()
    _Folder(target).pack("manifest", json.encode({"folder": name, **head}) + b"\0", _coded(numbers))


class _Folder:
    """A folder of packed files."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = table("packed")
        self._there = table("packed files")
        self.sums: dict[str, bytes] = {}
        """SHA-256 of what is in each file, by its name."""
        self._make = cache(lambda folder: (path / folder).mkdir(parents=True, exist_ok=True))

    def pack(self, name: str, words: bytes, *columns: bytes) -> None:
        """Write a file, packed: words, and columns of numbers."""
        key = hashlib.sha256(b"".join((words, *columns))).digest()
        if self._known.get(key) is None:
            self._known[key] = _packed(words, *columns)
        self.put({name: key})

    def pack_rows(self, name: str, rows: Sequence[object], most: int) -> None:
        """Write rows, as many to a file as `most` says."""
        for at in range(0, len(rows), most):
            self.pack(f"{name}/{at // most}", json.encode(rows[at : at + most]))

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files that were packed by now, in this build or the last; `files`: the sum of what is in each."""
        for name, key in files.items():
            if name not in self.sums:
                self._make(name.rpartition("/")[0])
                self.sums[name] = key
                self._write(f"{self.path}/{name}{PACKED}", self._known.get(key), self._there.get(key))
                if not remembers():
                    del self._known[key]

    def _write(self, path: str, packed: bytes, before: str | None) -> None:
        """Write a file, or link the one that the last build wrote: that takes a thirtieth of the time."""
        if before:
            with suppress(OSError), open(before, "rb") as there:  # noqa: PTH123
                if there.read() == packed:
                    os.link(before, path)
                    return
        with open(path, "wb", buffering=0) as file:  # noqa: PTH123  a thousand times
            file.write(packed)

    def remember(self, place: Path) -> None:
        """Remember where the files will lie once the site stands in its place."""
        self._there.update({key: f"{place}/{name}{PACKED}" for name, key in self.sums.items()})

    def digest(self) -> str:
        """Return ten hexadecimal digits that stand for all that is in it."""
        sums = b"".join(f"{name}\0".encode() + self.sums[name] for name in sorted(self.sums))
        return hashlib.sha256(sums).hexdigest()[:10]


def _packed(*parts: bytes) -> bytes:
    """Return a gzip file of words and of columns of numbers, in which nothing comes again but the number before."""
    content, packed = b"".join(parts), [_GZIP]
    # A window no larger than what is in it takes less time to set up.
    window = min(max((len(content) + _WINDOW_KEPT).bit_length(), 9), zlib.MAX_WBITS)
    for number, part in enumerate(parts, start=1):
        strategy = zlib.Z_DEFAULT_STRATEGY if number == 1 else zlib.Z_RLE
        deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -window, strategy=strategy)
        packed += deflate.compress(part), deflate.flush(zlib.Z_FINISH if number == len(parts) else zlib.Z_FULL_FLUSH)
    return b"".join([*packed, struct.pack("<II", zlib.crc32(content), len(content))])


def _write(archive: Archive, folder: _Folder) -> tuple[dict[str, object], NDArray[np.integer]]:
    """Write the index into a folder, and return what a browser needs to find its way in it, and where texts begin."""
    line, of_texts = _write_texts(archive, folder)
    texts_of = Counter(name for name, _ in {(mention.name, mention.document) for mention in archive.mentions})
    folder.pack_rows("names", [(name.id, name.label, texts_of[name.id]) for name in archive.names], _NAMES)
    lists = _write_words(archive, line, folder)
    frequent = [(word, len(texts), kinds) for word, texts, kinds in lists.frequent]
    return {
        "block": BLOCK,
        "step": STEP,
        "end": line.end,
        **of_texts,
        "firsts": _by_difference([word for word, _ in lists.firsts]),
        "goesOn": {number: place for number, (_, place) in enumerate(lists.firsts) if place},
        "frequent": [frequent[at : at + _FREQUENT] for at in range(0, len(frequent), _FREQUENT)],
        "names": _NAMES,
    }, np.diff(line.starts, prepend=0) // STEP


def _by_difference(words: Sequence[str]) -> str:
    """Return sorted words, each as how much it has from the one before, in UTF-16 units, as a digit, and the rest."""
    same = [commonprefix((before[:16], word)) for before, word in pairwise(["", *words])]  # noqa: RUF071  no paths
    units = [np.base_repr(len(one.encode("utf-16-le")) // 2, 36).lower() for one in same]
    return "|".join(f"{unit}{word[len(one) :]}" for unit, one, word in zip(units, same, words, strict=True))


def _write_texts(archive: Archive, folder: _Folder) -> tuple[Line, dict[str, object]]:
    """Write what is shown of texts, and return the line of their words, and what the manifest says of them."""
    documents = tuple(searched(archive))
    texts = tuple((one.document.title, one.document.source, one.document.lines, one.language) for one in documents)
    line = recalled("line", texts, lambda: _laid_out(documents))
    for number, block in enumerate(blocks(documents, [*line.starts, line.end], line.paragraphs)):
        folder.pack(f"texts/{number}", json.encode(block))
    folder.pack("documents", json.encode([[one.document.id, one.document.title, *one.facts] for one in documents]))
    # How many places each title takes: what stands near each other is on one side of its end.
    titles = [paragraphs[0] - start for start, paragraphs in zip(line.starts, line.paragraphs, strict=True)]
    folder.pack("titles", json.encode(titles))
    folder.pack("days", json.encode(of_days := days(documents)))
    facets, columns = facet_table(documents, facets_of(archive.about))
    folder.pack("facets", json.encode({"facets": facets}) + b"\0", *(_coded(np.array(column)) for column in columns))
    lent = {row: len(takers) for row, one in enumerate(documents) if (takers := one.takers)}
    return line, {"isDated": any(of_days["sorted"]), "lent": lent}


def _laid_out(documents: Sequence[Searched]) -> Line:
    """Return the line of all words."""
    line = Line()
    for one in documents:
        line.add(one.document.title, [text for _, text in one.paragraphs], one.language or STEMS_OF)
    line.finish()
    give_memory_back()
    return line


def _write_words(archive: Archive, line: Line, folder: _Folder) -> Lists:
    """Write what there is of each word, and return the lists."""
    (told,) = as_before("told of words", [("all", told_of_words(line, archive.names))])

    def made() -> tuple[Lists, dict[str, bytes]]:
        before = {*folder.sums}
        lists = make_lists(line, told, lambda number, *made: folder.pack(f"lists/{number}", *made))
        steps = [np.diff(texts, prepend=np.uint32(0)) for _, texts, _ in lists.frequent]
        for at in range(0, len(steps), _FREQUENT):
            folder.pack(f"frequent/{at // _FREQUENT}", b"{}\0", _coded(np.concatenate(steps[at : at + _FREQUENT])))
        # The rules of a language go by its accents: they are tried on words as they are written.
        tables = {language: endings(language, tuple(written)) for language, written in line.written.items()}
        folder.pack("endings", json.encode({language: table for language, table in tables.items() if table}))
        ends = sorted(word[::-1] for word in {*line.terms, *told} if word[:1].isalnum())
        folder.pack_rows("ends", ends, _REVERSED)
        folder.pack("ends", json.encode(ends[::_REVERSED]))
        return lists, {name: key for name, key in folder.sums.items() if name not in before}

    lists, files = recalled("lists", (line, told), made)
    folder.put(files)
    return lists


def _coded(numbers: NDArray[np.integer]) -> bytes:
    """Return numbers as they stand behind a zero byte."""
    return varints(numbers.astype(np.uint32))[0].tobytes()
