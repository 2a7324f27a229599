"""Editorial pages: what they point to is checked before the build, and shown from both sides."""

import re
from collections.abc import Callable

import pytest
from sourcebook.link import editorial
from sourcebook.problems import ArchiveError
from sourcebook.render.base.context import Context
from sourcebook.render.prose.written import written_content

from tests.reading_cases import SEEDS, archive_of
from tests.tools.building import Built, Project

BYTES = {name: content.encode() for name, content in SEEDS.items()}


@pytest.fixture(scope="module")
def built(build: Callable[..., Built]) -> Built:
    return build(BYTES)


def test_a_page_is_rendered_with_its_links_in_place_and_leads_back(built: Built) -> None:
    assert built.code == 0, built.output
    page = built.page("guide/what/")
    pointers = re.findall(r'<a class="at" id="at-([0-9a-f]{12})" href="([^"]+)">([^<]+)</a>', page)
    assert [(href, words) for _, href, words in pointers] == [
        ("../../documents/letter/", "wrote a letter"),
        ("../../documents/letter/#p4", "the ferry"),
    ]
    letter = built.page("documents/letter/")
    for id, _, _ in pointers:
        assert f'href="../../guide/what/#at-{id}"' in letter
    assert "doc:nowhere#p1" in page, "what stands in code is no link"


@pytest.mark.parametrize(
    ("html", "label"),
    [
        (
            "<table>\n<thead>\n<tr>\n<th>Ship</th>\n<th><em>A &amp; B</em></th>\n</tr>\n</thead>\n</table>",
            "Ship, A &amp; B",
        ),
        ('<table id="x">\n<tr><td>One</td></tr>\n<tr><td>Two</td></tr>\n</table>', "One"),
    ],
)
def test_a_wide_table_is_scrolled_by_keyboard_too(html: str, label: str) -> None:
    written = written_content(
        Context(archive_of(SEEDS)), "about/describing.md", f"<p>x</p>\n{html}\n", "x", is_english=False
    )
    assert written == f'<p>x</p>\n<div class="table" role="region" aria-label="{label}" tabindex="0">\n{html}\n</div>\n'


def test_the_columns_of_a_table_are_aligned_without_a_style_that_the_policy_bars() -> None:
    html = '<table>\n<tr><th style="text-align: right;">A</th><td style="text-align: left;">B</td></tr>\n</table>'
    written = written_content(Context(archive_of(SEEDS)), "about/describing.md", html, "x", is_english=False)
    assert '<th data-align="right">A</th><td data-align="left">B</td>' in written


def test_the_navigation_leads_to_the_guide(built: Built) -> None:
    nav = re.search(r'<nav aria-label="Archive".*?</nav>', built.page("documents/letter/"), re.DOTALL)
    assert nav
    assert re.search(r'<a href="[^"]*guide/what/"[^>]*>Guide</a>', nav[0])


def test_an_archive_without_editorial_pages_has_no_place_for_them(build: Callable[..., Built]) -> None:
    built = build({"a.txt": b"Words"})
    assert built.code == 0, built.output
    assert "guide" not in built.page("documents/a/")
    assert not (built.site / "guide").exists()


def test_several_pages_are_a_section_that_begins_with_the_index(build: Callable[..., Built]) -> None:
    pages = {
        "guide/index.md": "# גGuide\u200f\n".encode(),
        "guide/two.md": (
            "# Two\n\n[the text](doc:a#p1) [a](#किताब)\n\n## किताब\n\n## काताब\n\n## Łódź, é\n\n## Café, 2\n\n## ♠\n"
        ).encode(),
        "a.txt": b"Words",
    }
    built = build(pages)
    assert built.code == 0, built.output
    section = re.search(r'<nav class="section" aria-label="Guide".*?</nav>', built.page("guide/two/"), re.DOTALL)
    assert section
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', section[0]) == [("../", "גGuide"), ("./", "Two")]
    assert "<title>גGuide - " in built.page("guide/")
    assert 'href="two/"' in built.page("guide/")
    assert re.findall('<h2 id="([^"]*)"', built.page("guide/two/")) == ["किताब", "काताब", "łódź-é", "cafe-2", "_1"]


