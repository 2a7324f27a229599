"""The words of the archive: how many texts each stands in, its cousins, and the ways in which it is run together.

The browser loads only the part that a query's words begin with. It learns from it, before it asks the index anything,
that a word stands nowhere, which words share its stem (`report`, `reported`), and that `deblasio` may be `de blasio`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import Stemmer

from sourcebook.search.fold import LONGEST_WORD, fold

_RUN_TOGETHER = re.compile(r"[A-Z](?<=[^\W\d_A-Z].)")
"""A capital after a small letter, as in `deBlasio`, `McDonald`, `NewYorkers`."""
_APOSTROPHE = re.compile(r"(?<![^\W\d_])[^\W\d_]+['’ʼ][^\W\d_]+")
"""A word with an apostrophe within, which some leave out; tried where a word begins and nowhere else, so that a word of
a million letters costs no more than others."""
_LETTERS_BEFORE, _LETTERS_AFTER = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
_PARTICLE = re.compile(
    r"\b(?:d[aeiu]|de[lnr]|dell?a|l[ae]|v[ao]n|der|te[nr]|al|el|ibn|bin|mc|mac|st)[ \u00a0][A-Z][^\W\d_]+"
)
"""A name with a particle, which many write as one word."""
_WORDS_OF_A_FILE = 600
"""Words above which a file is split by their next letter."""
_ENOUGH = 200
"""Texts from which on it is worth while to treat frequent words in a way of their own."""


@dataclass
class Vocabulary:
    """What is counted while the texts are fed to the index, one after another."""

    texts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    """In how many texts (or their titles) each word stands."""
    together: dict[str, str] = field(default_factory=dict)
    """A word run together → the words it is made of, with a space between."""
    _language: dict[str, str] = field(default_factory=dict)
    """The language of the first text that has a word."""

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
        for word in distinct.difference(self._language):
            self._language[word] = language
        for text in texts:
            for found in _run_together(text):
                parts = fold(found)
                if len(parts) > 1:
                    self.together["".join(parts)] = " ".join(parts)

    def words_in_more_than(self, share: float) -> list[str]:
        """Return the words that stand in a larger share of the texts, where there are enough texts to say so."""
        if self.texts < _ENOUGH:
            return []
        return sorted(word for word, count in self.counts.items() if count > self.texts * share)

    def add_pairs(self, terms: Iterable[str]) -> None:
        """Count the pairs of frequent words of a document, as the index has them."""
        pairs = set(terms)
        self.counts.update(pairs)
        self._language.update(dict.fromkeys(pairs, ""))

    def files(self) -> dict[str, str]:
        """Return the files by name: a line for each family of words, and for each that is run together.

        `report 12 reported 3` is a family, with the number of texts each word stands in; `deblasio=de blasio` a word
        that is run together. A word is in the file named by most of its first letters, in hexadecimal digits of UTF-8.
        """
        file_of = dict(_filed(sorted(self.counts.keys() | self.together.keys())))
        lines: defaultdict[str, set[str]] = defaultdict(set)
        for family in self._families():
            line = " ".join(f"{word} {self.counts[word]}" for word in family)
            for word in family:
                lines[file_of[word]].add(line)
        for word, parts in self.together.items():
            lines[file_of[word]].add(f"{word}={parts}")
        return {file_name(prefix): "\n".join(sorted(found)) for prefix, found in lines.items()}

    def _families(self) -> Iterable[list[str]]:
        stem = {language: _stemmer(language) for language in sorted(set(self._language.values()))}
        families: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for word in sorted(self.counts):
            language = self._language[word]
            families[language, stem[language](word)].append(word)
        return families.values()


def _run_together(text: str) -> Iterator[str]:
    """Yield what of a text is written as one word and is two to some, or the other way round."""
    for found in _RUN_TOGETHER.finditer(text):
        before = _LETTERS_BEFORE.search(text, max(0, found.start() - LONGEST_WORD), found.start())
        after = _LETTERS_AFTER.match(text, found.start(), found.start() + LONGEST_WORD)
        yield (before[0] if before else "") + (after[0] if after else "")
    yield from _PARTICLE.findall(text)
    yield from set(_APOSTROPHE.findall(text))


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


def _stemmer(language: str) -> Callable[[str], str]:
    """Return what takes a word of a language to its stem; the word itself where nobody has written such rules."""
    try:
        stem: Callable[[str], str] = Stemmer.Stemmer(language.partition("-")[0].lower()).stemWord
    except KeyError:
        return str
    return stem
