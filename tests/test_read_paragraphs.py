"""read/paragraphs.py: where paragraphs start and end, in code points of the text as it was received."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.model import Paragraph, Source
from sourcebook.text.paragraphs import split_paragraphs

from tests.tools.texts import paragraphs_of

CASES = {
    "one line": "one line",
    "a line end closes nothing": "one\n",
    "two lines are one paragraph": "one\ntwo",
    "a blank line parts two": "one\n\ntwo\n",
    "so does a line of spaces and tabs": "one\n \t \ntwo",
    "blank lines around the text are no paragraphs": "\n\n \none\n\n\n",
    "CRLF": "one\r\ntwo\r\n\r\nthree\r\n",
    "CR": "one\rtwo\r\rthree",
    "all three line ends": "one\r\n\r\ntwo\n\nthree\r\rfour\n\r\nfive",
    "LF CR is two line ends": "one\n\rtwo",
    "spaces at the ends of lines stay": "  one  \n\ttwo\t\n\n  three",
    "a byte order mark stands before the text": "\ufeffone\n\ntwo",
    "a second one is a character": "\ufeff\ufeffone",
    "a byte order mark before a blank line": "\ufeff\n\none",
    "a no-break space is no blank": "one\n\u00a0\ntwo",
    "other line ends of Unicode are characters": "one\u0085\u0085two\u2028\u2028three\u2029four",
    "so are form feed and vertical tab": "one\n\f\ntwo\n\v\nthree",
    "an emoji is one code point": "🙂🙂\n\n🙂",
}


def source(text: str) -> Source:
    return Source("a", "a.txt", "seeds/a.txt", text, split_paragraphs(text))


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_paragraphs(text: str) -> None:
    read = source(text)
    assert [read.shown(p.start, p.end) for p in read.paragraphs] == paragraphs_of(read.raw)


def test_offsets_count_code_points_with_byte_order_mark_and_carriage_returns() -> None:
    assert split_paragraphs("\ufeff🙂\r\nb\r\n\r\nc") == (Paragraph("p1", 1, 5), Paragraph("p2", 9, 10))


LINES = st.lists(
    st.sampled_from(["", " ", "\t", "a", " a", "b\t", "\u00a0", "\u0085", "\u2028", "\ufeff", "🙂", "\f"]), max_size=12
)
MIXED = st.builds("".join, st.lists(st.sampled_from(["\n", "\r", "\r\n", " ", "\t", "a", "\ufeff", "\u2029"])))


@given(st.one_of(st.text(), MIXED, LINES.map("\n".join), LINES.map("\r\n".join)))
def test_paragraphs_of_any_text(text: str) -> None:
    read = source(text)
    shown = [read.shown(p.start, p.end) for p in read.paragraphs]
    assert shown == paragraphs_of(read.raw)
    assert [p.id for p in read.paragraphs] == [f"p{n}" for n in range(1, len(shown) + 1)]
    ends = [0] + [end for p in read.paragraphs for end in (p.start, p.end)] + [len(text)]
    assert ends == sorted(ends)
    between = [text[end:start] for end, start in zip(ends[0::2], ends[1::2], strict=True)]
    assert "".join(between).removeprefix("\ufeff").strip(" \t\r\n") == ""


@given(MIXED.filter(bool), st.data())
def test_the_line_of_an_offset_is_what_an_editor_shows(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    if text[offset] == "\n" and text[:offset].endswith("\r"):
        offset -= 1  # within a CRLF, which ends the line that its CR stands on
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    assert source(text).line_of(offset) == before.count("\n") + 1


def test_the_paragraph_at_an_offset() -> None:
    read = source("one\n\ntwo")
    found = [read.paragraph_at(offset) for offset in range(9)]
    one, two = read.paragraphs
    assert found == [one, one, one, None, None, two, two, two, None]
