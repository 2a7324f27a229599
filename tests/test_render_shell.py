"""render/shell.py: a page's own parts in the theme's page; what stands in a text is never taken for a slot."""

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser
from sourcebook.problems import ArchiveError
from sourcebook.render.base.page import Page
from sourcebook.render.base.shell import SLOTS, Shell
from sourcebook.render.prose.search import search_page

from tests.reading_cases import archive_of

THEME = (
    "<title>%%sourcebook:title%%</title>%%sourcebook:canonical%%<main>%%sourcebook:content%%</main>%%sourcebook:title%%"
)


def page(title: str = "A title", content: str = "<p>text</p>") -> Page:
    return Page("documents/ä/", title, "A description.", Markup(content))  # noqa: S704  a test's own HTML


def test_every_slot_is_filled() -> None:
    shell = Shell("|".join(f"%%sourcebook:{name}%%" for name in SLOTS))
    html = shell.fill(page(), "https://example.org/")
    assert "%%" not in html
    assert html.count("|") == len(SLOTS) - 1


def test_a_slot_may_stand_at_several_places() -> None:
    assert Shell(THEME).fill(page(), "") == "<title>A title</title><main><p>text</p></main>A title"


def test_the_canonical_address_is_written_where_the_sites_is_known() -> None:
    link = '<link rel="canonical" href="https://example.org/a/documents/%C3%A4/">'
    assert link in Shell(THEME).fill(page(), "https://example.org/a/")
    assert "canonical" not in Shell(THEME).fill(page(), "")


def test_what_is_plain_text_is_escaped() -> None:
    html = Shell(THEME).fill(page("</title><script>alert('1')</script>"), "")
    assert html.startswith("<title>&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</title>")


def test_a_slots_name_in_a_text_or_a_title_stays_what_it_is() -> None:
    slot = "%%sourcebook:content%%"
    html = Shell(THEME).fill(page(slot, f"<p>{slot} %%sourcebook:nothing%%</p>"), "")
    assert html == f"<title>{slot}</title><main><p>{slot} %%sourcebook:nothing%%</p></main>{slot}"


@pytest.mark.parametrize(
    ("theme", "fault"), [("<main></main>", "none for the content"), (f"{THEME}%%sourcebook:nonsense%%", "nonsense")]
)
def test_a_theme_with_wrong_slots_is_told(theme: str, fault: str) -> None:
    with pytest.raises(ArchiveError, match=fault):
        Shell(theme)


def test_the_examples_of_the_search_are_written_as_in_the_texts() -> None:
    texts = {"a.txt": "Mit herzlichen Grüßen\n", "b.txt": "Herzlichen Dank. Mit herzlichen Grüßen, und Geduld.\n"}
    page = LexborHTMLParser(str(search_page(archive_of(texts))))
    examples = [node.text() for node in page.css("[data-search-example]")]
    assert examples == [
        *("herzlichen Grüßen", "“herzlichen Grüßen”", "herzlichen -Geduld", "herzlichen OR Geduld", "herzlich*"),
        "“Grüßen herzlichen”~5",
    ]
