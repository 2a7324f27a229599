"""What a document's page asks of its reader: where the text begins, what is loaded, how long the main thread works.

The first five documents are those of the repository's own archive. The long one has 4,000 paragraphs of thirty words;
its page is set beside the same paragraphs alone, in a page with nothing else, opened in the same browser.
"""

import gzip
import json
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.building import build
from tests.bench.figures import Figure
from tests.tools.browser import executable
from tests.tools.building import Project
from tests.tools.serving import serving

LETTER = "documents/e7e7ceed7dc75719/"
SHORT_TITLE = 80
"""Characters of a title up to which the text has to begin sooner."""
SCREENS = {"390 x 844": (390, 844, 600, 720), "1280 x 800": (1280, 800, 520, 560)}
"""Of each: width, height, and where the first line has to stand under a short title and under any."""
LONG = 4000
WORDS = ("the", "of", "and", "to", "harbour", "ship", "letter", "council", "river", "bridge", "engineer", "winter")
FIRST_LINE = "document.querySelector('[data-source-text] p[id]').getClientRects()[0].top"
IN_TEXT = "document.activeElement.closest('[data-source-text]') !== null"


def figures() -> Iterator[Figure]:
    """Build both archives and open their pages in Chromium."""
    chance = random.Random(1)  # noqa: S311 - an archive has to be the same again
    paragraphs = [" ".join(chance.choice(WORDS) for _ in range(30)).capitalize() + "." for _ in range(LONG)]
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-gpu"])
        own, long = Project(Path(scratch, "own")), Project(Path(scratch, "long"), {"long.txt": _joined(paragraphs)})
        build(own)
        build(long)
        with serving(own.site, "/") as address:
            yield from _of_the_archive(browser, own.site, address)
        bare = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        (long.site / "bare.html").write_text(f"<!doctype html><title>Bare</title>{bare}", encoding="utf-8")
        with serving(long.site, "/") as address:
            ours, plain = (_busy(browser, f"{address}{page}") for page in ("documents/long/", "bare.html"))
        yield Figure(f"page, {LONG} paragraphs: main thread, seconds", round(ours, 2), "")
        yield Figure(f"page, {LONG} paragraphs: times the paragraphs alone", round(ours / plain, 2), "<= 1")
        browser.close()


def _joined(paragraphs: list[str]) -> bytes:
    return "\n\n".join(paragraphs).encode()


def _of_the_archive(browser: Browser, site: Path, address: str) -> Iterator[Figure]:
    documents = {f"documents/{path.parent.name}/": path for path in sorted(site.glob("documents/*/record.json"))}
    titles = {page: json.loads(path.read_text())["facts"]["title"][0]["value"] for page, path in documents.items()}
    for screen, (width, height, of_short, of_all) in SCREENS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        tops: dict[str, float] = {}
        for document in documents:
            page.goto(address + document)
            tops[document] = page.evaluate(FIRST_LINE)
            if document == LETTER and width == 390:
                tall = page.evaluate("document.documentElement.scrollHeight")
                yield Figure("page at 390: height of the letter, pixels", tall, "<= 6500")
        short = max(top for document, top in tops.items() if len(titles[document]) <= SHORT_TITLE)
        yield Figure(f"page at {screen}: first line of text, short titles, pixels", round(short), f"<= {of_short}")
        yield Figure(f"page at {screen}: first line of text, pixels", round(max(tops.values())), f"<= {of_all}")
        page.close()
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield Figure(
        "page: stops of the tab key before the text", max(_stops(page, address + d) for d in documents), "<= 30"
    )
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url))
    page.goto(address + LETTER, wait_until="networkidle")
    weight = sum(len(gzip.compress(page.request.get(url).body(), 6, mtime=0)) for url in asked) / 1000
    yield Figure("page: requests", len(asked), "<= 8")
    yield Figure("page: kB compressed", round(weight, 1), "<= 75")
    printed = page.pdf(format="A4")
    yield Figure("page: A4 pages of the letter", len(re.findall(rb"/Type\s*/Page\b", printed)), "<= 4")


def _stops(page: Page, address: str) -> int:
    page.goto(address)
    for number in range(100):
        page.keyboard.press("Tab")
        if page.evaluate(IN_TEXT):
            return number
    return 100


def _busy(browser: Browser, address: str) -> float:
    """Return the seconds for which the main thread works to open a page: the least of three times."""
    seconds = []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto(address, wait_until="networkidle")
        metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
        seconds.append(metrics["TaskDuration"])
        context.close()
    return min(seconds)
