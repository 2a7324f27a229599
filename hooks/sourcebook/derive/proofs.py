"""What a curator may look over, though nothing of it is wrong: what isn't dated, what nobody states, names alike.

In: an archive that was described and named. Out: what `sourcebook check` tells. Nothing of it is published, and nothing
is changed by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from sourcebook.gathered import gathered
from sourcebook.model import Archive, Document
from sourcebook.text.fold import fold
from sourcebook.vocabulary.fields import DATES, fields_of

SHORTEST_MISSPELT = 6
"""Letters of a name from which on one that differs is taken for a slip: Lund and Lind are two families."""
NAMES_FILE = "names.yml"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as records or the names file write it."""

    value: str
    files: tuple[str, ...]
    """The names of those that have it."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """What may be looked over."""

    count: int
    """Texts in all."""
    undated: tuple[str, ...]
    """The names of the files of texts without a date, and without a first or a last day that it can be of."""
    lacking: Mapping[str, tuple[str, ...]]
    """By the field that is asked of every document, the names of the files of those that state nothing."""
    alike: tuple[tuple[Spelling, Spelling], ...]
    """Names that may be one; of each two the more frequent first."""


def proofs(archive: Archive) -> Proofs:
    """Return what may be looked over in an archive."""
    documents = archive.documents
    asked = [name for name, field in fields_of(archive.about).items() if field.is_asked and name not in DATES]
    return Proofs(
        len(documents),
        tuple(d.source.name for d in documents if not any(d.first(name) for name in DATES)),
        {name: found for name in asked if (found := tuple(_without(name, documents)))},
        tuple(alike(_spellings(archive))),
    )


def _without(name: str, documents: Iterable[Document]) -> Iterator[str]:
    yield from (document.source.name for document in documents if not document.first(name))


def _spellings(archive: Archive) -> list[Spelling]:
    """Return every name in a record or the names file, with the files that have it, the most frequent first."""
    facets = {field.name for field in archive.about.fields if field.is_facet}
    of_names = [
        n for n, field in fields_of(archive.about).items() if field.reads.is_agent or field.named or n in facets
    ]
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for document in archive.documents:
        for fact in (fact for name in of_names for fact in document.facts.get(name, ())):
            found[fact.value][document.source.name] = None
    for name in archive.names:
        found[name.label][NAMES_FILE] = None
    return sorted(
        (Spelling(value, tuple(files)) for value, files in found.items()), key=lambda s: (-len(s.files), s.value)
    )


def alike(spellings: Sequence[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield pairs of names that may be one.

    They have the same words, whatever the case, accents, signs and order (“de Blasio, Bill”, “Bill De Blasio”); or one
    letter in six or more is another, missing, or changed place (“Brandt, Otto”, “Brant, Otto”); or the one has initials
    for given names of the other (“Lund, K.”, “Lund, Karl”).
    """
    rank = {spelling: at for at, spelling in enumerate(spellings)}
    groups = gathered((key, spelling) for spelling in spellings for key in dict.fromkeys(_keys(spelling.value)))
    pairs = {pair for group in groups.values() for pair in combinations(group, 2)}
    yield from (pair for pair in sorted(pairs, key=lambda p: (rank[p[0]], rank[p[1]])) if _may_be_one(*pair))


def _keys(value: str) -> Iterator[tuple[str, ...]]:
    """Yield what names that may be one have in common: their words, what is left without a letter, and initials."""
    words = fold(value)
    yield ("words", *sorted(words))
    letters = "".join(words)
    if len(letters) >= SHORTEST_MISSPELT:
        yield ("letters", letters)
        yield from (("letters", letters[:at] + letters[at + 1 :]) for at in range(len(letters)))
    family, comma, given = value.partition(",")
    if comma and (initials := fold(given)):
        yield ("initials", *fold(family), "", initials[0][:1])


def _may_be_one(one: Spelling, other: Spelling) -> bool:
    first, second = fold(one.value), fold(other.value)
    if sorted(first) == sorted(second):
        return True
    if any(word.isdecimal() for word in (*first, *second)):
        return False  # Precinct 12 and Precinct 13
    return _is_abridged(one.value, other.value) or _is_a_slip("".join(first), "".join(second))


def _is_a_slip(one: str, other: str) -> bool:
    """Say whether one letter is another, is missing, or has changed places with its neighbour."""
    return min(len(one), len(other)) >= SHORTEST_MISSPELT and OSA.distance(one, other, score_cutoff=1) <= 1


def _is_abridged(one: str, other: str) -> bool:
    """Say whether two names of one family have given names of which the one abridges the other."""
    (family, _, given), (other_family, _, other_given) = one.partition(","), other.partition(",")
    names, others = fold(given), fold(other_given)
    if fold(family) != fold(other_family) or not names or not others or names == others:
        return False
    both = list(zip(names, others, strict=False))
    return all(a == b or min(a, b, key=len) == max(a, b, key=len)[:1] for a, b in both)
