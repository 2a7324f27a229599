"""What readers do, in Firefox: read, copy, search, cite, check, compare. The other tests use Chromium.

Not part of `make test`, since it needs a second browser: `make test-firefox` installs one where there is none.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.firefox.bidi import Firefox, firefox
from tests.tools.building import FIVE
from tests.tools.html import one_of_each_kind
from tests.tools.texts import paragraphs_of

LETTER = "e7e7ceed7dc75719"
REPORT = "82e47f02171726f6"
WORDS = "often identify themselves"
SENTENCE = "ICE agents never identify themselves as police or detectives"
CLIPBOARD = "navigator.clipboard.readText()"
MARKED = "Array.from(document.querySelectorAll('mark[data-found]'), one => one.textContent).join('')"
IN_VIEW = "(({ top, bottom }) => bottom > 0 && top < innerHeight)(document.querySelector(%s).getBoundingClientRect())"
RESULTS = "Array.from(document.querySelectorAll('main [data-document]'), one => one.dataset.document)"


@pytest.fixture(scope="module")
def running() -> Iterator[Firefox]:
    with (
        tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile,
        firefox(Path(profile)) as one,
    ):
        yield one


@pytest.fixture
def page(running: Firefox) -> Iterator[Firefox]:
    """The page, as large as on a desk; nothing may have gone wrong behind it."""
    running.faults.clear()
    running.resize(1280, 800)
    yield running
    assert running.faults == []


@pytest.fixture(scope="module")
def letter() -> list[str]:
    """The paragraphs of the letter, as its source has them."""
    (seed,) = (FIVE).glob(f"*_{LETTER}.txt")
    return paragraphs_of(seed.read_bytes())


def select(page: Firefox, words: str) -> None:
    """Select words of the source text that stand in one paragraph."""
    page.ask(f"""(() => {{
        const words = {json.dumps(words)}
        const paragraphs = [...document.querySelectorAll("[data-source-text] p[id]")]
        const paragraph = paragraphs.find(one => one.textContent.includes(words))
        const place = offset => {{
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
                if (!node.parentElement.closest("[data-note]") && offset <= node.length) return [node, offset]
                offset -= node.parentElement.closest("[data-note]") ? 0 : node.length
            }}
        }}
        const start = paragraph.textContent.indexOf(words)
        getSelection().setBaseAndExtent(...place(start), ...place(start + words.length))
    }})()""")


def button(within: str, label: str) -> str:
    """Say in the page's language: the button that is to be seen and begins with these words."""
    found = f"Array.from(document.querySelectorAll({json.dumps(within + 'button')}))"
    return f"{found}.find(one => one.checkVisibility() && one.textContent.startsWith({json.dumps(label)}))"


def test_the_text_is_what_was_received(page: Firefox, served: str, letter: list[str]) -> None:
    page.open(f"{served}documents/{LETTER}/")
    shown = page.ask("Array.from(document.querySelectorAll('[data-source-text] p[id]'), one => one.textContent)")
    assert shown == letter
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")
    page.resize(390, 780)
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")


def test_an_address_leads_to_its_paragraph(page: Firefox, served: str, letter: list[str]) -> None:
    last = f"#p{len(letter) - 1}"
    page.open(f"{served}documents/{LETTER}/{last}")
    page.wait(IN_VIEW % json.dumps(last))


def test_the_choice_of_colours_holds_on_the_next_page(page: Firefox, served: str) -> None:
    page.open(served)
    page.click("[data-schemes] label:has([value=dark])")
    ground = page.wait(
        "document.documentElement.dataset.scheme === 'dark' && getComputedStyle(document.body).backgroundColor"
    )
    page.open(f"{served}documents/")
    assert page.ask("document.documentElement.dataset.scheme") == "dark"
    assert page.ask("getComputedStyle(document.body).backgroundColor") == ground
    assert page.ask("document.querySelector('[data-schemes] [value=dark]').checked")
    page.click("[data-schemes] label:has([value=''])")
    page.wait("document.documentElement.dataset.scheme === ''")


def test_what_is_copied_is_the_sources_own(page: Firefox, served: str, letter: list[str]) -> None:
    page.open(f"{served}documents/{LETTER}/")
    page.wait("'text/text' in sourcebook")
    page.ask("getSelection().selectAllChildren(document.querySelector('[data-source-text]'))")
    page.press("Control", "c")
    assert page.wait(CLIPBOARD) == "\n\n".join(letter)


