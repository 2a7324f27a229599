"""The search, measured in Chromium on mixed English, with SQLite's FTS5 as the judge of what stands where.

FTS5 is given the texts as they are, by its own tokenizer: none of our folding. It says which phrases and words stand in
one text only (these are looked for, and that text has to come first, with its paragraph), and in which texts a quoted
phrase stands (these have to be found, and no others).
"""

import gzip
import json
import os
import random
import re
import resource
import shutil
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, Request, sync_playwright
from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.pipeline import read_archive
from sourcebook.publish.assets import bundle_assets
from sourcebook.search import write_search

from tests.bench.building import Cost, build
from tests.bench.english import seeds
from tests.bench.figures import Figure
from tests.tools.browser import executable
from tests.tools.building import REPOSITORY, TEXTS, Project, tree
from tests.tools.serving import serving

PHRASES = 500
"""Quoted phrases whose sets of texts are compared; as many as there are texts, in an archive of fewer."""
TRIES = 200
"""Of each kind of known item; as many as there are texts, in an archive of fewer."""
COLD = 25
"""First queries, each in a browser that knows nothing of the site; in an archive of fewer texts, as many as those."""
OF_FREQUENT_WORDS = 200
"""Quoted phrases of the most frequent words alone, some of which stand nowhere."""
CHINESE = 10
"""One text of so many is Chinese."""
FORMULA = '"the pending litigation"'
"""A phrase that many texts have."""
_ASK = """async ([query, all]) => {
  const list = document.querySelector("[data-search-results]")
  const form = document.querySelector("[data-search-page] form")
  const begun = performance.now()
  form.elements.q.value = query
  form.requestSubmit()
  await new Promise((found, failed) => {
    const look = () => {
      if (list.dataset.searchResults === "done") found()
      if (list.dataset.searchResults === "failed") failed(new Error("the search failed"))
    }
    new MutationObserver(look).observe(list, { attributeFilter: ["data-search-results"] })
    look()
  })
  const texts = [...list.querySelectorAll("[data-document]")]
  const milliseconds = performance.now() - begun
  const { ask, index } = await sourcebook["search/reach"].engine()
  const [found, listed] = await Promise.all([ask(query), all ? index.json("documents") : []])
  return {
    all: all ? found.levels.flat().map(row => listed[row][0]) : [],
    milliseconds,
    texts: texts.map(text => text.dataset.document),
    paragraph: texts[0]?.querySelector("[data-paragraph]")?.dataset.paragraph ?? "",
  }
}"""


@dataclass(frozen=True, slots=True)
class Item:
    """Something a reader remembers, and where it stands."""

    query: str
    text: str
    paragraphs: frozenset[str]


