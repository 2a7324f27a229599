"""check/: pages of a few lines, laid by hand, against a source of three paragraphs; no site is built."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser
from sourcebook import addresses
from sourcebook.check import links as leading
from sourcebook.check import noted
from sourcebook.check import site as checking
from sourcebook.check.links import MEND, Links
from sourcebook.check.site import REMEDY, SiteCheck, check_text
from sourcebook.check.sums import read_sums, sums_of
from sourcebook.files import files_below
from sourcebook.model import Archive, Source
from sourcebook.pipeline import read_archive
from sourcebook.problems import Findings
from sourcebook.publish.writing import Writing
from sourcebook.remembered import begin
from sourcebook.render.base.segments import mark_up
from sourcebook.text.paragraphs import split_paragraphs

TEXT = "One & two\r\nlines.\r\n\r\nThe second.\n\n\nThe third."
SOURCE = Source("a", "a.txt", "seeds/a.txt", TEXT, split_paragraphs(TEXT))
PAGE = "documents/a/index.html"
GOOD = """<main><div data-source-text>
<p id="p1">One &amp; two
lines.</p>
<p id="p2">The <b>second</b>.</p>
<p id="p3">The third.</p>
</div></main>"""


def told(html: str, source: Source = SOURCE) -> list[str]:
    findings = Findings()
    check_text(LexborHTMLParser(html), source, PAGE, findings)
    assert all((problem.line, problem.remedy) == (0, REMEDY) for problem in findings)
    return [f"{problem.file}: {problem.what}" for problem in findings]


def test_the_text_as_it_is_is_passed() -> None:
    assert told(GOOD) == []


def test_numbers_and_notes_may_stand_beside_the_text_at_any_depth_and_paragraphs_within_other_elements() -> None:
    noted = GOOD.replace('<p id="p2"', '<section><span data-note>2</span><p id="p2"').replace(
        "</b>.</p>", "</b>.</p><aside data-note><p>A note</p></aside></section>"
    )
    assert noted != GOOD
    assert told(noted) == []


CHANGED: dict[str, tuple[str, str, list[str]]] = {
    "a letter": ("second", "2nd", [f"{PAGE}: paragraph p2 differs from its source seeds/a.txt:4"]),
    "the last letter": ("third.", "third", [f"{PAGE}: paragraph p3 differs from its source seeds/a.txt:7"]),
    "an anchor": ('"p3"', '"p4"', [f"{PAGE}: paragraph p3 differs from its source seeds/a.txt:7"]),
    "an element": ("<p id", "<h2 id", []),
    "an element more": (
        "</div>",
        "<p>More</p></div>",
        [f"{PAGE}: between the paragraphs of the text is what is none of it: 'More'"],
    ),
    "a paragraph more": (
        "</div>",
        '<p id="p4">More</p></div>',
        [f"{PAGE}: 4 paragraphs instead of the 3 of seeds/a.txt"],
    ),
    "a paragraph in a note": (
        "</div>",
        '<aside data-note><p id="p4">More</p></aside></div>',
        [
            f"{PAGE}: a paragraph of the text is within a note, or within another",
            f"{PAGE}: 4 paragraphs instead of the 3 of seeds/a.txt",
        ],
    ),
    "text between": ("<p id", "Look: <p id", []),
    "no text": (" data-source-text", "", [f"{PAGE}: the page holds 0 source texts instead of one"]),
    "two texts": ("</main>", "<i data-source-text></i>", [f"{PAGE}: the page holds 2 source texts instead of one"]),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_change_is_told_with_paragraph_and_line(case: str) -> None:
    before, after, said = CHANGED[case]
    assert before in GOOD
    found = told(GOOD.replace(before, after))
    assert found
    if said:
        assert found == said


def test_of_several_changes_each_is_told() -> None:
    assert len(told(GOOD.replace("second", "2nd").replace("third", "3rd"))) == 2
    assert len(told(GOOD.replace("second", "2nd").replace("</div>", "<p>x</p></div>"))) == 2


def test_a_text_that_may_not_be_shown_is_not_looked_for_and_none_may_be_there() -> None:
    hidden = SOURCE.without_text()
    assert told("<main>Nothing here.</main>", hidden) == []
    assert told(GOOD, hidden) == [f"{PAGE}: the page holds a source text that must not be shown"]


# A whole site.

SHORT = "documents/a/v/1/index.html"
"""The short page of the version that is the document's text now."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    seeds = tmp_path_factory.mktemp("seeds")
    (seeds / "a.txt").write_bytes(TEXT.encode())
    return read_archive(seeds, "seeds")[0]


