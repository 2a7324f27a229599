"""check/noted.py: what a page says of itself, and whether it holds its text and no word beside it."""

import pytest
from sourcebook.check.noted import anchors, has_text, has_text_of, references
from sourcebook.model import Source
from sourcebook.text.paragraphs import split_paragraphs

TEXT = 'One & <two>.\n\nThree "four".\n'
ONE, THREE = '<p id="p1">One &amp; <mark>&lt;two&gt;</mark>.</p>', '<p id="p2" class="x">Three &quot;four&quot;.</p>'
RIGHT = {
    "alone": f"<div data-source-text>{ONE}{THREE}</div>",
    "among others": (
        f'<p id="x">Above.</p><div class="t" data-source-text="">{ONE} \n {THREE}</div><div>Below.</div></div>'
    ),
    "in elements": f"<div data-source-text><div><div>{ONE}</div>{THREE}</div></div>",
    "beside notes": (
        f"<div data-source-text><div data-note>A note.<div>More.</div> And more.</div>{ONE}"
        f'<div class="m" data-note>Another.</div><div>{THREE}<div data-note>A third.</div></div></div> Words.'
    ),
    "beside elements that say nothing": f'<div data-source-text>{ONE}<a id="n"><span></span></a> {THREE}<hr></div>',
    "a note with a paragraph of its own": (
        f'<div data-source-text>{ONE}<div data-note><p class="n">A.</p></div>{THREE}</div>'
    ),
    "a note in elements, and an empty one": (
        f"<div data-source-text><div><div><div data-note>A.</div></div></div>{ONE}<div data-note></div>{THREE}</div>"
    ),
}
WRONG = {
    "no text": f"<div>{ONE}{THREE}</div>",
    "two texts": f"<div data-source-text>{ONE}{THREE}</div><div data-source-text></div>",
    "another letter": f"<div data-source-text>{ONE.replace('One', 'one')}{THREE}</div>",
    "a paragraph less": f"<div data-source-text>{ONE}</div>",
    "a paragraph more": f'<div data-source-text>{ONE}{THREE}<p id="p3">Five.</p></div>',
    "another order": f"<div data-source-text>{THREE}{ONE}</div>",
    "another id": f"<div data-source-text>{ONE}{THREE.replace('p2', 'p2a')}</div>",
    "a paragraph more behind it": f'<div data-source-text>{ONE}{THREE}</div><p id="p3">Five.</p>',
    "a paragraph that doesn't end": f"<div data-source-text>{ONE}{THREE[:-4]}</div>",
    "words before": f"<div data-source-text>Words.{ONE}{THREE}</div>",
    "words between": f"<div data-source-text>{ONE}Words.{THREE}</div>",
    "words behind": f"<div data-source-text>{ONE}{THREE}Words.</div>",
    "words in an element": f"<div data-source-text>{ONE}<div>Words.</div>{THREE}</div>",
    "words with a bracket": f"<div data-source-text>{ONE}<div>Words></div>{THREE}</div>",
    "words after a note": f"<div data-source-text>{ONE}<div data-note>A note.</div>Words.{THREE}</div>",
    "words after a note in a note": (
        f"<div data-source-text>{ONE}<div data-note><div data-note>A.</div>B.</div>Words.{THREE}</div>"
    ),
    "words in an element after a note": (
        f"<div data-source-text><div><div data-note>A.</div></div>{ONE}<div>Words.</div>{THREE}</div>"
    ),
    "a paragraph in a note": f"<div data-source-text>{ONE}<div data-note>{THREE}</div></div>",
    "a paragraph behind the text": f"<div data-source-text>{ONE}</div>{THREE}",
    "a text that doesn't end": f"<div data-source-text>{ONE}<div>{THREE}</div>",
    "a paragraph that holds another": f"<div data-source-text>{ONE}{THREE[:-4]}</div></p>",
}


def source() -> Source:
    return Source("a", "a.txt", "a.txt", TEXT, split_paragraphs(TEXT))


@pytest.mark.parametrize("html", RIGHT.values(), ids=RIGHT)
def test_a_text_that_is_its_source_s_is_found_to_be(html: str) -> None:
    assert has_text_of(html, source())


@pytest.mark.parametrize("html", WRONG.values(), ids=WRONG)
def test_one_that_isn_t_is_left_to_the_parser(html: str) -> None:
    assert not has_text_of(html, source())


def test_what_a_page_leads_to_and_the_ids_it_has() -> None:
    link = '<a id="a&amp;b" href="x?a=1&amp;b=2"></a>'
    page = f'{link}<img src="y.png">{link}<i id="c" data-href="z"></i>'
    assert list(references(page)) == ["x?a=1&b=2", "y.png"]
    assert anchors(page) == {"a&b", "c"}
    assert has_text("<div data-source-text>")
    assert not has_text("<div>data-source-text</div>")
