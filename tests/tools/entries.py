"""Random entries to be cited: of every kind, with every gap, and with titles, names and dates plain and odd.

    python -m tests.tools.entries 20000

sets so many by their shapes and each by itself, and says how many differ (`make oracle`).
"""

import sys
from random import Random

from sourcebook.cite import citing
from sourcebook.vocabulary.citable import CitedName, Entry
from sourcebook.vocabulary.cited_dates import Issued
from sourcebook.vocabulary.kinds import KINDS

_PLAIN = "harbour court The of And NATO iPhone über naïve self-made 1890 27 4973 A to In breakwater Österreich déjà US"
_ODD = (
    "Müller’s well-known co-operate O’Brien via Yet with 3rd E Ƀ ΑΒΓ Москва U.S. Mr. (1871) AT&T 3.5 – — over; of. 港"
)
WORDS = (*_PLAIN.split(), *_ODD.split())
GIVEN = ("Otto", "Eva", "Jean", "Anna", "Li", "An", "Q.", "O.", "K.", "Jean-Paul", "Élodie", "Ü.", "Ludwig", "Ελένη")
FAMILIES = ("Brandt", "Lund", "de Blasio", "McDonald", "O’Hara", "Ångström", "Of", "Van", "Yet", "Li", "von der Tann")
BODIES = ("The Harbour Gazette", "City of Lund", "Channel 27", "BBC", "l’Humanité")
ENDS = ("", "", "", "", "", "", "?", "!", ".", "...", "…", ")", " (x)")


def entries(number: int, seed: int) -> list[Entry]:
    """Return so many entries, the same for the same seed."""
    source = Random(seed)  # noqa: S311  for texts, not for secrets
    return [_entry(source, place) for place in range(number)]


def _entry(source: Random, number: int) -> Entry:
    title = _title(source)
    authors = _names(source, (0, 1, 1, 2, 3, 4))
    return Entry(
        id=f"{number:016x}",
        cited_as=source.choice(list(KINDS.values())).cited_as,
        title=title,
        title_is_ours=title[0] == "[",
        genre=source.choice(("", "letter", "press release")),
        authors=authors,
        recipients=_names(source, (0, 0, 1, 2)),
        publishers=authors if source.random() < 0.1 else _names(source, (0, 1, 1, 2)),
        places=source.choice(((), ("Hamburg",), ("Lund", "Oslo"))),
        issued=_issued(source),
        languages=source.choice(((), ("en",), ("de",), ("en-GB", "fr"))),
        series=source.choice(("", "", "The Series")),
        archive="The Archive",
        location=f"document {number:016x}, version 1, SHA-256 0123456789ab",
        url=source.choice(("", f"https://archive.example/documents/{number:016x}/")),
        note=source.choice(("", "Original: Box 27")),
    )


def _title(source: Random) -> str:
    words = " ".join(source.choices(WORDS, k=source.randint(1, 9)))
    if source.random() < 0.2:
        words += ": " + " ".join(source.choices(WORDS, k=source.randint(1, 4)))
    elif source.random() < 0.1:
        words += ", a “word” of it"
    if source.random() < 0.9:
        words = words[0].upper() + words[1:]
    words += source.choice(ENDS)
    return f"[{words}]" if source.random() < 0.2 else words


def _names(source: Random, counts: tuple[int, ...]) -> tuple[CitedName, ...]:
    return tuple(_name(source) for _ in range(source.choice(counts)))


def _name(source: Random) -> CitedName:
    if source.random() < 0.15:
        return CitedName(literal=source.choice(BODIES))
    given = " ".join(source.choices(GIVEN, k=source.choice((0, 1, 1, 1, 2))))
    return CitedName(source.choice(FAMILIES), given, "Jr." if source.random() < 0.1 else "")


def _issued(source: Random) -> Issued | None:
    day = (source.randint(1000, 2020), source.randint(1, 12), source.randint(1, 31))
    exact = [Issued((day[:parts],), "in words", "") for parts in (1, 2, 3, 3, 3)]
    others = [None, Issued((day,), "c 4 May 1871", "", True), Issued((), "spring 1871", ""), _range(day)]
    others.append(Issued((day[:1],), f"Spring {day[0]}", "", season=1))
    return source.choice([*exact, *others])


def _range(day: tuple[int, int, int]) -> Issued:
    return Issued((day[:2], (day[0] + 1, 4)), "a year and more", "")


def differing(number: int, seed: int) -> list[str]:
    """Return the titles of those entries whose citations by shape differ from the processor's own."""
    found = entries(number, seed)
    pairs = zip(found, citing.by_shapes(found), citing.one_by_one(found), strict=True)
    return [entry.title for entry, by_shape, by_itself in pairs if by_shape != by_itself]


if __name__ == "__main__":
    asked = int(sys.argv[1])
    batches = [min(1000, asked - start) for start in range(0, asked, 1000)]
    differ = [title for seed, batch in enumerate(batches) for title in differing(batch, seed)]
    print(f"{asked} entries set by their shapes and each by itself: {len(differ)} differ", *differ[:20], sep="\n")
    sys.exit(bool(differ))
