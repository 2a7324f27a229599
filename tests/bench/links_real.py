"""The link engine on real texts, judged by what knows nothing of it: `make bench PARTS=links-real`.

Thresholds were chosen on the presidents' messages, the King James Bible and blogs of firms; the other corpora report.
"""

import csv
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.derive.passages import between_witnesses, passages
from sourcebook.link.engine import link_archive
from sourcebook.model import Basis, Document, Fact, Link, LinkSettings, Source
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs

from tests.bench import carried, real
from tests.bench.figures import Figure
from tests.bench.judge import covered, exact_runs

CORPORA: dict[str, tuple[Callable[[], list[Document]], bool]] = {
    "addresses": (real.presidents_messages, True),
    "bible": (real.bible_chapters, True),
    "sites": (carried.sites, True),
    "letters": (carried.letters, False),
    "arabic": (carried.chapters_in_arabic, False),
    "news": (carried.news, False),
}
"""Each corpus, and whether thresholds were chosen on it."""
VERDICTS = Path(__file__).with_name("verdicts")
"""For some corpora, a line for each link that was read: its texts, its first words, and whether it is right."""
PASSAGES = ("quotation", "reuse", "shared-passage")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def figures() -> Iterator[Figure]:
    """Link each corpus and say how many of the exact runs that the judge finds are covered; then plant quotations."""
    for name, (read, chosen) in CORPORA.items():
        documents = read()
        if not documents:
            continue
        start = time.process_time()
        found = link_archive(documents, LinkSettings(), Findings()).links
        seconds = time.process_time() - start
        links, gathered = between_witnesses(found, passages(documents, found))
        count, of = covered(exact_runs(documents), links, gathered)
        told = f"{name} ({'chosen on' if chosen else 'held out'}, {len(documents)} texts)"
        yield Figure(f"{told}: CPU seconds", round(seconds, 1), "")
        yield Figure(f"{told}: passages linked", sum(link.kind in PASSAGES for link in links), "")
        yield Figure(f"{told}: exact runs of 12 words and more", of, "")
        yield Figure(f"{told}: of these, covered, %", round(100 * count / max(1, of), 1), "" if chosen else ">= 97")
        yield from read_by_hand(name, told, found)
    yield from strangers()
    yield from planted()


def strangers() -> Iterator[Figure]:
    """Link texts of several corpora together, none of which can have words of another: all links between two are wrong.

    Mail of 2002, news of 2016, blogs of firms since, American prose of 1961, the Quran. What presidents say is quoted
    among them, and the Bible is.
    """
    corpora = [read() for read in (carried.letters, carried.news, carried.sites, carried.american_prose)]
    corpora.append(carried.chapters_in_arabic())
    corpus_of = {document.id: number for number, documents in enumerate(corpora) for document in documents}
    links = link_archive(
        [document for documents in corpora for document in documents], LinkSettings(), Findings()
    ).links
    ends = [(corpus_of[link.source.document], corpus_of[link.target.document]) for link in links]
    pairs = (len(corpus_of) ** 2 - sum(len(documents) ** 2 for documents in corpora)) // 2
    told = f"{pairs:,} pairs of texts that have nothing from one another: links"
    yield Figure(told, sum(one != other for one, other in ends), "0")


def read_by_hand(name: str, told: str, links: Iterable[Link]) -> Iterator[Figure]:
    """Say how many of the links that somebody read are still found, and how many of these were called right."""
    file = VERDICTS / f"{name}.tsv"
    if not file.exists():
        return
    beginnings: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for link in links:
        for end in (link.source, link.target):
            ids = min(link.source.document, link.target.document), max(link.source.document, link.target.document)
            beginnings[ids].append(" ".join(_WORD.findall(end.exact)))
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    still = [
        row["verdict"]
        for row in rows
        if any(" ".join(_WORD.findall(row["words"])) in words for words in beginnings[row["one"], row["other"]])
    ]
    yield Figure(f"{told}: links read by hand, still found", len(still), "")
    yield Figure(f"{told}: of these, right, %", round(100 * still.count("right") / max(1, len(still)), 1), ">= 97")


@dataclass(frozen=True, slots=True)
class Planted:
    """Words of one text that were put into another, by offsets in both."""

    source: str
    source_start: int
    source_end: int
    target: str
    start: int
    end: int
    is_long: bool
    rate: float


def planted(seeds: Sequence[int] = (7, 8, 9)) -> Iterator[Figure]:
    """Put quotations into samples of American prose, half in marks, half edited; link, compare; several times."""
    found: defaultdict[tuple[bool, bool], list[bool]] = defaultdict(list)
    counts = [_planted(seed, found) for seed in seeds]
    hits, exact, unplanted = (sum(column) for column in zip(*counts, strict=True))
    for (is_long, edited), values in sorted(found.items()):
        size, state = "20 words and more" if is_long else "under 20 words", "edited" if edited else "exact"
        goal = ">= 99.5" if is_long and not edited else ">= 97" if is_long else ">= 75" if edited else ">= 90"
        share = 100 * sum(values) / len(values)
        yield Figure(f"planted in prose, {size}, {state}: found, %", round(share, 1), goal)
    yield Figure("planted in prose: boundaries exact, %", round(100 * exact / max(1, hits), 1), ">= 90")
    yield Figure("planted in prose: pairs linked that nothing was put into", unplanted, "0")


