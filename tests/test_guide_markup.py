"""read/guide_markup.py: whatever Markdown lets through, an editorial page holds only what is on the lists."""

from pathlib import Path
from string import ascii_lowercase

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sourcebook.direction import REMEDY
from sourcebook.problems import Findings
from sourcebook.read import guide_markup
from sourcebook.read.guide_markup import (
    ATTRIBUTES,
    ATTRIBUTES_OF,
    ELEMENTS,
    EXTENSIONS,
    SCHEMES,
    check_markup,
    check_own_page,
)

ROOT = Path(__file__).parents[1]


def faults(text: str) -> list[tuple[int, str]]:
    findings = Findings()
    check_markup(text, "guide/a.md", findings)
    return [(problem.line, problem.what) for problem in sorted(findings.errors)]


def test_pages_are_judged_as_they_are_rendered() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    named = yaml.safe_load(settings)["markdown_extensions"]
    names = {name if isinstance(name, str) else next(iter(name)) for name in named}
    assert {*EXTENSIONS} == names | {"toc", "tables", "fenced_code"}


NOT_LISTED = """
script iframe object embed form input button select textarea style link meta base svg math video audio source track
canvas template slot noscript title frameset frame applet marquee dialog portal custom-element body html head
"""


@pytest.mark.parametrize("tag", NOT_LISTED.split())
@pytest.mark.parametrize("wrapped", ["{}", "Words {} words", "- in a list {}", "> quoted {}", "# In a heading {}"])
def test_an_element_that_is_not_listed_is_told_with_its_line(tag: str, wrapped: str) -> None:
    assert tag not in ELEMENTS
    markup = wrapped.format(f"<{tag}></{tag}>")
    found = faults(f"# A\n\nWords.\n\n{markup}\n\nMore words.\n")
    assert found
    assert {line for line, _ in found} == {5}


HANDLERS = [
    "onclick",
    "onerror",
    "onload",
    "onmouseover",
    "onfocus",
    "onanimationstart",
    "ontoggle",
    "onpointerrawupdate",
]


@pytest.mark.parametrize(
    "name", [*HANDLERS, "style", "srcset", "formaction", "http-equiv", "target", "ping", "data-x", "hidden"]
)
@pytest.mark.parametrize("form", ['<a href="x" {}="y">z</a>', '[z](x){{: {}="y" }}', "*z*{{: {}=y }}", "<p {}>z</p>"])
def test_an_attribute_that_is_not_listed_is_told_however_it_is_written(name: str, form: str) -> None:
    assert [line for line, what in faults(f"# A\n\n{form.format(name.upper())}\n") if name in what.lower()] == [3]


def forms_of(address: str) -> list[str]:
    letters = "".join(f"&#{ord(letter)};" for letter in address)
    return [
        f"[a]({address})",
        f"[a](<{address}>)",
        f"![a]({address})",
        f'<a href="{address}">a</a>',
        f"<a href='{letters}'>a</a>",
        f'<a href="&#x20;{address}">a</a>',
        f'<a href="{address[:3]}&Tab;{address[3:]}">a</a>',
        f'<a href="{address[:3]}\n{address[3:]}">a</a>',
        f'<blockquote cite="{address}">a</blockquote>',
        f"[a][b]\n\n[b]: {address}",
        f"[{address}][]\n\n[{address}]: {address}",
    ]


BAD = [
    "javascript:alert(1)",
    "JavaScript:x",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.invalid/x",
    "blob:x",
]


@pytest.mark.parametrize("address", BAD)
def test_an_address_of_another_scheme_is_told_however_it_is_written(address: str) -> None:
    for form in forms_of(address):
        assert faults(f"# A\n\n{form}\n"), form


@pytest.mark.parametrize(
    "address", ["\\\\evil.invalid", "/\\evil.invalid", "https:\\\\evil.invalid", "java\x00script:x", "\x01javascript:x"]
)
def test_what_browsers_turn_into_another_address_is_told(address: str) -> None:
    assert faults(f'# A\n\n<a href="{address}">a</a>\n')


NO_ADDRESSES = """
http://[::1 http://[zz]/ https://a]b https:evil.invalid http:/evil.invalid https:///x HTTPS:x https://a.example:port/
https://a.example:99999/ https://a.example:0/ https://user:word@a.example/ https://a.example@evil/
https://a.example/%zz ../x/%4 #%
"""


@pytest.mark.parametrize("address", NO_ADDRESSES.split())
def test_an_address_that_can_not_be_read_as_one_is_told(address: str) -> None:
    assert [line for line, _ in faults(f'# A\n\n<a href="{address}">a</a>\n')] == [3]


