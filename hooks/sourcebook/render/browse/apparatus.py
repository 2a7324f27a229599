"""What the witnesses of a passage have otherwise than the first: in words for each of them, and as an apparatus."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from sourcebook.render.base.differences import in_page_marks
from sourcebook.text.collation import Locus
from sourcebook.wording import filled, marked


class VariantReading(Struct, frozen=True):
    """What some witnesses read at a place."""

    words: str
    sigla: tuple[str, ...]


class Variation(Struct, frozen=True):
    """A place where witnesses differ, as an apparatus has it."""

    number: int
    lemma: str
    """The first witness's words; empty where others add."""
    after: str
    """The words before the place, where there is no lemma."""
    readings: tuple[VariantReading, ...]
    with_first: tuple[str, ...]
    """The witnesses that read as the first."""


def variants(places: Sequence[Locus], number: int) -> Iterator[Markup]:
    """Yield how a witness, by its number, differs from the first."""
    before: Locus | None = None
    for place in places:
        if _differs(place, number):
            yield _variant(place, number, before)
        before = place


def variations(places: Sequence[Locus], letters: Sequence[str]) -> list[Variation]:
    """Return the apparatus: each place that varies, with the first witness's words and what the others have."""
    found: list[Variation] = []
    for at, place in enumerate(places):
        if not any(_differs(place, n) for n in range(len(letters))):
            continue
        readings: defaultdict[str, list[int]] = defaultdict(list)
        for number in range(1, len(letters)):
            if _differs(place, number):
                readings[_plain(place.readings[number])].append(number)
        agreeing = [letters[n] for n in range(len(letters)) if not _differs(place, n)]
        found.append(
            Variation(
                len(found) + 1,
                place.readings[0],
                "" if place.readings[0] or not at else _last_words(places[at - 1].readings[0]),
                tuple(VariantReading(place.readings[n[0]], tuple(letters[i] for i in n)) for n in readings.values()),
                tuple(agreeing),
            )
        )
    return found


def _differs(place: Locus, number: int) -> bool:
    return place.varies and _plain(place.readings[number]) != _plain(place.readings[0])


@lru_cache(maxsize=4096)
def _plain(reading: str) -> str:
    """Return a reading as it counts: without what is no variant. Spaces are kept, for a lost one is a variant."""
    return " ".join("".join(c if c.isalnum() else " " if c.isspace() else "" for c in reading.casefold()).split())


def _variant(place: Locus, number: int, before: Locus | None) -> Markup:
    """Return how a witness differs from the first at a place, in words."""
    own, first = place.readings[number], place.readings[0]
    if not own:
        return marked("leaves out {words}", words=_strong(first))
    if not first:
        after = _last_words(before.readings[0]) if before else ""
        if after:
            said = marked("{words} after {before}", words=_strong(own), before=in_page_marks(after))
        else:
            said = marked("{words} at the beginning", words=_strong(own))
        return marked("adds {words}", words=said)
    return marked("has {own} for {words}", own=_strong(own), words=in_page_marks(first))


def _strong(words: str) -> Markup:
    return filled("<b>{}</b>", in_page_marks(words))


def _last_words(reading: str) -> str:
    return " ".join(reading.split()[-2:])
