"""How long texts are, in what their readers count: words, or the characters of a script that parts no words."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from sourcebook.model import Link, Source
from sourcebook.page_language import spoken
from sourcebook.scripts import is_unspaced, parted, unspaced
from sourcebook.wording import comma, grouped, ngettext

_FEW = 10
"""How many times as much of the one makes the other not worth a word."""


class Length(Struct, frozen=True):
    """How long something is; both are 0 where that isn't told."""

    words: int
    characters: int = 0
    """Of scripts without spaces, where most of a text is in them."""
    is_of_several: bool = False
    """Whether it is a sum, of which neither part is too small to be said: a text may be in it alone."""

    @property
    def units(self) -> int:
        """What lists are sorted by: a reader reads about as many words as Chinese characters a minute."""
        return self.words + self.characters

    def __str__(self) -> str:
        """Return it in words: “1,200 words”, “3,400 characters”, “3,400 characters, 900 words”."""
        few = 0 if self.is_of_several else _FEW
        return _in_words(self.words, self.characters, few, spoken().digest)


@lru_cache(maxsize=1024)
def _in_words(words: int, characters: int, few: int, _: str) -> str:
    """Return a length in the language of that digest: a page tells that of its text in several places."""
    said = []
    if characters:
        said.append(ngettext("{n} character", "{n} characters", characters))
    if words and (not few or words * few > characters):
        said.append(ngettext("{n} word", "{n} words", words))
    return comma().join(said if characters >= words else reversed(said))


def length_of(source: Source) -> Length:
    """Return how long a source text is."""
    beside = parted(source.text) if source.unspaced else 0
    return Length(beside, source.unspaced) if source.unspaced > beside else Length(source.words)


def length_of_words(words: str) -> Length:
    """Return how long a piece of a text is."""
    characters = unspaced(words)
    beside = parted(words) if characters else 0
    return Length(beside, characters) if characters > beside else Length(len(words.split()))


def whole_length(lengths: Iterable[Length]) -> Length:
    """Return how long several texts are together."""
    found = list(lengths)
    return Length(sum(one.words for one in found), sum(one.characters for one in found), is_of_several=True)


def shared_length(link: Link) -> str:
    """Return how many words both ends of a link share, or how many characters of a script that parts none."""
    most, same = max(link.words.source, link.words.target), grouped(link.words.matched)
    if is_unspaced(link.source.exact):
        return ngettext("{same} of {n} character the same", "{same} of {n} characters the same", most, same=same)
    return ngettext("{same} of {n} word the same", "{same} of {n} words the same", most, same=same)