@pytest.mark.parametrize("text", ["## Content\n", '<p id="sb-search">x</p>\n', '## A\n\n<b id="a">x</b>\n'])
def test_an_anchor_that_two_places_have_is_told(text: str) -> None:
    findings = Findings()
    guide_markup.check_markup(f"# Contents\n\n{text}", "g.md", findings)
    assert findings.errors == []
    (warning,) = findings.warnings
    assert warning.what.startswith("a second place of the page has the anchor")
    assert warning.remedy == "Give one of them another, as in: ## Heading {: #another }"


def test_of_thousands_of_faults_the_lines_that_are_told_are_found_without_rendering_the_page_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rendered: list[int] = []
    faults_of = guide_markup._faults

    def counted(text: str) -> list[guide_markup.Barred]:
        rendered.append(len(text))
        return faults_of(text)

    monkeypatch.setattr(guide_markup, "_faults", counted)
    found = faults("".join(f"<blink{number}>x</blink{number}>\n\n" for number in range(400)))
    assert len(found) == 400
    assert [line for line, _ in found[:100]] == list(range(1, 201, 2))
    assert len(rendered) < 210
    page = "Words.\n\n" * 50 + "<blink>x</blink>\n"
    for most, beginnings in {503: [200, 303], 504: [200, 303, 352]}.items():
        rendered.clear()
        monkeypatch.setattr(guide_markup, "_MOST_RENDERED", most)
        assert faults(page) == [(0, "an element <blink>, which a page may not hold")]
        assert rendered == [len(page), *beginnings]
    assert faults("x" * 600 + "\n<blink>x</blink>\n") == [(2, "an element <blink>, which a page may not hold")]


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x?y=z#w",
        "https://a.example:1/",
        "HTTP://a.example",
        "mailto:a@b.example",
        "doc:letter#p1",
        "../x/",
        "#y",
        "x:y/"[2:],
    ],
)
def test_addresses_that_are_listed_may_stand(address: str) -> None:
    assert faults(f"# A\n\n[a]({address})\n") == []


@given(
    st.text(ascii_lowercase + "+.-", min_size=1, max_size=12), st.sampled_from(["[a]({}:x)", '<a href="{}:x">a</a>'])
)
@example("http", "[a]({}:x)").via("no host")
@example("mailto", "[a]({}:x)")
def test_no_scheme_but_those_listed_passes(scheme: str, form: str) -> None:
    is_scheme = scheme[0].isalpha()
    assert bool(faults(form.format(scheme))) == (is_scheme and scheme not in SCHEMES - {"http", "https"})


TAGS = st.sampled_from(["b", "div", "script", "svg", "p", "li", "table", "td", "img", "a"])
PIECES = st.one_of(
    st.builds("<{}>".format, TAGS),
    st.builds("</{}>".format, TAGS),
    st.builds(
        "<{} {}='{}'>".format, TAGS, st.sampled_from(["href", "onclick", "id", "src"]), st.sampled_from(["x", "data:x"])
    ),
    st.sampled_from(
        [
            "words ",
            "\n\n",
            "`",
            "```\n",
            "<!--",
            "-->",
            "<!",
            "<![",
            "<!x[",
            "<?",
            "]]>",
            "&lt;",
            "[a](",
            ")",
            "    ",
            "> ",
            "{: onclick=x }",
        ]
    ),
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_written_a_page_without_faults_holds_only_what_is_listed(text: str) -> None:
    import html5lib  # noqa: PLC0415  a third parser of HTML
    from markdown import Markdown  # noqa: PLC0415

    if faults(text):
        return
    tree = html5lib.parseFragment(Markdown(extensions=list(EXTENSIONS)).convert(text), namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str) and element is not tree:
            assert element.tag in ELEMENTS
            assert {*element.attrib} <= ATTRIBUTES | {*ATTRIBUTES_OF.get(element.tag, ())}


@pytest.mark.parametrize("sign", "\v\f\x1c\x85\u2028\u2029")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(sign: str, end: str) -> None:
    page = end.join(["# A", "", f"One{sign}two{sign}three.", "", "<blink>x</blink>", "", "Words."])
    assert [line for line, _ in faults(page)] == [5]


def test_every_fault_is_told_with_its_line() -> None:
    assert [line for line, _ in faults("<u>x</u>\n\n<blink>y</blink>\n\n<blink>z</blink>\n")] == [3, 5]
    assert len(faults("<blink>y</blink> " * 30)) == 30


@pytest.mark.parametrize(
    "markup",
    [
        "</main></body>",
        "<b>x",
        "x</a>",
        '<a/href="javascript:x">x</a>',
        "<b><i>x</b></i>",
        "<q><cite>x</q></q>",
        "a </em> b",
        "# <span>x",
        "<ul><li>x",
    ],
)
def test_an_element_that_would_go_on_or_end_another_is_told(markup: str) -> None:
    assert (3, "an element is not closed, or closed without having been opened") in faults(f"# A\n\n{markup}\n\nB\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>one<p>two",
        "<ul><li>x<li>y</ul>",
        "<dl><dt>a<dd>b</dl>",
        "a<br>b",
        "<table><tr><td>x</table>",
        "*a* <b>**c**</b>",
    ],
)
def test_an_end_that_may_be_left_out_may(markup: str) -> None:
    assert faults(f"# A\n\n{markup}\n\nB\n") == []


