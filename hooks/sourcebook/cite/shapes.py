"""Entries that differ in nothing but plain words and numbers have one shape: the processor sets it once for them all.

A shape is an entry with stand-ins for what is plain in it: title, names, day and year, what finds the text, its
address. The processor sets the shape as a mould, and what an entry has then takes the places of the stand-ins. How
styles write a title (“The Harbour of Lund” for “The harbour of Lund”) is known of the plainest; of others the processor
tells it, by a style of ours that prints nothing else. What isn't plain (quotation marks, particles, dates in words)
stays in the shape as it is: then fewer entries share it, and less is saved. Where a stand-in doesn't come back as it is
looked for, there is no mould, and the entry is set by itself.

A test sets random entries both ways and compares them letter for letter; `make oracle` does it with 20,000.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.cite.pandoc import Asked, cite
from sourcebook.cite.styles import END_OF_SENTENCE
from sourcebook.model import Citation, Run
from sourcebook.vocabulary.citable import CitedName, CslItem, Entry
from sourcebook.vocabulary.cited_dates import Issued
from sourcebook.wording import capital

_CAPITALS = "ƁƆƇƊƋƎƏƐƑƓƔƖƗƘƝƟƤƧƩƬƮƱƲƳƵƷƸƼ"
"""First letters of the stand-ins for names."""
_SIGN = "zq"
"""Stands in every other stand-in that has letters."""
_YEAR, _DAY = 4973, 27
_LOCATION, _URL, _NOTE = f"document {_SIGN}l", f"https://{_SIGN}.invalid/", f"{_SIGN}n"
_TITLE, _PARTED = f"Zqa {_SIGN}b Zqc of {_SIGN}d", f"Zqa {_SIGN}b: {_SIGN}c of {_SIGN}d"

_TAKEN = re.compile(rf"[{_CAPITALS}]|{_SIGN}|{_YEAR}|{_DAY}", re.IGNORECASE)
"""What belongs to a stand-in, wherever it is found."""
_taken_in = lru_cache(maxsize=1024)(_TAKEN.search)
"""Says so of words that many entries have."""
_PLAIN_TITLE = re.compile(r"(?:[^\s\"'‘’‚‛“”„‟«»‹›\[\]{}]|(?<=[^\W_])’(?=[^\W_])| (?=\S))+(?<=[^\W_]|[?!…)])")
"""Without quotation marks, which styles turn, and without a full stop at its end, which meets marks of the styles."""
_SMALL = (
    "a about an and as at but by d de down for from in into nor of on onto or over so the till to up van via von with "
    "yet"
)
_SMALL_WORDS = frozenset(_SMALL.split())
"""Words that styles write small within an English title; as names they aren't plain."""
_WORD = r"(?:[A-Za-z]+(?:(?<=[A-Za-z]{2})’[A-Za-z]+)*|\d+)"
_PLAINEST_TITLE = re.compile(
    rf"\[?(?=[A-Z\d]){_WORD}(?:[,;]? {_WORD}|(?<! vs)\. (?=[A-Z\d]){_WORD})*[…?!]?\]?", re.ASCII
)
"""Words and numbers, in sentences with a capital first; an English one gets a capital in each word that isn't small."""
_WITHOUT_CAPITAL = re.compile("(?<= )[a-z][a-z’]+")

Filling = dict[str, str]
"""What an entry has, by its stand-in."""
Piece = str | tuple[str]
"""Of a mould: words, or a stand-in (alone in a tuple)."""


class Shape(Struct, frozen=True):
    """An entry's shape, and what the entry has where the stand-ins are."""

    entry: Entry
    filling: Filling
    """All but the title."""
    title: tuple[str, str]
    """The entry's title and its language, if a stand-in stands for it; else two empty strings."""

    @property
    def stand_in(self) -> tuple[str, str]:
        """What stands for the title, and the same language."""
        return (self.entry.title, self.title[1]) if self.title[0] else ("", "")


