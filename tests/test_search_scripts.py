"""The search's scripts that need no page: how a query is read, and how a sentence is laid beside a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.scripts import run

QUERIES = {
    "ice officers": "word:ice word:officers | whole:ice officers",
    "“ICE officers” said": "phrase:ice officers word:said",
    '"an open quotation': "phrase:an open quotation",
    "«one» „two“ three": "phrase:one phrase:two word:three",
    'police -"New York" -ice': "word:police | without phrase:new york word:ice",
    "well-known deBlasio": "joined:well known joined:de blasio | whole:well known de blasio",
    "10 −ice –ice": "word:10 word:ice | without word:ice | whole:10 ice",
    '"New York" “new york” non-profit non-profit': "phrase:new york joined:non profit | whole:non profit non profit",
    "a - b": "word:a word:b | whole:a b",
    "the the the": "word:the | whole:the the the",
    "😀 <b>": "",
    '"city council"~5 vote': "near 5:city council word:vote",
    '"city"~5': "phrase:city",
    "report* on": "beginning:report word:on",
    "re* a* re-elect*": "word:re word:a joined:re elect | whole:re a re elect",
    "letter OR memo": "word:letter or word:memo | whole:letter or memo",
    'said letter OR "a memo" OR note*': "word:said word:letter or phrase:a memo or beginning:note",
    "OR letter or memo OR": "word:or word:letter word:memo | whole:or letter or memo",
    "-letter OR memo": "word:or word:memo | without word:letter | whole:or memo",
    "“quoted”~ ~5 2*3": "phrase:quoted word:5 joined:2 3 | whole:5 2 3",
    "": "",
    '""': "",
    "-": "",
}
"""What is typed → how it is read: what a text must have, with “or” between alternatives; what it must not
have; all that stands outside quotation marks as one phrase."""
READ = """return given.map(sourcebook["search/query"].parse).map(({ needs, without, whole }) => {
  const said = ({ kind, distance, words }) => `${kind}${distance ? ` ${distance}` : ""}:${words.join(" ")}`
  const parts = [needs.map(items => items.map(said).join(" or ")).join(" ")]
  if (without.length) parts.push(`without ${without.map(said).join(" ")}`)
  if (whole) parts.push(`whole:${whole.words.join(" ")}`)
  return parts.join(" | ")
})"""
ALIGN = """return given.map(([sentence, text]) => {
  const [mine, theirs] = [sentence, text].map(sourcebook["search/fold"].fold)
  const { same, from, to, steps } = sourcebook["check/align"].align(mine, theirs)
  const said = (words, stretch) => (stretch ? words.slice(...stretch).map(({ word }) => word).join(" ") : "")
  const told = steps.map(step => [step.kind, said(mine, step.mine), said(theirs, step.theirs)])
  return { same, found: said(theirs, [from, to]), steps: told }
})"""


def test_queries_are_read_as_readers_mean_them() -> None:
    answers = run(["search/query"], READ, list(QUERIES))
    assert isinstance(answers, list)
    assert dict(zip(QUERIES, answers, strict=True)) == QUERIES


def test_what_is_said_of_a_query_has_it_as_it_was_typed() -> None:
    code = """const { needs, whole } = sourcebook["search/query"].parse(given)
    return [...needs.flat(), ...(whole ? [whole] : [])].map(({ typed }) => typed)"""
    assert run(["search/query"], code, "Zürich, “The NYPD, too”") == ["Zürich", "The NYPD, too"]
    assert run(["search/query"], code, "New  Yörk") == ["New", "Yörk", "New Yörk"]


def test_a_query_of_ten_thousand_characters_is_cut() -> None:
    code = """const { needs, whole, cut } = sourcebook["search/query"].parse(given)
    return [needs.length, whole.words.length, cut]"""
    assert run(["search/query"], code, "".join(f"word{n} " for n in range(1500))) == [32, 1500, True]


def test_a_sentence_is_laid_beside_its_nearest_passage() -> None:
    text = "Before it. The reports indicate that ICE officers often identify themselves as ‘police’. After it."
    (answer,) = run(  # type: ignore[misc]
        ["search/fold", "check/align"],
        ALIGN,
        [["reports that US ICE agents often identify themselves as police", text]],
    )
    assert answer["same"] == 8
    assert answer["found"] == "reports indicate that ice officers often identify themselves as police"
    assert answer["steps"] == [
        ["same", "reports", "reports"],
        ["other", "", "indicate"],
        ["same", "that", "that"],
        ["other", "us", ""],
        ["same", "ice", "ice"],
        ["other", "agents", "officers"],
        ["same", "often identify themselves as police", "often identify themselves as police"],
    ]


def test_the_whole_sentence_is_laid_beside_the_text_and_what_it_leaves_out_is_told_from_what_it_lacks() -> None:
    code = """const [mine, theirs] = given.map(sourcebook["search/fold"].fold)
    return sourcebook["check/align"].align(mine, theirs, new Set([4])).steps.map(({ kind }) => kind)"""
    text = "ICE officers often identify themselves " + "filler " * 300 + "an investigation"
    assert run(["search/fold", "check/align"], code, ["ICE agents identify themselves an investigation", text]) == [
        "same",
        "other",
        "same",
        "left out",
        "same",
    ]


def test_of_two_passages_the_fuller_one_is_taken() -> None:
    text = "one two three. " + "filler " * 200 + "one two three four five."
    (answer,) = run(["search/fold", "check/align"], ALIGN, [["one two three four five", text]])  # type: ignore[misc]
    assert answer["same"] == 5


WHOLE = """const { fold } = sourcebook["search/fold"], { Sentence, wholeWords } = sourcebook["check/answer"]
return given.map(([typed, shown]) => {
  const sentence = new Sentence(typed, fold(typed)), apart = fold(shown).map(word => ({ ...word, paragraph: 0 }))
  const { steps } = sourcebook["check/align"].align(sentence.words, apart)
  const cut = (text, words, span) => span && text.slice(words[span[0]].start, words[span[1] - 1].end)
  return wholeWords(sentence, { document: { apart, paragraphs: [{ shown }] }, steps }).map(({ kind, mine, theirs }) =>
    [kind, cut(typed, sentence.words, mine), cut(shown, apart, theirs)])
})"""


@pytest.mark.parametrize(
    ("sentence", "text", "first", "other"),
    [
        ("They say the ranger's dogs ran", "They say the ranger dogs ran", "They say the", ["ranger's", "ranger"]),
        ("They say the ranger dogs ran", "They say the ranger’s dogs ran", "They say the", ["ranger", "ranger’s"]),
        (
            "They saw the dogs and the ranger's",
            "They saw the dogs and the ranger",
            "They saw the dogs and the",
            ["ranger's", "ranger"],
        ),
        ("They say that the dogs ran", "They say the dogs ran", "They say", ["that", None]),
    ],
)
def test_a_word_is_not_torn_where_one_side_lacks_its_end(
    sentence: str, text: str, first: str, other: list[str]
) -> None:
    (steps,) = run(["search/fold", "check/align", "check/answer"], WHOLE, [[sentence, text]])  # type: ignore[misc]
    assert steps[:2] == [["same", first, first], ["other", *other]]


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=30).map(" ".join)


@settings(max_examples=5)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=40, max_size=60))
def test_steps_make_up_both_sides(pairs: list[tuple[str, str]]) -> None:
    answers = run(["search/fold", "check/align"], ALIGN, pairs)
    assert isinstance(answers, list)
    for (sentence, text), answer in zip(pairs, answers, strict=True):
        if not answer["same"]:
            assert not set(sentence.split()) & set(text.split())
            continue
        mine = " ".join(step[1] for step in answer["steps"] if step[1])
        theirs = " ".join(step[2] for step in answer["steps"] if step[2])
        assert mine == sentence
        assert theirs == answer["found"]
        assert theirs in text
        assert all(step[1] == step[2] for step in answer["steps"] if step[0] == "same")
        assert answer["same"] == sum(len(step[1].split()) for step in answer["steps"] if step[0] == "same")


@pytest.mark.parametrize("size", [300])
def test_a_long_sentence_in_a_long_text_takes_no_long_time(size: int) -> None:
    sentence = " ".join(f"w{n}" for n in range(size))
    text = "lead " * 50_000 + sentence + " trail" * 50_000
    (answer,) = run(["search/fold", "check/align"], ALIGN, [[sentence, text]])  # type: ignore[misc]
    assert answer["same"] == size
