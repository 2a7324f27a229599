"""check/guide_links.py: a link between editorial pages, or a picture in one, that leads nowhere is told."""

import pytest
from sourcebook.check.guide_links import IN_HTML, PICTURE, REMEDY, check_guide_links
from sourcebook.model import GuidePage
from sourcebook.problems import Findings

TWO = '# Two\n\n## Part\n\n<a name="old"></a>\n\nWords.\n{: #marked }\n'
FILES = {
    "about/links.md": "# Links\n\n## Kinds\n",
    "team/index.md": "# Team\n\n## Desk\n",
    "terms/README.md": "# Terms\n\n## Rights\n",
    "pictures/there.png": "",
    "pictures/a b.png": "",
    "guide/own.png": "",
}
"""What there is beside the pages: text, and pictures, which have none."""
WRITTEN: dict[str, list[str]] = {
    "": [],
    "[a](two.md) [b](./two.md#part) [c](two.md#old) [d](two.md#marked) [e](t%77o.md#p%61rt)": [],
    "[a](../about/links.md) [b](../about/links.md#kinds) [c](../pictures/there.png)": [],
    "# Here\n\n[a](#here) [b]() [c](one.md#here)": [],
    "[a](https://a.example/gone.md) [b](mailto:a@b.example) [c](doc:letter#p1) [d](//a.example/x)": [],
    "Words[^1] and[^1] more[^2].\n\n[^1]: A note.\n[^2]: Another, [far](gone.md).": [
        "4: the link 'gone.md' leads to no page"
    ],
    "\n\n[a](gone.md) [b](gone.md)\n\n[c](gone.md)": ["3: the link 'gone.md' leads to no page"],
    "[a](two.md#gone)": ["1: the link 'two.md#gone' leads to no heading of its page"],
    "[a](#gone)": ["1: the link '#gone' leads to no heading of its page"],
    "[a](../pictures/there.png#gone)": ["1: the link '../pictures/there.png#gone' leads to no heading of its page"],
    "[a](about/links.md)": ["1: the link 'about/links.md' leads to no page"],
    "Words.\n[a](/about/)": ["2: the link '/about/' begins with a slash: below a path it leads elsewhere"],
    "[a](http://[::1)": ["1: the link 'http://[::1' is no address"],
    "<a href=gone.md>a</a>": ["0: the link 'gone.md' leads to no page"],
    "[a](x.md)\n\n[b]\n\n[b]: y.md\n\n[c](<z.md>)": [
        "1: the link 'x.md' leads to no page",
        "5: the link 'y.md' leads to no page",
        "7: the link 'z.md' leads to no page",
    ],
    '<a href="../two/">a</a> <a href>b</a> <a>c</a>': [],
    '<a href="../two/#part">a</a> <a href="../two/index.html">b</a> <a href="../../documents/x/">c</a>': [],
    '<a href="../../about/links/#kinds">a</a> <a href="#gone">b</a>': [
        "1: the link '#gone' leads to no heading of its page"
    ],
    '<a href="two.md">a</a> [b](two.md)': ["1: the link 'two.md' leads to no page"],
    '<div><a href="../three/">a</a> <a href="../two/#gone">b</a></div>': [
        "1: the link '../three/' leads to no page",
        "1: the link '../two/#gone' leads to no heading of its page",
    ],
    '<a href="../../team/#desk">a</a> <a href="../../terms/#rights">b</a> <a href="../../letters/">c</a>': [],
    '<a href="../../team/#gone">a</a>\n<a href="../../terms/#gone">b</a>\n<a href="../../team/gone.md">c</a>': [
        "1: the link '../../team/#gone' leads to no heading of its page",
        "2: the link '../../terms/#gone' leads to no heading of its page",
        "3: the link '../../team/gone.md' leads to no page",
    ],
    'Words.\n<a href="gone.md">a</a> <a href="gone.md#b">b</a>': [
        "2: the link 'gone.md#b' leads to no page",
        "2: the link 'gone.md' leads to no page",
    ],
    '<div>\n<a href="gone.md">a</a>\n</div>': ["2: the link 'gone.md' leads to no page"],
    "![a](../pictures/there.png) ![b](own.png) ![c](../pictures/a%20b.png)": [],
    '<img src="../../pictures/there.png" alt=""> <img alt="">': [],
    "![a](https://a.example/x.png) ![b](//a.example/x.png) ![c](http://[::1)": [],
    "![a](gone.png) ![b](gone.png)\n\n![c](../two.md)": [
        "1: there is no picture 'gone.png'",
        "3: there is no picture '../two.md'",
    ],
    '<img src="own.png" alt="">': ["1: there is no picture 'own.png'"],
    '![a](own.png)\n\n<img src="own.png" alt="">': ["1: there is no picture 'own.png'"],
    '<img src alt="">': ["1: there is no picture ''"],
    "![a](../about/links.md)": ["1: there is no picture '../about/links.md'"],
}


def told(text: str, uri: str = "guide/one.md") -> list[str]:
    findings = Findings()
    pages = {uri: GuidePage("one", "one.md", text), "guide/two.md": GuidePage("two", "two.md", TWO)}
    check_guide_links(pages, FILES.get, findings)
    assert not findings.errors
    for problem in findings.warnings:
        assert problem.remedy in ({PICTURE} if "no picture" in problem.what else {REMEDY, IN_HTML})
    return [f"{problem.line}: {problem.what}" for problem in sorted(findings.warnings)]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_leads_nowhere_is_told(text: str) -> None:
    assert told(text) == WRITTEN[text]


def test_an_address_within_the_guide_is_that_of_a_page_however_deep_its_folders_are() -> None:
    assert told('<a href="../gone/">a</a>', "guide/more/one.md") == ["1: the link '../gone/' leads to no page"]


@pytest.mark.parametrize(
    "way", ["index.md pictures", "README.md pictures", "one.md ../pictures", "guide/index.md ../pictures"]
)
def test_the_address_of_a_picture_is_seen_from_where_the_page_stands_in_the_site(way: str) -> None:
    uri, folder = way.split()
    assert told(f'<img src="{folder}/there.png" alt="">', uri) == []
    assert told(f'<img src="../{folder}/there.png" alt="">', uri) == [f"1: there is no picture '../{folder}/there.png'"]