class Judge:
    """SQLite's full-text index of the texts as they are, whole and by paragraph."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Index the documents."""
        self.random = random.Random(11)  # noqa: S311  the same items in every run
        self.chinese = [document for document in documents if document.id.startswith("zh")]
        self.documents = documents = [document for document in documents if document not in self.chinese]
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE texts USING fts5(body, id UNINDEXED)")
        self.base.execute("CREATE VIRTUAL TABLE paragraphs USING fts5(body, id UNINDEXED, anchor UNINDEXED)")
        self.base.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, row)")
        for document in documents:
            source = document.source
            self.base.execute("INSERT INTO texts VALUES (?, ?)", (source.text, source.id))
            rows = [(source.text[p.start : p.end], source.id, p.id) for p in source.paragraphs]
            self.base.executemany("INSERT INTO paragraphs VALUES (?, ?, ?)", rows)

    def texts(self, phrase: str) -> set[str]:
        """Return the texts in which a phrase stands."""
        return {row[0] for row in self.base.execute("SELECT id FROM texts WHERE texts MATCH ?", (_quoted(phrase),))}

    def paragraphs(self, phrase: str, text: str) -> frozenset[str]:
        """Return the paragraphs of a text in which a phrase stands."""
        rows = self.base.execute(
            "SELECT anchor FROM paragraphs WHERE paragraphs MATCH ? AND id = ?", (_quoted(phrase), text)
        )
        return frozenset(row[0] for row in rows)

    def phrase(self, words: int) -> tuple[str, str]:
        """Return a phrase of so many words out of a paragraph, and the text it was taken from."""
        while True:
            document = self.random.choice(self.documents)
            paragraph = self.random.choice(document.source.paragraphs)
            found = document.source.text[paragraph.start : paragraph.end].split()
            if len(found) >= words:
                at = self.random.randrange(len(found) - words + 1)
                phrase = re.sub(r'["“”]', "", " ".join(found[at : at + words])).strip(".,;: ")
                return phrase, document.id

    def chinese_phrase(self) -> tuple[str, set[str]]:
        """Return a few Chinese letters of a text, and the texts that have them one after another."""
        document = self.random.choice(self.chinese)
        sentence = self.random.choice(re.findall("[\u4e00-\u9fff]{8,}", document.source.text))
        length = self.random.randrange(2, 9)
        at = self.random.randrange(len(sentence) - length + 1)
        phrase = sentence[at : at + length]
        return phrase, {document.id for document in self.chinese if phrase in document.source.text.replace("。", "")}

    def frequent_phrase(self) -> str:
        """Return two to six of the most frequent words."""
        ranked = self.base.execute("SELECT term FROM words ORDER BY cnt DESC LIMIT 20")
        words = [row[0] for row in ranked if row[0].isalpha()]
        return " ".join(self.random.choices(words, k=self.random.randrange(2, 7)))

    def phrases_of_one_text(self, words: int) -> Iterator[Item]:
        """Yield phrases that stand in one text only."""
        while True:
            phrase, text = self.phrase(words)
            if self.texts(phrase) == {text}:
                yield Item(phrase, text, self.paragraphs(phrase, text))

    def rare_words(self) -> Iterator[Item]:
        """Yield words that stand in one text only."""
        listed = self.base.execute("SELECT term FROM words WHERE doc = 1 AND length(term) > 3 ORDER BY term")
        rare = [row[0] for row in listed if row[0].isalpha()]
        self.random.shuffle(rare)
        for word in rare:
            (text,) = self.texts(word)
            yield Item(word, text, self.paragraphs(word, text))


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', "") + '"'


def figures(count: int) -> Iterator[Figure]:
    """Yield the figures of an archive of so many texts, built as a user builds it."""
    with tempfile.TemporaryDirectory() as scratch:
        project = Project(Path(scratch, "project"), dict(_files(count)))
        whole = build(project)
        archive, _ = read_archive(project.folder / TEXTS, TEXTS, cache=project.folder / ".cache")
        yield from _building(whole, archive, project.site, count)
        yield from _scripts()
        judge = Judge(archive.documents)
        with _browsing(project.site) as (open_page, root):
            yield from _known_items(open_page(), root, judge, count)
            yield from _first_queries(open_page, root, judge, count)


def _scripts() -> Iterator[Figure]:
    """Yield what a first query loads of scripts, beside the one that every page has."""
    sizes = {asset.name: len(gzip.compress(asset.content)) for asset in bundle_assets(REPOSITORY / "hooks/theme")}
    places = {
        "the box of any page": ("search/box", "<= 12"),
        "the search page": ("search/page", "<= 12"),
        "the search page beside facets": ("search/page search/facets", ""),
    }
    for place, (names, goal) in places.items():
        size = sum(sizes[name] for name in [*names.split(), "search/results"])
        yield Figure(f"search: kB of scripts for a first query from {place}", round(size / 1000, 1), goal)
    rooms = (REPOSITORY / "hooks/sourcebook/search", REPOSITORY / "hooks/theme/assets/javascripts/search")
    lines = sum(len(_code_lines(path)) for room in rooms for path in room.iterdir() if path.suffix in _COMMENTS)
    yield Figure("search: lines of code, in Python and JavaScript", lines, "<= 2593")


_COMMENTS = {
    ".py": re.compile(r'^ *#.*|^ *"""[\s\S]*?"""', re.MULTILINE),
    ".js": re.compile(r"^ *//.*|^ */\*[\s\S]*?\*/", re.MULTILINE),
}
"""Lines of comments alone and docstrings, by the suffix of a file."""


def _code_lines(path: Path) -> list[str]:
    """Return the lines of a module but for blanks, comments and docstrings."""
    code = _COMMENTS[path.suffix].sub("", path.read_text(encoding="utf-8"))
    return [line for line in code.splitlines() if line.strip()]


