"""Texts that are the same: every byte, or every letter and sign that is seen, whatever stands between them."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from sourcebook.gathered import gathered
from sourcebook.model import Document
from sourcebook.pieces import without_spaces
from sourcebook.problems import Problem
from sourcebook.remembered import remembered

_BREAKS, _SIDES = "\u00ad\u200b\u2060\ufeff", "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_UNSEEN = f"{_BREAKS}{_SIDES}\u034f\u180e\u3164"
"""Where a line may break, or may not; from which side it is read, if the letters say so too; and what fills a gap."""


def same_texts(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Return by the id of a document those of all others that read the same, but for white space."""
    return same_among(seen_of(documents))


def seen_of(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Yield a digest of what is seen of each whole text, and its id."""
    yield from ((_seen(document).hex(), document.id) for document in documents if document.source.is_whole)


def same_among(seen: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return what `same_texts` does, by what `seen_of` yields."""
    groups = gathered(seen)
    return {id: tuple(other for other in ids if other != id) for ids in groups.values() if len(ids) > 1 for id in ids}


def notes_on_same(documents: Iterable[Document], same: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Yield for each text that is in the archive already a note that says so."""
    seen: dict[str, Document] = {}
    for document in documents:
        first = next((seen[id] for id in same.get(document.id, ()) if id in seen), None)
        seen[document.id] = document
        if first is not None:
            what = f"the same text as {first.source.file}{_differing(first, document)}"
            yield Problem(document.source.file, 0, what, "Keep both if both are meant to be here, or remove one")


def _differing(one: Document, other: Document) -> str:
    if one.source.text == other.source.text:
        return ""
    is_space = _letters(one.source.text) == _letters(other.source.text)
    return ", but for white space" if is_space else ", but for characters that can't be seen, or look alike"


def _letters(text: str) -> str:
    return without_spaces(text.removeprefix("\ufeff"))


@remembered
def _seen(document: Document) -> bytes:
    text = unicodedata.normalize("NFC", document.source.text)
    for sign in _UNSEEN:
        text = text.replace(sign, "")
    return hashlib.sha256(_letters(text).encode()).digest()
