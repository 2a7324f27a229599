"""Any text comes back letter for letter: as html5lib parses it, and as a browser does."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from sourcebook.model.asked import made
from sourcebook.pipeline import pages, read_archive
from sourcebook.render.base.context import Context

from tests.tools.building import FIVE, Built
from tests.tools.texts import can_be_published, commonmark_examples, naughty_strings, numbered, paragraphs_of, shown_in

# What a browser makes of every page of a site: it asks the server for them and parses them itself.
READ_ALL = """
async addresses => {
  const read = async address => {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
    const texts = page.querySelectorAll('[data-source-text]')
    if (texts.length !== 1) return `${texts.length} texts`
    for (const note of texts[0].querySelectorAll('[data-note]')) note.remove()
    const paragraphs = [...texts[0].querySelectorAll('p')].map(node => [node.id, node.textContent])
    for (const paragraph of texts[0].querySelectorAll('p')) paragraph.remove()
    return texts[0].textContent.trim() ? `text outside: ${texts[0].textContent}` : paragraphs
  }
  const found = []
  for (const address of addresses) found.push(await read(address))
  return found
}
"""


def assert_a_browser_reads(page: Page, address: str, seeds: dict[str, bytes]) -> None:
    """Compare every document of a served site with its seed; the seeds are named by the ids."""
    page.goto(address)
    ids = [name.removesuffix(".txt") for name in seeds]
    found = page.evaluate(READ_ALL, [f"{address}documents/{id}/" for id in ids])
    for id, shown, raw in zip(ids, found, seeds.values(), strict=True):
        assert [tuple(paragraph) for paragraph in shown] == numbered(paragraphs_of(raw)), (id, raw[:200])


def as_seeds(prefix: str, texts: Iterator[str] | list[str]) -> dict[str, bytes]:
    return {f"{prefix}{number:04}.txt": text.encode() for number, text in enumerate(texts)}


@pytest.fixture(scope="module")
def known_horrors() -> dict[str, bytes]:
    """CommonMark's examples and the Big List of Naughty Strings, each as a seed."""
    found = as_seeds("commonmark", list(commonmark_examples())) | as_seeds("naughty", naughty_strings())
    assert len(found) == 652 + 485
    return found


def publishable(seeds: dict[str, bytes]) -> dict[str, bytes]:
    return {name: raw for name, raw in seeds.items() if can_be_published(raw.decode())}


@pytest.fixture(scope="module")
def horrors_published(build: Callable[..., Built], known_horrors: dict[str, bytes]) -> Built:
    built = build(publishable(known_horrors))
    assert built.code == 0, built.output
    return built


def test_in_a_browser_every_known_horror_comes_back(
    horrors_published: Built, known_horrors: dict[str, bytes], serve: Callable[..., str], page: Page
) -> None:
    assert_a_browser_reads(page, serve(horrors_published.site), publishable(known_horrors))


def test_html5lib_reads_the_same_in_a_sample_of_whole_pages(
    horrors_published: Built, known_horrors: dict[str, bytes]
) -> None:
    for name, raw in list(publishable(known_horrors).items())[::60]:
        html = horrors_published.page(f"documents/{name.removesuffix('.txt')}/")
        assert shown_in(html) == numbered(paragraphs_of(raw)), name


def test_the_record_and_the_download_of_every_known_horror_are_right(
    horrors_published: Built, known_horrors: dict[str, bytes]
) -> None:
    for name, raw in publishable(known_horrors).items():
        folder = horrors_published.site / "documents" / name.removesuffix(".txt")
        assert (folder / "source.txt").read_bytes() == raw
        found = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        cut = [raw.decode()[p["start"] : p["end"]] for p in found["paragraphs"]]
        assert [text.replace("\r\n", "\n").replace("\r", "\n") for text in cut] == paragraphs_of(raw)


def test_what_has_nothing_to_show_gives_its_error(known_horrors: dict[str, bytes], build: Callable[..., Built]) -> None:
    blank = {name: raw for name, raw in known_horrors.items() if name not in publishable(known_horrors)}
    assert blank
    built = build(blank)
    assert built.code == 1
    assert built.errors == [
        f"texts/{name}: the file holds no text. Put the text in, or remove the file." for name in sorted(blank)
    ]


# Texts that nobody has thought of: all of Unicode, and pieces of what parsers take for markup.

