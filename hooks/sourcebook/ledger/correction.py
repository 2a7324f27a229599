"""A corrected text → its anchors: each stays with its words, what is new gets a new one, what is gone is named.

A paragraph that was split leaves its anchor, since half of its words would be a wrong answer to a citation; its parts
get new ones. Merged paragraphs stand at the anchor of the first of them, and the others leave theirs. No anchor is ever
given to other words: `p7a` stands after `p7`, whether it is taken or gone.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import count, product

from msgspec import Struct

from sourcebook.gathered import gathered
from sourcebook.ledger.align import heirs
from sourcebook.ledger.events import ANCHOR, short_hash

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Correction(Struct, frozen=True):
    """What a correction does to the anchors of a document."""

    order: tuple[str, ...]
    """The anchors of the new text, in its order."""
    changed: tuple[str, ...]
    """Those that hold corrected words."""
    gone: Mapping[str, tuple[str, ...]]
    """Each anchor that left the text, with those that have its words now, if any."""
    new: tuple[str, ...]
    """Those that were never given before."""


def corrected(
    order: Sequence[str], old: Sequence[str], new: Sequence[str], used: Collection[str], left: Mapping[str, str]
) -> Correction:
    """Give the paragraphs of a corrected text their anchors.

    Args:
        order: the anchors of the text before, in its order.
        old: its paragraphs, as they are shown.
        new: the paragraphs of the corrected text.
        used: every anchor this document ever had.
        left: the short hash of words that left the text by an earlier correction, and the anchor they had: words that
            come back, come back to it.
    """
    followed = heirs(old, new)
    ancestors = gathered((j, i) for i, js in enumerate(followed) for j in js)
    given: dict[int, str] = {}
    waiting = dict(left)
    for j in range(len(new)):
        keeper = next((i for i in ancestors[j] if followed[i] == (j,)), None)
        if keeper is not None:
            given[j] = order[keeper]
        elif not ancestors[j] and (back := waiting.pop(short_hash(new[j]), "")):
            given[j] = back
    names = _Names({*used, *order})
    before = "p0"
    made: list[str] = []
    for j in range(len(new)):
        if j not in given:
            given[j] = names.after(order[ancestors[j][0]] if ancestors[j] else before)
            made.append(given[j])
        before = given[j]
    kept = {anchor: j for j, anchor in given.items()}
    before_by_anchor = dict(zip(order, old, strict=True))
    return Correction(
        order=tuple(given[j] for j in range(len(new))),
        changed=tuple(given[j] for j in range(len(new)) if before_by_anchor.get(given[j], new[j]) != new[j]),
        gone={a: tuple(given[j] for j in followed[i]) for i, a in enumerate(order) if a not in kept},
        new=tuple(made),
    )


class _Names:
    """Anchors that were never given."""

    def __init__(self, used: Collection[str]) -> None:
        self._used = set(used)

    def after(self, anchor: str) -> str:
        """Return a new anchor for a paragraph after `anchor`, or for a part of it: p7a, p7b, …, p7aa."""
        base = anchor.rstrip(_LETTERS)
        suffixes = ("".join(letters) for length in count(1) for letters in product(_LETTERS, repeat=length))
        name = next(name for suffix in suffixes if (name := base + suffix) not in self._used)
        self._used.add(name)
        return name


def as_given(anchor: str) -> tuple[int, int, str]:
    """Return a key that sorts anchors as they were first given: p2 before p10, p7z before p7aa."""
    if not ANCHOR.fullmatch(anchor):
        raise ValueError(anchor)
    number = anchor.rstrip(_LETTERS)
    letters = anchor.removeprefix(number)
    return int(number[1:]), len(letters), letters