PIECES = [
    "</p>",
    '<p id="p1">',
    " data-source-text",
    ' href="x"',
    ' id="y"',
    "&lt;",
    "&amp;lt;",
    "<!--",
    "\r\n",
    "\n\n",
    "a",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=12))
def test_any_text_is_known_again_in_its_page_without_a_parser_and_no_text_has_links_or_anchors(
    parts: list[str],
) -> None:
    text = "".join(parts)
    source = Source("a", "a.txt", "seeds/a.txt", text, split_paragraphs(text))
    paragraphs = [f'<p id="{p.id}" dir="auto">{mark_up(source, p, ())}</p>' for p in source.paragraphs]
    html = f"<div data-source-text>{''.join(paragraphs)}</div>"
    assert noted.references(html) == {}
    assert noted.anchors(html) == {paragraph.id for paragraph in source.paragraphs}
    assert noted.has_text_of(html, source) == (" data-source-text" not in text), "else the parser reads the page"
    if source.paragraphs:
        assert not noted.has_text_of(html.replace("</p>", ".</p>", 1), source)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, content in {
        "index.html": "<a id='top' href='documents/a/#p2'></a>",
        PAGE: GOOD,
        SHORT: '<i id="p1"></i><i id="p2"></i><i id="p3"></i>',
        "documents/a/source.txt": TEXT,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, newline="")
    return tmp_path


def problems(site: Path, archive: Archive) -> list[str]:
    findings = Findings()
    SiteCheck(archive, findings).end(site)
    assert all(problem.line == 0 for problem in findings)
    return [f"{problem.file}: {problem.what}" for problem in findings]


def put(site: Path, page: str, html: str) -> None:
    (site / page).write_text((site / page).read_text() + html)


