"""Words that are looked for in all texts: what is sought meets where it stands, at receivers of their keys.

Hardly a key of a text is sought: those that can't be are told apart by a table of bits before any is sent.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.meetings import MET, SOUGHT, STANDS, by_number, meetings, table
from sourcebook.link.spread.store import Rows, together
from sourcebook.link.spread.texts import StoredTexts
from sourcebook.link.spread.words import receiver_of
from sourcebook.link.spread.work import Work

Keys = NDArray[np.uint64]
_BITS_A_KEY = 32
_MOST_BITS = 1 << 27


def send_sought(work: Work, name: str, part: int, keys: Sequence[tuple[int, Keys]]) -> None:
    """Send what a part seeks, counted from 0 in this order: for each thing, the number of its text, and its keys."""
    rows = (table(SOUGHT, len(own), key=own, text=text, number=number) for number, (text, own) in enumerate(keys))
    sought = together(rows, SOUGHT)
    work.store.write_rows(f"{name}-sought", part, sought, receiver_of(sought["key"], work.store.parts))


def mark_sought(work: Work, name: str) -> None:
    """Write the table of bits by which a key is known that may be sought."""
    store = work.store
    counts = [len(store.whole(f"{name}-sought", part, SOUGHT)) for part in range(store.parts)]
    bits = np.zeros(min(_MOST_BITS, 8 + _BITS_A_KEY * sum(counts)) // 8 * 8, np.bool_)
    for part in range(store.parts):
        bits[store.whole(f"{name}-sought", part, SOUGHT)["key"] % np.uint64(len(bits))] = True
    store.write(f"{name}-bits.npy", np.packbits(bits, bitorder="little"))


def send_standing(work: Work, name: str, part: int, keys: Iterator[tuple[int, Keys, Rows]]) -> None:
    """Send where keys stand in the texts of a part: for each text its number, its keys, and their places."""
    bits = work.store.read(f"{name}-bits.npy")
    stands = together((_sought_of(bits, *of_text) for of_text in keys), STANDS)
    work.store.write_rows(f"{name}-stands", part, stands, receiver_of(stands["key"], work.store.parts))


def _sought_of(bits: NDArray[np.uint8], text: int, keys: Keys, places: Rows) -> Rows:
    at = keys % np.uint64(8 * len(bits))
    turn = np.nonzero(bits[at >> np.uint64(3)] >> (at & np.uint64(7)).astype(np.uint8) & 1)[0]
    return table(STANDS, len(turn), key=keys[turn], text=text, place=places[turn], turn=turn)


def meet(work: Work, name: str, receiver: int, most: int) -> None:
    """Let what is sought meet where it stands, and tell the part that seeks it; `most`: texts that may have a key."""
    store = work.store
    sought, stands = (
        store.all_rows(f"{name}-{which}", receiver, kind) for which, kind in (("sought", SOUGHT), ("stands", STANDS))
    )
    met, of = meetings(sought, stands, most)
    store.write_rows(f"{name}-met", receiver, met, StoredTexts(store).parts_of(of))


def met_by(
    work: Work, name: str, part: int, most: int, texts: int | None = None
) -> Iterator[tuple[int, dict[int, list[int]]]]:
    """Yield the number of each thing that a part seeks and that stands somewhere, and where, as `by_number` does."""
    return by_number(work.store.all_rows(f"{name}-met", part, MET), most, texts)
