"""An Arabic archive in a browser: it reads from right to left, and scripts count as Arabic does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.tools.building import Built

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = "كتاب {}\n\nصيادو المدينة ينتظرون منذ {} أسابيع أمام أبواب مغلقة.\n"
SEEDS = {
    "archive.yml": "title: الميناء\nlanguage: ar\n".encode(),
    **{f"text-{n}.txt": TEXT.format(n, "بحر " * (n % 3)).encode() for n in range(1, 13)},
    "text-1.yml": 'facts:\n  date: {value: 1920-10-09, editor: "ملاحظة"}\n'.encode(),
}


@pytest.fixture(scope="module")
def address(build: Callable[..., Built], serve: Callable[..., str]) -> str:
    built = build(SEEDS)
    assert built.code == 0, built.output
    return serve(built.site)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("المدينة", "عُثر على 12 نصًا."),  # many
        ("بحر", "عُثر على 8 نصوص."),  # few
        ('"كتاب 7"', "عُثر على نص واحد."),  # one
        ("سفينة", "لم يُعثر على أي نص."),
    ],
)
def test_a_search_counts_in_arabic(page: "Page", address: str, query: str, told: str) -> None:
    page.goto(f"{address}search/?q={query}")
    page.wait_for_selector("[data-search-results=done]", state="attached")
    assert page.inner_text("[data-search-status]") == told


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_reads_from_right_to_left_and_fits(page: "Page", address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}documents/text-1/")
    assert page.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "9 أكتوبر 1920" in page.inner_text(".kicker")
    number, paragraph = (page.locator(place).bounding_box() for place in ("#p2 .n", "#p2"))
    assert number
    assert paragraph
    assert number["x"] >= paragraph["x"] + paragraph["width"], "the number stands at the side where lines begin"
    aligned = page.locator("#p2 .n").evaluate("number => getComputedStyle(number).textAlign")
    assert aligned == "right", "and at the outer edge of its column, as it does in English"
    marks = page.locator(".fold:not([open]) > summary").evaluate_all(
        "folds => folds.map(fold => getComputedStyle(fold, '::before').content)"
    )
    assert {mark[1] for mark in marks} == {"◂"}, "a folded part opens the way one reads"
