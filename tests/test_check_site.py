"""check/site.py: a fault is planted in a good site, one at a time, and each is found."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from sourcebook import addresses
from sourcebook.check import noted
from sourcebook.check.site import LINKS, SiteCheck
from sourcebook.model import Archive
from sourcebook.pipeline import read_archive
from sourcebook.problems import Findings

from tests.tools.building import FIVE, TEXTS, Project
from tests.tools.commands import Curator

LETTER = "documents/e7e7ceed7dc75719/index.html"
OTHER = "documents/82e47f02171726f6/index.html"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_archive(FIVE, "seeds")[0]


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "site"))


def problems(site: Path, archive: Archive) -> list[str]:
    findings = Findings()
    SiteCheck(archive, findings).end(site)
    return [f"{problem.file}: {problem.what}" for problem in findings.errors]


def plant(site: Path, file: str, change: Callable[[str], str]) -> None:
    path = site / file
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "nothing was planted"
    path.write_text(after, encoding="utf-8", newline="")


def paragraph(html: str, number: int) -> str:
    start = html.index(f'<p id="p{number}"')
    return html[start : html.index("</p>", start) + len("</p>")]


def test_a_good_site_is_passed(site: Path, archive: Archive) -> None:
    assert problems(site, archive) == []


TEXT_FAULTS: dict[str, Callable[[str], str]] = {
    "a character changed": lambda html: html.replace("Thank you. We", "Thank you. Wx"),
    "a character lost": lambda html: html.replace("Thank you. We", "Thank you We"),
    "a space doubled": lambda html: html.replace("Thank you. We", "Thank you.  We"),
    "a space made one that doesn't break": lambda html: html.replace("Thank you. We", "Thank you.\u00a0We"),
    "a character composed otherwise": lambda html: html.replace("Thank you. We", "Thank you. We\u0301"),
    "an unseen character": lambda html: html.replace("Thank you. We", "Thank you.\u200b We"),
    "letters made small": lambda html: html.replace("Thank you. We", "thank you. we"),
    "a number that adds text": lambda html: html.replace("Thank you. We", "<sup>1</sup>Thank you. We"),
    "an escape too many": lambda html: html.replace("&#39;", "&amp;#39;"),
    "a paragraph lost": lambda html: html.replace(paragraph(html, 3), ""),
    "the last paragraph lost": lambda html: html.replace(paragraph(html, 12), ""),
    "a paragraph too many": lambda html: html.replace(paragraph(html, 3), paragraph(html, 3) + "<p>More</p>"),
    "a paragraph twice": lambda html: html.replace(paragraph(html, 3), paragraph(html, 3) * 2),
    "words behind a note": lambda html: html.replace(
        "</details>\n\n</div>\n</div>", "</details>\n\n</div>Look:</div>", 1
    ),
    "words behind the last paragraph": lambda html: html.replace(
        paragraph(html, 12), paragraph(html, 12) + "<em>More</em>"
    ),
    "text between paragraphs": lambda html: html.replace(paragraph(html, 3), "Look:" + paragraph(html, 3)),
    "two paragraphs exchanged": lambda html: (
        html.replace(paragraph(html, 3), "\0")
        .replace(paragraph(html, 4), paragraph(html, 3))
        .replace("\0", paragraph(html, 4))
    ),
    "two paragraphs made one": lambda html: html.replace(paragraph(html, 4), "").replace(
        paragraph(html, 3), paragraph(html, 3)[:-4] + paragraph(html, 4)[paragraph(html, 4).index(">") + 1 :]
    ),
    "an anchor changed": lambda html: html.replace('<p id="p3"', '<p id="p33"'),
    "a paragraph that is none": lambda html: html.replace(
        paragraph(html, 3), paragraph(html, 3).replace("<p id", "<div id").replace("</p>", "</div>")
    ),
    "no text": lambda html: html.replace(" data-source-text", ""),
    "a note that is none": lambda html: html.replace('<div class="notes" data-note>', '<div class="notes">', 1),
    "a paragraph within a note": lambda html: html.replace(
        paragraph(html, 3), f"<div data-note>{paragraph(html, 3)}</div>"
    ),
    "a note that adds text to a paragraph": lambda html: html.replace(
        "Thank you. We", "<span data-note>1</span>Thank you. We"
    ),
    "two texts": lambda html: html.replace("</main>", "<div data-source-text></div></main>"),
}


@pytest.mark.parametrize("change", TEXT_FAULTS.values(), ids=TEXT_FAULTS.keys())
def test_a_text_that_differs_from_its_source(change: Callable[[str], str], copy: Path, archive: Archive) -> None:
    plant(copy, LETTER, change)
    found = problems(copy, archive)
    assert found
    texts = [problem for problem in found if "an anchor that isn't there" not in problem]
    assert texts
    assert all(problem.startswith(f"{LETTER}: ") for problem in texts)


def test_a_line_end_that_is_lost(copy: Path, archive: Archive) -> None:
    plant(copy, OTHER, lambda html: html.replace("Delivered\n* More", "Delivered * More"))
    (problem,) = problems(copy, archive)
    assert problem.startswith(f"{OTHER}: paragraph p")


def test_a_difference_is_told_with_paragraph_and_line_of_the_source(copy: Path, archive: Archive) -> None:
    plant(copy, LETTER, lambda html: html.replace("Thank you. We", "Thank you. Wx"))
    (problem,) = problems(copy, archive)
    lines = (FIVE / "002_e7e7ceed7dc75719.txt").read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, start=1) if "Thank you. We" in text)
    assert f"differs from its source seeds/002_e7e7ceed7dc75719.txt:{line}" in problem


def test_a_page_that_was_not_built(copy: Path, archive: Archive) -> None:
    (copy / LETTER).unlink()
    assert f"{LETTER}: the document's page was not built" in problems(copy, archive)


def test_the_page_of_another_document(copy: Path, archive: Archive) -> None:
    shutil.copy(copy / OTHER, copy / LETTER)
    assert any(f"{LETTER}: paragraph p1 differs" in problem for problem in problems(copy, archive))


LINK_FAULTS = {
    "nowhere/": "a link leads nowhere: 'nowhere/'",
    "../nobody/": "a link leads nowhere: '../nobody/'",
    "/": None,
    "/nowhere/": "a link leads nowhere: '/nowhere/'",
    "../../../": "a link leads nowhere: '../../../'",
    "../../data/": "a link leads nowhere: '../../data/'",
    "source.text": "a link leads nowhere: 'source.text'",
    "source.txt/": "a link leads nowhere: 'source.txt/'",
    "source.txt": None,
    "Source.txt": "a link leads nowhere: 'Source.txt'",
    f"{'x' * 300}/": f"a link leads nowhere: '{'x' * 79}…'",
    "%00": "a link leads nowhere: '%00'",
    "#p1": None,
    "#p1000": "a link leads to an anchor that isn't there: '#p1000'",
    "#P1": "a link leads to an anchor that isn't there: '#P1'",
    "../82e47f02171726f6/#p1": None,
    "../82e47f02171726f6/#p1000": "a link leads to an anchor that isn't there: '../82e47f02171726f6/#p1000'",
    "../82e47f02171726f6/?x=1#p1": None,
    "../82e47f0217172%366f6/#p%31": "a link leads nowhere: '../82e47f0217172%366f6/#p%31'",
    "../82e47f02171726f%36/#p%31": None,
    "": None,
    "#": None,
    "https://host.test/": None,
    "mailto:a@host.test": None,
    "doc:82e47f02171726f6": "a link of an unknown kind: 'doc:82e47f02171726f6'",
    "javascript:alert(1)": "a link of an unknown kind: 'javascript:alert(1)'",
    " JavaScript:alert(1)": "a link of an unknown kind: ' JavaScript:alert(1)'",
    "java&#10;script:alert(1)": "a link of an unknown kind: 'java\\nscript:alert(1)'",
    "file:///etc/passwd": "a link of an unknown kind: 'file:///etc/passwd'",
    "http://[": "a link that is no address: 'http://['",
}


@pytest.mark.parametrize(("address", "fault"), LINK_FAULTS.items())
def test_a_link(address: str, fault: str | None, copy: Path, archive: Archive) -> None:
    plant(copy, LETTER, lambda html: html.replace("</main>", f'<a href="{address}">link</a></main>'))
    assert problems(copy, archive) == ([f"{LETTER}: {fault}"] if fault else [])


@pytest.mark.parametrize(
    "element",
    [
        '<link rel="stylesheet" href="nowhere.css">',
        '<script src="nowhere.js"></script>',
        '<img src="nowhere.png" alt="">',
    ],
)
def test_a_part_of_a_page_that_is_missing(element: str, copy: Path, archive: Archive) -> None:
    plant(copy, LETTER, lambda html: html.replace("</main>", f"{element}</main>"))
    (problem,) = problems(copy, archive)
    assert "a link leads nowhere: 'nowhere." in problem


def test_pages_that_people_write_are_checked_too(copy: Path, archive: Archive) -> None:
    plant(copy, "about/index.html", lambda html: html.replace("</main>", '<a href="../nowhere/">link</a></main>'))
    assert problems(copy, archive) == ["about/index.html: a link leads nowhere: '../nowhere/'"]


def test_a_section_that_is_gone_is_an_anchor_that_is_gone(copy: Path, archive: Archive) -> None:
    plant(copy, LETTER, lambda html: html.replace('id="shared"', 'id="share"'))
    (problem,) = problems(copy, archive)
    assert problem.startswith(f"{LETTER}: a link leads to an anchor that isn't there: '#shared'")


def test_below_a_path_an_address_from_the_root_must_name_the_path(copy: Path, archive: Archive) -> None:
    below = Archive(archive.about, archive.documents, "https://host.test/archive/")
    plant(
        copy,
        LETTER,
        lambda html: html.replace(
            "</main>",
            f'<a href="/archive/{addresses.of_file(OTHER)}">in</a><a href="/{addresses.of_file(OTHER)}">out</a></main>',
        ),
    )
    found = [problem for problem in problems(copy, below) if not problem.startswith("404.html")]
    assert found == [f"{LETTER}: a link leads nowhere: '/documents/82e47f02171726f6/'"]


# Pages that most archives have few of: earlier versions, and texts that may not be shown.

FIRST, SECOND = "The ships came in at dawn.", "The clerk wrote their names down."


@pytest.fixture(scope="module")
def history(new_project: Callable[..., Project]) -> tuple[Project, Archive]:
    """An archive with a corrected text, a withdrawn one and one that is shown in excerpts, and its built site."""
    project = new_project({"excerpt.yml": b"publish: {status: excerpt-only, reason: asked}"})
    curator = Curator(project.folder / TEXTS)
    for name in ("corrected", "withdrawn", "excerpt"):
        curator.write(f"{name}.txt", FIRST, f"{SECOND} So says the {name} one.")
    curator.does("record")
    curator.write("corrected.v2.txt", FIRST.replace("dawn", "noon"), SECOND)
    curator.does("correct", "corrected", "--reason", "a slip")
    curator.does("withdraw", "withdrawn", "--reason", "asked")
    built = project.build()
    assert built.code == 0, built.output
    return project, read_archive(curator.seeds, TEXTS)[0]


def test_the_page_of_an_earlier_version_is_compared_with_that_version(
    history: tuple[Project, Archive], tmp_path: Path
) -> None:
    project, archive = history
    site = Path(shutil.copytree(project.site, tmp_path / "site"))
    assert problems(site, archive) == []
    page = "documents/corrected/v/1/index.html"
    plant(site, page, lambda html: html.replace("in at dawn.</p>", "in at noon.</p>"))
    assert problems(site, archive) == [f"{page}: paragraph p1 differs from its source {TEXTS}/corrected.txt:1"]
    (site / page).unlink()
    assert f"{page}: the document's page was not built" in problems(site, archive)


@pytest.mark.parametrize("page", ["withdrawn", "withdrawn/v/1", "excerpt", "excerpt/v/1"])
def test_a_page_that_holds_a_text_that_must_not_be_shown_is_refused(
    page: str, history: tuple[Project, Archive], tmp_path: Path
) -> None:
    project, archive = history
    site = Path(shutil.copytree(project.site, tmp_path / "site"))
    file = f"documents/{page}/index.html"
    plant(site, file, lambda html: html.replace("</main>", "<div data-source-text><p id='p1'>x</p></div></main>"))
    assert f"{file}: the page holds a source text that must not be shown" in problems(site, archive)


CURRENT = "documents/e7e7ceed7dc75719/v/1/index.html"


def test_the_short_page_of_a_current_version_has_every_anchor(copy: Path, archive: Archive) -> None:
    plant(copy, CURRENT, lambda html: html.replace('<li id="p7">', "<li>"))
    assert f"{CURRENT}: the page has no anchor p7" in problems(copy, archive)


def test_the_short_page_of_a_current_version_holds_no_text(copy: Path, archive: Archive) -> None:
    plant(copy, CURRENT, lambda html: html.replace("</h1>", '</h1><div data-source-text><p id="x">Text</p></div>'))
    assert problems(copy, archive) == [f"{CURRENT}: the page holds a source text that belongs on the document’s page"]


def test_the_short_page_of_a_current_version_must_be_there(copy: Path, archive: Archive) -> None:
    (copy / CURRENT).unlink()
    assert f"{CURRENT}: the document's page was not built" in problems(copy, archive)


# What is noted of pages as they are written, held against what the parser reads in every page of a site.


def test_what_is_noted_of_a_page_is_what_the_parser_reads(site: Path, archive: Archive) -> None:
    texts = {addresses.document(document.id): document.source for document in archive.documents}
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        tree = LexborHTMLParser(html)
        assert noted.anchors(html) == {node.attributes["id"] for node in tree.css("[id]")}
        read = {node.attributes[name] or "" for selector, name in LINKS for node in tree.css(selector)}
        assert noted.references(html).keys() == read
        source = texts.get(addresses.of_file(path.relative_to(site).as_posix()))
        assert source is None or noted.has_text_of(html, source)


@pytest.mark.parametrize("fault", TEXT_FAULTS)
def test_of_a_large_archive_every_text_is_compared_though_the_parser_reads_a_sample(
    fault: str, site: Path, archive: Archive
) -> None:
    findings = Findings()
    check = SiteCheck(archive, findings, one_in=1_000_000)
    html = (site / LETTER).read_text(encoding="utf-8")
    check.page(OTHER, "", (site / OTHER).read_bytes)
    check.page(LETTER, "", html.encode)
    assert not findings.errors
    check.page(LETTER, "", TEXT_FAULTS[fault](html).encode)
    assert {problem.file for problem in findings.errors} == {LETTER}


def test_of_a_large_archive_every_link_and_anchor_is_checked_and_no_text_shown_that_must_not_be(
    history: tuple[Project, Archive], tmp_path: Path
) -> None:
    site, archive = shutil.copytree(history[0].site, tmp_path / "site"), history[1]
    findings = Findings()
    check = SiteCheck(archive, findings, one_in=1_000_000)
    for path in sorted(site.rglob("*.html")):
        check.page(path.relative_to(site).as_posix(), "", path.read_bytes)
    check.end(site)
    assert not findings.errors
    for file, more in {
        "documents/withdrawn/index.html": "<div data-source-text><p id='p1'>x</p></div>",
        "documents/withdrawn/v/1/index.html": "<div data-source-text><p id='p1'>x</p></div>",
        "about/index.html": '<a href="nowhere/"></a><a href="../#nobody"></a>',
    }.items():
        with (site / file).open("a", encoding="utf-8") as page:
            page.write(more)
        check.page(file, "", (site / file).read_bytes)
    check.end(site)
    assert [problem.what for problem in findings.errors] == [
        "the page holds a source text that must not be shown",
        "the page holds a source text that must not be shown",
        "a link leads nowhere: 'nowhere/'",
        "a link leads to an anchor that isn't there: '../#nobody'",
    ]
