"""Numbers that are written in words, as figures: `Part Two` is `Part 2`, `Zweites Buch` is `2 Buch`, 제이장 is 제2장.

A word counts as a number beside a word for what is counted, and nowhere else: “One of us” begins with no number. The
words are data, a table a language in `number_words.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from sourcebook.gathered import gathered

_RUN = re.compile(r"[^\W_]+")


def words_as_figures(text: str) -> str:
    """Return a text with figures for the numbers that are written in words."""
    plain = _plain(text)
    runs, others = _counted()
    counted = [runs[run] for run in runs.keys() & {*_RUN.findall(plain)}]
    counted += [languages for word, languages in others.items() if word in plain]
    for language in sorted({*chain.from_iterable(counted)}, key=[*_tables()].index) if counted else ():
        pattern, values = _language(language)
        for found in reversed([*pattern.finditer(plain)]):
            number = found["behind"] or found["before"]
            start, end = found.span("behind" if found["behind"] else "before")
            figures = str(values[_joined(number)])
            text, plain = (f"{one[:start]}{figures}{one[end:]}" for one in (text, plain))
    return text


def _plain(text: str) -> str:
    """Return a text without capitals and accents, each of its characters in its place."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain_sign, text))


@cache
def _plain_sign(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0].lower()[:1]


def _joined(number: str) -> str:
    return re.sub("[ _-]+", " ", number)


@cache
def _tables() -> dict[str, dict[str, str]]:
    words = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(_plain(words))


@cache
def _counted() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the languages of words for what is counted: of those of letters alone, of those with other signs."""
    words = gathered((word, language) for language, table in _tables().items() for word in table["counted"].split())
    runs = {word: languages for word, languages in words.items() if _RUN.fullmatch(word)}
    return runs, {word: languages for word, languages in words.items() if word not in runs}


@cache
def _language(name: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return the pattern of a number beside what is counted, and what each number is."""
    table = _tables()[name]
    cardinals, ordinals = (dict(_values(table, key)) for key in ("cardinals", "ordinals"))
    counted = "|".join(table["counted"].split())
    between = rf"(?:{table['between']}[ _-])?" if "between" in table else ""
    behind, before = (
        "|".join(re.escape(_joined(word)).replace(r"\ ", "[ _-]") for word in sorted(words, key=len)[::-1])
        for words in ({**cardinals, **ordinals}, ordinals)
    )
    gap = "[ _\u00a0-]?" if "is_joined" in table else "[ _\u00a0-]"
    numbers = (
        rf"(?:{counted})\.?{gap}{between}(?P<behind>{behind})",
        rf"(?P<before>{before})(?=[ _\u00a0-](?:{counted})(?![^\W_]))",
    )
    pattern = rf"(?<![^\W_])(?:{'|'.join(numbers)})(?![^\W_])"
    return re.compile(pattern), {_joined(word): value for word, value in {**cardinals, **ordinals}.items()}


def _values(table: dict[str, str], key: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a row, each with its value; with tens, and the first hundred, where they are named."""
    below = [*_below_a_hundred(table, key)]
    yield from below
    gap = " " if " " in table.get("compounds", " ") else ""
    for hundred in table.get("hundred", "").split("|") if key == "cardinals" and "hundred" in table else ():
        yield hundred, 100
        yield from ((f"{hundred}{gap}{way}", 100 + value) for way, value in below)


def _below_a_hundred(table: dict[str, str], key: str) -> Iterator[tuple[str, int]]:
    endings = table.get("endings", "").split()
    units = [
        (one, value)
        for value, ways in enumerate(table.get(key, "").split(), start=1)
        for way in ways.split("|")
        for one in ([way.replace("*", ending) for ending in endings] if "*" in way else [way])
    ]
    yield from units
    most = int(table.get("most_units", "9"))
    for tens, ways in enumerate(table.get("tens", "").split(), start=2):
        for ten in ways.split("|"):
            if key == "cardinals":
                yield ten, tens * 10
            elif "tenth" in table:
                yield f"{ten[:-1]}{table['tenth']}", tens * 10
            for compound in table.get("compounds", "{ten} {unit}").split("|"):
                yield from ((compound.format(ten=ten, unit=unit), tens * 10 + n) for unit, n in units if n <= most)