def test_every_wrong_pointer_is_an_error_with_its_file_and_line() -> None:
    page = "# A\n\n[one](doc:nope)\n\nwords [two](doc:letter#p99)\n\n[three](doc:letter#p1)\n\n[four](doc:letter#x)\n"
    with pytest.raises(ArchiveError) as raised:
        archive_of({**SEEDS, "guide/what.md": page})
    assert [str(problem) for problem in raised.value.problems] == [
        "seeds/guide/what.md:3: there is no document 'nope'. "
        "Correct the id: it is the document's address without /documents/.",
        "seeds/guide/what.md:5: the document letter has no paragraph 'p99'. "
        "Write #p1 to #p5, or leave it out to point to the whole.",
        "seeds/guide/what.md:9: the document letter has no paragraph 'x'. "
        "Write #p1 to #p5, or leave it out to point to the whole.",
    ]


def test_one_pointer_twice_is_found_on_both_lines() -> None:
    with pytest.raises(ArchiveError) as raised:
        archive_of(
            {
                **SEEDS,
                "guide/what.md": "[a](doc:x)\n\n```\n[a](doc:y)\n```\n\n[b](doc:x) and [c][ref]\n\n[ref]: doc:z\n\n"
                "[d](doc:)\n",
            }
        )
    assert [(problem.line, problem.what) for problem in raised.value.problems] == [
        (1, "there is no document 'x'"),
        (7, "there is no document 'x'"),
        (9, "there is no document 'z'"),
        (11, "there is no document ''"),
    ]


def test_a_page_is_looked_through_for_its_pointers_once_however_many_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[str]()
    monkeypatch.setattr(editorial, "unquote", lambda text: looked_at.append(text) or text)
    pointers = "".join(f"[a](doc:letter#p{number})\n\n" for number in (1, 2, 3, 4) * 25)
    archive_of({**SEEDS, "guide/what.md": pointers})
    assert len(looked_at) == 200


def test_a_pointer_by_reference_hides_no_line_of_the_pointers_after_it() -> None:
    with pytest.raises(ArchiveError) as raised:
        archive_of({**SEEDS, "guide/what.md": "[a][ref] and\n[b](doc:x)\n\n[ref]: doc:letter#p1 'its title'\n"})
    assert [problem.line for problem in raised.value.problems] == [2]


def test_a_pointer_is_a_link_of_the_archive() -> None:
    archive = archive_of(SEEDS)
    links = [link for link in archive.links if link.kind == "editorial"]
    assert [(n.source.document, n.source.paragraphs, n.target.page, n.target.exact) for n in links] == [
        ("letter", (), "guide/what/", "Anna Weber wrote a letter."),
        ("letter", ("p4",), "guide/what/", "It says that the ferry carries forty people."),
    ]
    assert archive.guide[0].title == "What these texts are"


def test_a_first_line_that_looks_like_metadata_is_kept(build: Callable[..., Built]) -> None:
    built = build({"a.txt": b"Words", "guide/a.md": b"Subject: this is no metadata\n\nwords"})
    assert built.code == 0, built.output
    assert "Subject: this is no metadata" in built.page("guide/a/")


OWN = b"""---
title: "</title><script>x</script>"
---

# Own

<script>alert(1)</script>

<meta http-equiv="refresh" content="0;url=//evil.invalid/">
[x](http://[::1)
"""


def test_pages_of_an_archive_s_own_are_held_to_the_same(new_project: Callable[..., Project]) -> None:
    project = new_project({"a.txt": b"Words"})
    settings = f"site_name: x\nhooks: [{project.folder}/hooks/publish.py]\ntheme: THEME\nplugins: []\n"
    (project.folder / "mkdocs.yml").write_text(settings.replace("THEME", "{name: null, custom_dir: mine}"))
    (project.folder / "mine").mkdir()  # templates of its own, which are looked at before ours
    (project.folder / "docs").unlink()
    (project.folder / "docs").mkdir()
    (project.folder / "docs/own.md").write_bytes(OWN)
    (project.folder / "docs/wrong.md").write_bytes(b"\xff")
    built = project.build()
    assert (built.code, "Traceback" in built.output) == (1, False)
    assert [error.partition(", which")[0].partition(" that")[0] for error in built.errors][:3] == [
        "docs/own.md:7: an element <script>",
        "docs/own.md:9: an element <meta>",
        "docs/own.md:10: an address 'http://[::1'",
    ]
    (project.folder / "docs/wrong.md").unlink()
    (project.folder / "docs/own.md").write_bytes(b"---\ntemplate: ../../x\n---\n# A &rlm;\n")
    built = project.build()
    assert "docs: there is no template '../../x'. Correct" in "".join(built.errors)
    assert built.warnings[0].startswith("docs/own.md:4: the page holds a direction control (U+200F)")
