"""render/segments.py: however spans overlap, the text stays, elements nest, and each span can be found again."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.model import Document, Paragraph, Source
from sourcebook.render.base.segments import Span, joint_spans, mark_up
from sourcebook.text.paragraphs import split_paragraphs


def source(text: str) -> Source:
    return Source("a", "a.txt", "seeds/a.txt", text, split_paragraphs(text))


def whole(text: str) -> tuple[Source, Paragraph]:
    return Source("a", "a.txt", "a.txt", text, ()), Paragraph("p1", 0, len(text))


def test_joints_are_the_ends_of_lines_that_flow_where_no_space_is_read_in_one_paragraph_alone() -> None:
    text = "港の壁は昨夜\n倒れた。\n\n船は沖に\nいる。\nThe end\nof it.\n\n明日の朝\nまた。\n"
    paragraph = split_paragraphs(text)[1]
    at = text.index("沖に\n") + len("沖に")
    flows, kept = (Document(source(text), {}, lines=lines) for lines in ("flow", "keep"))
    assert list(joint_spans(flows, paragraph.start, paragraph.end)) == [Span(at, at + 1, 9, "joint")]
    assert list(joint_spans(kept, paragraph.start, paragraph.end)) == []


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("abc", [], "abc"),
        ("<b> & \"q\" 'r'", [], "&lt;b&gt; &amp; &#34;q&#34; &#39;r&#39;"),
        ("abc", [Span(1, 2, 0, "x")], 'a<span class="x">b</span>c'),
        ("abc", [Span(-5, 99, 0, "x")], '<span class="x">abc</span>'),
        ("abc", [Span(3, 9, 0, "x"), Span(-3, 0, 0, "x"), Span(2, 2, 0, "x")], "abc"),
        ("abcd", [Span(0, 2, 0, "x"), Span(2, 4, 0, "y")], '<span class="x">ab</span><span class="y">cd</span>'),
        ("abcd", [Span(0, 4, 0, "x"), Span(1, 3, 1, "y")], '<span class="x">a<span class="y">bc</span>d</span>'),
        # Where two cross, the one of the lower rank stays whole.
        (
            "abc",
            [Span(0, 2, 1, "x"), Span(1, 3, 0, "y")],
            '<span class="x">a</span><span class="y"><span class="x">b</span>c</span>',
        ),
        # The first part of a cut span has its anchor, the others name it.
        (
            "abc",
            [Span(0, 2, 1, "x", "it", name="word"), Span(1, 3, 0, "y")],
            '<span class="x" id="it" data-name="word">a</span>'
            '<span class="y"><span class="x" data-part-of="it" data-name="word">b</span>c</span>',
        ),
        # A CRLF is one line end, and is never cut in two.
        ("a\r\nb", [Span(0, 2, 0, "x")], '<span class="x">a</span>\nb'),
        ("a\r\nb", [Span(2, 4, 0, "x")], 'a<span class="x">\nb</span>'),
        ("a\r\nb\rc", [Span(0, 3, 0, "x")], '<span class="x">a\n</span>b\nc'),
        ("\r\nb", [Span(1, 3, 0, "x")], '<span class="x">\nb</span>'),
        ("a\r\n", [Span(2, 3, 0, "x")], 'a<span class="x">\n</span>'),
        # Of two of one rank that overlap, the longer lies outside; of two as long, the earlier; then by their ids.
        ("abc", [Span(0, 1, 0, "x"), Span(0, 3, 0, "y")], '<span class="y"><span class="x">a</span>bc</span>'),
        (
            "abc",
            [Span(1, 3, 0, "x"), Span(0, 2, 0, "y")],
            '<span class="y">a<span class="x">b</span></span><span class="x">c</span>',
        ),
        (
            "a",
            [Span(0, 1, 0, "x", "b"), Span(0, 1, 0, "y", "a")],
            '<span class="y" id="a"><span class="x" id="b">a</span></span>',
        ),
        # A link says where it leads and what it is; within another it is none, and its words stay.
        ("abc", [Span(1, 2, 0, "x", href="/b/", title="B")], 'a<a class="x" href="/b/" title="B">b</a>c'),
        ("a", [Span(0, 1, 0, "", tag="mark")], "<mark>a</mark>"),
        (
            "abc",
            [Span(0, 3, 0, "x", href="/b/", title="B"), Span(1, 2, 1, "y", tag="i", href="/c/", title="C")],
            '<a class="x" href="/b/" title="B">a<i class="y">b</i>c</a>',
        ),
        (
            "abc",
            [Span(0, 3, 0, "x", href="/b/"), Span(0, 3, 1, "y"), Span(1, 2, 2, "z", href="/c/")],
            '<a class="x" href="/b/" title=""><span class="y">a<span class="z">b</span>c</span></a>',
        ),
        (
            "abcde",
            [
                Span(0, 5, 0, "x", href="/b/"),
                Span(2, 3, 1, "y"),
                Span(0, 1, 2, "z", href="/c/"),
                Span(3, 4, 2, "z", href="/c/"),
            ],
            '<a class="x" href="/b/" title=""><span class="z">a</span>b<span class="y">c</span>'
            '<span class="z">d</span>e</a>',
        ),
        # The keyboard stops once at a link: at its first part, or where the same one stood before, nowhere.
        (
            "abc",
            [Span(0, 2, 1, "x", href="/b/", title="B"), Span(1, 3, 0, "y")],
            '<a class="x" href="/b/" title="B">a</a>'
            '<span class="y"><a class="x" href="/b/" tabindex="-1">b</a>c</span>',
        ),
        (
            "abc",
            [Span(0, 2, 1, "x", href="/b/", title="B", is_passed_over=True), Span(1, 3, 0, "y")],
            '<a class="x" href="/b/" title="B" tabindex="-1">a</a>'
            '<span class="y"><a class="x" href="/b/" tabindex="-1">b</a>c</span>',
        ),
        # Whatever a span is called stays an attribute.
        (
            "a",
            [Span(0, 1, 0, '"><script>', "\"'<>", name='&"')],
            '<span class="&#34;&gt;&lt;script&gt;" id="&#34;&#39;&lt;&gt;" data-name="&amp;&#34;">a</span>',
        ),
    ],
)
def test_examples(text: str, spans: list[Span], html: str) -> None:
    assert str(mark_up(*whole(text), spans)) == html


TEXTS = st.one_of(
    st.text(st.sampled_from("ab<>&\"' \t\n\r\u00a0\u2028\ufeff🙂é\u0301"), min_size=1, max_size=30),
    st.lists(st.sampled_from(["a", "\r\n", "\r", "\n", "b"]), min_size=1, max_size=15).map("".join),
)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    spans = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(-2, len(text)))
        end = draw(st.integers(start, len(text) + 2))
        spans.append(Span(start, end, draw(st.integers(0, 2)), f"c{number}", f"s{number}"))
    return text, spans


def shown(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(marked_texts())
def test_any_spans_leave_the_text_as_it_is_and_mark_what_they_cover(marked: tuple[str, list[Span]]) -> None:
    text, spans = marked
    html = mark_up(*whole(text), spans)
    tree = html5lib.parseFragment(f"<p>{html}</p>", namespaceHTMLElements=False)[0]
    assert "".join(tree.itertext()) == shown(text)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for span in spans:
        start, end = (min(max(at, 0), len(text)) for at in (span.start, span.end))
        start, end = (at - 1 if text[at - 1 : at + 1] == "\r\n" else at for at in (start, end))
        parts = [element for element in tree.iter("span") if element.get("class") == span.classes]
        assert "".join("".join(part.itertext()) for part in parts) == shown(text[start:end])
        anchored = [part for part in parts if part.get("id") == span.anchor]
        assert len(anchored) == (1 if parts and span.start >= 0 else 0)
        assert not anchored or anchored[0] is parts[0]
        assert all(part.get("data-part-of") == span.anchor for part in parts if part not in anchored)


@given(marked_texts())
def test_a_span_of_the_lowest_rank_that_crosses_none_of_its_rank_stays_whole(
    marked: tuple[str, list[Span]],
) -> None:
    text, spans = marked
    lowest = min((span.rank for span in spans), default=0)
    alone = [span for span in spans if span.rank == lowest]
    html = mark_up(*whole(text), spans)
    if len(alone) == 1:
        assert str(html).count(f'class="{alone[0].classes}"') <= 1


def test_a_paragraph_without_spans_and_beside_others_is_cut_from_its_text() -> None:
    read = source("ab\n\ncd\n\nef")
    first, middle, last = read.paragraphs
    assert [str(mark_up(read, paragraph, [])) for paragraph in read.paragraphs] == ["ab", "cd", "ef"]
    beside = [Span(first.start, middle.start, 0, "x"), Span(middle.end, last.end, 0, "y")]
    assert str(mark_up(read, middle, beside)) == "cd"


def test_a_span_over_several_paragraphs_is_marked_in_each_and_anchored_in_the_first() -> None:
    read = source("ab\n\ncd\n\nef")
    span = Span(1, 9, 0, "x", "it")
    assert [str(mark_up(read, paragraph, [span])) for paragraph in read.paragraphs] == [
        'a<span class="x" id="it">b</span>',
        '<span class="x" data-part-of="it">cd</span>',
        '<span class="x" data-part-of="it">e</span>f',
    ]
