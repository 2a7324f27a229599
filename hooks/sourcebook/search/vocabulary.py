"""The words of the archive: how many texts each stands in, its cousins, and the ways in which it is run together.

The browser loads only the part that a query's words begin with. It learns from it, before it asks the index anything,
that a word stands nowhere, which words share its stem (`report`, `reported`), that `deblasio` may be `de blasio`, and
how a word is written that is folded to other letters (`hauser`, written `häuser`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sourcebook.search.stems import stemmer
from sourcebook.text.fold import LONGEST_WORD, fold

_RUN_TOGETHER = re.compile(r"[A-Z](?<=[^\W\d_A-Z].)")
"""A capital after a small letter, as in `deBlasio`, `McDonald`, `NewYorkers`."""
_MARK = re.compile(r"['’ʼ\-‐‑]")
_MARK_WITHIN = re.compile(rf"(?<![\w-])[^\W_]++(?:{_MARK.pattern}[^\W_]++)++")
"""A word with apostrophes or hyphens within, which some leave out (`city’s`, `e-mail`, `4-H`). It is tried where a word
begins and nowhere else, and gives no letter back: a word of a million letters costs no more than others."""
_LETTER = re.compile(r"[^\W\d_]")
_SHOWN_AS = {"'": "’", "ʼ": "’", "‐": "-", "‑": "-"}
"""Marks of one meaning → the one that stands for them."""
_LETTERS_BEFORE, _LETTERS_AFTER = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
_PARTICLE = re.compile(
    r"\b(?:d[aeiu]|de[lnr]|dell?a|l[ae]|v[ao]n|der|te[nr]|al|el|ibn|bin|mc|mac|st)[ \u00a0][A-Z][^\W\d_]+"
)
"""A name with a particle, which many write as one word."""
_WORD = re.compile(r"[^\W_]+")
_ENDING = 2
"""Letters of what follows an apostrophe, as in `city’s`: it is no part of a word that has forms."""
_WORDS_OF_A_FILE = 600
"""Words above which a file is split by their next letter."""
_ENOUGH = 200
"""Texts from which on it is worth while to treat frequent words in a way of their own."""


@dataclass
class _Language:
    """The words of a language, those that one runs together among them, and how they are written."""

    words: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    """Words that stand somewhere as they are folded."""
    written: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """How else words are written: `hauser` → `häuser`."""
    read: set[str] = field(default_factory=set)
    """Words as they are written that have been folded for `written`."""

    def note_written(self, text: str) -> None:
        """Note how the words of a text are written."""
        words = set(_WORD.findall(unicodedata.normalize("NFKC", text).lower()))
        self.plain |= words & self.words
        new = {word for word in words - self.read if not word.isascii()}
        self.read |= new
        for written in new:
            match fold(written):
                case [word] if word != written:
                    self.written[word].add(written)

    def writings(self, word: str) -> list[str]:
        """Return how a word is written, as it is folded first."""
        others = sorted(self.written.get(word, ()))
        return [word, *others] if word in self.plain or not others else others


@dataclass
class Vocabulary:
    """What is counted while the texts are fed to the index, one after another."""

    texts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    """In how many texts (or their titles) each word stands."""
    together: dict[str, str] = field(default_factory=dict)
    """A word run together → the words it is made of, with a space between, where only a capital or a name's particle
    parts them: `deblasio`."""
    marked: dict[str, str] = field(default_factory=dict)
    """The same, with the apostrophe or hyphen that parts them: `citys` → `city’s`, `email` → `e-mail`."""
    _languages: defaultdict[str, _Language] = field(default_factory=lambda: defaultdict(_Language))

    def add(self, words: Iterable[str], texts: Iterable[str], language: str) -> None:
        """Count a document.

        Args:
            words: its folded words.
            texts: its title and paragraphs as they are written.
            language: BCP 47, or nothing.
        """
        self.texts += 1
        distinct = set(words)
        self.counts.update(distinct)
        self._languages[language].words |= distinct
        for text in texts:
            for found in _run_together(text):
                self._note(self.together, fold(found), language)
            for found in sorted(filter(_LETTER.search, set(_MARK_WITHIN.findall(text)))):
                parts, marks = fold(found), _MARK.findall(found)
                mark = _SHOWN_AS.get(marks[0], marks[0])
                between = mark if len(marks) == len(parts) - 1 else " "  # a capital parts some of them too
                self._note(self.marked, parts, language, between)
                self._note(self.marked, parts[:2], language, between)
            self._languages[language].note_written(text)

    def _note(self, words: dict[str, str], parts: Sequence[str], language: str, between: str = " ") -> None:
        if len(parts) > 1:
            word = "".join(parts)
            words[word] = between.join(parts)
            if len(parts[-1]) > _ENDING:
                self._languages[language].words.add(word)

    def words_in_more_than(self, share: float) -> list[str]:
        """Return the words that stand in a larger share of the texts, where there are enough texts to say so."""
        if self.texts < _ENOUGH:
            return []
        return sorted(word for word, count in self.counts.items() if count > self.texts * share)

    def add_pairs(self, terms: Iterable[str]) -> None:
        """Count the pairs of frequent words of a document, as the index has them."""
        pairs = set(terms)
        self.counts.update(pairs)
        self._languages[""].words |= pairs

    @property
    def languages(self) -> set[str]:
        """The languages of the words."""
        return set(self._languages)

    def files(self) -> dict[str, str]:
        """Return the files by name: a line for each family of words, and for each that is run together.

        After `>de`, `haus 12 hauser/häuser 3` is a family of that language, with the number of texts each word stands
        in (0 if it is only run together), and how it is written if not so. A word that is written in several ways
        belongs to the family of each (`resume`, `résumé`). `deblasio=de blasio` is a word that is run together,
        `citys~city’s` one that has a mark within. A word is in the file named by most of its first letters, in
        hexadecimal digits of UTF-8.
        """
        file_of = dict(_filed(sorted(self.counts.keys() | self.together.keys() | self.marked.keys())))
        lines: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for sign, words in (("=", self.together), ("~", self.marked)):
            for word, parts in words.items():
                lines[file_of[word]].add(("", f"{word}{sign}{parts}"))
        for language, family in self._families():
            line = " ".join(f"{_shown(word, written)} {self.counts[word]}" for word, written in family.items())
            for word in family:
                lines[file_of[word]].add((language, line))
        return {file_name(prefix): "\n".join(_under_languages(found)) for prefix, found in lines.items()}

    def _families(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield each language's families: their words, and how each is written there."""
        for name, language in sorted(self._languages.items()):
            stem = stemmer(name)
            families: defaultdict[str, dict[str, str]] = defaultdict(dict)
            for word in sorted(language.words):
                for written in language.writings(word):
                    families[stem(written)].setdefault(word, written)
            yield from ((name, family) for family in families.values())


