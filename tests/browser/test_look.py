"""How the pages look and answer: layout, colours, keyboard, paper; with script and without."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.tools import accessibility
from tests.tools.building import Built
from tests.tools.watching import Faults

LETTER = "documents/e7e7ceed7dc75719/"
PAGES = {
    "home": "",
    "catalogue": "documents/",
    "letter": LETTER,
    "paragraph": "documents/82e47f02171726f6/#p5",
    "compilation": "documents/93201fcdd183e6ed/",
    "about": "about/",
    "rights": "about/rights/",
    "404": "documents/0000000000000000/",
}
WIDTHS = [320, 360, 390, 768, 1024, 1280, 1920]
STRANGE = (
    "مقال عن السفر\n\n"
    + "هذه فقرة طويلة باللغة العربية تحتوي على كلمات كثيرة حتى تمتد على أكثر من سطر واحد. " * 4
    + "\n\none\ttab\n  indented\n\n"
    + "x" * 500
    + "\n\nAn English paragraph."
)
CHARACTERS_A_LINE = """paragraph => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = document.createRange()
    const lines = new Map()
    let node
    while ((node = walker.nextNode())) {
        for (let i = 0; i < node.length; i++) {
            range.setStart(node, i)
            range.setEnd(node, i + 1)
            const box = range.getClientRects()[0]
            if (box) lines.set(Math.round(box.bottom), (lines.get(Math.round(box.bottom)) ?? 0) + 1)
        }
    }
    return [...lines.values()].slice(0, -1)
}"""
COLOUR_OF = """name => {
    const sample = document.createElement('i')
    sample.style.setProperty('color', `var(--${name})`)
    document.body.append(sample)
    const colour = getComputedStyle(sample).color
    sample.remove()
    return colour
}"""
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
STOP = """() => {
    const one = document.activeElement
    if (one === document.body) return null
    const seen = element => {
        const style = getComputedStyle(element)
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    }
    const { width, height } = one.getBoundingClientRect()
    const stop = isSeen => ({ isSeen: isSeen && width * height > 0, html: one.outerHTML })
    if (one instanceof SVGElement) {  // in a drawing a line is drawn around it, or along it
        const lines = () => [...one.querySelectorAll("*")].map(shape => {
            const {stroke, strokeWidth} = getComputedStyle(shape)
            return `${stroke} ${strokeWidth}`
        }).join()
        const focused = lines()
        one.blur()
        const plain = lines()
        one.focus()
        return stop(focused !== plain)
    }
    return stop(seen(one) || (one.type === 'radio' && seen(one.parentElement)))
}"""


def colour(page: Page, selector: str, name: str = "background-color", pseudo: str = "") -> str:
    value: str = page.locator(selector).first.evaluate(
        "(e, [name, pseudo]) => getComputedStyle(e, pseudo).getPropertyValue(name)", [name, pseudo or None]
    )
    return value


def lightness(colour: str) -> float:
    return sum(map(float, re.findall(r"[\d.]+", colour)[:3])) / 3


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as the Web Content Accessibility Guidelines 2.2 define it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.fixture(scope="module")
def strange(build: Callable[..., Built]) -> Built:
    name = f"names: [{{id: x, type: place, label: {'x' * 60}, aliases: [{'x' * 500}]}}]"
    files = {"strange.txt": STRANGE, "archive.yml": f"title: {'x' * 48}", "names.yml": name}
    return build({file: text.encode() for file, text in files.items()}, SITE_URL="https://archive.example/deep/")


# What everybody must be able to use


@pytest.mark.parametrize("name", PAGES)
def test_no_accessibility_fault_on_any_kind_of_page(page: Page, faults: Faults, served: str, name: str) -> None:
    faults.allow("404 (")
    page.goto(served + PAGES[name])
    page.evaluate("for (const details of document.querySelectorAll('article details')) details.open = true")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 850})
        assert accessibility.faults(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_stop_of_the_tab_key_is_seen(page: Page, faults: Faults, served: str, name: str) -> None:
    faults.allow("404 (")
    page.goto(served + PAGES[name].partition("#")[0])
    stops = 0
    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops += 1
        assert stop["isSeen"], stop["html"]
    assert stops > 5


@pytest.mark.parametrize(("address", "anchor"), [(LETTER, "p1"), ("about/", "content"), ("", "content")])
def test_the_first_stop_skips_to_what_one_came_for(page: Page, served: str, address: str, anchor: str) -> None:
    page.goto(served + address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=re.compile("Skip to the (text|content)"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}{address}#{anchor}")
    page.keyboard.press("Tab")
    inside = page.evaluate(
        """anchor => {
        const start = document.getElementById(anchor), one = document.activeElement
        return start.contains(one) || Boolean(start.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
    }""",
        anchor,
    )
    assert inside
    expect(page.locator("nav :focus")).to_have_count(0)


def test_the_navigation_says_where_one_is(page: Page, served: str) -> None:
    page.goto(served)
    expect(page.get_by_role("banner").locator("[aria-current]")).to_have_text("The letter to ICE: a source archive")
    for address, name, value in [
        ("documents/", "Documents", "page"),
        (LETTER, "Documents", "true"),
        ("by/publisher/", "Documents", "true"),
    ]:
        page.goto(served + address)
        current = page.get_by_role("navigation", name="Archive").locator("[aria-current]")
        expect(current).to_have_text(name)
        expect(current).to_have_attribute("aria-current", value)


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_of_a_phone_opens_by_keyboard_and_without_script(
    new_page: Callable[..., Page], served: str, script: bool
) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=script)
    page.goto(served)
    documents = page.get_by_role("navigation", name="Archive").get_by_role("link", name="Documents")
    expect(documents).to_have_count(0)
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    documents.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")


def test_an_archive_is_led_through_by_what_it_has(build: Callable[..., Built]) -> None:
    """What an archive has nothing of stands at its address, and not in the navigation."""
    built = build({"a.txt": b"Words of one text"})
    nav = LexborHTMLParser(built.page("documents/a/")).css_first("nav")
    assert nav is not None
    assert [a.text() for a in nav.css("a")] == ["Documents", "Search", "Check a quotation", "About"]
    assert built.page("names/")


# Layout


def test_no_page_is_wider_than_the_screen(
    page: Page, faults: Faults, served: str, strange: Built, serve: Callable[..., str]
) -> None:
    faults.allow("404 (")
    hard = serve(strange.site, "/deep/")
    for address in [*(served + part for part in PAGES.values()), hard, f"{hard}documents/strange/", f"{hard}names/x/"]:
        page.goto(address)
        page.evaluate("for (const details of document.querySelectorAll('article details')) details.open = true")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(FITS), f"{address} at {width}"


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_line_of_text_has_60_to_75_characters(new_page: Callable[..., Page], served: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(served + LETTER)
    lines = sorted(n for i in (5, 6, 7, 9, 10, 11) for n in page.locator(f"#p{i}").evaluate(CHARACTERS_A_LINE))
    assert len(lines) > 20
    assert 60 <= lines[len(lines) // 2] <= 75


@pytest.mark.parametrize("width", [390, 768])
def test_without_room_beside_it_a_page_begins_where_the_archives_title_does(
    new_page: Callable[..., Page], served: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    for address in ("", LETTER, "search/"):
        page.goto(served + address)
        lefts = page.locator(".brand, h1").evaluate_all("all => all.map(e => e.getBoundingClientRect().left)")
        assert len(set(lefts)) == 1, address


@pytest.mark.parametrize("width", [360, 1280])
def test_numbers_stand_in_one_column_left_of_the_text_whichever_way_it_is_read(
    new_page: Callable[..., Page], strange: Built, serve: Callable[..., str], width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(serve(strange.site, "/deep/") + "documents/strange/")
    numbers = page.locator("[data-source-text] .n")
    expect(numbers).to_have_count(5)
    boxes = numbers.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    left = page.locator("#p1").bounding_box()
    assert left
    assert len({box["right"] for box in boxes}) == 1
    assert 0 <= boxes[0]["left"] < boxes[0]["right"] <= left["x"]
    for number in range(1, 6):
        assert page.locator(f"#p{number}").evaluate("p => getComputedStyle(p.firstChild, '::before').content") == (
            f'"{number}"'
        )
    directions = [colour(page, f"#p{number}", "direction") for number in range(1, 6)]
    assert directions == ["rtl", "rtl", "ltr", "ltr", "ltr"]


def test_line_breaks_tabs_and_runs_of_spaces_are_shown(page: Page, strange: Built, serve: Callable[..., str]) -> None:
    page.goto(serve(strange.site, "/deep/") + "documents/strange/")
    assert page.locator("#p3").inner_text() == "one\ttab\n  indented"


# Where one arrives


def test_arriving_at_a_paragraph_marks_it(page: Page, served: str) -> None:
    page.goto(f"{served}{LETTER}#p7")
    expect(page.locator("#p7")).to_be_in_viewport()
    assert colour(page, "#p7") != colour(page, "#p6")
    assert colour(page, "#p7", "box-shadow") != "none"
    assert colour(page, "#p6", "box-shadow") == "none"
    page.locator("#p6 .n").click()
    expect(page).to_have_url(re.compile("#p6$"))
    assert colour(page, "#p6", "box-shadow") != "none"


def test_a_click_on_stated_lights_exactly_the_words(page: Page, served: str) -> None:
    for address in (LETTER, "documents/82e47f02171726f6/"):
        page.goto(served + address)
        links = page.locator("a.basis.stated:visible")
        assert links.count() > 1
        for i in range(links.count()):
            plain = colour(page, "[data-source-text]")
            links.nth(i).click()
            anchor = (links.nth(i).get_attribute("href") or "").removeprefix("#")
            parts = f"[id='{anchor}'], [data-part-of='{anchor}']"
            # The address lights the first part; a moment later the script lights the others, and those before no more.
            expect(page.locator(f"[data-part-of='{anchor}']:not(.lit)")).to_have_count(0)
            expect(page.locator(f".lit:not([data-part-of='{anchor}'])")).to_have_count(0)
            lit = page.locator(".said").evaluate_all("""all => all
                .filter(one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)')
                .map(one => one.id || one.dataset.partOf)""")
            assert set(lit) == {anchor}
            assert len(lit) == page.locator(parts).count()
            assert colour(page, f"[id='{anchor}']") != plain
            expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_words_in_two_paragraphs_are_lit_without_script_too(new_page: Callable[..., Page], served: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{served}{LETTER}#said-author-1")
    parts = page.locator("[id=said-author-1], [data-part-of=said-author-1]")
    expect(parts).to_have_text(["Bill de Blasio", "Mayor"])
    grounds = parts.evaluate_all("parts => parts.map(part => getComputedStyle(part).backgroundColor)")
    assert set(grounds) == {colour(page, "#said-author-1")} != {colour(page, "#said-date-1")}


# Colours


@pytest.mark.parametrize("script", [True, False])
def test_without_a_choice_the_system_decides(new_page: Callable[..., Page], served: str, script: bool) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme, java_script_enabled=script)
        page.goto(served + LETTER)
        grounds.append(lightness(colour(page, "body")))
    assert grounds[0] > 200
    assert grounds[1] < 50


def test_a_choice_is_made_by_keyboard_shown_and_kept(page: Page, served: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(served)
    radios = page.get_by_role("group", name="Colours").get_by_role("radio")
    expect(radios).to_have_count(3)
    expect(page.get_by_role("radio", name="As the system")).to_be_checked()
    page.get_by_role("radio", name="As the system").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    assert lightness(colour(page, "body")) < 50
    page.goto(served + LETTER)
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    assert lightness(colour(page, "body")) < 50
    page.get_by_role("radio", name="As the system").check()
    assert lightness(colour(page, "body")) > 200


def test_nothing_moves_where_the_reader_asks_for_it(new_page: Callable[..., Page], served: str) -> None:
    page = new_page(reduced_motion="reduce")
    for address in PAGES.values():
        if address == PAGES["404"]:
            continue
        page.goto(served + address)
        moving = page.evaluate("""[...document.querySelectorAll('*')].filter(one => {
            const style = getComputedStyle(one)
            return style.transitionDuration.split(', ').some(time => parseFloat(time) > 0) ||
                style.animationName !== 'none' || style.scrollBehavior !== 'auto'
        }).map(one => one.outerHTML.slice(0, 80))""")
        assert moving == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_on_every_ground(new_page: Callable[..., Page], served: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(served)
    light = {
        name: luminance(page.evaluate(COLOUR_OF, name))
        for name in ("ink", "soft", "accent", "edge", "ochre", "paper", "raised", "wash", "changed", "shared")
    }
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "raised", "wash", "changed", "shared"):
            assert contrast(light[text], light[ground]) >= 4.5, f"{text} on {ground}"
    for line in ("edge", "ochre"):
        for ground in ("paper", "raised"):
            assert contrast(light[line], light[ground]) >= 3, f"{line} on {ground}"


# Paper


def test_paper_is_black_on_white_with_address_and_numbers_and_without_navigation(
    new_page: Callable[..., Page], served: str
) -> None:
    page = new_page(color_scheme="dark")
    page.goto(f"{served}{LETTER}#p7")
    address = page.locator(".print-address")
    expect(address).to_be_hidden()
    page.emulate_media(media="print", color_scheme="dark")
    expect(address).to_be_visible()
    expect(address).to_contain_text(f"/{LETTER}")
    assert colour(page, "#p7", "color") == "rgb(0, 0, 0)"
    assert colour(page, "body") == "rgb(255, 255, 255)"
    assert colour(page, "#p7") == "rgba(0, 0, 0, 0)"
    assert colour(page, "#p7 .n", "content", "::before") == '"7"'
    expect(page.locator("#p7 .n")).to_be_visible()
    for hidden in ("header.top", ".pager", ".foot"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_with_a_hosted_address_paper_carries_it_whole(strange: Built) -> None:
    for address in ("", "documents/", "documents/strange/", "about/"):
        told = LexborHTMLParser(strange.page(address)).css_first(".print-address")
        assert told is not None
        assert told.text().endswith(f", https://archive.example/deep/{address}")


# What a stray address gets


def test_a_stray_address_leads_on_wherever_the_site_lies(
    page: Page, faults: Faults, strange: Built, serve: Callable[..., str]
) -> None:
    faults.allow("404 (")
    root = serve(strange.site, "/deep/")
    for stray in ("nothing", "documents/strange/v/9/x/"):
        page.goto(root + stray)
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
        assert colour(page, ".top .wrap", "display") == "flex"
        page.get_by_role("article").get_by_role("link", name="Browse all documents").click()
        expect(page).to_have_url(f"{root}documents/")


def test_no_page_has_a_style_or_a_handler_of_its_own(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 8
    for path in pages:
        for node in LexborHTMLParser(path.read_bytes()).css("*"):
            odd = [name for name in node.attributes if name == "style" or name.startswith("on")]
            assert not odd, f"{path.relative_to(site)}: {node.html}"
