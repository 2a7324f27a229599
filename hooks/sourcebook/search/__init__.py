"""Search: what the reader's browser needs to find a sentence. Documents in, files below `search/index/` out.

Pagefind indexes the folded words; tables of our own hold the vocabulary, the facets, and each text as it is shown. The
browser's half is in the theme: `search-engine.js`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.search.documents import Searched, searched
from sourcebook.search.engine import feed, make_index, pairs_in, term
from sourcebook.search.facets import days, facet_table
from sourcebook.search.opensearch import opensearch
from sourcebook.search.postings import Postings
from sourcebook.search.stems import write_stemmers
from sourcebook.search.vocabulary import Vocabulary
from sourcebook.text.fold import fold
from sourcebook.vocabulary.facets import Facet, facets_of

__all__ = ["opensearch", "write_search"]

PACKED = ".packed"
"""The ending of a gzip file that we unpack ourselves: some servers unpack `.gz` on the way, and some don't."""
FREQUENT = 0.5
"""A word that stands in a larger share of the texts is indexed with its frequent neighbour too (see `engine`)."""
COMMON = 0.1
"""Of a word that stands in a larger share of the texts a bitmap says in which (see `postings`)."""
STEMS_OF = "en"
"""Whose rules for stems are used for texts that state no language: they only add cousins after exact words."""


def write_search(archive: Archive, site: Path) -> None:
    """Write the index and the tables below the site's folder.

    All of them but the manifest stand in a folder named by what is in them, so that a browser that kept some files
    never mixes two builds.

    Args:
        archive: what is searched.
        site: the site's folder.
    """
    documents = searched(archive)
    with tempfile.TemporaryDirectory() as folder:
        _write(documents, facets_of(archive.about), Path(folder), site / addresses.SEARCH_INDEX)


def _write(documents: Sequence[Searched], facets: Sequence[Facet], work: Path, target: Path) -> None:
    vocabulary = Vocabulary()
    folded = []
    for document in documents:
        title, text = fold(document.title), fold(document.text)
        vocabulary.add([*title, *text], (document.title, document.text), document.language or STEMS_OF)
        folded.append((" ".join(text), " ".join(title)))  # one string a text takes a tenth of the room of its words
    frequent = vocabulary.words_in_more_than(FREQUENT)
    postings = Postings(vocabulary.words_in_more_than(COMMON))
    manifest = {"folder": "", "documents": len(documents), "rows": 0, "files": []}
    manifest |= {"frequent": frequent, "common": postings.words, "stemmers": {}}
    if vocabulary.counts:
        pairs = frozenset(map(term, frequent))
        made = work / "index"
        fed = (_fed(number, *parts, pairs, vocabulary, postings) for number, parts in enumerate(folded))
        numbers = make_index(fed, work, made)
        words = vocabulary.files()
        rows = {key: documents[number] for key, number in numbers.items()}
        _write_tables(rows, facets, words, made)
        for number, bitmap in enumerate(postings.bitmaps(list(numbers.values()))):
            _pack(made / "common" / str(number), bitmap)
        manifest["stemmers"] = write_stemmers(vocabulary.languages, made / "stems")
        manifest |= {"folder": _digest(made), "rows": len(numbers), "files": sorted(words)}
        target.mkdir(parents=True, exist_ok=True)
        shutil.move(made, target / str(manifest["folder"]))
    _pack(target / "manifest", _json(manifest))


def _write_tables(
    documents: Mapping[str, Searched], facets: Sequence[Facet], words: Mapping[str, str], folder: Path
) -> None:
    """Write the texts, the vocabulary and the facets into the folder of the index."""
    rows = list(documents.values())
    for key, document in documents.items():
        _pack(folder / "texts" / key, _json(_shown(document)))
    for name, lines in words.items():
        _pack(folder / "words" / name, lines.encode())
    _pack(folder / "facets", _json(facet_table(rows, facets)))
    _pack(folder / "days", _json(days(rows)))


def _fed(
    number: int, text: str, title: str, frequent: frozenset[str], vocabulary: Vocabulary, postings: Postings
) -> str:
    """Return a document as the index reads it; its pairs are counted, and what it has of the common words is noted."""
    words, of_title = text.split(), title.split()
    postings.add(number, [*words, *of_title])
    fed = feed(words, of_title, frequent)
    vocabulary.add_pairs(pairs_in(fed))
    return fed


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _shown(document: Searched) -> dict[str, object]:
    """Return what a result shows of a document."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": "; ".join(document.facets["kind"]),
        "publisher": "; ".join(document.facets["publisher"]),
        "date": document.date,
        "language": document.language,
        "paragraphs": document.paragraphs,
        "kin": sorted({(kin.way, kin.start, kin.end) for kin in document.kin}),
    }


def _pack(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(path.name + PACKED).write_bytes(gzip.compress(content, 9, mtime=0))


def _digest(folder: Path) -> str:
    """Return ten hexadecimal digits that stand for all that is in a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]