def _shown(word: str, written: str) -> str:
    return word if word == written else f"{word}/{written}"


def _under_languages(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield lines, each after one that names its language unless that is nothing."""
    for language, group in groupby(sorted(lines), key=lambda line: line[0]):
        if language:
            yield f">{language}"
        yield from (line for _, line in group)


def _run_together(text: str) -> Iterator[str]:
    """Yield what of a text is one word to some and two to others: `deBlasio`, `de Blasio`."""
    for found in _RUN_TOGETHER.finditer(text):
        before = _LETTERS_BEFORE.search(text, max(0, found.start() - LONGEST_WORD), found.start())
        after = _LETTERS_AFTER.match(text, found.start(), found.start() + LONGEST_WORD)
        yield (before[0] if before else "") + (after[0] if after else "")
    yield from _PARTICLE.findall(text)


def _filed(words: Sequence[str], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield each of these sorted words, which begin with `prefix`, with the letters that its file is named by."""
    if len(words) <= _WORDS_OF_A_FILE:
        yield from ((word, prefix) for word in words)
        return
    for letter, group in groupby(words, key=lambda word: word[len(prefix) : len(prefix) + 1]):
        if letter:
            yield from _filed(list(group), prefix + letter)
        else:
            yield from ((word, prefix) for word in group)


def file_name(prefix: str) -> str:
    """Return the name of the file of words that begin with some letters."""
    return prefix.encode().hex() or "all"