def test_a_page_nested_too_deep_is_an_error_and_no_traceback() -> None:
    assert [what for _, what in faults("- " * 3000 + "x")] == ["the page is nested too deep to be rendered"]


COMMENT, REMOVE = "a comment with markup in it", "Remove it: browsers differ on where it ends"
LISTED = "Remove it; what a page may hold is told on /about/describing/"
PICTURE = "Show a picture of the site's own: readers' browsers ask no third party for anything"
UNBALANCED = ("an element is not closed, or closed without having been opened", "Write each element with its end")
SPACES = "Write it without spaces, line ends, backslashes and other characters that browsers pass over or turn"
WHOLE = "Write it whole: https://host/path"
HOST = "Write the address of a host, without a user's name, such as https://host/path"
TOLD = {
    "<!-- A note. -->": [],
    "<!-- a < b -->": [(COMMENT, REMOVE)],
    "<!-- a > b -->": [(COMMENT, REMOVE)],
    "<!-- a -- b -->": [(COMMENT, REMOVE)],
    "<!DOCTYPE html>": [("a declaration, '<!DOCTYPE html>'", LISTED)],
    "<p><![if x]></p>": [("a declaration, '<![if x]>'", LISTED)],
    "<p><![x]></p>": [("a declaration that can't be read: unknown status keyword 'x' in marked section", LISTED)],
    '<table><tr><td style="text-align: left;">x</td></tr></table>': [],
    '<table><tr><td style="color: red">x</td></tr></table>': [
        ("an attribute 'style' of <td>, which a page may not hold", LISTED)
    ],
    "<table><tr><td style>x</td></tr></table>": [("an attribute 'style' of <td>, which a page may not hold", LISTED)],
    '<img src="a.png" alt="">': [],
    '<img src="https://x.example/a.png" alt="">': [
        ("an address 'https://x.example/a.png' that a page may not hold", PICTURE)
    ],
    "<a href>x</a>": [],
    '<a href="//x.example/">x</a>': [("an address '//x.example/' that a page may not hold", WHOLE)],
    "[x](Doc:letter#p1)": [("an address 'Doc:letter#p1' that a page may not hold", "Write doc: in small letters")],
    '<a href="https:///x">x</a>': [("an address 'https:///x' that a page may not hold", HOST)],
    '<a href="a\xa0b">x</a>': [],
    '<a href="a\x7fb">x</a>': [("an address 'a\\x7fb' that a page may not hold", SPACES)],
    '<a href="a\x9fb">x</a>': [("an address 'a\\x9fb' that a page may not hold", SPACES)],
    "<b><i>x</b></i>": [UNBALANCED],
    "x &lt;script&gt; &amp; y": [],
}


@pytest.mark.parametrize(("markup", "told"), TOLD.items(), ids=range(len(TOLD)))
def test_what_is_wrong_and_what_to_do_is_told(markup: str, told: list[tuple[str, str]]) -> None:
    findings = Findings()
    check_markup(f"# A\n\n{markup}\n\nB\n", "guide/a.md", findings)
    assert {(problem.what, problem.remedy) for problem in findings.errors} == {*told}
    assert {(problem.file, problem.line) for problem in findings.errors} <= {("guide/a.md", 3)}


