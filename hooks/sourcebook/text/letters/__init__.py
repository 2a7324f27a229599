"""How letters begin, end and are dated: the words for it are data, one table a language beside this file.

In: a text. Out: the words of its salutation with whom they name, who signed, and the day of a dateline. A salutation
may stand in front of a name (“My dear Alden,”) or behind it (“王明先生台鉴：”), or name nobody (“Sir,”).
"""

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from sourcebook.rarely import rarely
from sourcebook.scripts import UNSPACED
from sourcebook.text.letters.table import LetterWords, pattern_of, plain, plain_words, tables, union

HEAD = 2000
"""Characters at a text's beginning in which its salutation is looked for."""
_MOST_WORDS, _FEW_WORDS = 6, 4
"""Of a name."""
_FOOT = 600
"""Characters at a text's end."""
_LINE = re.compile(r"[^\s　][^\n]*")
_UNSPACED = rarely(f"[{UNSPACED}\uac00-\ud7a3]")


class Correspondent(Struct, frozen=True):
    """Somebody whom a letter names at its beginning or its end."""

    words: str
    """Of the text: the salutation, or the signature."""
    name: str = ""
    """Without titles; empty where the words name nobody."""
    end: int = 0
    """Where the words end in the text."""
    office: str = ""
    """That stands behind a signature: “Mayor”."""
    family_last: bool = True
    """Whether the last word of the name is that of the family."""


def salutation(text: str) -> Correspondent | None:
    """Return how a letter begins; None for a text that begins otherwise."""
    head = text[:HEAD]
    found = [
        (match, table, name)
        for pattern, table in _salutations()
        for match in pattern.finditer(head)
        if (name := _addressed(next((group.strip() for group in match.groups() if group), ""), table)) is not None
    ]
    if not found:
        return None
    match, table, name = min(found, key=lambda one: (one[0].start(), -one[0].end()))
    last = table.family_last and plain(name.partition(" ")[0]) not in plain_words("kinship")
    return Correspondent(match[0].strip(), name, match.end(), family_last=last)


def _addressed(named: str, table: LetterWords) -> str | None:
    """Return the name in a salutation without titles; nothing if it names nobody, or several; None if it is no name."""
    name = _without(named, "titles") if table.spaced else _cut(named, table.titles)
    if not name or {plain(named), plain(name)} & plain_words("nobody"):
        return ""
    words = name.split()
    others = [word for word in words if word not in union("joined")]
    if all(word.islower() for word in words):
        return "" if len(words) < _FEW_WORDS else None  # “Dear old boy,”
    if (
        len(words) > _MOST_WORDS
        or words[0] not in others
        or not _begins(words[-1])
        or not all(map(_is_of_a_name, others))
    ):
        return None
    return name if len(others) == len(words) else ""


def signature(text: str, after: int = 0, *, is_letter: bool = True) -> Correspondent | None:
    """Return who signed a text.

    Args:
        text: the text.
        after: where its salutation ends: nobody signs before.
        is_letter: whether it has one: a text that has none is signed at its end alone, below a closing.
    """
    closing, within, ending, unspaced = _signatures()
    start = after if is_letter else max(after, len(text.rstrip()) - _FOOT)
    for pattern in (closing, within, ending) if is_letter else (closing,):
        for found in pattern.finditer(text, start):
            if signed := _signed(found["name"], found.start("name")):
                return signed
    for found in unspaced.finditer(text, start):
        lines = [(line[0], line.start()) for line in _LINE.finditer(text, found.end(), found.end() + _FOOT)]
        if below := [signed for line in lines[:4] if len(line[0]) <= 16 and (signed := _signed(*line))]:
            return below[-1]  # what was wished stands above it
    return None


def _signed(line: str, start: int) -> Correspondent | None:
    """Return the name that a line has, if it has nothing but a name, and an office behind a comma."""
    line = line.rstrip(" \t　\r")
    if line.endswith((",", "，")):
        return None
    before = re.match(rf"[\s(\[*_–—-]*(?:(?:{pattern_of(union('signed'))})\.?[\s)\]:]*)?", line, re.IGNORECASE)
    from_ = before.end() if before else 0
    written, _, office = (part.strip(" \t)]*_") for part in line[from_:].partition(","))
    if plain(office) in plain_words("endings"):
        office = ""
    is_spaced = not _UNSPACED.search(written)
    name = written if is_spaced else _cut("".join(written.split()), union("endings"), union("mine"))
    if is_spaced:
        name = _without(_without(_without(name, "mine"), "bonds"), "titles")
        while name and plain(name.rpartition(" ")[2]) in plain_words("endings"):
            name = name.rpartition(" ")[0]
        name = name if re.search(r"(?:^|[ .])\w\.$|\b[JS]r\.$", name) else name.rstrip(".")
    words = name.split()
    if (
        not words
        or len(words) > _MOST_WORDS
        or (not is_spaced and len(name) > 4 and "·" not in name)
        or {*words} & {*union("joined")}
        or {*map(plain, words)} & plain_words("no_name")
        or plain(name) in plain_words("nobody") | plain_words("no_name") | plain_words("alone") | _closed()
        or not all(map(_is_of_a_name, words))
        or not _begins(words[-1])
    ):
        return None
    at = start + from_ + line[from_:].index(words[0] if is_spaced else written)
    shown = name if is_spaced else written
    last = is_spaced and not re.search("[\u0400-\u04ff]", name)
    if is_spaced and name.isupper() and max(map(len, words)) > 2:
        name = " ".join(word if "." in word else word.title() for word in words)
    return Correspondent(shown, name, at + len(shown), office if len(office) < 60 else "", last)