def _planted(seed: int, found: dict[tuple[bool, bool], list[bool]]) -> tuple[int, int, int]:
    """Note what was found of one draw; return how much it was, how much of it exactly, and pairs linked by chance."""
    documents, put = with_planted(carried.american_prose(), seed)
    before = set(_pairs(carried.american_prose()))
    links = [link for link in link_archive(documents, LinkSettings(), Findings()).links if link.kind in PASSAGES]
    right: set[str] = set()
    exact = hits = 0
    for plant in put:
        here = [link for link in links if _is_at(link, plant)]
        found[plant.is_long, plant.rate > 0].append(bool(here))
        right.update(link.id for link in here)
        hits += bool(here)
        exact += any(_is_exactly(link, plant) for link in here)
    others = {frozenset((link.source.document, link.target.document)) for link in links if link.id not in right}
    of: defaultdict[str, set[str]] = defaultdict(set)
    for plant in put:
        of[plant.source] |= {plant.source, plant.target}
    # What was put into two texts from one place, the two share.
    pairs = {frozenset((one, other)) for texts in of.values() for one in texts for other in texts}
    return hits, exact, len(others - pairs - before)


def _pairs(documents: Sequence[Document]) -> Iterator[frozenset[str]]:
    """Yield the pairs of texts that share words in a row as they are: reprints, common quotations."""
    yield from (frozenset((run.one, run.other)) for run in exact_runs(documents))


def with_planted(documents: Sequence[Document], seed: int) -> tuple[list[Document], list[Planted]]:
    """Return the texts, a stretch of one of every five put into each of the others, and what was put where."""
    draw = random.Random(seed)  # noqa: S311 - the same for all who measure
    sources = [document for number, document in enumerate(documents) if number % 5 == 0]
    made, put = [], []
    for number, document in enumerate(documents):
        if number % 5 == 0:
            facts = {
                "kind": (Fact("kind", "letter", Basis.EDITOR),),
                "date": (Fact("date", "1960-01-01", Basis.EDITOR),),
            }
            made.append(Document(document.source, facts))
            continue
        source = draw.choice(sources)
        text, plant = _with_one(document, source, draw)
        made.append(_made(document.id, text))
        put.append(plant)
    return made, put


def _with_one(document: Document, source: Document, draw: random.Random) -> tuple[str, Planted]:
    is_long, rate, in_marks = draw.random() < 0.5, draw.choice((0.0, 0.0, 0.1, 0.15)), draw.random() < 0.5
    size = draw.randint(20, 60) if is_long else draw.randint(8, 19)
    paragraphs = [p for p in source.source.paragraphs if len(list(_words(source, p.start, p.end))) >= size]
    while not paragraphs:
        size -= 1
        paragraphs = [p for p in source.source.paragraphs if len(list(_words(source, p.start, p.end))) >= size]
    paragraph = draw.choice(paragraphs)
    words = list(_words(source, paragraph.start, paragraph.end))
    first = draw.randint(0, len(words) - size)
    start, end = words[first].start(), words[first + size - 1].end()
    stretch = source.source.text[start:end]
    changed = _edited(stretch, rate, draw, document)
    at = draw.choice([p.end for p in document.source.paragraphs[:-1]])
    # What follows must not go on as the source does by chance.
    follows = next((match[0].lower() for match in _WORD.finditer(source.source.text, end)), "")
    plain = " but so it was." if follows == "and" else " and so it was."
    lead, tail = ('\n\nHe had written: "', '." So it was.') if in_marks else ("\n\nNow as before ", plain)
    text = document.source.text
    begins = at + len(lead)
    made = text[:at] + lead + changed + tail + text[at:]
    return made, Planted(source.id, start, end, document.id, begins, begins + len(changed), size >= 20, rate)


def _words(document: Document, start: int, end: int) -> Iterator[re.Match[str]]:
    return _WORD.finditer(document.source.text, start, end)


def _edited(stretch: str, rate: float, draw: random.Random, document: Document) -> str:
    """Replace, drop or add so many words, but for the first and the last; what comes in is the target's own."""
    words = stretch.split()
    inner = range(1, len(words) - 1)
    own = [match[0] for match in _WORD.finditer(document.source.text)]
    for place in sorted(draw.sample(inner, min(len(inner), round(rate * len(words)))), reverse=True):
        change = draw.choice("rid")
        words[place : place + 1] = {"r": [draw.choice(own)], "i": [draw.choice(own), words[place]], "d": []}[change]
    return " ".join(words)


def _is_at(link: Link, plant: Planted) -> bool:
    ends = {end.document: end for end in (link.source, link.target)}
    if ends.keys() != {plant.source, plant.target}:
        return False
    one, other = ends[plant.source], ends[plant.target]
    return _half(one.start, one.end, plant.source_start, plant.source_end) and _half(
        other.start, other.end, plant.start, plant.end
    )


def _half(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Tell whether two spans share half of what they cover together."""
    common = min(end, other_end) - max(start, other_start)
    return common >= (max(end, other_end) - min(start, other_start)) / 2


def _is_exactly(link: Link, plant: Planted) -> bool:
    end = link.source if link.source.document == plant.target else link.target
    return abs(end.start - plant.start) <= 1 and abs(end.end - plant.end) <= 1


def _made(id: str, text: str) -> Document:
    return Document(Source(id, f"{id}.txt", f"{id}.txt", text, split_paragraphs(text)), {})