class Mould(Struct, frozen=True):
    """A citation of a shape, cut at the stand-ins."""

    citation: Citation
    runs: tuple[tuple[Run, tuple[Piece, ...]], ...]
    pinpoint: tuple[tuple[Run, tuple[Piece, ...]], ...]

    def filled(self, filling: Filling) -> Citation:
        """Return the citation of an entry of this shape."""
        return replace(self.citation, runs=_filled(self.runs, filling), pinpoint=_filled(self.pinpoint, filling))


def shape_of(entry: Entry) -> Shape | None:
    """Return the shape of an entry; none if words of it could be taken for stand-ins."""
    filling = {_LOCATION: entry.location, _URL: entry.url, _NOTE: entry.note}
    filling[_LOCATION.capitalize()] = capital(entry.location)
    names = _stand_ins([*entry.authors, *entry.recipients, *entry.publishers], filling)
    title = END_OF_SENTENCE.sub("", entry.title)  # as every style is given it
    stand_in = _title(title)
    shape = replace(
        entry,
        id="",
        title=stand_in or entry.title,
        location=_LOCATION,
        url=_URL if entry.url else "",
        note=_NOTE if entry.note else "",
        issued=_date(entry.issued, filling),
        authors=tuple(names[name] for name in entry.authors),
        recipients=tuple(names[name] for name in entry.recipients),
        publishers=tuple(names[name] for name in entry.publishers),
    )
    names_left = (part for name in names if names[name] == name for part in (name.natural, name.suffix))
    left = [entry.genre, entry.archive, entry.series, *entry.places, *names_left, *("" if stand_in else entry.title,)]
    left += [name.suffix for name in names]
    left += [str(entry.issued)] if shape.issued == entry.issued else []
    if _taken_in("\n".join(left)):
        return None
    return Shape(shape, filling, (title, entry.title_language) if stand_in else ("", ""))


def _stand_ins(names: Sequence[CitedName], filling: Filling) -> dict[CitedName, CitedName]:
    """Return what stands in for each name, and note what it stands for."""
    capitals = iter(_CAPITALS)
    found: dict[CitedName, CitedName] = {}
    for name in dict.fromkeys(names):
        parts = [name.family, *name.given.split(" ")] if name.given else [name.family]
        found[name] = name
        if not name.literal and all(map(_is_plain, parts)) and name.family[-1] != ".":
            family, *given = (_stand_in(part, next(capitals, ""), filling) for part in parts)
            if family and all(given):
                found[name] = replace(name, family=family, given=" ".join(given))
    return found


def _stand_in(part: str, capital: str, filling: Filling) -> str:
    """Return what stands in for a part of a name: a capital of its own, from which a style can make an initial too."""
    if not capital:
        return ""
    filling[capital] = part[0]
    if part[-1] == ".":
        return f"{capital}."
    filling[f"{capital}q"] = part
    return f"{capital}q"


def _is_plain(part: str) -> bool:
    """Say whether part of a name is one word with a capital and no other, or an initial."""
    word = part.removesuffix(".")
    is_initial = word != part and len(word) == 1
    is_word = word == part and len(word) > 1 and word[1:].islower()
    return word[:1].isupper() and word.isalpha() and (is_initial or is_word) and word.lower() not in _SMALL_WORDS


def _title(title: str) -> str:
    """Return what stands in for a title; nothing for one that isn't plain."""
    inner = title[1:-1] if title[:1] == "[" and title[-1:] == "]" else title
    if not _PLAIN_TITLE.fullmatch(inner) or not (inner[0].isupper() or inner[0].isdigit()):
        return ""
    end = inner[-1] if inner[-1] in "?!…)" else ""
    stand_in = (_PARTED if ":" in inner else _TITLE) + end
    return stand_in if inner == title else f"[{stand_in}]"


