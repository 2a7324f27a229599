"""Verdicts: what became of words on their way, in the few words that stand before the evidence."""

import pytest
from sourcebook.model import Difference, Extent, Link, LinkEnd, WordCount
from sourcebook.render.base.verdicts import in_brief, summary, verdict, verdict_of_all
from sourcebook.wording import number_in_words

LETTER = "The bridge over the river has been closed for eleven weeks and no engineer has come"


def quoted(as_quoted: str, *differences: Difference, matched: int = 15, **other: object) -> Link:
    """A link from the letter to a report that has `as_quoted`, in quotation marks."""
    words = WordCount(matched, len(LETTER.split()), len(as_quoted.split()))
    ends = (LinkEnd("letter", 0, len(LETTER), LETTER), LinkEnd("report", 0, len(as_quoted), as_quoted))
    values: dict[str, object] = {"kind": "quotation", "directed": True, "rule": "", "target_in_marks": True} | other
    return Link(*ends, words=words, differences=differences, **values)  # type: ignore[arg-type]


def differs(kind: str, as_written: str, as_quoted: str, at: int = 40) -> Difference:
    return Difference(kind, Extent(at, at + len(as_written), as_written), Extent(at, at + len(as_quoted), as_quoted))


BEGINS = differs("moved-into-marks", "", "We hear that", 0)
ENDS = Difference("replace", Extent(70, len(LETTER), "has come"), Extent(70, len(LETTER), "ever came"))
VERDICTS = [
    ("Word for word", "same", quoted(LETTER)),
    ("Word for word; a space is missing", "same", quoted(LETTER, differs("spacing", "eleven weeks", "elevenweeks"))),
    ("Word for word; a space is added", "same", quoted(LETTER, differs("spacing", "nobody", "no body"))),
    ("One word added: “long”", "differs", quoted(LETTER, differs("insert", "", "long"))),
    ("Six words added", "differs", quoted(LETTER, differs("insert", "", "and this is more than fits"))),
    ("Two words left out: “eleven weeks”", "differs", quoted(LETTER, differs("delete", "eleven weeks", ""))),
    ("One word changed: “twelve”", "differs", quoted(LETTER, differs("replace", "eleven", "twelve"))),
    ("Begins differently", "differs", quoted(LETTER, BEGINS)),
    ("Ends differently", "differs", quoted(LETTER, ENDS)),
    ("Begins and ends differently", "differs", quoted(LETTER, BEGINS, ENDS)),
    ("Differs in two places", "differs", quoted(LETTER, BEGINS, differs("insert", "", "long"))),
    (
        "Begins differently",
        "differs",
        quoted(
            "The old bridge on the river has been closed for eleven weeks and no engineer has come",
            differs("insert", "", "old", 4),
            differs("replace", "over", "on", 15),
        ),
    ),
    (
        "9 of 16 words the same",
        "differs",
        quoted(LETTER, differs("insert", "", "a"), differs("delete", "b", "", 50), matched=9),
    ),
    ("Word for word", "shares", quoted(LETTER, kind="reuse", target_in_marks=False)),
    ("One word differs: “and”, “or”", "shares", quoted(LETTER, differs("replace", "and", "or"), directed=False)),
    ("One word differs: “US”", "shares", quoted(LETTER, differs("delete", "US", ""), directed=False)),
    ("Linked by the archive", "shares", quoted(LETTER, matched=0)),
]


@pytest.mark.parametrize(("words", "kind", "link"), VERDICTS, ids=[words for words, _, _ in VERDICTS])
def test_a_verdict_says_first_what_tells_most(words: str, kind: str, link: Link) -> None:
    found = verdict(link)
    assert (found.words, found.kind) == (words, kind)


def test_of_several_texts_the_verdict_says_in_how_many_the_words_differ() -> None:
    same, begins, shares = quoted(LETTER), quoted(LETTER, BEGINS), quoted(LETTER, kind="reuse", target_in_marks=False)
    assert verdict_of_all([same, same]).words == "Word for word"
    assert verdict_of_all([begins, same]).words == "In one of 2: begins differently"
    assert verdict_of_all([begins, begins, same]).words == "2 of 3 differ"
    assert verdict_of_all([begins, shares]).words == "Begins differently"


def test_several_passages_are_summed_up() -> None:
    same, other = quoted(LETTER), quoted(LETTER, differs("insert", "", "long"))
    assert summary([same, same, same, other, other]) == "5 quotations: 3 word for word, 2 differ"
    assert summary([same, same]) == "2 quotations, both word for word"
    assert summary([other, other, other]) == "3 quotations, all with differences"
    assert summary([other]) == "1 quotation: one word added: “long”"
    assert summary([same, quoted(LETTER, kind="reuse")]) == "2 passages, both word for word"


def test_several_passages_have_one_verdict_in_brief() -> None:
    same, other = quoted(LETTER), quoted(LETTER, differs("insert", "", "long"))
    reused = quoted(LETTER, kind="reuse", target_in_marks=False)
    told = [[same], [same, same], [same] * 5, [same, other, reused], [other, reused], [reused, reused]]
    assert [(found.words, found.kind) for found in map(in_brief, told)] == [
        ("Word for word", "same"),
        ("Both word for word", "same"),
        ("All 5 word for word", "same"),
        ("1 of 2 quotations differ", "differs"),
        ("One word added: “long”", "differs"),
        ("2 passages shared", "shares"),
    ]


def test_small_numbers_are_spelled_out() -> None:
    assert [number_in_words(number) for number in (0, 1, 12, 13, 1200)] == ["no", "one", "twelve", "13", "1,200"]
