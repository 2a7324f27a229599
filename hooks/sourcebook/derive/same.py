"""Texts that are the same: every byte, or every letter and sign, whatever stands between them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sourcebook.model import Document
from sourcebook.problems import Problem


def same_texts(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Return by the id of a document those of all others that have the same text but for white space."""
    groups: defaultdict[bytes, list[str]] = defaultdict(list)
    for document in documents:
        if document.source.is_whole:
            letters = "".join(document.source.text.removeprefix("\ufeff").split())
            groups[hashlib.sha256(letters.encode()).digest()].append(document.id)
    return {id: tuple(other for other in ids if other != id) for ids in groups.values() if len(ids) > 1 for id in ids}


def notes_on_same(documents: Iterable[Document], same: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Yield for each text that is in the archive already a note that says so."""
    seen: dict[str, Document] = {}
    for document in documents:
        first = next((seen[id] for id in same.get(document.id, ()) if id in seen), None)
        seen[document.id] = document
        if first is not None:
            how = "" if first.source.raw == document.source.raw else ", but for white space"
            what = f"the same text as {first.source.file}{how}"
            yield Problem(document.source.file, 0, what, "Keep both if both are meant to be here, or remove one")
