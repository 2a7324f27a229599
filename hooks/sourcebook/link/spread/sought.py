"""Words that are looked for in all texts: keys of what is sought meet keys of where they stand, at receivers.

Hardly a key of a text is sought: those that can't be are told apart by a table of bits before any is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.spread.store import Rows, together
from sourcebook.link.spread.texts import StoredTexts
from sourcebook.link.spread.words import receiver_of
from sourcebook.link.spread.work import Work

Keys = NDArray[np.uint64]
_SOUGHT = np.dtype([("key", np.uint64), ("text", np.int32), ("number", np.int32)])
_STANDS = np.dtype([("key", np.uint64), ("text", np.int32), ("place", np.int32), ("turn", np.int32)])
_MET = np.dtype([("number", np.int32), ("text", np.int32), ("turn", np.int32), ("place", np.int32)])
_BITS_A_KEY = 32
_MOST_BITS = 1 << 27
_AT_ONCE = 1 << 20
"""Meetings that are made at once."""


def send_sought(work: Work, table: str, part: int, keys: Sequence[tuple[int, Keys]]) -> None:
    """Send what a part seeks, counted from 0 in this order: for each thing, the number of its text, and its keys."""
    rows = []
    for number, (text, of_one) in enumerate(keys):
        found = np.zeros(len(of_one), _SOUGHT)
        found["key"], found["text"], found["number"] = of_one, text, number
        rows.append(found)
    found = together(rows, _SOUGHT)
    work.store.write_rows(f"{table}-sought", part, found, receiver_of(found["key"], work.store.parts))


def mark_sought(work: Work, table: str) -> None:
    """Write the table of bits by which a key is known that may be sought."""
    store = work.store
    counts = [len(store.whole(f"{table}-sought", part, _SOUGHT)) for part in range(store.parts)]
    bits = np.zeros(min(_MOST_BITS, 8 + _BITS_A_KEY * sum(counts)) // 8 * 8, np.bool_)
    for part in range(store.parts):
        bits[store.whole(f"{table}-sought", part, _SOUGHT)["key"] % np.uint64(len(bits))] = True
    store.write(f"{table}-bits.npy", np.packbits(bits, bitorder="little"))


def send_standing(work: Work, table: str, part: int, keys: Iterator[tuple[int, Keys, Rows]]) -> None:
    """Send where keys stand in the texts of a part: for each text its number, its keys, and their places."""
    bits = work.store.read(f"{table}-bits.npy")
    rows = []
    for text, of_text, places in keys:
        at = of_text % np.uint64(8 * len(bits))
        turn = np.nonzero(bits[at >> np.uint64(3)] >> (at & np.uint64(7)).astype(np.uint8) & 1)[0]
        found = np.zeros(len(turn), _STANDS)
        found["key"], found["text"], found["place"], found["turn"] = of_text[turn], text, places[turn], turn
        rows.append(found)
    found = together(rows, _STANDS)
    work.store.write_rows(f"{table}-stands", part, found, receiver_of(found["key"], work.store.parts))


def meet(work: Work, table: str, receiver: int) -> None:
    """Let what is sought meet where it stands in another text, and tell the part that seeks it."""
    store, texts = work.store, StoredTexts(work.store)
    sought, stands = (
        store.all_rows(f"{table}-{name}", receiver, kind) for name, kind in (("sought", _SOUGHT), ("stands", _STANDS))
    )
    sought = sought[np.argsort(sought["key"], kind="stable")]
    first, end = (np.searchsorted(sought["key"], stands["key"], side=side) for side in ("left", "right"))
    met, to = [], []
    for some in np.array_split(np.arange(len(stands)), 1 + int((end - first).sum()) // _AT_ONCE):
        count = (end - first)[some]
        at = np.repeat(some, count)
        seeks = sought[np.repeat(first[some], count) + _counted(count)]
        found = np.zeros(len(at), _MET)
        found["number"], found["text"] = seeks["number"], stands["text"][at]
        found["turn"], found["place"] = stands["turn"][at], stands["place"][at]
        other = found["text"] != seeks["text"]
        met.append(found[other])
        to.append(texts.parts_of(seeks["text"][other]))
    store.write_rows(f"{table}-met", receiver, together(met, _MET), together(to, np.int64))


def _counted(count: Rows) -> Rows:
    """Return 0, 1, … for each number, up to it."""
    ends = np.cumsum(count)
    counted: Rows = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - count, count)
    return counted


def met_by(work: Work, table: str, part: int) -> Iterator[tuple[int, Rows]]:
    """Yield the number of each thing that a part seeks and that stands somewhere, and where, in order of the texts."""
    rows = work.store.all_rows(f"{table}-met", part, _MET)
    rows = rows[np.lexsort((rows["turn"], rows["text"], rows["number"]))]
    for found in np.split(rows, np.nonzero(np.diff(rows["number"]))[0] + 1) if len(rows) else ():
        yield int(found["number"][0]), found
