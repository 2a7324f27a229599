"""What a curator may look over, though nothing of it is wrong: what isn't dated, what nobody states, names alike.

In: an archive that was described and named. Out: what `sourcebook check` tells. Nothing of it is published, and nothing
is changed by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations

from msgspec import Struct
from rapidfuzz.distance import OSA

from sourcebook.gathered import gathered
from sourcebook.model import Archive
from sourcebook.text.fold import fold
from sourcebook.vocabulary.fields import DATES, fields_of

SHORTEST_MISSPELT = 6
"""Letters of a name from which on one that differs is taken for a slip: Lund and Lind are two families."""
FEW_WHOLES = 5
"""Names that a name is told to be a part of."""
NAMES_FILE = "names.yml"


class Spelling(Struct, frozen=True):
    """A name as records or the names file write it."""

    value: str
    files: tuple[str, ...]
    """The names of those that have it."""
    is_person: bool = True
    """Whether it may be somebody's: of an organisation or a place another one may well be a part."""


class Proofs(Struct, frozen=True):
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
    known = {(alias, n.label) for n in archive.names for alias in (*n.aliases, *n.aliases_with_full_name)}
    asked = [name for name, field in fields_of(archive.about).items() if field.is_asked and name not in DATES]
    return Proofs(
        len(documents),
        tuple(d.source.name for d in documents if not any(d.first(name) for name in DATES)),
        {name: found for name in asked if (found := tuple(d.source.name for d in documents if not d.first(name)))},
        tuple(
            pair
            for pair in alike(_spellings(archive))
            if known.isdisjoint(permutations(spelling.value for spelling in pair))
        ),
    )


def _spellings(archive: Archive) -> list[Spelling]:
    """Return every name in a record or the names file, with the files that have it, the most frequent first."""
    facets = {field.name for field in archive.about.fields if field.is_facet}
    of_names = [
        n for n, field in fields_of(archive.about).items() if field.reads.is_agent or field.named or n in facets
    ]
    agents = {name for name, field in fields_of(archive.about).items() if field.reads.is_agent}
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    people = {name.label for name in archive.names if name.type == "person"}
    for document in archive.documents:
        for fact in (fact for name in of_names for fact in document.facts.get(name, ())):
            found[fact.value][document.source.name] = None
            if fact.name in agents and not fact.type:
                people.add(fact.value)
    for name in archive.names:
        found[name.label][NAMES_FILE] = None
    spellings = (Spelling(value, tuple(files), value in people) for value, files in found.items())
    return sorted(spellings, key=lambda s: (-len(s.files), s.value))


def alike(spellings: Sequence[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield pairs of names that may be one.

    They have the same words, whatever the case, accents, signs and order (“de Blasio, Bill”, “Bill De Blasio”); or one
    letter in six or more is another, missing, or changed place (“Brandt, Otto”, “Brant, Otto”); or the one has initials
    for given names of the other (“Lund, K.”, “Lund, Karl”); or the one is a part of the other (“Lund”, “Lund, Karl”).
    """
    rank = {spelling: at for at, spelling in enumerate(spellings)}
    groups = gathered((key, spelling) for spelling in spellings for key in dict.fromkeys(_keys(spelling.value)))
    pairs = {pair for group in groups.values() for pair in combinations(group, 2) if _may_be_one(*pair)}
    pairs |= {(min(pair, key=rank.__getitem__), max(pair, key=rank.__getitem__)) for pair in _parts(spellings)}
    yield from sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]]))


def _parts(spellings: Iterable[Spelling]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield each person's name with those it may be a part of, if they are few: “Otto” alone may be anybody."""
    people = [(spelling, fold(spelling.value)) for spelling in spellings if spelling.is_person]
    having = gathered((word, (spelling, words)) for spelling, words in people for word in dict.fromkeys(words))
    for part, words in people:
        rarest = min((having[word] for word in words), key=len, default=[])
        wholes = [
            whole for whole, others in rarest if len(others) > len(words) and _is_part(part, whole, words, others)
        ]
        if len(wholes) <= FEW_WHOLES:
            yield from ((part, whole) for whole in wholes)


def _is_part(part: Spelling, whole: Spelling, words: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether all words of a name are the other's too; without spaces, whether the other begins or ends so."""
    if len(others) > len(whole.value.replace(",", " ").split()):
        return whole.value.startswith(part.value) or whole.value.endswith(part.value)
    return Counter(words) <= Counter(others)


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