def _begins(word: str) -> bool:
    """Say whether a word has a capital, or is of a script without."""
    return word[:1].isupper() or not word[:1].islower()


def _is_of_a_name(word: str) -> bool:
    """Say whether a word may stand in a name: a capital, a script without capitals, or a particle such as “von”."""
    letters = word.lstrip("'’\"“„(")
    if not letters[:1].isalpha() or any(sign in "0123456789:;!?=/@<>{}|" for sign in word):
        return False
    return _begins(letters) or word in union("particles") or letters[:2] in {"d'", "d’"}


def _without(name: str, column: str) -> str:
    """Return a name without the words of a column in front of it; nothing if it has no others."""
    words = name.split()
    while words and plain(words[0]) in plain_words(column):
        words = words[1:]
    return " ".join(words)


def _cut(name: str, behind: Iterable[str], before: Iterable[str] = ()) -> str:
    """Return a name of a script without spaces without what stands behind it, and before it."""
    for ending in sorted(behind, key=len, reverse=True):
        if len(name) > len(ending) and name.endswith(ending):
            name = name.removesuffix(ending)
            break
    mine = next((m for m in sorted(before, key=len, reverse=True) if name.startswith(m) and len(name) > len(m) + 1), "")
    return name.removeprefix(mine).strip(" 　，,")


@cache
def _closed() -> frozenset[str]:
    """Return the closings that have no star: a line of one is no name."""
    return frozenset(map(plain, (words for words in union("closings") if "*" not in words)))


_ENDS = r"(?:[ \t]*[,:!;，：！]+[ \t]*[—–-]*(?=$|[ \t\r\w“\"])|[ \t]+[—–-]+|(?=[—–])|[ \t\r]*$)"
"""What ends a salutation: a sign behind which the letter may go on in the same line, or the line's end."""


@cache
def _salutations() -> tuple[tuple[re.Pattern[str], LetterWords], ...]:
    """Return the pattern of the salutations of each language; one of its groups is the name."""
    return tuple(
        (re.compile(rf"^[ \t　]*(?:{_salutation(table)})", re.MULTILINE | re.IGNORECASE), table)
        for table in tables().values()
    )


def _salutation(table: LetterWords) -> str:
    alone, before, nobody = pattern_of(table.alone), pattern_of(table.before), pattern_of(table.nobody)
    if table.spaced:
        name = rf"[ \t]+(?:(?:{nobody})|([^\n,:!;—–?]{{1,60}}?)){_ENDS}"
        greeted = rf"(?:{before})(?:{name}|[ \t]*[,!][ \t\r]*$)"
        return rf"{greeted}|(?:{alone})[ \t]*(?:[,:!.]?[ \t\r]*$|:|[,.]?[ \t]*[—–-])"
    name, title = r"([^\s，：！,:!。]{1,14}?)", rf"[ \t　]*(?:{pattern_of(table.titles)})"
    behind = rf"{name}(?:{title})?[ \t　]*(?:{pattern_of(table.after)})|{name}{title}(?=[ \t]*[：:])"
    return rf"(?:(?:{before})[ \t　]*{name}|{behind}|(?:{alone}))[ \t　]*(?:[：:，,！!]|$)"


@cache
def _signatures() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of signatures: a name below a closing; behind one; before an ending; a closing by itself."""
    spaced = [table for table in tables().values() if table.spaced]
    unspaced = [table for table in tables().values() if not table.spaced]
    closing = rf"(?:{pattern_of(w for table in spaced for w in table.closings)})"
    mine = rf"(?:{pattern_of(w for table in spaced for w in table.mine)})"
    below = r"(?=[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*(?P<name>[^\n]{1,70})$)"
    ends = pattern_of(w for table in unspaced for w in table.endings if len(w) > 1)
    before = pattern_of(w for table in unspaced for w in table.mine)
    patterns = (
        rf"^(?:[^\n]{{0,80}}[ \t,])?(?:{closing}[^\n]{{0,40}}|{mine}(?:[ ][^\s,]+){{0,4}}[,.]?){below}",
        rf"^(?:[^\n]{{0,80}},[ \t])?(?:{closing},?|{mine})[ \t]+(?P<name>[^\n,]{{2,40}}(?:,[^\n]{{1,30}})?)$",
        rf"^[ \t　]*(?P<name>[^\n，。：:]{{1,10}}?(?:{ends})|(?:{before})[ 　]+[^\s，。：:]{{1,4}})[ \t　\r]*$",
        rf"^[ \t　]*(?:{pattern_of(w for table in unspaced for w in table.closings)})[ \t　。！!，,\r]*$",
    )
    return tuple(re.compile(pattern, re.MULTILINE | re.IGNORECASE) for pattern in patterns)