@pytest.mark.parametrize(
    ("open_signs", "told"),
    [
        ("]" * 20_000 + "[" * 20_000, "3: a paragraph with 20,000 signs [ that nothing closes"),
        ("[a](" * 9_000, "3: a paragraph with 9,000 signs ( that nothing closes"),
        (r"\( " + "]" * 9_000 + "x\n<a " * 9_000, "3: a paragraph with 9,000 signs < that nothing closes"),
        ("~~~\n" + "[" * 20_000 + "\n~~~", "7: an element <script>"),
        (r"\[" * 6_000, "5: an element <script>"),
        ("word [ " * 300, "5: an element <script>"),
    ],
    ids=["brackets", "addresses", "tags", "code", "escaped", "few"],
)
def test_a_paragraph_that_takes_minutes_is_told_instead_of_rendered(open_signs: str, told: str) -> None:
    findings = Findings()
    check_markup(f"# A\n\n{open_signs}\n\n<script></script>\n", "guide/a.md", findings)
    (problem,) = findings.errors
    assert str(problem).startswith(f"guide/a.md:{told}")


@pytest.mark.parametrize(
    ("text", "told"),
    {
        "[[[[[[[[[[\n": [],
        "[[[[[[[[[[[\n": [1],
        "(((((((((((\r((((\n": [1],
        "[[[[[\n[[[[\n": [],
        "~~~\na\nb\n~~~\n[[[[[[[[[[\n": [],
        "```\na [\n```\n\n<<<<<<<<<<<\n": [5],
    }.items(),
)
def test_a_paragraph_is_looked_through_up_to_a_limit_and_told_with_the_line_on_which_it_begins(
    text: str, told: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide_markup, "_MOST_LOOKED_THROUGH", 11 * 10)
    findings = Findings()
    check_markup(text, "guide/a.md", findings)
    assert [problem.line for problem in findings.errors] == told
    assert all(f"signs {problem.remedy[-1]} that" in problem.what for problem in findings.errors)
    assert all(problem.remedy.startswith("Close them, or write \\") for problem in findings.errors)


@pytest.mark.parametrize(
    "written", ["turned \u202e back", "turned &#x202E; back", "turned &#8238; back", "\u202e and \u202e"]
)
def test_a_direction_control_is_warned_of_once_where_it_first_stands(written: str) -> None:
    findings = Findings()
    check_markup(f"# A\n\nWords.\n\n{written}\n\nMore words.\n", "guide/a.md", findings)
    assert not findings.errors
    [warning] = findings.warnings
    assert (warning.line, warning.remedy) == (5, REMEDY)
    assert "U+202E" in warning.what


def test_a_processing_instruction_is_told_as_it_is_written() -> None:
    assert (3, "a processing instruction, '<?page x?>'") in faults("# A\n\nWords <?page x?> and more.\n")


FRONT = "---\ntitle: A\n---\n"
OWN_PAGES: list[tuple[bytes, str, list[tuple[int, str]]]] = [
    (b"", "", []),
    (b" \n", "", []),
    (b"# A\n", "# A\n", []),
    (f"{FRONT}    <blink>x</blink>\n".encode(), f"{FRONT}    <blink>x</blink>\n", []),
    (
        f"{FRONT}<blink>x</blink>\n".encode(),
        f"{FRONT}<blink>x</blink>\n",
        [(4, "an element <blink>, which a page may not hold")],
    ),
    (b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\n<u>x\r\n", f"{FRONT}\n<u>x\n", [(5, UNBALANCED[0])]),
    (b"Words\n\n\xff", "", [(3, "byte 7 (0xff) is not UTF-8: the file looks like CP1251")]),
]


@pytest.mark.parametrize(("raw", "text", "told"), OWN_PAGES, ids=range(len(OWN_PAGES)))
def test_a_page_that_an_archive_has_of_its_own_is_held_to_the_same(
    raw: bytes, text: str, told: list[tuple[int, str]]
) -> None:
    findings = Findings()
    assert check_own_page(raw, "docs/a.md", lambda text: text.removeprefix(FRONT), findings) == text
    assert [(problem.file, problem.line, problem.what) for problem in findings.errors] == [
        ("docs/a.md", *one) for one in told
    ]


@pytest.mark.parametrize(
    ("markup", "told"),
    {
        '<html onclick="x">': "an attribute 'onclick' of <html>, which a page may not hold",
        '<body onclick="x">': "an attribute 'onclick' of <body>, which a page may not hold",
        "<!-- a < b -->": COMMENT,
    }.items(),
)
def test_what_a_browser_would_make_of_a_page_is_judged_for_itself(markup: str, told: str) -> None:
    tree = LexborHTMLParser(f'<div id="sourcebook-page">{markup}</div><hr id="sourcebook-page-end">')
    assert [fault.what for fault in guide_markup._in_tree(tree)] == [told]
