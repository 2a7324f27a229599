"""What is sought in all texts, and where it stands: both have keys, and meet where these are the same."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
SOUGHT = np.dtype([("key", np.uint64), ("number", np.int32), ("text", np.int32)])
"""A key, what is sought by it, and the text that this is of."""
STANDS = np.dtype([("key", np.uint64), ("text", np.int32), ("place", np.int32), ("turn", np.int32)])
"""A key, where it stands, and its turn among the keys of that text."""
MET = np.dtype([("number", np.int32), ("text", np.int32), ("turn", np.int32), ("place", np.int32)])
"""What is sought, and where it stands."""
_AT_ONCE = 1 << 20


def table(kind: np.dtype[Any], count: int, **columns: object) -> Rows:
    """Return so many rows of a kind, from columns or single values."""
    rows = np.zeros(count, kind)
    for name, column in columns.items():
        rows[name] = column
    return rows


def standing_in(known: Rows, keys: Rows) -> NDArray[np.bool_]:
    """Tell for each key whether it is one of those known, which are ascending: they may be many more than the keys."""
    if not len(known):
        return np.zeros(len(keys), np.bool_)
    found: NDArray[np.bool_] = known[np.searchsorted(known[:-1], keys)] == keys
    return found


def meetings(sought: Rows, stands: Rows, most: int) -> tuple[Rows, NDArray[np.int32]]:
    """Let what is sought meet where it stands in other texts.

    Args:
        sought: rows of `SOUGHT`.
        stands: rows of `STANDS`.
        most: texts that may have a key: one that more have tells nothing.

    Returns:
        Rows of `MET`, and for each the text that what is sought is of.
    """
    sought = sought[np.argsort(sought["key"], kind="stable")]
    stands = stands[np.argsort(stands["key"], kind="stable")]
    stands = stands[_few(stands, most)]
    first, end = (np.searchsorted(sought["key"], stands["key"], side=side) for side in ("left", "right"))
    met, of = [np.zeros(0, MET)], [np.zeros(0, np.int32)]
    for some in np.array_split(np.arange(len(stands)), 1 + int((end - first).sum()) // _AT_ONCE):
        count = (end - first)[some]
        at = stands[np.repeat(some, count)]
        seeks = sought[np.repeat(first[some], count) + _counted(count)]
        found = table(MET, len(at), number=seeks["number"], text=at["text"], turn=at["turn"], place=at["place"])
        other = at["text"] != seeks["text"]
        met.append(found[other])
        of.append(seeks["text"][other])
    return np.concatenate(met), np.concatenate(of)


def _few(stands: Rows, most: int) -> NDArray[np.bool_]:
    """Tell which rows, sorted by key and text, have a key that few texts have."""
    new_key = np.ones(len(stands), np.bool_)
    new_key[1:] = stands["key"][1:] != stands["key"][:-1]
    new_text = new_key.copy()
    new_text[1:] |= stands["text"][1:] != stands["text"][:-1]
    group = np.cumsum(new_key) - 1
    few: NDArray[np.bool_] = np.bincount(group[new_text])[group] <= most if len(stands) else new_key
    return few


def _counted(count: Rows) -> Rows:
    """Return 0, 1, … for each number, up to it."""
    ends = np.cumsum(count)
    counted: Rows = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - count, count)
    return counted


def by_number(met: Rows, most: int, texts: int | None = None) -> Iterator[tuple[int, dict[int, list[int]]]]:
    """Yield the number of each thing that stands somewhere, and its places there, by text.

    Of each text so many places at most; and so many texts, those with most places first, or all.
    """
    met = met[np.lexsort((met["turn"], met["text"], met["number"]))]
    for found in np.split(met, np.nonzero(np.diff(met["number"]))[0] + 1) if len(met) else ():
        first = np.nonzero(np.diff(found["text"], prepend=-1))[0]
        count = np.minimum(np.diff(first, append=len(found)), most)
        number, text = int(found["number"][0]), found["text"][first]
        chosen = np.lexsort((text, -count))[:texts]
        rows = zip(text[chosen].tolist(), first[chosen].tolist(), count[chosen].tolist(), strict=True)
        yield number, {text: found["place"][start : start + size].tolist() for text, start, size in rows}
