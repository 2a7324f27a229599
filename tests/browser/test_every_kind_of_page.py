"""Every kind of page: on a narrow screen, by keyboard, in the colours that a reader's system forces, while it loads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.tools import accessibility
from tests.tools.building import Built
from tests.tools.html import one_of_each_kind

OUT_OF_REACH = """() => [...document.querySelectorAll("body *")].filter(one => {
    const { overflowX, overflowY } = getComputedStyle(one)
    const scrolls = (overflow, whole, shown) => ["auto", "scroll"].includes(overflow) && whole > shown + 1
    const isScrolled =
        scrolls(overflowX, one.scrollWidth, one.clientWidth) || scrolls(overflowY, one.scrollHeight, one.clientHeight)
    const stops = [one, ...one.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    return isScrolled && !stops.some(stop => stop.tabIndex >= 0 && stop.checkVisibility())
}).map(one => one.outerHTML.slice(0, 120))"""
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
MOVED = """new PerformanceObserver(list => {
    for (const one of list.getEntries()) window.moved = (window.moved ?? 0) + one.value
}).observe({ type: "layout-shift", buffered: true })"""
HOW_MUCH = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.moved ?? 0), 50)))"
OPEN = "for (const fold of document.querySelectorAll('main details')) fold.open = true"


@pytest.fixture(scope="module")
def kinds(site: Path) -> list[str]:
    """An address of each kind of page."""
    found = [
        *one_of_each_kind(site),
        "404.html",
        "about/describing/",
        "search/?q=police",
        "check/#q=officers+identify+themselves+as+police",
    ]
    assert len(found) > 15
    return found


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_by_itself_and_what_scrolls_is_reached_by_keyboard(
    width: int, kinds: list[str], served: str, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.add_init_script(MOVED)
    for address in kinds:
        page.goto(served + address)
        assert page.evaluate(HOW_MUCH) < 0.005, address
        page.evaluate(OPEN)
        assert page.evaluate(OUT_OF_REACH) == [], address
        assert page.evaluate(FITS), address


def test_nothing_is_out_of_anybodys_reach(kinds: list[str], served: str, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 320, "height": 800})
    for address in kinds:
        page.goto(served + address)
        page.evaluate(OPEN)
        assert accessibility.faults(page, is_forced=True) == [], address


DRAWN = """id => {
    const style = getComputedStyle(document.getElementById(id))
    const isLine = line => style[`${line}Style`] !== "none" && parseFloat(style[`${line}Width`]) > 0
    return ["outline", "borderInlineStart"].some(isLine)
}"""


def test_the_place_one_arrived_at_is_seen_in_forced_colours(served: str, new_page: Callable[..., Page]) -> None:
    page = new_page(forced_colors="active")
    page.goto(f"{served}documents/e7e7ceed7dc75719/#p7")
    assert page.evaluate(DRAWN, "p7")
    assert not page.evaluate(DRAWN, "p8")


@pytest.mark.parametrize("forced", ["active", "none"])
def test_the_picture_tells_a_changed_wording_apart_in_the_readers_colours(
    served: str, new_page: Callable[..., Page], forced: str
) -> None:
    page = new_page(forced_colors=forced)
    page.goto(served)
    strokes = {
        way: {*page.locator(f".flow .{way}").evaluate_all("all => all.map(one => getComputedStyle(one).stroke)")}
        for way in ("differs", "same")
    }
    assert "none" not in strokes["differs"]
    assert strokes["same"] == {"none"}
    assert "A band with an outline: the wording differs." in page.locator("section.flow .soft").first.inner_text()


def test_words_in_evidence_are_seen_in_forced_colours(served: str, new_page: Callable[..., Page]) -> None:
    page = new_page(forced_colors="active", color_scheme="dark")
    page.goto(f"{served}documents/e7e7ceed7dc75719/")
    colours = page.evaluate("['.card mark', 'body'].map(one => getComputedStyle(document.querySelector(one)).color)")
    assert colours[0] == colours[1]


LINE = """selector => {
    const style = getComputedStyle(document.querySelector(selector))
    const names = ["borderBottomStyle", "borderBottomWidth", "textDecorationLine", "textDecorationStyle"]
    return names.map(name => style[name]).join(" ")
}"""


def test_words_that_stand_elsewhere_a_name_and_a_link_look_each_another_way_there(
    served: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(forced_colors="active")
    page.goto(f"{served}documents/e7e7ceed7dc75719/")
    lines = [page.evaluate(LINE, f"[data-source-text] {kind}") for kind in ("a.sh", "a.name")]
    assert len(set(lines)) == len(lines), lines


WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SAME = "The mayor wrote a letter to the council of Lund on Monday about the pier and the port of the town."
FACTS = f"""facts:
  title: {{value: {WORD}, editor: x}}
  author: {{value: {WORD}, type: person, editor: x}}
  publisher: {{value: {WORD.upper()}, type: organisation, editor: x}}
  place: {{value: {WORD}, editor: x}}
  date: {{value: 1871, editor: x}}
"""
ODD = {
    "long.txt": f"{WORD} {WORD.upper()}\n\n{'x' * 300}\n\nhttps://host.invalid/{'a/' * 100}\n\n{SAME}",
    "long.yml": FACTS,
    "short.txt": f"A\n\nI\n\nX\n\n{SAME}",
    "short.yml": "facts:\n  date: {value: 1870, editor: x}\n  author: {value: A, type: person, editor: x}\n",
    "names.yml": f"""names:
  - {{id: a, type: person, label: A, aliases: [I]}}
  - {{id: x, type: place, label: X, aliases: [X]}}
  - {{id: long, type: organisation, label: {WORD}, aliases: [{WORD}]}}
""",
}


@pytest.mark.parametrize("width", [320, 1280])
def test_words_of_one_letter_and_of_eighty_are_in_nobodys_way(
    width: int, build: Callable[..., Built], serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    built = build({name: text.encode() for name, text in ODD.items()})
    assert built.code == 0, built.output
    root, page = serve(built.site), new_page(viewport={"width": width, "height": 800})
    for address in ("", "documents/long/", "documents/short/", "timeline/", "names/"):
        page.goto(root + address)
        assert page.evaluate(FITS), address
        page.evaluate(OPEN)
        assert page.evaluate(FITS), address
        assert accessibility.faults(page, is_forced=True) == [], address