def _files(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the texts and sidecars of the archive by their names."""
    for stem, text, facts in seeds(count):
        stated = {name: {"value": value, "editor": "generated"} for name, value in facts.items()}
        yield f"{stem}.txt", text.encode()
        yield f"{stem}.yml", json.dumps({"facts": stated}).encode()  # which is YAML too
    letters = [chr(0x4E00 + 7 * number) for number in range(2500)]
    weights = [1 / (number + 3) for number in range(len(letters))]
    source = random.Random(3)  # noqa: S311  the same texts in every run
    for number in range(max(1, count // CHINESE)):
        sentences = ("".join(source.choices(letters, weights, k=source.randrange(8, 40))) for _ in range(30))
        yield f"zh{number:05}.txt", ("。".join(sentences) + "。").encode()


def _building(whole: Cost, archive: Archive, site: Path, count: int) -> Iterator[Figure]:
    """Write the index once more, in a process of its own: what it takes, and whether it comes out the same."""
    again = site.with_name("again")
    seconds, memory, more = _measured(lambda: write_search(archive, again))
    index = site / addresses.SEARCH_INDEX
    first, second = tree(index), tree(again / addresses.SEARCH_INDEX)
    shutil.rmtree(again)
    differing = sum(first.get(name) != second.get(name) for name in first.keys() | second.keys())
    pages = whole.seconds - seconds
    yield Figure(f"search index, {count} texts: CPU seconds", round(seconds, 1), "")
    yield Figure(
        f"search index, {count} texts: CPU, as a share of the rest of the build's", round(seconds / pages, 2), ""
    )
    yield Figure(f"search index, {count} texts: peak memory in MB", round(memory), "")
    yield Figure(f"search index, {count} texts: MB of it beyond the archive read", round(more), "<= 400")
    yield Figure(f"whole build, {count} texts: CPU seconds", round(whole.seconds, 1), "")
    yield Figure(f"whole build, {count} texts: peak memory in MB", round(whole.megabytes), "")
    yield Figure(f"search index, {count} texts: MB on disk", round(sum(map(len, first.values())) / 1e6, 1), "")
    yield Figure(
        f"search index, {count} texts: files a text",
        round(len(first) / len(archive.documents), 2),
        "<= 1.05" if count >= 10_000 else "",
    )
    yield Figure(f"search index, {count} texts: files that differ when it is built again", differing, "<= 0")


def _measured(work: Callable[[], None]) -> tuple[float, float, float]:
    """Do work in a forked process.

    Returns:
        Its CPU seconds, its children's included, its peak memory in MB, and how much of that it came to by the work.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            work()
            own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
            peak = max(own.ru_maxrss, children.ru_maxrss)
            os.write(writing, json.dumps([cpu, peak / 1024, (peak - before) / 1024]).encode())
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    if not told:
        raise RuntimeError("the measured process broke off")
    cpu, memory, more = json.loads(told)
    return cpu, memory, more


@contextmanager
def _browsing(site: Path) -> Iterator[tuple[Callable[[], Page], str]]:
    """Give what opens a page in a browser that knows nothing of the site, and the address of the site's root."""
    with sync_playwright() as playwright, serving(site) as root:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-gpu"])
        yield lambda: browser.new_context().new_page(), root
        browser.close()


def _known_items(page: Page, root: str, judge: Judge, count: int) -> Iterator[Figure]:
    page.goto(f"{root}{addresses.SEARCH}")
    page.wait_for_selector("[data-search-page]:not([hidden])")
    page.evaluate(_ASK, ["warm up", True])
    times: list[float] = []

    def ask(query: str) -> tuple[list[str], str]:
        answer = page.evaluate(_ASK, [query, False])
        times.append(answer["milliseconds"])
        return answer["texts"], answer["paragraph"]

    def everything(query: str) -> set[str]:
        answer = page.evaluate(_ASK, [query, True])
        times.append(answer["milliseconds"])
        return set(answer["all"])

    kinds = (
        ("5 words", judge.phrases_of_one_text(5), 0.99),
        ("3 words", judge.phrases_of_one_text(3), 0.97),
        ("a rare word", judge.rare_words(), 0.95),
    )
    landed: list[bool] = []
    for kind, items, goal in kinds:
        firsts = []
        for item, _ in zip(items, range(min(TRIES, count)), strict=False):
            texts, paragraph = ask(item.query)
            firsts.append(texts[:1] == [item.text])
            if firsts[-1] and item.paragraphs:
                landed.append(paragraph in item.paragraphs)
        share = sum(firsts) / len(firsts)
        yield Figure(f"search, {count} texts: {kind}, the text comes first", round(share, 4), f">= {goal}")
    yield Figure(f"search, {count} texts: the right paragraph", round(sum(landed) / len(landed), 4), ">= 0.99")
    phrases = [judge.phrase(judge.random.choice((2, 3, 4, 5, 6, 8)))[0] for _ in range(min(PHRASES, count))]
    right = sum(everything(f'"{phrase}"') == judge.texts(phrase) for phrase in phrases)
    yield Figure(f"search, {count} texts: quoted phrases with exactly the right texts", right / len(phrases), ">= 1")
    chinese = [judge.chinese_phrase() for _ in range(min(PHRASES, count))]
    right = sum(everything(f'"{phrase}"') == texts for phrase, texts in chinese)
    yield Figure(f"search, {count} texts: the same in Chinese", right / len(chinese), ">= 1")
    frequent = [judge.frequent_phrase() for _ in range(min(OF_FREQUENT_WORDS, count))]
    right = sum(everything(f'"{phrase}"') == judge.texts(phrase) for phrase in frequent)
    yield Figure(f"search, {count} texts: the same of frequent words", right / len(frequent), ">= 1")
    yield Figure(f"search, {count} texts: later queries, p95 in ms", round(quantiles(times, n=20)[-1]), "<= 250")


def _first_queries(open_page: Callable[[], Page], root: str, judge: Judge, count: int) -> Iterator[Figure]:
    five, three, rare = judge.phrases_of_one_text(5), judge.phrases_of_one_text(3), judge.rare_words()
    queries = [
        (next(five).query, f'"{next(five).query}"', next(three).query, next(rare).query)[number % 4]
        for number in range(min(COLD, count))
    ]
    got = [_first_query(open_page, root, query) for query in queries]
    yield Figure(
        f"search, {count} texts: files asked for before the reader reaches for it", max(g[0] for g in got), "<= 0"
    )
    yield from _weights(f"search, {count} texts: first query", got, ("<= 8", "<= 20", "<= 90", "<= 160"))
    yield Figure(f"search, {count} texts: first query, median seconds", round(median(g[3] for g in got), 2), "")
    frequent = [_first_query(open_page, root, f'"{judge.frequent_phrase()}"') for _ in range(min(COLD, count))]
    yield from _weights(f"search, {count} texts: a phrase of frequent words", frequent, ("", "", "", "<= 100"))
    formula = [_first_query(open_page, root, FORMULA)]
    yield from _weights(f"search, {count} texts: {FORMULA}", formula, ("", "<= 15", "", "<= 80"))


def _first_query(open_page: Callable[[], Page], root: str, query: str) -> tuple[int, int, int, float]:
    """Ask in a browser that knows nothing of the site.

    Returns:
        How many files of the index come before, how many for the query, their bytes, and the seconds it takes.
    """
    page = open_page()
    got: list[Request] = []
    page.on("requestfinished", lambda request, got=got: got.append(request))
    page.goto(f"{root}{addresses.SEARCH}", wait_until="networkidle")
    before = sum("/search/index/" in request.url for request in got)
    got.clear()
    begun = time.perf_counter()
    page.evaluate(_ASK, [query, False])
    seconds = time.perf_counter() - begun
    page.wait_for_load_state("networkidle")
    index = [request for request in got if "/search/index/" in request.url]
    size = sum(request.sizes()["responseBodySize"] for request in index)
    page.context.close()
    return before, len(index), size, seconds


def _weights(
    name: str, got: Sequence[tuple[int, int, int, float]], goals: tuple[str, str, str, str]
) -> Iterator[Figure]:
    requests, sizes = [number for _, number, _, _ in got], [size / 1000 for _, _, size, _ in got]
    yield Figure(f"{name}, median requests", round(median(requests)), goals[0])
    yield Figure(f"{name}, most requests", max(requests), goals[1])
    yield Figure(f"{name}, median KB", round(median(sizes)), goals[2])
    yield Figure(f"{name}, most KB", round(max(sizes)), goals[3])
