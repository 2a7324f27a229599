"""How much the pages to browse by weigh: lists, facets, names, the timeline, of generated archives.

The documents are those of the link benchmark, given kinds, publishers and dates over ninety years; a tenth has bounds
alone, a tenth nothing. The names are the six hundred that stand in the texts most often. A weight is that of a page's
own part, compressed as a host sends it; the theme around it weighs the same on every page, and is told by itself.
"""

import gzip
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from sourcebook.model import About, Archive, Basis, Document, Fact, Link, LinkEnd, Name, WordCount
from sourcebook.model.asked import made
from sourcebook.names.candidates import candidates
from sourcebook.names.mentions import find_mentions
from sourcebook.render.base.context import Context
from sourcebook.render.browse.catalogue import catalogue_pages, catalogue_start
from sourcebook.render.browse.facet_pages import facet_pages, facets_start
from sourcebook.render.browse.home import home
from sourcebook.render.browse.names import names_pages, names_start
from sourcebook.render.time.timeline import timeline_pages, timeline_start
from sourcebook.vocabulary.kinds import KINDS

from tests.bench.building import build
from tests.bench.figures import Figure
from tests.bench.generated import Planted, corpus
from tests.tools.building import Project

MOST = 200
"""Kilobytes that a page may weigh, compressed."""
THEME = 12
"""Kilobytes of them that the theme around a page may take."""
NAMES = 600
PUBLISHERS = 300


def weights(size: int) -> Iterator[Figure]:
    """Render every page that one browses by: yield the heaviest of each sort, and what they cost."""
    archive = _archive(size)
    start = time.process_time()
    heaviest: dict[str, tuple[float, str]] = {}
    count = 0
    for sort, address, content in _pages(archive):
        count += 1
        weight = len(gzip.compress(content.encode(), 6, mtime=0)) / 1000
        heaviest[sort] = max(heaviest.get(sort, (0.0, "")), (weight, address))
    seconds = time.process_time() - start
    for sort, (weight, address) in heaviest.items():
        name = f"browse, {size} documents: heaviest {sort} page ({address or 'home'}), kB compressed"
        yield Figure(name, round(weight, 1), f"<= {MOST - THEME}")
    yield Figure(f"browse, {size} documents: pages", count, "")
    yield Figure(f"browse, {size} documents: CPU seconds to render and compress them", round(seconds, 2), "")


def theme() -> Iterator[Figure]:
    """Build the repository's own archive; yield what the theme around one of its pages weighs."""
    with tempfile.TemporaryDirectory() as scratch:
        project = Project(Path(scratch, "project"))
        build(project)
        html = (project.site / "timeline/index.html").read_text(encoding="utf-8")
    start, end = html.index('id="content"'), html.index("</article>")
    weight = len(gzip.compress((html[:start] + html[end:]).encode(), 6, mtime=0)) / 1000
    yield Figure("browse: the theme around a page, kB compressed", round(weight, 1), f"<= {THEME}")


def _pages(archive: Archive) -> Iterator[tuple[str, str, str]]:
    context = Context(archive)
    yield "home", "", str(home(context))
    yield "catalogue", "documents/", str(catalogue_start(context.facets))
    yield "names", "names/", str(names_start(context.naming))
    yield "facet", "by/", str(facets_start(context.facets))
    yield "timeline", "timeline/", str(timeline_start(context.facets))
    for page in made(catalogue_pages(context.facets)):
        yield "catalogue", page.address, str(page.content)
    for page in made(names_pages(context.naming)):
        yield "names", page.address, str(page.content)
    for page in made(facet_pages(context.facets)):
        yield "facet", page.address, str(page.content)
    for page in made(timeline_pages(context.facets)):
        yield "timeline", page.address, str(page.content)


def _archive(size: int) -> Archive:
    documents, planted = corpus(size, seed=size)
    chance = random.Random(size)  # noqa: S311 - an archive has to be the same again
    described = tuple(_described(document, chance) for document in documents)
    found = candidates(described, ())[:NAMES]
    types = ("person", "organisation", "place")
    names = tuple(
        Name(f"name-{at}", types[at % 3], candidate.words, (candidate.words,)) for at, candidate in enumerate(found)
    )
    by_id = {document.id: document for document in described}
    return Archive(
        About("A generated archive"),
        described,
        links=tuple(sorted(_link(at, one, by_id) for at, one in enumerate(planted))),
        names=names,
        mentions=find_mentions(names, described),
    )


def _described(document: Document, chance: random.Random) -> Document:
    kind = chance.choice(list(KINDS))
    facts = {
        "kind": (Fact("kind", kind, Basis.EDITOR),),
        "title": (Fact("title", document.source.text.split(".")[0][:120], Basis.STATED),),
    }
    if chance.random() < 0.9:
        publisher = f"Publisher {chance.randrange(PUBLISHERS)}"
        facts["publisher"] = (Fact("publisher", publisher, Basis.STATED, type="organisation"),)
    day = f"{chance.randint(1931, 2020)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    known = chance.random()
    if known < 0.8:
        facts["date"] = (Fact("date", day if known < 0.7 else day[:4], Basis.STATED),)
    elif known < 0.9:
        facts["date_earliest"] = (Fact("date_earliest", day, Basis.INFERRED, note="it speaks of that day"),)
    return replace(document, facts=facts)


def _link(number: int, planted: Planted, by_id: dict[str, Document]) -> Link:
    source = _end(by_id[planted.source], planted.source_start, planted.source_end)
    target = _end(by_id[planted.target], planted.start, planted.end)
    words = WordCount(planted.words, planted.words, planted.words)
    return Link(source, target, "quotation", True, "primary", words, id=f"{number:012x}", target_in_marks=True)


def _end(document: Document, start: int, end: int) -> LinkEnd:
    paragraphs = tuple(p.id for p in document.source.paragraphs if p.start < end and p.end > start)
    return LinkEnd(document.id, start, end, document.source.text[start:end], paragraphs)
