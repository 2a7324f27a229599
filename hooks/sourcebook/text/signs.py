"""Where some signs stand in a text: one look at all its letters, where a search for each sign would read it again."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sourcebook.pieces import SIZE, pieces

Flags = NDArray[np.bool_]


class Signs:
    """Some signs, as a table by code point."""

    def __init__(self, signs: Iterable[str]) -> None:
        """Look for signs up to U+FFFE."""
        self._wanted = np.zeros(1 << 16, dtype=np.bool_)
        self._wanted[list(map(ord, signs))] = True

    def among(self, codes: NDArray[np.unsignedinteger]) -> Flags:
        """Tell which code points are those of one of the signs."""
        return self._wanted.take(codes, mode="clip")

    def places(self, text: str) -> NDArray[np.int64]:
        """Return the offsets at which one of the signs stands."""
        if len(text) <= SIZE:
            return self.among(code_points(text)).nonzero()[0]
        return np.concatenate([self.among(code_points(piece)) for piece in pieces(text)]).nonzero()[0]


def code_points(text: str) -> NDArray[np.unsignedinteger]:
    """Return the code points of a text, in two bytes each if they are below U+10000."""
    coded = text.encode("utf-16-le", "surrogatepass")
    if len(coded) == 2 * len(text):
        return np.frombuffer(coded, np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
