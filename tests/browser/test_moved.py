"""Whoever comes to the old address of a document that moved is taken to the new one, to the same paragraph."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.tools.building import TEXTS, Project
from tests.tools.commands import Curator


@pytest.fixture(scope="module")
def address(new_project: Callable[..., Project], serve: Callable[..., str]) -> str:
    project: Project = new_project({})
    curator = Curator(project.folder / TEXTS)
    curator.write("old.txt", "A document that moves", "Its second paragraph.", *[f"Line {n}." * 60 for n in range(20)])
    curator.does("record")
    curator.does("rename", "old", "--id", "new")
    built = project.build()
    assert built.code == 0, built.output
    return serve(built.site)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("documents/old/", "documents/new/"),
        ("documents/old/#p2", "documents/new/#p2"),
        ("documents/old/#p20", "documents/new/#p20"),
        ("documents/old/v/1/#p2", "documents/new/v/1/#p2"),
    ],
)
def test_the_old_address_leads_to_the_new_one(old: str, new: str, page: Page, address: str) -> None:
    page.goto(address)
    page.goto(address + old)
    page.wait_for_url(address + new)
    if "#" in new:
        assert page.locator("#" + new.partition("#")[2]).is_visible()
    page.go_back()
    assert page.url == address  # the old address stands not between


def test_without_script_the_old_address_lists_its_anchors(new_page: Callable[..., Page], address: str) -> None:
    page: Page = new_page(java_script_enabled=False)
    page.goto(f"{address}documents/old/#p2")
    page.click("#p2 a")
    expect(page).to_have_url(f"{address}documents/new/#p2")
