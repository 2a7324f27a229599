"""Quotations that are looked for a second time, and those whose words stand in no other text."""

import sys
from collections.abc import Iterator

import numpy as np

from sourcebook.gathered import gathered
from sourcebook.link.engine import certain
from sourcebook.link.find.near import Near, Place, alike_of, best_place, keys_of, pairs_of
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.direction import Directed
from sourcebook.link.judge.unsourced import Stretches, matched_by, unlinked
from sourcebook.link.rules import RULES
from sourcebook.link.spread.passages import read_passages, write_passages
from sourcebook.link.spread.sought import Keys, meet, met_by, send_sought, send_standing
from sourcebook.link.spread.texts import StoredTexts, stored_lexicon
from sourcebook.link.spread.work import Work
from sourcebook.text.hashes import mix_bits
from sourcebook.text.tokens import Numbers

PLACE = np.dtype([("text", np.int32), ("first", np.int32), ("end", np.int32)])


def seek(work: Work, part: int) -> None:
    """Send what those quotations of a part are looked for by that no passage touches."""
    texts = StoredTexts(work.store)
    likeness = work.store.read("known.npy")["likeness"]
    found = matched_by(read_passages(work, "found", part, texts))
    quotations = _unlinked(texts, part, found, RULES.near_words)
    _write_places(work, "quotations", part, quotations)
    send_sought(work, "near", part, [(place.text, keys_of(texts[place.text], place, likeness)) for place in quotations])


def _unlinked(texts: StoredTexts, part: int, linked: Stretches, least: int) -> list[Place]:
    numbers = texts.of_part(part)
    own = [texts[number] for number in numbers]
    return [Place(numbers[place.text], place.first, place.end) for place in unlinked(own, linked, least)]


def _write_places(work: Work, table: str, part: int, places: list[Place]) -> None:
    rows = np.array([(place.text, place.first, place.end) for place in places], PLACE)
    work.store.write_each(table, part, [rows], PLACE)


def _places(work: Work, table: str, part: int) -> list[Place]:
    return [Place(*row) for row in work.store.rows(table, part, 0, PLACE).tolist()]


def stand_near(work: Work, part: int) -> None:
    """Send where something like a quotation may stand in the texts of a part."""
    texts = StoredTexts(work.store)
    likeness = work.store.read("known.npy")["likeness"]
    alike = ((n, alike_of(texts[n], 0, len(texts[n].tokens), likeness)) for n in texts.of_part(part))
    send_standing(work, "near", part, ((n, *pairs_of(of_text)[:2]) for n, of_text in alike))


def meet_near(work: Work, receiver: int) -> None:
    """Let keys of quotations meet keys of texts."""
    meet(work, "near", receiver, RULES.near_common)


def look_again(work: Work, part: int) -> None:
    """Look where quotations of a part may stand: send on what is believed, and keep which stand somewhere nearly."""
    texts, words = StoredTexts(work.store), stored_lexicon(work.store)
    seen = list(_looks(work, part, texts))
    _write_places(work, "doubtful", part, [look.quotation for look in seen])
    passages: Iterator[Directed] = (passage for look in seen for passage in certain(look, words))
    write_passages(work, "again", part, texts, passages)


def _looks(work: Work, part: int, texts: StoredTexts) -> Iterator[Near]:
    likeness = work.store.read("known.npy")["likeness"]
    quotations = _places(work, "quotations", part)
    for number, met in met_by(work, "near", part, RULES.near_hits, RULES.near_texts):
        look = best_place(texts, quotations[number], met, likeness)
        if look is not None:
            yield look


def ask(work: Work, part: int) -> None:
    """Send the first words of those quotations of a part that no link touches and nothing is like."""
    texts = StoredTexts(work.store)
    doubtful = {*_places(work, "doubtful", part)}
    rows = work.store.rows("linked", 0, part, PLACE).tolist()
    linked = gathered((texts[number].id, (start, end)) for number, start, end in rows)
    places = [place for place in _unlinked(texts, part, linked, RULES.loose_words) if place not in doubtful]
    _write_places(work, "asked", part, places)
    send_sought(work, "unsourced", part, [(place.text, _first_key(texts[place.text], place)) for place in places])


_WIDTHS = range(RULES.loose_words, 7)
"""Words that a quotation is looked for by: all it has, or its first ones."""


def _first_key(text: Text, place: Place) -> Keys:
    width = min(place.end - place.first, _WIDTHS[-1])
    return _keys(text.tokens.numbers[place.first : place.first + width], width)


def _keys(numbers: Numbers, width: int) -> Keys:
    """Return a key for each so many words in a row."""
    keys = np.full(max(0, len(numbers) - width + 1), width, np.uint64)
    for shift in range(width):
        keys = mix_bits(keys ^ numbers[shift : shift + len(keys)].astype(np.uint64))
    return keys


def stand_alike(work: Work, part: int) -> None:
    """Send where the first words of a quotation may stand in the texts of a part."""
    texts = StoredTexts(work.store)
    keys = ((n, _keys(texts[n].tokens.numbers, width)) for n in texts.of_part(part) for width in _WIDTHS)
    send_standing(work, "unsourced", part, ((number, found, np.arange(len(found))) for number, found in keys))


def meet_alike(work: Work, receiver: int) -> None:
    """Let first words of quotations meet those of texts."""
    meet(work, "unsourced", receiver, len(StoredTexts(work.store)))


def answer(work: Work, part: int) -> list[tuple[int, int, int]]:
    """Return the quotations of a part that stand in no other text: the number of the text, first word, and end."""
    texts = StoredTexts(work.store)
    places = _places(work, "asked", part)
    elsewhere = {
        number for number, met in met_by(work, "unsourced", part, sys.maxsize) if _stands_in(texts, places[number], met)
    }
    return [(place.text, place.first, place.end) for n, place in enumerate(places) if n not in elsewhere]


def _stands_in(texts: StoredTexts, place: Place, met: dict[int, list[int]]) -> bool:
    """Tell whether a quotation stands, word for word, at one of some places."""
    words = texts[place.text].tokens.numbers[place.first : place.end].tobytes()
    length = place.end - place.first
    return any(
        texts[text].tokens.numbers[start : start + length].tobytes() == words
        for text, starts in met.items()
        for start in starts
    )
