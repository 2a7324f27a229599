"""search/postings.py: which texts have a common word."""

from hypothesis import given
from hypothesis import strategies as st
from sourcebook.search.postings import Postings


def test_a_bit_says_of_each_row_whether_its_text_has_the_word() -> None:
    postings = Postings(["the", "city"])
    for number, words in enumerate((["the", "city", "the"], ["a", "letter"], ["the"])):
        postings.add(number, words)
    assert postings.words == ["city", "the"]
    assert postings.bitmaps([0, 1, 2]) == [b"\x01", b"\x05"]
    assert postings.bitmaps([2, 0, 1]) == [b"\x02", b"\x03"], "in the order of the index"


@given(st.lists(st.sets(st.sampled_from("abc")), min_size=1, max_size=40), st.randoms())
def test_whatever_stands_where_is_found_again(texts: list[set[str]], random: object) -> None:
    postings = Postings("abc")
    for number, words in enumerate(texts):
        postings.add(number, words)
    rows = list(range(len(texts)))
    random.shuffle(rows)  # type: ignore[attr-defined]
    for word, bitmap in zip("abc", postings.bitmaps(rows), strict=True):
        assert len(bitmap) == -(-len(rows) // 8)
        assert [bool(bitmap[row >> 3] >> (row & 7) & 1) for row in range(len(rows))] == [word in texts[n] for n in rows]
