"""render/document/text.py: a paragraph that has nothing but its words is the HTML that the template makes of it."""

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from sourcebook.model import Paragraph, Source
from sourcebook.page_language import Language, speak
from sourcebook.render.document.text import ShownParagraph, classes_of, plain_paragraph


def plain(words: str, id: str = "p1") -> str:
    return plain_paragraph(Source("a", "a.txt", "a.txt", words, ()), Paragraph(id, 0, len(words)))


@given(st.text(min_size=1).filter(lambda words: "\r" not in words), st.integers(1, 99999))
def test_a_plain_paragraph_is_what_the_template_makes_of_it(words: str, number: int) -> None:
    whole = ShownParagraph(f"p{number}", escape(words), classes_of(words))
    assert plain(words, f"p{number}") == whole.as_html("documents/a/")


def test_a_plain_paragraph_has_the_words_of_the_language_that_is_spoken() -> None:
    catalogue = Catalog("de")
    catalogue.add("Paragraph %(number)s", "Absatz %(number)s")
    assert 'aria-label="Paragraph 1"' in plain("a")
    speak(Language("de", catalogue))
    assert 'aria-label="Absatz 1"' in plain("a")


@pytest.mark.parametrize(
    ("words", "role", "shape", "classes"),
    [
        ("one two", "", "", ""),
        ("one\u00a0two\u200b", "", "", ""),
        *((words, "", "", "ws") for words in (" a", "a ", "a  b", "a\nb", "a\tb", "a\u2028b", "a\u2029b")),
        ("one", "caption", "", "role role--caption"),
        ("a", "caption", "", "role role--caption short"),
        ("ab", "", "", "short"),
        ("a\nb", "", "columns", "ws columns"),
        ("one", "", "lines", "lines"),
        ("a\nb", "heading", "lines", "role role--heading ws lines"),
    ],
)
def test_the_classes_say_a_role_white_space_that_shows_and_a_shape(
    words: str, role: str, shape: str, classes: str
) -> None:
    assert classes_of(words, role, shape) == classes