def _date(date: Issued | None, filling: Filling) -> Issued | None:
    """Return a date with stand-ins for day and year, if it is one day, month or year, and certain."""
    if date is None or date.is_uncertain or date.season or len(date.parts) != 1:
        return date
    year, *rest = date.parts[0]
    filling[str(_YEAR)] = str(year)
    if len(rest) > 1:
        filling[str(_DAY)] = str(rest[1])
        rest[1] = _DAY
    return Issued(((_YEAR, *rest),), "", "")


_SPELLING = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info/><citation><layout>
<group delimiter="\ue000"><text variable="title"/><text variable="title" text-case="title"/>
<text variable="title" form="short"/><text variable="title" form="short" text-case="title"/></group>
</layout></citation></style>"""
"""Prints a title in the ways in which styles do: as it is and with capitals, whole and up to its colon."""


_AT_ONCE = 500
"""Titles that one run of the processor spells: it needs a hundred kilobytes for each."""


def spellings(titles: Iterable[tuple[str, str]], language: str) -> dict[tuple[str, str], list[str]]:
    """Return each title (with its language, or none) as styles write it.

    Raises:
        RuntimeError: if the citation processor fails.
    """
    found = dict.fromkeys(titles)
    spelled = {key: _with_capitals(key[0], key[1] or language) for key in found if _PLAINEST_TITLE.fullmatch(key[0])}
    asked = [key for key in found if key not in spelled]
    for some in (asked[first : first + _AT_ONCE] for first in range(0, len(asked), _AT_ONCE)):
        items: list[CslItem] = [
            {"type": "document", "title": title} | ({"language": of} if of else {}) for title, of in some
        ]
        ((texts, _),) = cite([Asked(_SPELLING.encode(), language, items, [""] * len(items))])
        written = ("".join(run.text for run in text) for text in texts)
        spelled |= {key: text.split("\ue000") for key, text in zip(some, written, strict=True)}
    return spelled


def _with_capitals(title: str, language: str) -> list[str]:
    """Return one of the plainest titles as the processor would spell it: as it is, and, in English, with capitals."""
    if language.partition("-")[0] != "en":
        return [title] * 4
    capitals = _WITHOUT_CAPITAL.sub(lambda word: word[0] if word[0] in _SMALL_WORDS else capital(word[0]), title)
    return [title, capitals] * 2


def moulds(citations: Iterable[Citation], titles: Iterable[str]) -> tuple[Mould, ...]:
    """Return a shape's citations as moulds; none if a stand-in doesn't come back as it was given.

    `titles`: the spellings of its title, if a stand-in stands for that.
    """
    longest_first = sorted({*titles}, key=len, reverse=True)
    stand_in = re.compile("|".join(["(" + "|".join([*map(re.escape, longest_first), *_OTHERS]) + ")"]))
    made = tuple(Mould(c, _cut(c.runs, stand_in), _cut(c.pinpoint, stand_in)) for c in citations)
    pieces = [piece for mould in made for _, parts in (*mould.runs, *mould.pinpoint) for piece in parts]
    is_whole = not any(_TAKEN.search(piece) for piece in pieces if isinstance(piece, str))
    return made if is_whole else ()


_OTHERS = (
    *map(re.escape, (_LOCATION, _LOCATION.capitalize(), _URL, _NOTE)),
    f"[{_CAPITALS}]q",
    rf"[{_CAPITALS}](?![^\W_])",
    *(rf"(?<!\w){number}(?!\w)" for number in (_YEAR, _DAY)),
)


def _cut(runs: Sequence[Run], stand_in: re.Pattern[str]) -> tuple[tuple[Run, tuple[Piece, ...]], ...]:
    """Return each run with its parts: at odd places the split has the stand-ins."""
    return tuple(
        (run, tuple((part,) if place % 2 else part for place, part in enumerate(stand_in.split(run.text)) if part))
        for run in runs
    )


def _filled(runs: Iterable[tuple[Run, tuple[Piece, ...]]], filling: Filling) -> tuple[Run, ...]:
    return tuple(
        replace(run, text="".join(part if isinstance(part, str) else filling[part[0]] for part in parts))
        for run, parts in runs
    )
