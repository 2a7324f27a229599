"""Where a text names another document: its kind, author, addressee, date, title or publisher.

In: a stretch of text and a document with its facts. Out: which facts the words match, and where.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from sourcebook.link.rules import RULES
from sourcebook.model import Fact
from sourcebook.scripts import UNSPACED
from sourcebook.text.tokens import words_of

_MONTHS = tuple(calendar.month_name)[1:]
"""In English: Python's names are those of the locale, which nothing here sets."""
_FAMILY = re.compile(r"\s*,\s*")
_AGAINST = frozenset({"v", "vs", "versus"})
"""What stands between the parties in the name of a case."""
_SETS_OFF = '*_“”‘’"«»‹›„'
"""What stands around a title, italics among it as they are typed."""
_WITHIN_WORDS = "'’‘ʼ."
"""Signs that folding has dropped, and that may stand between the letters of a word: `O’Neill` is `oneill`."""
_MAY_BE_WITHIN = "['.]?[ʼ‘’]?"
"""One of these, or two; a pattern with all of them in one class takes ten times as long to compile."""
_AS_PATTERNS_FOLD = {**dict.fromkeys(_WITHIN_WORDS, ""), "\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}
"""The signs that a pattern skips, and those that it takes for ASCII letters where case makes no difference."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
"""A letter of a script without spaces between words: each is a word of its own."""
_CAPITAL_BEHIND = re.compile(r"[ \t]+[^\W\d_a-zß-öø-ÿ]")
"""Another word of a name."""
_FIELDS = ("kind", "author", "addressee", "publisher", "date", "title")
"""Fields of which the values name a document."""
Facts = Mapping[str, tuple[Fact, ...]]


class Designation(Struct, frozen=True, order=True):
    """Words by which a text may name a document."""

    fact: str
    """What they are of it: `kind`, `author`, `addressee`, `date`, `title`, `title-as-it-is` or `publisher`."""
    words: tuple[str, ...]
    """Folded."""
    capitals: int
    """How many of them have to have a capital to count."""


def designations_of(facts: Facts) -> Iterator[Designation]:
    """Yield the words by which other texts may name the document that has these facts: one for each that has any."""
    for fact in facts.get("kind", ()):
        yield Designation("kind", _folded(fact.value), capitals=0)
    for field in ("author", "addressee"):
        for fact in facts.get(field, ()):
            yield Designation(field, _folded(_family(fact)), capitals=1)
            if fact.office and field == "author":
                yield Designation(field, _folded(fact.office), capitals=0)
    for fact in facts.get("publisher", ()):
        yield Designation("publisher", _folded(fact.value), capitals=1)
    for fact in facts.get("date", ()):
        for written in _written_dates(fact.value):
            yield Designation("date", _folded(written), capitals=0)
    for fact in facts.get("title", ()):
        words = _folded(fact.value)
        if fact.start >= 0 and len(words) >= RULES.title_words:
            yield Designation("title", words, capitals=1)
        elif len(words) > 1 and (capitals := sum(word[:1].isupper() for word in fact.value.split())) > 1:
            yield Designation("title", words, capitals)
        elif len(words) > 1 or any(len(word) >= RULES.title_letters for word in words):
            yield Designation("title-as-it-is", words, capitals=1)


@lru_cache(maxsize=65536)
def _folded(words: str) -> tuple[str, ...]:
    return tuple(words_of(words))


def _family(fact: Fact) -> str:
    """Return the family name of a person, "Family, Given", or the whole name of an organisation."""
    return fact.value if fact.type else _FAMILY.split(fact.value)[0]


def _written_dates(value: str) -> Iterator[str]:
    """Yield the ways in which a full date is written in prose: only days, for a month or year names no document."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    if not match or not 1 <= int(match[2]) <= 12:
        return
    month, day = _MONTHS[int(match[2]) - 1], str(int(match[3]))
    for name in sorted({month, month[:3], "Sept" if month == "September" else month}):
        yield f"{name} {day}"
        yield f"{day} {name}"
    yield value


def family_names(facts: Facts, field: str) -> set[tuple[str, ...]]:
    """Return the family names of the persons in a field, folded."""
    return {_folded(_family(fact)) for fact in facts.get(field, ())}


def facts_named(text: str, start: int, end: int, facts: Facts) -> dict[str, tuple[int, int]]:
    """Return which facts of a document the words in `[start, end)` name, each with its offsets.

    A title of few words counts where it stands as a title, with the capitals that it has. `title-alone` is one that
    needs no other fact beside it: the name of a case, or a title in italics or quotation marks. `title-as-it-is` is one
    of a word, or of words in small letters, that stands letter for letter inside a sentence: too little for a mention.
    """
    found: dict[str, tuple[int, int]] = {}
    letters = text[start:end]
    for sign, plain in _AS_PATTERNS_FOLD.items():
        if sign in letters:
            letters = letters.replace(sign, plain)
    # Only words in ASCII are looked for here, and bytes are lowered in a tenth of the time.
    known = letters.encode("utf-8", "surrogatepass").lower()
    titles = {fact.value for fact in facts.get("title", ())}
    absent: set[bytes] = set()
    for name, part, words in _names(tuple(facts.get(field, ()) for field in _FIELDS)):
        # Making a pattern costs more than all else here, and hardly any name stands in a text.
        if part not in absent and part not in known:
            absent.add(part)
        if part in absent or not all(word in known for word in words):
            continue
        for match in _pattern(name.words).finditer(text, start, end):
            if name.fact == "title-as-it-is":
                counts = " ".join(match[0].split()) in titles and _is_by_itself(match)
            else:
                counts = sum(map(_begins_as_names_do, match[0].split())) >= name.capitals or (
                    name.capitals == 1 and any(c.isupper() for c in match[0])
                )
            if counts:
                found.setdefault(name.fact, match.span())
                if name.fact == "title" and _stands_alone(text, match, name):
                    found.setdefault("title-alone", match.span())
                break
    return found


@lru_cache(maxsize=4096)
def _names(values: tuple[tuple[Fact, ...], ...]) -> tuple[tuple[Designation, bytes, tuple[bytes, ...]], ...]:
    """Return the words by which a document may be named, and those of them that consist of letters of ASCII.

    Between them a part of one of these that others have, too: where no `jan` is, there is no `january` either.
    """
    found: list[tuple[Designation, bytes, tuple[bytes, ...]]] = []
    for name in designations_of(dict(zip(_FIELDS, values, strict=True))):
        words = tuple(word.encode() for word in name.words if word.isascii() and word.isalnum())
        longest = max(words, key=len, default=b"")
        found.append((name, next((part for _, part, _ in found if part and part in longest), longest), words))
    return tuple(found)


def _is_by_itself(match: re.Match[str]) -> bool:
    """Tell whether what was found stands inside a sentence and is no part of a longer name: its capital tells then."""
    before = match.string[max(0, match.start() - 40) : match.start()].rstrip(f" \t{_SETS_OFF}")
    word = re.split(r"\W", before)[-1]
    longer = _CAPITAL_BEHIND.match(match.string, match.end()) or (len(word) > len("The") and not word.islower())
    return bool(before) and before[-1] not in ".?!…:;\r\n" and not longer


def _stands_alone(text: str, match: re.Match[str], name: Designation) -> bool:
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    set_off = bool(before) and bool(after) and before in _SETS_OFF and after in _SETS_OFF
    return set_off or not _AGAINST.isdisjoint(name.words[1:-1])


def _begins_as_names_do(word: str) -> bool:
    """Tell whether a word begins with a capital, or is written in a script that has none."""
    return not word[:1].islower() and word[:1].isalpha()


@lru_cache(maxsize=65536)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    pattern = "" if _UNSPACED.match(words[0]) else r"(?<![^\W_])"
    for word, following in zip(words, [*words[1:], ""], strict=True):
        pattern += _MAY_BE_WITHIN.join(map(re.escape, word))
        if following:
            pattern += r"[\W_]*" if _UNSPACED.match(word) and _UNSPACED.match(following) else r"[\W_]+"
    return re.compile(pattern if _UNSPACED.match(words[-1]) else rf"{pattern}(?![^\W_])", re.IGNORECASE)
