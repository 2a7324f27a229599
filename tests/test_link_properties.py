"""What holds of every link, whatever the texts."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from sourcebook.export.links import link_as_data
from sourcebook.link.find.meetings import standing_in
from sourcebook.link.find.near import likeness_within
from sourcebook.link.judge.naming import facts_named
from sourcebook.link.rules import RULES
from sourcebook.model import Basis, Document, Fact, Link

from tests.link_cases import document, found, linked
from tests.tools.examples import examples

FEWER = settings(max_examples=examples(60))
VOCABULARY = [a + b + c for a in "bdfglmnprst" for b in ("a", "e", "i", "ou") for c in ("rn", "lt", "sk", "mp", "nd")]
SENTENCES = st.lists(st.lists(st.sampled_from(VOCABULARY), min_size=4, max_size=20), min_size=1, max_size=8)
HOSTILE = st.text(st.sampled_from("ab .,\n\r\t\"“”‘’'«»-\u00ad\u00a0\ufeff\u0301中é١אA1𝒳"), min_size=0, max_size=400)
WRITTEN = {"i": "iI\u0130\u0131", "k": "kK\u212a", "s": "sS\u017f", "o": "oO", "n": "nN", "l": "lL", "\u0131": "\u0131"}
"""How a letter may be written where case makes no difference."""


def prose(sentences: list[list[str]]) -> str:
    return "\n\n".join(" ".join(words).capitalize() + "." for words in sentences)


def check(links: tuple[Link, ...], documents: list[Document]) -> None:
    by_id = {document.id: document for document in documents}
    for link in links:
        for end in (link.source, link.target):
            for also in end.also:
                assert end.start != also.start
                assert also.paragraphs
            source = by_id[end.document].source
            assert source.text[end.start : end.end] == end.exact
            touched = [p.id for p in source.paragraphs if p.start < end.end and p.end > end.start]
            assert list(end.paragraphs) == touched
            assert touched
        for difference in link.differences:
            for extent, end in ((difference.source, link.source), (difference.target, link.target)):
                assert by_id[end.document].source.text[extent.start : extent.end] == extent.text
                assert end.start <= extent.start <= extent.end <= end.end
        assert link.source.document != link.target.document
        assert link.directed or link.source.document < link.target.document
        assert link.words.matched <= link.words.source
    assert len({link.id for link in links}) == len(links)


@FEWER
@given(SENTENCES, SENTENCES, st.integers(0, 2**32), st.booleans())
def test_planted_words_come_back_where_they_were_put(
    one: list[list[str]], other: list[list[str]], seed: int, in_marks: bool
) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = chance.sample(VOCABULARY, 25)
    planted = " ".join(words)
    source = "\n\n".join([prose(one), f"It says that {planted} and so on.", "End."])
    opening, closing = ("“", "”") if in_marks else ("", "")
    target = "\n\n".join([prose(other), f"We read {opening}{planted}{closing} there.", "End."])
    documents = [document("a", source, kind="letter", date="1970-01-01"), document("b", target, date="1970-01-02")]
    links = linked(documents)
    check(links, documents)
    [link] = [link for link in links if link.target.exact == planted]
    assert link.source.exact == planted
    assert link.source.start == source.index(planted)
    assert link.target.start == target.index(planted)
    assert link.kind == ("quotation" if in_marks else "shared-passage")
    assert link.words.matched == link.words.source == link.words.target == 25
    assert not link.differences


@FEWER
@given(st.lists(SENTENCES, min_size=2, max_size=3), st.integers(0, 2**32))
def test_the_order_of_documents_makes_no_difference(texts: list[list[list[str]]], seed: int) -> None:
    shared = " ".join(VOCABULARY[:30])
    documents = [document(f"d{n}", f"{prose(text)}\n\n{shared}.") for n, text in enumerate(texts)]
    shuffled = random.Random(seed).sample(documents, len(documents))  # noqa: S311
    one, other = found(documents), found(shuffled)
    assert one.links
    assert [*map(link_as_data, one.links)] == [*map(link_as_data, other.links)]
    assert one.unsourced == other.unsourced


@FEWER
@given(SENTENCES, SENTENCES)
def test_texts_with_nothing_in_common_have_no_link(one: list[list[str]], other: list[list[str]]) -> None:
    changed = [[word[::-1] + "o" for word in words] for words in other]
    assert linked([document("a", prose(one)), document("b", prose(changed))]) == ()


@FEWER
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_whatever_the_text_offsets_cut_the_exact_words(texts: list[str]) -> None:
    documents = [document(f"d{n}", text) for n, text in enumerate(texts)]
    documents += [document(f"e{n}", f"“{text}”") for n, text in enumerate(texts)]
    result = found(documents)
    check(result.links, documents)
    for quotation in result.unsourced:
        text = next(d for d in documents if d.id == quotation.document).source.text
        assert text[quotation.start : quotation.end] == quotation.exact


@FEWER
@given(SENTENCES, st.integers(0, 2**32))
def test_an_edited_copy_is_linked_with_its_differences(sentences: list[list[str]], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = chance.sample(VOCABULARY, 40)
    edited = list(words)
    for place in (8, 20, 31):
        edited[place] = chance.choice(["changed", f"{edited[place]} besides"])
    documents = [
        document("a", f"{prose(sentences)}\n\n{' '.join(words)}."),
        document("b", f"Before all.\n\n{' '.join(edited)}.\n\n{prose(sentences[::-1])}"),
    ]
    links = linked(documents)
    check(links, documents)
    [link] = [link for link in links if " ".join(words) in link.source.exact]
    assert len(link.differences) == 3
    assert {difference.type for difference in link.differences} <= {"replace", "insert"}


@FEWER
@given(st.sampled_from(["Kiss", "O’Neill", "Işık"]), st.data())
def test_a_name_is_met_however_its_letters_are_written(name: str, data: st.DataObject) -> None:
    signs = [data.draw(st.sampled_from(WRITTEN.get(sign, sign))) for sign in name.lower().replace("’", "")]
    gaps = [data.draw(st.sampled_from(["", "", "’", "."])) for _ in signs[1:]]
    word = "".join(sign + gap for sign, gap in zip(signs, [*gaps, ""], strict=True))
    met = facts_named(
        f"As the {word} had it", 7, 7 + len(word), {"publisher": (Fact("publisher", name, Basis.STATED),)}
    )
    assert met == ({"publisher": (7, 7 + len(word))} if any(map(str.isupper, signs)) else {})


@FEWER
@given(st.lists(st.integers(0, 2**64 - 1)), st.sets(st.integers(0, 2**64 - 1)), st.lists(st.integers(0, 9)))
def test_keys_that_are_known_are_told_however_many_are(others: list[int], known: set[int], turns: list[int]) -> None:
    keys = others + [sorted(known)[turn] for turn in turns if turn < len(known)]
    found = standing_in(np.array(sorted(known), np.uint64), np.array(keys, np.uint64))
    assert found.tolist() == [key in known for key in keys]


@given(st.lists(st.tuples(st.sampled_from("abc de"), st.integers(0, 9)), max_size=60), st.integers(0, 60), st.data())
def test_letters_are_as_like_a_part_of_others_as_a_look_at_every_part_says(
    garbled: list[tuple[str, int]], before: int, data: st.DataObject
) -> None:
    letters = "".join(letter for letter, _ in garbled)
    there = "".join(letter if kept < 7 else "xyz"[kept - 7] for letter, kept in garbled)
    there = "x" * before + there[: data.draw(st.integers(0, 80))] + "z" * data.draw(st.integers(0, 60))
    assert likeness_within(letters, there) == fuzz.partial_ratio(letters, there, score_cutoff=RULES.near_alike)