LINKS = {
    "": (PAGE, []),
    "#p3": (PAGE, []),
    "#p%33": (PAGE, []),
    "../a/#p1": (PAGE, []),
    "../../": (PAGE, []),
    "../..": (PAGE, []),
    "../../#top": (PAGE, []),
    "../../?q=x#top": (PAGE, []),
    ".": (PAGE, []),
    "./": (PAGE, []),
    "..": (PAGE, ["a link leads nowhere: '..'"]),
    "source.txt": (PAGE, []),
    "source.txt#x": (PAGE, []),
    "source.tx": (PAGE, ["a link leads nowhere: 'source.tx'"]),
    "source.txt/": (PAGE, ["a link leads nowhere: 'source.txt/'"]),
    "#p4": (PAGE, ["a link leads to an anchor that isn't there: '#p4'"]),
    "../../#bottom": (PAGE, ["a link leads to an anchor that isn't there: '../../#bottom'"]),
    "../../../": (PAGE, ["a link leads nowhere: '../../../'"]),
    "/": ("index.html", []),
    "/documents/a/#p1": (PAGE, []),
    "/documents/b/": (PAGE, ["a link leads nowhere: '/documents/b/'"]),
    "documents/a/": ("index.html", []),
    "documents/a/v/1/": ("index.html", []),
    "documents/a": ("index.html", ["a link leads nowhere: 'documents/a'"]),
    "https://x.example/": (PAGE, []),
    "http://x.example/": (PAGE, []),
    "https://x.example/#nobody": (PAGE, []),
    "//x.example/nowhere": (PAGE, []),
    "mailto:a@x.example": (PAGE, []),
    "data:,x": (PAGE, []),
    "javascript:alert(1)": (PAGE, ["a link of an unknown kind: 'javascript:alert(1)'"]),
    "ftp://x.example/": (PAGE, []),
    "http://[": (PAGE, ["a link that is no address: 'http://['"]),
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_what_is_there(link: str, site: Path, archive: Archive) -> None:
    page, said = LINKS[link]
    put(site, page, f'<a href="{link}"></a>')
    assert problems(site, archive) == [f"{page}: {what}" for what in said]


@pytest.mark.parametrize("tag", ['<link href="{}">', '<script src="{}"></script>', '<img src="{}">'])
def test_whatever_a_page_asks_for_is_there(tag: str, site: Path, archive: Archive) -> None:
    put(site, "index.html", tag.format("documents/a/source.txt"))
    assert problems(site, archive) == []
    put(site, "index.html", tag.format("none.txt"))
    assert problems(site, archive) == ["index.html: a link leads nowhere: 'none.txt'"]


def test_where_a_page_leads_is_noted_as_it_writes_it_but_for_anchors_of_its_own() -> None:
    page = "documents/a/index.html"
    values = ["#p1", "#gone", "?x", "../b/#p%32", "../../about/", "../../", "source.txt", "https://x.example/"]
    leads = Links("/", Findings()).leads(page, values, {"p1"}, Findings())
    assert [(f"{file}#{anchor}", value) for (file, anchor), value in leads] == [
        (f"{page}#gone", "#gone"),
        (f"{page}#", "?x"),
        ("documents/b/index.html#p2", "../b/#p%32"),
        ("about/index.html#", "../../about/"),
        ("index.html#", "../../"),
        ("documents/a/source.txt#", "source.txt"),
    ]


def test_a_reference_is_looked_up_once_for_all_pages_that_stand_as_deep() -> None:
    links = Links("/", Findings())
    leading._lead.cache_clear()
    for id in "abc":
        links.noted(f"documents/{id}/index.html", ["../../about/", "../x/", "source.txt", "#gone"], frozenset())
    assert leading._lead.cache_info().misses == 4


FOLDERS = st.lists(st.sampled_from(["a", "b", "-", "x.y"]), max_size=3)


@given(FOLDERS, st.sampled_from(["index.html", "404.html"]), st.integers(0, 3), FOLDERS, st.sampled_from(["", "c.txt"]))
def test_from_any_page_a_reference_leads_where_a_browser_goes(
    above: list[str], name: str, up: int, down: list[str], file: str
) -> None:
    page = "/".join([*above, name])
    value = "../" * min(up, len(above)) + "".join(f"{folder}/" for folder in down) + file
    ((place, _),) = Links("/", Findings()).leads(page, [value], (), Findings())
    path = urlsplit(urljoin(f"https://x.example/{page}", value)).path.removeprefix("/")
    assert place == (f"{path}index.html" if path.endswith("/") or not path else path, "")


def test_what_many_pages_lead_to_in_vain_is_told_once(site: Path, archive: Archive) -> None:
    put(site, "index.html", '<a href="none/"></a><a href="none/"></a>')
    assert problems(site, archive) == ["index.html: a link leads nowhere: 'none/'"]
    for more, page in enumerate((PAGE, "documents/a/v/1/index.html"), start=1):
        put(site, page, f'<a href="{"../" * page.count("/")}none/"></a>')
        (problem,) = problems(site, archive)
        assert problem.endswith(f"none/' (and {more} more pages have one like it)")


def test_only_a_page_that_leads_somewhere_in_vain_is_asked_for_what_it_refers_to() -> None:
    links = Links("/", Findings())
    written = {"a.html": ["b.html", "none.html"], "b.html": ["a.html"]}
    asked: list[str] = []

    def references(page: str) -> list[str]:
        asked.append(page)
        return written[page]

    for there, expected in ((["none.html"], []), ([], ["a.html"])):
        for page, values in written.items():
            links.add(page, links.noted(page, values, frozenset()))
        links.check([*written, *there], references)
        assert asked == expected


def test_of_several_links_that_are_none_each_is_told(site: Path, archive: Archive) -> None:
    put(site, "index.html", '<a href="x:y"></a><a href="y:z"></a><a href="none/"></a>')
    assert len(problems(site, archive)) == 3


def test_after_a_link_that_is_none_and_one_that_leads_away_the_others_are_looked_at(
    site: Path, archive: Archive
) -> None:
    put(
        site, "index.html", "".join(f'<a href="{link}"></a>' for link in ("x:y", "https://x.example/", "#top", "none/"))
    )
    assert problems(site, archive) == [
        "index.html: a link of an unknown kind: 'x:y'",
        "index.html: a link leads nowhere: 'none/'",
    ]


@pytest.mark.parametrize(
    ("address", "link", "is_there"),
    [
        ("https://x.example/archive/", "/archive/documents/a/", True),
        ("https://x.example/archive/", "/archive/", True),
        ("https://x.example/archive/", "/", False),
        ("https://x.example/archive/", "/documents/a/", False),
        ("https://x.example/a%20b/", "/a%20b/documents/a/#p1", True),
        ("https://x.example/", "/documents/a/", True),
    ],
)
def test_below_a_path_of_the_host_only_what_lies_there_is_the_site(
    address: str, link: str, is_there: bool, site: Path, archive: Archive
) -> None:
    put(site, "index.html", f'<a href="{link}"></a>')
    assert (problems(site, replace(archive, site_url=address)) == []) is is_there


def test_a_page_of_a_text_is_there_and_is_compared(site: Path, archive: Archive) -> None:
    (site / PAGE).write_text(GOOD.replace("second", "2nd"))
    assert problems(site, archive) == [f"{PAGE}: paragraph p2 differs from its source seeds/a.txt:4"]
    (site / PAGE).unlink()
    assert f"{PAGE}: the document's page was not built" in problems(site, archive)


def test_the_page_of_a_version_that_is_the_text_now_has_its_anchors_and_no_text(site: Path, archive: Archive) -> None:
    (site / SHORT).write_text('<i id="p2"></i>')
    assert problems(site, archive) == [f"{SHORT}: the page has no anchor p1", f"{SHORT}: the page has no anchor p3"]
    (site / SHORT).write_text(GOOD)
    assert problems(site, archive) == [f"{SHORT}: the page holds a source text that belongs on the document’s page"]


PAGES_HANDED_OVER: dict[str, tuple[dict[str, str], list[str]]] = {
    "as they are": ({}, []),
    "a text that differs": (
        {PAGE: GOOD.replace("second", "2nd")},
        ["paragraph p2 differs from its source seeds/a.txt:4"],
    ),
    "a text twice": ({PAGE: GOOD * 2}, ["the page holds 2 source texts instead of one"]),
    "a short page without an anchor": ({SHORT: '<i id="p1"></i><i id="p2"></i>'}, ["the page has no anchor p3"]),
    "a short page with a text": (
        {SHORT: f'<i id="p1"></i>{GOOD}'},
        ["the page holds a source text that belongs on the document’s page"],
    ),
    "a link that leads nowhere": ({"index.html": '<a href="none/"></a>'}, ["a link leads nowhere: 'none/'"]),
    "an anchor that isn't there": (
        {"index.html": '<a href="documents/a/#p9"></a>'},
        ["a link leads to an anchor that isn't there: 'documents/a/#p9'"],
    ),
}
"""Pages as they are written, instead of those that lie there, and what is told."""


@pytest.mark.parametrize("one_in", [1, 1_000_000], ids=["parsed", "noted"])
@pytest.mark.parametrize("case", PAGES_HANDED_OVER)
def test_pages_are_checked_as_they_are_written(case: str, one_in: int, site: Path, archive: Archive) -> None:
    changed, what = PAGES_HANDED_OVER[case]
    findings = Findings()
    check = SiteCheck(archive, findings, one_in)
    for file in sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")):
        html = changed.get(file) or (site / file).read_text()
        check.page(file, "", html.encode)
        (site / file).write_text(html + "<a href='what else lies there is looked at no more'></a>")
    check.end(site)
    assert [(problem.file, problem.what) for problem in findings] == [(file, told) for file in changed for told in what]


def test_what_looks_right_is_not_parsed_and_of_a_small_archive_everything_is_but_what_is_large(
    site: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def parse(html: str) -> LexborHTMLParser:
        parsed.append(html)
        return LexborHTMLParser(html)

    monkeypatch.setattr(checking, "LexborHTMLParser", parse)
    sizes = sorted(len((site / file).read_text()) for file in ("index.html", PAGE, SHORT))
    for one_in, largest, count in ((1_000_000, 1000, 0), (1, 1000, 3), (0, 1000, 3), (1, sizes[1], 2), (0, 0, 0)):
        monkeypatch.setattr(checking, "LARGEST", largest)
        check = SiteCheck(archive, Findings(), one_in)
        for file in ("index.html", PAGE, SHORT):
            check.page(file, "", (site / file).read_bytes)
        assert len(parsed) == count
        parsed.clear()


def test_what_is_as_in_the_last_build_is_not_read_and_counts_as_it_was_read(site: Path, archive: Archive) -> None:
    read: list[str] = []

    def told(archive: Archive, **digests: str) -> list[str]:
        memory = begin(again=True)
        findings = Findings()
        check = SiteCheck(archive, findings)
        read.clear()
        for file in (PAGE, SHORT):

            def content(file: str = file) -> bytes:
                read.append(file)
                return (site / file).read_bytes()

            check.page(file, digests.get(file, ""), content)
        check.end(site)
        memory.went_well()
        return [problem.file for problem in findings]

    try:
        assert (told(archive), read) == ([], [PAGE, SHORT])
        put(site, PAGE, "<a href='none/'></a>")
        assert (told(archive), read) == ([], [])
        assert (told(archive, **{PAGE: "new"}), read) == ([PAGE], [PAGE])
        assert (told(archive, **{PAGE: "new"}), read) == ([PAGE], [])
        other = replace(archive, documents=(replace(archive.documents[0], source=replace(SOURCE, text="Other.")),))
        assert (told(other, **{PAGE: "new"})[:1], read) == ([PAGE], [PAGE])
        held = archive.holdings["a"]
        more = replace(held, versions=(replace(held.current, anchors=(*held.current.anchors, "p9")),))
        assert (told(replace(other, holdings={"a": more}), **{PAGE: "new"})[-2:], read) == ([SHORT, PAGE], [SHORT])
    finally:
        begin(again=False)


@pytest.mark.parametrize("is_new", [False, True])
def test_a_page_that_stays_from_the_last_build_is_read_there_when_its_links_are_told(
    is_new: bool, site: Path, archive: Archive, tmp_path: Path
) -> None:
    """What is written anew lies in a folder of its own; where both have a page, the new one counts."""
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (site / "index.html").write_text("<a href='old/'></a>")
    if is_new:
        (fresh / "index.html").write_text("<a href='new/'></a>")
    findings = Findings()
    check = SiteCheck(archive, findings)
    for file in (PAGE, SHORT, "index.html"):
        written = fresh / file if (fresh / file).exists() else site / file
        check.page(file, "", written.read_bytes)
    check.end(fresh, [PAGE, SHORT, "index.html"], site)
    assert [problem.what for problem in findings] == [f"a link leads nowhere: '{'new' if is_new else 'old'}/'"]


def test_the_page_of_an_earlier_version_has_that_versions_text(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_bytes(TEXT.encode())
    (tmp_path / "seeds/a.v2.txt").write_bytes(TEXT.replace("second", "2nd").encode())
    archive = read_archive(tmp_path / "seeds", "seeds")[0]
    short = '<i id="p1"></i><i id="p2"></i><i id="p3"></i>'
    pages = {PAGE: GOOD.replace("second", "2nd"), SHORT: GOOD, "documents/a/v/2/index.html": short}
    for name, content in pages.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(content, newline="")
    assert problems(tmp_path / "site", archive) == []


def test_what_to_do_is_said_where_the_page_is_written(site: Path, archive: Archive) -> None:
    put(site, "index.html", '<a href="none/"></a><a href="x:y"></a>')
    findings = Findings()
    SiteCheck(archive, findings).end(site)
    assert [problem.remedy for problem in findings] == [MEND, MEND]


# The list of sums.


def test_every_file_has_its_sum_and_the_list_itself_none(site: Path) -> None:
    (site / "data").mkdir()
    (site / addresses.SUMS).write_bytes(sums_of(site))
    listed = sums_of(site).decode().splitlines()
    assert [line.partition("  ")[2] for line in listed] == [
        "documents/a/index.html",
        "documents/a/source.txt",
        "documents/a/v/1/index.html",
        "index.html",
    ]
    assert listed[1] == f"{hashlib.sha256(TEXT.encode()).hexdigest()}  documents/a/source.txt"
    findings = Findings()
    assert read_sums(sums_of(site), findings) == {
        name: digest for digest, name in (line.split("  ") for line in listed)
    }
    assert findings.errors == []


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 200_000])
def test_the_sum_of_a_file_is_that_of_all_of_it_however_large(size: int, tmp_path: Path) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    (tmp_path / "a").write_bytes(content)
    assert sums_of(tmp_path) == f"{hashlib.sha256(content).hexdigest()}  a\n".encode()


def test_a_small_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read(file: int, size: int, read: Callable[[int, int], bytes] = os.read) -> bytes:
        asked.append(file)
        return read(file, size)

    monkeypatch.setattr(os, "read", read)
    for name in "abc":
        (tmp_path / name).write_text("A page.")
    sums_of(tmp_path)
    assert len(asked) == 3


def test_sums_noted_while_files_are_written_are_those_of_the_files(site: Path) -> None:
    writing = Writing(site)
    for file in ("data/x.json", "data/größe/y.txt", "robots.txt", "documents/a/source.txt"):
        writing.write(file, f"of {file}\r\n".encode())
    assert set(writing.sums) < {*files_below(site)}
    assert sums_of(site, writing.sums) == sums_of(site)


SUM = "0a" * 32
LINES: dict[str, Callable[[str], str]] = {
    "no sum": lambda line: line[2:],
    "another sum": lambda line: line.replace("0a", "0A", 1),
    "one space": lambda line: line.replace("  ", " "),
    "no name": lambda line: line.replace("a.txt", ""),
    "a name from the root": lambda line: line.replace("a.txt", "/a.txt"),
    "a name that leads up": lambda line: line.replace("a.txt", "a/../../b.txt"),
    "a name with a backslash": lambda line: line.replace("a.txt", "a\\b.txt"),
    "a name twice": lambda line: f"{line}\n{line}",
    "words": lambda line: "words" * 100,
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_that_is_no_sum_is_told_and_counts_for_nothing(case: str) -> None:
    findings = Findings()
    first = f"{SUM}  first.txt\n"
    read = read_sums(f"{first}{LINES[case](f'{SUM}  a.txt')}\n".encode(), findings)
    (problem,) = findings.errors
    assert (problem.file, problem.line) == (addresses.SUMS, 3 if case == "a name twice" else 2)
    assert problem.what.startswith("not the sum of a file: ")
    assert len(problem.what) < 200
    assert read == {"first.txt": SUM} | ({"a.txt": SUM} if case == "a name twice" else {})


def test_names_with_two_points_and_any_letters_are_read() -> None:
    findings = Findings()
    listing = f"{SUM}  a..b/ä\x85\u2028.txt\n".encode()
    assert read_sums(listing, findings) == {"a..b/ä\x85\u2028.txt": SUM}
    assert read_sums(b"", findings) == {}
    assert findings.errors == []
    assert read_sums(b"\xff\n", findings) == {}
    assert len(findings.errors) == 1


def test_a_folder_that_is_gone_has_no_files(tmp_path: Path) -> None:
    assert [*files_below(tmp_path / "gone")] == []