PIECES = st.sampled_from(
    [
        *("<", ">", "&", '"', "'", "`", "</p>", "<p>", "<br>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "</title>"),
        *("<script>", "</script>", "<plaintext>", "<template>", "<table>", "<svg>", "&amp;", "&#0;", "&nbsp", "&lt"),
        *("{{ x }}", "{% raw %}", "${x}", "%%sourcebook:content%%", "[a](javascript:b)", "![](x)", "***", "# ", "    "),
        *("\n", "\n\n", "\r", "\r\n", "\t", " ", "  \n", "\n \t\n", "\u00a0", "\u0085", "\u2028", "\u2029", "\ufeff"),
        "\x1b[1m",
        *("\x01", "\x0b", "\x0c", "\x1f", "\x7f", "\x80", "\x9f", "\ufffd", "\ufffe", "\U0010ffff", "\u202e", "\u200f"),
        *("e\u0301", "é", "🙂", "👩\u200d🚀", "שלום", "مرحبا", "a", "data-source-text", 'id="p1"', "STX\x02ETX\x03"),
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    st.lists(PIECES, min_size=1, max_size=12).map("".join),
).filter(can_be_published)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=20, max_size=60))
def test_html5lib_reads_any_text_as_it_is(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("seeds")
    seeds = as_seeds("t", texts)
    for name, raw in seeds.items():
        (folder / name).write_bytes(raw)
    archive, _ = read_archive(folder, "seeds")
    shown = {
        page.address: str(page.content) for page in made(pages(Context(archive))) if "data-source-text" in page.content
    }
    for name, raw in seeds.items():
        html = shown[f"documents/{name.removesuffix('.txt')}/"]
        assert shown_in(html) == numbered(paragraphs_of(raw)), raw


@settings(max_examples=1, suppress_health_check=list(HealthCheck), database=None)
@given(texts=st.lists(TEXTS, min_size=400, max_size=1200))
def test_in_a_browser_any_text_comes_back(
    texts: list[str], build: Callable[..., Built], serve: Callable[..., str], page: Page
) -> None:
    seeds = as_seeds("t", texts)
    built = build(seeds)
    assert built.code == 0, built.output
    assert_a_browser_reads(page, serve(built.site), seeds)


# Texts that are large, or shaped so that a careless program takes forever.

PROSE = "It was a fine day in the city, and “nobody” said a word – not one – of the letter & its <margin>.\n"
LARGE = {
    "line": b"word " * 200_000 + b"end\n",
    "unbroken": b"x" * 1_000_000,
    "brackets": b"[" * 20_000,
    "parentheses": b"](" * 20_000,
    "stars": b"*a_ " * 20_000,
    "quotes": b"> " * 10_000,
    "angles": b"<" * 50_000,
    "tags": b"<b>" * 20_000,
    "blank-lines": b"a" + b"\n" * 1_000_000 + b"b",
    "short-paragraphs": b"a\n\n" * 5_000,
    "carriage-returns": b"a\r" * 200_000,
    "combining": b"e" + "\u0301".encode() * 100_000,
    "prose": (PROSE * 5 + "\n").encode() * (10_000_000 // (5 * len(PROSE))),
}


def test_large_texts_give_a_page(build: Callable[..., Built], serve: Callable[..., str], page: Page) -> None:
    assert len(LARGE["prose"]) > 9_900_000
    seeds = {f"{name}.txt": raw for name, raw in LARGE.items()}
    built = build(seeds, seconds=120)
    assert built.code == 0, built.output
    assert_a_browser_reads(page, serve(built.site), seeds)


SHAPES = {
    "subject": b"Subject: x\nFrom: y\n\nThe letter itself.\n",
    "front-matter": b"---\ntitle: Another title\ntemplate: 404.html\n---\n\nText.\n",
    "rule": b"---\n",
    "heading": b"===\n",
    "indented": b"    a line\n\ta tab\n",
    "mark": "\ufeffSubject: x\n".encode(),
    "crlf": b"One\r\ntwo\r\n\r\nThree\r\n",
    "cr": b"One\rtwo\r\rThree",
    "no-end": b"no line end",
    "many-ends": b"\n\n\nOne\n\n\n\n",
    "right-to-left": "שלום עולם\n\nمرحبا بالعالم\n".encode(),
    "jinja": b"{{ config.site_dir }} {% include 'x' %} {# gone? #}\n",
    "slots": b"%%sourcebook:content%%\n\n%%sourcebook:title%%\n",
    "only-marks": "\ufeff\ufeffa".encode(),
    "null-word": b"(null) null undefined NaN\n",
    "attribute": b'data-search-x="..." a="b"\n',
}


def test_what_other_programs_swallow_comes_back(
    build: Callable[..., Built], serve: Callable[..., str], page: Page
) -> None:
    seeds = {f"{name}.txt": raw for name, raw in SHAPES.items()}
    built = build(seeds)
    assert built.code == 0, built.output
    assert_a_browser_reads(page, serve(built.site), seeds)
    for name, raw in SHAPES.items():
        assert shown_in(built.page(f"documents/{name}/")) == numbered(paragraphs_of(raw))


def test_the_title_of_a_text_is_what_stands_first_in_it_whatever_it_looks_like(build: Callable[..., Built]) -> None:
    built = build({"a.txt": b"\n\n  Subject: <b>x</b> & y\n\nText\n"})
    assert built.code == 0, built.output
    html = built.page("documents/a/")
    assert "<title>Subject: &lt;b&gt;x&lt;/b&gt; &amp; y" in html


def test_the_five_texts_come_back(site: Path) -> None:
    seeds = sorted((FIVE).glob("*.txt"))
    assert len(seeds) == 5
    for seed in seeds:
        html = (site / "documents" / seed.stem[-16:] / "index.html").read_text(encoding="utf-8")
        assert shown_in(html) == numbered(paragraphs_of(seed.read_bytes()))
