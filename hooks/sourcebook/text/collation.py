"""The witnesses of a passage, collated against the first of them.

In: the words of each witness. Out: the words of the first, cut into places where all agree and places where some
differ, with what each witness reads there. Letter case, punctuation, the shape of quotation marks and what parts words
are no variants, except that a lost or added space is one. Alignment is by fewest edits, word by word (rapidfuzz).
"""

from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from sourcebook.text.tokens import Tokens, Vocabulary, tokenise

Edit = tuple[int, int, int, int]
"""Words of the first witness from … to …, and the words of another from … to … that stand for them."""


class Locus(Struct, frozen=True):
    """A stretch of a passage."""

    readings: tuple[str, ...]
    """What each witness has there, in their order; empty where it has nothing."""
    varies: bool
    words: int
    """Of the first witness."""


def collate(texts: Sequence[str]) -> tuple[Locus, ...]:
    """Collate the witnesses of a passage against the first of them."""
    vocabulary = Vocabulary()
    cut = {text: tokenise(text, vocabulary) for text in dict.fromkeys(texts)}
    tokens = [cut[text] for text in texts]
    joined = [(one.ends[:-1] == one.starts[1:]).tolist() for one in tokens]
    edits = [_edits(tokens[0], other, joined[0], its) for other, its in zip(tokens, joined, strict=True)]
    base = tokens[0]
    places: list[Locus] = []
    at = 0
    for start, stop in _varying(edits):
        if start > at:
            places.append(_place(texts, tokens, edits, (at, start), varies=False))
        places.append(_place(texts, tokens, edits, (start, stop), varies=True))
        at = stop
    if at < len(base) or not places:
        places.append(_place(texts, tokens, edits, (at, len(base)), varies=False))
    return tuple(places)


def _edits(base: Tokens, other: Tokens, joined: Sequence[bool], its: Sequence[bool]) -> list[Edit]:
    """Return where a witness differs from the first, in order.

    `joined`: of each word of the first whether nothing parts it from the next; `its` of each word of the other.
    """
    found: list[Edit] = []
    for code in Levenshtein.opcodes(base.numbers.tolist(), other.numbers.tolist()):
        edit = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        if code.tag != "equal":
            found.append(edit)
            continue
        for shift in range(code.src_end - code.src_start - 1):
            left, right = code.src_start + shift, code.dest_start + shift
            if joined[left] != its[right]:
                found.append((left, left + 2, right, right + 2))
    return found


def _varying(edits: Sequence[Sequence[Edit]]) -> list[tuple[int, int]]:
    """Return the stretches of the first witness in which some witness differs; overlapping ones are one."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted({(edit[0], edit[1]) for found in edits for edit in found}):
        if joined and (start < joined[-1][1] or start == joined[-1][0]):
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _place(
    texts: Sequence[str],
    tokens: Sequence[Tokens],
    edits: Sequence[Sequence[Edit]],
    place: tuple[int, int],
    *,
    varies: bool,
) -> Locus:
    readings = []
    for text, words, found in zip(texts, tokens, edits, strict=True):
        first, last = _there(found, place, varies=varies)
        readings.append(text[int(words.starts[first]) : int(words.ends[last - 1])] if last > first else "")
    return Locus(tuple(" ".join(reading.split()) for reading in readings), varies, place[1] - place[0])


def _there(edits: Sequence[Edit], place: tuple[int, int], *, varies: bool) -> tuple[int, int]:
    """Return the words of a witness that stand for those of the first in a stretch.

    Words that a witness adds before a stretch belong to the stretch that varies there, not to the agreed words after.
    """
    start, stop = place
    shift = 0
    first: int | None = None
    for edit in edits:
        before = edit[1] < start or (edit[1] == start and (edit[0] < start or not varies))
        if before:
            shift = edit[3] - edit[1]
        elif edit[0] < stop or (edit[0] == edit[1] == stop and start == stop):
            if first is None:
                first = edit[2] - (edit[0] - start)
            shift = edit[3] - edit[1]
    return (start + shift if first is None else first), stop + shift


def sigla(count: int) -> list[str]:
    """Return the letters that stand for witnesses: A to Z, then A1 to Z1, and so on."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [letters[n % 26] + (str(n // 26) if n >= 26 else "") for n in range(count)]
