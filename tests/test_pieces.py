"""pieces.py: what is made of a long text piece by piece is what is made of it whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook import pieces


@given(st.text(st.sampled_from("ab é中\u00a0\u2028\x1c\n"), max_size=40), st.integers(1, 9))
def test_pieces_make_the_same_as_the_whole(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "SIZE", size)
        assert "".join(pieces.pieces(text)) == text
        assert list(pieces.split(text)) == text.split()
        assert pieces.count_words(text) == len(text.split())
        assert pieces.without_spaces(text) == "".join(text.split())
