"""The names of an archive, looked up in every way that pages need."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from sourcebook.gathered import gathered
from sourcebook.model import Archive, Basis, Document, Fact, Mention, Name
from sourcebook.model.asked import asked
from sourcebook.natural import Key, natural
from sourcebook.text.evened import evened
from sourcebook.vocabulary.fields import NAMED_FIELDS, value_in_words
from sourcebook.wording import pgettext

MOST_IN_PARAGRAPH = 60
"""Names of a paragraph that count as standing beside each other: their pairs grow with the square."""


class Naming(Struct, frozen=True, dict=True):
    """Who is named where, who stands beside whom, and which values of records are names."""

    archive: Archive

    @asked
    def mentions(self) -> Mapping[str, list[Mention]]:
        """By name."""
        return gathered((mention.name, mention) for mention in self.archive.mentions)

    @asked
    def beside(self) -> Mapping[str, Counter[str]]:
        """By name: in how many paragraphs another stands beside it."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for document in self.archive.documents:
            for together in _by_paragraph(document, self.archive.mentions_in[document.id]):
                for one in together:
                    found[one].update(other for other in together if other != one)
        return found

    @asked
    def records(self) -> Mapping[str, list[tuple[str, Document]]]:
        """By name: the fields of which it is a value, and the document of each."""
        return gathered(
            (name.id, (known, document))
            for document in self.archive.documents
            for known in NAMED_FIELDS
            for fact in document.facts.get(known, ())
            if (name := self.of(document, fact))
        )

    @asked
    def documents(self) -> Mapping[str, tuple[str, ...]]:
        """By name: the ids of the documents that name it, or whose record has it."""
        found = {n.id: [m.document for m in self.mentions[n.id]] for n in self.archive.names}
        return {id: tuple(dict.fromkeys([*ids, *(d.id for _, d in self.records[id])])) for id, ids in found.items()}

    @asked
    def listed(self) -> tuple[Name, ...]:
        """Every name that has a page, by label."""
        return tuple(sorted((name for name in self.archive.names if self.documents[name.id]), key=by_label))

    @asked
    def _of_value(self) -> Mapping[str, tuple[Name, bool]]:
        return _names_by_value(self.archive.names)

    def of(self, document: Document, fact: Fact) -> Name | None:
        """Return the name that a value in a document's record is; a short form only beside the full name."""
        if fact.name not in NAMED_FIELDS:
            return None
        name, is_full = self._of_value.get(evened(fact.value)[0], (None, False))
        if name and not is_full and not any(m.name == name.id for m in self.archive.mentions_in[document.id]):
            return None
        return name


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


def by_label(name: Name) -> tuple[Key, str]:
    """Return what sorts names: accents and small words before a label don't count."""
    return natural(as_sorted(name.label)), name.id


def in_natural_order(name: Name) -> str:
    """Return “Given Family” for a person, and any other label as it is."""
    kind = "" if name.type == "person" else "organisation"
    return value_in_words(Fact("author", name.label, Basis.EDITOR, type=kind))


def as_sorted(label: str) -> str:
    """Return a label as it is sorted: without case, accents, an article and quotation marks before it."""
    return _plain(label, pgettext("articles, which don’t count where names are sorted", "the"))


@lru_cache(maxsize=65536)
def _plain(label: str, articles: str) -> str:
    words = unicodedata.normalize("NFKD", label).casefold()
    letters = "".join(c for c in words if not unicodedata.combining(c))
    first, _, rest = letters.partition(" ")
    return (rest if rest and first in articles.split() else letters).lstrip("\"'“‘’„«» ")


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