def test_words_are_found_as_one_types_and_marked_where_one_lands(page: Firefox, served: str) -> None:
    page.open(served)
    page.click("header input[name=q]")
    page.type(WORDS)
    page.wait("document.querySelectorAll('[role=option]').length >= 3")
    page.press("Enter")
    page.wait(
        "location.pathname.endsWith('/search/') && document.querySelector('[data-search-results=done] [data-document]')"
    )
    assert page.ask(RESULTS)[0] == LETTER
    page.click(f"[data-document='{LETTER}'] [data-paragraph]")
    assert page.wait(MARKED) == WORDS
    page.wait(IN_VIEW % '"mark[data-found]"')


def test_words_are_cited_and_their_link_marks_them(page: Firefox, served: str) -> None:
    page.open(f"{served}documents/{LETTER}/")
    page.wait("'text/text' in sourcebook")
    select(page, WORDS)
    cite = button("", "Cite these words")
    page.wait(cite)
    page.ask(f"({cite}).click()")
    copy = button("[role=dialog] ", "Copy quotation")
    page.wait(copy)
    page.ask(f"({copy}).click()")
    copied = page.wait(f"{CLIPBOARD}.then(text => text.includes({json.dumps(WORDS)}) && text)")
    assert copied.startswith(f"“{WORDS}”")
    assert "de Blasio" in copied
    link = page.ask("[...document.querySelectorAll('[role=dialog] a')].find(one => one.href.includes('quote=')).href")
    page.open(link)
    assert page.wait(MARKED) == WORDS


def test_a_quotation_is_checked_and_its_words_stay_here(page: Firefox, served: str) -> None:
    page.open(f"{served}check/")
    page.click("main [name=q]")
    page.type(SENTENCE)
    page.click("main form button:not([type=button])")
    page.wait("document.querySelector('[data-check-results=done] [data-document]')")
    assert page.ask(RESULTS)[0] == LETTER
    assert page.ask("location.search") == ""
    assert "police" in page.ask("decodeURIComponent(location.hash)")
    page.click("[data-check-results] [data-paragraph]")
    assert "police" in page.wait(MARKED)


@pytest.mark.parametrize("gone", ["assets/javascripts/search-*.js", "search/index/*/texts"])
def test_an_archive_that_was_published_anew_is_said_and_loaded_again(
    page: Firefox, site: Path, serve: Callable[..., str], tmp_path: Path, gone: str
) -> None:
    new = shutil.copytree(site, tmp_path / "site")
    page.open(serve(new))
    page.click("header input[name=q]")
    if "index" in gone:
        page.type("zzz ")
        page.wait("performance.getEntriesByType('resource').some(one => one.name.includes('/lists/'))")
        (new / "search/index/manifest.packed").write_text('{"folder": "other"}', encoding="utf-8")
    for path in new.glob(gone):
        path.rename(tmp_path / path.name)
    page.type("police")
    page.wait("document.querySelector('[data-search-box]').innerText.includes('The archive has changed')")
    begun = page.ask("performance.timeOrigin")
    page.wait(f"document.readyState === 'complete' && performance.timeOrigin > {begun}")
    page.faults[:] = [fault for fault in page.faults if "/search" not in fault]


def test_two_texts_are_compared(page: Firefox, served: str) -> None:
    page.open(f"{served}compare/{REPORT}/{LETTER}/")
    page.wait("'text/compare' in sourcebook")
    page.click("[data-unfold]")
    page.wait("[...document.querySelectorAll('[data-compare] details')].every(one => one.open)")
    page.click("[data-unfold]")
    page.wait("[...document.querySelectorAll('[data-compare] details')].every(one => !one.open)")


@pytest.mark.parametrize("width", [1280, 320])
def test_every_kind_of_page_stands_without_a_fault(page: Firefox, served: str, site: Path, width: int) -> None:
    page.resize(width, 800)
    for address in one_of_each_kind(site):
        page.open(served + address)
        page.wait("document.styleSheets.length && document.querySelector('h1') && 'search/reach' in sourcebook")
        assert page.ask("document.documentElement.scrollWidth <= innerWidth"), address
