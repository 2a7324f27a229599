"""The catalogue: it is sorted by script, and reads well without."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.tools.building import Built

TITLES = {"a": "Zebra", "b": "Äpfel", "c": "apricot", "d": "“Beech”", "e": "Letter 10", "f": "Letter 9"}
WORDS = {"a": 100, "b": 20, "c": 3, "d": 1000, "e": 4, "f": 50}


@pytest.fixture(scope="module")
def built(build: Callable[..., Built]) -> Built:
    return build(
        {
            f"{stem}.txt": (title + "\n\n" + " word" * (WORDS[stem] - len(title.split()))).encode()
            for stem, title in TITLES.items()
        }
    )


@pytest.fixture
def address(built: Built, serve: Callable[..., str]) -> str:
    return serve(built.site) + "documents/"


def order(page: Page) -> list[str]:
    return page.locator("table[data-sortable] tbody th").all_inner_texts()


def by(key: Callable[[str], object], *, down: bool = False) -> list[str]:
    return [TITLES[stem] for stem in sorted(TITLES, key=key, reverse=down)]  # type: ignore[arg-type]


def test_without_script_the_table_stands_as_it_is_and_offers_nothing_that_does_not_work(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    assert order(page) == list(TITLES.values())
    assert page.locator("table button").count() == 0
    assert page.get_by_text("sorts this page").count() == 0


def test_numbers_are_sorted_as_numbers_up_and_then_down(page: Page, address: str) -> None:
    page.goto(address)
    words = page.get_by_role("button", name="Words")
    words.click()
    assert order(page) == by(WORDS.__getitem__)
    words.click()
    assert order(page) == by(WORDS.__getitem__, down=True)


def test_titles_are_sorted_as_a_reader_of_the_pages_language_would(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Title").click()
    assert order(page) == ["Äpfel", "apricot", "“Beech”", "Letter 9", "Letter 10", "Zebra"]


def test_a_sorted_column_says_so_to_all(page: Page, address: str) -> None:
    page.goto(address)
    title, words = page.locator("th[data-sort]").first, page.locator("th[data-sort]").last
    status = page.get_by_role("status")
    expect(title).not_to_have_attribute("aria-sort", "ascending")
    expect(status).to_have_text("")
    page.get_by_role("button", name="Title").click()
    expect(title).to_have_attribute("aria-sort", "ascending")
    expect(status).to_have_text("Sorted by Title, ascending.")
    page.get_by_role("button", name="Title").click()
    expect(status).to_have_text("Sorted by Title, descending.")
    page.get_by_role("button", name="Words").click()
    expect(words).to_have_attribute("aria-sort", "ascending")
    assert page.locator("[aria-sort]").count() == 1


def test_sorting_works_by_keyboard_and_keeps_the_focus(page: Page, address: str) -> None:
    page.goto(address)
    words = page.get_by_role("button", name="Words")
    words.focus()
    page.keyboard.press("Enter")
    assert order(page) == by(WORDS.__getitem__)
    expect(words).to_be_focused()


def test_rows_without_a_value_stay_last(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("""() => {
        const cell = document.querySelector('tbody td[data-value="3"]')
        cell.dataset.value = cell.textContent = ''
    }""")
    words = page.get_by_role("button", name="Words")
    for _ in range(2):
        words.click()
        assert order(page)[-1] == "apricot"


def test_a_long_catalogue_comes_in_pages_that_lead_to_each_other(
    page: Page, many: Path, serve: Callable[..., str]
) -> None:
    page.goto(serve(many) + "documents/")
    assert order(page) == [f"Text {number}" for number in range(100)]
    expect(page.get_by_text("sorts this page")).to_be_visible()
    page.get_by_role("button", name="Title").click()
    expect(page.get_by_role("status")).to_have_text("Sorted by Title, ascending. Only this page was sorted.")
    pages = page.get_by_role("navigation", name="Pages of the list")
    expect(pages.locator("[aria-current=page]")).to_have_text("1")
    pages.get_by_role("link", name="2").click()
    assert order(page) == [f"Text {number}" for number in range(100, 200)]
    expect(pages.locator("[aria-current=page]")).to_have_text("2")
    expect(page.get_by_role("heading", level=1)).to_contain_text("page 2 of 3")
