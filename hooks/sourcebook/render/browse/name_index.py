"""The names of an archive, looked up in every way that pages need."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sourcebook.model import Archive, Basis, Document, Fact, Mention, Name
from sourcebook.text.evened import evened
from sourcebook.vocabulary.fields import NAMED_FIELDS, value_in_words

MOST_IN_PARAGRAPH = 60
"""Names of a paragraph that count as standing beside each other: their pairs grow with the square."""


@dataclass(frozen=True)
class Naming:
    """Who is named where, who stands beside whom, and which values of records are names."""

    archive: Archive
    mentions: Mapping[str, list[Mention]] = field(init=False)
    """By name."""
    documents: Mapping[str, tuple[str, ...]] = field(init=False)
    """By name: the ids of the documents that name it, or whose record has it."""
    records: Mapping[str, list[tuple[str, Document]]] = field(init=False)
    """By name: the fields of which it is a value, and the document of each."""
    beside: Mapping[str, Counter[str]] = field(init=False)
    """By name: in how many paragraphs another stands beside it."""
    listed: tuple[Name, ...] = field(init=False)
    """Every name that has a page, by label."""
    _of_value: Mapping[str, tuple[Name, bool]] = field(init=False)

    def __post_init__(self) -> None:
        archive = self.archive
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for document in archive.documents:
            for mention in archive.mentions_in[document.id]:
                mentions[mention.name].append(mention)
            for together in _by_paragraph(document, archive.mentions_in[document.id]):
                for one in together:
                    beside[one].update(other for other in together if other != one)
        object.__setattr__(self, "mentions", mentions)
        object.__setattr__(self, "beside", beside)
        object.__setattr__(self, "_of_value", _names_by_value(archive.names))
        records: defaultdict[str, list[tuple[str, Document]]] = defaultdict(list)
        for document in archive.documents:
            for known in NAMED_FIELDS:
                for fact in document.facts.get(known, ()):
                    if found := self.of(document, fact):
                        records[found.id].append((known, document))
        object.__setattr__(self, "records", records)
        having = {
            name.id: tuple(
                dict.fromkeys([*(m.document for m in mentions[name.id]), *(d.id for _, d in records[name.id])])
            )
            for name in archive.names
        }
        object.__setattr__(self, "documents", having)
        listed = sorted((name for name in archive.names if having[name.id]), key=by_label)
        object.__setattr__(self, "listed", tuple(listed))

    def of(self, document: Document, fact: Fact) -> Name | None:
        """Return the name that a value in a document's record is; a short form only beside the full name."""
        name, is_full = self._of_value.get(evened(fact.value)[0], (None, False))
        if name and not is_full and not any(m.name == name.id for m in self.archive.mentions_in[document.id]):
            return None
        return name if fact.name in NAMED_FIELDS else None


def _names_by_value(names: Sequence[Name]) -> dict[str, tuple[Name, bool]]:
    """Return which name a value of a record is, and whether in any text; full forms go before short ones."""
    found: dict[str, tuple[Name, bool]] = {}
    for name in names:
        for alias in name.aliases_with_full_name:
            found.setdefault(evened(alias)[0], (name, False))
    for name in names:
        for known in (name.label, *name.aliases):
            found[evened(known)[0]] = (name, True)
    return found


def by_label(name: Name) -> tuple[str, str]:
    """Return what sorts names: accents and small words before a label don't count."""
    return plain(name.label), name.id


def in_natural_order(name: Name) -> str:
    """Return “Given Family” for a person, and any other label as it is."""
    kind = "" if name.type == "person" else "organisation"
    return value_in_words(Fact("author", name.label, Basis.EDITOR, type=kind))


@lru_cache(maxsize=65536)
def plain(label: str) -> str:
    """Return a label as it is sorted: without case, accents, “the” and quotation marks before it."""
    words = unicodedata.normalize("NFKD", label).casefold()
    return "".join(c for c in words if not unicodedata.combining(c)).removeprefix("the ").lstrip("\"'“‘’ ")


def _by_paragraph(document: Document, mentions: Sequence[Mention]) -> Iterator[list[str]]:
    """Yield the names of each paragraph, each of them once."""
    at = 0
    for paragraph in document.source.paragraphs:
        here: dict[str, None] = {}
        while at < len(mentions) and mentions[at].start < paragraph.end:
            here[mentions[at].name] = None
            at += 1
        if len(here) > 1:
            yield list(here)[:MOST_IN_PARAGRAPH]
